//! Why a vault was not made, opened, unlocked or changed.

use super::DeviceError;
use super::slots::SealError;
use crate::fault::{Fact, Fault, Remedy, fault_family};
use crate::otp::OtpError;

/// Why no vault was made.
#[derive(
    Clone, Debug, PartialEq, Eq, thiserror::Error, strum::IntoStaticStr, strum::VariantNames,
)]
#[strum(serialize_all = "kebab-case")]
pub enum CreateError {
    /// There is a vault already.
    #[error("there is a vault already")]
    Exists,
    /// There are traces of a vault: a new one could hide what can still be saved.
    #[error("there are traces of a vault")]
    Remains,
    /// Neither a passphrase nor a recovery code: a lost device would take everything with it.
    #[error("no lock travels to another device")]
    NothingTravels,
    /// The passphrase is empty.
    #[error("the passphrase is empty")]
    EmptyPassphrase,
    /// The cost of the passphrase is outside of what is accepted.
    #[error("the cost is out of range")]
    Cost,
    /// The device failed after the file had got its name: an empty vault is there, and its
    /// recovery code was not shown.
    #[error("made, and not opened")]
    Unfinished,
    /// The device did not do its part.
    #[error(transparent)]
    #[strum(to_string = "")]
    Device(#[from] DeviceError),
}

fault_family!(CreateError, "create");

impl Fault for CreateError {
    fn code(&self) -> String {
        match self {
            Self::Device(why) => why.code(),
            _ => self.own_code(),
        }
    }

    fn remedy(&self) -> Remedy {
        match self {
            Self::Exists | Self::Remains | Self::NothingTravels => Remedy::Decide,
            Self::EmptyPassphrase => Remedy::TypeAgain,
            Self::Cost => Remedy::Report,
            Self::Unfinished => Remedy::Device,
            Self::Device(why) => why.remedy(),
        }
    }
}

/// Why a file was not opened as a vault.
#[derive(
    Clone, Debug, PartialEq, Eq, thiserror::Error, strum::IntoStaticStr, strum::VariantNames,
)]
#[strum(serialize_all = "kebab-case")]
pub enum OpenError {
    /// There is no file.
    #[error("there is no vault")]
    Missing,
    /// Another program, or another window of this one, has it open.
    #[error("in use elsewhere")]
    Busy,
    /// The file has no content at all.
    #[error("the file is empty")]
    Empty,
    /// The file is something else.
    #[error("not a vault")]
    NotVault,
    /// A newer version of the app wrote it.
    #[error("format {found}, known up to {known}")]
    Newer {
        /// The format's number.
        found: i64,
        /// The newest that is known here.
        known: i64,
    },
    /// So much of the file is damaged that it can't be unlocked.
    #[error("damaged beyond opening")]
    Damaged,
    /// The device did not do its part.
    #[error(transparent)]
    #[strum(to_string = "")]
    Device(#[from] DeviceError),
}

fault_family!(OpenError, "open");

impl Fault for OpenError {
    fn code(&self) -> String {
        match self {
            Self::Device(why) => why.code(),
            _ => self.own_code(),
        }
    }

    fn facts(&self) -> Vec<(&'static str, Fact)> {
        match self {
            Self::Newer { found, known } => {
                vec![("found", Fact::Number(*found)), ("known", Fact::Number(*known))]
            }
            _ => Vec::new(),
        }
    }

    fn remedy(&self) -> Remedy {
        match self {
            Self::Missing | Self::Empty | Self::NotVault | Self::Damaged => Remedy::AnotherSource,
            Self::Busy => Remedy::Device,
            Self::Newer { .. } => Remedy::Update,
            Self::Device(why) => why.remedy(),
        }
    }
}

/// Why a vault stayed locked.
#[derive(
    Clone, Debug, PartialEq, Eq, thiserror::Error, strum::IntoStaticStr, strum::VariantNames,
)]
#[strum(serialize_all = "kebab-case")]
pub enum UnlockError {
    /// The passphrase is another.
    #[error("wrong passphrase")]
    WrongPassphrase,
    /// The recovery code is another: an older one, or another vault's.
    #[error("wrong recovery code")]
    WrongRecoveryCode,
    /// The device's key is another: it was made anew since, or belongs to another vault.
    #[error("wrong device key")]
    WrongDeviceKey,
    /// The vault has no passphrase.
    #[error("no passphrase was ever set")]
    NoPassphrase,
    /// The vault has no recovery code.
    #[error("no recovery code was ever made")]
    NoRecoveryCode,
    /// The vault has no device key.
    #[error("no device key was ever set")]
    NoDeviceKey,
    /// What this credential unlocks is damaged; another one may still serve.
    #[error("the slot is damaged")]
    SlotDamaged,
    /// A newer version of the app made this slot.
    #[error("the slot is newer")]
    SlotNewer,
    /// What was tried did not open, and what was not tried takes more than a phone does without
    /// being asked: somebody planted slots, or a larger machine made them. The person may accept
    /// it ([`super::UnlockLimit::ACCEPTED`]).
    #[error("{mebibytes} MiB and about {seconds} s, after {tried} slots")]
    TooCostly {
        /// The memory that it takes, in mebibytes.
        mebibytes: u32,
        /// About how long it takes on a phone, in seconds.
        seconds: u64,
        /// How many slots were tried in vain.
        tried: usize,
    },
    /// The device did not do its part.
    #[error(transparent)]
    #[strum(to_string = "")]
    Device(#[from] DeviceError),
}

fault_family!(UnlockError, "unlock");

impl Fault for UnlockError {
    fn code(&self) -> String {
        match self {
            Self::Device(why) => why.code(),
            _ => self.own_code(),
        }
    }

    fn facts(&self) -> Vec<(&'static str, Fact)> {
        match self {
            Self::TooCostly { mebibytes, seconds, tried } => vec![
                ("mebibytes", Fact::Number(i64::from(*mebibytes))),
                ("seconds", Fact::Number(i64::try_from(*seconds).unwrap_or(i64::MAX))),
                // For what takes longer than two minutes; 0 otherwise.
                ("minutes", Fact::Number(minutes(*seconds))),
                ("tried", (*tried).into()),
            ],
            _ => Vec::new(),
        }
    }

    fn remedy(&self) -> Remedy {
        match self {
            Self::WrongPassphrase | Self::WrongRecoveryCode => Remedy::TypeAgain,
            Self::WrongDeviceKey
            | Self::NoPassphrase
            | Self::NoRecoveryCode
            | Self::NoDeviceKey
            | Self::SlotDamaged => Remedy::AnotherSource,
            Self::SlotNewer => Remedy::Update,
            Self::TooCostly { .. } => Remedy::Decide,
            Self::Device(why) => why.remedy(),
        }
    }
}

fn minutes(seconds: u64) -> i64 {
    if seconds <= 120 { 0 } else { i64::try_from(seconds.div_ceil(60)).unwrap_or(i64::MAX) }
}

/// What became of a change that is not known to be made and kept.
///
/// The vault is as it was, in its file and in memory, with two exceptions:
/// [`ChangeError::Unflushed`] and [`ChangeError::Unknown`].
#[derive(
    Clone, Debug, PartialEq, Eq, thiserror::Error, strum::IntoStaticStr, strum::VariantNames,
)]
#[strum(serialize_all = "kebab-case")]
pub enum ChangeError {
    /// The vault is damaged, and so read-only until it is repaired.
    #[error("the vault is damaged")]
    Damaged,
    /// No account has this identifier (any more).
    #[error("no such account")]
    NoSuchAccount,
    /// The identifier of an account to be added is taken.
    #[error("the identifier is taken")]
    IdTaken,
    /// A code was asked of a counter, and the account has none.
    #[error("no account with a counter")]
    NoCounter,
    /// The order to arrange does not name each account exactly once.
    #[error("the order does not name each account once")]
    Order,
    /// No slot has this identifier (any more).
    #[error("no such slot")]
    NoSuchSlot,
    /// Without this slot, nothing would travel to another device.
    #[error("the last slot that travels")]
    LastTravellingSlot,
    /// The passphrase is empty.
    #[error("the passphrase is empty")]
    EmptyPassphrase,
    /// The passphrase opens the vault already, and somebody else may know it.
    #[error("the passphrase is the same")]
    SamePassphrase,
    /// The cost of the passphrase is outside of what is accepted.
    #[error("the cost is out of range")]
    Cost,
    /// There is no change to undo.
    #[error("nothing to undo")]
    NothingToUndo,
    /// It is not known whether an earlier change was made, so this one was not tried: open the
    /// vault again to see what it holds.
    #[error("open the vault again")]
    Reopen,
    /// The change was made, in the file and in memory, and the device failed when it was told to
    /// keep it: a power cut may take it back.
    #[error("made, and not flushed")]
    Unflushed,
    /// Writing failed, and the file can't be looked at again: it holds all of the change or nothing
    /// of it. The memory holds what it held before.
    #[error("it is not known whether the change was made")]
    Unknown,
    /// The account's counter is at its end.
    #[error(transparent)]
    #[strum(to_string = "")]
    Otp(#[from] OtpError),
    /// The device did not do its part.
    #[error(transparent)]
    #[strum(to_string = "")]
    Device(#[from] DeviceError),
}

fault_family!(ChangeError, "change");

impl From<SealError> for ChangeError {
    fn from(why: SealError) -> Self {
        match why {
            SealError::Cost => Self::Cost,
            SealError::Device(why) => Self::Device(why),
        }
    }
}

impl Fault for ChangeError {
    fn code(&self) -> String {
        match self {
            Self::Otp(why) => why.code(),
            Self::Device(why) => why.code(),
            _ => self.own_code(),
        }
    }

    fn facts(&self) -> Vec<(&'static str, Fact)> {
        match self {
            Self::Otp(why) => why.facts(),
            _ => Vec::new(),
        }
    }

    fn remedy(&self) -> Remedy {
        match self {
            Self::Damaged | Self::LastTravellingSlot | Self::NothingToUndo => Remedy::Decide,
            Self::NoSuchAccount
            | Self::IdTaken
            | Self::NoCounter
            | Self::Order
            | Self::NoSuchSlot
            | Self::Cost => Remedy::Report,
            Self::EmptyPassphrase | Self::SamePassphrase => Remedy::TypeAgain,
            Self::Reopen | Self::Unflushed | Self::Unknown => Remedy::Device,
            Self::Otp(why) => why.remedy(),
            Self::Device(why) => why.remedy(),
        }
    }
}
