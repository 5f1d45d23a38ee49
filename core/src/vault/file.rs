//! The file: SQLite, set up so that what it answered stays, and held by one writer
//! (docs/spec/vault.md §2).
//!
//! Nothing in this process may open the file by other means while it is held: on Unix, closing any
//! handle to it would let SQLite's locks go. So nothing here but SQLite looks into it.

use std::path::{Path, PathBuf};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, OptionalExtension, TransactionBehavior, params};

use super::rewrite::beside;
use super::row::{Row, RowId};
use super::schema::{APPLICATION, FORMAT, TABLES, Table};
use super::slots::SlotRow;
use super::{DeviceError, OpenError, VaultId};

/// What a slot's row is like: a larger one is not read into memory, for anybody can have put it in.
const SLOT_FITS: &str = "octet_length(id) = 16 AND octet_length(kind) <= 64 \
    AND octet_length(parameters) <= 4096 AND octet_length(proof) <= 4096 \
    AND octet_length(wrapped) <= 4096 AND octet_length(checksum) <= 4096";

/// An open vault file that nobody else can open.
pub(super) struct File {
    connection: Connection,
    path: PathBuf,
    format: i64,
    /// Whether a journal stood beside it before it was taken.
    had_journal: bool,
}

/// All rows of a table that could be read.
pub(super) struct Rows {
    pub(super) rows: Vec<Row>,
    /// Whether there may be more: parts of the table can't be read.
    pub(super) torn: bool,
}

/// What one transaction writes.
#[derive(Default)]
pub(super) struct Write {
    /// Rows that are new or replaced.
    pub(super) rows: Vec<(Table, Row)>,
    /// Rows that go.
    pub(super) gone: Vec<(Table, RowId)>,
    /// All slots there are afterwards; `None` leaves them.
    pub(super) slots: Option<Vec<SlotRow>>,
    /// Whether no other row stays than those here.
    pub(super) is_all: bool,
}

impl File {
    /// Takes an existing file.
    pub(super) fn open(path: &Path) -> Result<Self, OpenError> {
        let path = std::path::absolute(path).map_err(|_| OpenError::Missing)?;
        match std::fs::metadata(&path) {
            Ok(found) if found.is_file() => {}
            Ok(_) => return Err(OpenError::NotVault),
            Err(why) if why.kind() == std::io::ErrorKind::NotFound => {
                return Err(OpenError::Missing);
            }
            Err(why) => return Err(DeviceError::of_io(&why).into()),
        }
        let had_journal = beside(&path, "-journal").symlink_metadata().is_ok();
        // Without CREATE: a file that vanishes meanwhile must not come back empty.
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(&path, flags).map_err(|why| of(&why))?;
        set_up(&connection).map_err(|why| of(&why))?;
        hold(&connection).map_err(|why| of(&why))?;
        let number = |name| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
        if number("application_id").map_err(|why| of(&why))? != APPLICATION {
            return Err(OpenError::NotVault);
        }
        let format = number("user_version").map_err(|why| of(&why))?;
        match format {
            0..=FORMAT => Ok(Self { connection, path, format, had_journal }),
            found if found > FORMAT => Err(OpenError::Newer { found, known: FORMAT }),
            _ => Err(OpenError::Damaged),
        }
    }

    /// Makes a file with empty tables, where an empty file stands.
    pub(super) fn create(path: &Path, vault: VaultId, format: i64) -> Result<Self, DeviceError> {
        let path = std::path::absolute(path).map_err(|why| DeviceError::of_io(&why))?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let make = || {
            let connection = Connection::open_with_flags(&path, flags)?;
            set_up(&connection)?;
            hold(&connection)?;
            connection.pragma_update(None, "application_id", APPLICATION)?;
            connection.pragma_update(None, "user_version", format)?;
            connection.execute_batch(TABLES)?;
            let header = "INSERT INTO header (one, vault) VALUES (1, ?1)";
            connection.execute(header, params![vault.0])?;
            Ok(connection)
        };
        let connection = make().map_err(|why| DeviceError::of_sqlite(&why))?;
        Ok(Self { connection, path, format, had_journal: false })
    }

    /// Lets the file go and takes it anew, as another program would find it: SQLite then finishes
    /// or takes back what was broken off. After an error nothing is read or written through it
    /// until it was taken anew.
    pub(super) fn reopen(&mut self) -> Result<(), OpenError> {
        // A process holds a file only once, so the old handle goes before the new one comes.
        self.connection = Connection::open_in_memory().map_err(|why| of(&why))?;
        *self = Self::open(&self.path)?;
        Ok(())
    }

    /// Has SQLite remove a journal that a crash left empty: it does that when the file is closed
    /// after a transaction, and where nothing is written it never would.
    pub(super) fn forget_journal(&mut self) {
        if std::mem::take(&mut self.had_journal) {
            // Where it stays, the next opening tries again.
            let _ = self.touch();
        }
    }

    /// Runs a whole transaction, up to the last flush, that changes nothing: the number of the
    /// format is written once more. A row that is written as it is would not do, since SQLite
    /// leaves out pages that stay the same.
    pub(super) fn touch(&self) -> Result<(), DeviceError> {
        let written = self.connection.pragma_update(None, "user_version", self.format);
        written.map_err(|why| DeviceError::of_sqlite(&why))
    }

    /// Where it stands.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Whether the system lets this program write to it.
    pub(super) fn is_writable(&self) -> bool {
        self.connection.is_readonly("main").is_ok_and(|is_readonly| !is_readonly)
    }

    /// Which format it has.
    pub(super) fn format(&self) -> i64 {
        self.format
    }

    /// The vault's name.
    pub(super) fn vault(&self) -> Result<VaultId, OpenError> {
        self.connection
            .query_row("SELECT vault FROM header", [], |row| row.get::<_, [u8; 16]>(0))
            .map(VaultId)
            .map_err(|why| of(&why))
    }

    /// The slots that can be read.
    pub(super) fn slots(&self) -> Result<Vec<SlotRow>, OpenError> {
        let columns = "id, kind, parameters, proof, wrapped, checksum";
        let sql = format!("SELECT {columns} FROM slot WHERE {SLOT_FITS} ORDER BY id");
        let mut statement = self.connection.prepare(&sql).map_err(|why| of(&why))?;
        let mut rows = statement.query([]).map_err(|why| of(&why))?;
        let mut slots = Vec::new();
        // What can't be read is left out here: the manifest notices that it is missing.
        while let Ok(Some(row)) = rows.next() {
            let read = || -> rusqlite::Result<SlotRow> {
                Ok(SlotRow {
                    id: row.get(0)?,
                    kind: row.get(1)?,
                    parameters: row.get(2)?,
                    proof: row.get(3)?,
                    wrapped: row.get(4)?,
                    checksum: row.get(5)?,
                })
            };
            slots.extend(read());
        }
        Ok(slots)
    }

    /// Whether there are rows among the slots that are none, by their length.
    pub(super) fn has_foreign_slots(&self) -> bool {
        let sql = format!("SELECT EXISTS (SELECT 1 FROM slot WHERE NOT ({SLOT_FITS}))");
        self.connection.query_row(&sql, [], |row| row.get(0)).unwrap_or(false)
    }

    /// The rows of a table: from the front, and after a tear also from the back.
    pub(super) fn rows(&self, table: Table) -> Rows {
        let mut found = self.rows_from("ASC", table);
        if found.torn {
            let back = self.rows_from("DESC", table).rows;
            let last = found.rows.last().map(|row| row.id);
            found.rows.extend(back.into_iter().rev().filter(|row| Some(row.id) > last));
        }
        found
    }

    fn rows_from(&self, direction: &str, table: Table) -> Rows {
        let sql = format!("SELECT id, version, sealed FROM {table} ORDER BY id {direction}");
        let mut found = Rows { rows: Vec::new(), torn: false };
        let Ok(mut statement) = self.connection.prepare(&sql) else {
            return Rows { torn: true, ..found };
        };
        let Ok(mut rows) = statement.query([]) else { return Rows { torn: true, ..found } };
        loop {
            match rows.next() {
                Ok(Some(row)) => match read_row(row) {
                    Ok(row) => found.rows.push(row),
                    Err(_) => found.torn = true,
                },
                Ok(None) => return found,
                Err(_) => return Rows { torn: true, ..found },
            }
        }
    }

    /// One row, where the way to it can be read.
    pub(super) fn row(&self, table: Table, id: &RowId) -> Option<Row> {
        let sql = format!("SELECT id, version, sealed FROM {table} WHERE id = ?1");
        self.connection.query_row(&sql, [id], read_row).optional().ok().flatten()
    }

    /// Writes everything or nothing, and flushes it.
    pub(super) fn write(&mut self, write: &Write) -> Result<(), DeviceError> {
        let keep = write.slots.is_none() && !write.is_all;
        self.end_journals_by(if keep { "DELETE" } else { "TRUNCATE" })
            .and_then(|()| self.try_write(write))
            .map_err(|why| DeviceError::of_sqlite(&why))
    }

    /// How a transaction's journal ends. Under the exclusive lock `DELETE` only zeroes its header,
    /// and what was replaced still stands in it; `TRUNCATE` leaves nothing.
    fn end_journals_by(&self, mode: &str) -> rusqlite::Result<()> {
        self.connection.execute_batch(&format!("PRAGMA journal_mode = {mode}"))
    }

    fn try_write(&mut self, write: &Write) -> rusqlite::Result<()> {
        // Dropped on the way out, the transaction is rolled back.
        let transaction =
            self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if write.is_all {
            for table in Table::ALL {
                transaction.execute(&format!("DELETE FROM {table}"), [])?;
            }
        }
        for (table, id) in &write.gone {
            transaction.execute(&format!("DELETE FROM {table} WHERE id = ?1"), [id])?;
        }
        for table in Table::ALL {
            let rows = write.rows.iter().filter(|(of, _)| *of == table);
            let mut statement = transaction.prepare(&format!(
                "REPLACE INTO {table} (id, version, sealed) VALUES (?1, ?2, ?3)"
            ))?;
            for (_, Row { id, version, sealed }) in rows {
                statement.execute(params![id, version.cast_signed(), sealed])?;
            }
        }
        if let Some(slots) = &write.slots {
            transaction.execute("DELETE FROM slot", [])?;
            let mut statement =
                transaction.prepare("INSERT INTO slot VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?;
            for SlotRow { id, kind, parameters, proof, wrapped, checksum } in slots {
                statement.execute(params![id, kind, parameters, proof, wrapped, checksum])?;
            }
        }
        transaction.commit()
    }

    /// Writes a copy, page by page and flushed, through the handle that holds the file: by any
    /// other way the lock would go.
    pub(super) fn copy_to(&self, path: &Path) -> Result<(), DeviceError> {
        let silent = None::<fn(rusqlite::backup::Progress)>;
        self.connection.backup("main", path, silent).map_err(|why| DeviceError::of_sqlite(&why))
    }

    /// Whether SQLite finds the file's structure whole.
    pub(super) fn is_whole(&self) -> bool {
        let answer = self
            .connection
            .query_row("PRAGMA integrity_check(1)", [], |row| row.get::<_, String>(0));
        answer.is_ok_and(|answer| answer == "ok")
    }

    /// Has SQLite refuse every write from here on.
    pub(super) fn forbid_writing(&self) {
        // Nothing depends on it: no write is tried on a damaged vault.
        let _ = self.connection.pragma_update(None, "query_only", true);
    }
}

fn read_row(row: &rusqlite::Row<'_>) -> rusqlite::Result<Row> {
    Ok(Row { id: row.get(0)?, version: row.get::<_, i64>(1)?.cast_unsigned(), sealed: row.get(2)? })
}

/// Sets the connection up. The file is not touched yet.
fn set_up(connection: &Connection) -> rusqlite::Result<()> {
    // Waiting would only hide that another program has the vault.
    connection.busy_timeout(std::time::Duration::ZERO)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    // FULL is enough for a transaction to outlast a power cut: under the exclusive lock a journal
    // ends by its header being zeroed and flushed, not by a directory entry.
    for (name, value) in [
        ("locking_mode", "EXCLUSIVE"),
        ("synchronous", "FULL"),
        ("secure_delete", "ON"),
        ("trusted_schema", "OFF"),
        ("temp_store", "MEMORY"),
        ("cell_size_check", "ON"),
        ("mmap_size", "0"),
    ] {
        connection.execute_batch(&format!("PRAGMA {name} = {value}"))?;
    }
    Ok(())
}

/// Takes the lock and keeps it until the connection is closed; rolls an unfinished transaction
/// back.
fn hold(connection: &Connection) -> rusqlite::Result<()> {
    match connection.execute_batch("BEGIN EXCLUSIVE; COMMIT; PRAGMA journal_mode = DELETE") {
        Err(why) if why.sqlite_error_code() == Some(rusqlite::ErrorCode::ReadOnly) => {
            // On a medium that can't be written to, a shared lock has to do.
            let _ = connection.execute_batch("ROLLBACK");
            connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))
        }
        other => other,
    }
}

fn of(why: &rusqlite::Error) -> OpenError {
    use rusqlite::ErrorCode as Code;
    match why.sqlite_error_code() {
        Some(Code::DatabaseBusy | Code::DatabaseLocked) => OpenError::Busy,
        Some(Code::NotADatabase) => OpenError::NotVault,
        Some(
            Code::OutOfMemory
            | Code::PermissionDenied
            | Code::ReadOnly
            | Code::SystemIoFailure
            | Code::DiskFull
            | Code::CannotOpen,
        ) => DeviceError::of_sqlite(why).into(),
        _ => OpenError::Damaged,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vault::row::ONLY;
    use crate::vault::test_support::{made, path, unlock};

    #[test]
    fn an_empty_journal_that_a_crash_left_goes_with_the_next_opening() {
        let folder = tempfile::tempdir().unwrap();
        drop(made(folder.path()));
        let journal = beside(&path(folder.path()), "-journal");
        std::fs::write(&journal, [0; 512]).unwrap();
        drop(unlock(folder.path()));
        assert!(!journal.exists());
    }

    #[test]
    fn nothing_is_written_where_writing_is_forbidden() {
        let folder = tempfile::tempdir().unwrap();
        let mut vault = made(folder.path());
        let row = vault.file.row(Table::Setting, &ONLY).unwrap();
        let write = Write { rows: vec![(Table::Setting, row)], ..Write::default() };
        assert_eq!(vault.file.write(&write), Ok(()));
        vault.file.forbid_writing();
        assert_eq!(vault.file.write(&write), Err(DeviceError::ReadOnly));
    }
}
