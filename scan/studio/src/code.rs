//! A text as the modules of a QR code.

pub(crate) mod flat;
pub(crate) mod style;

use qrcodegen::{Mask, QrCode, QrCodeEcc, QrSegment, Version};

/// The modules of a QR code (ISO/IEC 18004, Model 2), without a quiet zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrawnCode {
    side: usize,
    dark: Vec<bool>,
    version: u8,
    level: CorrectionLevel,
    mask: u8,
}

impl DrawnCode {
    /// The smallest code for `text` at `level`.
    ///
    /// # Errors
    /// [`EncodeError::TextTooLong`].
    pub fn encode(text: &str, level: CorrectionLevel) -> Result<Self, EncodeError> {
        write(&QrSegment::make_segments(text), level, Version::MIN, Version::MAX, None)
    }

    /// The code of a version (1 to 40), level and mask (0 to 7; `None` selects the one with the
    /// lowest penalty, ISO/IEC 18004 §7.8.3).
    ///
    /// # Errors
    /// [`EncodeError::TextTooLong`] for this version, [`EncodeError::UnknownVersion`] and
    /// [`EncodeError::UnknownMask`].
    pub fn encode_as(
        text: &str,
        level: CorrectionLevel,
        version: u8,
        mask: Option<u8>,
    ) -> Result<Self, EncodeError> {
        if !(1..=40).contains(&version) {
            return Err(EncodeError::UnknownVersion { found: version });
        }
        if let Some(found @ 8..) = mask {
            return Err(EncodeError::UnknownMask { found });
        }
        let version = Version::new(version);
        write(&QrSegment::make_segments(text), level, version, version, mask.map(Mask::new))
    }

    /// Modules per side: 17 + 4 * version.
    pub fn side(&self) -> usize {
        self.side
    }

    /// Whether a module is dark. Modules outside of the code are not.
    pub fn is_dark(&self, row: usize, column: usize) -> bool {
        row < self.side && column < self.side && self.dark[row * self.side + column]
    }

    /// The version, 1 to 40.
    pub fn version(&self) -> u8 {
        self.version
    }

    /// The error correction level.
    pub fn level(&self) -> CorrectionLevel {
        self.level
    }

    /// The mask, 0 to 7.
    pub fn mask(&self) -> u8 {
        self.mask
    }

    /// Whether a module belongs to one of the three finder patterns.
    pub(crate) fn is_finder(&self, row: usize, column: usize) -> bool {
        let far = self.side - 7;
        (row < 7 && (column < 7 || column >= far)) || (row >= far && column < 7)
    }
}

/// The error correction level: the share of a code that may be lost (ISO/IEC 18004 §7.5.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CorrectionLevel {
    /// About 7 % of the codewords.
    Low,
    /// About 15 %.
    Medium,
    /// About 25 %.
    Quartile,
    /// About 30 %.
    High,
}

/// Why a text could not be encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EncodeError {
    /// The text does not fit into the version.
    #[error("the text is too long for the code")]
    TextTooLong,
    /// The version is not 1 to 40.
    #[error("version {found} does not exist")]
    UnknownVersion {
        /// The version.
        found: u8,
    },
    /// The mask is not 0 to 7.
    #[error("mask {found} does not exist")]
    UnknownMask {
        /// The mask.
        found: u8,
    },
}

fn write(
    segments: &[QrSegment],
    level: CorrectionLevel,
    smallest: Version,
    largest: Version,
    mask: Option<Mask>,
) -> Result<DrawnCode, EncodeError> {
    let wanted = match level {
        CorrectionLevel::Low => QrCodeEcc::Low,
        CorrectionLevel::Medium => QrCodeEcc::Medium,
        CorrectionLevel::Quartile => QrCodeEcc::Quartile,
        CorrectionLevel::High => QrCodeEcc::High,
    };
    // Without boosting the level, the given level is the level drawn.
    let code = QrCode::encode_segments_advanced(segments, wanted, smallest, largest, mask, false)
        .map_err(|_| EncodeError::TextTooLong)?;
    let side = code.size();
    let dark = (0..side * side).map(|i| code.get_module(i % side, i / side)).collect();
    Ok(DrawnCode {
        side: side as usize,
        dark,
        version: code.version().value(),
        level,
        mask: code.mask().value(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amazon_uri_at_level_m_takes_version_7() {
        let code = DrawnCode::encode(&crate::amazon_uri(1), CorrectionLevel::Medium).unwrap();

        assert_eq!((code.version(), code.side()), (7, 45));
    }

    #[test]
    fn finder_patterns_are_in_three_corners() {
        let code = DrawnCode::encode("a", CorrectionLevel::Low).unwrap();

        for (row, column) in [(0, 0), (0, 14), (14, 0)] {
            for step in 0..7 {
                assert!(code.is_dark(row, column + step), "top edge of {row},{column}");
                assert!(code.is_dark(row + step, column), "left edge of {row},{column}");
            }
        }
        assert!(!code.is_dark(7, 0), "the separator is light");
    }

    #[test]
    fn version_level_and_mask_are_those_asked_for() {
        let code = DrawnCode::encode_as("a", CorrectionLevel::High, 12, Some(5)).unwrap();

        assert_eq!((code.version(), code.level(), code.mask()), (12, CorrectionLevel::High, 5));
    }

    #[test]
    fn invalid_versions_and_masks_are_rejected() {
        let refused = |text: &str, version, mask| {
            DrawnCode::encode_as(text, CorrectionLevel::Low, version, mask).unwrap_err()
        };

        assert_eq!(refused("a", 0, None), EncodeError::UnknownVersion { found: 0 });
        assert_eq!(refused("a", 41, None), EncodeError::UnknownVersion { found: 41 });
        assert_eq!(refused("a", 1, Some(8)), EncodeError::UnknownMask { found: 8 });
        assert_eq!(refused(&"a".repeat(200), 1, None), EncodeError::TextTooLong);
    }
}
