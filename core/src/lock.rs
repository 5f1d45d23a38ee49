//! When the app locks itself, and the waiting time after wrong unlock attempts.

use serde::{Deserialize, Serialize};

use crate::gate::GateError;
use crate::preferences::AutoLock;
use crate::vault::UnlockError;

/// Whether an app that has left the foreground locks now. Both times are milliseconds of the clock
/// that runs since boot, including sleep, so that setting the clock has no effect. If the device
/// was restarted in between, the app locks.
pub fn is_due(auto_lock: AutoLock, left_millis: i64, now_millis: i64) -> bool {
    match now_millis.checked_sub(left_millis) {
        Some(away) if away >= 0 => away >= auto_lock.millis(),
        _ => true,
    }
}

/// How often an app in the background checks whether to lock, in milliseconds. The remaining time
/// alone is not enough: a sleeping device pauses the timers of a shell.
const LOOK_MILLIS: i64 = 2_000;

/// The milliseconds until an app in the background checks again whether to lock; `None` if it locks
/// now. The arguments are those of [`is_due`].
pub fn next_look(auto_lock: AutoLock, left_millis: i64, now_millis: i64) -> Option<u32> {
    if is_due(auto_lock, left_millis, now_millis) {
        return None;
    }
    let left = auto_lock.millis().saturating_sub(now_millis.saturating_sub(left_millis));
    u32::try_from(left.clamp(1, LOOK_MILLIS)).ok()
}

/// Consecutive wrong unlock attempts. The shell stores them beside the vault, so that restarting
/// the app does not reset them. They slow down guessing on this device; a copied vault is protected
/// by the cost of its key derivation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tries {
    /// The number of wrong attempts since the last successful one.
    pub wrong: u32,
    /// When the last attempt was made, in milliseconds since boot.
    pub last_millis: i64,
}

/// The number of attempts without a wait, for typing errors.
const FREE: u32 = 5;

/// The maximum wait. Longer waits would only punish the owner.
const LONGEST_MILLIS: i64 = 5 * 60 * 1000;

impl Tries {
    /// The attempts as a text, for a shell to store.
    pub fn print(self) -> String {
        format!("{} {}", self.wrong, self.last_millis)
    }

    /// Parses the text of [`Tries::print`]. Any other text counts as no attempts: if an attacker
    /// changed it, the vault is still protected by the cost of its key derivation.
    pub fn parse(text: &str) -> Self {
        let read = text.split_once(' ').and_then(|(wrong, last)| {
            Some(Self { wrong: wrong.parse().ok()?, last_millis: last.parse().ok()? })
        });
        read.unwrap_or_default()
    }

    /// Adds a wrong attempt.
    #[must_use]
    pub fn failed(self, now_millis: i64) -> Self {
        Self { wrong: self.wrong.saturating_add(1), last_millis: now_millis }
    }

    /// Adds the result of an attempt. Only a wrong password, recovery code or device key counts,
    /// even if costlier slots were not tried. A failure of the device does not count.
    #[must_use]
    pub fn after(self, outcome: Result<(), &UnlockError>, now_millis: i64) -> Self {
        match outcome {
            Ok(()) => Self::default(),
            Err(why) if why.is_wrong_try() => self.failed(now_millis),
            Err(_) => self,
        }
    }

    /// Checks whether an attempt is allowed now.
    ///
    /// # Errors
    /// [`GateError::TooSoon`] with the seconds until the next attempt is allowed.
    pub fn allow(self, now_millis: i64) -> Result<(), GateError> {
        match self.millis_left(now_millis) {
            0 => Ok(()),
            left => {
                let seconds = left.unsigned_abs().div_ceil(1000);
                Err(GateError::TooSoon { seconds: u32::try_from(seconds).unwrap_or(u32::MAX) })
            }
        }
    }

    /// The milliseconds until an attempt is allowed; 0 if it is allowed now. The fifth wrong
    /// attempt causes a wait of 15 s, and each further one doubles it, up to five minutes. After a
    /// restart, the wait counts from boot.
    pub fn millis_left(self, now_millis: i64) -> i64 {
        let Some(beyond) = self.wrong.checked_sub(FREE) else { return 0 };
        let wait = LONGEST_MILLIS.min(15_000_i64 << beyond.min(20));
        let since = if self.last_millis <= now_millis { self.last_millis.max(0) } else { 0 };
        wait.saturating_sub(now_millis.saturating_sub(since)).clamp(0, wait)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_app_locks_after_its_time_in_the_background() {
        assert!(is_due(AutoLock::AtOnce, 1_000, 1_000));
        assert!(!is_due(AutoLock::HalfMinute, 1_000, 30_999));
        assert!(is_due(AutoLock::HalfMinute, 1_000, 31_000));
    }

    #[test]
    fn an_app_in_the_background_checks_every_two_seconds_and_at_the_end() {
        let look = |now| next_look(AutoLock::HalfMinute, 1_000, now);
        assert_eq!([look(1_000), look(28_999)], [Some(2_000), Some(2_000)]);
        assert_eq!([look(30_500), look(31_000), look(0)], [Some(500), None, None]);
        assert_eq!(next_look(AutoLock::AtOnce, 1_000, 1_000), None);
    }

    #[test]
    fn tries_are_read_back_from_their_text() {
        for tries in [Tries::default(), Tries { wrong: 7, last_millis: -3 }] {
            assert_eq!(Tries::parse(&tries.print()), tries);
        }
        assert_eq!(Tries::parse("7 1795511710000").wrong, 7);
        for text in ["", "7", "x 1", "7 1 1", "-1 0"] {
            assert_eq!(Tries::parse(text), Tries::default(), "{text}");
        }
    }

    #[test]
    fn a_restarted_device_locks() {
        assert!(is_due(AutoLock::QuarterHour, 90_000, 5_000));
    }

    #[test]
    fn waiting_begins_after_five_tries_and_doubles() {
        let wait = |wrong| Tries { wrong, last_millis: 7 }.millis_left(7) / 1000;
        let waits: Vec<_> = (3..13).map(wait).collect();
        assert_eq!(waits, [0, 0, 15, 30, 60, 120, 240, 300, 300, 300]);
        assert_eq!(wait(u32::MAX), 300);
    }

    #[test]
    fn a_wait_ends() {
        let tries = Tries { wrong: 4, last_millis: 0 }.failed(1_000);
        assert_eq!(tries.millis_left(15_999), 1);
        assert_eq!(tries.millis_left(16_000), 0);
    }

    #[test]
    fn a_wait_ends_after_a_restart_of_the_device_too() {
        let tries = Tries { wrong: 5, last_millis: 9_000_000 };
        assert_eq!(tries.millis_left(1_000), 14_000);
        assert_eq!(tries.millis_left(15_000), 0);
    }

    proptest! {
        #[test]
        fn no_clock_makes_a_wait_longer_than_the_longest(wrong: u32, last: i64, now: i64) {
            let left = Tries { wrong, last_millis: last }.failed(last).millis_left(now);
            prop_assert!((0..=LONGEST_MILLIS).contains(&left));
            let _ = is_due(AutoLock::Minute, last, now);
        }
    }

    #[test]
    fn a_try_too_soon_returns_the_seconds_to_wait() {
        let tries = Tries { wrong: 5, last_millis: 0 };
        assert_eq!(tries.allow(500), Err(GateError::TooSoon { seconds: 15 }));
        assert_eq!(tries.allow(15_000), Ok(()));
    }
}
