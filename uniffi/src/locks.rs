//! The ways to unlock: view, change, remove, and replace all of them.

use std::sync::{Arc, Mutex};

use aikotoba_core::backup::AutomaticBackup;
use aikotoba_core::call_error::CallError;
use aikotoba_core::crypto::SymmetricKey;
use aikotoba_core::screens::rekey::{RemovedLock, wants_device_key};
use aikotoba_core::screens::unlock::{DeviceKey, LockRow, UnlockWay, way_to_prove};
use aikotoba_core::secret::Passphrase;
use aikotoba_core::time::UnixMillis;
use aikotoba_core::vault::{DeviceKeyBinding, SlotId};
use aikotoba_core::vault::{RekeyChoice, rekey};

use crate::create::calibrated;
use crate::errors::CallResult;
use crate::recovery::RecoveryPaper;
use crate::vault::Vault;
use crate::work::{WorkProgress, lock_mutex};

/// A change of the password.
#[derive(uniffi::Object)]
pub struct PasswordChange {
    vault: Arc<Vault>,
    password: Mutex<Option<Passphrase>>,
    work: WorkProgress,
}

#[uniffi::export]
impl Vault {
    /// The ways to unlock the vault.
    pub fn locks(&self) -> CallResult<Vec<LockRow>> {
        self.with(|open| Ok(LockRow::of(&open.vault)))
    }

    /// Sets a password, which replaces any existing one.
    pub fn password_change(self: Arc<Self>, password: String) -> Arc<PasswordChange> {
        let password = Mutex::new(Some(Passphrase::new(password)));
        Arc::new(PasswordChange { vault: self, password, work: WorkProgress::of(2) })
    }

    /// Begins to re-encrypt the vault under a new key, with a new password and a new recovery code,
    /// for when somebody may know the password.
    pub fn rekeying(self: Arc<Self>, password: String) -> Arc<Rekeying> {
        Arc::new(Rekeying {
            vault: self,
            password: Mutex::new(Some(Passphrase::new(password))),
            device: Mutex::new(None),
            removed: Mutex::new(Vec::new()),
            work: WorkProgress::of(2),
        })
    }

    /// Adds a key of 32 bytes that the device protects, which replaces any existing one.
    pub fn set_device_key(&self, key: &[u8], now: UnixMillis) -> CallResult<()> {
        let key = SymmetricKey::from_slice(key).ok_or(CallError::WrongKeyLength)?;
        self.with(|open| Ok(open.vault.add_device(&key, now).map(|_| ())?))
    }

    /// To what the device binds a key that it makes for this vault now.
    pub fn device_key_binding(&self) -> CallResult<DeviceKeyBinding> {
        self.with(|open| Ok(open.vault.device_key_binding()))
    }

    /// The way in which the user proves again that the vault is theirs, before a key is shown.
    pub fn way_to_prove(&self, device: DeviceKey) -> CallResult<Option<UnlockWay>> {
        self.with(|open| Ok(way_to_prove(&open.vault, device)))
    }

    /// Whether the vault can be unlocked with a device key.
    pub fn has_device_key(&self) -> CallResult<bool> {
        self.with(|open| Ok(open.vault.has_device()))
    }

    /// Removes all device keys from the vault.
    pub fn remove_device_keys(&self) -> CallResult<()> {
        self.with(|open| Ok(open.vault.remove_devices()?))
    }

    /// Removes a way to unlock. The last one that works on another device can't be removed.
    pub fn remove_lock(&self, id: SlotId) -> CallResult<()> {
        self.with(|open| Ok(open.vault.remove_slot(id)?))
    }
}

/// A vault that is being re-encrypted.
#[derive(uniffi::Object)]
pub struct Rekeying {
    vault: Arc<Vault>,
    password: Mutex<Option<Passphrase>>,
    device: Mutex<Option<SymmetricKey>>,
    removed: Mutex<Vec<RemovedLock>>,
    work: WorkProgress,
}

#[uniffi::export]
impl Rekeying {
    /// Whether to ask for the device key, so that it can unlock the vault afterwards. If the user
    /// then declines, nothing is re-encrypted.
    pub fn wants_device_key(&self, device: DeviceKey) -> CallResult<bool> {
        self.vault.with(|open| Ok(wants_device_key(&open.vault, device)))
    }

    /// Keeps the device key of 32 bytes. Otherwise no device key can unlock the vault afterwards.
    pub fn with_device_key(&self, key: &[u8]) -> CallResult<()> {
        *lock_mutex(&self.device) =
            Some(SymmetricKey::from_slice(key).ok_or(CallError::WrongKeyLength)?);
        Ok(())
    }

    /// The progress from 0 to 1; none if it is unknown. The operation may take a while and can be
    /// cancelled.
    pub fn progress(&self) -> Option<f64> {
        self.work.progress()
    }

    /// Leaves the vault unchanged, unless it was already re-encrypted.
    pub fn cancel(&self) {
        self.work.cancel();
    }

    /// Re-encrypts everything in one step. Takes about a second. Returns the new recovery code,
    /// which is shown only once.
    pub fn finish(&self, now: UnixMillis) -> CallResult<Arc<RecoveryPaper>> {
        let password = lock_mutex(&self.password).take().ok_or(CallError::AlreadyFinished)?;
        let device = lock_mutex(&self.device).take();
        let cost = calibrated()?;
        self.work.step();
        self.work.go_on()?;
        let choice = RekeyChoice { passphrase: &password, cost, device: device.as_ref() };
        let (rekeyed, paper) = self.vault.with(|open| {
            let rekeyed = rekey(&mut open.vault, &choice, now, &*self.vault.random)?;
            // A failure is corrected after the next unlocking.
            let _not_settled = AutomaticBackup::settle(&mut open.vault, now);
            let paper = RecoveryPaper::of(&rekeyed.code, rekeyed.doubt, open.vault.settings());
            Ok((rekeyed, paper))
        })?;
        *lock_mutex(&self.removed) = rekeyed.removed.iter().map(RemovedLock::of).collect();
        self.work.step();
        Ok(paper)
    }

    /// After `finish`: the ways to unlock that were removed because their secrets were not
    /// available.
    pub fn removed(&self) -> Vec<RemovedLock> {
        lock_mutex(&self.removed).clone()
    }
}

#[uniffi::export]
impl PasswordChange {
    /// The progress from 0 to 1; none if it is unknown. The operation may take a while and can be
    /// cancelled.
    pub fn progress(&self) -> Option<f64> {
        self.work.progress()
    }

    /// Keeps the old password, unless it was already changed.
    pub fn cancel(&self) {
        self.work.cancel();
    }

    /// Changes the password. Takes about a second.
    pub fn finish(&self, now: UnixMillis) -> CallResult<()> {
        let password = lock_mutex(&self.password).take().ok_or(CallError::AlreadyFinished)?;
        let cost = calibrated()?;
        self.work.step();
        self.work.go_on()?;
        self.vault
            .with(|open| Ok(open.vault.change_passphrase(&password, cost, now).map(|_| ())?))?;
        self.work.step();
        Ok(())
    }
}
