//! The content of a backup.

use serde_json::{Map, Value};

use super::digest;
use crate::account::{Account, AccountId};
use crate::crypto::mac::MacTag;
use crate::time::UnixMillis;
use crate::vault::{StoredAccount, Vault, VaultHealth, VaultId};

/// The whole content of a backup.
#[derive(Debug, PartialEq)]
pub struct BackupContents {
    /// When it was made.
    pub made: UnixMillis,
    /// The vault from which it was made.
    pub vault: Option<VaultId>,
    /// The accounts: those in use in the user's order, then the trash, most recently deleted first.
    pub entries: Vec<BackupEntry>,
    /// The groups in the user's order.
    pub groups: Vec<String>,
    /// The user's preferences, except those of a single device.
    pub preferences: Map<String, Value>,
    /// Whether it has everything that the vault should have held.
    pub extent: BackupExtent,
    /// Unknown fields of the document that a newer version wrote; they are written back unchanged.
    pub unknown: Map<String, Value>,
}

/// One account of a backup.
#[derive(Debug, PartialEq)]
pub struct BackupEntry {
    /// Its identifier in the vault from which the backup was made.
    pub id: AccountId,
    /// The account.
    pub account: Account,
    /// When it was put into the trash; `None` while it is in use.
    pub trashed: Option<UnixMillis>,
    /// Unknown fields of the entry that a newer version wrote; they are written back unchanged.
    pub unknown: Map<String, Value>,
}

/// Whether a backup has everything that its vault should have held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BackupExtent {
    /// It is complete.
    Whole,
    /// It was made from a damaged vault, and has what could be read.
    Partial,
}

impl BackupContents {
    /// Copies the vault's current content.
    pub fn of(vault: &Vault, made: UnixMillis) -> Self {
        let entries = vault.accounts().iter().chain(vault.trashed()).map(BackupEntry::of).collect();
        let preferences = vault.settings().preferences();
        let extent = match vault.health() {
            VaultHealth::Sound => BackupExtent::Whole,
            VaultHealth::Damaged(_) => BackupExtent::Partial,
        };
        Self {
            made,
            vault: Some(vault.id()),
            entries,
            groups: vault.groups().into_iter().map(str::to_owned).collect(),
            preferences: preferences.cloned().unwrap_or_default(),
            extent,
            unknown: Map::new(),
        }
    }

    /// The accounts in use, as a vault that is made from it holds them.
    pub fn into_accounts(self) -> Vec<StoredAccount> {
        let used = self.entries.into_iter().filter(|entry| entry.trashed.is_none());
        (0..)
            .zip(used)
            .map(|(order, entry)| StoredAccount::new(entry.id, entry.account, order))
            .collect()
    }

    /// The digest of accounts and groups (docs/spec/backup.md §5). Two backups of an unchanged
    /// vault have the same digest.
    pub fn digest(&self) -> MacTag {
        let entries = self.entries.iter().map(|entry| (entry.id, &entry.account, entry.trashed));
        digest::of(entries, self.groups.iter().map(String::as_str))
    }
}

impl BackupContents {
    /// The digest of what [`Self::digest`] leaves out and a restore brings back.
    pub(super) fn rest_digest(&self) -> MacTag {
        let accounts = self.entries.iter().map(|entry| &entry.account);
        digest::of_rest(accounts, &self.preferences)
    }
}

impl BackupEntry {
    fn of(kept: &StoredAccount) -> Self {
        let StoredAccount { id, account, trashed, .. } = kept;
        Self { id: *id, account: account.duplicate(), trashed: *trashed, unknown: Map::new() }
    }
}

/// The digest that a backup of the vault would have, calculated without copying a key.
pub fn digest_of(vault: &Vault) -> MacTag {
    let kept = vault.accounts().iter().chain(vault.trashed());
    let entries = kept.map(|kept| (kept.id, &kept.account, kept.trashed));
    digest::of(entries, vault.groups().into_iter())
}

/// The digest of what [`digest_of`] leaves out and a backup of the vault would hold.
pub(super) fn rest_digest_of(vault: &Vault) -> MacTag {
    let kept = vault.accounts().iter().chain(vault.trashed());
    let none = Map::new();
    let preferences = vault.settings().preferences().unwrap_or(&none);
    digest::of_rest(kept.map(|kept| &kept.account), preferences)
}
