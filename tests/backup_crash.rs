//! A process that is killed while it saves, and a full disk: earlier backups stay intact.

#![allow(clippy::unwrap_used, missing_docs, reason = "a failed test may panic")]
#![cfg(unix)]

use std::env;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use aikotoba_core::backup::{
    self, BackupFile, BackupFileName, BackupIntegrity, BackupOwnership, BackupSave, BackupTarget,
    DeviceId, Folder, KeepCount, ScryptWorkFactor, verify,
};
use aikotoba_core::fault::Fault;
use aikotoba_core::secret::Passphrase;
use aikotoba_core::time::UnixMillis;
use aikotoba_core::vault::VaultId;

const DOCUMENT: &[u8] = include_bytes!("vectors/backup/document.json");
const VAULT: VaultId = VaultId(*b"aikotoba vector.");
const DEVICE: DeviceId = DeviceId([7; 4]);

/// Tells the child process, which is this program again, where and how to save.
const FOLDER: &str = "AIKOTOBA_TEST_FOLDER";
const FILE: &str = "AIKOTOBA_TEST_FILE";

fn passphrase() -> Passphrase {
    Passphrase::new("correct horse".to_owned())
}

fn save(folder: &Path, file: Option<&str>, second: i64) -> Result<String, String> {
    let mut contents = backup::read(DOCUMENT).unwrap().contents;
    contents.made = UnixMillis::from_seconds(1_795_000_000 + second);
    let target = match file {
        Some(name) => BackupTarget::File(name.to_owned()),
        None => BackupTarget::Rotating(KeepCount::new(3).unwrap()),
    };
    let place = Folder::new(folder);
    let saving = BackupSave::of(
        contents,
        BackupOwnership::of_id(VAULT, DEVICE),
        place,
        target,
        passphrase(),
    )
    .unwrap();
    let saved = saving.with_work_factor(ScryptWorkFactor::new(1).unwrap()).finish();
    saved.map(|proof| proof.name).map_err(|why| why.code())
}

/// The child process: saves until it is killed or fails, and prints each result.
#[test]
fn child() {
    let Some(folder) = env::var_os(FOLDER) else { return };
    let file = env::var(FILE).ok();
    for second in 0.. {
        match save(Path::new(&folder), file.as_deref(), second) {
            Ok(name) => println!("\nsaved {name}"),
            Err(code) => {
                println!("\nfailed {code}");
                return;
            }
        }
    }
}

fn command(program: &str, arguments: &[&str], folder: &Path, file: Option<&str>) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).args(["child", "--exact", "--nocapture"]);
    command.env(FOLDER, folder).stdout(Stdio::piped()).stderr(Stdio::null());
    if let Some(name) = file {
        command.env(FILE, name);
    }
    command
}

/// Lets the child save, kills it, and returns the names that it reported as saved.
fn killed_after(millis: u64, folder: &Path, file: Option<&str>) -> Vec<String> {
    let program = env::current_exe().unwrap();
    let mut child = command(program.to_str().unwrap(), &[], folder, file).spawn().unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    let mut first = String::new();
    while !first.starts_with("saved ") && {
        first.clear();
        output.read_line(&mut first).unwrap() > 0
    } {}
    sleep(Duration::from_millis(millis));
    child.kill().unwrap();
    child.wait().unwrap();
    let mut rest = String::new();
    output.read_to_string(&mut rest).unwrap();
    // A line cut off by the kill does not count.
    let whole = rest.rsplit_once('\n').map_or("", |(whole, _)| whole);
    let lines = std::iter::once(first.trim()).chain(whole.lines());
    lines.filter_map(|line| line.strip_prefix("saved ")).map(str::to_owned).collect()
}

fn is_whole(folder: &Path, name: &str) -> bool {
    let sealed = std::fs::read(folder.join(name)).unwrap();
    let read = verify(BackupFile { name: Some(name), sealed: &sealed }, &passphrase());
    read.is_ok_and(|read| read.integrity == BackupIntegrity::Whole)
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn a_kill_at_any_time_leaves_the_latest_and_only_complete_backups() {
    let folder = tempfile::tempdir().unwrap();
    for turn in 0..25 {
        // A new name in each turn, because the child counts its seconds from 0.
        let folder = folder.path().join(turn.to_string());
        std::fs::create_dir(&folder).unwrap();
        let saved = killed_after(turn * 3 % 40, &folder, None);
        let names = names(&folder);
        assert!(names.contains(saved.last().unwrap()), "{saved:?} {names:?}");
        let named: Vec<_> =
            names.iter().filter(|name| BackupFileName::parse(name).is_some()).collect();
        assert!(named.iter().all(|name| is_whole(&folder, name)), "{names:?}");
        // The next backup removes unproved files.
        save(&folder, None, 1_000_000).unwrap();
        let left = self::names(&folder);
        assert!(left.iter().all(|name| BackupFileName::parse(name).is_some()), "{left:?}");
    }
}

#[test]
fn a_kill_at_any_time_leaves_a_complete_file_of_a_chosen_name() {
    let folder = tempfile::tempdir().unwrap();
    for turn in 0..25 {
        killed_after(turn * 3 % 40, folder.path(), Some("my.age"));
        assert!(is_whole(folder.path(), "my.age"));
        let previous = folder.path().join("my.age.previous");
        assert!(!previous.exists() || is_whole(folder.path(), "my.age.previous"));
    }
}

#[test]
fn a_full_disk_is_reported_and_the_earlier_backup_stays() {
    let folder = tempfile::tempdir().unwrap();
    let earlier = save(folder.path(), None, 0).unwrap();
    // Limits the child's files to two blocks of 512 bytes (POSIX, `ulimit -f`).
    let script = r#"trap "" XFSZ; ulimit -f 2; exec "$0" "$@""#;
    let program = env::current_exe().unwrap();
    let arguments = ["-c", script, program.to_str().unwrap()];
    for file in [None, Some("my.age")] {
        let output = command("sh", &arguments, folder.path(), file).output().unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        assert!(said.contains("failed place-full"), "{said}");
        assert_eq!(names(folder.path()), std::slice::from_ref(&earlier));
    }
    assert!(is_whole(folder.path(), &earlier));
}
