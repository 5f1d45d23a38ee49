//! An account that was read and is not kept.

use crate::account::{Account, AccountId};
use crate::time::UnixMillis;

/// An account that was read, with what is known of it where it comes from. Its group, note, colour
/// and counter are the account's own.
#[derive(Debug, PartialEq)]
pub struct Arrival {
    /// The account.
    pub(crate) account: Account,
    /// Its identifier, where it comes from a backup of ours.
    pub(crate) id: Option<AccountId>,
    /// When it was put into the trash there, if it was.
    pub(crate) trashed: Option<UnixMillis>,
    /// Its place there, where that says one.
    pub(crate) order: Option<i64>,
    /// What it is filed under there; the first is its group where it has none.
    pub(crate) tags: Vec<String>,
    /// Whether its codes were in use.
    pub(crate) standing: Standing,
    /// Which of several files, pictures or texts it stood in, counted from 1.
    pub(crate) input: usize,
}

/// Whether an account's codes were in use before it came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// In another app, or in a vault: the site takes them.
    InUse,
    /// A site's QR code or link: whether the site takes them is still to be seen.
    Fresh,
}

impl Arrival {
    /// An account of which nothing else is known.
    pub(crate) fn new(account: Account, standing: Standing) -> Self {
        let (id, trashed, order, tags) = (None, None, None, Vec::new());
        Self { account, id, trashed, order, tags, standing, input: 1 }
    }

    /// The account, filed as it was there: in the group that its first tag names, the other tags in
    /// its note, so that none is lost.
    pub(crate) fn filed(mut self) -> Self {
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
        let mut arrival = Arrival::new(account, Standing::InUse);
        arrival.tags = ["Work", "Shop", "Till"].map(str::to_owned).into();
        arrival.account.note = "till 2".to_owned();
        let mut filed = arrival.filed();
        assert_eq!(filed.account.group.as_deref(), Some("Work"));
        assert_eq!(filed.account.note, "till 2\n#Shop #Till");
        filed.tags = vec!["Work".to_owned()];
        assert_eq!(filed.filed().account.note, "till 2\n#Shop #Till");
    }
}
