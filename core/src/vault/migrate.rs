//! Migrates an older format to the current one: writes a copy and reads it back before it replaces
//! the old file (docs/spec/vault.md §10).
//!
//! Format 0 was written before the first release. It is format 1 under another number, and the
//! number is part of every row's associated data. Later formats will be migrated in the same way.

use super::commit::VaultChange;
use super::locked::LockedVault;
use super::rewrite::KeptFileNote;
use super::row::VaultKeys;
use super::sibling_files::left_copies;
use super::{DeviceError, Vault, VaultSettings};

/// The suffix of the copy while it is being written.
const MIGRATION_SUFFIX: &str = ".migrating";

/// The suffix of the old file, which is kept until the new one was opened once.
const OLD_FILE_SUFFIX: &str = ".old";

/// Returns the vault in the current format. A damaged vault keeps its format and is read-only.
pub(super) fn to_current(
    locked: LockedVault,
    keys: &VaultKeys,
) -> Result<LockedVault, (Box<LockedVault>, DeviceError)> {
    let (path, id) = (locked.file.path().to_owned(), locked.id);
    let old = locked.read(keys.duplicate(id));
    if !old.health.is_sound() {
        return Ok(old.lock());
    }
    forget_unfinished(&old);
    let rewritten = old.rewrite(MIGRATION_SUFFIX, OLD_FILE_SUFFIX, KeptFileNote::KeptFile);
    let random = old.random.clone();
    let mut old = old.lock();
    if let Err(why) = rewritten {
        return Err((Box::new(old), why));
    }
    Vault::open(&path, random).map_err(|_| {
        // Another program migrated it first. The open file is no longer the vault.
        old.is_stale = true;
        (Box::new(old), DeviceError::ReadOrWriteFailed)
    })
}

/// Removes the kept copy of a migration that was interrupted before the new file replaced the old
/// one. The new file was complete by then and holds the note about the kept file.
fn forget_unfinished(vault: &Vault) {
    for copy in left_copies(vault.file.path(), MIGRATION_SUFFIX, vault.id) {
        let Ok(locked) = Vault::open(&copy, vault.random.clone()) else { continue };
        let new = locked.read(vault.keys.duplicate(vault.id));
        if let Some(kept) = new.settings.kept_file.as_ref().filter(|_| new.health.is_sound()) {
            kept.remove(vault.file.path(), vault.id);
        }
    }
}

/// Removes the file of the older format once the new one was opened: only the file that was noted
/// when it was kept, not another one with the same name.
pub(super) fn forget_old(vault: &mut Vault) {
    let Some(kept) = vault.settings.kept_file.clone().filter(|_| vault.health.is_sound()) else {
        return;
    };
    kept.remove(vault.file.path(), vault.id);
    // Deletes the note, because a later file with that name is not ours. If this cannot be written,
    // the next opening tries again.
    let settings = VaultSettings { kept_file: None, ..vault.settings.clone() };
    let _ = vault.commit(VaultChange { settings: Some(settings), ..VaultChange::default() });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::kdf::PassphraseCost;
    use crate::time::UnixMillis;
    use crate::vault::rewrite::write_new;
    use crate::vault::sibling_files::sibling_files;
    use crate::vault::test_support::{account, device_key, made, path, random, unlock};
    use crate::vault::{NewVaultCredentials, StoredAccount};

    /// Writes a vault with two accounts in the format from before the first release.
    fn old(folder: &std::path::Path) -> Vec<String> {
        let mut vault = made(folder);
        vault.add(account("a"), UnixMillis(1)).unwrap();
        let id = vault.add(account("b"), UnixMillis(2)).unwrap();
        vault.discard(id, UnixMillis(3)).unwrap();
        let content = vault.content(0, vault.epoch);
        let copy = sibling_files(&path(folder), ".test");
        write_new(&copy, &content, &vault.keys, &*vault.random).unwrap();
        let names = vault.accounts().iter().chain(vault.trashed()).map(StoredAccount::name);
        let names = names.collect();
        drop(vault);
        std::fs::rename(copy, path(folder)).unwrap();
        names
    }

    fn names(vault: &Vault) -> Vec<String> {
        vault.accounts().iter().chain(vault.trashed()).map(StoredAccount::name).collect()
    }

    /// Writes the file that `tests/crash.rs` migrates: `tests/old/format-0.aikotoba`.
    #[test]
    #[ignore = "makes a committed file; every later version opens it"]
    fn make_the_old_file() {
        let folder = tempfile::tempdir().unwrap();
        let (key, random) =
            (crate::crypto::SymmetricKey::from_slice(&[0x5a; 32]).unwrap(), random());
        let locks = NewVaultCredentials {
            passphrase: None,
            recovery: true,
            device: Some(&key),
            cost: PassphraseCost::MIN,
        };
        let created = Vault::create(&path(folder.path()), &locks, UnixMillis(1), random);
        let (mut vault, _) = created.unwrap();
        vault.confirm_recovery(UnixMillis(1)).unwrap();
        for number in 0..100 {
            vault.add(account(&format!("o{number}")), UnixMillis(1)).unwrap();
        }
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/old/format-0.aikotoba");
        let content = vault.content(0, vault.epoch);
        write_new(file.as_ref(), &content, &vault.keys, &*vault.random).unwrap();
    }

    #[test]
    fn an_older_format_is_migrated_and_kept_until_the_new_one_was_opened() {
        let folder = tempfile::tempdir().unwrap();
        let before = old(folder.path());
        let kept = sibling_files(&path(folder.path()), OLD_FILE_SUFFIX);
        let mut vault = unlock(folder.path());
        assert_eq!(names(&vault), before);
        assert!(vault.health().is_sound() && kept.exists());
        vault.undo(UnixMillis(4)).unwrap();
        drop(vault);
        assert_eq!(unlock(folder.path()).accounts().len(), 2);
        assert!(!kept.exists());
    }

    #[test]
    fn a_foreign_file_with_the_old_suffix_is_never_removed() {
        let other = tempfile::tempdir().unwrap();
        drop(made(other.path()));
        let anothers = std::fs::read(path(other.path())).unwrap();
        for foreign in [b"a letter".to_vec(), anothers, Vec::new()] {
            // Next to a vault that is migrated, and next to one that never was.
            for is_old in [true, false] {
                let folder = tempfile::tempdir().unwrap();
                if is_old {
                    drop(old(folder.path()));
                } else {
                    drop(made(folder.path()));
                }
                let stranger = sibling_files(&path(folder.path()), OLD_FILE_SUFFIX);
                std::fs::write(&stranger, &foreign).unwrap();
                for _ in 0..3 {
                    drop(unlock(folder.path()));
                }
                assert_eq!(std::fs::read(&stranger).unwrap(), foreign);
                assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2);
            }
        }
    }

    /// A migration that was interrupted before the new file replaced the old one, on a file system
    /// without hard links. Returns the name under which the old file was kept.
    fn broken_off(folder: &std::path::Path) -> std::path::PathBuf {
        old(folder);
        drop(unlock(folder));
        let kept = sibling_files(&path(folder), OLD_FILE_SUFFIX);
        std::fs::rename(path(folder), sibling_files(&path(folder), MIGRATION_SUFFIX)).unwrap();
        std::fs::copy(&kept, path(folder)).unwrap();
        kept
    }

    #[test]
    fn the_file_kept_by_an_interrupted_migration_is_removed_by_the_next() {
        let folder = tempfile::tempdir().unwrap();
        let kept = broken_off(folder.path());
        assert_eq!(unlock(folder.path()).accounts().len(), 1);
        assert!(kept.exists());
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2, "no second one is kept");
        assert!(unlock(folder.path()).health().is_sound());
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_foreign_file_in_place_of_the_kept_file_stays() {
        let folder = tempfile::tempdir().unwrap();
        let kept = broken_off(folder.path());
        std::fs::remove_file(&kept).unwrap();
        std::fs::write(&kept, "a letter").unwrap();
        for _ in 0..3 {
            drop(unlock(folder.path()));
        }
        assert_eq!(std::fs::read(&kept).unwrap(), b"a letter");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2);
    }

    #[test]
    fn a_copy_made_by_the_user_stays_even_with_the_same_content() {
        let folder = tempfile::tempdir().unwrap();
        old(folder.path());
        let own = sibling_files(&path(folder.path()), OLD_FILE_SUFFIX);
        std::fs::copy(path(folder.path()), &own).unwrap();
        drop(unlock(folder.path()));
        assert!(sibling_files(&path(folder.path()), ".old-2").exists(), "the name was taken");
        drop(unlock(folder.path()));
        assert!(own.exists() && !sibling_files(&path(folder.path()), ".old-2").exists());
    }

    #[test]
    fn a_file_that_took_the_noted_name_stays() {
        let folder = tempfile::tempdir().unwrap();
        old(folder.path());
        drop(unlock(folder.path()));
        let kept = sibling_files(&path(folder.path()), OLD_FILE_SUFFIX);
        let noted = std::fs::read(&kept).unwrap();
        std::fs::remove_file(&kept).unwrap();
        std::fs::write(&kept, "a letter").unwrap();
        drop(unlock(folder.path()));
        // The first opening deletes the note, so even the original file is not removed now.
        std::fs::write(&kept, noted).unwrap();
        drop(unlock(folder.path()));
        assert!(kept.exists());
    }

    #[test]
    fn undoing_an_earlier_change_does_not_restore_the_note() {
        let folder = tempfile::tempdir().unwrap();
        old(folder.path());
        drop(unlock(folder.path()));
        let mut vault = unlock(folder.path());
        while vault.undo(UnixMillis(9)).is_ok() {}
        assert_eq!(vault.settings().kept_file, None);
    }

    #[test]
    fn a_migration_that_fails_leaves_the_vault_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let before = old(folder.path());
        // A name long enough that SQLite's journal still fits and the copy does not.
        let long = folder.path().join("v".repeat(246));
        std::fs::rename(path(folder.path()), &long).unwrap();
        let key = device_key();
        let credential = crate::vault::UnlockCredential::Device(&key);
        let refused = Vault::open(&long, random()).unwrap().unlock(credential).unwrap_err();
        assert!(matches!(refused.why, crate::vault::UnlockError::Device(_)));
        drop(refused);
        std::fs::rename(&long, path(folder.path())).unwrap();
        assert_eq!(names(&unlock(folder.path())), before);
    }
}
