//! The groups that the list can be filtered by, in the user's order.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::screens::start::Offered;
use crate::vault::{StoredAccount, ordered_groups};

/// A group that the list can be filtered by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupTab {
    /// The group's name.
    pub name: String,
    /// The number of accounts in it.
    pub accounts: u32,
    /// Whether the list is filtered by it.
    pub is_chosen: bool,
    /// Whether it can be moved before the previous one.
    pub earlier: Offered,
    /// Whether it can be moved after the next one.
    pub later: Offered,
}

/// Where the user moves a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupMove {
    /// Before the previous group.
    Earlier,
    /// After the next group.
    Later,
}

/// The new position of a moved group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GroupPlace {
    /// Unchanged: there is no group on that side, or no such group.
    Same,
    /// Before the group of this name.
    Before(String),
    /// After all others.
    Last,
}

/// The groups that have accounts; `order` is the user's order.
pub(super) fn tabs(
    accounts: &[StoredAccount],
    order: &[String],
    chosen: Option<&str>,
) -> Vec<GroupTab> {
    let mut sizes: HashMap<&str, u32> = HashMap::new();
    for group in accounts.iter().flat_map(|kept| kept.account.groups.names()) {
        *sizes.entry(group.as_str()).or_default() += 1;
    }
    let shown = ordered_groups(order, accounts);
    let mut tabs: Vec<GroupTab> = shown
        .into_iter()
        .filter_map(|name| {
            // Each name only once, even if the stored order has it twice.
            let accounts = sizes.remove(name)?;
            let is_chosen = chosen == Some(name);
            let (earlier, later) = (Offered::Yes, Offered::Yes);
            Some(GroupTab { name: name.to_owned(), accounts, is_chosen, earlier, later })
        })
        .collect();
    if let Some(first) = tabs.first_mut() {
        first.earlier = Offered::No;
    }
    if let Some(last) = tabs.last_mut() {
        last.later = Offered::No;
    }
    tabs
}

/// The new position of a group that the user moves by one place among the groups that have
/// accounts. `order` is the user's order.
pub fn moved_group(
    accounts: &[StoredAccount],
    order: &[String],
    name: &str,
    to: GroupMove,
) -> GroupPlace {
    let tabs = tabs(accounts, order, None);
    let Some(from) = tabs.iter().position(|tab| tab.name == name) else { return GroupPlace::Same };
    let before = match to {
        GroupMove::Earlier => from.checked_sub(1),
        GroupMove::Later if from + 1 < tabs.len() => Some(from + 2),
        GroupMove::Later => None,
    };
    match before {
        None => GroupPlace::Same,
        Some(place) => {
            tabs.get(place).map_or(GroupPlace::Last, |tab| GroupPlace::Before(tab.name.clone()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::AccountGroups;
    use crate::enrol::sample::kept;

    /// Accounts in these groups, each separated by a plus sign.
    fn grouped(groups: &[&str]) -> Vec<StoredAccount> {
        let account = |(at, group): (u8, &&str)| {
            let mut one = kept(at, "Amazon", group);
            one.account.groups = AccountGroups::named(group.split('+'));
            one
        };
        (0..).zip(groups).map(account).collect()
    }

    #[test]
    fn the_groups_have_the_users_order_and_new_ones_follow() {
        let accounts = grouped(&["家+店", "店", "仕事"]);
        let order = ["店", "空", "仕事", "店"].map(str::to_owned);
        let tabs = tabs(&accounts, &order, Some("店"));
        let shown: Vec<_> = tabs.iter().map(|tab| (tab.name.as_str(), tab.accounts)).collect();
        assert_eq!(shown, [("店", 2), ("仕事", 1), ("家", 1)]);
        let moves: Vec<_> = tabs.iter().map(|tab| (tab.earlier, tab.later)).collect();
        let (yes, no) = (Offered::Yes, Offered::No);
        assert_eq!(moves, [(no, yes), (yes, yes), (yes, no)]);
        assert_eq!(tabs.iter().filter(|tab| tab.is_chosen).count(), 1);
    }

    #[test]
    fn a_group_moves_past_the_next_one_that_is_shown() {
        let accounts = grouped(&["a", "b", "c"]);
        let order = ["a", "empty", "b", "c"].map(str::to_owned);
        let moved = |name, to| moved_group(&accounts, &order, name, to);
        let before = |name: &str| GroupPlace::Before(name.to_owned());
        assert_eq!(moved("b", GroupMove::Earlier), before("a"));
        assert_eq!(moved("a", GroupMove::Later), before("c"));
        assert_eq!(moved("b", GroupMove::Later), GroupPlace::Last);
        assert_eq!(moved("a", GroupMove::Earlier), GroupPlace::Same);
        assert_eq!(moved("c", GroupMove::Later), GroupPlace::Same);
        assert_eq!(moved("empty", GroupMove::Later), GroupPlace::Same);
        assert_eq!(moved("gone", GroupMove::Earlier), GroupPlace::Same);
    }
}
