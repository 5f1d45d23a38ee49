//! Every version opens the vault in `tests/vectors/vault/` with each credential.

#![allow(clippy::unwrap_used, missing_docs, reason = "a failed test may panic")]

use std::path::{Path, PathBuf};
use std::sync::Arc;

use aikotoba_core::crypto::SymmetricKey;
use aikotoba_core::crypto::random::SystemRandom;
use aikotoba_core::secret::Passphrase;
use aikotoba_core::time::UnixMillis;
use aikotoba_core::vault::{
    RecoveryAnswer, RecoveryCheck, RecoveryCode, StoredAccount, UnlockCredential, Vault,
};
use serde_json::Value;

fn expected() -> Value {
    serde_json::from_str(include_str!("vectors/vault/expected.json")).unwrap()
}

/// A copy to open, so that the committed file does not change.
fn copy(folder: &Path) -> PathBuf {
    let path = folder.join("vault.aikotoba");
    let vector = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors/vault/vault.aikotoba");
    std::fs::copy(vector, &path).unwrap();
    path
}

fn open(path: &Path, credential: UnlockCredential<'_>) -> Vault {
    Vault::open(path, Arc::new(SystemRandom::new())).unwrap().unlock(credential).unwrap()
}

/// An account in the notation of the expected file.
fn seen(kept: &StoredAccount, known: &Value) -> Value {
    let mut json = serde_json::to_value(&kept.account).unwrap();
    let fields = json.as_object_mut().unwrap();
    fields.retain(|name, _| known.get(name).is_some());
    fields.insert("trashed".to_owned(), serde_json::to_value(kept.trashed).unwrap());
    json
}

#[test]
fn the_vault_of_all_normalizations_opens_with_each_and_then_in_every_width() {
    let vector = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors/vault/readings.aikotoba");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("vault.aikotoba");
    std::fs::copy(vector, &path).unwrap();
    for (typed, other) in [
        ("ｶﾞｯｺｳ　１２３４", "ガッコウ 1234"),
        ("がっこう１２３４", "がっこう1234"),
        ("か\u{3099}っこう", "がっこう"),
    ] {
        for text in [typed, other] {
            let vault =
                open(&path, UnlockCredential::Passphrase(&Passphrase::new(text.to_owned())));
            assert!(vault.health().is_sound());
            assert_eq!(vault.accounts()[0].name(), "Amazon: a");
        }
    }
}

#[test]
fn the_vault_of_an_unconfirmed_recovery_code_shows_it_and_erases_it() {
    let vector = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors/vault/unconfirmed.aikotoba");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("vault.aikotoba");
    std::fs::copy(vector, &path).unwrap();
    let known: Value =
        serde_json::from_str(include_str!("vectors/vault/unconfirmed.json")).unwrap();
    let text = known["recovery_code"].as_str().unwrap();
    let device = SymmetricKey::from_slice(&[0x5a; 32]).unwrap();
    let mut vault = open(&path, UnlockCredential::Device(&device));
    assert_eq!(*vault.unconfirmed_code().unwrap().print(), text);
    assert!(vault.awaits_confirmation());
    let at = usize::try_from(known["asked"].as_u64().unwrap()).unwrap();
    let group = text.split('-').nth(at - 1).unwrap();
    let answer = RecoveryCheck::answer(&mut vault, group, UnixMillis(1)).unwrap();
    assert_eq!(answer, RecoveryAnswer::Right);
    drop(vault);
    let code = RecoveryCode::parse(text).unwrap();
    let vault = open(&path, UnlockCredential::Recovery(&code));
    assert!(vault.health().is_sound() && vault.unconfirmed_code().is_none());
}

#[test]
fn each_credential_opens_the_complete_vault() {
    let folder = tempfile::tempdir().unwrap();
    let path = copy(folder.path());
    let expected = expected();
    let text = |name: &str| expected[name].as_str().unwrap().to_owned();
    let passphrase = Passphrase::new(text("passphrase"));
    // As typed on a Japanese keyboard.
    let full_width = Passphrase::new(text("passphrase").replace("1234", "１２３４"));
    let code = RecoveryCode::parse(&text("recovery_code")).unwrap();
    let device = SymmetricKey::from_slice(&[0x5a; 32]).unwrap();
    for credential in [
        UnlockCredential::Passphrase(&passphrase),
        UnlockCredential::Passphrase(&full_width),
        UnlockCredential::Recovery(&code),
        UnlockCredential::Device(&device),
    ] {
        let vault = open(&path, credential);
        assert!(vault.health().is_sound());
        assert_eq!(vault.epoch().0, expected["epoch"].as_u64().unwrap());
        let known = expected["accounts"].as_array().unwrap();
        let kept = vault.accounts().iter().chain(vault.trashed());
        let seen: Vec<Value> = kept.zip(known).map(|(kept, known)| seen(kept, known)).collect();
        assert_eq!(seen, *known);
        assert_eq!(serde_json::json!(vault.groups()), expected["groups"]);
    }
}
