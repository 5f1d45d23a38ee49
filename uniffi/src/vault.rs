//! The vault: closed, locked or unlocked.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use aikotoba_core::backup::{AutomaticBackupTimer, DeviceId, DeviceRecord};
use aikotoba_core::call_error::CallError;
use aikotoba_core::crypto::random::{Random, SystemRandom};
use aikotoba_core::fault::Fault;
use aikotoba_core::lock::UnlockTries;
use aikotoba_core::phrase::PhraseValue;
use aikotoba_core::preferences::AppSettings;
use aikotoba_core::screens::codes::CodesScreen;
use aikotoba_core::screens::start::{FirstStartState, Offered};
use aikotoba_core::screens::unlock::{DeviceKey, UnlockState};
use aikotoba_core::time::{MonotonicMillis, UnixMillis};
use aikotoba_core::vault::{
    self as core, DeviceError, LockedVault, SeenEpoch, VaultAge, VaultPresence,
};

use crate::errors::{CallResult, Failure};
use crate::types::{HealthState, VaultComparison};
use crate::work::lock_mutex;

/// The vault in a file. It can be used from any thread; each change is on disk before the call
/// returns.
#[derive(uniffi::Object)]
pub struct Vault {
    pub(crate) path: PathBuf,
    pub(crate) random: Arc<dyn Random>,
    held: Mutex<VaultStatus>,
    /// Whether an attempt showed that the file can never be unlocked.
    unusable: AtomicBool,
    /// The identifier of this device for the vault, as far as it is known.
    device: Mutex<Option<DeviceRecord>>,
}

pub(crate) enum VaultStatus {
    Closed,
    Locked(Box<LockedVault>),
    Open(Box<UnlockedVault>),
    /// A long operation is using the file.
    Working,
}

/// An unlocked vault, and the state of its list.
pub(crate) struct UnlockedVault {
    pub(crate) vault: core::Vault,
    pub(crate) screen: CodesScreen,
    pub(crate) age: VaultAge,
    /// Whether the password or the recovery code was typed to unlock it, and this is not recorded
    /// yet.
    pub(crate) is_credential_typed: bool,
    /// When the next automatic backup is made.
    pub(crate) backup_timer: AutomaticBackupTimer,
}

impl UnlockedVault {
    pub(crate) fn new(vault: core::Vault) -> Self {
        let screen = CodesScreen::new(vault.accounts());
        Self {
            vault,
            screen,
            age: VaultAge::Current,
            is_credential_typed: false,
            backup_timer: AutomaticBackupTimer::default(),
        }
    }

    /// Records once that the password or the recovery code was typed to unlock the vault. A failure
    /// only means that it is asked for again.
    pub(crate) fn note_typed(&mut self, now: UnixMillis) {
        if std::mem::take(&mut self.is_credential_typed) {
            let _not_noted = core::CredentialCheck::note_typed(&mut self.vault, now);
        }
    }

    pub(crate) fn settings(&self) -> AppSettings {
        AppSettings::of(self.vault.settings())
    }

    /// Changes the vault and updates the list.
    pub(crate) fn change<T, E: Fault>(
        &mut self,
        change: impl FnOnce(&mut core::Vault) -> Result<T, E>,
    ) -> CallResult<T> {
        let answer = change(&mut self.vault);
        // Some failures occur after the change was made.
        self.screen.accounts_changed(self.vault.accounts());
        Ok(answer?)
    }
}

impl Vault {
    /// Runs a closure on the unlocked vault.
    pub(crate) fn with<T>(
        &self,
        act: impl FnOnce(&mut UnlockedVault) -> CallResult<T>,
    ) -> CallResult<T> {
        match &mut *lock_mutex(&self.held) {
            VaultStatus::Open(open) => act(open),
            VaultStatus::Working => Err(CallError::OperationRunning.into()),
            VaultStatus::Locked(_) | VaultStatus::Closed => Err(Failure::Locked),
        }
    }

    /// The identifier of this device for the open vault, for backups.
    pub(crate) fn device_of(&self, vault: &core::Vault) -> CallResult<DeviceId> {
        let mut known = lock_mutex(&self.device);
        let record = DeviceRecord::of(*known, vault.id(), &*self.random);
        let record = record.map_err(|_| DeviceError::NoRandomness)?;
        *known = Some(record);
        Ok(record.device())
    }

    /// Takes the locked vault out for a long operation, and opens its file if necessary.
    pub(crate) fn take_locked(&self) -> CallResult<Box<LockedVault>> {
        let mut held = lock_mutex(&self.held);
        self.open_file(&mut held)?;
        match std::mem::replace(&mut *held, VaultStatus::Working) {
            VaultStatus::Locked(locked) => Ok(locked),
            other => {
                let why = match other {
                    VaultStatus::Open(_) => CallError::Unlocked,
                    _ => CallError::OperationRunning,
                };
                *held = other;
                Err(why.into())
            }
        }
    }

    pub(crate) fn put_back(&self, now: VaultStatus) {
        *lock_mutex(&self.held) = now;
    }

    pub(crate) fn is_closed(&self) -> bool {
        matches!(*lock_mutex(&self.held), VaultStatus::Closed)
    }

    fn open_file(&self, held: &mut VaultStatus) -> CallResult<()> {
        if matches!(held, VaultStatus::Closed) {
            let opened = core::Vault::open(&self.path, self.random.clone());
            let locked = opened.map_err(|why| self.noted(why))?;
            self.unusable.store(false, Ordering::Relaxed);
            *held = VaultStatus::Locked(Box::new(locked));
        }
        Ok(())
    }

    /// Records whether the error means that the file can never be unlocked.
    pub(crate) fn noted<F: Fault>(&self, why: F) -> F {
        self.unusable.store(why.is_unusable(), Ordering::Relaxed);
        why
    }
}

#[uniffi::export]
impl Vault {
    /// The vault in the file at this path. Nothing is opened or created yet.
    #[uniffi::constructor]
    pub fn at(path: String) -> Arc<Self> {
        let random = Arc::new(SystemRandom::new());
        let (held, unusable) = (Mutex::new(VaultStatus::Closed), AtomicBool::new(false));
        Arc::new(Self { path: path.into(), random, held, unusable, device: Mutex::new(None) })
    }

    /// What exists at its path. A new vault can be made only if nothing exists.
    pub fn presence(&self) -> VaultPresence {
        core::Vault::presence(&self.path)
    }

    /// The first screen of a first start; none if there is a vault, which must be unlocked. A vault
    /// that can never be unlocked, as an attempt showed, counts as remains.
    pub fn first_start_state(&self, device_key: Offered) -> Option<FirstStartState> {
        let can_be_set_aside = self.can_be_set_aside();
        let found = if can_be_set_aside { VaultPresence::Remains } else { self.presence() };
        FirstStartState::new(found, device_key)
    }

    /// The unlock screen. Opens the file if necessary, so that no other program can write to it.
    /// `monotonicMillis` counts from boot.
    pub fn unlock_state(
        &self,
        device_key: DeviceKey,
        tries: UnlockTries,
        monotonic_millis: MonotonicMillis,
    ) -> CallResult<UnlockState> {
        let mut held = lock_mutex(&self.held);
        self.open_file(&mut held)?;
        match &*held {
            VaultStatus::Locked(locked) => {
                Ok(UnlockState::of(locked, device_key, tries, monotonic_millis))
            }
            VaultStatus::Open(_) => Err(CallError::Unlocked.into()),
            VaultStatus::Working | VaultStatus::Closed => Err(CallError::OperationRunning.into()),
        }
    }

    /// Whether the vault is unlocked.
    pub fn is_unlocked(&self) -> bool {
        matches!(*lock_mutex(&self.held), VaultStatus::Open(_))
    }

    /// Wipes the keys and accounts from memory, and keeps the file open. Does nothing if the vault
    /// is locked.
    pub fn lock(&self) {
        let mut held = lock_mutex(&self.held);
        *held = match std::mem::replace(&mut *held, VaultStatus::Closed) {
            VaultStatus::Open(open) => VaultStatus::Locked(Box::new(open.vault.lock())),
            other => other,
        };
    }

    /// Locks the vault and closes the file, so that another program can use it.
    pub fn release(&self) {
        let mut held = lock_mutex(&self.held);
        if !matches!(*held, VaultStatus::Working) {
            *held = VaultStatus::Closed;
        }
    }

    /// Compares the vault with the mark that the device stored, for the banners. The device stores
    /// the returned mark instead. Call it after the vault was opened and after each change.
    pub fn meet(&self, mark: Option<String>) -> CallResult<VaultComparison> {
        self.with(|open| {
            let mut seen = mark.as_deref().and_then(SeenEpoch::parse);
            open.age = open.vault.meet(&mut seen);
            Ok(VaultComparison::of(open.age, seen.as_ref()))
        })
    }

    /// The record of this device for the vault. Pass the one that the device stored, and store the
    /// returned one instead. Never store it in the vault's file or in a backup: the names of backups
    /// contain it, so that each device deletes only its own. Call it after the vault was opened.
    pub fn device_record(&self, stored: Option<String>) -> CallResult<String> {
        self.with(|open| {
            if let Some(stored) = stored.as_deref().and_then(DeviceRecord::parse) {
                *lock_mutex(&self.device) = Some(stored);
            }
            self.device_of(&open.vault)?;
            Ok(lock_mutex(&self.device).map(|record| record.to_string()).unwrap_or_default())
        })
    }

    /// Records that the user accepts the older copy or the other vault, which removes its banner.
    /// The device stores the returned mark.
    pub fn accept(&self) -> CallResult<VaultComparison> {
        self.with(|open| {
            let mut seen = None;
            open.vault.accept(&mut seen);
            open.age = VaultAge::Current;
            Ok(VaultComparison::of(open.age, seen.as_ref()))
        })
    }

    /// Checks the whole file and returns its damages.
    pub fn health_state(&self) -> CallResult<HealthState> {
        self.with(|open| {
            let checked = open.vault.check();
            Ok(HealthState {
                accounts: u32::try_from(checked.accounts).unwrap_or(u32::MAX),
                damages: checked
                    .damages
                    .iter()
                    .map(|damage| PhraseValue::of_fault(damage))
                    .collect(),
            })
        })
    }

    /// Whether the file at the vault's path can never be unlocked, so that the user may have it
    /// set aside for a new vault: it is the remains of a vault, or an attempt showed it.
    pub fn can_be_set_aside(&self) -> bool {
        match self.presence() {
            VaultPresence::Nothing => false,
            VaultPresence::Vault => self.unusable.load(Ordering::Relaxed),
            VaultPresence::Remains => true,
        }
    }

    /// With the user's consent, moves the file and the files that belong to it to unused names.
    /// Nothing is deleted. Afterwards a new vault can be made. Returns the file's new name.
    pub fn set_aside(&self) -> CallResult<String> {
        if !self.can_be_set_aside() {
            return Err(CallError::NotOffered.into());
        }
        let mut held = lock_mutex(&self.held);
        if !matches!(*held, VaultStatus::Closed | VaultStatus::Locked(_)) {
            return Err(CallError::Unlocked.into());
        }
        *held = VaultStatus::Closed;
        let aside = core::Vault::set_aside(&self.path)?;
        self.unusable.store(false, Ordering::Relaxed);
        Ok(aside.file_name().unwrap_or_default().to_string_lossy().into_owned())
    }

    /// Repairs a damaged vault from what can be read, and keeps the damaged file next to it. Returns
    /// that file's path.
    pub fn repair(&self) -> CallResult<String> {
        let mut held = lock_mutex(&self.held);
        let open = match std::mem::replace(&mut *held, VaultStatus::Working) {
            VaultStatus::Open(open) => *open,
            other => {
                *held = other;
                return Err(Failure::Locked);
            }
        };
        let age = open.age;
        let (vault, answer) = match open.vault.repair() {
            Ok(repaired) => (repaired.vault, Ok(repaired.kept_file.display().to_string())),
            Err(refused) => (*refused.vault, Err(refused.why.into())),
        };
        // A repair does not accept an older or another vault.
        *held = VaultStatus::Open(Box::new(UnlockedVault { age, ..UnlockedVault::new(vault) }));
        answer
    }
}
