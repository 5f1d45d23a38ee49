//! The preview of a restore or import: what would happen to each account.

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use super::start::Offered;
use crate::backup::{BackupExtent, BackupIntegrity};
use crate::fault::{self, Fault};
use crate::incoming::{
    IncomingOrigin, IncomingPlan, PlanChoice, PlanCounts, PlanOutcome, PlanVerdict, PlannedAccount,
};
use crate::phrase::{Phrase, PhraseValue};
use crate::time::UnixMillis;

/// The preview of accounts that are not yet in the vault.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanState {
    /// Where the accounts come from.
    pub origin: PlanOrigin,
    /// What else the user should be told.
    pub notices: Vec<PhraseValue>,
    /// The accounts, in order.
    pub rows: Vec<PlanRow>,
    /// The rejected entries, with reasons.
    pub refused: Vec<RefusedEntryRow>,
    /// The number of accounts that would be added under the current choices.
    pub adds: u32,
    /// The number of accounts whose counter would advance.
    pub advances: u32,
    /// The number of accounts that already exist.
    pub already_there: u32,
    /// The number of accounts that need a decision.
    pub undecided: u32,
    /// The screen's title: restore or import.
    pub title: PhraseValue,
    /// The button's label.
    pub apply: PhraseValue,
    /// Whether the button is enabled: everything is decided, and something would change.
    pub applying: Offered,
}

/// The texts of the preview and of the outcome, for a restore and for an import.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Phrase)]
#[allow(missing_docs, reason = "each variant names its sentence")]
#[phrase("plan")]
pub enum PlanPhrase {
    Title,
    TitleImport,
    Undecided { undecided: u32 },
    Apply { adds: u32 },
    ApplyImport { adds: u32 },
    ApplyNone,
    ApplyNoneImport,
    Done { adds: u32 },
    DoneImport { adds: u32 },
    DoneNone,
    DoneNoneImport,
    Replaced { count: u32 },
    Recovered { count: u32 },
    Advanced { count: u32 },
    Known { count: u32 },
    Skipped { count: u32 },
    KeepApp,
}

impl PlanPhrase {
    fn title(origin: &IncomingOrigin) -> Self {
        if is_restore(origin) { Self::Title } else { Self::TitleImport }
    }

    fn apply(origin: &IncomingOrigin, adds: u32, undecided: u32) -> Self {
        match (undecided, adds, is_restore(origin)) {
            (1.., _, _) => Self::Undecided { undecided },
            (0, 0, true) => Self::ApplyNone,
            (0, 0, false) => Self::ApplyNoneImport,
            (0, _, true) => Self::Apply { adds },
            (0, _, false) => Self::ApplyImport { adds },
        }
    }

    fn done(origin: &IncomingOrigin, adds: u32) -> Self {
        match (adds, is_restore(origin)) {
            (0, true) => Self::DoneNone,
            (0, false) => Self::DoneNoneImport,
            (_, true) => Self::Done { adds },
            (_, false) => Self::DoneImport { adds },
        }
    }
}

/// Whether accounts are restored, rather than imported.
fn is_restore(origin: &IncomingOrigin) -> bool {
    matches!(origin, IncomingOrigin::Backup { .. })
}

/// Where accounts come from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PlanOrigin {
    /// One of our own backups.
    Backup {
        /// When it was made.
        made: UnixMillis,
        /// Whether the contents are those that were saved.
        trust: BackupTrust,
    },
    /// Another app's export.
    Import {
        /// The app's display name; empty for a list of links.
        app: String,
    },
    /// QR codes and links from sites.
    Fresh,
}

/// Whether a backup contains what was saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Phrase)]
#[serde(rename_all = "kebab-case")]
#[phrase("backup-trust")]
pub enum BackupTrust {
    /// Everything that its vault held, as it was written.
    Whole,
    /// It was made from a damaged vault and contains what could be read.
    Partial,
    /// It was modified after it was made.
    Changed,
    /// Some accounts were written by a newer version and can't be read here.
    Unread,
}

impl BackupTrust {
    /// Combines a backup's integrity and extent.
    pub fn of(integrity: BackupIntegrity, extent: BackupExtent) -> Self {
        match (integrity, extent) {
            (BackupIntegrity::Count { .. } | BackupIntegrity::Digest, _) => Self::Changed,
            (BackupIntegrity::Unknown, _) => Self::Unread,
            (BackupIntegrity::Whole, BackupExtent::Partial) => Self::Partial,
            (BackupIntegrity::Whole, BackupExtent::Whole) => Self::Whole,
        }
    }
}

/// An account in the preview.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanRow {
    /// Its index, from 0, used for choices.
    pub place: u32,
    /// The site or service; may be empty.
    pub issuer: String,
    /// The account name at that site; may be empty.
    pub label: String,
    /// How it compares to the vault.
    pub verdict: PlanVerdict,
    /// When the person removed it here, if the vault does not contain it for that reason.
    pub removed: Option<UnixMillis>,
    /// What would be done; `None` if the user must decide.
    pub choice: Option<PlanChoice>,
    /// The available choices, the safest first.
    pub offers: Vec<PlanOffer>,
}

/// A choice on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanOffer {
    /// The choice.
    pub choice: PlanChoice,
    /// Its label.
    pub wording: PlanWording,
}

/// The label of a choice. Adding an account has another label if a similar one exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Phrase)]
#[serde(rename_all = "kebab-case")]
#[phrase("plan-choice")]
pub enum PlanWording {
    /// Skip it.
    Skip,
    /// Add it; no similar account exists.
    Add,
    /// Add it as another account.
    AddBeside,
    /// Take the existing account out of the trash.
    Recover,
    /// Replace the existing account.
    Replace,
}

impl PlanOffer {
    /// A choice for an account with this verdict.
    pub fn new(choice: PlanChoice, verdict: PlanVerdict) -> Self {
        let wording = match (choice, verdict) {
            (PlanChoice::Skip, _) => PlanWording::Skip,
            (
                PlanChoice::Add,
                PlanVerdict::New | PlanVerdict::MaybeTruncated | PlanVerdict::RemovedHere { .. },
            ) => PlanWording::Add,
            (PlanChoice::Add, _) => PlanWording::AddBeside,
            (PlanChoice::Recover, _) => PlanWording::Recover,
            (PlanChoice::Replace, _) => PlanWording::Replace,
        };
        Self { choice, wording }
    }
}

/// A rejected entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusedEntryRow {
    /// The index of the file or picture that contains it, counted from 1.
    pub input: u32,
    /// The line or the position among the entries, counted from 1. 0 means the whole input.
    pub at: u32,
    /// Its name as far as it can be read.
    pub name: String,
    /// The reason.
    pub why: PhraseValue,
}

/// The screen after a restore or an import.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutcomeState {
    /// The number of accounts added.
    pub added: u32,
    /// The number of accounts that replaced one of the same name.
    pub replaced: u32,
    /// The number of accounts taken out of the trash.
    pub recovered: u32,
    /// The number of accounts whose counter advanced.
    pub advanced: u32,
    /// The number of accounts that already existed and stayed unchanged.
    pub there: u32,
    /// The number of accounts that were skipped.
    pub skipped: u32,
    /// The number of accounts without a decision; nothing was done with them.
    pub undecided: u32,
    /// The rejected entries, with reasons.
    pub refused: Vec<RefusedEntryRow>,
    /// The message to show.
    #[serde(rename = "told")]
    pub phrase: PhraseValue,
    /// What to do with the app that the accounts came from.
    pub advice: Option<PhraseValue>,
}

impl PlanState {
    /// The preview of a plan under the current choices.
    pub fn of(plan: &IncomingPlan) -> Self {
        let rows: Vec<PlanRow> = (0..).zip(plan.items()).map(|(at, one)| row(at, one)).collect();
        // Destructured without `..`, so that every count is shown.
        let PlanCounts {
            added,
            replaced,
            recovered,
            advanced,
            already_there: there,
            skipped: _,
            undecided,
        } = plan.counts();
        let (adds, advances) = (number(added + replaced + recovered), number(advanced));
        let (already_there, undecided) = (number(there), number(undecided));
        let title = PhraseValue::of_phrase(&PlanPhrase::title(plan.origin()));
        let apply = PhraseValue::of_phrase(&PlanPhrase::apply(plan.origin(), adds, undecided));
        let applying = if undecided == 0 && adds > 0 { Offered::Yes } else { Offered::No };
        let origin = match plan.origin() {
            IncomingOrigin::Backup { made, integrity, extent, .. } => {
                PlanOrigin::Backup { made: *made, trust: BackupTrust::of(*integrity, *extent) }
            }
            IncomingOrigin::App { app } => PlanOrigin::Import { app: (*app).to_owned() },
            IncomingOrigin::Fresh => PlanOrigin::Fresh,
        };
        let notices = plan.notices().iter().map(|notice| PhraseValue::of_phrase(notice)).collect();
        let refused = plan.refused().iter().map(RefusedEntryRow::of).collect();
        Self {
            origin,
            notices,
            rows,
            refused,
            adds,
            advances,
            already_there,
            undecided,
            title,
            apply,
            applying,
        }
    }
}

fn row(place: u32, item: &PlannedAccount) -> PlanRow {
    let (account, verdict) = (item.account(), item.verdict());
    PlanRow {
        place,
        issuer: account.issuer.to_string(),
        label: account.label.to_string(),
        verdict,
        removed: match verdict {
            PlanVerdict::RemovedHere { at } => Some(at),
            _ => None,
        },
        choice: item.choice(),
        offers: verdict.choices().iter().map(|choice| PlanOffer::new(*choice, verdict)).collect(),
    }
}

impl RefusedEntryRow {
    /// The row of a rejected entry.
    pub fn of<W: Fault>(refusal: &fault::RefusedEntry<W>) -> Self {
        let fault::RefusedEntry { input, at, name, why } = refusal;
        let why = PhraseValue::of_fault(why);
        Self { input: number(*input), at: number(*at), name: name.clone(), why }
    }
}

impl OutcomeState {
    /// The screen of an outcome.
    pub fn of(outcome: &PlanOutcome) -> Self {
        let PlanOutcome { counts, refused, origin, items: _, ids: _ } = outcome;
        // Destructured without `..`, so that every count is shown.
        let PlanCounts {
            added,
            replaced,
            recovered,
            advanced,
            already_there: there,
            skipped,
            undecided,
        } = *counts;
        let is_moved = matches!(origin, IncomingOrigin::App { app } if !app.is_empty());
        let keep_app = is_moved && added + replaced + recovered > 0;
        Self {
            advice: keep_app.then(|| PhraseValue::of_phrase(&PlanPhrase::KeepApp)),
            added: number(added),
            replaced: number(replaced),
            recovered: number(recovered),
            advanced: number(advanced),
            there: number(there),
            skipped: number(skipped),
            undecided: number(undecided),
            refused: refused.iter().map(RefusedEntryRow::of).collect(),
            phrase: PhraseValue::of_phrase(&PlanPhrase::done(
                origin,
                number(added + replaced + recovered),
            )),
        }
    }

    /// Whether the vault was changed, so that there is something to undo.
    pub fn changed(&self) -> bool {
        let Self { added, replaced, recovered, advanced, .. } = *self;
        [added, replaced, recovered, advanced].iter().any(|count| *count > 0)
    }

    /// The counts that are not zero and that the sentence about the whole does not mention, for a
    /// shell with enough space.
    pub fn details(&self) -> Vec<PlanPhrase> {
        let Self { replaced, recovered, advanced, there, skipped, .. } = *self;
        let all = [
            (replaced, PlanPhrase::Replaced { count: replaced }),
            (recovered, PlanPhrase::Recovered { count: recovered }),
            (advanced, PlanPhrase::Advanced { count: advanced }),
            (there, PlanPhrase::Known { count: there }),
            (skipped, PlanPhrase::Skipped { count: skipped }),
        ];
        all.into_iter().filter(|(count, _)| *count > 0).map(|(_, phrase)| phrase).collect()
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
