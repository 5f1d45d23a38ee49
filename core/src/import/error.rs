//! Why a file, or an entry in it, is rejected.

use super::DecryptError;
use crate::backup;
use crate::fault::Fault;
use crate::otpauth::UriError;
use crate::otpauth::migration::{self, MigrationError};
use crate::scan::{self, PictureError};

/// Why an entry or a whole input is rejected. Code and facts are those of the inner error.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Fault)]
pub enum RejectionReason {
    /// The text is not a valid key URI.
    #[error(transparent)]
    #[fault(transparent)]
    Uri(#[from] UriError),
    /// The text is not a valid part of Google's export.
    #[error(transparent)]
    #[fault(transparent)]
    Part(#[from] MigrationError),
    /// An account in Google's export is rejected.
    #[error(transparent)]
    #[fault(transparent)]
    Google(#[from] migration::MigrationEntryError),
    /// An account in a backup is rejected.
    #[error(transparent)]
    #[fault(transparent)]
    Backup(#[from] backup::BackupEntryError),
    /// An entry in another app's file is rejected.
    #[error(transparent)]
    #[fault(transparent)]
    Entry(#[from] ImportEntryError),
    /// The whole file is rejected.
    #[error(transparent)]
    #[fault(transparent)]
    File(#[from] ImportError),
    /// The picture can't be read.
    #[error(transparent)]
    #[fault(transparent)]
    Picture(#[from] PictureError),
    /// The file is encrypted and was not opened.
    #[error(transparent)]
    #[fault(transparent)]
    Sealed(#[from] DecryptError),
}

impl From<scan::AccountTextError> for RejectionReason {
    fn from(why: scan::AccountTextError) -> Self {
        match why {
            scan::AccountTextError::Uri(why) => Self::Uri(why),
            scan::AccountTextError::Part(why) => Self::Part(why),
        }
    }
}

/// Why nothing could be read from a file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Fault)]
#[fault("import", AnotherSource)]
pub enum ImportError {
    /// The file is empty.
    #[error("an empty file")]
    Empty,
    /// The file is larger than any app's export.
    #[error("a file of {found} bytes")]
    TooLarge {
        /// The size in bytes.
        found: usize,
        /// The maximum size in bytes.
        known: usize,
    },
    /// The file comes from an app whose files are not supported.
    #[error("a file of {app}")]
    #[fault(code = "app")]
    UnsupportedApp {
        /// The app's name.
        app: &'static str,
    },
    /// The file is the data of an app that has no export.
    #[error("a file of {app}, which has no export")]
    AppWithoutExport {
        /// The app's name.
        app: &'static str,
    },
    /// The file comes from a password manager whose files are not supported.
    #[error("a file of {app}, a password manager")]
    PasswordManager {
        /// The password manager's name.
        app: &'static str,
    },
    /// The file is an archive or an encrypted message that contains the export.
    #[error("an archive of {app}")]
    #[fault(code = "packed")]
    PackedExport {
        /// The app or the format.
        app: &'static str,
    },
    /// The file comes from a supported app and is truncated or was modified.
    #[error("a damaged file of {app}")]
    Damaged {
        /// The app's name.
        app: &'static str,
    },
    /// The file was made by a newer version of a supported app.
    #[error("a file of {app}, version {found}")]
    #[fault(Update)]
    Newer {
        /// The app's name.
        app: &'static str,
        /// The version of the file.
        found: u64,
        /// The newest supported version.
        known: u64,
    },
    /// The file comes from a supported app and contains no accounts.
    #[error("a file of {app} without accounts")]
    EmptyExport {
        /// The app's name.
        app: &'static str,
    },
    /// The picture contains no QR code.
    #[error("no code in the picture")]
    NoCode,
    /// The search of the picture stopped early, and no account has been found yet.
    #[error("the picture was not searched completely")]
    #[fault(code = "unfinished")]
    SearchUnfinished,
    /// The picture contains no account.
    #[error("no account in the picture")]
    NoAccount,
    /// The file does not have the format that was named.
    #[error("not of the format {name}")]
    OtherFormat {
        /// The format's name.
        name: &'static str,
    },
    /// The format is unknown.
    #[error("an unknown format")]
    #[fault(code = "unknown")]
    UnknownFormat,
}

/// Why an entry in another app's file is rejected. Contains nothing of its key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Fault)]
#[fault("import-entry", AnotherSource)]
pub enum ImportEntryError {
    /// The entry is not an object.
    #[error("not an entry")]
    #[fault(code = "shape")]
    NotAnEntry,
    /// A field is missing or of the wrong type.
    #[error("the field {name} cannot be read")]
    #[fault(code = "field")]
    InvalidField {
        /// The field.
        name: &'static str,
    },
    /// A field is not a whole number, or is negative.
    #[error("{name} is {found:?}")]
    #[fault(code = "number")]
    InvalidNumber {
        /// The field.
        name: &'static str,
        /// The value, cut to 20 characters.
        found: String,
    },
    /// The entry uses a known method that is not supported.
    #[error("codes of {found}")]
    #[fault(code = "method")]
    UnsupportedMethod {
        /// The method's common name.
        found: &'static str,
    },
    /// The entry uses an unknown method.
    #[error("unknown type {found:?}")]
    #[fault(code = "type")]
    UnknownType {
        /// The type, cut to 20 characters.
        found: String,
    },
    /// The row has fewer cells than the header, or a quoted link has no end: the file was truncated.
    #[error("the entry is cut off")]
    Truncated,
    /// The account is counter-based and has no counter.
    #[error("there is no counter")]
    CounterMissing,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_passes_on_the_code_of_its_cause() {
        assert_eq!(RejectionReason::from(UriError::KeyMissing).code(), "uri-key-missing");
        assert_eq!(RejectionReason::from(MigrationError::Base64).code(), "migration-base64");
        assert_eq!(
            RejectionReason::from(migration::MigrationEntryError::NotAnAccount).code(),
            "migration-entry-shape"
        );
        assert_eq!(
            RejectionReason::from(ImportError::UnsupportedApp { app: "Aegis" }).code(),
            "import-app"
        );
    }
}
