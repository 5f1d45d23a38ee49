//! The changes of a condition to the page.

use super::{Condition, Draft};
use crate::{
    code::{
        DrawnCode,
        style::{CodePolarity, CodeStyle, FinderShape, ModuleShape, PageTone},
    },
    scene::{Desk, PixelGrid, Scene},
};

impl Draft {
    /// The style of the code.
    pub(super) fn style(&mut self) -> CodeStyle {
        let mut style = CodeStyle::PLAIN;
        if self.random.chance(0.25) {
            style.quiet = self.random.pick(&[2, 3]);
        }
        if self.is(Condition::Inverted) {
            if self.random.chance(0.6) {
                style.polarity = CodePolarity::LightOnDark;
            } else {
                style.ground = PageTone::Contrast;
                style.quiet = self.random.pick(&[1, 2, 2]);
            }
        }
        if self.is(Condition::Rounded) || self.combines(0.25) {
            style.shape = if self.random.chance(0.5) {
                ModuleShape::Rounded { rounding: 1.0 }
            } else {
                ModuleShape::Dot { diameter: 1.0 - 0.4 * self.severity }
            };
            style.finders =
                if self.random.chance(0.5) { FinderShape::AsModules } else { FinderShape::Square };
            if self.random.chance(0.4) {
                style.logo = Some(self.random.between(0.12, 0.2));
            }
        }
        if self.combines(0.2) {
            style.polarity = CodePolarity::LightOnDark;
        }
        style
    }

    /// The page around the code.
    pub(super) fn scene(&mut self, code: DrawnCode, style: CodeStyle) -> Scene {
        // Enough page to extend beyond the frame in most poses.
        const MARGIN: (usize, usize) = (60, 34);
        let is_plain =
            style.polarity == CodePolarity::DarkOnLight && style.ground == PageTone::Same;
        let random = &mut self.random;
        let light = random.between(0.85, 1.0);
        // The dark tone of a dark page is brighter than ink.
        let dark = if is_plain { random.between(0.01, 0.08) } else { random.between(0.03, 0.15) };
        let lines = random.whole(20, 60);
        let boxes = random.below(7);
        let seed = random.below(usize::MAX) as u64;
        let desk = Desk { tone: random.between(0.02, 0.4), grain: random.between(0.0, 0.5) };
        let grid = self.grid();
        Scene {
            code: Some((code, style)),
            light,
            dark,
            margin: MARGIN,
            lines,
            boxes,
            seed,
            grid,
            desk,
        }
    }

    fn grid(&mut self) -> Option<PixelGrid> {
        let pixels_per_module = self.random.pick(&[3, 4, 4, 5, 6]);
        let is_seen = self.is(Condition::Moire) || self.combines(0.5) || self.random.chance(0.3);
        let depth = if self.is(Condition::Moire) {
            0.15 + 0.6 * self.severity
        } else {
            self.random.between(0.05, 0.35)
        };
        is_seen.then_some(PixelGrid { pixels_per_module, depth })
    }
}
