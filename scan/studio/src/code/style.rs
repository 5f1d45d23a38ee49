//! The style in which a site draws its codes.

use super::DrawnCode;

/// The style of a code's modules.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CodeStyle {
    /// The shape of a dark module.
    pub shape: ModuleShape,
    /// The shape of the finder patterns.
    pub finders: FinderShape,
    /// Dark on light or light on dark.
    pub polarity: CodePolarity,
    /// The page around the quiet zone.
    pub ground: PageTone,
    /// Width of the quiet zone in modules; ISO/IEC 18004 §6.3.8 requires 4.
    pub quiet: usize,
    /// Side of a logo in the middle, as a share of the code's side.
    pub logo: Option<f64>,
}

impl CodeStyle {
    /// Dark squares on light with a full quiet zone, as in the standard.
    pub const PLAIN: Self = Self {
        shape: ModuleShape::Square,
        finders: FinderShape::Square,
        polarity: CodePolarity::DarkOnLight,
        ground: PageTone::Same,
        quiet: 4,
        logo: None,
    };

    /// The share of ink at a point: 0 (as light modules) to 1 (as dark ones).
    ///
    /// Coordinates are modules from the top left corner of the code, without the quiet zone.
    pub(crate) fn ink_at(&self, code: &DrawnCode, x: f64, y: f64) -> f32 {
        if let Some(ink) = self.logo.and_then(|share| logo_at(code.side() as f64, share, x, y)) {
            return ink;
        }
        let side = code.side() as f64;
        if !(0.0..side).contains(&x) || !(0.0..side).contains(&y) {
            return 0.0;
        }
        let (row, column) = (y as usize, x as usize);
        if !code.is_dark(row, column) {
            return 0.0;
        }
        if self.finders == FinderShape::Square && code.is_finder(row, column) {
            return 1.0;
        }
        // Relative to the centre of the module.
        let (dx, dy) = (x - x.floor() - 0.5, y - y.floor() - 0.5);
        let covered = match self.shape {
            ModuleShape::Square => true,
            ModuleShape::Dot { diameter } => dx.hypot(dy) <= diameter / 2.0,
            ModuleShape::Rounded { rounding } => {
                is_inside_rounded(code, row, column, dx, dy, rounding / 2.0)
            }
        };
        f32::from(u8::from(covered))
    }
}

/// The shape of a dark module.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ModuleShape {
    /// A square, as in the standard.
    Square,
    /// Joined to dark neighbours, with rounded free corners.
    Rounded {
        /// 0 (square) to 1 (a circle if no neighbour is dark).
        rounding: f64,
    },
    /// A separate dot.
    Dot {
        /// In modules, up to 1.
        diameter: f64,
    },
}

/// The shape of the finder patterns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FinderShape {
    /// Square, independent of the other modules.
    Square,
    /// Drawn like the other modules.
    AsModules,
}

/// Which of the two tones dark modules have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodePolarity {
    /// The darker tone.
    DarkOnLight,
    /// The lighter tone, as on a page in dark mode.
    LightOnDark,
}

/// The page around the quiet zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageTone {
    /// A page with the tone of the quiet zone.
    Same,
    /// A page with the other tone, like a card on a table.
    Contrast,
}

/// The ink of the logo: an empty square with a frame inside.
fn logo_at(side: f64, share: f64, x: f64, y: f64) -> Option<f32> {
    const FRAME: f32 = 0.8;
    let half = share * side / 2.0;
    let from_middle = (x - side / 2.0).abs().max((y - side / 2.0).abs());
    let from_frame = (from_middle - half * 0.75).abs();
    (from_middle < half).then_some(if from_frame < 0.5 { FRAME } else { 0.0 })
}

fn is_inside_rounded(
    code: &DrawnCode,
    row: usize,
    column: usize,
    dx: f64,
    dy: f64,
    radius: f64,
) -> bool {
    // The neighbours on this point's side; `usize::MAX` is outside of the code.
    let beside = if dx < 0.0 { column.wrapping_sub(1) } else { column + 1 };
    let above = if dy < 0.0 { row.wrapping_sub(1) } else { row + 1 };
    let is_free_corner = !code.is_dark(row, beside) && !code.is_dark(above, column);
    let (ex, ey) = (dx.abs() - (0.5 - radius), dy.abs() - (0.5 - radius));
    !(is_free_corner && ex > 0.0 && ey > 0.0 && ex.hypot(ey) > radius)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::CorrectionLevel;

    fn code() -> DrawnCode {
        DrawnCode::encode("a", CorrectionLevel::Low).unwrap()
    }

    #[test]
    fn squares_are_dark_up_to_their_corners() {
        let code = code();
        for (row, column) in [(0, 0), (3, 3), (7, 7), (9, 12), (20, 20)] {
            let expected = f32::from(u8::from(code.is_dark(row, column)));
            for (dx, dy) in [(0.02, 0.02), (0.98, 0.02), (0.5, 0.5), (0.98, 0.98)] {
                let ink = CodeStyle::PLAIN.ink_at(&code, column as f64 + dx, row as f64 + dy);

                assert!((ink - expected).abs() < f32::EPSILON, "{row},{column}");
            }
        }
    }

    #[test]
    fn a_free_corner_is_rounded_and_a_joined_one_is_not() {
        let style = CodeStyle {
            shape: ModuleShape::Rounded { rounding: 1.0 },
            finders: FinderShape::AsModules,
            ..CodeStyle::PLAIN
        };

        assert!(style.ink_at(&code(), 0.05, 0.05) < 0.5, "the corner of the finder is free");
        assert!(style.ink_at(&code(), 1.05, 0.05) > 0.5, "the next module is joined");
    }

    #[test]
    fn finder_patterns_stay_square_unless_they_follow_the_modules() {
        let shape = ModuleShape::Dot { diameter: 0.8 };
        let kept = CodeStyle { shape, ..CodeStyle::PLAIN };
        let dotted = CodeStyle { finders: FinderShape::AsModules, ..kept };

        assert!(kept.ink_at(&code(), 1.02, 0.02) > 0.5);
        assert!(dotted.ink_at(&code(), 1.02, 0.02) < 0.5);
        assert!(dotted.ink_at(&code(), 1.5, 0.5) > 0.5);
    }

    #[test]
    fn a_logo_clears_the_middle() {
        let style = CodeStyle { logo: Some(0.2), ..CodeStyle::PLAIN };

        assert!(style.ink_at(&code(), 10.5, 10.5) < 0.5);
    }
}
