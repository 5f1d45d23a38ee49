//! The vault's file: SQLite, configured so that a committed change is durable and only one program
//! writes (docs/spec/vault.md §2).
//!
//! While the file is open, nothing in this process may open it by other means: on Unix, closing any
//! handle to the file would release SQLite's locks. Therefore this module reads the file through
//! SQLite only.

use std::path::{Path, PathBuf};

use rusqlite::config::DbConfig;
use rusqlite::{
    Connection, ErrorCode, OpenFlags, OptionalExtension, Transaction, TransactionBehavior, params,
};

use super::row::{RowId, SealedRow};
use super::schema::{APPLICATION_ID, FORMAT_VERSION, HEADER_TABLE, SLOT_TABLE, TABLES, Table};
use super::sibling_files::sibling_files;
use super::slots::SlotRow;
use super::sqlite_header::SqliteHeader;
use super::structure::SchemaCheck;
use super::{DeviceError, VaultId, VaultOpenError};
use crate::disk::{self, FileIdentity};

/// Limits on a slot's row. A larger row is not read into memory, because anybody can have inserted
/// it.
const SLOT_FITS: &str = "octet_length(id) = 16 AND octet_length(kind) <= 64 \
    AND octet_length(parameters) <= 4096 AND octet_length(proof) <= 4096 \
    AND octet_length(wrapped) <= 4096 AND octet_length(checksum) <= 4096";

/// An open vault file, locked against other programs.
pub(super) struct VaultFile {
    connection: Connection,
    path: PathBuf,
    /// Identifies the open file by its number on the disk; `None` on systems that give no number.
    /// Those do not allow an open file to be moved.
    identity: Option<FileIdentity>,
    format: i64,
    structure: SchemaCheck,
    vault: VaultId,
    /// Whether the header table holds more than the vault's identifier.
    is_header_torn: bool,
    /// Whether a journal was next to the file before it was opened.
    had_journal: bool,
}

/// How much of a table was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum RowsRead {
    /// Every row.
    Whole,
    /// There may be more rows: parts of the table are not as SQLite writes them.
    Torn,
    /// There may be more rows: the device did not deliver parts of the table.
    NotDelivered,
}

/// The size of the smallest SQLite database: one page, in bytes.
const MIN_DATABASE_BYTES: u64 = 512;

impl RowsRead {
    /// How much was read before this error.
    fn at(why: &rusqlite::Error) -> Self {
        if is_of_device(why) { Self::NotDelivered } else { Self::Torn }
    }
}

/// The rows that one transaction writes.
#[derive(Default)]
pub(super) struct WriteSet {
    /// New or replaced rows.
    pub(super) rows: Vec<(Table, SealedRow)>,
    /// Deleted rows.
    pub(super) gone: Vec<(Table, RowId)>,
    /// The complete new list of slots; `None` leaves it unchanged.
    pub(super) slots: Option<Vec<SlotRow>>,
    /// Whether to delete every row that is not listed here.
    pub(super) is_all: bool,
}

impl WriteSet {
    /// Whether the transaction deletes data that must not remain anywhere in the file: an account,
    /// or the vault key wrapped with a former passphrase.
    fn erases(&self) -> bool {
        self.is_all
            || self.slots.is_some()
            || self.gone.iter().any(|(table, _)| *table == Table::Account)
    }
}

impl VaultFile {
    /// Opens and locks an existing file.
    pub(super) fn open(path: &Path) -> Result<Self, VaultOpenError> {
        // Resolves a link to the file itself, so that replacing the file does not replace the link.
        let path = disk::resolve_link(path).map_err(|why| match why.kind() {
            std::io::ErrorKind::NotFound => VaultOpenError::Missing,
            _ => DeviceError::of_io(&why).into(),
        })?;
        match std::fs::metadata(&path) {
            // SQLite treats a file of zero or one byte as a new database: it would write to the
            // file and remove its journal, which may be all that remains of a vault.
            Ok(found) if found.is_file() && found.len() == 0 => return Err(VaultOpenError::Empty),
            Ok(found) if found.is_file() && found.len() >= MIN_DATABASE_BYTES => {}
            Ok(_) => return Err(VaultOpenError::NotVault),
            Err(why) if why.kind() == std::io::ErrorKind::NotFound => {
                return Err(VaultOpenError::Missing);
            }
            Err(why) => return Err(DeviceError::of_io(&why).into()),
        }
        of_this_program(&path)?;
        let had_journal = sibling_files(&path, "-journal").symlink_metadata().is_ok();
        // No CREATE flag: a file that disappears meanwhile must not come back empty.
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection =
            Connection::open_with_flags(&path, flags).map_err(|why| of(&why, &path))?;
        set_up(&connection).map_err(|why| of(&why, &path))?;
        hold(&connection).map_err(|why| of(&why, &path))?;
        let number = |name| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
        if number("application_id").map_err(|why| of(&why, &path))? != APPLICATION_ID {
            return Err(VaultOpenError::NotVault);
        }
        let format = match number("user_version").map_err(|why| of(&why, &path))? {
            format @ 0..=FORMAT_VERSION => format,
            found if found > FORMAT_VERSION => {
                return Err(VaultOpenError::Newer { found, known: FORMAT_VERSION });
            }
            _ => return Err(VaultOpenError::Damaged),
        };
        // This must come before any table is read.
        let structure = SchemaCheck::read(&connection).map_err(|why| of(&why, &path))?;
        if !structure.can_read(HEADER_TABLE) || !structure.can_read(SLOT_TABLE) {
            return Err(VaultOpenError::Damaged);
        }
        let (vault, is_header_torn) = read_header(&connection, &path)?;
        let identity = identity_at(&path);
        let file = Self {
            connection,
            path,
            identity,
            format,
            structure,
            vault,
            is_header_torn,
            had_journal,
        };
        if !file.structure.is_ours() {
            file.forbid_writing();
        }
        Ok(file)
    }

    /// Creates the tables in an existing empty file.
    pub(super) fn create(path: &Path, vault: VaultId, format: i64) -> Result<Self, DeviceError> {
        let path = std::path::absolute(path).map_err(|why| DeviceError::of_io(&why))?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let make = || {
            let connection = Connection::open_with_flags(&path, flags)?;
            set_up(&connection)?;
            // The first page that is written identifies the file as ours, so that a file left by a
            // killed process is recognised.
            connection.pragma_update(None, "application_id", APPLICATION_ID)?;
            hold(&connection)?;
            connection.pragma_update(None, "user_version", format)?;
            for (_, sql) in TABLES {
                connection.execute_batch(sql)?;
            }
            let header = "INSERT INTO header (one, vault) VALUES (1, ?1)";
            connection.execute(header, params![vault.0])?;
            Ok(connection)
        };
        let connection = make().map_err(|why| DeviceError::of_sqlite(&why, &path))?;
        let (structure, is_header_torn) = (SchemaCheck::OURS, false);
        let (identity, had_journal) = (identity_at(&path), false);
        Ok(Self {
            connection,
            path,
            identity,
            format,
            structure,
            vault,
            is_header_torn,
            had_journal,
        })
    }

    /// Closes the file and opens it again, as another program would: SQLite then completes or rolls
    /// back an interrupted transaction. After an error, nothing is read or written until the file
    /// was reopened.
    pub(super) fn reopen(&mut self) -> Result<(), VaultOpenError> {
        // A process can lock the file only once, so the old handle is closed before the new one is
        // opened.
        self.connection = Connection::open_in_memory().map_err(|why| of(&why, &self.path))?;
        #[cfg(test)]
        if super::failing::now() == Some(super::failing::InjectedFailure::Open) {
            return Err(DeviceError::ReadOrWriteFailed.into());
        }
        *self = Self::open(&self.path)?;
        Ok(())
    }

    /// Makes SQLite remove an empty journal that a crash left. SQLite removes it only when the file
    /// is closed after a transaction, so an otherwise unchanged file needs one.
    pub(super) fn forget_journal(&mut self) {
        if std::mem::take(&mut self.had_journal) {
            // If the journal cannot be removed, the next opening tries again.
            let _ = self.touch();
        }
    }

    /// Runs a complete transaction, including the last flush, that changes nothing: it writes the
    /// format number again. Rewriting a row would not do, because SQLite skips unchanged pages.
    pub(super) fn touch(&self) -> Result<(), DeviceError> {
        #[cfg(test)]
        if super::failing::now().is_some_and(super::failing::InjectedFailure::is_at_writing) {
            return Err(DeviceError::ReadOrWriteFailed);
        }
        let written = self.connection.pragma_update(None, "user_version", self.format);
        written.map_err(|why| DeviceError::of_sqlite(&why, &self.path))
    }

    /// The path of the file.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Whether the system allows this program to write to the file.
    pub(super) fn is_writable(&self) -> bool {
        self.connection.is_readonly("main").is_ok_and(|is_readonly| !is_readonly)
    }

    /// Checks that the path still names the open file. This only reads the metadata of the path;
    /// opening it would release the lock.
    ///
    /// # Errors
    /// [`DeviceError::Replaced`] when it does not, or the error that prevented the check.
    pub(super) fn check_identity(&self) -> Result<(), DeviceError> {
        if self.identity.is_none() {
            return Ok(());
        }
        match std::fs::metadata(&self.path) {
            Ok(found) if self.identity == FileIdentity::of(&found) => Ok(()),
            Err(why) if why.kind() != std::io::ErrorKind::NotFound => Err(DeviceError::of_io(&why)),
            _ => Err(DeviceError::Replaced),
        }
    }

    /// The format version of the file.
    pub(super) fn format(&self) -> i64 {
        self.format
    }

    /// The vault's identifier.
    pub(super) fn vault(&self) -> VaultId {
        self.vault
    }

    /// Whether SQLite's schema table is exactly ours.
    pub(super) fn has_our_structure(&self) -> bool {
        self.structure.is_ours()
    }

    /// Whether a table can be read: its entry in the schema table is ours.
    pub(super) fn can_read(&self, table: Table) -> bool {
        self.structure.can_read(table.name())
    }

    /// Whether the header table holds more than one identifier, or other data.
    pub(super) fn is_header_torn(&self) -> bool {
        self.is_header_torn
    }

    /// The number of rows in the slot table, including unreadable ones.
    ///
    /// # Errors
    /// How much was read before the count failed, as [`RowsRead`].
    pub(super) fn count_slots(&self) -> Result<usize, RowsRead> {
        let count = "SELECT count(*) FROM slot";
        let count = self.connection.query_row(count, [], |row| row.get::<_, i64>(0));
        let count = count.map_err(|why| RowsRead::at(&why))?;
        usize::try_from(count).map_err(|_| RowsRead::Torn)
    }

    /// The readable slots.
    pub(super) fn slots(&self) -> Result<Vec<SlotRow>, VaultOpenError> {
        let columns = "id, kind, parameters, proof, wrapped, checksum";
        let sql = format!("SELECT {columns} FROM slot WHERE {SLOT_FITS} ORDER BY id");
        let mut statement = self.connection.prepare(&sql).map_err(|why| of(&why, &self.path))?;
        let mut rows = statement.query([]).map_err(|why| of(&why, &self.path))?;
        let mut slots = Vec::new();
        loop {
            let row = match rows.next() {
                Ok(Some(row)) => row,
                // Unreadable slots are skipped here and noticed when the rows are counted.
                Err(why) if slots.is_empty() => return Err(of(&why, &self.path)),
                Ok(None) | Err(_) => return Ok(slots),
            };
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
    }

    /// Reads the rows of a table one at a time, so that only one is in memory: forwards in the
    /// order of their identifiers and, after a damaged part, also backwards from the end.
    pub(super) fn read_rows(&self, table: Table, mut take: impl FnMut(SealedRow)) -> RowsRead {
        if !self.can_read(table) {
            return RowsRead::Whole;
        }
        let mut last = None;
        let forward = self.read_rows_from("ASC", table, &mut |row| {
            last = Some(row.id);
            take(row);
        });
        if forward == RowsRead::Whole {
            return forward;
        }
        let back = self.read_rows_from("DESC", table, &mut |row| {
            if Some(row.id) > last {
                take(row);
            }
        });
        forward.max(back)
    }

    fn read_rows_from(
        &self,
        direction: &str,
        table: Table,
        take: &mut dyn FnMut(SealedRow),
    ) -> RowsRead {
        let sql = format!("SELECT id, version, sealed FROM {table} ORDER BY id {direction}");
        let mut extent = RowsRead::Whole;
        let mut read = || -> rusqlite::Result<()> {
            let mut statement = self.connection.prepare(&sql)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                match read_row(row) {
                    Ok(row) => take(row),
                    Err(_) => extent = RowsRead::Torn,
                }
                #[cfg(test)]
                if super::failing::now()
                    == Some(super::failing::InjectedFailure::Read(table.name()))
                {
                    let io = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_IOERR_READ);
                    return Err(rusqlite::Error::SqliteFailure(io, None));
                }
            }
            Ok(())
        };
        match read() {
            Ok(()) => extent,
            Err(why) => RowsRead::at(&why),
        }
    }

    /// All rows of a table.
    #[cfg(test)]
    pub(super) fn rows(&self, table: Table) -> Vec<SealedRow> {
        let mut found = Vec::new();
        assert_eq!(self.read_rows(table, |row| found.push(row)), RowsRead::Whole);
        found
    }

    /// One row, if SQLite can reach it.
    pub(super) fn row(&self, table: Table, id: &RowId) -> Option<SealedRow> {
        if !self.can_read(table) {
            return None;
        }
        let sql = format!("SELECT id, version, sealed FROM {table} WHERE id = ?1");
        self.connection.query_row(&sql, [id], read_row).optional().ok().flatten()
    }

    /// Writes everything or nothing, flushes it, and reads it back from the file. A file that was
    /// moved or replaced is not written to: the next program that opens the path would not see the
    /// change.
    ///
    /// Afterwards the journal contains nothing that was deleted or replaced. After an account is
    /// deleted or the slots are changed, no part of the former data remains anywhere in the file.
    pub(super) fn write(&mut self, write: &WriteSet) -> Result<(), DeviceError> {
        self.check_identity()?;
        self.try_write(write).map_err(|why| DeviceError::of_sqlite(&why, &self.path))?;
        #[cfg(test)]
        if super::failing::now().is_some_and(super::failing::InjectedFailure::is_at_writing) {
            return Err(DeviceError::ReadOrWriteFailed);
        }
        if self.contains(write) { Ok(()) } else { Err(DeviceError::ReadOrWriteFailed) }
    }

    pub(super) fn try_write(&mut self, write: &WriteSet) -> rusqlite::Result<()> {
        // If this function returns early, the transaction is dropped and rolled back.
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
            for (_, SealedRow { id, version, sealed }) in rows {
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
        if write.erases() {
            Table::ALL.into_iter().try_for_each(|table| rewrite(&transaction, table))?;
        }
        transaction.commit()
    }

    /// Whether the file contains what was written. SQLite's page cache is released first, so that
    /// the data comes from the file.
    pub(super) fn contains(&self, write: &WriteSet) -> bool {
        // If SQLite keeps some pages, those are compared.
        let _ = self.connection.execute_batch("PRAGMA shrink_memory");
        let is_there =
            |(table, row): &(Table, SealedRow)| self.row(*table, &row.id).as_ref() == Some(row);
        let is_gone = |(table, id): &(Table, RowId)| self.row(*table, id).is_none();
        write.rows.iter().all(is_there)
            && write.gone.iter().all(is_gone)
            && write.slots.as_ref().is_none_or(|slots| self.holds_slots(slots))
    }

    fn holds_slots(&self, slots: &[SlotRow]) -> bool {
        let mut sorted: Vec<&SlotRow> = slots.iter().collect();
        sorted.sort_by_key(|slot| slot.id);
        let found = self.slots();
        found.is_ok_and(|found| found.iter().eq(sorted)) && self.count_slots() == Ok(slots.len())
    }

    /// Writes a flushed copy to an unused path, page by page, through the open handle: any other
    /// handle would release the lock.
    pub(super) fn copy_to(&self, path: &Path) -> Result<(), DeviceError> {
        // SQLite would create a file that every user of the machine can read.
        drop(disk::new_file(path).map_err(|why| DeviceError::of_io(&why))?);
        let silent = None::<fn(rusqlite::backup::Progress)>;
        self.connection.backup("main", path, silent).map_err(|why| {
            // A partial copy is useless.
            let _ = std::fs::remove_file(path);
            DeviceError::of_sqlite(&why, path)
        })
    }

    /// Whether SQLite's integrity check passes.
    pub(super) fn is_whole(&self) -> bool {
        let answer = self
            .connection
            .query_row("PRAGMA integrity_check(1)", [], |row| row.get::<_, String>(0));
        answer.is_ok_and(|answer| answer == "ok")
    }

    /// Makes SQLite refuse every further write.
    pub(super) fn forbid_writing(&self) {
        // A second line of defence: no write is attempted on a damaged vault.
        let _ = self.connection.pragma_update(None, "query_only", true);
    }
}

/// Rewrites all rows of a table. `secure_delete` overwrites deleted rows, but when SQLite moves
/// rows between pages, fragments of former rows remain in the unused space of a page. Freed pages
/// are overwritten completely, so no fragment remains after this.
fn rewrite(transaction: &Transaction<'_>, table: Table) -> rusqlite::Result<()> {
    let sql = format!("SELECT id, version, sealed FROM {table} ORDER BY id");
    let rows: Vec<SealedRow> =
        transaction.prepare(&sql)?.query_map([], read_row)?.collect::<rusqlite::Result<_>>()?;
    transaction.execute(&format!("DELETE FROM {table}"), [])?;
    let sql = format!("INSERT INTO {table} (id, version, sealed) VALUES (?1, ?2, ?3)");
    let mut statement = transaction.prepare(&sql)?;
    for SealedRow { id, version, sealed } in &rows {
        statement.execute(params![id, version.cast_signed(), sealed])?;
    }
    Ok(())
}

/// Refuses a file of another program, or of a newer version of this one, before SQLite could write
/// to it or next to it. Other problems are found after the file is locked.
fn of_this_program(path: &Path) -> Result<(), VaultOpenError> {
    match SqliteHeader::read(path) {
        Ok(SqliteHeader { application, .. }) if application != APPLICATION_ID => {
            Err(VaultOpenError::NotVault)
        }
        Ok(SqliteHeader { format: found, .. }) if found > FORMAT_VERSION => {
            Err(VaultOpenError::Newer { found, known: FORMAT_VERSION })
        }
        Err(why) if why.sqlite_error_code() == Some(ErrorCode::NotADatabase) => {
            Err(VaultOpenError::NotVault)
        }
        _ => Ok(()),
    }
}

/// The vault's identifier, and whether the header table holds anything else.
fn read_header(connection: &Connection, path: &Path) -> Result<(VaultId, bool), VaultOpenError> {
    let sql = "SELECT one, vault FROM header";
    let mut statement = connection.prepare(sql).map_err(|why| of(&why, path))?;
    let mut rows = statement.query([]).map_err(|why| of(&why, path))?;
    let (mut found, mut is_torn) = (None, false);
    loop {
        match rows.next() {
            Ok(None) => break,
            Ok(Some(row)) => match (row.get::<_, i64>(0), row.get(1)) {
                (Ok(1), Ok(vault)) if found.is_none() => found = Some(VaultId(vault)),
                _ => is_torn = true,
            },
            Err(why) if found.is_none() => return Err(of(&why, path)),
            // When one row cannot be reached, the rows after it cannot either.
            Err(_) => {
                is_torn = true;
                break;
            }
        }
    }
    found.map(|vault| (vault, is_torn)).ok_or(VaultOpenError::Damaged)
}

/// Identifies the file that a path leads to, on systems that number files.
fn identity_at(path: &Path) -> Option<FileIdentity> {
    FileIdentity::of(&std::fs::metadata(path).ok()?)
}

fn read_row(row: &rusqlite::Row<'_>) -> rusqlite::Result<SealedRow> {
    Ok(SealedRow {
        id: row.get(0)?,
        version: row.get::<_, i64>(1)?.cast_unsigned(),
        sealed: row.get(2)?,
    })
}

/// Whether an error concerns the device or the system, not the content of the file.
fn is_of_device(why: &rusqlite::Error) -> bool {
    use ErrorCode as Code;
    matches!(
        why.sqlite_error_code(),
        Some(
            Code::OutOfMemory
                | Code::PermissionDenied
                | Code::ReadOnly
                | Code::SystemIoFailure
                | Code::DiskFull
                | Code::CannotOpen
        )
    )
}

/// Configures the connection. This does not access the file yet.
fn set_up(connection: &Connection) -> rusqlite::Result<()> {
    // The caller decides how long to wait for another program to release the vault: see the command
    // line.
    connection.busy_timeout(std::time::Duration::ZERO)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false)?;
    // FULL is enough for a transaction to survive a power failure: under the exclusive lock the
    // journal ends by being truncated and flushed, not by a directory entry. `journal_size_limit`
    // causes the truncation; without it only the journal's header is zeroed, and former rows remain
    // in it.
    for (name, value) in [
        ("locking_mode", "EXCLUSIVE"),
        ("synchronous", "FULL"),
        // On Apple systems, `fsync` does not flush the drive's cache; elsewhere this changes nothing.
        ("fullfsync", "ON"),
        ("secure_delete", "ON"),
        ("journal_size_limit", "0"),
        ("foreign_keys", "OFF"),
        ("trusted_schema", "OFF"),
        ("temp_store", "MEMORY"),
        ("cell_size_check", "ON"),
        ("mmap_size", "0"),
    ] {
        connection.execute_batch(&format!("PRAGMA {name} = {value}"))?;
    }
    Ok(())
}

/// Takes the lock, which lasts until the connection is closed, and rolls back an unfinished
/// transaction.
fn hold(connection: &Connection) -> rusqlite::Result<()> {
    match connection.execute_batch("BEGIN EXCLUSIVE; COMMIT; PRAGMA journal_mode = DELETE") {
        Err(why) if why.sqlite_error_code() == Some(ErrorCode::ReadOnly) => {
            // On a read-only medium, a shared lock must suffice.
            let _ = connection.execute_batch("ROLLBACK");
            connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))
        }
        other => other,
    }
}

fn of(why: &rusqlite::Error, path: &Path) -> VaultOpenError {
    use ErrorCode as Code;
    match why.sqlite_error_code() {
        Some(Code::DatabaseBusy | Code::DatabaseLocked) => VaultOpenError::Busy,
        Some(Code::NotADatabase) => VaultOpenError::NotVault,
        _ if is_of_device(why) => DeviceError::of_sqlite(why, path).into(),
        _ => VaultOpenError::Damaged,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::fs;

    use super::*;
    use crate::crypto::mac;
    use crate::time::UnixMillis;
    use crate::vault::row::SINGLE_ROW_ID;
    use crate::vault::test_support::{account, made, path, random, set_recovery, unlock};
    use crate::vault::{ChangeError, Vault, VaultPresence};

    /// Makes SQLite silently discard what is inserted into a table, or deleted from it.
    fn swallow(file: &VaultFile, what: &str, table: &str) {
        file.connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, true).unwrap();
        let sql = format!(
            "CREATE TEMP TRIGGER swallow BEFORE {what} ON main.{table}
             BEGIN SELECT RAISE(IGNORE); END"
        );
        file.connection.execute_batch(&sql).unwrap();
    }

    #[test]
    fn a_commit_reaches_the_drive_itself() {
        let folder = tempfile::tempdir().unwrap();
        let vault = made(folder.path());
        let set = |name| vault.file.connection.pragma_query_value(None, name, |row| row.get(0));
        assert_eq!(set("synchronous"), Ok(2_i64), "FULL");
        assert_eq!(set("fullfsync"), Ok(1));
    }

    #[test]
    fn a_write_fails_when_the_rows_are_not_in_the_file() {
        for table in Table::ALL {
            let folder = tempfile::tempdir().unwrap();
            let mut vault = made(folder.path());
            swallow(&vault.file, "INSERT", table.name());
            let added = vault.add(account("a"), UnixMillis(1));
            // This change does not write the settings.
            assert_eq!(added.is_err(), table != Table::Setting, "{table}");
        }
    }

    #[test]
    fn setting_slots_fails_when_they_are_not_in_the_file() {
        for (what, is_refused) in [("INSERT", true), ("DELETE", true), ("UPDATE", false)] {
            let folder = tempfile::tempdir().unwrap();
            let mut vault = made(folder.path());
            let file = &mut vault.file;
            swallow(file, what, SLOT_TABLE);
            let mut slots = file.slots().unwrap();
            slots.push(SlotRow { id: [7; 16], ..slots[0].clone() });
            slots.remove(0);
            let written = file.write(&WriteSet { slots: Some(slots), ..WriteSet::default() });
            assert_eq!(written.is_err(), is_refused, "{what}");
        }
    }

    #[test]
    fn deleting_fails_when_the_row_is_still_in_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let mut vault = made(folder.path());
        let id = vault.add(account("a"), UnixMillis(1)).unwrap();
        vault.discard(id, UnixMillis(2)).unwrap();
        swallow(&vault.file, "DELETE", Table::Account.name());
        assert!(vault.purge(id).is_err());
    }

    /// A row with unique content.
    fn numbered(number: u32, length: usize) -> SealedRow {
        let digest = |part: u32| mac::sha256(&[number, part].map(u32::to_be_bytes).concat());
        let sealed: Vec<u8> = (0..).flat_map(digest).take(length).collect();
        SealedRow { id: digest(u32::MAX)[..16].try_into().unwrap(), version: 1, sealed }
    }

    /// Inserts, enlarges and deletes rows in an order that makes SQLite move some of them between
    /// pages, which would leave fragments in their old places.
    #[test]
    fn no_fragment_of_moved_and_deleted_rows_remains() {
        const ROUNDS: u32 = 140;
        let folder = tempfile::tempdir().unwrap();
        let mut vault = made(folder.path());
        let file = &mut vault.file;
        let mut former = Vec::new();
        for round in 0..ROUNDS {
            let row = numbered(round, 300 + 256 * (round as usize * 5 % 4));
            let other = numbered(round * 31 % (round + 1), 300 + 256 * (round as usize * 3 % 4));
            let rows = if other.id == row.id { vec![row] } else { vec![row, other] };
            former.extend(rows.clone());
            let rows = rows.into_iter().map(|row| (Table::Account, row)).collect();
            file.write(&WriteSet { rows, ..WriteSet::default() }).unwrap();
        }
        let id = |round| numbered(round, 1).id;
        let gone = (0..ROUNDS).step_by(3).map(|round| (Table::Account, id(round))).collect();
        file.write(&WriteSet { gone, ..WriteSet::default() }).unwrap();
        let now = file.rows(Table::Account);
        let pieces = |rows: &[SealedRow]| -> HashSet<Vec<u8>> {
            rows.iter().flat_map(|row| row.sealed.chunks_exact(16).map(<[u8]>::to_vec)).collect()
        };
        // The shorter version of a row is the beginning of its longer one.
        let (now, former) = (pieces(&now), pieces(&former));
        let bytes = fs::read(path(folder.path())).unwrap();
        let found: HashSet<&[u8]> = bytes.windows(16).collect();
        assert!(now.iter().any(|piece| found.contains(&piece[..])), "the search finds nothing");
        let stays = former.difference(&now).filter(|piece| found.contains(&piece[..]));
        assert_eq!(stays.count(), 0);
    }

    #[test]
    fn the_journal_of_an_open_vault_is_empty() {
        let folder = tempfile::tempdir().unwrap();
        let mut vault = made(folder.path());
        let journal = path(folder.path()).with_extension("aikotoba-journal");
        for label in ["a", "b"] {
            vault.add(account(label), UnixMillis(1)).unwrap();
            assert_eq!(fs::metadata(&journal).map_or(0, |found| found.len()), 0);
        }
        assert!(journal.exists(), "the journal is elsewhere");
        drop(vault);
        assert!(!journal.exists());
        assert_eq!(unlock(folder.path()).accounts().len(), 2);
    }

    #[test]
    fn a_former_slot_is_nowhere_on_the_disk_while_the_vault_is_open() {
        let folder = tempfile::tempdir().unwrap();
        let mut vault = made(folder.path());
        vault.add(account("a"), UnixMillis(1)).unwrap();
        let former: Vec<Vec<u8>> =
            vault.file.slots().unwrap().into_iter().map(|slot| slot.wrapped).collect();
        set_recovery(&mut vault, UnixMillis(2));
        let now: Vec<Vec<u8>> =
            vault.file.slots().unwrap().into_iter().map(|slot| slot.wrapped).collect();
        let times = |wrapped: &[u8]| -> usize {
            let files = fs::read_dir(folder.path()).unwrap();
            let bytes = files.map(|file| fs::read(file.unwrap().path()).unwrap());
            bytes
                .map(|bytes| bytes.windows(16).filter(|part| *part == &wrapped[..16]).count())
                .sum()
        };
        for wrapped in &former {
            assert_eq!(times(wrapped), usize::from(now.contains(wrapped)));
        }
        assert!(now.iter().all(|wrapped| times(wrapped) == 1));
    }

    #[test]
    fn the_next_opening_removes_an_empty_journal_that_a_crash_left() {
        let folder = tempfile::tempdir().unwrap();
        drop(made(folder.path()));
        let journal = sibling_files(&path(folder.path()), "-journal");
        fs::write(&journal, [0; 512]).unwrap();
        drop(unlock(folder.path()));
        assert!(!journal.exists());
    }

    #[test]
    fn nothing_is_written_where_writing_is_forbidden() {
        let folder = tempfile::tempdir().unwrap();
        let mut vault = made(folder.path());
        let row = vault.file.row(Table::Setting, &SINGLE_ROW_ID).unwrap();
        let write = WriteSet { rows: vec![(Table::Setting, row)], ..WriteSet::default() };
        assert_eq!(vault.file.write(&write), Ok(()));
        vault.file.forbid_writing();
        assert_eq!(vault.file.write(&write), Err(DeviceError::ReadOnly));
    }

    #[test]
    fn a_file_that_is_not_a_vault_is_not_changed() {
        let folder = tempfile::tempdir().unwrap();
        let path = path(folder.path());
        let journal = sibling_files(&path, "-journal");
        for content in [
            Vec::new(),
            vec![0],
            b"Dear vault".to_vec(),
            vec![0; 100],
            vec![b'x'; 511],
            vec![0; 4096],
            b"SQLite format 3\0".to_vec(),
            [b"SQLite format 3\0".to_vec(), vec![0; 5000]].concat(),
        ] {
            fs::write(&path, &content).unwrap();
            fs::write(&journal, b"the remains").unwrap();
            assert!(Vault::open(&path, random()).is_err());
            assert!(fs::read(&path).unwrap() == content, "{} bytes", content.len());
            if content.is_empty() {
                assert_eq!(Vault::open(&path, random()).unwrap_err(), VaultOpenError::Empty);
                assert_eq!(Vault::presence(&path), VaultPresence::Remains);
                assert_eq!(fs::read(&journal).unwrap(), b"the remains");
            }
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_vault_that_was_moved_or_replaced_is_not_written_to() {
        type FileChange = fn(&Path, &Path);
        let changes: [(&str, FileChange); 4] = [
            ("moved", |vault, other| fs::rename(vault, other.with_extension("moved")).unwrap()),
            ("replaced", |vault, other| fs::rename(other, vault).unwrap()),
            ("deleted", |vault, _| fs::remove_file(vault).unwrap()),
            ("a link to another", |vault, other| {
                fs::remove_file(vault).unwrap();
                std::os::unix::fs::symlink(other, vault).unwrap();
            }),
        ];
        for (name, act) in changes {
            let folder = tempfile::tempdir().unwrap();
            let (vault_path, other) = (path(folder.path()), folder.path().join("other"));
            let mut vault = made(folder.path());
            vault.add(account("a"), UnixMillis(1)).unwrap();
            vault.file.copy_to(&other).unwrap();
            let copy = fs::read(&other).unwrap();
            act(&vault_path, &other);
            let replaced = Err(ChangeError::Device(DeviceError::Replaced));
            assert_eq!(vault.add(account("b"), UnixMillis(2)).map(|_| ()), replaced, "{name}");
            let refused = vault.repair().unwrap_err();
            assert_eq!(refused.why, ChangeError::Device(DeviceError::Replaced), "{name}");
            drop(refused);
            if vault_path.exists() {
                assert_eq!(fs::read(&vault_path).unwrap(), copy, "{name}");
                assert_eq!(unlock(folder.path()).accounts().len(), 1, "{name}");
            }
        }
    }
}
