//! What is said.

pub(crate) type Saying = aikotoba_core::phrase::Saying;

/// A sentence to be said, as plain values: for an error or a phrase whose type is not passed on.
#[uniffi::remote(Record)]
pub struct Saying {
    /// The code that the catalogue knows it by.
    pub code: String,
    /// What the sentence mentions.
    pub facts: Vec<NamedFact>,
}

pub(crate) type NamedFact = aikotoba_core::phrase::NamedFact;

/// A fact with its name in the sentence.
#[uniffi::remote(Record)]
pub struct NamedFact {
    /// The name.
    pub name: String,
    /// The fact.
    pub fact: Fact,
}

pub(crate) type Fact = aikotoba_core::fault::Fact;

/// One thing that a sentence about an error mentions.
#[uniffi::remote(Enum)]
pub enum Fact {
    /// A text, such as a file's name or an unknown algorithm's.
    Text(String),
    /// A number, such as a count or a size.
    Number(i64),
}

pub(crate) type Language = aikotoba_words::Language;

/// A language that every sentence exists in.
#[uniffi::remote(Enum)]
pub enum Language {
    /// Japanese.
    Ja,
    /// English.
    En,
}

pub(crate) type Sentences = aikotoba_words::Sentences;

/// What a person needs to know about an error.
#[uniffi::remote(Record)]
pub struct Sentences {
    /// What happened.
    pub happened: String,
    /// That nothing was lost.
    pub kept: String,
    /// What to do now.
    pub next: String,
}
