//! Unlocks a locked vault.

use super::locked::{LockedVault, UnlockCredential, UnlockFailure};
use super::row::VaultKeys;
use super::schema::FORMAT_VERSION;
use super::unlocking::{UnlockLimit, open_any};
use super::{DeviceError, UnlockError, Vault, create, migrate};
use crate::crypto::stack::wiped_after_action;

impl LockedVault {
    /// Unlocks the vault within [`UnlockLimit::DEFAULT`] and reads everything. A damaged vault is
    /// unlocked as far as possible: see [`Vault::health`].
    ///
    /// # Errors
    /// [`UnlockFailure`] returns the vault, with one [`UnlockError`] per cause.
    pub fn unlock(self, credential: UnlockCredential<'_>) -> Result<Vault, UnlockFailure> {
        self.unlock_within(credential, UnlockLimit::DEFAULT)
    }

    /// Unlocks the vault within the given limit and reads everything. A passphrase slot of an
    /// earlier version is wrapped again from the NFKC form if the vault can be written to.
    ///
    /// # Errors
    /// As [`LockedVault::unlock`]; [`UnlockError::TooCostly`] when the limit would be exceeded.
    pub fn unlock_within(
        self,
        credential: UnlockCredential<'_>,
        limit: UnlockLimit,
    ) -> Result<Vault, UnlockFailure> {
        wiped_after_action(|| self.unlock_here(credential, limit))
    }

    fn unlock_here(
        mut self,
        credential: UnlockCredential<'_>,
        limit: UnlockLimit,
    ) -> Result<Vault, UnlockFailure> {
        if let Err(why) = self.reopen() {
            return Err(UnlockFailure { locked: Box::new(self), why: UnlockError::Device(why) });
        }
        let opened = match open_any(&self.slot_rows, self.id, credential, limit) {
            Ok(opened) => opened,
            Err(why) => return Err(UnlockFailure { locked: Box::new(self), why }),
        };
        let keys = VaultKeys::derive(opened.key, self.id);
        let unlocked = self.unlock_with(keys);
        let mut vault =
            unlocked.map_err(|(locked, why)| UnlockFailure { locked, why: why.into() })?;
        if let (false, UnlockCredential::Passphrase(passphrase)) = (opened.is_current, credential) {
            vault.renew_passphrase_slot(opened.slot, passphrase);
        }
        Ok(vault)
    }

    /// Reads everything with the given keys; migrates a file of an older format first.
    pub(super) fn unlock_with(self, keys: VaultKeys) -> Result<Vault, (Box<Self>, DeviceError)> {
        if self.file.format() != FORMAT_VERSION {
            return migrate::to_current(self, &keys).map(|locked| locked.read(keys));
        }
        let mut vault = self.read(keys);
        if vault.health.is_sound() {
            create::remove_unfinished(vault.file.path());
            vault.file.forget_journal();
        }
        migrate::forget_old(&mut vault);
        Ok(vault)
    }
}
