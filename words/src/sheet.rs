//! The texts on printed sheets of keys and of the recovery code.

use aikotoba_core::export::recovery_sheet::RecoverySheetWords;
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

    /// The texts of a sheet with a recovery code.
    pub fn of_recovery_sheet(&self) -> RecoverySheetWords {
        let say = |key| self.say(key, &[]);
        RecoverySheetWords {
            language: self.language().tag(),
            title: say("recovery-sheet-title"),
            purpose: say("recovery-sheet-for"),
            warning: say("recovery-sheet-warning"),
            usage: say("recovery-sheet-use"),
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
            let words = Words::new(language).of_recovery_sheet();
            let RecoverySheetWords { language: tag, title, purpose, warning, usage } = words;
            assert_eq!(tag, language.tag());
            let all = [title, purpose, warning, usage];
            assert!(all.iter().all(|text| !text.contains("sheet-")));
        }
    }
}
