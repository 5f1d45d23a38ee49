//! Where a backup goes, and whether a file that is not ours may be set aside for it
//! (docs/spec/backup.md §7 and §8).

use super::rotate::Keep;

/// Where in a place a backup goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A new file among the older ones, under a name of ours; only so many of them are kept.
    Rotating(Keep),
    /// The file of this name. When there is one, it must be a backup of this vault (see
    /// [`Ownership`](super::Ownership)); it is kept beside as `NAME.previous`.
    File(String),
}

/// What is done about a file that is not ours and stands where the backup goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ForeignFile {
    /// It stays, and nothing is saved.
    Refuse,
    /// It is kept under a name that nothing has.
    SetAside,
}
