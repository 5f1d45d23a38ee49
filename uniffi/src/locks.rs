//! The ways to unlock: looked at, changed, removed, and all of them made new.

use std::sync::{Arc, Mutex};

use aikotoba_core::crypto::Key;
use aikotoba_core::gate::GateError;
use aikotoba_core::screens::rekey::{RemovedLock, wants_device_key};
use aikotoba_core::screens::unlock::{DeviceKey, LockRow};
use aikotoba_core::secret::Passphrase;
use aikotoba_core::time::UnixMillis;
use aikotoba_core::vault::SlotId;
use aikotoba_core::vault::{RekeyChoice, rekey};

use crate::create::calibrated;
use crate::errors::Answer;
use crate::recovery::RecoveryPaper;
use crate::vault::Vault;
use crate::work::{Work, hold};

/// A change of the password.
#[derive(uniffi::Object)]
pub struct PasswordChange {
    vault: Arc<Vault>,
    password: Mutex<Option<Passphrase>>,
    work: Work,
}

#[uniffi::export]
impl Vault {
    /// The ways to unlock the vault.
    pub fn locks(&self) -> Answer<Vec<LockRow>> {
        self.with(|open| Ok(LockRow::all(open.vault.slots())))
    }

    /// Puts a password in the place of any that there is.
    pub fn password_change(self: Arc<Self>, password: String) -> Arc<PasswordChange> {
        let password = Mutex::new(Some(Passphrase::new(password)));
        Arc::new(PasswordChange { vault: self, password, work: Work::of(2) })
    }

    /// Begins to seal the vault anew under a new key, with a new password and a new recovery code:
    /// for when somebody may know the password.
    pub fn rekeying(self: Arc<Self>, password: String) -> Arc<Rekeying> {
        Arc::new(Rekeying {
            vault: self,
            password: Mutex::new(Some(Passphrase::new(password))),
            device: Mutex::new(None),
            removed: Mutex::new(Vec::new()),
            work: Work::of(2),
        })
    }

    /// Lets a key of 32 bytes that the device keeps unlock the vault, in the place of any that
    /// there is.
    pub fn set_device_key(&self, key: &[u8], now: UnixMillis) -> Answer<()> {
        let key = Key::from_slice(key).ok_or(GateError::KeyLength)?;
        self.with(|open| Ok(open.vault.add_device(&key, now).map(|_| ())?))
    }

    /// Whether a key that a device keeps unlocks the vault.
    pub fn has_device_key(&self) -> Answer<bool> {
        self.with(|open| Ok(open.vault.has_device()))
    }

    /// No key that a device keeps unlocks the vault any more.
    pub fn remove_device_keys(&self) -> Answer<()> {
        self.with(|open| Ok(open.vault.remove_devices()?))
    }

    /// Removes a way to unlock. The last one that opens the vault on another device stays.
    pub fn remove_lock(&self, id: SlotId) -> Answer<()> {
        self.with(|open| Ok(open.vault.remove_slot(id)?))
    }
}

/// A vault that is being sealed anew.
#[derive(uniffi::Object)]
pub struct Rekeying {
    vault: Arc<Vault>,
    password: Mutex<Option<Passphrase>>,
    device: Mutex<Option<Key>>,
    removed: Mutex<Vec<RemovedLock>>,
    work: Work,
}

#[uniffi::export]
impl Rekeying {
    /// Whether to ask for the device's key, so that it goes on unlocking the vault. Where the person
    /// does not give it then, nothing is sealed anew.
    pub fn wants_device_key(&self, device: DeviceKey) -> Answer<bool> {
        self.vault.with(|open| Ok(wants_device_key(&open.vault, device)))
    }

    /// The key of 32 bytes that the device keeps opens the vault afterwards too. Without it no
    /// device key does.
    pub fn with_device_key(&self, key: &[u8]) -> Answer<()> {
        *hold(&self.device) = Some(Key::from_slice(key).ok_or(GateError::KeyLength)?);
        Ok(())
    }

    /// How far it is, from 0 to 1; none where that can't be said: it may take a while, and it can be
    /// abandoned.
    pub fn progress(&self) -> Option<f64> {
        self.work.progress()
    }

    /// The vault stays as it is, unless it was sealed anew already.
    pub fn cancel(&self) {
        self.work.cancel();
    }

    /// Seals everything anew, in one step. Takes about a second. Answers with the new recovery
    /// code: it is shown this once.
    pub fn finish(&self, now: UnixMillis) -> Answer<Arc<RecoveryPaper>> {
        let password = hold(&self.password).take().ok_or(GateError::Over)?;
        let device = hold(&self.device).take();
        let cost = calibrated()?;
        self.work.step();
        self.work.go_on()?;
        let choice = RekeyChoice { passphrase: &password, cost, device: device.as_ref() };
        let rekeyed = self
            .vault
            .with(|open| Ok(rekey(&mut open.vault, &choice, now, &*self.vault.random)?))?;
        *hold(&self.removed) = rekeyed.removed.iter().map(RemovedLock::of).collect();
        self.work.step();
        Ok(RecoveryPaper::of(&rekeyed.code, rekeyed.doubt))
    }

    /// After it finished: the ways to unlock that went, since what opens them is not at hand.
    pub fn removed(&self) -> Vec<RemovedLock> {
        hold(&self.removed).clone()
    }
}

#[uniffi::export]
impl PasswordChange {
    /// How far it is, from 0 to 1; none where that can't be said: it may take a while, and it can be
    /// abandoned.
    pub fn progress(&self) -> Option<f64> {
        self.work.progress()
    }

    /// The old password stays, unless it was changed already.
    pub fn cancel(&self) {
        self.work.cancel();
    }

    /// Changes the password. Takes about a second.
    pub fn finish(&self, now: UnixMillis) -> Answer<()> {
        let password = hold(&self.password).take().ok_or(GateError::Over)?;
        let cost = calibrated()?;
        self.work.step();
        self.work.go_on()?;
        self.vault
            .with(|open| Ok(open.vault.change_passphrase(&password, cost, now).map(|_| ())?))?;
        self.work.step();
        Ok(())
    }
}
