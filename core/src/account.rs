//! An account: whose codes these are, and what makes them.

mod form;
pub(crate) mod matching;
mod name;

pub use form::{FormError, KnownForm};
pub use name::{Issuer, Label, NameError};

use std::fmt;

use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};

use crate::crypto::random::{Random, Unavailable, make_array};
use crate::otp::Otp;
use crate::time::UnixMillis;

/// One account, as a site gave it and as its owner arranged it.
///
/// Not `Clone`, since it holds a key: [`Account::duplicate`] is the deliberate copy.
#[derive(Debug, PartialEq)]
pub struct Account {
    /// Who asks for the codes, such as "Amazon"; may be empty.
    pub issuer: Issuer,
    /// Which of that site's accounts this is, mostly an e-mail address; may be empty.
    pub label: Label,
    /// The names that it came with, once its owner gave it others: it is known by them when the
    /// same account comes in again.
    pub original: Option<OriginalName>,
    /// What makes the codes.
    pub otp: Otp,
    /// Parameters of the key URI that mean nothing to us, decoded, in their order: they are written
    /// back as they came.
    pub parameters: Vec<(String, String)>,
    /// The owner's own words; may be empty.
    pub note: String,
    /// The group that the owner put it in, by name.
    pub group: Option<String>,
    /// Whether it stands before the others.
    pub favourite: Favourite,
    /// The owner's colour for it: an index into the palette that the shells draw.
    pub colour: Option<u8>,
    /// When it was added to a vault for the first time.
    pub added: UnixMillis,
    /// Whether the site is known to have taken a code of it.
    pub confirmation: Confirmation,
    /// Fields that a newer version wrote and this one does not know; written back as they came.
    pub unknown: serde_json::Map<String, serde_json::Value>,
}

/// The names that an account came with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OriginalName {
    /// The issuer.
    pub issuer: Issuer,
    /// The label.
    pub label: Label,
}

/// Whether an account stands before the others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Favourite {
    /// It does.
    Yes,
    /// It does not.
    #[default]
    No,
}

/// Whether the site is known to have taken a code of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confirmation {
    /// Nobody has said so yet: the code was shown, the site may still refuse it.
    Unconfirmed,
    /// The owner said so, or it came from a vault in use.
    Confirmed {
        /// When.
        at: UnixMillis,
    },
}

impl Account {
    /// An account as a site gives it: nothing arranged yet, not confirmed.
    pub fn new(issuer: Issuer, label: Label, otp: Otp, added: UnixMillis) -> Self {
        Self {
            issuer,
            label,
            original: None,
            otp,
            parameters: Vec::new(),
            note: String::new(),
            group: None,
            favourite: Favourite::No,
            colour: None,
            added,
            confirmation: Confirmation::Unconfirmed,
            unknown: serde_json::Map::new(),
        }
    }

    /// Whether both make the same codes ([`Otp::is_same_as`]).
    pub fn is_same_as(&self, other: &Self) -> bool {
        self.otp.is_same_as(&other.otp)
    }

    /// Whether a person would take both for the same account by their names.
    pub fn is_called_like(&self, other: &Self) -> bool {
        self.issuer.is_like(&other.issuer) && self.label.is_like(&other.label)
    }

    /// Gives it other names. Those that it came with are kept.
    pub fn rename(&mut self, issuer: Issuer, label: Label) {
        if (&issuer, &label) == (&self.issuer, &self.label) {
            return;
        }
        let issuer = std::mem::replace(&mut self.issuer, issuer);
        let label = std::mem::replace(&mut self.label, label);
        self.original.get_or_insert(OriginalName { issuer, label });
    }

    /// Whether one of them came under the name of the other, whatever both are called now.
    pub fn came_as(&self, other: &Self) -> bool {
        let theirs = other.known_names();
        self.known_names().iter().any(|name| theirs.contains(name))
    }

    /// The names that it goes by and came with, the present one first, each the same for all names
    /// that a person takes for the same.
    pub(crate) fn known_names(&self) -> Vec<(String, String)> {
        let original = self.original.iter().map(|name| (name.issuer.fold(), name.label.fold()));
        std::iter::once(self.folded_name()).chain(original).collect()
    }

    /// A value that is the same for all accounts that are called alike.
    pub(crate) fn folded_name(&self) -> (String, String) {
        (self.issuer.fold(), self.label.fold())
    }

    /// A second copy with a key of its own to wipe.
    #[must_use]
    pub fn duplicate(&self) -> Self {
        Self {
            issuer: self.issuer.clone(),
            label: self.label.clone(),
            original: self.original.clone(),
            otp: self.otp.duplicate(),
            parameters: self.parameters.clone(),
            note: self.note.clone(),
            group: self.group.clone(),
            favourite: self.favourite,
            colour: self.colour,
            added: self.added,
            confirmation: self.confirmation,
            unknown: self.unknown.clone(),
        }
    }
}

/// Names an account within its vault for good: 128 random bits, written as 32 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct AccountId([u8; 16]);

impl AccountId {
    /// Draws a new one.
    ///
    /// # Errors
    /// [`Unavailable`] when there is no randomness to be had.
    pub fn make(random: &dyn Random) -> Result<Self, Unavailable> {
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

    /// Reads 32 hexadecimal digits in either case.
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
    fn an_account_is_known_by_the_name_that_it_came_with() {
        let read = |uri| crate::otpauth::parse(uri, UnixMillis(0)).unwrap();
        let name = |issuer, label| (Issuer::new(issuer).unwrap(), Label::new(label).unwrap());
        let as_it_came = read("otpauth://totp/Shop:me?secret=GE");
        let mut account = as_it_came.duplicate();
        let (issuer, label) = name("Shop", "me");
        account.rename(issuer, label);
        assert_eq!(account.original, None);
        for (issuer, label) in [name("Other", "me"), name("Other", "you")] {
            account.rename(issuer, label);
            assert!(account.came_as(&as_it_came) && as_it_came.came_as(&account));
        }
        assert!(account.came_as(&read("otpauth://totp/Other:YOU?secret=GE")));
        assert!(!account.came_as(&read("otpauth://totp/Other:me?secret=GE")));
    }

    #[test]
    fn an_identifier_is_read_back_from_its_text() {
        let id = AccountId::from_bytes([0xab; 16]);
        assert_eq!(AccountId::parse(&id.to_string()), Some(id));
        assert_eq!(AccountId::parse(&id.to_string().to_uppercase()), Some(id));
        assert_eq!(AccountId::parse("abab"), None);
    }
}
