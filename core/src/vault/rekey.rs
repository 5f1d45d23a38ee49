//! Replaces the vault key, for when somebody may know the password (docs/spec/vault.md §3.4).
//!
//! Changing the password only wraps the same key again, so an older copy of the file and the old
//! password still open every later file. Here everything is encrypted again, in one transaction,
//! with a key that no older copy holds.

#[cfg(test)]
mod tests;

use super::commit::VaultChange;
use super::row::VaultKeys;
use super::slots::{Slot, SlotKind, SlotRow};
use super::unlocking::{UnlockLimit, open_any};
use super::{
    ChangeError, DeviceError, RecoveryCode, StoredAccount, UnlockCredential, Vault, VaultSettings,
};
use crate::crypto::SymmetricKey;
use crate::crypto::kdf::PassphraseCost;
use crate::secret::Passphrase;
use crate::time::UnixMillis;

/// The credentials of a vault after [`Vault::rekey`].
#[derive(Clone, Copy, Debug)]
pub struct RekeyCredentials<'a> {
    /// A passphrase that does not unlock the vault yet.
    pub passphrase: &'a Passphrase,
    /// The Argon2id cost of its slot.
    pub cost: PassphraseCost,
    /// A new recovery code.
    pub recovery: &'a RecoveryCode,
    /// The key that this device stores, if it may unlock the vault.
    pub device: Option<&'a SymmetricKey>,
}

impl Vault {
    /// Makes a new vault key and encrypts everything again with it, in one transaction. The vault
    /// keeps its identifier, and its epoch continues. No earlier credential unlocks it afterwards,
    /// except the device key given here. `settings` replaces the settings.
    ///
    /// Returns the slots that were removed without a replacement, because their credentials are not
    /// available.
    ///
    /// # Errors
    /// [`ChangeError::SamePassphrase`] for a passphrase that already unlocks the vault, or one
    /// variant per other cause. Nothing was changed, except where [`ChangeError`] says otherwise.
    pub fn rekey(
        &mut self,
        new: &RekeyCredentials<'_>,
        settings: VaultSettings,
        now: UnixMillis,
    ) -> Result<Vec<Slot>, ChangeError> {
        if new.passphrase.is_empty() {
            return Err(ChangeError::EmptyPassphrase);
        }
        if !self.health.is_sound() {
            return Err(ChangeError::Damaged);
        }
        let typed = UnlockCredential::Passphrase(new.passphrase);
        if open_any(&self.slot_rows, self.id, typed, UnlockLimit::DEFAULT).is_ok() {
            return Err(ChangeError::SamePassphrase);
        }
        let key = SymmetricKey::make(&*self.random).map_err(DeviceError::from)?;
        let credentials = [
            Some(typed),
            Some(UnlockCredential::Recovery(new.recovery)),
            new.device.map(UnlockCredential::Device),
        ];
        let mut slots = Vec::with_capacity(credentials.len());
        for credential in credentials.into_iter().flatten() {
            let (id, random) = (self.id, &*self.random);
            slots.push(SlotRow::make(&key, id, credential, new.cost, now, random)?);
        }
        let removed = self.without_successor(new.device);
        let all = self.live.iter().chain(&self.trash).map(StoredAccount::duplicate).collect();
        self.commit(VaultChange {
            accounts: all,
            settings: Some(settings),
            slots: Some(slots),
            redone: self.journal.iter().map(|(id, entry)| (*id, entry.duplicate())).collect(),
            keys: Some(VaultKeys::derive(key, self.id)),
            ..VaultChange::default()
        })?;
        Ok(removed)
    }

    /// The slots that [`Vault::rekey`] removes without a replacement. It replaces the latest
    /// passphrase slot, the latest recovery slot and the slot of the given device key.
    pub(crate) fn without_successor(&self, device: Option<&SymmetricKey>) -> Vec<Slot> {
        let latest = |kind| {
            let slots = self.slots.iter().filter(|slot| slot.kind == kind);
            slots.max_by_key(|slot| slot.created).map(|slot| slot.id)
        };
        let replaced = [latest(SlotKind::Passphrase), latest(SlotKind::Recovery)];
        let opens = |row: &SlotRow| {
            device.is_some_and(|key| row.open(self.id, UnlockCredential::Device(key), &[]).is_ok())
        };
        let rows = self.slot_rows.iter().filter(|row| !row.is_backup_passphrase());
        let rows = rows.filter(|row| match row.kind() {
            SlotKind::Device => !opens(row),
            SlotKind::Newer => true,
            SlotKind::Passphrase | SlotKind::Recovery => !replaced.contains(&Some(row.public().id)),
        });
        rows.map(SlotRow::public).collect()
    }
}
