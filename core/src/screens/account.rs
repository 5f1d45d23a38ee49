//! The screen of one account: its properties and what the user may change.

use serde::{Deserialize, Serialize};

use super::codes::monogram;
use crate::account::{
    Account, AccountGroups, AccountId, Confirmation, Favourite, Issuer, Label, NameError,
};
use crate::otp::{Algorithm, MovingFactor, Period};
use crate::time::UnixMillis;
use crate::vault::StoredAccount;

/// The screen of an account. It does not contain the key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountState {
    /// The account.
    pub id: AccountId,
    /// What the user may change.
    pub details: AccountDetails,
    /// One character that represents the account.
    pub monogram: String,
    /// What changes its code: time or a counter.
    pub kind: AccountKind,
    /// The hash inside the HMAC.
    pub algorithm: Algorithm,
    /// The number of characters in a code.
    pub digits: u8,
    /// When it was first added to a vault.
    pub added: UnixMillis,
    /// When the user confirmed that the site accepted a code.
    pub confirmed: Option<UnixMillis>,
    /// When it was moved to the trash.
    pub trashed: Option<UnixMillis>,
}

/// What the user may change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountDetails {
    /// The site or service; may be empty.
    pub issuer: String,
    /// The account name at that site; may be empty.
    pub label: String,
    /// The user's note; may be empty.
    pub note: String,
    /// The account's groups, in order; empty names are ignored.
    pub groups: Vec<String>,
    /// Whether it is pinned to the beginning of the list.
    pub favourite: Favourite,
    /// The user's colour: an index into the palette.
    pub colour: Option<u8>,
}

/// What changes an account's code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, strum::IntoStaticStr)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum AccountKind {
    /// Time.
    Totp {
        /// How long a code is valid, in seconds.
        period: u32,
    },
    /// A counter.
    Hotp {
        /// The counter of the next code.
        counter: u64,
    },
    /// Steam's own codes, which change every 30 s.
    Steam,
}

impl AccountKind {
    /// The kind's name in JSON and in key URIs.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// Seconds between two codes; `None` for codes that depend on a counter.
    pub fn period(self) -> Option<u32> {
        match self {
            Self::Totp { period } => Some(period),
            Self::Hotp { .. } => None,
            Self::Steam => Some(Period::DEFAULT.seconds()),
        }
    }

    /// The counter of the next code; `None` for codes that depend on the time.
    pub fn counter(self) -> Option<u64> {
        match self {
            Self::Hotp { counter } => Some(counter),
            Self::Totp { .. } | Self::Steam => None,
        }
    }
}

impl AccountState {
    /// The screen of an account, in use or in the trash.
    pub fn of(kept: &StoredAccount) -> Self {
        let Account { otp, added, confirmation, .. } = &kept.account;
        Self {
            id: kept.id,
            details: AccountDetails::of(&kept.account),
            monogram: monogram(&kept.account),
            kind: match otp.kind() {
                MovingFactor::Totp { period } => AccountKind::Totp { period: period.seconds() },
                MovingFactor::Hotp { counter } => AccountKind::Hotp { counter },
                MovingFactor::Steam => AccountKind::Steam,
            },
            algorithm: otp.algorithm(),
            digits: otp.digits().count(),
            added: *added,
            confirmed: match confirmation {
                Confirmation::Confirmed { at } => Some(*at),
                Confirmation::Unconfirmed => None,
            },
            trashed: kept.trashed,
        }
    }
}

impl AccountDetails {
    /// An account's details.
    pub fn of(account: &Account) -> Self {
        Self {
            issuer: account.issuer.to_string(),
            label: account.label.to_string(),
            note: account.note.clone(),
            groups: account.groups.names().to_vec(),
            favourite: account.favourite,
            colour: account.colour,
        }
    }

    /// The account with these details and otherwise unchanged.
    ///
    /// # Errors
    /// [`NameError`] if a name is too long.
    pub fn applied_to(self, account: &Account) -> Result<Account, NameError> {
        // Destructured without `..`, so that no new field is forgotten.
        let Self { issuer, label, note, groups, favourite, colour } = self;
        let mut edited = account.duplicate();
        edited.rename(Issuer::new(&issuer)?, Label::new(&label)?);
        note.trim().clone_into(&mut edited.note);
        edited.groups = AccountGroups::named(groups);
        edited.favourite = favourite;
        edited.colour = colour;
        Ok(edited)
    }
}

/// A list of groups with one more at its end, for the editor. An empty name, and one that is in the
/// list, changes nothing.
#[must_use]
pub fn with_group(mut groups: Vec<String>, name: &str) -> Vec<String> {
    let name = name.trim();
    if !name.is_empty() && !groups.iter().any(|group| group == name) {
        groups.push(name.to_owned());
    }
    groups
}

/// A list of groups without one of them, for the editor.
#[must_use]
pub fn without_group(mut groups: Vec<String>, name: &str) -> Vec<String> {
    groups.retain(|group| group != name);
    groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::enrol::sample::kept;

    #[test]
    fn details_are_read_and_applied_unchanged() {
        let one = kept(1, "Amazon", "me@example.com");
        let details = AccountState::of(&one).details;
        assert_eq!(details.applied_to(&one.account), Ok(one.account.duplicate()));
    }

    #[test]
    fn a_kind_states_what_changes_its_codes() {
        let kinds = [
            (AccountKind::Totp { period: 60 }, ("totp", Some(60), None)),
            (AccountKind::Hotp { counter: 7 }, ("hotp", None, Some(7))),
            (AccountKind::Steam, ("steam", Some(30), None)),
        ];
        for (kind, known) in kinds {
            assert_eq!((kind.name(), kind.period(), kind.counter()), known);
        }
    }

    #[test]
    fn an_edit_keeps_the_key_and_leaves_out_empty_and_repeated_groups() {
        let one = kept(1, "Amazon", "me");
        let mut details = AccountDetails::of(&one.account);
        details.label = "shop".to_owned();
        details.groups = ["店", "  ", " 仕入れ", "店"].map(str::to_owned).into();
        let edited = details.applied_to(&one.account).unwrap();
        assert!(edited.is_same_as(&one.account));
        assert_eq!((edited.label.as_str(), edited.groups.names().len()), ("shop", 2));
        assert_eq!(AccountDetails::of(&edited).groups, ["店", "仕入れ"]);
    }

    #[test]
    fn a_group_is_added_once_at_the_end_and_removed() {
        let groups = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        assert_eq!(with_group(groups(&["店"]), " 家\u{3000}"), ["店", "家"]);
        for name in ["", " ", "店", " 店 "] {
            assert_eq!(with_group(groups(&["店", "家"]), name), ["店", "家"], "{name:?}");
        }
        assert_eq!(without_group(groups(&["店", "家"]), "店"), ["家"]);
        assert_eq!(without_group(groups(&["店"]), "家"), ["店"]);
    }

    #[test]
    fn a_name_that_is_too_long_is_refused() {
        let one = kept(1, "Amazon", "me");
        let details =
            AccountDetails { issuer: "x".repeat(5000), ..AccountDetails::of(&one.account) };
        assert!(details.applied_to(&one.account).is_err());
    }
}
