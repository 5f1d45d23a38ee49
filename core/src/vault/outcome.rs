//! Finds out whether a change was made when writing it failed.
//!
//! The error does not say: at the last flush the change has already taken effect; before that it is
//! rolled back. The connection that failed cannot say either: it may see pages that the next
//! program to open the file will roll back. Therefore the file is closed, reopened and read.

use super::VaultId;
use super::file::{VaultFile, WriteSet};
use super::row::{SINGLE_ROW_ID, SealedRow};
use super::schema::Table;

/// The result of a change whose writing failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CommitOutcome {
    /// The change was not made: the file is as before.
    NotMade,
    /// The change was made, and a later flush succeeded.
    Made,
    /// The change was made, and flushing it fails.
    Unflushed,
    /// The file cannot be read, or holds something else.
    Unknown,
}

/// What the reopened file holds.
enum FoundRows {
    Before,
    After,
    Else,
}

impl VaultFile {
    /// Finds out whether a change whose writing failed was made. `before` is the manifest before
    /// the change; each transaction writes a new one, which authenticates all rows.
    pub(super) fn outcome(
        &mut self,
        vault: VaultId,
        before: Option<&SealedRow>,
        write: &WriteSet,
    ) -> CommitOutcome {
        if !write.rows.iter().any(|(table, _)| *table == Table::Manifest) {
            return CommitOutcome::Unknown;
        }
        match self.find_rows(vault, before, write) {
            FoundRows::Before => CommitOutcome::NotMade,
            FoundRows::Else => CommitOutcome::Unknown,
            FoundRows::After => {
                if self.touch().is_ok() {
                    return CommitOutcome::Made;
                }
                match self.find_rows(vault, before, write) {
                    FoundRows::After => CommitOutcome::Unflushed,
                    FoundRows::Before | FoundRows::Else => CommitOutcome::Unknown,
                }
            }
        }
    }

    /// Reopens the file and reads its manifest and everything that the change wrote.
    fn find_rows(
        &mut self,
        vault: VaultId,
        before: Option<&SealedRow>,
        write: &WriteSet,
    ) -> FoundRows {
        if self.reopen().is_err() || self.vault() != vault || !self.has_our_structure() {
            return FoundRows::Else;
        }
        if self.contains(write) {
            return FoundRows::After;
        }
        match &self.row(Table::Manifest, &SINGLE_ROW_ID) {
            Some(row) if before == Some(row) => FoundRows::Before,
            _ => FoundRows::Else,
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

    // `tests/syscalls.rs` covers a change that cannot be flushed, with a disk that fails from a
    // given system call on.

    /// A vault with one account: its manifest before the account was added, and the complete write.
    fn changed(folder: &Path) -> (Vault, SealedRow, WriteSet) {
        let mut vault = made(folder);
        let row = |vault: &Vault| vault.file.row(Table::Manifest, &SINGLE_ROW_ID).unwrap();
        let before = row(&vault);
        vault.add(account("a"), UnixMillis(1)).unwrap();
        let write = WriteSet { rows: vec![(Table::Manifest, row(&vault))], ..WriteSet::default() };
        (vault, before, write)
    }

    #[test]
    fn a_change_found_in_the_file_is_reported_as_made() {
        let folder = tempfile::tempdir().unwrap();
        let (mut vault, before, write) = changed(folder.path());
        assert_eq!(vault.file.outcome(vault.id, Some(&before), &write), CommitOutcome::Made);
        vault.add(account("b"), UnixMillis(2)).unwrap();
        drop(vault);
        assert_eq!(unlock(folder.path()).accounts().len(), 2);
    }

    #[test]
    fn a_change_not_found_in_the_file_is_reported_as_not_made() {
        let folder = tempfile::tempdir().unwrap();
        let (mut vault, before, write) = changed(folder.path());
        let now = vault.file.row(Table::Manifest, &SINGLE_ROW_ID).unwrap();
        let never = WriteSet { rows: vec![(Table::Manifest, before)], ..WriteSet::default() };
        assert_eq!(vault.file.outcome(vault.id, Some(&now), &never), CommitOutcome::NotMade);
        // Neither state: another program wrote in the meantime.
        let other = SealedRow { version: 99, ..now };
        assert_eq!(vault.file.outcome(vault.id, Some(&other), &never), CommitOutcome::Unknown);
        assert_eq!(
            vault.file.outcome(vault.id, None, &WriteSet::default()),
            CommitOutcome::Unknown
        );
        let stranger = VaultId([0; 16]);
        assert_eq!(vault.file.outcome(stranger, Some(&other), &write), CommitOutcome::Unknown);
    }

    #[test]
    fn a_vault_in_an_unknown_state_refuses_changes_until_reopened() {
        let folder = tempfile::tempdir().unwrap();
        let (mut vault, _, _) = changed(folder.path());
        let (there, away) = (path(folder.path()), folder.path().join("away"));
        vault.is_doubtful = true;
        vault.file.reopen().unwrap();
        std::fs::rename(&there, &away).unwrap();
        assert!(vault.file.reopen().is_err());
        assert_eq!(vault.add(account("b"), UnixMillis(2)), Err(ChangeError::MustReopen));
        // Locking and unlocking while the file is missing fails, and does not report damage.
        let key = crate::vault::test_support::device_key();
        let credential = crate::vault::UnlockCredential::Device(&key);
        let refused = vault.lock().unlock(credential).unwrap_err();
        std::fs::rename(&away, &there).unwrap();
        let mut vault = refused.locked.unlock(credential).unwrap();
        vault.add(account("b"), UnixMillis(2)).unwrap();
        assert_eq!(vault.accounts().len(), 2);
    }
}
