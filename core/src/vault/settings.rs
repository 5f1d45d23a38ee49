//! Settings that are stored with the accounts and encrypted like them (docs/spec/vault.md §8).

use data_encoding::HEXLOWER;
use serde::ser::SerializeMap;
use serde::{Deserialize, Serialize, Serializer};
use serde_json::{Map, Value};

use super::VaultId;
use crate::time::UnixMillis;

/// The minimum number of verified files that are remembered.
const PROVED_FILES: usize = 20;

/// The version of the payload format that is written.
const SETTINGS_VERSION: u32 = 1;

/// The settings of a vault.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct VaultSettings {
    /// The groups in the user's order; a group may be empty.
    pub groups: Vec<String>,
    /// The latest backup that was verified.
    pub proved_backup: Option<ProvedBackup>,
    /// When the user showed that the recovery code was written down.
    pub recovery_confirmed: Option<UnixMillis>,
    /// The SHA-256 digests of the latest verified backup files, newest first. They distinguish our
    /// files from those of others. They belong to this vault's file; backups do not contain them.
    pub proved_files: Vec<[u8; 32]>,
    /// The vaults whose backups were restored into this one.
    pub restored_from: Vec<VaultId>,
    /// The file of an older format that was kept when this one was written, until it is removed.
    pub kept_file: Option<KeptFile>,
    /// All other fields: those of [`ExtraSetting`], and fields that a newer version wrote. They are
    /// written back unchanged.
    pub others: Map<String, Value>,
}

/// A backup that was written, read back and compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProvedBackup {
    /// When it was made.
    pub at: UnixMillis,
    /// The number of accounts in it.
    pub accounts: usize,
    /// The digest of its content.
    pub digest: [u8; 32],
    /// The digest of the content that `digest` leaves out; `None` in a record of an earlier version.
    pub rest: Option<[u8; 32]>,
}

/// A vault's file that was kept under another name when a new one replaced it. All of these fields
/// must match before a file is removed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptFile {
    /// Its file name, in the vault's folder.
    pub name: String,
    /// Its format version.
    pub format: i64,
    /// Its epoch.
    pub epoch: u64,
    /// The tag of its manifest, in hexadecimal; it identifies the content.
    pub manifest: String,
}

/// Settings of other modules, each under its own key (docs/spec/vault.md §8). The keys are private
/// to this file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExtraSetting {
    /// The user's preferences. Backups contain them.
    Preferences,
    /// Where automatic backups are saved, how many are kept, and the result of the last one.
    AutomaticBackup,
    /// The group of the recovery code that the user is asked for.
    RecoveryCheck,
    /// What is known about the setup at the accounts' sites ([`crate::enrol::SiteSetup`]).
    SiteSetup,
    /// When opening a backup was rehearsed ([`crate::backup::RehearsalRecord`]).
    Rehearsal,
    /// When the vault's password or recovery code was typed ([`crate::vault::CredentialCheck`]).
    CredentialCheck,
    /// Which accounts were erased here ([`crate::vault::RemovedAccounts`]).
    Removed,
}

impl ExtraSetting {
    /// The settings that an undo does not change: the results of backups, the times of rehearsals
    /// and of typed passwords, what was erased, and a part of the recovery code, which the undo
    /// journal never contains.
    const KEPT_BY_UNDO: [Self; 6] = [
        Self::AutomaticBackup,
        Self::RecoveryCheck,
        Self::SiteSetup,
        Self::Rehearsal,
        Self::CredentialCheck,
        Self::Removed,
    ];

    const fn key(self) -> &'static str {
        match self {
            Self::Preferences => "preferences",
            Self::AutomaticBackup => "automatic-backup",
            Self::RecoveryCheck => "recovery-check",
            Self::SiteSetup => "site-setup",
            Self::Rehearsal => "rehearsal",
            Self::CredentialCheck => "credential-check",
            Self::Removed => "removed-accounts",
        }
    }
}

impl VaultSettings {
    /// The value that another module stored.
    pub fn extra(&self, setting: ExtraSetting) -> Option<&Value> {
        self.others.get(setting.key())
    }

    /// Stores a value for another module; replaces any earlier one.
    pub fn set_extra(&mut self, setting: ExtraSetting, value: Value) {
        self.others.insert(setting.key().to_owned(), value);
    }

    /// Deletes the value of another module.
    pub fn remove_extra(&mut self, setting: ExtraSetting) {
        self.others.remove(setting.key());
    }

    /// The settings as the undo journal stores them: without the values that an undo does not
    /// change.
    #[must_use]
    pub(super) fn to_undo(&self) -> Self {
        let mut settings = self.clone();
        for setting in ExtraSetting::KEPT_BY_UNDO {
            settings.remove_extra(setting);
        }
        settings
    }

    /// The settings after an undo: those from before the change. Verified backups, confirmations,
    /// the question for the recovery code and notes about files stay as they are now.
    #[must_use]
    pub(super) fn undone(before: &Self, now: &Self) -> Self {
        let mut settings = Self {
            proved_backup: now.proved_backup.clone(),
            recovery_confirmed: now.recovery_confirmed,
            proved_files: now.proved_files.clone(),
            kept_file: now.kept_file.clone(),
            ..before.to_undo()
        };
        for setting in ExtraSetting::KEPT_BY_UNDO {
            if let Some(value) = now.extra(setting) {
                settings.set_extra(setting, value.clone());
            }
        }
        settings
    }

    /// The user's preferences; `None` if there are none, or if a newer version wrote another type.
    pub fn preferences(&self) -> Option<&Map<String, Value>> {
        self.extra(ExtraSetting::Preferences).and_then(Value::as_object)
    }

    /// The preferences, mutable; `None` if a newer version wrote another type, which is left
    /// unchanged.
    pub fn preferences_mut(&mut self) -> Option<&mut Map<String, Value>> {
        let key = ExtraSetting::Preferences.key();
        self.others.entry(key).or_insert_with(|| Map::new().into()).as_object_mut()
    }

    /// Records the digest of a verified backup file. As many are remembered as backups are kept,
    /// and at least 20.
    pub fn note_proved_file(&mut self, digest: [u8; 32], keep: usize) {
        self.proved_files.retain(|known| *known != digest);
        self.proved_files.insert(0, digest);
        self.proved_files.truncate(keep.max(PROVED_FILES));
    }

    /// Records the vault whose backup was restored.
    pub fn note_restored_from(&mut self, vault: VaultId) {
        if !self.restored_from.contains(&vault) {
            self.restored_from.push(vault);
        }
    }

    /// Reads a payload of this or an older version.
    pub(super) fn read(payload: &[u8]) -> Option<Self> {
        let known: KnownSettings = serde_json::from_slice(payload).ok()?;
        if known.version > SETTINGS_VERSION {
            return None;
        }
        let proved_backup = match known.proved_backup {
            None => None,
            Some(ProvedBackupRecord { at, accounts, of, rest }) => {
                let rest = rest.map(|rest| hex(&rest)).map_or(Some(None), |rest| rest.map(Some))?;
                Some(ProvedBackup { at, accounts, digest: hex(&of)?, rest })
            }
        };
        let proved_files =
            known.proved_files.iter().map(|text| hex(text)).collect::<Option<_>>()?;
        let restored_from = known.restored_from.iter().map(|text| hex(text).map(VaultId));
        let restored_from = restored_from.collect::<Option<_>>()?;
        let KnownSettings { groups, recovery_confirmed, kept_file, others, .. } = known;
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

impl Serialize for VaultSettings {
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
        let proved = proved_backup.as_ref().map(|proved| {
            let ProvedBackup { at, accounts, digest, rest } = *proved;
            let (of, rest) = (HEXLOWER.encode(&digest), rest.map(|rest| HEXLOWER.encode(&rest)));
            ProvedBackupRecord { at, accounts, of, rest }
        });
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("form", &SETTINGS_VERSION)?;
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
        for (name, value) in
            others.iter().filter(|(name, _)| !KNOWN_FIELDS.contains(&name.as_str()))
        {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

/// The field names that [`VaultSettings::others`] cannot contain.
const KNOWN_FIELDS: [&str; 7] = [
    "form",
    "groups",
    "proved_backup",
    "recovery_confirmed",
    "proved_files",
    "restored_from",
    "kept_file",
];

/// The fields of a payload; unknown fields are kept.
#[derive(Deserialize)]
struct KnownSettings {
    #[serde(rename = "form")]
    version: u32,
    groups: Vec<String>,
    proved_backup: Option<ProvedBackupRecord>,
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
struct ProvedBackupRecord {
    at: UnixMillis,
    accounts: usize,
    of: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    rest: Option<String>,
}

pub(super) fn hex<const N: usize>(text: &str) -> Option<[u8; N]> {
    HEXLOWER.decode(text.as_bytes()).ok()?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_read_back_with_their_unknown_fields() {
        let rest = Some([0xcd; 32]);
        let proved = ProvedBackup { at: UnixMillis(7), accounts: 4, digest: [0xab; 32], rest };
        let mut settings = VaultSettings {
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
        assert_eq!(VaultSettings::read(&written), Some(settings));
    }

    #[test]
    fn other_modules_values_use_the_keys_of_the_specification() {
        let keys = [
            (ExtraSetting::Preferences, "preferences"),
            (ExtraSetting::AutomaticBackup, "automatic-backup"),
            (ExtraSetting::RecoveryCheck, "recovery-check"),
            (ExtraSetting::SiteSetup, "site-setup"),
            (ExtraSetting::Rehearsal, "rehearsal"),
            (ExtraSetting::CredentialCheck, "credential-check"),
        ];
        let spec = include_str!("../../../docs/spec/vault.md");
        for (setting, key) in keys {
            let mut settings = VaultSettings::default();
            settings.set_extra(setting, 7.into());
            let written: Value = serde_json::to_value(&settings).unwrap();
            assert_eq!(written[key], 7);
            assert!(spec.contains(&format!("`{key}`")), "{key} is not in docs/spec/vault.md");
            settings.remove_extra(setting);
            assert_eq!(settings, VaultSettings::default());
        }
    }

    #[test]
    fn preferences_of_another_type_are_not_changed() {
        let mut settings = VaultSettings::default();
        assert!(settings.preferences().is_none());
        settings.preferences_mut().unwrap().insert("theme".to_owned(), "dark".into());
        assert_eq!(settings.preferences().unwrap()["theme"], "dark");
        settings.set_extra(ExtraSetting::Preferences, "of a newer version".into());
        assert!(settings.preferences().is_none() && settings.preferences_mut().is_none());
    }

    #[test]
    fn the_newest_proved_files_are_remembered_without_duplicates() {
        let mut settings = VaultSettings::default();
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
    fn settings_without_these_fields_are_read() {
        let older = br#"{"form":1,"groups":[],"proved_backup":null,"recovery_confirmed":null}"#;
        assert_eq!(VaultSettings::read(older), Some(VaultSettings::default()));
    }

    #[test]
    fn a_newer_payload_version_is_rejected() {
        let newer = br#"{"form":2,"groups":[],"proved_backup":null,"recovery_confirmed":null}"#;
        assert_eq!(VaultSettings::read(newer), None);
        assert_eq!(VaultSettings::read(b"{}"), None);
    }
}
