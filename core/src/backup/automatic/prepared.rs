//! A prepared backup: encrypted and verified while the vault was unlocked, in a private file beside
//! it, until it is carried to the place (docs/spec/backup.md §12).

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::ChosenPlace;
use crate::backup::device::DeviceId;
use crate::backup::open::MAX_FILE_BYTES;
use crate::backup::ownership::BackupOwnership;
use crate::backup::proof::BackupProof;
use crate::backup::record::PlaceKind;
use crate::backup::rotate::KeepCount;
use crate::backup::save_to_document::start_of;
use crate::backup::{SavedBackup, freshness};
use crate::crypto::mac::{MacTag, sha256};
use crate::crypto::random::Random;
use crate::crypto::{SymmetricKey, aead};
use crate::disk;
use crate::time::UnixMillis;
use crate::vault::{DeviceError, ProvedBackup, Vault, VaultId};

/// The version of the header that is written.
const PREPARED_HEADER_VERSION: u32 = 1;

/// The longest header that is read, in bytes. One with the digests of a hundred files is shorter.
const MAX_HEADER_BYTES: usize = 64 * 1024;

/// The note's payload is padded to a multiple of this many bytes.
const PADDING: usize = 256;

/// The files next to a vault's file with what an automatic backup leaves there.
#[derive(Clone, Debug)]
pub(super) struct PreparedFiles {
    /// The prepared backup.
    pub(super) prepared: PathBuf,
    /// What became of it.
    pub(super) receipt: PathBuf,
}

impl PreparedFiles {
    /// The names for a vault at a path. A link is followed, as for the vault itself.
    pub(super) fn beside(vault: &Path) -> Self {
        let vault = disk::resolve_link(vault).unwrap_or_else(|_| vault.to_owned());
        let named = |end: &str| {
            let mut name = vault.as_os_str().to_owned();
            name.push(end);
            PathBuf::from(name)
        };
        Self { prepared: named(".prepared"), receipt: named(".carried") }
    }

    /// Deletes both files, if they exist.
    pub(super) fn remove(&self) -> Result<(), DeviceError> {
        [&self.prepared, &self.receipt].into_iter().try_for_each(|file| {
            disk::remove_unfinished(file);
            remove(file)
        })
    }
}

/// Writes one of both files. What killed writers left is deleted first, so that it neither stays nor
/// uses up the names. A second program that carries the same backup at this moment may fail, and
/// carries it again.
pub(super) fn write(file: &Path, bytes: &[u8]) -> Result<(), DeviceError> {
    disk::remove_unfinished(file);
    disk::write_file(file, bytes).map_err(|why| DeviceError::of_io(&why))
}

/// Deletes a file of ours, if it exists.
pub(super) fn remove(file: &Path) -> Result<(), DeviceError> {
    match fs::remove_file(file) {
        Err(why) if why.kind() != ErrorKind::NotFound => Err(DeviceError::of_io(&why)),
        _ => Ok(()),
    }
}

/// The first line of the file: what the bytes after it are, and how they are carried.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct PreparedBackupHeader {
    #[serde(rename = "form")]
    version: u32,
    vault: String,
    device: String,
    made: UnixMillis,
    place: ChosenPlace,
    keep: usize,
    /// The digests of the files that the vault verified: these may be deleted.
    verified: Vec<String>,
    sha256: String,
    /// For the vault alone: sealed with its key.
    note: String,
    /// For a document: the first bytes of earlier backups whose writing may have been interrupted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    interrupted: Vec<String>,
}

/// What the vault records once the backup was carried. The file holds it sealed.
#[derive(Serialize, Deserialize)]
struct BackupNote {
    at: UnixMillis,
    accounts: usize,
    digest: String,
    rest: String,
    sha256: String,
    /// Whether a person typed the password.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    typed: bool,
}

/// A prepared backup that was read from its file.
#[derive(Clone, Debug)]
pub struct PreparedBackup {
    pub(in crate::backup) place: ChosenPlace,
    pub(in crate::backup) made: UnixMillis,
    pub(in crate::backup) keep: KeepCount,
    pub(in crate::backup) ownership: BackupOwnership,
    /// The bytes of the encrypted file.
    pub(in crate::backup) sealed: Vec<u8>,
    /// The first bytes of this backup, and of earlier ones whose writing may have been interrupted.
    pub(in crate::backup) starts: Vec<Vec<u8>>,
    pub(super) note: SealedBackupNote,
}

/// A prepared backup that is to be written.
pub(super) struct NewPreparedBackup<'a> {
    pub(super) place: ChosenPlace,
    pub(super) made: UnixMillis,
    pub(super) keep: KeepCount,
    pub(super) ownership: &'a BackupOwnership,
    /// For a document: the first bytes of earlier backups whose writing may have been interrupted.
    pub(super) interrupted: &'a [Vec<u8>],
    pub(super) note: SealedBackupNote,
}

impl NewPreparedBackup<'_> {
    /// Writes it with the bytes of the encrypted file.
    pub(super) fn write(self, files: &PreparedFiles, sealed: &[u8]) -> Result<(), DeviceError> {
        let Self { place, made, keep, ownership, interrupted, note } = self;
        let header = PreparedBackupHeader {
            version: PREPARED_HEADER_VERSION,
            vault: HEXLOWER.encode(&ownership.vault().0),
            device: ownership.device().to_string(),
            made,
            place,
            keep: keep.count(),
            verified: ownership.proved_files().iter().map(|of| HEXLOWER.encode(of)).collect(),
            sha256: HEXLOWER.encode(&sha256(sealed)),
            note: note.0,
            interrupted: interrupted.iter().map(|start| HEXLOWER.encode(start)).collect(),
        };
        let mut bytes = serde_json::to_vec(&header).expect("numbers and strings serialize to JSON");
        bytes.push(b'\n');
        bytes.extend_from_slice(sealed);
        write(&files.prepared, &bytes)?;
        // The name survives a power cut, or the backup is prepared once more.
        let _ = disk::flush_folder(disk::parent_folder(&files.prepared));
        Ok(())
    }
}

/// A note of the vault to itself, in a file that others read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct SealedBackupNote(pub(super) String);

impl PreparedBackup {
    /// Where it is to be carried.
    pub fn place(&self) -> &ChosenPlace {
        &self.place
    }

    /// Reads the prepared backup next to a vault's file; `None` if there is none, or if the file is not as it
    /// was written.
    pub fn read(vault: &Path) -> Option<Self> {
        Self::read_file(&PreparedFiles::beside(vault).prepared)
    }

    pub(super) fn read_file(file: &Path) -> Option<Self> {
        let most = u64::try_from(MAX_HEADER_BYTES + 1 + MAX_FILE_BYTES).ok()?;
        let found = file.symlink_metadata().ok()?;
        if !found.is_file() || found.len() > most {
            return None;
        }
        let bytes = fs::read(file).ok()?;
        let end = bytes.iter().take(MAX_HEADER_BYTES).position(|byte| *byte == b'\n')?;
        let header: PreparedBackupHeader = serde_json::from_slice(&bytes[..end]).ok()?;
        Self::of(header, bytes[end + 1..].to_vec())
    }

    fn of(header: PreparedBackupHeader, sealed: Vec<u8>) -> Option<Self> {
        let PreparedBackupHeader {
            version,
            vault,
            device,
            made,
            place,
            keep,
            verified,
            sha256: of,
            note,
            interrupted,
        } = header;
        if version != PREPARED_HEADER_VERSION || HEXLOWER.encode(&sha256(&sealed)) != of {
            return None;
        }
        let mut digests = verified.iter().map(|text| digest(text)).collect::<Option<Vec<_>>>()?;
        digests.push(sha256(&sealed));
        let vault = VaultId(HEXLOWER.decode(vault.as_bytes()).ok()?.try_into().ok()?);
        let ownership = BackupOwnership::of_files(vault, DeviceId::parse(&device)?, digests);
        let (keep, note) = (KeepCount::new(keep)?, SealedBackupNote(note));
        let interrupted = interrupted.iter().map(|start| HEXLOWER.decode(start.as_bytes()).ok());
        let mut starts = interrupted.collect::<Option<Vec<_>>>()?;
        starts.push(start_of(&sealed));
        Some(Self { place, made, keep, ownership, sealed, starts, note })
    }

    /// The name under which it is saved.
    pub(super) fn name(&self) -> String {
        match self.place.kind {
            PlaceKind::Folder => self.ownership.file_name(self.made, &self.sealed).to_string(),
            PlaceKind::Document => self.place.name.clone(),
        }
    }

    /// Whether it was prepared on this device.
    pub(super) fn is_of(&self, device: DeviceId) -> bool {
        self.ownership.device() == device
    }

    /// Whether it holds what the vault would save now, at the place and for the device of now.
    pub(super) fn fits(&self, vault: &Vault, device: DeviceId, place: &ChosenPlace) -> bool {
        self.place.address == place.address
            && self.is_of(device)
            && self.note.open(vault).is_some_and(|noted| freshness::is_same(&noted.proved, vault))
    }
}

/// What the vault learns from its own note.
pub(super) struct OpenedBackupNote {
    pub(super) proved: ProvedBackup,
    /// Whether a person typed the password.
    pub(super) is_typed: bool,
    /// The digest of the encrypted file.
    pub(super) sealed: MacTag,
}

impl OpenedBackupNote {
    pub(super) fn made(&self, name: String) -> SavedBackup {
        let accounts = u32::try_from(self.proved.accounts).unwrap_or(u32::MAX);
        SavedBackup { name, at: self.proved.at, accounts }
    }
}

impl SealedBackupNote {
    pub(super) fn seal(
        proof: &BackupProof,
        key: &SymmetricKey,
        vault: VaultId,
        random: &dyn Random,
    ) -> Result<Self, DeviceError> {
        let BackupProof { at, accounts, digest, rest, sealed, is_unattended, .. } = proof;
        let text = |digest: &MacTag| HEXLOWER.encode(digest);
        let (digest, rest, sha256) = (text(digest), text(rest), text(sealed));
        let (at, accounts, typed) = (*at, *accounts, !is_unattended);
        let note = BackupNote { at, accounts, digest, rest, sha256, typed };
        let payload = serde_json::to_vec(&note).expect("numbers and strings serialize to JSON");
        let mut payload = Zeroizing::new(payload);
        let padded = payload.len().next_multiple_of(PADDING);
        payload.resize(padded, b' ');
        let sealed = aead::seal(key, &context(vault), &payload, random);
        Ok(Self(HEXLOWER.encode(&sealed.map_err(DeviceError::from)?)))
    }

    /// Opens a note of this vault; `None` for any other text.
    pub(super) fn open(&self, vault: &Vault) -> Option<OpenedBackupNote> {
        let sealed = HEXLOWER.decode(self.0.as_bytes()).ok()?;
        let plain = aead::open(&vault.prepared_backup_key(), &context(vault.id()), &sealed).ok()?;
        let BackupNote { at, accounts, digest: of, rest, sha256, typed: is_typed } =
            serde_json::from_slice(&plain).ok()?;
        let (of, rest) = (digest(&of)?, Some(digest(&rest)?));
        let proved = ProvedBackup { at, accounts, digest: of, rest };
        Some(OpenedBackupNote { proved, is_typed, sealed: digest(&sha256)? })
    }
}

fn context(vault: VaultId) -> Vec<u8> {
    [b"aikotoba prepared backup".as_slice(), &vault.0].concat()
}

fn digest(text: &str) -> Option<MacTag> {
    HEXLOWER.decode(text.as_bytes()).ok()?.try_into().ok()
}
