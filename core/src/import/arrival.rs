//! An account that was read and is not yet in the vault.

use crate::account::{Account, AccountId};
use crate::time::UnixMillis;

/// An account that was read, with its metadata from the source. Group, note, colour and counter are
/// fields of the account itself.
#[derive(Debug, PartialEq)]
pub struct ImportedAccount {
    /// The account.
    pub(crate) account: Account,
    /// Its identifier, if it comes from our own backup.
    pub(crate) id: Option<AccountId>,
    /// When it was moved to the trash, if it was in the trash.
    pub(crate) trashed: Option<UnixMillis>,
    /// Its position in the source's list, if the source states one.
    pub(crate) order: Option<i64>,
    /// Its tags in the source. The first becomes the account's group if it has none.
    pub(crate) tags: Vec<String>,
    /// Whether the account's codes were already in use.
    pub(crate) standing: CodeUse,
    /// The index of the file, picture or text that contained it, counted from 1.
    pub(crate) input: usize,
    /// Whether the key is known to be complete.
    pub(crate) completeness: Completeness,
    /// Whether data of the source app was too large to be stored with it.
    pub(crate) is_shortened: bool,
}

/// Whether a value of a text file contains all that was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Completeness {
    /// Something follows it in the file.
    Whole,
    /// The file ends with it, so a truncated file would look the same.
    MaybeTruncated,
}

/// Whether an account's codes were in use before the import.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeUse {
    /// The account comes from another app or a vault: the site accepts its codes.
    InUse,
    /// The account comes from a site's QR code or link: it is not yet known whether the site
    /// accepts its codes.
    Fresh,
}

impl ImportedAccount {
    /// An account without metadata.
    pub(crate) fn new(account: Account, standing: CodeUse) -> Self {
        Self {
            account,
            id: None,
            trashed: None,
            order: None,
            tags: Vec::new(),
            standing,
            input: 1,
            completeness: Completeness::Whole,
            is_shortened: false,
        }
    }

    /// Whether the account has more groups than the one that an account can have here; the others
    /// are appended to its note.
    pub(crate) fn has_groups_for_note(&self) -> bool {
        let group = self.account.group.as_ref().or(self.tags.first());
        self.tags.iter().any(|tag| Some(tag) != group)
    }

    /// Applies the tags to the account: the first becomes its group, the others are appended to its
    /// note.
    pub(crate) fn with_tags_applied(mut self) -> Self {
        let mut tags = std::mem::take(&mut self.tags).into_iter();
        if self.account.group.is_none() {
            self.account.group = tags.next();
        }
        let group = self.account.group.as_deref();
        let rest: Vec<_> =
            tags.filter(|tag| Some(tag.as_str()) != group).map(|tag| format!("#{tag}")).collect();
        if !rest.is_empty() {
            let note = &mut self.account.note;
            if !note.is_empty() {
                note.push('\n');
            }
            note.push_str(&rest.join(" "));
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_tag_is_the_group_and_none_is_lost() {
        let account = crate::otpauth::parse("otpauth://totp/a?secret=GE", UnixMillis(0)).unwrap();
        let mut arrival = ImportedAccount::new(account, CodeUse::InUse);
        arrival.tags = ["Work", "Shop", "Till"].map(str::to_owned).into();
        arrival.account.note = "till 2".to_owned();
        let mut filed = arrival.with_tags_applied();
        assert_eq!(filed.account.group.as_deref(), Some("Work"));
        assert_eq!(filed.account.note, "till 2\n#Shop #Till");
        filed.tags = vec!["Work".to_owned()];
        assert_eq!(filed.with_tags_applied().account.note, "till 2\n#Shop #Till");
    }
}
