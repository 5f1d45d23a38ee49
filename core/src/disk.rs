//! File operations: files are never overwritten, are readable only by their owner, and their names
//! are flushed to the disk.

use std::fs::{self, DirBuilder, File, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// Creates a new file that only its owner can read.
///
/// # Errors
/// The system's error; [`ErrorKind::AlreadyExists`] if the path is in use.
pub fn new_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Writes a file, replacing any existing one; for the program's own state. At every moment either
/// the old or the new file is complete.
///
/// # Errors
/// The system's error; an existing file is unchanged.
pub fn write_file(path: &Path, content: &[u8]) -> io::Result<()> {
    let (fresh, mut file) = fresh_beside(path)?;
    let written = file.write_all(content).and_then(|()| file.sync_all());
    written.and_then(|()| fs::rename(&fresh, path)).inspect_err(|_| {
        // A partial file is useless; a failure to remove it changes nothing.
        let _ = fs::remove_file(&fresh);
    })
}

/// Creates a new file next to another one, under the first unused of a few names, because an
/// interrupted writer may have left a file.
fn fresh_beside(path: &Path) -> io::Result<(PathBuf, File)> {
    let mut answer = Err(ErrorKind::AlreadyExists.into());
    for fresh in fresh_names(path) {
        answer = new_file(&fresh).map(|file| (fresh, file));
        match &answer {
            Err(why) if why.kind() == ErrorKind::AlreadyExists => {}
            _ => break,
        }
    }
    answer
}

fn fresh_names(path: &Path) -> impl Iterator<Item = PathBuf> {
    (1..=9).map(|number| {
        let mut name = path.as_os_str().to_owned();
        name.push(format!(".new-{number}"));
        PathBuf::from(name)
    })
}

/// Deletes what killed writers left next to a file that [`write_file`] writes. If another program
/// writes it at this moment, that program gets an error.
pub fn remove_unfinished(path: &Path) {
    for fresh in fresh_names(path) {
        // Usually none exists.
        let _ = fs::remove_file(fresh);
    }
}

/// Creates a folder and its missing parents; only their owner can list them. An existing folder is
/// not changed.
///
/// # Errors
/// The system's error.
pub fn make_folder(path: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Makes a file readable only by its owner, if the system has such permissions and allows the
/// change. The file is not opened.
pub fn make_private(path: &Path) {
    #[cfg(unix)]
    {
        let owner = std::os::unix::fs::PermissionsExt::from_mode(0o600);
        let _ = fs::set_permissions(path, owner);
    }
    #[cfg(not(unix))]
    let _ = path;
}

/// Reads a file to its end, to check that the disk can read all of it. On Unix this releases all
/// locks that this process holds on the file.
///
/// # Errors
/// The system's error.
pub fn read_whole(path: &Path) -> io::Result<()> {
    io::copy(&mut File::open(path)?, &mut io::sink()).map(|_| ())
}

/// Whether the system denies this program reading a file. On Unix the file is not opened, because
/// closing it would release this process's locks on it.
pub fn is_denied(path: &Path) -> bool {
    #[cfg(unix)]
    {
        use rustix::fs::{Access, access};
        use rustix::io::Errno;
        access(path, Access::READ_OK).is_err_and(|why| [Errno::ACCESS, Errno::PERM].contains(&why))
    }
    #[cfg(not(unix))]
    File::open(path).is_err_and(|why| why.kind() == ErrorKind::PermissionDenied)
}

/// Resolves a path to its file: follows all links.
///
/// # Errors
/// [`ErrorKind::NotFound`] for a dangling or circular link.
pub fn resolve_link(path: &Path) -> io::Result<PathBuf> {
    if !path.symlink_metadata().is_ok_and(|found| found.is_symlink()) {
        return std::path::absolute(path);
    }
    // For circular links, the error differs between systems.
    fs::canonicalize(path).map_err(|why| match why.kind() {
        ErrorKind::PermissionDenied => why,
        _ => ErrorKind::NotFound.into(),
    })
}

/// Gives a file a second name (a hard link), never replacing another file. On systems without hard
/// links (some file systems, and Android for apps) the file is renamed instead; there, another
/// program could take the name between the check and the rename.
///
/// # Errors
/// The system's error; [`ErrorKind::AlreadyExists`] if the path is in use.
pub fn link(from: &Path, to: &Path) -> io::Result<()> {
    match hard_link(from, to) {
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

#[cfg(not(test))]
fn hard_link(from: &Path, to: &Path) -> io::Result<()> {
    fs::hard_link(from, to)
}

#[cfg(test)]
std::thread_local! {
    /// Whether this thread's tests take place on a file system without hard links, such as FAT.
    pub(crate) static WITHOUT_LINKS: std::cell::Cell<bool> = const { std::cell::Cell::new(false) };
}

#[cfg(test)]
fn hard_link(from: &Path, to: &Path) -> io::Result<()> {
    if WITHOUT_LINKS.get() {
        // What Linux returns on FAT: EPERM.
        from.symlink_metadata()?;
        return Err(ErrorKind::PermissionDenied.into());
    }
    fs::hard_link(from, to)
}

/// Whether two paths are names of the same file, and neither is a link. Returns `false` on systems
/// that do not tell.
pub fn is_same(one: &Path, other: &Path) -> bool {
    let identity = |path: &Path| {
        let found = path.symlink_metadata().ok().filter(Metadata::is_file)?;
        FileIdentity::of(&found)
    };
    identity(one).is_some_and(|one| Some(one) == identity(other))
}

/// A file's device and its number there: equal for all names of one file, and different from every
/// other existing file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileIdentity {
    device: u64,
    number: u64,
}

impl FileIdentity {
    /// The identity of a file; `None` on systems that have none. The caller decides whether a link
    /// is followed when it reads the metadata.
    pub fn of(found: &Metadata) -> Option<Self> {
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;
            Some(Self { device: found.dev(), number: found.ino() })
        }
        #[cfg(not(unix))]
        {
            let _ = found;
            None
        }
    }
}

/// Whether creating a hard link failed because the file system has none, not because of a fault.
pub fn is_link_unsupported(why: &io::Error) -> bool {
    use ErrorKind::{PermissionDenied, TooManyLinks, Unsupported};
    matches!(why.kind(), PermissionDenied | TooManyLinks | Unsupported)
}

/// The folder that contains a file.
pub fn parent_folder(path: &Path) -> &Path {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    folder.unwrap_or(Path::new("."))
}

/// Flushes the names in a folder to the disk, on systems that require it. Some network and
/// user-space file systems cannot flush a folder and report that; the durability of names is their
/// responsibility.
///
/// # Errors
/// The system's error, when flushing was attempted and failed.
pub fn flush_folder(folder: &Path) -> io::Result<()> {
    if !cfg!(unix) {
        return Ok(());
    }
    match File::open(folder).and_then(|folder| folder.sync_all()) {
        // EINVAL, and ENOTSUP or ENOSYS.
        Err(why) if matches!(why.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported) => {
            Ok(())
        }
        answer => answer,
    }
}

/// Whether only its owner can read and write a file.
#[cfg(test)]
pub(crate) fn is_private(path: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        path.metadata().is_ok_and(|found| found.permissions().mode() % 0o100 == 0)
    }
    #[cfg(not(unix))]
    path.exists()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_file_is_overwritten() {
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
        flush_folder(parent_folder(&three)).unwrap();
    }

    #[test]
    fn a_new_file_is_readable_only_by_its_owner() {
        let folder = tempfile::tempdir().unwrap();
        let (one, below) = (folder.path().join("one"), folder.path().join("a/b"));
        drop(new_file(&one).unwrap());
        make_folder(&below).unwrap();
        let two = below.join("two");
        for content in ["first", "second"] {
            write_file(&two, content.as_bytes()).unwrap();
            assert_eq!(fs::read(&two).unwrap(), content.as_bytes());
        }
        assert_eq!(fs::read_dir(&below).unwrap().count(), 1, "no other file is left");
        assert!([one, two, below].iter().all(|path| is_private(path)));
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_others_could_read_is_made_private() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("one");
        fs::write(&file, "x").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
        make_private(&file);
        assert!(is_private(&file));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_file_system_that_cannot_flush_a_folder_is_not_an_error() {
        // The `/proc` file system returns EINVAL.
        let why = File::open("/proc").unwrap().sync_all().unwrap_err();
        assert_eq!(why.kind(), ErrorKind::InvalidInput);
        flush_folder(Path::new("/proc")).unwrap();
        assert_eq!(flush_folder(Path::new("/gone")).unwrap_err().kind(), ErrorKind::NotFound);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_resolves_to_its_file() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("file"), "x").unwrap();
        for (link, target) in [("one", "file"), ("two", "one"), ("dead", "gone"), ("ring", "ring")]
        {
            symlink(target, at(link)).unwrap();
        }
        let file = at("file").canonicalize().unwrap();
        assert_eq!(resolve_link(&at("two")).unwrap(), file);
        assert_eq!(resolve_link(&at("file")).unwrap(), at("file"));
        assert_eq!(resolve_link(&at("new")).unwrap(), at("new"));
        for link in ["dead", "ring"] {
            assert_eq!(resolve_link(&at(link)).unwrap_err().kind(), ErrorKind::NotFound);
        }
    }

    #[test]
    fn a_bare_name_is_in_this_folder() {
        assert_eq!(parent_folder(Path::new("a")), Path::new("."));
        assert_eq!(parent_folder(Path::new("a/b")), Path::new("a"));
    }
}
