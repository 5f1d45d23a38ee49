//! A new computer, and a vault that is unusable: commands that bring accounts in offer to make a
//! vault.

use std::fs;

use serde_json::json;

use crate::program::{AMAZON, PASSWORD, Person};
use crate::terminal::answer;

/// A backup of one account, and its password file, for a user who has no vault.
fn with_backup(vault: Option<&[u8]>) -> (Person, String) {
    let first = Person::with(&[AMAZON]);
    first.json(&["backup", &first.path("shop.age")]);
    let person = Person::new();
    let file = person.write("shop.age", first.read("shop.age"));
    if let Some(content) = vault {
        person.write("vault", content);
    }
    (person, file)
}

/// The command in the error message, as a list of words.
fn command_in(err: &str) -> Vec<String> {
    let printed: serde_json::Value = serde_json::from_str(err.lines().last().unwrap()).unwrap();
    let error = &printed["error"];
    let command = error["facts"]["command"].as_str().unwrap();
    assert!(error["next"].as_str().unwrap().contains(command), "{printed}");
    command.split(' ').map(|word| word.trim_matches('\'').to_owned()).collect()
}

#[test]
fn without_a_terminal_the_printed_command_works() {
    let (person, file) = with_backup(None);
    let links = person.write("links", AMAZON);
    for line in [&["restore", &file][..], &["import", &links], &["add", AMAZON]] {
        let ran = person.ask(line);
        assert_eq!((ran.exit, ran.fault().as_str()), (7, "cli-vault-needed"), "{line:?}");
        let command = command_in(&ran.err);
        let words: Vec<&str> = command.iter().map(String::as_str).collect();
        assert_eq!(words[0], "aikotoba");
        assert_eq!(words[words.len() - 2..], ["vault", "create"]);
        assert!(words.contains(&person.path("vault").as_str()));
    }
    assert!(!person.folder.path().join("vault").exists());
    let ja = person.run(&["--lang=ja", "restore", &file]);
    assert!(ja.err.contains("vault create") && ja.err.contains("保管庫がまだありません"));
    person.json(&["vault", "create"]);
    assert_eq!(person.json(&["restore", &file])["added"], json!(1));
}

#[test]
fn a_dry_run_needs_no_vault_and_makes_none() {
    let (person, file) = with_backup(None);
    let links = person.write("links", AMAZON);
    for line in [["restore", file.as_str(), "--dry-run"], ["import", links.as_str(), "--dry-run"]] {
        let planned = person.json(&line);
        assert_eq!((&planned["added"], &planned["dry_run"]), (&json!(1), &json!(true)));
    }
    assert!(!person.folder.path().join("vault").exists());
}

#[test]
fn at_a_terminal_a_vault_is_offered() {
    let (person, file) = with_backup(None);
    let new = [
        ("Make one now?", "y"),
        ("New password: ", "1234567890123456"),
        ("The same password again: ", "1234567890123456"),
    ];
    let no = answer(
        &person,
        &["restore", &file],
        &[("Password of the backup: ", PASSWORD), ("Make one now?", "n")],
    );
    assert!(no.exit != 0 && !person.folder.path().join("vault").exists(), "{}", no.out);
    let mut asked = vec![("Password of the backup: ", PASSWORD)];
    asked.extend(new);
    let ran = answer(&person, &["restore", &file], &asked);
    assert_eq!(ran.exit, 0, "{}", ran.out);
    assert!(ran.out.contains("Recovery code") && ran.out.contains("Easy to guess"), "{}", ran.out);
    let own = person.write("own", "1234567890123456\n");
    assert_eq!(person.json(&["list", "--password-file", &own])[0]["issuer"], "Amazon");

    let importer = Person::new();
    let links = importer.write("links", AMAZON);
    let ran = answer(&importer, &["import", &links], &new);
    assert_eq!(ran.exit, 0, "{}", ran.out);
}

#[test]
fn a_backup_that_does_not_open_makes_no_vault() {
    let (person, _) = with_backup(None);
    let letter = person.write("letter.age", "Dear backup");
    let ran = answer(&person, &["restore", &letter], &[]);
    assert_eq!(ran.exit, 4, "{}", ran.out);
    assert!(!person.folder.path().join("vault").exists());
}

#[test]
fn a_file_at_the_vaults_path_is_moved_aside_only_with_consent() {
    for content in [&b""[..], b"Dear vault", &[0; 5000]] {
        let (person, file) = with_backup(Some(content));
        let ran = person.ask(&["restore", &file]);
        assert_eq!((ran.exit, ran.fault().as_str()), (7, "cli-vault-unusable"));
        let no = answer(
            &person,
            &["restore", &file],
            &[("Password of the backup: ", PASSWORD), ("in its place?", "n")],
        );
        assert_ne!(no.exit, 0);
        assert_eq!(person.read("vault"), content);
        let yes = answer(
            &person,
            &["restore", &file],
            &[
                ("Password of the backup: ", PASSWORD),
                ("in its place?", "y"),
                ("New password: ", PASSWORD),
                ("The same password again: ", PASSWORD),
            ],
        );
        assert_eq!(yes.exit, 0, "{}", yes.out);
        assert_eq!(person.read("vault.set-aside"), content);
        assert_eq!(person.json(&["list"]).as_array().unwrap().len(), 1);
    }
}

#[test]
fn a_script_consents_with_the_printed_option() {
    let (person, file) = with_backup(Some(b"damaged"));
    person.write("vault.set-aside", "from before");
    let printed = command_in(&person.ask(&["restore", &file]).err);
    assert_eq!(printed.last().unwrap(), "--move-damaged");
    let words: Vec<&str> = printed[1..].iter().map(String::as_str).collect();
    let restored = crate::program::run(&words).json();
    assert_eq!(
        (&restored["added"], &restored["kept"]),
        (&json!(1), &json!(person.path("vault.set-aside-2")))
    );
    assert_eq!(person.read("vault.set-aside"), b"from before");
    assert_eq!(person.read("vault.set-aside-2"), b"damaged");
    // An intact vault stays in place.
    let again = person.json(&["restore", &file, "--move-damaged"]);
    assert_eq!((&again["known"], &again["kept"]), (&json!(1), &json!(null)));
}

#[test]
fn a_damaged_vault_is_repaired_first() {
    let (person, file) = with_backup(None);
    let second =
        Person::with(&["otpauth://totp/GitHub:octo?secret=JBSWY3DPEHPK3PXP&issuer=GitHub", AMAZON]);
    // The encrypted row of an account is changed in its middle.
    let path = second.folder.path().join("vault");
    let mut bytes = fs::read(&path).unwrap();
    let whole = bytes.clone();
    let damaged = (4096..bytes.len()).step_by(256).rev().any(|at| {
        bytes.clone_from(&whole);
        bytes[at] ^= 1;
        fs::write(&path, &bytes).unwrap();
        let ran = second.ask(&["vault", "check"]);
        ran.exit == 4 && ran.out.contains("damage-unreadable")
    });
    assert!(damaged, "no byte of a row was hit");
    let ran = second.ask(&["restore", &file]);
    assert_eq!((ran.exit, ran.fault().as_str()), (7, "cli-vault-damaged"));
    let restored = second.json(&["restore", &file, "--move-damaged"]);
    assert!(restored["kept"].as_str().unwrap().contains(".damaged"), "{restored}");
    assert_eq!(second.json(&["vault", "check"])["sound"], true);
    assert!(person.folder.path().exists());
}
