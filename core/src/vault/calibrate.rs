//! What a passphrase's slot may cost on this device.

use std::time::Duration;

use super::DeviceError;
use crate::crypto::kdf::{PassphraseCost, derive_from_passphrase};

/// How long unlocking with a passphrase may take.
pub const UNLOCK_AIM: Duration = Duration::from_millis(500);

/// The most memory that [`calibrate`] asks for, in mebibytes: a cheap phone has to open the vault
/// as well.
pub(super) const MOST_MEBIBYTES: u32 = 256;

/// The most passes that [`calibrate`] asks for.
pub(super) const MOST_PASSES: u32 = 10;

/// Derives a key at [`PassphraseCost::FLOOR`] and forgets it: what a shell, which has a clock, times
/// for [`calibrate`].
///
/// # Errors
/// [`DeviceError::Memory`].
pub fn trial() -> Result<(), DeviceError> {
    derive_from_passphrase(b"a measurement", &[0; 16], PassphraseCost::FLOOR)
        .map(drop)
        .map_err(|_| DeviceError::Memory)
}

/// The cost to make a passphrase's slot with, from how long a [`trial`] took on this
/// device: more memory, then more passes, until about `aim`, and never less than the floor.
pub fn calibrate(floor_took: Duration, aim: Duration) -> PassphraseCost {
    let floor = PassphraseCost::FLOOR;
    let mut cost = floor;
    // Time grows with memory and with passes alike.
    let fits = |cost: PassphraseCost| {
        let work = u64::from(cost.mebibytes) * u64::from(cost.passes);
        let unit = u64::from(floor.mebibytes) * u64::from(floor.passes);
        floor_took.as_micros().saturating_mul(u128::from(work))
            <= aim.as_micros().saturating_mul(u128::from(unit))
    };
    loop {
        let larger = PassphraseCost { mebibytes: cost.mebibytes * 2, ..cost };
        let longer = PassphraseCost { passes: cost.passes + 1, ..cost };
        if larger.mebibytes <= MOST_MEBIBYTES && fits(larger) {
            cost = larger;
        } else if longer.passes <= MOST_PASSES && fits(longer) {
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
        assert_eq!(cost(3000), PassphraseCost::FLOOR);
        assert_eq!(cost(1000), PassphraseCost::FLOOR);
        assert_eq!(cost(400), PassphraseCost { mebibytes: 128, passes: 3, lanes: 1 });
        assert_eq!(cost(200), PassphraseCost { mebibytes: 256, passes: 3, lanes: 1 });
        assert_eq!(cost(150), PassphraseCost { mebibytes: 256, passes: 5, lanes: 1 });
        assert_eq!(cost(0), PassphraseCost { mebibytes: 256, passes: 10, lanes: 1 });
        assert!(cost(0).is_acceptable());
    }
}
