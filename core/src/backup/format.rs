//! Writes and reads the JSON document in a backup (docs/spec/backup.md §4).

#[cfg(test)]
mod tests;

use std::collections::HashSet;
use std::io::Write;

use data_encoding::{HEXLOWER, HEXLOWER_PERMISSIVE};
use serde::de::{self, Deserializer};
use serde::ser::{SerializeMap, Serializer};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use serde_json::{Map, Value};
use zeroize::Zeroizing;

use super::contents::{BackupContents, BackupEntry, BackupExtent};
use super::error::{BackupEntryError, BackupOpenError};
use super::{BackupIntegrity, ReadBackup, RefusedBackupEntry};
use crate::account::{AccountForm, AccountId};
use crate::otp::Otp;
use crate::otpauth;
use crate::time::UnixMillis;
use crate::vault::VaultId;

/// The document's format name.
const FORMAT: &str = "aikotoba-backup";

/// The version that is written, and the newest that is read. A document with a higher version
/// cannot be read by this build.
pub const FORMAT_VERSION: u32 = 1;

/// The minor version. It counts compatible additions and never prevents reading.
const MINOR: u32 = 0;

/// Serializes the document.
pub fn write(contents: &BackupContents) -> Zeroizing<Vec<u8>> {
    // Measured first: a growing buffer would leave copies that are not zeroed.
    let mut size = ByteCounter(0);
    let document = Document(contents);
    serde_json::to_writer_pretty(&mut size, &document).expect("counting does not fail");
    let mut json = Zeroizing::new(Vec::with_capacity(size.0));
    serde_json::to_writer_pretty(&mut *json, &document).expect("writing to memory does not fail");
    json
}

/// Counts the bytes written to it.
struct ByteCounter(usize);

impl Write for ByteCounter {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

struct Document<'a>(&'a BackupContents);

impl Serialize for Document<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Destructured without `..`: a new field must be written, or this does not compile.
        let BackupContents { made, vault, entries, groups, preferences, extent, unknown } = self.0;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("format", FORMAT)?;
        map.serialize_entry("version", &FORMAT_VERSION)?;
        map.serialize_entry("minor", &MINOR)?;
        map.serialize_entry("made", made)?;
        map.serialize_entry("vault", &vault.map(|id| HEXLOWER.encode(&id.0)))?;
        map.serialize_entry("partial", &(*extent == BackupExtent::Partial))?;
        map.serialize_entry("count", &entries.len())?;
        map.serialize_entry("digest", &HEXLOWER.encode(&self.0.digest()))?;
        map.serialize_entry("groups", groups)?;
        map.serialize_entry("preferences", preferences)?;
        map.serialize_entry("accounts", &Entries(entries))?;
        for (name, value) in unknown {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

struct Entries<'a>(&'a [BackupEntry]);

impl Serialize for Entries<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(OneEntry))
    }
}

struct OneEntry<'a>(&'a BackupEntry);

impl Serialize for OneEntry<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let BackupEntry { id, account, trashed, unknown } = self.0;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("id", &id.to_string())?;
        map.serialize_entry("trashed", trashed)?;
        map.serialize_entry("uri", otpauth::print(account).as_str())?;
        map.serialize_entry("account", account)?;
        for (name, value) in unknown {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

/// Parses a document.
///
/// # Errors
/// [`BackupOpenError::OtherContent`], [`BackupOpenError::Newer`], or [`BackupOpenError::Damaged`] when it is ours but
/// lacks a required field. An account that cannot be read is a [`RefusedBackupEntry`], not an error.
pub fn read(json: &[u8]) -> Result<ReadBackup, BackupOpenError> {
    let head: DocumentHead =
        serde_json::from_slice(json).map_err(|_| BackupOpenError::OtherContent)?;
    match (head.format.as_deref(), head.version) {
        (Some(FORMAT), Some(FORMAT_VERSION)) => {}
        (Some(FORMAT), Some(found)) if found > FORMAT_VERSION => {
            return Err(BackupOpenError::Newer { found, known: FORMAT_VERSION });
        }
        (Some(FORMAT), _) => return Err(BackupOpenError::Damaged),
        _ => return Err(BackupOpenError::OtherContent),
    }
    let form: DocumentForm<'_> =
        serde_json::from_slice(json).map_err(|_| BackupOpenError::Damaged)?;
    form.checked()
}

/// The fields that identify a document, and its version.
#[derive(Deserialize)]
struct DocumentHead {
    format: Option<String>,
    version: Option<u32>,
}

#[derive(Deserialize)]
struct DocumentForm<'a> {
    #[serde(rename = "format")]
    _format: de::IgnoredAny,
    #[serde(rename = "version")]
    _version: de::IgnoredAny,
    #[serde(default, rename = "minor")]
    _minor: de::IgnoredAny,
    made: UnixMillis,
    vault: Option<String>,
    #[serde(default)]
    partial: bool,
    count: usize,
    digest: String,
    #[serde(default)]
    groups: Vec<String>,
    #[serde(default)]
    preferences: Map<String, Value>,
    // Kept as raw text, so that an unreadable account does not prevent reading the others.
    #[serde(borrow)]
    accounts: Vec<&'a RawValue>,
    #[serde(flatten)]
    unknown: Map<String, Value>,
}

impl DocumentForm<'_> {
    fn checked(self) -> Result<ReadBackup, BackupOpenError> {
        let vault = match self.vault {
            Some(text) => Some(VaultId(array(&text).ok_or(BackupOpenError::Damaged)?)),
            None => None,
        };
        let digest: [u8; 32] = array(&self.digest).ok_or(BackupOpenError::Damaged)?;
        let found = self.accounts.len();
        let (mut entries, mut refusals) = (Vec::with_capacity(found), Vec::new());
        let mut ids = HashSet::with_capacity(found);
        for (index, text) in self.accounts.into_iter().enumerate() {
            match entry(text.get()) {
                Ok(entry) if ids.insert(entry.id) => entries.push(entry),
                read => {
                    let why = read.err().unwrap_or(BackupEntryError::RepeatedId);
                    refusals.push(RefusedBackupEntry::new(index + 1, name_of(text.get()), why));
                }
            }
        }
        let extent = if self.partial { BackupExtent::Partial } else { BackupExtent::Whole };
        let contents = BackupContents {
            made: self.made,
            vault,
            entries,
            groups: self.groups,
            preferences: self.preferences,
            extent,
            unknown: self.unknown,
        };
        let integrity = if found != self.count {
            BackupIntegrity::Count { found, known: self.count }
        } else if !refusals.is_empty() {
            BackupIntegrity::Unknown
        } else if contents.digest() != digest {
            BackupIntegrity::Digest
        } else {
            BackupIntegrity::Whole
        };
        Ok(ReadBackup { contents, refused: refusals, integrity })
    }
}

#[derive(Deserialize)]
struct EntryForm {
    id: String,
    trashed: Option<UnixMillis>,
    #[serde(default)]
    uri: UriText,
    account: AccountForm,
    #[serde(flatten)]
    unknown: Map<String, Value>,
}

fn entry(json: &str) -> Result<BackupEntry, BackupEntryError> {
    let form: EntryForm = serde_json::from_str(json).map_err(|_| BackupEntryError::NotAnAccount)?;
    let id = AccountId::parse(&form.id).ok_or(BackupEntryError::NotAnAccount)?;
    let account = form.account.into_account()?;
    if form.uri.0.is_some_and(|otp| !otp.is_same_as(&account.otp)) {
        return Err(BackupEntryError::ContradictingUri);
    }
    Ok(BackupEntry { id, account, trashed: form.trashed, unknown: form.unknown })
}

/// The key URI, parsed directly from the JSON text so that no copy of it remains in memory; `None`
/// if it is missing or not supported.
#[derive(Default)]
struct UriText(Option<Otp>);

impl<'de> Deserialize<'de> for UriText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl de::Visitor<'_> for Text {
            type Value = UriText;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a key URI")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<UriText, E> {
                let account = otpauth::parse_own(text, UnixMillis(0)).ok();
                Ok(UriText(account.map(|account| account.otp)))
            }
        }
        deserializer.deserialize_str(Text)
    }
}

/// Issuer and label of an entry that cannot be restored, for the error message.
fn name_of(json: &str) -> String {
    #[derive(Deserialize)]
    struct Named {
        account: Names,
    }
    #[derive(Deserialize)]
    struct Names {
        #[serde(default)]
        issuer: String,
        #[serde(default)]
        label: String,
    }
    let Ok(Named { account: Names { issuer, label } }) = serde_json::from_str(json) else {
        return String::new();
    };
    let both = [issuer.trim(), label.trim()].into_iter().filter(|part| !part.is_empty());
    both.collect::<Vec<_>>().join(": ").chars().take(100).collect()
}

fn array<const N: usize>(text: &str) -> Option<[u8; N]> {
    HEXLOWER_PERMISSIVE.decode(text.as_bytes()).ok()?.try_into().ok()
}
