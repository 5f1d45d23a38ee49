//! Passwords as keyboards and editors write them; a password that somebody may know; costly slots.

use std::fs;
use std::sync::Arc;

use aikotoba_core::crypto::kdf::PassphraseCost;
use aikotoba_core::crypto::random::SystemRandom;
use aikotoba_core::secret::Passphrase;
use aikotoba_core::time::UnixMillis;
use aikotoba_core::vault::{NewVaultCredentials, UnlockCredential, Vault};
use serde_json::json;

use crate::program::{AMAZON, PASSWORD, Person};

const CHEAP: PassphraseCost = PassphraseCost { mebibytes: 1, passes: 1, lanes: 1 };

/// A user whose vault was made with this password.
fn with_password(content: &str) -> Person {
    let person = Person::new();
    person.write("password", content);
    let password = Passphrase::of_file(content);
    let locks = NewVaultCredentials {
        passphrase: Some(&password),
        recovery: false,
        device: None,
        cost: CHEAP,
    };
    let path = person.folder.path().join("vault");
    Vault::create(&path, &locks, UnixMillis(0), Arc::new(SystemRandom::new())).unwrap();
    person
}

#[test]
fn every_width_of_a_password_opens_vault_and_backup() {
    for (one, other) in [
        ("ｐａｓｓ１２３４", "pass1234"),
        ("がっこう１２３４", "がっこう1234"),
        ("ｶﾞｯｺｳ　1234", "ガッコウ 1234"),
    ] {
        for (set, typed) in [(one, other), (other, one)] {
            let person = with_password(set);
            let backup = person.path("backup.age");
            person.json(&["backup", &backup]);
            let typed = person.write("typed", typed);
            let ran = person.ask(&["list", "--password-file", &typed]);
            assert_eq!(ran.exit, 0, "set {set}: {}", ran.err);
            assert_eq!(person.json(&["verify", &backup, "--password-file", &typed])["whole"], true);
        }
    }
}

#[test]
fn a_byte_order_mark_is_not_part_of_a_password_in_any_file() {
    let person = with_password("\u{feff}pass\r\n");
    let plain = person.write("plain", "pass\n");
    let marked = person.write("marked", "\u{feff}pass\n");
    for file in [&plain, &marked] {
        assert_eq!(person.json(&["list", "--password-file", file]), json!([]));
    }
    let backup = person.path("backup.age");
    person.json(&["backup", &backup, "--backup-password-file", &marked]);
    person.json(&["verify", &backup, "--backup-password-file", &plain]);
    let new = person.write("new", "\u{feff}another\n");
    person.json(&["vault", "passwd", "--new-password-file", &new]);
    let typed = person.write("typed", "another");
    person.json(&["list", "--password-file", &typed]);
    let empty = person.write("empty", "\u{feff}\n");
    assert_eq!(person.ask(&["list", "--password-file", &empty]).fault(), "cli-password-empty");
    // Nor of a key or a recovery code.
    let key = person.write("key", "\u{feff}GEZDGNBVGY3TQOJQ\n");
    let add = ["add", "--issuer", "x", "--account", "y", "--key-file", &key];
    person.json(&[&add[..], &["--password-file", &typed]].concat());
}

#[test]
fn a_vault_that_was_made_with_a_byte_order_mark_still_opens_with_that_file() {
    let person = Person::new();
    let file = person.write("password", "\u{feff}pass\n");
    let as_before = Passphrase::new("\u{feff}pass".to_owned());
    let locks = NewVaultCredentials {
        passphrase: Some(&as_before),
        recovery: false,
        device: None,
        cost: CHEAP,
    };
    let path = person.folder.path().join("vault");
    Vault::create(&path, &locks, UnixMillis(0), Arc::new(SystemRandom::new())).unwrap();
    let plain = person.write("plain", "pass\n");
    assert_eq!(person.ask(&["list", "--password-file", &plain]).exit, 3);
    assert_eq!(person.ask(&["list", "--password-file", &file]).exit, 0);
    // The key was wrapped again without the mark.
    assert_eq!(person.ask(&["list", "--password-file", &plain]).exit, 0);
}

#[test]
fn changing_the_password_reports_what_it_does_not_do() {
    let person = Person::with_vault();
    let new = person.write("new", "another one\n");
    let printed = person.run(&["--lang=en", "vault", "passwd", "--new-password-file", &new]);
    assert!(
        printed.out.contains("older copy") && printed.out.contains("--rekey"),
        "{}",
        printed.out
    );
    assert!(printed.out.contains("Backups keep their own passwords"), "{}", printed.out);
}

#[test]
fn a_password_that_somebody_may_know_opens_nothing_of_the_new_vault() {
    let person = Person::with(&[AMAZON]);
    let older = person.read("vault");
    let id = person.json(&["vault", "info"])["id"].clone();
    let epoch = person.json(&["vault", "info"])["epoch"].as_u64().unwrap();
    let at = ["codes", "--at", "1700000000"];
    let codes = person.json(&at);

    let same = person.ask(&[
        "vault",
        "passwd",
        "--rekey",
        "--new-password-file",
        &person.path("password"),
    ]);
    assert_eq!((same.exit, same.fault().as_str()), (3, "change-same-passphrase"));

    let new = person.write("new", "another one\n");
    let rekeyed = person.json(&["vault", "passwd", "--rekey", "--new-password-file", &new]);
    assert_eq!((&rekeyed["changed"], &rekeyed["removed"]), (&json!(true), &json!([])));
    assert_eq!(person.ask(&["list"]).fault(), "unlock-wrong-passphrase");
    let with_new = ["--password-file", &new];
    assert_eq!(person.json(&[&at[..], &with_new].concat()), codes);
    let info = person.json(&[&["vault", "info"][..], &with_new].concat());
    assert_eq!((&info["id"], info["epoch"].as_u64()), (&id, Some(epoch + 1)));
    let kinds: Vec<_> =
        info["slots"].as_array().unwrap().iter().map(|slot| &slot["kind"]).collect();
    assert_eq!(kinds.len(), 2);
    assert!(kinds.contains(&&json!("recovery")) && kinds.contains(&&json!("password")));
    let noted = person.write("noted", rekeyed["recovery_code"].as_str().unwrap());
    person.json(&["--recovery", "list", "--password-file", &noted]);
    assert!(
        person.json(&[&["vault", "check"][..], &with_new].concat())["sound"].as_bool().unwrap()
    );
    // The older copy is unchanged, and its key does not open the new file.
    person.write("vault", older);
    assert_eq!(person.json(&at), codes);
}

#[test]
fn a_lock_that_is_not_available_is_named_when_removed() {
    let person = Person::with_vault();
    let path = person.folder.path().join("vault");
    let password = Passphrase::new(PASSWORD.to_owned());
    let locked = Vault::open(&path, Arc::new(SystemRandom::new())).unwrap();
    let mut vault = locked.unlock(UnlockCredential::Passphrase(&password)).unwrap();
    let device = aikotoba_core::crypto::SymmetricKey::from_slice(&[7; 32]).unwrap();
    vault.add_device(&device, UnixMillis(5_000)).unwrap();
    drop(vault);
    let new = person.write("new", "another one\n");
    let rekeyed = person.json(&["vault", "passwd", "--rekey", "--new-password-file", &new]);
    assert_eq!(rekeyed["removed"], json!([{ "kind": "device", "created": 5 }]));
}

#[test]
fn a_costly_slot_is_tried_only_with_consent() {
    let person = Person::with(&[AMAZON]);
    let path = person.folder.path().join("vault");
    let password = Passphrase::new(PASSWORD.to_owned());
    let locked = Vault::open(&path, Arc::new(SystemRandom::new())).unwrap();
    let mut vault = locked.unlock(UnlockCredential::Passphrase(&password)).unwrap();
    let large = PassphraseCost { mebibytes: 300, passes: 1, lanes: 1 };
    let other = Passphrase::new("large".to_owned());
    vault.add_passphrase(&other, large, UnixMillis(0)).unwrap();
    drop(vault);
    // With the right password, the user is not asked.
    assert_eq!(person.ask(&["list"]).exit, 0);
    let typed = person.write("large", "large\n");
    let asked = person.ask(&["list", "--password-file", &typed]);
    assert_eq!((asked.exit, asked.fault().as_str()), (7, "unlock-too-costly"));
    assert!(asked.err.contains("300") && asked.err.contains("\"tried\":1"), "{}", asked.err);
    let accepted = ["list", "--accept-unlock-cost", "--password-file", &typed];
    assert_eq!(person.json(&accepted)[0]["issuer"], "Amazon");
    let wrong = person.write("wrong", "neither\n");
    let ran = person.ask(&["list", "--accept-unlock-cost", "--password-file", &wrong]);
    assert_eq!(ran.fault(), "unlock-wrong-passphrase");
    assert!(fs::metadata(person.path("vault")).is_ok());
}
