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
    #[fault(code = "full")]
    StorageFull,
    /// The file or its folder is read-only.
    #[error("read-only")]
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
    #[fault(code = "io")]
    ReadOrWriteFailed,
    /// There is not enough memory.
    #[error("not enough memory")]
    #[fault(code = "memory")]
    NotEnoughMemory,
    /// The random generator failed.
    #[error("the random generator failed")]
    #[fault(code = "randomness")]
    NoRandomness,
}

impl DeviceError {
    /// Maps an error of the operating system.
    pub(crate) fn of_io(why: &std::io::Error) -> Self {
        use std::io::ErrorKind as Kind;
        match why.kind() {
            Kind::StorageFull | Kind::QuotaExceeded | Kind::FileTooLarge => Self::StorageFull,
            Kind::ReadOnlyFilesystem => Self::ReadOnly,
            Kind::PermissionDenied => Self::Denied,
            Kind::NotFound | Kind::NotADirectory => Self::FolderMissing,
            Kind::OutOfMemory => Self::NotEnoughMemory,
            _ => Self::ReadOrWriteFailed,
        }
    }

    /// Maps an error of SQLite. `path` is the vault's file: when it cannot be opened, SQLite does
    /// not say why.
    pub(super) fn of_sqlite(why: &rusqlite::Error, path: &Path) -> Self {
        use rusqlite::ErrorCode as Code;
        match why.sqlite_error_code() {
            Some(Code::DiskFull) => Self::StorageFull,
            _ if is_moved(why) => Self::Replaced,
            Some(Code::ReadOnly) => Self::ReadOnly,
            Some(Code::PermissionDenied) => Self::Denied,
            Some(Code::CannotOpen) if disk::is_denied(path) => Self::Denied,
            Some(Code::OutOfMemory) => Self::NotEnoughMemory,
            _ => Self::ReadOrWriteFailed,
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
        Self::NoRandomness
    }
}
