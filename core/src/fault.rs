//! What every error that a person can meet has in common: a stable code, its facts, and who can
//! put it right.
//!
//! The core knows no language. The catalogue finds an error's sentences under its code; the shells
//! and the command line's `--json` show the code itself.

/// Implements [`Fault`] for an enumeration, from what is said beside its variants.
pub use aikotoba_derive::Fault;

/// An error that a person can meet.
pub trait Fault: std::error::Error {
    /// A stable name such as `unlock-wrong-passphrase`: the family and the variant in kebab case.
    fn code(&self) -> String;

    /// What the sentences need to know besides the code: names and values, never a secret.
    fn facts(&self) -> Vec<(&'static str, Fact)> {
        Vec::new()
    }

    /// Who can put it right.
    fn remedy(&self) -> Remedy;

    /// Whether it says that a vault's file can't be unlocked, now or ever: what stands in its place
    /// may be moved aside for a new one, once its owner said so.
    fn is_unusable(&self) -> bool {
        false
    }
}

/// An entry that is not taken, though others are. Every reader names its refusals like this, so that
/// they can be told alike wherever they come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal<W> {
    /// Which of several files, pictures or texts it stood in, counted from 1.
    pub input: usize,
    /// Where it stood: a line of a text, or its place among the entries; counted from 1. 0 is the
    /// whole of it.
    pub at: usize,
    /// Its name as far as it can be read; may be empty. Never a key.
    pub name: String,
    /// Why.
    pub why: W,
}

impl<W> Refusal<W> {
    /// An entry of the only thing that is read.
    pub fn new(at: usize, name: String, why: W) -> Self {
        Self { input: 1, at, name, why }
    }

    /// The same in one of several things that are read.
    #[must_use]
    pub fn within<V: From<W>>(self, input: usize) -> Refusal<V> {
        let Self { input: _, at, name, why } = self;
        Refusal { input, at, name, why: why.into() }
    }
}

/// One thing that a sentence about an error mentions.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(untagged)]
pub enum Fact {
    /// A text, such as a file's name or an unknown algorithm's.
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

/// A number that an `i64` can't hold is told as the largest one.
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

/// Who can put an error right, and so what a screen offers next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// The person, by typing again: mark the field and keep the input.
    TypeAgain,
    /// The person, with another file, picture or code.
    AnotherSource,
    /// A newer version of the app.
    Update,
    /// The device: full, read-only or busy. Trying again later is safe.
    Device,
    /// The person, by deciding: what was found contradicts what is there.
    Decide,
    /// Us: it is a defect of the app.
    Report,
}
