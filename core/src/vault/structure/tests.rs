use std::path::Path;

use rusqlite::Connection;

use super::*;
use crate::account::AccountId;
use crate::time::UnixMillis;
use crate::vault::test_support::{account, made, path, random, unlock};
use crate::vault::{ChangeError, Vault, VaultDamage, VaultOpenError};

const NOW: UnixMillis = UnixMillis(40);

/// A closed vault with two accounts.
fn vault(folder: &Path) -> [AccountId; 2] {
    let mut vault = made(folder);
    ["a", "b"].map(|label| vault.add(account(label), NOW).unwrap())
}

/// Modifies the file as somebody who can write to it could.
fn plant(folder: &Path, sql: &str) {
    Connection::open(path(folder)).unwrap().execute_batch(sql).unwrap();
}

/// Replaces a table with another one that has its rows, and has `sql` as its text in the schema.
fn rebuild(folder: &Path, table: &str, columns: &str, sql: Option<&str>) {
    plant(
        folder,
        &format!(
            "CREATE TABLE planted {columns}; INSERT INTO planted SELECT * FROM {table};
             DROP TABLE {table}; ALTER TABLE planted RENAME TO {table}"
        ),
    );
    if let Some(sql) = sql {
        let connection = Connection::open(path(folder)).unwrap();
        connection.execute_batch("PRAGMA writable_schema = ON").unwrap();
        let update = "UPDATE sqlite_schema SET sql = ?1 WHERE name = ?2";
        connection.execute(update, [sql, table]).unwrap();
    }
}

fn ours(table: &str) -> &'static str {
    TABLES.iter().find(|(name, _)| *name == table).unwrap().1
}

/// Opens a modified file; checks that it stays unchanged, whatever is attempted.
fn look(folder: &Path) -> Vault {
    let before = std::fs::read(path(folder)).unwrap();
    let mut vault = unlock(folder);
    assert_eq!(vault.add(account("c"), NOW), Err(ChangeError::Damaged));
    let checked = vault.check().damages;
    assert!(vault.health().damages().iter().all(|damage| checked.contains(damage)));
    assert_eq!(std::fs::read(path(folder)).unwrap(), before);
    vault
}

#[test]
fn an_addition_to_the_schema_is_reported_and_has_no_effect() {
    for sql in [
        "CREATE TRIGGER t BEFORE INSERT ON account BEGIN SELECT RAISE(IGNORE); END",
        "CREATE TRIGGER t BEFORE DELETE ON account BEGIN SELECT RAISE(IGNORE); END",
        "CREATE TRIGGER t AFTER INSERT ON change BEGIN DELETE FROM account; END",
        "CREATE TRIGGER t AFTER INSERT ON header BEGIN DELETE FROM account; END",
        "CREATE VIEW v AS SELECT * FROM account",
        "CREATE TABLE other (id)",
        "CREATE TABLE copy AS SELECT * FROM account",
        "CREATE TABLE child (id REFERENCES account (id) ON DELETE RESTRICT)",
        "CREATE TABLE counted (id INTEGER PRIMARY KEY AUTOINCREMENT)",
        "ANALYZE",
    ] {
        let folder = tempfile::tempdir().unwrap();
        vault(folder.path());
        plant(folder.path(), sql);
        let vault = look(folder.path());
        assert_eq!(vault.health().damages(), [VaultDamage::UnknownSchema], "{sql}");
        assert_eq!(vault.accounts().len(), 2, "{sql}");
        let repaired = vault.repair().unwrap().vault;
        assert!(repaired.health().is_sound() && repaired.accounts().len() == 2, "{sql}");
    }
}

#[test]
fn a_table_that_is_not_ours_is_not_read() {
    let row = "(id BLOB PRIMARY KEY, version INTEGER NOT NULL, sealed BLOB NOT NULL)";
    for columns in [
        "(id BLOB, version INTEGER NOT NULL, sealed BLOB NOT NULL) STRICT",
        "(id BLOB PRIMARY KEY, version INTEGER NOT NULL, sealed BLOB NOT NULL) STRICT",
        &format!("{row} WITHOUT ROWID"),
        &format!("{} STRICT, WITHOUT ROWID", row.replace("KEY", "KEY COLLATE RTRIM")),
        &format!("{} STRICT, WITHOUT ROWID", row.replace("NULL)", "NULL DEFAULT x'00')")),
        &format!("{} STRICT, WITHOUT ROWID", row.replace("NULL)", "NULL CHECK (version > 0))")),
        // The same columns with our wording, except for one space.
        &format!("{row} STRICT, WITHOUT ROWID"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let [a, b] = vault(folder.path());
        rebuild(folder.path(), "account", columns, None);
        let vault = look(folder.path());
        assert!(vault.accounts().is_empty(), "{columns}");
        let found = vault.health().damages();
        assert!(found.contains(&VaultDamage::UnknownSchema), "{columns}: {found:?}");
        for id in [a, b] {
            let is_named = |damage: &VaultDamage| matches!(damage, VaultDamage::UnreadableAccount { id: other, .. } if *other == id);
            assert!(found.iter().any(is_named), "{columns}: {found:?}");
        }
    }
}

#[test]
fn a_table_with_a_foreign_index_or_column_is_not_read() {
    for sql in [
        "CREATE INDEX i ON account (id, version, sealed)",
        "CREATE UNIQUE INDEX i ON Account (version)",
        "ALTER TABLE account ADD COLUMN more ANY AS (sealed)",
        "DROP TABLE account; CREATE VIEW account AS SELECT id, version, sealed FROM setting",
        "DROP TABLE account",
    ] {
        let folder = tempfile::tempdir().unwrap();
        vault(folder.path());
        plant(folder.path(), sql);
        let vault = look(folder.path());
        assert!(vault.accounts().is_empty(), "{sql}");
        assert_eq!(vault.health().damages()[0], VaultDamage::UnknownSchema, "{sql}");
    }
}

#[test]
fn every_table_must_have_its_exact_text() {
    for (table, named) in [
        ("roster", VaultDamage::UnreadableRoster),
        ("setting", VaultDamage::UnreadableSettings),
        ("change", VaultDamage::UnreadableUndoJournal),
        ("manifest", VaultDamage::UnreadableManifest),
    ] {
        let folder = tempfile::tempdir().unwrap();
        vault(folder.path());
        rebuild(folder.path(), table, "(id BLOB, version INTEGER, sealed BLOB)", None);
        let vault = look(folder.path());
        assert_eq!(vault.health().damages()[..2], [VaultDamage::UnknownSchema, named], "{table}");
        assert_eq!(vault.accounts().len(), 2, "{table}");
    }
    for (table, columns) in [
        ("header", "(one INTEGER, vault BLOB)"),
        ("slot", "(id, kind, parameters, proof, wrapped, checksum)"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        vault(folder.path());
        rebuild(folder.path(), table, columns, None);
        let opened = Vault::open(&path(folder.path()), random());
        assert_eq!(opened.err(), Some(VaultOpenError::Damaged), "{table}");
    }
}

#[test]
fn an_old_row_beside_the_new_one_is_reported_and_not_shown() {
    let folder = tempfile::tempdir().unwrap();
    let [id, _] = vault(folder.path());
    let read = "SELECT version, sealed FROM account WHERE id = ?1";
    let old: (i64, Vec<u8>) = Connection::open(path(folder.path()))
        .unwrap()
        .query_row(read, [id.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap();
    unlock(folder.path()).edit(id, account("renamed"), NOW).unwrap();
    // The primary key has two columns while the text declares one, so the B-tree holds both rows.
    let columns =
        "(id BLOB, version INTEGER, sealed BLOB, PRIMARY KEY (id, version)) WITHOUT ROWID";
    rebuild(folder.path(), "account", columns, None);
    let connection = Connection::open(path(folder.path())).unwrap();
    let insert = "INSERT INTO account VALUES (?1, ?2, ?3)";
    connection.execute(insert, (id.as_bytes(), old.0, &old.1)).unwrap();
    drop(connection);
    rebuild(folder.path(), "account", columns, Some(ours("account")));
    let vault = look(folder.path());
    let found = vault.health().damages();
    assert_eq!(found, [VaultDamage::RepeatedAccount { id, name: "Amazon: renamed".to_owned() }]);
    let labels: Vec<_> = vault.accounts().iter().map(|kept| kept.account.label.as_str()).collect();
    assert_eq!(labels, ["renamed", "b"]);
}

#[test]
fn rows_with_wrong_types_or_lengths_are_reported() {
    let columns = "(id, version, sealed, PRIMARY KEY (id, version)) WITHOUT ROWID";
    for (table, row) in [
        ("account", "(x'00', 1, x'00')"),
        ("account", "('sixteen letters.', 1, x'00')"),
        ("account", "(zeroblob(16), 'one', x'00')"),
        ("account", "(zeroblob(17), 1, x'00')"),
        ("account", "(zeroblob(16), 1, NULL)"),
        ("setting", "(7, 1, x'00')"),
        ("change", "(x'01', 1, x'00')"),
        ("roster", "(x'01', 1, x'00')"),
        ("manifest", "(x'01', 1, x'00')"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        vault(folder.path());
        rebuild(folder.path(), table, columns, None);
        plant(folder.path(), &format!("INSERT INTO {table} VALUES {row}"));
        rebuild(folder.path(), table, columns, Some(ours(table)));
        let vault = look(folder.path());
        assert!(vault.health().damages().contains(&VaultDamage::DamagedFile), "{table} {row}");
        assert_eq!(vault.accounts().len(), 2, "{table} {row}");
    }
    for row in [
        "(x'00', 'device', x'00', x'00', x'00', x'00')",
        "(zeroblob(16), 7, x'00', x'00', x'00', x'00')",
        "(zeroblob(16), 'device', NULL, x'00', x'00', x'00')",
    ] {
        let folder = tempfile::tempdir().unwrap();
        vault(folder.path());
        let columns = "(id PRIMARY KEY, kind, parameters, proof, wrapped, checksum) WITHOUT ROWID";
        rebuild(folder.path(), "slot", columns, None);
        plant(folder.path(), &format!("INSERT INTO slot VALUES {row}"));
        rebuild(folder.path(), "slot", columns, Some(ours("slot")));
        assert_eq!(look(folder.path()).health().damages(), [VaultDamage::Slots], "{row}");
    }
    let folder = tempfile::tempdir().unwrap();
    vault(folder.path());
    let columns = "(one INTEGER PRIMARY KEY, vault)";
    rebuild(folder.path(), "header", columns, None);
    plant(folder.path(), "INSERT INTO header VALUES (2, NULL)");
    rebuild(folder.path(), "header", columns, Some(ours("header")));
    assert_eq!(look(folder.path()).health().damages(), [VaultDamage::DamagedFile]);
}

#[test]
fn another_text_encoding_is_reported() {
    let folder = tempfile::tempdir().unwrap();
    vault(folder.path());
    let copy = folder.path().join("copy");
    let connection = Connection::open(&copy).unwrap();
    connection.execute_batch("PRAGMA encoding = 'UTF-16le'; PRAGMA user_version = 1").unwrap();
    connection.pragma_update(None, "application_id", 0x4149_4b4f).unwrap();
    let source = path(folder.path());
    for (name, sql) in TABLES {
        connection.execute_batch(sql).unwrap();
        let from = Connection::open(&source).unwrap();
        let mut statement = from.prepare(&format!("SELECT * FROM {name}")).unwrap();
        let columns = statement.column_count();
        let marks = vec!["?"; columns].join(", ");
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let values: Vec<rusqlite::types::Value> =
                (0..columns).map(|at| row.get(at).unwrap()).collect();
            let insert = format!("INSERT INTO {name} VALUES ({marks})");
            connection.execute(&insert, rusqlite::params_from_iter(values)).unwrap();
        }
    }
    drop(connection);
    std::fs::rename(copy, source).unwrap();
    assert_eq!(look(folder.path()).health().damages(), [VaultDamage::UnknownSchema]);
}

#[test]
fn another_page_size_or_a_write_ahead_log_is_not_damage() {
    for sql in [
        "PRAGMA page_size = 512; VACUUM",
        "PRAGMA auto_vacuum = FULL; VACUUM",
        "PRAGMA journal_mode = WAL; CREATE TEMP TABLE t (id)",
    ] {
        let folder = tempfile::tempdir().unwrap();
        vault(folder.path());
        plant(folder.path(), sql);
        let mut vault = unlock(folder.path());
        assert!(vault.health().is_sound(), "{sql}");
        vault.add(account("c"), NOW).unwrap();
        drop(vault);
        assert_eq!(unlock(folder.path()).accounts().len(), 3, "{sql}");
    }
}
