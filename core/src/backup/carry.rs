//! A backup that a shell carries to a place which only it can reach, such as the document picker
//! of a telephone: the same steps as [`Saving`](super::Saving), each with what the shell brings.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::contents::Contents;
use super::name::{FileName, is_unproved, unproved};
use super::ownership::Ownership;
use super::place::{Place, PlaceError};
use super::proof::{Proof, SaveError};
use super::prove::{compare, opened, sealed};
use super::rotate::{Keep, Rotation};
use super::seal::Work;
use crate::secret::Passphrase;
use crate::time::UnixMillis;
use crate::vault::Vault;

/// A backup on its way: sealed, written by the shell, read back by it, proved.
pub struct Carrying {
    contents: Contents,
    ownership: Ownership,
    passphrase: Passphrase,
    work: Work,
    sealed: Vec<u8>,
    is_proved: bool,
}

impl Carrying {
    /// Prepares to save what a vault holds now.
    ///
    /// # Errors
    /// [`SaveError::EmptyPassphrase`].
    pub fn new(vault: &Vault, passphrase: Passphrase, now: UnixMillis) -> Result<Self, SaveError> {
        if passphrase.is_empty() {
            return Err(SaveError::EmptyPassphrase);
        }
        let (contents, ownership) = (Contents::of(vault, now), Ownership::of(vault));
        let (work, sealed) = (Work::STANDARD, Vec::new());
        Ok(Self { contents, ownership, passphrase, work, sealed, is_proved: false })
    }

    /// The same with other work for scrypt; tests take less.
    #[must_use]
    pub fn with_work(mut self, work: Work) -> Self {
        self.work = work;
        self
    }

    /// The name of the file until it is proved.
    pub fn temporary_name(&self) -> String {
        unproved(self.contents.made, self.ownership.vault())
    }

    /// Seals the contents: the bytes to write.
    ///
    /// # Errors
    /// [`SaveError::TooLarge`].
    pub fn seal(&mut self) -> Result<&[u8], SaveError> {
        self.sealed = sealed(&self.contents, &self.passphrase, self.work)?;
        Ok(&self.sealed)
    }

    /// Opens what was read back, with the passphrase as typed, and compares every account. Answers
    /// with the name that the file has earned.
    ///
    /// # Errors
    /// One [`SaveError`] per cause: the file is no backup then.
    pub fn prove(&mut self, read_back: &[u8]) -> Result<String, SaveError> {
        if self.sealed.is_empty() || read_back != self.sealed {
            return Err(SaveError::Changed);
        }
        compare(&opened(read_back, &self.passphrase)?, &self.contents)?;
        self.is_proved = true;
        Ok(self.name().to_string())
    }

    /// Whether a file of the place has to be read for [`Carrying::kept`]: by its name it is another
    /// backup of this vault, or what an interrupted saving left.
    pub fn is_older(&self, name: &str) -> bool {
        let vault = self.ownership.vault();
        let is_backup = |found: FileName| found.is_of(vault) && found != self.name();
        is_unproved(name, vault) || FileName::parse(name).is_some_and(is_backup)
    }

    /// Whether a file holds the backup that was proved: after a place has complained, the shell
    /// reads the file anew and asks.
    pub fn is_proved_file(&self, read_again: &[u8]) -> bool {
        self.is_proved && read_again == self.sealed
    }

    /// The proved file is in its place. Of the place's other files, by name and content, the proof
    /// names those to drop: none that is not known to be ours.
    ///
    /// # Errors
    /// [`SaveError::Changed`] before it was proved.
    pub fn kept(self, others: Vec<(String, Vec<u8>)>, keep: Keep) -> Result<Proof, SaveError> {
        if !self.is_proved {
            return Err(SaveError::Changed);
        }
        let others = Shelf(RefCell::new(others.into_iter().collect()));
        let name = self.name();
        let rotation = Rotation {
            place: &others,
            ownership: &self.ownership,
            contents: &self.contents,
            passphrase: &self.passphrase,
            newest: &name,
        };
        let rotated = rotation.drop_beyond(keep);
        Ok(Proof { rotated, ..Proof::of(&self.contents, name.to_string(), &self.sealed) })
    }

    fn name(&self) -> FileName {
        FileName::of(self.contents.made, self.ownership.vault(), &self.sealed)
    }
}

/// Files that were read by somebody else: dropping one only says so.
struct Shelf(RefCell<BTreeMap<String, Vec<u8>>>);

impl Place for Shelf {
    fn create(&self, _: &str, _: &[u8]) -> Result<(), PlaceError> {
        Err(PlaceError::Denied)
    }

    fn read(&self, name: &str, _: usize) -> Result<Vec<u8>, PlaceError> {
        self.0.borrow().get(name).cloned().ok_or(PlaceError::Missing)
    }

    fn rename(&self, _: &str, _: &str) -> Result<(), PlaceError> {
        Err(PlaceError::Denied)
    }

    fn replace(&self, _: &str, _: &str, _: &str) -> Result<(), PlaceError> {
        Err(PlaceError::Denied)
    }

    fn list(&self) -> Result<Vec<String>, PlaceError> {
        Ok(self.0.borrow().keys().cloned().collect())
    }

    fn remove(&self, name: &str) -> Result<(), PlaceError> {
        self.0.borrow_mut().remove(name).map(|_| ()).ok_or(PlaceError::Missing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backup::sample::{NOW, of_uri, vault};

    const URI: &str = "otpauth://totp/Amazon:me?secret=GEZDGNBVGY3TQOJQ&issuer=Amazon";

    fn carrying(vault: &Vault, at: i64) -> Carrying {
        let passphrase = Passphrase::new("correct horse".to_owned());
        let now = UnixMillis(NOW.0 + at * 1000);
        Carrying::new(vault, passphrase, now).unwrap().with_work(Work::new(4).unwrap())
    }

    /// A proved file and its name.
    fn file(vault: &Vault, at: i64) -> (String, Vec<u8>) {
        let mut one = carrying(vault, at);
        let sealed = one.seal().unwrap().to_vec();
        (one.prove(&sealed).unwrap(), sealed)
    }

    #[test]
    fn what_was_read_back_is_proved_and_nothing_else() {
        let (_folder, mut vault) = vault();
        vault.add(of_uri(URI), NOW).unwrap();
        let mut one = carrying(&vault, 0);
        assert_eq!(one.prove(b""), Err(SaveError::Changed));
        let mut sealed = one.seal().unwrap().to_vec();
        let name = one.prove(&sealed).unwrap();
        assert!(FileName::parse(&name).unwrap().fits(&sealed));
        let last = sealed.len() - 1;
        sealed[last] ^= 1;
        assert_eq!(one.prove(&sealed), Err(SaveError::Changed));
    }

    #[test]
    fn an_unproved_file_is_never_called_kept() {
        let (_folder, vault) = vault();
        let mut one = carrying(&vault, 0);
        one.seal().unwrap();
        assert_eq!(one.kept(Vec::new(), Keep::DEFAULT).unwrap_err(), SaveError::Changed);
    }

    #[test]
    fn the_oldest_proved_ones_are_dropped_and_others_stay() {
        let (_folder, vault) = vault();
        let mut others: Vec<_> = (0..3).map(|at| file(&vault, at)).collect();
        let oldest = others[0].0.clone();
        others.push(("photo.jpg".to_owned(), vec![1, 2, 3]));
        let mut one = carrying(&vault, 9);
        assert!(one.is_older(&oldest) && !one.is_older("photo.jpg"));
        let sealed = one.seal().unwrap().to_vec();
        one.prove(&sealed).unwrap();
        let proof = one.kept(others, Keep::new(3).unwrap()).unwrap();
        assert_eq!(proof.rotated.dropped, [oldest]);
    }

    #[test]
    fn what_only_has_such_a_name_is_not_named_for_dropping() {
        let ((_folder, ours), (_other_folder, other)) = (vault(), vault());
        let (_, sealed) = file(&other, 0);
        let proved = FileName::of(UnixMillis(0), ours.id(), &sealed).to_string();
        let left = unproved(UnixMillis(0), ours.id());
        let mut one = carrying(&ours, 9);
        assert!(one.is_older(&proved) && one.is_older(&left));
        let new = one.seal().unwrap().to_vec();
        assert!(!one.is_proved_file(&new));
        one.prove(&new).unwrap();
        assert!(one.is_proved_file(&new) && !one.is_proved_file(&sealed));
        let others = vec![(proved, sealed.clone()), (left, sealed)];
        let proof = one.kept(others, Keep::new(1).unwrap()).unwrap();
        assert_eq!(proof.rotated.dropped, [] as [String; 0]);
    }
}
