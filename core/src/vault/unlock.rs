//! Unlocks a locked vault.

use super::locked::{Credential, Locked, Refused};
use super::row::Keys;
use super::schema::FORMAT;
use super::unlocking::{UnlockLimit, open_any};
use super::{DeviceError, UnlockError, Vault, create, migrate};
use crate::crypto::stack::wiped_after_act;

impl Locked {
    /// Unlocks the vault within [`UnlockLimit::USUAL`] and reads everything. A damaged vault is
    /// unlocked as far as possible: see [`Vault::health`].
    ///
    /// # Errors
    /// [`Refused`] returns the vault, with one [`UnlockError`] per cause.
    pub fn unlock(self, credential: Credential<'_>) -> Result<Vault, Refused> {
        self.unlock_within(credential, UnlockLimit::USUAL)
    }

    /// Unlocks the vault within the given limit and reads everything. A passphrase slot of an
    /// earlier version is wrapped again from the NFKC form if the vault can be written to.
    ///
    /// # Errors
    /// As [`Locked::unlock`]; [`UnlockError::TooCostly`] when the limit would be exceeded.
    pub fn unlock_within(
        self,
        credential: Credential<'_>,
        limit: UnlockLimit,
    ) -> Result<Vault, Refused> {
        wiped_after_act(|| self.unlock_here(credential, limit))
    }

    fn unlock_here(
        mut self,
        credential: Credential<'_>,
        limit: UnlockLimit,
    ) -> Result<Vault, Refused> {
        if let Err(why) = self.take_anew() {
            return Err(Refused { locked: Box::new(self), why: UnlockError::Device(why) });
        }
        let opened = match open_any(&self.slot_rows, self.id, credential, limit) {
            Ok(opened) => opened,
            Err(why) => return Err(Refused { locked: Box::new(self), why }),
        };
        let keys = Keys::derive(opened.key, self.id);
        let unlocked = self.unlock_with(keys);
        let mut vault = unlocked.map_err(|(locked, why)| Refused { locked, why: why.into() })?;
        if let (false, Credential::Passphrase(passphrase)) = (opened.is_current, credential) {
            vault.renew_passphrase_slot(opened.slot, passphrase);
        }
        Ok(vault)
    }

    /// Reads everything with the given keys; migrates a file of an older format first.
    pub(super) fn unlock_with(self, keys: Keys) -> Result<Vault, (Box<Self>, DeviceError)> {
        if self.file.format() != FORMAT {
            return migrate::to_current(self, &keys).map(|locked| locked.read(keys));
        }
        let mut vault = self.read(keys);
        if vault.health.is_sound() {
            create::forget_making(vault.file.path());
            vault.file.forget_journal();
        }
        migrate::forget_old(&mut vault);
        Ok(vault)
    }
}
