//! Moments and spans of time, as the rest of the core counts them.
//!
//! The core reads no clock: whoever calls it says what time it is.

use serde::{Deserialize, Serialize};

/// A moment in milliseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct UnixMillis(pub i64);

impl UnixMillis {
    /// The moment that many whole seconds after the epoch; saturates at the ends of the range.
    pub const fn from_seconds(seconds: i64) -> Self {
        Self(seconds.saturating_mul(1000))
    }

    /// Whole seconds since the epoch, rounded down.
    pub const fn seconds(self) -> i64 {
        self.0.div_euclid(1000)
    }
}

/// A half-open span of time: it holds at `from` and no longer at `until`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// The first moment inside.
    pub from: UnixMillis,
    /// The first moment after.
    pub until: UnixMillis,
}

impl Window {
    /// Milliseconds from `now` to the end; 0 when the window is over.
    pub fn millis_left(self, now: UnixMillis) -> i64 {
        self.until.0.saturating_sub(now.0).max(0)
    }

    /// The part of the window that is still to come, from 1.0 at its start to 0.0 at its end.
    pub fn fraction_left(self, now: UnixMillis) -> f64 {
        let whole = self.until.0.saturating_sub(self.from.0).max(1);
        (self.millis_left(now) as f64 / whole as f64).min(1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_round_down_before_the_epoch_too() {
        assert_eq!(UnixMillis(1999).seconds(), 1);
        assert_eq!(UnixMillis(-1).seconds(), -1);
    }

    #[test]
    fn a_window_runs_out_and_stays_empty() {
        let window = Window { from: UnixMillis(0), until: UnixMillis(30_000) };
        assert_eq!(window.millis_left(UnixMillis(29_999)), 1);
        assert_eq!(window.millis_left(UnixMillis(31_000)), 0);
        assert!((window.fraction_left(UnixMillis(7_500)) - 0.75).abs() < 1e-9);
        assert!((window.fraction_left(UnixMillis(-5)) - 1.0).abs() < 1e-9);
    }
}
