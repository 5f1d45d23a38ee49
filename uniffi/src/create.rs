//! Makes a vault.

use std::sync::{Arc, Mutex};
use std::time::Instant;

use aikotoba_core::call_error::CallError;
use aikotoba_core::crypto::SymmetricKey;
use aikotoba_core::crypto::kdf::PassphraseCost;
use aikotoba_core::preferences::AppSettings;
use aikotoba_core::screens::start::{FirstStartState, StartAction};
use aikotoba_core::screens::unlock::UnlockWay;
use aikotoba_core::secret::Passphrase;
use aikotoba_core::time::UnixMillis;
use aikotoba_core::vault::{
    DeviceKeyBinding, NewVaultCredentials, UNLOCK_TARGET, Vault as Core, calibrate, trial,
};

use crate::errors::CallResult;
use crate::recovery::RecoveryPaper;
use crate::vault::{UnlockedVault, Vault, VaultStatus};
use crate::work::{WorkProgress, lock_mutex};

/// A vault to create, with everything that unlocks it.
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

/// A vault that was created, and is unlocked.
#[derive(uniffi::Record)]
pub struct CreatedVault {
    /// The recovery code, if one was requested. It can be shown again until it is confirmed.
    pub recovery: Option<Arc<RecoveryPaper>>,
    /// The mark to store from now on, in the place of any earlier vault's.
    pub mark: Option<String>,
}

#[uniffi::export]
impl Vault {
    /// Begins to create a vault, if there is neither a vault nor the remains of one. It is unlocked
    /// in each of the given ways. At least one of them must be the password or the recovery code,
    /// because these work on another device too. The password is used only if its way is given, and
    /// so is the device key of 32 bytes, which the device protects with its screen lock or
    /// biometrics. The early settings are those chosen before. Nothing is written before the
    /// creation is finished.
    pub fn creation(
        self: Arc<Self>,
        ways: Vec<UnlockWay>,
        password: String,
        device_key: &[u8],
        early_settings: String,
    ) -> CallResult<Arc<Creation>> {
        let (password, has) = (Passphrase::new(password), |way| ways.contains(&way));
        let device = if has(UnlockWay::Device) {
            Some(SymmetricKey::from_slice(device_key).ok_or(CallError::WrongKeyLength)?)
        } else {
            None
        };
        let locks = RequestedLocks {
            password: has(UnlockWay::Passphrase).then_some(password),
            recovery: has(UnlockWay::Recovery),
            device,
            settings: early_settings,
        };
        Ok(Arc::new(Creation { vault: self, locks: Mutex::new(locks), work: WorkProgress::of(2) }))
    }
}

#[uniffi::export]
impl Creation {
    /// To what the device binds its key for this vault. Ask a creation without a device key, then
    /// begin another creation with the key that was made.
    pub fn device_key_binding(&self) -> DeviceKeyBinding {
        let locks = lock_mutex(&self.locks);
        let new = NewVaultCredentials {
            passphrase: locks.password.as_ref(),
            recovery: locks.recovery,
            device: None,
            cost: PassphraseCost::MIN,
        };
        new.device_key_binding()
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
    pub fn finish(&self, now: UnixMillis) -> CallResult<CreatedVault> {
        let locks = std::mem::take(&mut *lock_mutex(&self.locks));
        let cost = match &locks.password {
            Some(_) => calibrated()?,
            None => PassphraseCost::MIN,
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
        let paper = code.map(|code| RecoveryPaper::of(&code, None, made.settings()));
        let mut seen = None;
        made.accept(&mut seen);
        self.vault.put_back(VaultStatus::Open(Box::new(UnlockedVault::new(made))));
        self.work.step();
        Ok(CreatedVault { recovery: paper, mark: seen.map(|seen| seen.to_string()) })
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
pub fn first_start_after(state: FirstStartState, action: StartAction) -> Option<FirstStartState> {
    state.after(action)
}
