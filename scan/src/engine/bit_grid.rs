//! rqrr's decoder of bit grids, against which ours (`symbol`, `segments`) is checked by tests and by the
//! fuzz target `decoders`: where both read a grid, the bytes must be the same.
//!
//! It is no part of a scan. Its error correction computes each power of a syndrome by repeated
//! multiplication: one read of a symbol of version 5 costs as much as all else in a photograph.

use super::format::Format;
use super::layout::Layout;
use super::segments;
use super::soft::Soft;
use super::symbol::{Erasing, correct};
use crate::found::Level;
use crate::guard;
use rqrr::{BitGrid, Grid};
use std::time::{Duration, Instant};
use zeroize::Zeroizing;

/// The two bits of the level (ISO/IEC 18004 table 12), as rqrr gives them.
const LEVELS: [Level; 4] = [Level::M, Level::L, Level::H, Level::Q];

/// The bytes that rqrr decodes of a grid, with its format. A panic counts as no answer.
pub(crate) fn by_rqrr(soft: &Soft) -> Option<(Format, Zeroizing<Vec<u8>>)> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(rqrr::MAX_PAYLOAD_SIZE));
    let grid = Grid::new(Modules(soft));
    let meta = guard::caught(|| grid.decode_to(&mut *bytes).ok()).flatten()?;
    let level = *LEVELS.get(usize::from(meta.ecc_level))?;
    Some((Format { level, mask: u8::try_from(meta.mask).ok()? }, bytes))
}

/// The bytes that ours decodes of the same grid in the same format, without erasures. `None` also for
/// a part of a message (structured append), which rqrr does not tell.
pub(crate) fn by_ours(soft: &Soft, layout: &Layout, format: Format) -> Option<Zeroizing<Vec<u8>>> {
    let later = Instant::now() + Duration::from_secs(5);
    let corrected = correct(soft, layout, format, Erasing::Never, later)?;
    let message = segments::parse(&corrected.data, layout.version)?;
    message.part.is_none().then_some(message.bytes)
}

struct Modules<'a>(&'a Soft);

impl BitGrid for Modules<'_> {
    fn size(&self) -> usize {
        self.0.side()
    }

    fn bit(&self, y: usize, x: usize) -> bool {
        self.0.at(y * self.0.side() + x) > 0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use aikotoba_studio::{Code, Level as Wanted};

    const KEY_URI: &str = "otpauth://totp/Amazon:a?secret=GEZDGNBVGY3TQOJQ";

    #[test]
    fn both_decoders_read_the_same_bytes_of_whole_and_of_damaged_grids() {
        for version in [4, 5, 7, 10, 15] {
            for level in [Wanted::Low, Wanted::Medium, Wanted::Quartile, Wanted::High] {
                for (wrong, text) in [(0, KEY_URI), (3, KEY_URI), (2, "123456"), (1, "SHOP A-1")] {
                    let Ok(code) = Code::encode_as(text, level, version, Some(wrong as u8)) else {
                        continue;
                    };
                    let (mut soft, layout) = (Soft::of_code(&code), Layout::of(version).unwrap());
                    for codeword in 0..wrong {
                        let place = layout.order[8 * codeword] as usize;
                        soft.set(place, -soft.at(place));
                    }
                    let (format, theirs) = by_rqrr(&soft).unwrap();
                    let ours = by_ours(&soft, layout, format).unwrap();
                    assert_eq!(ours, theirs);
                    assert_eq!(*ours, text.as_bytes());
                }
            }
        }
    }
}
