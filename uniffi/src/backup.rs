//! The backup screen.

use aikotoba_core::backup::{Automatic, ChosenPlace, Keep};
use aikotoba_core::screens::backup::BackupState;
use aikotoba_core::screens::gate::GateError;
use aikotoba_core::screens::password::{self, PasswordState};
use aikotoba_core::secret::Passphrase;
use aikotoba_core::time::UnixMillis;
use aikotoba_core::vault::DeviceError;

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
    pub(crate) fn change_backups(&self, change: impl FnOnce(&mut Automatic)) -> Answer<()> {
        self.with(|open| {
            let mut settings = open.vault.settings().clone();
            let mut backups = Automatic::of(&settings);
            change(&mut backups);
            backups.write(&mut settings);
            Ok(open.vault.change_settings(settings)?)
        })
    }
}

/// How good a password is that is being typed, and whether it was typed alike the second time.
#[uniffi::export]
pub fn password_state(typed: String, again: String) -> PasswordState {
    PasswordState::of(&Passphrase::new(typed), &Passphrase::new(again), &[])
}

/// A password drawn at random, to be written on paper. A secret: the person asked for it.
#[uniffi::export]
pub fn make_password() -> Answer<String> {
    let random = aikotoba_core::crypto::random::SystemRandom::new();
    Ok(password::make(&random).map_err(DeviceError::from)?.to_string())
}
