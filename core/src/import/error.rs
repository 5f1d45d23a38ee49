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
    /// It is an entry of another app's file that is not taken.
    #[error(transparent)]
    #[fault(transparent)]
    Entry(#[from] EntryError),
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
    /// It is the data of an app that gives its keys to nobody.
    #[error("a file of {app}, which has no export")]
    AppWithoutExport {
        /// The app's name.
        app: &'static str,
    },
    /// It is the file of a password manager whose files are not read here.
    #[error("a file of {app}, a password manager")]
    PasswordManager {
        /// Its name.
        app: &'static str,
    },
    /// It is an archive or a sealed message around the file that is wanted.
    #[error("a packed file, {app}")]
    Packed {
        /// The app or the format.
        app: &'static str,
    },
    /// It is the file of an app whose files are read, and it is cut off or was changed.
    #[error("a damaged file of {app}")]
    Damaged {
        /// The app's name.
        app: &'static str,
    },
    /// A newer version of an app made it.
    #[error("a file of {app}, version {found}")]
    #[fault(Update)]
    Newer {
        /// The app's name.
        app: &'static str,
        /// Its version.
        found: u64,
        /// The newest version that is read here.
        known: u64,
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
    /// It is not of the format that it was said to be.
    #[error("not of the format {name}")]
    OtherFormat {
        /// The format's name.
        name: &'static str,
    },
    /// It is of no format that is known here.
    #[error("an unknown format")]
    Unknown,
}

/// Why an entry of another app's file is no account here. Nothing of its key is in it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Fault)]
#[fault("import-entry", AnotherSource)]
pub enum EntryError {
    /// It is no object with fields.
    #[error("not an entry")]
    Shape,
    /// A field is missing or of the wrong type.
    #[error("the field {name} cannot be read")]
    Field {
        /// The field.
        name: &'static str,
    },
    /// A field is no whole number, or a negative one.
    #[error("{name} is {found:?}")]
    Number {
        /// The field.
        name: &'static str,
        /// Its value, cut to 20 characters.
        found: String,
    },
    /// Its codes are made in a way that is known and not supported.
    #[error("codes of {found}")]
    Method {
        /// What makes them, as a person calls it.
        found: &'static str,
    },
    /// Its codes are made in a way that is not known.
    #[error("unknown type {found:?}")]
    Type {
        /// The type, cut to 20 characters.
        found: String,
    },
    /// It goes by a counter and does not say where that stands.
    #[error("there is no counter")]
    CounterMissing,
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
