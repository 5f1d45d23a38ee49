//! Times and time spans.
//!
//! The core reads no clock: callers pass the time.

use serde::{Deserialize, Serialize};

/// A day, in milliseconds.
pub const DAY_MILLIS: i64 = 24 * 60 * 60 * 1000;

/// A time in milliseconds since 1970-01-01T00:00:00Z, without leap seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct UnixMillis(pub i64);

impl UnixMillis {
    /// The time `seconds` after the epoch; saturates at the ends of the range.
    pub const fn from_seconds(seconds: i64) -> Self {
        Self(seconds.saturating_mul(1000))
    }

    /// The whole seconds since the epoch, rounded down.
    pub const fn seconds(self) -> i64 {
        self.0.div_euclid(1000)
    }

    /// Whether `millis` have passed at this time since a recorded time. A recorded time that is more
    /// than a day in the future was taken while a clock was wrong, and counts as long past.
    pub const fn is_after(self, since: Self, millis: i64) -> bool {
        let passed = self.0.saturating_sub(since.0);
        passed >= millis || passed < -DAY_MILLIS
    }
}

/// A time in milliseconds since the device started, including sleep. Nobody can set this clock.
///
/// A type of its own, so that it is never passed for a [`UnixMillis`].
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct MonotonicMillis(pub i64);

/// A date and time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CivilTime {
    /// The year; may be negative.
    pub year: i64,
    /// The month, from 1.
    pub month: u8,
    /// The day of the month, from 1.
    pub day: u8,
    /// The hour, from 0.
    pub hour: u8,
    /// The minute, from 0.
    pub minute: u8,
    /// The second, from 0.
    pub second: u8,
}

impl CivilTime {
    /// The Gregorian date and time at a UTC offset, in seconds.
    ///
    /// Years are counted from 1 March, so that the leap day comes last.
    pub fn of(moment: UnixMillis, offset_seconds: i32) -> Self {
        let seconds = moment.seconds().saturating_add(i64::from(offset_seconds));
        let (days, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
        let days = days + 719_468; // 1970-01-01 in days since 0000-03-01.
        let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
        let year_of_era =
            (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
        let small = |number: i64| u8::try_from(number).unwrap_or_default();
        Self {
            year: era * 400 + year_of_era + i64::from(month <= 2),
            month: small(month),
            day: small(day),
            hour: small(second / 3600),
            minute: small(second / 60 % 60),
            second: small(second % 60),
        }
    }

    /// The moment of this date and time in UTC.
    pub fn moment(self) -> UnixMillis {
        let Self { year, month, day, hour, minute, second } = self;
        let month = i64::from(month);
        let (year, month_from_march) =
            if month > 2 { (year, month - 3) } else { (year.saturating_sub(1), month + 9) };
        let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
        let day_of_year = (153 * month_from_march + 2) / 5 + i64::from(day) - 1;
        let day_of_era = 365 * year_of_era + year_of_era / 4 - year_of_era / 100 + day_of_year;
        let days = era.saturating_mul(146_097).saturating_add(day_of_era - 719_468);
        let seconds = i64::from(hour) * 3600 + i64::from(minute) * 60 + i64::from(second);
        UnixMillis::from_seconds(days.saturating_mul(86_400).saturating_add(seconds))
    }
}

/// A half-open time span, from `from` (inclusive) to `until` (exclusive).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeSpan {
    /// The first moment (inclusive).
    pub from: UnixMillis,
    /// The end (exclusive).
    pub until: UnixMillis,
}

impl TimeSpan {
    /// The milliseconds from `now` to the end; 0 after the end.
    pub fn millis_left(self, now: UnixMillis) -> i64 {
        self.until.0.saturating_sub(now.0).max(0)
    }

    /// The fraction of the window that is left, from 1.0 at its start to 0.0 at its end.
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
    fn a_time_is_shown_at_a_utc_offset() {
        let at = |seconds, offset| {
            let CivilTime { year, month, day, hour, minute, second } =
                CivilTime::of(UnixMillis::from_seconds(seconds), offset);
            (year, month, day, hour, minute, second)
        };
        assert_eq!(at(0, 0), (1970, 1, 1, 0, 0, 0));
        assert_eq!(at(-1, 0), (1969, 12, 31, 23, 59, 59));
        assert_eq!(at(1_795_511_710, 9 * 3600), (2026, 11, 24, 18, 15, 10));
        assert_eq!(at(951_782_400, 0), (2000, 2, 29, 0, 0, 0));
        assert_eq!(at(4_107_542_400, 0), (2100, 3, 1, 0, 0, 0));
        let _ends = (at(i64::MAX / 1000, i32::MAX), at(i64::MIN / 1000, i32::MIN));
    }

    #[test]
    fn a_window_runs_out_and_stays_empty() {
        let window = TimeSpan { from: UnixMillis(0), until: UnixMillis(30_000) };
        assert_eq!(window.millis_left(UnixMillis(29_999)), 1);
        assert_eq!(window.millis_left(UnixMillis(31_000)), 0);
        assert!((window.fraction_left(UnixMillis(7_500)) - 0.75).abs() < 1e-9);
        assert!((window.fraction_left(UnixMillis(-5)) - 1.0).abs() < 1e-9);
    }
}
