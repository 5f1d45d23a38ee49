//! Times in a readable form.

use std::time::{SystemTime, UNIX_EPOCH};

use aikotoba_core::time::UnixMillis;
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// The current time.
pub(crate) fn now() -> UnixMillis {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    UnixMillis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

/// Local date and time to the minute, such as `2026-11-24 14:05`: the same in both languages, and
/// sortable. Empty if the year is out of jiff's range.
pub(crate) fn local(moment: UnixMillis) -> String {
    in_zone(moment, TimeZone::system())
}

/// The offset of local time from UTC at a time, in seconds.
pub(crate) fn offset_seconds(moment: UnixMillis) -> i32 {
    let Ok(moment) = Timestamp::from_millisecond(moment.0) else { return 0 };
    TimeZone::system().to_offset(moment).seconds()
}

fn in_zone(moment: UnixMillis, zone: TimeZone) -> String {
    let Ok(moment) = Timestamp::from_millisecond(moment.0) else { return String::new() };
    moment.to_zoned_datetime(zone).strftime("%Y-%m-%d %H:%M").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_printed_to_the_minute() {
        let local_time = in_zone(UnixMillis::from_seconds(1_700_000_000), TimeZone::UTC);
        assert_eq!(local_time, "2023-11-14 22:13");
        assert_eq!(in_zone(UnixMillis(i64::MAX), TimeZone::UTC), "");
    }
}
