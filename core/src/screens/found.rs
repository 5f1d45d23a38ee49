//! What a camera or a picture showed, and the choice among several codes.

use serde::{Deserialize, Serialize};

use zeroize::Zeroizing;

use crate::account::Account;
use crate::import::google;
use crate::incoming::Incoming;
use crate::otpauth::migration::Collection;
use crate::phrase::{Saying, phrase_family};
use crate::scan::{Certainty, Foreign, Meaning, Point, Scanned, Sighting, explain};
use crate::time::UnixMillis;

/// What was found so far.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ScanState {
    /// The codes in sight, in reading order; a choice when there are several accounts.
    pub findings: Vec<Finding>,
    /// How far a Google export in several parts is.
    pub parts: Option<PartsState>,
    /// What may help when nothing is found.
    pub hint: Option<Hint>,
    /// What comes next.
    pub act: ScanAct,
}

/// What comes next, given what is in sight.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ScanAct {
    /// Nothing is found: look on.
    #[default]
    LookOn,
    /// One account: enrol it.
    Enrol {
        /// Its place among the findings.
        place: u32,
    },
    /// Several accounts: the person chooses one, or all.
    Choose,
    /// Parts of a Google export are still to come.
    Gather,
    /// A Google export is complete: preview its accounts.
    Preview,
    /// No account, but something that can be explained.
    Explain {
        /// Its place among the findings.
        place: u32,
    },
}

/// A code in sight.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// Its place among the sightings, from 0; a choice names it.
    pub place: u32,
    /// Its four corners, as parts of the upright picture's width and height.
    pub corners: Vec<Corner>,
    /// What it is.
    pub subject: Subject,
}

/// A point of the upright picture: 0 is left or top, 1 is right or bottom.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Corner {
    /// To the right.
    pub x: f32,
    /// Downwards.
    pub y: f32,
}

/// What a code is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Subject {
    /// An account that can be added.
    Account {
        /// Who asks for its codes; may be empty.
        issuer: String,
        /// Which of that site's accounts it is; may be empty.
        label: String,
    },
    /// A part of Google's export.
    GooglePart {
        /// How many accounts it holds.
        accounts: u32,
        /// Which part it is, counted from 1.
        number: u32,
        /// How many parts there are.
        of: u32,
    },
    /// Meant as an account, and refused.
    Refused {
        /// Its name as far as it can be read.
        label: String,
        /// Why.
        why: Saying,
    },
    /// Something else.
    Foreign {
        /// What.
        what: Foreign,
    },
}

/// How far an export in several parts is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartsState {
    /// The numbers of the parts that are still to come, counted from 1.
    pub missing: Vec<u32>,
    /// How many parts there are.
    pub of: u32,
}

/// What may help when nothing is found.
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
pub enum Hint {
    /// Hold the code inside the frame, steady.
    HoldStill,
    /// Come closer or go further away; turn the screen's brightness up.
    Distance,
    /// Type the key that the site shows beside the code.
    TypeTheKey,
}

phrase_family!(Hint, "scan-hint");

impl Hint {
    /// What to say to a person whose camera has found nothing for so long.
    pub fn after(millis: i64) -> Option<Self> {
        match millis {
            ..3_000 => None,
            3_000..8_000 => Some(Self::HoldStill),
            8_000..20_000 => Some(Self::Distance),
            _ => Some(Self::TypeTheKey),
        }
    }
}

impl ScanState {
    /// The screen of these sightings in a picture of that size, upright. `searched_millis` is for
    /// how long the camera has been looking.
    pub fn new(sightings: &[Sighting], (width, height): (u32, u32), searched_millis: i64) -> Self {
        let part = |value: f32, whole: u32| (value / whole.max(1) as f32).clamp(0.0, 1.0);
        let findings: Vec<_> = (0..)
            .zip(sightings)
            .map(|(place, sighting)| Finding {
                place,
                corners: sighting
                    .corners
                    .iter()
                    .map(|point| Corner { x: part(point.x, width), y: part(point.y, height) })
                    .collect(),
                subject: Subject::new(&sighting.meaning),
            })
            .collect();
        let hint = if findings.is_empty() { Hint::after(searched_millis) } else { None };
        let act = ScanAct::of(&findings);
        Self { findings, parts: None, hint, act }
    }

    /// Tells how far a Google export is.
    #[must_use]
    pub fn with_parts(mut self, collection: &Collection) -> Self {
        let missing = collection.missing();
        if !collection.is_empty() {
            self.act = if missing.is_empty() { ScanAct::Preview } else { ScanAct::Gather };
        }
        self.parts = missing.first().map(|first| PartsState {
            of: first.of,
            missing: missing.iter().map(|part| part.number).collect(),
        });
        self
    }
}

impl ScanAct {
    fn of(findings: &[Finding]) -> Self {
        let is_account = |finding: &&Finding| matches!(finding.subject, Subject::Account { .. });
        let mut accounts = findings.iter().filter(is_account);
        match (accounts.next(), accounts.next(), findings.first()) {
            (None, _, None) => Self::LookOn,
            (None, _, Some(other)) => Self::Explain { place: other.place },
            (Some(one), None, _) => Self::Enrol { place: one.place },
            (Some(_), Some(_), _) => Self::Choose,
        }
    }
}

/// What was seen, with the accounts that are in it, until the person has chosen.
#[derive(Debug, Default)]
pub struct Gathered {
    sightings: Vec<Sighting>,
    size: (u32, u32),
    searched_millis: i64,
    parts: Collection,
    adds_up: bool,
}

impl Gathered {
    /// From now on, what is seen is added to what is in sight, each code once: for several pictures
    /// that come together.
    pub fn add_up(&mut self) {
        self.adds_up = true;
    }

    /// Takes in what a frame or a picture showed, in the place of what was in sight before unless
    /// it adds up. Parts of a Google export stay.
    pub fn see(&mut self, scanned: Scanned, searched_millis: i64) -> ScanState {
        let Scanned { sightings, size, out_of_time: _ } = scanned;
        if !self.adds_up {
            self.sightings.clear();
        }
        for sighting in sightings {
            if let Meaning::GooglePart(part) = &sighting.meaning {
                self.parts.add(part.duplicate());
            }
            let is_known = |known: &Sighting| self.adds_up && known.text == sighting.text;
            if !self.sightings.iter().any(is_known) {
                self.sightings.push(sighting);
            }
        }
        (self.size, self.searched_millis) = (size, searched_millis);
        self.state()
    }

    /// Takes in a text that was pasted, shared or opened as a link.
    pub fn read(&mut self, text: &str, now: UnixMillis) -> ScanState {
        let corner = Point { x: 0.0, y: 0.0 };
        let sighting = Sighting {
            meaning: explain(text, now),
            text: Zeroizing::new(text.to_owned()),
            corners: [corner; 4],
            certainty: Certainty::Exact,
        };
        let scanned = Scanned { sightings: vec![sighting], size: (1, 1), out_of_time: false };
        self.see(scanned, 0)
    }

    /// The screen.
    pub fn state(&self) -> ScanState {
        let state = ScanState::new(&self.sightings, self.size, self.searched_millis);
        state.with_parts(&self.parts)
    }

    /// The account at that place among the findings; `None` where there is none.
    pub fn account(&self, place: u32) -> Option<Account> {
        match &self.sightings.get(place as usize)?.meaning {
            Meaning::Account(account) => Some(account.duplicate()),
            _ => None,
        }
    }

    /// All accounts: a Google export as far as its parts were seen, and those in sight.
    pub fn into_incoming(self) -> Incoming {
        let accounts = self.sightings.into_iter().filter_map(|sighting| match sighting.meaning {
            Meaning::Account(account) => Some(*account),
            _ => None,
        });
        let mut exported = google::gather(self.parts);
        if exported.accounts.is_empty() && exported.refusals.is_empty() {
            return Incoming::of_picture(accounts.collect());
        }
        exported.accounts.extend(accounts);
        exported.into()
    }
}

impl Subject {
    /// What a meaning shows of itself.
    pub fn new(meaning: &Meaning) -> Self {
        match meaning {
            Meaning::Account(account) => Self::Account {
                issuer: account.issuer.to_string(),
                label: account.label.to_string(),
            },
            Meaning::GooglePart(part) => {
                let accounts = part.entries().iter().filter(|entry| entry.is_ok()).count();
                let accounts = u32::try_from(accounts).unwrap_or(u32::MAX);
                Self::GooglePart { accounts, number: part.number(), of: part.of() }
            }
            Meaning::Refused(refused) => {
                let why = Saying::of_fault(&refused.why);
                Self::Refused { label: refused.label.clone(), why }
            }
            Meaning::Foreign(what) => Self::Foreign { what: what.clone() },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scan::{Certainty, Point, explain};
    use crate::time::UnixMillis;
    use zeroize::Zeroizing;

    fn sighting(text: &str) -> Sighting {
        Sighting {
            meaning: explain(text, UnixMillis(0)),
            text: Zeroizing::new(text.to_owned()),
            corners: [Point { x: 320.0, y: -1.0 }; 4],
            certainty: Certainty::Exact,
        }
    }

    const A: &str = "otpauth://totp/Amazon:a?secret=GEZDGNBVGY3TQOJQ";
    const B: &str = "otpauth://totp/Amazon:b?secret=GEZDGNBVGY3TQOJR";

    #[test]
    fn several_accounts_ask_for_a_choice_and_other_codes_do_not() {
        let one = [sighting(A), sighting("https://example.com")];
        assert!(matches!(ScanState::new(&one, (640, 480), 0).act, ScanAct::Enrol { place: 0 }));
        let two = [sighting(A), sighting(B)];
        let state = ScanState::new(&two, (640, 480), 0);
        assert_eq!(state.act, ScanAct::Choose);
        assert_eq!(state.findings[1].place, 1);
    }

    #[test]
    fn corners_are_parts_of_the_picture_and_stay_inside() {
        let state = ScanState::new(&[sighting(A)], (640, 480), 0);
        assert_eq!(state.findings[0].corners[0], Corner { x: 0.5, y: 0.0 });
    }

    #[test]
    fn no_text_is_in_the_state() {
        let texts = [A, "GEZDGNBVGY3TQOJQ", "otpauth://totp/a?secret=GEZDGNBVGY3TQOJ1"];
        let state = ScanState::new(&texts.map(sighting), (640, 480), 0);
        assert!(!serde_json::to_string(&state).unwrap().contains("GEZDG"));
    }

    #[test]
    fn a_hint_comes_only_while_nothing_is_found() {
        assert_eq!(ScanState::new(&[], (1, 1), 2_999).hint, None);
        assert_eq!(ScanState::new(&[], (1, 1), 3_000).hint, Some(Hint::HoldStill));
        assert_eq!(ScanState::new(&[], (0, 0), i64::MAX).hint, Some(Hint::TypeTheKey));
        assert_eq!(ScanState::new(&[sighting(A)], (1, 1), 60_000).hint, None);
    }

    #[test]
    fn what_was_gathered_is_enrolled_or_planned() {
        let mut gathered = Gathered::default();
        assert_eq!(gathered.state().act, ScanAct::LookOn);
        let state = gathered.read("https://example.com", UnixMillis(0));
        assert_eq!(state.act, ScanAct::Explain { place: 0 });
        assert_eq!(gathered.read(A, UnixMillis(0)).act, ScanAct::Enrol { place: 0 });
        assert_eq!(gathered.account(0).unwrap().label.as_str(), "a");
        assert!(gathered.account(1).is_none());
        assert_eq!(gathered.into_incoming().arrivals.len(), 1);
    }

    #[test]
    fn several_pictures_add_up_and_each_code_counts_once() {
        let mut gathered = Gathered::default();
        gathered.add_up();
        for text in [A, "https://example.com", B, A] {
            gathered.read(text, UnixMillis(0));
        }
        let state = gathered.state();
        assert_eq!((state.findings.len(), state.act), (3, ScanAct::Choose));
        assert_eq!(gathered.account(2).unwrap().label.as_str(), "b");
        assert_eq!(gathered.into_incoming().arrivals.len(), 2);
    }
}
