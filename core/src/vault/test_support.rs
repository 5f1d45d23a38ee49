//! Functions that the vault's own tests share.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::commit::VaultChange;
use super::{NewVaultCredentials, RecoveryCode, UnlockCredential, Vault, VaultSettings};
use crate::account::Account;
use crate::crypto::SymmetricKey;
use crate::crypto::kdf::PassphraseCost;
use crate::crypto::random::{Random, SystemRandom};
use crate::otpauth;
use crate::time::UnixMillis;

pub(super) fn random() -> Arc<dyn Random> {
    Arc::new(SystemRandom::new())
}

pub(super) fn device_key() -> SymmetricKey {
    SymmetricKey::from_slice(&[9; 32]).unwrap()
}

pub(super) fn path(folder: &Path) -> PathBuf {
    folder.join("vault.aikotoba")
}

/// A new vault with a confirmed recovery code and a device key.
pub(super) fn made(folder: &Path) -> Vault {
    let (mut vault, _) = made_unconfirmed(folder);
    let slots = vault.without_sealed_codes().unwrap();
    let confirmed =
        VaultSettings { recovery_confirmed: Some(UnixMillis(1)), ..VaultSettings::default() };
    // The recovery code is marked as confirmed at its creation.
    let change = VaultChange {
        settings: Some(confirmed),
        slots,
        keeps_epoch: true,
        ..VaultChange::default()
    };
    vault.commit(change).unwrap();
    drop(vault);
    unlock(folder)
}

/// The same vault with its recovery code, which is not confirmed.
pub(super) fn made_unconfirmed(folder: &Path) -> (Vault, RecoveryCode) {
    let key = device_key();
    let cost = PassphraseCost::MIN;
    let locks = NewVaultCredentials { passphrase: None, recovery: true, device: Some(&key), cost };
    let made = Vault::create(&path(folder), &locks, UnixMillis(1), random()).unwrap();
    (made.0, made.1.unwrap())
}

/// Opens the vault in a folder with the device key.
pub(super) fn unlock(folder: &Path) -> Vault {
    let locked = Vault::open(&path(folder), random()).unwrap();
    locked.unlock(UnlockCredential::Device(&device_key())).unwrap()
}

/// Replaces the recovery code with a new one.
pub(super) fn set_recovery(vault: &mut Vault, now: UnixMillis) -> RecoveryCode {
    let code = RecoveryCode::make(&SystemRandom::new()).unwrap();
    vault.set_recovery(&code, now).unwrap();
    code
}

pub(super) fn account(label: &str) -> Account {
    let text = format!("otpauth://totp/Amazon:{label}?secret=GEZDGNBVGY3TQOJQ&issuer=Amazon");
    otpauth::parse(&text, UnixMillis(5)).unwrap()
}

pub(super) fn hotp(label: &str, counter: u64) -> Account {
    let text = format!("otpauth://hotp/{label}?secret=GEZDGNBVGY3TQOJQ&counter={counter}");
    otpauth::parse(&text, UnixMillis(5)).unwrap()
}
