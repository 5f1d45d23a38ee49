//! Saving: a backup is called saved only when it was read back (docs/spec/backup.md §7).

use zeroize::Zeroizing;

use super::contents::Contents;
use super::name::{FileName, PREVIOUS, UNPROVED, unproved};
use super::open::{self, LARGEST, look};
use super::place::{Place, PlaceError};
use super::proof::{Proof, SaveError};
use super::rotate::{Keep, rotate_after};
use super::seal::{Work, seal};
use super::{Integrity, format};
use crate::secret::Passphrase;
use crate::time::UnixMillis;
use crate::vault::{Vault, VaultId};

/// Where in a place a backup goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A new file among the older ones, under a name of ours; only so many of them are kept.
    Rotating(Keep),
    /// The file of this name. When there is one, it must be an age file for a passphrase; it is
    /// kept beside as `NAME.previous`.
    File(String),
}

/// What was done; the saving goes through these in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The accounts were sealed for the passphrase; takes about as long as [`Step::Opened`].
    Sealed,
    /// The file was written under a name that marks it as unproved, and flushed.
    Written,
    /// The file was opened again and holds what was written.
    ReadBack,
    /// The passphrase, as typed, opened it.
    Opened,
    /// Every account in it is the vault's.
    Compared,
    /// The file got its name.
    Named,
    /// Old backups were dropped.
    Rotated,
}

impl Step {
    /// All steps in their order.
    pub const ALL: [Self; 7] = [
        Self::Sealed,
        Self::Written,
        Self::ReadBack,
        Self::Opened,
        Self::Compared,
        Self::Named,
        Self::Rotated,
    ];

    /// Whether stopping before this leaves no new backup. After the file got its name it is saved.
    pub fn can_be_cancelled(self) -> bool {
        self != Self::Rotated
    }
}

/// A backup being saved, step by step: an iterator, so that whoever drives it can show progress
/// and stop between steps. Until [`Step::Named`] all earlier backups are as they were; dropped
/// before, it leaves nothing behind but, at worst, an unproved file that the next saving removes.
pub struct Saving<P: Place> {
    place: P,
    target: Target,
    pub(super) contents: Contents,
    vault: VaultId,
    passphrase: Passphrase,
    work: Work,
    /// What comes next; `None` when all is done, or something failed.
    next: Option<Step>,
    temporary: Option<String>,
    sealed: Vec<u8>,
    plain: Zeroizing<Vec<u8>>,
    proof: Option<Proof>,
}

impl<P: Place> Saving<P> {
    /// Prepares to save what a vault holds now.
    ///
    /// # Errors
    /// [`SaveError::EmptyPassphrase`].
    pub fn new(
        vault: &Vault,
        place: P,
        target: Target,
        passphrase: Passphrase,
        now: UnixMillis,
    ) -> Result<Self, SaveError> {
        Self::of(Contents::of(vault, now), vault.id(), place, target, passphrase)
    }

    /// Prepares to save contents that are at hand.
    ///
    /// # Errors
    /// [`SaveError::EmptyPassphrase`].
    pub fn of(
        contents: Contents,
        vault: VaultId,
        place: P,
        target: Target,
        passphrase: Passphrase,
    ) -> Result<Self, SaveError> {
        if passphrase.is_empty() {
            return Err(SaveError::EmptyPassphrase);
        }
        Ok(Self {
            place,
            target,
            contents,
            vault,
            passphrase,
            work: Work::STANDARD,
            next: Some(Step::Sealed),
            temporary: None,
            sealed: Vec::new(),
            plain: Zeroizing::new(Vec::new()),
            proof: None,
        })
    }

    /// The same with other work for scrypt; tests take less.
    #[must_use]
    pub fn with_work(mut self, work: Work) -> Self {
        self.work = work;
        self
    }

    /// Goes through all steps that are left.
    ///
    /// # Errors
    /// The first [`SaveError`].
    pub fn finish(mut self) -> Result<Proof, SaveError> {
        for step in &mut self {
            step?;
        }
        Ok(self.proof.take().expect("all steps were taken without an error"))
    }

    fn take_step(&mut self, step: Step) -> Result<(), SaveError> {
        match step {
            Step::Sealed => {
                self.check_target()?;
                self.sealed = sealed(&self.contents, &self.passphrase, self.work)?;
            }
            Step::Written => {
                let name = match &self.target {
                    Target::Rotating(_) => unproved(self.contents.made, self.vault),
                    Target::File(name) => format!("{name}{UNPROVED}"),
                };
                self.drop_leftover(&name)?;
                self.place.create(&name, &self.sealed)?;
                self.temporary = Some(name);
            }
            Step::ReadBack => {
                let name = self.temporary.as_deref().expect("it was written");
                if self.place.read(name, LARGEST)? != self.sealed {
                    return Err(SaveError::Changed);
                }
            }
            Step::Opened => {
                self.plain = opened(&self.sealed, &self.passphrase)?;
            }
            Step::Compared => {
                let plain = std::mem::take(&mut self.plain);
                compare(&plain, &self.contents)?;
            }
            Step::Named => {
                let proof = self.name()?;
                self.temporary = None;
                self.proof = Some(proof);
            }
            Step::Rotated => self.rotate(),
        }
        Ok(())
    }

    /// Refuses to put a backup in the place of something else, before any work is done.
    fn check_target(&self) -> Result<(), SaveError> {
        let Target::File(name) = &self.target else { return Ok(()) };
        for name in [name.clone(), format!("{name}{PREVIOUS}")] {
            match self.place.read(&name, LARGEST) {
                Err(PlaceError::Missing) => {}
                Err(PlaceError::TooLarge { .. }) => return Err(PlaceError::Taken.into()),
                Err(why) => return Err(why.into()),
                // Nothing is lost with an empty file: the system made it when the name was chosen.
                Ok(former) if former.is_empty() || look(&former).is_ok() => {}
                Ok(_) => return Err(PlaceError::Taken.into()),
            }
        }
        Ok(())
    }

    fn drop_leftover(&self, name: &str) -> Result<(), SaveError> {
        match self.place.remove(name) {
            Ok(()) | Err(PlaceError::Missing) => Ok(()),
            Err(why) => Err(why.into()),
        }
    }

    fn name(&self) -> Result<Proof, SaveError> {
        let temporary = self.temporary.as_deref().expect("it was written");
        let name = match &self.target {
            Target::Rotating(_) => {
                let name = FileName::of(self.contents.made, self.vault, &self.sealed).to_string();
                self.place.rename(temporary, &name)?;
                name
            }
            Target::File(name) => {
                match self.place.rename(temporary, name) {
                    Err(PlaceError::Taken) => {
                        self.place.replace(temporary, name, &format!("{name}{PREVIOUS}"))?;
                    }
                    answer => answer?,
                }
                name.clone()
            }
        };
        Ok(Proof::of(&self.contents, name, self.sealed.len()))
    }

    fn rotate(&mut self) {
        if let (Target::Rotating(keep), Some(proof)) = (&self.target, &mut self.proof) {
            let newest = FileName::of(self.contents.made, self.vault, &self.sealed);
            proof.rotated =
                rotate_after(self.contents.extent, &self.place, self.vault, &newest, *keep);
        }
    }
}

impl<P: Place> Iterator for Saving<P> {
    type Item = Result<Step, SaveError>;

    fn next(&mut self) -> Option<Self::Item> {
        let step = self.next.take()?;
        Some(self.take_step(step).map(|()| {
            let after = Step::ALL.iter().skip_while(|known| **known != step).nth(1);
            self.next = after.copied();
            step
        }))
    }
}

impl<P: Place> Drop for Saving<P> {
    fn drop(&mut self) {
        if let Some(name) = &self.temporary {
            // What was not proved is no backup; should it stay, its name says so.
            let _ = self.place.remove(name);
        }
    }
}

/// A file's bytes.
///
/// # Errors
/// [`SaveError::TooLarge`] for more than is read again.
pub(super) fn sealed(
    contents: &Contents,
    passphrase: &Passphrase,
    work: Work,
) -> Result<Vec<u8>, SaveError> {
    let sealed = seal(&format::write(contents), passphrase, work);
    if sealed.len() > LARGEST {
        return Err(SaveError::TooLarge { found: sealed.len(), known: LARGEST });
    }
    Ok(sealed)
}

/// Opens what was just sealed.
pub(super) fn opened(
    sealed: &[u8],
    passphrase: &Passphrase,
) -> Result<Zeroizing<Vec<u8>>, SaveError> {
    let opened = open::open(sealed, passphrase, Work::CEILING);
    Ok(opened.map_err(SaveError::Unproved)?.plain)
}

/// Compares every account of a document with what was to be saved.
pub(super) fn compare(plain: &[u8], contents: &Contents) -> Result<(), SaveError> {
    let read = format::read(plain).map_err(SaveError::Unproved)?;
    if read.integrity == Integrity::Whole && read.contents == *contents {
        Ok(())
    } else {
        Err(SaveError::Differs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backup::memory::{Memory, passphrase, rotating, save, saving};
    use crate::backup::sample::{VAULT, contents, three};
    use crate::backup::{File, verify};
    use crate::fault::Fault;

    #[test]
    fn a_backup_is_named_only_after_it_was_compared() {
        let place = Memory::default();
        let mut saving = saving(&place, rotating(3), 0);
        let mut seen = Vec::new();
        for step in saving.by_ref() {
            seen.push(step.unwrap());
            let has_name = place.names().iter().any(|name| FileName::parse(name).is_some());
            assert_eq!(has_name, seen.contains(&Step::Named));
        }
        assert_eq!(seen, Step::ALL);
        let proof = saving.finish().unwrap();
        let sealed = place.read(&proof.name, LARGEST).unwrap();
        let file = File { name: Some(&proof.name), sealed: &sealed };
        let read = verify(file, &passphrase()).unwrap();
        assert_eq!((proof.accounts, proof.of), (3, read.contents.digest()));
        assert_eq!(place.names(), [proof.name]);
    }

    #[test]
    fn a_failure_at_any_call_leaves_earlier_backups_as_they_were() {
        let calls: [(&str, &str); 3] =
            [("create", "place-full"), ("read", "place-full"), ("rename", "place-full")];
        for (call, code) in calls {
            let mut place = Memory::default();
            save(&place, 1, 0).unwrap();
            let before = place.files.borrow().clone();
            place.fails_at = Some(call);
            assert_eq!(save(&place, 1, 60).unwrap_err().code(), code);
            assert_eq!(*place.files.borrow(), before, "{call}");
        }
    }

    #[test]
    fn a_backup_that_was_spoilt_on_its_way_is_not_called_saved() {
        let mut place = Memory::default();
        let good = save(&place, 1, 0).unwrap();
        place.spoils = true;
        assert_eq!(save(&place, 1, 60), Err(SaveError::Changed));
        assert_eq!(place.names(), [good.name]);
    }

    #[test]
    fn a_backup_that_lacks_an_account_is_not_called_saved() {
        let place = Memory::default();
        let mut twice = three();
        twice[1].id = twice[0].id;
        let saving = Saving::of(contents(twice), VAULT, &place, rotating(1), passphrase());
        let failed = saving.unwrap().with_work(Work::new(1).unwrap()).finish();
        assert_eq!(failed, Err(SaveError::Differs));
        assert!(place.names().is_empty());
    }

    #[test]
    fn a_saving_that_is_given_up_leaves_nothing() {
        let place = Memory::default();
        let mut given_up = saving(&place, rotating(1), 0);
        assert_eq!(given_up.by_ref().take(3).count(), 3);
        assert_eq!(place.names().len(), 1);
        drop(given_up);
        assert!(place.names().is_empty());
    }

    #[test]
    fn a_file_of_a_chosen_name_is_replaced_only_by_a_proved_one_and_kept_beside() {
        let place = Memory::default();
        let target = || Target::File("my.age".to_owned());
        saving(&place, target(), 0).finish().unwrap();
        let first = place.read("my.age", LARGEST).unwrap();
        saving(&place, target(), 60).finish().unwrap();
        assert_eq!(place.names(), ["my.age", "my.age.previous"]);
        assert_eq!(place.read("my.age.previous", LARGEST).unwrap(), first);
    }

    #[test]
    fn a_file_that_is_something_else_is_not_replaced() {
        for name in ["my.age", "my.age.previous"] {
            let place = Memory::default();
            place.create(name, b"a thesis").unwrap();
            let target = Target::File("my.age".to_owned());
            let failed = saving(&place, target, 0).finish().unwrap_err();
            assert_eq!(failed, SaveError::Place(PlaceError::Taken));
            assert_eq!(place.names(), [name]);
        }
    }

    #[test]
    fn nothing_is_sealed_for_an_empty_passphrase() {
        let empty = Passphrase::new(String::new());
        let failed = Saving::of(contents(three()), VAULT, Memory::default(), rotating(1), empty);
        assert_eq!(failed.err(), Some(SaveError::EmptyPassphrase));
    }
}
