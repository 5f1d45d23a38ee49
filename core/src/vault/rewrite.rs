//! Writes a whole vault to a new file, when it is created, migrated or repaired.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::file::VaultFile;
use super::journal::UndoJournal;
use super::manifest::RowIndex;
use super::row::{RowSealer, SINGLE_ROW_ID, VaultKeys};
use super::schema::{FORMAT_VERSION, Table};
use super::sealing::PendingTransaction;
use super::sibling_files::{Leftover, free_name, name_to_write, remove};
use super::slots::SlotRow;
use super::stored_account::StoredAccount;
use super::{DeviceError, Epoch, KeptFile, Vault, VaultId, VaultSettings};
use crate::crypto::random::Random;
use crate::disk;

/// The suffix of a copy of the replaced file until the copy is complete, on file systems without
/// hard links.
const INCOMPLETE_COPY_SUFFIX: &str = ".keeping";

/// The whole content of a vault's file.
pub(super) struct VaultContent<'a> {
    pub(super) vault: VaultId,
    /// The format version to write; only tests write another than the current one.
    pub(super) format: i64,
    pub(super) epoch: Epoch,
    pub(super) slots: &'a [SlotRow],
    pub(super) accounts: Vec<&'a StoredAccount>,
    pub(super) settings: VaultSettings,
    pub(super) journal: Option<&'a UndoJournal>,
}

impl<'a> VaultContent<'a> {
    pub(super) fn empty(vault: VaultId, epoch: Epoch, slots: &'a [SlotRow]) -> Self {
        let (accounts, settings) = (Vec::new(), VaultSettings::default());
        Self { vault, format: FORMAT_VERSION, epoch, slots, accounts, settings, journal: None }
    }
}

/// Writes a new file, flushes it and closes it. Never replaces an existing file.
pub(super) fn write_new(
    path: &Path,
    content: &VaultContent<'_>,
    keys: &VaultKeys,
    random: &dyn Random,
) -> Result<(), DeviceError> {
    let VaultContent { vault, format, epoch, slots, accounts, settings, journal } = content;
    let sealer = RowSealer { keys, vault: *vault, format: *format, epoch: *epoch, random };
    let mut sealing = PendingTransaction::new(sealer, RowIndex::default());
    for kept in accounts {
        sealing.put(Table::Account, *kept.id.as_bytes(), *kept)?;
    }
    sealing.put(Table::Setting, SINGLE_ROW_ID, settings)?;
    for (id, entry) in journal.iter().flat_map(|journal| journal.iter()) {
        sealing.put(Table::Change, *id, entry)?;
    }
    let touched = accounts.iter().map(|kept| *kept.id.as_bytes());
    let (mut write, _) = sealing.add_manifest(touched, accounts.iter().copied(), slots)?;
    write.slots = Some(slots.to_vec());
    drop(disk::new_file(path).map_err(|why| DeviceError::of_io(&why))?);
    let mut file = VaultFile::create(path, *vault, *format)?;
    file.write(&write)
}

/// Whether the new file records which file it replaced, so that it can be removed later.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum KeptFileNote {
    /// It records the replaced file.
    KeptFile,
    /// It does not: only the user removes that file.
    Nothing,
}

impl Vault {
    /// Writes everything in memory to a new file in the current format, reads it back, and replaces
    /// the vault's file with it. The old file is kept next to it. This vault still has the kept file
    /// open, so it must be reopened. After an error its file is unchanged.
    pub(super) fn rewrite(
        &self,
        copy: &str,
        kept: &str,
        note: KeptFileNote,
    ) -> Result<ReplacedFile, DeviceError> {
        let copy = name_to_write(self.file.path(), copy, Leftover::CopyOf(self.id))?;
        let kept = free_name(self.file.path(), kept);
        let epoch = Epoch(self.epoch.0.max(self.index.latest()) + 1);
        let mut content = self.content(FORMAT_VERSION, epoch);
        if note == KeptFileNote::KeptFile {
            let manifest = self.file.row(Table::Manifest, &SINGLE_ROW_ID);
            let noted = manifest.and_then(|row| KeptFile::of(&kept, self.file.format(), &row));
            content.settings.kept_file = noted;
        }
        let written = write_new(&copy, &content, &self.keys, &*self.random);
        if let Err(why) = written.and_then(|()| self.verify(&copy, &content.settings)) {
            // If the copy cannot be removed, the next attempt removes it.
            let _ = remove(&copy);
            return Err(why);
        }
        replace_and_keep(&copy, &self.file, kept).inspect_err(|_| {
            let _ = remove(&copy);
        })
    }

    /// Reads a copy back and compares its whole content.
    fn verify(&self, copy: &Path, settings: &VaultSettings) -> Result<(), DeviceError> {
        let locked =
            Self::open(copy, self.random.clone()).map_err(|_| DeviceError::ReadOrWriteFailed)?;
        let new = locked.read(self.keys.duplicate(self.id));
        // A file returns its slots in the order of their identifiers.
        let mut slots: Vec<&SlotRow> = self.slot_rows.iter().collect();
        slots.sort_by_key(|slot| slot.id);
        let is_same = new.id == self.id
            && new.health.is_sound()
            && new.live == self.live
            && new.trash == self.trash
            && new.settings == *settings
            && new.slot_rows.iter().eq(slots);
        if is_same { Ok(()) } else { Err(DeviceError::ReadOrWriteFailed) }
    }
}

/// Moves a closed file to an unused path; returns `false` when something is already there.
pub(super) fn place_new(from: &Path, to: &Path) -> Result<bool, DeviceError> {
    match disk::link(from, to) {
        Err(why) if why.kind() == ErrorKind::AlreadyExists => return Ok(false),
        linked => linked.map_err(|why| DeviceError::of_io(&why))?,
    }
    if let Err(why) = remove(from).and_then(|()| flush_name(to)) {
        // The caller has not reported success yet, so the file is removed again; the caller checks
        // whether that worked.
        let _ = remove(to);
        return Err(why);
    }
    Ok(true)
}

/// The result of replacing a file.
pub(super) struct ReplacedFile {
    /// The path under which the old file was kept.
    pub(super) kept: PathBuf,
    /// Whether the rename was flushed. If not, either of the two files may be in place after a
    /// power failure.
    pub(super) is_flushed: bool,
}

/// Replaces an open file with a closed one, and keeps the open one as `kept`, an unused name. One
/// of the two is in place at every moment.
fn replace_and_keep(
    from: &Path,
    held: &VaultFile,
    kept: PathBuf,
) -> Result<ReplacedFile, DeviceError> {
    let to = held.path();
    held.check_identity()?;
    // Links the old file first, so that the path always names a file; copies it on file systems
    // without hard links.
    match fs::hard_link(to, &kept) {
        Err(why) if disk::is_link_unsupported(&why) => keep_copy(held, &kept)?,
        Err(why) if why.kind() != ErrorKind::AlreadyExists => return Err(DeviceError::of_io(&why)),
        // The vault's file may have been readable by other users; the kept file must not be.
        _ => disk::make_private(&kept),
    }
    let replaced = flush_name(&kept)
        .and_then(|()| fs::rename(from, to).map_err(|why| DeviceError::of_io(&why)));
    if let Err(why) = replaced {
        // The vault's file was not replaced, so its second name is not needed.
        let _ = fs::remove_file(&kept);
        return Err(why);
    }
    // A journal that could not be removed when the copy was closed. It is no longer needed.
    let _ = remove(from);
    Ok(ReplacedFile { is_flushed: flush_name(to).is_ok(), kept })
}

/// Copies the open file to an unused name. Until the copy is complete, it has a name by which the
/// next attempt recognises it as ours.
fn keep_copy(held: &VaultFile, kept: &Path) -> Result<(), DeviceError> {
    let copy = name_to_write(held.path(), INCOMPLETE_COPY_SUFFIX, Leftover::CopyOf(held.vault()))?;
    held.copy_to(&copy)?;
    let placed = disk::link(&copy, kept).map_err(|why| DeviceError::of_io(&why));
    // Removes the unfinished copy, and its first name on file systems with hard links.
    let _ = remove(&copy);
    placed
}

/// Flushes the folder, so that a file's name survives a power failure.
fn flush_name(path: &Path) -> Result<(), DeviceError> {
    disk::flush_folder(disk::parent_folder(path)).map_err(|why| DeviceError::of_io(&why))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::UnixMillis;
    use crate::vault::sibling_files::sibling_files;
    use crate::vault::test_support::{account, made, path, set_recovery, unlock};

    #[test]
    fn a_copy_with_different_content_is_rejected() {
        type Alter = fn(&mut VaultContent<'_>);
        let alterations: [(&str, bool, Alter); 6] = [
            ("nothing", true, |_| {}),
            ("an account in use", false, |content| {
                content.accounts.retain(|kept| kept.trashed.is_some());
            }),
            ("an account in the trash", false, |content| {
                content.accounts.retain(|kept| kept.trashed.is_none());
            }),
            ("the settings", false, |content| content.settings.groups.push("x".to_owned())),
            ("a slot", false, |content| content.slots = &content.slots[1..]),
            ("the vault", false, |content| content.vault = VaultId([9; 16])),
        ];
        let folder = tempfile::tempdir().unwrap();
        let mut vault = made(folder.path());
        vault.add(account("a"), UnixMillis(1)).unwrap();
        let gone = vault.add(account("b"), UnixMillis(1)).unwrap();
        vault.discard(gone, UnixMillis(2)).unwrap();
        set_recovery(&mut vault, UnixMillis(3));
        assert_eq!(vault.slot_rows.len(), 2);
        for (what, is_same, alter) in alterations {
            let copy = sibling_files(&path(folder.path()), &format!(".{what}"));
            let mut content = vault.content(FORMAT_VERSION, Epoch(vault.epoch.0 + 1));
            alter(&mut content);
            write_new(&copy, &content, &vault.keys, &*vault.random).unwrap();
            assert_eq!(vault.verify(&copy, &vault.settings).is_ok(), is_same, "{what}");
        }
    }

    #[test]
    fn a_copy_is_kept_on_file_systems_without_hard_links() {
        let folder = tempfile::tempdir().unwrap();
        let mut vault = made(folder.path());
        vault.add(account("a"), UnixMillis(1)).unwrap();
        let kept = sibling_files(&path(folder.path()), ".old");
        // A leftover of an earlier attempt that was killed.
        vault.file.copy_to(&sibling_files(&path(folder.path()), INCOMPLETE_COPY_SUFFIX)).unwrap();
        keep_copy(&vault.file, &kept).unwrap();
        assert!(disk::is_private(&kept), "only its owner reads a copy");
        assert!(keep_copy(&vault.file, &kept).is_err(), "a copy never overwrites a file");
        assert!(vault.file.copy_to(&kept).is_err(), "a copy never overwrites a file");
        drop(vault);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "no other copy is left");
        fs::rename(&kept, path(folder.path())).unwrap();
        let vault = unlock(folder.path());
        assert!(vault.health().is_sound());
        assert_eq!(vault.accounts()[0].name(), "Amazon: a");
    }
}
