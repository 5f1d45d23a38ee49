//! Errors of reading a backup, or one account of it.

use super::place::PlaceError;
use crate::account::AccountFormError;
use crate::fault::Fault;

/// Why a file cannot be opened as a backup: wrong passphrase, damage, another kind of file, or a
/// newer version of the app.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Fault)]
#[fault("backup-open", AnotherSource)]
pub enum BackupOpenError {
    /// The file is empty.
    #[error("an empty file")]
    Empty,
    /// The file is larger than any backup.
    #[error("a file of {found} bytes")]
    TooLarge {
        /// Its size in bytes.
        found: usize,
        /// The maximum size, in bytes.
        known: usize,
    },
    /// The file is not an age file, so it is not a backup.
    #[error("not an age file")]
    NotAge,
    /// The age file is encrypted to a key instead of a passphrase: not one of ours.
    #[error("an age file for a key, not for a passphrase")]
    ForKey,
    /// The passphrase of the age file is right, but its content is not a backup.
    #[error("an age file with other content")]
    OtherContent,
    /// A newer version of the app made it, or a newer version of age.
    #[error("version {found} is newer than {known}")]
    #[fault(Update)]
    Newer {
        /// The version of the file.
        found: u32,
        /// The newest version that this build supports.
        known: u32,
    },
    /// The passphrase is wrong: the file is known to be undamaged.
    #[error("wrong passphrase")]
    #[fault(TypeAgain)]
    Passphrase,
    /// Either the passphrase is wrong, or the few bytes with the wrapped key are damaged. The file
    /// does not reveal which.
    #[error("wrong passphrase, or damaged")]
    #[fault(TypeAgain)]
    PassphraseOrDamage,
    /// The file was a backup, and was modified or truncated later.
    #[error("damaged")]
    Damaged,
    /// Trying a passphrase on the file would need more memory than is allowed.
    #[error("scrypt with N = 2^{found}")]
    TooCostly {
        /// The binary logarithm of the file's scrypt parameter N.
        found: u8,
        /// The maximum that is accepted.
        known: u8,
    },
}

/// Why one account of a backup cannot be restored, although the others can.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Fault)]
#[fault("backup-entry", AnotherSource)]
pub enum BackupEntryError {
    /// A field is missing or has the wrong type.
    #[error("not an account")]
    #[fault(code = "shape")]
    NotAnAccount,
    /// The key is not base32.
    #[error("the key cannot be read")]
    #[fault(code = "key")]
    InvalidKey,
    /// A type, algorithm, number of digits, period or counter that is not supported.
    #[error("unsupported parameters")]
    #[fault(code = "parameters", Update)]
    UnsupportedParameters,
    /// The entry's key URI gives other codes than its fields: one of the two was changed.
    #[error("the key URI contradicts the fields")]
    #[fault(code = "contradiction")]
    ContradictingUri,
    /// An earlier account has the same identifier.
    #[error("a repeated identifier")]
    #[fault(code = "id-twice")]
    RepeatedId,
}

impl From<AccountFormError> for BackupEntryError {
    fn from(why: AccountFormError) -> Self {
        match why {
            AccountFormError::NotAnAccount => Self::NotAnAccount,
            AccountFormError::InvalidKey => Self::InvalidKey,
            AccountFormError::UnsupportedParameters => Self::UnsupportedParameters,
        }
    }
}

/// Why a rehearsal failed. The vault and the file are unchanged.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Fault)]
#[fault("rehearsal", AnotherSource)]
pub enum RehearsalError {
    /// The place has no backup of this vault.
    #[error("no backup of this vault")]
    NoBackup,
    /// The password is wrong.
    #[error("wrong passphrase")]
    #[fault(TypeAgain)]
    WrongPassword,
    /// The password is wrong for at least the third time, so it may be forgotten.
    #[error("wrong passphrase, again")]
    #[fault(TypeAgain)]
    PasswordForgotten,
    /// The file is damaged, or not a backup any more.
    #[error("the file cannot be used")]
    #[fault(code = "damaged")]
    UnusableFile,
    /// The backup lacks accounts of the vault.
    #[error("{missing} of {accounts} accounts are missing")]
    #[fault(code = "lacking")]
    AccountsMissing {
        /// The number of accounts in the vault.
        accounts: usize,
        /// The number of those that the backup lacks.
        missing: usize,
    },
    /// The place failed.
    #[error(transparent)]
    #[fault(transparent)]
    Place(#[from] PlaceError),
    /// A newer version of the app made it, or this device cannot open it.
    #[error(transparent)]
    #[fault(transparent)]
    Open(BackupOpenError),
}
