//! What a backup holds.

use serde_json::{Map, Value};

use super::digest;
use crate::account::{Account, AccountId};
use crate::crypto::mac::Tag;
use crate::time::UnixMillis;
use crate::vault::{Health, Kept, Vault, VaultId};

/// Everything that a backup holds.
#[derive(Debug, PartialEq)]
pub struct Contents {
    /// When it was made.
    pub made: UnixMillis,
    /// The vault that it was made of.
    pub vault: Option<VaultId>,
    /// The accounts: those in use in their owner's order, then the trash, the latest first.
    pub entries: Vec<Entry>,
    /// The groups in their owner's order.
    pub groups: Vec<String>,
    /// Preferences that travel from device to device.
    pub preferences: Map<String, Value>,
    /// Whether all that the vault should have held is in it.
    pub extent: Extent,
    /// Fields of the document that a newer version wrote; written back as they came.
    pub unknown: Map<String, Value>,
}

/// One account of a backup.
#[derive(Debug, PartialEq)]
pub struct Entry {
    /// Its identifier in the vault that the backup was made of.
    pub id: AccountId,
    /// The account.
    pub account: Account,
    /// When it was put into the trash; `None` while in use.
    pub trashed: Option<UnixMillis>,
    /// Fields of the entry that a newer version wrote; written back as they came.
    pub unknown: Map<String, Value>,
}

/// Whether a backup holds all that its vault should have held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// It does.
    Whole,
    /// It was made of a damaged vault: what could be read is in it.
    Partial,
}

impl Contents {
    /// A copy of what a vault holds now.
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

    /// The digest of accounts and groups (docs/spec/backup.md §5): two backups of a vault that was
    /// not changed in between have the same.
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

/// The digest that a backup of the vault would have, made without copying a key.
pub fn digest_of(vault: &Vault) -> Tag {
    let kept = vault.accounts().iter().chain(vault.trashed());
    let entries = kept.map(|kept| (kept.id, &kept.account, kept.trashed));
    digest::of(entries, vault.groups().into_iter())
}
