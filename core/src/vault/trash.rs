//! The trash: an account leaves in two steps, and the first can be taken back for ever.

use super::commit::Change;
use super::kept::Kept;
use super::{ChangeError, Reason, Vault};
use crate::account::AccountId;
use crate::time::UnixMillis;

impl Vault {
    /// Puts an account into the trash.
    ///
    /// # Errors
    /// [`ChangeError::NoSuchAccount`], or one per other cause; nothing was changed then.
    pub fn discard(&mut self, id: AccountId, now: UnixMillis) -> Result<(), ChangeError> {
        let kept = self.live.iter().find(|kept| kept.id == id);
        let kept = kept.ok_or(ChangeError::NoSuchAccount)?;
        let accounts = vec![Kept { trashed: Some(now), ..kept.duplicate() }];
        let undo = Some(self.entry(Reason::Discard, now, [id]));
        self.commit(Change { accounts, undo, ..Change::default() })
    }

    /// Takes an account out of the trash, to its old place.
    ///
    /// # Errors
    /// [`ChangeError::NoSuchAccount`], or one per other cause; nothing was changed then.
    pub fn recover(&mut self, id: AccountId, now: UnixMillis) -> Result<(), ChangeError> {
        let accounts = vec![Kept { trashed: None, ..self.in_trash(id)?.duplicate() }];
        let undo = Some(self.entry(Reason::Recover, now, [id]));
        self.commit(Change { accounts, undo, ..Change::default() })
    }

    /// Removes an account in the trash for good, from what undo keeps as well. It can't be undone.
    ///
    /// # Errors
    /// [`ChangeError::NoSuchAccount`] also while it is not in the trash; nothing was changed then.
    pub fn purge(&mut self, id: AccountId) -> Result<(), ChangeError> {
        self.in_trash(id)?;
        let mut change = Change { gone: vec![*id.as_bytes()], ..Change::default() };
        for (row, entry) in self.journal.of(id) {
            match entry.without(id) {
                Some(rest) => change.redone.push((row, rest)),
                None => change.undone.push(row),
            }
        }
        self.commit(change)
    }

    fn in_trash(&self, id: AccountId) -> Result<&Kept, ChangeError> {
        self.trash.iter().find(|kept| kept.id == id).ok_or(ChangeError::NoSuchAccount)
    }
}
