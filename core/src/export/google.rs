//! QR codes that Google Authenticator imports.

use crate::account::Account;
use crate::crypto::random::{Random, RandomError, make_array};
use crate::otpauth::migration::{self, WrittenExport};

/// Prints accounts as the texts of Google's QR codes, with a random batch identifier. Accounts that
/// the format would change are refused and named.
///
/// # Errors
/// [`RandomError`] when the random generator failed.
pub fn print(accounts: &[&Account], random: &dyn Random) -> Result<WrittenExport, RandomError> {
    Ok(migration::print(accounts, i32::from_be_bytes(make_array(random)?)))
}
