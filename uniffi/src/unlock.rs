//! Unlocking, and the reliability of the clock.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use aikotoba_core::call_error::CallError;
use aikotoba_core::crypto::SymmetricKey;
use aikotoba_core::enrol::{ClockEvidence, ClockVerdict};
use aikotoba_core::lock::{self, BackgroundReason, UnlockTries};
use aikotoba_core::preferences::AutoLock;
use aikotoba_core::screens::unlock::{
    UNLOCK_REFRESH_MILLIS, UnlockRefresh, UnlockState, UnlockWay,
};
use aikotoba_core::secret::Passphrase;
use aikotoba_core::time::{MonotonicMillis, UnixMillis};
use aikotoba_core::vault::{RecoveryCode, UnlockCredential, UnlockError, UnlockLimit};

use crate::errors::CallResult;
use crate::vault::{UnlockedVault, Vault, VaultStatus};
use crate::work::{WorkProgress, lock_mutex};

/// An attempt to unlock the vault.
#[derive(uniffi::Object)]
pub struct Unlocking {
    vault: Arc<Vault>,
    proof: Mutex<Option<UnlockSecret>>,
    tries: Mutex<UnlockTries>,
    monotonic_millis: MonotonicMillis,
    cost: Mutex<Option<UnlockCost>>,
    is_cost_accepted: AtomicBool,
    work: WorkProgress,
}

/// The cost of the remaining slots, above what a phone does without asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Record)]
pub struct UnlockCost {
    /// The memory in mebibytes.
    pub mebibytes: u32,
    /// The approximate time in seconds.
    pub seconds: u64,
}

enum UnlockSecret {
    Password(Passphrase),
    Recovery(RecoveryCode),
    Device(SymmetricKey),
}

impl UnlockSecret {
    fn credential(&self) -> UnlockCredential<'_> {
        match self {
            Self::Password(password) => UnlockCredential::Passphrase(password),
            Self::Recovery(code) => UnlockCredential::Recovery(code),
            Self::Device(key) => UnlockCredential::Device(key),
        }
    }
}

impl Vault {
    fn unlocking(
        self: Arc<Self>,
        proof: UnlockSecret,
        tries: UnlockTries,
        now: MonotonicMillis,
    ) -> CallResult<Arc<Unlocking>> {
        tries.allow(now)?;
        Ok(Arc::new(Unlocking {
            vault: self,
            proof: Mutex::new(Some(proof)),
            tries: Mutex::new(tries),
            monotonic_millis: now,
            cost: Mutex::new(None),
            is_cost_accepted: AtomicBool::new(false),
            work: WorkProgress::of(1),
        }))
    }
}

#[uniffi::export]
impl Vault {
    /// Tries a password as typed. `monotonicMillis` counts from boot; an attempt too soon after
    /// wrong ones is rejected.
    pub fn unlock_with_password(
        self: Arc<Self>,
        password: String,
        tries: UnlockTries,
        monotonic_millis: MonotonicMillis,
    ) -> CallResult<Arc<Unlocking>> {
        self.unlocking(UnlockSecret::Password(Passphrase::new(password)), tries, monotonic_millis)
    }

    /// Tries a recovery code as typed. A typing error is detected at once.
    pub fn unlock_with_recovery_code(
        self: Arc<Self>,
        code: String,
        tries: UnlockTries,
        monotonic_millis: MonotonicMillis,
    ) -> CallResult<Arc<Unlocking>> {
        let code = zeroize::Zeroizing::new(code);
        self.unlocking(UnlockSecret::Recovery(RecoveryCode::parse(&code)?), tries, monotonic_millis)
    }

    /// Tries the device key of 32 bytes.
    pub fn unlock_with_device_key(
        self: Arc<Self>,
        key: &[u8],
        tries: UnlockTries,
        monotonic_millis: MonotonicMillis,
    ) -> CallResult<Arc<Unlocking>> {
        let key = SymmetricKey::from_slice(key).ok_or(CallError::WrongKeyLength)?;
        self.unlocking(UnlockSecret::Device(key), tries, monotonic_millis)
    }
}

#[uniffi::export]
impl Unlocking {
    /// The progress from 0 to 1; none if it is unknown, as during a key derivation. The operation
    /// can be cancelled.
    pub fn progress(&self) -> Option<f64> {
        self.work.progress()
    }

    /// Leaves the vault locked, whatever the result.
    pub fn cancel(&self) {
        self.work.cancel();
    }

    /// After `finish` failed because the remaining slots need more memory and time than usual:
    /// their cost. Ask the user, accept the cost, and finish again. None if there is nothing to
    /// ask.
    pub fn cost(&self) -> Option<UnlockCost> {
        *lock_mutex(&self.cost)
    }

    /// Records that the user accepts the cost.
    pub fn accept_cost(&self) {
        self.is_cost_accepted.store(true, Ordering::Relaxed);
    }

    /// Unlocks the vault. Takes about half a second with a password.
    pub fn finish(&self) -> CallResult<()> {
        let proof = lock_mutex(&self.proof).take().ok_or(CallError::AlreadyFinished)?;
        self.work.go_on()?;
        let locked = self.vault.take_locked()?;
        let is_accepted = self.is_cost_accepted.load(Ordering::Relaxed);
        let limit = if is_accepted { UnlockLimit::UNLIMITED } else { UnlockLimit::DEFAULT };
        *lock_mutex(&self.cost) = None;
        match locked.unlock_within(proof.credential(), limit) {
            Ok(opened) => {
                let go_on = self.work.go_on();
                let is_credential_typed = !matches!(proof, UnlockSecret::Device(_));
                let unlocked =
                    |opened| UnlockedVault { is_credential_typed, ..UnlockedVault::new(opened) };
                self.vault.put_back(match go_on {
                    Ok(()) => VaultStatus::Open(Box::new(unlocked(opened))),
                    Err(_) => VaultStatus::Locked(Box::new(opened.lock())),
                });
                self.count(Ok(()));
                self.work.step();
                go_on
            }
            Err(refused) => {
                self.vault.put_back(VaultStatus::Locked(refused.locked));
                self.count(Err(&refused.why));
                if let UnlockError::TooCostly { mebibytes, seconds, .. } = refused.why {
                    *lock_mutex(&self.cost) = Some(UnlockCost { mebibytes, seconds });
                    *lock_mutex(&self.proof) = Some(proof);
                }
                Err(self.vault.noted(refused.why).into())
            }
        }
    }

    /// The attempts including this one, for the device to store.
    pub fn tries(&self) -> UnlockTries {
        *lock_mutex(&self.tries)
    }
}

impl Unlocking {
    fn count(&self, outcome: Result<(), &UnlockError>) {
        let mut tries = lock_mutex(&self.tries);
        *tries = tries.after(outcome, self.monotonic_millis);
    }
}

/// Whether an app that left the foreground at the first time locks at the second. Both are
/// milliseconds since boot, including sleep. `isChoosing` tells whether a picker of the system
/// covers the app because an unlocked operation asked where to write.
#[uniffi::export(default(is_choosing = false))]
pub fn is_lock_due(
    auto_lock: AutoLock,
    left_millis: MonotonicMillis,
    now_millis: MonotonicMillis,
    is_choosing: bool,
) -> bool {
    lock::is_lock_due(auto_lock, background_reason(is_choosing), left_millis, now_millis)
}

fn background_reason(is_choosing: bool) -> BackgroundReason {
    if is_choosing { BackgroundReason::ChoosingDestination } else { BackgroundReason::Left }
}

/// Judges the device's clock by the evidence.
#[uniffi::export]
pub fn judge_clock(evidence: ClockEvidence, now: UnixMillis) -> ClockVerdict {
    aikotoba_core::enrol::judge_clock(&evidence, now)
}

/// The milliseconds until an app in the background checks again whether to lock; none if it locks
/// now. The arguments are those of `isLockDue`.
#[uniffi::export(default(is_choosing = false))]
pub fn next_lock_check(
    auto_lock: AutoLock,
    left_millis: MonotonicMillis,
    now_millis: MonotonicMillis,
    is_choosing: bool,
) -> Option<u32> {
    let reason = background_reason(is_choosing);
    lock::next_lock_check_millis(auto_lock, reason, left_millis, now_millis)
}

/// How often the unlock screen is updated, in milliseconds.
#[uniffi::export]
pub fn unlock_refresh_millis() -> u32 {
    UNLOCK_REFRESH_MILLIS
}

/// Whether an attempt is possible now in this way. `isTyped` tells whether something was typed.
#[uniffi::export]
pub fn can_try_to_unlock(state: UnlockState, way: Option<UnlockWay>, is_typed: bool) -> bool {
    state.can_try(way, is_typed)
}

/// The attempts as a text to store.
#[uniffi::export]
pub fn tries_text(tries: UnlockTries) -> String {
    tries.print()
}

/// The attempts from a stored text; no attempts if there is none.
#[uniffi::export]
pub fn tries_of_text(text: Option<String>) -> UnlockTries {
    UnlockTries::parse(&text.unwrap_or_default())
}

/// What the unlock screen does each time that it is updated. A file that can be set aside is not
/// opened again.
#[uniffi::export]
pub fn unlock_refresh(state: UnlockState, can_be_set_aside: bool) -> UnlockRefresh {
    state.next_refresh(can_be_set_aside)
}
