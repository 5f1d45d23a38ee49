//! Backups: an age file with the whole vault. It counts as saved only after it was read back.
//!
//! [`BackupSave`] writes a backup to a [`BackupPlace`], verifies it, and deletes old ones. [`verify`] opens
//! one on any device; its accounts are then restored into a vault with
//! [`incoming`](crate::incoming), or used to generate codes directly. The format is
//! docs/spec/backup.md.
//!
//! ```
//! use aikotoba_core::backup::{BackupContents, BackupExtent, BackupFile, BackupIntegrity, ScryptWorkFactor, seal, verify, write};
//! use aikotoba_core::secret::Passphrase;
//! use aikotoba_core::time::UnixMillis;
//!
//! let contents = BackupContents {
//!     made: UnixMillis(0),
//!     vault: None,
//!     entries: Vec::new(),
//!     groups: vec!["Shop".to_owned()],
//!     preferences: Default::default(),
//!     extent: BackupExtent::Whole,
//!     unknown: Default::default(),
//! };
//! let passphrase = Passphrase::new("correct horse".to_owned());
//! let sealed = seal(&write(&contents), &passphrase, ScryptWorkFactor::new(4).unwrap());
//!
//! let read = verify(BackupFile { name: None, sealed: &sealed }, &passphrase)?;
//! assert_eq!(read.integrity, BackupIntegrity::Whole);
//! assert_eq!(read.contents.groups, ["Shop"]);
//! # Ok::<(), aikotoba_core::backup::BackupOpenError>(())
//! ```

mod automatic;
mod contents;
mod device;
mod digest;
mod error;
mod existing;
mod folder;
mod format;
mod freshness;
#[cfg(test)]
pub(crate) mod memory;
mod name;
mod newest;
mod open;
mod ownership;
mod place;
mod proof;
mod record;
mod rehearsal_record;
mod rehearse;
mod request;
mod rotate;
#[cfg(test)]
pub(crate) mod sample;
mod save;
mod save_by_requests;
mod save_to_document;
mod seal;
mod survey;
mod target;

pub use automatic::{
    AUTOMATIC_BACKUP_RETRY_MILLIS, AutomaticBackupError, AutomaticBackupStep, AutomaticBackupTimer,
    BackupDelivery, BackupPreparation, PrepareError, PreparedBackup, VerifiedPreparation,
};
pub use contents::{BackupContents, BackupEntry, BackupExtent, digest_of};
pub use device::{DeviceId, DeviceRecord};
pub use error::{BackupEntryError, BackupOpenError, RehearsalError};
pub use folder::Folder;
pub use format::{FORMAT_VERSION, read, write};
pub use freshness::BackupFreshness;
pub use name::BackupFileName;
pub use newest::{FetchedBackup, NewestBackup, NewestBackupProgress};
pub use open::{DecryptedBackup, MAX_FILE_BYTES, check_header, open, work_factor};
pub use ownership::{BackupOwnership, NotOwnedReason};
pub use place::{BackupPlace, PlaceError};
pub use proof::{BackupProof, BackupSaveError, SaveWarning};
pub use record::{AutomaticBackup, BackupFailure, ChosenPlace, PlaceKind, SavedBackup};
pub use rehearsal_record::{RehearsalRecord, RehearsalStatus};
pub use rehearse::{RehearsedBackup, RestoreRehearsal};
pub use request::{PlaceAnswer, PlaceFailure, PlaceRequest};
pub use rotate::{KeepCount, RotationReport};
pub use save::{BackupSave, SaveStep};
pub use save_by_requests::{SaveByRequests, SaveProgress};
pub use save_to_document::DOCUMENT_NAME;
pub use seal::{ScryptWorkFactor, seal};
pub use survey::{FolderSurvey, OtherDeviceBackup, SurveyByRequests, SurveyProgress};
pub use target::BackupTarget;

use crate::crypto::mac::{MacTag, sha256};
use crate::secret::Passphrase;
use crate::vault::{ProvedBackup, StoredAccount};

/// A file that may be a backup.
#[derive(Clone, Copy)]
pub struct BackupFile<'a> {
    /// Its name, if known. A name that we gave includes a digest of the content.
    pub name: Option<&'a str>,
    /// Its content.
    pub sealed: &'a [u8],
}

/// What was read from a backup.
#[derive(Debug, PartialEq)]
pub struct ReadBackup {
    /// Its content.
    pub contents: BackupContents,
    /// Every account that cannot be read.
    pub refused: Vec<RefusedBackupEntry>,
    /// Whether the content is what was written.
    pub integrity: BackupIntegrity,
}

impl ReadBackup {
    /// What a vault that holds exactly this records of it; `None` if a part is missing or cannot be
    /// read.
    pub fn proved(&self) -> Option<ProvedBackup> {
        let Self { contents, refused, integrity } = self;
        let is_whole = *integrity == BackupIntegrity::Whole
            && contents.extent == BackupExtent::Whole
            && refused.is_empty();
        is_whole.then(|| ProvedBackup {
            at: contents.made,
            accounts: contents.entries.len(),
            digest: contents.digest(),
            rest: Some(contents.rest_digest()),
        })
    }

    /// The accounts in use, to generate codes directly from a backup.
    pub fn in_use(&self) -> Vec<StoredAccount> {
        let used = self.contents.entries.iter().filter(|entry| entry.trashed.is_none());
        let kept = (0..).zip(used);
        kept.map(|(order, entry)| StoredAccount::new(entry.id, entry.account.duplicate(), order))
            .collect()
    }
}

/// An account of a backup that cannot be restored, although the others can. Its number counts all
/// accounts of the backup.
pub type RefusedBackupEntry = crate::fault::RefusedEntry<BackupEntryError>;

/// Whether a backup's accounts are those that were written. The passphrase authenticates every
/// byte, so any value but `Whole` means that somebody who knows it changed the document, or that
/// the program that wrote it has a bug.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BackupIntegrity {
    /// The number and the digest of the accounts match.
    Whole,
    /// Accounts are missing or were added.
    Count {
        /// The number of accounts.
        found: usize,
        /// The number that the document states.
        known: usize,
    },
    /// The number matches and the digest does not: an account was changed.
    Digest,
    /// Some accounts cannot be read, so the digest cannot be calculated.
    Unknown,
}

/// Opens a backup and reads all of it.
///
/// # Errors
/// One [`BackupOpenError`] per cause. If the file's name contains its digest, a wrong passphrase is
/// distinguished from a damaged file.
pub fn verify(
    file: BackupFile<'_>,
    passphrase: &Passphrase,
) -> Result<ReadBackup, BackupOpenError> {
    verify_known(file, passphrase, &[])
}

/// As [`verify`], when a vault is available: pass the digests of the files that it verified
/// ([`VaultSettings::proved_files`](crate::vault::VaultSettings::proved_files)). A file with one of these is
/// undamaged.
///
/// # Errors
/// As [`verify`].
pub fn verify_known(
    file: BackupFile<'_>,
    passphrase: &Passphrase,
    proved_files: &[MacTag],
) -> Result<ReadBackup, BackupOpenError> {
    let opened = open(file.sealed, passphrase, ScryptWorkFactor::MAX).map_err(|why| {
        let name = file.name.and_then(BackupFileName::parse);
        let is_as_made = if proved_files.contains(&sha256(file.sealed)) {
            Some(true)
        } else {
            name.map(|name| name.fits(file.sealed))
        };
        match (why, is_as_made) {
            (BackupOpenError::PassphraseOrDamage, Some(true)) => BackupOpenError::Passphrase,
            (BackupOpenError::PassphraseOrDamage, Some(false)) => BackupOpenError::Damaged,
            (why, _) => why,
        }
    })?;
    read(&opened.plain)
}

#[cfg(test)]
mod tests {
    use super::memory::passphrase;
    use super::sample::{DEVICE, VAULT, contents, three};
    use super::*;
    use crate::time::UnixMillis;

    #[test]
    fn a_passphrase_is_reported_wrong_only_for_a_known_file() {
        let sealed =
            seal(&write(&contents(three())), &passphrase(), ScryptWorkFactor::new(1).unwrap());
        let ours = BackupFileName::of(UnixMillis(0), VAULT, DEVICE, &sealed).to_string();
        // Changes one letter of the salt, in the file without its armor.
        let text = String::from_utf8(sealed.clone()).unwrap();
        let lines: String = text.lines().filter(|line| !line.starts_with('-')).collect();
        let mut changed = data_encoding::BASE64.decode(lines.as_bytes()).unwrap();
        let salt = b"age-encryption.org/v1\n-> scrypt ".len();
        changed[salt] = if changed[salt] == b'A' { b'B' } else { b'A' };

        let wrong = Passphrase::new("house".to_owned());
        let answer = |name, sealed: &[u8], typed: &Passphrase, known: &[MacTag]| {
            verify_known(BackupFile { name, sealed }, typed, known).map(|_| ()).unwrap_err()
        };
        let known = [sha256(&sealed)];
        for (name, known, expected) in [
            (None, &[][..], BackupOpenError::PassphraseOrDamage),
            (Some("shop.age"), &[], BackupOpenError::PassphraseOrDamage),
            (Some(ours.as_str()), &[], BackupOpenError::Passphrase),
            (Some("shop.age"), &known, BackupOpenError::Passphrase),
        ] {
            assert_eq!(answer(name, &sealed, &wrong, known), expected);
        }
        for (name, typed, expected) in [
            (None, passphrase(), BackupOpenError::PassphraseOrDamage),
            (Some("shop.age"), passphrase(), BackupOpenError::PassphraseOrDamage),
            (Some(ours.as_str()), passphrase(), BackupOpenError::Damaged),
        ] {
            assert_eq!(answer(name, &changed, &typed, &known), expected);
        }
    }
}
