//! The owner's order of the accounts.

use super::{ChangeError, Vault};
use crate::account::AccountId;
use crate::time::UnixMillis;

impl Vault {
    /// Puts the accounts (without the trash) into this order.
    ///
    /// # Errors
    /// [`ChangeError::Order`] when it does not name each exactly once; nothing was changed then.
    pub fn arrange(&mut self, _order: &[AccountId], _now: UnixMillis) -> Result<(), ChangeError> {
        unimplemented!()
    }
}
