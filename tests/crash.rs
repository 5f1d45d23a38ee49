//! A process killed at any moment, a full disk, a second process: everything that was reported as
//! saved is there.

#![allow(clippy::unwrap_used, missing_docs, reason = "a failed test may panic")]

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use aikotoba_core::crypto::SymmetricKey;
use aikotoba_core::crypto::kdf::PassphraseCost;
use aikotoba_core::crypto::random::SystemRandom;
use aikotoba_core::secret::Passphrase;
use aikotoba_core::time::UnixMillis;
use aikotoba_core::vault::{
    NewVaultCredentials, RecoveryCode, UnlockCredential, Vault, VaultOpenError, VaultPresence,
};

const ACTOR: &str = env!("CARGO_BIN_EXE_actor");

/// Number of times that each task is killed, each time a little later.
const KILLS: u64 = 24;

fn device() -> SymmetricKey {
    SymmetricKey::from_slice(&[0x5a; 32]).unwrap()
}

fn make(folder: &Path) -> PathBuf {
    let path = folder.join("vault.aikotoba");
    let (key, passphrase) = (device(), Passphrase::new("p".to_owned()));
    let cost = PassphraseCost { mebibytes: 1, passes: 1, lanes: 1 };
    let locks = NewVaultCredentials {
        passphrase: Some(&passphrase),
        recovery: false,
        device: Some(&key),
        cost,
    };
    Vault::create(&path, &locks, UnixMillis(0), Arc::new(SystemRandom::new())).unwrap();
    path
}

fn open(path: &Path, credential: UnlockCredential<'_>) -> Vault {
    let locked = Vault::open(path, Arc::new(SystemRandom::new())).unwrap();
    locked.unlock(credential).unwrap()
}

fn start(path: &Path, task: &str) -> Child {
    let mut command = Command::new(ACTOR);
    command.arg(path).arg(task).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap()
}

/// Waits for an output line that starts with `begun`, kills the task after `after`, and returns its
/// output from that line on.
fn killed(path: &Path, task: &str, begun: &str, after: Duration) -> Vec<String> {
    let mut child = start(path, task);
    let mut output = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    while !line.starts_with(begun) {
        line.clear();
        assert!(output.read_line(&mut line).unwrap() > 0, "the task ended before it started");
    }
    std::thread::sleep(after);
    // SIGKILL on Unix: the child runs nothing after it.
    child.kill().unwrap();
    child.wait().unwrap();
    output.read_to_string(&mut line).unwrap();
    line.lines().map(str::to_owned).collect()
}

/// The names of accounts that a task reported as saved.
fn saved(lines: &[String]) -> BTreeSet<String> {
    let saved = lines.iter().filter_map(|line| line.strip_prefix("saved "));
    saved.flat_map(str::split_whitespace).map(str::to_owned).collect()
}

fn labels(vault: &Vault) -> BTreeSet<String> {
    let all = vault.accounts().iter().chain(vault.trashed());
    all.map(|kept| kept.account.label.as_str().to_owned()).collect()
}

/// Kills a task repeatedly. Each time everything that was ever reported is there.
fn survives(task: &str) {
    let mut reported = 0;
    for kill in 0..KILLS {
        let folder = tempfile::tempdir().unwrap();
        let path = make(folder.path());
        // Every second time the kill comes after something was reported, however slow the machine
        // is.
        let begun = if kill % 2 == 0 { "unlocked" } else { "saved" };
        let lines = killed(&path, task, begun, Duration::from_micros(kill * 2_700));
        let mut vault = open(&path, UnlockCredential::Device(&device()));
        assert!(vault.health().is_sound(), "{:?}", vault.health());
        let (there, known) = (labels(&vault), saved(&lines));
        assert!(known.is_subset(&there), "missing: {:?}", known.difference(&there));
        reported += known.len();
        // The vault can still be used.
        vault.undo(UnixMillis(1)).ok();
        assert!(vault.check().damages.is_empty());
    }
    assert!(reported > 0, "nothing was reported");
}

#[test]
fn accounts_that_were_reported_saved_survive_a_kill() {
    survives("add");
}

#[test]
fn a_killed_import_is_complete_or_absent() {
    survives("import");
}

#[test]
fn an_undo_survives_a_kill() {
    survives("undo");
}

#[test]
fn after_a_killed_change_either_the_old_or_the_new_passphrase_opens() {
    one_passphrase_opens("passphrase");
}

#[test]
fn after_a_killed_rekey_there_is_the_old_vault_or_the_new_one() {
    one_passphrase_opens("rekey");
}

/// Kills a task that sets one passphrase after another. Each time exactly one of the last two opens
/// the vault, and all accounts are there.
fn one_passphrase_opens(task: &str) {
    for kill in 0..KILLS {
        let folder = tempfile::tempdir().unwrap();
        let path = make(folder.path());
        let mut vault = open(&path, UnlockCredential::Device(&device()));
        let accounts: BTreeSet<String> = (0..20).map(|number| format!("k{number}")).collect();
        for label in &accounts {
            let uri = format!("otpauth://totp/Amazon:{label}?secret=GEZDGNBVGY3TQOJQ");
            let account = aikotoba_core::otpauth::parse(&uri, UnixMillis(0)).unwrap();
            vault.add(account, UnixMillis(0)).unwrap();
        }
        let before = vault.epoch();
        drop(vault);
        let lines = killed(&path, task, "unlocked", Duration::from_micros(kill * 3_300));
        let last = lines.iter().rev().find_map(|line| line.strip_prefix("passphrase p"));
        let last: Option<u32> = last.map(|number| number.parse().unwrap());
        // The change after the last reported one may have been made as well.
        let old = last.map_or("p".to_owned(), |number| format!("p{number}"));
        let new = format!("p{}", last.map_or(0, |number| number + 1));
        let opens = |text: String| {
            let locked = Vault::open(&path, Arc::new(SystemRandom::new())).unwrap();
            locked.unlock(UnlockCredential::Passphrase(&Passphrase::new(text))).is_ok()
        };
        assert!(opens(old.clone()) != opens(new.clone()), "exactly one of {old} and {new} opens");
        let vault = open(&path, UnlockCredential::Device(&device()));
        assert!(vault.health().is_sound() && vault.check().damages.is_empty());
        assert_eq!(labels(&vault), accounts);
        // One complete transaction per passphrase.
        let reported = last.map_or(0, |number| u64::from(number) + 1);
        let changes = vault.epoch().0 - before.0;
        assert!([reported, reported + 1].contains(&changes), "{reported} reported, {changes} made");
    }
}

/// Asserts that a recovery code opens the vault, and that an unconfirmed one can be shown again.
fn is_in_hand(vault: Vault, reported_code: Option<&str>) {
    let copy = vault.unconfirmed_code().map(|code| code.print().to_string());
    let is_confirmed = vault.settings().recovery_confirmed.is_some();
    assert_ne!(copy.is_some(), is_confirmed, "the code is confirmed, or can be shown again");
    let code = copy.as_deref().or(reported_code).expect("a confirmed code was reported before");
    let code = RecoveryCode::parse(code).unwrap();
    let opened = vault.lock().unlock(UnlockCredential::Recovery(&code)).unwrap();
    assert!(opened.check().damages.is_empty());
}

#[test]
fn the_recovery_code_is_available_whenever_the_first_code_is_interrupted() {
    let (mut made, mut saved) = (0, 0);
    for kill in 0..KILLS {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("vault.aikotoba");
        let begun = if kill % 2 == 0 { "begun" } else { "code" };
        // The last run gets enough time to finish.
        let after = if kill + 1 == KILLS { 2_000_000 } else { kill * 1_500 };
        let lines = killed(&path, "first", begun, Duration::from_micros(after));
        let reported_code = lines.iter().find_map(|line| line.strip_prefix("code "));
        match Vault::presence(&path) {
            // No vault was made yet, and nothing prevents making one.
            VaultPresence::Nothing => assert_eq!(reported_code, None),
            VaultPresence::Remains => panic!("a new start finds traces of a vault"),
            VaultPresence::Vault => {
                let vault = open(&path, UnlockCredential::Device(&device()));
                assert!(vault.health().is_sound());
                let is_there = labels(&vault).contains("first");
                assert!(is_there || !lines.iter().any(|line| line == "saved first"));
                (made, saved) = (made + 1, saved + u32::from(is_there));
                is_in_hand(vault, reported_code);
            }
        }
    }
    assert!(made > 0 && saved > 0, "{made} made, {saved} saved");
}

#[test]
fn the_recovery_code_is_available_whenever_its_confirmation_is_interrupted() {
    for kill in 0..KILLS {
        let folder = tempfile::tempdir().unwrap();
        let path = make(folder.path());
        let lines = killed(&path, "codes", "code", Duration::from_micros(kill * 2_100));
        let reported_code = lines.iter().rev().find_map(|line| line.strip_prefix("code "));
        let vault = open(&path, UnlockCredential::Device(&device()));
        assert!(vault.health().is_sound());
        is_in_hand(vault, reported_code);
    }
}

#[test]
fn a_killed_migration_leaves_a_vault_with_everything_in_it() {
    let old = Path::new(env!("CARGO_MANIFEST_DIR")).join("old/format-0.aikotoba");
    for kill in 0..KILLS {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("vault.aikotoba");
        std::fs::copy(&old, &path).unwrap();
        killed(&path, "migrate", "open", Duration::from_micros(kill * 900));
        let vault = open(&path, UnlockCredential::Device(&device()));
        assert!(vault.health().is_sound());
        assert_eq!(labels(&vault).len(), 100);
    }
}

#[cfg(unix)]
#[test]
fn a_full_disk_is_reported_and_nothing_is_lost() {
    for task in ["add", "import", "undo"] {
        let folder = tempfile::tempdir().unwrap();
        let path = make(folder.path());
        // The shell's limit on file sizes simulates a full disk. The signal that it sends is
        // ignored, so that writing fails as on a full disk.
        let mut shell = Command::new("sh");
        shell.args(["-c", "trap '' XFSZ; ulimit -f 256; exec \"$@\"", "sh", ACTOR]);
        let output = shell.arg(&path).arg(task).output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        let lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let refused = lines.last().unwrap().strip_prefix("refused ").unwrap();
        assert!(["device-full", "device-io"].contains(&refused), "{refused}");
        let vault = open(&path, UnlockCredential::Device(&device()));
        assert!(vault.health().is_sound());
        let known = saved(&lines);
        assert!(!known.is_empty() && known.is_subset(&labels(&vault)));
    }
}

#[test]
fn a_second_process_is_told_that_the_vault_is_in_use() {
    let folder = tempfile::tempdir().unwrap();
    let path = make(folder.path());
    let mut child = start(&path, "hold");
    let mut output = BufReader::new(child.stdout.take().unwrap());
    for expected in ["open", "unlocked"] {
        let mut line = String::new();
        output.read_line(&mut line).unwrap();
        assert_eq!(line.trim_end(), expected);
    }
    let busy = Vault::open(&path, Arc::new(SystemRandom::new()));
    assert_eq!(busy.map(|_| ()).unwrap_err(), VaultOpenError::Busy);
    child.stdin.take().unwrap().write_all(b"\n").unwrap();
    child.wait().unwrap();
    drop(open(&path, UnlockCredential::Device(&device())));
}
