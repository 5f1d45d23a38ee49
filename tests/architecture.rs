//! The order of the modules (docs/architecture.md): which module may use which. `effects.rs` checks
//! what each crate does besides computing.

#![allow(clippy::unwrap_used, missing_docs, reason = "a failed test may panic")]

use std::collections::BTreeMap;
use std::path::Path;

use aikotoba_tests::source::{SourceFile, packages, sources};

/// The modules of the core, the highest first. A module may use modules of its own line and below.
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
    &["secret", "base32", "time", "crypto", "disk", "fault", "call_error", "phrase"],
];

/// Which of our crates each of our crates may depend on at run time.
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
fn modules_of_the_core_depend_only_on_lower_ones() {
    let mut wrong = Vec::new();
    for source in sources("core/src") {
        let Some(room) = source.modules.first() else { continue };
        let own = line_of(room).unwrap_or_else(|| panic!("{room} is not in LINES"));
        for used in source.used_modules() {
            // A macro or a type at the root would count as another module.
            let other = line_of(used).unwrap_or_else(|| panic!("{used} is not in LINES"));
            if other < own {
                wrong.push(format!("{} uses {used}", source.path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn no_file_of_the_core_uses_parent_modules_outside_of_its_own() {
    for source in sources("core/src") {
        let climb = "super::".repeat(source.modules.len().max(1));
        let path = source.path.display();
        assert!(!source.code.contains(&climb), "{path} uses another module by `{climb}`");
    }
}

#[test]
fn crates_depend_only_on_the_listed_ones() {
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
fn each_vault_setting_is_written_by_one_module() {
    let owner = Path::new("vault").join("settings.rs");
    for source in sources("core/src") {
        let is_owner = source.path.ends_with(&owner);
        let names = ["\"preferences\"", "\"automatic-backup\"", "\"recovery-check\""];
        let is_settings = source.code.contains(".others.")
            && source.modules.first().is_some_and(|room| room != "scan");
        let path = source.path.display();
        assert!(is_owner || !is_settings, "{path} accesses settings without `ExtraSetting`");
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
fn screens_do_not_write_to_the_vault() {
    let writes = [
        "change_settings(",
        ".commit(",
        "vault.add(",
        "vault.edit(",
        "set_recovery(",
        "&mut Vault",
    ];
    let is_tests = |source: &SourceFile| source.path.ends_with("tests.rs");
    for source in sources("core/src/screens").into_iter().filter(|source| !is_tests(source)) {
        let found: Vec<_> = writes.iter().filter(|call| source.code.contains(**call)).collect();
        assert!(found.is_empty(), "{}: {found:?}", source.path.display());
    }
}

fn line_of(room: &str) -> Option<usize> {
    LINES.iter().position(|line| line.contains(&room))
}
