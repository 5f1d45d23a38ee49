//! Automatic backups through the bindings: prepared while the vault is unlocked, carried while it is
//! locked, and recorded when it is unlocked again.

#![allow(clippy::unwrap_used, missing_docs, reason = "a failed unwrap fails the test")]

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use aikotoba_core::backup::{
    AutomaticBackupStep, ChosenPlace, PlaceAnswer, PlaceFailure, PlaceKind, PlaceRequest,
};
use aikotoba_core::lock::UnlockTries;
use aikotoba_core::screens::automatic_backup::{AutomaticBackupState, AutomaticBackupStatus};
use aikotoba_core::screens::backup::BackupStatus;
use aikotoba_core::screens::unlock::UnlockWay;
use aikotoba_core::time::{MonotonicMillis, UnixMillis};
use aikotoba_uniffi::{Enrolment, Failure, Vault, backup_delivery, usual_options};

const NOW: UnixMillis = UnixMillis(1_800_000_000_000);
const KEY: [u8; 32] = [7; 32];
const PASSWORD: &str = "four ordinary words here";

/// A folder in memory.
#[derive(Default)]
struct MemoryFolder {
    files: BTreeMap<String, Vec<u8>>,
    is_gone: bool,
}

impl MemoryFolder {
    fn carry_out(&mut self, request: PlaceRequest) -> PlaceAnswer {
        if self.is_gone {
            return PlaceAnswer::Failed { why: PlaceFailure::Gone };
        }
        match request {
            PlaceRequest::Create { name, content } => {
                self.files.insert(name, content);
                PlaceAnswer::Done
            }
            PlaceRequest::Overwrite { .. } => PlaceAnswer::Failed { why: PlaceFailure::Denied },
            PlaceRequest::Read { name, .. } => self
                .files
                .get(&name)
                .map_or(PlaceAnswer::Failed { why: PlaceFailure::Missing }, |content| {
                    PlaceAnswer::Content { bytes: content.clone() }
                }),
            PlaceRequest::Rename { from, to } => {
                let content = self.files.remove(&from).unwrap();
                self.files.insert(to, content);
                PlaceAnswer::Done
            }
            PlaceRequest::List => {
                PlaceAnswer::Names { names: self.files.keys().cloned().collect() }
            }
            PlaceRequest::Remove { name } => {
                self.files.remove(&name);
                PlaceAnswer::Done
            }
        }
    }
}

fn path(folder: &Path) -> String {
    folder.join("vault").to_str().unwrap().to_owned()
}

/// A vault with a device key and one account.
fn made(folder: &Path) -> Arc<Vault> {
    let vault = Vault::at(path(folder));
    let ways = vec![UnlockWay::Recovery, UnlockWay::Device];
    let creation = vault.clone().creation(ways, String::new(), &KEY, String::new()).unwrap();
    let groups = creation.finish(NOW).unwrap().recovery.unwrap().groups();
    let asked = vault.recovery_check_state().unwrap().unwrap().at as usize;
    vault.answer_recovery_check(groups[asked - 1].clone(), NOW).unwrap();
    add(&vault, "shop");
    vault
}

fn add(vault: &Vault, label: &str) {
    let key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ".to_owned();
    let typed =
        Enrolment::typed("Amazon".to_owned(), label.to_owned(), key, usual_options(), None, NOW);
    typed.unwrap().commit(vault, NOW).unwrap();
}

fn unlock(vault: &Arc<Vault>) {
    let unlocking =
        vault.clone().unlock_with_device_key(&KEY, UnlockTries::default(), MonotonicMillis(5));
    unlocking.unwrap().finish().unwrap();
}

fn place(address: &str) -> ChosenPlace {
    ChosenPlace::folder("Stick".to_owned(), address.to_owned())
}

fn turned_on(folder: &Path, address: &str) -> Arc<Vault> {
    let vault = made(folder);
    vault.turn_on_automatic_backup(place(address), PASSWORD.to_owned(), NOW).unwrap();
    vault
}

fn step(vault: &Vault, seconds: i64, is_leaving: bool) -> AutomaticBackupStep {
    vault.next_automatic_backup_step(MonotonicMillis(seconds * 1000), is_leaving).unwrap()
}

fn state(vault: &Vault) -> AutomaticBackupState {
    vault.automatic_backup_state().unwrap()
}

/// Carries the prepared backup; returns the error's code.
fn carry(vault: &str, folder: &mut MemoryFolder) -> Result<(), Failure> {
    let delivery = backup_delivery(vault.to_owned()).expect("a backup is prepared");
    let mut answer = None;
    while let Some(request) = delivery.next(answer, NOW)? {
        answer = Some(folder.carry_out(request));
    }
    assert_eq!(delivery.place(), None);
    Ok(())
}

#[test]
fn the_first_backup_is_made_at_once_and_a_locked_vault_needs_no_key_for_the_delivery() {
    let home = tempfile::tempdir().unwrap();
    let vault = turned_on(home.path(), "content://stick");
    assert_eq!(state(&vault).status, AutomaticBackupStatus::Waiting);
    assert_eq!(step(&vault, 0, false), AutomaticBackupStep::Prepare);
    let preparation = vault.clone().automatic_backup(NOW).unwrap().expect("one is due");
    // What it needs was copied, so the vault may be locked meanwhile.
    vault.lock();
    assert_eq!(vault.next_automatic_backup_step(MonotonicMillis(0), true), Err(Failure::Locked));
    preparation.finish().unwrap();
    assert!(preparation.finish().is_err(), "it can be finished once");
    let delivery = backup_delivery(path(home.path())).unwrap();
    assert_eq!(delivery.place(), Some(place("content://stick")));
    let mut folder = MemoryFolder::default();
    carry(&path(home.path()), &mut folder).unwrap();
    assert_eq!(folder.files.len(), 1);
    assert!(backup_delivery(path(home.path())).is_none(), "it is carried once");
    unlock(&vault);
    assert_eq!(state(&vault).status, AutomaticBackupStatus::Waiting, "the vault learns it now");
    vault.settle_automatic_backup(NOW).unwrap();
    let saved = state(&vault);
    assert_eq!(saved.status, AutomaticBackupStatus::Saved);
    assert_eq!(saved.latest.unwrap().accounts, 1);
    assert_eq!(step(&vault, 1, true), AutomaticBackupStep::Idle);
    assert!(vault.clone().automatic_backup(NOW).unwrap().is_none(), "none is due");
}

#[test]
fn a_failure_is_recorded_after_unlocking_and_the_backup_is_carried_again() {
    let home = tempfile::tempdir().unwrap();
    let vault = turned_on(home.path(), "content://stick");
    vault.clone().automatic_backup(NOW).unwrap().unwrap().finish().unwrap();
    vault.lock();
    let mut folder = MemoryFolder { is_gone: true, ..MemoryFolder::default() };
    carry(&path(home.path()), &mut folder).unwrap_err();
    unlock(&vault);
    vault.settle_automatic_backup(NOW).unwrap();
    let failing = state(&vault);
    assert_eq!(failing.status, AutomaticBackupStatus::Failing);
    assert_eq!(failing.failure.unwrap().why.code, "place-gone");
    folder.is_gone = false;
    vault.ask_for_automatic_backup().unwrap();
    assert_eq!(step(&vault, 0, false), AutomaticBackupStep::Carry);
    carry(&path(home.path()), &mut folder).unwrap();
    vault.settle_automatic_backup(NOW).unwrap();
    assert_eq!(state(&vault).status, AutomaticBackupStatus::Saved);
}

#[test]
fn a_folder_on_disk_is_written_by_the_core() {
    let (home, stick) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let address = stick.path().to_str().unwrap();
    let vault = turned_on(home.path(), address);
    vault.clone().automatic_backup(NOW).unwrap().unwrap().finish().unwrap();
    let delivery = backup_delivery(path(home.path())).unwrap();
    delivery.carry_to_folder(address.to_owned(), NOW).unwrap();
    assert_eq!(std::fs::read_dir(stick.path()).unwrap().count(), 1);
    vault.settle_automatic_backup(NOW).unwrap();
    assert_eq!(state(&vault).status, AutomaticBackupStatus::Saved);
}

#[test]
fn a_change_waits_a_minute_and_is_saved_at_once_when_the_app_is_left() {
    let home = tempfile::tempdir().unwrap();
    let vault = turned_on(home.path(), "content://stick");
    vault.clone().automatic_backup(NOW).unwrap().unwrap().finish().unwrap();
    carry(&path(home.path()), &mut MemoryFolder::default()).unwrap();
    vault.settle_automatic_backup(NOW).unwrap();
    assert_eq!(step(&vault, 0, false), AutomaticBackupStep::Idle);
    add(&vault, "other");
    assert_eq!(step(&vault, 1, false), AutomaticBackupStep::Wait { millis: 60_000 });
    assert_eq!(step(&vault, 2, true), AutomaticBackupStep::Prepare);
}

#[test]
fn turning_off_deletes_what_was_prepared() {
    let home = tempfile::tempdir().unwrap();
    let vault = turned_on(home.path(), "content://stick");
    vault.clone().automatic_backup(NOW).unwrap().unwrap().finish().unwrap();
    vault.turn_off_automatic_backup().unwrap();
    assert!(backup_delivery(path(home.path())).is_none());
    assert_eq!(state(&vault).status, AutomaticBackupStatus::Off);
}

#[test]
fn a_vault_that_was_copied_from_another_device_stops() {
    let home = tempfile::tempdir().unwrap();
    let vault = turned_on(home.path(), "content://stick");
    vault.release();
    let copy = Vault::at(path(home.path()));
    unlock(&copy);
    // It draws another identifier, because nothing is stored with this copy.
    copy.device_record(None).unwrap();
    assert_eq!(state(&copy).status, AutomaticBackupStatus::OtherProgram);
    copy.end_copied_automatic_backup(NOW).unwrap();
    let stopped = state(&copy);
    assert_eq!(stopped.status, AutomaticBackupStatus::Stopped);
    assert_eq!(stopped.failure.unwrap().why.code, "automatic-stopped-other-device");
}

#[test]
fn a_password_that_is_empty_turns_nothing_on() {
    let home = tempfile::tempdir().unwrap();
    let vault = made(home.path());
    vault.turn_on_automatic_backup(place("content://stick"), String::new(), NOW).unwrap_err();
    assert_eq!(state(&vault).status, AutomaticBackupStatus::Off);
}

/// Carries the prepared backup to a document; only so many bytes of a write arrive.
fn carry_to_document(vault: &str, document: &mut Vec<u8>, most: usize) -> Result<(), Failure> {
    let delivery = backup_delivery(vault.to_owned()).expect("a backup is prepared");
    let mut answer = None;
    while let Some(request) = delivery.next(answer, NOW)? {
        assert!(delivery.step().is_some());
        answer = Some(match request {
            PlaceRequest::Overwrite { content, .. } => {
                *document = content[..most.min(content.len())].to_vec();
                PlaceAnswer::Done
            }
            PlaceRequest::Read { .. } => PlaceAnswer::Content { bytes: document.clone() },
            other => panic!("a document cannot do {other:?}"),
        });
    }
    Ok(())
}

#[test]
fn a_backup_to_a_document_is_unfinished_until_it_was_read_back() {
    let home = tempfile::tempdir().unwrap();
    let vault = made(home.path());
    let mut document = Vec::new();
    let back_up = || vault.clone().back_up_to_document(PASSWORD.to_owned(), NOW);
    assert!(back_up().is_err(), "no document is chosen");
    let place = ChosenPlace { kind: PlaceKind::Document, ..place("content://cloud") };
    vault.choose_backup_place(Some(place)).unwrap();
    let cancelled = back_up().unwrap();
    cancelled.cancel();
    assert_eq!(cancelled.finish(), Err(Failure::Cancelled));
    assert!(backup_delivery(path(home.path())).is_none(), "nothing was prepared");
    back_up().unwrap().finish().unwrap();
    let status = || vault.backup_state(NOW).unwrap().status;
    assert_eq!(status(), BackupStatus::Unfinished);
    carry_to_document(&path(home.path()), &mut document, 200).unwrap_err();
    vault.settle_automatic_backup(NOW).unwrap();
    assert_eq!(status(), BackupStatus::Unfinished);
    carry_to_document(&path(home.path()), &mut document, usize::MAX).unwrap();
    vault.settle_automatic_backup(NOW).unwrap();
    assert_eq!(status(), BackupStatus::Fresh);
}
