//! Files that the shell has read, as a [`BackupPlace`].

use std::cell::RefCell;
use std::collections::BTreeMap;

use crate::backup::{BackupPlace, PlaceError};

/// Files that the shell read. Removing one only marks it for removal.
pub(super) struct AnsweredFiles(RefCell<BTreeMap<String, Vec<u8>>>);

impl AnsweredFiles {
    pub(super) fn new(files: Vec<(String, Vec<u8>)>) -> Self {
        Self(RefCell::new(files.into_iter().collect()))
    }
}

impl BackupPlace for AnsweredFiles {
    fn create(&self, _: &str, _: &[u8]) -> Result<(), PlaceError> {
        Err(PlaceError::Denied)
    }

    fn read(&self, name: &str, _: usize) -> Result<Vec<u8>, PlaceError> {
        self.0.borrow().get(name).cloned().ok_or(PlaceError::FileMissing)
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
        self.0.borrow_mut().remove(name).map(|_| ()).ok_or(PlaceError::FileMissing)
    }
}
