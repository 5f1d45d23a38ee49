//! The state of automatic backups: whether one is due, how many are kept, and what failed.
//!
//! The shell calls [`BackupFreshness::of`] after each change. If [`BackupFreshness::is_due`] and the user chose
//! a folder, it saves a backup and records the result in [`AutomaticBackup`].

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::contents::digest_of;
use super::rotate::KeepCount;
use crate::fault::Fault;
use crate::phrase::PhraseValue;
use crate::time::UnixMillis;
use crate::vault::{ChangeError, ExtraSetting, Vault, VaultSettings};

/// How the latest verified backup compares with the vault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BackupFreshness {
    /// There is nothing to back up.
    Nothing,
    /// There are accounts, but no backup was ever verified.
    Never,
    /// The vault was changed since the latest backup.
    Stale {
        /// When the latest backup was made.
        at: UnixMillis,
        /// The number of accounts in it.
        accounts: usize,
    },
    /// The latest backup holds what the vault holds.
    Current {
        /// When it was made.
        at: UnixMillis,
    },
}

impl BackupFreshness {
    /// Compares the vault with the latest verified backup that is recorded in it.
    pub fn of(vault: &Vault) -> Self {
        match &vault.settings().proved_backup {
            Some(proved) if proved.digest == digest_of(vault) => Self::Current { at: proved.at },
            Some(proved) => Self::Stale { at: proved.at, accounts: proved.accounts },
            None if vault.accounts().is_empty() && vault.trashed().is_empty() => Self::Nothing,
            None => Self::Never,
        }
    }

    /// Whether an automatic backup should be made.
    pub fn is_due(self) -> bool {
        matches!(self, Self::Never | Self::Stale { .. })
    }
}

/// The vault's record of its backups, except for the digest of the latest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AutomaticBackup {
    /// How many verified backups are kept.
    pub keep: KeepCount,
    /// Where they are saved; `None` until the user chose a place.
    pub place: Option<ChosenPlace>,
    /// The backups that were made and verified, newest first.
    pub made: Vec<SavedBackup>,
    /// The failure, if nothing was saved since. It is shown until a backup succeeds.
    pub failed: Option<BackupFailure>,
}

/// A place for backups that the user chose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChosenPlace {
    /// The name shown to the user.
    pub name: String,
    /// How the platform finds it again: a path, or the URI of a folder or document.
    pub address: String,
}

/// A backup that was written, read back and compared account by account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedBackup {
    /// The file's name.
    pub name: String,
    /// When it was made.
    pub at: UnixMillis,
    /// The number of accounts that were read back; equal to the number written.
    pub accounts: u32,
}

/// A series of failed backups.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupFailure {
    /// When the first of them failed.
    #[serde(rename = "at")]
    pub since: UnixMillis,
    /// Why the latest one failed.
    #[serde(flatten)]
    pub why: PhraseValue,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct AutomaticBackupForm {
    keep: Option<usize>,
    place: Option<ChosenPlace>,
    made: Vec<SavedBackup>,
    failed: Option<BackupFailure>,
}

impl AutomaticBackup {
    /// Reads the record from the settings; the default values if there is none.
    pub fn of(settings: &VaultSettings) -> Self {
        let form = settings.extra(ExtraSetting::AutomaticBackup).cloned();
        let form: AutomaticBackupForm =
            form.and_then(|form| serde_json::from_value(form).ok()).unwrap_or_default();
        let AutomaticBackupForm { keep, place, made, failed } = form;
        let keep = keep.and_then(KeepCount::new).unwrap_or(KeepCount::DEFAULT);
        Self { keep, place, made, failed }
    }

    /// Writes the record to settings, for [`Vault::change_settings`].
    pub fn write(&self, settings: &mut VaultSettings) {
        let Self { keep, place, made, failed } = self.clone();
        let form = AutomaticBackupForm { keep: Some(keep.count()), place, made, failed };
        let form = serde_json::to_value(form).unwrap_or(Value::Null);
        settings.set_extra(ExtraSetting::AutomaticBackup, form);
    }

    /// Records a failed attempt; the time of the first failure stays.
    pub fn note_failure(&mut self, why: &dyn Fault, now: UnixMillis) {
        let since = self.failed.as_ref().map_or(now, |failed| failed.since);
        self.failed = Some(BackupFailure { since, why: PhraseValue::of_fault(why) });
    }

    /// Changes a vault's record of its backups.
    ///
    /// # Errors
    /// One [`ChangeError`] per cause.
    pub fn change(vault: &mut Vault, change: impl FnOnce(&mut Self)) -> Result<(), ChangeError> {
        let mut settings = vault.settings().clone();
        let mut automatic = Self::of(&settings);
        change(&mut automatic);
        automatic.write(&mut settings);
        vault.change_settings(settings)
    }

    /// Records a failed attempt in a vault. An error while recording is ignored: the vault reports
    /// it on its own screens, and the failed backup matters more here.
    pub fn remember_failure(vault: &mut Vault, why: &dyn Fault, now: UnixMillis) {
        let _not_noted = Self::change(vault, |automatic| automatic.note_failure(why, now));
    }

    /// Records a success. As many are remembered as are kept.
    pub fn note_success(&mut self, made: SavedBackup) {
        self.failed = None;
        self.made.insert(0, made);
        self.made.truncate(self.keep.count());
    }
}

impl Default for AutomaticBackup {
    fn default() -> Self {
        Self { keep: KeepCount::DEFAULT, place: None, made: Vec::new(), failed: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backup::PlaceError;

    fn made(at: i64) -> SavedBackup {
        SavedBackup { name: format!("{at}.age"), at: UnixMillis(at), accounts: 4 }
    }

    #[test]
    fn settings_without_a_record_give_the_defaults() {
        assert_eq!(AutomaticBackup::of(&VaultSettings::default()), AutomaticBackup::default());
    }

    #[test]
    fn a_failure_keeps_its_first_time_until_a_backup_succeeds() {
        let mut settings = VaultSettings::default();
        let mut automatic =
            AutomaticBackup { keep: KeepCount::new(3).unwrap(), ..AutomaticBackup::default() };
        automatic.note_failure(&PlaceError::PlaceMissing, UnixMillis(5));
        automatic.note_failure(&PlaceError::StorageFull, UnixMillis(6));
        automatic.write(&mut settings);
        let mut read = AutomaticBackup::of(&settings);
        assert_eq!(read, automatic);
        let failed = read.failed.as_ref().unwrap();
        assert_eq!((failed.since, failed.why.code.as_str()), (UnixMillis(5), "place-full"));
        read.note_success(made(7));
        read.write(&mut settings);
        assert_eq!(AutomaticBackup::of(&settings).failed, None);
    }

    #[test]
    fn a_failure_is_remembered_in_the_vault() {
        let (_folder, mut vault) = crate::backup::sample::vault();
        AutomaticBackup::remember_failure(&mut vault, &PlaceError::StorageFull, UnixMillis(5));
        let failed = AutomaticBackup::of(vault.settings()).failed.unwrap();
        assert_eq!((failed.since, failed.why.code.as_str()), (UnixMillis(5), "place-full"));
    }

    #[test]
    fn as_many_are_remembered_as_are_kept() {
        let mut automatic =
            AutomaticBackup { keep: KeepCount::new(2).unwrap(), ..AutomaticBackup::default() };
        for at in 0..4 {
            automatic.note_success(made(at));
        }
        assert_eq!(automatic.made, [made(3), made(2)]);
    }
}
