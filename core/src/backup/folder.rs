//! A folder on a disk as a place for backups.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use super::place::{Place, PlaceError};
use crate::disk;

/// A folder on a disk. It is not made when it is not there: what looks like an empty place to
/// mount a drive on is no place for a backup.
#[derive(Clone, Debug)]
pub struct Folder(PathBuf);

impl Folder {
    /// The folder at this path.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self(path.into())
    }

    /// The folder that a file is in, and the file's name there.
    ///
    /// # Errors
    /// [`PlaceError::Name`] when the path ends in no name, or in one that is no UTF-8.
    pub fn of_file(file: &Path) -> Result<(Self, String), PlaceError> {
        let name = file.file_name().and_then(|name| name.to_str()).ok_or(PlaceError::Name)?;
        Ok((Self::new(disk::folder_of(file)), name.to_owned()))
    }

    /// A file of the folder. A name with a way in it would lead elsewhere.
    fn path(&self, name: &str) -> Result<PathBuf, PlaceError> {
        let is_name = Path::new(name).file_name().is_some_and(|plain| plain == name);
        if is_name { Ok(self.0.join(name)) } else { Err(PlaceError::Name) }
    }

    fn judged(&self, why: &io::Error) -> PlaceError {
        match why.kind() {
            ErrorKind::NotFound if !self.0.is_dir() => PlaceError::Gone,
            ErrorKind::NotADirectory => PlaceError::Gone,
            ErrorKind::NotFound => PlaceError::Missing,
            ErrorKind::AlreadyExists | ErrorKind::IsADirectory => PlaceError::Taken,
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
                PlaceError::Full
            }
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => PlaceError::Denied,
            ErrorKind::InvalidFilename | ErrorKind::InvalidInput => PlaceError::Name,
            _ => PlaceError::Device,
        }
    }
}

impl Place for Folder {
    fn create(&self, name: &str, content: &[u8]) -> Result<(), PlaceError> {
        let path = self.path(name)?;
        let mut file = disk::new_file(&path).map_err(|why| self.judged(&why))?;
        let written = file.write_all(content).and_then(|()| file.sync_all());
        written.and_then(|()| disk::flush_folder(&self.0)).map_err(|why| {
            // A part of a file is no use to anyone; that it can't be removed changes nothing.
            let _ = fs::remove_file(&path);
            self.judged(&why)
        })
    }

    fn read(&self, name: &str, most: usize) -> Result<Vec<u8>, PlaceError> {
        let file = File::open(self.path(name)?).map_err(|why| self.judged(&why))?;
        let mut content = Vec::new();
        let found = most.saturating_add(1);
        file.take(found as u64).read_to_end(&mut content).map_err(|why| self.judged(&why))?;
        if content.len() > most { Err(PlaceError::TooLarge { found }) } else { Ok(content) }
    }

    fn rename(&self, from: &str, to: &str) -> Result<(), PlaceError> {
        let (from, to) = (self.path(from)?, self.path(to)?);
        disk::link(&from, &to).map_err(|why| self.judged(&why))?;
        // The new name holds. That the old one stays too would be untidy, not wrong.
        let _ = fs::remove_file(&from);
        disk::flush_folder(&self.0).map_err(|why| self.judged(&why))
    }

    fn replace(&self, fresh: &str, name: &str, former: &str) -> Result<(), PlaceError> {
        let (fresh, name, former) = (self.path(fresh)?, self.path(name)?, self.path(former)?);
        let replaced = match fs::remove_file(&former) {
            Err(why) if why.kind() != ErrorKind::NotFound => Err(why),
            _ => disk::link(&name, &former).and_then(|()| fs::rename(&fresh, &name)),
        };
        replaced.and_then(|()| disk::flush_folder(&self.0)).map_err(|why| self.judged(&why))
    }

    fn list(&self) -> Result<Vec<String>, PlaceError> {
        let entries = fs::read_dir(&self.0).map_err(|why| match self.judged(&why) {
            PlaceError::Missing => PlaceError::Gone,
            other => other,
        })?;
        let files = entries.filter_map(Result::ok).filter(|entry| entry.path().is_file());
        Ok(files.filter_map(|entry| entry.file_name().into_string().ok()).collect())
    }

    fn remove(&self, name: &str) -> Result<(), PlaceError> {
        fs::remove_file(self.path(name)?).map_err(|why| self.judged(&why))?;
        disk::flush_folder(&self.0).map_err(|why| self.judged(&why))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> (tempfile::TempDir, Folder) {
        let dir = tempfile::tempdir().unwrap();
        let folder = Folder::new(dir.path());
        (dir, folder)
    }

    #[test]
    fn a_file_is_read_as_it_was_written_and_listed() {
        let (_dir, folder) = folder();
        folder.create("a.age", b"one").unwrap();
        assert_eq!(folder.read("a.age", 3).unwrap(), b"one");
        assert_eq!(folder.read("a.age", 2), Err(PlaceError::TooLarge { found: 3 }));
        assert_eq!(folder.list().unwrap(), ["a.age"]);
        folder.remove("a.age").unwrap();
        assert_eq!(folder.read("a.age", 3), Err(PlaceError::Missing));
    }

    #[test]
    fn nothing_is_ever_written_over() {
        let (_dir, folder) = folder();
        folder.create("a.age", b"one").unwrap();
        folder.create("b.age", b"two").unwrap();
        assert_eq!(folder.create("a.age", b"new"), Err(PlaceError::Taken));
        assert_eq!(folder.rename("a.age", "b.age"), Err(PlaceError::Taken));
        assert_eq!(folder.read("a.age", 9).unwrap(), b"one");
        assert_eq!(folder.read("b.age", 9).unwrap(), b"two");
        folder.rename("a.age", "c.age").unwrap();
        assert_eq!(folder.read("c.age", 9).unwrap(), b"one");
        assert_eq!(folder.read("a.age", 9), Err(PlaceError::Missing));
    }

    #[test]
    fn what_is_replaced_is_kept_beside() {
        let (_dir, folder) = folder();
        folder.create("a.age", b"one").unwrap();
        for content in [b"two", b"six"] {
            folder.create("fresh", content).unwrap();
            folder.replace("fresh", "a.age", "a.age.previous").unwrap();
        }
        assert_eq!(folder.read("a.age", 9).unwrap(), b"six");
        assert_eq!(folder.read("a.age.previous", 9).unwrap(), b"two");
        assert_eq!(folder.list().unwrap().len(), 2);
    }

    #[test]
    fn a_folder_that_is_not_there_is_said_to_be_gone_and_not_made() {
        let (dir, _) = folder();
        let gone = Folder::new(dir.path().join("drive"));
        assert_eq!(gone.create("a.age", b""), Err(PlaceError::Gone));
        assert_eq!(gone.list(), Err(PlaceError::Gone));
        assert_eq!(gone.read("a.age", 1), Err(PlaceError::Gone));
        assert!(!dir.path().join("drive").exists());
    }

    #[test]
    fn a_name_leads_nowhere_else() {
        let (_dir, folder) = folder();
        for name in ["", ".", "..", "../a", "/etc/a", "a/b", "a/"] {
            assert_eq!(folder.create(name, b""), Err(PlaceError::Name), "{name}");
        }
        assert_eq!(Folder::of_file(Path::new("/tmp/x.age")).unwrap().1, "x.age");
        assert_eq!(Folder::of_file(Path::new("/")).unwrap_err(), PlaceError::Name);
    }
}
