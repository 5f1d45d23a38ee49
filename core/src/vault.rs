//! The vault: one SQLite file in which every account is encrypted (docs/spec/vault.md).
//!
//! [`Vault::open`] opens a file and returns a [`UnlockCredential`] vault, which gives access to the slots
//! only. A [`LockedVault`] unlocks it and returns a [`Vault`]. Each change is one transaction; it is
//! flushed to the disk before the call returns. After an error, the file and the memory are
//! unchanged, except where [`ChangeError`] says otherwise.

mod backup_passphrase;
mod calibrate;
mod commit;
#[cfg(all(test, target_os = "linux"))]
mod costs;
mod create;
mod credential_check;
mod device;
mod edit;
mod error;
#[cfg(test)]
pub(crate) mod failing;
mod file;
mod group_order;
mod health;
mod journal;
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
mod rekey_report;
mod removed;
mod repair;
mod rewrite;
mod roster;
mod row;
mod schema;
mod sealed_code;
mod sealing;
mod seen;
mod set_aside;
mod settings;
mod sibling_files;
mod slots;
mod snapshot;
mod sqlite_header;
mod stored_account;
mod structure;
#[cfg(test)]
mod test_support;
mod trash;
mod unlock;
mod unlocking;

pub use backup_passphrase::StoredBackupPassphrase;
pub use calibrate::{UNLOCK_TARGET, calibrate, trial};
pub use create::{NewVaultCredentials, VaultPresence};
pub use credential_check::{AskedCredential, CredentialCheck, CredentialCheckError};
pub use device::DeviceError;
pub use edit::{AccountChange, ChangeBatch};
pub use error::{ChangeError, CreateError, UnlockError, VaultOpenError};
pub(crate) use group_order::ordered_groups;
pub use health::{VaultDamage, VaultHealth};
pub use journal::{ChangeReason, UndoableChange};
pub use locked::{LockedVault, UnlockCredential, UnlockFailure};
pub use recovery::{RecoveryCode, RecoveryCodeError};
pub(crate) use recovery_check::code_groups as recovery_groups;
pub use recovery_check::{
    CodeOrigin, NewRecoveryCode, RecoveryAnswer, RecoveryCheck, RecoveryCheckError,
    RecoveryCodeDoubt, RecoveryStatus, make_recovery_code,
};
pub use rekey::RekeyCredentials;
pub use rekey_report::{RekeyChoice, RekeyReport, rekey};
pub use removed::{OfferAnswer, RemovedAccount, RemovedAccounts};
pub use repair::{RepairError, VaultCheck, VaultRepair};
pub use sealed_code::DeviceKeyBinding;
pub use seen::{SeenEpoch, VaultAge};
pub use settings::{ExtraSetting, KeptFile, ProvedBackup, VaultSettings};
pub use slots::{Slot, SlotId, SlotKind};
pub use stored_account::StoredAccount;
pub use unlocking::UnlockLimit;

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use crate::account::AccountId;
use crate::crypto::random::Random;
use file::VaultFile;
use journal::UndoJournal;
use manifest::RowIndex;
use rewrite::VaultContent;
use row::VaultKeys;
use slots::SlotRow;

/// An unlocked vault. Its accounts are in memory; its file is locked against other writers.
pub struct Vault {
    file: VaultFile,
    keys: VaultKeys,
    random: Arc<dyn Random>,
    slot_rows: Vec<SlotRow>,
    index: RowIndex,
    journal: UndoJournal,
    live: Vec<StoredAccount>,
    trash: Vec<StoredAccount>,
    settings: VaultSettings,
    health: VaultHealth,
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
    pub fn accounts(&self) -> &[StoredAccount] {
        &self.live
    }

    /// The accounts in the trash, most recently deleted first.
    pub fn trashed(&self) -> &[StoredAccount] {
        &self.trash
    }

    /// Finds an account by its identifier, in the trash or not.
    pub fn find(&self, id: AccountId) -> Option<&StoredAccount> {
        self.live.iter().chain(&self.trash).find(|kept| kept.id == id)
    }

    /// The settings that are stored with the accounts.
    pub fn settings(&self) -> &VaultSettings {
        &self.settings
    }

    /// Whether the whole vault was read and is as it was written. A damaged vault is read-only.
    pub fn health(&self) -> &VaultHealth {
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

    /// The path of its file; a link was followed.
    pub(crate) fn path(&self) -> &Path {
        self.file.path()
    }

    /// The whole content, for writing it to a new file.
    fn content(&self, format: i64, epoch: Epoch) -> VaultContent<'_> {
        VaultContent {
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
