//! A vault that is older than, or not, the one last seen is reported through the bindings until the
//! user accepts it.

#![allow(clippy::unwrap_used, missing_docs, reason = "a failed unwrap fails the test")]

use std::path::{Path, PathBuf};
use std::sync::Arc;

use aikotoba_core::enrol::ClockEvidence;
use aikotoba_core::lock::UnlockTries;
use aikotoba_core::screens::banners::{Banner, BannerLead};
use aikotoba_core::screens::unlock::UnlockWay;
use aikotoba_core::time::{MonotonicMillis, UnixMillis};
use aikotoba_core::vault::VaultAge;
use aikotoba_uniffi::{Enrolment, Vault, usual_options};

const NOW: UnixMillis = UnixMillis(59_000);
const KEY: [u8; 32] = [7; 32];

fn at(path: &Path) -> Arc<Vault> {
    Vault::at(path.to_str().unwrap().to_owned())
}

/// A vault with a device key only, so that the tests need no slow key derivation.
fn made(folder: &tempfile::TempDir, name: &str) -> (Arc<Vault>, PathBuf) {
    let path = folder.path().join(name);
    let vault = at(&path);
    let ways = vec![UnlockWay::Recovery, UnlockWay::Device];
    let creation = vault.clone().creation(ways, String::new(), &KEY, String::new()).unwrap();
    let groups = creation.finish(NOW).unwrap().recovery.unwrap().groups();
    let asked = vault.recovery_check_state().unwrap().unwrap().at as usize;
    vault.answer_recovery_check(groups[asked - 1].clone(), NOW).unwrap();
    (vault, path)
}

fn unlocked(path: &Path) -> Arc<Vault> {
    let vault = at(path);
    vault
        .clone()
        .unlock_with_device_key(&KEY, UnlockTries::default(), MonotonicMillis(5))
        .unwrap()
        .finish()
        .unwrap();
    vault
}

fn add(vault: &Vault, label: &str) {
    let key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ".to_owned();
    let typed =
        Enrolment::typed("Amazon".to_owned(), label.to_owned(), key, usual_options(), None, NOW);
    typed.unwrap().commit(vault, NOW).unwrap();
}

fn first_banner(vault: &Vault) -> Option<Banner> {
    let state = vault.codes_state(ClockEvidence::default(), NOW, 0).unwrap();
    state.banners.into_iter().map(|row| row.banner).next()
}

#[test]
fn a_created_vault_returns_its_mark() {
    let folder = tempfile::tempdir().unwrap();
    let vault = at(&folder.path().join("new"));
    let ways = vec![UnlockWay::Recovery, UnlockWay::Device];
    let creation = vault.clone().creation(ways, String::new(), &KEY, String::new()).unwrap();
    let made = creation.finish(NOW).unwrap();
    let met = vault.meet(made.mark.clone()).unwrap();
    assert!(made.mark.is_some() && made.mark == met.mark);
    assert_eq!(met.age, VaultAge::Current);
}

#[test]
fn another_vault_at_the_same_path_is_reported_until_accepted() {
    let folder = tempfile::tempdir().unwrap();
    let seen = made(&folder, "first").0.meet(None).unwrap();
    assert_eq!((seen.age, seen.question), (VaultAge::Current, None));
    let (other, _) = made(&folder, "second");
    for _ in 0..2 {
        let met = other.meet(seen.mark.clone()).unwrap();
        assert_eq!((met.age, met.question), (VaultAge::OtherVault, Some(BannerLead::AcceptOther)));
        assert_eq!(met.mark, seen.mark);
        assert_eq!(first_banner(&other), Some(Banner::VaultOther));
        // No action within the vault accepts it.
        add(&other, "me");
    }
    let accepted = other.accept().unwrap();
    assert_eq!(accepted.question, None);
    assert_ne!(first_banner(&other), Some(Banner::VaultOther));
    assert_eq!(other.meet(accepted.mark).unwrap().age, VaultAge::Current);
}

#[test]
fn an_older_copy_stays_older_however_often_it_is_changed() {
    let folder = tempfile::tempdir().unwrap();
    let (vault, path) = made(&folder, "vault");
    let mut mark = vault.meet(None).unwrap().mark;
    vault.lock();
    let copy = std::fs::read(&path).unwrap();
    vault.release();
    let vault = unlocked(&path);
    add(&vault, "a");
    mark = vault.meet(mark).unwrap().mark;
    drop(vault);

    std::fs::write(&path, copy).unwrap();
    let old = unlocked(&path);
    for label in ["b", "c", "d"] {
        let met = old.meet(mark).unwrap();
        assert_eq!(met.question, Some(BannerLead::AcceptOlder), "before {label}");
        assert_eq!(first_banner(&old), Some(Banner::VaultOlder));
        // The device stores each returned mark, which records the conflict.
        mark = met.mark;
        add(&old, label);
    }
    let mark = old.accept().unwrap().mark;
    assert_eq!(old.meet(mark).unwrap().question, None);
}

#[test]
fn a_mark_of_an_earlier_version_is_understood() {
    let folder = tempfile::tempdir().unwrap();
    let (vault, _) = made(&folder, "vault");
    let mark = vault.meet(None).unwrap().mark.unwrap();
    let id = mark.split(' ').next().unwrap();
    let age = |mark: String| vault.meet(Some(mark)).unwrap().age;
    assert_eq!(age(format!("{id} 1")), VaultAge::Current);
    assert!(matches!(age(format!("{id} 99")), VaultAge::Older { .. }));
    assert_eq!(age(format!("{} 1", "0".repeat(32))), VaultAge::OtherVault);
}

#[test]
fn a_repair_accepts_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (other, _) = made(&folder, "vault");
    let _ = other.meet(Some(format!("{} 5", "0".repeat(32)))).unwrap();
    assert_eq!(first_banner(&other), Some(Banner::VaultOther));
    // The result does not matter: this vault is not damaged.
    let _ = other.repair();
    assert_eq!(first_banner(&other), Some(Banner::VaultOther));
}
