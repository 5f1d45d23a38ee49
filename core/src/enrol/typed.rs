//! A key that is typed instead of scanned.

use super::draft::AccountDraft;
use crate::account::{Account, Issuer, Label, NameError};
use crate::base32::{self, Base32Error};
use crate::fault::Fault;
use crate::otp::{Algorithm, Digits, MovingFactor, Otp, OtpError, Period};
use crate::otpauth::{self, UriError};
use crate::time::UnixMillis;

/// What the user typed. If a site says nothing about its codes, use [`TypedOptions::default`].
#[derive(Clone, Copy)]
pub struct TypedKey<'a> {
    /// The site; may be empty.
    pub issuer: &'a str,
    /// The account at the site; may be empty.
    pub label: &'a str,
    /// The key as the site shows it, or a pasted key URI.
    pub key: &'a str,
    /// What the site says about its codes.
    pub options: TypedOptions,
}

/// What a site says about its codes, if anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TypedOptions {
    /// How the code changes: by time or by counter.
    pub kind: TypedKind,
    /// The number of digits of a code; ignored for Steam, whose codes have five characters.
    pub digits: u32,
    /// The hash function of the HMAC.
    pub algorithm: Algorithm,
}

/// How the code of a typed key changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypedKind {
    /// By time.
    Totp {
        /// How long a code is valid, in seconds.
        period: u64,
    },
    /// By counter.
    Hotp {
        /// The next counter.
        counter: u64,
    },
    /// Steam's own codes.
    Steam,
}

impl Default for TypedOptions {
    fn default() -> Self {
        Self { kind: TypedKind::Totp { period: 30 }, digits: 6, algorithm: Algorithm::Sha1 }
    }
}

/// Why the typed data is not an account. Contains no part of the key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Fault)]
#[fault("typed", TypeAgain)]
pub enum TypedKeyError {
    /// No key was typed.
    #[error("no key was typed")]
    KeyEmpty,
    /// A character that a key cannot have; keys have A to Z and 2 to 7.
    #[error("character {at} is not base32")]
    #[fault(code = "key-symbol")]
    InvalidKeySymbol {
        /// Its position in the typed text, counted in characters from 1.
        at: usize,
    },
    /// The text begins like a link, but is not a key URI.
    #[error("the key begins like a link")]
    KeyIsLink,
    /// No key has this number of letters: one is missing or superfluous.
    #[error("a key cannot have {found} letters")]
    #[fault(code = "key-length")]
    InvalidKeyLength {
        /// The number of letters.
        found: usize,
    },
    /// The pasted key URI is not accepted.
    #[error(transparent)]
    #[fault(transparent, TypeAgain)]
    Uri(#[from] UriError),
    /// The options are invalid.
    #[error(transparent)]
    #[fault(transparent, TypeAgain)]
    Otp(#[from] OtpError),
    /// A name is too long.
    #[error(transparent)]
    #[fault(transparent, TypeAgain)]
    Name(#[from] NameError),
}

impl From<Base32Error> for TypedKeyError {
    fn from(why: Base32Error) -> Self {
        match why {
            Base32Error::Empty => Self::KeyEmpty,
            Base32Error::InvalidSymbol { at } => Self::InvalidKeySymbol { at },
            Base32Error::InvalidLength { letters } => Self::InvalidKeyLength { found: letters },
        }
    }
}

impl TypedKey<'_> {
    /// Makes a draft. A key URI that was pasted as the key counts as scanned; typed names replace
    /// the names in it.
    ///
    /// # Errors
    /// One [`TypedKeyError`] per cause.
    pub fn draft(&self, now: UnixMillis) -> Result<AccountDraft, TypedKeyError> {
        let (issuer, label) = (Issuer::new(self.issuer)?, Label::new(self.label)?);
        if self.key.contains([':', '：']) {
            let mut account = otpauth::parse(self.key, now)?;
            let issuer = if issuer.is_empty() { account.issuer.clone() } else { issuer };
            let label = if label.is_empty() { account.label.clone() } else { label };
            account.rename(issuer, label);
            return Ok(AccountDraft::scanned(account));
        }
        if base32::is_link(self.key) {
            return Err(TypedKeyError::KeyIsLink);
        }
        let (key, tail) = base32::parse_with_trailing_bits(self.key)?;
        let kind = match self.options.kind {
            TypedKind::Totp { period } => MovingFactor::Totp { period: Period::new(period)? },
            TypedKind::Hotp { counter } => MovingFactor::Hotp { counter },
            TypedKind::Steam => MovingFactor::Steam,
        };
        let algorithm = self.options.algorithm;
        let (kind, digits) = match kind {
            MovingFactor::Steam => (kind, Digits::STEAM),
            // Six digits is the default when a site says nothing; Steam never uses it.
            MovingFactor::Totp { period }
                if otpauth::is_issued_by_valve(
                    &issuer,
                    Some(algorithm),
                    Some(self.options.digits.into()),
                    period,
                ) =>
            {
                (MovingFactor::Steam, Digits::STEAM)
            }
            _ => (kind, Digits::new(self.options.digits)?),
        };
        let otp = Otp::new(key, algorithm, digits, kind)?;
        Ok(AccountDraft::typed(Account::new(issuer, label, otp, now), tail))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::phrase::Phrase;

    const NOW: UnixMillis = UnixMillis(1_700_000_000_000);

    fn typed(key: &str) -> TypedKey<'_> {
        TypedKey { issuer: "Amazon", label: "me", key, options: TypedOptions::default() }
    }

    fn refused(key: TypedKey<'_>) -> String {
        key.draft(NOW).unwrap_err().code()
    }

    #[test]
    fn amazons_key_is_accepted_as_its_page_groups_it() {
        let key = "gezd gnbv gy3t qojq gezd gnbv gy3t qojq gezd gnbv gy3t qojq geza";
        let draft = typed(key).draft(NOW).unwrap();
        assert_eq!((draft.issuer().as_str(), draft.label().as_str()), ("Amazon", "me"));
        assert_eq!(draft.guide().unwrap().site, "amazon");
        assert!(draft.cautions([]).is_empty());
    }

    #[test]
    fn a_missing_letter_is_refused_or_gives_a_warning() {
        let key = "gezdgnbvgy3tqojqgezdgnbvgy3tqojqgezdgnbvgy3tqojqgeza";
        assert_eq!(refused(typed(&key[1..])), "typed-key-length");
        let short = typed(&key[2..]).draft(NOW).unwrap();
        assert_eq!(short.cautions([])[0].code(), "caution-key-length");
    }

    #[test]
    fn an_invalid_key_gives_the_reason() {
        assert_eq!(refused(typed(" ")), "typed-key-empty");
        assert_eq!(
            typed("GEZ1").draft(NOW).unwrap_err(),
            TypedKeyError::InvalidKeySymbol { at: 4 }
        );
        assert_eq!(refused(typed("otpauth://totp/x")), "uri-key-missing");
        let options = TypedOptions { digits: 5, ..TypedOptions::default() };
        assert_eq!(refused(TypedKey { options, ..typed("GE") }), "otp-digits");
        let options =
            TypedOptions { kind: TypedKind::Totp { period: 0 }, ..TypedOptions::default() };
        assert_eq!(refused(TypedKey { options, ..typed("GE") }), "otp-period");
        let label = "x".repeat(2000);
        assert_eq!(refused(TypedKey { label: &label, ..typed("GE") }), "name-too-long");
    }

    #[test]
    fn a_key_that_begins_like_a_link_is_refused() {
        assert_eq!(refused(typed("otpauth totp Amazon AB")), "typed-key-is-link");
        assert_eq!(refused(typed("OTPAUTH")), "typed-key-is-link");
    }

    #[test]
    fn a_key_with_steams_name_gives_steam_codes() {
        let key = TypedKey { issuer: " steam ", ..typed("GEZDGNBVGY3TQOJQ") };
        let (_folder, mut vault) = crate::backup::sample::vault();
        let enrolment = key.draft(NOW).unwrap().commit(&mut vault, NOW).unwrap();
        assert_eq!(vault.find(enrolment.id()).unwrap().account.otp.kind(), MovingFactor::Steam);
        let options = TypedOptions { digits: 8, ..TypedOptions::default() };
        let eight = TypedKey { options, ..key }.draft(NOW).unwrap();
        let enrolment = eight.commit(&mut vault, NOW).unwrap();
        assert_eq!(vault.find(enrolment.id()).unwrap().account.otp.digits().count(), 8);
    }

    #[test]
    fn a_pasted_key_uri_is_parsed() {
        let draft = typed("otpauth://totp/Shop:you?secret=GEZDGNBVGY3TQOJQ").draft(NOW).unwrap();
        assert_eq!((draft.issuer().as_str(), draft.label().as_str()), ("Amazon", "me"));
    }

    proptest! {
        #[test]
        fn no_typed_key_panics_or_appears_in_an_error(key in "[A-Z2-7 a-z:189-]{0,80}") {
            if let Err(why) = typed(&key).draft(NOW) {
                let shown = format!("{why} {why:?} {:?}", why.facts());
                prop_assert!(key.len() < 24 || !shown.contains(&key[..12]));
            }
        }
    }
}
