//! Files that the program writes: permissions, links, and a disk that fails.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};

use serde_json::json;

use crate::program::{AMAZON, Person};

/// All files and folders below a folder, with their modes.
fn modes(folder: &Path, found: &mut BTreeMap<PathBuf, u32>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let kind = path.symlink_metadata().unwrap();
        if kind.is_dir() {
            modes(&path, found);
        }
        found.insert(path, kind.permissions().mode() & 0o777);
    }
}

/// Changes one byte of the vault, so that it is damaged but still opens.
fn damage(person: &Person) {
    let whole = person.read("vault");
    for at in (0..whole.len()).rev().step_by(499) {
        let mut changed = whole.clone();
        changed[at] ^= 1;
        fs::write(person.path("vault"), &changed).unwrap();
        let ran = person.ask(&["vault", "check"]);
        if ran.exit == 4 && ran.out.contains("damage") {
            return;
        }
    }
    panic!("no byte makes a damaged vault");
}

#[test]
fn only_the_owner_can_read_written_files() {
    let person = Person::new();
    let made: Vec<String> =
        ["shop.age", "own.txt", "google.txt", "pictures/uri", "pictures/google"]
            .map(|name| person.path(name))
            .into();
    let new = person.write("new", "another one\n");
    let links = person.write("links", AMAZON);
    let foreign = person.write("foreign.age", "a letter");
    let restored = person.path("tour");
    let written: Vec<PathBuf> = ["password", "new", "links", "foreign.age", "foreign.age.kept"]
        .map(|name| person.path(name).into())
        .into();
    fs::set_permissions(&foreign, fs::Permissions::from_mode(0o600)).unwrap();
    let lines: &[&[&str]] = &[
        &["vault", "create"],
        &["add", AMAZON],
        &["import", &links],
        &["backup", &made[0]],
        &["backup", &made[0]],
        &["backup", &foreign, "--set-aside"],
        &["restore", &made[0]],
        &["verify", &made[0]],
        &["export", &made[1]],
        &["export", "--format", "google", &made[2]],
        &["export", "--png", &made[3]],
        &["export", "--format", "google", "--png", &made[4]],
        &["codes"],
        &["remove", "amazon"],
        &["undo"],
        &["vault", "recovery"],
        &["vault", "passwd", "--new-password-file", &new],
        &["tour", "--dir", &restored],
    ];
    for line in lines {
        // Otherwise the umask would hide a mistake.
        let ran = person.ask_under("umask 0", line);
        assert_eq!(ran.exit, 0, "{line:?}: {}", ran.err);
    }
    let mut found = BTreeMap::new();
    modes(person.folder.path(), &mut found);
    found.retain(|path, _| !written.contains(path));
    let open: Vec<_> = found.iter().filter(|(_, mode)| **mode % 0o100 != 0).collect();
    assert!(open.is_empty(), "{open:?}");
    let state =
        found.keys().filter(|path| path.starts_with(person.path("state")) && path.is_file());
    // The vault seen at this path, its latest version, and the identifier of this device.
    assert_eq!(state.count(), 3, "{found:?}");
    assert!(found.len() > 15, "{found:?}");
}

#[test]
fn only_the_owner_can_read_files_of_a_repair() {
    let person = Person::with(&[AMAZON]);
    damage(&person);
    // As after a copy by hand.
    fs::set_permissions(person.path("vault"), fs::Permissions::from_mode(0o644)).unwrap();
    let repaired = person.ask_under("umask 0", &["vault", "repair"]).json();
    for path in [repaired["kept"].as_str().unwrap(), &person.path("vault")] {
        assert_eq!(fs::metadata(path).unwrap().permissions().mode() & 0o777, 0o600, "{path}");
    }
}

#[test]
fn a_symbolic_link_is_followed_and_kept() {
    let (person, elsewhere) = (Person::with(&[AMAZON]), Person::new());
    let real = elsewhere.path("real.age");
    person.json(&["backup", &real]);
    let first = elsewhere.read("real.age");
    symlink(&real, person.path("shop.age")).unwrap();
    person.json(&["backup", &person.path("shop.age")]);
    assert_eq!(fs::read_link(person.path("shop.age")).unwrap(), Path::new(&real));
    assert_ne!(elsewhere.read("real.age"), first);
    assert_eq!(elsewhere.read("real.age.previous"), first);
    assert!(!fs::exists(person.path("shop.age.previous")).unwrap());

    for (link, target) in [("dead.age", "gone.age"), ("ring.age", "ring.age")] {
        symlink(target, person.path(link)).unwrap();
        let ran = person.ask(&["backup", &person.path(link)]);
        assert_eq!((ran.exit, ran.fault().as_str()), (3, "place-dead-link"));
        assert_eq!(fs::read_link(person.path(link)).unwrap(), Path::new(target));
        assert!(!fs::exists(person.path("gone.age")).unwrap());
    }
    // A link at the path of the previous backup is not ours and must not be replaced.
    person.json(&["backup", &person.path("own.age")]);
    symlink(&real, person.path("own.age.previous")).unwrap();
    let ran = person.ask(&["backup", &person.path("own.age")]);
    assert_eq!((ran.exit, ran.fault().as_str()), (7, "place-taken"));
    assert_eq!(fs::read_link(person.path("own.age.previous")).unwrap(), Path::new(&real));
}

#[test]
fn a_vault_behind_a_symbolic_link_is_repaired_in_place() {
    let (person, elsewhere) = (Person::with(&[AMAZON]), Person::new());
    let real = elsewhere.path("real");
    damage(&person);
    fs::rename(person.path("vault"), &real).unwrap();
    symlink(&real, person.path("vault")).unwrap();
    let repaired = person.json(&["vault", "repair"]);
    assert!(repaired["kept"].as_str().unwrap().ends_with("real.damaged"), "{repaired}");
    assert_eq!(fs::read_link(person.path("vault")).unwrap(), Path::new(&real));
    assert_eq!(person.json(&["vault", "check"])["sound"], true);
    assert!(!fs::exists(person.path("vault.damaged")).unwrap());
}

#[test]
fn a_path_that_is_not_a_regular_file_is_not_replaced() {
    let person = Person::with(&[AMAZON]);
    fs::create_dir(person.path("folder.age")).unwrap();
    let pipe = std::process::Command::new("mkfifo").arg(person.path("pipe.age")).status();
    assert!(pipe.unwrap().success());
    for name in ["folder.age", "pipe.age"] {
        let ran = person.ask(&["backup", &person.path(name), "--set-aside"]);
        assert_eq!((ran.exit, ran.fault().as_str()), (7, "place-taken"));
    }
    let ran = person.ask(&["backup", "/dev/null"]);
    assert_eq!((ran.exit, ran.fault().as_str()), (7, "place-taken"));
}

#[test]
fn a_backup_is_saved_even_if_the_vault_can_not_record_it() {
    let person = Person::with(&[AMAZON]);
    let file = person.path("shop.age");
    // Limits files to 16 blocks of 512 bytes: enough for the backup, but not for a change of the
    // vault.
    let ran = person.ask_under("trap '' XFSZ; ulimit -f 16", &["backup", &file]);
    let made = ran.json();
    assert_eq!((&made["noted"], &made["proved"]), (&json!(false), &json!(1)));
    assert_eq!(made["warnings"], json!(["backup-warning-not-noted"]));
    let warned: serde_json::Value = serde_json::from_str(ran.err.lines().last().unwrap()).unwrap();
    assert_eq!(warned["warning"]["code"], "backup-warning-not-noted");
    assert_eq!(person.json(&["verify", &file])["whole"], true);
    assert_eq!(person.json(&["vault", "info"])["backup"], json!(null));
    // The vault did not record it, but it can open it.
    assert_eq!(person.json(&["backup", &file])["noted"], true);
    assert_eq!(person.json(&["backup", &file])["warnings"], json!([]));
}

#[test]
fn other_files_beside_a_vault_are_kept() {
    let person = Person::with(&[AMAZON]);
    let names = ["vault.old", "vault.old-2", "vault.migrating", "vault.repairing", "vault.making"];
    for name in names {
        person.write(name, "a letter");
    }
    damage(&person);
    person.json(&["vault", "repair"]);
    for _ in 0..2 {
        person.json(&["list"]);
    }
    for name in names {
        assert_eq!(person.read(name), b"a letter", "{name}");
    }
}
