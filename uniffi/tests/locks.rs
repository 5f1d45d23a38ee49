//! The ways to unlock, through the bindings: replacing all of them, and costly slots.

#![allow(clippy::unwrap_used, missing_docs, reason = "a failed unwrap fails the test")]

use std::sync::Arc;

use aikotoba_core::crypto::kdf::PassphraseCost;
use aikotoba_core::crypto::random::SystemRandom;
use aikotoba_core::lock::UnlockTries;
use aikotoba_core::screens::rekey::RemovedLock;
use aikotoba_core::screens::unlock::UnlockWay;
use aikotoba_core::secret::Passphrase;
use aikotoba_core::time::{MonotonicMillis, UnixMillis};
use aikotoba_core::vault::{NewVaultCredentials, SeenEpoch, Vault as Core};
use aikotoba_uniffi::{Failure, UnlockCost, Vault};

const NOW: UnixMillis = UnixMillis(59_000);
const KEY: [u8; 32] = [7; 32];

fn passphrase(text: &str) -> Passphrase {
    Passphrase::new(text.to_owned())
}

/// A vault with passphrases of these costs; the first one is cheap.
fn vault(folder: &tempfile::TempDir, more: &[(&str, u32)]) -> Arc<Vault> {
    let path = folder.path().join("vault");
    let cost = PassphraseCost { mebibytes: 1, passes: 1, lanes: 1 };
    let first = passphrase("first");
    let locks =
        NewVaultCredentials { passphrase: Some(&first), recovery: true, device: None, cost };
    let random = Arc::new(SystemRandom::new());
    let (mut made, _) = Core::create(&path, &locks, NOW, random).unwrap();
    for (text, mebibytes) in more {
        let cost = PassphraseCost { mebibytes: *mebibytes, ..cost };
        made.add_passphrase(&passphrase(text), cost, NOW).unwrap();
    }
    drop(made);
    Vault::at(path.to_str().unwrap().to_owned())
}

fn unlock(vault: &Arc<Vault>, text: &str) -> Result<(), Failure> {
    vault
        .clone()
        .unlock_with_password(text.to_owned(), UnlockTries::default(), MonotonicMillis(0))
        .unwrap()
        .finish()
}

#[test]
fn a_vault_gets_a_new_key_a_new_password_and_a_new_recovery_code() {
    let folder = tempfile::tempdir().unwrap();
    let vault = vault(&folder, &[]);
    unlock(&vault, "first").unwrap();
    vault.set_device_key(&KEY, NOW).unwrap();
    let seen = || SeenEpoch::parse(&vault.meet(None).unwrap().mark.unwrap()).unwrap();
    let before = seen();
    let same = vault.clone().rekeying("ｆｉｒｓｔ".to_owned());
    assert!(matches!(same.finish(NOW), Err(Failure::TypeAgain { .. })));

    let rekeying = vault.clone().rekeying("second".to_owned());
    rekeying.with_device_key(&KEY).unwrap();
    let paper = rekeying.finish(NOW).unwrap();
    assert_eq!(paper.groups().len(), 7);
    assert!(rekeying.removed().is_empty());
    let after = seen();
    assert_eq!((after.vault(), after.epoch().0), (before.vault(), before.epoch().0 + 1));
    let ways: Vec<UnlockWay> = vault.locks().unwrap().iter().map(|lock| lock.way).collect();
    assert_eq!(ways.len(), 3);
    // The screen asks for a group of the new code.
    let asked = vault.recovery_check_state().unwrap().unwrap().at as usize;
    let typed = paper.groups()[asked - 1].clone();
    vault.answer_recovery_check(typed, NOW).unwrap();
    vault.lock();
    assert!(unlock(&vault, "first").is_err());
    let key = vault
        .clone()
        .unlock_with_device_key(&KEY, UnlockTries::default(), MonotonicMillis(0))
        .unwrap();
    key.finish().unwrap();
    vault.lock();
    unlock(&vault, "second").unwrap();
}

#[test]
fn a_device_key_that_is_not_given_is_removed_and_named() {
    let folder = tempfile::tempdir().unwrap();
    let vault = vault(&folder, &[]);
    unlock(&vault, "first").unwrap();
    vault.set_device_key(&KEY, NOW).unwrap();
    let rekeying = vault.clone().rekeying("second".to_owned());
    rekeying.finish(NOW).unwrap();
    assert_eq!(rekeying.removed(), [RemovedLock::Device]);
    assert!(matches!(rekeying.finish(NOW), Err(Failure::Decide { .. })));
}

#[test]
fn a_costly_slot_is_tried_only_after_consent() {
    let folder = tempfile::tempdir().unwrap();
    let vault = vault(&folder, &[("large", 300)]);
    let unlocking = vault
        .clone()
        .unlock_with_password("large".to_owned(), UnlockTries::default(), MonotonicMillis(0))
        .unwrap();
    assert_eq!(unlocking.cost(), None);
    assert!(matches!(unlocking.finish(), Err(Failure::Decide { .. })));
    assert_eq!(unlocking.cost(), Some(UnlockCost { mebibytes: 300, seconds: 1 }));
    assert_eq!(unlocking.tries().wrong, 1);
    unlocking.accept_cost();
    unlocking.finish().unwrap();
    assert_eq!((unlocking.cost(), unlocking.tries().wrong), (None, 0));
    assert!(vault.is_unlocked());
}
