//! What the device refuses: space, permission, a working disk.

use std::path::Path;

use crate::crypto::random::Unavailable;
use crate::disk;
use crate::fault::Fault;

/// Why the device did not do its part. Nothing was changed; trying again is safe.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Fault)]
#[fault("device", Device)]
pub enum DeviceError {
    /// There is no space left.
    #[error("no space left")]
    Full,
    /// The file or its folder may only be read.
    #[error("only readable")]
    ReadOnly,
    /// The system does not let this program in.
    #[error("access denied")]
    Denied,
    /// The folder is not there.
    #[error("the folder is missing")]
    FolderMissing,
    /// The vault's file was moved or removed while it was held, or another one stands in its place.
    #[error("the file was replaced")]
    Replaced,
    /// Reading or writing failed.
    #[error("reading or writing failed")]
    Io,
    /// There is not enough memory.
    #[error("not enough memory")]
    Memory,
    /// The system gave no randomness.
    #[error("no randomness")]
    Randomness,
}

impl DeviceError {
    /// What an error of the system means.
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

    /// What an error of SQLite means. `path` is the file's: of one that can't be opened SQLite does
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

/// Whether SQLite noticed that the file no longer has its name, which it calls a kind of read-only
/// (`SQLITE_READONLY_DBMOVED`).
fn is_moved(why: &rusqlite::Error) -> bool {
    why.sqlite_error()
        .is_some_and(|why| why.extended_code == rusqlite::ffi::SQLITE_READONLY_DBMOVED)
}

impl From<Unavailable> for DeviceError {
    fn from(_: Unavailable) -> Self {
        Self::Randomness
    }
}
