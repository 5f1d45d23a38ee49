//! Reads pictures and camera frames.
//!
//! Takes a file's bytes or a camera's luma plane, and returns every QR code with its meaning: an
//! account, a part of Google's export, a rejected account, or other text, which is explained and
//! never opened.
//!
//! ```
//! use aikotoba_core::scan::{ForeignCode, TextMeaning, explain};
//! use aikotoba_core::time::UnixMillis;
//!
//! let now = UnixMillis::from_seconds(1_800_000_000);
//! let TextMeaning::Account(account) = explain("otpauth://totp/Amazon:me?secret=GEZDGNBVGY3TQOJQ", now)
//! else { panic!("a key URI is an account") };
//! assert_eq!(account.label.as_str(), "me");
//! assert!(matches!(explain("https://example.com/x", now), TextMeaning::Foreign(ForeignCode::Web { .. })));
//! ```

mod foreign;
mod meaning;
mod picture;
mod stream;

pub use aikotoba_scan::{
    FrameError, LumaFrame, MAX_SIDE, Point, ReadCertainty, Rotation, ScanBudget, ScanEffort,
    StructuredAppendPart as Piece,
};
pub use foreign::{ForeignCode, OtherApp};
pub use meaning::{AccountTextError, RefusedAccountText, TextMeaning, explain};
pub use picture::{DecodedPicture, MAX_PICTURE_BYTES, MAX_PIXELS, PictureError};
pub use stream::CameraScanner;

use std::fmt;

use aikotoba_scan::{
    CandidateText, DecodedCode, ScanReport, UnsupportedSymbol, UnsupportedSymbology,
};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::phrase::Phrase;
use crate::time::UnixMillis;

/// A code that was read, with its meaning. `Debug` prints nothing of its text.
pub struct ReadCode {
    /// What it means.
    pub meaning: TextMeaning,
    /// Its text. It contains the key, so showing it reveals the key.
    pub text: Zeroizing<String>,
    /// The corners in the upright picture, in the symbol's own order: top left, top right, bottom
    /// right, bottom left.
    pub corners: [Point; 4],
    /// How certain the text is.
    pub certainty: ReadCertainty,
    /// Which part of a message it is, if the other parts are not in the picture.
    pub piece: Option<Piece>,
}

impl fmt::Debug for ReadCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sighting")
            .field("corners", &self.corners)
            .field("certainty", &self.certainty)
            .finish_non_exhaustive()
    }
}

/// The result of a picture or frame.
#[derive(Debug)]
pub struct ScanResult {
    /// All codes that were read, from top to bottom and left to right.
    pub sightings: Vec<ReadCode>,
    /// Width and height of the upright picture, in pixels.
    pub size: (u32, u32),
    /// Why the picture may contain more than was read; `None` if the search was complete or an
    /// account was found.
    pub incomplete: Option<ScanIncomplete>,
}

/// Why a picture may contain more than was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Phrase)]
#[serde(rename_all = "kebab-case")]
#[phrase("scan-incomplete")]
pub enum ScanIncomplete {
    /// The search budget ran out; a longer search may find more.
    Unfinished,
    /// The file is damaged or truncated; the part that could be decoded was searched.
    Damaged,
}

/// Reads all codes in a picture file: PNG, JPEG, WebP, GIF or BMP, recognised by content. If
/// nothing is found, a transparent picture is also tried on a black background, and an animation's
/// later frames are tried.
///
/// # Errors
/// [`PictureError`] for each cause. A picture without a code is not an error; a damaged picture is
/// one only if no code was read from it.
pub fn read_picture(
    bytes: &[u8],
    budget: ScanBudget,
    now: UnixMillis,
) -> Result<ScanResult, PictureError> {
    let picture = DecodedPicture::decode(bytes)?;
    // Decoding a large file takes seconds on a slow machine, so the search gets its full budget
    // afterwards.
    let budget = budget.restarted();
    let mut scanned = read_frame(&picture.frame(), budget, now);
    for other in picture.others(bytes) {
        if !scanned.sightings.is_empty() {
            break;
        }
        let incomplete = scanned.incomplete;
        scanned = read_frame(&other.frame(), budget, now);
        scanned.incomplete = scanned.incomplete.or(incomplete);
    }
    if picture.is_damaged() {
        if scanned.sightings.is_empty() {
            return Err(PictureError::Damaged);
        }
        scanned.incomplete = Some(ScanIncomplete::Damaged);
    }
    Ok(scanned)
}

/// Reads all codes in a luma plane.
pub fn read_frame(frame: &LumaFrame<'_>, budget: ScanBudget, now: UnixMillis) -> ScanResult {
    let reading = aikotoba_scan::scan_until(frame, budget, |candidate| is_account(candidate, now));
    scanned(&reading, frame, now)
}

/// Whether a code is an account, so that the search may stop. A link to an app's page must not stop
/// it.
fn is_account(candidate: &CandidateText<'_>, now: UnixMillis) -> bool {
    // A part of a message can't be read on its own.
    candidate.part.is_none_or(|part| part.count < 2)
        && matches!(
            explain(candidate.text, now),
            TextMeaning::Account(_) | TextMeaning::GooglePart(_)
        )
}

/// The meanings of a frame's codes, in reading order.
fn scanned(reading: &ScanReport, frame: &LumaFrame<'_>, now: UnixMillis) -> ScanResult {
    let mut sightings = joined(&reading.found, now);
    sightings.extend(reading.unsupported.iter().map(unsupported));
    sightings.sort_by(|one, other| reading_order(&one.corners, &other.corners));
    let (width, height) = (frame.width() as u32, frame.height() as u32);
    let size = match frame.rotation() {
        Rotation::Upright | Rotation::Clockwise180 => (width, height),
        Rotation::Clockwise90 | Rotation::Clockwise270 => (height, width),
    };
    let incomplete = reading.out_of_time.then_some(ScanIncomplete::Unfinished);
    ScanResult { sightings, size, incomplete }
}

/// One sighting per code, and one per complete structured append message (ISO/IEC 18004 §8).
fn joined(found: &[DecodedCode], now: UnixMillis) -> Vec<ReadCode> {
    let mut sightings = Vec::with_capacity(found.len());
    let mut joined: Vec<(u8, u8)> = Vec::new();
    for code in found {
        let Some(part) = code.structured_append().filter(|part| part.count > 1) else {
            sightings.push(sighting(code, explain(code.text(), now), code.text()));
            continue;
        };
        if joined.contains(&(part.parity, part.count)) {
            continue;
        }
        let piece = |index: u8| {
            found.iter().find(|other| {
                other.structured_append().is_some_and(|own| {
                    (own.parity, own.count, own.index) == (part.parity, part.count, index)
                })
            })
        };
        let pieces: Option<Vec<&str>> =
            (0..part.count).map(|index| piece(index).map(DecodedCode::text)).collect();
        // Parts of two messages may have the same parity; they must not be joined into an account.
        let Some(text) = pieces.and_then(|pieces| message_of(&pieces, part.parity)) else {
            let (number, of) = (u32::from(part.index) + 1, u32::from(part.count));
            let foreign = TextMeaning::Foreign(ForeignCode::Piece { number, total: of });
            let piece = Some(part);
            sightings.push(ReadCode { piece, ..sighting(code, foreign, code.text()) });
            continue;
        };
        joined.push((part.parity, part.count));
        sightings.push(sighting(code, explain(&text, now), &text));
    }
    sightings
}

/// Joins the parts of a message, in order; `None` if the parity does not match the one in the parts
/// (ISO/IEC 18004 §8.3).
pub(crate) fn message_of(parts: &[&str], parity: u8) -> Option<Zeroizing<String>> {
    let length = parts.iter().map(|part| part.len()).sum();
    let mut text = Zeroizing::new(String::with_capacity(length));
    for part in parts {
        text.push_str(part);
    }
    // The parity is computed over the encoded bytes, which are known only for ASCII.
    let found = text.bytes().fold(0, |parity, byte| parity ^ byte);
    (!text.is_ascii() || found == parity).then_some(text)
}

fn sighting(code: &DecodedCode, meaning: TextMeaning, text: &str) -> ReadCode {
    ReadCode {
        meaning,
        text: Zeroizing::new(text.to_owned()),
        corners: code.corners(),
        certainty: code.certainty(),
        piece: None,
    }
}

/// A symbol of an unsupported symbology.
fn unsupported(symbol: &UnsupportedSymbol) -> ReadCode {
    let foreign = match symbol.symbology {
        UnsupportedSymbology::MicroQr => ForeignCode::MicroQr,
        UnsupportedSymbology::RectangularMicroQr => ForeignCode::RectangularMicroQr,
    };
    ReadCode {
        meaning: TextMeaning::Foreign(foreign),
        text: Zeroizing::new(String::new()),
        corners: symbol.corners,
        certainty: ReadCertainty::Corrected,
        piece: None,
    }
}

/// From top to bottom, and from left to right within a row.
fn reading_order(one: &[Point; 4], other: &[Point; 4]) -> std::cmp::Ordering {
    let middle = |corners: &[Point; 4]| {
        let (x, y) = corners.iter().fold((0.0, 0.0), |(x, y), point| (x + point.x, y + point.y));
        (x / 4.0, y / 4.0)
    };
    // Rows have a fixed height of 64 pixels, so that the order is total.
    let key = |corners| {
        let (x, y) = middle(corners);
        ((y / 64.0).floor(), x)
    };
    let ((row, x), (other_row, other_x)) = (key(one), key(other));
    row.total_cmp(&other_row).then(x.total_cmp(&other_x))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(x: f32, y: f32) -> [Point; 4] {
        let at = |dx, dy| Point { x: x + dx, y: y + dy };
        [at(0.0, 0.0), at(50.0, 0.0), at(50.0, 50.0), at(0.0, 50.0)]
    }

    #[test]
    fn codes_are_in_reading_order() {
        let mut all = [square(300.0, 210.0), square(10.0, 400.0), square(10.0, 200.0)];
        all.sort_by(reading_order);
        let places: Vec<_> = all.iter().map(|corners| (corners[0].x, corners[0].y)).collect();
        assert_eq!(places, [(10.0, 200.0), (300.0, 210.0), (10.0, 400.0)]);
    }

    #[test]
    fn parts_make_a_message_only_with_the_stated_parity() {
        let parts = ["otpauth://totp/a?", "secret=GEZDGNBV"];
        let parity = parts.concat().bytes().fold(0, |parity, byte| parity ^ byte);
        assert_eq!(*message_of(&parts, parity).unwrap(), parts.concat());
        assert!(message_of(&parts, parity ^ 1).is_none());
        assert!(message_of(&[parts[0], "secret=GEZDGNBW"], parity).is_none());
        // The encoded bytes of non-ASCII text are unknown.
        assert!(message_of(&["合", "言葉"], 7).is_some());
    }

    #[test]
    fn a_rotated_frame_returns_its_upright_size() {
        let pixels = [128; 12];
        let frame = LumaFrame::new(&pixels, 4, 3, 4, Rotation::Clockwise90).unwrap();
        let scanned = read_frame(&frame, ScanBudget::live(), UnixMillis(0));
        assert_eq!((scanned.size, scanned.sightings.len()), ((3, 4), 0));
    }

    #[test]
    fn debug_of_a_sighting_shows_nothing_of_its_text() {
        let text = "otpauth://totp/Amazon:me?secret=GEZDGNBVGY3TQOJQ";
        let sighting = ReadCode {
            meaning: explain(text, UnixMillis(0)),
            text: Zeroizing::new(text.to_owned()),
            corners: square(0.0, 0.0),
            certainty: ReadCertainty::Exact,
            piece: None,
        };
        let shown = format!("{sighting:?}");
        assert!(!shown.contains("GEZDG") && !shown.contains("Amazon"), "{shown}");
    }
}
