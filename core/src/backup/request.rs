//! What a saving asks of a place that only a shell reaches, and what the shell answers.

use super::place::PlaceError;

/// One thing for a shell to do in its place. Each has reached the storage when it is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlaceRequest {
    /// Make a new file, flushed. No file is written over, and no part of one is left after a failure.
    Create {
        /// Its name.
        name: String,
        /// Its content. It is encrypted: it may be shown to anybody.
        content: Vec<u8>,
    },
    /// Read a whole file anew, from the storage as far as the system allows.
    Read {
        /// Its name.
        name: String,
        /// How many bytes it may have; a larger one is answered with `TooLarge`.
        most: u32,
    },
    /// Give a file another name, never that of another file.
    Rename {
        /// Its name so far.
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

/// What came of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlaceAnswer {
    /// It was done: a file was made, renamed or removed.
    Done,
    /// A file was read.
    Content {
        /// All of it.
        bytes: Vec<u8>,
    },
    /// The files were listed.
    Names {
        /// Their names.
        names: Vec<String>,
    },
    /// It was not done.
    Failed {
        /// Why.
        why: PlaceTrouble,
    },
}

/// Why a place did not do its part, as far as a shell can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceTrouble {
    /// The place itself is not there any more, or may not be reached any more.
    Gone,
    /// The file is not there.
    Missing,
    /// The name is in use.
    Taken,
    /// There is no room left.
    Full,
    /// Writing, or reading, is not allowed there.
    Denied,
    /// The file is larger than was asked for.
    TooLarge,
    /// No file can be called so there.
    Name,
    /// Anything else.
    Device,
}

impl PlaceTrouble {
    /// The same as the error of a place, for a request that took so many bytes at most.
    pub(super) fn error(self, most: usize) -> PlaceError {
        match self {
            Self::Gone => PlaceError::Gone,
            Self::Missing => PlaceError::Missing,
            Self::Taken => PlaceError::Taken,
            Self::Full => PlaceError::Full,
            Self::Denied => PlaceError::Denied,
            Self::TooLarge => PlaceError::TooLarge { found: most.saturating_add(1) },
            // The names are ours: a person can't type another one.
            Self::Name | Self::Device => PlaceError::Device,
        }
    }
}
