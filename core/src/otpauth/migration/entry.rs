//! One account in Google's export, and the numbers that encode its parameters.

use prost::Message;

use super::wire::WireAccount;
use super::{MigrationEntryError, MigrationWriteError, RefusedMigrationEntry};
use crate::account::{Account, Issuer};
use crate::otp::{Algorithm, Digits, MovingFactor, Otp, OtpError, Period};
use crate::otpauth::{is_issued_by_valve, label};
use crate::secret::Secret;
use crate::time::UnixMillis;

/// Reads an account's bytes; `at` is its position in the part, counted from 1.
pub(super) fn read(
    bytes: &[u8],
    at: usize,
    now: UnixMillis,
) -> Result<Account, RefusedMigrationEntry> {
    let nameless = RefusedMigrationEntry::new(at, String::new(), MigrationEntryError::NotAnAccount);
    let mut entry = WireAccount::decode(bytes).map_err(|_| nameless)?;
    let why = match judge(&mut entry, now) {
        Ok(account) => return Ok(account),
        Err(why) => why,
    };
    let name = String::from_utf8_lossy(&entry.name).chars().take(100).collect();
    Err(RefusedMigrationEntry::new(at, name, why))
}

fn judge(entry: &mut WireAccount, now: UnixMillis) -> Result<Account, MigrationEntryError> {
    // A name that is not UTF-8 does not reject the account; it is decoded as far as possible.
    let [name, issuer] = [&entry.name, &entry.issuer].map(|name| String::from_utf8_lossy(name));
    let (issuer, label) = label::split(&name, &issuer)?;
    let algorithm = match entry.algorithm {
        0 | 1 => Algorithm::Sha1,
        2 => Algorithm::Sha256,
        3 => Algorithm::Sha512,
        4 => return Err(OtpError::UnsupportedAlgorithm { found: "MD5".to_owned() }.into()),
        other => return Err(OtpError::UnsupportedAlgorithm { found: other.to_string() }.into()),
    };
    let digits = match entry.digits {
        0 | 1 => Digits::DEFAULT,
        2 => Digits::new(8)?,
        found => return Err(MigrationEntryError::UnknownDigits { found }),
    };
    let kind = match entry.kind {
        // The export has no period; Google's app supports only 30 s.
        0 | 2 => MovingFactor::Totp { period: Period::DEFAULT },
        1 => {
            let wrong = MigrationEntryError::NegativeCounter { found: entry.counter };
            MovingFactor::Hotp { counter: u64::try_from(entry.counter).map_err(|_| wrong)? }
        }
        found => return Err(MigrationEntryError::UnknownType { found }),
    };
    let (digits, kind) = match kind {
        MovingFactor::Totp { period }
            if has_steam_parameters(&issuer, algorithm, digits, period) =>
        {
            (Digits::STEAM, MovingFactor::Steam)
        }
        kind => (digits, kind),
    };
    let key = Secret::new(std::mem::take(&mut entry.secret));
    Ok(Account::new(issuer, label, Otp::new(key, algorithm, digits, kind)?, now))
}

/// Whether a reader would treat it as Steam's because of its issuer, as [`read`] does.
fn has_steam_parameters(
    issuer: &Issuer,
    algorithm: Algorithm,
    digits: Digits,
    period: Period,
) -> bool {
    is_issued_by_valve(issuer, Some(algorithm), Some(u64::from(digits.count())), period)
}

/// Writes the account, or returns what Google's export can't represent.
pub(super) fn write(account: &Account) -> Result<Vec<u8>, MigrationWriteError> {
    let otp = &account.otp;
    let (kind, counter) = match otp.kind() {
        MovingFactor::Steam => return Err(MigrationWriteError::SteamLost),
        // Would be read back as a Steam account.
        MovingFactor::Totp { period }
            if has_steam_parameters(&account.issuer, otp.algorithm(), otp.digits(), period) =>
        {
            return Err(MigrationWriteError::SteamLost);
        }
        MovingFactor::Totp { period } if period != Period::DEFAULT => {
            return Err(MigrationWriteError::PeriodLost { found: period.seconds() });
        }
        MovingFactor::Totp { .. } => (2, 0),
        MovingFactor::Hotp { counter } => {
            (1, i64::try_from(counter).map_err(|_| MigrationWriteError::CounterLost)?)
        }
    };
    let digits = match otp.digits().count() {
        6 => 1,
        8 => 2,
        found => return Err(MigrationWriteError::DigitsLost { found }),
    };
    let algorithm = match otp.algorithm() {
        Algorithm::Sha1 => 1,
        Algorithm::Sha256 => 2,
        Algorithm::Sha512 => 3,
    };
    let entry = WireAccount {
        secret: otp.key().expose().to_vec(),
        name: name(account).into_bytes(),
        issuer: account.issuer.as_str().as_bytes().to_vec(),
        algorithm,
        digits,
        kind,
        counter,
    };
    Ok(entry.encode_to_vec())
}

/// The name in Google's form, with the issuer as a prefix.
pub(super) fn name(account: &Account) -> String {
    label::join(&account.issuer, &account.label)
}
