//! Why a backup, or one account of it, can't be read.

use crate::account::FormError;
use crate::fault::Fault;

/// Why a file is not opened as a backup: the passphrase, damage, another kind of file, or a newer
/// version of the app.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Fault)]
#[fault("backup-open", AnotherSource)]
pub enum OpenError {
    /// The file has no content at all.
    #[error("an empty file")]
    Empty,
    /// It is larger than any backup.
    #[error("a file of {found} bytes")]
    TooLarge {
        /// Its size in bytes.
        found: usize,
        /// The largest size taken, in bytes.
        known: usize,
    },
    /// It is no age file, so no backup.
    #[error("not an age file")]
    NotAge,
    /// It is an age file that is opened with a key file instead of a passphrase: not one of ours.
    #[error("an age file for a key, not for a passphrase")]
    ForKey,
    /// It is an age file, the passphrase is right, and something else is inside.
    #[error("an age file with something else inside")]
    OtherContent,
    /// A newer version of the app made it, or a newer version of age.
    #[error("version {found} is newer than {known}")]
    #[fault(Update)]
    Newer {
        /// The version that it names.
        found: u32,
        /// The newest version that is read here.
        known: u32,
    },
    /// The passphrase is another: the file is known to be as it was made.
    #[error("wrong passphrase")]
    #[fault(TypeAgain)]
    Passphrase,
    /// The passphrase is another, or the few bytes that hold the wrapped key were damaged. Nothing
    /// in the file tells which.
    #[error("wrong passphrase, or damaged")]
    #[fault(TypeAgain)]
    PassphraseOrDamage,
    /// It was a backup, and was changed or cut short since.
    #[error("damaged")]
    Damaged,
    /// Trying a passphrase on it would take more memory than is given.
    #[error("scrypt with N = 2^{found}")]
    TooCostly {
        /// The binary logarithm of the N that it asks for.
        found: u8,
        /// The largest that is accepted.
        known: u8,
    },
}

/// Why one account of a backup is not taken, though the others are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Fault)]
#[fault("backup-entry", AnotherSource)]
pub enum EntryError {
    /// A field is missing or is of another kind than it should be.
    #[error("not the form of an account")]
    Shape,
    /// The key is no base32.
    #[error("the key cannot be read")]
    Key,
    /// A type, algorithm, number of digits, period or counter that makes no code here.
    #[error("the parameters make no code")]
    #[fault(Update)]
    Parameters,
    /// The key URI beside it makes other codes: one of the two was changed.
    #[error("the key URI says otherwise")]
    Contradiction,
    /// An account before it has the same identifier.
    #[error("its identifier is there twice")]
    IdTwice,
}

impl From<FormError> for EntryError {
    fn from(why: FormError) -> Self {
        match why {
            FormError::Shape => Self::Shape,
            FormError::Key => Self::Key,
            FormError::Parameters => Self::Parameters,
        }
    }
}
