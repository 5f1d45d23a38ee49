//! The codes found by a camera or in a picture, and the choice among several.

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use super::camera::NothingReadError;
use super::start::Offered;
use crate::intake::{self, Intake, Provenance};
use crate::otpauth::migration::ExportParts;
use crate::phrase::{Phrase, PhraseValue};
use crate::preferences::ScanFeedback;
use crate::scan::{ForeignCode, ScanIncomplete, TextMeaning};

/// The codes found so far.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ScanState {
    /// The visible codes, in reading order; if there are several accounts, the user chooses.
    pub findings: Vec<CodeInSight>,
    /// The progress of a Google export with several parts.
    pub parts: Option<PartsState>,
    /// A hint if nothing is found.
    pub hint: Option<ScanHint>,
    /// Why a picture may contain more than was read. If the search was not finished, offer a longer
    /// one.
    pub incomplete: Option<ScanIncomplete>,
    /// The next action.
    #[serde(rename = "act")]
    pub action: ScanAction,
    /// Whether camera frames are scanned meanwhile.
    pub frames: CameraFrames,
}

/// Whether camera frames are scanned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CameraFrames {
    /// They are scanned.
    #[default]
    #[serde(rename = "look")]
    Scan,
    /// They are skipped: the codes in sight wait for the user or are being added.
    #[serde(rename = "pass-over")]
    Skip,
}

/// The next action.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ScanAction {
    /// Nothing was found: continue.
    #[default]
    #[serde(rename = "look-on")]
    KeepScanning,
    /// There is one account: enrol it.
    Enrol {
        /// Its index in the findings.
        place: u32,
    },
    /// There is one account, sent by another program: show it, and enrol it with the user's
    /// consent.
    Confirm {
        /// Its index in the findings.
        place: u32,
    },
    /// There are several accounts: the user chooses one or all.
    Choose,
    /// Parts of a Google export are missing.
    Gather,
    /// A Google export is complete: preview its accounts.
    Preview,
    /// There is no account, but something that can be explained.
    Explain {
        /// Its index in the findings.
        place: u32,
    },
}

/// A visible code.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CodeInSight {
    /// Its index, from 0, used to choose it.
    pub place: u32,
    /// Its four corners, as fractions of the upright picture's width and height.
    pub corners: Vec<Corner>,
    /// What it is.
    pub subject: ScanSubject,
    /// Whether it can be added by itself. A part of an export must wait for the others.
    pub adding: Offered,
}

/// A point in the upright picture: 0 is left or top, 1 is right or bottom.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Corner {
    /// The horizontal position.
    pub x: f32,
    /// The vertical position.
    pub y: f32,
}

/// The kind of a code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ScanSubject {
    /// An account that can be added.
    Account {
        /// The site or service; may be empty.
        issuer: String,
        /// The account name at that site; may be empty.
        label: String,
    },
    /// A part of Google's export.
    GooglePart {
        /// The number of accounts in it.
        accounts: u32,
        /// The part's number, counted from 1.
        number: u32,
        /// The number of parts.
        #[serde(rename = "of")]
        total: u32,
    },
    /// Intended as an account, but rejected.
    Refused {
        /// Its name as far as it can be read.
        label: String,
        /// The reason.
        why: PhraseValue,
    },
    /// Something else.
    Foreign {
        /// Its kind.
        what: ForeignCode,
    },
}

/// The progress of an export with several parts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartsState {
    /// The numbers of the missing parts, counted from 1.
    pub missing: Vec<u32>,
    /// The number of parts.
    #[serde(rename = "of")]
    pub total: u32,
    /// The message to show.
    #[serde(rename = "told")]
    pub phrase: PhraseValue,
}

/// The message about missing parts of an export.
#[derive(Clone, Debug, PartialEq, Eq, Phrase)]
#[phrase("scan")]
pub enum PartsPhrase {
    /// The missing parts.
    #[phrase(facts(of = total, missing = joined(missing)))]
    PartsMissing {
        /// Their numbers.
        missing: Vec<u32>,
        /// The number of parts.
        total: u32,
    },
}

/// Numbers as a list in a sentence.
fn joined(numbers: &[u32]) -> String {
    numbers.iter().map(u32::to_string).collect::<Vec<_>>().join(", ")
}

impl PartsState {
    fn new(missing: Vec<u32>, total: u32) -> Self {
        let phrase = PartsPhrase::PartsMissing { missing: missing.clone(), total };
        Self { missing, total, phrase: PhraseValue::of_phrase(&phrase) }
    }
}

/// A hint if nothing is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Phrase)]
#[serde(rename_all = "kebab-case")]
#[phrase("scan-hint")]
pub enum ScanHint {
    /// Hold the code steady within the frame.
    HoldStill,
    /// Change the distance; make the screen brighter.
    Distance,
    /// Type the key that the site shows next to the code.
    TypeTheKey,
}

impl ScanHint {
    /// The hint for a camera that has found nothing for `millis` milliseconds.
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
    /// The screen of an intake.
    pub fn of(intake: &Intake) -> Self {
        let ((width, height), searched_millis) = intake.sight();
        let part = |value: f32, whole: u32| (value / whole.max(1) as f32).clamp(0.0, 1.0);
        let findings: Vec<_> = (0..)
            .zip(intake.findings())
            .map(|(place, finding)| CodeInSight {
                place,
                corners: finding
                    .corners
                    .iter()
                    .map(|point| Corner { x: part(point.x, width), y: part(point.y, height) })
                    .collect(),
                subject: ScanSubject::of(&finding.subject),
                adding: match finding.subject {
                    intake::IntakeSubject::Account(_) => Offered::Yes,
                    _ => Offered::No,
                },
            })
            .collect();
        let hint = if findings.is_empty() { ScanHint::after(searched_millis) } else { None };
        let action = ScanAction::of(&findings, intake.provenance());
        let incomplete = intake.incomplete();
        let frames = CameraFrames::default();
        let state = Self { findings, parts: None, hint, incomplete, action, frames };
        let state = state.with_parts(intake.parts());
        Self { frames: CameraFrames::after(state.action), ..state }
    }

    /// How a person notices what the latest camera frame added to the screen `before`; `Off` if
    /// it added nothing to action on. A code that is only explained, such as a web link, is not
    /// signalled.
    pub fn signal_after(&self, before: &Self, chosen: ScanFeedback) -> ScanFeedback {
        let missing = |state: &Self| state.parts.as_ref().map(|parts| parts.missing.len());
        let is_new_part = self.action == ScanAction::Gather && missing(self) != missing(before);
        let is_complete = before.frames == CameraFrames::Scan && self.frames != before.frames;
        if is_new_part || is_complete { chosen } else { ScanFeedback::Off }
    }

    /// The screen after a number of pictures and texts were all read.
    ///
    /// # Errors
    /// [`NothingReadError::NothingInPicture`] if they contained nothing and were searched completely.
    pub fn of_all_read(intake: &Intake) -> Result<Self, NothingReadError> {
        let state = Self::of(intake);
        let is_empty = state.findings.is_empty() && state.incomplete.is_none();
        if is_empty { Err(NothingReadError::NothingInPicture) } else { Ok(state) }
    }

    /// Adds the progress of a Google export.
    fn with_parts(mut self, collection: &ExportParts) -> Self {
        let missing = collection.missing();
        if !collection.is_empty() {
            self.action = if missing.is_empty() { ScanAction::Preview } else { ScanAction::Gather };
        }
        self.parts = missing.first().map(|first| {
            PartsState::new(missing.iter().map(|part| part.number).collect(), first.total)
        });
        self
    }
}

impl CameraFrames {
    fn after(action: ScanAction) -> Self {
        match action {
            ScanAction::KeepScanning | ScanAction::Explain { .. } | ScanAction::Gather => {
                Self::Scan
            }
            ScanAction::Enrol { .. }
            | ScanAction::Confirm { .. }
            | ScanAction::Choose
            | ScanAction::Preview => Self::Skip,
        }
    }
}

impl ScanAction {
    fn of(findings: &[CodeInSight], provenance: Provenance) -> Self {
        let is_account =
            |finding: &&CodeInSight| matches!(finding.subject, ScanSubject::Account { .. });
        let mut accounts = findings.iter().filter(is_account);
        match (accounts.next(), accounts.next(), findings.first()) {
            (None, _, None) => Self::KeepScanning,
            (None, _, Some(other)) => Self::Explain { place: other.place },
            (Some(one), None, _) => match provenance {
                Provenance::User => Self::Enrol { place: one.place },
                Provenance::OtherApp => Self::Confirm { place: one.place },
            },
            (Some(_), Some(_), _) => Self::Choose,
        }
    }
}

/// The text about a QR code that is a part of Google's export.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Phrase)]
#[phrase("scan")]
pub enum SubjectPhrase {
    /// A part of Google's export.
    #[phrase(facts(count = accounts, number = number, of = total))]
    GooglePart {
        /// How many accounts it contains that can be added.
        accounts: u32,
        /// The number of the part, from 1.
        number: u32,
        /// The number of parts.
        total: u32,
    },
}

impl ScanSubject {
    /// The text about a single QR code.
    pub fn of_meaning(meaning: &TextMeaning) -> Self {
        match meaning {
            TextMeaning::Account(account) => Self::Account {
                issuer: account.issuer.to_string(),
                label: account.label.to_string(),
            },
            TextMeaning::GooglePart(part) => {
                let accounts = part.entries().iter().filter(|entry| entry.is_ok()).count();
                let accounts = u32::try_from(accounts).unwrap_or(u32::MAX);
                Self::GooglePart { accounts, number: part.number(), total: part.total() }
            }
            TextMeaning::Refused(refusal) => {
                let why = PhraseValue::of_fault(&refusal.why);
                Self::Refused { label: refusal.name.clone(), why }
            }
            TextMeaning::Foreign(what) => Self::Foreign { what: what.clone() },
        }
    }

    /// The screen's form of a finding.
    fn of(found: &intake::IntakeSubject) -> Self {
        match found {
            intake::IntakeSubject::Account(arrival) => Self::Account {
                issuer: arrival.account.issuer.to_string(),
                label: arrival.account.label.to_string(),
            },
            intake::IntakeSubject::GooglePart { accounts, number, total } => {
                let accounts = u32::try_from(*accounts).unwrap_or(u32::MAX);
                Self::GooglePart { accounts, number: *number, total: *total }
            }
            intake::IntakeSubject::Refused(refusal) => {
                let why = PhraseValue::of_fault(&refusal.why);
                Self::Refused { label: refusal.name.clone(), why }
            }
            intake::IntakeSubject::Foreign(what) => Self::Foreign { what: what.clone() },
        }
    }
}
