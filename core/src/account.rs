//! An account: its names, its key, and how the user arranged it.

mod form;
mod groups;
pub(crate) mod matching;
mod name;

pub use form::{AccountForm, AccountFormError};
pub use groups::AccountGroups;
pub use name::{Issuer, Label, NameError};

use std::fmt;

use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};

use crate::crypto::random::{Random, RandomError, make_array};
use crate::otp::Otp;
use crate::time::UnixMillis;

/// One account: what the site provided, and how the user arranged it.
///
/// Not `Clone`, because it holds a key; copy it explicitly with [`Account::duplicate`].
#[derive(Debug, PartialEq)]
pub struct Account {
    /// The site, such as "Amazon"; may be empty.
    pub issuer: Issuer,
    /// The account at that site, usually an e-mail address; may be empty.
    pub label: Label,
    /// The names from before the user renamed it. The account is recognised by them when it is
    /// imported again.
    pub original: Option<OriginalName>,
    /// The key and the parameters that generate the codes.
    pub otp: Otp,
    /// Unknown parameters of the key URI, decoded and in order; they are written back unchanged.
    pub parameters: Vec<(String, String)>,
    /// The user's note; may be empty.
    pub note: String,
    /// The groups that the user put it in.
    pub groups: AccountGroups,
    /// Whether it is listed before the others.
    pub favourite: Favourite,
    /// The user's colour for it: an index into the palette of the user interface.
    pub colour: Option<u8>,
    /// When it was first added to a vault.
    pub added: UnixMillis,
    /// Whether the site is known to have accepted one of its codes.
    pub confirmation: Confirmation,
    /// Unknown fields that a newer version wrote; they are written back unchanged.
    pub unknown: serde_json::Map<String, serde_json::Value>,
}

/// The original names of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OriginalName {
    /// The issuer.
    pub issuer: Issuer,
    /// The label.
    pub label: Label,
}

/// Whether an account is listed before the others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Favourite {
    /// It is a favourite.
    Yes,
    /// It is not a favourite.
    #[default]
    No,
}

/// Whether the site is known to have accepted a code of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confirmation {
    /// Not confirmed: codes were shown, but the site may still reject them.
    Unconfirmed,
    /// The user confirmed it, or it was imported from an app where it was in use.
    Confirmed {
        /// When it was confirmed.
        at: UnixMillis,
    },
}

impl Account {
    /// A new account as the site provided it: not arranged, not confirmed.
    pub fn new(issuer: Issuer, label: Label, otp: Otp, added: UnixMillis) -> Self {
        Self {
            issuer,
            label,
            original: None,
            otp,
            parameters: Vec::new(),
            note: String::new(),
            groups: AccountGroups::default(),
            favourite: Favourite::No,
            colour: None,
            added,
            confirmation: Confirmation::Unconfirmed,
            unknown: serde_json::Map::new(),
        }
    }

    /// Whether both generate the same codes ([`Otp::is_same_as`]).
    pub fn is_same_as(&self, other: &Self) -> bool {
        self.otp.is_same_as(&other.otp)
    }

    /// Whether both have names that a user would consider the same.
    pub fn has_same_name(&self, other: &Self) -> bool {
        self.issuer.is_like(&other.issuer) && self.label.is_like(&other.label)
    }

    /// Changes the names, and keeps the original ones.
    pub fn rename(&mut self, issuer: Issuer, label: Label) {
        if (&issuer, &label) == (&self.issuer, &self.label) {
            return;
        }
        let issuer = std::mem::replace(&mut self.issuer, issuer);
        let label = std::mem::replace(&mut self.label, label);
        self.original.get_or_insert(OriginalName { issuer, label });
    }

    /// Whether one of them was added under a current or original name of the other.
    pub fn was_imported_as(&self, other: &Self) -> bool {
        let theirs = other.known_names();
        self.known_names().iter().any(|name| theirs.contains(name))
    }

    /// The current name, then the original one, both folded: names that a user would consider the
    /// same give equal values.
    pub(crate) fn known_names(&self) -> Vec<(String, String)> {
        let original = self.original.iter().map(|name| (name.issuer.fold(), name.label.fold()));
        std::iter::once(self.folded_name()).chain(original).collect()
    }

    /// The folded name: equal for all accounts whose names a user would consider the same.
    pub(crate) fn folded_name(&self) -> (String, String) {
        (self.issuer.fold(), self.label.fold())
    }

    /// An explicit copy; its key is zeroed separately on drop.
    #[must_use]
    pub fn duplicate(&self) -> Self {
        Self {
            issuer: self.issuer.clone(),
            label: self.label.clone(),
            original: self.original.clone(),
            otp: self.otp.duplicate(),
            parameters: self.parameters.clone(),
            note: self.note.clone(),
            groups: self.groups.clone(),
            favourite: self.favourite,
            colour: self.colour,
            added: self.added,
            confirmation: self.confirmation,
            unknown: self.unknown.clone(),
        }
    }
}

/// The permanent identifier of an account within its vault: 128 random bits, written as 32
/// hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct AccountId([u8; 16]);

impl AccountId {
    /// Makes a new random identifier.
    ///
    /// # Errors
    /// [`RandomError`] when the random generator failed.
    pub fn make(random: &dyn Random) -> Result<Self, RandomError> {
        make_array(random).map(Self)
    }

    /// The identifier with these bytes.
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// Its bytes.
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }

    /// Parses 32 hexadecimal digits in either case.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = data_encoding::HEXLOWER_PERMISSIVE.decode(text.as_bytes()).ok()?;
        bytes.try_into().ok().map(Self)
    }
}

impl From<AccountId> for String {
    fn from(id: AccountId) -> Self {
        id.to_string()
    }
}

impl TryFrom<String> for AccountId {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or("an identifier has 32 hexadecimal digits")
    }
}

impl From<&AccountId> for crate::fault::Fact {
    fn from(id: &AccountId) -> Self {
        Self::Text(id.to_string())
    }
}

impl fmt::Display for AccountId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&HEXLOWER.encode(&self.0))
    }
}

impl fmt::Debug for AccountId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AccountId({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_is_recognised_by_its_original_name() {
        let read = |uri| crate::otpauth::parse(uri, UnixMillis(0)).unwrap();
        let name = |issuer, label| (Issuer::new(issuer).unwrap(), Label::new(label).unwrap());
        let as_it_came = read("otpauth://totp/Shop:me?secret=GE");
        let mut account = as_it_came.duplicate();
        let (issuer, label) = name("Shop", "me");
        account.rename(issuer, label);
        assert_eq!(account.original, None);
        for (issuer, label) in [name("Other", "me"), name("Other", "you")] {
            account.rename(issuer, label);
            assert!(account.was_imported_as(&as_it_came) && as_it_came.was_imported_as(&account));
        }
        assert!(account.was_imported_as(&read("otpauth://totp/Other:YOU?secret=GE")));
        assert!(!account.was_imported_as(&read("otpauth://totp/Other:me?secret=GE")));
    }

    #[test]
    fn an_identifier_is_read_back_from_its_text() {
        let id = AccountId::from_bytes([0xab; 16]);
        assert_eq!(AccountId::parse(&id.to_string()), Some(id));
        assert_eq!(AccountId::parse(&id.to_string().to_uppercase()), Some(id));
        assert_eq!(AccountId::parse("abab"), None);
    }
}
