//! The header of a SQLite file, read before the file is opened as a vault.
//!
//! Opening a database can write: SQLite rolls back an unfinished transaction, copies a write-ahead
//! log into the file, and creates files next to it. So the owner of the file must be known first.
//! The header does not change during our own transactions.

use std::path::Path;

use rusqlite::{Connection, OpenFlags};

/// The fields of the header that identify the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct SqliteHeader {
    /// `application_id`: the program that the file belongs to.
    pub(super) application: i64,
    /// `user_version`: that program's format version.
    pub(super) format: i64,
}

impl SqliteHeader {
    /// Reads the header of a file without taking a lock or changing any file.
    ///
    /// SQLite reads it, because on Unix, closing a handle of our own would release this process's
    /// locks on the file.
    #[cfg(unix)]
    pub(super) fn read(path: &Path) -> rusqlite::Result<Self> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
            | OpenFlags::SQLITE_OPEN_URI
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(immutable(path), flags)?;
        // The file may be shorter than its header says until a transaction is rolled back.
        connection.pragma_update(None, "writable_schema", true)?;
        let number = |name| connection.pragma_query_value(None, name, |row| row.get(0));
        Ok(Self { application: number("application_id")?, format: number("user_version")? })
    }

    /// Reads the header of a file. On this system, closing a handle does not release other handles'
    /// locks.
    #[cfg(not(unix))]
    pub(super) fn read(path: &Path) -> rusqlite::Result<Self> {
        use std::io::Read;
        let not_a_database = || {
            let why = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_NOTADB);
            rusqlite::Error::SqliteFailure(why, None)
        };
        let unreadable = || {
            let why = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_CANTOPEN);
            rusqlite::Error::SqliteFailure(why, None)
        };
        let mut header = [0; 100];
        let read = std::fs::File::open(path).and_then(|mut file| file.read_exact(&mut header));
        read.map_err(|_| unreadable())?;
        if !header.starts_with(b"SQLite format 3\0") {
            return Err(not_a_database());
        }
        let number = |at: usize| {
            header[at..].first_chunk().map_or(0, |bytes| i64::from(i32::from_be_bytes(*bytes)))
        };
        Ok(Self { application: number(68), format: number(60) })
    }
}

/// The SQLite URI of a file (<https://sqlite.org/uri.html>) with `immutable`: SQLite then takes no
/// locks, and ignores the journal and the write-ahead log.
#[cfg(unix)]
fn immutable(path: &Path) -> String {
    use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode};
    use std::os::unix::ffi::OsStrExt;
    const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/');
    let path = percent_encode(path.as_os_str().as_bytes(), PATH);
    format!("file:{path}?immutable=1")
}

#[cfg(test)]
mod tests;
