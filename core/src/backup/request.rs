//! Requests of a save to a place that only the shell can access, and the shell's answers.

use super::open::MAX_FILE_BYTES;
use super::place::{BackupPlace, PlaceError};

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
    /// Replace the whole content of a document, flushed. Only for a place of the kind
    /// [`PlaceKind::Document`](super::PlaceKind::Document).
    Overwrite {
        /// Its name.
        name: String,
        /// Its new content. It is encrypted, so it is not secret.
        content: Vec<u8>,
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
    /// The file was created, overwritten, renamed or removed.
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

impl PlaceRequest {
    /// The request to read a backup whole.
    pub fn read_backup(name: String) -> Self {
        let most = u32::try_from(MAX_FILE_BYTES).unwrap_or(u32::MAX);
        Self::Read { name, most }
    }

    /// Carries out the request at a place that the core can access.
    pub fn carry_out(self, place: &dyn BackupPlace) -> PlaceAnswer {
        let done = match self {
            Self::Create { name, content } => place.create(&name, &content),
            // A place that the core can access is a folder.
            Self::Overwrite { .. } => Err(PlaceError::Denied),
            Self::Rename { from, to } => place.rename(&from, &to),
            Self::Remove { name } => place.remove(&name),
            Self::Read { name, most } => match place.read(&name, most as usize) {
                Ok(bytes) => return PlaceAnswer::Content { bytes },
                Err(why) => Err(why),
            },
            Self::List => match place.list() {
                Ok(names) => return PlaceAnswer::Names { names },
                Err(why) => Err(why),
            },
        };
        match done {
            Ok(()) => PlaceAnswer::Done,
            Err(why) => PlaceAnswer::Failed { why: PlaceFailure::of(why) },
        }
    }
}

impl PlaceAnswer {
    /// Why a request with this maximum size failed. An answer to a request of another kind is an
    /// error of the shell.
    pub(super) fn error(&self, most: usize) -> PlaceError {
        match self {
            Self::Failed { why } => why.error(most),
            _ => PlaceError::ReadOrWriteFailed,
        }
    }
}

impl PlaceFailure {
    /// What a shell would answer for this error of a place.
    fn of(why: PlaceError) -> Self {
        match why {
            PlaceError::PlaceMissing => Self::Gone,
            PlaceError::FileMissing => Self::Missing,
            PlaceError::NameTaken => Self::Taken,
            PlaceError::StorageFull => Self::Full,
            PlaceError::Denied => Self::Denied,
            PlaceError::TooLarge { .. } => Self::TooLarge,
            PlaceError::InvalidName | PlaceError::DeadLink => Self::Name,
            PlaceError::ReadOrWriteFailed => Self::Device,
        }
    }

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
