//! Why a text is not a valid key URI.

use crate::account::NameError;
use crate::base32::Base32Error;
use crate::fault::Fault;
use crate::otp::OtpError;

/// Why no account can be read from a key URI. Contains nothing of the key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Fault)]
#[fault("uri", AnotherSource)]
pub enum UriError {
    /// The text, or the parameters to be stored, are longer than the limit.
    #[error("a text of {found} bytes")]
    TooLong {
        /// The length in bytes.
        found: usize,
    },
    /// The text does not begin with a supported scheme.
    #[error("not a key URI")]
    #[fault(code = "scheme")]
    NotAKeyUri,
    /// The text is Google's export of several accounts, which [`migration`](super::migration)
    /// reads.
    #[error("an export of several accounts")]
    Migration,
    /// The text contains a control character, such as a line break: it was cut, or two texts were
    /// joined.
    #[error("character {at} is a control character")]
    #[fault(code = "control")]
    ControlCharacter {
        /// The position in the trimmed text, counted in characters from 1.
        at: usize,
    },
    /// Another link begins within the text. Where the first one ends is unknown.
    #[error("another link begins at character {at}")]
    #[fault(code = "joined")]
    JoinedLinks {
        /// The position, counted in characters from 1.
        at: usize,
    },
    /// The type is not totp, hotp or steam.
    #[error("unknown type {found:?}")]
    #[fault(code = "type")]
    UnknownType {
        /// The type in lower case; empty if it does not look like a name.
        found: String,
    },
    /// A parameter that affects the codes is not UTF-8 (RFC 3986 §2.5).
    #[error("a parameter is not UTF-8")]
    #[fault(code = "encoding")]
    NotUtf8,
    /// `secret` is missing.
    #[error("there is no key")]
    KeyMissing,
    /// `secret` contains no letters.
    #[error("the key is empty")]
    KeyEmpty,
    /// `secret` begins like a link: a link was entered as the key.
    #[error("the key begins like a link")]
    KeyIsLink,
    /// `secret` contains a character that is not base32.
    #[error("character {at} of the key is not base32")]
    #[fault(code = "key-symbol")]
    InvalidKeySymbol {
        /// The position in the decoded key, counted in characters from 1.
        at: usize,
    },
    /// `secret` has an impossible number of letters: one is missing or there is one too many.
    #[error("a key of {found} letters")]
    #[fault(code = "key-length")]
    InvalidKeyLength {
        /// The number of letters.
        found: usize,
    },
    /// A parameter that affects the codes occurs twice with different values.
    #[error("{name} occurs twice with different values")]
    #[fault(code = "repeated")]
    RepeatedParameter {
        /// The parameter.
        name: &'static str,
    },
    /// A parameter is not a whole number, or exceeds 2⁶⁴ − 1.
    #[error("{name} is {found:?}")]
    #[fault(code = "number")]
    InvalidNumber {
        /// The parameter.
        name: &'static str,
        /// The value, cut to 20 characters.
        found: String,
    },
    /// An HOTP account has no counter, which the key URI format requires.
    #[error("there is no counter")]
    CounterMissing,
    /// `encoder` has an unknown value.
    #[error("unknown encoder {found:?}")]
    #[fault(code = "encoder")]
    UnknownEncoder {
        /// The value, cut to 20 characters.
        found: String,
    },
    /// The parameters are not valid.
    #[error(transparent)]
    #[fault(transparent, AnotherSource)]
    Otp(#[from] OtpError),
    /// The issuer or the label is too long.
    #[error(transparent)]
    #[fault(transparent, AnotherSource)]
    Name(#[from] NameError),
}

impl From<Base32Error> for UriError {
    fn from(why: Base32Error) -> Self {
        match why {
            Base32Error::Empty => Self::KeyEmpty,
            Base32Error::InvalidSymbol { at } => Self::InvalidKeySymbol { at },
            Base32Error::InvalidLength { letters } => Self::InvalidKeyLength { found: letters },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inner_error_keeps_its_code() {
        let inner = OtpError::UnsupportedDigits { found: 4 };
        assert_eq!(UriError::from(inner.clone()).code(), inner.code());
        assert_eq!(UriError::from(inner.clone()).facts(), inner.facts());
        assert_eq!(UriError::KeyEmpty.code(), "uri-key-empty");
    }

    #[test]
    fn only_own_variants_have_codes() {
        let codes = UriError::codes();
        assert!(codes.contains(&"uri-counter-missing".to_owned()));
        assert!(!codes.iter().any(|code| code == "uri-" || code == "uri-otp"), "{codes:?}");
    }
}
