//! The order of the groups, chosen by the user.

use std::collections::HashSet;

use super::commit::VaultChange;
use super::stored_account::StoredAccount;
use super::{ChangeError, ChangeReason, Vault, VaultSettings};
use crate::time::UnixMillis;

impl Vault {
    /// The groups in the user's order: first those of the settings, then those that only accounts
    /// name.
    pub fn groups(&self) -> Vec<&str> {
        ordered_groups(&self.settings.groups, &self.live)
    }

    /// Moves a group before another one; `None` moves it to the end. The settings then have the
    /// order of all groups. Undo reverts it as one change.
    ///
    /// # Errors
    /// [`ChangeError::NoSuchGroup`] when there is no group with one of these names, or one variant
    /// per other cause; nothing was changed.
    pub fn move_group_before(
        &mut self,
        group: &str,
        before: Option<&str>,
        now: UnixMillis,
    ) -> Result<(), ChangeError> {
        let old = self.groups();
        let place = |order: &[&str], name| order.iter().position(|other| *other == name);
        let from = place(&old, group).ok_or(ChangeError::NoSuchGroup)?;
        let mut order = old.clone();
        order.remove(from);
        let to = match before {
            Some(other) if other == group => from,
            Some(other) => place(&order, other).ok_or(ChangeError::NoSuchGroup)?,
            None => order.len(),
        };
        order.insert(to, group);
        if order == old {
            return Ok(());
        }
        let groups = order.into_iter().map(str::to_owned).collect();
        let mut undo = self.undo_record(ChangeReason::ArrangeGroups, now, []);
        undo.settings = Some(self.settings.to_undo());
        let settings = Some(VaultSettings { groups, ..self.settings.clone() });
        self.commit(VaultChange { settings, undo: Some(undo), ..VaultChange::default() })
    }
}

/// The groups in this order, followed by those that only these accounts name.
pub(crate) fn ordered_groups<'a>(
    order: &'a [String],
    accounts: &'a [StoredAccount],
) -> Vec<&'a str> {
    let mut groups: Vec<&str> = order.iter().map(String::as_str).collect();
    let mut known: HashSet<&str> = groups.iter().copied().collect();
    let named = accounts.iter().flat_map(|kept| kept.account.groups.names()).map(String::as_str);
    groups.extend(named.filter(|group| known.insert(group)));
    groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::{Account, AccountGroups};
    use crate::vault::UndoableChange;
    use crate::vault::test_support::{account, made, unlock};

    const NOW: UnixMillis = UnixMillis(1);

    /// A vault whose accounts are in these groups.
    fn grouped(folder: &std::path::Path, groups: &[&str]) -> Vault {
        let mut vault = made(folder);
        for group in groups {
            let account = Account { groups: AccountGroups::named([group]), ..account(group) };
            vault.add(account, NOW).unwrap();
        }
        vault
    }

    #[test]
    fn a_group_moves_before_another_or_to_the_end_and_stays_there() {
        let folder = tempfile::tempdir().unwrap();
        let mut vault = grouped(folder.path(), &["店", "家", "仕事"]);
        vault.move_group_before("仕事", Some("店"), NOW).unwrap();
        assert_eq!(vault.groups(), ["仕事", "店", "家"]);
        vault.move_group_before("店", None, NOW).unwrap();
        drop(vault);
        let vault = unlock(folder.path());
        assert_eq!(vault.groups(), ["仕事", "家", "店"]);
        assert_eq!(vault.settings().groups, ["仕事", "家", "店"]);
    }

    #[test]
    fn a_moved_group_is_one_change_which_undo_reverts() {
        let folder = tempfile::tempdir().unwrap();
        let mut vault = grouped(folder.path(), &["a", "b"]);
        vault.move_group_before("b", Some("a"), UnixMillis(5)).unwrap();
        drop(vault);
        let mut vault = unlock(folder.path());
        let moved =
            UndoableChange { reason: ChangeReason::ArrangeGroups, at: UnixMillis(5), accounts: 0 };
        assert_eq!(vault.undo(UnixMillis(6)), Ok(moved));
        assert_eq!(vault.groups(), ["a", "b"]);
        assert_eq!(vault.last_change().unwrap().reason, ChangeReason::Add);
    }

    #[test]
    fn a_deleted_account_does_not_take_the_record_of_a_moved_group_with_it() {
        let folder = tempfile::tempdir().unwrap();
        let mut vault = grouped(folder.path(), &["a", "b", "c"]);
        let gone = vault.accounts()[2].id;
        vault.discard(gone, NOW).unwrap();
        vault.move_group_before("b", Some("a"), NOW).unwrap();
        vault.purge(gone).unwrap();
        assert_eq!(vault.undo(NOW).unwrap().reason, ChangeReason::ArrangeGroups);
        assert_eq!(vault.groups(), ["a", "b"]);
    }

    #[test]
    fn moving_an_unknown_group_or_to_the_same_position_changes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let mut vault = grouped(folder.path(), &["a", "b"]);
        let epoch = vault.epoch();
        assert_eq!(vault.move_group_before("x", None, NOW), Err(ChangeError::NoSuchGroup));
        assert_eq!(vault.move_group_before("a", Some("x"), NOW), Err(ChangeError::NoSuchGroup));
        vault.move_group_before("a", Some("a"), NOW).unwrap();
        vault.move_group_before("a", Some("b"), NOW).unwrap();
        vault.move_group_before("b", None, NOW).unwrap();
        assert_eq!((vault.epoch(), vault.settings().groups.len()), (epoch, 0));
    }

    #[test]
    fn a_group_without_accounts_keeps_its_place() {
        let folder = tempfile::tempdir().unwrap();
        let mut vault = grouped(folder.path(), &["a", "b"]);
        let groups = ["a", "empty", "b"].map(str::to_owned).into();
        vault.change_settings(VaultSettings { groups, ..vault.settings().clone() }).unwrap();
        vault.move_group_before("b", Some("a"), NOW).unwrap();
        assert_eq!(vault.groups(), ["b", "a", "empty"]);
    }
}
