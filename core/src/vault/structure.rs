//! Compares SQLite's schema table with the one that the format prescribes (docs/spec/vault.md
//! §2.1).
//!
//! Whoever can write to the file can add a trigger that discards inserted rows, an index that
//! returns old rows, or a table without its primary key. So a table is read only if its entry is
//! ours, and the file is written to only if the whole schema is ours.

use rusqlite::Connection;
use rusqlite::types::ValueRef;

use super::schema::TABLES;

/// How a file's schema compares with ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SchemaCheck {
    /// Whether each of [`TABLES`] is exactly as we create it, and nothing changes how it is read.
    readable: [bool; TABLES.len()],
    is_ours: bool,
}

impl SchemaCheck {
    /// The schema of a newly created file.
    pub(super) const OURS: Self = Self { readable: [true; TABLES.len()], is_ours: true };

    /// Reads the schema of a file.
    pub(super) fn read(connection: &Connection) -> rusqlite::Result<Self> {
        let mut found = [false; TABLES.len()];
        let mut altered = [false; TABLES.len()];
        let mut is_ours = true;
        let mut statement =
            connection.prepare("SELECT type, name, tbl_name, sql FROM sqlite_schema")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let fields = [row.get_ref(0)?, row.get_ref(1)?, row.get_ref(2)?, row.get_ref(3)?];
            let known = TABLES.iter().position(|(name, sql)| {
                let ours = ["table", name, name, sql];
                fields.iter().zip(ours).all(|(field, ours)| is_text(*field, ours))
            });
            match known {
                Some(place) if !found[place] => found[place] = true,
                _ => {
                    is_ours = false;
                    // Triggers and views are disabled. Any other object on one of our tables may
                    // change what is read from it.
                    let is_harmless = is_text(fields[0], "trigger") || is_text(fields[0], "view");
                    for (place, (name, _)) in TABLES.iter().enumerate() {
                        altered[place] |= !is_harmless && names(fields[2], name);
                    }
                }
            }
        }
        let encoding: String =
            connection.query_row("PRAGMA encoding", [], |row| row.get::<_, String>(0))?;
        is_ours &= found.iter().all(|found| *found) && encoding == "UTF-8";
        let mut readable = found;
        for (readable, altered) in readable.iter_mut().zip(altered) {
            *readable &= !altered;
        }
        Ok(Self { readable, is_ours })
    }

    /// Whether the schema is ours, with nothing missing, changed or added.
    pub(super) fn is_ours(&self) -> bool {
        self.is_ours
    }

    /// Whether a table can be read as if the whole schema were ours.
    pub(super) fn can_read(&self, table: &str) -> bool {
        let mut tables = TABLES.iter().zip(self.readable);
        tables.any(|((name, _), readable)| *name == table && readable)
    }
}

/// Whether a field is exactly this text.
fn is_text(field: ValueRef<'_>, text: &str) -> bool {
    matches!(field, ValueRef::Text(bytes) if bytes == text.as_bytes())
}

/// Whether a field names a table, as SQLite compares names.
fn names(field: ValueRef<'_>, table: &str) -> bool {
    matches!(field, ValueRef::Text(bytes) if bytes.eq_ignore_ascii_case(table.as_bytes()))
}

#[cfg(test)]
mod tests;
