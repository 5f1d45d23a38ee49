//! Accounts that the tests of enrolment and screens share.

use crate::account::{Account, AccountId, Issuer, Label};
use crate::otp::{Algorithm, Digits, MovingFactor, Otp, Period};
use crate::secret::Secret;
use crate::time::UnixMillis;
use crate::vault::StoredAccount;

/// The SHA-1 key of RFC 6238, appendix B.
const KEY: &[u8] = b"12345678901234567890";

/// An account with the key of RFC 6238, six digits and 30 s; `number` is its identifier.
pub(crate) fn kept(number: u8, issuer: &str, label: &str) -> StoredAccount {
    kept_with(number, issuer, label, KEY, MovingFactor::Totp { period: Period::DEFAULT })
}

/// An account with the given key and kind.
pub(crate) fn kept_with(
    number: u8,
    issuer: &str,
    label: &str,
    key: &[u8],
    kind: MovingFactor,
) -> StoredAccount {
    let otp = Otp::new(Secret::new(key.to_vec()), Algorithm::Sha1, Digits::DEFAULT, kind).unwrap();
    let (issuer, label) = (Issuer::new(issuer).unwrap(), Label::new(label).unwrap());
    let account = Account::new(issuer, label, otp, UnixMillis(0));
    StoredAccount::new(AccountId::from_bytes([number; 16]), account, number.into())
}
