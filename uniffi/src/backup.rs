//! The backup screen.

use aikotoba_core::backup::{Automatic, ChosenPlace, Keep, LARGEST};
use aikotoba_core::gate::GateError;
use aikotoba_core::screens::backup::BackupState;
use aikotoba_core::time::UnixMillis;

use crate::errors::Answer;
use crate::vault::Vault;

#[uniffi::export]
impl Vault {
    /// The backup screen.
    pub fn backup_state(&self, now: UnixMillis) -> Answer<BackupState> {
        self.with(|open| Ok(BackupState::of(&open.vault, now)))
    }

    /// Whether a backup is to be made now, by itself, when the person chose a place.
    pub fn is_backup_due(&self) -> Answer<bool> {
        self.with(|open| Ok(aikotoba_core::backup::Freshness::of(&open.vault).is_due()))
    }

    /// Remembers the place that the person chose for backups; none forgets it.
    pub fn choose_backup_place(&self, place: Option<ChosenPlace>) -> Answer<()> {
        self.change_backups(|backups| backups.place = place)
    }

    /// How many proved backups are kept; at least one always is.
    pub fn keep_backups(&self, count: u32) -> Answer<()> {
        let keep = Keep::new(count as usize).ok_or(GateError::NotOffered)?;
        self.change_backups(|backups| backups.keep = keep)
    }
}

impl Vault {
    fn change_backups(&self, change: impl FnOnce(&mut Automatic)) -> Answer<()> {
        self.with(|open| Ok(Automatic::change(&mut open.vault, change)?))
    }
}

/// The largest file that is read, in bytes. Read one byte more at most: then the core says that it
/// is too large.
#[uniffi::export]
pub fn largest_file() -> u32 {
    u32::try_from(LARGEST).unwrap_or(u32::MAX)
}
