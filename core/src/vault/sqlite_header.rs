//! The header of a SQLite file, looked at before the file is opened as a vault.
//!
//! Opening a database can write: SQLite rolls an unfinished transaction back, copies a write-ahead
//! log into the file, and makes files beside it. So whose file it is has to be known before. The
//! header is the same in the middle of a transaction of ours.

use std::path::Path;

use rusqlite::{Connection, OpenFlags};

/// The numbers of a header that say what the file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct SqliteHeader {
    /// `application_id`: which program the file belongs to.
    pub(super) application: i64,
    /// `user_version`: that program's number of the format.
    pub(super) format: i64,
}

impl SqliteHeader {
    /// Reads the header of a file, takes no lock, and changes neither the file nor anything beside
    /// it.
    ///
    /// SQLite does the reading: on Unix, closing a handle of our own would let go of the locks that
    /// this process holds on the file.
    #[cfg(unix)]
    pub(super) fn read(path: &Path) -> rusqlite::Result<Self> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
            | OpenFlags::SQLITE_OPEN_URI
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(immutable(path), flags)?;
        // The file may be shorter than its header says, until a transaction is rolled back.
        connection.pragma_update(None, "writable_schema", true)?;
        let number = |name| connection.pragma_query_value(None, name, |row| row.get(0));
        Ok(Self { application: number("application_id")?, format: number("user_version")? })
    }

    /// Reads the header of a file. Here a closed handle lets go of no other one's locks.
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

/// A file as SQLite's URI (<https://sqlite.org/uri.html>) that says that nobody changes it: then
/// SQLite locks nothing, and looks at no journal and no write-ahead log.
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
