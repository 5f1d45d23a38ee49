//! The user's own correction of the device's clock, only for codes. It belongs to the device: it is
//! stored outside of the vault and in no backup.

use serde::{Deserialize, Serialize};

use super::clock::{ClockEvidence, ClockReading, ClockVerdict, judge};
use crate::time::{MonotonicMillis, UnixMillis};

/// The version of the stored text.
const CLOCK_CORRECTION_VERSION: &str = "1";

/// The seconds of one touch of a button: the period of nearly all codes.
const STEP_SECONDS: i32 = 30;

/// The largest correction. A clock that is wrong by more shows a wrong hour or day, which the user
/// corrects in the device's settings.
pub const MAX_CORRECTION_SECONDS: i32 = 30 * 60;

/// The tolerance, in milliseconds, within which a jump of the clock counts as the repair of the
/// clock.
const NEAR_MILLIS: i64 = 15_000;

/// A correction, and the time at which it was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClockCorrection {
    seconds: i32,
    /// Both clocks at the time of the correction.
    made: ClockReading,
}

/// A change of the correction by a touch of a button.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CorrectionStep {
    /// Adds 30 seconds, because the device's clock is slow.
    Later,
    /// Subtracts 30 seconds, because the device's clock is fast.
    Earlier,
    /// Removes the correction.
    Off,
}

impl ClockCorrection {
    /// The correction after a touch of a button; `None` if there is none.
    pub fn after(before: Option<Self>, step: CorrectionStep, made: ClockReading) -> Option<Self> {
        let seconds = before.map_or(0, |before| before.seconds);
        let seconds = match step {
            CorrectionStep::Later => seconds + STEP_SECONDS,
            CorrectionStep::Earlier => seconds - STEP_SECONDS,
            CorrectionStep::Off => 0,
        };
        let seconds = seconds.clamp(-MAX_CORRECTION_SECONDS, MAX_CORRECTION_SECONDS);
        (seconds != 0).then_some(Self { seconds, made })
    }

    /// A correction of this number of seconds, for a program that gets it as an argument each time;
    /// `None` if it is 0 or too large.
    pub fn of_seconds(seconds: i32) -> Option<Self> {
        let is_possible =
            seconds != 0 && (-MAX_CORRECTION_SECONDS..=MAX_CORRECTION_SECONDS).contains(&seconds);
        let made = ClockReading { wall: UnixMillis(0), monotonic_millis: MonotonicMillis(0) };
        is_possible.then_some(Self { seconds, made })
    }

    /// The seconds that are added to the device's clock.
    pub fn seconds(self) -> i32 {
        self.seconds
    }

    /// The time for codes.
    pub fn applied_to(self, now: UnixMillis) -> UnixMillis {
        UnixMillis(now.0.saturating_add(i64::from(self.seconds) * 1_000))
    }

    /// Whether the device's clock was set right since then, so that the correction would now make
    /// it wrong: the clock jumped by about as much, or the network's time agrees with it.
    pub fn is_over(self, evidence: &ClockEvidence) -> bool {
        if let (Some(_), Some(now)) = (evidence.network, evidence.now) {
            return judge(evidence, now.wall) == ClockVerdict::Right;
        }
        let since = ClockEvidence { earlier: Some(self.made), ..*evidence };
        let by = i64::from(self.seconds) * 1_000;
        since.moved_by().is_some_and(|moved| moved.abs_diff(by) <= NEAR_MILLIS.unsigned_abs())
    }

    /// The text to store on the device.
    pub fn text(self) -> String {
        let Self { seconds, made: ClockReading { wall, monotonic_millis } } = self;
        format!("{CLOCK_CORRECTION_VERSION} {seconds} {} {}", wall.0, monotonic_millis.0)
    }

    /// The correction in a stored text; `None` for any other text.
    pub fn of_text(text: &str) -> Option<Self> {
        let mut parts = text.split(' ');
        if parts.next()? != CLOCK_CORRECTION_VERSION {
            return None;
        }
        let seconds: i32 = parts.next()?.parse().ok()?;
        let wall = UnixMillis(parts.next()?.parse().ok()?);
        let monotonic_millis = MonotonicMillis(parts.next()?.parse().ok()?);
        let made = ClockReading { wall, monotonic_millis };
        let is_possible =
            seconds != 0 && (-MAX_CORRECTION_SECONDS..=MAX_CORRECTION_SECONDS).contains(&seconds);
        (is_possible && parts.next().is_none()).then_some(Self { seconds, made })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::enrol::NetworkTime;

    const NOW: UnixMillis = UnixMillis(1_800_000_000_000);
    const MADE: ClockReading = ClockReading { wall: NOW, monotonic_millis: MonotonicMillis(5_000) };

    fn of(steps: &[CorrectionStep]) -> Option<ClockCorrection> {
        steps.iter().fold(None, |before, step| ClockCorrection::after(before, *step, MADE))
    }

    /// The clocks one minute later, after the wall clock was set forward by this number of seconds.
    fn moved(seconds: i64) -> ClockEvidence {
        let wall = UnixMillis(NOW.0 + 60_000 + seconds * 1_000);
        let now = Some(ClockReading { wall, monotonic_millis: MonotonicMillis(65_000) });
        ClockEvidence { now, ..ClockEvidence::default() }
    }

    #[test]
    fn the_buttons_add_up_and_turn_it_off() {
        use CorrectionStep::{Earlier, Later, Off};
        assert_eq!(of(&[Later, Later, Later, Earlier]).unwrap().seconds(), 60);
        assert_eq!(of(&[Later, Earlier]), None);
        assert_eq!(of(&[Earlier, Off]), None);
        assert_eq!(of(&[Later; 100]).unwrap().seconds(), MAX_CORRECTION_SECONDS);
        assert_eq!(of(&[Earlier; 100]).unwrap().seconds(), -MAX_CORRECTION_SECONDS);
        assert_eq!(of(&[Earlier]).unwrap().applied_to(NOW), UnixMillis(NOW.0 - 30_000));
        assert_eq!(ClockCorrection::of_seconds(45).unwrap().applied_to(UnixMillis(0)).0, 45_000);
        for out in [0, MAX_CORRECTION_SECONDS + 1, i32::MIN] {
            assert_eq!(ClockCorrection::of_seconds(out), None);
        }
    }

    #[test]
    fn a_correction_ends_when_the_clock_jumps_by_about_as_much() {
        let slow = of(&[CorrectionStep::Later; 4]).unwrap();
        for (jump, is_over) in [(0, false), (104, false), (105, true), (120, true), (135, true)] {
            assert_eq!(slow.is_over(&moved(jump)), is_over, "{jump}");
        }
        assert!(!slow.is_over(&moved(-120)));
        let fast = of(&[CorrectionStep::Earlier; 4]).unwrap();
        assert!(fast.is_over(&moved(-120)) && !fast.is_over(&moved(120)));
        // After a restart of the device, jumps are not detected.
        let mut restarted = moved(120);
        restarted.now.as_mut().unwrap().monotonic_millis = MonotonicMillis(10);
        assert!(!slow.is_over(&restarted));
    }

    #[test]
    fn the_networks_time_decides_if_it_is_known() {
        let slow = of(&[CorrectionStep::Later; 4]).unwrap();
        for (off, is_over) in [(0, true), (10, true), (-120, false)] {
            let wall = moved(0).now.unwrap().wall;
            let network = Some(NetworkTime { network: UnixMillis(wall.0 - off * 1_000), wall });
            assert_eq!(slow.is_over(&ClockEvidence { network, ..moved(0) }), is_over, "{off}");
        }
    }

    proptest! {
        #[test]
        fn it_is_read_back(seconds in -MAX_CORRECTION_SECONDS..=MAX_CORRECTION_SECONDS, wall: i64, monotonic: i64) {
            prop_assume!(seconds != 0);
            let monotonic_millis = MonotonicMillis(monotonic);
            let made = ClockReading { wall: UnixMillis(wall), monotonic_millis };
            let correction = ClockCorrection { seconds, made };
            prop_assert_eq!(ClockCorrection::of_text(&correction.text()), Some(correction));
            let _ = correction.is_over(&moved(0));
            let _ = correction.applied_to(UnixMillis(wall));
        }

        #[test]
        fn other_texts_are_no_correction(text: String) {
            prop_assume!(!text.starts_with("1 "));
            prop_assert_eq!(ClockCorrection::of_text(&text), None);
        }
    }
}
