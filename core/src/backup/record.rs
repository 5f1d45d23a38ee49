//! The vault's record of its backups: where they are saved, how many are kept, and what failed.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::rotate::KeepCount;
use crate::fault::Fault;
use crate::phrase::PhraseValue;
use crate::time::UnixMillis;
use crate::vault::{ChangeError, ExtraSetting, Vault, VaultSettings};

/// The vault's record of its backups, except for the digest of the latest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AutomaticBackup {
    /// How many verified backups are kept.
    pub keep: KeepCount,
    /// Whether the user turned automatic backups on.
    pub is_on: bool,
    /// Where they are saved; `None` until the user chose a place.
    pub place: Option<ChosenPlace>,
    /// The address of the place that has the latest automatic backup.
    pub reached: Option<String>,
    /// The backups that were made and verified, newest first.
    pub made: Vec<SavedBackup>,
    /// The failure, if nothing was saved since. It is shown until a backup succeeds.
    pub failed: Option<BackupFailure>,
    /// Whether a backup was prepared for a document and not found there yet. The document may hold
    /// no complete backup.
    pub is_unfinished: bool,
}

/// A place for backups that the user chose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChosenPlace {
    /// The name shown to the user.
    pub name: String,
    /// How the platform finds it again: a path, or the URI of a folder or document.
    pub address: String,
    /// What it is.
    #[serde(default, skip_serializing_if = "is_folder")]
    pub kind: PlaceKind,
}

/// The kind of a place for backups.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PlaceKind {
    /// A folder. It holds several backups, and a new one gets its name only after it was verified.
    #[default]
    Folder,
    /// One document that is overwritten at each backup. Storage apps that offer no folders offer
    /// documents.
    Document,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_folder(kind: &PlaceKind) -> bool {
    *kind == PlaceKind::Folder
}

impl ChosenPlace {
    /// A folder.
    pub fn folder(name: String, address: String) -> Self {
        Self { name, address, kind: PlaceKind::Folder }
    }
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
    #[serde(rename = "on", skip_serializing_if = "std::ops::Not::not")]
    is_on: bool,
    place: Option<ChosenPlace>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reached: Option<String>,
    made: Vec<SavedBackup>,
    failed: Option<BackupFailure>,
    #[serde(rename = "unfinished", skip_serializing_if = "std::ops::Not::not")]
    is_unfinished: bool,
}

impl AutomaticBackup {
    /// Reads the record from the settings; the default values if there is none.
    pub fn of(settings: &VaultSettings) -> Self {
        let form = settings.extra(ExtraSetting::AutomaticBackup).cloned();
        let form: AutomaticBackupForm =
            form.and_then(|form| serde_json::from_value(form).ok()).unwrap_or_default();
        let AutomaticBackupForm { keep, is_on, place, reached, made, failed, is_unfinished } = form;
        let keep = keep.and_then(KeepCount::new).unwrap_or(KeepCount::DEFAULT);
        Self { keep, is_on, place, reached, made, failed, is_unfinished }
    }

    /// Writes the record to settings, for [`Vault::change_settings`].
    pub fn write(&self, settings: &mut VaultSettings) {
        let Self { keep, is_on, place, reached, made, failed, is_unfinished } = self.clone();
        let keep = Some(keep.count());
        let form = AutomaticBackupForm { keep, is_on, place, reached, made, failed, is_unfinished };
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
        (self.failed, self.is_unfinished) = (None, false);
        self.made.insert(0, made);
        self.made.truncate(self.keep.count());
    }
}

impl Default for AutomaticBackup {
    fn default() -> Self {
        Self {
            keep: KeepCount::DEFAULT,
            is_on: false,
            place: None,
            reached: None,
            made: Vec::new(),
            failed: None,
            is_unfinished: false,
        }
    }
}
