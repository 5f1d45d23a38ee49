//! What became of a change when writing it failed.
//!
//! An error does not tell: at the last flush the change has taken hold already, and before it the
//! change is rolled back. The connection that failed does not tell either: it may see pages that
//! the next program to open the file rolls back. So the file is let go, taken anew and looked at.

use super::VaultId;
use super::file::{File, Write};
use super::row::{ONLY, Row};
use super::schema::Table;

/// What became of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// The file holds what it held before.
    NotMade,
    /// The file holds the change, and a flush after it succeeded.
    Made,
    /// The file holds the change, and can't be flushed.
    Unflushed,
    /// The file can't be looked at, or holds something else.
    Unknown,
}

/// What a file holds when it is taken anew.
enum Found {
    Before,
    After,
    Else,
}

impl File {
    /// Looks what became of a change whose writing failed. `before` is the manifest that the file
    /// held; each transaction writes another, which vouches for all of its rows.
    pub(super) fn outcome(
        &mut self,
        vault: VaultId,
        before: Option<&Row>,
        write: &Write,
    ) -> Outcome {
        if !write.rows.iter().any(|(table, _)| *table == Table::Manifest) {
            return Outcome::Unknown;
        }
        match self.look(vault, before, write) {
            Found::Before => Outcome::NotMade,
            Found::Else => Outcome::Unknown,
            Found::After => {
                if self.touch().is_ok() {
                    return Outcome::Made;
                }
                match self.look(vault, before, write) {
                    Found::After => Outcome::Unflushed,
                    Found::Before | Found::Else => Outcome::Unknown,
                }
            }
        }
    }

    /// Takes the file anew and looks at its manifest, and at all that the change wrote.
    fn look(&mut self, vault: VaultId, before: Option<&Row>, write: &Write) -> Found {
        if self.reopen().is_err() || self.vault() != vault || !self.has_our_structure() {
            return Found::Else;
        }
        if self.holds(write) {
            return Found::After;
        }
        match &self.row(Table::Manifest, &ONLY) {
            Some(row) if before == Some(row) => Found::Before,
            _ => Found::Else,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::time::UnixMillis;
    use crate::vault::test_support::{account, made, path, unlock};
    use crate::vault::{ChangeError, Vault};

    // That a change which can't be flushed is told as such is seen by `tests/syscalls.rs`, where a
    // disk fails from some call on.

    /// A vault of one account; its manifest before that account came, and its whole write.
    fn changed(folder: &Path) -> (Vault, Row, Write) {
        let mut vault = made(folder);
        let row = |vault: &Vault| vault.file.row(Table::Manifest, &ONLY).unwrap();
        let before = row(&vault);
        vault.add(account("a"), UnixMillis(1)).unwrap();
        let write = Write { rows: vec![(Table::Manifest, row(&vault))], ..Write::default() };
        (vault, before, write)
    }

    #[test]
    fn a_change_that_the_file_holds_is_made() {
        let folder = tempfile::tempdir().unwrap();
        let (mut vault, before, write) = changed(folder.path());
        assert_eq!(vault.file.outcome(vault.id, Some(&before), &write), Outcome::Made);
        vault.add(account("b"), UnixMillis(2)).unwrap();
        drop(vault);
        assert_eq!(unlock(folder.path()).accounts().len(), 2);
    }

    #[test]
    fn a_change_that_the_file_does_not_hold_is_not_made() {
        let folder = tempfile::tempdir().unwrap();
        let (mut vault, before, write) = changed(folder.path());
        let now = vault.file.row(Table::Manifest, &ONLY).unwrap();
        let never = Write { rows: vec![(Table::Manifest, before)], ..Write::default() };
        assert_eq!(vault.file.outcome(vault.id, Some(&now), &never), Outcome::NotMade);
        // Neither the one nor the other: another program wrote meanwhile.
        let other = Row { version: 99, ..now };
        assert_eq!(vault.file.outcome(vault.id, Some(&other), &never), Outcome::Unknown);
        assert_eq!(vault.file.outcome(vault.id, None, &Write::default()), Outcome::Unknown);
        let stranger = VaultId([0; 16]);
        assert_eq!(vault.file.outcome(stranger, Some(&other), &write), Outcome::Unknown);
    }

    #[test]
    fn a_vault_of_which_nothing_is_known_takes_no_change_until_it_is_opened_again() {
        let folder = tempfile::tempdir().unwrap();
        let (mut vault, _, _) = changed(folder.path());
        let (there, away) = (path(folder.path()), folder.path().join("away"));
        vault.is_doubtful = true;
        vault.file.reopen().unwrap();
        std::fs::rename(&there, &away).unwrap();
        assert!(vault.file.reopen().is_err());
        assert_eq!(vault.add(account("b"), UnixMillis(2)), Err(ChangeError::Reopen));
        // Locked and unlocked while the file is away: refused, and not called damaged.
        let key = crate::vault::test_support::device_key();
        let credential = crate::vault::Credential::Device(&key);
        let refused = vault.lock().unlock(credential).unwrap_err();
        std::fs::rename(&away, &there).unwrap();
        let mut vault = refused.locked.unlock(credential).unwrap();
        vault.add(account("b"), UnixMillis(2)).unwrap();
        assert_eq!(vault.accounts().len(), 2);
    }
}
