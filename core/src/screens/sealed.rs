//! The question for the password of an encrypted file.

use serde::{Deserialize, Serialize};

use crate::intake::WaitingFile;

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
}

impl SealedFileRow {
    /// The rows of all waiting files.
    pub fn all(waiting: &[WaitingFile]) -> Vec<Self> {
        waiting.iter().map(Self::of).collect()
    }

    fn of(waiting: &WaitingFile) -> Self {
        Self {
            input: u32::try_from(waiting.input).unwrap_or(u32::MAX),
            name: waiting.name.clone().unwrap_or_default(),
            app: waiting.sealed.app().to_owned(),
            asks_mebibytes: waiting.sealed.cost().mebibytes_to_ask(),
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
        let row = |input, name: &str, asks_mebibytes| SealedFileRow {
            input,
            name: name.to_owned(),
            app: "Ente Auth".to_owned(),
            asks_mebibytes,
        };
        let rows = SealedFileRow::all(intake.waiting());
        assert_eq!(rows, [row(2, "ente.json", Some(1024)), row(3, "", None)]);
    }
}
