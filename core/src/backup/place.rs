//! Where backups are kept: a folder on a disk, a document provider on a telephone.

use crate::fault::Fault;

/// Somewhere with files by name. Each call has reached the storage when it is answered.
pub trait Place {
    /// Makes a new file with this content, flushed.
    ///
    /// # Errors
    /// [`PlaceError::Taken`] when the name is in use, or one per other cause; no part of the file
    /// is left then, as far as the device lets us clean up.
    fn create(&self, name: &str, content: &[u8]) -> Result<(), PlaceError>;

    /// Reads a whole file of at most `most` bytes, from the storage as far as the system allows.
    ///
    /// # Errors
    /// [`PlaceError::Missing`], [`PlaceError::TooLarge`], [`PlaceError::Taken`] for what is no
    /// plain file, or one per other cause.
    fn read(&self, name: &str, most: usize) -> Result<Vec<u8>, PlaceError>;

    /// Gives a file another name, never that of another file.
    ///
    /// # Errors
    /// [`PlaceError::Taken`], or one per other cause; both are as they were then.
    fn rename(&self, from: &str, to: &str) -> Result<(), PlaceError>;

    /// Puts the file `fresh` in the place of `name`, whose former file is kept as `former`, a name
    /// that no other file has. At every moment one of them is whole.
    ///
    /// # Errors
    /// [`PlaceError::Taken`] when `former` is in use, or one per other cause.
    fn replace(&self, fresh: &str, name: &str, former: &str) -> Result<(), PlaceError>;

    /// The names of all files.
    ///
    /// # Errors
    /// One [`PlaceError`] per cause.
    fn list(&self) -> Result<Vec<String>, PlaceError>;

    /// Removes a file.
    ///
    /// # Errors
    /// [`PlaceError::Missing`], or one per other cause.
    fn remove(&self, name: &str) -> Result<(), PlaceError>;
}

/// Passes everything on, for places that are borrowed or boxed.
macro_rules! pass_on {
    ($place:ty) => {
        impl<P: Place + ?Sized> Place for $place {
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

/// Why a place did not do what it was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Fault)]
#[fault("place", Device)]
pub enum PlaceError {
    /// The place itself is not there: a drive that is not plugged in, a folder that was moved.
    #[error("the folder is not there")]
    Gone,
    /// There is no file of that name.
    #[error("there is no such file")]
    #[fault(AnotherSource)]
    Missing,
    /// The name is in use by a file that is not ours to replace.
    #[error("the name is in use")]
    #[fault(Decide)]
    Taken,
    /// There is no room left.
    #[error("there is no room left")]
    Full,
    /// Writing, or reading, is not allowed there.
    #[error("not allowed")]
    Denied,
    /// The file is larger than any backup.
    #[error("a file of {found} bytes or more")]
    #[fault(AnotherSource)]
    TooLarge {
        /// The largest size taken, in bytes, and one.
        found: usize,
    },
    /// No file can be called so there.
    #[error("no name for a file")]
    #[fault(TypeAgain)]
    Name,
    /// The name is a link that leads nowhere.
    #[error("a link that leads nowhere")]
    #[fault(TypeAgain)]
    DeadLink,
    /// The device failed in some other way.
    #[error("the device failed")]
    Device,
}
