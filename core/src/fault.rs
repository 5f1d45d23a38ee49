//! What all errors shown to the user have in common: a stable code, facts, and a remedy.
//!
//! The core has no sentences. The catalogue holds an error's sentences under its code; the shells
//! and the command line's `--json` output show the code itself.

/// Derives [`Fault`] for an enum of errors from attributes on its variants.
pub use aikotoba_derive::Fault;

/// An error that is shown to the user.
pub trait Fault: std::error::Error {
    /// The stable name, such as `unlock-wrong-passphrase`: family and variant in kebab case.
    fn code(&self) -> String;

    /// The names and values that the sentences contain. Never a secret.
    fn facts(&self) -> Vec<(&'static str, Fact)> {
        Vec::new()
    }

    /// Who can resolve the error.
    fn remedy(&self) -> Remedy;

    /// Whether the vault file can never be unlocked. With the user's consent, it may be set aside
    /// to make room for a new vault.
    fn is_unusable(&self) -> bool {
        false
    }
}

/// An entry that was not read while others were. All readers report rejected entries with this
/// type, so that all are shown alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedEntry<W> {
    /// The index of the file, picture or text that contains it, counted from 1.
    pub input: usize,
    /// The line in a text or the position among the entries, counted from 1. 0 means the whole
    /// input.
    pub at: usize,
    /// The entry's name as far as it can be read; may be empty. Never a key.
    pub name: String,
    /// The reason.
    pub why: W,
}

impl<W> RefusedEntry<W> {
    /// An entry of the first or only input.
    pub fn new(at: usize, name: String, why: W) -> Self {
        Self { input: 1, at, name, why }
    }

    /// Changes the input's index and converts the reason.
    #[must_use]
    pub fn within<V: From<W>>(self, input: usize) -> RefusedEntry<V> {
        let Self { input: _, at, name, why } = self;
        RefusedEntry { input, at, name, why: why.into() }
    }
}

/// A value in an error's sentence.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(untagged)]
pub enum Fact {
    /// A text, such as the name of a file or of an unknown algorithm.
    Text(String),
    /// A number, such as a count or a size.
    Number(i64),
}

impl From<&str> for Fact {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<&&str> for Fact {
    fn from(text: &&str) -> Self {
        Self::Text((*text).to_owned())
    }
}

impl From<&String> for Fact {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<String> for Fact {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// Converts a number to a fact. A number that does not fit into an `i64` becomes `i64::MAX`.
macro_rules! facts_of_numbers {
    ($($number:ty)*) => {$(
        impl From<$number> for Fact {
            fn from(number: $number) -> Self {
                Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
            }
        }

        impl From<&$number> for Fact {
            fn from(number: &$number) -> Self {
                Self::from(*number)
            }
        }
    )*};
}
facts_of_numbers!(i32 i64 u8 u16 u32 u64 usize);

/// Who can resolve an error. A screen offers its next action by this.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// The user, by typing again: mark the field and keep the input.
    TypeAgain,
    /// The user, with another file, picture or code.
    AnotherSource,
    /// A newer version of the app.
    Update,
    /// The device: full, read-only or busy. Trying again later is safe.
    Device,
    /// The user, by a decision: the input contradicts the vault.
    Decide,
    /// The developers: the error is a bug.
    Report,
}
