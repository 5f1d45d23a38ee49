//! A backup to one document: it is overwritten in place, so it is interrupted everywhere.

use super::*;
use crate::backup::memory::passphrase;
use crate::backup::sample::{DEVICE, NOW, of_uri, vault};
use crate::backup::save_to_document::start_of;
use crate::backup::{
    BackupFile, NewestBackup, NewestBackupProgress, PlaceAnswer, PlaceFailure, PlaceRequest,
    RehearsalRecord, SaveProgress, ScryptWorkFactor, verify,
};
use crate::crypto::random::SystemRandom;
use crate::time::MonotonicMillis;
use crate::vault::Vault;

const NAME: &str = "aikotoba-backup.age";

/// A document of a storage app. Writing truncates it first.
#[derive(Default)]
struct MemoryDocument {
    content: Vec<u8>,
    /// How many bytes of a write arrive; all if none.
    written: Option<usize>,
    /// What writing reports, whatever was written.
    write_fails: Option<PlaceFailure>,
    read_fails: Option<PlaceFailure>,
}

impl MemoryDocument {
    fn carry_out(&mut self, request: PlaceRequest) -> PlaceAnswer {
        match request {
            PlaceRequest::Read { name, .. } => {
                assert_eq!(name, NAME);
                self.read_fails.map_or_else(
                    || PlaceAnswer::Content { bytes: self.content.clone() },
                    |why| PlaceAnswer::Failed { why },
                )
            }
            PlaceRequest::Overwrite { name, content } => {
                assert_eq!(name, NAME);
                let written = self.written.unwrap_or(content.len());
                self.content = content[..written].to_vec();
                self.write_fails.map_or(PlaceAnswer::Done, |why| PlaceAnswer::Failed { why })
            }
            other => panic!("a document cannot do {other:?}"),
        }
    }
}

fn at(seconds: i64) -> UnixMillis {
    UnixMillis(NOW.0 + seconds * 1000)
}

/// A vault with one account, and a document as the place of its backups.
fn with_document() -> (tempfile::TempDir, Vault) {
    let (folder, mut vault) = vault();
    add(&mut vault, "a");
    let place = ChosenPlace {
        name: NAME.to_owned(),
        address: "content://cloud/1".to_owned(),
        kind: PlaceKind::Document,
    };
    AutomaticBackup::change(&mut vault, |automatic| automatic.place = Some(place)).unwrap();
    (folder, vault)
}

fn add(vault: &mut Vault, label: &str) {
    vault.add(of_uri(&format!("otpauth://totp/{label}?secret=MFRGGZDF")), NOW).unwrap();
}

fn prepare(vault: &mut Vault, seconds: i64) {
    let preparation = BackupPreparation::typed(vault, DEVICE, passphrase(), at(seconds)).unwrap();
    let work = ScryptWorkFactor::new(1).unwrap();
    preparation.with_work_factor(work).finish(&SystemRandom::new()).unwrap();
    AutomaticBackup::note_unfinished(vault).unwrap();
}

fn deliver(vault: &Vault, document: &mut MemoryDocument) -> Result<(), BackupSaveError> {
    let mut delivery = BackupDelivery::of(vault.path()).expect("a backup is prepared");
    let mut answer = None;
    while let SaveProgress::Ask(request) = delivery.next(answer, at(900))? {
        answer = Some(document.carry_out(request));
    }
    Ok(())
}

fn settle(vault: &mut Vault) -> AutomaticBackup {
    AutomaticBackup::settle(vault, at(1000)).unwrap();
    AutomaticBackup::of(vault.settings())
}

/// Whether the vault knows that the document holds what a backup made now would hold.
fn is_saved(vault: &Vault) -> bool {
    let may_hold_part = AutomaticBackup::of(vault.settings()).may_hold_part();
    matches!(BackupFreshness::of(vault), BackupFreshness::Current { .. }) && !may_hold_part
}

/// Whether the document may hold no complete backup.
fn is_unfinished(vault: &Vault) -> bool {
    AutomaticBackup::of(vault.settings()).may_hold_part()
}

fn accounts(document: &MemoryDocument) -> usize {
    let file = BackupFile { name: None, sealed: &document.content };
    verify(file, &passphrase()).unwrap().contents.entries.len()
}

fn is_prepared(vault: &Vault) -> bool {
    PreparedBackup::read(vault.path()).is_some()
}

#[test]
fn a_backup_is_saved_once_the_document_was_read_back() {
    let (_folder, mut vault) = with_document();
    let mut document = MemoryDocument::default();
    for round in 0..3 {
        prepare(&mut vault, round);
        assert!(is_unfinished(&vault));
        deliver(&vault, &mut document).unwrap();
        assert!(!is_prepared(&vault));
        let automatic = settle(&mut vault);
        let saved =
            SavedBackup { name: NAME.to_owned(), at: at(round), accounts: 1 + round as u32 };
        assert_eq!(automatic.made, [saved], "a document holds one backup");
        assert!(is_saved(&vault));
        assert_eq!(accounts(&document), 1 + round as usize);
        add(&mut vault, &format!("b{round}"));
    }
}

#[test]
fn the_password_counts_as_typed() {
    let (_folder, mut vault) = with_document();
    while !RehearsalRecord::note_wrong(&mut vault) {}
    prepare(&mut vault, 0);
    deliver(&vault, &mut MemoryDocument::default()).unwrap();
    settle(&mut vault);
    let is_forgotten = RehearsalRecord::note_wrong(&mut vault);
    assert!(!is_forgotten, "the wrong passwords of before are no longer counted");
}

#[test]
fn a_document_with_something_else_is_not_overwritten() {
    for foreign in [b"my diary".to_vec(), b"age-encryption.org/v1\n".to_vec(), vec![0; 5000]] {
        let (_folder, mut vault) = with_document();
        let mut document = MemoryDocument { content: foreign.clone(), ..MemoryDocument::default() };
        prepare(&mut vault, 0);
        let refused = BackupSaveError::DocumentNotOurs { name: NAME.to_owned() };
        assert_eq!(deliver(&vault, &mut document), Err(refused));
        assert!(document.content == foreign);
        assert!(is_prepared(&vault));
        assert_eq!(settle(&mut vault).failed.unwrap().why.code, "backup-save-document-not-ours");
    }
}

#[test]
fn a_write_that_is_killed_at_any_byte_is_repeated() {
    let (_folder, mut vault) = with_document();
    let mut document = MemoryDocument::default();
    prepare(&mut vault, 0);
    deliver(&vault, &mut document).unwrap();
    settle(&mut vault);
    add(&mut vault, "b");
    prepare(&mut vault, 1);
    let files = PreparedFiles::beside(vault.path());
    let prepared = std::fs::read(&files.prepared).unwrap();
    let sealed = PreparedBackup::read(vault.path()).unwrap().sealed;
    for written in (start_of(&sealed).len()..=sealed.len()).chain([0]) {
        document.content = sealed[..written].to_vec();
        // The process was killed here, and starts again.
        std::fs::write(&files.prepared, &prepared).unwrap();
        deliver(&vault, &mut document).unwrap();
        assert!(document.content == sealed && !is_prepared(&vault), "{written}");
    }
}

#[test]
fn a_part_of_a_backup_that_was_not_prepared_here_is_not_overwritten() {
    let (_other, mut other) = with_document();
    prepare(&mut other, 0);
    let foreign = PreparedBackup::read(other.path()).unwrap().sealed;
    let (_folder, mut vault) = with_document();
    for size in [1, 64, 107, start_of(&foreign).len(), foreign.len()] {
        prepare(&mut vault, 0);
        let content = foreign[..size].to_vec();
        let mut document = MemoryDocument { content: content.clone(), ..MemoryDocument::default() };
        deliver(&vault, &mut document).unwrap_err();
        assert!(document.content == content, "{size}");
    }
}

#[test]
fn a_newer_backup_replaces_the_part_of_an_interrupted_one() {
    let (_folder, mut vault) = with_document();
    let mut document = MemoryDocument { written: Some(300), ..MemoryDocument::default() };
    for round in 0..12 {
        add(&mut vault, &format!("b{round}"));
        prepare(&mut vault, round);
        assert_eq!(deliver(&vault, &mut document), Err(BackupSaveError::DocumentUnfinished));
        assert_eq!(document.content.len(), 300);
    }
    settle(&mut vault);
    assert!(is_unfinished(&vault));
    document.written = None;
    deliver(&vault, &mut document).unwrap();
    settle(&mut vault);
    assert!(is_saved(&vault));
    assert_eq!(accounts(&document), 13);
}

#[test]
fn a_backup_that_was_delivered_and_not_recorded_yet_is_known_to_the_next() {
    let (_folder, mut vault) = with_document();
    let mut document = MemoryDocument::default();
    prepare(&mut vault, 0);
    deliver(&vault, &mut document).unwrap();
    add(&mut vault, "b");
    prepare(&mut vault, 1);
    deliver(&vault, &mut document).unwrap();
    settle(&mut vault);
    assert!(is_saved(&vault));
    assert_eq!(accounts(&document), 2);
}

#[test]
fn a_full_place_is_reported_and_the_prepared_backup_stays() {
    let (_folder, mut vault) = with_document();
    let mut document = MemoryDocument::default();
    prepare(&mut vault, 0);
    deliver(&vault, &mut document).unwrap();
    settle(&mut vault);
    document.written = Some(10);
    document.write_fails = Some(PlaceFailure::Full);
    add(&mut vault, "b");
    prepare(&mut vault, 1);
    assert_eq!(deliver(&vault, &mut document), Err(BackupSaveError::DocumentFull));
    settle(&mut vault);
    assert!(is_unfinished(&vault));
    assert!(is_prepared(&vault), "the only complete backup");
}

#[test]
fn a_document_that_holds_the_backup_is_saved_whatever_writing_reported() {
    let (_folder, mut vault) = with_document();
    let write_fails = Some(PlaceFailure::Device);
    let mut document = MemoryDocument { write_fails, ..MemoryDocument::default() };
    prepare(&mut vault, 0);
    deliver(&vault, &mut document).unwrap();
    settle(&mut vault);
    assert!(is_saved(&vault));
}

#[test]
fn a_document_that_is_gone_is_reported_and_the_earlier_backup_stays_recorded() {
    for why in [PlaceFailure::Missing, PlaceFailure::Gone, PlaceFailure::Denied] {
        let (_folder, mut vault) = with_document();
        let mut document = MemoryDocument { read_fails: Some(why), ..MemoryDocument::default() };
        prepare(&mut vault, 0);
        let missing = BackupSaveError::DocumentMissing { name: NAME.to_owned() };
        assert_eq!(deliver(&vault, &mut document), Err(missing));
        assert!(is_prepared(&vault));
    }
}

#[test]
fn what_is_left_is_carried_while_automatic_backups_are_off() {
    let (_folder, mut vault) = with_document();
    let mut timer = AutomaticBackupTimer::default();
    let mut next = |vault: &Vault, seconds: i64| {
        timer.next(vault, DEVICE, MonotonicMillis(seconds * 1000), false)
    };
    assert_eq!(next(&vault, 0), AutomaticBackupStep::Idle);
    prepare(&mut vault, 0);
    assert_eq!(next(&vault, 1), AutomaticBackupStep::Carry);
    let mut document = MemoryDocument { written: Some(0), ..MemoryDocument::default() };
    deliver(&vault, &mut document).unwrap_err();
    settle(&mut vault);
    let wait = AutomaticBackupStep::Wait { millis: 600_000 };
    assert_eq!(next(&vault, 1), wait, "after a failure");
    document.written = None;
    deliver(&vault, &mut document).unwrap();
    settle(&mut vault);
    assert_eq!(next(&vault, 2), AutomaticBackupStep::Idle);
}

#[test]
fn only_an_undamaged_vault_with_a_document_and_a_passphrase_prepares_a_typed_backup() {
    let (_folder, mut vault) = with_document();
    let typed = |vault: &Vault, text: &str| {
        let typed = Passphrase::new(text.to_owned());
        BackupPreparation::typed(vault, DEVICE, typed, NOW).err().map(|why| why.code())
    };
    assert_eq!(typed(&vault, "four words"), None);
    assert_eq!(typed(&vault, "").as_deref(), Some("backup-save-empty-passphrase"));
    let folder = ChosenPlace::folder("Stick".to_owned(), "/stick".to_owned());
    AutomaticBackup::change(&mut vault, |automatic| automatic.place = Some(folder)).unwrap();
    assert_eq!(typed(&vault, "four words").as_deref(), Some("backup-prepare-no-document"));
}

#[test]
fn a_rehearsal_reads_the_document_whatever_else_is_recorded() {
    let (_folder, mut vault) = with_document();
    let mut document = MemoryDocument::default();
    prepare(&mut vault, 0);
    deliver(&vault, &mut document).unwrap();
    settle(&mut vault);
    let mut search = NewestBackup::new(&vault, NOW);
    let NewestBackupProgress::Ask(request) = search.next(None).unwrap() else { panic!() };
    let answer = document.carry_out(request);
    let NewestBackupProgress::Fetched(fetched) = search.next(Some(answer)).unwrap() else {
        panic!()
    };
    let rehearsed = fetched.rehearse(&mut vault, &passphrase(), NOW).unwrap();
    assert_eq!((rehearsed.compared.same, rehearsed.name.as_str()), (1, NAME));
}

#[test]
fn another_device_carries_nothing_of_this_one() {
    let (_folder, mut vault) = with_document();
    prepare(&mut vault, 0);
    AutomaticBackup::end_copied(&mut vault, DeviceId([9; 4]), NOW).unwrap();
    assert!(!is_prepared(&vault));
    settle(&mut vault);
    assert!(!is_unfinished(&vault));
}

#[test]
fn another_place_gets_nothing_that_was_prepared_for_the_former_one() {
    let (_folder, mut vault) = with_document();
    prepare(&mut vault, 0);
    let place = AutomaticBackup::of(vault.settings()).place;
    AutomaticBackup::choose_place(&mut vault, place.clone()).unwrap();
    assert!(is_prepared(&vault) && is_unfinished(&vault), "the same place");
    let other = ChosenPlace { address: "content://cloud/2".to_owned(), ..place.unwrap() };
    AutomaticBackup::choose_place(&mut vault, Some(other)).unwrap();
    assert!(!is_prepared(&vault) && !is_unfinished(&vault));
}
