//! What is kept beside the accounts, sealed like them (docs/spec/vault.md §8).

use data_encoding::HEXLOWER;
use serde::ser::SerializeMap;
use serde::{Deserialize, Serialize, Serializer};
use serde_json::{Map, Value};

use super::VaultId;
use crate::time::UnixMillis;

/// How many proved files are remembered at least.
const PROVED_FILES: usize = 20;

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
    /// The SHA-256 of the sealed backup files that were proved last, the newest first: what tells
    /// our files from those of others. It belongs to this vault's file; no backup carries it.
    pub proved_files: Vec<[u8; 32]>,
    /// The vaults whose backups were restored into this one.
    pub restored_from: Vec<VaultId>,
    /// The file of an older format that was kept when this one was written, until it is removed.
    pub kept_file: Option<KeptFile>,
    /// What stands here besides: what [`Shelf`] names, and fields that a newer version wrote. It is
    /// written back as it came.
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

/// A vault's file that was kept under another name when a new one took its place. All of this
/// must be so of a file before it is removed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptFile {
    /// Its name, beside the vault.
    pub name: String,
    /// The number of its format.
    pub format: i64,
    /// The epoch that it stands at.
    pub epoch: u64,
    /// The tag of its manifest, in hexadecimal digits: no other content has the same.
    pub manifest: String,
}

/// What other rooms keep among a vault's settings, each under a key of its own
/// (docs/spec/vault.md §8). Nobody but this file knows the keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shelf {
    /// What a person set. It travels with backups.
    Preferences,
    /// Where automatic backups go, how many are kept, and what became of the last.
    AutomaticBackup,
    /// The group of the recovery code that a person is asked for.
    RecoveryCheck,
}

impl Shelf {
    const fn key(self) -> &'static str {
        match self {
            Self::Preferences => "preferences",
            Self::AutomaticBackup => "automatic-backup",
            Self::RecoveryCheck => "recovery-check",
        }
    }
}

impl Settings {
    /// What a room keeps here.
    pub fn kept(&self, shelf: Shelf) -> Option<&Value> {
        self.others.get(shelf.key())
    }

    /// Keeps something for a room, in the place of what it kept.
    pub fn keep(&mut self, shelf: Shelf, value: Value) {
        self.others.insert(shelf.key().to_owned(), value);
    }

    /// Keeps nothing for a room any more.
    pub fn forget(&mut self, shelf: Shelf) {
        self.others.remove(shelf.key());
    }

    /// What a person set; `None` where nothing was, or a newer version wrote something else.
    pub fn preferences(&self) -> Option<&Map<String, Value>> {
        self.kept(Shelf::Preferences).and_then(Value::as_object)
    }

    /// The same, to be changed; `None` where a newer version wrote something else, which is left
    /// alone.
    pub fn preferences_mut(&mut self) -> Option<&mut Map<String, Value>> {
        let key = Shelf::Preferences.key();
        self.others.entry(key).or_insert_with(|| Map::new().into()).as_object_mut()
    }

    /// Notes a backup file that was proved; as many are remembered as backups are kept, and 20 at
    /// least.
    pub fn note_proved_file(&mut self, digest: [u8; 32], keep: usize) {
        self.proved_files.retain(|known| *known != digest);
        self.proved_files.insert(0, digest);
        self.proved_files.truncate(keep.max(PROVED_FILES));
    }

    /// Notes the vault whose backup was restored.
    pub fn note_restored_from(&mut self, vault: VaultId) {
        if !self.restored_from.contains(&vault) {
            self.restored_from.push(vault);
        }
    }

    /// Reads a payload of this form or an older one.
    pub(super) fn read(payload: &[u8]) -> Option<Self> {
        let known: Known = serde_json::from_slice(payload).ok()?;
        if known.form > FORM {
            return None;
        }
        let proved_backup = match known.proved_backup {
            None => None,
            Some(Proved { at, accounts, of }) => Some(ProvedBackup { at, accounts, of: hex(&of)? }),
        };
        let proved_files =
            known.proved_files.iter().map(|text| hex(text)).collect::<Option<_>>()?;
        let restored_from = known.restored_from.iter().map(|text| hex(text).map(VaultId));
        let restored_from = restored_from.collect::<Option<_>>()?;
        let Known { groups, recovery_confirmed, kept_file, others, .. } = known;
        Some(Self {
            groups,
            proved_backup,
            recovery_confirmed,
            proved_files,
            restored_from,
            kept_file,
            others,
        })
    }
}

impl Serialize for Settings {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Destructured without `..`: a new field must be written, or this does not compile.
        let Self {
            groups,
            proved_backup,
            recovery_confirmed,
            proved_files,
            restored_from,
            kept_file,
            others,
        } = self;
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
        let proved_files: Vec<_> =
            proved_files.iter().map(|digest| HEXLOWER.encode(digest)).collect();
        map.serialize_entry("proved_files", &proved_files)?;
        let restored_from: Vec<_> =
            restored_from.iter().map(|VaultId(id)| HEXLOWER.encode(id)).collect();
        map.serialize_entry("restored_from", &restored_from)?;
        map.serialize_entry("kept_file", kept_file)?;
        for (name, value) in others.iter().filter(|(name, _)| !OWN.contains(&name.as_str())) {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

/// The names that [`Settings::others`] can't take.
const OWN: [&str; 7] = [
    "form",
    "groups",
    "proved_backup",
    "recovery_confirmed",
    "proved_files",
    "restored_from",
    "kept_file",
];

/// The payload's fields, unknown ones kept.
#[derive(Deserialize)]
struct Known {
    form: u32,
    groups: Vec<String>,
    proved_backup: Option<Proved>,
    recovery_confirmed: Option<UnixMillis>,
    #[serde(default)]
    proved_files: Vec<String>,
    #[serde(default)]
    restored_from: Vec<String>,
    #[serde(default)]
    kept_file: Option<KeptFile>,
    #[serde(flatten)]
    others: Map<String, Value>,
}

#[derive(Serialize, Deserialize)]
struct Proved {
    at: UnixMillis,
    accounts: usize,
    of: String,
}

fn hex<const N: usize>(text: &str) -> Option<[u8; N]> {
    HEXLOWER.decode(text.as_bytes()).ok()?.try_into().ok()
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
            proved_files: vec![[1; 32], [2; 32]],
            restored_from: vec![VaultId([3; 16])],
            kept_file: Some(KeptFile {
                name: "vault.old".to_owned(),
                format: 0,
                epoch: 9,
                manifest: "ab".repeat(16),
            }),
            others: Map::new(),
        };
        settings.others.insert("theme".to_owned(), "dark".into());
        let written = serde_json::to_vec(&settings).unwrap();
        assert_eq!(Settings::read(&written), Some(settings));
    }

    #[test]
    fn what_a_room_keeps_stands_under_the_key_of_the_specification() {
        let keys = [
            (Shelf::Preferences, "preferences"),
            (Shelf::AutomaticBackup, "automatic-backup"),
            (Shelf::RecoveryCheck, "recovery-check"),
        ];
        let spec = include_str!("../../../docs/spec/vault.md");
        for (shelf, key) in keys {
            let mut settings = Settings::default();
            settings.keep(shelf, 7.into());
            let written: Value = serde_json::to_value(&settings).unwrap();
            assert_eq!(written[key], 7);
            assert!(spec.contains(&format!("`{key}`")), "{key} is not in docs/spec/vault.md");
            settings.forget(shelf);
            assert_eq!(settings, Settings::default());
        }
    }

    #[test]
    fn preferences_of_another_kind_are_left_alone() {
        let mut settings = Settings::default();
        assert!(settings.preferences().is_none());
        settings.preferences_mut().unwrap().insert("theme".to_owned(), "dark".into());
        assert_eq!(settings.preferences().unwrap()["theme"], "dark");
        settings.keep(Shelf::Preferences, "of a newer version".into());
        assert!(settings.preferences().is_none() && settings.preferences_mut().is_none());
    }

    #[test]
    fn the_newest_proved_files_are_remembered_once_each() {
        let mut settings = Settings::default();
        for number in 0..30 {
            settings.note_proved_file([number; 32], 3);
        }
        assert_eq!(settings.proved_files.len(), PROVED_FILES);
        assert_eq!(settings.proved_files[..2], [[29; 32], [28; 32]]);
        settings.note_proved_file([28; 32], 3);
        assert_eq!(settings.proved_files[..2], [[28; 32], [29; 32]]);
        assert_eq!(settings.proved_files.len(), PROVED_FILES);
        settings.note_proved_file([31; 32], 40);
        assert_eq!(settings.proved_files.len(), PROVED_FILES + 1);
    }

    #[test]
    fn settings_of_before_these_fields_are_read() {
        let older = br#"{"form":1,"groups":[],"proved_backup":null,"recovery_confirmed":null}"#;
        assert_eq!(Settings::read(older), Some(Settings::default()));
    }

    #[test]
    fn a_newer_form_is_not_guessed_at() {
        let newer = br#"{"form":2,"groups":[],"proved_backup":null,"recovery_confirmed":null}"#;
        assert_eq!(Settings::read(newer), None);
        assert_eq!(Settings::read(b"{}"), None);
    }
}
