//! Which files are ours (docs/spec/backup.md §8). A file that is not known to be a backup of this
//! vault may be all that somebody has: it is never written over, removed or pushed out of its name.
//!
//! This is the only place that decides it; every saving, rotation and clean-up asks here.

use super::contents::{Contents, Entry};
use super::error::OpenError;
use super::{Extent, Integrity, Read, Work, format, open};
use crate::account::matching::{Known, pair};
use crate::crypto::mac::{Tag, sha256};
use crate::fault::Fault;
use crate::otp::Kind;
use crate::secret::Passphrase;
use crate::vault::{Vault, VaultId};

/// The most work that is done to see what a file is. Ours take 2^17.
const MOST_WORK: u8 = 18;

/// What a vault knows of the backups that were made of it.
#[derive(Clone, Debug)]
pub struct Ownership {
    vault: VaultId,
    restored_from: Vec<VaultId>,
    proved_files: Vec<Tag>,
}

/// Why a file is not known to be a backup that may be replaced. It was left as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Fault)]
#[fault("backup-not-ours", Decide)]
pub enum NotOurs {
    /// It is no backup at all.
    #[error("not a backup")]
    NotBackup,
    /// The passphrase at hand does not open it, so nobody knows whose it is.
    #[error("not opened by this passphrase")]
    Unopened,
    /// It is a backup of another vault.
    #[error("a backup of another vault")]
    OtherVault,
    /// It holds accounts, or counters that went further, that the vault does not have.
    #[error("holds {count} accounts that the vault lacks")]
    HoldsMore {
        /// How many.
        count: usize,
    },
    /// It was changed since it was made, or a newer version put more into it than is read here.
    #[error("not wholly understood")]
    NotUnderstood,
}

/// What stands under a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// Nothing.
    Absent,
    /// A file without content: nothing is lost with it.
    Empty,
    /// A backup that may be replaced.
    Ours,
    /// Anything else.
    Foreign(NotOurs),
}

impl Ownership {
    /// What a vault knows.
    pub fn of(vault: &Vault) -> Self {
        let settings = vault.settings();
        Self {
            vault: vault.id(),
            restored_from: settings.restored_from.clone(),
            proved_files: settings.proved_files.clone(),
        }
    }

    /// What is known where there is nothing but the vault's name.
    pub fn of_id(vault: VaultId) -> Self {
        Self { vault, restored_from: Vec::new(), proved_files: Vec::new() }
    }

    /// The vault.
    pub(super) fn vault(&self) -> VaultId {
        self.vault
    }

    /// Whether the vault remembers that it proved a file.
    pub(super) fn remembers(&self, sealed: &[u8]) -> bool {
        self.proved_files.contains(&sha256(sealed))
    }

    /// Has it remember a file.
    #[cfg(test)]
    pub(super) fn remember(&mut self, sealed: &[u8]) {
        self.proved_files.push(sha256(sealed));
    }

    /// Judges a file's content, for a new backup with these contents.
    ///
    /// It is ours when the vault remembers that it proved it. Otherwise it is opened: it is ours
    /// when it was made of this vault, or of one that was restored into it, and holds nothing that
    /// `contents` lacks. A damaged vault may have lost what an older backup still holds, so for
    /// it the memory alone is not enough.
    pub(super) fn judge(
        &self,
        sealed: &[u8],
        contents: &Contents,
        passphrase: &Passphrase,
    ) -> Standing {
        if sealed.is_empty() {
            return Standing::Empty;
        }
        if self.remembers(sealed) && contents.extent == Extent::Whole {
            return Standing::Ours;
        }
        match self.open(sealed, contents, passphrase) {
            Ok(()) => Standing::Ours,
            Err(why) => Standing::Foreign(why),
        }
    }

    fn open(
        &self,
        sealed: &[u8],
        contents: &Contents,
        passphrase: &Passphrase,
    ) -> Result<(), NotOurs> {
        let most = Work::new(MOST_WORK).expect("it is less than the ceiling");
        let opened = open(sealed, passphrase, most);
        let read =
            opened.and_then(|opened| format::read(&opened.plain)).map_err(|why| match why {
                OpenError::Empty
                | OpenError::TooLarge { .. }
                | OpenError::NotAge
                | OpenError::ForKey
                | OpenError::OtherContent => NotOurs::NotBackup,
                OpenError::Newer { .. }
                | OpenError::Passphrase
                | OpenError::PassphraseOrDamage
                | OpenError::Damaged
                | OpenError::TooCostly { .. } => NotOurs::Unopened,
            })?;
        let is_ours = read
            .contents
            .vault
            .is_some_and(|id| id == self.vault || self.restored_from.contains(&id));
        if !is_ours {
            return Err(NotOurs::OtherVault);
        }
        match lacking(&read.contents.entries, &contents.entries) {
            0 if is_understood(&read) => Ok(()),
            0 => Err(NotOurs::NotUnderstood),
            count => Err(NotOurs::HoldsMore { count }),
        }
    }
}

/// Whether all of a backup was read as it was written.
fn is_understood(read: &Read) -> bool {
    read.integrity == Integrity::Whole
        && read.contents.unknown.is_empty()
        && read.contents.entries.iter().all(|entry| entry.unknown.is_empty())
}

/// How many of a file's accounts we lack: no account of ours has the key, or a counter of ours has
/// not come as far. An account that only has other parameters now is the same by its identifier.
fn lacking(theirs: &[Entry], ours: &[Entry]) -> usize {
    let known = |entry| {
        let Entry { id, account, .. }: &Entry = entry;
        Known { id: Some(*id), account }
    };
    let pairs = pair(
        &theirs.iter().map(known).collect::<Vec<_>>(),
        &ours.iter().map(known).collect::<Vec<_>>(),
    );
    let is_held = |(their, paired): (&Entry, Option<usize>)| {
        let same =
            |our: &&Entry| our.id == their.id && our.account.otp.key() == their.account.otp.key();
        let our = paired.map(|index| &ours[index]).or_else(|| ours.iter().find(same));
        our.is_some_and(|our| !is_further(their.account.otp.kind(), our.account.otp.kind()))
    };
    theirs.iter().zip(pairs).filter(|both| !is_held((both.0, both.1))).count()
}

fn is_further(their: Kind, our: Kind) -> bool {
    match (their, our) {
        (Kind::Hotp { counter: their }, Kind::Hotp { counter: our }) => their > our,
        (Kind::Hotp { .. }, _) => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests;
