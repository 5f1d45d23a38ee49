//! The result of a scan: the codes of a frame.

use std::fmt;
use zeroize::Zeroizing;

/// A point of the upright picture, in pixels. (0, 0) is the top left corner of the top left pixel.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// Distance from the left edge.
    pub x: f32,
    /// Distance from the top edge.
    pub y: f32,
}

/// The error correction level of a code (ISO/IEC 18004 §7.5.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ErrorCorrectionLevel {
    /// Recovers about 7 % of the codewords.
    L,
    /// About 15 %.
    M,
    /// About 25 %.
    Q,
    /// About 30 %.
    H,
}

/// Whether a code is dark on light or light on dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Polarity {
    /// Dark modules on a light background, as printed.
    DarkOnLight,
    /// Light modules on a dark background, as on a screen in dark mode.
    LightOnDark,
}

/// The position of a code in a message of several codes (structured append, ISO/IEC 18004 §8).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StructuredAppendPart {
    /// Index of the part, from 0.
    pub index: u8,
    /// Number of parts, 1 to 16.
    pub count: u8,
    /// Exclusive or of all bytes of the whole message; the same in all its parts.
    pub parity: u8,
}

/// How certain a text is. Each level is enough to show the text to a person; later ones are more
/// certain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReadCertainty {
    /// Unreliable codewords were erased, and the text is a well-formed account or was read twice
    /// with the same result.
    Agreed,
    /// Error correction corrected some codewords, or the number of corrections is not known.
    Corrected,
    /// No codeword was wrong.
    Exact,
}

/// One decoded QR code. Its text may be a secret: `Debug` omits it, and dropping the value wipes
/// it.
#[derive(Clone)]
pub struct DecodedCode {
    pub(crate) text: Zeroizing<String>,
    pub(crate) bytes: Zeroizing<Vec<u8>>,
    pub(crate) corners: [Point; 4],
    pub(crate) version: u8,
    pub(crate) level: ErrorCorrectionLevel,
    pub(crate) mirrored: bool,
    pub(crate) polarity: Polarity,
    pub(crate) part: Option<StructuredAppendPart>,
    pub(crate) stage: &'static str,
    pub(crate) certainty: ReadCertainty,
}

impl DecodedCode {
    /// The text. Its encoding is that of the code's ECI, otherwise a guess from the bytes (UTF-8,
    /// Shift-JIS, ISO/IEC 8859-1).
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of the message before decoding to text. Empty if the stage does not return them.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The outer corners in the upright picture, in the order of the symbol's own top left, top
    /// right, bottom right and bottom left.
    pub fn corners(&self) -> [Point; 4] {
        self.corners
    }

    /// The version, 1 to 40. A code of version `v` has 17 + 4`v` modules a side.
    pub fn version(&self) -> u8 {
        self.version
    }

    /// The error correction level.
    pub fn level(&self) -> ErrorCorrectionLevel {
        self.level
    }

    /// Whether the code is mirrored.
    pub fn is_mirrored(&self) -> bool {
        self.mirrored
    }

    /// Dark on light, or light on dark.
    pub fn polarity(&self) -> Polarity {
        self.polarity
    }

    /// The position in a message of several codes, if the code is a part of one.
    pub fn structured_append(&self) -> Option<StructuredAppendPart> {
        self.part
    }

    /// The name of the stage that read the code, for measurements.
    pub fn stage(&self) -> &'static str {
        self.stage
    }

    /// How certain the text is.
    pub fn certainty(&self) -> ReadCertainty {
        self.certainty
    }

    /// Whether both codes are at the same position: the centre of one is inside the other.
    pub(crate) fn overlaps(&self, other: &Self) -> bool {
        let (a, b) = (centre(&self.corners), centre(&other.corners));
        let reach = |c: &[Point; 4], m: Point| (c[0].x - m.x).hypot(c[0].y - m.y);
        let apart = (a.x - b.x).hypot(a.y - b.y);
        apart < 0.5 * reach(&self.corners, a).max(reach(&other.corners, b))
    }
}

impl fmt::Debug for DecodedCode {
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

/// Symbologies related to QR codes that are recognised and not decoded. No site shows a key in one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnsupportedSymbology {
    /// Micro QR (ISO/IEC 18004 §5.1): a square with one finder pattern.
    MicroQr,
    /// Rectangular Micro QR, rMQR (ISO/IEC 23941).
    RectangularMicroQr,
}

/// A symbol that was recognised and not decoded.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct UnsupportedSymbol {
    /// The symbology.
    pub symbology: UnsupportedSymbology,
    /// The outer corners in the upright picture, clockwise from the symbol's own top left.
    pub corners: [Point; 4],
}

/// A decoded text. The caller decides whether it is the text it is looking for.
#[derive(Clone, Copy)]
pub struct CandidateText<'a> {
    /// The text. It may be a secret.
    pub text: &'a str,
    /// The position in a message of several codes, if the code is a part of one.
    pub part: Option<StructuredAppendPart>,
}

impl fmt::Debug for CandidateText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Candidate").field("part", &self.part).finish_non_exhaustive()
    }
}

/// Whether a text is one that the caller is looking for. The search continues until such a text is
/// read.
pub(crate) type SettlesSearch<'a> = &'a dyn Fn(&CandidateText<'_>) -> bool;

/// Everything that a scan returned.
#[derive(Debug, Clone, Default)]
pub struct ScanReport {
    /// All codes that were read, the most certain first.
    pub found: Vec<DecodedCode>,
    /// Symbols of related symbologies. They are searched for only if no text was read that settles
    /// the search.
    pub unsupported: Vec<UnsupportedSymbol>,
    /// Whether the budget ended the search before a text was read that settles it. A longer budget,
    /// or the next frame, may give more.
    pub out_of_time: bool,
    /// The work done, for measurements. One unit is about the cost of processing one pixel once.
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
        let found = DecodedCode {
            text: Zeroizing::new(secret.to_owned()),
            bytes: Zeroizing::new(secret.as_bytes().to_vec()),
            corners: [Point { x: 0.0, y: 0.0 }; 4],
            version: 5,
            level: ErrorCorrectionLevel::M,
            mirrored: false,
            polarity: Polarity::DarkOnLight,
            part: None,
            stage: "test",
            certainty: ReadCertainty::Exact,
        };
        let shown = format!("{:?}", ScanReport { found: vec![found], ..ScanReport::default() });
        assert!(shown.contains("version: 5"));
        assert!(!shown.contains("JBSWY3DP") && !shown.contains("otpauth"));
        assert!(!shown.contains("74, 66, 83"), "the bytes are the same secret");
    }
}
