//! Tests of `slots.rs`.

use super::*;
use crate::crypto::random::SystemRandom;
use crate::vault::RecoveryCode;
use crate::vault::unlocking::{UnlockLimit, open_any as open_within};

const CHEAP: PassphraseCost = PassphraseCost { mebibytes: 1, passes: 1, lanes: 1 };
const VAULT: VaultId = VaultId([5; 16]);

fn open_any(
    slots: &[SlotRow],
    vault: VaultId,
    with: UnlockCredential<'_>,
) -> Result<SymmetricKey, UnlockError> {
    open_within(slots, vault, with, UnlockLimit::DEFAULT).map(|opened| opened.key)
}

fn passphrase(text: &str) -> Passphrase {
    Passphrase::new(text.to_owned())
}

fn slot(credential: UnlockCredential<'_>) -> (SymmetricKey, SlotRow) {
    let random = SystemRandom::new();
    let data = SymmetricKey::make(&random).unwrap();
    let row = SlotRow::make(&data, VAULT, credential, CHEAP, UnixMillis(9), &random).unwrap();
    (data, row)
}

#[test]
fn each_kind_unwraps_the_key_and_nothing_else_does() {
    let random = SystemRandom::new();
    let (key, other_key) =
        (SymmetricKey::make(&random).unwrap(), SymmetricKey::make(&random).unwrap());
    let code = RecoveryCode::make(&random).unwrap();
    let other_code = RecoveryCode::make(&random).unwrap();
    let (right, wrong) = (passphrase("ひらけごま"), passphrase("ひらけ"));
    for (right, wrong, why) in [
        (
            UnlockCredential::Passphrase(&right),
            UnlockCredential::Passphrase(&wrong),
            UnlockError::WrongPassphrase,
        ),
        (
            UnlockCredential::Recovery(&code),
            UnlockCredential::Recovery(&other_code),
            UnlockError::WrongRecoveryCode,
        ),
        (
            UnlockCredential::Device(&key),
            UnlockCredential::Device(&other_key),
            UnlockError::WrongDeviceKey,
        ),
    ] {
        let (data, row) = slot(right);
        let slots = [row];
        assert_eq!(open_any(&slots, VAULT, right).unwrap().expose(), data.expose());
        assert_eq!(open_any(&slots, VAULT, wrong).unwrap_err(), why);
    }
}

#[test]
fn a_kind_without_a_slot_is_reported() {
    let (_, row) = slot(UnlockCredential::Passphrase(&passphrase("x")));
    let code = RecoveryCode::make(&SystemRandom::new()).unwrap();
    let why = open_any(&[row], VAULT, UnlockCredential::Recovery(&code)).unwrap_err();
    assert_eq!(why, UnlockError::NoRecoveryCode);
}

#[test]
fn a_passphrase_typed_full_width_or_decomposed_opens() {
    for (one, other) in [
        ("1234", "１２３４"),
        ("が", "か\u{3099}"),
        ("pass1234", "ｐａｓｓ１２３４"),
        ("がっこう1234", "がっこう１２３４"),
        ("ガッコウ1234", "ｶﾞｯｺｳ1234"),
        ("正しい 馬", "正しい　馬"),
    ] {
        for (set, typed) in [(one, other), (other, one)] {
            let (_, row) = slot(UnlockCredential::Passphrase(&passphrase(set)));
            let opened = open_any(&[row], VAULT, UnlockCredential::Passphrase(&passphrase(typed)));
            assert!(opened.is_ok(), "set {set}, typed {typed}");
        }
    }
}

#[test]
fn an_intact_slot_with_an_unknown_normalization_is_newer() {
    let typed = passphrase("x");
    let (_, row) = slot(UnlockCredential::Passphrase(&typed));
    let text = String::from_utf8(row.parameters.clone()).unwrap();
    let parameters = text.replace("\"nfkc\"", "\"nfkc-next\"").into_bytes();
    let mut newer = SlotRow { parameters, ..row };
    let asked = |row: &SlotRow| {
        open_any(std::slice::from_ref(row), VAULT, UnlockCredential::Passphrase(&typed))
            .unwrap_err()
    };
    assert_eq!(asked(&newer), UnlockError::SlotDamaged);
    newer.checksum = newer.checksum(VAULT);
    assert_eq!(asked(&newer), UnlockError::SlotNewer);
}

#[test]
fn every_changed_byte_of_a_slot_is_detected_or_harmless() {
    let key = SymmetricKey::make(&SystemRandom::new()).unwrap();
    let (data, row) = slot(UnlockCredential::Device(&key));
    let mut changed = Vec::new();
    for at in 0..row.parameters.len() {
        let mut row = row.clone();
        row.parameters[at] ^= 1;
        changed.push(row);
    }
    let parts: [fn(&mut SlotRow) -> &mut Vec<u8>; 3] =
        [|row| &mut row.proof, |row| &mut row.wrapped, |row| &mut row.checksum];
    for part in parts {
        for at in 0..16 {
            let mut row = row.clone();
            part(&mut row)[at] ^= 1;
            changed.push(row);
        }
    }
    for row in changed {
        match open_any(&[row], VAULT, UnlockCredential::Device(&key)) {
            Ok(opened) => assert_eq!(opened.expose(), data.expose()),
            Err(why) => {
                assert!(matches!(why, UnlockError::SlotDamaged | UnlockError::SlotNewer));
            }
        }
    }
}
