//! What comes out: the codes of a frame.

use std::fmt;
use zeroize::Zeroizing;

/// A point of the upright picture in pixels; (0, 0) is the top left corner of the top left pixel.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// To the right.
    pub x: f32,
    /// Downwards.
    pub y: f32,
}

/// The error correction level of a code (ISO/IEC 18004 §7.5.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Recovers about 7 % of the codewords.
    L,
    /// About 15 %.
    M,
    /// About 25 %.
    Q,
    /// About 30 %.
    H,
}

/// Which modules of a code were dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Polarity {
    /// Dark on light, as printed.
    DarkOnLight,
    /// Light on dark, as on a screen in dark mode.
    LightOnDark,
}

/// The place of a code among the parts of one message (structured append, ISO/IEC 18004 §8).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// Which part, from 0.
    pub index: u8,
    /// How many parts, 1 to 16.
    pub count: u8,
    /// The same in all parts of one message: all bytes of the message combined by exclusive or.
    pub parity: u8,
}

/// Why a text is believed. Each is enough to show it to a person; the later, the surer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// Weak codewords were erased, and the text is a well-formed account or was read twice alike.
    Agreed,
    /// Error correction found and mended some codewords, or its work isn't known.
    Corrected,
    /// Not one codeword was wrong.
    Exact,
}

/// One QR code that was read. Its text may be a secret: `Debug` leaves it out, dropping wipes it.
#[derive(Clone)]
pub struct Found {
    pub(crate) text: Zeroizing<String>,
    pub(crate) bytes: Zeroizing<Vec<u8>>,
    pub(crate) corners: [Point; 4],
    pub(crate) version: u8,
    pub(crate) level: Level,
    pub(crate) mirrored: bool,
    pub(crate) polarity: Polarity,
    pub(crate) part: Option<Part>,
    pub(crate) stage: &'static str,
    pub(crate) certainty: Certainty,
}

impl Found {
    /// The text, by the code's own encoding marks (ECI) or else by a guess from its bytes (UTF-8,
    /// Shift-JIS, ISO/IEC 8859-1).
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of the message before they became text. Empty where a stage doesn't tell them.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The outer corners in the upright picture, in the order of the symbol's own top left, top
    /// right, bottom right, bottom left.
    pub fn corners(&self) -> [Point; 4] {
        self.corners
    }

    /// The version, 1 to 40: a code of version `v` has 17 + 4`v` modules a side.
    pub fn version(&self) -> u8 {
        self.version
    }

    /// The error correction level.
    pub fn level(&self) -> Level {
        self.level
    }

    /// Whether the code was seen as in a mirror.
    pub fn is_mirrored(&self) -> bool {
        self.mirrored
    }

    /// Dark on light, or the other way round.
    pub fn polarity(&self) -> Polarity {
        self.polarity
    }

    /// Its place in a message of several codes, if it is a part of one.
    pub fn part(&self) -> Option<Part> {
        self.part
    }

    /// The name of the stage that read it, for measurements.
    pub fn stage(&self) -> &'static str {
        self.stage
    }

    /// Why the text is believed.
    pub fn certainty(&self) -> Certainty {
        self.certainty
    }

    /// Whether `other` stands where this code stands: the centre of either lies within the other's
    /// reach.
    pub(crate) fn overlaps(&self, other: &Self) -> bool {
        let (a, b) = (centre(&self.corners), centre(&other.corners));
        let reach = |c: &[Point; 4], m: Point| (c[0].x - m.x).hypot(c[0].y - m.y);
        let apart = (a.x - b.x).hypot(a.y - b.y);
        apart < 0.5 * reach(&self.corners, a).max(reach(&other.corners, b))
    }
}

impl fmt::Debug for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Found")
            .field("version", &self.version)
            .field("level", &self.level)
            .field("corners", &self.corners)
            .field("mirrored", &self.mirrored)
            .field("polarity", &self.polarity)
            .field("part", &self.part)
            .field("stage", &self.stage)
            .field("certainty", &self.certainty)
            .finish_non_exhaustive()
    }
}

/// Symbologies of the QR family that are recognised and not read: no site shows a key in one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnsupportedSymbology {
    /// Micro QR (ISO/IEC 18004 §5.1): a square with one finder pattern.
    MicroQr,
    /// Rectangular Micro QR, rMQR (ISO/IEC 23941).
    RectangularMicroQr,
}

/// A symbol that was recognised and not read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct UnsupportedSymbol {
    /// What it is.
    pub symbology: UnsupportedSymbology,
    /// Its outer corners in the upright picture, from its own top left clockwise.
    pub corners: [Point; 4],
}

/// A text that was read, for the caller to say whether it is what was looked for.
#[derive(Clone, Copy)]
pub struct Candidate<'a> {
    /// The text. It may be a secret.
    pub text: &'a str,
    /// Its place in a message of several codes, if it is a part of one.
    pub part: Option<Part>,
}

impl fmt::Debug for Candidate<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Candidate").field("part", &self.part).finish_non_exhaustive()
    }
}

/// Whether a text is what the caller looks for: the search goes on while none is read.
pub(crate) type Settles<'a> = &'a dyn Fn(&Candidate<'_>) -> bool;

/// All that a frame gave.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// Every code read, the surest first.
    pub found: Vec<Found>,
    /// Symbols that are no QR codes but look like them; looked for where nothing was read that settles
    /// the search.
    pub unsupported: Vec<UnsupportedSymbol>,
    /// Whether the search ended early, by its budget, with nothing read that settles it: a longer
    /// budget, or the next frame, may show more.
    pub out_of_time: bool,
    /// The work that was done, for measurements: one unit is about what a pixel of the picture costs
    /// that is looked at once.
    pub work: u64,
}

fn centre(corners: &[Point; 4]) -> Point {
    let sum = |f: fn(&Point) -> f32| corners.iter().map(f).sum::<f32>() / 4.0;
    Point { x: sum(|p| p.x), y: sum(|p| p.y) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_no_text() {
        let secret = "otpauth://totp/a?secret=JBSWY3DPEHPK3PXP";
        let found = Found {
            text: Zeroizing::new(secret.to_owned()),
            bytes: Zeroizing::new(secret.as_bytes().to_vec()),
            corners: [Point { x: 0.0, y: 0.0 }; 4],
            version: 5,
            level: Level::M,
            mirrored: false,
            polarity: Polarity::DarkOnLight,
            part: None,
            stage: "test",
            certainty: Certainty::Exact,
        };
        let shown = format!("{:?}", Reading { found: vec![found], ..Reading::default() });
        assert!(shown.contains("version: 5"));
        assert!(!shown.contains("JBSWY3DP") && !shown.contains("otpauth"));
        assert!(!shown.contains("74, 66, 83"), "the bytes are the same secret");
    }
}
