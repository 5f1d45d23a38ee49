//! What is copied: for how long it stays in the clipboard, and what is said.

use serde::{Deserialize, Serialize};

use crate::phrase::{Saying, phrase_family};
use crate::preferences::ClipboardClearing;

/// Something that is put into the clipboard.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Copied {
    /// After how many seconds the clipboard is cleared; `None` when it never is.
    pub clear_after_seconds: Option<u32>,
    /// What is said.
    pub told: Saying,
}

/// Time enough to paste a recovery code into a note. It is cleared whatever the setting says: it
/// opens the vault.
pub const RECOVERY_CODE_SECONDS: u32 = 120;

/// What is said of a code that was copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::IntoStaticStr, strum::VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum CopiedPhrase {
    /// It stays.
    Copied,
    /// It is cleared.
    CopiedUntil {
        /// After how long.
        seconds: u32,
    },
}

phrase_family!(CopiedPhrase, "told", |told| match told {
    CopiedPhrase::Copied => Vec::new(),
    CopiedPhrase::CopiedUntil { seconds } => vec![("seconds", seconds.into())],
});

impl Copied {
    /// A code, under what the settings say.
    pub fn code(clearing: ClipboardClearing) -> Self {
        let clear_after_seconds = clearing.seconds();
        let told = match clear_after_seconds {
            None => CopiedPhrase::Copied,
            Some(seconds) => CopiedPhrase::CopiedUntil { seconds },
        };
        Self { clear_after_seconds, told: Saying::of_phrase(&told) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_of_a_copied_code_is_what_the_settings_say() {
        let minute = Copied::code(ClipboardClearing::Minute);
        assert_eq!(minute.clear_after_seconds, Some(60));
        assert_eq!(minute.told.code, "told-copied-until");
        assert_eq!(minute.told.facts[0].fact, 60.into());
        let never = Copied::code(ClipboardClearing::Never);
        assert_eq!((never.clear_after_seconds, never.told.code.as_str()), (None, "told-copied"));
    }
}
