//! What stays in memory after a vault is locked: no key and no password. The process reads its own
//! memory, including freed parts (docs/threats.md).

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, missing_docs, reason = "a failed unwrap fails the test")]

use std::hint::black_box;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

use aikotoba_uniffi::{Enrolment, Vault, usual_options};

use aikotoba_core::crypto::kdf::PassphraseCost;
use aikotoba_core::crypto::random::SystemRandom;
use aikotoba_core::enrol::{AutomaticTime, ClockEvidence};
use aikotoba_core::lock::UnlockTries;
use aikotoba_core::otpauth;
use aikotoba_core::screens::unlock::UnlockWay;
use aikotoba_core::secret::Passphrase;
use aikotoba_core::time::{MonotonicMillis, UnixMillis};
use aikotoba_core::vault::{NewVaultCredentials, Vault as Core};

#[path = "../../tests/residue/keys.rs"]
mod keys;

const NOW: UnixMillis = UnixMillis(1_800_000_000_000);

/// Counts how often a text occurs in this process's writable memory. The text is given with each
/// byte inverted.
fn times_in_memory(turned: &[u8]) -> usize {
    let sought = [(String::new(), turned.to_vec())];
    keys::found_in_memory("self", &sought).unwrap().len()
}

/// Builds a text at run time from its inverted bytes, so that it does not occur in the program.
fn built(turned: &[u8]) -> String {
    turned.iter().map(|byte| char::from(!byte)).collect()
}

#[test]
fn a_locked_vault_leaves_neither_key_nor_password_behind() {
    // "correct-horse-battery-staple" and a base32 key, with each byte inverted.
    let password: Vec<u8> = include_bytes!("residue/password.turned").to_vec();
    let key: Vec<u8> = include_bytes!("residue/key.turned").to_vec();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("vault").to_str().unwrap().to_owned();

    let held = built(&password);
    assert!(times_in_memory(&password) > 0, "the search misses a text that is present");
    drop(black_box(held));

    let vault = Vault::at(path);
    let ways = vec![UnlockWay::Passphrase];
    let creation = vault.clone().creation(ways, built(&password), &[], String::new()).unwrap();
    creation.finish(NOW).unwrap();
    drop(creation);

    let typed = Enrolment::typed(
        "Amazon".to_owned(),
        "me".to_owned(),
        built(&key),
        usual_options(),
        None,
        NOW,
    );
    let enrolment = typed.unwrap();
    enrolment.commit(&vault, NOW).unwrap();
    enrolment.state(&vault, NOW).unwrap();
    drop(enrolment);
    vault.lock();

    let again = vault
        .clone()
        .unlock_with_password(built(&password), UnlockTries::default(), MonotonicMillis(0))
        .unwrap();
    again.finish().unwrap();
    drop(again);
    vault.lock();
    vault.release();
    drop(vault);

    let raw = aikotoba_core::base32::parse(&built(&key)).unwrap();
    let raw_turned: Vec<u8> = raw.expose().iter().map(|byte| !byte).collect();
    drop(raw);
    assert_eq!(times_in_memory(&password), 0, "the password stayed");
    assert_eq!(times_in_memory(&key), 0, "the key's letters stayed");
    assert_eq!(times_in_memory(&raw_turned), 0, "the key's bytes stayed");
}

/// The password of the vault whose keys are searched for. It is not secret here.
const OPEN: &str = "pass 1234";

/// The environment variable with the vault's path, for the process that searches its own memory.
const VAULT: &str = "AIKOTOBA_RESIDUE_VAULT";

#[test]
fn a_locked_vault_leaves_none_of_its_keys_on_heap_or_stack() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("vault");
    let mut sought = make(&path);
    sought.extend(keys::turned_keys(&path, OPEN));
    // A separate process unlocks the vault, since this one already knows the keys.
    let mut child = Command::new(std::env::current_exe().unwrap());
    child.args([
        "--exact",
        "the_process_that_unlocks_and_searches_its_memory",
        "--ignored",
        "--nocapture",
    ]);
    let mut child = child.env(VAULT, &path).stdin(Stdio::piped()).spawn().unwrap();
    let mut typed = child.stdin.take().unwrap();
    for (name, turned) in &sought {
        let hex = turned.iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
        writeln!(typed, "{name}\t{hex}").unwrap();
    }
    drop(typed);
    assert!(child.wait().unwrap().success());
}

/// Makes a vault with an account of each kind; returns their keys with each byte inverted.
fn make(path: &Path) -> Vec<(String, Vec<u8>)> {
    let password = Passphrase::new(OPEN.to_owned());
    let cost = PassphraseCost { mebibytes: 1, passes: 1, lanes: 1 };
    let locks =
        NewVaultCredentials { passphrase: Some(&password), recovery: false, device: None, cost };
    let random = Arc::new(SystemRandom::new());
    let (mut vault, _) = Core::create(path, &locks, NOW, random).unwrap();
    let mut sought = Vec::new();
    for (kind, key) in [
        ("totp/a", "NB2HI4DTHIXS653XO4XHS33VOR2WEZJOMNXW2"),
        ("hotp/b", "MRUXGYLQMVXGI2LOM5SG633SMJ2XIIDUNBSXE"),
        ("steam/c", "ORZGC3TTMZXXE3LBORUW63TTMFZGKZLBON4SA"),
    ] {
        let text = format!("otpauth://{kind}?secret={key}&counter=1");
        let account = otpauth::parse(&text, NOW).unwrap();
        let turned = account.otp.key().expose().iter().map(|byte| !byte).collect();
        sought.push((format!("the key of {kind}"), turned));
        vault.add(account, NOW).unwrap();
    }
    sought
}

#[test]
#[ignore = "run by the test above, as a process of its own"]
fn the_process_that_unlocks_and_searches_its_memory() {
    let mut lines = String::new();
    std::io::stdin().read_to_string(&mut lines).unwrap();
    let sought: Vec<(String, Vec<u8>)> = lines
        .lines()
        .map(|line| {
            let (name, hex) = line.split_once('\t').unwrap();
            let byte = |at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap();
            (name.to_owned(), (0..hex.len()).step_by(2).map(byte).collect())
        })
        .collect();
    assert_eq!(sought.len(), 8);
    let looked = |sought: &[(String, Vec<u8>)]| keys::found_in_memory("self", sought).unwrap();
    let held: Vec<u8> = sought[0].1.iter().map(|byte| !byte).collect();
    black_box(&held);
    assert!(!looked(&sought[..1]).is_empty(), "the search misses a text that is present");
    drop(held);

    let vault = Vault::at(std::env::var(VAULT).unwrap());
    let unlocking = vault
        .clone()
        .unlock_with_password(OPEN.to_owned(), UnlockTries::default(), MonotonicMillis(0))
        .unwrap();
    unlocking.finish().unwrap();
    drop(unlocking);
    let automatic = AutomaticTime::Unknown;
    let clock =
        ClockEvidence { automatic, network: None, earlier: None, now: None, recorded: None };
    let shown = vault.codes_state(clock, NOW, 0).unwrap();
    drop(shown);
    vault.health_state().unwrap();
    assert!(!looked(&sought[5..6]).is_empty() || !looked(&sought[..1]).is_empty());
    vault.lock();
    let found = looked(&sought);
    assert!(found.is_empty(), "{found:#?}");
}
