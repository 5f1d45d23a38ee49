//! What `backup_passphrase.rs` promises.

use std::path::Path;

use super::*;
use crate::crypto::kdf::PassphraseCost;
use crate::crypto::random::SystemRandom;
use crate::vault::test_support::{account, made, path, random, set_recovery, unlock};
use crate::vault::{
    ChangeBatch, ChangeReason, NewVaultCredentials, RekeyChoice, SlotKind, UnlockCredential,
    UnlockError, rekey,
};

const NOW: UnixMillis = UnixMillis(7);
const DEVICE: [u8; 4] = [1, 2, 3, 4];
const TEXT: &str = "correct horse battery";

fn passphrase(text: &str) -> Passphrase {
    Passphrase::new(text.to_owned())
}

fn keep(vault: &mut Vault, text: &str) -> Result<(), ChangeError> {
    let settings = vault.settings().clone();
    vault.keep_backup_passphrase(&passphrase(text), DEVICE, settings, NOW)
}

fn erase(vault: &mut Vault) {
    let settings = vault.settings().clone();
    vault.erase_backup_passphrase(settings).unwrap();
}

/// Whether the vault keeps this text.
fn keeps(vault: &Vault, text: &str) -> bool {
    vault.backup_passphrase(DEVICE).is_some_and(|kept| kept.agrees_with(&passphrase(text)))
}

fn sealed_row(vault: &Vault) -> SlotRow {
    vault.slot_rows.iter().find(|row| row.is_backup_passphrase()).unwrap().clone()
}

/// Every byte in the folder of a vault, journals among them.
fn raw(folder: &Path) -> Vec<u8> {
    let files = std::fs::read_dir(folder).unwrap();
    files.flat_map(|file| std::fs::read(file.unwrap().path()).unwrap()).collect()
}

fn has(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// Every run of 16 bytes of a sealed value, because SQLite may have left only a part of it.
fn residues(bytes: &[u8], sealed: &[u8]) -> usize {
    sealed.chunks_exact(16).filter(|part| has(bytes, part)).count()
}

fn assert_erased(folder: &Path, row: &SlotRow) {
    let bytes = raw(folder);
    assert_eq!(residues(&bytes, &row.wrapped), 0, "a part of the sealed passphrase");
    assert!(!has(&bytes, &row.id) && !has(&bytes, &row.checksum));
}

#[test]
fn a_kept_passphrase_is_there_after_reopening_and_opens_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut vault = made(folder.path());
    let slots = vault.slots().to_vec();
    keep(&mut vault, TEXT).unwrap();
    assert_eq!(vault.slots(), slots, "it is no way to unlock the vault");
    drop(vault);
    let vault = unlock(folder.path());
    assert!(vault.health().is_sound());
    assert!(keeps(&vault, TEXT));
    let kept = StoredBackupPassphrase { since: NOW, device: DEVICE };
    assert_eq!(vault.stored_backup_passphrase(), Some(kept));
    assert_eq!(vault.slots().len(), slots.len());
    let why = vault.lock().unlock(UnlockCredential::Passphrase(&passphrase(TEXT))).unwrap_err().why;
    assert_eq!(why, UnlockError::NoPassphrase);
}

#[test]
fn on_another_device_it_is_not_given_out() {
    let folder = tempfile::tempdir().unwrap();
    let mut vault = made(folder.path());
    keep(&mut vault, TEXT).unwrap();
    assert!(vault.backup_passphrase([9; 4]).is_none());
    assert!(vault.stored_backup_passphrase().is_some());
}

#[test]
fn turning_it_off_erases_the_row_and_its_parts() {
    let folder = tempfile::tempdir().unwrap();
    let mut vault = made(folder.path());
    for label in ["a", "b", "c"] {
        vault.add(account(label), NOW).unwrap();
    }
    keep(&mut vault, TEXT).unwrap();
    let row = sealed_row(&vault);
    assert!(residues(&raw(folder.path()), &row.wrapped) > 10, "it is in the file before");
    erase(&mut vault);
    assert!(vault.backup_passphrase(DEVICE).is_none());
    assert_erased(folder.path(), &row);
    assert!(
        !has(&raw(folder.path()), &row.parameters)
            && !has(&raw(folder.path()), ROW_KIND.as_bytes())
    );
    drop(vault);
    assert!(unlock(folder.path()).stored_backup_passphrase().is_none());
}

#[test]
fn another_passphrase_replaces_the_first_and_erases_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut vault = made(folder.path());
    keep(&mut vault, TEXT).unwrap();
    let first = sealed_row(&vault);
    keep(&mut vault, "another one").unwrap();
    assert!(keeps(&vault, "another one"));
    assert_erased(folder.path(), &first);
    assert_eq!(vault.slot_rows.iter().filter(|row| row.is_backup_passphrase()).count(), 1);
}

#[test]
fn a_new_vault_key_leaves_it_behind() {
    let folder = tempfile::tempdir().unwrap();
    let mut vault = made(folder.path());
    keep(&mut vault, TEXT).unwrap();
    let row = sealed_row(&vault);
    let cost = PassphraseCost { mebibytes: 1, passes: 1, lanes: 1 };
    let (new, device) = (passphrase("new"), crate::vault::test_support::device_key());
    let choice = RekeyChoice { passphrase: &new, cost, device: Some(&device) };
    let report = rekey(&mut vault, &choice, NOW, &SystemRandom::new()).unwrap();
    assert_eq!(report.removed, [], "no way to unlock the vault was lost");
    assert!(vault.stored_backup_passphrase().is_none());
    assert_erased(folder.path(), &row);
}

#[test]
fn it_stays_when_the_ways_to_unlock_change() {
    let folder = tempfile::tempdir().unwrap();
    let mut vault = made(folder.path());
    keep(&mut vault, TEXT).unwrap();
    set_recovery(&mut vault, NOW);
    vault.confirm_recovery(NOW).unwrap();
    let device = vault.slots().iter().find(|slot| slot.kind == SlotKind::Device).unwrap().id;
    vault.remove_slot(device).unwrap();
    assert!(keeps(&vault, TEXT));
}

#[test]
fn undoing_a_change_does_not_bring_it_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut vault = made(folder.path());
    keep(&mut vault, TEXT).unwrap();
    let settings = VaultSettings { groups: vec!["g".to_owned()], ..vault.settings().clone() };
    let batch = ChangeBatch { changes: Vec::new(), settings: Some(settings) };
    vault.apply(batch, ChangeReason::Import, NOW).unwrap();
    erase(&mut vault);
    vault.undo(NOW).unwrap();
    assert!(vault.stored_backup_passphrase().is_none());
}

#[test]
fn its_length_is_not_visible_and_a_longer_one_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let mut vault = made(folder.path());
    let mut lengths = Vec::new();
    for text in ["a", TEXT, &"x".repeat(248)] {
        keep(&mut vault, text).unwrap();
        lengths.push(sealed_row(&vault).wrapped.len());
    }
    assert!(lengths.iter().all(|length| *length == 256 + aead::OVERHEAD), "{lengths:?}");
    let longest = "x".repeat(MAX_BACKUP_PASSPHRASE_BYTES);
    keep(&mut vault, &longest).unwrap();
    drop(vault);
    let mut vault = unlock(folder.path());
    assert!(keeps(&vault, &longest));
    let longer = "x".repeat(MAX_BACKUP_PASSPHRASE_BYTES + 1);
    assert_eq!(keep(&mut vault, &longer), Err(ChangeError::PassphraseTooLong));
    assert_eq!(keep(&mut vault, ""), Err(ChangeError::EmptyPassphrase));
    assert!(keeps(&vault, &longest));
}

#[test]
fn a_row_of_another_vault_does_not_open() {
    let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    let mut vaults = folders.each_ref().map(|folder| made(folder.path()));
    for vault in &mut vaults {
        keep(vault, TEXT).unwrap();
    }
    let foreign = sealed_row(&vaults[1]);
    assert!(foreign.open_backup_passphrase(&vaults[0].keys.vault, vaults[0].id).is_none());
    assert!(foreign.open_backup_passphrase(&vaults[1].keys.vault, vaults[1].id).is_some());
}

#[test]
fn a_vault_with_a_password_takes_it_too() {
    let folder = tempfile::tempdir().unwrap();
    let cost = PassphraseCost { mebibytes: 1, passes: 1, lanes: 1 };
    let typed = passphrase("of the vault");
    let locks =
        NewVaultCredentials { passphrase: Some(&typed), recovery: false, device: None, cost };
    let mut vault = Vault::create(&path(folder.path()), &locks, NOW, random()).unwrap().0;
    keep(&mut vault, TEXT).unwrap();
    let row = sealed_row(&vault);
    vault.change_passphrase(&passphrase("changed"), cost, NOW).unwrap();
    assert!(keeps(&vault, TEXT), "another password of the vault keeps it");
    erase(&mut vault);
    assert_erased(folder.path(), &row);
}
