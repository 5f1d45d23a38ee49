//! A real folder that fails as drives, file systems and synchronised folders do.

#![allow(clippy::unwrap_used, clippy::missing_panics_doc, reason = "a program that only tests run")]

use std::cell::{Cell, RefCell};
use std::fs;
use std::path::{Path, PathBuf};

use aikotoba_core::backup::{
    BackupPlace, BackupProof, BackupSaveError, Folder, PlaceError, SaveByRequests, SaveProgress,
};

/// How a folder fails.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FolderFault {
    /// It does not fail.
    None,
    /// Nothing more can be stored.
    Full,
    /// Nothing can be changed.
    ReadOnly,
    /// The drive is removed at the call with this number, counted from 0.
    GoneAt(usize),
    /// A change is reported to have failed, and takes effect before this many further calls.
    LateAfter(usize),
    /// A list is as old as this many calls.
    ListIsOldBy(usize),
    /// Another device replaces the content of a file just before it is renamed.
    ReplacedBeforeRename,
}

enum LateChange {
    Create(String, Vec<u8>),
    Rename(String, String),
    Remove(String),
}

/// A folder on a disk with a fault.
pub struct FaultyFolder {
    folder: Folder,
    path: PathBuf,
    /// The fault from now on.
    pub fault: RefCell<FolderFault>,
    calls: Cell<usize>,
    late: RefCell<Vec<(usize, LateChange)>>,
    lists: RefCell<Vec<Vec<String>>>,
}

impl FaultyFolder {
    /// A folder that does not fail yet.
    pub fn new(path: &Path) -> Self {
        Self {
            folder: Folder::new(path),
            path: path.to_owned(),
            fault: RefCell::new(FolderFault::None),
            calls: Cell::new(0),
            late: RefCell::new(Vec::new()),
            lists: RefCell::new(Vec::new()),
        }
    }

    /// The same with another fault, counting calls from 0.
    pub fn fail(&self, fault: FolderFault) {
        self.mend();
        *self.fault.borrow_mut() = fault;
        self.calls.set(0);
        *self.lists.borrow_mut() = vec![self.names()];
    }

    /// Ends the fault: the drive is connected again, and late changes take effect.
    pub fn mend(&self) {
        *self.fault.borrow_mut() = FolderFault::None;
        if self.away().exists() {
            fs::rename(self.away(), &self.path).unwrap();
        }
        for (_, change) in self.late.take() {
            self.carry_out(change);
        }
    }

    /// The names of all files that are really there.
    pub fn names(&self) -> Vec<String> {
        let mut names = self.folder.list().unwrap_or_default();
        names.sort();
        names
    }

    fn away(&self) -> PathBuf {
        self.path.with_extension("away")
    }

    fn carry_out(&self, change: LateChange) {
        // The system does not report what became of it.
        let _unknown = match change {
            LateChange::Create(name, content) => self.folder.create(&name, &content),
            LateChange::Rename(from, to) => self.folder.rename(&from, &to),
            LateChange::Remove(name) => self.folder.remove(&name),
        };
    }

    /// Begins a call.
    fn begin(&self) {
        let call = self.calls.get();
        self.calls.set(call + 1);
        if *self.fault.borrow() == FolderFault::GoneAt(call) {
            fs::rename(&self.path, self.away()).unwrap();
        }
        let (due, waiting) = self.late.take().into_iter().partition(|(at, _)| *at <= call);
        *self.late.borrow_mut() = waiting;
        let due: Vec<(usize, LateChange)> = due;
        for (_, change) in due {
            self.carry_out(change);
        }
        self.lists.borrow_mut().push(self.names());
    }

    /// Begins a call that changes the folder; `Err` if it is not carried out now.
    fn begin_change(&self, late: impl FnOnce() -> LateChange) -> Result<(), PlaceError> {
        self.begin();
        match *self.fault.borrow() {
            FolderFault::ReadOnly => Err(PlaceError::Denied),
            FolderFault::LateAfter(calls) => {
                self.late.borrow_mut().push((self.calls.get() + calls, late()));
                Err(PlaceError::ReadOrWriteFailed)
            }
            _ => Ok(()),
        }
    }
}

impl BackupPlace for FaultyFolder {
    fn create(&self, name: &str, content: &[u8]) -> Result<(), PlaceError> {
        self.begin_change(|| LateChange::Create(name.to_owned(), content.to_vec()))?;
        if *self.fault.borrow() == FolderFault::Full {
            return Err(PlaceError::StorageFull);
        }
        self.folder.create(name, content)
    }

    fn read(&self, name: &str, most: usize) -> Result<Vec<u8>, PlaceError> {
        self.begin();
        self.folder.read(name, most)
    }

    fn rename(&self, from: &str, to: &str) -> Result<(), PlaceError> {
        self.begin_change(|| LateChange::Rename(from.to_owned(), to.to_owned()))?;
        if *self.fault.borrow() == FolderFault::ReplacedBeforeRename {
            fs::write(self.path.join(from), b"of another device").unwrap();
        }
        self.folder.rename(from, to)
    }

    fn replace(&self, fresh: &str, name: &str, former: &str) -> Result<(), PlaceError> {
        self.begin_change(|| LateChange::Rename(fresh.to_owned(), name.to_owned()))?;
        if *self.fault.borrow() == FolderFault::ReplacedBeforeRename {
            fs::write(self.path.join(fresh), b"of another device").unwrap();
        }
        self.folder.replace(fresh, name, former)
    }

    fn list(&self) -> Result<Vec<String>, PlaceError> {
        self.begin();
        let now = self.folder.list()?;
        let lists = self.lists.borrow();
        Ok(match *self.fault.borrow() {
            FolderFault::ListIsOldBy(calls) => lists[lists.len().saturating_sub(calls + 1)].clone(),
            _ => now,
        })
    }

    fn remove(&self, name: &str) -> Result<(), PlaceError> {
        self.begin_change(|| LateChange::Remove(name.to_owned()))?;
        self.folder.remove(name)
    }
}

/// Saves by requests that are carried out in a place, as a phone does.
///
/// # Errors
/// As [`SaveByRequests::next`].
pub fn save_by_requests(
    mut saving: SaveByRequests,
    place: &dyn BackupPlace,
) -> Result<BackupProof, BackupSaveError> {
    let mut answer = None;
    while let SaveProgress::Ask(request) = saving.next(answer)? {
        answer = Some(request.carry_out(place));
    }
    Ok(saving.into_proof().unwrap())
}
