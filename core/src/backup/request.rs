//! Requests of a save to a place that only the shell can access, and the shell's answers.

use super::place::PlaceError;

/// One file operation for the shell. It must have reached the storage before the shell answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlaceRequest {
    /// Create a new file, flushed. Never overwrite a file, and leave no partial file after a
    /// failure.
    Create {
        /// Its name.
        name: String,
        /// Its content. It is encrypted, so it is not secret.
        content: Vec<u8>,
    },
    /// Read a whole file, bypassing caches as far as the system allows.
    Read {
        /// Its name.
        name: String,
        /// The maximum size in bytes; answer `TooLarge` for a larger file.
        most: u32,
    },
    /// Rename a file without ever replacing another one.
    Rename {
        /// Its current name.
        from: String,
        /// Its new name.
        to: String,
    },
    /// List the names of all files.
    List,
    /// Remove a file.
    Remove {
        /// Its name.
        name: String,
    },
}

/// The result of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlaceAnswer {
    /// The file was created, renamed or removed.
    Done,
    /// A file was read.
    Content {
        /// The whole content.
        bytes: Vec<u8>,
    },
    /// The files were listed.
    Names {
        /// Their names.
        names: Vec<String>,
    },
    /// The request failed.
    Failed {
        /// Why it failed.
        why: PlaceFailure,
    },
}

/// Why an operation failed, as far as the shell can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceFailure {
    /// The place does not exist any more, or access to it was withdrawn.
    Gone,
    /// The file does not exist.
    Missing,
    /// The name is in use.
    Taken,
    /// The device is full.
    Full,
    /// Writing or reading is not allowed there.
    Denied,
    /// The file is larger than the requested maximum.
    TooLarge,
    /// The file name is not valid there.
    Name,
    /// Anything else.
    Device,
}

impl PlaceFailure {
    /// The error of a place for a request that reads nothing.
    pub fn without_limit(self) -> PlaceError {
        self.error(0)
    }

    /// The matching error of a place, for a request with this maximum size.
    pub(super) fn error(self, most: usize) -> PlaceError {
        match self {
            Self::Gone => PlaceError::PlaceMissing,
            Self::Missing => PlaceError::FileMissing,
            Self::Taken => PlaceError::NameTaken,
            Self::Full => PlaceError::StorageFull,
            Self::Denied => PlaceError::Denied,
            Self::TooLarge => PlaceError::TooLarge { found: most.saturating_add(1) },
            // We chose the names, so the user cannot correct them.
            Self::Name | Self::Device => PlaceError::ReadOrWriteFailed,
        }
    }
}
