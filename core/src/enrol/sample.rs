//! Accounts that the tests of enrolment and screens share.

use crate::account::{Account, AccountId, Issuer, Label};
use crate::otp::{Algorithm, Digits, Kind, Otp, Period};
use crate::secret::Secret;
use crate::time::UnixMillis;
use crate::vault::Kept;

/// RFC 6238 appendix B's key for SHA-1.
const KEY: &[u8] = b"12345678901234567890";

/// An account with RFC 6238's key, six digits and 30 s, identified by a number.
pub(crate) fn kept(number: u8, issuer: &str, label: &str) -> Kept {
    kept_with(number, issuer, label, KEY, Kind::Totp { period: Period::DEFAULT })
}

/// An account with a key and a kind of its own.
pub(crate) fn kept_with(number: u8, issuer: &str, label: &str, key: &[u8], kind: Kind) -> Kept {
    let otp = Otp::new(Secret::new(key.to_vec()), Algorithm::Sha1, Digits::DEFAULT, kind).unwrap();
    let (issuer, label) = (Issuer::new(issuer).unwrap(), Label::new(label).unwrap());
    let account = Account::new(issuer, label, otp, UnixMillis(0));
    Kept::new(AccountId::from_bytes([number; 16]), account, number.into())
}
