//! Automatic backups: turned on and off, prepared while the vault is unlocked, and carried to their
//! place, also while it is locked.

use std::sync::{Arc, Mutex};

use aikotoba_core::backup::{
    self as core, AUTOMATIC_BACKUP_RETRY_MILLIS, AutomaticBackup, AutomaticBackupStep, ChosenPlace,
    DOCUMENT_NAME, Folder, PlaceAnswer, PlaceRequest, SaveProgress,
};
use aikotoba_core::call_error::CallError;
use aikotoba_core::screens::automatic_backup::AutomaticBackupState;
use aikotoba_core::screens::backup::BackupStep;
use aikotoba_core::secret::Passphrase;
use aikotoba_core::time::{MonotonicMillis, UnixMillis};

use crate::errors::{CallResult, Failure};
use crate::vault::Vault;
use crate::work::{WorkProgress, lock_mutex};

/// A backup to be prepared and carried afterwards. It has everything that it needs, so the vault may
/// be locked meanwhile.
#[derive(uniffi::Object)]
pub struct BackupPreparation {
    vault: Arc<Vault>,
    preparation: Mutex<Option<core::BackupPreparation>>,
    now: UnixMillis,
    work: WorkProgress,
}

/// A prepared backup that is carried to its place. This needs neither the vault's key nor
/// a password. Fetch the next request, carry it out, and pass back the answer, until there is no
/// request.
#[derive(uniffi::Object)]
pub struct BackupDelivery(Mutex<Option<core::BackupDelivery>>);

#[uniffi::export]
impl Vault {
    /// The screen of automatic backups.
    pub fn automatic_backup_state(&self) -> CallResult<AutomaticBackupState> {
        self.with(|open| {
            let device = self.device_of(&open.vault)?;
            Ok(AutomaticBackupState::of(&open.vault, device))
        })
    }

    /// Turns automatic backups on for a place. The vault keeps their password from now on, so
    /// whoever unlocks it on this device can also open the backups. The first backup is due at once.
    pub fn turn_on_automatic_backup(
        &self,
        place: ChosenPlace,
        password: String,
        now: UnixMillis,
    ) -> CallResult<()> {
        let password = Passphrase::new(password);
        self.with(|open| {
            let device = self.device_of(&open.vault)?;
            AutomaticBackup::turn_on(&mut open.vault, place, &password, device, now)?;
            open.backup_timer.ask_now();
            Ok(())
        })
    }

    /// Turns automatic backups off, and erases their password from the vault and the prepared backup
    /// beside it. The backups at the place stay.
    pub fn turn_off_automatic_backup(&self) -> CallResult<()> {
        self.with(|open| Ok(AutomaticBackup::turn_off(&mut open.vault)?))
    }

    /// The user asks for a backup now: the next step waits for nothing.
    pub fn ask_for_automatic_backup(&self) -> CallResult<()> {
        self.with(|open| {
            open.backup_timer.ask_now();
            Ok(())
        })
    }

    /// What to do for automatic backups now. Ask after unlocking, after each change, after each step
    /// that was taken, when the time is over, and when the app leaves the foreground or is about to
    /// be locked. `monotonicMillis` counts from boot.
    pub fn next_automatic_backup_step(
        &self,
        monotonic_millis: MonotonicMillis,
        is_leaving: bool,
    ) -> CallResult<AutomaticBackupStep> {
        self.with(|open| {
            let device = self.device_of(&open.vault)?;
            Ok(open.backup_timer.next(&open.vault, device, monotonic_millis, is_leaving))
        })
    }

    /// Copies what an automatic backup needs; none if none is due. Fast: call it before the vault is
    /// locked.
    pub fn automatic_backup(
        self: Arc<Self>,
        now: UnixMillis,
    ) -> CallResult<Option<Arc<BackupPreparation>>> {
        let preparation = self.with(|open| {
            let device = self.device_of(&open.vault)?;
            Ok(core::BackupPreparation::of(&open.vault, device, now))
        })?;
        Ok(preparation.map(|preparation| BackupPreparation::of(self, preparation, now)))
    }

    /// Begins a backup to the document that was chosen as the place, with a password that the user
    /// typed. Finish the preparation, carry it to the document, and record the result.
    pub fn back_up_to_document(
        self: Arc<Self>,
        password: String,
        now: UnixMillis,
    ) -> CallResult<Arc<BackupPreparation>> {
        let password = Passphrase::new(password);
        let preparation = self.with(|open| {
            let device = self.device_of(&open.vault)?;
            Ok(core::BackupPreparation::typed(&open.vault, device, password, now)?)
        })?;
        Ok(BackupPreparation::of(self, preparation, now))
    }

    /// Records what became of the prepared backup. Call it after unlocking and after each delivery.
    pub fn settle_automatic_backup(&self, now: UnixMillis) -> CallResult<()> {
        self.with(|open| Ok(AutomaticBackup::settle(&mut open.vault, now)?))
    }

    /// Ends automatic backups that were turned on on another device, from which the vault was
    /// copied. Call it after unlocking, only if no other program on this device opens the vault.
    pub fn end_copied_automatic_backup(&self, now: UnixMillis) -> CallResult<()> {
        self.with(|open| {
            let device = self.device_of(&open.vault)?;
            Ok(AutomaticBackup::end_copied(&mut open.vault, device, now)?)
        })
    }
}

impl BackupPreparation {
    fn of(vault: Arc<Vault>, preparation: core::BackupPreparation, now: UnixMillis) -> Arc<Self> {
        let preparation = Mutex::new(Some(preparation));
        Arc::new(Self { vault, preparation, now, work: WorkProgress::default() })
    }
}

#[uniffi::export]
impl BackupPreparation {
    /// Encrypts the content, opens the result with the password, compares every account, and writes
    /// the prepared backup next to the vault's file. Takes a second or two. The vault records a failure if
    /// it is unlocked.
    pub fn finish(&self) -> CallResult<()> {
        let preparation = lock_mutex(&self.preparation).take().ok_or(CallError::AlreadyFinished)?;
        let verified = preparation.verify().map_err(|why| self.vault.not_saved(&why, self.now))?;
        self.work.go_on()?;
        let written = verified.write(&*self.vault.random);
        written.map_err(|why| self.vault.not_saved(&why, self.now))?;
        // If the vault was locked meanwhile, the next start carries the backup in any case.
        let _locked =
            self.vault.with(|open| Ok(AutomaticBackup::note_unfinished(&mut open.vault)?));
        Ok(())
    }

    /// Leaves everything as it was, unless the backup was prepared already.
    pub fn cancel(&self) {
        self.work.cancel();
    }
}

/// The suggested name of a new document for backups.
#[uniffi::export]
pub fn backup_document_name() -> String {
    DOCUMENT_NAME.to_owned()
}

/// Begins to carry the prepared backup next to the vault's file at this path; none if there is none.
#[uniffi::export]
pub fn backup_delivery(vault: String) -> Option<Arc<BackupDelivery>> {
    let delivery = core::BackupDelivery::of(vault.as_ref())?;
    Some(Arc::new(BackupDelivery(Mutex::new(Some(delivery)))))
}

/// How long a background job waits after a failure before it carries a prepared backup again, in
/// milliseconds.
#[uniffi::export]
pub fn backup_delivery_retry_millis() -> u32 {
    u32::try_from(AUTOMATIC_BACKUP_RETRY_MILLIS).unwrap_or(u32::MAX)
}

#[uniffi::export]
impl BackupDelivery {
    /// Where the backup is to be carried; none after it ended.
    pub fn place(&self) -> Option<ChosenPlace> {
        lock_mutex(&self.0).as_ref().map(|delivery| delivery.place().clone())
    }

    /// The current step; none after it ended.
    pub fn step(&self) -> Option<BackupStep> {
        lock_mutex(&self.0).as_ref().map(|delivery| BackupStep::until(delivery.step()))
    }

    /// The next request to carry out at the place; none if the backup is saved. Pass the answer to
    /// the previous request, and none at first. After a success or a failure, a receipt is beside
    /// the vault, which records it when it is unlocked; after a failure the prepared backup stays,
    /// to be carried again.
    pub fn next(
        &self,
        answer: Option<PlaceAnswer>,
        now: UnixMillis,
    ) -> CallResult<Option<PlaceRequest>> {
        let mut held = lock_mutex(&self.0);
        let delivery = held.as_mut().ok_or(CallError::AlreadyFinished)?;
        match delivery.next(answer, now) {
            Ok(SaveProgress::Ask(request)) => Ok(Some(request)),
            Ok(SaveProgress::Saved) => {
                *held = None;
                Ok(None)
            }
            Ok(SaveProgress::Cancelled) => Err(Failure::Cancelled),
            Err(why) => {
                *held = None;
                Err(why.into())
            }
        }
    }

    /// Carries the backup into a folder on disk, with the same results.
    pub fn carry_to_folder(&self, folder: String, now: UnixMillis) -> CallResult<()> {
        let delivery = lock_mutex(&self.0).take().ok_or(CallError::AlreadyFinished)?;
        Ok(delivery.carry_to(&Folder::new(folder), now)?)
    }
}
