//! The vault: one SQLite file in which every account is encrypted (docs/spec/vault.md).
//!
//! [`Vault::open`] opens a file and returns a [`Locked`] vault, which gives access to the slots
//! only. A [`Credential`] unlocks it and returns a [`Vault`]. Each change is one transaction; it is
//! flushed to the disk before the call returns. After an error, the file and the memory are
//! unchanged, except where [`ChangeError`] says otherwise.

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
mod sealed_code;
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
    CodeDoubt, CodeOrigin, NewCode, Recovery, RecoveryAnswer, RecoveryCheck, RecoveryCheckError,
    make_code,
};
pub use rekey::NewCredentials;
pub use rekeyed::{RekeyChoice, Rekeyed, rekey};
pub use repair::{Checked, RepairError, Repaired};
pub use sealed_code::DeviceKeyBinding;
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

/// An unlocked vault. Its accounts are in memory; its file is locked against other writers.
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
    /// Whether a change failed and it is not known what the disk now holds.
    is_doubtful: bool,
}

/// The permanent identifier of a vault: 128 random bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct VaultId(pub [u8; 16]);

/// The number of a vault's latest transaction. It starts at 1 and only grows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Epoch(pub u64);

impl Vault {
    /// The accounts that are not in the trash, in the user's order.
    pub fn accounts(&self) -> &[Kept] {
        &self.live
    }

    /// The accounts in the trash, most recently deleted first.
    pub fn trashed(&self) -> &[Kept] {
        &self.trash
    }

    /// Finds an account by its identifier, in the trash or not.
    pub fn find(&self, id: AccountId) -> Option<&Kept> {
        self.live.iter().chain(&self.trash).find(|kept| kept.id == id)
    }

    /// The groups in the user's order: first those of the settings, then those that only accounts
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

    /// The settings that are stored with the accounts.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Whether the whole vault was read and is as it was written. A damaged vault is read-only.
    pub fn health(&self) -> &Health {
        &self.health
    }

    /// The slots: the ways to unlock the vault.
    pub fn slots(&self) -> &[Slot] {
        &self.slots
    }

    /// The vault's permanent identifier.
    pub fn id(&self) -> VaultId {
        self.id
    }

    /// The number of the latest transaction; see [`Vault::meet`].
    pub fn epoch(&self) -> Epoch {
        self.epoch
    }

    /// The whole content, for writing it to a new file.
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
