//! Functions that the vault's own tests share.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Credential, NewLocks, RecoveryCode, Vault};
use crate::account::Account;
use crate::crypto::Key;
use crate::crypto::kdf::PassphraseCost;
use crate::crypto::random::{Random, SystemRandom};
use crate::otpauth;
use crate::time::UnixMillis;

pub(super) fn random() -> Arc<dyn Random> {
    Arc::new(SystemRandom::new())
}

pub(super) fn device_key() -> Key {
    Key::from_slice(&[9; 32]).unwrap()
}

pub(super) fn path(folder: &Path) -> PathBuf {
    folder.join("vault.aikotoba")
}

/// A new vault with a recovery code and a device key.
pub(super) fn made(folder: &Path) -> Vault {
    let key = device_key();
    let cost = PassphraseCost::FLOOR;
    let locks = NewLocks { passphrase: None, recovery: true, device: Some(&key), cost };
    Vault::create(&path(folder), &locks, UnixMillis(1), random()).unwrap().0
}

/// Opens the vault in a folder with the device key.
pub(super) fn unlock(folder: &Path) -> Vault {
    let locked = Vault::open(&path(folder), random()).unwrap();
    locked.unlock(Credential::Device(&device_key())).unwrap()
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
