//! From a change to a proved file at the place, interrupted everywhere.

use std::path::Path;

use super::*;
use crate::backup::memory::{MemoryPlace, passphrase};
use crate::backup::sample::{DEVICE, NOW, of_uri, vault};
use crate::backup::{
    BackupFile, BackupPlace, BackupProof, PlaceAnswer, PlaceRequest, SaveProgress,
    ScryptWorkFactor, verify,
};
use crate::crypto::kdf::PassphraseCost;
use crate::crypto::random::SystemRandom;
use crate::time::MonotonicMillis;
use crate::vault::{RekeyChoice, Vault, rekey};

const URI: &str = "otpauth://totp/Amazon:me?secret=GEZDGNBVGY3TQOJQ&issuer=Amazon";
const OTHER: DeviceId = DeviceId([9; 4]);

fn place_at(address: &str) -> ChosenPlace {
    ChosenPlace::folder("Stick".to_owned(), address.to_owned())
}

fn at(seconds: i64) -> UnixMillis {
    UnixMillis(NOW.0 + seconds * 1000)
}

/// A vault with one account and automatic backups to `/stick`.
fn turned_on() -> (tempfile::TempDir, Vault) {
    let (folder, mut vault) = vault();
    vault.add(of_uri(URI), NOW).unwrap();
    AutomaticBackup::turn_on(&mut vault, place_at("/stick"), &passphrase(), DEVICE, NOW).unwrap();
    (folder, vault)
}

fn change(vault: &mut Vault, label: &str) {
    vault.add(of_uri(&format!("otpauth://totp/{label}?secret=MFRGGZDF")), NOW).unwrap();
}

/// Prepares a backup; returns whether one was due.
fn prepare(vault: &Vault, seconds: i64) -> bool {
    let Some(preparation) = BackupPreparation::of(vault, DEVICE, at(seconds)) else { return false };
    let work = ScryptWorkFactor::new(1).unwrap();
    preparation.with_work_factor(work).finish(&SystemRandom::new()).unwrap();
    true
}

fn deliver(vault: &Vault, place: &MemoryPlace) -> Result<(), BackupSaveError> {
    BackupDelivery::of(vault.path()).expect("a backup is prepared").carry_to(place, at(900))
}

fn settle(vault: &mut Vault) -> AutomaticBackup {
    AutomaticBackup::settle(vault, at(1000)).unwrap();
    AutomaticBackup::end_copied(vault, DEVICE, at(1000)).unwrap();
    AutomaticBackup::of(vault.settings())
}

fn files(vault: &Vault) -> PreparedFiles {
    PreparedFiles::beside(vault.path())
}

fn accounts(place: &MemoryPlace, name: &str) -> usize {
    let sealed = place.files.borrow()[name].clone();
    let read = verify(BackupFile { name: Some(name), sealed: &sealed }, &passphrase()).unwrap();
    read.contents.entries.len()
}

#[test]
fn a_backup_is_prepared_carried_and_recorded() {
    let (_folder, mut vault) = turned_on();
    let place = MemoryPlace::default();
    assert!(prepare(&vault, 0));
    assert!(!prepare(&vault, 1), "it is prepared already");
    deliver(&vault, &place).unwrap();
    assert!(!files(&vault).prepared.exists() && files(&vault).receipt.exists());
    assert!(AutomaticBackup::is_due(&vault, DEVICE), "the vault does not know of it yet");
    let automatic = settle(&mut vault);
    assert!(!files(&vault).receipt.exists());
    assert!(!AutomaticBackup::is_due(&vault, DEVICE) && !prepare(&vault, 2));
    let [name] = <[String; 1]>::try_from(place.names()).unwrap();
    assert_eq!(automatic.made, [SavedBackup { name: name.clone(), at: NOW, accounts: 1 }]);
    assert_eq!(automatic.reached.as_deref(), Some("/stick"));
    assert_eq!(BackupFreshness::of(&vault), BackupFreshness::Current { at: NOW });
    assert_eq!(accounts(&place, &name), 1);
    change(&mut vault, "b");
    assert!(prepare(&vault, 3));
}

#[test]
fn as_many_are_kept_as_chosen_and_only_recorded_files_are_deleted() {
    let (_folder, mut vault) = turned_on();
    AutomaticBackup::change(&mut vault, |it| it.keep = KeepCount::new(2).unwrap()).unwrap();
    let place = MemoryPlace::default();
    let foreign = "aikotoba-20200101T000000Z-5d5d5d5d-c04d92e6.unproved";
    place.create(foreign, b"not ours").unwrap();
    for round in 0..5 {
        change(&mut vault, &format!("a{round}"));
        assert!(prepare(&vault, round * 60));
        deliver(&vault, &place).unwrap();
        settle(&mut vault);
    }
    let ours: Vec<_> = place.names().into_iter().filter(|name| name != foreign).collect();
    assert_eq!(ours.len(), 2, "{ours:?}");
    assert_eq!(accounts(&place, ours.last().unwrap()), 6);
    assert!(place.names().contains(&foreign.to_owned()));
}

#[test]
fn a_failure_is_recorded_with_its_first_time_and_ends_with_a_success() {
    let (_folder, mut vault) = turned_on();
    let mut place = MemoryPlace { fails_at: Some("create"), ..MemoryPlace::default() };
    assert!(prepare(&vault, 0));
    for now in [at(5), at(6)] {
        let delivery = BackupDelivery::of(vault.path()).unwrap();
        assert_eq!(delivery.carry_to(&place, now).unwrap_err().code(), "place-full");
    }
    let failed = settle(&mut vault).failed.unwrap();
    assert_eq!((failed.since, failed.why.code.as_str()), (at(5), "place-full"));
    deliver(&vault, &place).unwrap_err();
    assert_eq!(settle(&mut vault).failed.unwrap().since, at(5));
    place.fails_at = None;
    deliver(&vault, &place).unwrap();
    assert_eq!(settle(&mut vault).failed, None);
}

/// Carries out so many requests, then stops as if the process was killed; returns whether it came
/// to its end before.
fn killed_after(vault: &Vault, place: &MemoryPlace, requests: usize) -> bool {
    let Some(mut delivery) = BackupDelivery::of(vault.path()) else { return true };
    let mut answer = None;
    for _ in 0..requests {
        match delivery.next(answer, at(5)).unwrap() {
            SaveProgress::Ask(request) => answer = Some(request.carry_out(place)),
            SaveProgress::Saved | SaveProgress::Cancelled => return true,
        }
    }
    false
}

#[test]
fn a_delivery_that_was_killed_anywhere_is_made_again_and_leaves_one_file() {
    let mut requests = 0;
    loop {
        let (_folder, mut vault) = turned_on();
        let place = MemoryPlace::default();
        assert!(prepare(&vault, 0));
        let is_over = killed_after(&vault, &place, requests);
        if files(&vault).prepared.exists() {
            deliver(&vault, &place).unwrap();
        }
        assert_eq!(settle(&mut vault).made.len(), 1, "after {requests} requests");
        assert!(!AutomaticBackup::is_due(&vault, DEVICE));
        let names = place.names();
        assert_eq!(names.len(), 1, "after {requests} requests: {names:?}");
        assert_eq!(accounts(&place, &names[0]), 1);
        if is_over {
            break;
        }
        requests += 1;
    }
    assert!(requests > 4, "each step was interrupted once");
}

#[test]
fn a_receipt_that_was_not_read_is_followed_by_the_same_receipt() {
    let (_folder, mut vault) = turned_on();
    let place = MemoryPlace::default();
    assert!(prepare(&vault, 0));
    let prepared = std::fs::read(files(&vault).prepared).unwrap();
    deliver(&vault, &place).unwrap();
    // Killed after the receipt was written and before the prepared file was deleted.
    std::fs::write(files(&vault).prepared, &prepared).unwrap();
    deliver(&vault, &place).unwrap();
    assert_eq!(place.names().len(), 1);
    assert_eq!(settle(&mut vault).made.len(), 1);
}

#[test]
fn a_backup_prepared_while_another_is_carried_is_not_lost() {
    let (_folder, mut vault) = turned_on();
    let place = MemoryPlace::default();
    assert!(prepare(&vault, 0));
    let first = BackupDelivery::of(vault.path()).unwrap();
    change(&mut vault, "b");
    assert!(prepare(&vault, 60));
    first.carry_to(&place, at(61)).unwrap();
    assert!(files(&vault).prepared.exists());
    settle(&mut vault);
    assert!(AutomaticBackup::is_due(&vault, DEVICE));
    deliver(&vault, &place).unwrap();
    assert_eq!(settle(&mut vault).made.len(), 2);
    assert_eq!(accounts(&place, place.names().last().unwrap()), 2);
}

#[test]
fn a_file_that_is_not_as_it_was_written_is_not_carried() {
    let (_folder, vault) = turned_on();
    assert!(prepare(&vault, 0));
    let path = files(&vault).prepared;
    let good = std::fs::read(&path).unwrap();
    let mut cut = good.clone();
    cut.pop();
    let mut changed = good.clone();
    let last = changed.len() - 40;
    changed[last] ^= 1;
    for bytes in [&cut[..], &changed, b"", b"{}\n", b"\n", &good[..100]] {
        std::fs::write(&path, bytes).unwrap();
        assert!(BackupDelivery::of(vault.path()).is_none());
        assert!(prepare(&vault, 1), "and is made once more");
    }
}

#[test]
fn a_receipt_of_somebody_else_proves_nothing() {
    let (_folder, mut vault) = turned_on();
    let (_other_folder, other) = turned_on();
    let place = MemoryPlace::default();
    assert!(prepare(&other, 0));
    deliver(&other, &place).unwrap();
    std::fs::copy(files(&other).receipt, files(&vault).receipt).unwrap();
    assert_eq!(settle(&mut vault).made, []);
    assert!(!files(&vault).receipt.exists());
    assert_eq!(BackupFreshness::of(&vault), BackupFreshness::Never);
}

#[test]
fn nothing_beside_the_vault_tells_a_secret() {
    let (_folder, vault) = turned_on();
    assert!(prepare(&vault, 0));
    let bytes = std::fs::read(files(&vault).prepared).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    for secret in ["GEZDGNBV", "Amazon", "correct horse", "digest"] {
        assert!(!text.contains(secret), "{secret}");
    }
    #[cfg(unix)]
    assert!(crate::disk::is_private(&files(&vault).prepared));
}

#[test]
fn another_place_gets_a_backup_even_if_nothing_changed() {
    let (_folder, mut vault) = turned_on();
    let place = MemoryPlace::default();
    assert!(prepare(&vault, 0));
    deliver(&vault, &place).unwrap();
    settle(&mut vault);
    AutomaticBackup::change(&mut vault, |it| it.place = Some(place_at("/other"))).unwrap();
    assert!(AutomaticBackup::is_due(&vault, DEVICE) && prepare(&vault, 60));
    assert_eq!(PreparedBackup::read(vault.path()).unwrap().place().address, "/other");
}

#[test]
fn turning_it_off_erases_the_passphrase_and_what_is_prepared() {
    let (_folder, mut vault) = turned_on();
    assert!(prepare(&vault, 0));
    AutomaticBackup::turn_off(&mut vault).unwrap();
    assert!(!files(&vault).prepared.exists());
    assert!(vault.backup_passphrase(DEVICE.0).is_none());
    assert!(!AutomaticBackup::runs_on(&vault, DEVICE) && !prepare(&vault, 1));
    assert_eq!(AutomaticBackup::of(vault.settings()).place, Some(place_at("/stick")));
    assert_eq!(settle(&mut vault).failed, None);
}

#[test]
fn another_passphrase_is_used_for_what_was_prepared_with_the_former() {
    let (_folder, mut vault) = turned_on();
    assert!(prepare(&vault, 0));
    let other = Passphrase::new("battery staple".to_owned());
    AutomaticBackup::turn_on(&mut vault, place_at("/stick"), &other, DEVICE, NOW).unwrap();
    assert!(BackupDelivery::of(vault.path()).is_none());
    assert!(prepare(&vault, 1));
    let sealed = PreparedBackup::read(vault.path()).unwrap().sealed;
    let file = BackupFile { name: None, sealed: &sealed };
    assert!(verify(file, &passphrase()).is_err() && verify(file, &other).is_ok());
}

#[test]
fn a_new_vault_key_stops_it_and_says_so_until_a_passphrase_is_typed() {
    let (_folder, mut vault) = turned_on();
    assert!(prepare(&vault, 0));
    let new = Passphrase::new("vault".to_owned());
    let cost = PassphraseCost { mebibytes: 1, passes: 1, lanes: 1 };
    let choice = RekeyChoice { passphrase: &new, cost, device: None };
    rekey(&mut vault, &choice, at(1), &SystemRandom::new()).unwrap();
    for _ in 0..2 {
        let failed = settle(&mut vault).failed.unwrap();
        assert_eq!(failed.why.code, "automatic-stopped-passphrase-erased");
        assert!(BackupDelivery::of(vault.path()).is_none(), "it is not carried any more");
        assert!(!prepare(&vault, 2));
    }
    let epoch = vault.epoch();
    settle(&mut vault);
    assert_eq!(vault.epoch(), epoch, "it is recorded once");
    AutomaticBackup::turn_on(&mut vault, place_at("/stick"), &passphrase(), DEVICE, NOW).unwrap();
    assert_eq!(settle(&mut vault).failed, None);
}

#[test]
fn a_copied_vault_keeps_no_passphrase_on_the_other_device() {
    let (_folder, mut vault) = turned_on();
    assert!(prepare(&vault, 0));
    assert!(!AutomaticBackup::runs_on(&vault, OTHER));
    AutomaticBackup::settle(&mut vault, at(1)).unwrap();
    assert!(vault.stored_backup_passphrase().is_some());
    AutomaticBackup::end_copied(&mut vault, OTHER, at(1)).unwrap();
    let automatic = AutomaticBackup::of(vault.settings());
    assert_eq!(automatic.failed.unwrap().why.code, "automatic-stopped-other-device");
    assert!(!automatic.is_on && vault.stored_backup_passphrase().is_none());
    assert!(BackupDelivery::of(vault.path()).is_none());
}

#[test]
fn a_backup_by_hand_meanwhile_stays_the_latest() {
    let (_folder, mut vault) = turned_on();
    let place = MemoryPlace::default();
    assert!(prepare(&vault, 0));
    change(&mut vault, "b");
    let contents = crate::backup::BackupContents::of(&vault, at(60));
    BackupProof::of(&contents, "hand.age".to_owned(), b"x").note(&mut vault).unwrap();
    deliver(&vault, &place).unwrap();
    let automatic = settle(&mut vault);
    assert_eq!(automatic.made[0].name, "hand.age");
    assert_eq!(BackupFreshness::of(&vault), BackupFreshness::Current { at: at(60) });
}

#[test]
fn no_settings_and_no_backup_hold_the_passphrase() {
    let (_folder, mut vault) = turned_on();
    change(&mut vault, "b");
    let written = crate::backup::write(&crate::backup::BackupContents::of(&vault, NOW));
    let settings = serde_json::to_string(vault.settings()).unwrap();
    for text in [String::from_utf8(written.to_vec()).unwrap(), settings] {
        assert!(!text.contains("correct horse") && !text.contains("backup-passphrase"));
    }
}

#[test]
fn an_unanswered_request_leaves_the_prepared_backup() {
    let (_folder, vault) = turned_on();
    assert!(prepare(&vault, 0));
    let mut delivery = BackupDelivery::of(vault.path()).unwrap();
    let first = delivery.next(None, at(1)).unwrap();
    assert!(matches!(first, SaveProgress::Ask(PlaceRequest::Read { .. })));
    let second = delivery.next(Some(PlaceAnswer::Done), at(1)).unwrap();
    assert!(matches!(second, SaveProgress::Ask(PlaceRequest::Create { .. })));
    drop(delivery);
    assert!(Path::new(&files(&vault).prepared).exists());
}

fn moment(seconds: i64) -> MonotonicMillis {
    MonotonicMillis(seconds * 1000)
}

#[test]
fn it_waits_a_minute_after_the_last_change_and_not_when_the_app_is_left() {
    let (_folder, mut vault) = turned_on();
    let mut timer = AutomaticBackupTimer::default();
    let mut step =
        |vault: &Vault, seconds, is_leaving| timer.next(vault, DEVICE, moment(seconds), is_leaving);
    let wait = |seconds: u32| AutomaticBackupStep::Wait { millis: seconds * 1000 };
    assert_eq!(step(&vault, 0, false), wait(60));
    assert_eq!(step(&vault, 40, false), wait(20));
    change(&mut vault, "b");
    assert_eq!(step(&vault, 50, false), wait(60));
    assert_eq!(step(&vault, 109, false), wait(1));
    assert_eq!(step(&vault, 110, false), AutomaticBackupStep::Prepare);
    change(&mut vault, "c");
    assert_eq!(step(&vault, 111, true), AutomaticBackupStep::Prepare);
    assert_eq!(step(&vault, 112, true), wait(599), "the first attempt failed");
    assert!(prepare(&vault, 0));
    let place = MemoryPlace { fails_at: Some("create"), ..MemoryPlace::default() };
    assert_eq!(step(&vault, 113, false), AutomaticBackupStep::Carry);
    deliver(&vault, &place).unwrap_err();
    assert_eq!(step(&vault, 114, false), wait(599));
    assert_eq!(step(&vault, 713, false), AutomaticBackupStep::Carry);
    deliver(&vault, &MemoryPlace::default()).unwrap();
    settle(&mut vault);
    assert_eq!(step(&vault, 714, true), AutomaticBackupStep::Idle);
    AutomaticBackup::turn_off(&mut vault).unwrap();
    change(&mut vault, "d");
    assert_eq!(step(&vault, 900, true), AutomaticBackupStep::Idle);
}

#[test]
fn a_backup_that_the_person_asks_for_waits_for_nothing() {
    let (_folder, mut vault) = turned_on();
    let mut timer = AutomaticBackupTimer::default();
    timer.ask_now();
    assert_eq!(timer.next(&vault, DEVICE, moment(0), false), AutomaticBackupStep::Prepare);
    assert!(matches!(
        timer.next(&vault, DEVICE, moment(1), false),
        AutomaticBackupStep::Wait { .. }
    ));
    timer.ask_now();
    assert_eq!(timer.next(&vault, DEVICE, moment(2), false), AutomaticBackupStep::Prepare);
    assert!(prepare(&vault, 0));
    assert_eq!(timer.next(&vault, DEVICE, moment(3), false), AutomaticBackupStep::Carry);
    timer.ask_now();
    assert_eq!(timer.next(&vault, DEVICE, moment(4), false), AutomaticBackupStep::Carry);
    let place = MemoryPlace::default();
    deliver(&vault, &place).unwrap();
    settle(&mut vault);
    change(&mut vault, "b");
    assert!(matches!(
        timer.next(&vault, DEVICE, moment(5), false),
        AutomaticBackupStep::Wait { .. }
    ));
}
