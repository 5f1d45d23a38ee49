//! Why a file, or an entry of it, is not taken.

use super::SealedError;
use crate::backup;
use crate::fault::Fault;
use crate::otpauth::UriError;
use crate::otpauth::migration::{self, MigrationError};
use crate::scan::{self, PictureError};

/// Why an entry, or the whole of what was handed in, is not taken: the cause speaks for itself.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Fault)]
pub enum Why {
    /// It is no key URI that codes can be made from.
    #[error(transparent)]
    #[fault(transparent)]
    Uri(#[from] UriError),
    /// It is no part of Google's export.
    #[error(transparent)]
    #[fault(transparent)]
    Part(#[from] MigrationError),
    /// It is an account of Google's export that is not taken.
    #[error(transparent)]
    #[fault(transparent)]
    Google(#[from] migration::EntryError),
    /// It is an account of a backup that is not taken.
    #[error(transparent)]
    #[fault(transparent)]
    Backup(#[from] backup::EntryError),
    /// It is a file of which nothing is taken.
    #[error(transparent)]
    #[fault(transparent)]
    File(#[from] ImportError),
    /// It is a picture that can't be read.
    #[error(transparent)]
    #[fault(transparent)]
    Picture(#[from] PictureError),
    /// It is encrypted and was not opened.
    #[error(transparent)]
    #[fault(transparent)]
    Sealed(#[from] SealedError),
}

impl From<scan::Why> for Why {
    fn from(why: scan::Why) -> Self {
        match why {
            scan::Why::Uri(why) => Self::Uri(why),
            scan::Why::Part(why) => Self::Part(why),
        }
    }
}

/// Why nothing of a file could be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Fault)]
#[fault("import", AnotherSource)]
pub enum ImportError {
    /// There is nothing in it.
    #[error("an empty file")]
    Empty,
    /// It is larger than any app's export.
    #[error("a file of {found} bytes")]
    TooLarge {
        /// Its size in bytes.
        found: usize,
        /// The largest size taken, in bytes.
        known: usize,
    },
    /// It is the file of an app whose files are not read here.
    #[error("a file of {app}")]
    App {
        /// The app's name.
        app: &'static str,
    },
    /// It is a picture, and no QR code is in it.
    #[error("a picture without a code")]
    NoCode,
    /// It is a picture, the search of it ended early, and no account was found so far.
    #[error("a picture that was not searched to the end")]
    Unfinished,
    /// It is a picture, and no account is in it.
    #[error("a picture without an account")]
    NoAccount,
    /// It is of no format that is known here.
    #[error("an unknown format")]
    Unknown,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_passes_on_the_code_of_its_cause() {
        assert_eq!(Why::from(UriError::KeyMissing).code(), "uri-key-missing");
        assert_eq!(Why::from(MigrationError::Base64).code(), "migration-base64");
        assert_eq!(Why::from(migration::EntryError::Shape).code(), "migration-entry-shape");
        assert_eq!(Why::from(ImportError::App { app: "Aegis" }).code(), "import-app");
    }
}
