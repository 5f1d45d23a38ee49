//! Writes `tests/vectors/vault/`: `cargo run -p aikotoba-tests --example make_vault_vector FOLDER`.
//!
//! The committed files are never replaced, because every later version must open them.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "run by hand, on known input")]

use std::path::Path;
use std::sync::Arc;

use aikotoba_core::crypto::SymmetricKey;
use aikotoba_core::crypto::kdf::PassphraseCost;
use aikotoba_core::crypto::random::SystemRandom;
use aikotoba_core::otpauth;
use aikotoba_core::secret::Passphrase;
use aikotoba_core::time::UnixMillis;
use aikotoba_core::vault::{NewVaultCredentials, RecoveryCheck, Vault, VaultSettings};

/// The forms in which a passphrase may be typed: half-width and full-width, composed and
/// decomposed.
const PASSPHRASE: &str = "ひらけゴマ 1234";

fn main() {
    let folder = std::env::args().nth(1).unwrap();
    let path = Path::new(&folder).join("vault.aikotoba");
    let now = UnixMillis::from_seconds(1_800_000_000);
    let passphrase = Passphrase::new(PASSPHRASE.to_owned());
    let device = SymmetricKey::from_slice(&[0x5a; 32]).unwrap();
    let locks = NewVaultCredentials {
        passphrase: Some(&passphrase),
        recovery: true,
        device: Some(&device),
        cost: PassphraseCost::MIN,
    };
    let (mut vault, code) =
        Vault::create(&path, &locks, now, Arc::new(SystemRandom::new())).unwrap();
    let texts = [
        "otpauth://totp/Amazon:me%40example.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&\
         issuer=Amazon&image=x",
        "otpauth://hotp/%E6%A5%BD%E5%A4%A9:shop?secret=MZXW6YTBOI&counter=41&digits=8&\
         algorithm=SHA512",
        "otpauth://totp/Old?secret=GEZDGNBVGY3TQOJQ&period=60&algorithm=SHA256",
    ];
    vault.confirm_recovery(now).unwrap();
    let ids = texts.map(|text| vault.add(otpauth::parse(text, now).unwrap(), now).unwrap());
    vault.confirm(ids[0], now).unwrap();
    vault.take_hotp(ids[1]).unwrap();
    vault.discard(ids[2], now).unwrap();
    let groups = vec!["仕事".to_owned(), "Home".to_owned()];
    vault.change_settings(VaultSettings { groups, ..VaultSettings::default() }).unwrap();
    println!("{}", code.unwrap().print().as_str());
    unconfirmed(&Path::new(&folder).join("unconfirmed.aikotoba"), &device, now);
}

/// A vault after its first account, whose recovery code is not confirmed.
fn unconfirmed(path: &Path, device: &SymmetricKey, now: UnixMillis) {
    let cost = PassphraseCost::MIN;
    let locks =
        NewVaultCredentials { passphrase: None, recovery: true, device: Some(device), cost };
    let (mut vault, code) =
        Vault::create(path, &locks, now, Arc::new(SystemRandom::new())).unwrap();
    let text = "otpauth://totp/Amazon:a?secret=GEZDGNBVGY3TQOJQ&issuer=Amazon";
    vault.add(otpauth::parse(text, now).unwrap(), now).unwrap();
    let asked = RecoveryCheck::of(vault.settings()).unwrap().group_number();
    println!("unconfirmed: {} asked {asked}", code.unwrap().print().as_str());
}
