//! What screens say besides errors: a stable code and the facts in its sentence.
//!
//! A [`Fault`] tells what failed. A [`Phrase`] tells a state or an instruction: a banner, a doubt,
//! a step of a guide. The catalogue holds the sentence under the code.

use serde::{Deserialize, Serialize};

use crate::fault::{Fact, Fault};

/// Something that a screen says with a sentence from the catalogue.
pub trait Phrase {
    /// The stable name, such as `banner-backup-missing`: family and variant in kebab case.
    fn code(&self) -> String;

    /// The names and numbers in the sentence. Never a secret.
    fn facts(&self) -> Vec<(&'static str, Fact)> {
        Vec::new()
    }
}

/// A sentence as plain values, for an error or phrase whose type is not passed on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhraseValue {
    /// The code in the catalogue.
    pub code: String,
    /// The facts in the sentence.
    pub facts: Vec<NamedFact>,
}

/// A fact with its name in the sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedFact {
    /// The name.
    pub name: String,
    /// The fact.
    pub fact: Fact,
}

impl PhraseValue {
    /// The sentence of an error.
    pub fn of_fault(fault: &dyn Fault) -> Self {
        Self::new(fault.code(), fault.facts())
    }

    /// The sentence of a phrase.
    pub fn of_phrase(phrase: &dyn Phrase) -> Self {
        Self::new(phrase.code(), phrase.facts())
    }

    fn new(code: String, facts: Vec<(&'static str, Fact)>) -> Self {
        let named = facts.into_iter().map(|(name, fact)| NamedFact { name: name.to_owned(), fact });
        Self { code, facts: named.collect() }
    }
}

/// Implements [`Phrase`] for a family, using the names of the variants and the facts from the third
/// argument. Also lists all codes, so that a test can check the catalogue.
macro_rules! phrase_family {
    ($phrase:ty, $family:literal) => {
        phrase_family!($phrase, $family, |_| Vec::new());
    };
    ($phrase:ty, $family:literal, $facts:expr) => {
        impl $phrase {
            /// The codes of all variants.
            pub fn codes() -> Vec<String> {
                use strum::VariantNames;
                Self::VARIANTS.iter().map(|name| format!("{}-{name}", $family)).collect()
            }
        }

        impl $crate::phrase::Phrase for $phrase {
            fn code(&self) -> String {
                format!("{}-{}", $family, <&'static str>::from(self))
            }

            fn facts(&self) -> Vec<(&'static str, $crate::fault::Fact)> {
                let facts: fn(&Self) -> Vec<(&'static str, $crate::fault::Fact)> = $facts;
                facts(self)
            }
        }
    };
}
pub(crate) use phrase_family;

#[cfg(test)]
#[allow(unreachable_pub, reason = "`codes` is public if the family is")]
mod tests {
    use super::*;

    #[derive(strum::IntoStaticStr, strum::VariantNames)]
    #[strum(serialize_all = "kebab-case")]
    enum Weather {
        Fair,
        RainySoon { hours: i64 },
    }

    phrase_family!(Weather, "weather", |weather| match weather {
        Weather::Fair => Vec::new(),
        Weather::RainySoon { hours } => vec![("hours", Fact::Number(*hours))],
    });

    #[test]
    fn a_code_is_the_family_and_the_variant() {
        assert_eq!(Weather::Fair.code(), "weather-fair");
        assert_eq!(Weather::codes(), ["weather-fair", "weather-rainy-soon"]);
        assert_eq!(Weather::RainySoon { hours: 3 }.facts(), [("hours", Fact::Number(3))]);
    }
}
