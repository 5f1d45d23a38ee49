//! The main use case through the bindings: a vault, a code, a verified backup, a restore.

#![allow(clippy::unwrap_used, missing_docs, reason = "a failed unwrap fails the test")]

use std::sync::Arc;

use aikotoba_core::backup::{PlaceAnswer, PlaceRequest};
use aikotoba_core::enrol::ClockEvidence;
use aikotoba_core::incoming::PlanChoice;
use aikotoba_core::intake::Provenance;
use aikotoba_core::lock::UnlockTries;
use aikotoba_core::screens::codes::CodeFace;
use aikotoba_core::screens::enrolment::EnrolmentStage;
use aikotoba_core::screens::found::ScanAction;
use aikotoba_core::screens::unlock::UnlockWay;
use aikotoba_core::time::{MonotonicMillis, UnixMillis};
use aikotoba_uniffi::{BackupByRequests, BackupOpening, CodeScanner, Failure, Vault, Words};

const NOW: UnixMillis = UnixMillis(59_000);
/// The key of RFC 6238 appendix B.
const URI: &str = "otpauth://totp/Amazon:me?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&digits=8";
const KEY: [u8; 32] = [7; 32];

/// A vault with a device key only, so that the tests need no slow key derivation.
fn vault(folder: &tempfile::TempDir, name: &str) -> Arc<Vault> {
    let vault = Vault::at(folder.path().join(name).to_str().unwrap().to_owned());
    let ways = vec![UnlockWay::Recovery, UnlockWay::Device];
    let creation = vault.clone().creation(ways, String::new(), &KEY, String::new()).unwrap();
    assert_eq!(creation.finish(NOW).unwrap().recovery.unwrap().groups().len(), 7);
    vault
}

fn enrol(vault: &Vault) {
    let scanner = CodeScanner::fresh();
    let state = scanner.text(URI.to_owned(), Provenance::User, NOW);
    assert_eq!(state.action, ScanAction::Enrol { place: 0 });
    let enrolment = scanner.enrolment(0).unwrap();
    assert!(matches!(enrolment.state(vault, NOW).unwrap().stage, EnrolmentStage::Draft { .. }));
    enrolment.commit(vault, NOW).unwrap();
    let EnrolmentStage::Unconfirmed { face: CodeFace::Shown { code, .. } } =
        enrolment.state(vault, NOW).unwrap().stage
    else {
        panic!("a stored account shows its code")
    };
    assert_eq!(*code.joined(), "94287082");
    enrolment.confirm(vault, NOW).unwrap();
}

#[test]
fn from_a_scanned_text_to_a_restored_backup() {
    let folder = tempfile::tempdir().unwrap();
    let first = vault(&folder, "first");
    enrol(&first);

    let place = folder.path().to_str().unwrap().to_owned();
    let saving = first.clone().back_up_to_folder(place, "horse".to_owned(), NOW).unwrap();
    let outcome = saving.finish().unwrap();
    let made = outcome.made;
    assert_eq!((made.accounts, outcome.warnings), (1, Vec::new()));
    assert_eq!(first.backup_state(NOW).unwrap().latest, Some(made.clone()));

    let sealed = std::fs::read(folder.path().join(&made.name)).unwrap();
    let opening = BackupOpening::of_file(Some(made.name), sealed).unwrap();
    let wrong = opening.finish("house".to_owned()).err().unwrap();
    assert!(matches!(&wrong, Failure::TypeAgain { code, .. } if code == "backup-open-passphrase"));
    let opened = opening.finish("horse".to_owned()).unwrap();
    let codes = opened.codes_state(String::new(), NOW).unwrap();
    assert!(
        matches!(&codes.rows[0].face, CodeFace::Shown { code, .. } if *code.joined() == "94287082")
    );

    let second = vault(&folder, "second");
    let plan = opened.plan(&second).unwrap();
    let state = plan.state().unwrap();
    assert_eq!((state.adds, state.undecided), (1, 0));
    assert!(plan.choose(0, PlanChoice::Replace).is_err());
    assert_eq!(plan.apply(&second, NOW).unwrap().added, 1);
    let rows = second.codes_state(ClockEvidence::default(), NOW, 0).unwrap().rows;
    assert_eq!(rows.len(), 1);
    second.undo(NOW).unwrap();
    assert_eq!(second.codes_state(ClockEvidence::default(), NOW, 0).unwrap().rows.len(), 0);
}

type Spoil = fn(&[u8]) -> Vec<u8>;

/// Acts as a shell whose location contains one file, optionally corrupted by `spoil`; returns the
/// file's final name and content.
fn carry(backup: &BackupByRequests, spoil: Option<Spoil>) -> Result<(String, Vec<u8>), Failure> {
    let (mut answer, mut file) = (None, (String::new(), Vec::new()));
    while let Some(request) = backup.next(answer)? {
        answer = Some(match request {
            PlaceRequest::Create { name, content } => {
                file = (name, spoil.map_or(content.clone(), |spoil| spoil(&content)));
                PlaceAnswer::Done
            }
            PlaceRequest::Read { .. } => PlaceAnswer::Content { bytes: file.1.clone() },
            PlaceRequest::Overwrite { .. } => panic!("the place is a folder"),
            PlaceRequest::Rename { to, .. } => {
                file.0 = to;
                PlaceAnswer::Done
            }
            PlaceRequest::List => PlaceAnswer::Names { names: vec![file.0.clone()] },
            PlaceRequest::Remove { .. } => PlaceAnswer::Done,
        });
    }
    Ok(file)
}

#[test]
fn a_carried_backup_is_saved_only_after_it_was_verified() {
    let folder = tempfile::tempdir().unwrap();
    let vault = vault(&folder, "vault");
    enrol(&vault);
    let carried = vault.clone().back_up_by_requests("horse".to_owned(), NOW).unwrap();
    let failed = carry(&carried, Some(|content| content[1..].to_vec())).unwrap_err();
    assert!(matches!(failed, Failure::Device { code, .. } if code == "backup-save-changed"));
    assert!(vault.backup_state(NOW).unwrap().failure.is_some());
    let carried = vault.clone().back_up_by_requests("horse".to_owned(), NOW).unwrap();
    let (name, _) = carry(&carried, None).unwrap();
    assert_eq!(carried.finish().unwrap().warnings, []);
    let state = vault.backup_state(NOW).unwrap();
    assert_eq!((state.latest.unwrap().name, state.failure), (name, None));
}

#[test]
fn a_backup_is_saved_even_if_the_vault_can_not_record_it() {
    let folder = tempfile::tempdir().unwrap();
    let vault = vault(&folder, "vault");
    enrol(&vault);
    let carried = vault.clone().back_up_by_requests("horse".to_owned(), NOW).unwrap();
    carry(&carried, None).unwrap();
    let place = folder.path().to_str().unwrap().to_owned();
    let saving = vault.clone().back_up_to_folder(place, "horse".to_owned(), NOW).unwrap();
    vault.lock();
    let warnings = [carried.finish().unwrap().warnings, saving.finish().unwrap().warnings];
    for warnings in warnings {
        let codes: Vec<_> = warnings.iter().map(|warning| warning.code.as_str()).collect();
        assert_eq!(codes, ["backup-warning-not-noted"]);
        assert!(
            Words::of_locale("en".to_owned()).phrase_value(warnings[0].clone()).contains("saved")
        );
    }
}

#[test]
fn a_password_is_called_wrong_only_if_the_file_is_known_to_be_intact() {
    let folder = tempfile::tempdir().unwrap();
    let vault = vault(&folder, "vault");
    let carried = vault.clone().back_up_by_requests("horse".to_owned(), NOW).unwrap();
    let (_, sealed) = carry(&carried, None).unwrap();
    carried.finish().unwrap();
    let opening = BackupOpening::of_file(Some("shop.age".to_owned()), sealed).unwrap();
    let code = || match opening.finish("house".to_owned()).err().unwrap() {
        Failure::TypeAgain { code, .. } => code,
        other => panic!("{other}"),
    };
    assert_eq!(code(), "backup-open-passphrase-or-damage");
    opening.known_to(&vault);
    assert_eq!(code(), "backup-open-passphrase");
}

#[test]
fn a_locked_vault_answers_with_locked_and_opens_again() {
    let folder = tempfile::tempdir().unwrap();
    let vault = vault(&folder, "vault");
    enrol(&vault);
    vault.lock();
    let locked = vault.codes_state(ClockEvidence::default(), NOW, 0).unwrap_err();
    assert_eq!(locked, Failure::Locked);

    let tries = UnlockTries::default();
    let wrong = vault.clone().unlock_with_device_key(&[8; 32], tries, MonotonicMillis(5)).unwrap();
    assert!(matches!(wrong.finish(), Err(Failure::AnotherSource { .. })));
    assert_eq!(wrong.tries(), UnlockTries { wrong: 1, last_millis: MonotonicMillis(5) });

    let many = UnlockTries { wrong: 9, last_millis: MonotonicMillis(5) };
    let soon = vault.clone().unlock_with_device_key(&KEY, many, MonotonicMillis(6)).err().unwrap();
    assert!(matches!(soon, Failure::Device { code, .. } if code == "gate-too-soon"));

    let cancelled = vault.clone().unlock_with_device_key(&KEY, tries, MonotonicMillis(7)).unwrap();
    cancelled.cancel();
    assert_eq!(cancelled.finish(), Err(Failure::Cancelled));
    assert!(!vault.is_unlocked());

    let right = vault.clone().unlock_with_device_key(&KEY, tries, MonotonicMillis(8)).unwrap();
    right.finish().unwrap();
    assert!(vault.is_unlocked());
    let over = right.finish().unwrap_err();
    assert!(matches!(over, Failure::Decide { code, .. } if code == "gate-over"));
}

#[test]
fn a_failure_is_told_in_three_sentences_in_both_languages() {
    for locale in ["ja-JP", "en-GB"] {
        let words = Words::of_locale(locale.to_owned());
        for failure in [Failure::Locked, Failure::Cancelled] {
            let sentences = words.failure(failure);
            for text in [sentences.happened, sentences.safe, sentences.next] {
                assert!(!text.is_empty() && !text.contains("gate"), "{text}");
            }
        }
    }
}
