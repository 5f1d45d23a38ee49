//! A vault file with one byte changed or cut off anywhere: the damage is noticed or harmless,
//! nothing panics, and no account differs from those that were added. SQLite has no parts that only
//! such a file would use.

#![allow(clippy::unwrap_used, missing_docs, reason = "a failed test may panic")]

use std::path::Path;
use std::sync::Arc;

use aikotoba_core::crypto::SymmetricKey;
use aikotoba_core::crypto::kdf::PassphraseCost;
use aikotoba_core::crypto::random::SystemRandom;
use aikotoba_core::otpauth;
use aikotoba_core::time::UnixMillis;
use aikotoba_core::vault::{
    NewVaultCredentials, StoredAccount, UnlockCredential, Vault, VaultDamage,
};

fn key() -> SymmetricKey {
    SymmetricKey::from_slice(&[0x5a; 32]).unwrap()
}

/// The bytes of a small vault, in pages of 512 bytes to keep it small, and its accounts.
fn small() -> (Vec<u8>, Vec<StoredAccount>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("vault.aikotoba");
    let device = key();
    let cost = PassphraseCost::MIN;
    let locks =
        NewVaultCredentials { passphrase: None, recovery: true, device: Some(&device), cost };
    let random = Arc::new(SystemRandom::new());
    let (mut vault, _) = Vault::create(&path, &locks, UnixMillis(0), random).unwrap();
    vault.confirm_recovery(UnixMillis(0)).unwrap();
    for label in ["a", "b"] {
        let text = format!("otpauth://totp/Amazon:{label}?secret=GEZDGNBVGY3TQOJQ&issuer=Amazon");
        vault.add(otpauth::parse(&text, UnixMillis(0)).unwrap(), UnixMillis(0)).unwrap();
    }
    let kept = vault.accounts().iter().map(StoredAccount::duplicate).collect();
    drop(vault);
    let connection = rusqlite::Connection::open(&path).unwrap();
    connection.execute_batch("PRAGMA page_size = 512; VACUUM").unwrap();
    drop(connection);
    (std::fs::read(path).unwrap(), kept)
}

/// Opens a file as far as possible, and compares its content with the known accounts.
fn look(path: &Path, bytes: &[u8], known: &[StoredAccount], what: &str) {
    std::fs::write(path, bytes).unwrap();
    let random = Arc::new(SystemRandom::new());
    let Ok(locked) = Vault::open(path, random) else { return };
    let Ok(vault) = locked.unlock(UnlockCredential::Device(&key())) else { return };
    if vault.health().is_sound() {
        assert_eq!(vault.accounts(), known, "{what}");
    }
    for kept in vault.accounts().iter().chain(vault.trashed()) {
        assert!(known.contains(kept), "{what}: an account that nobody added");
    }
}

/// Runs all cases on two threads.
fn for_each(count: usize, case: impl Fn(&Path, usize) + Sync) {
    std::thread::scope(|scope| {
        for half in 0..2 {
            let case = &case;
            scope.spawn(move || {
                let folder = tempfile::tempdir().unwrap();
                let path = folder.path().join("vault.aikotoba");
                (half..count).step_by(2).for_each(|at| case(&path, at));
            });
        }
    });
}

/// Writes the seed of the fuzz target `vault`, which unlocks with the same key.
#[test]
#[ignore = "makes a committed file"]
fn make_the_seed() {
    let seed = concat!(env!("CARGO_MANIFEST_DIR"), "/../fuzz/seeds/vault/small");
    std::fs::write(seed, small().0).unwrap();
}

#[test]
fn every_changed_byte_is_noticed_or_harmless() {
    let (bytes, known) = small();
    for_each(bytes.len(), |path, at| {
        let mut changed = bytes.clone();
        changed[at] ^= 1 << (at % 8);
        look(path, &changed, &known, &format!("byte {at}"));
    });
}

#[test]
fn every_cut_is_noticed_or_harmless() {
    let (bytes, known) = small();
    for_each(bytes.len(), |path, length| {
        look(path, &bytes[..length], &known, &format!("cut at {length}"));
    });
}

#[test]
fn many_planted_rows_are_counted_and_do_not_prevent_opening() {
    let (bytes, known) = small();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("vault.aikotoba");
    std::fs::write(&path, bytes).unwrap();
    let connection = rusqlite::Connection::open(&path).unwrap();
    let crowd =
        "WITH RECURSIVE crowd (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM crowd WHERE n < 60000)";
    for table in ["account", "change", "roster"] {
        let sql = format!(
            "{crowd} INSERT INTO {table} (id, version, sealed)
             SELECT randomblob(16), 1, (SELECT sealed FROM account LIMIT 1) FROM crowd"
        );
        connection.execute(&sql, []).unwrap();
    }
    let parameters = r#"{"form":1,"created":0,"salt":"00000000000000000000000000000000"}"#;
    let sql = format!(
        "{crowd} INSERT INTO slot (id, kind, parameters, proof, wrapped, checksum)
         SELECT randomblob(16), 'device', CAST(?1 AS BLOB), zeroblob(16), zeroblob(60), zeroblob(16)
         FROM crowd"
    );
    connection.execute(&sql, [parameters]).unwrap();
    // A row larger than any slot is not read.
    let sql =
        "INSERT INTO slot VALUES (randomblob(16), 'device', zeroblob(50000000), x'', x'', x'')";
    connection.execute(sql, []).unwrap();
    drop(connection);
    let locked = Vault::open(&path, Arc::new(SystemRandom::new())).unwrap();
    assert_eq!(locked.slots().len(), 60_002);
    let vault = locked.unlock(UnlockCredential::Device(&key())).unwrap();
    assert_eq!(vault.accounts(), known);
    let damages = vault.health().damages();
    assert!(damages.len() < 30, "{}", damages.len());
    assert!(damages.contains(&VaultDamage::MoreUnreadable { count: 60_000 - 20 }));
    assert!(damages.contains(&VaultDamage::Slots));
}

#[test]
fn sqlite_is_compiled_without_parts_that_no_vault_uses() {
    let connection = rusqlite::Connection::open_in_memory().unwrap();
    let list = |sql: &str| -> Vec<String> {
        let mut statement = connection.prepare(sql).unwrap();
        let rows = statement.query_map([], |row| row.get(0)).unwrap();
        rows.collect::<Result<_, _>>().unwrap()
    };
    let options = list("PRAGMA compile_options");
    assert!(options.contains(&"THREADSAFE=1".to_owned()), "{options:?}");
    assert!(options.contains(&"OMIT_LOAD_EXTENSION".to_owned()), "see .cargo/config.toml");
    let parts = ["ENABLE_FTS", "ENABLE_RTREE", "ENABLE_STAT4", "ENABLE_DBSTAT", "ENABLE_LOAD"];
    for part in parts {
        assert!(!options.iter().any(|option| option.starts_with(part)), "{options:?}");
    }
    // Kinds of virtual tables.
    let modules = list("PRAGMA module_list");
    for module in ["dbstat", "fts3", "fts5", "json_each", "rtree"] {
        assert!(!modules.iter().any(|found| found.starts_with(module)), "{modules:?}");
    }
    assert!(connection.prepare("SELECT json('{}')").is_err());
}
