//! Errors of the device: no space, no permission, a failing disk.

use std::path::Path;

use crate::crypto::random::RandomError;
use crate::disk;
use crate::fault::Fault;

/// Why the device failed. Nothing was changed; trying again is safe.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Fault)]
#[fault("device", Device)]
pub enum DeviceError {
    /// The device is full.
    #[error("no space left")]
    Full,
    /// The file or its folder is read-only.
    #[error("only readable")]
    ReadOnly,
    /// The system denies this program access.
    #[error("access denied")]
    Denied,
    /// The folder does not exist.
    #[error("the folder is missing")]
    FolderMissing,
    /// The vault's file was moved or removed while it was open, or replaced by another file.
    #[error("the file was replaced")]
    Replaced,
    /// Reading or writing failed.
    #[error("reading or writing failed")]
    Io,
    /// There is not enough memory.
    #[error("not enough memory")]
    Memory,
    /// The random generator failed.
    #[error("no randomness")]
    Randomness,
}

impl DeviceError {
    /// Maps an error of the operating system.
    pub(super) fn of_io(why: &std::io::Error) -> Self {
        use std::io::ErrorKind as Kind;
        match why.kind() {
            Kind::StorageFull | Kind::QuotaExceeded | Kind::FileTooLarge => Self::Full,
            Kind::ReadOnlyFilesystem => Self::ReadOnly,
            Kind::PermissionDenied => Self::Denied,
            Kind::NotFound | Kind::NotADirectory => Self::FolderMissing,
            Kind::OutOfMemory => Self::Memory,
            _ => Self::Io,
        }
    }

    /// Maps an error of SQLite. `path` is the vault's file: when it cannot be opened, SQLite does
    /// not say why.
    pub(super) fn of_sqlite(why: &rusqlite::Error, path: &Path) -> Self {
        use rusqlite::ErrorCode as Code;
        match why.sqlite_error_code() {
            Some(Code::DiskFull) => Self::Full,
            _ if is_moved(why) => Self::Replaced,
            Some(Code::ReadOnly) => Self::ReadOnly,
            Some(Code::PermissionDenied) => Self::Denied,
            Some(Code::CannotOpen) if disk::is_denied(path) => Self::Denied,
            Some(Code::OutOfMemory) => Self::Memory,
            _ => Self::Io,
        }
    }
}

/// Whether SQLite noticed that the file was moved. SQLite reports this as a kind of read-only error
/// (`SQLITE_READONLY_DBMOVED`).
fn is_moved(why: &rusqlite::Error) -> bool {
    why.sqlite_error()
        .is_some_and(|why| why.extended_code == rusqlite::ffi::SQLITE_READONLY_DBMOVED)
}

impl From<RandomError> for DeviceError {
    fn from(_: RandomError) -> Self {
        Self::Randomness
    }
}
