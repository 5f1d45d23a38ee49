//! rqrr's decoder of bit grids. Every grid is tried with it before our own decoder (`symbol`,
//! `segments`). Its modules are dark or light, and all errors are unknown.
//!
//! It supports neither erasures (unreliable codewords) nor the encoding of bytes (it skips ECI),
//! Kanji as text, or structured append, and in the smallest symbols it uses up the codewords that
//! the standard reserves for detection (§7.5.1 table 9). Such messages are left to our decoder.

use super::format::{FormatInformation, agreement};
use super::layout::SymbolLayout;
use super::segments::Message;
use super::soft::SoftModules;
use super::symbol;
use crate::found::{ErrorCorrectionLevel, ReadCertainty};
use crate::panics;
use rqrr::{BitGrid, Grid};
use zeroize::Zeroizing;

/// A message that rqrr decoded.
pub(crate) struct RqrrMessage {
    pub(crate) message: Message,
    pub(crate) format: FormatInformation,
    pub(crate) mirrored: bool,
    pub(crate) certainty: ReadCertainty,
}

/// The error correction level of the two bits of table 12, in rqrr's order.
const LEVELS: [ErrorCorrectionLevel; 4] = [
    ErrorCorrectionLevel::M,
    ErrorCorrectionLevel::L,
    ErrorCorrectionLevel::H,
    ErrorCorrectionLevel::Q,
];

/// The least difference of the format information's agreement between both reading directions: rqrr
/// tries both and does not report which one it used.
const MIN_LEAD: f32 = 0.3;

/// Decodes a grid. `None` if rqrr fails or its result is not the complete message.
pub(crate) fn decode(
    soft: &SoftModules,
    mirror: &SoftModules,
    layout: &SymbolLayout,
) -> Option<RqrrMessage> {
    let (meta, bytes) = decode_bytes(soft)?;
    let text = uri(&bytes)?;
    let level = *LEVELS.get(usize::from(meta.ecc_level))?;
    let format = FormatInformation { level, mask: u8::try_from(meta.mask).ok()? };
    let lead = agreement(soft, format) - agreement(mirror, format);
    if lead.abs() < MIN_LEAD {
        return None;
    }
    let mirrored = lead < 0.0;
    let certainty = symbol::certainty(if mirrored { mirror } else { soft }, layout, format)?;
    let (text, part) = (Zeroizing::new(text.to_owned()), None);
    Some(RqrrMessage { message: Message { text, bytes, part }, format, mirrored, certainty })
}

/// rqrr's result for a grid. A panic counts as `None`.
pub(crate) fn decode_bytes(soft: &SoftModules) -> Option<(rqrr::MetaData, Zeroizing<Vec<u8>>)> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(rqrr::MAX_PAYLOAD_SIZE));
    let grid = Grid::new(Modules(soft));
    let meta = panics::catch_panic(|| grid.decode_to(&mut *bytes).ok()).flatten()?;
    Some((meta, bytes))
}

/// The bytes that our decoder reads with rqrr's format. `None` if it fails, or if the symbol is a
/// part of a message of several symbols.
#[cfg(any(test, feature = "internals"))]
pub(crate) fn decode_with_engine(
    soft: &SoftModules,
    layout: &SymbolLayout,
    meta: &rqrr::MetaData,
) -> Option<Zeroizing<Vec<u8>>> {
    use super::segments;
    use super::symbol::{ErasurePolicy, correct_symbol};
    let level = *LEVELS.get(usize::from(meta.ecc_level))?;
    let format = FormatInformation { level, mask: u8::try_from(meta.mask).ok()? };
    let later = std::time::Instant::now() + std::time::Duration::from_secs(5);
    let corrected = correct_symbol(soft, layout, format, ErasurePolicy::Never, later)?;
    let message = segments::parse(&corrected.data, layout.version)?;
    message.part.is_none().then_some(message.bytes)
}

struct Modules<'a>(&'a SoftModules);

impl BitGrid for Modules<'_> {
    fn size(&self) -> usize {
        self.0.side()
    }

    fn bit(&self, y: usize, x: usize) -> bool {
        self.0.at(y * self.0.side() + x) > 0.0
    }
}

/// The bytes as a URI of characters that are the same in every encoding (RFC 3986 §2 and §3.1).
/// Only then is rqrr's text certain, because rqrr ignores ECI.
fn uri(bytes: &[u8]) -> Option<&str> {
    let text = str::from_utf8(bytes).ok()?;
    let (scheme, _) = text.split_once(':')?;
    let is_scheme = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+.-".contains(&b));
    (is_scheme && text.bytes().all(|byte| byte.is_ascii_graphic())).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use aikotoba_studio::{CorrectionLevel as Wanted, DrawnCode};

    const KEY_URI: &str = "otpauth://totp/Amazon:a?secret=GEZDGNBVGY3TQOJQ";

    fn decoded(text: &str, wanted: Wanted, version: u8, wrong: usize) -> Option<RqrrMessage> {
        let code = DrawnCode::encode_as(text, wanted, version, Some(3)).unwrap();
        let (mut soft, layout) = (SoftModules::of_code(&code), SymbolLayout::of(version).unwrap());
        for codeword in 0..wrong {
            let place = layout.order[8 * codeword] as usize;
            soft.set(place, -soft.at(place));
        }
        decode(&soft, &soft.transposed(), layout)
    }

    #[test]
    fn a_uri_is_read_with_its_level_mask_and_certainty() {
        for (wanted, level) in
            [(Wanted::Low, ErrorCorrectionLevel::L), (Wanted::Quartile, ErrorCorrectionLevel::Q)]
        {
            for (wrong, certainty) in [(0, ReadCertainty::Exact), (3, ReadCertainty::Corrected)] {
                let decoded = decoded(KEY_URI, wanted, 6, wrong).unwrap();
                assert_eq!(decoded.message.text.as_str(), KEY_URI);
                assert_eq!(*decoded.message.bytes, KEY_URI.as_bytes());
                assert_eq!(decoded.format, FormatInformation { level, mask: 3 });
                assert_eq!((decoded.mirrored, decoded.certainty), (false, certainty));
            }
        }
    }

    #[test]
    fn a_mirrored_grid_is_reported_as_mirrored() {
        let code = DrawnCode::encode_as(KEY_URI, Wanted::Medium, 5, Some(0)).unwrap();
        let (soft, layout) = (SoftModules::of_code(&code), SymbolLayout::of(5).unwrap());
        let decoded = decode(&soft.transposed(), &soft, layout).unwrap();
        assert!(decoded.mirrored && decoded.message.text.as_str() == KEY_URI);
    }

    #[test]
    fn other_texts_and_symbols_with_reserved_codewords_are_left_to_our_decoder() {
        for text in ["合言葉", "a text: of words", "12:34", "ACME", "a:caf\u{e9}"] {
            assert!(decoded(text, Wanted::Low, 4, 0).is_none(), "{text}");
        }
        assert!(decoded("tel:5", Wanted::Medium, 1, 0).is_none());
        assert!(decoded("tel:5", Wanted::Medium, 2, 0).is_some());
    }

    #[test]
    fn both_decoders_read_the_same_bytes_from_clean_and_damaged_grids() {
        for version in [4, 5, 7, 10, 15] {
            for level in [Wanted::Low, Wanted::Medium, Wanted::Quartile, Wanted::High] {
                for (wrong, text) in [(0, KEY_URI), (3, KEY_URI), (2, "123456"), (1, "SHOP A-1")] {
                    let Ok(code) = DrawnCode::encode_as(text, level, version, Some(wrong as u8))
                    else {
                        continue;
                    };
                    let (mut soft, layout) =
                        (SoftModules::of_code(&code), SymbolLayout::of(version).unwrap());
                    for codeword in 0..wrong {
                        let place = layout.order[8 * codeword] as usize;
                        soft.set(place, -soft.at(place));
                    }
                    let (meta, theirs) = decode_bytes(&soft).unwrap();
                    let ours = decode_with_engine(&soft, layout, &meta).unwrap();
                    assert_eq!(ours, theirs);
                    assert_eq!(*ours, text.as_bytes());
                }
            }
        }
    }
}
