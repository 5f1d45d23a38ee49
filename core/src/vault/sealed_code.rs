//! A recovery code that its owner has not confirmed yet. The vault stores an encrypted copy of it
//! in the code's slot, can show it again, and erases it when it is confirmed (docs/spec/vault.md
//! §3.5).
//!
//! The copy is in the slot's parameters. The undo journal, a backup and a transfer of accounts to
//! another device contain no slots, so they do not contain the copy either.

#[cfg(test)]
mod tests;

use super::commit::VaultChange;
use super::settings::ExtraSetting;
use super::slots::SlotRow;
use super::{
    ChangeError, DeviceError, NewVaultCredentials, RecoveryCheck, RecoveryCode, Slot, SlotKind,
    Vault, VaultSettings,
};
use crate::account::AccountId;
use crate::time::UnixMillis;

/// To what a device binds the key that it stores for a vault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeviceKeyBinding {
    /// The screen lock. A change of the enrolled fingers or faces does not invalidate the key,
    /// because nothing else is known to open the vault yet.
    ScreenLock,
    /// The enrolled fingers and faces: a change may invalidate the key.
    EnrolledBiometrics,
}

impl NewVaultCredentials<'_> {
    /// To what the device binds its key for a vault with these locks. A recovery code that is made
    /// with the vault is not confirmed.
    pub fn device_key_binding(&self) -> DeviceKeyBinding {
        binding(self.passphrase.is_some())
    }
}

fn binding(has_portable: bool) -> DeviceKeyBinding {
    if has_portable { DeviceKeyBinding::EnrolledBiometrics } else { DeviceKeyBinding::ScreenLock }
}

impl Vault {
    /// The recovery code while it is not confirmed. It is the same code each time.
    pub fn unconfirmed_code(&self) -> Option<RecoveryCode> {
        self.slot_rows.iter().find_map(|row| row.sealed_code(&self.keys.vault, self.id))
    }

    /// Whether a slot is known to open the vault on another device: the slot of a passphrase, or of
    /// a confirmed recovery code.
    pub fn is_portable(&self, slot: &Slot) -> bool {
        match slot.kind {
            SlotKind::Passphrase => true,
            SlotKind::Recovery => self.settings.recovery_confirmed.is_some(),
            SlotKind::Device | SlotKind::Newer => false,
        }
    }

    /// Whether any slot is known to open the vault on another device.
    pub fn has_portable_slot(&self) -> bool {
        self.slots.iter().any(|slot| self.is_portable(slot))
    }

    /// Whether the recovery code must be confirmed, or a passphrase set, before the vault accepts
    /// more than one account; without a device key, before it accepts any account.
    pub fn awaits_confirmation(&self) -> bool {
        !self.has_portable_slot() && self.unconfirmed_code().is_some()
    }

    /// Whether the vault accepts another account now; see [`ChangeError::ConfirmRecoveryFirst`].
    pub fn takes_another_account(&self) -> bool {
        self.check_room(1, None).is_ok()
    }

    /// To what the device binds a key that it makes for this vault now.
    pub fn device_key_binding(&self) -> DeviceKeyBinding {
        binding(self.has_portable_slot())
    }

    /// Records that the owner has the recovery code outside of the vault, and erases the copy in
    /// it. Afterwards neither the file nor its journals contain the code or a part of it.
    ///
    /// # Errors
    /// One [`ChangeError`] per cause; the code then stays unconfirmed, except where [`ChangeError`]
    /// says otherwise.
    pub fn confirm_recovery(&mut self, now: UnixMillis) -> Result<(), ChangeError> {
        let mut settings = VaultSettings { recovery_confirmed: Some(now), ..self.settings.clone() };
        settings.remove_extra(ExtraSetting::RecoveryCheck);
        let slots = self.without_sealed_codes()?;
        // Earlier versions stored the group to ask for in the settings that an undo restores. It
        // was omitted when these settings were read.
        let with_settings = self.journal.iter().filter(|(_, entry)| entry.settings.is_some());
        let redone = with_settings.map(|(id, entry)| (*id, entry.duplicate())).collect();
        self.commit(VaultChange {
            settings: Some(settings),
            slots,
            redone,
            ..VaultChange::default()
        })
    }

    /// All slots; those with a copy of their code are wrapped again without it. `None` if no slot
    /// has one.
    pub(super) fn without_sealed_codes(&self) -> Result<Option<Vec<SlotRow>>, ChangeError> {
        let (data, id) = (&self.keys.vault, self.id);
        let mut slots = Vec::with_capacity(self.slot_rows.len());
        let mut has_one = false;
        for row in &self.slot_rows {
            slots.push(match row.sealed_code(data, id) {
                None => row.clone(),
                Some(code) => {
                    has_one = true;
                    let created = row.public().created;
                    SlotRow::make_confirmed(data, id, &code, created, &*self.random)?
                }
            });
        }
        Ok(has_one.then_some(slots))
    }

    /// Makes a check for the unconfirmed code if there is none, because the settings were lost or
    /// an earlier version wrote none.
    ///
    /// # Errors
    /// One [`ChangeError`] per cause; nothing was changed.
    pub fn ask_for_recovery(&mut self) -> Result<(), ChangeError> {
        let Some(code) = self.unconfirmed_code() else { return Ok(()) };
        if RecoveryCheck::of(&self.settings).is_some() {
            return Ok(());
        }
        let check = RecoveryCheck::make(&code.print(), &*self.random);
        let mut settings = self.settings.clone();
        check.map_err(DeviceError::from)?.put(&mut settings);
        self.change_settings(settings)
    }

    /// Checks that the vault accepts `new` accounts, one of which takes the place of `replaced`.
    pub(super) fn check_room(
        &self,
        new: usize,
        replaced: Option<AccountId>,
    ) -> Result<(), ChangeError> {
        let others = self.live.iter().filter(|kept| Some(kept.id) != replaced);
        // Without a device key, only the recovery code opens the vault again.
        let room = usize::from(self.has_device());
        if new > 0 && others.count() + new > room && self.awaits_confirmation() {
            return Err(ChangeError::ConfirmRecoveryFirst);
        }
        Ok(())
    }
}
