//! The first start: a vault is made, or the one that is there is opened.

use serde::{Deserialize, Serialize};

use crate::fault::Fault;
use crate::phrase::phrase_family;
use crate::vault::Presence;

/// What a first start shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirstStartState {
    /// Which of its steps.
    pub step: StartStep,
    /// Whether the device offers a key behind a finger, a face or its screen lock.
    pub device_key: Offered,
}

/// Whether something can be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Offered {
    /// It can.
    Yes,
    /// It can't.
    No,
}

/// A step of the first start.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::VariantNames,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum StartStep {
    /// There is no vault and no trace of one: say what this is, offer a new vault or a backup.
    Welcome,
    /// Choose how it opens.
    Locks,
    /// The recovery code, shown once ([`RecoveryState`](super::recovery::RecoveryState)).
    RecoveryCode,
    /// There are traces of a vault that can't be read: nothing is made over them.
    Remains,
}

phrase_family!(StartStep, "start");

/// What says that the file in the vault's place can't be unlocked, now or ever.
const UNUSABLE: [&str; 5] =
    ["open-damaged", "open-empty", "open-missing", "open-not-vault", "unlock-slot-damaged"];

/// Whether a vault that failed so can't be unlocked, now or ever: what stands in its place may be
/// moved aside for a new one, once its owner said so.
pub fn is_unusable(why: &dyn Fault) -> bool {
    UNUSABLE.contains(&why.code().as_str())
}

impl FirstStartState {
    /// The first screen; `None` when there is a vault, which is to be unlocked.
    pub fn new(found: Presence, device_key: Offered) -> Option<Self> {
        let step = match found {
            Presence::Vault => return None,
            Presence::Nothing => StartStep::Welcome,
            Presence::Remains => StartStep::Remains,
        };
        Some(Self { step, device_key })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vault::{OpenError, UnlockError};

    #[test]
    fn only_what_can_never_be_unlocked_is_unusable() {
        for why in [OpenError::Damaged, OpenError::Empty, OpenError::Missing, OpenError::NotVault] {
            assert!(is_unusable(&why), "{why}");
        }
        let newer = OpenError::Newer { found: 9, known: 1 };
        for why in [OpenError::Busy, newer, OpenError::Device(crate::vault::DeviceError::Full)] {
            assert!(!is_unusable(&why), "{why}");
        }
        assert!(is_unusable(&UnlockError::SlotDamaged));
        assert!(!is_unusable(&UnlockError::WrongPassphrase));
    }

    #[test]
    fn only_where_nothing_is_a_vault_is_offered() {
        let step = |found| FirstStartState::new(found, Offered::No).map(|state| state.step);
        assert_eq!(step(Presence::Nothing), Some(StartStep::Welcome));
        assert_eq!(step(Presence::Remains), Some(StartStep::Remains));
        assert_eq!(step(Presence::Vault), None);
    }
}
