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

fn add(person: &Person, link: &str) {
    person.type_in(link, &["--json", "add", "-", "--all"]).json();
}

/// The backups in a folder.
fn saved_in(folder: &str) -> Vec<String> {
    let files = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> =
        files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn an_automatic_backup_is_made_only_when_one_is_due() {
    let person = Person::with_vault();
    let folder = person.path("stick");
    fs::create_dir(&folder).unwrap();
    let auto = ["backup", "--auto", &folder];
    assert_eq!(person.json(&auto), json!({ "due": false, "made": null }), "it has no account");
    add(&person, AMAZON);
    let made = person.json(&auto);
    assert_eq!((&made["proved"], &made["noted"]), (&json!(1), &json!(true)));
    assert_eq!(saved_in(&folder).len(), 1);
    let again = person.json(&auto);
    assert_eq!((&again["due"], &again["made"]), (&json!(false), &made["made"]));
    assert_eq!(saved_in(&folder).len(), 1);
    add(&person, OTHER);
    assert_eq!(person.json(&auto)["accounts"], 2);
    assert_eq!(saved_in(&folder).len(), 2);
    // A stick that does not have the latest backup gets it, although nothing was changed.
    let other = person.path("other-stick");
    fs::create_dir(&other).unwrap();
    assert_eq!(person.json(&["backup", "--auto", &other])["accounts"], 2);
    let newest = person.path(&format!("other-stick/{}", saved_in(&other)[0]));
    assert_eq!(person.json(&["verify", &newest])["whole"], true);
}

#[test]
fn an_automatic_backup_that_fails_is_told_until_one_succeeds() {
    let person = Person::with(&[AMAZON]);
    let folder = person.path("stick");
    let ran = person.ask(&["backup", "--auto", &folder]);
    assert_eq!((ran.exit, ran.fault().as_str()), (6, "place-gone"));
    assert_eq!(person.json(&["vault", "automatic"])["failed"], "place-gone");
    let info = person.run(&["--lang=en", "vault", "info"]).out;
    assert!(
        info.contains("See whether the drive is plugged in"),
        "the reason and what to do: {info}"
    );
    fs::create_dir(&folder).unwrap();
    person.json(&["backup", "--auto", &folder]);
    assert_eq!(person.json(&["vault", "automatic"])["failed"], json!(null));
    let ran = person.ask(&["backup", "--auto"]);
    assert_eq!((ran.exit, ran.fault().as_str()), (7, "cli-no-backup-place"));
}

#[test]
fn the_vault_keeps_the_password_of_automatic_backups_only_when_told_and_until_told() {
    let person = Person::with(&[AMAZON]);
    let (folder, own) = (person.path("stick"), person.write("own", "for the safe\n"));
    fs::create_dir(&folder).unwrap();
    let on = ["vault", "automatic", &folder, "--backup-password-file", &own];
    let ran = person.ask(&on);
    assert_eq!((ran.exit, ran.fault().as_str()), (7, "cli-backup-password-not-allowed"));
    assert_eq!(person.json(&["vault", "automatic"])["on"], false);
    let allowed = [&on[..], &["--keep-password", "--keep", "2"]].concat();
    let set = person.json(&allowed);
    assert_eq!(
        (&set["on"], &set["keep"], &set["password_kept"]),
        (&json!(true), &json!(2), &json!(true))
    );
    let mut newest = String::new();
    for uri in [OTHER, "otpauth://totp/c?secret=NBSWY3DP", "otpauth://totp/d?secret=MFRGGZDF"] {
        add(&person, uri);
        newest = person.json(&["backup", "--auto"])["file"].as_str().unwrap().to_owned();
    }
    let names = saved_in(&folder);
    assert_eq!(names.len(), 2, "{names:?}");
    assert_eq!(person.ask(&["verify", &newest]).exit, 3, "the vault's password does not open it");
    let verified = person.json(&["verify", &newest, "--backup-password-file", &own]);
    assert_eq!(verified["accounts"], 4);
    let slots = person.json(&["vault", "info"])["slots"].as_array().unwrap().len();
    let off = person.json(&["vault", "automatic", "--off"]);
    assert_eq!((&off["on"], &off["password_kept"]), (&json!(false), &json!(false)));
    assert_eq!(person.json(&["vault", "info"])["slots"].as_array().unwrap().len(), slots);
}

#[test]
fn a_new_vault_key_ends_the_kept_password_and_says_so() {
    let person = Person::with(&[AMAZON]);
    let (folder, new) = (person.path("stick"), person.write("new", "another one\n"));
    fs::create_dir(&folder).unwrap();
    person.json(&["vault", "automatic", &folder, "--keep-password"]);
    person.json(&["vault", "passwd", "--rekey", "--new-password-file", &new]);
    fs::copy(&new, person.path("password")).unwrap();
    let state = person.json(&["vault", "automatic"]);
    assert_eq!(state["password_kept"], false);
    assert_eq!(state["failed"], "automatic-stopped-passphrase-erased");
}

#[test]
fn the_newest_backup_of_a_folder_is_rehearsed() {
    let person = Person::with(&[AMAZON, OTHER]);
    let (folder, own) = (person.path("backups"), person.write("own", "for the safe\n"));
    fs::create_dir(&folder).unwrap();
    let rehearse = ["verify", "--newest", &folder, "--backup-password-file", &own];
    let ran = person.ask(&rehearse);
    assert_eq!((ran.exit, ran.fault().as_str()), (4, "rehearsal-no-backup"));

    let file = format!("{folder}/shop.age");
    person.json(&["backup", &file, "--backup-password-file", &own]);
    let info = person.json(&["vault", "info"])["rehearsal"].clone();
    assert_eq!((&info["due"], &info["succeeded"]), (&json!(false), &json!(null)));
    let rehearsed = person.json(&rehearse);
    assert_eq!((&rehearsed["accounts"], &rehearsed["same"]), (&json!(2), &json!(2)));
    assert_eq!((&rehearsed["file"], &rehearsed["noted"]), (&json!(file), &json!(true)));
    let month = 30 * 24 * 60 * 60;
    let info = person.json(&["vault", "info"])["rehearsal"].clone();
    let succeeded = info["succeeded"].as_i64().unwrap();
    assert_eq!(info["next"], succeeded + month);
    assert!(person.run(&rehearse).out.contains("2 of 2 accounts can be restored."));

    // The vault's password is not tried.
    let vaults = person.ask(&["verify", "--newest", &folder]);
    assert_eq!((vaults.exit, vaults.fault().as_str()), (3, "cli-password-needed"));
}

#[test]
fn a_rehearsal_that_fails_says_why() {
    let person = Person::with(&[AMAZON]);
    let (folder, own) = (person.path("backups"), person.write("own", "for the safe\n"));
    fs::create_dir(&folder).unwrap();
    let file = format!("{folder}/shop.age");
    person.json(&["backup", &file, "--backup-password-file", &own]);
    let wrong = person.write("wrong", "for the save\n");
    let fails = |password: &str| {
        let ran = person.ask(&["verify", "--newest", &folder, "--backup-password-file", password]);
        (ran.exit, ran.fault())
    };
    for code in ["wrong-password", "wrong-password", "password-forgotten"] {
        assert_eq!(fails(&wrong), (3, format!("rehearsal-{code}")));
    }
    person.type_in(OTHER, &["--json", "add", "-"]).json();
    assert_eq!(fails(&own), (4, "rehearsal-lacking".to_owned()));
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, &text[..text.len() / 2]).unwrap();
    assert_eq!(fails(&own), (4, "rehearsal-damaged".to_owned()));
}
