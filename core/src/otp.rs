//! One-time passwords: what makes a code, and the codes.
//!
//! HOTP is RFC 4226, TOTP is RFC 6238, and Steam's codes are TOTP with letters of its own: totp-rs
//! makes them. What a time before 1970 means, and codes of ten digits, is decided here.

mod code;
mod hotp;
mod parameters;
mod signer;
mod totp;

pub use code::{Code, TimedCodes};
pub use parameters::{Algorithm, Digits, Kind, OtpError, Period};

use crate::secret::Secret;
use crate::time::UnixMillis;

/// All that makes an account's codes: the shared key and how it is used.
#[derive(Debug, PartialEq, Eq)]
pub struct Otp {
    key: Secret,
    algorithm: Algorithm,
    digits: Digits,
    kind: Kind,
}

impl Otp {
    /// Puts a key together with its parameters.
    ///
    /// Keys shorter than RFC 4226 §4 R6 asks for (128 bits) are taken, as sites issue them.
    ///
    /// # Errors
    /// [`OtpError::EmptyKey`]; [`OtpError::KeyTooLong`] beyond [`Otp::LONGEST_KEY`];
    /// [`OtpError::SteamParameters`] when Steam is asked for with anything but SHA-1 and five
    /// characters.
    pub fn new(
        key: Secret,
        algorithm: Algorithm,
        digits: Digits,
        kind: Kind,
    ) -> Result<Self, OtpError> {
        match key.expose().len() {
            0 => return Err(OtpError::EmptyKey),
            found if found > Self::LONGEST_KEY => return Err(OtpError::KeyTooLong { found }),
            _ => {}
        }
        let is_steam = kind == Kind::Steam;
        if is_steam != (digits == Digits::STEAM) || (is_steam && algorithm != Algorithm::Sha1) {
            return Err(OtpError::SteamParameters);
        }
        Ok(Self { key, algorithm, digits, kind })
    }

    /// The longest key taken, in bytes: eight times the largest block of a supported hash.
    pub const LONGEST_KEY: usize = 1024;

    /// The shared key (RFC 4226 §5.1's K).
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

    /// What moves the code on: time or a counter.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The code of this moment, the next one, and when it turns; `None` for HOTP, whose codes move
    /// only when one is taken. Times before 1970 count as 1970.
    pub fn codes_at(&self, now: UnixMillis) -> Option<TimedCodes> {
        let (algorithm, period) = match self.kind {
            Kind::Totp { period } => (self.algorithm.into(), period),
            Kind::Steam => (totp_rs::Algorithm::Steam, Period::DEFAULT),
            Kind::Hotp { .. } => return None,
        };
        Some(totp::codes(&self.key, algorithm, self.digits, period, now))
    }

    /// The code of a moving factor: HOTP's counter, or TOTP's time step.
    pub fn code_of(&self, moving_factor: u64) -> Code {
        let (algorithm, period) = match self.kind {
            Kind::Totp { period } => (self.algorithm.into(), period),
            Kind::Steam => (totp_rs::Algorithm::Steam, Period::DEFAULT),
            Kind::Hotp { .. } => {
                return hotp::code(&self.key, self.algorithm, self.digits, moving_factor);
            }
        };
        totp::code(&self.key, algorithm, self.digits, period, moving_factor)
    }

    /// Moves an HOTP counter on, after its code was taken; nothing for the other kinds.
    ///
    /// # Errors
    /// [`OtpError::CounterSpent`] at the last counter there is.
    pub fn advance(&mut self) -> Result<(), OtpError> {
        if let Kind::Hotp { counter } = &mut self.kind {
            *counter = counter.checked_add(1).ok_or(OtpError::CounterSpent)?;
        }
        Ok(())
    }

    /// Takes another's HOTP counter where it is further on and counts with the same key, so that
    /// no code is made twice; nothing for the other kinds.
    pub fn keep_counter_of(&mut self, other: &Self) {
        if let (Kind::Hotp { counter }, Kind::Hotp { counter: known }) =
            (&mut self.kind, other.kind)
            && self.key == other.key
        {
            *counter = known.max(*counter);
        }
    }

    /// Whether both make the same codes: same key and parameters. An HOTP counter is a state, not a
    /// parameter, and does not count.
    pub fn is_same_as(&self, other: &Self) -> bool {
        let Self { key, algorithm, digits, kind } = self;
        let kinds_agree = match (kind, &other.kind) {
            (Kind::Hotp { .. }, Kind::Hotp { .. }) => true,
            (one, another) => one == another,
        };
        kinds_agree && *algorithm == other.algorithm && *digits == other.digits && *key == other.key
    }

    /// A second copy with a key of its own to wipe.
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
    fn the_longest_key_is_taken_and_no_longer_one() {
        let Otp { algorithm, digits, kind, .. } = otp("totp/a?secret=GEZDGNBV");
        let made = |length| Otp::new(Secret::new(vec![7; length]), algorithm, digits, kind);
        assert!(made(Otp::LONGEST_KEY).is_ok());
        let found = Otp::LONGEST_KEY + 1;
        assert_eq!(made(found).unwrap_err(), OtpError::KeyTooLong { found });
    }
}
