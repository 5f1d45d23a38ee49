//! Unlocking, and the reliability of the clock.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use aikotoba_core::crypto::Key;
use aikotoba_core::enrol::{ClockEvidence, ClockVerdict};
use aikotoba_core::gate::GateError;
use aikotoba_core::lock::{self, Tries};
use aikotoba_core::preferences::AutoLock;
use aikotoba_core::screens::unlock::{UNLOCK_LOOK_MILLIS, UnlockState, Way};
use aikotoba_core::secret::Passphrase;
use aikotoba_core::time::{MonotonicMillis, UnixMillis};
use aikotoba_core::vault::{Credential, RecoveryCode, UnlockError, UnlockLimit};

use crate::errors::Answer;
use crate::vault::{Held, Open, Vault};
use crate::work::{Work, hold};

/// An attempt to unlock the vault.
#[derive(uniffi::Object)]
pub struct Unlocking {
    vault: Arc<Vault>,
    proof: Mutex<Option<Proof>>,
    tries: Mutex<Tries>,
    monotonic_millis: MonotonicMillis,
    cost: Mutex<Option<UnlockCost>>,
    is_cost_accepted: AtomicBool,
    work: Work,
}

/// The cost of the remaining slots, above what a phone does without asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Record)]
pub struct UnlockCost {
    /// The memory in mebibytes.
    pub mebibytes: u32,
    /// The approximate time in seconds.
    pub seconds: u64,
}

enum Proof {
    Password(Passphrase),
    Recovery(RecoveryCode),
    Device(Key),
}

impl Proof {
    fn credential(&self) -> Credential<'_> {
        match self {
            Self::Password(password) => Credential::Passphrase(password),
            Self::Recovery(code) => Credential::Recovery(code),
            Self::Device(key) => Credential::Device(key),
        }
    }
}

impl Vault {
    fn unlocking(
        self: Arc<Self>,
        proof: Proof,
        tries: Tries,
        now: MonotonicMillis,
    ) -> Answer<Arc<Unlocking>> {
        tries.allow(now)?;
        Ok(Arc::new(Unlocking {
            vault: self,
            proof: Mutex::new(Some(proof)),
            tries: Mutex::new(tries),
            monotonic_millis: now,
            cost: Mutex::new(None),
            is_cost_accepted: AtomicBool::new(false),
            work: Work::of(1),
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
        tries: Tries,
        monotonic_millis: MonotonicMillis,
    ) -> Answer<Arc<Unlocking>> {
        self.unlocking(Proof::Password(Passphrase::new(password)), tries, monotonic_millis)
    }

    /// Tries a recovery code as typed. A typing error is detected at once.
    pub fn unlock_with_recovery_code(
        self: Arc<Self>,
        code: String,
        tries: Tries,
        monotonic_millis: MonotonicMillis,
    ) -> Answer<Arc<Unlocking>> {
        let code = zeroize::Zeroizing::new(code);
        self.unlocking(Proof::Recovery(RecoveryCode::parse(&code)?), tries, monotonic_millis)
    }

    /// Tries the device key of 32 bytes.
    pub fn unlock_with_device_key(
        self: Arc<Self>,
        key: &[u8],
        tries: Tries,
        monotonic_millis: MonotonicMillis,
    ) -> Answer<Arc<Unlocking>> {
        let key = Key::from_slice(key).ok_or(GateError::KeyLength)?;
        self.unlocking(Proof::Device(key), tries, monotonic_millis)
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
        *hold(&self.cost)
    }

    /// Records that the user accepts the cost.
    pub fn accept_cost(&self) {
        self.is_cost_accepted.store(true, Ordering::Relaxed);
    }

    /// Unlocks the vault. Takes about half a second with a password.
    pub fn finish(&self) -> Answer<()> {
        let proof = hold(&self.proof).take().ok_or(GateError::Over)?;
        self.work.go_on()?;
        let locked = self.vault.take_locked()?;
        let is_accepted = self.is_cost_accepted.load(Ordering::Relaxed);
        let limit = if is_accepted { UnlockLimit::ACCEPTED } else { UnlockLimit::USUAL };
        *hold(&self.cost) = None;
        match locked.unlock_within(proof.credential(), limit) {
            Ok(opened) => {
                let go_on = self.work.go_on();
                self.vault.put_back(match go_on {
                    Ok(()) => Held::Open(Box::new(Open::new(opened))),
                    Err(_) => Held::Locked(Box::new(opened.lock())),
                });
                self.count(Ok(()));
                self.work.step();
                go_on
            }
            Err(refused) => {
                self.vault.put_back(Held::Locked(refused.locked));
                self.count(Err(&refused.why));
                if let UnlockError::TooCostly { mebibytes, seconds, .. } = refused.why {
                    *hold(&self.cost) = Some(UnlockCost { mebibytes, seconds });
                    *hold(&self.proof) = Some(proof);
                }
                Err(self.vault.noted(refused.why).into())
            }
        }
    }

    /// The attempts including this one, for the device to store.
    pub fn tries(&self) -> Tries {
        *hold(&self.tries)
    }
}

impl Unlocking {
    fn count(&self, outcome: Result<(), &UnlockError>) {
        let mut tries = hold(&self.tries);
        *tries = tries.after(outcome, self.monotonic_millis);
    }
}

/// Whether an app that left the foreground at the first time locks at the second. Both are
/// milliseconds since boot, including sleep.
#[uniffi::export]
pub fn is_lock_due(
    auto_lock: AutoLock,
    left_millis: MonotonicMillis,
    now_millis: MonotonicMillis,
) -> bool {
    lock::is_due(auto_lock, left_millis, now_millis)
}

/// Judges the device's clock by the evidence.
#[uniffi::export]
pub fn judge_clock(evidence: ClockEvidence, now: UnixMillis) -> ClockVerdict {
    aikotoba_core::enrol::judge_clock(&evidence, now)
}

/// The milliseconds until an app in the background checks again whether to lock; none if it locks
/// now. The arguments are those of `isLockDue`.
#[uniffi::export]
pub fn next_lock_look(
    auto_lock: AutoLock,
    left_millis: MonotonicMillis,
    now_millis: MonotonicMillis,
) -> Option<u32> {
    lock::next_look(auto_lock, left_millis, now_millis)
}

/// How often the unlock screen is updated, in milliseconds.
#[uniffi::export]
pub fn unlock_look_millis() -> u32 {
    UNLOCK_LOOK_MILLIS
}

/// Whether an attempt is possible now in this way. `isTyped` tells whether something was typed.
#[uniffi::export]
pub fn can_try_to_unlock(state: UnlockState, way: Option<Way>, is_typed: bool) -> bool {
    state.can_try(way, is_typed)
}

/// The attempts as a text to store.
#[uniffi::export]
pub fn tries_text(tries: Tries) -> String {
    tries.print()
}

/// The attempts from a stored text; no attempts if there is none.
#[uniffi::export]
pub fn tries_of_text(text: Option<String>) -> Tries {
    Tries::parse(&text.unwrap_or_default())
}
