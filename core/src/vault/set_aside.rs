//! Moves a file that is in the vault's place aside, so that a new vault can be made.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::create::TRACE_SUFFIXES;
use super::sibling_files::{names, sibling_files};
use super::{DeviceError, Vault};
use crate::disk;

/// The suffix of a file that the user had moved aside.
const SET_ASIDE_SUFFIX: &str = ".set-aside";

impl Vault {
    /// Moves the file at `path`, and the files that a vault leaves next to it, to unused names.
    /// Returns the new name of the file itself. A journal keeps the name that belongs to its file.
    /// Call this only after the user has confirmed it, and while no program has the file open.
    ///
    /// # Errors
    /// One [`DeviceError`] per cause. Files that were already moved keep their new names.
    pub fn set_aside(path: &Path) -> Result<PathBuf, DeviceError> {
        let ends = || std::iter::once("").chain(TRACE_SUFFIXES);
        let is_free =
            |base: &PathBuf| ends().all(|end| sibling_files(base, end).symlink_metadata().is_err());
        let aside =
            names(path, SET_ASIDE_SUFFIX).find(is_free).ok_or(DeviceError::ReadOrWriteFailed)?;
        for end in ends() {
            let from = sibling_files(path, end);
            if from.symlink_metadata().is_ok() {
                move_to(&from, &sibling_files(&aside, end))
                    .map_err(|why| DeviceError::of_io(&why))?;
            }
        }
        let folder = disk::parent_folder(path);
        disk::flush_folder(folder).map_err(|why| DeviceError::of_io(&why))?;
        Ok(aside)
    }
}

/// Renames a file without ever replacing another one.
fn move_to(from: &Path, to: &Path) -> std::io::Result<()> {
    disk::link(from, to)?;
    match fs::remove_file(from) {
        // On file systems without hard links, the file was renamed instead.
        Err(why) if why.kind() != ErrorKind::NotFound => Err(why),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vault::VaultPresence;
    use crate::vault::test_support::{made, path};

    #[test]
    fn all_files_are_moved_and_none_is_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let path = path(folder.path());
        let [first, second] = [".set-aside", ".set-aside-2"].map(|end| sibling_files(&path, end));
        fs::write(sibling_files(&first, "-journal"), "from before").unwrap();
        fs::write(&path, "damaged").unwrap();
        for trace in TRACE_SUFFIXES {
            fs::write(sibling_files(&path, trace), trace).unwrap();
        }
        assert_eq!(Vault::set_aside(&path), Ok(second.clone()));
        assert_eq!(fs::read_to_string(&second).unwrap(), "damaged");
        for trace in TRACE_SUFFIXES {
            assert_eq!(fs::read_to_string(sibling_files(&second, trace)).unwrap(), trace);
        }
        assert_eq!(fs::read_to_string(sibling_files(&first, "-journal")).unwrap(), "from before");
        assert_eq!(Vault::presence(&path), VaultPresence::Nothing);
        drop(made(folder.path()));
    }

    #[test]
    fn a_folder_and_a_link_are_moved_too() {
        let folder = tempfile::tempdir().unwrap();
        let path = path(folder.path());
        fs::create_dir(&path).unwrap();
        fs::write(path.join("in it"), "x").unwrap();
        let aside = Vault::set_aside(&path).unwrap();
        assert!(aside.join("in it").exists() && !path.exists());
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink("/nowhere", &path).unwrap();
            assert!(Vault::set_aside(&path).unwrap().is_symlink());
            assert_eq!(Vault::presence(&path), VaultPresence::Nothing);
        }
    }
}
