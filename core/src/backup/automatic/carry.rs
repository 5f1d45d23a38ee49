//! Carries a prepared backup to its place, without the vault (docs/spec/backup.md §12).
//!
//! It takes the steps of [`SaveByRequests`] and leaves a receipt, which the vault records when it is
//! unlocked again.

use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::prepared::{PreparedBackup, PreparedFiles, SealedBackupNote, remove};
use super::{AutomaticBackup, BackupFailure, ChosenPlace};
use crate::backup::place::BackupPlace;
use crate::backup::save_to_document::SaveToDocument;
use crate::backup::{
    BackupSaveError, PlaceAnswer, PlaceKind, RehearsalRecord, SaveByRequests, SaveProgress,
    SaveStep,
};
use crate::crypto::mac::MacTag;
use crate::phrase::PhraseValue;
use crate::time::UnixMillis;
use crate::vault::{ChangeError, DeviceError, Vault};

/// The version of the receipt that is written.
const RECEIPT_VERSION: u32 = 1;

/// The longest receipt that is read, in bytes.
const MAX_RECEIPT_BYTES: u64 = 64 * 1024;

/// A prepared backup that is being carried.
pub struct BackupDelivery {
    files: PreparedFiles,
    backup: PreparedBackup,
    saving: Carrying,
}

/// The steps that the place needs.
enum Carrying {
    Folder(Box<SaveByRequests>),
    Document(SaveToDocument),
}

impl Carrying {
    fn of(backup: &PreparedBackup) -> Self {
        match backup.place.kind {
            PlaceKind::Folder => Self::Folder(Box::new(SaveByRequests::of_prepared(backup))),
            PlaceKind::Document => Self::Document(SaveToDocument::of(backup)),
        }
    }

    fn next(&mut self, answer: Option<PlaceAnswer>) -> Result<SaveProgress, BackupSaveError> {
        match self {
            Self::Folder(saving) => saving.next(answer),
            Self::Document(saving) => saving.next(answer),
        }
    }
}

/// What became of a prepared backup, for the vault.
#[derive(Debug, Serialize, Deserialize)]
struct DeliveryReceipt {
    #[serde(rename = "form")]
    version: u32,
    #[serde(flatten)]
    outcome: DeliveryResult,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "kebab-case")]
enum DeliveryResult {
    Saved { name: String, address: String, note: SealedBackupNote },
    Failed(BackupFailure),
}

impl BackupDelivery {
    /// Begins to carry the prepared backup next to a vault's file; `None` if there is none.
    pub fn of(vault: &Path) -> Option<Self> {
        let files = PreparedFiles::beside(vault);
        let backup = PreparedBackup::read_file(&files.prepared)?;
        let saving = Carrying::of(&backup);
        Some(Self { files, backup, saving })
    }

    /// Where it is to be carried.
    pub fn place(&self) -> &ChosenPlace {
        &self.backup.place
    }

    /// The step in progress.
    pub fn step(&self) -> SaveStep {
        match &self.saving {
            Carrying::Folder(saving) => saving.step(),
            Carrying::Document(saving) => saving.step(),
        }
    }

    /// As [`SaveByRequests::next`]. When it returns [`SaveProgress::Saved`] or an error, a receipt is
    /// next to the vault's file; after a success the prepared backup is deleted, after a failure it
    /// stays, to be carried again.
    ///
    /// # Errors
    /// As [`SaveByRequests::next`].
    pub fn next(
        &mut self,
        answer: Option<PlaceAnswer>,
        now: UnixMillis,
    ) -> Result<SaveProgress, BackupSaveError> {
        match self.saving.next(answer) {
            Ok(SaveProgress::Saved) => {
                self.leave_receipt();
                Ok(SaveProgress::Saved)
            }
            Ok(other) => Ok(other),
            Err(why) => {
                self.leave_failure(&why, now);
                Err(why)
            }
        }
    }

    /// Carries the backup to a place that the core can access.
    ///
    /// # Errors
    /// As [`SaveByRequests::next`]; the receipt is written in any case.
    pub fn carry_to(
        mut self,
        place: &dyn BackupPlace,
        now: UnixMillis,
    ) -> Result<(), BackupSaveError> {
        let mut answer = None;
        while let SaveProgress::Ask(request) = self.next(answer, now)? {
            answer = Some(request.carry_out(place));
        }
        Ok(())
    }

    /// If the receipt cannot be written, the prepared backup stays: it is carried again and found
    /// under its name.
    fn leave_receipt(&self) {
        let (name, address) = (self.backup.name(), self.backup.place.address.clone());
        let outcome = DeliveryResult::Saved { name, address, note: self.backup.note.clone() };
        if write(&self.files, outcome).is_ok() {
            // Another backup may have been prepared meanwhile.
            let now_there = PreparedBackup::read_file(&self.files.prepared);
            if now_there.is_none_or(|there| there.sealed == self.backup.sealed) {
                let _ = remove(&self.files.prepared);
            }
        }
    }

    fn leave_failure(&self, why: &BackupSaveError, now: UnixMillis) {
        // The vault is told of a success first.
        let since = match read(&self.files) {
            Some(DeliveryResult::Saved { .. }) => return,
            Some(DeliveryResult::Failed(earlier)) => earlier.since,
            None => now,
        };
        let failure = BackupFailure { since, why: PhraseValue::of_fault(why) };
        // Without a receipt, the next attempt tells what is wrong.
        let _ = write(&self.files, DeliveryResult::Failed(failure));
    }
}

fn write(files: &PreparedFiles, outcome: DeliveryResult) -> Result<(), DeviceError> {
    let receipt = DeliveryReceipt { version: RECEIPT_VERSION, outcome };
    let bytes = serde_json::to_vec(&receipt).expect("numbers and strings serialize to JSON");
    super::prepared::write(&files.receipt, &bytes)
}

fn read(files: &PreparedFiles) -> Option<DeliveryResult> {
    let found = files.receipt.symlink_metadata().ok()?;
    if !found.is_file() || found.len() > MAX_RECEIPT_BYTES {
        return None;
    }
    let receipt: DeliveryReceipt = serde_json::from_slice(&fs::read(&files.receipt).ok()?).ok()?;
    (receipt.version == RECEIPT_VERSION).then_some(receipt.outcome)
}

/// The digest of a file that was carried, and that the vault has not recorded yet.
pub(super) fn unrecorded(vault: &Vault) -> Option<MacTag> {
    match read(&PreparedFiles::beside(vault.path()))? {
        DeliveryResult::Saved { note, .. } => note.open(vault).map(|noted| noted.sealed),
        DeliveryResult::Failed(_) => None,
    }
}

/// Records in the vault what became of the prepared backup, and deletes the receipt.
///
/// # Errors
/// One [`ChangeError`] per cause; the receipt stays.
pub(super) fn record(vault: &mut Vault) -> Result<(), ChangeError> {
    let files = PreparedFiles::beside(vault.path());
    let Some(outcome) = read(&files) else { return Ok(()) };
    let mut settings = vault.settings().clone();
    let mut automatic = AutomaticBackup::of(&settings);
    match outcome {
        DeliveryResult::Failed(failure) => {
            let since = automatic.failed.as_ref().map_or(failure.since, |known| known.since);
            automatic.failed = Some(BackupFailure { since, ..failure });
        }
        DeliveryResult::Saved { name, address, note } => {
            // A note that the vault did not write says nothing.
            let Some(noted) = note.open(vault) else { return Ok(remove(&files.receipt)?) };
            settings.note_proved_file(noted.sealed, automatic.keep.count() + 1);
            automatic.reached = Some(address);
            // A backup that was made by hand meanwhile is newer, and so is one after a receipt that
            // somebody put back.
            if settings.proved_backup.as_ref().is_none_or(|known| known.at <= noted.proved.at) {
                automatic.made.retain(|made| made.name != name);
                automatic.note_success(noted.made(name));
                let note = if noted.is_typed {
                    RehearsalRecord::note_backup
                } else {
                    RehearsalRecord::note_automatic_backup
                };
                note(&mut settings, noted.proved.at);
                settings.proved_backup = Some(noted.proved);
            }
        }
    }
    automatic.write(&mut settings);
    vault.change_settings(settings)?;
    // It is recorded. If the receipt stays, it is recorded once more.
    let _ = remove(&files.receipt);
    Ok(())
}
