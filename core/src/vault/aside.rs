//! What stands where a vault should be, moved aside for a new one.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::beside::{beside, names};
use super::create::TRACES;
use super::{DeviceError, Vault};
use crate::disk;

/// What the name of a file ends in that its owner had moved aside.
const ASIDE: &str = ".set-aside";

impl Vault {
    /// Moves what stands at `path`, and what a vault leaves beside itself, to names that nothing
    /// has: gives that of the file. A journal keeps the name that belongs to its file. Only after
    /// the owner said so, and of a file that nobody holds.
    ///
    /// # Errors
    /// One [`DeviceError`] per cause. What was moved until then keeps its new name.
    pub fn set_aside(path: &Path) -> Result<PathBuf, DeviceError> {
        let ends = || std::iter::once("").chain(TRACES);
        let is_free =
            |base: &PathBuf| ends().all(|end| beside(base, end).symlink_metadata().is_err());
        let aside = names(path, ASIDE).find(is_free).ok_or(DeviceError::Io)?;
        for end in ends() {
            let from = beside(path, end);
            if from.symlink_metadata().is_ok() {
                move_to(&from, &beside(&aside, end)).map_err(|why| DeviceError::of_io(&why))?;
            }
        }
        let folder = disk::folder_of(path);
        disk::flush_folder(folder).map_err(|why| DeviceError::of_io(&why))?;
        Ok(aside)
    }
}

/// Gives a file another name, never that of another file.
fn move_to(from: &Path, to: &Path) -> std::io::Result<()> {
    disk::link(from, to)?;
    match fs::remove_file(from) {
        // Where there are no second names, it was renamed.
        Err(why) if why.kind() != ErrorKind::NotFound => Err(why),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vault::Presence;
    use crate::vault::test_support::{made, path};

    #[test]
    fn everything_is_moved_and_nothing_is_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let path = path(folder.path());
        let [first, second] = [".set-aside", ".set-aside-2"].map(|end| beside(&path, end));
        fs::write(beside(&first, "-journal"), "from before").unwrap();
        fs::write(&path, "damaged").unwrap();
        for trace in TRACES {
            fs::write(beside(&path, trace), trace).unwrap();
        }
        assert_eq!(Vault::set_aside(&path), Ok(second.clone()));
        assert_eq!(fs::read_to_string(&second).unwrap(), "damaged");
        for trace in TRACES {
            assert_eq!(fs::read_to_string(beside(&second, trace)).unwrap(), trace);
        }
        assert_eq!(fs::read_to_string(beside(&first, "-journal")).unwrap(), "from before");
        assert_eq!(Vault::presence(&path), Presence::Nothing);
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
            assert_eq!(Vault::presence(&path), Presence::Nothing);
        }
    }
}
