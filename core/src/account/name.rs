//! Issuers and labels: the names that a person knows an account by.

use std::fmt;

use unicode_normalization::UnicodeNormalization;

use crate::fault::Fault;

/// The longest name taken, in bytes of UTF-8.
const LONGEST: usize = 1024;

/// Why a text is no name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Fault)]
#[fault("name", TypeAgain)]
pub enum NameError {
    /// Longer than any site's.
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
            /// Takes a text without the blanks around it; an empty one is a name too.
            ///
            /// # Errors
            /// [`NameError::TooLong`] beyond 1024 bytes.
            pub fn new(text: &str) -> Result<Self, NameError> {
                let text = text.trim();
                if text.len() > LONGEST {
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

            /// Whether a person would take both for the same: width, case and composition don't
            /// count.
            pub fn is_like(&self, other: &Self) -> bool {
                folded(&self.0).eq(folded(&other.0))
            }

            /// A text that is the same for all names that are alike.
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
    /// Who asks for the codes: the key URI format's issuer.
    Issuer
}

name! {
    /// Which of a site's accounts it is: the key URI format's account name.
    Label
}

fn folded(text: &str) -> impl Iterator<Item = char> + '_ {
    text.nfkc().flat_map(char::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_around_a_name_are_no_part_of_it() {
        assert_eq!(Issuer::new(" Amazon\n").unwrap().as_str(), "Amazon");
        assert!(Label::new("  ").unwrap().is_empty());
    }

    #[test]
    fn width_and_case_make_no_other_name() {
        let plain = Issuer::new("amazon").unwrap();
        assert!(plain.is_like(&Issuer::new("ＡＭＡＺＯＮ").unwrap()));
        assert!(!plain.is_like(&Issuer::new("Amazon Web Services").unwrap()));
    }

    #[test]
    fn a_name_longer_than_any_sites_is_refused() {
        let text = "あ".repeat(400);
        assert_eq!(Label::new(&text), Err(NameError::TooLong { found: 1200 }));
    }
}
