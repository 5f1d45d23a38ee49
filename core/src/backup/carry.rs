//! A backup to a place that only the shell can access, such as the document picker of a phone. It
//! takes the same steps as [`Saving`](super::Saving), and requests each file operation from the
//! shell.

mod shelf;
#[cfg(test)]
mod tests;

use super::contents::Contents;
use super::name::{FileName, is_unproved, numbered, unproved};
use super::open::LARGEST;
use super::ownership::Ownership;
use super::place::PlaceError;
use super::proof::{Proof, SaveError};
use super::prove::{Step, compare, opened, sealed};
use super::request::{PlaceAnswer, PlaceRequest, PlaceTrouble};
use super::rotate::{Keep, Rotation};
use super::seal::Work;
use crate::secret::Passphrase;
use crate::time::UnixMillis;
use crate::vault::Vault;
use shelf::Shelf;

/// A backup in progress: encrypted, written and read back by the shell, verified, named; then old
/// backups are deleted.
///
/// Until the file has its name, all earlier backups are unchanged. When anything fails or the user
/// cancels, the written file is removed.
pub struct Carrying {
    contents: Contents,
    ownership: Ownership,
    passphrase: Passphrase,
    work: Work,
    keep: Keep,
    sealed: Vec<u8>,
    temporary: String,
    proof: Option<Proof>,
    is_cancelled: bool,
    stage: Stage,
}

/// What to do next in a save.
#[derive(Debug, PartialEq, Eq)]
pub enum Next {
    /// The shell carries out this request, and passes the answer to [`Carrying::next`].
    Ask(PlaceRequest),
    /// The backup is saved; nothing is left to do.
    Saved,
    /// The user cancelled, and no file of it remains.
    Cancelled,
}

/// The last request to the shell.
enum Stage {
    /// No request yet.
    Begin,
    /// To create the file; the number is part of its temporary name.
    Create(usize),
    ReadBack,
    Rename,
    /// To read the file under its final name, because renaming was reported to have failed.
    LookAgain(PlaceError),
    /// To remove the written file, for this reason.
    Discard(Stopped),
    List,
    /// To read the old files, beginning with the last of the first list.
    ReadOlder(Vec<String>, Vec<(String, Vec<u8>)>),
    /// To remove the last of these.
    Drop(Vec<String>),
    Over,
}

enum Stopped {
    ByPerson,
    ByFailure(SaveError),
}

impl Stopped {
    fn told(self) -> Result<Next, SaveError> {
        match self {
            Self::ByPerson => Ok(Next::Cancelled),
            Self::ByFailure(why) => Err(why),
        }
    }
}

impl Carrying {
    /// Prepares to save the vault's current content, and to keep `keep` verified backups in the
    /// place.
    ///
    /// # Errors
    /// [`SaveError::EmptyPassphrase`].
    pub fn new(
        vault: &Vault,
        passphrase: Passphrase,
        keep: Keep,
        now: UnixMillis,
    ) -> Result<Self, SaveError> {
        if passphrase.is_empty() {
            return Err(SaveError::EmptyPassphrase);
        }
        let (contents, ownership) = (Contents::of(vault, now), Ownership::of(vault));
        Ok(Self {
            contents,
            ownership,
            passphrase,
            work: Work::STANDARD,
            keep,
            sealed: Vec::new(),
            temporary: String::new(),
            proof: None,
            is_cancelled: false,
            stage: Stage::Begin,
        })
    }

    /// The same with another scrypt work factor; tests use a lower one.
    #[must_use]
    pub fn with_work(mut self, work: Work) -> Self {
        self.work = work;
        self
    }

    /// Cancels the save: the written file is removed. Once the file is being named it is too late,
    /// and the backup is saved.
    pub fn cancel(&mut self) {
        self.is_cancelled = true;
    }

    /// The step in progress until the next answer.
    pub fn step(&self) -> Step {
        match self.stage {
            Stage::Begin => Step::Sealed,
            Stage::Create(_) => Step::Written,
            Stage::ReadBack | Stage::Discard(_) => Step::ReadBack,
            Stage::Rename | Stage::LookAgain(_) => Step::Named,
            Stage::List | Stage::ReadOlder(..) | Stage::Drop(_) | Stage::Over => Step::Rotated,
        }
    }

    /// Takes the shell's answer to the last request (`None` at the beginning) and returns what to
    /// do next. Encrypting and verifying take a second or two each.
    ///
    /// # Errors
    /// One [`SaveError`] per cause. The written file was removed, as far as the place allowed.
    pub fn next(&mut self, answer: Option<PlaceAnswer>) -> Result<Next, SaveError> {
        // An answer to a request of another kind is an error of the shell.
        let answer = answer.unwrap_or(PlaceAnswer::Failed { why: PlaceTrouble::Device });
        match std::mem::replace(&mut self.stage, Stage::Over) {
            Stage::Begin if self.is_cancelled => Ok(Next::Cancelled),
            Stage::Begin => {
                self.sealed = sealed(&self.contents, &self.passphrase, self.work)?;
                self.create(0)
            }
            Stage::Create(number) => match answer {
                PlaceAnswer::Done => Ok(self.ask_back()),
                PlaceAnswer::Failed { why: PlaceTrouble::Taken } => self.create(number + 1),
                other => Err(trouble(&other, 0).into()),
            },
            Stage::ReadBack => match self.prove(answer) {
                _ if self.is_cancelled => Ok(self.discard(Stopped::ByPerson)),
                Ok(()) => Ok(self.rename()),
                Err(why) => Ok(self.discard(Stopped::ByFailure(why))),
            },
            Stage::Rename => match answer {
                PlaceAnswer::Done => Ok(self.saved(None)),
                other => {
                    self.stage = Stage::LookAgain(trouble(&other, 0));
                    Ok(ask_read(self.name().to_string(), self.sealed.len()))
                }
            },
            // Whatever the place reported, the file is saved if it is found under its name.
            Stage::LookAgain(why) => match answer {
                PlaceAnswer::Content { bytes } if bytes == self.sealed => Ok(self.saved(Some(why))),
                _ => Ok(self.discard(Stopped::ByFailure(why.into()))),
            },
            Stage::Discard(why) => why.told(),
            Stage::List => Ok(match answer {
                PlaceAnswer::Names { names } => {
                    let older = names.into_iter().filter(|name| self.is_older(name)).collect();
                    self.read_older(older, Vec::new())
                }
                other => self.not_all_dropped(trouble(&other, 0)),
            }),
            Stage::ReadOlder(mut left, mut read) => {
                match (left.pop(), answer) {
                    (Some(name), PlaceAnswer::Content { bytes }) => read.push((name, bytes)),
                    (_, other) => self.note_undropped(trouble(&other, LARGEST)),
                }
                Ok(self.read_older(left, read))
            }
            Stage::Drop(mut left) => {
                let name = left.pop().unwrap_or_default();
                if answer != PlaceAnswer::Done {
                    self.note_undropped(trouble(&answer, 0));
                    if let Some(proof) = &mut self.proof {
                        proof.rotated.dropped.retain(|dropped| *dropped != name);
                    }
                }
                Ok(self.drop_older(left))
            }
            Stage::Over => Ok(if self.proof.is_some() { Next::Saved } else { Next::Cancelled }),
        }
    }

    /// The proof of a saved backup.
    pub fn into_proof(self) -> Option<Proof> {
        self.proof
    }

    /// The temporary name is the first one that is not in use.
    fn create(&mut self, number: usize) -> Result<Next, SaveError> {
        if self.is_cancelled {
            return Ok(Next::Cancelled);
        }
        let usual = unproved(self.contents.made, self.ownership.vault());
        self.temporary = numbered(&usual).nth(number).ok_or(PlaceError::Taken)?;
        self.stage = Stage::Create(number);
        let (name, content) = (self.temporary.clone(), self.sealed.clone());
        Ok(Next::Ask(PlaceRequest::Create { name, content }))
    }

    fn ask_back(&mut self) -> Next {
        if self.is_cancelled {
            return self.discard(Stopped::ByPerson);
        }
        self.stage = Stage::ReadBack;
        ask_read(self.temporary.clone(), self.sealed.len())
    }

    /// Decrypts what was read back, with the passphrase as typed, and compares every account.
    fn prove(&self, answer: PlaceAnswer) -> Result<(), SaveError> {
        match answer {
            _ if self.is_cancelled => Ok(()),
            PlaceAnswer::Content { bytes } if bytes == self.sealed => {
                compare(&opened(&bytes, &self.passphrase)?, &self.contents)
            }
            PlaceAnswer::Content { .. } | PlaceAnswer::Failed { why: PlaceTrouble::TooLarge } => {
                Err(SaveError::Changed)
            }
            other => Err(trouble(&other, 0).into()),
        }
    }

    fn rename(&mut self) -> Next {
        self.stage = Stage::Rename;
        let (from, to) = (self.temporary.clone(), self.name().to_string());
        Next::Ask(PlaceRequest::Rename { from, to })
    }

    fn discard(&mut self, why: Stopped) -> Next {
        self.stage = Stage::Discard(why);
        Next::Ask(PlaceRequest::Remove { name: self.temporary.clone() })
    }

    /// The verified file has its name.
    fn saved(&mut self, unflushed: Option<PlaceError>) -> Next {
        let proof = Proof::of(&self.contents, self.name().to_string(), &self.sealed);
        self.proof = Some(Proof { unflushed, ..proof });
        // The newest backup may be lost in a power failure, so the older ones are kept.
        if unflushed.is_some() {
            return Next::Saved;
        }
        self.stage = Stage::List;
        Next::Ask(PlaceRequest::List)
    }

    /// Whether a file may have to be deleted: by its name it is another backup of this vault, or a
    /// leftover of an interrupted save.
    fn is_older(&self, name: &str) -> bool {
        let vault = self.ownership.vault();
        let is_backup = |found: FileName| found.is_of(vault) && found != self.name();
        is_unproved(name, vault) || FileName::parse(name).is_some_and(is_backup)
    }

    fn read_older(&mut self, left: Vec<String>, read: Vec<(String, Vec<u8>)>) -> Next {
        let Some(name) = left.last().cloned() else { return self.judge_older(read) };
        self.stage = Stage::ReadOlder(left, read);
        ask_read(name, LARGEST)
    }

    /// Selects the files to delete, of those that were read: the ones that are known to be ours and
    /// exceed the limit.
    fn judge_older(&mut self, read: Vec<(String, Vec<u8>)>) -> Next {
        let (shelf, newest) = (Shelf::new(read), self.name());
        let rotation = Rotation {
            place: &shelf,
            ownership: &self.ownership,
            contents: &self.contents,
            passphrase: &self.passphrase,
            newest: &newest,
        };
        let rotated = rotation.drop_beyond(self.keep);
        let dropped = rotated.dropped.clone();
        if let Some(proof) = &mut self.proof {
            let failed = proof.rotated.failed.or(rotated.failed);
            proof.rotated = super::Rotated { failed, ..rotated };
        }
        self.drop_older(dropped)
    }

    fn drop_older(&mut self, left: Vec<String>) -> Next {
        let Some(name) = left.last().cloned() else { return Next::Saved };
        self.stage = Stage::Drop(left);
        Next::Ask(PlaceRequest::Remove { name })
    }

    /// A failure to delete old files does not affect the new backup.
    fn not_all_dropped(&mut self, why: PlaceError) -> Next {
        self.note_undropped(why);
        Next::Saved
    }

    fn note_undropped(&mut self, why: PlaceError) {
        if let Some(proof) = &mut self.proof {
            proof.rotated.failed = Some(why);
        }
    }

    fn name(&self) -> FileName {
        FileName::of(self.contents.made, self.ownership.vault(), &self.sealed)
    }
}

fn ask_read(name: String, most: usize) -> Next {
    let most = u32::try_from(most).unwrap_or(u32::MAX);
    Next::Ask(PlaceRequest::Read { name, most })
}

fn trouble(answer: &PlaceAnswer, most: usize) -> PlaceError {
    match answer {
        PlaceAnswer::Failed { why } => why.error(most),
        _ => PlaceError::Device,
    }
}
