//! The order of the house (docs/architecture.md): which room may know which. What each crate does
//! besides computing is looked at by `effects.rs`.

#![allow(clippy::unwrap_used, missing_docs, reason = "a test stops where its reading fails")]

use std::collections::BTreeMap;
use std::path::Path;

use aikotoba_tests::source::{Source, packages, sources};

/// The rooms of the core, those that know most first. A room may use what stands on its own line
/// or below.
const LINES: &[&[&str]] = &[
    &["screens"],
    &["enrol", "lock"],
    &["intake", "incoming"],
    &["backup", "import", "export"],
    &["preferences"],
    &["vault"],
    &["otpauth", "scan"],
    &["account"],
    &["otp"],
    &["secret", "base32", "time", "crypto", "disk", "fault", "gate", "phrase"],
];

/// What each of our crates may use of our crates when it runs.
const CRATES: &[(&str, &[&str])] = &[
    ("aikotoba-scan", &[]),
    ("aikotoba-studio", &[]),
    ("aikotoba-derive", &[]),
    ("aikotoba-core", &["aikotoba-derive", "aikotoba-scan"]),
    ("aikotoba-words", &["aikotoba-core"]),
    ("aikotoba", &["aikotoba-core", "aikotoba-words", "aikotoba-studio"]),
    ("aikotoba-uniffi", &["aikotoba-core", "aikotoba-words"]),
];

#[test]
fn arrows_inside_the_core_point_down() {
    let mut wrong = Vec::new();
    for source in sources("core/src") {
        let Some(room) = source.rooms.first() else { continue };
        let own = line_of(room).unwrap_or_else(|| panic!("{room} stands on no line"));
        for used in source.used() {
            // A macro or a type at the root would be one more room.
            let other = line_of(used).unwrap_or_else(|| panic!("{used} stands on no line"));
            if other < own {
                wrong.push(format!("{} uses {used}", source.path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn no_file_of_the_core_climbs_out_of_its_room() {
    for source in sources("core/src") {
        let climb = "super::".repeat(source.rooms.len().max(1));
        let path = source.path.display();
        assert!(!source.code.contains(&climb), "{path} reaches another room by `{climb}`");
    }
}

#[test]
fn arrows_between_crates_point_down() {
    let allowed: BTreeMap<_, _> = CRATES.iter().copied().collect();
    for package in packages() {
        let name = package["name"].as_str().unwrap();
        let Some(allowed) = allowed.get(name) else { continue };
        for dependency in package["dependencies"].as_array().unwrap() {
            let used = dependency["name"].as_str().unwrap();
            let is_ours = !dependency["path"].is_null();
            if is_ours && dependency["kind"].is_null() {
                assert!(allowed.contains(&used), "{name} uses {used}");
            }
        }
    }
}

#[test]
fn what_a_vault_keeps_beside_accounts_has_one_owner() {
    let owner = Path::new("vault").join("settings.rs");
    for source in sources("core/src") {
        let is_owner = source.path.ends_with(&owner);
        let names = ["\"preferences\"", "\"automatic-backup\"", "\"recovery-check\""];
        let is_settings = source.code.contains(".others.")
            && source.rooms.first().is_some_and(|room| room != "scan");
        let path = source.path.display();
        assert!(is_owner || !is_settings, "{path} reaches past `Shelf`");
        let is_key = |name: &&str| source.code.contains(*name);
        let is_backup_format = source.path.ends_with(Path::new("backup").join("format.rs"));
        let is_other = source.path.ends_with(Path::new("vault").join("recovery_check.rs"));
        assert!(
            is_owner || is_backup_format || is_other || !names.iter().any(is_key),
            "{path} names a key of the settings"
        );
    }
}

#[test]
fn a_screen_writes_no_vault() {
    let writes = [
        "change_settings(",
        ".commit(",
        "vault.add(",
        "vault.edit(",
        "set_recovery(",
        "&mut Vault",
    ];
    let is_tests = |source: &Source| source.path.ends_with("tests.rs");
    for source in sources("core/src/screens").into_iter().filter(|source| !is_tests(source)) {
        let found: Vec<_> = writes.iter().filter(|call| source.code.contains(**call)).collect();
        assert!(found.is_empty(), "{}: {found:?}", source.path.display());
    }
}

fn line_of(room: &str) -> Option<usize> {
    LINES.iter().position(|line| line.contains(&room))
}
