//! The vault: every account sealed in one SQLite file (docs/spec/vault.md).
//!
//! A file is opened into a [`Locked`] vault, which knows its slots and nothing else; a
//! [`Credential`] unlocks it into a [`Vault`]. Each change is one transaction, flushed to the disk
//! before it is answered. After an error the file and the memory hold what they held before, except
//! where [`ChangeError`] says otherwise.

mod aside;
mod beside;
mod calibrate;
mod commit;
#[cfg(all(test, target_os = "linux"))]
mod costs;
mod create;
mod device;
mod edit;
mod error;
#[cfg(test)]
pub(crate) mod failing;
mod file;
mod health;
mod journal;
mod kept;
mod load;
mod locked;
mod locks;
mod manifest;
mod migrate;
mod order;
mod outcome;
mod recovery;
mod recovery_check;
mod rekey;
mod rekeyed;
mod repair;
mod rewrite;
mod roster;
mod row;
mod schema;
mod sealing;
mod seen;
mod settings;
mod slots;
mod snapshot;
mod sqlite_header;
mod structure;
#[cfg(test)]
mod test_support;
mod trash;
mod unlock;
mod unlocking;

pub use calibrate::{UNLOCK_AIM, calibrate, trial};
pub use create::{NewLocks, Presence};
pub use device::DeviceError;
pub use edit::{Batch, Step};
pub use error::{ChangeError, CreateError, OpenError, UnlockError};
pub use health::{Damage, Health};
pub use journal::{Reason, Undoable};
pub use kept::Kept;
pub use locked::{Credential, Locked, Refused};
pub use recovery::{RecoveryCode, RecoveryCodeError};
pub(crate) use recovery_check::groups as recovery_groups;
pub use recovery_check::{
    CodeDoubt, NewCode, Recovery, RecoveryAnswer, RecoveryCheck, RecoveryCheckError, make_code,
};
pub use rekey::NewCredentials;
pub use rekeyed::{RekeyChoice, Rekeyed, rekey};
pub use repair::{Checked, RepairError, Repaired};
pub use seen::{Age, Seen};
pub use settings::{KeptFile, ProvedBackup, Settings, Shelf};
pub use slots::{Slot, SlotId, SlotKind};
pub use unlocking::UnlockLimit;

use std::fmt;
use std::sync::Arc;

use crate::account::AccountId;
use crate::crypto::random::Random;
use file::File;
use journal::Journal;
use manifest::Index;
use rewrite::Content;
use row::Keys;
use slots::SlotRow;

/// An unlocked vault: its accounts in memory, its file held so that nobody else writes to it.
pub struct Vault {
    file: File,
    keys: Keys,
    random: Arc<dyn Random>,
    slot_rows: Vec<SlotRow>,
    index: Index,
    journal: Journal,
    live: Vec<Kept>,
    trash: Vec<Kept>,
    settings: Settings,
    health: Health,
    slots: Vec<Slot>,
    id: VaultId,
    epoch: Epoch,
    /// Whether a change failed in a way that leaves open what the disk holds.
    is_doubtful: bool,
}

/// Names a vault for good: 128 random bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct VaultId(pub [u8; 16]);

/// Counts a vault's transactions, from 1: it only grows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Epoch(pub u64);

impl Vault {
    /// The accounts that are not in the trash, in their owner's order.
    pub fn accounts(&self) -> &[Kept] {
        &self.live
    }

    /// The accounts in the trash, the latest first.
    pub fn trashed(&self) -> &[Kept] {
        &self.trash
    }

    /// An account by its identifier, in the trash or not.
    pub fn find(&self, id: AccountId) -> Option<&Kept> {
        self.live.iter().chain(&self.trash).find(|kept| kept.id == id)
    }

    /// The groups in their owner's order: those of the settings, then those that only accounts
    /// name.
    pub fn groups(&self) -> Vec<&str> {
        let mut groups: Vec<&str> = self.settings.groups.iter().map(String::as_str).collect();
        for group in self.live.iter().filter_map(|kept| kept.account.group.as_deref()) {
            if !groups.contains(&group) {
                groups.push(group);
            }
        }
        groups
    }

    /// What is kept beside the accounts.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Whether all of it could be read and is as it was written. A damaged vault is read-only.
    pub fn health(&self) -> &Health {
        &self.health
    }

    /// The ways to unlock it.
    pub fn slots(&self) -> &[Slot] {
        &self.slots
    }

    /// Its name for good.
    pub fn id(&self) -> VaultId {
        self.id
    }

    /// The number of its latest transaction; see [`Vault::meet`].
    pub fn epoch(&self) -> Epoch {
        self.epoch
    }

    /// All of it, to be written into a new file.
    fn content(&self, format: i64, epoch: Epoch) -> Content<'_> {
        Content {
            vault: self.id,
            format,
            epoch,
            slots: &self.slot_rows,
            accounts: self.live.iter().chain(&self.trash).collect(),
            settings: self.settings.clone(),
            journal: Some(&self.journal),
        }
    }
}

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { id, epoch, health, .. } = self;
        let mut shown = f.debug_struct("Vault");
        shown.field("id", id).field("epoch", epoch).field("health", health);
        shown.finish_non_exhaustive()
    }
}
