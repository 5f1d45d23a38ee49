//! Possible causes why a site rejects a code, in the order in which to check them.

use serde::{Deserialize, Serialize};

use super::clock::ClockVerdict;
use crate::phrase::Phrase;
use crate::time::{TimeSpan, UnixMillis};

/// If a code changed this recently, or changes this soon, it was probably typed too late.
const TOO_LATE_MILLIS: i64 = 5_000;

/// A page with a QR code is rarely open for longer; after reloading it shows another code.
const PAGE_MILLIS: i64 = 10 * 60 * 1000;

/// A possible cause of a rejected code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Phrase)]
#[serde(rename_all = "kebab-case")]
#[phrase("doubt")]
pub enum RejectionCause {
    /// The code was about to change, or had changed, when it was sent.
    CodeTurned,
    /// The device's clock is or may be wrong.
    #[phrase(facts_of = verdict)]
    Clock {
        /// What is known about the clock.
        verdict: ClockVerdict,
    },
    /// The key is from an older QR code: the page shows a new one each time it is loaded.
    OlderCode,
    /// The key was typed, and a letter is wrong, missing or superfluous.
    MistypedKey,
    /// The user typed the code of another account.
    OtherAccount {
        /// The number of other accounts at the same site.
        others: u32,
    },
}

/// What the user can do about a possible cause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Phrase)]
#[serde(rename_all = "kebab-case")]
#[phrase("act")]
pub enum CauseRemedy {
    /// Type the next code as soon as it appears.
    TryNextCode,
    /// Turn on the automatic clock.
    SetClock,
    /// Reload the site's page, and scan the new QR code.
    ScanAgain,
    /// Compare the key letter by letter, or scan instead.
    TypeKeyAgain,
    /// Compare the names of the accounts.
    CompareAccounts,
}

impl RejectionCause {
    /// What to do about it.
    pub fn remedy(&self) -> CauseRemedy {
        match self {
            Self::CodeTurned => CauseRemedy::TryNextCode,
            Self::Clock { .. } => CauseRemedy::SetClock,
            Self::OlderCode => CauseRemedy::ScanAgain,
            Self::MistypedKey => CauseRemedy::TypeKeyAgain,
            Self::OtherAccount { .. } => CauseRemedy::CompareAccounts,
        }
    }
}

/// How likely a possible cause is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CauseLikelihood {
    /// There is evidence for it.
    Likely,
    /// There is no evidence against it.
    Possible,
}

/// A possible cause, with its likelihood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SuspectedCause {
    /// The possible cause.
    pub doubt: RejectionCause,
    /// How likely it is.
    #[serde(rename = "weight")]
    pub likelihood: CauseLikelihood,
    /// What to do about it.
    #[serde(rename = "act")]
    pub remedy: CauseRemedy,
}

/// Everything that is known when the user reports a rejected code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeRejection {
    /// When the user reported it.
    pub at: UnixMillis,
    /// The validity of the code shown at that time; `None` for an HOTP code.
    pub window: Option<TimeSpan>,
    /// What is known about the clock.
    pub clock: ClockVerdict,
    /// When the key was read.
    pub read_at: UnixMillis,
    /// Whether the key was typed, and whether it looked unusual.
    pub key: KeySource,
    /// Whether another account in the vault has the same name and another key.
    pub name_is_twice: bool,
    /// The number of other accounts at the same site.
    pub others: u32,
}

/// How the key was entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum KeySource {
    /// From a QR code or a link, as the site wrote it.
    Scanned,
    /// Typed or pasted, and not unusual.
    Typed,
    /// Typed or pasted, with a length or an end that differs from the site's other keys.
    #[serde(rename = "typed-oddly")]
    TypedUnusual,
}

/// The possible causes. Those with evidence come first; otherwise they are in order of how often
/// they occur and how easy they are to check: the next code, the clock, an older QR code, a
/// mistyped key, another account. Causes that are ruled out are omitted.
pub fn diagnose(refusal: &CodeRejection) -> Vec<SuspectedCause> {
    let suspected =
        [turned(refusal), clock(refusal), older(refusal), mistyped(refusal), other(refusal)];
    let mut found: Vec<_> = suspected.into_iter().flatten().collect();
    found.sort_by_key(|suspicion| suspicion.likelihood);
    found
}

fn suspicion(doubt: RejectionCause, is_likely: bool) -> SuspectedCause {
    let likelihood = if is_likely { CauseLikelihood::Likely } else { CauseLikelihood::Possible };
    let remedy = doubt.remedy();
    SuspectedCause { doubt, likelihood, remedy }
}

fn turned(refusal: &CodeRejection) -> Option<SuspectedCause> {
    let window = refusal.window?;
    let since = refusal.at.0.saturating_sub(window.from.0);
    let is_near = since <= TOO_LATE_MILLIS || window.millis_left(refusal.at) <= TOO_LATE_MILLIS;
    Some(suspicion(RejectionCause::CodeTurned, is_near))
}

fn clock(refusal: &CodeRejection) -> Option<SuspectedCause> {
    // An HOTP code does not depend on the clock.
    refusal.window?;
    let verdict = refusal.clock;
    let is_likely = verdict.is_bad()
        || matches!(verdict, ClockVerdict::Moved { .. } | ClockVerdict::BeforeRecords { .. });
    verdict.is_doubtful().then(|| suspicion(RejectionCause::Clock { verdict }, is_likely))
}

#[expect(clippy::unnecessary_wraps, reason = "every cause has the same signature")]
fn older(refusal: &CodeRejection) -> Option<SuspectedCause> {
    let is_old = refusal.at.0.saturating_sub(refusal.read_at.0) > PAGE_MILLIS;
    Some(suspicion(RejectionCause::OlderCode, is_old || refusal.name_is_twice))
}

fn mistyped(refusal: &CodeRejection) -> Option<SuspectedCause> {
    match refusal.key {
        KeySource::Scanned => None,
        KeySource::Typed => Some(suspicion(RejectionCause::MistypedKey, false)),
        KeySource::TypedUnusual => Some(suspicion(RejectionCause::MistypedKey, true)),
    }
}

fn other(refusal: &CodeRejection) -> Option<SuspectedCause> {
    let others = refusal.others;
    (others > 0).then(|| suspicion(RejectionCause::OtherAccount { others }, false))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::phrase::Phrase;

    /// Rejected in the middle of a code's period; clock right, just scanned, the only account.
    fn refusal() -> CodeRejection {
        CodeRejection {
            at: UnixMillis(15_000),
            window: Some(TimeSpan { from: UnixMillis(0), until: UnixMillis(30_000) }),
            clock: ClockVerdict::Right,
            read_at: UnixMillis(0),
            key: KeySource::Scanned,
            name_is_twice: false,
            others: 0,
        }
    }

    fn doubts(refusal: &CodeRejection) -> Vec<(String, CauseLikelihood)> {
        let found = diagnose(refusal).into_iter();
        found.map(|suspicion| (suspicion.doubt.code(), suspicion.likelihood)).collect()
    }

    fn names(refusal: &CodeRejection) -> Vec<String> {
        doubts(refusal).into_iter().map(|(code, _)| code).collect()
    }

    #[test]
    fn without_evidence_the_causes_are_in_the_default_order() {
        let refusal = CodeRejection {
            clock: ClockVerdict::Unknown,
            key: KeySource::Typed,
            others: 2,
            ..refusal()
        };
        assert_eq!(names(&refusal), RejectionCause::codes());
        assert!(
            doubts(&refusal).iter().all(|(_, likelihood)| *likelihood == CauseLikelihood::Possible)
        );
    }

    #[test]
    fn causes_that_are_ruled_out_are_omitted() {
        assert_eq!(names(&refusal()), ["doubt-code-turned", "doubt-older-code"]);
        let counter = CodeRejection { window: None, clock: ClockVerdict::LongPast, ..refusal() };
        assert_eq!(names(&counter), ["doubt-older-code"]);
    }

    #[test]
    fn a_wrong_clock_comes_first() {
        let clock = ClockVerdict::Wrong { off_by_millis: -90_000 };
        let found = doubts(&CodeRejection { clock, ..refusal() });
        assert_eq!(found[0], ("doubt-clock".to_owned(), CauseLikelihood::Likely));
        assert_eq!(found[1].0, "doubt-code-turned");
    }

    #[test]
    fn a_code_near_its_change_is_a_likely_cause() {
        for at in [25_000, 31_000, 4_000] {
            let found = doubts(&CodeRejection { at: UnixMillis(at), ..refusal() });
            assert_eq!(found[0], ("doubt-code-turned".to_owned(), CauseLikelihood::Likely), "{at}");
        }
    }

    #[test]
    fn a_repeated_name_suggests_an_older_qr_code() {
        let found = doubts(&CodeRejection { name_is_twice: true, ..refusal() });
        assert_eq!(found[0], ("doubt-older-code".to_owned(), CauseLikelihood::Likely));
        let late = CodeRejection { read_at: UnixMillis(-PAGE_MILLIS), ..refusal() };
        assert_eq!(doubts(&late)[0].0, "doubt-older-code");
    }

    #[test]
    fn an_unusual_typed_key_is_a_likely_cause() {
        let found = doubts(&CodeRejection { key: KeySource::TypedUnusual, ..refusal() });
        assert_eq!(found[0], ("doubt-mistyped-key".to_owned(), CauseLikelihood::Likely));
    }

    #[test]
    fn every_cause_has_a_remedy() {
        let clock = RejectionCause::Clock { verdict: ClockVerdict::Unknown };
        let all = [
            RejectionCause::CodeTurned,
            clock,
            RejectionCause::OlderCode,
            RejectionCause::MistypedKey,
            RejectionCause::OtherAccount { others: 1 },
        ];
        let remedies: Vec<_> = all.iter().map(|doubt| doubt.remedy().code()).collect();
        assert_eq!(remedies, CauseRemedy::codes());
    }
}
