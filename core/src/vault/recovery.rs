//! The recovery code: 128 bits that are shown once, to be written on paper.

use zeroize::Zeroizing;

use crate::fault::{Fact, Fault, Remedy, fault_family};

/// A recovery code.
pub struct RecoveryCode(Zeroizing<[u8; 16]>);

/// Why a text is no recovery code. Nothing of it is in here.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, strum::IntoStaticStr, strum::VariantNames,
)]
#[strum(serialize_all = "kebab-case")]
pub enum RecoveryCodeError {
    /// Nothing was typed.
    #[error("nothing was typed")]
    Empty,
    /// A character that no code holds.
    #[error("character {at} is in no code")]
    Symbol {
        /// Its place in the text as typed, counted in characters from 1.
        at: usize,
    },
    /// Too few or too many characters.
    #[error("{found} characters instead of {known}")]
    Length {
        /// How many were typed, grouping not counted.
        found: usize,
        /// How many a code has.
        known: usize,
    },
    /// The check symbol does not fit: a character is wrong, or two are exchanged.
    #[error("the check symbol does not fit")]
    Check,
}

fault_family!(RecoveryCodeError, "recovery-code");

impl Fault for RecoveryCodeError {
    fn code(&self) -> String {
        self.own_code()
    }

    fn facts(&self) -> Vec<(&'static str, Fact)> {
        match self {
            Self::Symbol { at } => vec![("at", (*at).into())],
            Self::Length { found, known } => {
                vec![("found", (*found).into()), ("known", (*known).into())]
            }
            Self::Empty | Self::Check => Vec::new(),
        }
    }

    fn remedy(&self) -> Remedy {
        Remedy::TypeAgain
    }
}

impl RecoveryCode {
    /// The code as it is shown: groups of Crockford's base32 with a check symbol.
    pub fn print(&self) -> Zeroizing<String> {
        unimplemented!()
    }

    /// Reads a code as people type it: any case, any grouping, O for 0, I and L for 1, full-width
    /// characters.
    ///
    /// # Errors
    /// One [`RecoveryCodeError`] per cause.
    pub fn parse(_text: &str) -> Result<Self, RecoveryCodeError> {
        unimplemented!()
    }
}

impl std::fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RecoveryCode(redacted)")
    }
}
