//! Files that are never written over another, and whose names outlast a power cut.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::Path;

/// A file where none is, that only its owner may read.
///
/// # Errors
/// The system's; [`ErrorKind::AlreadyExists`] where anything stands.
pub fn new_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Gives a file a second name, never another file's. Where the system knows no second names (some
/// disks, and Android for apps) the file is renamed, and the check before it is not proof against
/// another program.
///
/// # Errors
/// The system's; [`ErrorKind::AlreadyExists`] where anything stands.
pub fn link(from: &Path, to: &Path) -> io::Result<()> {
    match fs::hard_link(from, to) {
        Err(why) if !matches!(why.kind(), ErrorKind::AlreadyExists | ErrorKind::NotFound) => {
            match to.symlink_metadata() {
                Ok(_) => Err(ErrorKind::AlreadyExists.into()),
                Err(why) if why.kind() == ErrorKind::NotFound => fs::rename(from, to),
                Err(why) => Err(why),
            }
        }
        answer => answer,
    }
}

/// Whether two names are those of one file, neither of them a link. Where a system does not tell,
/// they are not.
pub fn is_same(one: &Path, other: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let place = |path: &Path| {
            let found = path.symlink_metadata().ok().filter(fs::Metadata::is_file)?;
            Some((found.dev(), found.ino()))
        };
        place(one).is_some_and(|one| Some(one) == place(other))
    }
    #[cfg(not(unix))]
    {
        let _ = (one, other);
        false
    }
}

/// Whether a second name failed because the disk or the system has none, not because it broke.
pub fn lacks_links(why: &io::Error) -> bool {
    use ErrorKind::{PermissionDenied, TooManyLinks, Unsupported};
    matches!(why.kind(), PermissionDenied | TooManyLinks | Unsupported)
}

/// The folder that a file is in.
pub fn folder_of(path: &Path) -> &Path {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    folder.unwrap_or(Path::new("."))
}

/// Makes the names in a folder outlast a power cut, where the system has to be told to.
///
/// # Errors
/// The system's.
pub fn flush_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let [one, two] = ["one", "two"].map(|name| folder.path().join(name));
        drop(new_file(&one).unwrap());
        drop(new_file(&two).unwrap());
        assert_eq!(new_file(&one).unwrap_err().kind(), ErrorKind::AlreadyExists);
        assert_eq!(link(&one, &two).unwrap_err().kind(), ErrorKind::AlreadyExists);
        let three = folder.path().join("three");
        link(&one, &three).unwrap();
        assert!(three.exists());
        assert!(is_same(&one, &three) && !is_same(&one, &two));
        assert!(!is_same(&one, &folder.path().join("none")));
        flush_folder(folder_of(&three)).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn only_its_owner_reads_a_new_file() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let file = new_file(&folder.path().join("one")).unwrap();
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o077, 0);
    }

    #[test]
    fn a_bare_name_is_in_this_folder() {
        assert_eq!(folder_of(Path::new("a")), Path::new("."));
        assert_eq!(folder_of(Path::new("a/b")), Path::new("a"));
    }
}
