//! The available languages.

/// A language in which every sentence exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    /// Japanese.
    Ja,
    /// English.
    En,
}

impl Language {
    /// All languages, Japanese first.
    pub const ALL: [Self; 2] = [Self::Ja, Self::En];

    /// The language for a locale in POSIX (`ja_JP.UTF-8`) or BCP 47 form (`ja-JP`). English for all
    /// other locales, including `C` and an empty text.
    pub fn of_locale(locale: &str) -> Self {
        let language = locale.split(['_', '-', '.', '@']).next().unwrap_or_default();
        if language.eq_ignore_ascii_case("ja") { Self::Ja } else { Self::En }
    }

    /// The language according to the environment variables in POSIX.1-2017 §8.2: the first one that
    /// is set and not empty is used.
    pub fn of_variables(
        lc_all: Option<&str>,
        lc_messages: Option<&str>,
        lang: Option<&str>,
    ) -> Self {
        let mut variables = [lc_all, lc_messages, lang].into_iter().flatten();
        Self::of_locale(variables.find(|value| !value.is_empty()).unwrap_or_default())
    }

    /// The BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Ja => "ja",
            Self::En => "en",
        }
    }

    /// The text between two sentences.
    pub fn sentence_space(self) -> &'static str {
        match self {
            Self::Ja => "",
            Self::En => " ",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_names_its_language() {
        for locale in ["ja", "ja_JP.UTF-8", "ja-JP", "JA", "ja_JP.eucJP", "ja@calendar=japanese"] {
            assert_eq!(Language::of_locale(locale), Language::Ja, "{locale}");
        }
        for locale in ["en_GB.UTF-8", "C", "C.UTF-8", "POSIX", "", "de_DE", "jam", "jav"] {
            assert_eq!(Language::of_locale(locale), Language::En, "{locale}");
        }
    }

    #[test]
    fn the_first_variable_that_is_set_is_used() {
        let of = Language::of_variables;
        assert_eq!(of(None, None, Some("ja_JP.UTF-8")), Language::Ja);
        assert_eq!(of(Some(""), None, Some("ja_JP.UTF-8")), Language::Ja);
        assert_eq!(of(Some("en_US"), None, Some("ja_JP.UTF-8")), Language::En);
        assert_eq!(of(None, Some("ja_JP"), Some("C")), Language::Ja);
        assert_eq!(of(None, None, None), Language::En);
    }
}
