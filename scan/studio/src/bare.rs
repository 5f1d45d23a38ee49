//! Codes without a quiet zone: on a dark page, or cut off by the picture's edge.

use crate::{
    camera::Resolution,
    code::{
        CorrectionLevel, DrawnCode,
        style::{CodePolarity, CodeStyle, PageTone},
    },
    condition::Condition,
    luma::GreyPicture,
    random::Random,
};

/// What replaces the quiet zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MissingQuietZone {
    /// A screenshot: black on all sides.
    Black,
    /// A screenshot: black along the left edge alone.
    BlackLeft,
    /// A screenshot: black along the top edge alone.
    BlackTop,
    /// A screenshot: nearly black on all sides.
    NearlyBlack,
    /// A screenshot of a light code on dark, with white on all sides.
    Inverted,
    /// A screenshot that begins two modules inside the code, on one or two sides.
    Cut,
    /// A photograph of a card on a black page.
    Photograph,
    /// A photograph of a light code on dark, on a white page.
    InvertedPhotograph,
}

impl MissingQuietZone {
    /// All variants, in the order of tables.
    pub const ALL: [Self; 8] = [
        Self::Black,
        Self::BlackLeft,
        Self::BlackTop,
        Self::NearlyBlack,
        Self::Inverted,
        Self::Cut,
        Self::Photograph,
        Self::InvertedPhotograph,
    ];

    /// The name in tables and file names.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Black => "black",
            Self::BlackLeft => "black-left",
            Self::BlackTop => "black-top",
            Self::NearlyBlack => "nearly-black",
            Self::Inverted => "inverted",
            Self::Cut => "cut",
            Self::Photograph => "photograph",
            Self::InvertedPhotograph => "inverted-photograph",
        }
    }

    /// Draws a frame. The same arguments give the same frame.
    ///
    /// # Panics
    /// If `text` does not fit into version 40.
    pub fn frame(self, text: &str, seed: u64) -> GreyPicture {
        let mut random = Random::new(seed, self.name());
        if matches!(self, Self::Photograph | Self::InvertedPhotograph) {
            return self.photograph(text, seed, &mut random);
        }
        let code =
            DrawnCode::encode(text, CorrectionLevel::Medium).expect("the text fits into a code");
        let scale = random.whole(3, 8);
        let polarity = if self == Self::Inverted {
            CodePolarity::LightOnDark
        } else {
            CodePolarity::DarkOnLight
        };
        let style = CodeStyle { quiet: 0, polarity, ..CodeStyle::PLAIN };
        let card = style.flat(&code, scale);
        let room = |random: &mut Random| random.whole(5, 20) * scale;
        let (left, top) = (room(&mut random), room(&mut random));
        let (right, bottom) = (room(&mut random), room(&mut random));
        let tone = match self {
            Self::NearlyBlack => random.whole(1, 21) as u8,
            Self::Inverted | Self::Cut | Self::BlackLeft | Self::BlackTop => 255,
            _ => 0,
        };
        let side = card.width();
        let mut page = GreyPicture::filled(left + side + right, top + side + bottom, tone);
        let (width, height) = (page.width(), page.height());
        match self {
            Self::BlackLeft => page.paste(&GreyPicture::filled(left, height, 0), 0, 0),
            Self::BlackTop => page.paste(&GreyPicture::filled(width, top, 0), 0, 0),
            _ => {}
        }
        page.paste(&card, left, top);
        if self == Self::Cut {
            let cut = 2 * scale;
            let (x, y) =
                [(left + cut, 0), (0, top + cut), (left + cut, top + cut)][random.below(3)];
            return page.part(x, y, width - x, height - y);
        }
        page
    }

    fn photograph(self, text: &str, seed: u64, random: &mut Random) -> GreyPicture {
        let condition = Condition::Nominal;
        let taken = condition.take(text, random.unit(), Resolution::Hd, seed);
        let mut take = taken.expect("the text fits into a code");
        take.scene.dark = random.between(0.0, 0.01);
        if let Some((_, style)) = &mut take.scene.code {
            let polarity = if self == Self::Photograph {
                CodePolarity::DarkOnLight
            } else {
                CodePolarity::LightOnDark
            };
            *style =
                CodeStyle { quiet: 0, ground: PageTone::Contrast, polarity, ..CodeStyle::PLAIN };
        }
        take.shoot().frame
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_are_the_same_for_a_seed_and_differ_between_seeds() {
        for bare in MissingQuietZone::ALL {
            assert_eq!(bare.frame("bare", 1), bare.frame("bare", 1), "{bare:?}");
            assert_ne!(bare.frame("bare", 1), bare.frame("bare", 2), "{bare:?}");
        }
    }

    #[test]
    fn a_cut_code_begins_at_the_edge() {
        let frame = MissingQuietZone::Cut.frame("bare", 3);
        let (width, pixels) = (frame.width(), frame.pixels());
        let dark_left = pixels.iter().step_by(width).any(|pixel| *pixel == 0);
        let dark_top = pixels[..width].contains(&0);
        assert!(dark_left || dark_top);
    }
}
