//! Judges whether the device's clock is right, because codes depend on it (RFC 6238 §6).

use serde::{Deserialize, Serialize};

use crate::account::Confirmation;
use crate::phrase::Phrase;
use crate::time::{MonotonicMillis, UnixMillis};
use crate::vault::Vault;

/// How wrong a clock may be before a site rejects its codes. RFC 6238 §5.2 recommends that servers
/// accept one step of 30 s in either direction; half of that leaves time for typing.
const TOLERANCE_MILLIS: i64 = 15_000;

/// How much the wall clock and the monotonic clock may differ without anybody having set the clock:
/// a leap second, and the time between reading the two.
const DRIFT_MILLIS: i64 = 3_000;

/// 2026-01-01T00:00:00Z, before the first release: an earlier time is wrong.
const FIRST_RELEASE: UnixMillis = UnixMillis(1_767_225_600_000);

/// What the shell can find out about the clock. Each part may be missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockEvidence {
    /// Whether the device sets its clock automatically.
    pub automatic: AutomaticTime,
    /// The network's time, if the device provides it.
    pub network: Option<NetworkTime>,
    /// Both clocks when the app last read them together.
    pub earlier: Option<ClockReading>,
    /// Both clocks now.
    pub now: Option<ClockReading>,
    /// The latest time that the vault contains.
    #[serde(default)]
    pub recorded: Option<UnixMillis>,
}

/// Whether the device sets its clock automatically.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AutomaticTime {
    /// It does.
    On,
    /// The user sets it manually.
    Off,
    /// The platform does not say.
    #[default]
    Unknown,
}

/// The network's time, and the device's time at the same moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NetworkTime {
    /// The network's time.
    pub network: UnixMillis,
    /// The device's time.
    pub wall: UnixMillis,
}

/// The device's time, and the time since it started, at the same moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockReading {
    /// The clock from which codes are generated.
    pub wall: UnixMillis,
    /// Milliseconds since the device started, including sleep. It cannot be set.
    pub monotonic_millis: MonotonicMillis,
}

/// The verdict about the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Phrase)]
#[serde(rename_all = "kebab-case")]
#[phrase("clock")]
pub enum ClockVerdict {
    /// It is right, according to the network's time or the device's automatic setting.
    Right,
    /// It is so wrong that sites reject its codes.
    #[phrase(facts(seconds = off_by_millis.unsigned_abs().div_ceil(1000)))]
    Wrong {
        /// Positive when the clock is fast.
        off_by_millis: i64,
    },
    /// It shows a time before this app was released.
    LongPast,
    /// It was set to another time while the app was running.
    #[phrase(facts(seconds = by_millis.unsigned_abs().div_ceil(1000)))]
    Moved {
        /// Positive when it was set forward.
        by_millis: i64,
    },
    /// It shows an earlier time than when something was stored: either it is slow now, or it was fast
    /// then.
    #[phrase(facts(seconds = by_millis.unsigned_abs().div_ceil(1000)))]
    BeforeRecords {
        /// By how much, in milliseconds.
        by_millis: i64,
    },
    /// It is set manually, and there is nothing to compare it with.
    SetByHand,
    /// There is no evidence.
    Unknown,
}

impl ClockVerdict {
    /// Whether the clock is a likely cause of rejected codes.
    pub fn is_bad(self) -> bool {
        matches!(self, Self::Wrong { .. } | Self::LongPast)
    }

    /// Whether the clock is a possible cause: any verdict except `Right`.
    pub fn is_doubtful(self) -> bool {
        self != Self::Right
    }
}

/// Judges the clock by the strongest evidence: first the network's time, then an impossible date,
/// then a stored time that is later than now, then a jump, then the automatic setting.
pub fn judge(evidence: &ClockEvidence, now: UnixMillis) -> ClockVerdict {
    if let Some(NetworkTime { network, wall }) = evidence.network {
        let off_by_millis = wall.0.saturating_sub(network.0);
        return if off_by_millis.saturating_abs() > TOLERANCE_MILLIS {
            ClockVerdict::Wrong { off_by_millis }
        } else {
            ClockVerdict::Right
        };
    }
    if now < FIRST_RELEASE {
        return ClockVerdict::LongPast;
    }
    let by_millis = evidence.moved_by().unwrap_or(0);
    let ahead = evidence.recorded.map_or(0, |recorded| recorded.0.saturating_sub(now.0));
    match evidence.automatic {
        AutomaticTime::On => ClockVerdict::Right,
        _ if ahead > TOLERANCE_MILLIS => ClockVerdict::BeforeRecords { by_millis: ahead },
        _ if by_millis.saturating_abs() > DRIFT_MILLIS => ClockVerdict::Moved { by_millis },
        AutomaticTime::Off => ClockVerdict::SetByHand,
        AutomaticTime::Unknown => ClockVerdict::Unknown,
    }
}

impl ClockEvidence {
    /// The same evidence with the latest time in a vault.
    #[must_use]
    pub fn with_records(self, vault: &Vault) -> Self {
        let times = vault.accounts().iter().chain(vault.trashed()).flat_map(|kept| {
            let confirmed = match kept.account.confirmation {
                Confirmation::Confirmed { at } => Some(at),
                Confirmation::Unconfirmed => None,
            };
            [Some(kept.account.added), confirmed, kept.trashed]
        });
        let backup = vault.settings().proved_backup.as_ref().map(|proved| proved.at);
        Self { recorded: times.flatten().chain(backup).max(), ..self }
    }

    /// How far the clock was set forward between the two readings, in milliseconds; `None` if the
    /// device restarted between them or one is missing.
    pub(super) fn moved_by(&self) -> Option<i64> {
        let (earlier, now) = (self.earlier?, self.now?);
        let passed = now.monotonic_millis.0.checked_sub(earlier.monotonic_millis.0)?;
        let shown = now.wall.0.checked_sub(earlier.wall.0)?;
        (passed >= 0).then(|| shown.saturating_sub(passed))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::fault::Fact;

    const NOW: UnixMillis = UnixMillis(1_800_000_000_000);

    fn network(off_by_millis: i64) -> ClockEvidence {
        let network = Some(NetworkTime { network: UnixMillis(NOW.0 - off_by_millis), wall: NOW });
        ClockEvidence { network, automatic: AutomaticTime::On, ..ClockEvidence::default() }
    }

    fn readings(wall: i64, monotonic_millis: i64, automatic: AutomaticTime) -> ClockEvidence {
        let earlier = Some(ClockReading { wall: NOW, monotonic_millis: MonotonicMillis(50_000) });
        let now = ClockReading {
            wall: UnixMillis(NOW.0 + wall),
            monotonic_millis: MonotonicMillis(50_000 + monotonic_millis),
        };
        ClockEvidence { automatic, network: None, earlier, now: Some(now), recorded: None }
    }

    #[test]
    fn the_network_time_is_the_strongest_evidence() {
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
    fn a_changed_clock_is_detected_unless_set_automatically() {
        let by_hand = judge(&readings(70_000, 10_000, AutomaticTime::Unknown), NOW);
        assert_eq!(by_hand, ClockVerdict::Moved { by_millis: 60_000 });
        let by_itself = judge(&readings(70_000, 10_000, AutomaticTime::On), NOW);
        assert_eq!(by_itself, ClockVerdict::Right);
        let slept = judge(&readings(9_000_000, 9_000_900, AutomaticTime::Unknown), NOW);
        assert_eq!(slept, ClockVerdict::Unknown);
        let restarted = judge(&readings(90_000, -40_000, AutomaticTime::Off), NOW);
        assert_eq!(restarted, ClockVerdict::SetByHand);
    }

    #[test]
    fn a_stored_time_later_than_now_is_noticed() {
        let recorded = |ahead: i64, automatic| {
            let recorded = Some(UnixMillis(NOW.0 + ahead));
            judge(&ClockEvidence { automatic, recorded, ..ClockEvidence::default() }, NOW)
        };
        let days = 3 * 24 * 3_600_000;
        let verdict = recorded(days, AutomaticTime::Unknown);
        assert_eq!(verdict, ClockVerdict::BeforeRecords { by_millis: days });
        assert!(verdict.is_doubtful() && !verdict.is_bad());
        assert_eq!(recorded(days, AutomaticTime::Off), verdict);
        // A clock that is set automatically is right now; it was wrong at that time.
        assert_eq!(recorded(days, AutomaticTime::On), ClockVerdict::Right);
        assert_eq!(recorded(15_000, AutomaticTime::Unknown), ClockVerdict::Unknown);
        assert_eq!(recorded(-days, AutomaticTime::Off), ClockVerdict::SetByHand);
    }

    #[test]
    fn a_vault_made_three_days_ahead_is_noticed() {
        use crate::backup::sample::{NOW, of_uri, vault};
        let (_folder, mut vault) = vault();
        let evidence = ClockEvidence::default();
        assert_eq!(evidence.with_records(&vault).recorded, None);
        let ahead = UnixMillis(NOW.0 + 3 * 24 * 3_600_000);
        let mut account = of_uri("otpauth://totp/Amazon:a?secret=GEZDGNBVGY3TQOJQ&issuer=Amazon");
        account.added = NOW;
        let id = vault.add(account, NOW).unwrap();
        assert_eq!(evidence.with_records(&vault).recorded, Some(NOW));
        vault.confirm(id, ahead).unwrap();
        let verdict = judge(&evidence.with_records(&vault), NOW);
        assert_eq!(verdict, ClockVerdict::BeforeRecords { by_millis: ahead.0 - NOW.0 });
    }

    proptest! {
        #[test]
        fn any_clocks_are_judged(a: i64, b: i64, c: i64, d: i64, now: i64) {
            let evidence = ClockEvidence {
                automatic: AutomaticTime::Off,
                network: None,
                earlier: Some(ClockReading { wall: UnixMillis(a), monotonic_millis: MonotonicMillis(b) }),
                now: Some(ClockReading { wall: UnixMillis(c), monotonic_millis: MonotonicMillis(d) }),
                recorded: Some(UnixMillis(a)),
            };
            let verdict = judge(&evidence, UnixMillis(now));
            prop_assert!(verdict.is_doubtful() && verdict.facts().len() < 2);
            let network = Some(NetworkTime { network: UnixMillis(a), wall: UnixMillis(b) });
            let _ = judge(&ClockEvidence { network, ..evidence }, UnixMillis(now)).facts();
        }
    }
}
