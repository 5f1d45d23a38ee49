//! Why a vault was not made, opened, unlocked or changed.

use super::DeviceError;
use super::slots::SealError;
use crate::fault::Fault;
use crate::otp::OtpError;

/// Why no vault was made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Fault)]
#[fault("create", Decide)]
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
    #[fault(TypeAgain)]
    EmptyPassphrase,
    /// The cost of the passphrase is outside of what is accepted.
    #[error("the cost is out of range")]
    #[fault(Report)]
    Cost,
    /// The device failed after the file had got its name: an empty vault is there, and its
    /// recovery code was not shown.
    #[error("made, and not opened")]
    #[fault(Device)]
    Unfinished,
    /// The device did not do its part.
    #[error(transparent)]
    #[fault(transparent)]
    Device(#[from] DeviceError),
}

/// Why a file was not opened as a vault.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Fault)]
#[fault("open", AnotherSource)]
pub enum OpenError {
    /// There is no file.
    #[error("there is no vault")]
    #[fault(unusable)]
    Missing,
    /// Another program, or another window of this one, has it open.
    #[error("in use elsewhere")]
    #[fault(Device)]
    Busy,
    /// The file has no content at all.
    #[error("the file is empty")]
    #[fault(unusable)]
    Empty,
    /// The file is something else.
    #[error("not a vault")]
    #[fault(unusable)]
    NotVault,
    /// A newer version of the app wrote it.
    #[error("format {found}, known up to {known}")]
    #[fault(Update)]
    Newer {
        /// The format's number.
        found: i64,
        /// The newest that is known here.
        known: i64,
    },
    /// So much of the file is damaged that it can't be unlocked.
    #[error("damaged beyond opening")]
    #[fault(unusable)]
    Damaged,
    /// The device did not do its part.
    #[error(transparent)]
    #[fault(transparent)]
    Device(#[from] DeviceError),
}

/// Why a vault stayed locked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Fault)]
#[fault("unlock", AnotherSource)]
pub enum UnlockError {
    /// The passphrase is another.
    #[error("wrong passphrase")]
    #[fault(TypeAgain)]
    WrongPassphrase,
    /// The recovery code is another: an older one, or another vault's.
    #[error("wrong recovery code")]
    #[fault(TypeAgain)]
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
    #[fault(unusable)]
    SlotDamaged,
    /// A newer version of the app made this slot.
    #[error("the slot is newer")]
    #[fault(Update)]
    SlotNewer,
    /// What was tried did not open, and what was not tried takes more than a phone does without
    /// being asked: somebody planted slots, or a larger machine made them. The person may accept
    /// it ([`super::UnlockLimit::ACCEPTED`]).
    #[error("{mebibytes} MiB and about {seconds} s, after {tried} slots")]
    // The minutes are for what takes longer than two of them; 0 otherwise.
    #[fault(
        Decide,
        facts(
            mebibytes = mebibytes,
            seconds = seconds,
            minutes = minutes(*seconds),
            tried = tried,
        )
    )]
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
    #[fault(transparent)]
    Device(#[from] DeviceError),
}

fn minutes(seconds: u64) -> i64 {
    if seconds <= 120 { 0 } else { i64::try_from(seconds.div_ceil(60)).unwrap_or(i64::MAX) }
}

/// What became of a change that is not known to be made and kept.
///
/// The vault is as it was, in its file and in memory, with two exceptions:
/// [`ChangeError::Unflushed`] and [`ChangeError::Unknown`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Fault)]
#[fault("change", Report)]
pub enum ChangeError {
    /// The vault is damaged, and so read-only until it is repaired.
    #[error("the vault is damaged")]
    #[fault(Decide)]
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
    #[fault(Decide)]
    LastTravellingSlot,
    /// The passphrase is empty.
    #[error("the passphrase is empty")]
    #[fault(TypeAgain)]
    EmptyPassphrase,
    /// The passphrase opens the vault already, and somebody else may know it.
    #[error("the passphrase is the same")]
    #[fault(TypeAgain)]
    SamePassphrase,
    /// The cost of the passphrase is outside of what is accepted.
    #[error("the cost is out of range")]
    Cost,
    /// There is no change to undo.
    #[error("nothing to undo")]
    #[fault(Decide)]
    NothingToUndo,
    /// It is not known whether an earlier change was made, so this one was not tried: open the
    /// vault again to see what it holds.
    #[error("open the vault again")]
    #[fault(Device)]
    Reopen,
    /// The change was made, in the file and in memory, and the device failed when it was told to
    /// keep it: a power cut may take it back.
    #[error("made, and not flushed")]
    #[fault(Device)]
    Unflushed,
    /// Writing failed, and the file can't be looked at again: it holds all of the change or nothing
    /// of it. The memory holds what it held before.
    #[error("it is not known whether the change was made")]
    #[fault(Device)]
    Unknown,
    /// The account's counter is at its end.
    #[error(transparent)]
    #[fault(transparent)]
    Otp(#[from] OtpError),
    /// The device did not do its part.
    #[error(transparent)]
    #[fault(transparent)]
    Device(#[from] DeviceError),
}

impl From<SealError> for ChangeError {
    fn from(why: SealError) -> Self {
        match why {
            SealError::Cost => Self::Cost,
            SealError::Device(why) => Self::Device(why),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_can_never_be_unlocked_is_unusable() {
        for why in [OpenError::Damaged, OpenError::Empty, OpenError::Missing, OpenError::NotVault] {
            assert!(why.is_unusable(), "{why}");
        }
        let newer = OpenError::Newer { found: 9, known: 1 };
        for why in [OpenError::Busy, newer, OpenError::Device(DeviceError::Full)] {
            assert!(!why.is_unusable(), "{why}");
        }
        assert!(UnlockError::SlotDamaged.is_unusable());
        assert!(!UnlockError::WrongPassphrase.is_unusable());
    }
}
