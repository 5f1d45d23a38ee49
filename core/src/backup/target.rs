//! The file name of a backup, and whether a foreign file with that name may be set aside
//! (docs/spec/backup.md §7 and §8).

use super::rotate::KeepCount;

/// The file name of a backup in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BackupTarget {
    /// A new file with a name of ours beside the older ones; a limited number of them is kept.
    Rotating(KeepCount),
    /// The file with this name. An existing one must be a backup of this vault (see
    /// [`BackupOwnership`](super::BackupOwnership)); it is kept as `NAME.previous`.
    File(String),
}

/// What to do with a file that is not ours and has the backup's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ForeignFile {
    /// It stays, and nothing is saved.
    Refuse,
    /// It is renamed to an unused name.
    SetAside,
}
