//! The tables of the file (docs/spec/vault.md §2).

use std::fmt;

/// SQLite's `application_id` of a vault: "AIKO" in ASCII.
pub(super) const APPLICATION_ID: i64 = 0x4149_4b4f;

/// The format version that this build writes, stored in `user_version`.
pub(super) const FORMAT_VERSION: i64 = 1;

/// The tables of a file: each name with the SQL text that creates it. SQLite's schema table
/// (`sqlite_schema`) contains exactly these texts, byte for byte, in formats 0 and 1.
pub(super) const TABLES: [(&str, &str); 7] = [
    (
        HEADER_TABLE,
        "CREATE TABLE header (one INTEGER PRIMARY KEY CHECK (one = 1), vault BLOB NOT NULL) STRICT",
    ),
    (
        SLOT_TABLE,
        "CREATE TABLE slot (id BLOB PRIMARY KEY, kind TEXT NOT NULL, parameters BLOB NOT NULL,
    proof BLOB NOT NULL, wrapped BLOB NOT NULL, checksum BLOB NOT NULL) STRICT, WITHOUT ROWID",
    ),
    (
        "account",
        "CREATE TABLE account (id BLOB PRIMARY KEY, version INTEGER NOT NULL, sealed BLOB NOT NULL)
    STRICT, WITHOUT ROWID",
    ),
    (
        "roster",
        "CREATE TABLE roster (id BLOB PRIMARY KEY, version INTEGER NOT NULL, sealed BLOB NOT NULL)
    STRICT, WITHOUT ROWID",
    ),
    (
        "setting",
        "CREATE TABLE setting (id BLOB PRIMARY KEY, version INTEGER NOT NULL, sealed BLOB NOT NULL)
    STRICT, WITHOUT ROWID",
    ),
    (
        "change",
        "CREATE TABLE change (id BLOB PRIMARY KEY, version INTEGER NOT NULL, sealed BLOB NOT NULL)
    STRICT, WITHOUT ROWID",
    ),
    (
        "manifest",
        "CREATE TABLE manifest (id BLOB PRIMARY KEY, version INTEGER NOT NULL, sealed BLOB NOT NULL)
    STRICT, WITHOUT ROWID",
    ),
];

/// The table with the vault's identifier.
pub(super) const HEADER_TABLE: &str = "header";

/// The table of slots.
pub(super) const SLOT_TABLE: &str = "slot";

/// A table of encrypted rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Table {
    /// One row per account.
    Account,
    /// The roster of expected accounts, in pages.
    Roster,
    /// One row: the settings.
    Setting,
    /// The undo journal, one row per change.
    Change,
    /// One row: the manifest, which authenticates all others.
    Manifest,
}

impl Table {
    /// All tables of encrypted rows.
    pub(super) const ALL: [Self; 5] =
        [Self::Account, Self::Roster, Self::Setting, Self::Change, Self::Manifest];

    /// The tables whose rows the manifest authenticates, in the manifest's order.
    pub(super) const AUTHENTICATED: [Self; 4] =
        [Self::Account, Self::Roster, Self::Setting, Self::Change];

    /// The name in SQL, which is also part of each row's associated data.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Account => "account",
            Self::Roster => "roster",
            Self::Setting => "setting",
            Self::Change => "change",
            Self::Manifest => "manifest",
        }
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_specification_contains_the_sql_of_each_table() {
        let specification = include_str!("../../../docs/spec/vault.md");
        for (name, sql) in TABLES {
            assert!(specification.contains(&format!("\n{sql}\n")), "{name}");
        }
    }
}
