//! Slots added, changed and removed. The vault's key stays; only its wrappings change.

use super::commit::Change;
use super::slots::{SealError, SlotRow};
use super::{
    ChangeError, Credential, DeviceError, RecoveryCode, Settings, SlotId, SlotKind, Vault,
};
use crate::crypto::Key;
use crate::crypto::kdf::PassphraseCost;
use crate::secret::Passphrase;
use crate::time::UnixMillis;

impl Vault {
    /// Adds a passphrase beside what there is.
    ///
    /// # Errors
    /// One [`ChangeError`] per cause; nothing was changed then.
    pub fn add_passphrase(
        &mut self,
        passphrase: &Passphrase,
        cost: PassphraseCost,
        now: UnixMillis,
    ) -> Result<SlotId, ChangeError> {
        let slot = self.make_passphrase_slot(passphrase, cost, now)?;
        self.put_slot(slot, None, None)
    }

    /// Puts one passphrase in the place of all that there are, in one transaction.
    ///
    /// # Errors
    /// One [`ChangeError`] per cause; the old ones still hold then.
    pub fn change_passphrase(
        &mut self,
        passphrase: &Passphrase,
        cost: PassphraseCost,
        now: UnixMillis,
    ) -> Result<SlotId, ChangeError> {
        let slot = self.make_passphrase_slot(passphrase, cost, now)?;
        self.put_slot(slot, Some(SlotKind::Passphrase), None)
    }

    /// Makes a recovery code in the place of any that there is. It is not confirmed yet.
    ///
    /// # Errors
    /// One [`ChangeError`] per cause; an old code still holds then.
    pub fn make_recovery(&mut self, now: UnixMillis) -> Result<RecoveryCode, ChangeError> {
        let code = RecoveryCode::make(&*self.random).map_err(DeviceError::from)?;
        let slot = self.make_slot(Credential::Recovery(&code), PassphraseCost::FLOOR, now)?;
        let settings = Settings { recovery_confirmed: None, ..self.settings.clone() };
        self.put_slot(slot, Some(SlotKind::Recovery), Some(settings))?;
        Ok(code)
    }

    /// Lets a key of this device unlock the vault, in the place of any that there is.
    ///
    /// # Errors
    /// One [`ChangeError`] per cause; nothing was changed then.
    pub fn add_device(&mut self, key: &Key, now: UnixMillis) -> Result<SlotId, ChangeError> {
        let slot = self.make_slot(Credential::Device(key), PassphraseCost::FLOOR, now)?;
        self.put_slot(slot, Some(SlotKind::Device), None)
    }

    /// Removes a slot.
    ///
    /// # Errors
    /// [`ChangeError::LastTravellingSlot`] when nothing that travels would be left;
    /// [`ChangeError::NoSuchSlot`], or one per other cause; nothing was changed then.
    pub fn remove_slot(&mut self, id: SlotId) -> Result<(), ChangeError> {
        if self.slots.iter().all(|slot| slot.id != id) {
            return Err(ChangeError::NoSuchSlot);
        }
        let mut others = self.slots.iter().filter(|slot| slot.id != id);
        if !others.any(|slot| slot.kind.travels()) {
            return Err(ChangeError::LastTravellingSlot);
        }
        let rest = self.slot_rows.iter().filter(|row| row.id != *id.as_bytes());
        let slots = Some(rest.cloned().collect());
        self.commit(Change { slots, ..Change::default() })
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
        self.make_slot(Credential::Passphrase(passphrase), cost, now)
    }

    fn make_slot(
        &self,
        credential: Credential<'_>,
        cost: PassphraseCost,
        now: UnixMillis,
    ) -> Result<SlotRow, ChangeError> {
        let made = SlotRow::make(&self.keys.vault, self.id, credential, cost, now, &*self.random);
        made.map_err(|why| match why {
            SealError::Cost => ChangeError::Cost,
            SealError::Device(why) => why.into(),
        })
    }

    /// Adds a slot in the place of all of a kind.
    fn put_slot(
        &mut self,
        slot: SlotRow,
        instead_of: Option<SlotKind>,
        settings: Option<Settings>,
    ) -> Result<SlotId, ChangeError> {
        let id = SlotId::from_bytes(slot.id);
        let rest = self.slot_rows.iter().filter(|row| Some(row.outside().kind) != instead_of);
        let slots = Some(rest.cloned().chain([slot]).collect());
        self.commit(Change { settings, slots, ..Change::default() })?;
        Ok(id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vault::test_support::{device_key, made, path, random};

    const CHEAP: PassphraseCost = PassphraseCost { mebibytes: 1, passes: 1, lanes: 1 };

    fn passphrase(text: &str) -> Passphrase {
        Passphrase::new(text.to_owned())
    }

    fn opens(folder: &std::path::Path, credential: Credential<'_>) -> bool {
        Vault::open(&path(folder), random()).unwrap().unlock(credential).is_ok()
    }

    #[test]
    fn only_the_new_passphrase_opens_and_the_accounts_stay() {
        let folder = tempfile::tempdir().unwrap();
        let mut vault = made(folder.path());
        vault.change_passphrase(&passphrase("old"), CHEAP, UnixMillis(1)).unwrap();
        vault.change_passphrase(&passphrase("new"), CHEAP, UnixMillis(2)).unwrap();
        drop(vault);
        assert!(!opens(folder.path(), Credential::Passphrase(&passphrase("old"))));
        assert!(opens(folder.path(), Credential::Passphrase(&passphrase("new"))));
        assert!(opens(folder.path(), Credential::Device(&device_key())));
    }

    #[test]
    fn a_new_recovery_code_ends_the_old_one_and_waits_to_be_confirmed() {
        let folder = tempfile::tempdir().unwrap();
        let mut vault = made(folder.path());
        let confirmed = Settings { recovery_confirmed: Some(UnixMillis(1)), ..Settings::default() };
        vault.change_settings(confirmed).unwrap();
        let first = vault.make_recovery(UnixMillis(2)).unwrap();
        let second = vault.make_recovery(UnixMillis(3)).unwrap();
        assert_eq!(vault.settings().recovery_confirmed, None);
        drop(vault);
        assert!(!opens(folder.path(), Credential::Recovery(&first)));
        assert!(opens(folder.path(), Credential::Recovery(&second)));
    }

    #[test]
    fn the_last_slot_that_travels_stays() {
        let folder = tempfile::tempdir().unwrap();
        let mut vault = made(folder.path());
        let id_of = |vault: &Vault, kind| {
            vault.slots().iter().find(|slot| slot.kind == kind).map(|slot| slot.id).unwrap()
        };
        let recovery = id_of(&vault, SlotKind::Recovery);
        assert_eq!(vault.remove_slot(recovery), Err(ChangeError::LastTravellingSlot));
        vault.add_passphrase(&passphrase("x"), CHEAP, UnixMillis(1)).unwrap();
        vault.remove_slot(recovery).unwrap();
        assert_eq!(vault.remove_slot(recovery), Err(ChangeError::NoSuchSlot));
        let device = id_of(&vault, SlotKind::Device);
        vault.remove_slot(device).unwrap();
        assert_eq!(vault.slots().len(), 1);
    }
}
