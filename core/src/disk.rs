//! Files that are never written over another, that only their owner reads, and whose names outlast
//! a power cut.

use std::fs::{self, DirBuilder, File, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

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

/// Puts a file with this content in a place, whatever file stands there: for what a program
/// remembers for itself. At every moment the old one or the new one is whole.
///
/// # Errors
/// The system's; what stands there is as it was then.
pub fn put_file(path: &Path, content: &[u8]) -> io::Result<()> {
    let (fresh, mut file) = fresh_beside(path)?;
    let written = file.write_all(content).and_then(|()| file.sync_all());
    written.and_then(|()| fs::rename(&fresh, path)).inspect_err(|_| {
        // A part of a file is no use to anyone; that it can't be removed changes nothing.
        let _ = fs::remove_file(&fresh);
    })
}

/// A new file beside another, under the first of a few names that is free: an interrupted writer
/// may have left one.
fn fresh_beside(path: &Path) -> io::Result<(PathBuf, File)> {
    let mut answer = Err(ErrorKind::AlreadyExists.into());
    for number in 1..=9 {
        let mut name = path.as_os_str().to_owned();
        name.push(format!(".new-{number}"));
        let fresh = PathBuf::from(name);
        answer = new_file(&fresh).map(|file| (fresh, file));
        match &answer {
            Err(why) if why.kind() == ErrorKind::AlreadyExists => {}
            _ => break,
        }
    }
    answer
}

/// A folder where none is, and those above it, that only their owner may look into. One that is
/// there stays as it is.
///
/// # Errors
/// The system's.
pub fn make_folder(path: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Takes the right to read a file from everybody but its owner, where the system has such rights
/// and allows it. The file is not opened.
pub fn make_private(path: &Path) {
    #[cfg(unix)]
    {
        let owner = std::os::unix::fs::PermissionsExt::from_mode(0o600);
        let _ = fs::set_permissions(path, owner);
    }
    #[cfg(not(unix))]
    let _ = path;
}

/// Reads a file to its end, to see whether the disk gives all of it. On Unix this lets go of all locks
/// that this process holds on the file.
///
/// # Errors
/// The system's.
pub fn read_through(path: &Path) -> io::Result<()> {
    io::copy(&mut File::open(path)?, &mut io::sink()).map(|_| ())
}

/// Whether the system does not let this program read a file. On Unix the file is not opened: when
/// it is closed, this process would let go of the locks that it holds on it.
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

/// The file that a name means: behind a link the file that it leads to, at the end of all links.
///
/// # Errors
/// [`ErrorKind::NotFound`] for a link that leads nowhere, or in a circle.
pub fn behind_link(path: &Path) -> io::Result<PathBuf> {
    if !path.symlink_metadata().is_ok_and(|found| found.is_symlink()) {
        return std::path::absolute(path);
    }
    // Where links lead in a circle, the system's error differs from one to the next.
    fs::canonicalize(path).map_err(|why| match why.kind() {
        ErrorKind::PermissionDenied => why,
        _ => ErrorKind::NotFound.into(),
    })
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
    let identity = |path: &Path| {
        let found = path.symlink_metadata().ok().filter(Metadata::is_file)?;
        FileIdentity::of(&found)
    };
    identity(one).is_some_and(|one| Some(one) == identity(other))
}

/// A file's device and its number there: the same for all names of one file, and no other file's
/// as long as it is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileIdentity {
    device: u64,
    number: u64,
}

impl FileIdentity {
    /// That of what was looked at; `None` where the system gives none. Who looks at a name decides
    /// whether a link is followed.
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

/// Makes the names in a folder outlast a power cut, where the system has to be told to. Some file
/// systems, of networks and in user space, can't be told: they answer that a folder is nothing to
/// flush, and names are as lasting there as they make them.
///
/// # Errors
/// The system's, when flushing was tried and failed.
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

/// Whether nobody but its owner may read or write a file.
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

    #[test]
    fn only_its_owner_reads_a_new_file() {
        let folder = tempfile::tempdir().unwrap();
        let (one, below) = (folder.path().join("one"), folder.path().join("a/b"));
        drop(new_file(&one).unwrap());
        make_folder(&below).unwrap();
        let two = below.join("two");
        for content in ["first", "second"] {
            put_file(&two, content.as_bytes()).unwrap();
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
    fn a_file_system_that_can_not_flush_a_folder_is_no_failure() {
        // The one of processes answers EINVAL.
        let why = File::open("/proc").unwrap().sync_all().unwrap_err();
        assert_eq!(why.kind(), ErrorKind::InvalidInput);
        flush_folder(Path::new("/proc")).unwrap();
        assert_eq!(flush_folder(Path::new("/gone")).unwrap_err().kind(), ErrorKind::NotFound);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_means_the_file_at_its_end() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("file"), "x").unwrap();
        for (link, target) in [("one", "file"), ("two", "one"), ("dead", "gone"), ("ring", "ring")]
        {
            symlink(target, at(link)).unwrap();
        }
        let file = at("file").canonicalize().unwrap();
        assert_eq!(behind_link(&at("two")).unwrap(), file);
        assert_eq!(behind_link(&at("file")).unwrap(), at("file"));
        assert_eq!(behind_link(&at("new")).unwrap(), at("new"));
        for link in ["dead", "ring"] {
            assert_eq!(behind_link(&at(link)).unwrap_err().kind(), ErrorKind::NotFound);
        }
    }

    #[test]
    fn a_bare_name_is_in_this_folder() {
        assert_eq!(folder_of(Path::new("a")), Path::new("."));
        assert_eq!(folder_of(Path::new("a/b")), Path::new("a"));
    }
}
