//! Handles existing files with the name of a new backup (docs/spec/backup.md §7 and §8).

use super::name::{PREVIOUS, SET_ASIDE, UNPROVED, numbered};
use super::open::MAX_FILE_BYTES;
use super::ownership::{FileOwnership, NotOwnedReason};
use super::place::{BackupPlace, PlaceError};
use super::proof::BackupSaveError;
use super::save::BackupSave;
use super::target::{BackupTarget, ForeignFile};
use crate::crypto::mac::sha256;

impl<P: BackupPlace> BackupSave<P> {
    /// The same, with the user's permission to set aside a file that is not known to be ours. It is
    /// kept as `NAME.kept`, with a number if that name is in use, and we never remove it.
    #[must_use]
    pub fn setting_aside(mut self) -> Self {
        self.foreign_file = ForeignFile::SetAside;
        self
    }

    /// Checks whether the file may be written under its name. The first step checks this too; a
    /// shell that can ask the user calls it earlier.
    ///
    /// # Errors
    /// [`BackupSaveError::NotOurs`] for a file that would have to be set aside, or an error of the place.
    pub fn check_target(&mut self) -> Result<(), BackupSaveError> {
        let BackupTarget::File(name) = &self.target else { return Ok(()) };
        let name = name.clone();
        match self.ownership_of(&name)? {
            FileOwnership::Absent | FileOwnership::Empty => Ok(()),
            FileOwnership::Foreign(why) => self.may_set_aside(&name, why),
            FileOwnership::Ours => {
                let former = format!("{name}{PREVIOUS}");
                match self.ownership_of(&former)? {
                    FileOwnership::Foreign(why) => self.may_set_aside(&former, why),
                    FileOwnership::Absent | FileOwnership::Empty | FileOwnership::Ours => Ok(()),
                }
            }
        }
    }

    /// Gives the file its name. An existing file is checked again, because another program may have
    /// changed it since the first step.
    pub(super) fn put_in_place(
        &mut self,
        temporary: &str,
        name: &str,
    ) -> Result<(), BackupSaveError> {
        match self.ownership_of(name)? {
            FileOwnership::Absent => {}
            // An empty file holds no data: the system created it when the user chose the name.
            FileOwnership::Empty => self.place.remove(name)?,
            FileOwnership::Ours => {
                let former = format!("{name}{PREVIOUS}");
                match self.ownership_of(&former)? {
                    FileOwnership::Absent => {}
                    FileOwnership::Empty | FileOwnership::Ours => self.place.remove(&former)?,
                    FileOwnership::Foreign(why) => {
                        self.may_set_aside(&former, why)?;
                        self.set_aside(&former, |place, aside| place.rename(&former, aside))?;
                    }
                }
                return Ok(self.place.replace(temporary, name, &former)?);
            }
            FileOwnership::Foreign(why) => {
                self.may_set_aside(name, why)?;
                return self.set_aside(name, |place, aside| place.replace(temporary, name, aside));
            }
        }
        Ok(self.place.rename(temporary, name)?)
    }

    /// Calls `act` with the first free name for a file that is set aside.
    fn set_aside(
        &mut self,
        name: &str,
        act: impl Fn(&P, &str) -> Result<(), PlaceError>,
    ) -> Result<(), BackupSaveError> {
        let usual = format!("{name}{SET_ASIDE}");
        for aside in numbered(&usual) {
            match act(&self.place, &aside) {
                Err(PlaceError::NameTaken) => {}
                answer => {
                    self.set_aside.push(aside);
                    return Ok(answer?);
                }
            }
        }
        Err(PlaceError::NameTaken.into())
    }

    /// Judges the existing file with this name.
    fn ownership_of(&mut self, name: &str) -> Result<FileOwnership, BackupSaveError> {
        let found = match self.place.read(name, MAX_FILE_BYTES) {
            Ok(found) => found,
            Err(PlaceError::FileMissing) => return Ok(FileOwnership::Absent),
            Err(PlaceError::TooLarge { .. }) => {
                return Ok(FileOwnership::Foreign(NotOwnedReason::NotBackup));
            }
            Err(why) => return Err(why.into()),
        };
        let digest = sha256(&found);
        if let Some((_, known)) = self.known_files.iter().find(|(known, _)| *known == digest) {
            return Ok(*known);
        }
        let found_ownership = self.ownership.judge(&found, &self.contents, &self.passphrase);
        self.known_files.push((digest, found_ownership));
        Ok(found_ownership)
    }

    fn may_set_aside(&self, name: &str, why: NotOwnedReason) -> Result<(), BackupSaveError> {
        match self.foreign_file {
            ForeignFile::SetAside => Ok(()),
            ForeignFile::Refuse => Err(BackupSaveError::NotOurs { name: name.to_owned(), why }),
        }
    }

    /// A free temporary name for the file. A leftover of an interrupted save is removed; a file
    /// that is not ours keeps the name, and another name is used.
    pub(super) fn free_temporary_name(&mut self) -> Result<String, BackupSaveError> {
        let usual = match &self.target {
            BackupTarget::Rotating(_) => self.ownership.unproved_name(self.contents.made),
            BackupTarget::File(name) => format!("{name}{UNPROVED}"),
        };
        for name in numbered(&usual) {
            match self.ownership_of(&name) {
                Ok(FileOwnership::Absent) => return Ok(name),
                Ok(FileOwnership::Empty | FileOwnership::Ours) => {
                    self.place.remove(&name)?;
                    return Ok(name);
                }
                Ok(FileOwnership::Foreign(_))
                | Err(BackupSaveError::Place(PlaceError::NameTaken | PlaceError::Denied)) => {}
                Err(why) => return Err(why),
            }
        }
        Err(PlaceError::NameTaken.into())
    }
}
