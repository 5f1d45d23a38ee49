//! Chooses the slots on which a credential is tried, their order, and the limit of work
//! (docs/spec/vault.md §3.3).
//!
//! Whoever can write to the file can plant slots, and each slot states its own cost. So cheap slots
//! come first, and slots beyond the limit are tried only after the user accepts it.

#[cfg(test)]
mod tests;

use zeroize::Zeroizing;

use super::calibrate::{MAX_MEBIBYTES, MAX_PASSES, UNLOCK_TARGET};
use super::slots::{SlotKind, SlotRow};
use super::{SlotId, UnlockCredential, UnlockError, VaultId};
use crate::crypto::SymmetricKey;
use crate::crypto::kdf::PassphraseCost;

/// The maximum cost of trying a credential on all slots before the user is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnlockLimit {
    /// The most memory for one slot, in mebibytes.
    mebibytes: u32,
    /// The most work for all slots together, in mebibytes times passes.
    work: u64,
}

impl UnlockLimit {
    /// What a phone spends without asking: the memory of the costliest slot that this app makes,
    /// and the work of three such slots, or of three normalizations of a passphrase on one. This
    /// takes about 20 seconds on a slow phone; slots that were made on a phone take half a second
    /// each.
    pub const DEFAULT: Self =
        Self { mebibytes: MAX_MEBIBYTES, work: 3 * MAX_MEBIBYTES as u64 * MAX_PASSES as u64 };

    /// No limit beyond the hard limit of a slot: the user accepted the cost.
    pub const UNLIMITED: Self = Self { mebibytes: u32::MAX, work: u64::MAX };

    fn allows(self, mebibytes: u32, work: u64) -> bool {
        mebibytes <= self.mebibytes && work <= self.work
    }
}

/// The result of opening a slot.
pub(super) struct OpenedSlot {
    /// The vault key.
    pub(super) key: SymmetricKey,
    /// The slot that opened.
    pub(super) slot: SlotId,
    /// Whether the slot is as this version would make it.
    pub(super) is_current: bool,
}

/// A slot to be tried.
#[derive(Clone, Copy)]
struct SlotAttempt {
    /// Its index in the list of slots.
    at: usize,
    mebibytes: u32,
    /// In mebibytes times passes, for all normalizations of the passphrase; 0 if it takes no time.
    work: u64,
}

/// Unwraps the vault key through any slot of the credential's kind.
pub(super) fn open_any(
    slots: &[SlotRow],
    vault: VaultId,
    credential: UnlockCredential<'_>,
    limit: UnlockLimit,
) -> Result<OpenedSlot, UnlockError> {
    let (kind, texts) = match credential {
        UnlockCredential::Passphrase(passphrase) => {
            let readings = passphrase.normalizations().into_iter().map(|(_, text)| text);
            (SlotKind::Passphrase, readings.collect::<Vec<Zeroizing<String>>>())
        }
        UnlockCredential::Recovery(_) => (SlotKind::Recovery, Vec::new()),
        UnlockCredential::Device(_) => (SlotKind::Device, Vec::new()),
    };
    let mut found = SlotAttempts::default();
    let mut spent = 0_u64;
    for attempt in in_order(attempts(slots, kind, texts.len() as u64), texts.len() as u64) {
        let after = spent.saturating_add(attempt.work);
        if !limit.allows(attempt.mebibytes, after) {
            found.leave(attempt);
            continue;
        }
        spent = after;
        let slot = &slots[attempt.at];
        match slot.open(vault, credential, &texts) {
            Ok(unwrapped) => {
                let (key, is_current) = (unwrapped.key, unwrapped.is_current);
                return Ok(OpenedSlot { key, slot: SlotId::from_bytes(slot.id), is_current });
            }
            Err(why) => found.note(why),
        }
    }
    Err(found.answer(credential))
}

fn attempts(slots: &[SlotRow], kind: SlotKind, texts: u64) -> Vec<SlotAttempt> {
    let slots = slots.iter().enumerate().filter(|(_, slot)| slot.kind() == kind);
    let attempt = |(at, slot): (usize, &SlotRow)| {
        let cost = if kind == SlotKind::Passphrase { slot.cost() } else { None };
        let (mebibytes, work) = cost.map_or((0, 0), |cost| (cost.mebibytes, work_of(cost)));
        SlotAttempt { at, mebibytes, work: work.saturating_mul(texts) }
    };
    slots.map(attempt).collect()
}

/// Sorts the slots, cheapest first. Slots below the minimum cost of a vault come first only as far
/// as they together take no longer than one regular slot: many of them must not delay the right
/// one.
fn in_order(mut attempts: Vec<SlotAttempt>, texts: u64) -> impl Iterator<Item = SlotAttempt> {
    attempts.sort_by_key(|attempt| (attempt.work, attempt.at));
    let minimum_work = work_of(PassphraseCost::MIN).saturating_mul(texts);
    let below = attempts.partition_point(|attempt| attempt.work < minimum_work);
    let usual = attempts.split_off(below);
    let mut sum = 0_u64;
    let first = attempts.iter().take_while(|attempt| {
        sum = sum.saturating_add(attempt.work);
        sum <= minimum_work
    });
    let first = first.count();
    let rest = attempts.split_off(first);
    attempts.into_iter().chain(usual).chain(rest)
}

fn work_of(cost: PassphraseCost) -> u64 {
    u64::from(cost.mebibytes) * u64::from(cost.passes)
}

/// The results of the slots that did not open.
#[derive(Default)]
struct SlotAttempts {
    /// How many slots were tried without success.
    tried: usize,
    why: Option<UnlockError>,
    /// The memory and the work of the slots that were not tried.
    left: Option<(u32, u64)>,
}

impl SlotAttempts {
    fn leave(&mut self, attempt: SlotAttempt) {
        let (mebibytes, work) = self.left.unwrap_or_default();
        self.left = Some((mebibytes.max(attempt.mebibytes), work.saturating_add(attempt.work)));
    }

    fn note(&mut self, why: UnlockError) {
        self.tried += 1;
        // If slots fail for several reasons, damage is the one to report.
        if self.why != Some(UnlockError::SlotDamaged) {
            self.why = Some(why);
        }
    }

    fn answer(self, credential: UnlockCredential<'_>) -> UnlockError {
        match (self.left, self.why) {
            (Some((mebibytes, work)), _) => {
                let seconds = seconds_of(work);
                UnlockError::TooCostly { mebibytes, seconds, tried: self.tried }
            }
            (None, Some(why)) => why,
            (None, None) => match credential {
                UnlockCredential::Passphrase(_) => UnlockError::NoPassphrase,
                UnlockCredential::Recovery(_) => UnlockError::NoRecoveryCode,
                UnlockCredential::Device(_) => UnlockError::NoDeviceKey,
            },
        }
    }
}

/// The approximate time in seconds on a phone. There, the cheapest slot that a vault can have takes
/// the target time of unlocking.
fn seconds_of(work: u64) -> u64 {
    let minimum_work = work_of(PassphraseCost::MIN);
    let millis = u128::from(work) * UNLOCK_TARGET.as_millis() / u128::from(minimum_work);
    u64::try_from(millis.div_ceil(1000)).unwrap_or(u64::MAX).max(1)
}
