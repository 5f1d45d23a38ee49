//! The trash: an account leaves in two steps, and the first can be taken back for ever.

use super::{ChangeError, Vault};
use crate::account::AccountId;
use crate::time::UnixMillis;

impl Vault {
    /// Puts an account into the trash.
    ///
    /// # Errors
    /// [`ChangeError::NoSuchAccount`], or one per other cause; nothing was changed then.
    pub fn discard(&mut self, _id: AccountId, _now: UnixMillis) -> Result<(), ChangeError> {
        unimplemented!()
    }

    /// Takes an account out of the trash, to its old place.
    ///
    /// # Errors
    /// [`ChangeError::NoSuchAccount`], or one per other cause; nothing was changed then.
    pub fn recover(&mut self, _id: AccountId, _now: UnixMillis) -> Result<(), ChangeError> {
        unimplemented!()
    }

    /// Removes an account in the trash for good, from what undo keeps as well. It can't be undone.
    ///
    /// # Errors
    /// [`ChangeError::NoSuchAccount`] also while it is not in the trash; nothing was changed then.
    pub fn purge(&mut self, _id: AccountId) -> Result<(), ChangeError> {
        unimplemented!()
    }
}
