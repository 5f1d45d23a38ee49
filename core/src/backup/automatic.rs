//! Automatic backups: turned on and off, due or not, and recorded.
//!
//! While the vault is unlocked, [`AutomaticBackupTimer`] says when a backup is due, and
//! [`BackupPreparation`] makes it, as a private file next to the vault's file. [`BackupDelivery`]
//! carries that file to the place, also while the vault is locked, and leaves a receipt, which
//! [`AutomaticBackup::settle`] records (docs/spec/backup.md §12).

mod carry;
mod preparation;
mod prepared;
#[cfg(test)]
mod tests;
mod timer;

pub use carry::BackupDelivery;
pub use preparation::{BackupPreparation, VerifiedPreparation};
pub use prepared::PreparedBackup;
pub use timer::{AUTOMATIC_BACKUP_RETRY_MILLIS, AutomaticBackupStep, AutomaticBackupTimer};

use super::device::DeviceId;
use super::freshness::BackupFreshness;
use super::name::BackupFileName;
use super::open::MAX_FILE_BYTES;
use super::place::{BackupPlace, PlaceError};
use super::proof::BackupSaveError;
use super::record::{AutomaticBackup, BackupFailure, ChosenPlace, PlaceKind};
use crate::fault::Fault;
use crate::phrase::PhraseValue;
use crate::secret::Passphrase;
use crate::time::UnixMillis;
use crate::vault::{ChangeError, DeviceError, Vault};
use prepared::PreparedFiles;

/// Why no automatic backup was prepared.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Fault)]
#[fault("backup-prepare", Report)]
pub enum PrepareError {
    /// The content could not be encrypted and verified.
    #[error(transparent)]
    #[fault(transparent)]
    Save(#[from] BackupSaveError),
    /// The file next to the vault's file could not be written.
    #[error(transparent)]
    #[fault(transparent)]
    Device(#[from] DeviceError),
    /// The vault is damaged. What can be read of it must not overwrite the only backup in a document.
    #[error("the vault is damaged")]
    #[fault(Decide)]
    VaultDamaged,
    /// The place for backups is not a document.
    #[error("the place is not a document")]
    NoDocument,
}

/// Why automatic backups stopped, although they are turned on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Fault)]
#[fault("automatic-stopped", Decide)]
pub enum AutomaticBackupError {
    /// The vault was given a new key, which erased the backups' passphrase.
    #[error("the passphrase was erased with the vault's old key")]
    PassphraseErased,
    /// The vault's file was copied from another device, where they were turned on.
    #[error("turned on on another device")]
    OtherDevice,
}

impl BackupFailure {
    /// Whether automatic backups ended without the person.
    pub fn has_stopped(&self) -> bool {
        self.is_one_of(&[AutomaticBackupError::PassphraseErased, AutomaticBackupError::OtherDevice])
    }

    /// Whether a document may hold no complete backup, because writing to it failed.
    fn has_left_part(&self) -> bool {
        self.is_one_of(&[BackupSaveError::DocumentFull, BackupSaveError::DocumentUnfinished])
    }

    fn is_one_of(&self, errors: &[impl Fault]) -> bool {
        errors.iter().any(|why| why.code() == self.why.code)
    }
}

impl AutomaticBackup {
    /// Turns automatic backups on for a place. The vault keeps their passphrase from now on, so
    /// whoever unlocks it on this device can also open the backups. It replaces an earlier place and
    /// passphrase, and the next backup is due at once.
    ///
    /// # Errors
    /// One [`ChangeError`] per cause; nothing is turned on or changed, except where [`ChangeError`]
    /// says otherwise.
    pub fn turn_on(
        vault: &mut Vault,
        place: ChosenPlace,
        passphrase: &Passphrase,
        device: DeviceId,
        now: UnixMillis,
    ) -> Result<(), ChangeError> {
        Self::forget_prepared(vault)?;
        let mut settings = vault.settings().clone();
        let automatic = Self {
            is_on: true,
            place: Some(place),
            reached: None,
            failed: None,
            is_unfinished: false,
            ..Self::of(&settings)
        };
        automatic.write(&mut settings);
        vault.keep_backup_passphrase(passphrase, device.0, settings, now)
    }

    /// Stores the place for backups; `None` removes it. A backup that is prepared for another place is
    /// deleted.
    ///
    /// # Errors
    /// One [`ChangeError`] per cause.
    pub fn choose_place(vault: &mut Vault, place: Option<ChosenPlace>) -> Result<(), ChangeError> {
        let is_for = |prepared: &PreparedBackup| {
            place.as_ref().is_some_and(|place| place.address == prepared.place.address)
        };
        let is_left = PreparedBackup::read(vault.path()).is_some_and(|prepared| !is_for(&prepared));
        if is_left {
            Self::forget_prepared(vault)?;
        }
        Self::change(vault, |automatic| {
            automatic.is_unfinished &= !is_left;
            automatic.place = place;
        })
    }

    /// Turns automatic backups off, and erases their passphrase from the vault and the prepared
    /// backup beside it. The place, and the backups there, stay.
    ///
    /// # Errors
    /// One [`ChangeError`] per cause; they stay turned on, except where [`ChangeError`] says
    /// otherwise.
    pub fn turn_off(vault: &mut Vault) -> Result<(), ChangeError> {
        Self::forget_prepared(vault)?;
        let mut settings = vault.settings().clone();
        let known = Self::of(&settings);
        // A failure of automatic backups ends with them.
        let automatic =
            Self { is_on: false, reached: None, failed: None, is_unfinished: false, ..known };
        automatic.write(&mut settings);
        vault.erase_backup_passphrase(settings)
    }

    /// Records what became of the prepared backup, and that automatic backups stopped if a new key
    /// erased their passphrase. Call it after unlocking, after a delivery, and after
    /// [`Vault::rekey`].
    ///
    /// # Errors
    /// One [`ChangeError`] per cause; the next call tries again.
    pub fn settle(vault: &mut Vault, now: UnixMillis) -> Result<(), ChangeError> {
        if !vault.health().is_sound() {
            return Ok(());
        }
        carry::record(vault)?;
        let mut automatic = Self::of(vault.settings());
        if automatic.is_unfinished && PreparedBackup::read(vault.path()).is_none() {
            Self::change(vault, |automatic| automatic.is_unfinished = false)?;
            automatic.is_unfinished = false;
        }
        if automatic.is_on && vault.stored_backup_passphrase().is_none() {
            automatic.stop(AutomaticBackupError::PassphraseErased, vault, now)?;
        }
        Ok(())
    }

    /// Ends automatic backups that were turned on on another device, and erases their passphrase: the
    /// vault's file was copied from there. For a device on which no other program, with an identifier
    /// of its own, opens the same file. Call it after unlocking.
    ///
    /// # Errors
    /// One [`ChangeError`] per cause; the next call tries again.
    pub fn end_copied(
        vault: &mut Vault,
        device: DeviceId,
        now: UnixMillis,
    ) -> Result<(), ChangeError> {
        if !vault.health().is_sound() {
            return Ok(());
        }
        if PreparedBackup::read(vault.path()).is_some_and(|prepared| !prepared.is_of(device)) {
            Self::forget_prepared(vault)?;
        }
        let is_copied =
            vault.stored_backup_passphrase().is_some_and(|kept| kept.device != device.0);
        if !is_copied {
            return Ok(());
        }
        let automatic = Self { is_on: false, reached: None, ..Self::of(vault.settings()) };
        automatic.stop(AutomaticBackupError::OtherDevice, vault, now)
    }

    /// Deletes what is prepared, erases the passphrase, and records why; nothing if it is recorded.
    fn stop(
        mut self,
        why: AutomaticBackupError,
        vault: &mut Vault,
        now: UnixMillis,
    ) -> Result<(), ChangeError> {
        PreparedFiles::beside(vault.path()).remove()?;
        let why = PhraseValue::of_fault(&why);
        let is_known = self.failed.as_ref().is_some_and(|failed| failed.why == why);
        if is_known && vault.stored_backup_passphrase().is_none() {
            return Ok(());
        }
        self.failed = Some(BackupFailure { since: now, why });
        let mut settings = vault.settings().clone();
        self.write(&mut settings);
        vault.erase_backup_passphrase(settings)
    }

    /// Whether the chosen place is a document that may hold no complete backup now.
    pub fn may_hold_part(&self) -> bool {
        self.place.as_ref().is_some_and(|place| place.kind == PlaceKind::Document)
            && (self.is_unfinished
                || self.failed.as_ref().is_some_and(BackupFailure::has_left_part))
    }

    /// Whether automatic backups of this vault are made on this device.
    pub fn runs_on(vault: &Vault, device: DeviceId) -> bool {
        let automatic = Self::of(vault.settings());
        let kept = vault.stored_backup_passphrase();
        automatic.is_on
            && automatic.place.is_some()
            && kept.is_some_and(|kept| kept.device == device.0)
    }

    /// Whether an automatic backup is due: the vault was changed since the latest backup, or the
    /// chosen place has none yet.
    pub fn is_due(vault: &Vault, device: DeviceId) -> bool {
        let Self { place, reached, .. } = Self::of(vault.settings());
        let is_reached = place.is_some_and(|place| reached == Some(place.address));
        Self::runs_on(vault, device)
            && match BackupFreshness::of(vault) {
                BackupFreshness::Current { .. } => !is_reached,
                freshness => freshness.is_due(),
            }
    }

    /// Whether a backup to this place is due: the vault was changed since the latest backup, or the
    /// place does not have that one as it was saved.
    ///
    /// # Errors
    /// One [`PlaceError`] per cause.
    pub fn is_due_at(vault: &Vault, place: &dyn BackupPlace) -> Result<bool, PlaceError> {
        let latest = Self::of(vault.settings()).made.into_iter().next();
        let latest = latest.and_then(|latest| BackupFileName::parse(&latest.name));
        let is_there = |name: BackupFileName| match place.read(&name.to_string(), MAX_FILE_BYTES) {
            Ok(sealed) => Ok(name.fits(&sealed)),
            Err(PlaceError::FileMissing) => Ok(false),
            Err(why) => Err(why),
        };
        place.list()?;
        Ok(match BackupFreshness::of(vault) {
            BackupFreshness::Current { .. } => !latest.map_or(Ok(false), is_there)?,
            freshness => freshness.is_due(),
        })
    }

    /// Records that the prepared backup is for a document, which may hold no complete backup until
    /// the prepared one was found there.
    ///
    /// # Errors
    /// One [`ChangeError`] per cause.
    pub fn note_unfinished(vault: &mut Vault) -> Result<(), ChangeError> {
        let prepared = PreparedBackup::read(vault.path());
        if prepared.is_some_and(|prepared| prepared.place.kind == PlaceKind::Document) {
            Self::change(vault, |automatic| automatic.is_unfinished = true)?;
        }
        Ok(())
    }

    /// Deletes the prepared backup, after what became of an earlier one was recorded.
    fn forget_prepared(vault: &mut Vault) -> Result<(), ChangeError> {
        carry::record(vault)?;
        Ok(PreparedFiles::beside(vault.path()).remove()?)
    }
}
