//! Makes backups: into a folder that the core can access, or transferred by the shell.

use std::sync::{Arc, Mutex};

use aikotoba_core::backup::{
    AutomaticBackup, BackupProof, BackupSave, BackupTarget, Folder, PlaceAnswer, PlaceFailure,
    PlaceRequest, SaveByRequests, SaveProgress, SaveStep, SaveWarning,
};
use aikotoba_core::call_error::CallError;
use aikotoba_core::fault::Fault;
use aikotoba_core::phrase::PhraseValue;
use aikotoba_core::screens::backup::BackupStep;
use aikotoba_core::secret::Passphrase;
use aikotoba_core::time::UnixMillis;

use crate::errors::{CallResult, Failure};
use crate::types::BackupOutcome;
use crate::vault::Vault;
use crate::work::{WorkProgress, lock_mutex};

/// A backup into a folder on disk.
#[derive(uniffi::Object)]
pub struct FolderBackup {
    vault: Arc<Vault>,
    saving: Mutex<Option<BackupSave<Folder>>>,
    step: Mutex<BackupStep>,
    now: UnixMillis,
    work: WorkProgress,
}

/// A backup that the shell transfers to a location that only it can access, such as a document from
/// the system's file picker. Fetch the next request, carry it out, and pass back the result, until
/// there is no request.
#[derive(uniffi::Object)]
pub struct BackupByRequests {
    vault: Arc<Vault>,
    carrying: Mutex<Option<SaveByRequests>>,
    step: Mutex<SaveStep>,
    now: UnixMillis,
    work: WorkProgress,
}

impl Vault {
    /// Records that a backup failed, and why.
    pub(crate) fn not_saved(&self, why: &dyn Fault, now: UnixMillis) -> Failure {
        let _locked = self.with(|open| {
            AutomaticBackup::remember_failure(&mut open.vault, why, now);
            Ok(())
        });
        Failure::of(why)
    }

    /// Records a saved backup.
    fn saved(&self, proof: &BackupProof) -> BackupOutcome {
        let noted = self.with(|open| Ok(proof.note_or_warn(Some(&mut open.vault))));
        let warnings = noted.unwrap_or_else(|_| proof.note_or_warn(None));
        let warnings = warnings.iter().map(|warning: &SaveWarning| PhraseValue::of_phrase(warning));
        BackupOutcome { made: proof.made(), warnings: warnings.collect() }
    }
}

#[uniffi::export]
impl Vault {
    /// Begins a backup into a folder, under an automatic name. At the end, the oldest verified
    /// backups beyond the configured number are deleted.
    pub fn back_up_to_folder(
        self: Arc<Self>,
        folder: String,
        password: String,
        now: UnixMillis,
    ) -> CallResult<Arc<FolderBackup>> {
        let password = Passphrase::new(password);
        let saving = self.with(|open| {
            let keep = AutomaticBackup::of(open.vault.settings()).keep;
            let (place, target) = (Folder::new(folder), BackupTarget::Rotating(keep));
            Ok(BackupSave::new(
                &open.vault,
                self.device_of(&open.vault)?,
                place,
                target,
                password,
                now,
            )?)
        })?;
        Ok(FolderBackup::of(self, saving, now))
    }

    /// Begins a backup into the file at that path. An existing backup of this vault is kept beside
    /// it; any other existing file is rejected.
    pub fn back_up_to_file(
        self: Arc<Self>,
        file: String,
        password: String,
        now: UnixMillis,
    ) -> CallResult<Arc<FolderBackup>> {
        let password = Passphrase::new(password);
        let saving = self.with(|open| {
            let (place, name) = Folder::of_file(file.as_ref())?;
            Ok(BackupSave::new(
                &open.vault,
                self.device_of(&open.vault)?,
                place,
                BackupTarget::File(name),
                password,
                now,
            )?)
        })?;
        Ok(FolderBackup::of(self, saving, now))
    }

    /// Begins a backup that the shell transfers. At the end, the oldest verified backups beyond the
    /// configured number are deleted.
    pub fn back_up_by_requests(
        self: Arc<Self>,
        password: String,
        now: UnixMillis,
    ) -> CallResult<Arc<BackupByRequests>> {
        let password = Passphrase::new(password);
        let carrying = self.with(|open| {
            let keep = AutomaticBackup::of(open.vault.settings()).keep;
            Ok(SaveByRequests::new(&open.vault, self.device_of(&open.vault)?, password, keep, now)?)
        })?;
        let (step, work) = (Mutex::new(carrying.step()), WorkProgress::default());
        let carrying = Mutex::new(Some(carrying));
        Ok(Arc::new(BackupByRequests { vault: self, carrying, step, now, work }))
    }
}

impl FolderBackup {
    fn of(vault: Arc<Vault>, saving: BackupSave<Folder>, now: UnixMillis) -> Arc<Self> {
        Arc::new(Self {
            vault,
            saving: Mutex::new(Some(saving)),
            step: Mutex::new(BackupStep::until(SaveStep::ALL[0])),
            now,
            work: WorkProgress::of(SaveStep::ALL.len()),
        })
    }
}

#[uniffi::export]
impl FolderBackup {
    /// The progress from 0 to 1; none if it is unknown. The operation may take a while and can be
    /// cancelled.
    pub fn progress(&self) -> Option<f64> {
        self.work.progress()
    }

    /// The current step.
    pub fn step(&self) -> BackupStep {
        *lock_mutex(&self.step)
    }

    /// Leaves the older backups unchanged and makes no new one, unless it was already saved.
    pub fn cancel(&self) {
        self.work.cancel();
    }

    /// Runs the next step; `false` if there is none. A step takes up to a second or two.
    pub fn advance(&self) -> CallResult<bool> {
        let mut held = lock_mutex(&self.saving);
        let saving = held.as_mut().ok_or(CallError::AlreadyFinished)?;
        if saving.next_step().is_some_and(SaveStep::can_be_cancelled) {
            self.work.go_on().inspect_err(|_| *held = None)?;
        }
        let Some(saving) = held.as_mut() else { return Err(CallError::AlreadyFinished.into()) };
        match saving.next() {
            None => Ok(false),
            Some(Ok(_)) => {
                self.work.step();
                if let Some(next) = saving.next_step() {
                    *lock_mutex(&self.step) = BackupStep::until(next);
                }
                Ok(true)
            }
            Some(Err(why)) => {
                *held = None;
                Err(self.vault.not_saved(&why, self.now))
            }
        }
    }

    /// Runs all remaining steps: writes the backup, reads it back, decrypts it with the password as
    /// typed, and compares every account. The backup is saved only when this returns; the result
    /// may contain warnings.
    pub fn finish(&self) -> CallResult<BackupOutcome> {
        while self.advance()? {}
        let saving = lock_mutex(&self.saving).take().ok_or(CallError::AlreadyFinished)?;
        let proof = saving.finish().map_err(|why| self.vault.not_saved(&why, self.now))?;
        Ok(self.vault.saved(&proof))
    }
}

#[uniffi::export]
impl BackupByRequests {
    /// The progress from 0 to 1; none if it is unknown.
    pub fn progress(&self) -> Option<f64> {
        Some(lock_mutex(&self.step).fraction_before())
    }

    /// The current step.
    pub fn step(&self) -> BackupStep {
        BackupStep::until(*lock_mutex(&self.step))
    }

    /// Leaves the older backups unchanged and makes no new one, unless it was already saved. The
    /// next request removes what was written.
    pub fn cancel(&self) {
        self.work.cancel();
    }

    /// The next request to carry out at the location; none if the backup is saved. Pass the result
    /// of the previous request, and none at first. Takes up to a second or two.
    pub fn next(&self, answer: Option<PlaceAnswer>) -> CallResult<Option<PlaceRequest>> {
        let mut held = lock_mutex(&self.carrying);
        let carrying = held.as_mut().ok_or(CallError::AlreadyFinished)?;
        if self.work.go_on().is_err() {
            carrying.cancel();
        }
        let next = carrying.next(answer);
        *lock_mutex(&self.step) = carrying.step();
        match next {
            Ok(SaveProgress::Ask(request)) => Ok(Some(request)),
            Ok(SaveProgress::Saved) => Ok(None),
            Ok(SaveProgress::Cancelled) => Err(Failure::Cancelled),
            Err(why) => Err(self.vault.not_saved(&why, self.now)),
        }
    }

    /// Records the backup in the vault after the last request. The result may contain warnings; the
    /// backup is saved in any case.
    pub fn finish(&self) -> CallResult<BackupOutcome> {
        let carrying = lock_mutex(&self.carrying).take().ok_or(CallError::AlreadyFinished)?;
        let proof = carrying.into_proof().ok_or(CallError::AlreadyFinished)?;
        Ok(self.vault.saved(&proof))
    }
}

/// Why a place did not accept a file, as a failure to be shown.
#[uniffi::export]
pub fn place_failure(why: PlaceFailure) -> Failure {
    why.without_limit().into()
}
