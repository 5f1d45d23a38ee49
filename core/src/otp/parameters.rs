//! The parameters of a one-time password, each right once it exists.

use crate::fault::Fault;

/// The hash inside the HMAC (RFC 6238 §1.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum Algorithm {
    /// HMAC-SHA-1, what nearly every site uses; safe here, as RFC 4226 appendix B.2 argues.
    Sha1,
    /// HMAC-SHA-256.
    Sha256,
    /// HMAC-SHA-512.
    Sha512,
}

impl Algorithm {
    /// Reads a name as exports and QR codes write it: any case, with or without a hyphen,
    /// underscore or the prefix "Hmac".
    ///
    /// # Errors
    /// [`OtpError::Algorithm`] for any other name: a guess would make wrong codes.
    pub fn parse(text: &str) -> Result<Self, OtpError> {
        let mut name = text.trim().to_ascii_uppercase();
        name.retain(|symbol| symbol != '-' && symbol != '_');
        match name.strip_prefix("HMAC").unwrap_or(&name) {
            "SHA1" => Ok(Self::Sha1),
            "SHA256" => Ok(Self::Sha256),
            "SHA512" => Ok(Self::Sha512),
            _ => Err(OtpError::Algorithm { found: text.chars().take(32).collect() }),
        }
    }

    /// The name as the key URI format writes it.
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
    /// Six, what is meant where nothing is said (key URI format, "digits").
    pub const DEFAULT: Self = Self(6);
    /// Five letters and digits, Steam's own.
    pub const STEAM: Self = Self(5);
    /// Ten: all 31 bits of a truncated HMAC (RFC 4226 §5.4) fit.
    pub const LONGEST: Self = Self(10);

    /// Six to eight as RFC 4226 §5.3 describes, up to ten as some apps export.
    ///
    /// # Errors
    /// [`OtpError::Digits`] for any other number.
    pub fn new(digits: u32) -> Result<Self, OtpError> {
        match u8::try_from(digits) {
            Ok(count @ 6..=10) => Ok(Self(count)),
            _ => Err(OtpError::Digits { found: digits }),
        }
    }

    /// The number itself.
    pub fn count(self) -> u8 {
        self.0
    }
}

/// How long a time step lasts (RFC 6238 §4.1's X), in whole seconds from 1 up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Period(u32);

impl Period {
    /// Thirty seconds (RFC 6238 §5.2).
    pub const DEFAULT: Self = Self(30);

    /// A period of that many seconds.
    ///
    /// # Errors
    /// [`OtpError::Period`] for 0 and beyond 2³² − 1.
    pub fn new(seconds: u64) -> Result<Self, OtpError> {
        match u32::try_from(seconds) {
            Ok(count @ 1..) => Ok(Self(count)),
            _ => Err(OtpError::Period { found: seconds }),
        }
    }

    /// The length in seconds.
    pub fn seconds(self) -> u32 {
        self.0
    }
}

/// What moves a code on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Time (RFC 6238).
    Totp {
        /// How long one code holds.
        period: Period,
    },
    /// A counter (RFC 4226): the counter of the next code to be shown.
    Hotp {
        /// RFC 4226 §5.1's C.
        counter: u64,
    },
    /// Time, thirty seconds, five characters of Steam's own alphabet.
    Steam,
}

/// Why parameters make no one-time password.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Fault)]
#[fault("otp", AnotherSource)]
pub enum OtpError {
    /// The key has no bytes.
    #[error("the key is empty")]
    EmptyKey,
    /// The key is longer than any site issues.
    #[error("the key has {found} bytes")]
    KeyTooLong {
        /// Its length in bytes.
        found: usize,
    },
    /// A hash that no code can be made with here.
    #[error("unknown algorithm {found:?}")]
    Algorithm {
        /// The name as found, cut to 32 characters.
        found: String,
    },
    /// A number of digits outside 6 to 10.
    #[error("a code of {found} digits")]
    Digits {
        /// The number as found.
        found: u32,
    },
    /// A period of 0 seconds, or an absurd one.
    #[error("a period of {found} seconds")]
    #[fault(facts(found = found.to_string()))]
    Period {
        /// The period as found, in seconds.
        found: u64,
    },
    /// Steam makes five characters with SHA-1, and nothing else does.
    #[error("parameters that Steam's codes don't have")]
    SteamParameters,
    /// The counter is at its end.
    #[error("the counter is at its end")]
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
            assert!(matches!(Algorithm::parse(text), Err(OtpError::Algorithm { .. })), "{text}");
        }
    }

    #[test]
    fn digits_and_periods_have_bounds() {
        assert!(Digits::new(5).is_err());
        assert_eq!(Digits::new(10).unwrap().count(), 10);
        assert!(Digits::new(11).is_err());
        assert!(Digits::new(262).is_err(), "262 is 6 modulo 256");
        assert!(Period::new(0).is_err());
        assert_eq!(Period::new(1).unwrap().seconds(), 1);
        assert!(Period::new(1 << 32).is_err());
    }
}
