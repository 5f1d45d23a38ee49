//! A code as a flat picture, as in a screenshot or an image file.

use super::{
    DrawnCode,
    style::{CodePolarity, CodeStyle, PageTone},
};
use crate::{geometry::Point, luma::GreyPicture};

/// Width of the page around a card, in modules.
const CARD_BORDER: usize = 4;

impl CodeStyle {
    /// The code as a black and white picture with its quiet zone and `pixels_per_module` (at least
    /// 1) pixels per module. A card has a border of the page around it.
    pub fn flat(&self, code: &DrawnCode, pixels_per_module: usize) -> GreyPicture {
        let scale = pixels_per_module.max(1);
        let margin = self.flat_margin();
        let side = (code.side() + 2 * margin) * scale;
        // Only round modules have edges within a pixel.
        let samples = 4_usize;
        let mut pixels = Vec::with_capacity(side * side);
        for y in 0..side {
            for x in 0..side {
                let ink: f32 = (0..samples * samples)
                    .map(|i| {
                        let module = |pixel: usize, sample: usize| {
                            let offset = (sample as f64 + 0.5) / samples as f64;
                            (pixel as f64 + offset) / scale as f64 - margin as f64
                        };
                        self.tone_at(code, module(x, i % samples), module(y, i / samples))
                    })
                    .sum();
                pixels.push((ink / (samples * samples) as f32 * 255.0).round() as u8);
            }
        }
        GreyPicture::new(side, side, pixels)
    }

    /// The corners of the code (without the quiet zone) in its flat picture: top left, top right,
    /// bottom right, bottom left.
    pub fn flat_corners(&self, code: &DrawnCode, pixels_per_module: usize) -> [Point; 4] {
        let low = (self.flat_margin() * pixels_per_module.max(1)) as f64;
        let high = low + (code.side() * pixels_per_module.max(1)) as f64;
        [(low, low), (high, low), (high, high), (low, high)].map(|(x, y)| Point::new(x, y))
    }

    fn flat_margin(&self) -> usize {
        self.quiet + if self.ground == PageTone::Contrast { CARD_BORDER } else { 0 }
    }

    /// The tone at a point of the flat picture: 0 black, 1 white.
    fn tone_at(&self, code: &DrawnCode, x: f64, y: f64) -> f32 {
        let quiet = self.quiet as f64;
        let on_card = -quiet..code.side() as f64 + quiet;
        let is_page =
            self.ground == PageTone::Contrast && !(on_card.contains(&x) && on_card.contains(&y));
        let ink = if is_page { 1.0 } else { self.ink_at(code, x, y) };
        match self.polarity {
            CodePolarity::DarkOnLight => 1.0 - ink,
            CodePolarity::LightOnDark => ink,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::CorrectionLevel;

    #[test]
    fn a_plain_picture_has_a_light_quiet_zone_and_black_finders() {
        let code = DrawnCode::encode("a", CorrectionLevel::Low).unwrap();

        let picture = CodeStyle::PLAIN.flat(&code, 3);

        let at = |x: usize, y: usize| picture.pixels()[y * picture.width() + x];
        assert_eq!(picture.width(), (21 + 8) * 3);
        assert_eq!((at(11, 11), at(12, 12), at(15, 15), at(18, 18)), (255, 0, 255, 0));
        assert_eq!(CodeStyle::PLAIN.flat_corners(&code, 3)[0], Point::new(12.0, 12.0));
    }

    #[test]
    fn a_card_is_on_a_page_of_the_other_tone() {
        let code = DrawnCode::encode("a", CorrectionLevel::Low).unwrap();
        let style = CodeStyle { ground: PageTone::Contrast, quiet: 1, ..CodeStyle::PLAIN };

        let picture = style.flat(&code, 1);

        assert_eq!(picture.pixels()[0], 0, "the page");
        assert_eq!(picture.pixels()[4 * picture.width() + 4], 255, "the quiet zone");
        assert_eq!(picture.pixels()[5 * picture.width() + 5], 0, "the code");
    }

    #[test]
    fn light_on_dark_swaps_the_tones() {
        let code = DrawnCode::encode("a", CorrectionLevel::Low).unwrap();
        let style = CodeStyle { polarity: CodePolarity::LightOnDark, ..CodeStyle::PLAIN };

        let plain = CodeStyle::PLAIN.flat(&code, 2);
        let swapped = style.flat(&code, 2);

        let all = plain.pixels().iter().zip(swapped.pixels());
        assert!(all.into_iter().all(|(plain, swapped)| plain + swapped == 255));
    }
}
