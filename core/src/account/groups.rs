//! The groups of an account.

use std::collections::HashSet;

/// The names of an account's groups: different from each other, in order.
///
/// The first one has a meaning: programs that know only one group for an account show that one, and
/// formats that hold only one get it. Names that a person or another app gave are trimmed and not
/// empty. A name that an earlier version stored is kept as it is, because the digest of a backup
/// contains it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AccountGroups(Vec<String>);

impl AccountGroups {
    /// The groups with these names, without surrounding spaces, empty names and repetitions.
    pub fn named(names: impl IntoIterator<Item: AsRef<str>>) -> Self {
        let trimmed = names.into_iter().map(|name| name.as_ref().trim().to_owned());
        Self::distinct(trimmed.filter(|name| !name.is_empty()))
    }

    /// The groups as they are stored: the first one, and the others. Without a first one there are
    /// no others (docs/spec/account.md, "Groups").
    pub(crate) fn stored(first: Option<String>, others: Vec<String>) -> Self {
        match first {
            Some(first) => Self::distinct(std::iter::once(first).chain(others)),
            None => Self::default(),
        }
    }

    fn distinct(names: impl Iterator<Item = String>) -> Self {
        // A set, because a file of another app may list any number of names.
        let mut seen = HashSet::new();
        Self(names.filter(|name| seen.insert(name.clone())).collect())
    }

    /// These groups, followed by those of the other account that are not among them.
    #[must_use]
    pub fn merged_with(self, others: Self) -> Self {
        Self::distinct(self.0.into_iter().chain(others.0))
    }

    /// The names, in order.
    pub fn names(&self) -> &[String] {
        &self.0
    }

    /// The names, in order, without the set.
    pub fn into_names(self) -> Vec<String> {
        self.0
    }

    /// The first group; `None` if there is none.
    pub fn first(&self) -> Option<&str> {
        self.0.first().map(String::as_str)
    }

    /// The groups besides the first.
    pub fn others(&self) -> &[String] {
        self.0.get(1..).unwrap_or_default()
    }

    /// Whether the account is in this group.
    pub fn contains(&self, name: &str) -> bool {
        self.0.iter().any(|own| own == name)
    }

    /// Whether the account is in no group.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(names: &[&str]) -> AccountGroups {
        AccountGroups::named(names)
    }

    #[test]
    fn each_group_is_listed_once_in_the_order_of_its_first_mention() {
        let groups = named(&["店", " 仕入れ\u{3000}", "", "店 ", "  ", "家"]);
        assert_eq!(groups.names(), ["店", "仕入れ", "家"]);
        assert_eq!((groups.first(), groups.others().len()), (Some("店"), 2));
        assert!(groups.contains("家") && !groups.contains("仕入れ "));
    }

    #[test]
    fn without_groups_there_is_neither_a_first_one_nor_others() {
        let none = named(&["", " "]);
        assert!(none.is_empty() && none.first().is_none() && none.others().is_empty());
        assert_eq!(none, AccountGroups::default());
    }

    #[test]
    fn merged_groups_begin_with_those_that_were_there() {
        let merged = named(&["a", "b"]).merged_with(named(&["c", "a"]));
        assert_eq!(merged.names(), ["a", "b", "c"]);
    }

    #[test]
    fn stored_names_are_kept_as_they_are_and_without_a_first_one_there_are_none() {
        let stored = |first: Option<&str>, others: &[&str]| {
            let others = others.iter().map(|name| (*name).to_owned()).collect();
            AccountGroups::stored(first.map(str::to_owned), others)
        };
        assert_eq!(stored(Some(" x"), &["a", " x", "", "a"]).names(), [" x", "a", ""]);
        assert!(stored(None, &["a"]).is_empty());
        assert_eq!(stored(Some(""), &[]).first(), Some(""));
    }
}
