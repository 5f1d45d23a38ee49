//! Why a text is no key URI.

use crate::account::NameError;
use crate::base32::Base32Error;
use crate::fault::Fault;
use crate::otp::OtpError;

/// Why a text is no key URI that codes can be made from. Nothing of the key is in it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Fault)]
#[fault("uri", AnotherSource)]
pub enum UriError {
    /// Longer than any account needs.
    #[error("a text of {found} bytes")]
    TooLong {
        /// Its length in bytes, or that of the parameters to be kept.
        found: usize,
    },
    /// The text does not begin as a key URI does.
    #[error("not a key URI")]
    Scheme,
    /// It is Google's export of several accounts, which [`migration`](super::migration) reads.
    #[error("an export of several accounts")]
    Migration,
    /// A control character stands in the text, such as a line break: it is cut or two run together.
    #[error("character {at} is a control character")]
    Control {
        /// Its place in the text without the blanks around it, counted in characters from 1.
        at: usize,
    },
    /// Another link begins inside of the text: two run together, and where one ends nobody can say.
    #[error("another link begins at character {at}")]
    Joined {
        /// Where, counted in characters from 1.
        at: usize,
    },
    /// A type other than totp, hotp and steam.
    #[error("unknown type {found:?}")]
    Type {
        /// Its name in lower case; empty when it does not look like a name.
        found: String,
    },
    /// A parameter that decides about the codes is no UTF-8 (RFC 3986 §2.5).
    #[error("a parameter is not UTF-8")]
    Encoding,
    /// There is no `secret`.
    #[error("there is no key")]
    KeyMissing,
    /// The `secret` holds no letter.
    #[error("the key is empty")]
    KeyEmpty,
    /// The `secret` begins as a link does: a link was put where a key belongs.
    #[error("the key begins as a link")]
    KeyIsLink,
    /// The `secret` holds a character that is not base32.
    #[error("character {at} of the key is not base32")]
    KeySymbol {
        /// Its place in the decoded key, counted in characters from 1.
        at: usize,
    },
    /// The `secret` lacks a letter, or has one too many.
    #[error("a key of {found} letters")]
    KeyLength {
        /// The number of its letters.
        found: usize,
    },
    /// A parameter that decides about the codes is there twice, with different values.
    #[error("{name} is there twice and differs")]
    Repeated {
        /// The parameter.
        name: &'static str,
    },
    /// A parameter is no whole number, or one beyond 2⁶⁴ − 1.
    #[error("{name} is {found:?}")]
    Number {
        /// The parameter.
        name: &'static str,
        /// Its value, cut to 20 characters.
        found: String,
    },
    /// An HOTP account without its counter, which the key URI format requires.
    #[error("there is no counter")]
    CounterMissing,
    /// `encoder` names a way to write codes that is not known here.
    #[error("unknown encoder {found:?}")]
    Encoder {
        /// Its value, cut to 20 characters.
        found: String,
    },
    /// The parameters make no code.
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
            Base32Error::Symbol { at } => Self::KeySymbol { at },
            Base32Error::Length { letters } => Self::KeyLength { found: letters },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_another_family_says_keeps_its_code() {
        let inner = OtpError::Digits { found: 4 };
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
