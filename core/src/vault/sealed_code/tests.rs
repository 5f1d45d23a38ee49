//! Tests of `sealed_code.rs`.

use std::path::Path;

use zeroize::Zeroizing;

use super::*;
use crate::crypto::kdf::PassphraseCost;
use crate::crypto::random::SystemRandom;
use crate::secret::Passphrase;
use crate::vault::journal::UndoRecord;
use crate::vault::row;
use crate::vault::schema::Table;
use crate::vault::test_support::{
    account, device_key, made_unconfirmed, path, random, set_recovery, unlock,
};
use crate::vault::{
    AccountChange, ChangeBatch, ChangeReason, NewVaultCredentials, RecoveryAnswer, RecoveryStatus,
    RekeyChoice, UnlockCredential, make_recovery_code, rekey,
};

const NOW: UnixMillis = UnixMillis(7);
const CHEAP: PassphraseCost = PassphraseCost { mebibytes: 1, passes: 1, lanes: 1 };

fn passphrase(text: &str) -> Passphrase {
    Passphrase::new(text.to_owned())
}

fn add(label: &str) -> AccountChange {
    AccountChange::Add { id: None, account: Box::new(account(label)), trashed: None }
}

/// Imports one account and changes the groups, so that undoing it restores settings.
fn import(vault: &mut Vault) {
    let mut settings = vault.settings().clone();
    settings.groups.push("shop".to_owned());
    let batch = ChangeBatch { changes: vec![add("imported")], settings: Some(settings) };
    vault.apply(batch, ChangeReason::Import, NOW).unwrap();
}

/// The decrypted content of all rows of a vault's file, and the parameters of its slots.
fn payloads(vault: &Vault) -> Vec<(String, Zeroizing<Vec<u8>>)> {
    let mut all = Vec::new();
    for table in Table::ALL {
        for row in vault.file.rows(table) {
            let opened = row::open(&vault.keys, vault.id, vault.file.format(), table, &row);
            all.push((table.to_string(), opened.unwrap()));
        }
    }
    for slot in vault.file.slots().unwrap() {
        all.push(("slot".to_owned(), Zeroizing::new(slot.parameters)));
    }
    all
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// The sealed copy as it is in the file.
fn sealed_copy(vault: &Vault) -> String {
    let texts = vault.slot_rows.iter().filter_map(|row| {
        let known: serde_json::Value = serde_json::from_slice(&row.parameters).ok()?;
        Some(known.get("sealed_code")?.as_str()?.to_owned())
    });
    let all: Vec<String> = texts.collect();
    assert_eq!(all.len(), 1, "there is one copy");
    all.into_iter().next().unwrap()
}

/// The bytes of all files in a vault's folder, including journals.
fn raw(folder: &Path) -> Vec<u8> {
    let files = std::fs::read_dir(folder).unwrap();
    files.flat_map(|file| std::fs::read(file.unwrap().path()).unwrap()).collect()
}

/// Asserts that no row and no byte of a vault's folder contains a code.
fn assert_erased(vault: &Vault, folder: &Path, code: &RecoveryCode, copy: &str) {
    assert!(vault.unconfirmed_code().is_none());
    let printed = code.print();
    // An identifier may contain a group by chance, so the test searches for the group as JSON
    // writes it.
    let group = printed.split('-').map(|group| format!("\"{group}\""));
    let mut parts: Vec<Vec<u8>> = group.map(String::into_bytes).collect();
    parts.extend([
        copy.as_bytes().to_vec(),
        b"sealed_code".to_vec(),
        ["recovery", "check"].join("-").into_bytes(),
    ]);
    parts.extend([printed.as_bytes().to_vec(), code.expose().to_vec()]);
    for (table, payload) in payloads(vault) {
        for part in &parts {
            assert!(!holds(&payload, part), "{table}: {}", String::from_utf8_lossy(part));
        }
    }
    let bytes = raw(folder);
    for part in [copy.as_bytes(), b"sealed_code", code.expose(), printed.as_bytes()] {
        assert!(!holds(&bytes, part), "the file: {}", String::from_utf8_lossy(part));
    }
}

#[test]
fn an_unconfirmed_code_is_shown_again_and_is_always_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let (vault, code) = made_unconfirmed(folder.path());
    drop(vault);
    let mut vault = unlock(folder.path());
    assert_eq!(*vault.unconfirmed_code().unwrap().print(), *code.print());
    vault.add(account("a"), NOW).unwrap();
    for _ in 0..2 {
        let shown = make_recovery_code(&mut vault, NOW, &SystemRandom::new()).unwrap();
        assert_eq!(*shown.code.print(), *code.print());
    }
    drop(vault);
    let locked = Vault::open(&path(folder.path()), random()).unwrap();
    let vault = locked.unlock(UnlockCredential::Recovery(&code)).unwrap();
    assert_eq!(*vault.unconfirmed_code().unwrap().print(), *code.print());
}

#[test]
fn a_confirmed_code_is_in_no_row_and_in_no_journal() {
    let folder = tempfile::tempdir().unwrap();
    let (mut vault, code) = made_unconfirmed(folder.path());
    let copy = sealed_copy(&vault);
    assert!(holds(&raw(folder.path()), copy.as_bytes()), "the search finds what is there");
    import(&mut vault);
    let asked = RecoveryCheck::of(vault.settings()).unwrap();
    let printed = code.print();
    let group = printed.split('-').nth(asked.group_number() as usize - 1).unwrap();
    // As an earlier version stored it: the group is in the settings that an undo restores.
    let id = *vault.journal.last().unwrap().0;
    let mut entry: UndoRecord = vault.journal.last().unwrap().1.duplicate();
    asked.put(entry.settings.as_mut().unwrap());
    vault.commit(VaultChange { redone: vec![(id, entry)], ..VaultChange::default() }).unwrap();
    drop(vault);
    let mut vault = unlock(folder.path());
    assert_eq!(RecoveryCheck::answer(&mut vault, group, NOW).unwrap(), RecoveryAnswer::Right);
    assert_erased(&vault, folder.path(), &code, &copy);
    vault.undo(NOW).unwrap();
    assert_eq!(RecoveryStatus::of(&vault), RecoveryStatus::Confirmed);
    assert_erased(&vault, folder.path(), &code, &copy);
    drop(vault);
    let vault = unlock(folder.path());
    assert!(vault.health().is_sound());
    assert_erased(&vault, folder.path(), &code, &copy);
    drop(vault);
    let locked = Vault::open(&path(folder.path()), random()).unwrap();
    assert!(
        locked.unlock(UnlockCredential::Recovery(&code)).is_ok(),
        "the code goes on opening it"
    );
}

#[test]
fn the_undo_journal_never_holds_a_part_of_the_code() {
    let folder = tempfile::tempdir().unwrap();
    let (mut vault, _) = made_unconfirmed(folder.path());
    import(&mut vault);
    let changes = payloads(&vault).into_iter().filter(|(table, _)| table == "change");
    let changes: Vec<_> = changes.collect();
    assert_eq!(changes.len(), 1);
    for (_, payload) in &changes {
        assert!(
            !holds(payload, ["recovery", "check"].join("-").as_bytes())
                && !holds(payload, b"sealed_code")
        );
    }
    vault.undo(NOW).unwrap();
    assert!(RecoveryCheck::of(vault.settings()).is_some(), "the question stays");
    assert!(vault.unconfirmed_code().is_some());
}

#[test]
fn undoing_an_import_keeps_the_results_of_backups() {
    let folder = tempfile::tempdir().unwrap();
    let (mut vault, _) = made_unconfirmed(folder.path());
    import(&mut vault);
    let mut settings = vault.settings().clone();
    settings.set_extra(ExtraSetting::AutomaticBackup, serde_json::json!({ "keep": 3 }));
    vault.change_settings(settings.clone()).unwrap();
    vault.undo(NOW).unwrap();
    assert_eq!(
        vault.settings().extra(ExtraSetting::AutomaticBackup),
        settings.extra(ExtraSetting::AutomaticBackup)
    );
    assert!(vault.settings().groups.is_empty());
}

#[test]
fn an_unconfirmed_code_is_not_a_portable_slot() {
    let folder = tempfile::tempdir().unwrap();
    let (mut vault, _) = made_unconfirmed(folder.path());
    let id_of = |vault: &Vault, kind| {
        vault.slots().iter().find(|slot| slot.kind == kind).map(|slot| slot.id).unwrap()
    };
    let device = id_of(&vault, SlotKind::Device);
    let recovery = id_of(&vault, SlotKind::Recovery);
    assert!(!vault.has_portable_slot() && vault.awaits_confirmation());
    assert_eq!(vault.device_key_binding(), DeviceKeyBinding::ScreenLock);
    assert_eq!(vault.remove_slot(device), Err(ChangeError::OnlyUnconfirmedRecovery));
    assert_eq!(vault.remove_devices(), Err(ChangeError::OnlyUnconfirmedRecovery));
    assert_eq!(vault.remove_slot(recovery), Err(ChangeError::LastPortableSlot));
    let chosen = vault.add_passphrase(&passphrase("x"), CHEAP, NOW).unwrap();
    assert!(vault.has_portable_slot() && !vault.awaits_confirmation());
    assert_eq!(vault.device_key_binding(), DeviceKeyBinding::EnrolledBiometrics);
    assert_eq!(vault.remove_slot(chosen), Err(ChangeError::OnlyUnconfirmedRecovery));
    vault.confirm_recovery(NOW).unwrap();
    vault.remove_slot(chosen).unwrap();
    vault.remove_slot(device).unwrap();
    let recovery = id_of(&vault, SlotKind::Recovery);
    assert_eq!(vault.remove_slot(recovery), Err(ChangeError::LastPortableSlot));
}

#[test]
fn the_binding_of_a_new_vaults_device_key_depends_on_its_portable_slots() {
    let (key, typed) = (device_key(), passphrase("x"));
    let locks =
        NewVaultCredentials { passphrase: None, recovery: true, device: Some(&key), cost: CHEAP };
    assert_eq!(locks.device_key_binding(), DeviceKeyBinding::ScreenLock);
    let locks = NewVaultCredentials { passphrase: Some(&typed), ..locks };
    assert_eq!(locks.device_key_binding(), DeviceKeyBinding::EnrolledBiometrics);
}

#[test]
fn a_second_account_is_refused_and_a_replacement_of_the_first_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let (mut vault, _) = made_unconfirmed(folder.path());
    let two = ChangeBatch { changes: vec![add("a"), add("b")], settings: None };
    let waits = Err(ChangeError::ConfirmRecoveryFirst);
    assert_eq!(vault.apply(two, ChangeReason::Import, NOW).map(|_| ()), waits);
    let first = vault.add(account("a"), NOW).unwrap();
    assert_eq!(vault.add(account("b"), NOW).map(|_| ()), waits);
    let one = ChangeBatch { changes: vec![add("b")], settings: None };
    assert_eq!(vault.apply(one, ChangeReason::Import, NOW).map(|_| ()), waits);
    // An account in the place of another one, as with a second QR code of the same page.
    let second = vault.add_replacing(account("b"), Some(first), NOW).unwrap();
    vault.discard(first, NOW).unwrap();
    // The second account is given up: the first one is again the only one.
    vault.discard(second, NOW).unwrap();
    vault.add(account("c"), NOW).unwrap();
    vault.confirm_recovery(NOW).unwrap();
    vault.add(account("d"), NOW).unwrap();
}

#[test]
fn a_vault_that_only_the_code_opens_accepts_no_account_before_its_confirmation() {
    let folder = tempfile::tempdir().unwrap();
    let locks = NewVaultCredentials { passphrase: None, recovery: true, device: None, cost: CHEAP };
    let made = Vault::create(&path(folder.path()), &locks, NOW, random());
    let (mut vault, _) = made.unwrap();
    let waits = Err(ChangeError::ConfirmRecoveryFirst);
    assert_eq!(vault.add(account("a"), NOW).map(|_| ()), waits);
    vault.confirm_recovery(NOW).unwrap();
    vault.add(account("a"), NOW).unwrap();
}

#[test]
fn a_new_code_and_a_new_key_are_sealed_until_they_are_confirmed_too() {
    let folder = tempfile::tempdir().unwrap();
    let (mut vault, first) = made_unconfirmed(folder.path());
    vault.confirm_recovery(NOW).unwrap();
    let second = set_recovery(&mut vault, NOW);
    assert_ne!(*first.print(), *second.print());
    assert_eq!(*vault.unconfirmed_code().unwrap().print(), *second.print());
    assert!(RecoveryCheck::of(vault.settings()).is_some());
    let typed = passphrase("another one");
    let choice = RekeyChoice { passphrase: &typed, cost: CHEAP, device: None };
    let third = rekey(&mut vault, &choice, NOW, &SystemRandom::new()).unwrap().code;
    assert_eq!(*vault.unconfirmed_code().unwrap().print(), *third.print());
    let copy = sealed_copy(&vault);
    vault.confirm_recovery(NOW).unwrap();
    assert_erased(&vault, folder.path(), &third, &copy);
}

#[test]
fn a_lost_question_is_asked_again() {
    let folder = tempfile::tempdir().unwrap();
    let (mut vault, code) = made_unconfirmed(folder.path());
    vault.change_settings(VaultSettings::default()).unwrap();
    assert!(RecoveryCheck::of(vault.settings()).is_none());
    let shown = make_recovery_code(&mut vault, NOW, &SystemRandom::new()).unwrap();
    assert_eq!(*shown.code.print(), *code.print());
    assert!(RecoveryCheck::of(vault.settings()).is_some());
}

#[test]
fn a_copy_opens_in_its_own_slot_and_vault_only() {
    let folder = tempfile::tempdir().unwrap();
    let (vault, _) = made_unconfirmed(folder.path());
    let row = vault.slot_rows.iter().find(|row| row.kind() == SlotKind::Recovery).unwrap();
    let moved = SlotRow { id: [3; 16], ..row.clone() };
    let device = SlotRow { kind: "device".to_owned(), ..row.clone() };
    let read = |row: &SlotRow, vault_id| row.sealed_code(&vault.keys.vault, vault_id).is_some();
    assert!(read(row, vault.id));
    assert!(!read(&moved, vault.id) && !read(&device, vault.id));
    assert!(!read(row, crate::vault::VaultId([1; 16])));
}

#[test]
fn a_repair_keeps_the_unconfirmed_code() {
    let folder = tempfile::tempdir().unwrap();
    let (mut vault, code) = made_unconfirmed(folder.path());
    vault.add(account("a"), NOW).unwrap();
    drop(vault);
    let connection = rusqlite::Connection::open(path(folder.path())).unwrap();
    connection.execute("DELETE FROM account", []).unwrap();
    drop(connection);
    let mut vault = unlock(folder.path()).repair().unwrap().vault;
    assert_eq!(*vault.unconfirmed_code().unwrap().print(), *code.print());
    vault.confirm_recovery(NOW).unwrap();
    assert!(vault.unconfirmed_code().is_none());
}
