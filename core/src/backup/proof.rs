//! The result of a save: a proof, or the reason why there is none.

use serde::{Deserialize, Serialize};

use super::contents::{BackupContents, BackupExtent};
use super::error::BackupOpenError;
use super::ownership::NotOwnedReason;
use super::place::PlaceError;
use super::record::{AutomaticBackup, SavedBackup};
use super::rehearsal_record::RehearsalRecord;
use super::rotate::RotationReport;
use crate::crypto::mac::{MacTag, sha256};
use crate::fault::Fault;
use crate::phrase::Phrase;
use crate::time::UnixMillis;
use crate::vault::{ChangeError, ProvedBackup, Vault};

/// Proof that a backup was written, read back, decrypted and compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupProof {
    /// When the backup was made.
    pub at: UnixMillis,
    /// The name of its file.
    pub name: String,
    /// The number of accounts in it, including the trash.
    pub accounts: usize,
    /// The digest of its content.
    pub digest: MacTag,
    /// The digest of the content that `digest` leaves out.
    pub rest: MacTag,
    /// Whether it has everything that the vault should have held.
    pub extent: BackupExtent,
    /// The size of the file in bytes.
    pub bytes: usize,
    /// The SHA-256 digest of the encrypted file.
    pub sealed: MacTag,
    /// The new names of other files that the user allowed to be set aside.
    pub set_aside: Vec<String>,
    /// Why the place did not confirm that the name was flushed. The file was found under it.
    pub unflushed: Option<PlaceError>,
    /// What was done with older backups.
    pub rotated: RotationReport,
    /// Whether no person typed its password, as with a timer.
    pub is_unattended: bool,
}

/// What the user should know about a saved backup.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Phrase)]
#[serde(rename_all = "kebab-case")]
#[phrase("backup-warning")]
pub enum SaveWarning {
    /// The vault could not record that it was saved.
    NotNoted,
    /// The device did not confirm that the file's name was flushed; it may be lost in a power
    /// failure.
    Unflushed,
    /// The folder has a backup of this device that was damaged after it was verified.
    DamagedBackup,
    /// The folder has copies of backups that another program named. They are not counted.
    RenamedCopies,
    /// Old backups could not be deleted.
    OldNotDeleted,
}

impl BackupProof {
    /// The proof of contents that were encrypted into a file with this name, and verified.
    pub(super) fn of(contents: &BackupContents, name: String, sealed: &[u8]) -> Self {
        Self {
            at: contents.made,
            name,
            accounts: contents.entries.len(),
            digest: contents.digest(),
            rest: contents.rest_digest(),
            extent: contents.extent,
            bytes: sealed.len(),
            sealed: sha256(sealed),
            set_aside: Vec::new(),
            unflushed: None,
            rotated: RotationReport::default(),
            is_unattended: false,
        }
    }

    /// The same, for a backup whose password no person typed: it says nothing about whether the
    /// password is still known.
    #[must_use]
    pub fn unattended(self) -> Self {
        Self { is_unattended: true, ..self }
    }

    /// Records the backup, and returns what the user should know about it. The backup is saved even
    /// if it cannot be recorded. `None` means that the vault was locked meanwhile, which is a
    /// warning too.
    pub fn note_or_warn(&self, vault: Option<&mut Vault>) -> Vec<SaveWarning> {
        let is_noted = vault.is_some_and(|vault| match self.note(vault) {
            // An unflushed record still counts as recorded.
            Ok(()) | Err(ChangeError::Unflushed) => true,
            Err(_) => false,
        });
        let RotationReport { dropped: _, corrupted, unrecognized: _, renamed, failed } =
            &self.rotated;
        [
            (!is_noted, SaveWarning::NotNoted),
            (self.unflushed.is_some(), SaveWarning::Unflushed),
            (!corrupted.is_empty(), SaveWarning::DamagedBackup),
            (!renamed.is_empty(), SaveWarning::RenamedCopies),
            (failed.is_some(), SaveWarning::OldNotDeleted),
        ]
        .into_iter()
        .filter_map(|(is_so, warning)| is_so.then_some(warning))
        .collect()
    }

    /// What the vault records to compare itself with the backup later.
    pub(super) fn proved(&self) -> ProvedBackup {
        let Self { at, accounts, digest, rest, .. } = *self;
        ProvedBackup { at, accounts, digest, rest: Some(rest) }
    }

    /// The backup as it is recorded.
    pub fn made(&self) -> SavedBackup {
        let accounts = u32::try_from(self.accounts).unwrap_or(u32::MAX);
        SavedBackup { name: self.name.clone(), at: self.at, accounts }
    }

    /// Records the backup in the vault from which it was made, so that banners show its age, and
    /// records its file as ours. A partial backup is not recorded: its vault is read-only.
    ///
    /// # Errors
    /// One [`ChangeError`] per cause. The backup is saved anyway: report it as
    /// [`SaveWarning::NotNoted`].
    pub fn note(&self, vault: &mut Vault) -> Result<(), ChangeError> {
        if self.extent == BackupExtent::Partial {
            return Ok(());
        }
        let mut settings = vault.settings().clone();
        settings.proved_backup = Some(self.proved());
        let mut automatic = AutomaticBackup::of(&settings);
        settings.note_proved_file(self.sealed, automatic.keep.count() + 1);
        automatic.note_success(self.made());
        automatic.write(&mut settings);
        if self.is_unattended {
            RehearsalRecord::note_automatic_backup(&mut settings, self.at);
        } else {
            RehearsalRecord::note_backup(&mut settings, self.at);
        }
        vault.change_settings(settings)
    }
}

/// Why a backup is not saved. The earlier backups are unchanged, except where a variant says
/// otherwise.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Fault)]
#[fault("backup-save", Report)]
pub enum BackupSaveError {
    /// The passphrase is empty.
    #[error("the passphrase is empty")]
    #[fault(TypeAgain)]
    EmptyPassphrase,
    /// The content is larger than the largest file that can be read again.
    #[error("a backup of {found} bytes")]
    TooLarge {
        /// Its size in bytes.
        found: usize,
        /// The maximum size, in bytes.
        known: usize,
    },
    /// The data read back differs from the data written: the device or its cable is faulty, or
    /// another program changed the file.
    #[error("the file read back differs from the written one")]
    #[fault(code = "changed", Device)]
    ReadBackDiffers,
    /// The written file could not be opened again.
    #[error("the written file cannot be opened")]
    #[fault(code = "unproved")]
    CannotReopen(BackupOpenError),
    /// The written file does not hold what the vault holds.
    #[error("the file does not hold what the vault holds")]
    #[fault(code = "differs")]
    ContentDiffers,
    /// A file with the backup's name, or one that it would replace, is not known to be ours. It
    /// stays unless the user allows it to be set aside ([`BackupSave::setting_aside`]).
    ///
    /// [`BackupSave::setting_aside`]: super::BackupSave::setting_aside
    #[error("{name} is not ours: {why}")]
    #[fault(of = why)]
    NotOurs {
        /// The file's name.
        name: String,
        /// Why it is not known to be ours.
        why: NotOwnedReason,
    },
    /// The document holds something else than a backup that the vault has recorded. It was not
    /// changed.
    #[error("the document {name} is not ours")]
    #[fault(Decide)]
    DocumentNotOurs {
        /// The document's name.
        name: String,
    },
    /// The document does not exist any more, or access to it was withdrawn.
    #[error("the document {name} is not accessible")]
    #[fault(Decide)]
    DocumentMissing {
        /// The document's name.
        name: String,
    },
    /// The place of the document is full. What the document held before may be lost; the encrypted
    /// backup is still in the prepared file.
    #[error("no space left for the document")]
    #[fault(Device)]
    DocumentFull,
    /// The document does not hold the backup after writing. What it held before may be lost; the
    /// encrypted backup is still in the prepared file.
    #[error("the document was not written completely")]
    #[fault(Device)]
    DocumentUnfinished,
    /// An operation of the place failed.
    #[error(transparent)]
    #[fault(transparent)]
    Place(#[from] PlaceError),
}
