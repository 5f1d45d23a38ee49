//! The preview before a restore or an import: what would come of each account.

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backup::sample::{NOW, of_uri, vault};
    use crate::incoming::Incoming;
    use crate::intake::Intake;

    fn incoming(uris: &[&str]) -> Incoming {
        let mut intake = Intake::adding_up();
        for uri in uris {
            intake.account_read(of_uri(uri));
        }
        intake.into_incoming()
    }

    #[test]
    fn the_button_says_what_it_does_and_waits_for_every_choice() {
        let whole = (Integrity::Whole, Extent::Whole);
        let made = UnixMillis(0);
        let backup = Origin::Backup { made, integrity: whole.0, extent: whole.1, vault: None };
        let code = |origin: &Origin, adds, undecided| {
            Saying::of_phrase(&PlanPhrase::apply(origin, adds, undecided)).code
        };
        assert_eq!(code(&backup, 2, 1), "plan-undecided");
        assert_eq!([code(&backup, 2, 0), code(&backup, 0, 0)], ["plan-apply", "plan-apply-none"]);
        let import = [code(&Origin::Fresh, 2, 0), code(&Origin::Fresh, 0, 0)];
        assert_eq!(import, ["plan-apply-import", "plan-apply-none-import"]);
        let title = |origin: &Origin| Saying::of_phrase(&PlanPhrase::title(origin)).code;
        assert_eq!([title(&backup), title(&Origin::Fresh)], ["plan-title", "plan-title-import"]);
    }

    #[test]
    fn the_screen_after_says_how_many_came_of_it() {
        let (_folder, mut vault) = vault();
        let plan = Plan::new(incoming(&["otpauth://totp/GitHub:me?secret=NBSWY3DP"]), &vault);
        assert_eq!(PlanState::of(&plan).applying, Offered::Yes);
        let outcome = OutcomeState::of(&plan.apply(&mut vault, NOW).unwrap());
        assert_eq!(outcome.told.code, "plan-done-import");
        assert_eq!(outcome.told.facts[0].fact, 1.into());
        let again = Plan::new(incoming(&["otpauth://totp/GitHub:me?secret=NBSWY3DP"]), &vault);
        assert_eq!(PlanState::of(&again).applying, Offered::No);
    }

    #[test]
    fn the_preview_counts_what_would_come_of_each() {
        let (_folder, mut vault) = vault();
        vault.add(of_uri("otpauth://totp/Amazon:me?secret=GEZDGNBVGY3TQOJQ"), NOW).unwrap();
        let accounts = [
            "otpauth://totp/Amazon:me?secret=GEZDGNBVGY3TQOJQ",
            "otpauth://totp/Amazon:me?secret=MZXW6YTBOI",
            "otpauth://totp/GitHub:me?secret=NBSWY3DP",
        ];
        let mut plan = Plan::new(incoming(&accounts), &vault);
        let state = PlanState::of(&plan);
        assert_eq!((state.origin, state.rows.len()), (PlanOrigin::Fresh, 3));
        assert_eq!((state.adds, state.already_there, state.undecided), (1, 1, 1));
        plan.choose(1, Choice::Replace).unwrap();
        let state = PlanState::of(&plan);
        assert_eq!((state.adds, state.undecided), (2, 0));
        let outcome = OutcomeState::of(&plan.apply(&mut vault, NOW).unwrap());
        assert_eq!((outcome.added, outcome.replaced, outcome.there), (1, 1, 1));
    }

    #[test]
    fn a_wholly_new_account_is_added_and_another_beside_what_is_there() {
        let (_folder, mut vault) = vault();
        vault.add(of_uri("otpauth://totp/Amazon:me?secret=GEZDGNBVGY3TQOJQ"), NOW).unwrap();
        let accounts = [
            "otpauth://totp/GitHub:me?secret=NBSWY3DP",
            "otpauth://totp/Amazon:me?secret=MZXW6YTBOI",
        ];
        let plan = Plan::new(incoming(&accounts), &vault);
        let wordings = |row: &PlanRow| row.offers.iter().map(|offer| offer.wording).collect();
        let [new, beside]: [Vec<_>; 2] = [0, 1].map(|at| wordings(&PlanState::of(&plan).rows[at]));
        assert_eq!(new, [Wording::Add, Wording::Skip]);
        assert_eq!(beside, [Wording::Skip, Wording::AddBeside, Wording::Replace]);
    }

    #[test]
    fn a_changed_backup_is_no_partial_one() {
        let count = Integrity::Count { found: 1, known: 2 };
        assert_eq!(Trust::of(count, Extent::Partial), Trust::Changed);
        assert_eq!(Trust::of(Integrity::Digest, Extent::Whole), Trust::Changed);
        assert_eq!(Trust::of(Integrity::Unknown, Extent::Whole), Trust::Unread);
        assert_eq!(Trust::of(Integrity::Whole, Extent::Partial), Trust::Partial);
        assert_eq!(Trust::of(Integrity::Whole, Extent::Whole), Trust::Whole);
    }
}
