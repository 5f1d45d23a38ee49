//! A backup to a place that only the shell can access, such as the document picker of a phone. It
//! takes the same steps as [`BackupSave`](super::BackupSave), and requests each file operation from the
//! shell.

mod answered_files;
mod source;
#[cfg(test)]
mod tests;

use super::contents::BackupContents;
use super::device::DeviceId;
use super::name::{BackupFileName, is_renamed, numbered};
use super::open::MAX_FILE_BYTES;
use super::ownership::BackupOwnership;
use super::place::PlaceError;
use super::proof::{BackupProof, BackupSaveError};
use super::request::{PlaceAnswer, PlaceFailure, PlaceRequest};
use super::rotate::{BackupRotation, KeepCount, RotationReport};
use super::save::SaveStep;
use super::seal::ScryptWorkFactor;
use crate::secret::Passphrase;
use crate::time::UnixMillis;
use crate::vault::Vault;
use answered_files::AnsweredFiles;
use source::{SaveSource, SavedFile};

/// A backup in progress: encrypted, written and read back by the shell, verified, named; then old
/// backups are deleted.
///
/// Until the file has its name, all earlier backups are unchanged. When anything fails or the user
/// cancels, the written file is removed.
pub struct SaveByRequests {
    source: SaveSource,
    ownership: BackupOwnership,
    keep: KeepCount,
    sealed: Vec<u8>,
    temporary: String,
    /// The files of this vault that another program renamed.
    renamed: Vec<String>,
    saved: Option<SavedFile>,
    is_cancelled: bool,
    stage: SaveStage,
}

/// What to do next in a save.
#[derive(Debug, PartialEq, Eq)]
pub enum SaveProgress {
    /// The shell carries out this request, and passes the answer to [`SaveByRequests::next`].
    Ask(PlaceRequest),
    /// The backup is saved; nothing is left to do.
    Saved,
    /// The user cancelled, and no file of it remains.
    Cancelled,
}

/// The last request to the shell.
enum SaveStage {
    /// No request yet.
    Begin,
    /// To read the file under its final name, because an interrupted delivery may have saved it.
    LookFirst,
    /// To create the file; the number is part of its temporary name.
    Create(usize),
    ReadBack,
    Rename,
    /// To read the file under its final name; with what was reported if renaming failed.
    LookAgain(Option<PlaceError>),
    /// To remove the written file, for this reason.
    Discard(StopReason),
    List,
    /// To read the old files, beginning with the last of the first list.
    ReadOlder(Vec<String>, Vec<(String, Vec<u8>)>),
    /// To remove the last of these.
    Drop(Vec<String>),
    Over,
}

enum StopReason {
    ByPerson,
    ByFailure(BackupSaveError),
}

impl StopReason {
    fn result(self) -> Result<SaveProgress, BackupSaveError> {
        match self {
            Self::ByPerson => Ok(SaveProgress::Cancelled),
            Self::ByFailure(why) => Err(why),
        }
    }
}

impl SaveByRequests {
    /// Prepares to save the vault's current content on the given device, and to keep `keep` verified
    /// backups of it in the place.
    ///
    /// # Errors
    /// [`BackupSaveError::EmptyPassphrase`].
    pub fn new(
        vault: &Vault,
        device: DeviceId,
        passphrase: Passphrase,
        keep: KeepCount,
        now: UnixMillis,
    ) -> Result<Self, BackupSaveError> {
        if passphrase.is_empty() {
            return Err(BackupSaveError::EmptyPassphrase);
        }
        let contents = BackupContents::of(vault, now);
        let ownership = BackupOwnership::of(vault, device);
        let work = ScryptWorkFactor::STANDARD;
        Ok(Self::of(SaveSource::Contents { contents, passphrase, work }, ownership, keep))
    }

    fn of(source: SaveSource, ownership: BackupOwnership, keep: KeepCount) -> Self {
        Self {
            source,
            ownership,
            keep,
            sealed: Vec::new(),
            temporary: String::new(),
            renamed: Vec::new(),
            saved: None,
            is_cancelled: false,
            stage: SaveStage::Begin,
        }
    }

    /// Cancels the save: the written file is removed. Once the file is being named it is too late,
    /// and the backup is saved.
    pub fn cancel(&mut self) {
        self.is_cancelled = true;
    }

    /// The step in progress until the next answer.
    pub fn step(&self) -> SaveStep {
        match self.stage {
            SaveStage::Begin => SaveStep::Sealed,
            SaveStage::LookFirst | SaveStage::Create(_) => SaveStep::Written,
            SaveStage::ReadBack | SaveStage::Discard(_) => SaveStep::ReadBack,
            SaveStage::Rename | SaveStage::LookAgain(_) => SaveStep::Named,
            SaveStage::List | SaveStage::ReadOlder(..) | SaveStage::Drop(_) | SaveStage::Over => {
                SaveStep::Rotated
            }
        }
    }

    /// Takes the shell's answer to the last request (`None` at the beginning) and returns what to
    /// do next. Encrypting and verifying take a second or two each.
    ///
    /// # Errors
    /// One [`BackupSaveError`] per cause. The written file was removed, as far as the place allowed.
    pub fn next(&mut self, answer: Option<PlaceAnswer>) -> Result<SaveProgress, BackupSaveError> {
        // An answer to a request of another kind is an error of the shell.
        let answer = answer.unwrap_or(PlaceAnswer::Failed { why: PlaceFailure::Device });
        match std::mem::replace(&mut self.stage, SaveStage::Over) {
            SaveStage::Begin if self.is_cancelled => Ok(SaveProgress::Cancelled),
            SaveStage::Begin => {
                if let Some(sealed) = self.source.seal()? {
                    self.sealed = sealed;
                    return self.create(0);
                }
                self.stage = SaveStage::LookFirst;
                Ok(ask_read(self.name().to_string(), self.sealed.len()))
            }
            SaveStage::LookFirst => match self.found(answer) {
                Ok(()) => Ok(self.saved(None)),
                // What else is wrong with the place shows at the next request.
                Err(_) => self.create(0),
            },
            SaveStage::Create(number) => match answer {
                PlaceAnswer::Done => Ok(self.ask_back()),
                PlaceAnswer::Failed { why: PlaceFailure::Taken } => self.create(number + 1),
                other => Err(other.error(0).into()),
            },
            SaveStage::ReadBack => match self.prove(answer) {
                _ if self.is_cancelled => Ok(self.discard(StopReason::ByPerson)),
                Ok(()) => Ok(self.rename()),
                Err(why) => Ok(self.discard(StopReason::ByFailure(why))),
            },
            SaveStage::Rename => {
                let failed = (answer != PlaceAnswer::Done).then(|| answer.error(0));
                self.stage = SaveStage::LookAgain(failed);
                Ok(ask_read(self.name().to_string(), self.sealed.len()))
            }
            // Whatever the place reported, the file is saved if it is found under its name. Another
            // program may have replaced it after it was read back.
            SaveStage::LookAgain(failed) => match (self.found(answer), failed) {
                (Ok(()), failed) => Ok(self.saved(failed)),
                // It was verified and has its name, and nothing else is known.
                (Err(BackupSaveError::Place(why @ PlaceError::ReadOrWriteFailed)), None) => {
                    Ok(self.saved(Some(why)))
                }
                (Err(_), Some(why)) => Ok(self.discard(StopReason::ByFailure(why.into()))),
                (Err(why), None) => Ok(self.discard(StopReason::ByFailure(why))),
            },
            SaveStage::Discard(why) => why.result(),
            SaveStage::List => Ok(match answer {
                PlaceAnswer::Names { names } => {
                    let vault = self.ownership.vault();
                    let renamed = names.iter().filter(|name| is_renamed(name, vault)).cloned();
                    self.renamed = renamed.collect();
                    let older = names.into_iter().filter(|name| self.is_older(name)).collect();
                    self.read_older(older, Vec::new())
                }
                other => self.not_all_dropped(other.error(0)),
            }),
            SaveStage::ReadOlder(mut left, mut read) => {
                match (left.pop(), answer) {
                    (Some(name), PlaceAnswer::Content { bytes }) => read.push((name, bytes)),
                    // The list was old, or another program removed the file meanwhile.
                    (_, PlaceAnswer::Failed { why: PlaceFailure::Missing }) => {}
                    (_, other) => self.note_undropped(other.error(MAX_FILE_BYTES)),
                }
                Ok(self.read_older(left, read))
            }
            SaveStage::Drop(mut left) => {
                let name = left.pop().unwrap_or_default();
                if answer != PlaceAnswer::Done {
                    if answer != (PlaceAnswer::Failed { why: PlaceFailure::Missing }) {
                        self.note_undropped(answer.error(0));
                    }
                    if let Some(saved) = &mut self.saved {
                        saved.rotated.dropped.retain(|dropped| *dropped != name);
                    }
                }
                Ok(self.drop_older(left))
            }
            SaveStage::Over => {
                Ok(if self.saved.is_some() { SaveProgress::Saved } else { SaveProgress::Cancelled })
            }
        }
    }

    /// The proof of a saved backup.
    pub fn into_proof(self) -> Option<BackupProof> {
        let SavedFile { unflushed, rotated } = self.saved.clone()?;
        let (name, contents) = (self.name().to_string(), self.source.contents()?);
        let proof = BackupProof::of(contents, name, &self.sealed);
        Some(BackupProof { unflushed, rotated, ..proof })
    }

    /// The temporary name is the first one that is not in use.
    fn create(&mut self, number: usize) -> Result<SaveProgress, BackupSaveError> {
        if self.is_cancelled {
            return Ok(SaveProgress::Cancelled);
        }
        let usual = self.ownership.unproved_name(self.source.made());
        self.temporary = numbered(&usual).nth(number).ok_or(PlaceError::NameTaken)?;
        self.stage = SaveStage::Create(number);
        let (name, content) = (self.temporary.clone(), self.sealed.clone());
        Ok(SaveProgress::Ask(PlaceRequest::Create { name, content }))
    }

    fn ask_back(&mut self) -> SaveProgress {
        if self.is_cancelled {
            return self.discard(StopReason::ByPerson);
        }
        self.stage = SaveStage::ReadBack;
        ask_read(self.temporary.clone(), self.sealed.len())
    }

    /// Decrypts what was read back, with the passphrase as typed, and compares every account.
    fn prove(&self, answer: PlaceAnswer) -> Result<(), BackupSaveError> {
        match answer {
            _ if self.is_cancelled => Ok(()),
            answer => {
                self.found(answer)?;
                self.source.prove(&self.sealed)
            }
        }
    }

    /// Whether the place returned the file as it was written.
    fn found(&self, answer: PlaceAnswer) -> Result<(), BackupSaveError> {
        match answer {
            PlaceAnswer::Content { bytes } if bytes == self.sealed => Ok(()),
            PlaceAnswer::Content { .. } | PlaceAnswer::Failed { why: PlaceFailure::TooLarge } => {
                Err(BackupSaveError::ReadBackDiffers)
            }
            other => Err(other.error(0).into()),
        }
    }

    fn rename(&mut self) -> SaveProgress {
        self.stage = SaveStage::Rename;
        let (from, to) = (self.temporary.clone(), self.name().to_string());
        SaveProgress::Ask(PlaceRequest::Rename { from, to })
    }

    fn discard(&mut self, why: StopReason) -> SaveProgress {
        self.stage = SaveStage::Discard(why);
        SaveProgress::Ask(PlaceRequest::Remove { name: self.temporary.clone() })
    }

    /// The verified file has its name.
    fn saved(&mut self, unflushed: Option<PlaceError>) -> SaveProgress {
        self.saved = Some(SavedFile { unflushed, rotated: RotationReport::default() });
        // The newest backup may be lost in a power failure, so the older ones are kept.
        if unflushed.is_some() {
            return SaveProgress::Saved;
        }
        self.stage = SaveStage::List;
        SaveProgress::Ask(PlaceRequest::List)
    }

    /// Whether a file may have to be deleted: by its name it is another backup that this device
    /// made of this vault, or a leftover of an interrupted save.
    fn is_older(&self, name: &str) -> bool {
        let (vault, device) = (self.ownership.vault(), self.ownership.device());
        let is_backup =
            |found: BackupFileName| found.is_of_series(vault, device) && found != self.name();
        self.ownership.is_unproved(name) || BackupFileName::parse(name).is_some_and(is_backup)
    }

    fn read_older(&mut self, left: Vec<String>, read: Vec<(String, Vec<u8>)>) -> SaveProgress {
        let Some(name) = left.last().cloned() else { return self.judge_older(read) };
        self.stage = SaveStage::ReadOlder(left, read);
        ask_read(name, MAX_FILE_BYTES)
    }

    /// Selects the files to delete, of those that were read: the ones that are known to be ours and
    /// exceed the limit.
    fn judge_older(&mut self, read: Vec<(String, Vec<u8>)>) -> SaveProgress {
        let (answered, newest) = (AnsweredFiles::new(read), self.name());
        let rotation = BackupRotation {
            place: &answered,
            ownership: &self.ownership,
            opening: self.source.opening(),
            newest: &newest,
        };
        let rotated = rotation.keep_newest(self.keep);
        let dropped = rotated.dropped.clone();
        if let Some(saved) = &mut self.saved {
            let failed = saved.rotated.failed.or(rotated.failed);
            let renamed = std::mem::take(&mut self.renamed);
            saved.rotated = RotationReport { renamed, failed, ..rotated };
        }
        self.drop_older(dropped)
    }

    fn drop_older(&mut self, left: Vec<String>) -> SaveProgress {
        let Some(name) = left.last().cloned() else { return SaveProgress::Saved };
        self.stage = SaveStage::Drop(left);
        SaveProgress::Ask(PlaceRequest::Remove { name })
    }

    /// A failure to delete old files does not affect the new backup.
    fn not_all_dropped(&mut self, why: PlaceError) -> SaveProgress {
        self.note_undropped(why);
        SaveProgress::Saved
    }

    fn note_undropped(&mut self, why: PlaceError) {
        if let Some(saved) = &mut self.saved {
            saved.rotated.failed = Some(why);
        }
    }

    fn name(&self) -> BackupFileName {
        self.ownership.file_name(self.source.made(), &self.sealed)
    }
}

fn ask_read(name: String, most: usize) -> SaveProgress {
    let most = u32::try_from(most).unwrap_or(u32::MAX);
    SaveProgress::Ask(PlaceRequest::Read { name, most })
}
