//! Errors of creating, opening, unlocking and changing a vault.

use super::DeviceError;
use super::slots::SlotSealError;
use crate::fault::Fault;
use crate::otp::OtpError;

/// Why no vault was created.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Fault)]
#[fault("create", Decide)]
pub enum CreateError {
    /// There is a vault already.
    #[error("a vault already exists")]
    Exists,
    /// There are traces of a vault. A new vault could hide data that can still be recovered.
    #[error("there are traces of a vault")]
    #[fault(code = "remains")]
    TracesOfVault,
    /// Neither a passphrase nor a recovery code was given: losing the device would lose every
    /// account.
    #[error("no slot opens the vault on another device")]
    #[fault(code = "nothing-travels")]
    NoPortableSlot,
    /// The passphrase is empty.
    #[error("the passphrase is empty")]
    #[fault(TypeAgain)]
    EmptyPassphrase,
    /// The cost of the passphrase is outside the accepted range.
    #[error("the cost is out of range")]
    #[fault(code = "cost", Report)]
    CostOutOfRange,
    /// The device failed after the file had received its name. An empty vault exists, and its
    /// recovery code was not shown.
    #[error("created, but not opened")]
    #[fault(code = "unfinished", Device)]
    CreatedNotOpened,
    /// The device failed.
    #[error(transparent)]
    #[fault(transparent)]
    Device(#[from] DeviceError),
}

/// Why a file was not opened as a vault.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Fault)]
#[fault("open", AnotherSource)]
pub enum VaultOpenError {
    /// There is no file.
    #[error("there is no vault")]
    #[fault(unusable)]
    Missing,
    /// Another program, or another window of this one, has the file open.
    #[error("in use by another program")]
    #[fault(Device)]
    Busy,
    /// The file is empty.
    #[error("the file is empty")]
    #[fault(unusable)]
    Empty,
    /// The file is not a vault.
    #[error("not a vault")]
    #[fault(unusable)]
    NotVault,
    /// A newer version of the app wrote it.
    #[error("format {found} is newer than {known}")]
    #[fault(Update)]
    Newer {
        /// The format version of the file.
        found: i64,
        /// The newest format version that this build supports.
        known: i64,
    },
    /// The file is damaged so badly that it cannot be unlocked.
    #[error("too damaged to open")]
    #[fault(unusable)]
    Damaged,
    /// The device failed.
    #[error(transparent)]
    #[fault(transparent)]
    Device(#[from] DeviceError),
}

/// Why a vault stayed locked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Fault)]
#[fault("unlock", AnotherSource)]
pub enum UnlockError {
    /// The passphrase is wrong.
    #[error("wrong passphrase")]
    #[fault(TypeAgain)]
    WrongPassphrase,
    /// The recovery code is wrong: an older one, or that of another vault.
    #[error("wrong recovery code")]
    #[fault(TypeAgain)]
    WrongRecoveryCode,
    /// The device's key is wrong: it was replaced later, or it belongs to another vault.
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
    /// The slot of this credential is damaged; another credential may still work.
    #[error("the slot is damaged")]
    #[fault(unusable)]
    SlotDamaged,
    /// A newer version of the app made this slot.
    #[error("the slot is newer")]
    #[fault(Update)]
    SlotNewer,
    /// The slots that were tried did not open, and the others take more than a phone spends without
    /// asking: somebody planted slots, or a more powerful machine made them. The user may accept
    /// the cost ([`super::UnlockLimit::UNLIMITED`]).
    #[error("{mebibytes} MiB and about {seconds} s, after {tried} slots")]
    // `minutes` is set when it takes longer than two minutes; it is 0 otherwise.
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
        /// The memory that is required, in mebibytes.
        mebibytes: u32,
        /// The approximate time on a phone, in seconds.
        seconds: u64,
        /// How many slots were tried without success.
        tried: usize,
    },
    /// The device failed.
    #[error(transparent)]
    #[fault(transparent)]
    Device(#[from] DeviceError),
}

impl UnlockError {
    /// Whether the password, recovery code or device key was not the vault's, even if slots with a
    /// higher cost were not tried. A failure of the device is not a wrong try.
    pub fn is_wrong_try(&self) -> bool {
        matches!(
            self,
            Self::WrongPassphrase
                | Self::WrongRecoveryCode
                | Self::WrongDeviceKey
                | Self::TooCostly { tried: 1.., .. }
        )
    }
}

fn minutes(seconds: u64) -> i64 {
    if seconds <= 120 { 0 } else { i64::try_from(seconds.div_ceil(60)).unwrap_or(i64::MAX) }
}

/// Why a change failed, or is not known to be durable.
///
/// The vault is unchanged in its file and in memory, with two exceptions:
/// [`ChangeError::Unflushed`] and [`ChangeError::OutcomeUnknown`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Fault)]
#[fault("change", Report)]
pub enum ChangeError {
    /// The vault is damaged and therefore read-only until it is repaired.
    #[error("the vault is damaged")]
    #[fault(Decide)]
    Damaged,
    /// No account has this identifier, or it was deleted.
    #[error("no such account")]
    NoSuchAccount,
    /// The identifier of an account to add is already in use.
    #[error("the identifier is in use")]
    IdTaken,
    /// A code of a counter was requested, but the account has no counter.
    #[error("not an account with a counter")]
    NoCounter,
    /// There is no group with this name.
    #[error("no such group")]
    #[fault(TypeAgain)]
    NoSuchGroup,
    /// The new order does not name each account exactly once.
    #[error("the order does not name each account once")]
    #[fault(code = "order")]
    IncompleteOrder,
    /// No slot has this identifier, or it was removed.
    #[error("no such slot")]
    NoSuchSlot,
    /// This is the last slot that works on another device.
    #[error("the last slot that opens the vault on another device")]
    #[fault(code = "last-travelling-slot", Decide)]
    LastPortableSlot,
    /// Without this slot, only a recovery code would open the vault that nobody has confirmed.
    #[error("only an unconfirmed recovery code would be left")]
    #[fault(Decide)]
    OnlyUnconfirmedRecovery,
    /// Nothing is known to open the vault on another device, so it takes no further account until
    /// the recovery code is confirmed or a passphrase is set.
    #[error("the recovery code must be confirmed first")]
    #[fault(Decide)]
    ConfirmRecoveryFirst,
    /// The passphrase is empty.
    #[error("the passphrase is empty")]
    #[fault(TypeAgain)]
    EmptyPassphrase,
    /// The passphrase is longer than what the vault can keep of a backup's.
    #[error("the passphrase is too long to be kept")]
    #[fault(TypeAgain)]
    PassphraseTooLong,
    /// The passphrase already unlocks the vault, and somebody else may know it.
    #[error("the passphrase is the same")]
    #[fault(TypeAgain)]
    SamePassphrase,
    /// The cost of the passphrase is outside the accepted range.
    #[error("the cost is out of range")]
    #[fault(code = "cost")]
    CostOutOfRange,
    /// There is no change to undo.
    #[error("nothing to undo")]
    #[fault(Decide)]
    NothingToUndo,
    /// It is not known whether an earlier change was made, so this one was not attempted. Open the
    /// vault again to see what it holds.
    #[error("the vault must be opened again")]
    #[fault(code = "reopen", Device)]
    MustReopen,
    /// The change was made, in the file and in memory, but flushing it failed: a power failure may
    /// undo it.
    #[error("changed, but not flushed")]
    #[fault(Device)]
    Unflushed,
    /// Writing failed and the file cannot be read again. It holds either all of the change or none
    /// of it. The memory is unchanged.
    #[error("it is not known whether the change was made")]
    #[fault(code = "unknown", Device)]
    OutcomeUnknown,
    /// The account's counter has reached its maximum.
    #[error(transparent)]
    #[fault(transparent)]
    Otp(#[from] OtpError),
    /// The device failed.
    #[error(transparent)]
    #[fault(transparent)]
    Device(#[from] DeviceError),
}

impl From<SlotSealError> for ChangeError {
    fn from(why: SlotSealError) -> Self {
        match why {
            SlotSealError::CostOutOfRange => Self::CostOutOfRange,
            SlotSealError::Device(why) => Self::Device(why),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_slot_that_can_never_open_is_unusable() {
        for why in [
            VaultOpenError::Damaged,
            VaultOpenError::Empty,
            VaultOpenError::Missing,
            VaultOpenError::NotVault,
        ] {
            assert!(why.is_unusable(), "{why}");
        }
        let newer = VaultOpenError::Newer { found: 9, known: 1 };
        for why in [VaultOpenError::Busy, newer, VaultOpenError::Device(DeviceError::StorageFull)] {
            assert!(!why.is_unusable(), "{why}");
        }
        assert!(UnlockError::SlotDamaged.is_unusable());
        assert!(!UnlockError::WrongPassphrase.is_unusable());
    }
}
