//! A place in memory for tests, and saves to it.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::sample::{DEVICE, VAULT, contents, three};
use super::{
    BackupOwnership, BackupPlace, BackupProof, BackupSave, BackupSaveError, BackupTarget,
    KeepCount, PlaceError, ScryptWorkFactor,
};
use crate::secret::Passphrase;
use crate::time::UnixMillis;

/// A place in memory that fails, or corrupts what it is given, at a chosen call.
#[derive(Default)]
pub(crate) struct MemoryPlace {
    pub(crate) files: RefCell<BTreeMap<String, Vec<u8>>>,
    pub(crate) fails_at: Option<&'static str>,
    pub(crate) spoils: bool,
    /// The call that succeeds and then reports a failure.
    pub(crate) complains_after: Option<&'static str>,
}

impl MemoryPlace {
    pub(crate) fn names(&self) -> Vec<String> {
        self.files.borrow().keys().cloned().collect()
    }

    fn after(&self, name: &'static str) -> Result<(), PlaceError> {
        if self.complains_after == Some(name) { Err(PlaceError::ReadOrWriteFailed) } else { Ok(()) }
    }

    fn call(&self, name: &'static str) -> Result<(), PlaceError> {
        if self.fails_at == Some(name) { Err(PlaceError::StorageFull) } else { Ok(()) }
    }
}

impl BackupPlace for MemoryPlace {
    fn create(&self, name: &str, content: &[u8]) -> Result<(), PlaceError> {
        self.call("create")?;
        let mut content = content.to_vec();
        if self.spoils {
            content[100] ^= 1;
        }
        let mut files = self.files.borrow_mut();
        if files.contains_key(name) {
            return Err(PlaceError::NameTaken);
        }
        files.insert(name.to_owned(), content);
        Ok(())
    }

    fn read(&self, name: &str, most: usize) -> Result<Vec<u8>, PlaceError> {
        self.call("read")?;
        let files = self.files.borrow();
        match files.get(name).ok_or(PlaceError::FileMissing)? {
            large if large.len() > most => Err(PlaceError::TooLarge { found: most + 1 }),
            file => Ok(file.clone()),
        }
    }

    fn rename(&self, from: &str, to: &str) -> Result<(), PlaceError> {
        self.call("rename")?;
        let mut files = self.files.borrow_mut();
        if files.contains_key(to) {
            return Err(PlaceError::NameTaken);
        }
        let content = files.remove(from).ok_or(PlaceError::FileMissing)?;
        files.insert(to.to_owned(), content);
        self.after("rename")
    }

    fn replace(&self, fresh: &str, name: &str, former: &str) -> Result<(), PlaceError> {
        self.call("replace")?;
        let mut files = self.files.borrow_mut();
        if files.contains_key(former) {
            return Err(PlaceError::NameTaken);
        }
        let old = files.remove(name).ok_or(PlaceError::FileMissing)?;
        files.insert(former.to_owned(), old);
        let content = files.remove(fresh).ok_or(PlaceError::FileMissing)?;
        files.insert(name.to_owned(), content);
        self.after("replace")
    }

    fn list(&self) -> Result<Vec<String>, PlaceError> {
        self.call("list").map(|()| self.names())
    }

    fn remove(&self, name: &str) -> Result<(), PlaceError> {
        self.call("remove")?;
        self.files.borrow_mut().remove(name).map(|_| ()).ok_or(PlaceError::FileMissing)
    }
}

pub(crate) fn passphrase() -> Passphrase {
    Passphrase::new("correct horse".to_owned())
}

pub(crate) fn saving(
    place: &MemoryPlace,
    target: BackupTarget,
    seconds: i64,
) -> BackupSave<&MemoryPlace> {
    let mut contents = contents(three());
    contents.made = UnixMillis::from_seconds(1_795_000_000 + seconds);
    let ours = BackupOwnership::of_id(VAULT, DEVICE);
    let saving = BackupSave::of(contents, ours, place, target, passphrase()).unwrap();
    saving.with_work_factor(ScryptWorkFactor::new(1).unwrap())
}

pub(crate) fn rotating(keep: usize) -> BackupTarget {
    BackupTarget::Rotating(KeepCount::new(keep).unwrap())
}

pub(crate) fn save(
    place: &MemoryPlace,
    keep: usize,
    seconds: i64,
) -> Result<BackupProof, BackupSaveError> {
    saving(place, rotating(keep), seconds).finish()
}
