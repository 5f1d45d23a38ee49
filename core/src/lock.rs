//! When the app locks itself, and the waiting time after wrong unlock attempts.

use serde::{Deserialize, Serialize};

use crate::call_error::CallError;
use crate::preferences::AutoLock;
use crate::time::MonotonicMillis;
use crate::vault::UnlockError;

/// Whether an app that left the foreground at `left` locks now. Setting the clock has no effect. If
/// the device was restarted in between, the app locks.
pub fn is_lock_due(auto_lock: AutoLock, left: MonotonicMillis, now: MonotonicMillis) -> bool {
    match now.0.checked_sub(left.0) {
        Some(away) if away >= 0 => away >= auto_lock.millis(),
        _ => true,
    }
}

/// How often an app in the background checks whether to lock, in milliseconds. The remaining time
/// alone is not enough: a sleeping device pauses the timers of a shell.
const LOOK_MILLIS: i64 = 2_000;

/// The milliseconds until an app in the background checks again whether to lock; `None` if it locks
/// now. The arguments are those of [`is_lock_due`].
pub fn next_lock_check_millis(
    auto_lock: AutoLock,
    left: MonotonicMillis,
    now: MonotonicMillis,
) -> Option<u32> {
    if is_lock_due(auto_lock, left, now) {
        return None;
    }
    let remaining = auto_lock.millis().saturating_sub(now.0.saturating_sub(left.0));
    u32::try_from(remaining.clamp(1, LOOK_MILLIS)).ok()
}

/// Consecutive wrong unlock attempts. The shell stores them beside the vault, so that restarting
/// the app does not reset them. They slow down guessing on this device; a copied vault is protected
/// by the cost of its key derivation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnlockTries {
    /// The number of wrong attempts since the last successful one.
    pub wrong: u32,
    /// When the last attempt was made.
    pub last_millis: MonotonicMillis,
}

/// The number of attempts without a wait, for typing errors.
const FREE: u32 = 5;

/// The maximum wait. Longer waits would only punish the owner.
const LONGEST_MILLIS: i64 = 5 * 60 * 1000;

impl UnlockTries {
    /// The attempts as a text, for a shell to store.
    pub fn print(self) -> String {
        format!("{} {}", self.wrong, self.last_millis.0)
    }

    /// Parses the text of [`UnlockTries::print`]. Any other text counts as no attempts: if an attacker
    /// changed it, the vault is still protected by the cost of its key derivation.
    pub fn parse(text: &str) -> Self {
        let read = text.split_once(' ').and_then(|(wrong, last)| {
            Some(Self {
                wrong: wrong.parse().ok()?,
                last_millis: MonotonicMillis(last.parse().ok()?),
            })
        });
        read.unwrap_or_default()
    }

    /// Adds a wrong attempt.
    #[must_use]
    pub fn failed(self, now: MonotonicMillis) -> Self {
        Self { wrong: self.wrong.saturating_add(1), last_millis: now }
    }

    /// Adds the result of an attempt. Only a wrong password, recovery code or device key counts,
    /// even if costlier slots were not tried. A failure of the device does not count.
    #[must_use]
    pub fn after(self, outcome: Result<(), &UnlockError>, now: MonotonicMillis) -> Self {
        match outcome {
            Ok(()) => Self::default(),
            Err(why) if why.is_wrong_try() => self.failed(now),
            Err(_) => self,
        }
    }

    /// Checks whether an attempt is allowed now.
    ///
    /// # Errors
    /// [`CallError::TooSoon`] with the seconds until the next attempt is allowed.
    pub fn allow(self, now: MonotonicMillis) -> Result<(), CallError> {
        match self.millis_left(now) {
            0 => Ok(()),
            left => {
                let seconds = left.unsigned_abs().div_ceil(1000);
                Err(CallError::TooSoon { seconds: u32::try_from(seconds).unwrap_or(u32::MAX) })
            }
        }
    }

    /// The milliseconds until an attempt is allowed; 0 if it is allowed now. The fifth wrong
    /// attempt causes a wait of 15 s, and each further one doubles it, up to five minutes. After a
    /// restart, the wait counts from boot.
    pub fn millis_left(self, now: MonotonicMillis) -> i64 {
        let Some(beyond) = self.wrong.checked_sub(FREE) else { return 0 };
        let wait = LONGEST_MILLIS.min(15_000_i64 << beyond.min(20));
        let since = if self.last_millis <= now { self.last_millis.0.max(0) } else { 0 };
        wait.saturating_sub(now.0.saturating_sub(since)).clamp(0, wait)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const fn at(millis: i64) -> MonotonicMillis {
        MonotonicMillis(millis)
    }

    #[test]
    fn the_app_locks_after_its_time_in_the_background() {
        assert!(is_lock_due(AutoLock::AtOnce, at(1_000), at(1_000)));
        assert!(!is_lock_due(AutoLock::HalfMinute, at(1_000), at(30_999)));
        assert!(is_lock_due(AutoLock::HalfMinute, at(1_000), at(31_000)));
    }

    #[test]
    fn an_app_in_the_background_checks_every_two_seconds_and_at_the_end() {
        let look = |now| next_lock_check_millis(AutoLock::HalfMinute, at(1_000), at(now));
        assert_eq!([look(1_000), look(28_999)], [Some(2_000), Some(2_000)]);
        assert_eq!([look(30_500), look(31_000), look(0)], [Some(500), None, None]);
        assert_eq!(next_lock_check_millis(AutoLock::AtOnce, at(1_000), at(1_000)), None);
    }

    #[test]
    fn tries_are_read_back_from_their_text() {
        for tries in [UnlockTries::default(), UnlockTries { wrong: 7, last_millis: at(-3) }] {
            assert_eq!(UnlockTries::parse(&tries.print()), tries);
        }
        assert_eq!(UnlockTries::parse("7 1795511710000").wrong, 7);
        for text in ["", "7", "x 1", "7 1 1", "-1 0"] {
            assert_eq!(UnlockTries::parse(text), UnlockTries::default(), "{text}");
        }
    }

    #[test]
    fn a_restarted_device_locks() {
        assert!(is_lock_due(AutoLock::QuarterHour, at(90_000), at(5_000)));
    }

    #[test]
    fn waiting_begins_after_five_tries_and_doubles() {
        let wait = |wrong| UnlockTries { wrong, last_millis: at(7) }.millis_left(at(7)) / 1000;
        let waits: Vec<_> = (3..13).map(wait).collect();
        assert_eq!(waits, [0, 0, 15, 30, 60, 120, 240, 300, 300, 300]);
        assert_eq!(wait(u32::MAX), 300);
    }

    #[test]
    fn a_wait_ends() {
        let tries = UnlockTries { wrong: 4, last_millis: at(0) }.failed(at(1_000));
        assert_eq!(tries.millis_left(at(15_999)), 1);
        assert_eq!(tries.millis_left(at(16_000)), 0);
    }

    #[test]
    fn a_wait_ends_after_a_restart_of_the_device_too() {
        let tries = UnlockTries { wrong: 5, last_millis: at(9_000_000) };
        assert_eq!(tries.millis_left(at(1_000)), 14_000);
        assert_eq!(tries.millis_left(at(15_000)), 0);
    }

    proptest! {
        #[test]
        fn no_clock_makes_a_wait_longer_than_the_longest(wrong: u32, last: i64, now: i64) {
            let left = UnlockTries { wrong, last_millis: at(last) }.failed(at(last)).millis_left(at(now));
            prop_assert!((0..=LONGEST_MILLIS).contains(&left));
            let _ = is_lock_due(AutoLock::Minute, at(last), at(now));
        }
    }

    #[test]
    fn a_try_too_soon_returns_the_seconds_to_wait() {
        let tries = UnlockTries { wrong: 5, last_millis: at(0) };
        assert_eq!(tries.allow(at(500)), Err(CallError::TooSoon { seconds: 15 }));
        assert_eq!(tries.allow(at(15_000)), Ok(()));
    }
}
