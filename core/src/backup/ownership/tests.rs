//! Saves backups in place of existing files of every kind, repeatedly.

use super::*;
use crate::backup::memory::{MemoryPlace, passphrase};
use crate::backup::sample::{DEVICE, NOW, of_uri, vault};
use crate::backup::{
    BackupFile, BackupPlace, BackupSave, BackupSaveError, BackupTarget, PlaceError, verify,
};
use crate::time::UnixMillis;

const A: &str = "otpauth://totp/A:a?secret=GEZDGNBVGY3TQOJQ&issuer=A";
const B: &str = "otpauth://totp/B:b?secret=MFRGGZDFMZTWQ2LK&issuer=B";
const COUNTER: &str = "otpauth://hotp/C:c?secret=NBSWY3DPEHPK3PXP&counter=7";

const NAME: &str = "my.age";
const PREVIOUS: &str = "my.age.previous";

fn typed(text: &str) -> Passphrase {
    Passphrase::new(text.to_owned())
}

/// A vault with these accounts, in its own folder.
fn with(uris: &[&str]) -> (tempfile::TempDir, Vault) {
    let (folder, mut vault) = vault();
    for uri in uris {
        vault.add(of_uri(uri), NOW).unwrap();
    }
    (folder, vault)
}

fn saving<'a>(
    vault: &Vault,
    place: &'a MemoryPlace,
    password: Passphrase,
) -> BackupSave<&'a MemoryPlace> {
    let target = BackupTarget::File(NAME.to_owned());
    let saving = BackupSave::new(vault, DEVICE, place, target, password, NOW).unwrap();
    saving.with_work_factor(ScryptWorkFactor::new(1).unwrap())
}

/// Saves a backup and records it in the vault.
fn save(vault: &mut Vault, place: &MemoryPlace) -> Result<(), BackupSaveError> {
    let proof = saving(vault, place, passphrase()).finish()?;
    proof.note(vault).unwrap();
    Ok(())
}

/// A backup of the vault that the vault has not recorded.
fn unremembered(vault: &Vault, password: &str) -> Vec<u8> {
    let place = MemoryPlace::default();
    saving(vault, &place, typed(password)).finish().unwrap();
    place.files.take().remove(NAME).unwrap()
}

fn why(failed: Result<(), BackupSaveError>) -> (String, NotOwnedReason) {
    match failed {
        Err(BackupSaveError::NotOurs { name, why }) => (name, why),
        other => panic!("{other:?}"),
    }
}

fn files_of(vault: &Vault) -> Vec<(NotOwnedReason, Vec<u8>)> {
    let (_folder, stranger) = with(&[A]);
    let (_other_folder, more) = with(&[A, B]);
    let above_counter = {
        // A backup of this vault with one more account.
        let mut contents = BackupContents::of(&more, NOW);
        contents.vault = Some(vault.id());
        crate::backup::seal(
            &crate::backup::write(&contents),
            &passphrase(),
            ScryptWorkFactor::new(1).unwrap(),
        )
    };
    let letter = |passphrase: &Passphrase| {
        crate::backup::seal(b"tax papers", passphrase, ScryptWorkFactor::new(1).unwrap())
    };
    vec![
        (NotOwnedReason::NotBackup, b"a letter".to_vec()),
        (NotOwnedReason::NotBackup, vec![0; 70_000_000]),
        (NotOwnedReason::NotBackup, letter(&passphrase())),
        (NotOwnedReason::Unopened, letter(&typed("house"))),
        (NotOwnedReason::Unopened, unremembered(vault, "house")),
        (NotOwnedReason::Unopened, unremembered(vault, "correct horse")[..300].to_vec()),
        (NotOwnedReason::OtherVault, unremembered(&stranger, "correct horse")),
        (NotOwnedReason::HoldsMore { count: 1 }, above_counter),
    ]
}

#[test]
fn a_foreign_file_stays_after_repeated_saves() {
    let (_folder, mut vault) = with(&[A]);
    for (reason, content) in files_of(&vault) {
        let place = MemoryPlace::default();
        place.create(NAME, &content).unwrap();
        for _ in 0..3 {
            let found = why(save(&mut vault, &place));
            assert_eq!(found, (NAME.to_owned(), reason));
            assert_eq!(place.names(), [NAME]);
        }
        assert!(place.files.borrow()[NAME] == content);
    }
}

#[test]
fn a_foreign_file_keeps_the_previous_name() {
    let (_folder, mut vault) = with(&[A]);
    for (reason, content) in files_of(&vault) {
        let place = MemoryPlace::default();
        place.create(PREVIOUS, &content).unwrap();
        // The first save replaces no previous file; each later one would.
        save(&mut vault, &place).unwrap();
        let saved = place.files.borrow()[NAME].clone();
        for _ in 0..3 {
            assert_eq!(why(save(&mut vault, &place)), (PREVIOUS.to_owned(), reason));
        }
        let files = place.files.borrow();
        assert!(files[NAME] == saved && files[PREVIOUS] == content && files.len() == 2);
    }
}

#[test]
fn a_foreign_file_keeps_the_temporary_name() {
    let (_folder, mut vault) = with(&[A]);
    for (_, content) in files_of(&vault) {
        let place = MemoryPlace::default();
        place.create("my.age.unproved", &content).unwrap();
        for _ in 0..2 {
            save(&mut vault, &place).unwrap();
        }
        assert!(place.files.borrow()["my.age.unproved"] == content);
        assert_eq!(place.names(), [NAME, PREVIOUS, "my.age.unproved"]);
    }
}

#[test]
fn a_leftover_of_an_interrupted_save_is_removed() {
    let (_folder, mut vault) = with(&[A]);
    for left in [Vec::new(), unremembered(&vault, "correct horse")] {
        let place = MemoryPlace::default();
        place.create("my.age.unproved", &left).unwrap();
        save(&mut vault, &place).unwrap();
        assert_eq!(place.names(), [NAME]);
    }
}

#[test]
fn with_permission_a_foreign_file_is_set_aside_and_never_removed() {
    let (_folder, mut vault) = with(&[A]);
    for (_, content) in files_of(&vault) {
        let place = MemoryPlace::default();
        place.create(NAME, &content).unwrap();
        place.create("my.age.kept", b"kept before").unwrap();
        let proof = saving(&vault, &place, passphrase()).setting_aside().finish().unwrap();
        assert_eq!(proof.set_aside, ["my.age.kept-2"]);
        proof.note(&mut vault).unwrap();
        // Permission is no longer needed.
        for _ in 0..3 {
            save(&mut vault, &place).unwrap();
        }
        let files = place.files.borrow();
        assert!(files["my.age.kept-2"] == content && files["my.age.kept"] == b"kept before");
    }
}

#[test]
fn with_permission_the_previous_file_is_set_aside_too() {
    let (_folder, mut vault) = with(&[A]);
    let place = MemoryPlace::default();
    save(&mut vault, &place).unwrap();
    place.create(PREVIOUS, b"a letter").unwrap();
    let proof = saving(&vault, &place, passphrase()).setting_aside().finish().unwrap();
    assert_eq!(proof.set_aside, ["my.age.previous.kept"]);
    assert_eq!(place.files.borrow()["my.age.previous.kept"], b"a letter");
    assert_eq!(place.names(), [NAME, PREVIOUS, "my.age.previous.kept"]);
}

#[test]
fn an_empty_file_is_replaced_and_nothing_is_kept() {
    let (_folder, mut vault) = with(&[A]);
    let place = MemoryPlace::default();
    save(&mut vault, &place).unwrap();
    let first = place.files.borrow_mut().remove(NAME).unwrap();
    place.create(PREVIOUS, &first).unwrap();
    place.create(NAME, b"").unwrap();
    save(&mut vault, &place).unwrap();
    assert!(place.files.borrow()[PREVIOUS] == first);
    assert!(!place.files.borrow()[NAME].is_empty());
}

#[test]
fn a_recorded_file_is_replaced_without_its_passphrase() {
    let (_folder, mut vault) = with(&[A]);
    let place = MemoryPlace::default();
    for password in ["one", "two", "three", "four"] {
        let proof = saving(&vault, &place, typed(password)).finish().unwrap();
        proof.note(&mut vault).unwrap();
    }
    assert_eq!(place.names(), [NAME, PREVIOUS]);
    let former = place.files.borrow()[PREVIOUS].clone();
    assert!(verify(BackupFile { name: None, sealed: &former }, &typed("three")).is_ok());
}

#[test]
fn a_recorded_file_with_a_deleted_account_is_replaced() {
    let (_folder, mut vault) = with(&[A, B]);
    let place = MemoryPlace::default();
    save(&mut vault, &place).unwrap();
    let (whole, lost) = (place.files.borrow()[NAME].clone(), vault.accounts()[1].id);
    // An account in the trash still exists.
    vault.discard(lost, NOW).unwrap();
    let forgotten = MemoryPlace::default();
    forgotten.create(NAME, &whole).unwrap();
    let mut settings = vault.settings().clone();
    settings.proved_files.clear();
    let remembering = vault.settings().clone();
    vault.change_settings(settings.clone()).unwrap();
    saving(&vault, &forgotten, passphrase()).finish().unwrap();

    vault.purge(lost).unwrap();
    let forgotten = MemoryPlace::default();
    forgotten.create(NAME, &whole).unwrap();
    let failed = saving(&vault, &forgotten, passphrase()).finish().map(|_| ());
    assert_eq!(why(failed).1, NotOwnedReason::HoldsMore { count: 1 });
    vault.change_settings(remembering).unwrap();
    save(&mut vault, &place).unwrap();
    assert!(place.files.borrow()[PREVIOUS] == whole);
    save(&mut vault, &place).unwrap();
}

#[test]
fn undo_does_not_change_the_recorded_files() {
    let (_folder, mut vault) = with(&[A]);
    let place = MemoryPlace::default();
    let groups = |groups: &[&str]| crate::vault::ChangeBatch {
        changes: Vec::new(),
        settings: Some(crate::vault::VaultSettings {
            groups: groups.iter().map(|group| (*group).to_owned()).collect(),
            ..vault.settings().clone()
        }),
    };
    let batch = groups(&["Shop"]);
    vault.apply(batch, crate::vault::ChangeReason::Import, NOW).unwrap();
    save(&mut vault, &place).unwrap();
    let known = vault.settings().proved_files.clone();
    assert_eq!(known.len(), 1);
    vault.undo(NOW).unwrap();
    assert!(vault.settings().groups.is_empty());
    assert_eq!(vault.settings().proved_files, known);
}

#[test]
fn a_damaged_vault_does_not_replace_a_backup_that_holds_more() {
    let (folder, mut vault) = with(&[A, B]);
    let place = MemoryPlace::default();
    save(&mut vault, &place).unwrap();
    let (whole, lost) = (place.files.borrow()[NAME].clone(), vault.accounts()[1].id);
    let ownership = BackupOwnership::of(&vault, DEVICE);
    drop((vault, folder));
    // What a vault that lost an account would save.
    let (_folder, half) = with(&[A]);
    let partial = || {
        let mut contents = BackupContents::of(&half, NOW);
        contents.extent = BackupExtent::Partial;
        let target = BackupTarget::File(NAME.to_owned());
        let saving = BackupSave::of(contents, ownership.clone(), &place, target, passphrase());
        saving.unwrap().with_work_factor(ScryptWorkFactor::new(1).unwrap())
    };
    assert!(ownership.remembers(&whole), "{lost:?}");
    assert!(matches!(
        partial().finish(),
        Err(BackupSaveError::NotOurs { why: NotOwnedReason::HoldsMore { count: 1 }, .. })
    ));
    assert!(place.files.borrow()[NAME] == whole);
}

#[test]
fn edits_are_not_a_loss_but_other_keys_and_higher_counters_are() {
    let (_folder, mut vault) = with(&[A, COUNTER]);
    let before = unremembered(&vault, "correct horse");
    let ownership_of = |vault: &Vault, sealed: &[u8]| {
        BackupOwnership::of(vault, DEVICE).judge(
            sealed,
            &BackupContents::of(vault, NOW),
            &passphrase(),
        )
    };
    let [plain, counted] = [0, 1].map(|index: usize| vault.accounts()[index].id);
    // Another name, other digits, and a higher counter.
    let renamed = "otpauth://totp/Z:z?secret=GEZDGNBVGY3TQOJQ&issuer=Z&digits=8";
    vault.edit(plain, of_uri(renamed), NOW).unwrap();
    vault.take_hotp(counted).unwrap();
    assert_eq!(ownership_of(&vault, &before), FileOwnership::Ours);
    // The same file, for a vault with a lower counter or another key.
    let after = unremembered(&vault, "correct horse");
    let older = verify(BackupFile { name: None, sealed: &before }, &passphrase()).unwrap().contents;
    let further = BackupOwnership::of(&vault, DEVICE).judge(&after, &older, &passphrase());
    assert_eq!(further, FileOwnership::Foreign(NotOwnedReason::HoldsMore { count: 1 }));
    vault.edit(plain, of_uri(B), NOW).unwrap();
    assert_eq!(
        ownership_of(&vault, &before),
        FileOwnership::Foreign(NotOwnedReason::HoldsMore { count: 1 })
    );
}

#[test]
fn data_of_a_newer_version_in_a_backup_is_not_lost() {
    let (_folder, vault) = with(&[A]);
    let ownership_of = |contents: &BackupContents| {
        let sealed = crate::backup::seal(
            &crate::backup::write(contents),
            &passphrase(),
            ScryptWorkFactor::new(1).unwrap(),
        );
        BackupOwnership::of(&vault, DEVICE).judge(
            &sealed,
            &BackupContents::of(&vault, NOW),
            &passphrase(),
        )
    };
    let mut contents = BackupContents::of(&vault, UnixMillis(0));
    assert_eq!(ownership_of(&contents), FileOwnership::Ours);
    contents.unknown.insert("passkeys".to_owned(), 1.into());
    assert_eq!(ownership_of(&contents), FileOwnership::Foreign(NotOwnedReason::NotUnderstood));
    contents.unknown.clear();
    contents.entries[0].unknown.insert("icon".to_owned(), 1.into());
    assert_eq!(ownership_of(&contents), FileOwnership::Foreign(NotOwnedReason::NotUnderstood));
    contents.vault = None;
    assert_eq!(ownership_of(&contents), FileOwnership::Foreign(NotOwnedReason::OtherVault));
}

#[test]
fn a_file_that_changed_during_a_save_is_judged_again() {
    let (_folder, vault) = with(&[A]);
    let place = MemoryPlace::default();
    saving(&vault, &place, passphrase()).finish().unwrap();
    let mut late = saving(&vault, &place, passphrase());
    assert_eq!(late.by_ref().take(5).count(), 5);
    place.files.borrow_mut().insert(NAME.to_owned(), b"a letter".to_vec());
    let failed = late.next().unwrap().map(|_| ());
    assert_eq!(why(failed), (NAME.to_owned(), NotOwnedReason::NotBackup));
    drop(late);
    assert_eq!(place.names(), [NAME]);
    assert_eq!(place.read(NAME, 99), Ok(b"a letter".to_vec()));
}

#[test]
fn an_unreadable_file_stays() {
    let (_folder, mut vault) = with(&[A]);
    let mut place = MemoryPlace::default();
    place.create(NAME, b"?").unwrap();
    place.fails_at = Some("read");
    assert_eq!(save(&mut vault, &place), Err(BackupSaveError::Place(PlaceError::StorageFull)));
    assert_eq!(place.names(), [NAME]);
}
