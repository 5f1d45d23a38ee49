//! An existing backup: open, view, rehearse a restore, and restore.

use std::sync::{Arc, Mutex};

use aikotoba_core::backup::{self, BackupFile, ReadBackup};
use aikotoba_core::call_error::CallError;
use aikotoba_core::crypto::mac::MacTag;
use aikotoba_core::incoming::IncomingPlan as CorePlan;
use aikotoba_core::intake::Intake;
use aikotoba_core::preferences::AppSettings;
use aikotoba_core::screens::backup::{RehearsalState, VerifiedState};
use aikotoba_core::screens::codes::{CodesScreen, CodesState};
use aikotoba_core::secret::Passphrase;
use aikotoba_core::time::UnixMillis;
use aikotoba_core::vault::StoredAccount;

use crate::errors::CallResult;
use crate::incoming::IncomingPlan;
use crate::vault::Vault;
use crate::work::{WorkProgress, lock_mutex};

/// A backup that is being opened.
#[derive(uniffi::Object)]
pub struct BackupOpening {
    name: Option<String>,
    sealed: Vec<u8>,
    proved_files: Mutex<Vec<MacTag>>,
    work: WorkProgress,
}

#[uniffi::export]
impl BackupOpening {
    /// Reads a file's header. A file that is not a backup is rejected before a password is asked
    /// for.
    #[uniffi::constructor]
    pub fn of_file(name: Option<String>, bytes: Vec<u8>) -> CallResult<Arc<Self>> {
        backup::check_header(&bytes)?;
        let proved_files = Mutex::default();
        Ok(Arc::new(Self { name, sealed: bytes, proved_files, work: WorkProgress::of(1) }))
    }

    /// Checks whether an unlocked vault has verified this file. If so, a password that does not
    /// open it is known to be wrong, and the file to be intact. Does nothing if the vault is
    /// locked.
    pub fn known_to(&self, vault: &Vault) {
        let known = vault.with(|open| Ok(open.vault.settings().proved_files.clone()));
        *lock_mutex(&self.proved_files) = known.unwrap_or_default();
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
    pub fn finish(&self, password: String) -> CallResult<Arc<OpenedBackup>> {
        let password = Passphrase::new(password);
        let file = BackupFile { name: self.name.as_deref(), sealed: &self.sealed };
        let read = backup::verify_known(file, &password, &lock_mutex(&self.proved_files))?;
        self.work.go_on()?;
        self.work.step();
        let kept = read.in_use();
        let screen = CodesScreen::new(&kept);
        Ok(Arc::new(OpenedBackup(Mutex::new(Some(OpenedContents { read, kept, screen })))))
    }
}

/// A backup that was opened. It changes nothing until a plan is applied.
#[derive(uniffi::Object)]
pub struct OpenedBackup(Mutex<Option<OpenedContents>>);

struct OpenedContents {
    read: ReadBackup,
    kept: Vec<StoredAccount>,
    screen: CodesScreen,
}

impl OpenedBackup {
    fn with<T>(&self, act: impl FnOnce(&mut OpenedContents) -> CallResult<T>) -> CallResult<T> {
        lock_mutex(&self.0).as_mut().map_or(Err(CallError::AlreadyFinished.into()), act)
    }
}

#[uniffi::export]
impl OpenedBackup {
    /// Its contents, and whether they are those that were saved.
    pub fn state(&self) -> CallResult<VerifiedState> {
        self.with(|inside| Ok(VerifiedState::of(&inside.read)))
    }

    /// What it would restore, compared with the vault.
    pub fn rehearse(&self, vault: &Vault) -> CallResult<RehearsalState> {
        self.with(|inside| vault.with(|open| Ok(RehearsalState::of(&inside.read, &open.vault))))
    }

    /// The codes of its accounts, without a restore, for example after the phone was lost. An empty
    /// query shows all accounts.
    pub fn codes_state(&self, query: String, now: UnixMillis) -> CallResult<CodesState> {
        self.with(|OpenedContents { read, kept, screen }| {
            screen.search(&query);
            Ok(screen.state(kept, &read.contents.groups, &AppSettings::default(), Vec::new(), now))
        })
    }

    /// Makes a plan to merge it into the vault. This consumes the backup: open it again for another
    /// plan.
    pub fn plan(&self, vault: &Vault) -> CallResult<Arc<IncomingPlan>> {
        vault.with(|open| {
            let inside = lock_mutex(&self.0).take().ok_or(CallError::AlreadyFinished)?;
            let mut intake = Intake::adding_up();
            intake.backup_read(inside.read);
            Ok(IncomingPlan::of(CorePlan::new(intake.into_incoming(), &open.vault)))
        })
    }
}
