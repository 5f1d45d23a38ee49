//! What is kept beside the accounts, sealed like them (docs/spec/vault.md §8).

use data_encoding::HEXLOWER;
use serde::ser::SerializeMap;
use serde::{Deserialize, Serialize, Serializer};
use serde_json::{Map, Value};

use crate::time::UnixMillis;

/// The form of the payload that is written here.
const FORM: u32 = 1;

/// What a vault keeps beside its accounts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    /// The groups in their owner's order; a group may be empty.
    pub groups: Vec<String>,
    /// The latest backup that was read back.
    pub proved_backup: Option<ProvedBackup>,
    /// When the owner showed that the recovery code was written down.
    pub recovery_confirmed: Option<UnixMillis>,
    /// What others keep here by name, and fields that a newer version wrote; written back as they
    /// came.
    pub others: Map<String, Value>,
}

/// A backup that was written, read back and compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProvedBackup {
    /// When.
    pub at: UnixMillis,
    /// How many accounts it holds.
    pub accounts: usize,
    /// The digest of its content.
    pub of: [u8; 32],
}

impl Settings {
    /// Reads a payload of this form or an older one.
    pub(super) fn read(payload: &[u8]) -> Option<Self> {
        let known: Known = serde_json::from_slice(payload).ok()?;
        if known.form > FORM {
            return None;
        }
        let proved_backup = match known.proved_backup {
            None => None,
            Some(Proved { at, accounts, of }) => {
                let of = HEXLOWER.decode(of.as_bytes()).ok()?.try_into().ok()?;
                Some(ProvedBackup { at, accounts, of })
            }
        };
        let Known { form: _, groups, proved_backup: _, recovery_confirmed, others } = known;
        Some(Self { groups, proved_backup, recovery_confirmed, others })
    }
}

impl Serialize for Settings {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Destructured without `..`: a new field must be written, or this does not compile.
        let Self { groups, proved_backup, recovery_confirmed, others } = self;
        let proved = proved_backup.as_ref().map(|ProvedBackup { at, accounts, of }| Proved {
            at: *at,
            accounts: *accounts,
            of: HEXLOWER.encode(of),
        });
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("form", &FORM)?;
        map.serialize_entry("groups", groups)?;
        map.serialize_entry("proved_backup", &proved)?;
        map.serialize_entry("recovery_confirmed", recovery_confirmed)?;
        for (name, value) in others.iter().filter(|(name, _)| !OWN.contains(&name.as_str())) {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

/// The names that [`Settings::others`] can't take.
const OWN: [&str; 4] = ["form", "groups", "proved_backup", "recovery_confirmed"];

/// The payload's fields, unknown ones kept.
#[derive(Deserialize)]
struct Known {
    form: u32,
    groups: Vec<String>,
    proved_backup: Option<Proved>,
    recovery_confirmed: Option<UnixMillis>,
    #[serde(flatten)]
    others: Map<String, Value>,
}

#[derive(Serialize, Deserialize)]
struct Proved {
    at: UnixMillis,
    accounts: usize,
    of: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back_with_unknown_fields() {
        let proved = ProvedBackup { at: UnixMillis(7), accounts: 4, of: [0xab; 32] };
        let mut settings = Settings {
            groups: vec!["仕事".to_owned(), "Home".to_owned()],
            proved_backup: Some(proved),
            recovery_confirmed: Some(UnixMillis(8)),
            others: Map::new(),
        };
        settings.others.insert("theme".to_owned(), "dark".into());
        let written = serde_json::to_vec(&settings).unwrap();
        assert_eq!(Settings::read(&written), Some(settings));
    }

    #[test]
    fn a_newer_form_is_not_guessed_at() {
        let newer = br#"{"form":2,"groups":[],"proved_backup":null,"recovery_confirmed":null}"#;
        assert_eq!(Settings::read(newer), None);
        assert_eq!(Settings::read(b"{}"), None);
    }
}
