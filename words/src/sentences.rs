//! Errors in three sentences.

use aikotoba_core::fault::{Fact, Fault};
use aikotoba_core::phrase::PhraseValue;

use crate::Words;

/// The sentences about an error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentences {
    /// What happened.
    pub happened: String,
    /// What is safe.
    pub safe: String,
    /// What to do now.
    pub next: String,
}

impl Words {
    /// The sentences about an error: the message `error-CODE` and its attributes `kept` and `next`.
    /// An error without a message is described as a bug, with its code.
    pub fn of_fault(&self, fault: &dyn Fault) -> Sentences {
        self.of_code(&fault.code(), fault.facts())
    }

    /// The sentence of a code with its facts, as in a value of a screen. For an error, it is the
    /// first sentence, which says what happened.
    pub fn of_phrase(&self, phrase: &PhraseValue) -> String {
        let error = format!("error-{}", phrase.code);
        let key = if self.has(&error) { &error } else { &phrase.code };
        let facts: Vec<_> =
            phrase.facts.iter().map(|named| (named.name.as_str(), named.fact.clone())).collect();
        self.say(key, &facts)
    }

    /// The message about a saved backup: its warnings one after the other, or that it is saved.
    pub fn of_saved_backup(&self, warnings: &[PhraseValue]) -> String {
        if warnings.is_empty() {
            return self.say("backup-success", &[]);
        }
        let sentences: Vec<_> = warnings.iter().map(|warning| self.of_phrase(warning)).collect();
        sentences.join(self.language().sentence_space())
    }

    /// The same for an error whose type was not passed on.
    pub fn of_code(&self, code: &str, mut facts: Vec<(&str, Fact)>) -> Sentences {
        let key = format!("error-{code}");
        facts.push(("code", code.into()));
        let key = if self.has(&key) { key.as_str() } else { "error-untold" };
        let part = |attribute| self.say_part(key, attribute, &facts).unwrap_or_default();
        Sentences { happened: part(None), safe: part(Some("kept")), next: part(Some("next")) }
    }
}

/// The sentence about a rejected entry: its name as far as it can be read, and the reason.
pub fn of_entry(name: &str, why: &str) -> String {
    if name.is_empty() { why.to_owned() } else { format!("{name}: {why}") }
}

#[cfg(test)]
mod tests {
    use aikotoba_core::fault::Remedy;

    use super::*;
    use crate::Language;

    #[derive(Debug, thiserror::Error)]
    #[error("never told")]
    struct FaultWithoutSentences;

    impl Fault for FaultWithoutSentences {
        fn code(&self) -> String {
            "never-told".to_owned()
        }

        fn remedy(&self) -> Remedy {
            Remedy::Report
        }
    }

    #[test]
    fn an_entry_without_a_name_shows_only_its_reason() {
        assert_eq!(of_entry("Shop", "no key"), "Shop: no key");
        assert_eq!(of_entry("", "no key"), "no key");
    }

    #[test]
    fn a_phrase_value_becomes_the_sentence_of_its_phrase_or_error() {
        let words = Words::new(Language::En);
        let phrase = aikotoba_core::vault::ChangeReason::Import;
        assert_eq!(words.of_phrase(&PhraseValue::of_phrase(&phrase)), "importing");
        let fault = aikotoba_core::otp::Digits::new(4).unwrap_err();
        assert_eq!(
            words.of_phrase(&PhraseValue::of_fault(&fault)),
            words.of_fault(&fault).happened
        );
    }

    #[test]
    fn the_warnings_of_a_saved_backup_are_joined_with_the_space_of_the_language() {
        use aikotoba_core::backup::SaveWarning;
        let warnings = [
            SaveWarning::NotNoted,
            SaveWarning::Unflushed,
            SaveWarning::DamagedBackup,
            SaveWarning::RenamedCopies,
            SaveWarning::OldNotDeleted,
        ];
        let warnings = warnings.map(|warning| PhraseValue::of_phrase(&warning));
        for (language, space) in [(Language::Ja, ""), (Language::En, " ")] {
            let words = Words::new(language);
            let sentences = warnings.each_ref().map(|warning| words.of_phrase(warning));
            assert_eq!(words.of_saved_backup(&warnings), sentences.join(space));
            assert_eq!(words.of_saved_backup(&[]), words.say("backup-success", &[]));
        }
    }

    #[test]
    fn an_error_without_sentences_is_described_as_a_bug() {
        for language in Language::ALL {
            let sentences = Words::new(language).of_fault(&FaultWithoutSentences);
            assert!(sentences.happened.contains("never-told"));
            assert!(!sentences.safe.is_empty() && !sentences.next.is_empty());
        }
    }
}
