//! Tests of `rekey.rs`.

use std::path::Path;

use super::*;
use crate::vault::test_support::{account, device_key, made, path, random, set_recovery, unlock};
use crate::vault::{ChangeReason, SeenEpoch, VaultAge};

const CHEAP: PassphraseCost = PassphraseCost { mebibytes: 1, passes: 1, lanes: 1 };

fn passphrase(text: &str) -> Passphrase {
    Passphrase::new(text.to_owned())
}

fn code() -> RecoveryCode {
    RecoveryCode::make(&*random()).unwrap()
}

/// A vault with a passphrase, an account in use, one in the trash, a group and changes to undo.
fn filled(folder: &Path) -> Vault {
    let mut vault = made(folder);
    vault.change_passphrase(&passphrase("old"), CHEAP, UnixMillis(1)).unwrap();
    vault.add(account("a"), UnixMillis(2)).unwrap();
    let id = vault.add(account("b"), UnixMillis(3)).unwrap();
    vault.discard(id, UnixMillis(4)).unwrap();
    let settings = VaultSettings { groups: vec!["店".to_owned()], ..vault.settings().clone() };
    vault.change_settings(settings).unwrap();
    vault
}

fn rekey(vault: &mut Vault, text: &str, recovery: &RecoveryCode) -> Result<Vec<Slot>, ChangeError> {
    let (passphrase, device) = (passphrase(text), device_key());
    let new =
        RekeyCredentials { passphrase: &passphrase, cost: CHEAP, recovery, device: Some(&device) };
    let settings = vault.settings().clone();
    vault.rekey(&new, settings, UnixMillis(9))
}

fn opens(folder: &Path, credential: UnlockCredential<'_>) -> bool {
    Vault::open(&path(folder), random()).unwrap().unlock(credential).is_ok()
}

#[test]
fn all_data_is_there_under_the_new_key_and_the_epoch_continues() {
    let folder = tempfile::tempdir().unwrap();
    let mut vault = filled(folder.path());
    let (id, epoch, key) = (vault.id(), vault.epoch(), *vault.keys.vault.expose());
    let recovery = code();
    assert_eq!(rekey(&mut vault, "new", &recovery), Ok(Vec::new()));
    assert_eq!((vault.id(), vault.epoch().0), (id, epoch.0 + 1));
    assert_ne!(*vault.keys.vault.expose(), key);
    let known = (vault.accounts()[0].duplicate(), vault.trashed()[0].duplicate());
    drop(vault);
    let mut vault = unlock(folder.path());
    assert!(vault.health().is_sound() && vault.check().damages.is_empty());
    assert_eq!(vault.meet(&mut Some(SeenEpoch::at(id, epoch))), VaultAge::Current);
    assert_eq!((&vault.accounts()[0], &vault.trashed()[0]), (&known.0, &known.1));
    assert_eq!(vault.groups(), ["店"]);
    // The undo journal was encrypted again too.
    assert_eq!(vault.undo(UnixMillis(10)).unwrap().reason, ChangeReason::Discard);
    assert_eq!(vault.undo(UnixMillis(11)).unwrap().reason, ChangeReason::Add);
    vault.add(account("c"), UnixMillis(12)).unwrap();
    drop(vault);
    assert!(unlock(folder.path()).health().is_sound());
}

#[test]
fn earlier_credentials_no_longer_open_the_vault() {
    let folder = tempfile::tempdir().unwrap();
    let mut vault = filled(folder.path());
    let (old, new) = (set_recovery(&mut vault, UnixMillis(5)), code());
    rekey(&mut vault, "new", &new).unwrap();
    drop(vault);
    let folder = folder.path();
    assert!(!opens(folder, UnlockCredential::Passphrase(&passphrase("old"))));
    assert!(!opens(folder, UnlockCredential::Recovery(&old)));
    assert!(opens(folder, UnlockCredential::Passphrase(&passphrase("new"))));
    assert!(opens(folder, UnlockCredential::Recovery(&new)));
    assert!(opens(folder, UnlockCredential::Device(&device_key())));
}

#[test]
fn the_key_of_an_older_copy_decrypts_nothing_of_the_new_file() {
    let folder = tempfile::tempdir().unwrap();
    let mut vault = filled(folder.path());
    let (old, id) = (vault.keys.duplicate(vault.id), vault.id);
    rekey(&mut vault, "new", &code()).unwrap();
    let format = vault.file.format();
    for table in crate::vault::schema::Table::ALL {
        let rows = vault.file.rows(table);
        assert!(
            rows.iter().all(|row| crate::vault::row::open(&old, id, format, table, row).is_err())
        );
        assert!(rows.iter().all(|row| row.version == vault.epoch().0), "{table}");
    }
}

#[test]
fn no_data_under_the_old_key_remains_in_the_file_or_its_journal() {
    let folder = tempfile::tempdir().unwrap();
    let mut vault = filled(folder.path());
    for number in 0..50 {
        vault.add(account(&format!("n{number}")), UnixMillis(5)).unwrap();
    }
    let mut pieces: Vec<Vec<u8>> = Vec::new();
    for table in crate::vault::schema::Table::ALL {
        pieces.extend(vault.file.rows(table).into_iter().map(|row| row.sealed));
    }
    for slot in &vault.slot_rows {
        pieces.extend([slot.wrapped.clone(), slot.proof.clone()]);
    }
    rekey(&mut vault, "new", &code()).unwrap();
    // This is checked while the vault is open, when the user is told that rekeying is complete.
    let mut beside = path(folder.path()).into_os_string();
    beside.push("-journal");
    let journal = std::fs::read(beside).unwrap_or_default();
    let file = std::fs::read(path(folder.path())).unwrap();
    for piece in pieces {
        // A long row is split across pages, so only a part of it is searched for.
        let part = &piece[piece.len() - 16..];
        assert!(!file.windows(16).any(|window| window == part), "in the file");
        assert!(!journal.windows(16).any(|window| window == part), "in the journal");
    }
}

#[test]
fn a_slot_without_its_credential_is_removed_and_reported() {
    let folder = tempfile::tempdir().unwrap();
    let mut vault = filled(folder.path());
    vault.add_passphrase(&passphrase("other"), CHEAP, UnixMillis(0)).unwrap();
    let elsewhere = SymmetricKey::from_slice(&[8; 32]).unwrap();
    vault.add_device(&elsewhere, UnixMillis(6)).unwrap();
    let removed = rekey(&mut vault, "new", &code()).unwrap();
    let mut kinds: Vec<_> = removed.iter().map(|slot| (slot.kind, slot.created.0)).collect();
    kinds.sort_by_key(|(_, created)| *created);
    assert_eq!(kinds, [(SlotKind::Passphrase, 0), (SlotKind::Device, 6)]);
    assert_eq!(vault.slots().len(), 3);
    assert!(vault.slots().iter().all(|slot| slot.created == UnixMillis(9)));
    drop(vault);
    assert!(!opens(folder.path(), UnlockCredential::Device(&elsewhere)));
}

#[test]
fn the_compromised_password_is_not_accepted_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut vault = filled(folder.path());
    let epoch = vault.epoch();
    // The same password, typed in full-width letters.
    assert_eq!(rekey(&mut vault, "ｏｌｄ", &code()), Err(ChangeError::SamePassphrase));
    assert_eq!(rekey(&mut vault, "", &code()), Err(ChangeError::EmptyPassphrase));
    assert_eq!(vault.epoch(), epoch);
    drop(vault);
    assert!(opens(folder.path(), UnlockCredential::Passphrase(&passphrase("old"))));
}

#[test]
fn a_damaged_vault_must_be_repaired_first() {
    let folder = tempfile::tempdir().unwrap();
    drop(filled(folder.path()));
    let connection = rusqlite::Connection::open(path(folder.path())).unwrap();
    connection.execute("DELETE FROM account", []).unwrap();
    drop(connection);
    let mut vault = unlock(folder.path());
    assert_eq!(rekey(&mut vault, "new", &code()), Err(ChangeError::Damaged));
}

#[test]
fn a_failed_write_leaves_the_old_vault() {
    let folder = tempfile::tempdir().unwrap();
    let mut vault = filled(folder.path());
    vault.file.forbid_writing();
    assert!(matches!(rekey(&mut vault, "new", &code()), Err(ChangeError::Device(_))));
    assert_eq!(vault.accounts().len(), 1);
    drop(vault);
    assert!(opens(folder.path(), UnlockCredential::Passphrase(&passphrase("old"))));
    assert_eq!(unlock(folder.path()).accounts().len(), 1);
}
