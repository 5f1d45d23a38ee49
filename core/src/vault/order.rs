//! The owner's order of the accounts.

use std::collections::HashMap;

use super::commit::Change;
use super::kept::Kept;
use super::{ChangeError, Reason, Vault};
use crate::account::AccountId;
use crate::time::UnixMillis;

impl Vault {
    /// Puts the accounts (without the trash) into this order.
    ///
    /// # Errors
    /// [`ChangeError::Order`] when it does not name each exactly once; nothing was changed then.
    pub fn arrange(&mut self, order: &[AccountId], now: UnixMillis) -> Result<(), ChangeError> {
        let places: HashMap<AccountId, i64> = order.iter().copied().zip(0..).collect();
        let names_each = self.live.iter().all(|kept| places.contains_key(&kept.id));
        if !names_each || places.len() != order.len() || order.len() != self.live.len() {
            return Err(ChangeError::Order);
        }
        let moved = self.live.iter().filter(|kept| places[&kept.id] != kept.order);
        let accounts: Vec<Kept> =
            moved.map(|kept| Kept { order: places[&kept.id], ..kept.duplicate() }).collect();
        if accounts.is_empty() {
            return Ok(());
        }
        let ids: Vec<AccountId> = accounts.iter().map(|kept| kept.id).collect();
        let undo = Some(self.entry(Reason::Arrange, now, ids));
        self.commit(Change { accounts, undo, ..Change::default() })
    }
}
