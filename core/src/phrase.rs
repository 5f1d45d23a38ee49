//! What screens say besides errors: a stable code and the facts in its sentence.
//!
//! A [`Fault`] tells what failed. A [`Phrase`] tells a state or an instruction: a banner, a doubt,
//! a step of a guide. The catalogue holds the sentence under the code.

pub use aikotoba_derive::Phrase;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Phrase)]
    #[phrase("weather")]
    enum Weather {
        Fair,
        RainySoon {
            hours: i64,
        },
        #[phrase(code = "gale", facts(speed = *metres_per_second * 36 / 10))]
        Storm {
            metres_per_second: i64,
        },
        #[phrase(facts())]
        Windy {
            metres_per_second: i64,
        },
    }

    #[derive(Phrase)]
    #[phrase("forecast")]
    enum Forecast {
        #[phrase(facts_of = tomorrow)]
        Tomorrow { tomorrow: Weather },
    }

    #[derive(Phrase)]
    #[phrase("season", without_facts)]
    enum Season {
        Winter {
            #[allow(dead_code, reason = "it is no fact")]
            days: i64,
        },
    }

    #[test]
    fn a_code_is_the_family_and_the_variant_or_its_own() {
        let codes = ["weather-fair", "weather-rainy-soon", "weather-gale", "weather-windy"];
        assert_eq!(Weather::codes(), codes);
        assert_eq!(Weather::Fair.code(), codes[0]);
        assert_eq!(Weather::Storm { metres_per_second: 30 }.code(), codes[2]);
    }

    #[test]
    fn the_facts_are_the_fields_unless_others_are_listed() {
        let (rain, storm) =
            (Weather::RainySoon { hours: 3 }, Weather::Storm { metres_per_second: 30 });
        assert_eq!(rain.facts(), [("hours", Fact::Number(3))]);
        assert_eq!(storm.facts(), [("speed", Fact::Number(108))]);
        assert_eq!(Forecast::Tomorrow { tomorrow: storm }.facts(), [("speed", Fact::Number(108))]);
        assert_eq!(Weather::Windy { metres_per_second: 9 }.facts(), []);
        assert_eq!(Season::Winter { days: 90 }.facts(), []);
    }
}
