//! Times in each language's format.

use aikotoba_core::time::{CivilTime, UnixMillis};

use crate::{Language, Words};

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

impl Words {
    /// A time at a UTC offset, in seconds: `24 Nov 2026, 18:15`, `2026/11/24 18:15`.
    pub fn moment(&self, moment: UnixMillis, offset_seconds: i32) -> String {
        let CivilTime { year, month, day, hour, minute, .. } =
            CivilTime::of(moment, offset_seconds);
        match self.language() {
            Language::Ja => format!("{year}/{month:02}/{day:02} {hour}:{minute:02}"),
            Language::En => {
                let month = MONTHS[usize::from(month.clamp(1, 12)) - 1];
                format!("{day} {month} {year}, {hour}:{minute:02}")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_writes_a_moment_in_its_own_order() {
        let moment = UnixMillis(1_788_224_700_000);
        let written = |language| Words::new(language).moment(moment, 8 * 3600);
        assert_eq!(written(Language::Ja), "2026/09/01 9:05");
        assert_eq!(written(Language::En), "1 Sep 2026, 9:05");
    }
}
