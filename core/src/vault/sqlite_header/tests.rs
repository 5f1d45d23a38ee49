//! A file that is not ours is never written to.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::*;
use crate::vault::schema::APPLICATION_ID;
use crate::vault::sibling_files::sibling_files;
use crate::vault::test_support::{made, path, random, unlock};
use crate::vault::{Vault, VaultOpenError};

/// The content of a folder's files, by name.
fn content(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    files.map(|file| (file.clone(), fs::read(file).unwrap())).collect()
}

/// Copies a database and the files next to it, as a killed program would leave them.
fn copy_all(from: &Path, to: &Path) {
    for end in ["", "-journal", "-wal", "-shm"] {
        if sibling_files(from, end).exists() {
            fs::copy(sibling_files(from, end), sibling_files(to, end)).unwrap();
        }
    }
}

/// Creates another program's database, in the middle of a transaction if `is_killed`.
fn foreign(place: &Path, settings: &str, is_killed: bool) {
    let folder = tempfile::tempdir().unwrap();
    let original = folder.path().join("theirs");
    let connection = Connection::open(&original).unwrap();
    connection.execute_batch(settings).unwrap();
    connection
        .execute_batch("CREATE TABLE theirs (a); INSERT INTO theirs VALUES (zeroblob(9000));")
        .unwrap();
    if is_killed {
        // With such a small cache, SQLite writes pages before the transaction ends.
        let half = "PRAGMA cache_size = 1; BEGIN; UPDATE theirs SET a = randomblob(9000);
            INSERT INTO theirs VALUES (randomblob(90000));";
        connection.execute_batch(half).unwrap();
        copy_all(&original, place);
    } else {
        // Still open, so that the write-ahead log exists.
        copy_all(&original, place);
    }
}

#[test]
fn another_programs_database_and_its_files_are_not_changed() {
    let settings = [
        "",
        "PRAGMA journal_mode = WAL",
        "PRAGMA application_id = 0x41494b50",
        "PRAGMA application_id = 1196444487; PRAGMA user_version = 10301; PRAGMA journal_mode = WAL",
        "PRAGMA page_size = 512",
        "PRAGMA page_size = 65536; PRAGMA journal_mode = WAL",
        "PRAGMA auto_vacuum = FULL; PRAGMA encoding = 'UTF-16'",
        "PRAGMA journal_mode = PERSIST",
    ];
    for settings in settings {
        for is_killed in [false, true] {
            let folder = tempfile::tempdir().unwrap();
            foreign(&path(folder.path()), settings, is_killed);
            let before = content(folder.path());
            let why = Vault::open(&path(folder.path()), random()).unwrap_err();
            assert_eq!(why, VaultOpenError::NotVault, "{settings}");
            assert!(content(folder.path()) == before, "{settings} {is_killed}");
        }
    }
}

#[test]
fn another_programs_database_with_our_name_is_not_changed() {
    for end in [".making", ".migrating", ".repairing", ".old", ".damaged"] {
        for is_killed in [false, true] {
            let folder = tempfile::tempdir().unwrap();
            let vault = made(folder.path());
            let theirs = sibling_files(&path(folder.path()), end);
            foreign(&theirs, "PRAGMA journal_mode = WAL", is_killed);
            let before = content(folder.path());
            let kept = vault.repair().unwrap().kept_file;
            let mut after = content(folder.path());
            after.retain(|name, _| *name != kept);
            let ours = path(folder.path());
            let others = |mut files: BTreeMap<PathBuf, Vec<u8>>| {
                files.retain(|name, _| *name != ours && *name != sibling_files(&ours, "-journal"));
                files
            };
            assert!(others(after) == others(before), "{end} {is_killed}");
        }
    }
}

#[test]
fn a_vault_of_a_newer_version_is_not_changed() {
    let folder = tempfile::tempdir().unwrap();
    drop(made(folder.path()));
    let connection = Connection::open(path(folder.path())).unwrap();
    connection.execute_batch("PRAGMA user_version = 2; PRAGMA journal_mode = WAL").unwrap();
    drop(connection);
    let before = content(folder.path());
    let why = Vault::open(&path(folder.path()), random()).unwrap_err();
    assert_eq!(why, VaultOpenError::Newer { found: 2, known: 1 });
    assert!(content(folder.path()) == before);
}

#[test]
fn the_header_is_read_under_any_name() {
    let folder = tempfile::tempdir().unwrap();
    drop(made(folder.path()));
    for name in ["a b", "50%", "a?mode=memory", "a#b", "%41", "金庫", "a&immutable=0", "C:"] {
        let named = folder.path().join(name);
        fs::copy(path(folder.path()), &named).unwrap();
        let read = SqliteHeader::read(&named).unwrap();
        assert_eq!(read, SqliteHeader { application: APPLICATION_ID, format: 1 }, "{name}");
    }
}

/// Reading the header of the open file must not release the lock.
#[cfg(target_os = "linux")]
#[test]
fn reading_the_header_does_not_release_the_lock() {
    use std::os::unix::fs::MetadataExt;
    let folder = tempfile::tempdir().unwrap();
    drop(made(folder.path()));
    let vault = unlock(folder.path());
    let number = format!(":{} ", path(folder.path()).metadata().unwrap().ino());
    let locks = || {
        let all = fs::read_to_string("/proc/locks").unwrap();
        all.lines().filter(|line| line.contains(&number)).count()
    };
    let before = locks();
    assert!(before > 0);
    SqliteHeader::read(&path(folder.path())).unwrap();
    assert_eq!(Vault::open(&path(folder.path()), random()).unwrap_err(), VaultOpenError::Busy);
    assert_eq!(locks(), before);
    drop(vault);
}
