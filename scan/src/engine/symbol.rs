//! From modules to codewords to corrected data (ISO/IEC 18004 §7.6 to §7.8, §12).

use super::blocks::BlockLayout;
use super::format::FormatInformation;
use super::layout::SymbolLayout;
use super::reed_solomon::{self, BlockParameters, MAX_CHECKS};
use super::soft::SoftModules;
use crate::found::ReadCertainty;
use std::time::Instant;
use zeroize::Zeroizing;

/// Error correction codewords that a decoding with erasures must leave unused. Each reduces the
/// chance of accepting a wrong result by a factor of 256.
const ERASURE_RESERVE: usize = 2;

/// The least share of erased bits that must turn out to have been right. Most bits of an unreliable
/// codeword are right; in a wrong result about half are.
const MIN_ERASED_RIGHT: f32 = 0.62;

/// The result of error correction.
pub(crate) struct CorrectedData {
    /// The data codewords of all blocks in their order.
    pub(crate) data: Zeroizing<Vec<u8>>,
    /// Number of wrong codewords.
    pub(crate) errors: usize,
    /// Number of codewords erased because of unreliable modules.
    pub(crate) erased: usize,
}

/// Whether unreliable codewords may be erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ErasurePolicy {
    Never,
    WhenNeeded,
}

/// Corrects the codewords of a symbol. `None` if a block cannot be corrected, or at the deadline.
pub(crate) fn correct_symbol(
    soft: &SoftModules,
    layout: &SymbolLayout,
    format: FormatInformation,
    erasing: ErasurePolicy,
    deadline: Instant,
) -> Option<CorrectedData> {
    let (codewords, weights) = codewords(soft, layout, format.mask);
    let blocks = BlockLayout::of(layout.version, format.level, codewords.len())?;
    let mut corrected = CorrectedData {
        data: Zeroizing::new(Vec::with_capacity(blocks.total)),
        errors: 0,
        erased: 0,
    };
    for places in blocks.places() {
        if Instant::now() >= deadline {
            return None;
        }
        let received: Zeroizing<Vec<u8>> =
            Zeroizing::new(places.iter().map(|place| codewords[*place]).collect());
        let mut block = received.clone();
        let plain =
            BlockParameters { checks: blocks.checks, erasures: &[], reserve: blocks.reserve };
        let errors = match (reed_solomon::correct(&mut block, plain), erasing) {
            (Some(errors), _) => errors,
            (None, ErasurePolicy::Never) => return None,
            (None, ErasurePolicy::WhenNeeded) => {
                let weights: Vec<f32> = places.iter().map(|place| weights[*place]).collect();
                let (mended, erased, errors) = erase(&received, &weights, blocks)?;
                block = mended;
                corrected.erased += erased;
                errors
            }
        };
        corrected.errors += errors;
        corrected.data.extend_from_slice(&block[..block.len() - blocks.checks]);
    }
    Some(corrected)
}

/// Whether a decoder without erasures may read a symbol. None can if the first block is not
/// correctable, and none may if the standard reserves codewords for detection.
pub(crate) fn is_correctable_without_erasures(
    soft: &SoftModules,
    layout: &SymbolLayout,
    format: FormatInformation,
) -> bool {
    let (codewords, _) = codewords(soft, layout, format.mask);
    let blocks = BlockLayout::of(layout.version, format.level, codewords.len());
    let first = blocks.and_then(|blocks| Some((blocks, blocks.places().into_iter().next()?)));
    first.is_some_and(|(blocks, places)| {
        let mut block: Zeroizing<Vec<u8>> =
            Zeroizing::new(places.iter().map(|place| codewords[*place]).collect());
        let whole = BlockParameters { checks: blocks.checks, erasures: &[], reserve: 0 };
        blocks.reserve == 0 && reed_solomon::correct(&mut block, whole).is_some()
    })
}

/// The certainty of a symbol that was decoded without erasures, by whether any codeword is wrong.
/// `None` for a symbol with codewords reserved for detection: more errors may have been corrected
/// than are allowed.
pub(crate) fn certainty(
    soft: &SoftModules,
    layout: &SymbolLayout,
    format: FormatInformation,
) -> Option<ReadCertainty> {
    let (codewords, _) = codewords(soft, layout, format.mask);
    let blocks = BlockLayout::of(layout.version, format.level, codewords.len())?;
    if blocks.reserve > 0 {
        return None;
    }
    let is_clean = blocks.places().iter().all(|places| {
        let block: Zeroizing<Vec<u8>> =
            Zeroizing::new(places.iter().map(|place| codewords[*place]).collect());
        reed_solomon::is_clean(&block, blocks.checks)
    });
    Some(if is_clean { ReadCertainty::Exact } else { ReadCertainty::Corrected })
}

/// Erases more and more codewords, the least reliable first. Returns the block, the number of
/// erasures, and the number of other errors.
fn erase(
    received: &[u8],
    weights: &[f32],
    blocks: BlockLayout,
) -> Option<(Zeroizing<Vec<u8>>, usize, usize)> {
    let mut weakest: Vec<u8> = (0..received.len().min(255) as u8).collect();
    weakest.sort_by(|a, b| weights[usize::from(*a)].total_cmp(&weights[usize::from(*b)]));
    let reserve = blocks.reserve.max(ERASURE_RESERVE);
    let most = blocks.checks.min(MAX_CHECKS).saturating_sub(reserve);
    for count in (2..=most).step_by(2) {
        let erasures = weakest.get(..count)?;
        let mut block = Zeroizing::new(received.to_vec());
        let wanted = BlockParameters { checks: blocks.checks, erasures, reserve };
        let Some(errors) = reed_solomon::correct(&mut block, wanted) else { continue };
        let lost: u32 = erasures
            .iter()
            .map(|place| (block[usize::from(*place)] ^ received[usize::from(*place)]).count_ones())
            .sum();
        if 1.0 - lost as f32 / (8 * count) as f32 >= MIN_ERASED_RIGHT {
            return Some((block, count, errors));
        }
    }
    None
}

/// The codewords in the order of placement, unmasked, and the reliability of the least reliable bit
/// of each.
fn codewords(
    soft: &SoftModules,
    layout: &SymbolLayout,
    mask: u8,
) -> (Zeroizing<Vec<u8>>, Vec<f32>) {
    let count = layout.order.len() / 8;
    let mut codewords = Zeroizing::new(Vec::with_capacity(count));
    let mut weights = Vec::with_capacity(count);
    for places in layout.order.chunks_exact(8) {
        let (mut codeword, mut weight) = (0, f32::MAX);
        for place in places {
            let place = *place as usize;
            let value = soft.at(place);
            let bit = (value > 0.0) ^ is_masked(mask, place / layout.side, place % layout.side);
            codeword = codeword << 1 | u8::from(bit);
            weight = weight.min(value.abs());
        }
        codewords.push(codeword);
        weights.push(weight);
    }
    (codewords, weights)
}

/// Whether a mask inverts a module (§7.8.2 table 10).
pub(crate) fn is_masked(mask: u8, row: usize, column: usize) -> bool {
    let (product, sum) = (row * column, row + column);
    match mask {
        0 => sum.is_multiple_of(2),
        1 => row.is_multiple_of(2),
        2 => column.is_multiple_of(3),
        3 => sum.is_multiple_of(3),
        4 => (row / 2 + column / 3).is_multiple_of(2),
        5 => product % 2 + product % 3 == 0,
        6 => (product % 2 + product % 3).is_multiple_of(2),
        _ => (sum % 2 + product % 3).is_multiple_of(2),
    }
}

/// Encodes corrected data again: for each data module, in the order of placement, whether it is
/// dark.
#[cfg(test)]
fn redraw(data: &[u8], layout: &SymbolLayout, format: FormatInformation) -> Option<Vec<bool>> {
    use super::reed_solomon::checks_of;
    let total = layout.order.len() / 8;
    let blocks = BlockLayout::of(layout.version, format.level, total)?;
    let mut codewords = Zeroizing::new(vec![0; total]);
    let mut rest = data;
    for (number, places) in blocks.places().iter().enumerate() {
        let (own, others) = rest.split_at_checked(blocks.data_in(number))?;
        rest = others;
        let checks = checks_of(own, blocks.checks);
        for (place, value) in places.iter().zip(own.iter().chain(&checks)) {
            codewords[*place] = *value;
        }
    }
    let dark = |(bit, place): (usize, &u32)| {
        let place = *place as usize;
        let set = codewords.get(bit / 8).is_some_and(|c| c >> (7 - bit % 8) & 1 == 1);
        set ^ is_masked(format.mask, place / layout.side, place % layout.side)
    };
    Some(layout.order.iter().enumerate().map(dark).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::format::guess_formats;
    use aikotoba_studio::{CorrectionLevel, DrawnCode};
    use std::time::Duration;

    fn later() -> Instant {
        Instant::now() + Duration::from_mins(1)
    }

    fn code() -> (DrawnCode, SoftModules, &'static SymbolLayout, FormatInformation) {
        let code =
            DrawnCode::encode_as("a text of some length", CorrectionLevel::Medium, 5, Some(3))
                .unwrap();
        let soft = SoftModules::of_code(&code);
        let format = guess_formats(&soft)[0].format;
        (code, soft, SymbolLayout::of(5).unwrap(), format)
    }

    #[test]
    fn masks_are_those_of_table_10() {
        let row = |mask, row| (0..6).map(|c| u8::from(is_masked(mask, row, c))).collect::<Vec<_>>();
        assert_eq!(row(0, 1), [0, 1, 0, 1, 0, 1]);
        assert_eq!(row(2, 5), [1, 0, 0, 1, 0, 0]);
        assert_eq!(row(4, 2), [0, 0, 0, 1, 1, 1]);
        assert_eq!(row(5, 1), [1, 0, 0, 0, 0, 0]);
        assert_eq!(row(6, 1), [1, 1, 1, 0, 0, 0]);
        assert_eq!(row(7, 1), [0, 0, 0, 1, 1, 1]);
    }

    #[test]
    fn a_clean_symbol_has_no_errors_and_is_redrawn_alike() {
        let (_, soft, layout, format) = code();
        let read = correct_symbol(&soft, layout, format, ErasurePolicy::Never, later()).unwrap();
        assert_eq!((read.errors, read.erased), (0, 0));
        let dark = redraw(&read.data, layout, format).unwrap();
        // The last 7 modules of version 5 are remainder bits.
        let alike = layout.order.iter().zip(&dark).take(134 * 8);
        assert!(alike.into_iter().all(|(place, dark)| (soft.at(*place as usize) > 0.0) == *dark));
    }

    #[test]
    fn erasures_correct_twice_as_many_unreliable_codewords() {
        let (_, soft, layout, format) = code();
        // 24 error correction codewords in each of two blocks: 12 errors or 22 erasures.
        let mut weak = soft.clone();
        for codeword in 0..36 {
            let place = layout.order[codeword * 8 + codeword % 8] as usize;
            weak.set(place, -0.01 * soft.at(place));
        }
        let never = correct_symbol(&weak, layout, format, ErasurePolicy::Never, later());
        assert!(never.is_none(), "18 errors in a block are too many");
        let read =
            correct_symbol(&weak, layout, format, ErasurePolicy::WhenNeeded, later()).unwrap();
        let clean = correct_symbol(&soft, layout, format, ErasurePolicy::Never, later()).unwrap();
        assert_eq!(read.data, clean.data);
        assert!(read.erased >= 12);
    }

    #[test]
    fn noise_is_no_symbol() {
        let (_, soft, layout, format) = code();
        let mut state = 9_u32;
        for _ in 0..50 {
            let mut noise = soft.clone();
            for place in &layout.order {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                noise.set(*place as usize, (state >> 8) as f32 / 8_388_608.0 - 1.0);
            }
            assert!(
                correct_symbol(&noise, layout, format, ErasurePolicy::WhenNeeded, later())
                    .is_none()
            );
        }
    }

    #[test]
    fn at_the_deadline_the_result_is_none() {
        let (_, soft, layout, format) = code();
        assert!(
            correct_symbol(&soft, layout, format, ErasurePolicy::Never, Instant::now()).is_none()
        );
    }
}
