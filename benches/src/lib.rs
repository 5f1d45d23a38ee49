//! Benchmarks of Aikotoba, and the accounts that they share.

use aikotoba_core::account::Account;
use aikotoba_core::otpauth;
use aikotoba_core::time::UnixMillis;

/// The time at which all benchmarks run.
pub const NOW: UnixMillis = UnixMillis(1_800_000_000_000);

/// Account `number` of many: one of fifty shops, with a user and a key of its own.
///
/// # Panics
/// Never: the URI is valid.
pub fn account(number: u32) -> Account {
    let uri = format!(
        "otpauth://totp/Shop%20{shop}:user{number}%40example.com?secret={}&issuer=Shop%20{shop}",
        secret(number),
        shop = number % 50,
    );
    otpauth::parse(&uri, NOW).expect("the URI is valid")
}

/// Thirty-two base32 letters, different for each number.
fn secret(number: u32) -> String {
    let letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    (0..32).map(|place| char::from(letters[(number >> (place % 16) & 31) as usize])).collect()
}
