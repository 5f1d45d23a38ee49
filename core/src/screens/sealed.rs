//! The question for the password of an encrypted file.

use serde::{Deserialize, Serialize};

use crate::intake::WaitingFile;
use crate::phrase::{Phrase, PhraseValue};

/// An encrypted file that waits for its password.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealedFileRow {
    /// The file's index, counted from 1, used to open it.
    pub input: u32,
    /// Its name, if it has one.
    pub name: String,
    /// The display name of the app that made it; empty for our own backups.
    pub app: String,
    /// The memory that opening it takes, in mebibytes, if it is so much that the user must agree
    /// first.
    pub asks_mebibytes: Option<u32>,
    /// Asks for the password.
    pub question: PhraseValue,
    /// Asks whether it may take that much memory.
    pub memory_question: Option<PhraseValue>,
}

/// A question about an encrypted file.
#[derive(Clone, Debug, PartialEq, Eq, Phrase)]
#[allow(missing_docs, reason = "each variant names its sentence")]
#[phrase("move-sealed")]
pub enum SealedQuestion {
    App { app: String, name: String },
    Unnamed { app: String },
    Backup { name: String },
    BackupUnnamed,
    Memory { mebibytes: u32 },
}

impl SealedQuestion {
    /// The question for the password of a file.
    fn password(app: &str, name: &str) -> Self {
        let (app, name) = (app.to_owned(), name.to_owned());
        match (app.is_empty(), name.is_empty()) {
            (false, false) => Self::App { app, name },
            (false, true) => Self::Unnamed { app },
            (true, false) => Self::Backup { name },
            (true, true) => Self::BackupUnnamed,
        }
    }
}

impl SealedFileRow {
    /// The rows of all waiting files.
    pub fn all(waiting: &[WaitingFile]) -> Vec<Self> {
        waiting.iter().map(Self::of).collect()
    }

    fn of(waiting: &WaitingFile) -> Self {
        let name = waiting.name.clone().unwrap_or_default();
        let app = waiting.sealed.app().to_owned();
        let asks_mebibytes = waiting.sealed.cost().mebibytes_to_ask();
        let memory = |mebibytes| PhraseValue::of_phrase(&SealedQuestion::Memory { mebibytes });
        Self {
            input: u32::try_from(waiting.input).unwrap_or(u32::MAX),
            question: PhraseValue::of_phrase(&SealedQuestion::password(&app, &name)),
            memory_question: asks_mebibytes.map(memory),
            name,
            app,
            asks_mebibytes,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::Intake;
    use crate::time::UnixMillis;

    #[test]
    fn a_file_states_its_app_and_its_memory() {
        let file = |memory: u64| {
            format!(
                r#"{{"version":1,"kdfParams":{{"memLimit":{memory},"opsLimit":1,"salt":"AAAAAAAAAAAAAAAAAAAAAA=="}},
                "encryptedData":"AAAA","encryptionNonce":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}}"#
            )
        };
        let mut intake = Intake::adding_up();
        intake.file(Some("a.txt"), b"otpauth://totp/a?secret=GE", UnixMillis(0));
        intake.file(Some("ente.json"), file(1 << 30).as_bytes(), UnixMillis(0));
        intake.file(None, file(1 << 20).as_bytes(), UnixMillis(0));
        let row = |input, name: &str, asks_mebibytes, question: &SealedQuestion| SealedFileRow {
            input,
            name: name.to_owned(),
            app: "Ente Auth".to_owned(),
            asks_mebibytes,
            question: PhraseValue::of_phrase(question),
            memory_question: asks_mebibytes
                .map(|mebibytes| PhraseValue::of_phrase(&SealedQuestion::Memory { mebibytes })),
        };
        let rows = SealedFileRow::all(intake.waiting());
        let app = || "Ente Auth".to_owned();
        let named = SealedQuestion::App { app: app(), name: "ente.json".to_owned() };
        let unnamed = SealedQuestion::Unnamed { app: app() };
        let expected = [row(2, "ente.json", Some(1024), &named), row(3, "", None, &unnamed)];
        assert_eq!(rows, expected);
    }
}
