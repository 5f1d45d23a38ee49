//! The passphrase of automatic backups, for as long as the user lets the vault keep it
//! (docs/spec/vault.md §3.6).
//!
//! It stands in a row of the table of slots that unlocks nothing. So the undo journal, a backup and
//! a move of accounts to another device, none of which carries a slot, do not carry it either, and a
//! new vault key leaves it behind.

#[cfg(test)]
mod tests;

use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::commit::VaultChange;
use super::slots::{SlotRow, salt_of};
use super::{ChangeError, DeviceError, Vault, VaultId, VaultSettings};
use crate::crypto::SymmetricKey;
use crate::crypto::aead;
use crate::crypto::kdf::derive_key;
use crate::crypto::random::{Random, RandomError, make_array};
use crate::secret::{Normalization, Passphrase};
use crate::time::UnixMillis;

/// The version of the parameter format that is written.
const BACKUP_PASSPHRASE_VERSION: u32 = 1;

/// The kind of row.
const ROW_KIND: &str = "backup-passphrase";

/// The number of bytes of a device's identifier.
const DEVICE_BYTES: usize = 4;

/// The text is padded to a multiple of this many bytes, so that its length is not visible.
const PADDED_TO_BYTES: usize = 256;

/// The length of the text's own length, in bytes.
const LENGTH_BYTES: usize = 8;

/// The longest passphrase that is kept, in bytes: what fits into a column of a slot.
const MAX_BACKUP_PASSPHRASE_BYTES: usize = 4096 - aead::OVERHEAD - PADDED_TO_BYTES - LENGTH_BYTES;

/// That a vault keeps the passphrase of its automatic backups.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StoredBackupPassphrase {
    /// When the user allowed it.
    pub since: UnixMillis,
    /// The device on which the user allowed it, as in the names of its backups.
    pub device: [u8; DEVICE_BYTES],
}

#[derive(Serialize, Deserialize)]
struct BackupPassphraseParameters {
    #[serde(rename = "form")]
    version: u32,
    created: UnixMillis,
    device: String,
}

impl Vault {
    /// Whether the vault keeps the passphrase of its automatic backups, since when, and for which
    /// device.
    pub fn stored_backup_passphrase(&self) -> Option<StoredBackupPassphrase> {
        self.slot_rows.iter().find_map(SlotRow::stored_backup_passphrase)
    }

    /// The kept passphrase; `None` if there is none, or if it was kept on another device.
    pub fn backup_passphrase(&self, device: [u8; DEVICE_BYTES]) -> Option<Passphrase> {
        let is_ours = |row: &&SlotRow| {
            row.stored_backup_passphrase().is_some_and(|kept| kept.device == device)
        };
        let row = self.slot_rows.iter().find(is_ours)?;
        row.open_backup_passphrase(&self.keys.vault, self.id)
    }

    /// Keeps the passphrase of automatic backups in the vault, for this device, and replaces the
    /// settings in the same transaction. An earlier passphrase is erased: afterwards neither the
    /// file nor its journals hold it or a part of its row.
    ///
    /// # Errors
    /// [`ChangeError::EmptyPassphrase`], [`ChangeError::PassphraseTooLong`], or one variant per
    /// other cause; nothing was changed, except where [`ChangeError`] says otherwise.
    pub fn keep_backup_passphrase(
        &mut self,
        passphrase: &Passphrase,
        device: [u8; DEVICE_BYTES],
        settings: VaultSettings,
        now: UnixMillis,
    ) -> Result<(), ChangeError> {
        if passphrase.is_empty() {
            return Err(ChangeError::EmptyPassphrase);
        }
        let text = passphrase.normalized(Normalization::AsTyped);
        if text.len() > MAX_BACKUP_PASSPHRASE_BYTES {
            return Err(ChangeError::PassphraseTooLong);
        }
        let (key, id, random) = (&self.keys.vault, self.id, &*self.random);
        let row = SlotRow::storing_backup_passphrase(key, id, &text, device, now, random);
        let row = row.map_err(DeviceError::from)?;
        let slots = self.without_backup_passphrase().chain([row]).collect();
        self.commit(VaultChange {
            settings: Some(settings),
            slots: Some(slots),
            ..VaultChange::default()
        })
    }

    /// Erases the kept passphrase, and replaces the settings in the same transaction: afterwards
    /// neither the file nor its journals hold the passphrase or a part of its row.
    ///
    /// # Errors
    /// One [`ChangeError`] per cause; nothing was changed, except where [`ChangeError`] says
    /// otherwise.
    pub fn erase_backup_passphrase(&mut self, settings: VaultSettings) -> Result<(), ChangeError> {
        let is_kept = self.stored_backup_passphrase().is_some();
        let slots = is_kept.then(|| self.without_backup_passphrase().collect());
        self.commit(VaultChange { settings: Some(settings), slots, ..VaultChange::default() })
    }

    /// The key that seals what the vault notes to itself in a prepared backup.
    pub(crate) fn prepared_backup_key(&self) -> SymmetricKey {
        derive_key(&self.keys.vault, &self.id.0, b"aikotoba prepared backup")
    }

    fn without_backup_passphrase(&self) -> impl Iterator<Item = SlotRow> {
        let others = self.slot_rows.iter().filter(|row| !row.is_backup_passphrase());
        others.cloned()
    }
}

impl SlotRow {
    /// Whether the row holds the passphrase of automatic backups instead of a way to unlock the
    /// vault.
    pub(super) fn is_backup_passphrase(&self) -> bool {
        self.kind == ROW_KIND
    }

    fn stored_backup_passphrase(&self) -> Option<StoredBackupPassphrase> {
        if !self.is_backup_passphrase() {
            return None;
        }
        let BackupPassphraseParameters { version, created, device } =
            serde_json::from_slice(&self.parameters).ok()?;
        let device = HEXLOWER.decode(device.as_bytes()).ok()?.try_into().ok()?;
        (version == BACKUP_PASSPHRASE_VERSION)
            .then_some(StoredBackupPassphrase { since: created, device })
    }

    fn storing_backup_passphrase(
        key: &SymmetricKey,
        vault: VaultId,
        text: &str,
        device: [u8; DEVICE_BYTES],
        now: UnixMillis,
        random: &dyn Random,
    ) -> Result<Self, RandomError> {
        let parameters = BackupPassphraseParameters {
            version: BACKUP_PASSPHRASE_VERSION,
            created: now,
            device: HEXLOWER.encode(&device),
        };
        let parameters =
            serde_json::to_vec(&parameters).expect("numbers and strings serialize to JSON");
        let mut row = Self {
            id: make_array(random)?,
            kind: ROW_KIND.to_owned(),
            parameters,
            // Nothing is proved by it: the vault key alone opens the row.
            proof: Vec::new(),
            wrapped: Vec::new(),
            checksum: Vec::new(),
        };
        let sealing = derive_key(key, &salt_of(vault, row.id), b"aikotoba backup passphrase");
        row.wrapped = aead::seal(&sealing, &row.context(vault), &padded(text), random)?;
        row.checksum = row.checksum(vault);
        Ok(row)
    }

    fn open_backup_passphrase(&self, key: &SymmetricKey, vault: VaultId) -> Option<Passphrase> {
        let sealing = derive_key(key, &salt_of(vault, self.id), b"aikotoba backup passphrase");
        let plain = aead::open(&sealing, &self.context(vault), &self.wrapped).ok()?;
        let (length, text) = plain.split_first_chunk::<LENGTH_BYTES>()?;
        let text = text.get(..usize::try_from(u64::from_be_bytes(*length)).ok()?)?;
        Some(Passphrase::new(std::str::from_utf8(text).ok()?.to_owned()))
    }
}

/// The text with its length before it, and zeros after it.
fn padded(text: &str) -> Zeroizing<Vec<u8>> {
    let length = (LENGTH_BYTES + text.len()).next_multiple_of(PADDED_TO_BYTES);
    let mut plain = Zeroizing::new(Vec::with_capacity(length));
    plain.extend_from_slice(&(text.len() as u64).to_be_bytes());
    plain.extend_from_slice(text.as_bytes());
    plain.resize(length, 0);
    plain
}
