//! Writes Google's export.

use data_encoding::BASE64;
use prost::Message;
use zeroize::{Zeroize, Zeroizing};

use super::{entry, wire};
use crate::account::Account;
use crate::fault::Fault;
use crate::otpauth::query::push;

/// The maximum number of accounts per QR code in Google's own app.
const MAX_ACCOUNTS_PER_CODE: usize = 10;

/// The maximum size of the accounts in a QR code, in bytes. In base64 they need about version 25
/// (ISO/IEC 18004), which a phone can still scan from another phone's screen.
const MAX_BYTES_PER_CODE: usize = 800;

/// The maximum size of an account with a QR code of its own, in bytes: the text still fits version
/// 40-M.
const MAX_BYTES_OF_SINGLE_ACCOUNT: usize = 1600;

/// The result of writing Google's export.
#[derive(Debug)]
pub struct WrittenExport {
    /// One text per QR code, in order.
    pub parts: Vec<Zeroizing<String>>,
    /// The accounts that could not be written.
    pub refused: Vec<RefusedExport>,
}

/// An account that can't be written unchanged; its position is counted among the given accounts.
pub type RefusedExport = crate::fault::RefusedEntry<MigrationWriteError>;

/// What Google's export can't represent. Without it, the account would make other codes.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Fault)]
#[fault("migration-write", Decide)]
pub enum MigrationWriteError {
    /// The period is not 30 s.
    #[error("a period of {found} seconds cannot be written")]
    PeriodLost {
        /// The period in seconds.
        found: u32,
    },
    /// The number of digits is neither six nor eight.
    #[error("{found} digits cannot be written")]
    DigitsLost {
        /// The number of digits.
        found: u8,
    },
    /// Steam's codes.
    #[error("Steam's codes cannot be written")]
    SteamLost,
    /// The counter exceeds 2⁶³ − 1.
    #[error("the counter cannot be written")]
    CounterLost,
    /// The key and the names do not fit into a QR code.
    #[error("an account of {found} bytes")]
    TooLarge {
        /// The size in bytes.
        found: usize,
    },
}

/// Writes accounts as parts of at most ten, small enough to be scanned from a screen. An account
/// that can't be written unchanged is rejected. Stored parameters ([`Account::parameters`]) and the
/// user's metadata are not part of the format.
///
/// `batch` identifies the parts that belong together; choose it at random.
pub fn print(accounts: &[&Account], batch: i32) -> WrittenExport {
    let mut refused = Vec::new();
    let mut groups: Vec<Vec<Vec<u8>>> = Vec::new();
    for (index, account) in accounts.iter().enumerate() {
        match written(account) {
            Err(why) => {
                refused.push(RefusedExport::new(index + 1, entry::name(account), why));
            }
            Ok(bytes) => match groups.last_mut() {
                Some(group) if has_room(group, bytes.len()) => group.push(bytes),
                _ => groups.push(vec![bytes]),
            },
        }
    }
    let size = i32::try_from(groups.len()).expect("an account in memory for each part");
    let parts = (0..size).zip(groups);
    let parts = parts.map(|(index, entries)| print_part(entries, batch, index, size)).collect();
    WrittenExport { parts, refused }
}

/// Checks that an account can be written unchanged.
///
/// # Errors
/// [`MigrationWriteError`] for each cause.
pub fn check(account: &Account) -> Result<(), MigrationWriteError> {
    written(account)?.zeroize();
    Ok(())
}

/// The bytes of an account.
fn written(account: &Account) -> Result<Vec<u8>, MigrationWriteError> {
    let mut bytes = entry::write(account)?;
    let found = bytes.len();
    if found > MAX_BYTES_OF_SINGLE_ACCOUNT {
        bytes.zeroize();
        return Err(MigrationWriteError::TooLarge { found });
    }
    Ok(bytes)
}

fn has_room(group: &[Vec<u8>], more: usize) -> bool {
    let taken: usize = group.iter().map(Vec::len).sum();
    group.len() < MAX_ACCOUNTS_PER_CODE && taken + more <= MAX_BYTES_PER_CODE
}

fn print_part(entries: Vec<Vec<u8>>, batch: i32, index: i32, size: i32) -> Zeroizing<String> {
    let payload = wire::WirePayload {
        entries,
        version: 1,
        batch_size: size,
        batch_index: index,
        batch_id: batch,
    };
    let bytes = Zeroizing::new(payload.encode_to_vec());
    let data = Zeroizing::new(BASE64.encode(&bytes));
    // Full capacity from the start: a growing buffer leaves unwiped copies behind.
    let mut text = Zeroizing::new(String::with_capacity(40 + 3 * data.len()));
    text.push_str("otpauth-migration://offline");
    push(&mut text, "data", &data);
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::{Issuer, Label};
    use crate::otp::{Algorithm, Digits, MovingFactor, Otp, Period};
    use crate::secret::Secret;
    use crate::time::UnixMillis;

    const TOTP: MovingFactor = MovingFactor::Totp { period: Period::DEFAULT };

    fn account(issuer: &str, label: &str, kind: MovingFactor, digits: u32) -> Account {
        let digits =
            if kind == MovingFactor::Steam { Digits::STEAM } else { Digits::new(digits).unwrap() };
        let key = Secret::new(b"12345678901234567890".to_vec());
        let otp = Otp::new(key, Algorithm::Sha1, digits, kind).unwrap();
        Account::new(Issuer::new(issuer).unwrap(), Label::new(label).unwrap(), otp, UnixMillis(0))
    }

    #[test]
    fn an_account_that_would_be_changed_is_refused_by_name() {
        let minute = MovingFactor::Totp { period: Period::new(60).unwrap() };
        let accounts = [
            account("A", "minute", minute, 6),
            account("B", "seven", TOTP, 7),
            account("Steam", "me", MovingFactor::Steam, 5),
            account("C", "far", MovingFactor::Hotp { counter: u64::MAX }, 6),
            account("D", "fine", TOTP, 8),
            account(&"長".repeat(341), &"名".repeat(341), TOTP, 6),
        ];
        let written = print(&accounts.iter().collect::<Vec<_>>(), 1);
        let refused: Vec<_> =
            written.refused.iter().map(|account| (account.at, account.why.clone())).collect();
        assert_eq!(written.refused[0].name, "A:minute");
        assert_eq!(
            refused[..4],
            [
                (1, MigrationWriteError::PeriodLost { found: 60 }),
                (2, MigrationWriteError::DigitsLost { found: 7 }),
                (3, MigrationWriteError::SteamLost),
                (4, MigrationWriteError::CounterLost),
            ]
        );
        assert!(matches!(refused[4], (6, MigrationWriteError::TooLarge { .. })));
        assert_eq!(written.parts.len(), 1);
    }

    #[test]
    fn parts_stay_small_enough_to_scan() {
        let short = account("Amazon", "me@example.com", TOTP, 6);
        let long = account("Amazon", &"長".repeat(200), TOTP, 6);
        let ten = print(&[&short; 21], 1).parts;
        assert_eq!(ten.len(), 3);
        let accounts: Vec<_> = std::iter::repeat_n(&long, 5).chain([&short; 30]).collect();
        for part in print(&accounts, 1).parts {
            assert!(part.len() <= 1273, "version 25-L holds 1,273 bytes, not {}", part.len());
        }
    }
}
