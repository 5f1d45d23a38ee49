//! Accounts.

use super::{AccountId, UnixMillis};

pub(crate) type Favourite = aikotoba_core::account::Favourite;

/// Whether an account stands before the others.
#[uniffi::remote(Enum)]
pub enum Favourite {
    /// It does.
    Yes,
    /// It does not.
    No,
}

pub(crate) type Algorithm = aikotoba_core::otp::Algorithm;

/// The hash inside the HMAC (RFC 6238 §1.2).
#[uniffi::remote(Enum)]
pub enum Algorithm {
    /// HMAC-SHA-1, what nearly every site uses; safe here, as RFC 4226 appendix B.2 argues.
    Sha1,
    /// HMAC-SHA-256.
    Sha256,
    /// HMAC-SHA-512.
    Sha512,
}

pub(crate) type AccountState = aikotoba_core::screens::account::AccountState;

/// An account on its screen. Its key is not here.
#[uniffi::remote(Record)]
pub struct AccountState {
    /// Which.
    pub id: AccountId,
    /// What its owner may change.
    pub details: AccountDetails,
    /// One character that stands for it.
    pub monogram: String,
    /// What moves its code on.
    pub kind: AccountKind,
    /// The hash inside the HMAC.
    pub algorithm: Algorithm,
    /// How many characters a code has.
    pub digits: u8,
    /// When it was added to a vault for the first time.
    pub added: UnixMillis,
    /// When its owner said that the site took a code of it.
    pub confirmed: Option<UnixMillis>,
    /// When it was put into the trash.
    pub trashed: Option<UnixMillis>,
}

pub(crate) type AccountDetails = aikotoba_core::screens::account::AccountDetails;

/// What the owner of an account may change.
#[uniffi::remote(Record)]
pub struct AccountDetails {
    /// Who asks for its codes; may be empty.
    pub issuer: String,
    /// Which of that site's accounts it is; may be empty.
    pub label: String,
    /// The owner's own words; may be empty.
    pub note: String,
    /// The group that it is in; an empty name is none.
    pub group: Option<String>,
    /// Whether it stands before the others.
    pub favourite: Favourite,
    /// The owner's colour: an index into the palette.
    pub colour: Option<u8>,
}

pub(crate) type AccountKind = aikotoba_core::screens::account::AccountKind;

/// What moves an account's code on.
#[uniffi::remote(Enum)]
pub enum AccountKind {
    /// Time.
    Totp {
        /// For how many seconds one code holds.
        period: u32,
    },
    /// A counter.
    Hotp {
        /// The next one.
        counter: u64,
    },
    /// Steam's own, every 30 s.
    Steam,
}

pub(crate) type TrashState = aikotoba_core::screens::trash::TrashState;

/// The trash. Nothing leaves it by itself.
#[uniffi::remote(Record)]
pub struct TrashState {
    /// What was put there, the latest first.
    pub rows: Vec<TrashRow>,
}

pub(crate) type TrashRow = aikotoba_core::screens::trash::TrashRow;

/// One account in the trash. It shows no code.
#[uniffi::remote(Record)]
pub struct TrashRow {
    /// Which.
    pub id: AccountId,
    /// Who asks for its codes; may be empty.
    pub issuer: String,
    /// Which of that site's accounts it is; may be empty.
    pub label: String,
    /// One character that stands for it.
    pub monogram: String,
    /// The owner's colour.
    pub colour: Option<u8>,
    /// When it was put there.
    pub trashed: UnixMillis,
}
