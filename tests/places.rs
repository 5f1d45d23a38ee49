//! Places that misbehave: a full or read-only folder, a drive that is removed, a synchronised folder.
//! Whatever happens, no verified backup is lost, and what is reported is true. Each test saves both as
//! the command line does and as a phone does.

#![allow(clippy::unwrap_used, missing_docs, reason = "a failed test may panic")]

use std::fs;
use std::path::PathBuf;

use aikotoba_core::backup::{
    BackupFile, BackupFileName, BackupIntegrity, BackupPlace, BackupProof, BackupSave,
    BackupSaveError, BackupTarget, DeviceId, KeepCount, MAX_FILE_BYTES, PlaceError, SaveByRequests,
    SaveWarning, ScryptWorkFactor, verify,
};
use aikotoba_core::secret::Passphrase;
use aikotoba_core::time::UnixMillis;
use aikotoba_core::vault::Vault;
use aikotoba_tests::faulty::{FaultyFolder, FolderFault, save_by_requests};
use aikotoba_tests::operation::{self, NOW};

const DEVICE: DeviceId = DeviceId([7; 4]);

/// How many backups are kept.
const KEPT: usize = 2;

#[derive(Clone, Copy, Debug)]
enum SaveMethod {
    Direct,
    ByRequests,
}

const METHODS: [SaveMethod; 2] = [SaveMethod::Direct, SaveMethod::ByRequests];

struct Person {
    folder: tempfile::TempDir,
    vault: Vault,
    place: FaultyFolder,
    method: SaveMethod,
    /// Every file that was reported as saved, and not reported as deleted.
    proved: Vec<String>,
}

fn passphrase() -> Passphrase {
    Passphrase::new("correct horse".to_owned())
}

impl Person {
    fn new(method: SaveMethod) -> Self {
        let folder = tempfile::tempdir().unwrap();
        operation::create_at(folder.path(), NOW).unwrap();
        let mut vault = operation::open(folder.path()).unwrap();
        vault.add(operation::account("a"), NOW).unwrap();
        let drive = folder.path().join("drive");
        fs::create_dir(&drive).unwrap();
        let place = FaultyFolder::new(&drive);
        Self { folder, vault, place, method, proved: Vec::new() }
    }

    /// With two verified backups in the folder.
    fn with_backups(method: SaveMethod) -> Self {
        let mut person = Self::new(method);
        for second in [0, 1] {
            person.save(second).unwrap();
        }
        person
    }

    fn save(&mut self, second: i64) -> Result<BackupProof, BackupSaveError> {
        let now = UnixMillis(NOW.0 + second * 1000);
        let (keep, work) = (KeepCount::new(KEPT).unwrap(), ScryptWorkFactor::new(1).unwrap());
        let (vault, place) = (&self.vault, &self.place);
        let proof = match self.method {
            SaveMethod::Direct => {
                let target = BackupTarget::Rotating(keep);
                BackupSave::new(vault, DEVICE, place, target, passphrase(), now)?
                    .with_work_factor(work)
                    .finish()
            }
            SaveMethod::ByRequests => {
                let saving = SaveByRequests::new(vault, DEVICE, passphrase(), keep, now)?;
                save_by_requests(saving.with_work_factor(work), place)
            }
        }?;
        proof.note(&mut self.vault).unwrap();
        self.proved.push(proof.name.clone());
        self.proved.retain(|name| !proof.rotated.dropped.contains(name));
        Ok(proof)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join("drive").join(name)
    }

    /// After the fault has ended: every verified file opens, and the next save tidies up.
    fn check(&mut self) {
        self.place.mend();
        for name in &self.proved {
            assert!(is_whole(&self.place, name), "{:?} lost {name}", self.method);
        }
        let proof = self.save(1000).unwrap();
        assert!(is_whole(&self.place, &proof.name));
        assert!(self.proved.iter().all(|name| is_whole(&self.place, name)));
        let names = self.place.names();
        assert!(!names.iter().any(|name| name.contains(".unproved")), "{names:?}");
        assert_eq!(names.len(), KEPT, "{names:?}");
    }
}

fn is_whole(place: &dyn BackupPlace, name: &str) -> bool {
    let Ok(sealed) = place.read(name, MAX_FILE_BYTES) else { return false };
    let read = verify(BackupFile { name: Some(name), sealed: &sealed }, &passphrase());
    let fits = BackupFileName::parse(name).is_some_and(|name| name.fits(&sealed));
    fits && read.is_ok_and(|read| read.integrity == BackupIntegrity::Whole)
}

#[test]
fn a_full_or_read_only_folder_is_reported_and_stays_as_it_is() {
    for method in METHODS {
        for (fault, why) in [
            (FolderFault::Full, PlaceError::StorageFull),
            (FolderFault::ReadOnly, PlaceError::Denied),
        ] {
            let mut person = Person::with_backups(method);
            let before = person.place.names();
            person.place.fail(fault);
            assert_eq!(person.save(2), Err(BackupSaveError::Place(why)));
            assert_eq!(person.place.names(), before);
            person.check();
        }
    }
}

#[test]
fn a_drive_that_is_removed_at_any_call_loses_no_backup() {
    for method in METHODS {
        let (mut saved, mut failed) = (0, 0);
        for call in 0..16 {
            let mut person = Person::with_backups(method);
            person.place.fail(FolderFault::GoneAt(call));
            match person.save(2) {
                Ok(proof) => {
                    saved += 1;
                    person.place.mend();
                    assert!(is_whole(&person.place, &proof.name), "{method:?} {call}");
                }
                Err(why) => {
                    failed += 1;
                    assert_eq!(why, BackupSaveError::Place(PlaceError::PlaceMissing), "{call}");
                }
            }
            person.check();
        }
        assert!(saved > 1 && failed > 3, "{method:?}: {saved} {failed}");
    }
}

#[test]
fn a_drive_that_is_removed_while_old_files_are_deleted_is_a_warning() {
    for method in METHODS {
        // The drive leaves at the last call that happens: the deletion of the oldest file.
        let warned = (0..16).rev().find_map(|call| {
            let mut person = Person::with_backups(method);
            person.place.fail(FolderFault::GoneAt(call));
            let proof = person.save(2).ok()?;
            let warnings = proof.note_or_warn(Some(&mut person.vault));
            proof.rotated.failed.map(|why| (why, warnings))
        });
        let expected = (PlaceError::PlaceMissing, vec![SaveWarning::OldNotDeleted]);
        assert_eq!(warned, Some(expected), "{method:?}");
    }
}

#[test]
fn changes_that_take_effect_late_are_not_repeated_and_lose_nothing() {
    for method in METHODS {
        for calls in [0, 1, 2, 3, 5, 8] {
            let mut person = Person::with_backups(method);
            person.place.fail(FolderFault::LateAfter(calls));
            assert!(person.save(2).is_err(), "nothing was found under its name: {calls}");
            assert!(person.save(3).is_err(), "{calls}");
            person.check();
        }
    }
}

#[test]
fn an_old_list_deletes_nothing_wrongly_and_is_no_failure() {
    for method in METHODS {
        for calls in [1, 3, 6, 100] {
            let mut person = Person::with_backups(method);
            for second in 2..5 {
                person.place.fail(FolderFault::ListIsOldBy(calls));
                let proof = person.save(second).unwrap();
                assert_eq!(proof.rotated.failed, None, "{method:?} {calls}");
                assert!(is_whole(&person.place, &proof.name));
                assert!(person.proved.iter().all(|name| is_whole(&person.place, name)));
                assert!(person.proved.len() >= KEPT);
            }
            person.check();
        }
    }
}

/// Names of files that another program left are listed after they were removed.
#[test]
fn a_file_that_was_removed_after_it_was_listed_is_no_failure() {
    for method in METHODS {
        let mut person = Person::with_backups(method);
        // The list still has the oldest file, which another program has removed.
        person.place.fail(FolderFault::ListIsOldBy(100));
        let oldest = person.proved.remove(0);
        fs::remove_file(person.path(&oldest)).unwrap();
        assert_eq!(person.save(2).unwrap().rotated.failed, None, "{method:?}");
        person.check();
    }
}

#[test]
fn copies_of_a_synchronisation_program_are_not_counted_or_deleted_and_are_told() {
    for method in METHODS {
        let mut person = Person::with_backups(method);
        let stem = person.proved[0].strip_suffix(".age").unwrap().to_owned();
        let content = fs::read(person.path(&person.proved[0])).unwrap();
        let mut copies = Vec::new();
        for end in
            [" (conflicted copy).age", ".sync-conflict-20261130-101010-ABCDEFG.age", " (1).age"]
        {
            let name = format!("{stem}{end}");
            fs::write(person.path(&name), &content).unwrap();
            copies.push(name);
        }
        for second in 2..5 {
            let mut proof = person.save(second).unwrap();
            proof.rotated.renamed.sort();
            let mut expected = copies.clone();
            expected.sort();
            assert_eq!(proof.rotated.renamed, expected, "{method:?}");
            let warnings = proof.note_or_warn(Some(&mut person.vault));
            assert_eq!(warnings, [SaveWarning::RenamedCopies]);
            let names = person.place.names();
            assert_eq!(names.len(), KEPT + copies.len());
            assert!(copies.iter().all(|copy| names.contains(copy)));
        }
    }
}

#[test]
fn a_file_that_is_replaced_between_proof_and_naming_is_not_reported_as_saved() {
    for method in METHODS {
        let mut person = Person::with_backups(method);
        person.place.fail(FolderFault::ReplacedBeforeRename);
        assert_eq!(person.save(2), Err(BackupSaveError::ReadBackDiffers), "{method:?}");
        // The verified ones are still there; the other device's file was not deleted.
        person.place.mend();
        assert!(person.proved.iter().all(|name| is_whole(&person.place, name)));
        let foreign: Vec<_> =
            person.place.names().into_iter().filter(|name| !person.proved.contains(name)).collect();
        for name in &foreign {
            assert_eq!(fs::read(person.path(name)).unwrap(), b"of another device");
        }
        let proof = person.save(3).unwrap();
        assert!(foreign.iter().all(|name| person.place.names().contains(name)));
        assert_eq!(proof.rotated.corrupted, foreign);
        let warnings = proof.note_or_warn(Some(&mut person.vault));
        assert_eq!(warnings, [SaveWarning::DamagedBackup]);
    }
}

#[test]
fn a_chosen_file_that_is_replaced_before_naming_is_not_reported_as_saved() {
    let person = Person::new(SaveMethod::Direct);
    let save = |second| {
        let target = BackupTarget::File("my.age".to_owned());
        let now = UnixMillis(NOW.0 + second);
        BackupSave::new(&person.vault, DEVICE, &person.place, target, passphrase(), now)
            .unwrap()
            .with_work_factor(ScryptWorkFactor::new(1).unwrap())
            .finish()
    };
    save(0).unwrap();
    let first = fs::read(person.path("my.age")).unwrap();
    person.place.fail(FolderFault::ReplacedBeforeRename);
    assert_eq!(save(1), Err(BackupSaveError::ReadBackDiffers));
    assert_eq!(fs::read(person.path("my.age.previous")).unwrap(), first);
}

#[test]
fn a_clock_that_went_back_keeps_the_file_that_was_made_last() {
    for method in METHODS {
        let mut person = Person::with_backups(method);
        for second in [-100, -99, -98, 5] {
            let proof = person.save(second).unwrap();
            assert!(is_whole(&person.place, &proof.name), "{method:?} {second}");
            assert_eq!(person.proved.len(), KEPT);
        }
        person.check();
    }
}

#[test]
fn two_devices_in_one_folder_delete_only_their_own_files() {
    for method in METHODS {
        let mut person = Person::with_backups(method);
        let other = DeviceId([8; 4]);
        let target = || BackupTarget::Rotating(KeepCount::new(1).unwrap());
        for second in 0..3 {
            let now = UnixMillis(NOW.0 + second);
            BackupSave::new(&person.vault, other, &person.place, target(), passphrase(), now)
                .unwrap()
                .with_work_factor(ScryptWorkFactor::new(1).unwrap())
                .finish()
                .unwrap();
            assert!(person.proved.iter().all(|name| is_whole(&person.place, name)));
        }
        for second in 10..13 {
            person.save(second).unwrap();
            assert_eq!(series(&person.place, other), 1);
            assert_eq!(series(&person.place, DEVICE), KEPT);
        }
    }
}

fn series(place: &FaultyFolder, device: DeviceId) -> usize {
    let names = place.names();
    names
        .iter()
        .filter_map(|name| BackupFileName::parse(name))
        .filter(|name| name.device() == Some(device))
        .count()
}
