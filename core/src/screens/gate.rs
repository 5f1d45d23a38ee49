//! What a shell can't do now: the vault is locked, a work is over. Where these are errors of a
//! person's hand at all, they come from doing two things at once.

use crate::fault::{Fact, Fault, Remedy, fault_family};

/// Why a shell's call was not taken. Nothing was changed.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, strum::IntoStaticStr, strum::VariantNames,
)]
#[strum(serialize_all = "kebab-case")]
pub enum GateError {
    /// The vault is locked.
    #[error("the vault is locked")]
    Locked,
    /// The person stopped it.
    #[error("cancelled")]
    Cancelled,
    /// The vault is unlocked already.
    #[error("the vault is unlocked already")]
    Unlocked,
    /// A long work has the vault.
    #[error("a long work has the vault")]
    Working,
    /// It was finished before, or what it is about is not there any more.
    #[error("over already")]
    Over,
    /// After wrong tries, the next one is not taken yet.
    #[error("the next try is taken in {seconds} s")]
    TooSoon {
        /// In how many seconds it is.
        seconds: u32,
    },
    /// That is not among the choices.
    #[error("not among the choices")]
    NotOffered,
    /// The device's key has another length.
    #[error("the device's key has another length")]
    KeyLength,
    /// The camera's frame is not as it was said to be.
    #[error("the frame is not as it was said to be")]
    FrameShape,
}

fault_family!(GateError, "gate");

impl Fault for GateError {
    fn code(&self) -> String {
        self.own_code()
    }

    fn facts(&self) -> Vec<(&'static str, Fact)> {
        match self {
            Self::TooSoon { seconds } => vec![("seconds", Fact::Number(i64::from(*seconds)))],
            _ => Vec::new(),
        }
    }

    fn remedy(&self) -> Remedy {
        match self {
            Self::Locked | Self::Cancelled | Self::Unlocked | Self::Over => Remedy::Decide,
            Self::Working | Self::TooSoon { .. } => Remedy::Device,
            Self::NotOffered | Self::KeyLength | Self::FrameShape => Remedy::Report,
        }
    }
}
