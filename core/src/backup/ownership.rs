//! Decides which files are ours (docs/spec/backup.md §8). A file that is not known to be a backup
//! of this vault may be somebody's only copy: it is never overwritten, removed or renamed without
//! permission.
//!
//! Only this module decides that; every save, rotation and clean-up uses it.

use super::contents::{BackupContents, BackupEntry};
use super::device::DeviceId;
use super::error::BackupOpenError;
use super::name::{BackupFileName, is_unproved, unproved};
use super::{BackupExtent, BackupIntegrity, ReadBackup, ScryptWorkFactor, format, open};
use crate::account::matching::{MatchCandidate, pair_accounts};
use crate::crypto::mac::{MacTag, sha256};
use crate::fault::Fault;
use crate::otp::MovingFactor;
use crate::secret::Passphrase;
use crate::time::UnixMillis;
use crate::vault::{Vault, VaultId};

/// The highest work factor that is spent on examining a file. Ours use 2^17.
const MAX_WORK_FACTOR: u8 = 18;

/// What a vault has recorded about its backups, and the device on which it is open.
#[derive(Clone, Debug)]
pub struct BackupOwnership {
    vault: VaultId,
    device: DeviceId,
    restored_from: Vec<VaultId>,
    proved_files: Vec<MacTag>,
}

/// Why a file is not known to be a backup that may be replaced. It was not changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Fault)]
#[fault("backup-not-ours", Decide)]
pub enum NotOwnedReason {
    /// The file is not a backup.
    #[error("not a backup")]
    NotBackup,
    /// The given passphrase does not open the file, so its origin is unknown.
    #[error("the passphrase does not open it")]
    Unopened,
    /// The file is a backup of another vault.
    #[error("a backup of another vault")]
    OtherVault,
    /// The file has accounts, or higher counters, that the vault does not have.
    #[error("holds {count} accounts that the vault lacks")]
    HoldsMore {
        /// The number of these accounts.
        count: usize,
    },
    /// The file was modified after it was made, or a newer version wrote data that this build
    /// cannot read.
    #[error("not completely understood")]
    NotUnderstood,
}

/// The result of judging the file with a given name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FileOwnership {
    /// There is no file.
    Absent,
    /// The file is empty, so it holds no data.
    Empty,
    /// The file is a backup that may be replaced.
    Ours,
    /// The file is anything else.
    Foreign(NotOwnedReason),
}

impl BackupOwnership {
    /// Reads the record of a vault.
    pub fn of(vault: &Vault, device: DeviceId) -> Self {
        let settings = vault.settings();
        Self {
            vault: vault.id(),
            device,
            restored_from: settings.restored_from.clone(),
            proved_files: settings.proved_files.clone(),
        }
    }

    /// The record when only the identifiers are known.
    pub fn of_id(vault: VaultId, device: DeviceId) -> Self {
        Self { vault, device, restored_from: Vec::new(), proved_files: Vec::new() }
    }

    /// The vault's identifier.
    pub(super) fn vault(&self) -> VaultId {
        self.vault
    }

    /// The name of a verified file.
    pub(super) fn file_name(&self, made: UnixMillis, sealed: &[u8]) -> BackupFileName {
        BackupFileName::of(made, self.vault, self.device, sealed)
    }

    /// The temporary name of a file until it was verified.
    pub(super) fn unproved_name(&self, made: UnixMillis) -> String {
        unproved(made, self.vault, self.device)
    }

    /// The device's identifier.
    pub(super) fn device(&self) -> DeviceId {
        self.device
    }

    /// Whether this device gives such a name to a file of this vault that is not verified yet.
    pub(super) fn is_unproved(&self, name: &str) -> bool {
        is_unproved(name, self.vault, self.device)
    }

    /// The record with these files only.
    pub(super) fn of_files(vault: VaultId, device: DeviceId, proved_files: Vec<MacTag>) -> Self {
        Self { vault, device, restored_from: Vec::new(), proved_files }
    }

    /// The digests of the files that the vault verified.
    pub(super) fn proved_files(&self) -> &[MacTag] {
        &self.proved_files
    }

    /// Judges a file's content when the passphrase is not at hand: it is ours if the vault has
    /// recorded it.
    pub(super) fn judge_recorded(&self, sealed: &[u8]) -> FileOwnership {
        if sealed.is_empty() {
            FileOwnership::Empty
        } else if self.remembers(sealed) {
            FileOwnership::Ours
        } else {
            FileOwnership::Foreign(NotOwnedReason::Unopened)
        }
    }

    /// Whether the vault has recorded that it verified this file.
    pub(super) fn remembers(&self, sealed: &[u8]) -> bool {
        self.proved_files.contains(&sha256(sealed))
    }

    /// Adds the digests of files to the record.
    pub(super) fn remember(&mut self, digests: impl IntoIterator<Item = MacTag>) {
        self.proved_files.extend(digests);
    }

    /// Judges a file's content before a backup with `contents` replaces it.
    ///
    /// The file is ours if the vault has recorded that it verified it. Otherwise it is opened: it
    /// is ours if it was made from this vault, or from one that was restored into it, and holds
    /// nothing that `contents` lacks. A damaged vault may have lost what an older backup still
    /// holds, so for a partial backup the record alone is not enough.
    pub(super) fn judge(
        &self,
        sealed: &[u8],
        contents: &BackupContents,
        passphrase: &Passphrase,
    ) -> FileOwnership {
        let incomplete = Err(NotOwnedReason::Unopened);
        self.judge_where_incomplete(incomplete, sealed, contents, passphrase)
    }

    /// Judges a file's content. `incomplete` is the verdict on a file whose header the passphrase
    /// opens, while the rest is missing or damaged.
    fn judge_where_incomplete(
        &self,
        incomplete: Result<(), NotOwnedReason>,
        sealed: &[u8],
        contents: &BackupContents,
        passphrase: &Passphrase,
    ) -> FileOwnership {
        if sealed.is_empty() {
            return FileOwnership::Empty;
        }
        if self.remembers(sealed) && contents.extent == BackupExtent::Whole {
            return FileOwnership::Ours;
        }
        match self.open(incomplete, sealed, contents, passphrase) {
            Ok(()) => FileOwnership::Ours,
            Err(why) => FileOwnership::Foreign(why),
        }
    }

    /// Judges a file that has a name for unverified files of this vault. As [`Self::judge`]; it is
    /// also ours if the passphrase opens its header and the rest is missing or damaged: its process
    /// was killed while writing it, and it was never a verified backup.
    pub(super) fn judge_unproved(
        &self,
        sealed: &[u8],
        contents: &BackupContents,
        passphrase: &Passphrase,
    ) -> FileOwnership {
        self.judge_where_incomplete(Ok(()), sealed, contents, passphrase)
    }

    fn open(
        &self,
        incomplete: Result<(), NotOwnedReason>,
        sealed: &[u8],
        contents: &BackupContents,
        passphrase: &Passphrase,
    ) -> Result<(), NotOwnedReason> {
        let most = ScryptWorkFactor::new(MAX_WORK_FACTOR).expect("18 is within the accepted range");
        let opened = match open::try_open(sealed, passphrase, most) {
            Err(failure) if failure.is_header_open => return incomplete,
            opened => opened.map_err(|failure| failure.why),
        };
        let read =
            opened.and_then(|opened| format::read(&opened.plain)).map_err(|why| match why {
                BackupOpenError::Empty
                | BackupOpenError::TooLarge { .. }
                | BackupOpenError::NotAge
                | BackupOpenError::ForKey
                | BackupOpenError::OtherContent => NotOwnedReason::NotBackup,
                BackupOpenError::Newer { .. }
                | BackupOpenError::Passphrase
                | BackupOpenError::PassphraseOrDamage
                | BackupOpenError::Damaged
                | BackupOpenError::TooCostly { .. } => NotOwnedReason::Unopened,
            })?;
        let is_ours = read
            .contents
            .vault
            .is_some_and(|id| id == self.vault || self.restored_from.contains(&id));
        if !is_ours {
            return Err(NotOwnedReason::OtherVault);
        }
        match count_missing(&read.contents.entries, &contents.entries) {
            0 if is_understood(&read) => Ok(()),
            0 => Err(NotOwnedReason::NotUnderstood),
            count => Err(NotOwnedReason::HoldsMore { count }),
        }
    }
}

/// Whether all of a backup was read as it was written.
fn is_understood(read: &ReadBackup) -> bool {
    read.integrity == BackupIntegrity::Whole
        && read.contents.unknown.is_empty()
        && read.contents.entries.iter().all(|entry| entry.unknown.is_empty())
}

/// The number of a file's accounts that we lack: none of our accounts has the key, or our counter
/// is lower. An account with only other parameters is matched by its identifier.
fn count_missing(theirs: &[BackupEntry], ours: &[BackupEntry]) -> usize {
    let known = |entry| {
        let BackupEntry { id, account, .. }: &BackupEntry = entry;
        MatchCandidate { id: Some(*id), account }
    };
    let pairs = pair_accounts(
        &theirs.iter().map(known).collect::<Vec<_>>(),
        &ours.iter().map(known).collect::<Vec<_>>(),
    );
    let is_held = |(their, paired): (&BackupEntry, Option<usize>)| {
        let same = |our: &&BackupEntry| {
            our.id == their.id && our.account.otp.key() == their.account.otp.key()
        };
        let our = paired.map(|index| &ours[index]).or_else(|| ours.iter().find(same));
        our.is_some_and(|our| !is_further(their.account.otp.kind(), our.account.otp.kind()))
    };
    theirs.iter().zip(pairs).filter(|both| !is_held((both.0, both.1))).count()
}

fn is_further(their: MovingFactor, our: MovingFactor) -> bool {
    match (their, our) {
        (MovingFactor::Hotp { counter: their }, MovingFactor::Hotp { counter: our }) => their > our,
        (MovingFactor::Hotp { .. }, _) => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests;
