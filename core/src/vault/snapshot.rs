//! Before-images: each change that a person sees keeps what it replaced, sealed, so that it can be
//! undone.

use serde::{Deserialize, Serialize};

use super::{ChangeError, Vault};
use crate::time::UnixMillis;

/// Why accounts were changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// An account was added.
    Add,
    /// An account was edited.
    Edit,
    /// The order was changed.
    Arrange,
    /// An account was put into the trash.
    Discard,
    /// An account was taken out of the trash.
    Recover,
    /// Accounts came from another app.
    Import,
    /// Accounts came from a backup.
    Restore,
    /// A newer version's reason.
    #[serde(other)]
    Other,
}

/// A change that can be undone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undoable {
    /// Why it was made.
    pub reason: Reason,
    /// When.
    pub at: UnixMillis,
    /// How many accounts it concerned.
    pub accounts: usize,
}

impl Vault {
    /// Undoes the latest change, and says which it was.
    ///
    /// No key is lost by it: an account that the change had added moves to the trash, and so does
    /// a copy of one whose key the change had replaced. HOTP counters never go back, confirmations
    /// stay.
    ///
    /// # Errors
    /// [`ChangeError::NothingToUndo`], or one per other cause; nothing was changed then.
    pub fn undo(&mut self, _now: UnixMillis) -> Result<Undoable, ChangeError> {
        unimplemented!()
    }
}
