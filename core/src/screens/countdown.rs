//! The remaining time of a code.

use serde::{Deserialize, Serialize};

use crate::time::{TimeSpan, UnixMillis};

/// The remaining time of a code. Between two states, a screen animates the ring from `from` to
/// `until`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Countdown {
    /// When the code became valid.
    pub from: UnixMillis,
    /// When the code expires (exclusive).
    pub until: UnixMillis,
    /// The seconds left, rounded up: 1 until the code changes.
    pub seconds_left: u32,
    /// The fraction of the time that is left, from 1.0 to 0.0.
    pub fraction_left: f64,
    /// How urgent it is to type the code.
    pub urgency: Urgency,
}

/// How urgent it is to type a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Urgency {
    /// There is enough time to type it.
    #[serde(rename = "calm")]
    Normal,
    /// The last ten seconds, or the last third of a short period.
    Soon,
    /// The last five seconds, or the last sixth of a short period: better to wait for the next
    /// code.
    Last,
}

impl Countdown {
    /// The countdown of a window at a time within it.
    pub fn new(window: TimeSpan, now: UnixMillis) -> Self {
        let left = window.millis_left(now);
        let whole = window.until.0.saturating_sub(window.from.0);
        let urgency = if left <= (whole / 6).min(5_000) {
            Urgency::Last
        } else if left <= (whole / 3).min(10_000) {
            Urgency::Soon
        } else {
            Urgency::Normal
        };
        Self {
            from: window.from,
            until: window.until,
            seconds_left: u32::try_from(seconds_up(left)).unwrap_or(u32::MAX),
            fraction_left: window.fraction_left(now),
            urgency,
        }
    }

    /// When the seconds change next; at most `until`.
    pub fn changes_at(&self) -> UnixMillis {
        let after = i64::from(self.seconds_left).saturating_sub(1);
        UnixMillis(self.until.0.saturating_sub(after.saturating_mul(1000)))
    }
}

/// The minimum and maximum time between two updates, in milliseconds. Sooner, nothing has changed;
/// the maximum ensures that a change of the clock is noticed.
const WAITS: std::ops::RangeInclusive<i64> = 20..=30_000;

/// The milliseconds until a screen must be updated whose content changes at `refresh_at`.
pub fn wait_millis(refresh_at: Option<UnixMillis>, now: UnixMillis) -> u32 {
    let (least, longest) = WAITS.into_inner();
    let left = refresh_at.map_or(longest, |at| at.0.saturating_sub(now.0));
    u32::try_from(left.clamp(least, longest)).unwrap_or_default()
}

fn seconds_up(millis: i64) -> i64 {
    millis.div_euclid(1000) + i64::from(millis.rem_euclid(1000) > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_screen_waits_until_something_changes_and_never_for_long() {
        let now = UnixMillis(1_000_000);
        let wait = |after: i64| wait_millis(Some(UnixMillis(now.0.saturating_add(after))), now);
        assert_eq!([wait(700), wait(0), wait(-5), wait(60_000)], [700, 20, 20, 30_000]);
        assert_eq!((wait(i64::MAX), wait_millis(None, now)), (30_000, 30_000));
    }

    fn at(seconds: i64, millis: i64) -> Countdown {
        let window = TimeSpan { from: UnixMillis(0), until: UnixMillis::from_seconds(seconds) };
        Countdown::new(window, UnixMillis(millis))
    }

    #[test]
    fn seconds_round_up_and_change_on_the_second() {
        assert_eq!((at(30, 0).seconds_left, at(30, 0).changes_at()), (30, UnixMillis(1000)));
        assert_eq!((at(30, 999).seconds_left, at(30, 999).changes_at()), (30, UnixMillis(1000)));
        assert_eq!(at(30, 1000).seconds_left, 29);
        assert_eq!((at(30, 29_999).seconds_left, at(30, 29_001).changes_at().0), (1, 30_000));
    }

    #[test]
    fn the_last_seconds_are_urgent() {
        assert_eq!(at(30, 19_999).urgency, Urgency::Normal);
        assert_eq!(at(30, 20_000).urgency, Urgency::Soon);
        assert_eq!(at(30, 25_000).urgency, Urgency::Last);
        assert_eq!(at(60, 49_999).urgency, Urgency::Normal);
        assert_eq!(at(6, 3_900).urgency, Urgency::Normal, "a short period scales");
        assert_eq!(at(6, 5_000).urgency, Urgency::Last);
    }

    #[test]
    fn after_its_end_nothing_is_left() {
        let over = at(30, 31_000);
        assert_eq!((over.seconds_left, over.urgency), (0, Urgency::Last));
        assert!(over.fraction_left.abs() < f64::EPSILON);
    }
}
