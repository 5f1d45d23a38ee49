//! The content of a backup.

use serde_json::{Map, Value};

use super::digest;
use crate::account::{Account, AccountId};
use crate::crypto::mac::Tag;
use crate::time::UnixMillis;
use crate::vault::{Health, Kept, Vault, VaultId};

/// The whole content of a backup.
#[derive(Debug, PartialEq)]
pub struct Contents {
    /// When it was made.
    pub made: UnixMillis,
    /// The vault from which it was made.
    pub vault: Option<VaultId>,
    /// The accounts: those in use in the user's order, then the trash, most recently deleted first.
    pub entries: Vec<Entry>,
    /// The groups in the user's order.
    pub groups: Vec<String>,
    /// The user's preferences, except those of a single device.
    pub preferences: Map<String, Value>,
    /// Whether it has everything that the vault should have held.
    pub extent: Extent,
    /// Unknown fields of the document that a newer version wrote; they are written back unchanged.
    pub unknown: Map<String, Value>,
}

/// One account of a backup.
#[derive(Debug, PartialEq)]
pub struct Entry {
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
pub enum Extent {
    /// It is complete.
    Whole,
    /// It was made from a damaged vault, and has what could be read.
    Partial,
}

impl Contents {
    /// Copies the vault's current content.
    pub fn of(vault: &Vault, made: UnixMillis) -> Self {
        let entries = vault.accounts().iter().chain(vault.trashed()).map(Entry::of).collect();
        let preferences = vault.settings().preferences();
        let extent = match vault.health() {
            Health::Sound => Extent::Whole,
            Health::Damaged(_) => Extent::Partial,
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
    pub fn into_accounts(self) -> Vec<Kept> {
        let used = self.entries.into_iter().filter(|entry| entry.trashed.is_none());
        (0..).zip(used).map(|(order, entry)| Kept::new(entry.id, entry.account, order)).collect()
    }

    /// The digest of accounts and groups (docs/spec/backup.md §5). Two backups of an unchanged
    /// vault have the same digest.
    pub fn digest(&self) -> Tag {
        let entries = self.entries.iter().map(|entry| (entry.id, &entry.account, entry.trashed));
        digest::of(entries, self.groups.iter().map(String::as_str))
    }
}

impl Entry {
    fn of(kept: &Kept) -> Self {
        let Kept { id, account, trashed, .. } = kept;
        Self { id: *id, account: account.duplicate(), trashed: *trashed, unknown: Map::new() }
    }
}

/// The digest that a backup of the vault would have, calculated without copying a key.
pub fn digest_of(vault: &Vault) -> Tag {
    let kept = vault.accounts().iter().chain(vault.trashed());
    let entries = kept.map(|kept| (kept.id, &kept.account, kept.trashed));
    digest::of(entries, vault.groups().into_iter())
}
