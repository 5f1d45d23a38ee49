//! A new key for the whole vault, for when somebody may know the password
//! (docs/spec/vault.md §3.4).
//!
//! A change of the password wraps the same key anew, so an older copy of the file and the old
//! password open every later file. Here everything is sealed anew under a key that no older copy
//! holds, in one transaction.

#[cfg(test)]
mod tests;

use super::commit::Change;
use super::row::Keys;
use super::slots::{Slot, SlotKind, SlotRow};
use super::unlocking::{UnlockLimit, open_any};
use super::{ChangeError, Credential, DeviceError, Kept, RecoveryCode, Settings, Vault};
use crate::crypto::Key;
use crate::crypto::kdf::PassphraseCost;
use crate::secret::Passphrase;
use crate::time::UnixMillis;

/// What unlocks a vault after [`Vault::rekey`].
#[derive(Clone, Copy, Debug)]
pub struct NewCredentials<'a> {
    /// A passphrase that did not open the vault until now.
    pub passphrase: &'a Passphrase,
    /// What deriving a key from it costs.
    pub cost: PassphraseCost,
    /// A recovery code that was drawn for this.
    pub recovery: &'a RecoveryCode,
    /// The key that this device keeps, where it is to unlock the vault.
    pub device: Option<&'a Key>,
}

impl Vault {
    /// Draws a new key for the vault and seals everything anew under it, in one transaction. The
    /// vault keeps its name, and its epoch goes on. Nothing that opened it before opens it after,
    /// except the device's key that is given here. `settings` are those afterwards.
    ///
    /// Answers with the ways to unlock that went without another in their place, since what opens
    /// them is not at hand.
    ///
    /// # Errors
    /// [`ChangeError::SamePassphrase`] for a passphrase that opens the vault already, or one per
    /// other cause; nothing was changed then, except where [`ChangeError`] says otherwise.
    pub fn rekey(
        &mut self,
        new: &NewCredentials<'_>,
        settings: Settings,
        now: UnixMillis,
    ) -> Result<Vec<Slot>, ChangeError> {
        if new.passphrase.is_empty() {
            return Err(ChangeError::EmptyPassphrase);
        }
        if !self.health.is_sound() {
            return Err(ChangeError::Damaged);
        }
        let typed = Credential::Passphrase(new.passphrase);
        if open_any(&self.slot_rows, self.id, typed, UnlockLimit::USUAL).is_ok() {
            return Err(ChangeError::SamePassphrase);
        }
        let key = Key::make(&*self.random).map_err(DeviceError::from)?;
        let credentials = [
            Some(typed),
            Some(Credential::Recovery(new.recovery)),
            new.device.map(Credential::Device),
        ];
        let mut slots = Vec::with_capacity(credentials.len());
        for credential in credentials.into_iter().flatten() {
            let (id, random) = (self.id, &*self.random);
            slots.push(SlotRow::make(&key, id, credential, new.cost, now, random)?);
        }
        let removed = self.without_successor(new.device);
        let all = self.live.iter().chain(&self.trash).map(Kept::duplicate).collect();
        self.commit(Change {
            accounts: all,
            settings: Some(settings),
            slots: Some(slots),
            redone: self.journal.iter().map(|(id, entry)| (*id, entry.duplicate())).collect(),
            keys: Some(Keys::derive(key, self.id)),
            ..Change::default()
        })?;
        Ok(removed)
    }

    /// The ways to unlock that [`Vault::rekey`] removes without another in their place: of passphrases and recovery codes the latest is
    /// replaced, of device keys the given one.
    pub(crate) fn without_successor(&self, device: Option<&Key>) -> Vec<Slot> {
        let latest = |kind| {
            let slots = self.slots.iter().filter(|slot| slot.kind == kind);
            slots.max_by_key(|slot| slot.created).map(|slot| slot.id)
        };
        let replaced = [latest(SlotKind::Passphrase), latest(SlotKind::Recovery)];
        let opens = |row: &SlotRow| {
            device.is_some_and(|key| row.open(self.id, Credential::Device(key), &[]).is_ok())
        };
        let rows = self.slot_rows.iter().filter(|row| match row.kind() {
            SlotKind::Device => !opens(row),
            SlotKind::Newer => true,
            SlotKind::Passphrase | SlotKind::Recovery => {
                !replaced.contains(&Some(row.outside().id))
            }
        });
        rows.map(SlotRow::outside).collect()
    }
}
