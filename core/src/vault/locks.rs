//! Adds, replaces and removes slots. The vault key stays the same; only its wrappings change.

#[cfg(test)]
mod tests;

use super::commit::VaultChange;
use super::slots::SlotRow;
use super::{
    ChangeError, DeviceError, RecoveryCheck, RecoveryCode, Slot, SlotId, SlotKind,
    UnlockCredential, Vault, VaultSettings,
};
use crate::crypto::SymmetricKey;
use crate::crypto::kdf::PassphraseCost;
use crate::secret::Passphrase;
use crate::time::UnixMillis;

impl Vault {
    /// Adds a passphrase; the existing slots stay.
    ///
    /// # Errors
    /// One [`ChangeError`] per cause; nothing was changed.
    pub fn add_passphrase(
        &mut self,
        passphrase: &Passphrase,
        cost: PassphraseCost,
        now: UnixMillis,
    ) -> Result<SlotId, ChangeError> {
        let slot = self.make_passphrase_slot(passphrase, cost, now)?;
        self.put_slot(slot, None, None)
    }

    /// Replaces all passphrases by one, in one transaction.
    ///
    /// # Errors
    /// One [`ChangeError`] per cause; the old passphrases remain valid.
    pub fn change_passphrase(
        &mut self,
        passphrase: &Passphrase,
        cost: PassphraseCost,
        now: UnixMillis,
    ) -> Result<SlotId, ChangeError> {
        let slot = self.make_passphrase_slot(passphrase, cost, now)?;
        self.put_slot(slot, Some(SlotKind::Passphrase), None)
    }

    /// Replaces any recovery code by this new one. It is not confirmed yet, so the vault keeps a
    /// sealed copy of it and the number of the group to ask for.
    ///
    /// # Errors
    /// One [`ChangeError`] per cause; an old code remains valid, except where [`ChangeError`] says
    /// otherwise.
    pub fn set_recovery(
        &mut self,
        code: &RecoveryCode,
        now: UnixMillis,
    ) -> Result<SlotId, ChangeError> {
        let slot = self.make_slot(UnlockCredential::Recovery(code), PassphraseCost::MIN, now)?;
        let check = RecoveryCheck::make(&code.print(), &*self.random);
        let mut settings = VaultSettings { recovery_confirmed: None, ..self.settings.clone() };
        check.map_err(DeviceError::from)?.put(&mut settings);
        self.put_slot(slot, Some(SlotKind::Recovery), Some(settings))
    }

    /// Allows a key of this device to unlock the vault; replaces any earlier one.
    ///
    /// # Errors
    /// One [`ChangeError`] per cause; nothing was changed.
    pub fn add_device(
        &mut self,
        key: &SymmetricKey,
        now: UnixMillis,
    ) -> Result<SlotId, ChangeError> {
        let slot = self.make_slot(UnlockCredential::Device(key), PassphraseCost::MIN, now)?;
        self.put_slot(slot, Some(SlotKind::Device), None)
    }

    /// Removes a slot.
    ///
    /// # Errors
    /// [`ChangeError::LastPortableSlot`] when no slot that works on another device would be left,
    /// and [`ChangeError::OnlyUnconfirmedRecovery`] when only an unconfirmed recovery code would;
    /// [`ChangeError::NoSuchSlot`], or one variant per other cause. Nothing was changed.
    pub fn remove_slot(&mut self, id: SlotId) -> Result<(), ChangeError> {
        if self.slots.iter().all(|slot| slot.id != id) {
            return Err(ChangeError::NoSuchSlot);
        }
        let mut others = self.slots.iter().filter(|slot| slot.id != id);
        let is_recovery = |slot: &&Slot| slot.kind == SlotKind::Recovery;
        if !others.clone().any(|slot| self.is_portable(slot)) {
            return Err(match others.find(is_recovery) {
                Some(_) => ChangeError::OnlyUnconfirmedRecovery,
                None => ChangeError::LastPortableSlot,
            });
        }
        let rest = self.slot_rows.iter().filter(|row| row.id != *id.as_bytes());
        let slots = Some(rest.cloned().collect());
        self.commit(VaultChange { slots, ..VaultChange::default() })
    }

    /// Whether a key of this device, or of another one, unlocks the vault.
    pub fn has_device(&self) -> bool {
        self.slots.iter().any(|slot| slot.kind == SlotKind::Device)
    }

    /// Removes the keys of all devices: the vault can no longer be unlocked with a device's own
    /// lock.
    ///
    /// # Errors
    /// One [`ChangeError`] per cause; slots that were already removed stay removed.
    pub fn remove_devices(&mut self) -> Result<(), ChangeError> {
        let devices = self.slots.iter().filter(|slot| slot.kind == SlotKind::Device);
        let ids: Vec<SlotId> = devices.map(|slot| slot.id).collect();
        ids.into_iter().try_for_each(|id| self.remove_slot(id))
    }

    /// Wraps the key of a passphrase slot again with the current normalization, at the same cost. A
    /// read-only vault keeps its slot, which continues to work.
    pub(super) fn renew_passphrase_slot(&mut self, old: SlotId, passphrase: &Passphrase) {
        let slot = self.slots.iter().find(|slot| slot.id == old);
        let Some(&Slot { created, cost: Some(cost), .. }) = slot else { return };
        if !self.health.is_sound() || !self.file.is_writable() {
            return;
        }
        let Ok(renewed) = self.make_slot(UnlockCredential::Passphrase(passphrase), cost, created)
        else {
            return;
        };
        let rest = self.slot_rows.iter().filter(|row| row.id != *old.as_bytes());
        let slots = Some(rest.cloned().chain([renewed]).collect());
        // If this fails, the next unlocking tries again; a partial failure is recorded in the
        // vault.
        let _ = self.commit(VaultChange { slots, keeps_epoch: true, ..VaultChange::default() });
    }

    fn make_passphrase_slot(
        &self,
        passphrase: &Passphrase,
        cost: PassphraseCost,
        now: UnixMillis,
    ) -> Result<SlotRow, ChangeError> {
        if passphrase.is_empty() {
            return Err(ChangeError::EmptyPassphrase);
        }
        self.make_slot(UnlockCredential::Passphrase(passphrase), cost, now)
    }

    fn make_slot(
        &self,
        credential: UnlockCredential<'_>,
        cost: PassphraseCost,
        now: UnixMillis,
    ) -> Result<SlotRow, ChangeError> {
        Ok(SlotRow::make(&self.keys.vault, self.id, credential, cost, now, &*self.random)?)
    }

    /// Adds a slot and removes all others of the same kind.
    fn put_slot(
        &mut self,
        slot: SlotRow,
        instead_of: Option<SlotKind>,
        settings: Option<VaultSettings>,
    ) -> Result<SlotId, ChangeError> {
        let id = SlotId::from_bytes(slot.id);
        let rest = self.slot_rows.iter().filter(|row| Some(row.public().kind) != instead_of);
        let slots = Some(rest.cloned().chain([slot]).collect());
        self.commit(VaultChange { settings, slots, ..VaultChange::default() })?;
        Ok(id)
    }
}
