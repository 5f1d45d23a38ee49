//! The order of the accounts, chosen by the user.

use std::collections::HashMap;

use super::commit::VaultChange;
use super::stored_account::StoredAccount;
use super::{ChangeError, ChangeReason, Vault};
use crate::account::AccountId;
use crate::time::UnixMillis;

impl Vault {
    /// Sorts the accounts (without the trash) into this order.
    ///
    /// # Errors
    /// [`ChangeError::IncompleteOrder`] when the order does not name each account exactly once; nothing was
    /// changed.
    pub fn arrange(&mut self, order: &[AccountId], now: UnixMillis) -> Result<(), ChangeError> {
        let places: HashMap<AccountId, i64> =
            order.iter().copied().zip(places_of(&self.live)).collect();
        let names_each = self.live.iter().all(|kept| places.contains_key(&kept.id));
        if !names_each || places.len() != order.len() || order.len() != self.live.len() {
            return Err(ChangeError::IncompleteOrder);
        }
        let moved = self.live.iter().filter(|kept| places[&kept.id] != kept.order);
        let accounts: Vec<StoredAccount> = moved
            .map(|kept| StoredAccount { order: places[&kept.id], ..kept.duplicate() })
            .collect();
        if accounts.is_empty() {
            return Ok(());
        }
        let ids: Vec<AccountId> = accounts.iter().map(|kept| kept.id).collect();
        let undo = Some(self.undo_record(ChangeReason::Arrange, now, ids));
        self.commit(VaultChange { accounts, undo, ..VaultChange::default() })
    }

    /// Moves an account before another one; `None` moves it to the end.
    ///
    /// # Errors
    /// [`ChangeError::NoSuchAccount`] when one of them is not in use; nothing was changed.
    pub fn move_before(
        &mut self,
        id: AccountId,
        before: Option<AccountId>,
        now: UnixMillis,
    ) -> Result<(), ChangeError> {
        let mut order: Vec<AccountId> = self.live.iter().map(|kept| kept.id).collect();
        let place = |order: &[AccountId], id| order.iter().position(|other| *other == id);
        if before == Some(id) {
            return Ok(());
        }
        let from = place(&order, id).ok_or(ChangeError::NoSuchAccount)?;
        order.remove(from);
        let to = match before {
            Some(other) => place(&order, other).ok_or(ChangeError::NoSuchAccount)?,
            None => order.len(),
        };
        order.insert(to, id);
        self.arrange(&order, now)
    }
}

/// The current positions, each once. Reusing them means that swapping two accounts rewrites two
/// rows, and that an account recovered from the trash returns between its former neighbours.
fn places_of(live: &[StoredAccount]) -> impl Iterator<Item = i64> {
    let mut last = i64::MIN;
    live.iter().map(move |kept| {
        last = kept.order.max(last.saturating_add(1));
        last
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::{Account, AccountGroups};
    use crate::vault::VaultSettings;
    use crate::vault::test_support::{account, made};

    #[test]
    fn swapping_two_accounts_rewrites_two_rows() {
        let now = UnixMillis(1);
        let folder = tempfile::tempdir().unwrap();
        let mut vault = made(folder.path());
        let add = |label| vault.add(account(label), now).unwrap();
        let [a, b, c, d, e] = ["a", "b", "c", "d", "e"].map(add);
        vault.discard(a, now).unwrap();
        vault.arrange(&[b, d, c, e], now).unwrap();
        assert_eq!(vault.last_change().unwrap().accounts, 2);
        let ids: Vec<AccountId> = vault.accounts().iter().map(|kept| kept.id).collect();
        assert_eq!(ids, [b, d, c, e]);
        vault.recover(a, now).unwrap();
        assert_eq!(vault.accounts()[0].id, a);
    }

    #[test]
    fn an_account_moves_before_another_or_to_the_end() {
        let now = UnixMillis(1);
        let folder = tempfile::tempdir().unwrap();
        let mut vault = made(folder.path());
        let [a, b, c] = ["a", "b", "c"].map(|label| vault.add(account(label), now).unwrap());
        let mut order_after = |id, before| {
            vault.move_before(id, before, now).unwrap();
            vault.accounts().iter().map(|kept| kept.id).collect::<Vec<_>>()
        };
        assert_eq!(order_after(c, Some(a)), [c, a, b]);
        assert_eq!(order_after(c, None), [a, b, c]);
        assert_eq!(order_after(b, Some(b)), [a, b, c]);
        let gone = AccountId::from_bytes([1; 16]);
        assert_eq!(vault.move_before(a, Some(gone), now), Err(ChangeError::NoSuchAccount));
    }

    #[test]
    fn groups_are_in_the_users_order_without_duplicates() {
        let folder = tempfile::tempdir().unwrap();
        let mut vault = made(folder.path());
        for (label, group) in [("a", "B"), ("b", "A"), ("c", "B")] {
            let account = Account { groups: AccountGroups::named([group]), ..account(label) };
            vault.add(account, UnixMillis(1)).unwrap();
        }
        assert_eq!(vault.groups(), ["B", "A"]);
        let groups = ["A", "C"].map(str::to_owned).into();
        let settings = Some(VaultSettings { groups, ..vault.settings().clone() });
        vault.commit(VaultChange { settings, ..VaultChange::default() }).unwrap();
        assert_eq!(vault.groups(), ["A", "C", "B"]);
    }
}
