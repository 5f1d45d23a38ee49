//! The backup screen.

use aikotoba_core::backup::{AutomaticBackup, ChosenPlace, KeepCount, MAX_FILE_BYTES};
use aikotoba_core::call_error::CallError;
use aikotoba_core::screens::backup::BackupState;
use aikotoba_core::time::UnixMillis;

use crate::errors::CallResult;
use crate::vault::Vault;

#[uniffi::export]
impl Vault {
    /// The backup screen.
    pub fn backup_state(&self, now: UnixMillis) -> CallResult<BackupState> {
        self.with(|open| Ok(BackupState::of(&open.vault, now)))
    }

    /// Whether an automatic backup is due, if the user chose a location.
    pub fn is_backup_due(&self) -> CallResult<bool> {
        self.with(|open| Ok(aikotoba_core::backup::BackupFreshness::of(&open.vault).is_due()))
    }

    /// Stores the location for backups; none removes it. A backup that is prepared for another
    /// location is deleted.
    pub fn choose_backup_place(&self, place: Option<ChosenPlace>) -> CallResult<()> {
        self.with(|open| Ok(AutomaticBackup::choose_place(&mut open.vault, place)?))
    }

    /// Sets how many verified backups are kept; at least one.
    pub fn keep_backups(&self, count: u32) -> CallResult<()> {
        let keep = KeepCount::new(count as usize).ok_or(CallError::NotOffered)?;
        self.change_backups(|backups| backups.keep = keep)
    }
}

impl Vault {
    fn change_backups(&self, change: impl FnOnce(&mut AutomaticBackup)) -> CallResult<()> {
        self.with(|open| Ok(AutomaticBackup::change(&mut open.vault, change)?))
    }
}

/// The maximum file size in bytes. Read at most one byte more; the core then reports that the file
/// is too large.
#[uniffi::export]
pub fn largest_file() -> u32 {
    u32::try_from(MAX_FILE_BYTES).unwrap_or(u32::MAX)
}
