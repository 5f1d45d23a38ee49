//! Backups being saved: to a folder that the core reaches by itself, or carried by the shell.

use std::sync::{Arc, Mutex};

use aikotoba_core::backup::{
    Automatic, Carrying, Folder, Next, PlaceAnswer, PlaceRequest, Proof, SaveWarning, Saving, Step,
    Target,
};
use aikotoba_core::fault::Fault;
use aikotoba_core::gate::GateError;
use aikotoba_core::phrase::Saying;
use aikotoba_core::screens::backup::BackupStep;
use aikotoba_core::secret::Passphrase;
use aikotoba_core::time::UnixMillis;

use crate::errors::{Answer, Failure};
use crate::types::BackupOutcome;
use crate::vault::Vault;
use crate::work::{Work, hold};

/// A backup into a folder on a disk.
#[derive(uniffi::Object)]
pub struct FolderBackup {
    vault: Arc<Vault>,
    saving: Mutex<Option<Saving<Folder>>>,
    step: Mutex<BackupStep>,
    now: UnixMillis,
    work: Work,
}

/// A backup that the shell carries to a place which only it reaches, such as a document of the
/// phone's own picker. Ask for what comes next, do it, and bring the answer, until nothing comes.
#[derive(uniffi::Object)]
pub struct CarriedBackup {
    vault: Arc<Vault>,
    carrying: Mutex<Option<Carrying>>,
    step: Mutex<Step>,
    now: UnixMillis,
    work: Work,
}

impl Vault {
    /// Remembers that a backup was not saved, and says why.
    fn not_saved(&self, why: &dyn Fault, now: UnixMillis) -> Failure {
        let _locked = self.with(|open| {
            Automatic::remember_failure(&mut open.vault, why, now);
            Ok(())
        });
        Failure::of(why)
    }

    /// Notes a backup that is saved.
    fn saved(&self, proof: &Proof) -> BackupOutcome {
        let noted = self.with(|open| Ok(proof.note_or_warn(Some(&mut open.vault))));
        let warnings = noted.unwrap_or_else(|_| proof.note_or_warn(None));
        let warnings = warnings.iter().map(|warning: &SaveWarning| Saying::of_phrase(warning));
        BackupOutcome { made: proof.made(), warnings: warnings.collect() }
    }
}

#[uniffi::export]
impl Vault {
    /// Begins a backup into a folder, under a name of ours; older proved ones beyond those that
    /// are kept are dropped at its end.
    pub fn back_up_to_folder(
        self: Arc<Self>,
        folder: String,
        password: String,
        now: UnixMillis,
    ) -> Answer<Arc<FolderBackup>> {
        let password = Passphrase::new(password);
        let saving = self.with(|open| {
            let keep = Automatic::of(open.vault.settings()).keep;
            let (place, target) = (Folder::new(folder), Target::Rotating(keep));
            Ok(Saving::new(&open.vault, place, target, password, now)?)
        })?;
        Ok(FolderBackup::of(self, saving, now))
    }

    /// Begins a backup into a file of that path. A backup of this vault that stands there
    /// is kept beside; any other file is refused.
    pub fn back_up_to_file(
        self: Arc<Self>,
        file: String,
        password: String,
        now: UnixMillis,
    ) -> Answer<Arc<FolderBackup>> {
        let password = Passphrase::new(password);
        let saving = self.with(|open| {
            let (place, name) = Folder::of_file(file.as_ref())?;
            Ok(Saving::new(&open.vault, place, Target::File(name), password, now)?)
        })?;
        Ok(FolderBackup::of(self, saving, now))
    }

    /// Begins a backup that the shell carries to its place; older proved ones beyond those that
    /// are kept are dropped at its end.
    pub fn back_up_carried(
        self: Arc<Self>,
        password: String,
        now: UnixMillis,
    ) -> Answer<Arc<CarriedBackup>> {
        let password = Passphrase::new(password);
        let carrying = self.with(|open| {
            let keep = Automatic::of(open.vault.settings()).keep;
            Ok(Carrying::new(&open.vault, password, keep, now)?)
        })?;
        let (step, work) = (Mutex::new(carrying.step()), Work::default());
        let carrying = Mutex::new(Some(carrying));
        Ok(Arc::new(CarriedBackup { vault: self, carrying, step, now, work }))
    }
}

impl FolderBackup {
    fn of(vault: Arc<Vault>, saving: Saving<Folder>, now: UnixMillis) -> Arc<Self> {
        Arc::new(Self {
            vault,
            saving: Mutex::new(Some(saving)),
            step: Mutex::new(BackupStep::until(Step::ALL[0])),
            now,
            work: Work::of(Step::ALL.len()),
        })
    }
}

#[uniffi::export]
impl FolderBackup {
    /// How far it is, from 0 to 1; none where that can't be said: it may take a while, and it can be
    /// abandoned.
    pub fn progress(&self) -> Option<f64> {
        self.work.progress()
    }

    /// What goes on.
    pub fn step(&self) -> BackupStep {
        *hold(&self.step)
    }

    /// Leaves the older backups as they were, and no new one, unless it was saved already.
    pub fn cancel(&self) {
        self.work.cancel();
    }

    /// Takes the next step; `false` when none is left. A step takes up to a second or two.
    pub fn advance(&self) -> Answer<bool> {
        let mut held = hold(&self.saving);
        let saving = held.as_mut().ok_or(GateError::Over)?;
        if saving.coming().is_some_and(Step::can_be_cancelled) {
            self.work.go_on().inspect_err(|_| *held = None)?;
        }
        let Some(saving) = held.as_mut() else { return Err(GateError::Over.into()) };
        match saving.next() {
            None => Ok(false),
            Some(Ok(_)) => {
                self.work.step();
                if let Some(next) = saving.coming() {
                    *hold(&self.step) = BackupStep::until(next);
                }
                Ok(true)
            }
            Some(Err(why)) => {
                *held = None;
                Err(self.vault.not_saved(&why, self.now))
            }
        }
    }

    /// Takes all steps that are left: writes the backup, reads it back, opens it with the password
    /// as it was typed and compares every account. It is saved only when this answers; the answer
    /// may hold warnings all the same.
    pub fn finish(&self) -> Answer<BackupOutcome> {
        while self.advance()? {}
        let saving = hold(&self.saving).take().ok_or(GateError::Over)?;
        let proof = saving.finish().map_err(|why| self.vault.not_saved(&why, self.now))?;
        Ok(self.vault.saved(&proof))
    }
}

#[uniffi::export]
impl CarriedBackup {
    /// How far it is, from 0 to 1; none where that can't be said.
    pub fn progress(&self) -> Option<f64> {
        Some(hold(&self.step).part_before())
    }

    /// What goes on.
    pub fn step(&self) -> BackupStep {
        BackupStep::until(*hold(&self.step))
    }

    /// Leaves the older backups as they were, and no new one, unless it was saved already: what
    /// comes next removes what was written.
    pub fn cancel(&self) {
        self.work.cancel();
    }

    /// What is to be done in the place next; none when the backup is saved. Bring what came of the
    /// request before, none at the beginning. Takes up to a second or two.
    pub fn next(&self, answer: Option<PlaceAnswer>) -> Answer<Option<PlaceRequest>> {
        let mut held = hold(&self.carrying);
        let carrying = held.as_mut().ok_or(GateError::Over)?;
        if self.work.go_on().is_err() {
            carrying.cancel();
        }
        let next = carrying.next(answer);
        *hold(&self.step) = carrying.step();
        match next {
            Ok(Next::Ask(request)) => Ok(Some(request)),
            Ok(Next::Saved) => Ok(None),
            Ok(Next::Cancelled) => Err(Failure::Cancelled),
            Err(why) => Err(self.vault.not_saved(&why, self.now)),
        }
    }

    /// Notes the backup in the vault once nothing comes next. The answer may hold warnings; it is
    /// saved all the same.
    pub fn finish(&self) -> Answer<BackupOutcome> {
        let carrying = hold(&self.carrying).take().ok_or(GateError::Over)?;
        let proof = carrying.into_proof().ok_or(GateError::Over)?;
        Ok(self.vault.saved(&proof))
    }
}
