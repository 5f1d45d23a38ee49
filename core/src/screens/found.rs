//! What a camera or a picture showed, and the choice among several codes.

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use super::camera::NothingRead;
use super::start::Offered;
use crate::intake::{self, Intake, Provenance};
use crate::otpauth::migration::Collection;
use crate::phrase::{Saying, phrase_family};
use crate::scan::{Foreign, Incomplete};

/// What was found so far.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ScanState {
    /// The codes in sight, in reading order; a choice when there are several accounts.
    pub findings: Vec<Finding>,
    /// How far a Google export in several parts is.
    pub parts: Option<PartsState>,
    /// What may help when nothing is found.
    pub hint: Option<Hint>,
    /// Why there may be more in a picture than was read of it. Where the search was not finished,
    /// offer to search for longer.
    pub incomplete: Option<Incomplete>,
    /// What comes next.
    pub act: ScanAct,
    /// What is done with the camera's frames meanwhile.
    pub frames: Frames,
}

/// What is done with the frames of a camera.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Frames {
    /// They are looked at.
    #[default]
    Look,
    /// They are passed over: what is in sight waits for the person, or is being taken.
    PassOver,
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
    /// One account, which another program sent: show it, and enrol it after the person's yes.
    Confirm {
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
    /// Whether it can be added by itself. A part of an export waits for the other parts.
    pub adding: Offered,
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
    /// What is said of them.
    pub told: Saying,
}

/// What is said of an export whose parts are still to come.
#[derive(Clone, Debug, PartialEq, Eq, strum::IntoStaticStr, strum::VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum PartsPhrase {
    /// Which ones are missing.
    PartsMissing {
        /// Their numbers.
        missing: Vec<u32>,
        /// How many parts there are.
        of: u32,
    },
}

phrase_family!(PartsPhrase, "scan", |told| match told {
    PartsPhrase::PartsMissing { missing, of } => {
        let missing: Vec<_> = missing.iter().map(u32::to_string).collect();
        vec![("of", of.into()), ("missing", missing.join(", ").into())]
    }
});

impl PartsState {
    fn new(missing: Vec<u32>, of: u32) -> Self {
        let told = PartsPhrase::PartsMissing { missing: missing.clone(), of };
        Self { missing, of, told: Saying::of_phrase(&told) }
    }
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
    /// The screen of what came in so far.
    pub fn of(intake: &Intake) -> Self {
        let ((width, height), searched_millis) = intake.sight();
        let part = |value: f32, whole: u32| (value / whole.max(1) as f32).clamp(0.0, 1.0);
        let findings: Vec<_> = (0..)
            .zip(intake.findings())
            .map(|(place, finding)| Finding {
                place,
                corners: finding
                    .corners
                    .iter()
                    .map(|point| Corner { x: part(point.x, width), y: part(point.y, height) })
                    .collect(),
                subject: Subject::of(&finding.subject),
                adding: match finding.subject {
                    intake::Subject::Account(_) => Offered::Yes,
                    _ => Offered::No,
                },
            })
            .collect();
        let hint = if findings.is_empty() { Hint::after(searched_millis) } else { None };
        let act = ScanAct::of(&findings, intake.provenance());
        let incomplete = intake.incomplete();
        let frames = Frames::default();
        let state = Self { findings, parts: None, hint, incomplete, act, frames };
        let state = state.with_parts(intake.parts());
        Self { frames: Frames::after(state.act), ..state }
    }

    /// The screen after pictures and texts were read, all of them.
    ///
    /// # Errors
    /// [`NothingRead::NothingInPicture`] where nothing was in them, and none has to be searched for
    /// longer.
    pub fn of_all_read(intake: &Intake) -> Result<Self, NothingRead> {
        let state = Self::of(intake);
        let is_empty = state.findings.is_empty() && state.incomplete.is_none();
        if is_empty { Err(NothingRead::NothingInPicture) } else { Ok(state) }
    }

    /// Tells how far a Google export is.
    fn with_parts(mut self, collection: &Collection) -> Self {
        let missing = collection.missing();
        if !collection.is_empty() {
            self.act = if missing.is_empty() { ScanAct::Preview } else { ScanAct::Gather };
        }
        self.parts = missing.first().map(|first| {
            PartsState::new(missing.iter().map(|part| part.number).collect(), first.of)
        });
        self
    }
}

impl Frames {
    fn after(act: ScanAct) -> Self {
        match act {
            ScanAct::LookOn | ScanAct::Explain { .. } | ScanAct::Gather => Self::Look,
            ScanAct::Enrol { .. }
            | ScanAct::Confirm { .. }
            | ScanAct::Choose
            | ScanAct::Preview => Self::PassOver,
        }
    }
}

impl ScanAct {
    fn of(findings: &[Finding], provenance: Provenance) -> Self {
        let is_account = |finding: &&Finding| matches!(finding.subject, Subject::Account { .. });
        let mut accounts = findings.iter().filter(is_account);
        match (accounts.next(), accounts.next(), findings.first()) {
            (None, _, None) => Self::LookOn,
            (None, _, Some(other)) => Self::Explain { place: other.place },
            (Some(one), None, _) => match provenance {
                Provenance::Here => Self::Enrol { place: one.place },
                Provenance::Elsewhere => Self::Confirm { place: one.place },
            },
            (Some(_), Some(_), _) => Self::Choose,
        }
    }
}

impl Subject {
    /// What a finding shows of itself.
    fn of(found: &intake::Subject) -> Self {
        match found {
            intake::Subject::Account(arrival) => Self::Account {
                issuer: arrival.account.issuer.to_string(),
                label: arrival.account.label.to_string(),
            },
            intake::Subject::GooglePart { accounts, number, of } => {
                let accounts = u32::try_from(*accounts).unwrap_or(u32::MAX);
                Self::GooglePart { accounts, number: *number, of: *of }
            }
            intake::Subject::Refused(refusal) => {
                let why = Saying::of_fault(&refusal.why);
                Self::Refused { label: refusal.name.clone(), why }
            }
            intake::Subject::Foreign(what) => Self::Foreign { what: what.clone() },
        }
    }
}
