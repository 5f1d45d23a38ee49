//! Whether the clock of the device can be trusted: codes follow it (RFC 6238 §6).

use serde::{Deserialize, Serialize};

use crate::fault::Fact;
use crate::phrase::phrase_family;
use crate::time::UnixMillis;

/// How far a clock may be off before a site refuses its codes. RFC 6238 §5.2 advises servers to
/// take one step of 30 s either way; half of it leaves time to type.
const TOLERANCE_MILLIS: i64 = 15_000;

/// How far wall and monotonic clock may drift apart without anybody having set the clock: a leap
/// second, and the time between reading the one and the other.
const DRIFT_MILLIS: i64 = 3_000;

/// 2026-01-01T00:00:00Z, before this was first released: an earlier clock is wrong.
const RELEASED: UnixMillis = UnixMillis(1_767_225_600_000);

/// What a shell can tell about the clock. Each part may be missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockEvidence {
    /// Whether the device sets its clock by itself.
    pub automatic: AutomaticTime,
    /// What a clock of the network said, where the device keeps one.
    pub network: Option<NetworkTime>,
    /// Both clocks when the app last saw them together.
    pub earlier: Option<ClockReading>,
    /// Both clocks now.
    pub now: Option<ClockReading>,
}

/// Whether the device sets its clock by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AutomaticTime {
    /// It does.
    On,
    /// A person sets it by hand.
    Off,
    /// The platform doesn't say.
    #[default]
    Unknown,
}

/// A clock of the network, and ours at the same moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NetworkTime {
    /// What the network says.
    pub network: UnixMillis,
    /// What the device's clock said then.
    pub wall: UnixMillis,
}

/// The device's clock, and the time since it started, at one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockReading {
    /// The clock that codes are made from.
    pub wall: UnixMillis,
    /// Milliseconds since the device started, sleep included: nobody can set it.
    pub monotonic_millis: i64,
}

/// What the evidence says.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::VariantNames,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum ClockVerdict {
    /// It is right, as the network or the device's own setting says.
    Right,
    /// It is off by so much that sites refuse its codes.
    Wrong {
        /// Positive when the clock is fast.
        off_by_millis: i64,
    },
    /// It stands before the day on which this app was made.
    LongPast,
    /// It was set to another time while the app looked on.
    Moved {
        /// Positive when it was set forward.
        by_millis: i64,
    },
    /// It is set by hand, and nothing is known to compare it with.
    SetByHand,
    /// There is nothing to judge it by.
    Unknown,
}

phrase_family!(ClockVerdict, "clock", |verdict| match verdict {
    ClockVerdict::Wrong { off_by_millis: by } | ClockVerdict::Moved { by_millis: by } => {
        vec![("seconds", Fact::Number(by.unsigned_abs().div_ceil(1000).cast_signed()))]
    }
    _ => Vec::new(),
});

impl ClockVerdict {
    /// Whether codes are likely refused because of the clock.
    pub fn is_bad(self) -> bool {
        matches!(self, Self::Wrong { .. } | Self::LongPast)
    }

    /// Whether the clock may be the cause: anything but known to be right.
    pub fn is_doubtful(self) -> bool {
        self != Self::Right
    }
}

/// Judges the clock. The strongest evidence speaks first: the network's time, then what can't be
/// true, then a jump, then the setting.
pub fn judge(evidence: &ClockEvidence, now: UnixMillis) -> ClockVerdict {
    if let Some(NetworkTime { network, wall }) = evidence.network {
        let off_by_millis = wall.0.saturating_sub(network.0);
        return if off_by_millis.saturating_abs() > TOLERANCE_MILLIS {
            ClockVerdict::Wrong { off_by_millis }
        } else {
            ClockVerdict::Right
        };
    }
    if now < RELEASED {
        return ClockVerdict::LongPast;
    }
    let by_millis = evidence.moved_by().unwrap_or(0);
    match evidence.automatic {
        AutomaticTime::On => ClockVerdict::Right,
        _ if by_millis.saturating_abs() > DRIFT_MILLIS => ClockVerdict::Moved { by_millis },
        AutomaticTime::Off => ClockVerdict::SetByHand,
        AutomaticTime::Unknown => ClockVerdict::Unknown,
    }
}

impl ClockEvidence {
    /// How far the clock was set forward between the two readings; `None` when the device started
    /// anew between them or one is missing.
    fn moved_by(&self) -> Option<i64> {
        let (earlier, now) = (self.earlier?, self.now?);
        let passed = now.monotonic_millis.checked_sub(earlier.monotonic_millis)?;
        let shown = now.wall.0.checked_sub(earlier.wall.0)?;
        (passed >= 0).then(|| shown.saturating_sub(passed))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::phrase::Phrase;

    const NOW: UnixMillis = UnixMillis(1_800_000_000_000);

    fn network(off_by_millis: i64) -> ClockEvidence {
        let network = Some(NetworkTime { network: UnixMillis(NOW.0 - off_by_millis), wall: NOW });
        ClockEvidence { network, automatic: AutomaticTime::On, ..ClockEvidence::default() }
    }

    fn readings(wall: i64, monotonic_millis: i64, automatic: AutomaticTime) -> ClockEvidence {
        let earlier = Some(ClockReading { wall: NOW, monotonic_millis: 50_000 });
        let now = ClockReading {
            wall: UnixMillis(NOW.0 + wall),
            monotonic_millis: 50_000 + monotonic_millis,
        };
        ClockEvidence { automatic, network: None, earlier, now: Some(now) }
    }

    #[test]
    fn the_networks_time_decides() {
        assert_eq!(judge(&network(14_000), NOW), ClockVerdict::Right);
        assert_eq!(judge(&network(-15_000), NOW), ClockVerdict::Right);
        let fast = judge(&network(240_000), NOW);
        assert_eq!(fast, ClockVerdict::Wrong { off_by_millis: 240_000 });
        assert_eq!(fast.facts(), [("seconds", Fact::Number(240))]);
    }

    #[test]
    fn a_clock_from_before_the_app_is_wrong() {
        let verdict = judge(&ClockEvidence::default(), UnixMillis(0));
        assert_eq!(verdict, ClockVerdict::LongPast);
        assert!(verdict.is_bad());
    }

    #[test]
    fn a_clock_that_was_set_is_noticed_unless_the_device_sets_it() {
        let by_hand = judge(&readings(70_000, 10_000, AutomaticTime::Unknown), NOW);
        assert_eq!(by_hand, ClockVerdict::Moved { by_millis: 60_000 });
        let by_itself = judge(&readings(70_000, 10_000, AutomaticTime::On), NOW);
        assert_eq!(by_itself, ClockVerdict::Right);
        let slept = judge(&readings(9_000_000, 9_000_900, AutomaticTime::Unknown), NOW);
        assert_eq!(slept, ClockVerdict::Unknown);
        let restarted = judge(&readings(90_000, -40_000, AutomaticTime::Off), NOW);
        assert_eq!(restarted, ClockVerdict::SetByHand);
    }

    proptest! {
        #[test]
        fn any_clocks_are_judged(a: i64, b: i64, c: i64, d: i64, now: i64) {
            let evidence = ClockEvidence {
                automatic: AutomaticTime::Off,
                network: None,
                earlier: Some(ClockReading { wall: UnixMillis(a), monotonic_millis: b }),
                now: Some(ClockReading { wall: UnixMillis(c), monotonic_millis: d }),
            };
            let verdict = judge(&evidence, UnixMillis(now));
            prop_assert!(verdict.is_doubtful() && verdict.facts().len() < 2);
            let network = Some(NetworkTime { network: UnixMillis(a), wall: UnixMillis(b) });
            let _ = judge(&ClockEvidence { network, ..evidence }, UnixMillis(now)).facts();
        }
    }
}
