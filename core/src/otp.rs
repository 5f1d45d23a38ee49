//! One-time passwords: parameters and codes.
//!
//! HOTP is RFC 4226, TOTP is RFC 6238, and Steam's codes are TOTP with Steam's alphabet. The crate
//! totp-rs computes them. This module defines the behaviour for times before 1970 and for codes of
//! ten digits.

mod code;
mod hotp;
mod parameters;
mod signer;
mod totp;

pub use code::{Code, TimedCodes};
pub use parameters::{Algorithm, Digits, MovingFactor, OtpError, Period};

use crate::secret::Secret;
use crate::time::UnixMillis;

/// A shared key and its parameters: everything needed to make an account's codes.
#[derive(Debug, PartialEq, Eq)]
pub struct Otp {
    key: Secret,
    algorithm: Algorithm,
    digits: Digits,
    kind: MovingFactor,
}

impl Otp {
    /// Combines a key with its parameters.
    ///
    /// Keys shorter than the 128 bits that RFC 4226 §4 R6 requires are accepted, since sites issue
    /// them.
    ///
    /// # Errors
    /// [`OtpError::EmptyKey`]; [`OtpError::KeyTooLong`] above [`Otp::MAX_KEY_BYTES`];
    /// [`OtpError::SteamParameters`] if Steam is combined with anything but SHA-1 and five
    /// characters.
    pub fn new(
        key: Secret,
        algorithm: Algorithm,
        digits: Digits,
        kind: MovingFactor,
    ) -> Result<Self, OtpError> {
        match key.expose().len() {
            0 => return Err(OtpError::EmptyKey),
            found if found > Self::MAX_KEY_BYTES => return Err(OtpError::KeyTooLong { found }),
            _ => {}
        }
        let is_steam = kind == MovingFactor::Steam;
        if is_steam != (digits == Digits::STEAM) || (is_steam && algorithm != Algorithm::Sha1) {
            return Err(OtpError::SteamParameters);
        }
        Ok(Self { key, algorithm, digits, kind })
    }

    /// The maximum key length in bytes: eight times the largest block of a supported hash.
    pub const MAX_KEY_BYTES: usize = 1024;

    /// The shared key (K in RFC 4226 §5.1).
    pub fn key(&self) -> &Secret {
        &self.key
    }

    /// The hash inside the HMAC.
    pub fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// The number of characters of a code.
    pub fn digits(&self) -> Digits {
        self.digits
    }

    /// The moving factor: time or a counter.
    pub fn kind(&self) -> MovingFactor {
        self.kind
    }

    /// The current code, the next one, and when the code changes. `None` for HOTP, whose codes
    /// change only on request. Times before 1970 count as 1970.
    pub fn codes_at(&self, now: UnixMillis) -> Option<TimedCodes> {
        let (algorithm, period) = match self.kind {
            MovingFactor::Totp { period } => (self.algorithm.into(), period),
            MovingFactor::Steam => (totp_rs::Algorithm::Steam, Period::DEFAULT),
            MovingFactor::Hotp { .. } => return None,
        };
        Some(totp::codes(&self.key, algorithm, self.digits, period, now))
    }

    /// The code for a moving factor: an HOTP counter or a TOTP time step.
    pub fn code_of(&self, moving_factor: u64) -> Code {
        let (algorithm, period) = match self.kind {
            MovingFactor::Totp { period } => (self.algorithm.into(), period),
            MovingFactor::Steam => (totp_rs::Algorithm::Steam, Period::DEFAULT),
            MovingFactor::Hotp { .. } => {
                return hotp::code(&self.key, self.algorithm, self.digits, moving_factor);
            }
        };
        totp::code(&self.key, algorithm, self.digits, period, moving_factor)
    }

    /// Increments an HOTP counter after its code was used. Does nothing for the other kinds.
    ///
    /// # Errors
    /// [`OtpError::CounterSpent`] at the maximum counter.
    pub fn advance(&mut self) -> Result<(), OtpError> {
        if let MovingFactor::Hotp { counter } = &mut self.kind {
            *counter = counter.checked_add(1).ok_or(OtpError::CounterSpent)?;
        }
        Ok(())
    }

    /// Takes over the HOTP counter of `other` if it is higher and the key is the same, so that no
    /// code is used twice. Does nothing for the other kinds.
    pub fn keep_counter_of(&mut self, other: &Self) {
        if let (MovingFactor::Hotp { counter }, MovingFactor::Hotp { counter: known }) =
            (&mut self.kind, other.kind)
            && self.key == other.key
        {
            *counter = known.max(*counter);
        }
    }

    /// Whether both make the same codes: key and parameters are equal. An HOTP counter is state and
    /// is not compared.
    pub fn is_same_as(&self, other: &Self) -> bool {
        let Self { key, algorithm, digits, kind } = self;
        let kinds_agree = match (kind, &other.kind) {
            (MovingFactor::Hotp { .. }, MovingFactor::Hotp { .. }) => true,
            (one, another) => one == another,
        };
        kinds_agree && *algorithm == other.algorithm && *digits == other.digits && *key == other.key
    }

    /// A copy whose key is wiped separately.
    #[must_use]
    pub fn duplicate(&self) -> Self {
        let Self { key, algorithm, digits, kind } = self;
        Self { key: key.duplicate(), algorithm: *algorithm, digits: *digits, kind: *kind }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::otpauth;
    use crate::time::UnixMillis;

    fn otp(uri: &str) -> Otp {
        otpauth::parse(&format!("otpauth://{uri}"), UnixMillis(0)).unwrap().otp
    }

    #[test]
    fn the_same_codes_need_the_same_key_and_parameters_and_no_counter() {
        let known = otp("totp/a?secret=GEZDGNBV");
        assert!(known.is_same_as(&otp("totp/b?secret=GEZDGNBV&algorithm=SHA1&digits=6&period=30")));
        for other in [
            "totp/a?secret=MFRGGZDF",
            "totp/a?secret=GEZDGNBV&algorithm=SHA256",
            "totp/a?secret=GEZDGNBV&digits=8",
            "totp/a?secret=GEZDGNBV&period=60",
            "hotp/a?secret=GEZDGNBV&counter=1",
        ] {
            assert!(!known.is_same_as(&otp(other)), "{other}");
        }
        let [one, nine] = [1, 9].map(|at| otp(&format!("hotp/a?secret=GEZDGNBV&counter={at}")));
        assert!(one.is_same_as(&nine));
    }
    #[test]
    fn the_longest_key_is_accepted_and_a_longer_one_is_not() {
        let Otp { algorithm, digits, kind, .. } = otp("totp/a?secret=GEZDGNBV");
        let made = |length| Otp::new(Secret::new(vec![7; length]), algorithm, digits, kind);
        assert!(made(Otp::MAX_KEY_BYTES).is_ok());
        let found = Otp::MAX_KEY_BYTES + 1;
        assert_eq!(made(found).unwrap_err(), OtpError::KeyTooLong { found });
    }
}
