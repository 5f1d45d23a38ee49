//! QR codes that Google Authenticator reads.

use crate::account::Account;
use crate::crypto::random::{Random, Unavailable, make_array};
use crate::otpauth::migration::{self, Written};

/// Writes accounts as the texts of Google's QR codes, under a mark drawn at random. Those that
/// would come out changed are refused by name.
///
/// # Errors
/// [`Unavailable`] when there is no randomness to be had.
pub fn print(accounts: &[&Account], random: &dyn Random) -> Result<Written, Unavailable> {
    Ok(migration::print(accounts, i32::from_be_bytes(make_array(random)?)))
}
