//! Backups: make, verify, read without a vault, restore.

use std::fs;

use serde_json::json;

use crate::program::{AMAZON, Person};

const OTHER: &str = "otpauth://totp/GitHub:octo?secret=JBSWY3DPEHPK3PXP&issuer=GitHub";

#[test]
fn a_backup_is_made_verified_and_restored_elsewhere() {
    let person = Person::with(&[AMAZON, OTHER]);
    let file = person.path("shop.age");
    let made = person.json(&["backup", &file]);
    assert_eq!((&made["accounts"], &made["proved"]), (&json!(2), &json!(2)));
    assert!(fs::read_to_string(&file).unwrap().starts_with("-----BEGIN AGE ENCRYPTED FILE-----"));
    assert!(person.json(&["vault", "info"])["backup"].is_i64());
    let verified = person.json(&["verify", &file]);
    assert_eq!((&verified["accounts"], &verified["whole"]), (&json!(2), &json!(true)));

    let second = Person::with_vault();
    let planned = second.json(&["restore", &file, "--dry-run"]);
    assert_eq!((&planned["added"], &planned["dry_run"]), (&json!(2), &json!(true)));
    assert_eq!(second.json(&["list"]), json!([]));
    assert_eq!(second.json(&["restore", &file])["added"], json!(2));
    let at = ["codes", "--at", "1700000000"];
    assert_eq!(second.json(&at)[0]["code"], person.json(&at)[0]["code"]);
    let again = second.json(&["restore", &file]);
    assert_eq!((&again["added"], &again["known"]), (&json!(0), &json!(2)));
    assert_eq!(second.json(&["undo"])["reason"], "restore");
    assert_eq!(second.json(&["list"]), json!([]));
}

#[test]
fn codes_can_be_read_from_a_backup_without_a_vault() {
    let person = Person::with(&[AMAZON]);
    let file = person.path("shop.age");
    person.json(&["backup", &file]);
    let at = ["codes", "--at", "1700000000"];
    let known = person.json(&at)[0]["code"].clone();
    fs::remove_file(person.path("vault")).unwrap();
    let read = person.json(&["codes", "--at", "1700000000", "--from-backup", &file]);
    assert_eq!((&read[0]["code"], &read[0]["issuer"]), (&known, &json!("Amazon")));
}

#[test]
fn a_backup_may_have_a_password_of_its_own() {
    let person = Person::with(&[AMAZON]);
    let (file, own) = (person.path("shop.age"), person.write("own", "for the safe\n"));
    person.json(&["backup", &file, "--backup-password-file", &own]);
    let ran = person.ask(&["verify", &file]);
    assert_eq!((ran.exit, ran.fault().as_str()), (3, "backup-open-passphrase-or-damage"));
    // The vault has verified this file, so here it is known to be intact.
    let ran = person.ask(&["restore", &file]);
    assert_eq!((ran.exit, ran.fault().as_str()), (3, "backup-open-passphrase"));
    assert_eq!(person.json(&["verify", &file, "--backup-password-file", &own])["whole"], true);
}

#[test]
fn a_damaged_backup_differs_from_a_wrong_password_and_from_other_files() {
    let person = Person::with(&[AMAZON]);
    let file = person.path("shop.age");
    person.json(&["backup", &file]);
    let text = fs::read_to_string(&file).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let cut: Vec<&str> =
        lines[..lines.len() - 3].iter().chain(&[lines[lines.len() - 1]]).copied().collect();
    let cut = person.write("cut.age", cut.join("\n"));
    let ran = person.ask(&["verify", &cut]);
    assert_eq!((ran.exit, ran.fault().as_str()), (4, "backup-open-damaged"));
    let letter = person.write("letter.age", "Dear backup");
    let ran = person.ask(&["verify", &letter]);
    assert_eq!((ran.exit, ran.fault().as_str()), (4, "backup-open-not-age"));
    assert!(person.run(&["--lang=ja", "verify", &cut]).err.contains("壊れている"));
    assert_eq!(person.ask(&["restore", &cut]).exit, 4);
}

#[test]
fn a_file_that_is_not_a_backup_is_not_overwritten() {
    let person = Person::with(&[AMAZON]);
    let stranger = Person::with(&[OTHER]);
    let theirs = stranger.path("theirs.age");
    stranger.json(&["backup", &theirs]);
    let file = person.path("shop.age");
    for dear in [b"something dear".to_vec(), fs::read(&theirs).unwrap()] {
        person.write("shop.age", &dear);
        for _ in 0..3 {
            let ran = person.ask(&["backup", &file]);
            assert_eq!((ran.exit, ran.fault().as_str()), (7, "cli-not-replaced"));
            assert!(ran.err.contains("--set-aside"), "{}", ran.err);
            assert_eq!(person.read("shop.age"), dear);
            assert!(!fs::exists(person.path("shop.age.previous")).unwrap());
        }
    }
}

#[test]
fn an_existing_file_is_moved_aside_with_consent() {
    let person = Person::with(&[AMAZON]);
    let file = person.write("shop.age", "something dear");
    let made = person.json(&["backup", &file, "--set-aside"]);
    assert_eq!(made["set_aside"], json!(["shop.age.kept"]));
    for _ in 0..3 {
        assert_eq!(person.json(&["backup", &file])["set_aside"], json!([]));
    }
    assert_eq!(person.read("shop.age.kept"), b"something dear");
    // The same for the file that the previous backup would be renamed to.
    person.write("shop.age.previous", "dear, too");
    let ran = person.ask(&["backup", &file]);
    assert_eq!((ran.exit, ran.fault().as_str()), (7, "cli-not-replaced"));
    let made = person.json(&["backup", &file, "--set-aside"]);
    assert_eq!(made["set_aside"], json!(["shop.age.previous.kept"]));
    assert_eq!(person.read("shop.age.previous.kept"), b"dear, too");
}

#[test]
fn a_backup_of_the_vault_that_this_one_was_restored_from_is_replaced() {
    let person = Person::with(&[AMAZON]);
    let file = person.path("shop.age");
    person.json(&["backup", &file]);
    let first = person.read("shop.age");
    let second = Person::with_vault();
    assert_eq!(second.ask(&["backup", &file]).fault(), "cli-not-replaced");
    second.json(&["restore", &file]);
    second.json(&["backup", &file]);
    assert_eq!(person.read("shop.age.previous"), first);
}

#[test]
fn a_taken_name_is_decided_by_the_user() {
    let person = Person::with(&[AMAZON]);
    let file = person.path("shop.age");
    person.json(&["backup", &file]);
    let second = Person::with(&[&AMAZON.replace("GEZDGNBV", "JBSWY3DP")]);
    let ran = second.ask(&["restore", &file]);
    assert_eq!((ran.exit, ran.fault().as_str()), (7, "cli-conflicts"));
    let skipped = second.json(&["restore", &file, "--on-conflict", "skip"]);
    assert_eq!((&skipped["added"], &skipped["skipped"]), (&json!(0), &json!(1)));
    let added = second.json(&["restore", &file, "--on-conflict", "add"]);
    assert_eq!(added["added"], json!(1));
    assert_eq!(second.json(&["list"]).as_array().unwrap().len(), 2);
}
