//! Where backups are saved: a folder on a disk, or a document provider on a phone.

use crate::fault::Fault;

/// A store of named files. When a call returns, its effect has reached the storage.
pub trait BackupPlace {
    /// Creates a new file with this content, flushed.
    ///
    /// # Errors
    /// [`PlaceError::NameTaken`] when the name is in use, or one variant per other cause. No part of
    /// the file remains, as far as the device allows us to remove it.
    fn create(&self, name: &str, content: &[u8]) -> Result<(), PlaceError>;

    /// Reads a whole file of at most `most` bytes, bypassing caches as far as the system allows.
    ///
    /// # Errors
    /// [`PlaceError::FileMissing`], [`PlaceError::TooLarge`], [`PlaceError::NameTaken`] if it is not a
    /// regular file, or one variant per other cause.
    fn read(&self, name: &str, most: usize) -> Result<Vec<u8>, PlaceError>;

    /// Renames a file without ever replacing another one.
    ///
    /// # Errors
    /// [`PlaceError::NameTaken`], or one variant per other cause; both files are unchanged.
    fn rename(&self, from: &str, to: &str) -> Result<(), PlaceError>;

    /// Replaces the file `name` with the file `fresh`, and keeps the replaced one as `former`, an
    /// unused name. At every moment one of the two is complete under `name`.
    ///
    /// # Errors
    /// [`PlaceError::NameTaken`] when `former` is in use, or one variant per other cause.
    fn replace(&self, fresh: &str, name: &str, former: &str) -> Result<(), PlaceError>;

    /// The names of all files.
    ///
    /// # Errors
    /// One [`PlaceError`] per cause.
    fn list(&self) -> Result<Vec<String>, PlaceError>;

    /// Removes a file.
    ///
    /// # Errors
    /// [`PlaceError::FileMissing`], or one variant per other cause.
    fn remove(&self, name: &str) -> Result<(), PlaceError>;
}

/// Forwards every call, for places that are borrowed or boxed.
macro_rules! pass_on {
    ($place:ty) => {
        impl<P: BackupPlace + ?Sized> BackupPlace for $place {
            fn create(&self, name: &str, content: &[u8]) -> Result<(), PlaceError> {
                (**self).create(name, content)
            }

            fn read(&self, name: &str, most: usize) -> Result<Vec<u8>, PlaceError> {
                (**self).read(name, most)
            }

            fn rename(&self, from: &str, to: &str) -> Result<(), PlaceError> {
                (**self).rename(from, to)
            }

            fn replace(&self, fresh: &str, name: &str, former: &str) -> Result<(), PlaceError> {
                (**self).replace(fresh, name, former)
            }

            fn list(&self) -> Result<Vec<String>, PlaceError> {
                (**self).list()
            }

            fn remove(&self, name: &str) -> Result<(), PlaceError> {
                (**self).remove(name)
            }
        }
    };
}

pass_on!(&P);
pass_on!(Box<P>);

/// Why an operation of a place failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Fault)]
#[fault("place", Device)]
pub enum PlaceError {
    /// The place does not exist: a drive is not connected, or a folder was moved.
    #[error("the folder is missing")]
    #[fault(code = "gone")]
    PlaceMissing,
    /// No file has this name.
    #[error("the file is missing")]
    #[fault(code = "missing", AnotherSource)]
    FileMissing,
    /// A file that is not ours to replace has this name.
    #[error("the name is in use")]
    #[fault(code = "taken", Decide)]
    NameTaken,
    /// The device is full.
    #[error("no space left")]
    #[fault(code = "full")]
    StorageFull,
    /// Writing or reading is not allowed there.
    #[error("not allowed")]
    Denied,
    /// The file is larger than any backup.
    #[error("a file of {found} bytes or more")]
    #[fault(AnotherSource)]
    TooLarge {
        /// The maximum size plus one, in bytes.
        found: usize,
    },
    /// The file name is not valid there.
    #[error("not a valid file name")]
    #[fault(code = "name", TypeAgain)]
    InvalidName,
    /// The name is a dangling link.
    #[error("a dangling link")]
    #[fault(TypeAgain)]
    DeadLink,
    /// The device failed for another reason.
    #[error("the device failed")]
    #[fault(code = "device")]
    ReadOrWriteFailed,
}
