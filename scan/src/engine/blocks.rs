//! The division of a symbol's codewords into error correction blocks (ISO/IEC 18004 §7.5.1 table 9
//! and §7.6).

use super::layout::MAX_VERSION;
use crate::found::ErrorCorrectionLevel;

/// Error correction codewords per block, by level and version.
#[rustfmt::skip]
const CHECKS: [[u8; MAX_VERSION as usize]; 4] = [
    [7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28, 28, 28, 30, 30, 26, 28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30],
    [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28],
    [13, 22, 18, 26, 18, 24, 18, 22, 20, 24, 28, 26, 24, 20, 30, 24, 28, 28, 26, 30, 28, 30, 30, 30, 30, 28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30],
    [17, 28, 22, 16, 22, 28, 26, 26, 24, 28, 24, 28, 22, 24, 24, 30, 28, 28, 26, 28, 30, 24, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30],
];

/// Number of blocks, by level and version.
#[rustfmt::skip]
const BLOCKS: [[u8; MAX_VERSION as usize]; 4] = [
    [1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8, 8, 9, 9, 10, 12, 12, 12, 13, 14, 15, 16, 17, 18, 19, 19, 20, 21, 22, 24, 25],
    [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49],
    [1, 1, 2, 2, 4, 4, 6, 6, 8, 8, 8, 10, 12, 16, 12, 17, 16, 18, 21, 20, 23, 23, 25, 27, 29, 34, 34, 35, 38, 40, 43, 45, 48, 51, 53, 56, 59, 62, 65, 68],
    [1, 1, 2, 4, 4, 4, 5, 6, 8, 8, 11, 11, 16, 16, 18, 16, 19, 21, 25, 25, 25, 34, 30, 32, 35, 37, 40, 42, 45, 48, 51, 54, 57, 60, 63, 66, 70, 74, 77, 81],
];

/// The blocks of a version and level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct BlockLayout {
    /// Number of blocks.
    pub(crate) count: usize,
    /// Error correction codewords per block.
    pub(crate) checks: usize,
    /// Error correction codewords that are used for detection only, so that a small symbol is not
    /// misdecoded (table 9).
    pub(crate) reserve: usize,
    /// Codewords in all blocks.
    pub(crate) total: usize,
}

impl BlockLayout {
    /// Divides the `total` codewords of a version into blocks.
    pub(crate) fn of(version: u8, level: ErrorCorrectionLevel, total: usize) -> Option<Self> {
        let place = usize::from(version).checked_sub(1)?;
        let row = match level {
            ErrorCorrectionLevel::L => 0,
            ErrorCorrectionLevel::M => 1,
            ErrorCorrectionLevel::Q => 2,
            ErrorCorrectionLevel::H => 3,
        };
        let reserve = match (version, level) {
            (1, ErrorCorrectionLevel::L) => 3,
            (1, ErrorCorrectionLevel::M) | (2, ErrorCorrectionLevel::L) => 2,
            (1, _) | (3, ErrorCorrectionLevel::L) => 1,
            _ => 0,
        };
        Some(Self {
            count: usize::from(*BLOCKS[row].get(place)?),
            checks: usize::from(*CHECKS[row].get(place)?),
            reserve,
            total,
        })
    }

    /// Number of data codewords in block `number`; later blocks may have one more.
    pub(crate) fn data_in(self, number: usize) -> usize {
        let long = self.total % self.count;
        let longer = usize::from(number >= self.count - long);
        (self.total / self.count + longer).saturating_sub(self.checks)
    }

    /// For each block, the positions of its codewords in the symbol's sequence: the data codewords
    /// of all blocks are interleaved, then the error correction codewords.
    pub(crate) fn places(self) -> Vec<Vec<usize>> {
        let longest = self.data_in(self.count - 1);
        let mut places = vec![Vec::with_capacity(longest + self.checks); self.count];
        let mut next = 0..self.total;
        for round in 0..longest + self.checks {
            for (number, block) in places.iter_mut().enumerate() {
                if round < longest && round >= self.data_in(number) {
                    continue;
                }
                block.extend(next.next());
            }
        }
        places
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_blocks_of_5_q_are_two_short_and_two_long() {
        // Table 9: (33, 15) twice, (34, 16) twice.
        let blocks = BlockLayout::of(5, ErrorCorrectionLevel::Q, 134).unwrap();
        let sizes: Vec<usize> = (0..4).map(|number| blocks.data_in(number)).collect();
        assert_eq!((sizes, blocks.checks), (vec![15, 15, 16, 16], 18));
    }

    #[test]
    fn codewords_are_interleaved() {
        let places = BlockLayout::of(5, ErrorCorrectionLevel::Q, 134).unwrap().places();
        assert_eq!(places[0][..3], [0, 4, 8]);
        // The sixteenth codewords of the long blocks follow after all codewords of the short ones.
        assert_eq!((places[2][15], places[3][15]), (60, 61));
        assert_eq!((places[0][15], places[3][33]), (62, 133));
    }

    #[test]
    fn every_codeword_belongs_to_one_block() {
        for version in 1..=MAX_VERSION {
            let total = super::super::layout::SymbolLayout::of(version).unwrap().order.len() / 8;
            for level in [
                ErrorCorrectionLevel::L,
                ErrorCorrectionLevel::M,
                ErrorCorrectionLevel::Q,
                ErrorCorrectionLevel::H,
            ] {
                let blocks = BlockLayout::of(version, level, total).unwrap();
                let mut all: Vec<usize> = blocks.places().concat();
                all.sort_unstable();
                assert!(all.into_iter().eq(0..total), "version {version}, level {level:?}");
            }
        }
    }

    #[test]
    fn other_versions_have_no_blocks() {
        assert_eq!(BlockLayout::of(0, ErrorCorrectionLevel::L, 26), None);
        assert_eq!(BlockLayout::of(41, ErrorCorrectionLevel::L, 26), None);
    }
}
