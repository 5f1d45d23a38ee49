//! Prepares a backup: encrypts and verifies it while the vault is unlocked, or from a copy of what it
//! needs (docs/spec/backup.md §12 and §14).

use super::prepared::{NewPreparedBackup, PreparedBackup, PreparedFiles, SealedBackupNote};
use super::{AutomaticBackup, ChosenPlace, PrepareError, carry};
use crate::backup::contents::{BackupContents, BackupExtent};
use crate::backup::device::DeviceId;
use crate::backup::ownership::BackupOwnership;
use crate::backup::proof::{BackupProof, BackupSaveError};
use crate::backup::record::PlaceKind;
use crate::backup::rotate::KeepCount;
use crate::backup::save::{compare, opened, sealed};
use crate::backup::seal::ScryptWorkFactor;
use crate::crypto::SymmetricKey;
use crate::crypto::random::Random;
use crate::secret::Passphrase;
use crate::time::UnixMillis;
use crate::vault::Vault;

/// How many interrupted backups of a document are remembered: as many as are prepared while a storage
/// app is unreachable for hours, and few enough for a header.
const MAX_INTERRUPTED_BACKUPS: usize = 200;

/// A backup to be made and carried later: a copy of everything that it needs, so that encrypting and
/// verifying it neither holds nor needs the vault.
pub struct BackupPreparation {
    files: PreparedFiles,
    contents: BackupContents,
    ownership: BackupOwnership,
    passphrase: Passphrase,
    place: ChosenPlace,
    keep: KeepCount,
    key: SymmetricKey,
    work: ScryptWorkFactor,
    is_typed: bool,
    interrupted: Vec<Vec<u8>>,
}

impl BackupPreparation {
    /// Begins an automatic backup of the vault's current content; `None` if automatic backups are
    /// off on this device, none is due, or the one that is due is prepared already.
    pub fn of(vault: &Vault, device: DeviceId, now: UnixMillis) -> Option<Self> {
        let contents = BackupContents::of(vault, now);
        let place = AutomaticBackup::of(vault.settings()).place?;
        // What could be read of a damaged vault must not take the place of what it held.
        if contents.extent == BackupExtent::Partial || !AutomaticBackup::is_due(vault, device) {
            return None;
        }
        let files = PreparedFiles::beside(vault.path());
        let ready = PreparedBackup::read_file(&files.prepared);
        if ready.as_ref().is_some_and(|ready| ready.fits(vault, device, &place)) {
            return None;
        }
        let passphrase = vault.backup_passphrase(device.0)?;
        Some(Self::new(vault, device, contents, place, passphrase, ready))
    }

    /// Begins a backup of the vault's current content with a passphrase that a person typed, to the
    /// document that was chosen as the place: it is prepared first, because writing to a document
    /// may be interrupted. It replaces an earlier prepared backup.
    ///
    /// # Errors
    /// [`BackupSaveError::EmptyPassphrase`]; [`PrepareError::VaultDamaged`]; or
    /// [`PrepareError::NoDocument`].
    pub fn typed(
        vault: &Vault,
        device: DeviceId,
        passphrase: Passphrase,
        now: UnixMillis,
    ) -> Result<Self, PrepareError> {
        if passphrase.is_empty() {
            return Err(BackupSaveError::EmptyPassphrase.into());
        }
        let contents = BackupContents::of(vault, now);
        if contents.extent == BackupExtent::Partial {
            return Err(PrepareError::VaultDamaged);
        }
        let place = AutomaticBackup::of(vault.settings()).place;
        let Some(place) = place.filter(|place| place.kind == PlaceKind::Document) else {
            return Err(PrepareError::NoDocument);
        };
        let ready = PreparedBackup::read(vault.path());
        let preparation = Self::new(vault, device, contents, place, passphrase, ready);
        Ok(Self { is_typed: true, ..preparation })
    }

    fn new(
        vault: &Vault,
        device: DeviceId,
        contents: BackupContents,
        place: ChosenPlace,
        passphrase: Passphrase,
        ready: Option<PreparedBackup>,
    ) -> Self {
        let mut ownership = BackupOwnership::of(vault, device);
        ownership.remember(carry::unrecorded(vault));
        // A document may hold a part of the earlier prepared backup, which this one replaces.
        let earlier = ready.filter(|ready| {
            place.kind == PlaceKind::Document && ready.place.address == place.address
        });
        let mut interrupted = earlier.map(|ready| ready.starts).unwrap_or_default();
        interrupted.drain(..interrupted.len().saturating_sub(MAX_INTERRUPTED_BACKUPS));
        Self {
            files: PreparedFiles::beside(vault.path()),
            contents,
            ownership,
            passphrase,
            place,
            keep: AutomaticBackup::of(vault.settings()).keep,
            key: vault.prepared_backup_key(),
            work: ScryptWorkFactor::STANDARD,
            is_typed: false,
            interrupted,
        }
    }

    /// The same with another scrypt work factor; tests use a lower one.
    #[must_use]
    pub fn with_work_factor(mut self, work: ScryptWorkFactor) -> Self {
        self.work = work;
        self
    }

    /// Encrypts the content, opens the result with the passphrase, compares every account, and writes
    /// the file from which it is carried. It takes a second or two.
    ///
    /// # Errors
    /// One [`PrepareError`] per cause; an earlier prepared backup is unchanged.
    pub fn finish(self, random: &dyn Random) -> Result<(), PrepareError> {
        self.verify()?.write(random)
    }

    /// Encrypts the content, opens the result with the passphrase, and compares every account. It
    /// takes a second or two, and writes nothing.
    ///
    /// # Errors
    /// One [`PrepareError`] per cause.
    pub fn verify(self) -> Result<VerifiedPreparation, PrepareError> {
        let sealed = sealed(&self.contents, &self.passphrase, self.work)?;
        compare(&opened(&sealed, &self.passphrase)?, &self.contents)?;
        Ok(VerifiedPreparation { preparation: self, sealed })
    }
}

/// A backup that was encrypted and verified, and is not written yet.
pub struct VerifiedPreparation {
    preparation: BackupPreparation,
    sealed: Vec<u8>,
}

impl VerifiedPreparation {
    /// Writes the file from which the backup is carried.
    ///
    /// # Errors
    /// One [`PrepareError`] per cause; an earlier prepared backup is unchanged.
    pub fn write(self, random: &dyn Random) -> Result<(), PrepareError> {
        let Self { preparation, sealed } = self;
        let BackupPreparation { files, contents, ownership, place, keep, key, .. } = preparation;
        let (vault, made) = (ownership.vault(), contents.made);
        let name = ownership.file_name(made, &sealed).to_string();
        let proof = BackupProof::of(&contents, name, &sealed);
        let proof = if preparation.is_typed { proof } else { proof.unattended() };
        let note = SealedBackupNote::seal(&proof, &key, vault, random)?;
        let ownership = &ownership;
        let interrupted = &preparation.interrupted;
        let new = NewPreparedBackup { place, made, keep, ownership, interrupted, note };
        Ok(new.write(&files, &sealed)?)
    }
}
