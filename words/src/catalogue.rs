//! The catalogues and their sentences.

use aikotoba_core::fault::Fact;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use crate::Language;

macro_rules! area {
    ($file:literal) => {
        ($file, include_str!(concat!("../ja/", $file)), include_str!(concat!("../en/", $file)))
    };
}

/// The catalogues by area: file name, Japanese text, English text.
pub const AREAS: &[(&str, &str, &str)] = &[
    area!("errors.ftl"),
    area!("screens.ftl"),
    area!("guides.ftl"),
    area!("moving.ftl"),
    area!("topics.ftl"),
    area!("cli.ftl"),
    area!("help.ftl"),
    area!("app.ftl"),
    area!("tour.ftl"),
];

/// All sentences in one language.
pub struct Words {
    language: Language,
    // The concurrent bundle is `Sync`, so that all threads of an app can share one value.
    bundle: FluentBundle<FluentResource>,
}

impl Words {
    /// The sentences in a language.
    pub fn new(language: Language) -> Self {
        let locale = language.tag().parse().expect("the tags are valid BCP 47");
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        // Without isolation marks (U+2068, U+2069), which terminals draw as boxes and which are
        // copied with the text.
        bundle.set_use_isolating(false);
        for (file, ja, en) in AREAS {
            let text = match language {
                Language::Ja => ja,
                Language::En => en,
            };
            // Messages that do not parse are omitted; the tests detect them.
            let resource = FluentResource::try_new((*text).to_owned());
            let resource = resource.unwrap_or_else(|(rest, _)| {
                debug_assert!(false, "{file} does not parse");
                rest
            });
            let added = bundle.add_resource(resource);
            debug_assert!(added.is_ok(), "{file} repeats a key: {added:?}");
        }
        Self { language, bundle }
    }

    /// The language.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The sentence with this key. A missing key is returned itself, so that a screen shows a
    /// strange word rather than nothing.
    pub fn say(&self, key: &str, arguments: &[(&str, Fact)]) -> String {
        self.say_part(key, None, arguments).unwrap_or_else(|| key.to_owned())
    }

    /// Whether there is a sentence with this key.
    pub fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }

    /// A part of a message: its value, or an attribute. `None` if it does not exist.
    pub fn say_part(
        &self,
        key: &str,
        attribute: Option<&str>,
        arguments: &[(&str, Fact)],
    ) -> Option<String> {
        let message = self.bundle.get_message(key)?;
        let pattern = match attribute {
            None => message.value()?,
            Some(name) => message.get_attribute(name)?.value(),
        };
        let mut values = FluentArgs::with_capacity(arguments.len());
        for (name, fact) in arguments {
            let value = match fact {
                Fact::Text(text) => FluentValue::from(text.as_str()),
                Fact::Number(number) => FluentValue::from(*number),
            };
            values.set(*name, value);
        }
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&values), &mut errors).into_owned();
        debug_assert!(errors.is_empty(), "{key}: {errors:?}");
        Some(text)
    }
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Words({})", self.language.tag())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_key_is_returned_itself() {
        assert_eq!(Words::new(Language::Ja).say("no-such-key", &[]), "no-such-key");
    }

    #[test]
    fn words_serve_all_threads() {
        fn is_shared<T: Send + Sync>() {}
        is_shared::<Words>();
    }
}
