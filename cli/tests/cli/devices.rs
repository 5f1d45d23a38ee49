//! Other devices in a folder of backups.

use std::fs;

use aikotoba_core::backup::{BackupFile, BackupFileName, DeviceId, verify};
use aikotoba_core::secret::Passphrase;
use serde_json::json;

use crate::program::{AMAZON, PASSWORD, Person};

const OTHER: &str = "otpauth://totp/GitHub:octo?secret=JBSWY3DPEHPK3PXP&issuer=GitHub";

/// Backs up into a file, and gives it the name of a device. Returns the name.
fn named(person: &Person, device: DeviceId) -> String {
    let file = person.path("one.age");
    person.json(&["backup", &file]);
    let sealed = fs::read(&file).unwrap();
    let password = Passphrase::new(PASSWORD.to_owned());
    let read = verify(BackupFile { name: None, sealed: &sealed }, &password).unwrap();
    let vault = read.contents.vault.unwrap();
    let name = BackupFileName::of(read.contents.made, vault, device, &sealed).to_string();
    let folder = person.path("cloud");
    fs::create_dir_all(&folder).unwrap();
    fs::rename(file, format!("{folder}/{name}")).unwrap();
    name
}

#[test]
fn what_another_device_has_is_counted_and_restored() {
    let person = Person::with(&[AMAZON, OTHER]);
    let cloud = person.path("cloud");
    let name = named(&person, DeviceId([1; 4]));
    let file = format!("{cloud}/{name}");
    let listed = person.json(&["devices", &cloud]);
    assert_eq!(listed["devices"][0]["device"], "01010101");
    assert_eq!(listed["devices"][0]["file"], json!(file));
    assert_eq!(listed["devices"][0]["this_vault"], true);
    assert_eq!(listed["devices"][0]["lacking"], json!(null));
    assert_eq!(person.json(&["devices", &cloud, "--open"])["devices"][0]["lacking"], 0);

    let second = Person::with(&[AMAZON]);
    let listed = second.json(&["devices", &cloud, "--open"]);
    assert_eq!(listed["devices"][0]["lacking"], 1);
    assert_eq!(listed["devices"][0]["this_vault"], false);
    assert_eq!(second.json(&["restore", &file])["added"], 1);
    assert_eq!(second.json(&["devices", &cloud, "--open"])["devices"][0]["lacking"], 0);
    for (language, part) in
        [("--lang=en", "no account that this vault lacks"), ("--lang=ja", "ありません")]
    {
        let printed = second.run(&[language, "devices", &cloud, "--open"]).out;
        assert!(printed.contains(part), "{printed}");
    }
}

#[test]
fn damaged_and_renamed_files_are_listed_and_another_password_is_told() {
    let person = Person::with(&[AMAZON]);
    let cloud = person.path("cloud");
    let name = named(&person, DeviceId([1; 4]));
    let sealed = fs::read(format!("{cloud}/{name}")).unwrap();
    let copy = name.replace(".age", " (conflicted copy).age");
    fs::write(format!("{cloud}/{copy}"), &sealed).unwrap();
    let wrong = person.write("wrong", "another password\n");
    let ran = person.ask(&["devices", &cloud, "--open", "--backup-password-file", &wrong]);
    assert_eq!(ran.exit, 4);
    let listed: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(listed["devices"][0]["code"], "backup-open-passphrase");
    assert_eq!(listed["renamed"], json!([copy]));

    fs::write(format!("{cloud}/{name}"), &sealed[..100]).unwrap();
    let listed = person.json(&["devices", &cloud]);
    assert_eq!((&listed["devices"], &listed["damaged"]), (&json!([]), &json!([name])));
    let ran = person.ask(&["devices", &person.path("none")]);
    assert_eq!((ran.exit, ran.fault().as_str()), (6, "place-gone"));
}
