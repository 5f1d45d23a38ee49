//! Trying a backup out before it is needed: what it would bring back, against what the vault
//! holds now.

use super::Read;
use super::pairs::{Known, pair};
use crate::account::AccountId;
use crate::vault::{Kept, Vault};

/// A backup against the vault of now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rehearsal {
    /// Accounts that are in both, alike in every field.
    pub same: usize,
    /// Accounts that are in both with the same key, and were edited, moved to the trash or counted
    /// on since.
    pub changed: usize,
    /// Accounts of the vault that the backup lacks: they are newer than it.
    pub lacking: Vec<AccountId>,
    /// Accounts of the backup that the vault lacks: they were removed since, or their keys changed.
    pub beyond: usize,
}

impl Rehearsal {
    /// Compares a backup with a vault.
    pub fn of(read: &Read, vault: &Vault) -> Self {
        let kept: Vec<&Kept> = vault.accounts().iter().chain(vault.trashed()).collect();
        let ours = kept.iter().map(|kept| Known { id: Some(kept.id), account: &kept.account });
        let theirs = &read.contents.entries;
        let pairs = pair(
            &ours.collect::<Vec<_>>(),
            &theirs
                .iter()
                .map(|entry| Known { id: Some(entry.id), account: &entry.account })
                .collect::<Vec<_>>(),
        );
        let mut rehearsal = Self::default();
        for (kept, pair) in kept.into_iter().zip(pairs) {
            match pair.map(|index| &theirs[index]) {
                None => rehearsal.lacking.push(kept.id),
                Some(entry) if kept.account == entry.account && kept.trashed == entry.trashed => {
                    rehearsal.same += 1;
                }
                Some(_) => rehearsal.changed += 1,
            }
        }
        rehearsal.beyond = theirs.len() - rehearsal.same - rehearsal.changed;
        rehearsal
    }

    /// Whether a restore from it into an empty vault would give the accounts of now.
    pub fn is_complete(&self) -> bool {
        self.lacking.is_empty() && self.changed == 0
    }
}
