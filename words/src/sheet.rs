//! The texts on printed sheets of keys and of the recovery code.

use aikotoba_core::export::recovery_sheet::RecoverySheetWords;
use aikotoba_core::export::sheet::SheetWords;
use aikotoba_core::time::UnixMillis;

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

    /// The texts of a sheet with a recovery code: `place` is where the backups are, as the person
    /// knows it, if a place was chosen; `made` is the time, at a UTC offset in seconds.
    pub fn of_recovery_sheet(
        &self,
        place: Option<&str>,
        made: UnixMillis,
        offset_seconds: i32,
    ) -> RecoverySheetWords {
        let say = |key| self.say(key, &[]);
        let made = self.moment(made, offset_seconds);
        RecoverySheetWords {
            language: self.language().tag(),
            title: say("recovery-sheet-title"),
            purpose: say("recovery-sheet-for"),
            warning: say("recovery-sheet-warning"),
            usage: say("recovery-sheet-use"),
            made: self.say("recovery-sheet-made", &[("time", made.into())]),
            backups: say("recovery-sheet-backups"),
            place: match place {
                Some(place) => self.say("recovery-sheet-place", &[("place", place.into())]),
                None => say("recovery-sheet-place-none"),
            },
            opening: say("recovery-sheet-open"),
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
            let made = UnixMillis(1_788_224_700_000);
            let words = Words::new(language).of_recovery_sheet(Some("USB"), made, 8 * 3600);
            assert_eq!(words.language, language.tag());
            assert!(words.place.contains("USB") && words.made.contains("2026"));
            assert!(words.opening.contains("age -d"));
            let RecoverySheetWords { title, purpose, warning, usage, backups, opening, .. } = words;
            let blank = Words::new(language).of_recovery_sheet(None, made, 0).place;
            let all = [title, purpose, warning, usage, backups, opening, blank];
            assert!(all.iter().all(|text| !text.contains("sheet-")));
        }
    }
}
