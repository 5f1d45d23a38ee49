//! Files next to the vault: their names, and which of them may be removed (docs/spec/vault.md §2).
//! Other programs may have files with the same names; a file is removed only when it is known to be
//! ours.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use data_encoding::HEXLOWER;
use rusqlite::{Connection, OpenFlags, OptionalExtension};

use super::row::{SINGLE_ROW_ID, SealedRow};
use super::schema::APPLICATION_ID;
use super::sqlite_header::SqliteHeader;
use super::{DeviceError, KeptFile, VaultId};
use crate::disk;

/// The path of a file next to `path`: its name with `end` appended.
pub(super) fn sibling_files(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    name.into()
}

/// The possible names of one kind of file next to a vault: `end`, `end-2` and so on.
pub(super) fn names(path: &Path, end: &str) -> impl Iterator<Item = PathBuf> {
    (1..).map(move |number| match number {
        1 => sibling_files(path, end),
        _ => sibling_files(path, &format!("{end}-{number}")),
    })
}

/// The first of these names that is not in use, not even by a dangling link. A name that an
/// interrupted attempt linked to the vault's own file is used again.
pub(super) fn free_name(path: &Path, end: &str) -> PathBuf {
    let is_free = |name: &PathBuf| name.symlink_metadata().is_err() || disk::is_same(name, path);
    names(path, end).find(is_free).expect("there is always a larger number")
}

/// Removes a file that we made, and its journal, if they exist.
pub(super) fn remove(path: &Path) -> Result<(), DeviceError> {
    for path in [path, &sibling_files(path, "-journal")] {
        match fs::remove_file(path) {
            Err(why) if why.kind() != ErrorKind::NotFound => return Err(DeviceError::of_io(&why)),
            _ => {}
        }
    }
    Ok(())
}

/// The kind of file that an interrupted operation may have left under a name that ends in `end`.
#[derive(Clone, Copy)]
pub(super) enum Leftover {
    /// A copy of the vault with this identifier.
    CopyOf(VaultId),
    /// A new vault that never held any data.
    NewVault,
}

/// A free name for a file to be written next to the vault. A file that an interrupted attempt of
/// ours left is removed first; any other file keeps its name.
///
/// # Errors
/// Fails when a leftover file cannot be removed.
pub(super) fn name_to_write(
    path: &Path,
    end: &str,
    leftover: Leftover,
) -> Result<PathBuf, DeviceError> {
    for name in names(path, end) {
        match name.symlink_metadata() {
            Err(why) if why.kind() == ErrorKind::NotFound => return Ok(name),
            Err(why) => return Err(DeviceError::of_io(&why)),
            Ok(found) if found.is_file() => {
                if found.len() == 0 || is_left(&name, leftover) {
                    remove(&name)?;
                    return Ok(name);
                }
            }
            Ok(_) => {}
        }
    }
    unreachable!("there is always a larger number")
}

/// The copies of this vault that interrupted operations left under names that end in `end`.
pub(super) fn left_copies(path: &Path, end: &str, vault: VaultId) -> impl Iterator<Item = PathBuf> {
    let there = names(path, end).map_while(|name| Some((name.symlink_metadata().ok()?, name)));
    there.filter_map(move |(found, name)| {
        (found.is_file() && is_left(&name, Leftover::CopyOf(vault))).then_some(name)
    })
}

/// Whether a file is a leftover of one of our interrupted operations.
fn is_left(path: &Path, leftover: Leftover) -> bool {
    let Ok(file) = look_into(path) else { return false };
    match leftover {
        Leftover::CopyOf(vault) => {
            vault_of(&file).is_ok_and(|found| found.is_none_or(|id| id == vault))
        }
        Leftover::NewVault => {
            let count = "SELECT count(*) FROM account";
            is_missing(&file, "account").unwrap_or(false)
                || file
                    .query_row(count, [], |row| row.get::<_, i64>(0))
                    .is_ok_and(|count| count == 0)
        }
    }
}

/// Opens a vault's file read-only with SQLite. Fails when an interrupted transaction would have to
/// be rolled back first.
fn look_into(path: &Path) -> rusqlite::Result<Connection> {
    let is_interrupted = sibling_files(path, "-journal").symlink_metadata().is_ok();
    let access = if is_interrupted {
        OpenFlags::SQLITE_OPEN_READ_WRITE
    } else {
        OpenFlags::SQLITE_OPEN_READ_ONLY
    };
    // This check comes before SQLite could write to the file or next to it.
    if SqliteHeader::read(path)?.application != APPLICATION_ID {
        return Err(rusqlite::Error::InvalidQuery);
    }
    let file = Connection::open_with_flags(path, access | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    file.busy_timeout(std::time::Duration::ZERO)?;
    file.execute_batch("PRAGMA trusted_schema = OFF")?;
    Ok(file)
}

/// The identifier of a vault's file; `None` when its creation did not get that far.
fn vault_of(file: &Connection) -> rusqlite::Result<Option<VaultId>> {
    if is_missing(file, "header")? {
        return Ok(None);
    }
    let vault = file.query_row("SELECT vault FROM header", [], |row| row.get(0)).optional()?;
    Ok(vault.map(VaultId))
}

fn is_missing(file: &Connection, table: &str) -> rusqlite::Result<bool> {
    let sql = "SELECT count(*) FROM sqlite_schema WHERE name = ?1";
    file.query_row(sql, [table], |row| Ok(row.get::<_, i64>(0)? == 0))
}

impl KeptFile {
    /// The note about the vault's current file, made before the file is kept under `name`.
    pub(super) fn of(name: &Path, format: i64, manifest: &SealedRow) -> Option<Self> {
        Some(Self {
            name: name.file_name()?.to_str()?.to_owned(),
            format,
            epoch: manifest.version,
            manifest: HEXLOWER.encode(&manifest.tag()),
        })
    }

    /// Removes the noted file if it is still the same file of the same vault.
    pub(super) fn remove(&self, beside: &Path, vault: VaultId) {
        let path = beside.with_file_name(&self.name);
        let is_plain = path.symlink_metadata().is_ok_and(|found| found.is_file());
        if is_plain && self.is_file(&path, vault).unwrap_or(false) {
            // A file that cannot be removed does no harm.
            let _ = fs::remove_file(path);
        }
    }

    fn is_file(&self, path: &Path, vault: VaultId) -> rusqlite::Result<bool> {
        let file = look_into(path)?;
        let format: i64 = file.pragma_query_value(None, "user_version", |row| row.get(0))?;
        let sql = "SELECT id, version, sealed FROM manifest WHERE id = ?1";
        let manifest = file.query_row(sql, [SINGLE_ROW_ID], |row| {
            let (id, version, sealed) = (row.get(0)?, row.get::<_, i64>(1)?, row.get(2)?);
            Ok(SealedRow { id, version: version.cast_unsigned(), sealed })
        })?;
        let found = Self::of(path, format, &manifest);
        Ok(vault_of(&file)? == Some(vault) && found.as_ref() == Some(self))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::UnixMillis;
    use crate::vault::schema::Table;
    use crate::vault::test_support::{account, made, path};

    const REPAIR_SUFFIX: &str = ".repairing";

    fn to_write(folder: &Path, leftover: Leftover) -> PathBuf {
        name_to_write(&path(folder), REPAIR_SUFFIX, leftover).unwrap()
    }

    #[test]
    fn a_file_of_another_program_keeps_its_name() {
        let folder = tempfile::tempdir().unwrap();
        let (first, second) = (
            sibling_files(&path(folder.path()), REPAIR_SUFFIX),
            sibling_files(&path(folder.path()), ".repairing-2"),
        );
        let ours = Leftover::CopyOf(VaultId([1; 16]));
        assert_eq!(to_write(folder.path(), ours), first);
        fs::write(&first, "a thesis").unwrap();
        assert_eq!(to_write(folder.path(), ours), second);
        fs::create_dir(&second).unwrap();
        assert_eq!(
            to_write(folder.path(), ours),
            sibling_files(&path(folder.path()), ".repairing-3")
        );
        assert_eq!(fs::read(&first).unwrap(), b"a thesis");
    }

    #[test]
    fn another_vault_keeps_its_name_and_our_leftover_is_removed() {
        let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let mut vault = made(other.path());
        let id = vault.id();
        let first = sibling_files(&path(folder.path()), REPAIR_SUFFIX);
        let copy = |vault: &crate::vault::Vault| vault.file.copy_to(&first).unwrap();
        copy(&vault);
        assert_ne!(to_write(folder.path(), Leftover::CopyOf(VaultId([1; 16]))), first);
        assert!(first.exists());
        assert_eq!(to_write(folder.path(), Leftover::CopyOf(id)), first);
        assert!(!first.exists());
        copy(&vault);
        assert_eq!(to_write(folder.path(), Leftover::NewVault), first, "nothing was kept in it");
        vault.add(account("a"), UnixMillis(1)).unwrap();
        copy(&vault);
        assert_ne!(to_write(folder.path(), Leftover::NewVault), first);
        assert!(first.exists());
    }

    #[cfg(unix)]
    #[test]
    fn only_the_noted_file_is_removed() {
        let folder = tempfile::tempdir().unwrap();
        let own = path(folder.path());
        let kept = sibling_files(&own, ".old");
        let mut vault = made(folder.path());
        let noted = |vault: &crate::vault::Vault| {
            let manifest = vault.file.row(Table::Manifest, &SINGLE_ROW_ID).unwrap();
            KeptFile::of(&kept, vault.file.format(), &manifest).unwrap()
        };
        let earlier = noted(&vault);
        vault.add(account("a"), UnixMillis(1)).unwrap();
        vault.file.copy_to(&kept).unwrap();
        earlier.remove(&own, vault.id);
        assert!(kept.exists(), "another state of the same vault");
        noted(&vault).remove(&own, VaultId([9; 16]));
        assert!(kept.exists(), "another vault");
        noted(&vault).remove(&own, vault.id);
        assert!(!kept.exists());
    }

    #[test]
    fn a_link_is_not_a_leftover() {
        let folder = tempfile::tempdir().unwrap();
        let first = sibling_files(&path(folder.path()), REPAIR_SUFFIX);
        std::os::unix::fs::symlink("nowhere", &first).unwrap();
        assert_ne!(to_write(folder.path(), Leftover::NewVault), first);
        assert!(first.symlink_metadata().is_ok());
    }
}
