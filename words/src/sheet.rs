//! The texts on a printed sheet of keys.

use aikotoba_core::export::sheet::SheetWords;

use crate::Words;

impl Words {
    /// The texts on a printed sheet.
    pub fn of_sheet(&self) -> SheetWords {
        let say = |key| self.say(key, &[]);
        SheetWords {
            language: self.language().tag(),
            title: say("sheet-title"),
            warning: say("sheet-warning"),
            key: say("type-key"),
            nameless: say("account-nameless"),
            algorithm: say("sheet-algorithm"),
            digits: say("sheet-digits"),
            period: say("sheet-period"),
            counter: say("sheet-counter"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;

    #[test]
    fn a_sheet_is_in_the_language_of_its_reader() {
        for (language, title) in [
            (Language::Ja, "認証アプリのセットアップキー"),
            (Language::En, "Keys of your authenticator app"),
        ] {
            let words = Words::new(language).of_sheet();
            assert_eq!((words.language, words.title.as_str()), (language.tag(), title));
            let SheetWords { warning, key, nameless, algorithm, digits, period, counter, .. } =
                words;
            let all = [warning, key, nameless, algorithm, digits, period, counter];
            // A missing key is returned itself.
            assert!(all.iter().all(|text| !text.contains("sheet-") && !text.contains("nameless")));
        }
    }
}
