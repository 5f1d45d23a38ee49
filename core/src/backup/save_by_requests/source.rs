//! What is saved: the vault's content, or a file that was prepared while the vault was unlocked.

use super::SaveByRequests;
use crate::backup::PreparedBackup;
use crate::backup::contents::BackupContents;
use crate::backup::place::PlaceError;
use crate::backup::proof::BackupSaveError;
use crate::backup::rotate::RotationReport;
use crate::backup::save::{compare, opened, sealed};
use crate::backup::seal::ScryptWorkFactor;
use crate::secret::Passphrase;
use crate::time::UnixMillis;

/// What is saved.
pub(super) enum SaveSource {
    /// Content that is encrypted first, and compared account by account.
    Contents { contents: BackupContents, passphrase: Passphrase, work: ScryptWorkFactor },
    /// A file that was encrypted and verified, and is only compared byte by byte: the passphrase and
    /// the vault are not at hand.
    Prepared { made: UnixMillis },
}

/// The file that has its name now.
#[derive(Clone)]
pub(super) struct SavedFile {
    pub(super) unflushed: Option<PlaceError>,
    pub(super) rotated: RotationReport,
}

impl SaveSource {
    /// Encrypts the content; `None` for a prepared file.
    pub(super) fn seal(&self) -> Result<Option<Vec<u8>>, BackupSaveError> {
        match self {
            Self::Contents { contents, passphrase, work } => {
                sealed(contents, passphrase, *work).map(Some)
            }
            Self::Prepared { .. } => Ok(None),
        }
    }

    /// Verifies what was read back; its bytes are known to be the same.
    pub(super) fn prove(&self, bytes: &[u8]) -> Result<(), BackupSaveError> {
        match self {
            Self::Contents { contents, passphrase, .. } => {
                compare(&opened(bytes, passphrase)?, contents)
            }
            Self::Prepared { .. } => Ok(()),
        }
    }

    /// When the backup was made.
    pub(super) fn made(&self) -> UnixMillis {
        match self {
            Self::Contents { contents, .. } => contents.made,
            Self::Prepared { made } => *made,
        }
    }

    pub(super) fn contents(&self) -> Option<&BackupContents> {
        self.opening().map(|(contents, _)| contents)
    }

    /// What older files are compared with and opened with, if that is possible.
    pub(super) fn opening(&self) -> Option<(&BackupContents, &Passphrase)> {
        match self {
            Self::Contents { contents, passphrase, .. } => Some((contents, passphrase)),
            Self::Prepared { .. } => None,
        }
    }
}

impl SaveByRequests {
    /// Carries a prepared backup.
    pub(in crate::backup) fn of_prepared(backup: &PreparedBackup) -> Self {
        let PreparedBackup { made, keep, ownership, sealed, .. } = backup;
        let saving = Self::of(SaveSource::Prepared { made: *made }, ownership.clone(), *keep);
        Self { sealed: sealed.clone(), ..saving }
    }

    /// The same with another scrypt work factor; tests use a lower one.
    #[must_use]
    pub fn with_work_factor(mut self, lower: ScryptWorkFactor) -> Self {
        if let SaveSource::Contents { work, .. } = &mut self.source {
            *work = lower;
        }
        self
    }
}
