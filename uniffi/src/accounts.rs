//! Accounts: view, edit, arrange, move to the trash and restore.

use aikotoba_core::account::{AccountId, Favourite};
use aikotoba_core::screens::account::{self, AccountDetails, AccountState};
use aikotoba_core::screens::codes::{GroupMove, GroupPlace, RowMove, RowPlace, moved_group};
use aikotoba_core::screens::trash::TrashState;
use aikotoba_core::time::UnixMillis;
use aikotoba_core::vault::ChangeError;

use crate::errors::CallResult;
use crate::types::ChangeRow;
use crate::vault::Vault;

#[uniffi::export]
impl Vault {
    /// The screen of an account, in use or in the trash. It does not contain the key.
    pub fn account_state(&self, id: AccountId) -> CallResult<AccountState> {
        self.with(|open| {
            let kept = open.vault.find(id).ok_or(ChangeError::NoSuchAccount)?;
            Ok(AccountState::of(kept))
        })
    }

    /// Changes an account's details; its key is unchanged.
    pub fn edit_account(
        &self,
        id: AccountId,
        details: AccountDetails,
        now: UnixMillis,
    ) -> CallResult<()> {
        self.with(|open| {
            let kept = open.vault.find(id).ok_or(ChangeError::NoSuchAccount)?;
            let edited = details.applied_to(&kept.account)?;
            open.change(|vault| vault.edit(id, edited, now))
        })
    }

    /// The groups, in the user's order.
    pub fn groups(&self) -> CallResult<Vec<String>> {
        self.with(|open| Ok(open.vault.groups().into_iter().map(str::to_owned).collect()))
    }

    /// Moves a row of the list. Does nothing if the row can't be moved.
    pub fn move_row(&self, id: AccountId, to: RowMove, now: UnixMillis) -> CallResult<()> {
        self.with(|open| {
            let settings = open.settings();
            let before = match open.screen.moved(open.vault.accounts(), &settings, id, to) {
                RowPlace::Same => return Ok(()),
                RowPlace::Before(other) => Some(other),
                RowPlace::Last => None,
            };
            open.change(|vault| vault.move_before(id, before, now))
        })
    }

    /// Moves a group by one place among those that have accounts. Does nothing if there is no group
    /// on that side.
    pub fn move_group(&self, name: String, to: GroupMove, now: UnixMillis) -> CallResult<()> {
        self.with(|open| {
            let (accounts, order) = (open.vault.accounts(), &open.vault.settings().groups);
            let before = match moved_group(accounts, order, &name, to) {
                GroupPlace::Same => return Ok(()),
                GroupPlace::Before(other) => Some(other),
                GroupPlace::Last => None,
            };
            open.change(|vault| vault.move_group_before(&name, before.as_deref(), now))
        })
    }

    /// Pins an account to the beginning of the list, or unpins it.
    pub fn set_favourite(
        &self,
        id: AccountId,
        favourite: Favourite,
        now: UnixMillis,
    ) -> CallResult<()> {
        self.with(|open| open.change(|vault| vault.set_favourite(id, favourite, now)))
    }

    /// Moves an account to the trash. Accounts are never removed from the trash automatically.
    pub fn discard(&self, id: AccountId, now: UnixMillis) -> CallResult<()> {
        self.with(|open| open.change(|vault| vault.discard(id, now)))
    }

    /// The trash.
    pub fn trash_state(&self) -> CallResult<TrashState> {
        self.with(|open| Ok(TrashState::new(open.vault.trashed())))
    }

    /// Takes an account out of the trash, to its previous position.
    pub fn recover(&self, id: AccountId, now: UnixMillis) -> CallResult<()> {
        self.with(|open| open.change(|vault| vault.recover(id, now)))
    }

    /// Deletes an account in the trash permanently. This can't be undone.
    pub fn purge(&self, id: AccountId) -> CallResult<()> {
        self.with(|open| open.change(|vault| vault.purge(id)))
    }

    /// The latest change that can be undone; none if there is none.
    pub fn last_change(&self) -> CallResult<Option<ChangeRow>> {
        self.with(|open| Ok(open.vault.last_change().map(ChangeRow::from)))
    }

    /// Undoes the latest change and returns it. No key is lost.
    pub fn undo(&self, now: UnixMillis) -> CallResult<ChangeRow> {
        self.with(|open| open.change(|vault| vault.undo(now)).map(ChangeRow::from))
    }
}

/// A list of groups with one more at its end, for the editor. An empty name, and one that is in the
/// list, changes nothing.
#[uniffi::export]
pub fn with_group(groups: Vec<String>, name: String) -> Vec<String> {
    account::with_group(groups, &name)
}

/// A list of groups without one of them, for the editor.
#[uniffi::export]
pub fn without_group(groups: Vec<String>, name: String) -> Vec<String> {
    account::without_group(groups, &name)
}
