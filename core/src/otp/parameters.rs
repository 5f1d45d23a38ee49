//! The parameters of a one-time password. A value that exists is valid.

use crate::fault::Fault;

/// The hash inside the HMAC (RFC 6238 §1.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum Algorithm {
    /// HMAC-SHA-1, used by nearly every site. It is secure in this use (RFC 4226 appendix B.2).
    Sha1,
    /// HMAC-SHA-256.
    Sha256,
    /// HMAC-SHA-512.
    Sha512,
}

impl Algorithm {
    /// Parses a name as exports and QR codes write it: in any case, with or without a hyphen, an
    /// underscore or the prefix "Hmac".
    ///
    /// # Errors
    /// [`OtpError::UnsupportedAlgorithm`] for any other name. A default would make wrong codes.
    pub fn parse(text: &str) -> Result<Self, OtpError> {
        let mut name = text.trim().to_ascii_uppercase();
        name.retain(|symbol| symbol != '-' && symbol != '_');
        match name.strip_prefix("HMAC").unwrap_or(&name) {
            "SHA1" => Ok(Self::Sha1),
            "SHA256" => Ok(Self::Sha256),
            "SHA512" => Ok(Self::Sha512),
            _ => Err(OtpError::UnsupportedAlgorithm { found: text.chars().take(32).collect() }),
        }
    }

    /// The name in the key URI format.
    pub fn print(self) -> &'static str {
        match self {
            Self::Sha1 => "SHA1",
            Self::Sha256 => "SHA256",
            Self::Sha512 => "SHA512",
        }
    }
}

/// The number of characters of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Digits(u8);

impl Digits {
    /// Six, the default of the key URI format ("digits").
    pub const DEFAULT: Self = Self(6);
    /// Five characters, used only by Steam.
    pub const STEAM: Self = Self(5);
    /// Ten, enough for all 31 bits of a truncated HMAC (RFC 4226 §5.4).
    pub const MAX: Self = Self(10);

    /// Makes a number of digits: six to eight (RFC 4226 §5.3), and up to ten as some apps export.
    ///
    /// # Errors
    /// [`OtpError::UnsupportedDigits`] for any other number.
    pub fn new(digits: u32) -> Result<Self, OtpError> {
        match u8::try_from(digits) {
            Ok(count @ 6..=10) => Ok(Self(count)),
            _ => Err(OtpError::UnsupportedDigits { found: digits }),
        }
    }

    /// The number of characters.
    pub fn count(self) -> u8 {
        self.0
    }
}

/// The time step (X in RFC 6238 §4.1), in whole seconds, at least 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Period(u32);

impl Period {
    /// 30 seconds (RFC 6238 §5.2).
    pub const DEFAULT: Self = Self(30);

    /// A time step of `seconds`.
    ///
    /// # Errors
    /// [`OtpError::UnsupportedPeriod`] for 0 and above 2³² − 1.
    pub fn new(seconds: u64) -> Result<Self, OtpError> {
        match u32::try_from(seconds) {
            Ok(count @ 1..) => Ok(Self(count)),
            _ => Err(OtpError::UnsupportedPeriod { found: seconds }),
        }
    }

    /// The time step in seconds.
    pub fn seconds(self) -> u32 {
        self.0
    }
}

/// The moving factor of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MovingFactor {
    /// Time (RFC 6238).
    Totp {
        /// How long a code is valid.
        period: Period,
    },
    /// A counter (RFC 4226).
    Hotp {
        /// The counter of the next code (C in RFC 4226 §5.1).
        counter: u64,
    },
    /// Time with a step of 30 seconds, and five characters of Steam's alphabet.
    Steam,
}

/// Why parameters are not valid.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Fault)]
#[fault("otp", AnotherSource)]
pub enum OtpError {
    /// The key has no bytes.
    #[error("the key is empty")]
    EmptyKey,
    /// The key is longer than any that sites issue.
    #[error("the key has {found} bytes")]
    KeyTooLong {
        /// The length in bytes.
        found: usize,
    },
    /// The hash algorithm is unknown or not supported.
    #[error("unknown algorithm {found:?}")]
    #[fault(code = "algorithm")]
    UnsupportedAlgorithm {
        /// The name as found, cut to 32 characters.
        found: String,
    },
    /// The number of digits is outside 6 to 10.
    #[error("a code of {found} digits")]
    #[fault(code = "digits")]
    UnsupportedDigits {
        /// The number as found.
        found: u32,
    },
    /// The period is 0 seconds or too long.
    #[error("a period of {found} seconds")]
    #[fault(code = "period", facts(found = found.to_string()))]
    UnsupportedPeriod {
        /// The period as found, in seconds.
        found: u64,
    },
    /// Steam requires SHA-1 and five characters; five characters are only valid for Steam.
    #[error("parameters that Steam's codes don't have")]
    SteamParameters,
    /// The counter has reached its maximum.
    #[error("the counter has reached its maximum")]
    CounterSpent,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn algorithms_are_read_as_people_write_them() {
        for (text, algorithm) in [
            ("SHA1", Algorithm::Sha1),
            ("sha-1", Algorithm::Sha1),
            ("Sha256", Algorithm::Sha256),
            ("HmacSHA512", Algorithm::Sha512),
            ("SHA_512", Algorithm::Sha512),
        ] {
            assert_eq!(Algorithm::parse(text).unwrap(), algorithm);
        }
    }

    #[test]
    fn an_unknown_algorithm_is_never_a_default() {
        for text in ["MD5", "SHA224", "SHA384", "SHA3-256", "SHA", "", "SHA11"] {
            assert!(
                matches!(Algorithm::parse(text), Err(OtpError::UnsupportedAlgorithm { .. })),
                "{text}"
            );
        }
    }

    #[test]
    fn digits_and_periods_are_limited() {
        assert!(Digits::new(5).is_err());
        assert_eq!(Digits::new(10).unwrap().count(), 10);
        assert!(Digits::new(11).is_err());
        assert!(Digits::new(262).is_err(), "262 is 6 modulo 256");
        assert!(Period::new(0).is_err());
        assert_eq!(Period::new(1).unwrap().seconds(), 1);
        assert!(Period::new(1 << 32).is_err());
    }
}
