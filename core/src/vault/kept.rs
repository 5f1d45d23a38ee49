//! An account as the vault keeps it.

use crate::account::{Account, AccountId};
use crate::time::UnixMillis;

/// An account with its place in the vault.
#[derive(Debug, PartialEq)]
pub struct Kept {
    /// Its name within the vault for good.
    pub id: AccountId,
    /// The account itself.
    pub account: Account,
    /// When it was put into the trash; `None` while it is in use.
    pub trashed: Option<UnixMillis>,
}
