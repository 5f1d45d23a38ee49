//! A vault that can never be unlocked is set aside for a new one, with the user's consent and
//! without losing anything.

#![allow(clippy::unwrap_used, missing_docs, reason = "a failed unwrap fails the test")]

use std::path::Path;
use std::sync::Arc;

use aikotoba_core::lock::UnlockTries;
use aikotoba_core::screens::start::{Offered, StartStep};
use aikotoba_core::screens::unlock::{DeviceKey, UnlockWay};
use aikotoba_core::time::{MonotonicMillis, UnixMillis};
use aikotoba_uniffi::{Failure, Vault};

const NOW: UnixMillis = UnixMillis(59_000);

fn at(path: &Path) -> Arc<Vault> {
    Vault::at(path.to_str().unwrap().to_owned())
}

fn make(vault: &Arc<Vault>) -> Result<(), Failure> {
    let ways = vec![UnlockWay::Recovery, UnlockWay::Device];
    let creation = vault.clone().creation(ways, String::new(), &[7; 32], String::new()).unwrap();
    creation.finish(NOW).map(|_| ())
}

fn tried(vault: &Vault) -> Result<(), Failure> {
    vault.unlock_state(DeviceKey::Absent, UnlockTries::default(), MonotonicMillis(0)).map(|_| ())
}

fn step(vault: &Vault) -> Option<StartStep> {
    vault.first_start_state(Offered::No).map(|state| state.step)
}

#[test]
fn a_file_that_is_not_a_vault_is_kept_under_another_name() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("vault");
    std::fs::write(&path, "tax papers, and more than a few letters of them").unwrap();
    let vault = at(&path);
    // Nothing is known about the file before the first attempt.
    assert!(!vault.can_be_set_aside());
    assert!(matches!(vault.set_aside(), Err(Failure::Report { .. })));
    assert_eq!(step(&vault), None);
    assert!(matches!(tried(&vault), Err(Failure::AnotherSource { .. })));
    assert!(vault.can_be_set_aside());
    assert_eq!(step(&vault), Some(StartStep::Remains));

    let name = vault.set_aside().unwrap();
    let kept = std::fs::read_to_string(folder.path().join(name)).unwrap();
    assert!(kept.starts_with("tax papers"));
    assert_eq!(step(&vault), Some(StartStep::Welcome));
    make(&vault).unwrap();
    assert!(vault.is_unlocked());
}

#[test]
fn remains_of_a_vault_are_kept_with_their_companion_files() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("vault");
    std::fs::write(folder.path().join("vault-journal"), "a journal").unwrap();
    let vault = at(&path);
    assert_eq!(step(&vault), Some(StartStep::Remains));
    assert!(make(&vault).is_err());
    vault.set_aside().unwrap();
    make(&vault).unwrap();
    let names = std::fs::read_dir(folder.path()).unwrap();
    let texts = names.filter_map(|name| std::fs::read_to_string(name.unwrap().path()).ok());
    assert_eq!(texts.filter(|text| text == "a journal").count(), 1);
}

#[test]
fn a_vault_that_opens_is_never_moved() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("vault");
    let vault = at(&path);
    make(&vault).unwrap();
    assert!(vault.set_aside().is_err());
    vault.lock();
    assert!(vault.set_aside().is_err());
    vault.release();
    // The file is in use by another vault object.
    let other = at(&path);
    tried(&other).unwrap();
    assert!(tried(&vault).is_err());
    assert!(!vault.can_be_set_aside());
    assert!(vault.set_aside().is_err() && path.exists());
}
