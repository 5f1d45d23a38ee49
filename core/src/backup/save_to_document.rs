//! A backup in one document that the shell can read and overwrite, and neither create nor rename: a
//! file of a storage app that offers no folders (docs/spec/backup.md §14).
//!
//! Overwriting truncates the only copy. The encrypted bytes therefore stay in the prepared file until
//! the document was read back, and an interrupted write is repeated.

use super::ownership::{BackupOwnership, FileOwnership};
use super::place::PlaceError;
use super::proof::BackupSaveError;
use super::request::{PlaceAnswer, PlaceFailure, PlaceRequest};
use super::save::SaveStep;
use super::save_by_requests::SaveProgress;
use super::{MAX_FILE_BYTES, PreparedBackup};

/// The suggested name of a new document. It has no date, because the document is overwritten.
pub const DOCUMENT_NAME: &str = "aikotoba-backup.age";

/// How many first bytes identify a backup of which only a part was written. They include the random
/// salt of the age header (c2sp.org/age, "scrypt recipient stanza"), which ends at byte 108 of the
/// armored file.
const START_BYTES: usize = 160;

/// A prepared backup that is being written to a document.
pub(super) struct SaveToDocument {
    name: String,
    sealed: Vec<u8>,
    ownership: BackupOwnership,
    /// The first bytes of this backup, and of earlier ones whose writing may have been interrupted.
    starts: Vec<Vec<u8>>,
    stage: DocumentStage,
}

/// The last request to the shell.
enum DocumentStage {
    /// No request yet.
    Begin,
    /// To read what the document holds.
    LookFirst,
    Overwrite,
    /// To read the document again; with what was reported if writing failed.
    ReadBack(Option<PlaceError>),
    Over,
}

/// The first bytes of a backup, by which an interrupted write of it is recognized.
pub(super) fn start_of(sealed: &[u8]) -> Vec<u8> {
    sealed[..sealed.len().min(START_BYTES)].to_vec()
}

impl SaveToDocument {
    /// Writes a prepared backup to its document.
    pub(super) fn of(backup: &PreparedBackup) -> Self {
        Self {
            name: backup.place.name.clone(),
            sealed: backup.sealed.clone(),
            ownership: backup.ownership.clone(),
            starts: backup.starts.clone(),
            stage: DocumentStage::Begin,
        }
    }

    /// The step in progress until the next answer.
    pub(super) fn step(&self) -> SaveStep {
        match self.stage {
            DocumentStage::Begin | DocumentStage::LookFirst | DocumentStage::Overwrite => {
                SaveStep::Written
            }
            DocumentStage::ReadBack(_) | DocumentStage::Over => SaveStep::ReadBack,
        }
    }

    /// Takes the shell's answer to the last request (`None` at the beginning) and returns what to do
    /// next.
    ///
    /// # Errors
    /// One [`BackupSaveError`] per cause. After [`BackupSaveError::DocumentFull`] and
    /// [`BackupSaveError::DocumentUnfinished`] the document may hold neither backup completely; after
    /// any other error it is unchanged.
    pub(super) fn next(
        &mut self,
        answer: Option<PlaceAnswer>,
    ) -> Result<SaveProgress, BackupSaveError> {
        // An answer to a request of another kind is an error of the shell.
        let answer = answer.unwrap_or(PlaceAnswer::Failed { why: PlaceFailure::Device });
        match std::mem::replace(&mut self.stage, DocumentStage::Over) {
            DocumentStage::Begin => {
                self.stage = DocumentStage::LookFirst;
                Ok(self.ask_read())
            }
            DocumentStage::LookFirst => match answer {
                PlaceAnswer::Content { bytes } if bytes == self.sealed => Ok(SaveProgress::Saved),
                PlaceAnswer::Content { bytes } if self.may_replace(&bytes) => {
                    self.stage = DocumentStage::Overwrite;
                    let (name, content) = (self.name.clone(), self.sealed.clone());
                    Ok(SaveProgress::Ask(PlaceRequest::Overwrite { name, content }))
                }
                PlaceAnswer::Content { .. }
                | PlaceAnswer::Failed { why: PlaceFailure::TooLarge } => {
                    Err(BackupSaveError::DocumentNotOurs { name: self.name.clone() })
                }
                PlaceAnswer::Failed {
                    why: PlaceFailure::Missing | PlaceFailure::Gone | PlaceFailure::Denied,
                } => Err(BackupSaveError::DocumentMissing { name: self.name.clone() }),
                other => Err(other.error(MAX_FILE_BYTES).into()),
            },
            // Whatever was reported, the document is read: only that shows what it holds.
            DocumentStage::Overwrite => {
                let failed = (answer != PlaceAnswer::Done).then(|| answer.error(MAX_FILE_BYTES));
                self.stage = DocumentStage::ReadBack(failed);
                Ok(self.ask_read())
            }
            DocumentStage::ReadBack(failed) => match (answer, failed) {
                (PlaceAnswer::Content { bytes }, _) if bytes == self.sealed => {
                    Ok(SaveProgress::Saved)
                }
                (_, Some(PlaceError::StorageFull)) => Err(BackupSaveError::DocumentFull),
                _ => Err(BackupSaveError::DocumentUnfinished),
            },
            DocumentStage::Over => Ok(SaveProgress::Cancelled),
        }
    }

    /// Whether the document holds nothing, a backup that the vault has recorded, or a part of one of
    /// ours that was interrupted.
    fn may_replace(&self, found: &[u8]) -> bool {
        let is_interrupted = || {
            self.starts.iter().any(|start| start.len() == START_BYTES && found.starts_with(start))
        };
        match self.ownership.judge_recorded(found) {
            FileOwnership::Absent | FileOwnership::Empty | FileOwnership::Ours => true,
            FileOwnership::Foreign(_) => is_interrupted(),
        }
    }

    /// More bytes than the backup has may be there.
    fn ask_read(&self) -> SaveProgress {
        SaveProgress::Ask(PlaceRequest::read_backup(self.name.clone()))
    }
}
