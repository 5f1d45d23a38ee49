//! Copying: how long a text stays in the clipboard, and the message that is shown.

use serde::{Deserialize, Serialize};

use crate::phrase::{Phrase, PhraseValue};
use crate::preferences::ClipboardClearing;
use crate::time::UnixMillis;

/// The result of copying a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClipboardText {
    /// The seconds until the clipboard is cleared; `None` if it is not cleared.
    pub clear_after_seconds: Option<u32>,
    /// The message to show.
    #[serde(rename = "told")]
    pub phrase: PhraseValue,
}

/// The seconds until a copied recovery code is cleared, whatever the setting, because it opens the
/// vault. It is enough time to paste it into a note.
pub const RECOVERY_CODE_SECONDS: u32 = 120;

/// The message after a code was copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Phrase)]
#[phrase("told")]
pub enum CopiedPhrase {
    /// The code stays in the clipboard.
    Copied,
    /// The code is cleared later.
    CopiedUntil {
        /// After how many seconds.
        seconds: u32,
    },
}

impl ClipboardText {
    /// A copied code, under the given setting.
    pub fn code(clearing: ClipboardClearing) -> Self {
        let clear_after_seconds = clearing.seconds();
        let phrase = match clear_after_seconds {
            None => CopiedPhrase::Copied,
            Some(seconds) => CopiedPhrase::CopiedUntil { seconds },
        };
        Self { clear_after_seconds, phrase: PhraseValue::of_phrase(&phrase) }
    }
}

/// Whether to offer what was copied elsewhere: it was copied since the user left the app. The
/// content is not known; it is read only after a touch of the user.
pub fn is_paste_offered(left: Option<UnixMillis>, copied: Option<UnixMillis>) -> bool {
    matches!((left, copied), (Some(left), Some(copied)) if copied >= left)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_message_about_a_copied_code_follows_the_setting() {
        let minute = ClipboardText::code(ClipboardClearing::Minute);
        assert_eq!(minute.clear_after_seconds, Some(60));
        assert_eq!(minute.phrase.code, "told-copied-until");
        assert_eq!(minute.phrase.facts[0].fact, 60.into());
        let never = ClipboardText::code(ClipboardClearing::Never);
        assert_eq!((never.clear_after_seconds, never.phrase.code.as_str()), (None, "told-copied"));
    }

    #[test]
    fn only_later_copies_are_offered() {
        let at = |millis| Some(UnixMillis(millis));
        assert!(is_paste_offered(at(5), at(5)) && is_paste_offered(at(5), at(9)));
        for (left, copied) in [(at(5), at(4)), (at(5), None), (None, at(9)), (None, None)] {
            assert!(!is_paste_offered(left, copied));
        }
    }
}
