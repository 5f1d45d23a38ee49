//! Slots added, changed and removed. The vault's key stays; only its wrappings change.

use super::{ChangeError, RecoveryCode, SlotId, Vault};
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
        _passphrase: &Passphrase,
        _cost: PassphraseCost,
        _now: UnixMillis,
    ) -> Result<SlotId, ChangeError> {
        unimplemented!()
    }

    /// Puts one passphrase in the place of all that there are, in one transaction.
    ///
    /// # Errors
    /// One [`ChangeError`] per cause; the old ones still hold then.
    pub fn change_passphrase(
        &mut self,
        _passphrase: &Passphrase,
        _cost: PassphraseCost,
        _now: UnixMillis,
    ) -> Result<SlotId, ChangeError> {
        unimplemented!()
    }

    /// Makes a recovery code in the place of any that there is.
    ///
    /// # Errors
    /// One [`ChangeError`] per cause; an old code still holds then.
    pub fn make_recovery(&mut self, _now: UnixMillis) -> Result<RecoveryCode, ChangeError> {
        unimplemented!()
    }

    /// Lets a key of this device unlock the vault, in the place of any that there is.
    ///
    /// # Errors
    /// One [`ChangeError`] per cause; nothing was changed then.
    pub fn add_device(&mut self, _key: &Key, _now: UnixMillis) -> Result<SlotId, ChangeError> {
        unimplemented!()
    }

    /// Removes a slot.
    ///
    /// # Errors
    /// [`ChangeError::LastTravellingSlot`] when nothing that travels would be left;
    /// [`ChangeError::NoSuchSlot`], or one per other cause; nothing was changed then.
    pub fn remove_slot(&mut self, _id: SlotId) -> Result<(), ChangeError> {
        unimplemented!()
    }
}
