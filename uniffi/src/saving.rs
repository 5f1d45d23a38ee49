//! Backups being saved: to a folder that the core reaches by itself, or carried by the shell.

use std::sync::{Arc, Mutex};

use aikotoba_core::backup::{Automatic, Keep, Proof, SaveWarning};
use aikotoba_core::backup::{Carrying, Folder, PlaceError, SaveError, Saving, Step, Target};
use aikotoba_core::fault::Fault;
use aikotoba_core::phrase::Saying;
use aikotoba_core::screens::backup::BackupStep;
use aikotoba_core::screens::gate::GateError;
use aikotoba_core::secret::Passphrase;
use aikotoba_core::time::UnixMillis;

use crate::errors::{Answer, Failure};
use crate::types::{BackupOutcome, CarriedFile, CarriedOutcome, SealedBackup};
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
/// phone's own picker. Seal it, write it under its temporary name, read it back from the place,
/// prove it, give it its name, and say that it is kept.
#[derive(uniffi::Object)]
pub struct CarriedBackup {
    vault: Arc<Vault>,
    carrying: Mutex<Option<Carrying>>,
    keep: Keep,
    now: UnixMillis,
    work: Work,
}

/// Why a place did not do its part, as far as the shell can tell.
#[derive(uniffi::Enum)]
pub enum PlaceTrouble {
    /// The place itself is not there any more, or may not be reached any more.
    Gone,
    /// The file is not there.
    Missing,
    /// The name is in use.
    Taken,
    /// There is no room left.
    Full,
    /// Writing, or reading, is not allowed there.
    Denied,
    /// Anything else.
    Device,
}

impl From<PlaceTrouble> for PlaceError {
    fn from(trouble: PlaceTrouble) -> Self {
        match trouble {
            PlaceTrouble::Gone => Self::Gone,
            PlaceTrouble::Missing => Self::Missing,
            PlaceTrouble::Taken => Self::Taken,
            PlaceTrouble::Full => Self::Full,
            PlaceTrouble::Denied => Self::Denied,
            PlaceTrouble::Device => Self::Device,
        }
    }
}

impl Vault {
    /// Remembers that a backup was not saved, and says why.
    fn not_saved(&self, why: &dyn Fault, now: UnixMillis) -> Failure {
        let failure = Failure::of(why);
        // A vault that can't note it tells its own trouble with its own screens.
        let _ = self.change_backups(|backups: &mut Automatic| backups.note_failure(why, now));
        failure
    }

    /// Notes a backup. It is saved whatever becomes of the note: a vault that is locked meanwhile,
    /// or can't be written to, is a warning.
    fn saved(&self, proof: &Proof) -> Vec<Saying> {
        let warnings = self.with(|open| Ok(proof.note_or_warn(&mut open.vault)));
        let warnings = warnings.unwrap_or_else(|_| vec![SaveWarning::NotNoted]);
        warnings.iter().map(|warning| Saying::of_phrase(warning)).collect()
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

    /// Begins a backup that the shell carries to its place.
    pub fn back_up_carried(
        self: Arc<Self>,
        password: String,
        now: UnixMillis,
    ) -> Answer<Arc<CarriedBackup>> {
        let password = Passphrase::new(password);
        let (carrying, keep) = self.with(|open| {
            let keep = Automatic::of(open.vault.settings()).keep;
            Ok((Carrying::new(&open.vault, password, now)?, keep))
        })?;
        let carrying = Mutex::new(Some(carrying));
        Ok(Arc::new(CarriedBackup { vault: self, carrying, keep, now, work: Work::of(3) }))
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

    /// Writes the backup, reads it back, opens it with the password as it was typed and compares
    /// every account. Takes a few seconds. It is saved only when this answers; the answer may hold
    /// warnings all the same.
    pub fn finish(&self) -> Answer<BackupOutcome> {
        let mut saving = hold(&self.saving).take().ok_or(GateError::Over)?;
        for (done, next) in
            Step::ALL.into_iter().zip(Step::ALL.into_iter().skip(1).map(Some).chain([None]))
        {
            if done.can_be_cancelled() {
                self.work.go_on()?;
            }
            match saving.next() {
                Some(Err(why)) => return Err(self.vault.not_saved(&why, self.now)),
                Some(Ok(_)) | None => self.work.step(),
            }
            if let Some(next) = next {
                *hold(&self.step) = BackupStep::until(next);
            }
        }
        let proof = saving.finish().map_err(|why| self.vault.not_saved(&why, self.now))?;
        Ok(BackupOutcome { made: proof.made(), warnings: self.vault.saved(&proof) })
    }
}

#[uniffi::export]
impl CarriedBackup {
    /// How far it is, from 0 to 1; none where that can't be said: it may take a while, and it can be
    /// abandoned.
    pub fn progress(&self) -> Option<f64> {
        self.work.progress()
    }

    /// Nothing is sealed or proved further; the shell removes what it wrote.
    pub fn cancel(&self) {
        self.work.cancel();
    }

    /// Seals the backup: the bytes to write, and the name to write them under until they are
    /// proved. Takes a second or two.
    pub fn seal(&self) -> Answer<SealedBackup> {
        self.work.go_on()?;
        self.carry(|carrying| {
            let name = carrying.temporary_name();
            let sealed = carrying.seal()?.to_vec();
            Ok(SealedBackup { name, sealed })
        })
    }

    /// Proves what was read back from the place, account by account. Answers with the name that
    /// the file has earned. Takes a second or two.
    pub fn prove(&self, read_back: &[u8]) -> Answer<String> {
        self.work.go_on()?;
        self.carry(|carrying| carrying.prove(read_back))
    }

    /// Whether a file holds the backup that was proved. When the place failed to give it its name,
    /// read what stands under that name: the backup is saved if this says so.
    pub fn is_in_place(&self, read_again: &[u8]) -> bool {
        hold(&self.carrying).as_ref().is_some_and(|carrying| carrying.is_proved_file(read_again))
    }

    /// Which of the place's files, by their names, are to be read for `kept`: backups of this
    /// vault besides the new one, and what an interrupted saving left.
    pub fn older(&self, names: Vec<String>) -> Answer<Vec<String>> {
        let carrying = hold(&self.carrying);
        let carrying = carrying.as_ref().ok_or(GateError::Over)?;
        Ok(names.into_iter().filter(|name| carrying.is_older(name)).collect())
    }

    /// The file has its name and is on its place: the backup is saved. Answers with those of the
    /// older files that the shell removes now, none of which is anybody else's.
    pub fn kept(&self, older: Vec<CarriedFile>) -> Answer<CarriedOutcome> {
        let carrying = hold(&self.carrying).take().ok_or(GateError::Over)?;
        let older = older.into_iter().map(|CarriedFile { name, bytes }| (name, bytes)).collect();
        let proof = carrying.kept(older, self.keep)?;
        self.work.step();
        let warnings = self.vault.saved(&proof);
        Ok(CarriedOutcome { dropped: proof.rotated.dropped, warnings })
    }

    /// The place did not do its part: remembers it, and answers with the failure to tell.
    pub fn place_failed(&self, trouble: PlaceTrouble) -> Failure {
        self.vault.not_saved(&PlaceError::from(trouble), self.now)
    }
}

impl CarriedBackup {
    fn carry<T>(&self, act: impl FnOnce(&mut Carrying) -> Result<T, SaveError>) -> Answer<T> {
        let mut carrying = hold(&self.carrying);
        let carrying = carrying.as_mut().ok_or(GateError::Over)?;
        let answer = act(carrying).map_err(|why| self.vault.not_saved(&why, self.now))?;
        self.work.step();
        Ok(answer)
    }
}
