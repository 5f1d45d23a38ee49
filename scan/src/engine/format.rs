//! Format and version information (ISO/IEC 18004 §7.9 and §7.10) from soft modules: the valid word
//! with the best correlation, both copies added.

use super::soft::SoftModules;
use crate::found::ErrorCorrectionLevel;

/// Format information: error correction level and mask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FormatInformation {
    pub(crate) level: ErrorCorrectionLevel,
    /// The mask, 0 to 7.
    pub(crate) mask: u8,
}

impl FormatInformation {
    /// Decodes the five data bits (table 12).
    pub(crate) fn from_bits(bits: u8) -> Self {
        let level = match bits >> 3 & 3 {
            0 => ErrorCorrectionLevel::M,
            1 => ErrorCorrectionLevel::L,
            2 => ErrorCorrectionLevel::H,
            _ => ErrorCorrectionLevel::Q,
        };
        Self { level, mask: bits & 7 }
    }
}

/// The 15-bit word of five data bits: a BCH code with a fixed mask (Annex C).
pub(crate) fn format_word(bits: u8) -> u16 {
    let data = u32::from(bits & 31) << 10;
    ((data | remainder(data, 0x537, 10)) ^ 0x5412) as u16
}

/// The 18-bit word of a version (Annex D).
pub(crate) fn version_word(version: u8) -> u32 {
    let data = u32::from(version) << 12;
    data | remainder(data, 0x1f25, 12)
}

fn remainder(data: u32, generator: u32, degree: u32) -> u32 {
    let mut rest = data;
    for bit in (degree..degree + 8).rev() {
        if rest >> bit & 1 == 1 {
            rest ^= generator << (bit - degree);
        }
    }
    rest
}

/// A format and its agreement with the modules, 0 to 1.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FormatGuess {
    pub(crate) format: FormatInformation,
    pub(crate) agreement: f32,
}

/// All formats, the likeliest first.
pub(crate) fn guess_formats(soft: &SoftModules) -> [FormatGuess; 32] {
    let sums = format_sums(soft);
    let size: f32 = sums.iter().map(|sum| sum.abs()).sum::<f32>().max(1e-3);
    let mut guesses: [FormatGuess; 32] = std::array::from_fn(|bits| {
        let word = format_word(bits as u8);
        let dot: f32 = (0..15).map(|i| signed(u32::from(word), 14 - i, sums[i as usize])).sum();
        FormatGuess { format: FormatInformation::from_bits(bits as u8), agreement: dot / size }
    });
    guesses.sort_by(|a, b| b.agreement.total_cmp(&a.agreement));
    guesses
}

/// The agreement of a format with the modules, -1 to 1.
pub(crate) fn agreement(soft: &SoftModules, format: FormatInformation) -> f32 {
    let guesses = guess_formats(soft);
    guesses.iter().find(|guess| guess.format == format).map_or(0.0, |guess| guess.agreement)
}

/// The sums of both copies of each bit, the most significant first.
fn format_sums(soft: &SoftModules) -> [f32; 15] {
    let side = soft.side();
    std::array::from_fn(|i| {
        // Along row 8 and column 8 at the top left, without the timing pattern.
        let (row, column) = match i {
            0..=5 => (8, i),
            6 => (8, 7),
            7 => (8, 8),
            8 => (7, 8),
            _ => (14 - i, 8),
        };
        // Up column 8 from the bottom left, then along row 8 to the right end.
        let (row2, column2) = if i < 7 { (side - 1 - i, 8) } else { (8, side - 15 + i) };
        soft.clamped(row, column) + soft.clamped(row2, column2)
    })
}

/// The agreement of the version information of `version`, 7 or more, with the modules, -1 to 1.
pub(crate) fn version_agreement(soft: &SoftModules, version: u8) -> f32 {
    let (side, word) = (soft.side(), version_word(version));
    let (mut dot, mut size) = (0.0, 1e-3);
    for bit in 0..18_u32 {
        let (along, across) = (bit as usize / 3, side - 11 + bit as usize % 3);
        for value in [soft.clamped(along, across), soft.clamped(across, along)] {
            dot += signed(word, bit, value);
            size += value.abs();
        }
    }
    dot / size
}

fn signed(word: u32, bit: u32, value: f32) -> f32 {
    if word >> bit & 1 == 1 { value } else { -value }
}

#[cfg(test)]
mod tests {
    use super::*;
    use aikotoba_studio::{CorrectionLevel as Wanted, DrawnCode};

    #[test]
    fn words_are_those_of_the_annexes() {
        // Annex C.2: level M, mask 5 (00 101).
        assert_eq!(format_word(0b00101), 0b100_0000_1100_1110);
        // Annex D: version 7.
        assert_eq!(version_word(7), 0b00_0111_1100_1001_0100);
    }

    #[test]
    fn every_encoded_format_is_guessed() {
        for (wanted, level) in [
            (Wanted::Low, ErrorCorrectionLevel::L),
            (Wanted::Medium, ErrorCorrectionLevel::M),
            (Wanted::Quartile, ErrorCorrectionLevel::Q),
            (Wanted::High, ErrorCorrectionLevel::H),
        ] {
            for mask in 0..8 {
                let code = DrawnCode::encode_as("a", wanted, 3, Some(mask)).unwrap();
                let guess = guess_formats(&SoftModules::of_code(&code))[0];
                assert_eq!(guess.format, FormatInformation { level, mask });
                assert!(guess.agreement > 0.999);
            }
        }
    }

    #[test]
    fn a_format_with_three_wrong_modules_in_each_copy_is_guessed() {
        let code = DrawnCode::encode_as("a", Wanted::Quartile, 3, Some(6)).unwrap();
        let mut soft = SoftModules::of_code(&code);
        for column in [0, 2, 5] {
            soft.flip(8, column);
            soft.flip(soft.side() - 1 - column, 8);
        }
        let guess = guess_formats(&soft)[0];
        assert_eq!(guess.format, FormatInformation { level: ErrorCorrectionLevel::Q, mask: 6 });
    }

    #[test]
    fn the_encoded_version_agrees_and_its_neighbour_does_not() {
        for version in 7..=40 {
            let code = DrawnCode::encode_as("a", Wanted::Low, version, None).unwrap();
            let soft = SoftModules::of_code(&code);
            assert!(version_agreement(&soft, version) > 0.999);
            assert!(version_agreement(&soft, version ^ 1) < 0.6);
        }
    }
}
