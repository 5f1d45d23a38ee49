//! The preview before a restore or an import: what would come of each account.

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use super::start::Offered;
use crate::backup::{Extent, Integrity};
use crate::fault::{self, Fault};
use crate::incoming::{Choice, Counts, Item, Origin, Outcome, Plan, Verdict};
use crate::phrase::{Saying, phrase_family};
use crate::time::UnixMillis;

/// The preview of accounts that were read and are not kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanState {
    /// Where they come from.
    pub origin: PlanOrigin,
    /// What the person should know of it.
    pub notices: Vec<Saying>,
    /// The accounts, in their order.
    pub rows: Vec<PlanRow>,
    /// Entries that are no accounts here, each with the reason.
    pub refused: Vec<RefusedRow>,
    /// How many accounts would be added as things are chosen.
    pub adds: u32,
    /// Of how many accounts the counter would move forward.
    pub advances: u32,
    /// How many are there already.
    pub already_there: u32,
    /// How many still ask for a choice.
    pub undecided: u32,
    /// What the screen is called: accounts come back, or come in from elsewhere.
    pub title: Saying,
    /// What its button says.
    pub apply: Saying,
    /// Whether the button can be pressed: everything is decided, and something would be done.
    pub applying: Offered,
}

/// What the preview and the screen after it say, each of a restore and of an import.
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::IntoStaticStr, strum::VariantNames)]
#[strum(serialize_all = "kebab-case")]
#[allow(missing_docs, reason = "each is its sentence")]
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
}

phrase_family!(PlanPhrase, "plan", |told| match told {
    PlanPhrase::Undecided { undecided } => vec![("undecided", undecided.into())],
    PlanPhrase::Apply { adds }
    | PlanPhrase::ApplyImport { adds }
    | PlanPhrase::Done { adds }
    | PlanPhrase::DoneImport { adds } => vec![("adds", adds.into())],
    PlanPhrase::Title
    | PlanPhrase::TitleImport
    | PlanPhrase::ApplyNone
    | PlanPhrase::ApplyNoneImport => Vec::new(),
});

impl PlanPhrase {
    fn title(origin: &Origin) -> Self {
        if is_restore(origin) { Self::Title } else { Self::TitleImport }
    }

    fn apply(origin: &Origin, adds: u32, undecided: u32) -> Self {
        match (undecided, adds, is_restore(origin)) {
            (1.., _, _) => Self::Undecided { undecided },
            (0, 0, true) => Self::ApplyNone,
            (0, 0, false) => Self::ApplyNoneImport,
            (0, _, true) => Self::Apply { adds },
            (0, _, false) => Self::ApplyImport { adds },
        }
    }

    fn done(origin: &Origin, adds: u32) -> Self {
        if is_restore(origin) { Self::Done { adds } } else { Self::DoneImport { adds } }
    }
}

/// Whether accounts come back, rather than come in from elsewhere.
fn is_restore(origin: &Origin) -> bool {
    matches!(origin, Origin::Backup { .. })
}

/// Where accounts come from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PlanOrigin {
    /// A backup of ours.
    Backup {
        /// When it was made.
        made: UnixMillis,
        /// Whether that is what was saved.
        trust: Trust,
    },
    /// Another app's export.
    Import {
        /// The app, as a person calls it; empty for a list of links.
        app: String,
    },
    /// Sites' own QR codes and links.
    Fresh,
}

/// Whether a backup holds what was saved.
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
pub enum Trust {
    /// Everything that its vault held, as it was written.
    Whole,
    /// It was made of a damaged vault: what could be read is in it.
    Partial,
    /// It was changed after it was made.
    Changed,
    /// A newer version made some of it: those accounts can't be read here.
    Unread,
}

phrase_family!(Trust, "backup-trust");

impl Trust {
    /// What a backup's count, digest and extent say together.
    pub fn of(integrity: Integrity, extent: Extent) -> Self {
        match (integrity, extent) {
            (Integrity::Count { .. } | Integrity::Digest, _) => Self::Changed,
            (Integrity::Unknown, _) => Self::Unread,
            (Integrity::Whole, Extent::Partial) => Self::Partial,
            (Integrity::Whole, Extent::Whole) => Self::Whole,
        }
    }
}

/// One account in the preview.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanRow {
    /// Its place, from 0; choices name it.
    pub place: u32,
    /// Who asks for its codes; may be empty.
    pub issuer: String,
    /// Which of that site's accounts it is; may be empty.
    pub label: String,
    /// How it compares to what is there.
    pub verdict: Verdict,
    /// What would be done with it; `None` while the person is asked.
    pub choice: Option<Choice>,
    /// What may be chosen, the safest first.
    pub offers: Vec<Offer>,
}

/// A choice on its screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// The choice.
    pub choice: Choice,
    /// What it is called.
    pub wording: Wording,
}

/// What a choice is called: adding an account has another name where one is there already.
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
pub enum Wording {
    /// Leave it out.
    Skip,
    /// Add it: there is none like it.
    Add,
    /// Add it beside what is there.
    AddBeside,
    /// Take the one in the trash out of it.
    Recover,
    /// Put it in the place of what is there.
    Replace,
}

phrase_family!(Wording, "plan-choice");

impl Offer {
    /// A choice about an account that compares like this to what is there.
    pub fn new(choice: Choice, verdict: Verdict) -> Self {
        let wording = match (choice, verdict) {
            (Choice::Skip, _) => Wording::Skip,
            (Choice::Add, Verdict::New) => Wording::Add,
            (Choice::Add, _) => Wording::AddBeside,
            (Choice::Recover, _) => Wording::Recover,
            (Choice::Replace, _) => Wording::Replace,
        };
        Self { choice, wording }
    }
}

/// An entry that is not taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusedRow {
    /// Which of several files or pictures it stands in, counted from 1.
    pub input: u32,
    /// Where it stands: a line, or its place among the entries; counted from 1. 0 is the whole of
    /// it.
    pub at: u32,
    /// Its name as far as it can be read.
    pub name: String,
    /// Why.
    pub why: Saying,
}

/// What came of a plan: the screen after a restore or an import.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutcomeState {
    /// Accounts that were added.
    pub added: u32,
    /// Accounts that took the place of one of the same name.
    pub replaced: u32,
    /// Accounts that were taken out of the trash.
    pub recovered: u32,
    /// Accounts whose counter moved forward.
    pub advanced: u32,
    /// Accounts that were there already and stayed as they were.
    pub there: u32,
    /// Accounts that were left away.
    pub skipped: u32,
    /// Accounts that nobody decided about; nothing was done with them.
    pub undecided: u32,
    /// Entries that are no accounts here, each with the reason.
    pub refused: Vec<RefusedRow>,
    /// What is said of it.
    pub told: Saying,
}

impl PlanState {
    /// The screen of a plan as things are chosen.
    pub fn of(plan: &Plan) -> Self {
        let rows: Vec<PlanRow> = (0..).zip(plan.items()).map(|(at, one)| row(at, one)).collect();
        // Without `..`: whatever is counted is shown.
        let Counts { added, replaced, recovered, advanced, there, skipped: _, undecided } =
            plan.counts();
        let (adds, advances) = (number(added + replaced + recovered), number(advanced));
        let (already_there, undecided) = (number(there), number(undecided));
        let title = Saying::of_phrase(&PlanPhrase::title(plan.origin()));
        let apply = Saying::of_phrase(&PlanPhrase::apply(plan.origin(), adds, undecided));
        let applying = if undecided == 0 && adds > 0 { Offered::Yes } else { Offered::No };
        let origin = match plan.origin() {
            Origin::Backup { made, integrity, extent, .. } => {
                PlanOrigin::Backup { made: *made, trust: Trust::of(*integrity, *extent) }
            }
            Origin::App { app } => PlanOrigin::Import { app: (*app).to_owned() },
            Origin::Fresh => PlanOrigin::Fresh,
        };
        let notices = plan.notices().iter().map(|notice| Saying::of_phrase(notice)).collect();
        let refused = plan.refused().iter().map(RefusedRow::of).collect();
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

fn row(place: u32, item: &Item) -> PlanRow {
    let (account, verdict) = (item.account(), item.verdict());
    PlanRow {
        place,
        issuer: account.issuer.to_string(),
        label: account.label.to_string(),
        verdict,
        choice: item.choice(),
        offers: verdict.choices().iter().map(|choice| Offer::new(*choice, verdict)).collect(),
    }
}

impl RefusedRow {
    /// An entry as it was refused, wherever it stood.
    pub fn of<W: Fault>(refusal: &fault::Refusal<W>) -> Self {
        let fault::Refusal { input, at, name, why } = refusal;
        let why = Saying::of_fault(why);
        Self { input: number(*input), at: number(*at), name: name.clone(), why }
    }
}

impl OutcomeState {
    /// The screen of an outcome.
    pub fn of(outcome: &Outcome) -> Self {
        let Outcome { counts, refused, origin, items: _, ids: _ } = outcome;
        // Without `..`: whatever an outcome counts is shown.
        let Counts { added, replaced, recovered, advanced, there, skipped, undecided } = *counts;
        Self {
            added: number(added),
            replaced: number(replaced),
            recovered: number(recovered),
            advanced: number(advanced),
            there: number(there),
            skipped: number(skipped),
            undecided: number(undecided),
            refused: refused.iter().map(RefusedRow::of).collect(),
            told: Saying::of_phrase(&PlanPhrase::done(
                origin,
                number(added + replaced + recovered),
            )),
        }
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
