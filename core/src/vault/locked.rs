//! A vault whose file is open and whose content has not been decrypted.

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use super::file::VaultFile;
use super::load::load;
use super::row::VaultKeys;
use super::slots::SlotRow;
use super::{
    DeviceError, Epoch, RecoveryCode, Slot, UnlockError, Vault, VaultHealth, VaultId,
    VaultOpenError,
};
use crate::crypto::SymmetricKey;
use crate::crypto::random::Random;
use crate::disk;
use crate::secret::Passphrase;

/// An open but locked vault: only its slots can be read.
pub struct LockedVault {
    pub(super) file: VaultFile,
    pub(super) id: VaultId,
    pub(super) slot_rows: Vec<SlotRow>,
    pub(super) slots: Vec<Slot>,
    pub(super) random: Arc<dyn Random>,
    /// Whether the file must be reopened before anything is read from it: it may have been
    /// replaced, or hold more than was known.
    pub(super) is_stale: bool,
}

/// A credential that unlocks a vault.
#[derive(Clone, Copy, Debug)]
pub enum UnlockCredential<'a> {
    /// A passphrase as typed.
    Passphrase(&'a Passphrase),
    /// The recovery code, which was shown once.
    Recovery(&'a RecoveryCode),
    /// The key that the device stores.
    Device(&'a SymmetricKey),
}

/// A vault that could not be unlocked, and the reason.
#[derive(Debug, thiserror::Error)]
#[error("{why}")]
pub struct UnlockFailure {
    /// The vault, for another attempt.
    pub locked: Box<LockedVault>,
    /// Why it could not be unlocked.
    pub why: UnlockError,
}

impl Vault {
    /// Opens and locks the file; nobody else can write to it until the vault is dropped.
    ///
    /// # Errors
    /// [`VaultOpenError::Busy`] when another program has it open; one [`VaultOpenError`] per other cause.
    pub fn open(path: &Path, random: Arc<dyn Random>) -> Result<LockedVault, VaultOpenError> {
        let take = || {
            let file = VaultFile::open(path)?;
            let slot_rows = file.slots()?;
            if slot_rows.is_empty() { Err(VaultOpenError::Damaged) } else { Ok((file, slot_rows)) }
        };
        let (file, slot_rows) = match take() {
            // SQLite reports a page that the disk fails to deliver as a damaged one. At this point
            // nothing in this process has the file open: it would have been busy.
            Err(VaultOpenError::Damaged) => {
                disk::read_whole(path).map_err(|why| DeviceError::of_io(&why))?;
                // The disk delivers the whole file now, so another attempt makes sense.
                take()?
            }
            taken => taken?,
        };
        let id = file.vault();
        let slots = SlotRow::public_slots(&slot_rows);
        Ok(LockedVault { file, id, slot_rows, slots, random, is_stale: false })
    }

    /// Zeroes the keys and the accounts, and keeps the file open.
    pub fn lock(self) -> LockedVault {
        let Self { file, id, slot_rows, slots, random, is_doubtful, .. } = self;
        LockedVault { file, id, slot_rows, slots, random, is_stale: is_doubtful }
    }
}

impl LockedVault {
    /// The slots: the ways to unlock the vault.
    pub fn slots(&self) -> &[Slot] {
        &self.slots
    }

    /// The vault's permanent identifier.
    pub fn id(&self) -> VaultId {
        self.id
    }

    /// Reopens a stale file and reads the slots that it has now.
    pub(super) fn reopen(&mut self) -> Result<(), DeviceError> {
        if !self.is_stale {
            return Ok(());
        }
        let taken = self.file.reopen().and_then(|()| Ok((self.file.vault(), self.file.slots()?)));
        let (id, slot_rows) = taken.map_err(|why| match why {
            VaultOpenError::Device(why) => why,
            _ => DeviceError::ReadOrWriteFailed,
        })?;
        if id != self.id || slot_rows.is_empty() {
            return Err(DeviceError::ReadOrWriteFailed);
        }
        self.slots = SlotRow::public_slots(&slot_rows);
        (self.slot_rows, self.is_stale) = (slot_rows, false);
        Ok(())
    }

    /// Reads the whole content.
    pub(super) fn read(self, keys: VaultKeys) -> Vault {
        let Self { file, id, slot_rows, slots, random, is_stale: _ } = self;
        let loaded = load(&file, &keys, id, &slot_rows);
        let health = if loaded.damages.is_empty() {
            VaultHealth::Sound
        } else {
            file.forbid_writing();
            VaultHealth::Damaged(loaded.damages)
        };
        // Without a manifest, the rows still give the latest epoch.
        let epoch = loaded.epoch.unwrap_or(Epoch(loaded.index.latest()));
        let mut vault = Vault {
            file,
            keys,
            random,
            slot_rows,
            index: loaded.index,
            journal: loaded.journal,
            live: Vec::new(),
            trash: Vec::new(),
            settings: loaded.settings,
            health,
            slots,
            id,
            epoch,
            is_doubtful: false,
        };
        vault.settle(loaded.accounts);
        vault
    }
}

impl fmt::Debug for LockedVault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Locked").field("slots", &self.slots).finish_non_exhaustive()
    }
}
