//! Rehearses the newest backup, and asks for the vault's password or recovery code.

use std::sync::{Arc, Mutex};

use aikotoba_core::backup::{
    FetchedBackup, Folder, NewestBackup, NewestBackupProgress, PlaceAnswer, PlaceRequest,
    RehearsalError, RehearsalRecord,
};
use aikotoba_core::call_error::CallError;
use aikotoba_core::screens::rehearsal::{CredentialCheckState, NextRehearsalState, RehearsedState};
use aikotoba_core::secret::Passphrase;
use aikotoba_core::time::UnixMillis;
use aikotoba_core::vault::{AskedCredential, CredentialCheck, RecoveryCode, UnlockCredential};
use zeroize::Zeroizing;

use crate::errors::CallResult;
use crate::vault::Vault;
use crate::work::lock_mutex;

/// A rehearsal: the newest backup is read from its place and opened with the password that the
/// person types. Fetch the next request, carry it out, and pass back the answer, until there is no
/// request; then the password can be tried, as often as necessary.
#[derive(uniffi::Object)]
pub struct BackupRehearsal {
    vault: Arc<Vault>,
    search: Mutex<Option<NewestBackup>>,
    fetched: Mutex<Option<Arc<FetchedBackup>>>,
    now: UnixMillis,
}

#[uniffi::export]
impl Vault {
    /// The screen of a rehearsal, before the password is typed.
    pub fn next_rehearsal(&self, now: UnixMillis) -> CallResult<NextRehearsalState> {
        self.with(|open| Ok(NextRehearsalState::of(&open.vault, now)))
    }

    /// Puts off a rehearsal that is due by a few days.
    pub fn put_off_rehearsal(&self, now: UnixMillis) -> CallResult<()> {
        self.with(|open| Ok(RehearsalRecord::put_off(&mut open.vault, now)?))
    }

    /// Begins a rehearsal of the newest backup in a folder on disk, and reads the file.
    pub fn rehearse_folder(
        self: Arc<Self>,
        folder: String,
        now: UnixMillis,
    ) -> CallResult<Arc<BackupRehearsal>> {
        let search = self.with(|open| Ok(NewestBackup::new(&open.vault, now)))?;
        let found = search.read_from(&Folder::new(folder));
        let fetched = found.map_err(|why| self.rehearsal_failed(why, now))?;
        let fetched = Mutex::new(Some(Arc::new(fetched)));
        Ok(Arc::new(BackupRehearsal { vault: self, search: Mutex::default(), fetched, now }))
    }

    /// Begins a rehearsal of the newest backup in a place that only the shell can access.
    pub fn rehearse_by_requests(
        self: Arc<Self>,
        now: UnixMillis,
    ) -> CallResult<Arc<BackupRehearsal>> {
        let search = self.with(|open| Ok(NewestBackup::new(&open.vault, now)))?;
        let search = Mutex::new(Some(search));
        Ok(Arc::new(BackupRehearsal { vault: self, search, fetched: Mutex::default(), now }))
    }

    /// The screen that asks for the vault's password or recovery code.
    pub fn credential_check_state(&self) -> CallResult<CredentialCheckState> {
        self.with(|open| Ok(CredentialCheckState::of(&open.vault)))
    }

    /// Compares what was typed with the vault's password or recovery code. A wrong answer does not
    /// count as a try to unlock. Takes about half a second.
    pub fn answer_credential_check(
        &self,
        asked: AskedCredential,
        typed: String,
        now: UnixMillis,
    ) -> CallResult<()> {
        match asked {
            AskedCredential::Password => {
                let typed = Passphrase::new(typed);
                self.compare_credential(UnlockCredential::Passphrase(&typed), now)
            }
            AskedCredential::RecoveryCode => {
                let code = RecoveryCode::parse(&Zeroizing::new(typed))?;
                self.compare_credential(UnlockCredential::Recovery(&code), now)
            }
        }
    }

    /// Puts off the question by a few days.
    pub fn put_off_credential_check(&self, now: UnixMillis) -> CallResult<()> {
        self.with(|open| Ok(CredentialCheck::put_off(&mut open.vault, now)?))
    }
}

impl Vault {
    fn compare_credential(&self, typed: UnlockCredential<'_>, now: UnixMillis) -> CallResult<()> {
        self.with(|open| Ok(CredentialCheck::answer(&mut open.vault, typed, now)?))
    }

    /// Records what failed before a password was typed.
    fn rehearsal_failed(&self, why: RehearsalError, now: UnixMillis) -> RehearsalError {
        let _locked = self.with(|open| {
            why.remember(&mut open.vault, now);
            Ok(())
        });
        why
    }
}

#[uniffi::export]
impl BackupRehearsal {
    /// The next request to carry out at the place; none if the file was read. Pass the answer to
    /// the previous request, and none at first.
    pub fn next(&self, answer: Option<PlaceAnswer>) -> CallResult<Option<PlaceRequest>> {
        let mut held = lock_mutex(&self.search);
        let search = held.as_mut().ok_or(CallError::AlreadyFinished)?;
        match search.next(answer) {
            Ok(NewestBackupProgress::Ask(request)) => Ok(Some(request)),
            Ok(NewestBackupProgress::Fetched(fetched)) => {
                *lock_mutex(&self.fetched) = Some(Arc::new(fetched));
                Ok(None)
            }
            Err(why) => Err(self.vault.rehearsal_failed(why, self.now).into()),
        }
    }

    /// Opens the backup with the password that was typed, compares it with the vault and records
    /// the result. Takes a second or two. It can be called again after a wrong password.
    pub fn finish(&self, password: String, now: UnixMillis) -> CallResult<RehearsedState> {
        let password = Passphrase::new(password);
        let fetched = lock_mutex(&self.fetched).clone().ok_or(CallError::AlreadyFinished)?;
        let proved = self.vault.with(|open| Ok(open.vault.settings().proved_files.clone()))?;
        // Outside of the vault's lock: the screens stay usable meanwhile.
        let opened = fetched.open(&password, &proved);
        self.vault.with(|open| {
            let rehearsed = fetched.judge(opened, &mut open.vault, now)?;
            Ok(RehearsedState::of(&rehearsed, &open.vault, now))
        })
    }
}
