//! An existing backup: open, view, rehearse a restore, and restore.

use std::sync::{Arc, Mutex};

use aikotoba_core::backup::{self, File, Read};
use aikotoba_core::crypto::mac::Tag;
use aikotoba_core::gate::GateError;
use aikotoba_core::incoming::Plan as CorePlan;
use aikotoba_core::intake::Intake;
use aikotoba_core::preferences::Settings;
use aikotoba_core::screens::backup::{RehearsalState, VerifiedState};
use aikotoba_core::screens::codes::{CodesScreen, CodesState};
use aikotoba_core::secret::Passphrase;
use aikotoba_core::time::UnixMillis;
use aikotoba_core::vault::Kept;

use crate::errors::Answer;
use crate::incoming::Plan;
use crate::vault::Vault;
use crate::work::{Work, hold};

/// A backup that is being opened.
#[derive(uniffi::Object)]
pub struct BackupOpening {
    name: Option<String>,
    sealed: Vec<u8>,
    proved_files: Mutex<Vec<Tag>>,
    work: Work,
}

#[uniffi::export]
impl BackupOpening {
    /// Reads a file's header. A file that is not a backup is rejected before a password is asked
    /// for.
    #[uniffi::constructor]
    pub fn of_file(name: Option<String>, bytes: Vec<u8>) -> Answer<Arc<Self>> {
        backup::look(&bytes)?;
        let proved_files = Mutex::default();
        Ok(Arc::new(Self { name, sealed: bytes, proved_files, work: Work::of(1) }))
    }

    /// Checks whether an unlocked vault has verified this file. If so, a password that does not
    /// open it is known to be wrong, and the file to be intact. Does nothing if the vault is
    /// locked.
    pub fn known_to(&self, vault: &Vault) {
        let known = vault.with(|open| Ok(open.vault.settings().proved_files.clone()));
        *hold(&self.proved_files) = known.unwrap_or_default();
    }

    /// The progress from 0 to 1; none if it is unknown. The operation may take a while and can be
    /// cancelled.
    pub fn progress(&self) -> Option<f64> {
        self.work.progress()
    }

    /// Drops the result.
    pub fn cancel(&self) {
        self.work.cancel();
    }

    /// Opens the backup with a password and reads all of it. Takes a second or two. It can be
    /// called again after a wrong password.
    pub fn finish(&self, password: String) -> Answer<Arc<OpenedBackup>> {
        let password = Passphrase::new(password);
        let file = File { name: self.name.as_deref(), sealed: &self.sealed };
        let read = backup::verify_known(file, &password, &hold(&self.proved_files))?;
        self.work.go_on()?;
        self.work.step();
        let kept = read.in_use();
        let screen = CodesScreen::new(&kept);
        Ok(Arc::new(OpenedBackup(Mutex::new(Some(Inside { read, kept, screen })))))
    }
}

/// A backup that was opened. It changes nothing until a plan is applied.
#[derive(uniffi::Object)]
pub struct OpenedBackup(Mutex<Option<Inside>>);

struct Inside {
    read: Read,
    kept: Vec<Kept>,
    screen: CodesScreen,
}

impl OpenedBackup {
    fn with<T>(&self, act: impl FnOnce(&mut Inside) -> Answer<T>) -> Answer<T> {
        hold(&self.0).as_mut().map_or(Err(GateError::Over.into()), act)
    }
}

#[uniffi::export]
impl OpenedBackup {
    /// Its contents, and whether they are those that were saved.
    pub fn state(&self) -> Answer<VerifiedState> {
        self.with(|inside| Ok(VerifiedState::of(&inside.read)))
    }

    /// What it would restore, compared with the vault.
    pub fn rehearse(&self, vault: &Vault) -> Answer<RehearsalState> {
        self.with(|inside| vault.with(|open| Ok(RehearsalState::of(&inside.read, &open.vault))))
    }

    /// The codes of its accounts, without a restore, for example after the phone was lost. An empty
    /// query shows all accounts.
    pub fn codes_state(&self, query: String, now: UnixMillis) -> Answer<CodesState> {
        self.with(|Inside { kept, screen, .. }| {
            screen.search(&query);
            Ok(screen.state(kept, &Settings::default(), Vec::new(), now))
        })
    }

    /// Makes a plan to merge it into the vault. This consumes the backup: open it again for another
    /// plan.
    pub fn plan(&self, vault: &Vault) -> Answer<Arc<Plan>> {
        vault.with(|open| {
            let inside = hold(&self.0).take().ok_or(GateError::Over)?;
            let mut intake = Intake::adding_up();
            intake.backup_read(inside.read);
            Ok(Plan::of(CorePlan::new(intake.into_incoming(), &open.vault)))
        })
    }
}
