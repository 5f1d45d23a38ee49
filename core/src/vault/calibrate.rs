//! The Argon2id cost of a passphrase slot, measured on this device.

use std::time::Duration;

use super::DeviceError;
use crate::crypto::kdf::{PassphraseCost, derive_from_passphrase};

/// The target time for unlocking with a passphrase.
pub const UNLOCK_TARGET: Duration = Duration::from_millis(500);

/// The most memory that [`calibrate`] chooses, in mebibytes, so that a low-end phone can open the
/// vault too.
pub(super) const MAX_MEBIBYTES: u32 = 256;

/// The most passes that [`calibrate`] chooses.
pub(super) const MAX_PASSES: u32 = 10;

/// Derives a key at [`PassphraseCost::MIN`] and discards it. The caller, which has a clock, times
/// this call for [`calibrate`].
///
/// # Errors
/// [`DeviceError::NotEnoughMemory`] when there is not enough memory.
pub fn trial() -> Result<(), DeviceError> {
    derive_from_passphrase(b"a measurement", &[0; 16], PassphraseCost::MIN)
        .map(drop)
        .map_err(|_| DeviceError::NotEnoughMemory)
}

/// The cost for a new passphrase slot, calculated from the time a [`trial`] took on this device.
/// Increases the memory first, then the passes, until unlocking takes about `aim`; never goes below
/// the minimum.
pub fn calibrate(floor_took: Duration, aim: Duration) -> PassphraseCost {
    let minimum = PassphraseCost::MIN;
    let mut cost = minimum;
    // The time grows in proportion to the memory and to the passes.
    let fits = |cost: PassphraseCost| {
        let work = u64::from(cost.mebibytes) * u64::from(cost.passes);
        let unit = u64::from(minimum.mebibytes) * u64::from(minimum.passes);
        floor_took.as_micros().saturating_mul(u128::from(work))
            <= aim.as_micros().saturating_mul(u128::from(unit))
    };
    loop {
        let larger = PassphraseCost { mebibytes: cost.mebibytes * 2, ..cost };
        let longer = PassphraseCost { passes: cost.passes + 1, ..cost };
        if larger.mebibytes <= MAX_MEBIBYTES && fits(larger) {
            cost = larger;
        } else if longer.passes <= MAX_PASSES && fits(longer) {
            cost = longer;
        } else {
            return cost;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cost_grows_with_the_device_and_never_shrinks() {
        let second = Duration::from_secs(1);
        let cost = |millis| calibrate(Duration::from_millis(millis), second);
        assert_eq!(cost(3000), PassphraseCost::MIN);
        assert_eq!(cost(1000), PassphraseCost::MIN);
        assert_eq!(cost(400), PassphraseCost { mebibytes: 128, passes: 3, lanes: 1 });
        assert_eq!(cost(200), PassphraseCost { mebibytes: 256, passes: 3, lanes: 1 });
        assert_eq!(cost(150), PassphraseCost { mebibytes: 256, passes: 5, lanes: 1 });
        assert_eq!(cost(0), PassphraseCost { mebibytes: 256, passes: 10, lanes: 1 });
        assert!(cost(0).is_acceptable());
    }
}
