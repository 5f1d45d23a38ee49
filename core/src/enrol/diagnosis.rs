//! Why a site refuses a code: the doubts in the order in which they are worth a look.

use serde::{Deserialize, Serialize};

use super::clock::ClockVerdict;
use crate::fault::Fact;
use crate::phrase::phrase_family;
use crate::time::{UnixMillis, Window};

/// A code that turned this long ago, or turns this soon, was probably typed too late.
const TOO_LATE_MILLIS: i64 = 5_000;

/// A page that shows a QR code is rarely left open for longer; once loaded anew it shows another.
const PAGE_MILLIS: i64 = 10 * 60 * 1000;

/// One possible reason for a refused code.
#[derive(
    Clone, Debug, PartialEq, Eq, Serialize, Deserialize, strum::IntoStaticStr, strum::VariantNames,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Doubt {
    /// The code was about to turn, or had turned, when it was sent.
    CodeTurned,
    /// The clock of the device is wrong or may be.
    Clock {
        /// What is known about it.
        verdict: ClockVerdict,
    },
    /// The key comes from an older QR code: the page shows another each time it is loaded.
    OlderCode,
    /// The key was typed and a letter is wrong, missing or too many.
    MistypedKey,
    /// The code of another account was typed.
    OtherAccount {
        /// How many other accounts of the same site there are.
        others: u32,
    },
}

phrase_family!(Doubt, "doubt", |doubt| match doubt {
    Doubt::Clock { verdict } => verdict.facts(),
    Doubt::OtherAccount { others } => vec![("others", Fact::Number(i64::from(*others)))],
    Doubt::CodeTurned | Doubt::OlderCode | Doubt::MistypedKey => Vec::new(),
});

/// What a person can do about a doubt.
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
pub enum Act {
    /// Type the next code as soon as it shows.
    TryNextCode,
    /// Let the device set its clock.
    SetClock,
    /// Load the site's page anew, and scan the code that it shows then.
    ScanAgain,
    /// Compare the key, letter by letter, or scan instead.
    TypeKeyAgain,
    /// Look at the names of the accounts.
    CompareAccounts,
}

phrase_family!(Act, "act");

impl Doubt {
    /// What to do about it.
    pub fn act(&self) -> Act {
        match self {
            Self::CodeTurned => Act::TryNextCode,
            Self::Clock { .. } => Act::SetClock,
            Self::OlderCode => Act::ScanAgain,
            Self::MistypedKey => Act::TypeKeyAgain,
            Self::OtherAccount { .. } => Act::CompareAccounts,
        }
    }
}

/// How much speaks for a doubt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Weight {
    /// Something was seen that points to it.
    Likely,
    /// Nothing speaks against it.
    Possible,
}

/// A doubt with what speaks for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suspicion {
    /// The possible reason.
    pub doubt: Doubt,
    /// How much speaks for it.
    pub weight: Weight,
    /// What to do about it.
    pub act: Act,
}

/// All that is known when a person says that the site refused a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// When the person said so.
    pub at: UnixMillis,
    /// When the code that is shown then holds; `None` for a code of a counter.
    pub window: Option<Window>,
    /// What is known about the clock.
    pub clock: ClockVerdict,
    /// When the key was read.
    pub read_at: UnixMillis,
    /// Whether the key was typed, and how it looked.
    pub key: KeyStory,
    /// Whether another account of the same name, with another key, is in the vault.
    pub name_is_twice: bool,
    /// How many other accounts of the same site there are.
    pub others: u32,
}

/// How a key came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum KeyStory {
    /// From a QR code or a link: what the site wrote.
    Scanned,
    /// Typed or pasted, with nothing odd about it.
    Typed,
    /// Typed or pasted, and its length or its end is not as the site's keys are.
    TypedOddly,
}

/// The doubts that remain. What something points to comes first; among equals the order is by how
/// often it is the reason and how little it costs to try: the next code, the clock, an older QR
/// code, a mistyped key, another account. What is ruled out is left away.
pub fn diagnose(refusal: &Refusal) -> Vec<Suspicion> {
    let suspicions =
        [turned(refusal), clock(refusal), older(refusal), mistyped(refusal), other(refusal)];
    let mut found: Vec<_> = suspicions.into_iter().flatten().collect();
    found.sort_by_key(|suspicion| suspicion.weight);
    found
}

fn suspicion(doubt: Doubt, is_likely: bool) -> Suspicion {
    let weight = if is_likely { Weight::Likely } else { Weight::Possible };
    let act = doubt.act();
    Suspicion { doubt, weight, act }
}

fn turned(refusal: &Refusal) -> Option<Suspicion> {
    let window = refusal.window?;
    let since = refusal.at.0.saturating_sub(window.from.0);
    let is_near = since <= TOO_LATE_MILLIS || window.millis_left(refusal.at) <= TOO_LATE_MILLIS;
    Some(suspicion(Doubt::CodeTurned, is_near))
}

fn clock(refusal: &Refusal) -> Option<Suspicion> {
    // A counter needs no clock.
    refusal.window?;
    let verdict = refusal.clock;
    let is_likely = verdict.is_bad() || matches!(verdict, ClockVerdict::Moved { .. });
    verdict.is_doubtful().then(|| suspicion(Doubt::Clock { verdict }, is_likely))
}

#[expect(clippy::unnecessary_wraps, reason = "one shape for all doubts")]
fn older(refusal: &Refusal) -> Option<Suspicion> {
    let is_old = refusal.at.0.saturating_sub(refusal.read_at.0) > PAGE_MILLIS;
    Some(suspicion(Doubt::OlderCode, is_old || refusal.name_is_twice))
}

fn mistyped(refusal: &Refusal) -> Option<Suspicion> {
    match refusal.key {
        KeyStory::Scanned => None,
        KeyStory::Typed => Some(suspicion(Doubt::MistypedKey, false)),
        KeyStory::TypedOddly => Some(suspicion(Doubt::MistypedKey, true)),
    }
}

fn other(refusal: &Refusal) -> Option<Suspicion> {
    let others = refusal.others;
    (others > 0).then(|| suspicion(Doubt::OtherAccount { others }, false))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::phrase::Phrase;

    /// Refused in the middle of a code, clock right, just scanned, the only account.
    fn refusal() -> Refusal {
        Refusal {
            at: UnixMillis(15_000),
            window: Some(Window { from: UnixMillis(0), until: UnixMillis(30_000) }),
            clock: ClockVerdict::Right,
            read_at: UnixMillis(0),
            key: KeyStory::Scanned,
            name_is_twice: false,
            others: 0,
        }
    }

    fn doubts(refusal: &Refusal) -> Vec<(String, Weight)> {
        let found = diagnose(refusal).into_iter();
        found.map(|suspicion| (suspicion.doubt.code(), suspicion.weight)).collect()
    }

    fn names(refusal: &Refusal) -> Vec<String> {
        doubts(refusal).into_iter().map(|(code, _)| code).collect()
    }

    #[test]
    fn without_evidence_the_doubts_stand_in_their_order() {
        let refusal =
            Refusal { clock: ClockVerdict::Unknown, key: KeyStory::Typed, others: 2, ..refusal() };
        assert_eq!(names(&refusal), Doubt::codes());
        assert!(doubts(&refusal).iter().all(|(_, weight)| *weight == Weight::Possible));
    }

    #[test]
    fn what_is_ruled_out_is_not_asked() {
        assert_eq!(names(&refusal()), ["doubt-code-turned", "doubt-older-code"]);
        let counter = Refusal { window: None, clock: ClockVerdict::LongPast, ..refusal() };
        assert_eq!(names(&counter), ["doubt-older-code"]);
    }

    #[test]
    fn a_wrong_clock_comes_first() {
        let clock = ClockVerdict::Wrong { off_by_millis: -90_000 };
        let found = doubts(&Refusal { clock, ..refusal() });
        assert_eq!(found[0], ("doubt-clock".to_owned(), Weight::Likely));
        assert_eq!(found[1].0, "doubt-code-turned");
    }

    #[test]
    fn a_code_near_its_turn_is_the_likely_reason() {
        for at in [25_000, 31_000, 4_000] {
            let found = doubts(&Refusal { at: UnixMillis(at), ..refusal() });
            assert_eq!(found[0], ("doubt-code-turned".to_owned(), Weight::Likely), "{at}");
        }
    }

    #[test]
    fn a_name_that_is_there_twice_points_to_an_older_code() {
        let found = doubts(&Refusal { name_is_twice: true, ..refusal() });
        assert_eq!(found[0], ("doubt-older-code".to_owned(), Weight::Likely));
        let late = Refusal { read_at: UnixMillis(-PAGE_MILLIS), ..refusal() };
        assert_eq!(doubts(&late)[0].0, "doubt-older-code");
    }

    #[test]
    fn an_odd_typed_key_is_the_likely_reason() {
        let found = doubts(&Refusal { key: KeyStory::TypedOddly, ..refusal() });
        assert_eq!(found[0], ("doubt-mistyped-key".to_owned(), Weight::Likely));
    }

    #[test]
    fn every_doubt_has_something_to_do_about_it() {
        let clock = Doubt::Clock { verdict: ClockVerdict::Unknown };
        let all = [
            Doubt::CodeTurned,
            clock,
            Doubt::OlderCode,
            Doubt::MistypedKey,
            Doubt::OtherAccount { others: 1 },
        ];
        let acts: Vec<_> = all.iter().map(|doubt| doubt.act().code()).collect();
        assert_eq!(acts, Act::codes());
    }
}
