//! The monitor: a page with a code and other content.

pub(crate) mod clutter;

use crate::{
    code::{
        DrawnCode,
        style::{CodePolarity, CodeStyle, PageTone},
    },
    geometry::{Homography, Point},
    plane::Plane,
    random::Random,
};
use clutter::{Area, ClutterPainter};

/// A page on a monitor on a desk. Tones are linear light, 0 to 1 (the white of the monitor).
#[derive(Debug, Clone, PartialEq)]
pub struct Scene {
    /// The code in the middle of the page, and its style. `None` for a page without a code.
    pub code: Option<(DrawnCode, CodeStyle)>,
    /// The lighter tone of the page.
    pub light: f64,
    /// The darker tone of the page.
    pub dark: f64,
    /// Width of the page to the left and right of the quiet zone, and height above and below it, in
    /// modules.
    pub margin: (usize, usize),
    /// Lines of text around the code.
    pub lines: usize,
    /// Boxes around the code, such as buttons and fields.
    pub boxes: usize,
    /// Seed of the text and the boxes.
    pub seed: u64,
    /// The monitor's pixel grid, if the camera resolves it.
    pub grid: Option<PixelGrid>,
    /// The desk under the monitor.
    pub desk: Desk,
}

/// The pixels of a monitor with dark lines between them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PixelGrid {
    /// Monitor pixels per module.
    pub pixels_per_module: usize,
    /// How much darker the lines are, 0 to 1.
    pub depth: f64,
}

/// The desk under the monitor.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Desk {
    /// Its tone.
    pub tone: f64,
    /// Variation of the grain around the tone, 0 to 1.
    pub grain: f64,
}

impl Scene {
    /// Texels per monitor pixel, the last of which is dark.
    const TEXELS_PER_PIXEL: usize = 3;
    /// Texels per module without a pixel grid.
    const TEXELS_PER_MODULE: usize = 8;

    /// Draws the page.
    pub(crate) fn paint(&self) -> Canvas {
        let texels = self.grid.map_or(Self::TEXELS_PER_MODULE, |grid| {
            grid.pixels_per_module * Self::TEXELS_PER_PIXEL
        });
        let side = self.code.as_ref().map_or(0, |(code, style)| code.side() + 2 * style.quiet);
        let (width, height) = (side + 2 * self.margin.0, side + 2 * self.margin.1);
        let (paper, ink) = self.paper_and_ink();
        let mut page = Plane::filled(width * texels, height * texels, paper as f32);

        let areas = areas_around(side, self.margin);
        let mut clutter = ClutterPainter {
            page: &mut page,
            texels: texels as f64,
            ink: ink as f32,
            random: Random::new(self.seed, "clutter"),
        };
        clutter.draw(&areas, self.lines, self.boxes);
        if let Some((code, style)) = &self.code {
            self.paint_code(&mut page, code, style, texels);
        }
        if let Some(grid) = self.grid {
            grid.darken(&mut page);
        }
        let middle = Point::new(page.width as f64 / 2.0, page.height as f64 / 2.0);
        Canvas { page, texels_per_module: texels as f64, middle, desk: self.desk }
    }

    fn paper_and_ink(&self) -> (f64, f64) {
        let is_light = self.code.as_ref().is_none_or(|(_, style)| {
            (style.polarity == CodePolarity::DarkOnLight) == (style.ground == PageTone::Same)
        });
        if is_light { (self.light, self.dark) } else { (self.dark, self.light) }
    }

    fn paint_code(&self, page: &mut Plane, code: &DrawnCode, style: &CodeStyle, texels: usize) {
        const SAMPLES: usize = 2;
        let (clear, inked) = match style.polarity {
            CodePolarity::DarkOnLight => (self.light, self.dark),
            CodePolarity::LightOnDark => (self.dark, self.light),
        };
        let (left, top) = (self.margin.0 * texels, self.margin.1 * texels);
        let side = (code.side() + 2 * style.quiet) * texels;
        let module = |texel: usize, sample: usize| {
            let middle = texel as f64 + (sample as f64 + 0.5) / SAMPLES as f64;
            middle / texels as f64 - style.quiet as f64
        };
        for y in 0..side {
            for x in 0..side {
                let samples = (0..SAMPLES * SAMPLES)
                    .map(|i| style.ink_at(code, module(x, i % SAMPLES), module(y, i / SAMPLES)));
                let ink = samples.sum::<f32>() / (SAMPLES * SAMPLES) as f32;
                page.row_mut(top + y)[left + x] = clear as f32 + (inked - clear) as f32 * ink;
            }
        }
    }
}

impl PixelGrid {
    /// Darkens every third texel and brightens all, so that the mean does not change.
    fn darken(&self, page: &mut Plane) {
        let spacing = Scene::TEXELS_PER_PIXEL;
        let lift = 1.0 / (1.0 - self.depth / spacing as f64);
        let factor = |at: usize| {
            let is_line = at % spacing == spacing - 1;
            (lift * if is_line { 1.0 - self.depth } else { 1.0 }) as f32
        };
        for y in 0..page.height {
            for (x, value) in page.row_mut(y).iter_mut().enumerate() {
                *value *= factor(x) * factor(y);
            }
        }
    }
}

/// A drawn page and the desk around it.
pub(crate) struct Canvas {
    pub(crate) page: Plane,
    pub(crate) texels_per_module: f64,
    /// The centre of the code, in texels.
    middle: Point,
    desk: Desk,
}

impl Canvas {
    /// The map from modules (relative to the code's centre) to texels.
    pub(crate) fn modules_to_texels(&self) -> Homography {
        Homography::scale_and_shift(self.texels_per_module, self.middle)
    }

    /// The tone of the desk at a point, in texels.
    pub(crate) fn desk_at(&self, x: f64, y: f64) -> f32 {
        if self.desk.grain <= 0.0 {
            return self.desk.tone as f32;
        }
        let (u, v) = (x / self.texels_per_module, y / self.texels_per_module);
        // Long fibres and finer ones between them.
        let grain = 0.6 * lattice_noise(u * 0.06, v * 0.5) + 0.4 * lattice_noise(u * 0.3, v * 2.3);
        (self.desk.tone * (1.0 + self.desk.grain * grain)) as f32
    }
}

/// The free areas above, below, left and right of the code.
fn areas_around(side: usize, margin: (usize, usize)) -> Vec<Area> {
    let (side, margin) = (side as f64, (margin.0 as f64, margin.1 as f64));
    let (right, bottom) = (margin.0 + side, margin.1 + side);
    let (width, height) = (right + margin.0, bottom + margin.1);
    let area = |left, top, right, bottom| Area { left, top, right, bottom };
    if side == 0.0 {
        return vec![area(1.0, 1.0, width - 1.0, height - 1.0)];
    }
    let above = area(1.0, 1.0, width - 1.0, margin.1 - 1.0);
    let below = area(1.0, bottom + 1.0, width - 1.0, height - 1.0);
    let before = area(1.0, margin.1, margin.0 - 1.0, bottom);
    let after = area(right + 1.0, margin.1, width - 1.0, bottom);
    // Most of a page's text is above and below its code.
    vec![above, below, above, below, before, after]
}

/// Smooth noise between -1 and 1 from a lattice of hashed values.
fn lattice_noise(x: f64, y: f64) -> f64 {
    let (column, row) = (x.floor(), y.floor());
    let ease = |t: f64| t * t * (3.0 - 2.0 * t);
    let (fx, fy) = (ease(x - column), ease(y - row));
    let value = |dx: f64, dy: f64| {
        let mixed = ((column + dx) as i64 as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15)
            ^ ((row + dy) as i64 as u64).wrapping_mul(0xc2b2_ae3d_27d4_eb4f);
        let mixed = (mixed ^ (mixed >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        (mixed >> 40) as f64 / f64::from(1 << 23) - 1.0
    };
    let top = value(0.0, 0.0) + (value(1.0, 0.0) - value(0.0, 0.0)) * fx;
    let bottom = value(0.0, 1.0) + (value(1.0, 1.0) - value(0.0, 1.0)) * fx;
    top + (bottom - top) * fy
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::CorrectionLevel;

    fn scene() -> Scene {
        Scene {
            code: Some((DrawnCode::encode("a", CorrectionLevel::Low).unwrap(), CodeStyle::PLAIN)),
            light: 0.9,
            dark: 0.1,
            margin: (20, 10),
            lines: 40,
            boxes: 5,
            seed: 1,
            grid: None,
            desk: Desk { tone: 0.3, grain: 0.5 },
        }
    }

    #[test]
    fn the_code_begins_where_the_margin_ends() {
        let canvas = scene().paint();

        let at = |x: usize, y: usize| canvas.page.row(y * 8 + 4)[x * 8 + 4];
        assert!((at(20 + 4, 10 + 4) - 0.1).abs() < 1e-6, "the corner of the finder");
        assert!((at(20 + 5, 10 + 5) - 0.9).abs() < 1e-6, "its light ring");
        assert!((at(20 + 3, 10 + 3) - 0.9).abs() < 1e-6, "the quiet zone");
    }

    #[test]
    fn the_quiet_zone_contains_no_writing() {
        let canvas = scene().paint();

        for y in 10 * 8..14 * 8 {
            let row = &canvas.page.row(y)[20 * 8..49 * 8];
            assert!(row.iter().all(|value| (value - 0.9).abs() < 1e-6), "row {y}");
        }
        let inked = canvas.page.row(5 * 8).iter().chain(canvas.page.row(3 * 8));
        assert!(inked.into_iter().any(|value| *value < 0.5), "there is writing above");
    }

    #[test]
    fn a_grid_keeps_the_mean_light() {
        let plain = Scene { lines: 0, boxes: 0, ..scene() };
        let grid = PixelGrid { pixels_per_module: 4, depth: 0.6 };
        let gridded = Scene { grid: Some(grid), ..plain.clone() };

        let mean = |scene: &Scene| {
            let page = scene.paint().page;
            page.values.iter().map(|value| f64::from(*value)).sum::<f64>()
                / page.values.len() as f64
        };
        assert!((mean(&plain) - mean(&gridded)).abs() < 1e-3);
    }

    #[test]
    fn grain_stays_within_its_share() {
        let canvas = scene().paint();

        for i in 0..500 {
            let tone = canvas.desk_at(f64::from(i) * -7.3, f64::from(i) * 3.1);
            assert!((0.149..=0.451).contains(&tone), "{tone}");
        }
    }
}
