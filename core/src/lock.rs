//! When the app locks itself, and the waiting time after wrong unlock attempts.

use serde::{Deserialize, Serialize};

use crate::call_error::CallError;
use crate::preferences::AutoLock;
use crate::time::MonotonicMillis;
use crate::vault::UnlockError;

/// Why an app is in the background.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BackgroundReason {
    /// The person left it, or chooses something to read.
    Left,
    /// The app asked the person where an unlocked operation writes, and the system's picker covers it.
    ChoosingDestination,
}

/// How long the lock waits while the person chooses where an unlocked operation writes. Without
/// this time, a folder that is searched longer than [`AutoLock`] allows could never be chosen.
const CHOOSING_MILLIS: i64 = 3 * 60 * 1000;

impl BackgroundReason {
    fn allowed_millis(self, auto_lock: AutoLock) -> i64 {
        match self {
            Self::Left => auto_lock.millis(),
            Self::ChoosingDestination => auto_lock.millis().max(CHOOSING_MILLIS),
        }
    }
}

/// Whether an app that left the foreground at `left` locks now. Setting the clock has no effect. If
/// the device was restarted in between, the app locks. When the screen is turned off, shells lock
/// without asking.
pub fn is_lock_due(
    auto_lock: AutoLock,
    reason: BackgroundReason,
    left: MonotonicMillis,
    now: MonotonicMillis,
) -> bool {
    match now.0.checked_sub(left.0) {
        Some(away) if away >= 0 => away >= reason.allowed_millis(auto_lock),
        _ => true,
    }
}

/// How often an app in the background checks whether to lock, in milliseconds. The remaining time
/// alone is not enough: a sleeping device pauses the timers of a shell.
const MAX_CHECK_INTERVAL_MILLIS: i64 = 2_000;

/// The milliseconds until an app in the background checks again whether to lock; `None` if it locks
/// now. The arguments are those of [`is_lock_due`].
pub fn next_lock_check_millis(
    auto_lock: AutoLock,
    reason: BackgroundReason,
    left: MonotonicMillis,
    now: MonotonicMillis,
) -> Option<u32> {
    if is_lock_due(auto_lock, reason, left, now) {
        return None;
    }
    let remaining = reason.allowed_millis(auto_lock).saturating_sub(now.0.saturating_sub(left.0));
    u32::try_from(remaining.clamp(1, MAX_CHECK_INTERVAL_MILLIS)).ok()
}

/// Consecutive wrong unlock attempts. The shell stores them outside of the vault, so that restarting
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
const TRIES_WITHOUT_WAIT: u32 = 5;

/// The maximum wait. Longer waits would only punish the owner.
const MAX_WAIT_MILLIS: i64 = 5 * 60 * 1000;

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
        let Some(waited_tries) = self.wrong.checked_sub(TRIES_WITHOUT_WAIT) else { return 0 };
        let wait = MAX_WAIT_MILLIS.min(15_000_i64 << waited_tries.min(20));
        let since = if self.last_millis <= now { self.last_millis.0.max(0) } else { 0 };
        wait.saturating_sub(now.0.saturating_sub(since)).clamp(0, wait)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::BackgroundReason::{ChoosingDestination, Left};
    use super::*;

    const fn at(millis: i64) -> MonotonicMillis {
        MonotonicMillis(millis)
    }

    #[test]
    fn the_app_locks_after_its_time_in_the_background() {
        assert!(is_lock_due(AutoLock::AtOnce, Left, at(1_000), at(1_000)));
        assert!(!is_lock_due(AutoLock::HalfMinute, Left, at(1_000), at(30_999)));
        assert!(is_lock_due(AutoLock::HalfMinute, Left, at(1_000), at(31_000)));
    }

    #[test]
    fn an_app_in_the_background_checks_every_two_seconds_and_at_the_end() {
        let look = |now| next_lock_check_millis(AutoLock::HalfMinute, Left, at(1_000), at(now));
        assert_eq!([look(1_000), look(28_999)], [Some(2_000), Some(2_000)]);
        assert_eq!([look(30_500), look(31_000), look(0)], [Some(500), None, None]);
        assert_eq!(next_lock_check_millis(AutoLock::AtOnce, Left, at(1_000), at(1_000)), None);
    }

    #[test]
    fn choosing_a_destination_delays_the_lock_for_three_minutes_at_most() {
        let due =
            |auto_lock, millis| is_lock_due(auto_lock, ChoosingDestination, at(0), at(millis));
        for auto_lock in [AutoLock::AtOnce, AutoLock::HalfMinute, AutoLock::Minute] {
            assert!(!due(auto_lock, 179_999));
            assert!(due(auto_lock, 180_000));
        }
        // A longer setting is not shortened.
        assert!(!due(AutoLock::FiveMinutes, 299_999));
        assert!(due(AutoLock::FiveMinutes, 300_000));
        // A restarted device locks the app in this case too.
        assert!(due(AutoLock::QuarterHour, -1));
        let look =
            |now| next_lock_check_millis(AutoLock::AtOnce, ChoosingDestination, at(0), at(now));
        assert_eq!([look(0), look(179_500), look(180_000)], [Some(2_000), Some(500), None]);
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
        assert!(is_lock_due(AutoLock::QuarterHour, Left, at(90_000), at(5_000)));
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
            prop_assert!((0..=MAX_WAIT_MILLIS).contains(&left));
            let _ = is_lock_due(AutoLock::Minute, Left, at(last), at(now));
        }
    }

    #[test]
    fn a_try_too_soon_returns_the_seconds_to_wait() {
        let tries = UnlockTries { wrong: 5, last_millis: at(0) };
        assert_eq!(tries.allow(at(500)), Err(CallError::TooSoon { seconds: 15 }));
        assert_eq!(tries.allow(at(15_000)), Ok(()));
    }
}
