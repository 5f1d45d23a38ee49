//! Issuers and labels: the names by which users recognise an account.

use std::fmt;

use unicode_normalization::UnicodeNormalization;

use crate::fault::Fault;

/// The maximum length of a name, in bytes of UTF-8.
const MAX_BYTES: usize = 1024;

/// Why a text is not a valid name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Fault)]
#[fault("name", TypeAgain)]
pub enum NameError {
    /// The text is longer than the maximum of 1024 bytes.
    #[error("a name of {found} bytes")]
    TooLong {
        /// Its length in bytes of UTF-8.
        found: usize,
    },
}

macro_rules! name {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
        pub struct $name(String);

        impl $name {
            /// Trims spaces around a text. An empty name is valid.
            ///
            /// # Errors
            /// [`NameError::TooLong`] beyond 1024 bytes.
            pub fn new(text: &str) -> Result<Self, NameError> {
                let text = text.trim();
                if text.len() > MAX_BYTES {
                    return Err(NameError::TooLong { found: text.len() });
                }
                Ok(Self(text.to_owned()))
            }

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// Whether there is no text.
            pub fn is_empty(&self) -> bool {
                self.0.is_empty()
            }

            /// Whether a user would consider both the same: width, case and Unicode composition are
            /// ignored.
            pub fn is_like(&self, other: &Self) -> bool {
                folded(&self.0).eq(folded(&other.0))
            }

            /// The folded text: equal for all names that are alike.
            pub(crate) fn fold(&self) -> String {
                folded(&self.0).collect()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

name! {
    /// The site: the issuer of the key URI format.
    Issuer
}

name! {
    /// The account at a site: the account name of the key URI format.
    Label
}

fn folded(text: &str) -> impl Iterator<Item = char> + '_ {
    text.nfkc().flat_map(char::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_around_a_name_are_trimmed() {
        assert_eq!(Issuer::new(" Amazon\n").unwrap().as_str(), "Amazon");
        assert!(Label::new("  ").unwrap().is_empty());
    }

    #[test]
    fn width_and_case_are_ignored() {
        let plain = Issuer::new("amazon").unwrap();
        assert!(plain.is_like(&Issuer::new("ＡＭＡＺＯＮ").unwrap()));
        assert!(!plain.is_like(&Issuer::new("Amazon Web Services").unwrap()));
    }

    #[test]
    fn a_name_that_is_too_long_is_refused() {
        let text = "あ".repeat(400);
        assert_eq!(Label::new(&text), Err(NameError::TooLong { found: 1200 }));
    }
}
