//! A vault whose file is held and whose content is not read yet.

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use super::file::File;
use super::load::load;
use super::row::Keys;
use super::slots::SlotRow;
use super::{
    DeviceError, Epoch, Health, OpenError, RecoveryCode, Slot, UnlockError, Vault, VaultId,
};
use crate::crypto::Key;
use crate::crypto::random::Random;
use crate::disk;
use crate::secret::Passphrase;

/// A vault that is held and not unlocked: only its slots are known.
pub struct Locked {
    pub(super) file: File,
    pub(super) id: VaultId,
    pub(super) slot_rows: Vec<SlotRow>,
    pub(super) slots: Vec<Slot>,
    pub(super) random: Arc<dyn Random>,
    /// Whether the file has to be taken anew before anything is read from it: another file may
    /// stand in its place, or hold more than was known.
    pub(super) is_stale: bool,
}

/// What unlocks a vault.
#[derive(Clone, Copy, Debug)]
pub enum Credential<'a> {
    /// A passphrase as typed.
    Passphrase(&'a Passphrase),
    /// The code that was shown once.
    Recovery(&'a RecoveryCode),
    /// The key that the device keeps.
    Device(&'a Key),
}

/// A vault that stayed locked, and why.
#[derive(Debug, thiserror::Error)]
#[error("{why}")]
pub struct Refused {
    /// The vault, to try again.
    pub locked: Box<Locked>,
    /// Why it stayed locked.
    pub why: UnlockError,
}

impl Vault {
    /// Takes the file, for nobody else to write to until the vault is dropped.
    ///
    /// # Errors
    /// [`OpenError::Busy`] when another has it; one [`OpenError`] per other cause.
    pub fn open(path: &Path, random: Arc<dyn Random>) -> Result<Locked, OpenError> {
        let take = || {
            let file = File::open(path)?;
            let slot_rows = file.slots()?;
            if slot_rows.is_empty() { Err(OpenError::Damaged) } else { Ok((file, slot_rows)) }
        };
        let (file, slot_rows) = match take() {
            // SQLite takes a page that the disk does not give for a damaged one. Nothing in this
            // process holds the file at this point: it would have been busy.
            Err(OpenError::Damaged) => {
                disk::read_through(path).map_err(|why| DeviceError::of_io(&why))?;
                // The disk gives all of it: now, or it did before.
                take()?
            }
            taken => taken?,
        };
        let id = file.vault();
        let slots = slot_rows.iter().map(SlotRow::outside).collect();
        Ok(Locked { file, id, slot_rows, slots, random, is_stale: false })
    }

    /// Forgets the keys and the accounts, and keeps the file.
    pub fn lock(self) -> Locked {
        let Self { file, id, slot_rows, slots, random, is_doubtful, .. } = self;
        Locked { file, id, slot_rows, slots, random, is_stale: is_doubtful }
    }
}

impl Locked {
    /// The ways to unlock it.
    pub fn slots(&self) -> &[Slot] {
        &self.slots
    }

    /// The vault's name for good.
    pub fn id(&self) -> VaultId {
        self.id
    }

    /// Takes a stale file anew, with the slots that it holds now.
    pub(super) fn take_anew(&mut self) -> Result<(), DeviceError> {
        if !self.is_stale {
            return Ok(());
        }
        let taken = self.file.reopen().and_then(|()| Ok((self.file.vault(), self.file.slots()?)));
        let (id, slot_rows) = taken.map_err(|why| match why {
            OpenError::Device(why) => why,
            _ => DeviceError::Io,
        })?;
        if id != self.id || slot_rows.is_empty() {
            return Err(DeviceError::Io);
        }
        self.slots = slot_rows.iter().map(SlotRow::outside).collect();
        (self.slot_rows, self.is_stale) = (slot_rows, false);
        Ok(())
    }

    /// Reads everything as it stands.
    pub(super) fn read(self, keys: Keys) -> Vault {
        let Self { file, id, slot_rows, slots, random, is_stale: _ } = self;
        let loaded = load(&file, &keys, id, &slot_rows);
        let health = if loaded.damages.is_empty() {
            Health::Sound
        } else {
            file.forbid_writing();
            Health::Damaged(loaded.damages)
        };
        // Without a manifest the rows still tell how far it had come.
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

impl fmt::Debug for Locked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Locked").field("slots", &self.slots).finish_non_exhaustive()
    }
}
