//! Makes a vault.

use std::sync::{Arc, Mutex};
use std::time::Instant;

use aikotoba_core::call_error::CallError;
use aikotoba_core::crypto::SymmetricKey;
use aikotoba_core::crypto::kdf::PassphraseCost;
use aikotoba_core::preferences::AppSettings;
use aikotoba_core::screens::start::{FirstStartState, StartAct};
use aikotoba_core::secret::Passphrase;
use aikotoba_core::time::UnixMillis;
use aikotoba_core::vault::{NewVaultCredentials, UNLOCK_TARGET, Vault as Core, calibrate, trial};

use crate::errors::CallResult;
use crate::recovery::RecoveryPaper;
use crate::vault::{UnlockedVault, Vault, VaultStatus};
use crate::work::{WorkProgress, lock_mutex};

/// A new vault: choose the ways to unlock it, then finish. It needs at least a password or a
/// recovery code, since these also work on another device.
#[derive(uniffi::Object)]
pub struct Creation {
    vault: Arc<Vault>,
    locks: Mutex<RequestedLocks>,
    work: WorkProgress,
}

#[derive(Default)]
struct RequestedLocks {
    password: Option<Passphrase>,
    recovery: bool,
    device: Option<SymmetricKey>,
    settings: String,
}

#[uniffi::export]
impl Vault {
    /// Begins to make a vault, if there is none and no trace of one. Nothing is written before it
    /// is finished.
    pub fn creation(self: Arc<Self>) -> Arc<Creation> {
        Arc::new(Creation { vault: self, locks: Mutex::default(), work: WorkProgress::of(2) })
    }
}

#[uniffi::export]
impl Creation {
    /// Adds this password.
    pub fn with_password(&self, password: String) {
        lock_mutex(&self.locks).password = Some(Passphrase::new(password));
    }

    /// Adds a recovery code, which `finish` returns.
    pub fn with_recovery_code(&self) {
        lock_mutex(&self.locks).recovery = true;
    }

    /// Adds a key of 32 bytes that the device protects with its screen lock or biometrics.
    pub fn with_device_key(&self, key: &[u8]) -> CallResult<()> {
        lock_mutex(&self.locks).device =
            Some(SymmetricKey::from_slice(key).ok_or(CallError::WrongKeyLength)?);
        Ok(())
    }

    /// Stores the settings that were chosen before the vault existed.
    pub fn with_settings(&self, early: String) {
        lock_mutex(&self.locks).settings = early;
    }

    /// The progress from 0 to 1; none if it is unknown. The operation may take a while and can be
    /// cancelled.
    pub fn progress(&self) -> Option<f64> {
        self.work.progress()
    }

    /// Makes no vault, unless it was already made.
    pub fn cancel(&self) {
        self.work.cancel();
    }

    /// Makes the vault and leaves it unlocked. Takes about a second. Returns the recovery code if
    /// one was requested; it can be shown again until it is confirmed.
    pub fn finish(&self, now: UnixMillis) -> CallResult<Option<Arc<RecoveryPaper>>> {
        let locks = std::mem::take(&mut *lock_mutex(&self.locks));
        let cost = match &locks.password {
            Some(_) => calibrated()?,
            None => PassphraseCost::FLOOR,
        };
        self.work.step();
        self.work.go_on()?;
        let new = NewVaultCredentials {
            passphrase: locks.password.as_ref(),
            recovery: locks.recovery,
            device: locks.device.as_ref(),
            cost,
        };
        if !self.vault.is_closed() {
            return Err(CallError::Unlocked.into());
        }
        let random = self.vault.random.clone();
        let (mut made, code) = Core::create(&self.vault.path, &new, now, random)?;
        if !locks.settings.is_empty() {
            let mut kept = made.settings().clone();
            AppSettings::from_before_unlock_text(&locks.settings).put(&mut kept);
            // If the settings can't be stored, the user chooses them again; the recovery code must
            // not be lost.
            let _unkept = made.change_settings(kept);
        }
        let paper = code.map(|code| RecoveryPaper::of(&code, None));
        self.vault.put_back(VaultStatus::Open(Box::new(UnlockedVault::new(made))));
        self.work.step();
        Ok(paper)
    }
}

/// The cost of a password slot on this device.
pub(crate) fn calibrated() -> CallResult<PassphraseCost> {
    let begin = Instant::now();
    trial()?;
    Ok(calibrate(begin.elapsed(), UNLOCK_TARGET))
}

/// The first start after an action; none if going back leaves it.
#[uniffi::export]
pub fn first_start_after(state: FirstStartState, act: StartAct) -> Option<FirstStartState> {
    state.after(act)
}
