//! Whether the latest backup holds what the vault holds (docs/spec/backup.md §11).

#[cfg(test)]
mod tests;

use super::contents::{digest_of, rest_digest_of};
use crate::time::UnixMillis;
use crate::vault::{ProvedBackup, Vault};

/// How the latest verified backup compares with the vault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BackupFreshness {
    /// There is nothing to back up.
    Nothing,
    /// There are accounts, but no backup was ever verified.
    Never,
    /// The vault was changed since the latest backup.
    Stale {
        /// When the latest backup was made.
        at: UnixMillis,
        /// The number of accounts in it.
        accounts: usize,
    },
    /// The latest backup holds what the vault holds.
    Current {
        /// When it was made.
        at: UnixMillis,
    },
}

impl BackupFreshness {
    /// Compares the vault with the latest verified backup that is recorded in it.
    pub fn of(vault: &Vault) -> Self {
        match &vault.settings().proved_backup {
            Some(proved) if is_same(proved, vault) => Self::Current { at: proved.at },
            Some(proved) => Self::Stale { at: proved.at, accounts: proved.accounts },
            None if vault.accounts().is_empty() && vault.trashed().is_empty() => Self::Nothing,
            None => Self::Never,
        }
    }

    /// Whether a backup should be made.
    pub fn is_due(self) -> bool {
        matches!(self, Self::Never | Self::Stale { .. })
    }
}

/// Whether a backup holds everything that one made now would hold.
pub(super) fn is_same(proved: &ProvedBackup, vault: &Vault) -> bool {
    proved.digest == digest_of(vault)
        && proved.rest.is_none_or(|rest| rest == rest_digest_of(vault))
}
