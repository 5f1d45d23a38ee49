//! A password that is being chosen, through the bindings: its strength, including the names in the
//! vault.

#![allow(clippy::unwrap_used, missing_docs, reason = "a failed unwrap fails the test")]

use std::sync::Arc;

use aikotoba_core::screens::password::{PasswordRepeated, PasswordStrength, PasswordWeakness};
use aikotoba_core::screens::unlock::UnlockWay;
use aikotoba_core::time::UnixMillis;
use aikotoba_uniffi::{Enrolment, Phrase, Vault, Words, password_repeated, usual_options};

const NOW: UnixMillis = UnixMillis(59_000);
/// Strong, unless the attacker knows the shop's name.
const SHOP: &str = "Hzqmrx Wnktjb Trading";

/// An unlocked vault with an account of this name.
fn vault(folder: &tempfile::TempDir, issuer: &str, label: &str) -> Arc<Vault> {
    let vault = Vault::at(folder.path().join("vault").to_str().unwrap().to_owned());
    let ways = vec![UnlockWay::Recovery, UnlockWay::Device];
    let creation = vault.clone().creation(ways, String::new(), &[7; 32], String::new()).unwrap();
    creation.finish(NOW).unwrap();
    let key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ".to_owned();
    let typed =
        Enrolment::typed(issuer.to_owned(), label.to_owned(), key, usual_options(), None, NOW);
    typed.unwrap().commit(&vault, NOW).unwrap();
    vault
}

#[test]
fn the_names_in_an_open_vault_are_guessed_first() {
    let folder = tempfile::tempdir().unwrap();
    let vault = vault(&folder, "Hzqmrx", "wnktjb@example.com");
    let judged = vault.password_strength(SHOP.to_owned());
    assert_eq!(judged.strength, PasswordStrength::Weak);
    assert_eq!(judged.weakness, Some(PasswordWeakness::AccountName));
    // A locked vault reveals no names.
    vault.lock();
    let judged = vault.password_strength(SHOP.to_owned());
    assert_eq!((judged.strength, judged.weakness), (PasswordStrength::Strong, None));
}

#[test]
fn before_there_is_a_vault_a_password_is_judged_by_itself() {
    let vault = Vault::at("/nowhere/vault".to_owned());
    let judged = |text: &str| vault.password_strength(text.to_owned());
    assert_eq!(judged("").strength, PasswordStrength::Empty);
    assert_eq!(judged("").weakness, None);
    for weak in ["1234567890123456", "password12345678", "Amazon2026Amazon", "さくらさくら"] {
        assert_eq!(judged(weak).strength, PasswordStrength::Weak, "{weak}");
        assert_eq!(judged(weak).weakness, Some(PasswordWeakness::Guessable), "{weak}");
    }
    assert_eq!(judged("clock window badger").strength, PasswordStrength::Fair);
    assert_eq!(judged("vq7#mD2x!fLw9Tz").strength, PasswordStrength::Strong);
}

#[test]
fn every_strength_and_weakness_has_sentences_in_both_languages() {
    let folder = tempfile::tempdir().unwrap();
    let vault = vault(&folder, "Hzqmrx", "wnktjb");
    for locale in ["ja-JP", "en-GB"] {
        let words = Words::of_locale(locale.to_owned());
        let judged = vault.password_strength(SHOP.to_owned());
        let strength = words.phrase(Phrase::OfPasswordStrength { of: judged.strength });
        let weakness = words.phrase(Phrase::OfPasswordWeakness { of: judged.weakness.unwrap() });
        for text in [strength, weakness] {
            assert!(!text.is_empty() && !text.contains("password-"), "{text}");
        }
    }
}

#[test]
fn the_second_entry_is_alike_in_any_width() {
    let repeated = |one: &str, other: &str| password_repeated(one.to_owned(), other.to_owned());
    assert_eq!(repeated("ｐａｓｓ１２３４", "pass1234"), PasswordRepeated::Alike);
    assert_eq!(repeated("", ""), PasswordRepeated::Not);
    assert_eq!(repeated("pass", "Pass"), PasswordRepeated::Not);
}
