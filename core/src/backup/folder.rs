//! A folder on a disk as a place for backups.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use super::place::{BackupPlace, PlaceError};
use crate::disk;

/// A folder on a disk. A missing folder is not created: it may be the empty mount point of a drive.
#[derive(Clone, Debug)]
pub struct Folder(PathBuf);

impl Folder {
    /// The folder at this path.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self(path.into())
    }

    /// The folder that contains a file, and the file's name in it. A link is followed: the backup
    /// is written to the file that it names, and the link stays.
    ///
    /// # Errors
    /// [`PlaceError::InvalidName`] when the path has no file name, or one that is not UTF-8;
    /// [`PlaceError::DeadLink`] for a dangling link.
    pub fn of_file(file: &Path) -> Result<(Self, String), PlaceError> {
        let is_link = file.symlink_metadata().is_ok_and(|found| found.is_symlink());
        let file = if is_link {
            disk::resolve_link(file).map_err(|why| match why.kind() {
                ErrorKind::NotFound => PlaceError::DeadLink,
                _ => PlaceError::Denied,
            })?
        } else {
            file.to_owned()
        };
        let name =
            file.file_name().and_then(|name| name.to_str()).ok_or(PlaceError::InvalidName)?;
        Ok((Self::new(disk::parent_folder(&file)), name.to_owned()))
    }

    /// The path of a file in the folder. A name with a path separator is rejected.
    fn path(&self, name: &str) -> Result<PathBuf, PlaceError> {
        let is_name = Path::new(name).file_name().is_some_and(|plain| plain == name);
        if is_name { Ok(self.0.join(name)) } else { Err(PlaceError::InvalidName) }
    }

    /// Maps an error of a call that used a new name.
    fn name_error(&self, why: &io::Error) -> PlaceError {
        match why.kind() {
            ErrorKind::InvalidFilename | ErrorKind::InvalidInput => PlaceError::InvalidName,
            _ => self.operation_error(why),
        }
    }

    /// Maps an error of a call that used existing names or file content, so the error cannot
    /// concern a name.
    fn operation_error(&self, why: &io::Error) -> PlaceError {
        match why.kind() {
            ErrorKind::NotFound if !self.0.is_dir() => PlaceError::PlaceMissing,
            ErrorKind::NotADirectory => PlaceError::PlaceMissing,
            ErrorKind::NotFound => PlaceError::FileMissing,
            ErrorKind::AlreadyExists | ErrorKind::IsADirectory => PlaceError::NameTaken,
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
                PlaceError::StorageFull
            }
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => PlaceError::Denied,
            _ => PlaceError::ReadOrWriteFailed,
        }
    }

    fn flush(&self) -> Result<(), PlaceError> {
        disk::flush_folder(&self.0).map_err(|why| self.operation_error(&why))
    }
}

impl BackupPlace for Folder {
    fn create(&self, name: &str, content: &[u8]) -> Result<(), PlaceError> {
        let path = self.path(name)?;
        let mut file = disk::new_file(&path).map_err(|why| self.name_error(&why))?;
        let written = file.write_all(content).and_then(|()| file.sync_all());
        written.map_err(|why| self.operation_error(&why)).and_then(|()| self.flush()).inspect_err(
            |_| {
                // A partial file is useless; a failure to remove it changes nothing.
                let _ = fs::remove_file(&path);
            },
        )
    }

    fn read(&self, name: &str, most: usize) -> Result<Vec<u8>, PlaceError> {
        let path = self.path(name)?;
        // Checked before opening: a pipe would block forever, and a link names a file elsewhere.
        if !path.symlink_metadata().map_err(|why| self.name_error(&why))?.is_file() {
            return Err(PlaceError::NameTaken);
        }
        let file = File::open(path).map_err(|why| self.name_error(&why))?;
        let mut content = Vec::new();
        let found = most.saturating_add(1);
        file.take(found as u64)
            .read_to_end(&mut content)
            .map_err(|why| self.operation_error(&why))?;
        if content.len() > most { Err(PlaceError::TooLarge { found }) } else { Ok(content) }
    }

    fn rename(&self, from: &str, to: &str) -> Result<(), PlaceError> {
        let (from, to) = (self.path(from)?, self.path(to)?);
        disk::link(&from, &to).map_err(|why| self.operation_error(&why))?;
        // The new name exists. If the old one stays too, that does no harm.
        let _ = fs::remove_file(&from);
        self.flush()
    }

    fn replace(&self, fresh: &str, name: &str, former: &str) -> Result<(), PlaceError> {
        let (fresh, name, former) = (self.path(fresh)?, self.path(name)?, self.path(former)?);
        disk::link(&name, &former).map_err(|why| self.operation_error(&why))?;
        fs::rename(&fresh, &name).map_err(|why| {
            // On file systems without hard links, the former file has already lost its name.
            if name.symlink_metadata().is_err() {
                let _ = disk::link(&former, &name);
            }
            self.operation_error(&why)
        })?;
        self.flush()
    }

    fn list(&self) -> Result<Vec<String>, PlaceError> {
        let entries = fs::read_dir(&self.0).map_err(|why| match self.operation_error(&why) {
            PlaceError::FileMissing => PlaceError::PlaceMissing,
            other => other,
        })?;
        // A link is not a file of this folder.
        let is_file = |entry: &fs::DirEntry| entry.file_type().is_ok_and(|kind| kind.is_file());
        let files = entries.filter_map(Result::ok).filter(is_file);
        Ok(files.filter_map(|entry| entry.file_name().into_string().ok()).collect())
    }

    fn remove(&self, name: &str) -> Result<(), PlaceError> {
        fs::remove_file(self.path(name)?).map_err(|why| self.operation_error(&why))?;
        // If the name comes back after a power failure, that does no harm.
        let _ = self.flush();
        Ok(())
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
        assert_eq!(folder.read("a.age", 3), Err(PlaceError::FileMissing));
    }

    #[test]
    fn no_file_is_ever_overwritten() {
        let (_dir, folder) = folder();
        folder.create("a.age", b"one").unwrap();
        folder.create("b.age", b"two").unwrap();
        assert_eq!(folder.create("a.age", b"new"), Err(PlaceError::NameTaken));
        assert_eq!(folder.rename("a.age", "b.age"), Err(PlaceError::NameTaken));
        assert_eq!(folder.read("a.age", 9).unwrap(), b"one");
        assert_eq!(folder.read("b.age", 9).unwrap(), b"two");
        folder.rename("a.age", "c.age").unwrap();
        assert_eq!(folder.read("c.age", 9).unwrap(), b"one");
        assert_eq!(folder.read("a.age", 9), Err(PlaceError::FileMissing));
    }

    #[test]
    fn a_replaced_file_is_kept_and_replaces_nothing_else() {
        let (_dir, folder) = folder();
        for (name, content) in [("a.age", b"one"), ("fresh", b"two"), ("again", b"six")] {
            folder.create(name, content).unwrap();
        }
        folder.replace("fresh", "a.age", "a.age.previous").unwrap();
        let taken = folder.replace("again", "a.age", "a.age.previous");
        assert_eq!(taken, Err(PlaceError::NameTaken));
        assert_eq!(folder.read("a.age", 9).unwrap(), b"two");
        assert_eq!(folder.read("a.age.previous", 9).unwrap(), b"one");
        assert_eq!(folder.list().unwrap().len(), 3);
    }

    #[test]
    fn a_replacement_that_fails_leaves_the_file_its_name() {
        let (_dir, folder) = folder();
        folder.create("a.age", b"one").unwrap();
        assert_eq!(folder.replace("gone", "a.age", "former"), Err(PlaceError::FileMissing));
        assert_eq!(folder.read("a.age", 9).unwrap(), b"one");
    }

    #[test]
    fn without_hard_links_nothing_is_overwritten_and_a_replaced_file_is_kept() {
        disk::WITHOUT_LINKS.set(true);
        no_file_is_ever_overwritten();
        a_replaced_file_is_kept_and_replaces_nothing_else();
        a_replacement_that_fails_leaves_the_file_its_name();
        disk::WITHOUT_LINKS.set(false);
    }

    #[cfg(unix)]
    #[test]
    fn links_folders_and_pipes_are_not_files_of_the_folder() {
        use std::os::unix::fs::symlink;
        let (dir, folder) = folder();
        folder.create("a.age", b"one").unwrap();
        symlink("a.age", dir.path().join("link.age")).unwrap();
        symlink("gone", dir.path().join("dead.age")).unwrap();
        fs::create_dir(dir.path().join("below.age")).unwrap();
        let pipe = std::process::Command::new("mkfifo").arg(dir.path().join("pipe.age")).status();
        assert!(pipe.unwrap().success());
        for name in ["link.age", "dead.age", "below.age", "pipe.age"] {
            assert_eq!(folder.read(name, 9), Err(PlaceError::NameTaken), "{name}");
            assert_eq!(folder.create(name, b""), Err(PlaceError::NameTaken), "{name}");
            assert_eq!(folder.rename("a.age", name), Err(PlaceError::NameTaken), "{name}");
        }
        assert_eq!(folder.list().unwrap(), ["a.age"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_followed_to_its_file() {
        use std::os::unix::fs::symlink;
        let (dir, _) = folder();
        let below = dir.path().canonicalize().unwrap().join("below");
        fs::create_dir(&below).unwrap();
        fs::write(below.join("real.age"), b"one").unwrap();
        let at = |name: &str| dir.path().join(name);
        for (link, target) in
            [("one", "two"), ("two", "below/real.age"), ("ring", "ring"), ("dead", "gone")]
        {
            symlink(target, at(link)).unwrap();
        }
        let (folder, name) = Folder::of_file(&at("one")).unwrap();
        assert_eq!((folder.0, name.as_str()), (below, "real.age"));
        for dead in ["ring", "dead"] {
            assert_eq!(Folder::of_file(&at(dead)).unwrap_err(), PlaceError::DeadLink);
        }
    }

    #[test]
    fn only_a_new_name_gives_a_name_error() {
        let (_dir, folder) = folder();
        let invalid = io::Error::from(ErrorKind::InvalidInput);
        assert_eq!(folder.name_error(&invalid), PlaceError::InvalidName);
        assert_eq!(folder.operation_error(&invalid), PlaceError::ReadOrWriteFailed);
        assert_eq!(folder.create(&"a".repeat(300), b""), Err(PlaceError::InvalidName));
    }

    #[test]
    fn a_missing_folder_is_reported_and_not_created() {
        let (dir, _) = folder();
        let gone = Folder::new(dir.path().join("drive"));
        assert_eq!(gone.create("a.age", b""), Err(PlaceError::PlaceMissing));
        assert_eq!(gone.list(), Err(PlaceError::PlaceMissing));
        assert_eq!(gone.read("a.age", 1), Err(PlaceError::PlaceMissing));
        assert!(!dir.path().join("drive").exists());
    }

    #[test]
    fn a_name_cannot_lead_out_of_the_folder() {
        let (_dir, folder) = folder();
        for name in ["", ".", "..", "../a", "/etc/a", "a/b", "a/"] {
            assert_eq!(folder.create(name, b""), Err(PlaceError::InvalidName), "{name}");
        }
        assert_eq!(Folder::of_file(Path::new("/tmp/x.age")).unwrap().1, "x.age");
        assert_eq!(Folder::of_file(Path::new("/")).unwrap_err(), PlaceError::InvalidName);
    }
}
