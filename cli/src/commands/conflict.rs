//! Conflicts: a name that another key has, and a key that exists under another name.

use aikotoba_core::incoming::{IncomingPlan, PlanChoice, PlanVerdict, UnattendedChoice};
use aikotoba_core::screens::plan::{PlanRow, PlanState};

use super::account;
use crate::failure::CliError;
use crate::output::moment;
use crate::prompt;
use crate::shell::Shell;

/// A decision given as an option.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum ConflictDecision {
    /// Skip the new account.
    Skip,
    /// Add it as another account.
    Add,
    /// Replace the existing account, whose key moves to the trash.
    Replace,
}

impl From<ConflictDecision> for UnattendedChoice {
    fn from(decision: ConflictDecision) -> Self {
        match decision {
            ConflictDecision::Skip => Self::Skip,
            ConflictDecision::Add => Self::Add,
            ConflictDecision::Replace => Self::Replace,
        }
    }
}

/// Whether the user may be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ConflictPrompt {
    /// At the terminal, if there is one.
    Allowed,
    /// No, since nothing will be changed.
    Not,
}

/// Decides the open items of a plan: by the given option, by asking, or by the core's defaults if
/// the user can't be asked. Reports what is skipped.
pub(crate) fn decide(
    plan: &mut IncomingPlan,
    given: Option<ConflictDecision>,
    asking: ConflictPrompt,
    shell: &Shell,
) -> Result<(), CliError> {
    let open: Vec<usize> =
        (0..plan.items().len()).filter(|place| plan.items()[*place].choice().is_none()).collect();
    if given.is_none() && asking == ConflictPrompt::Allowed && prompt::is_possible() {
        for place in open {
            let choice = ask(plan, place, shell)?;
            let _offered = plan.choose(place, choice);
        }
        return Ok(());
    }
    plan.decide_unattended(given.map(UnattendedChoice::from));
    for place in open {
        let item = &plan.items()[place];
        if item.choice() == Some(PlanChoice::Skip) {
            let name = account::name(shell, item.account());
            let key = match item.verdict() {
                PlanVerdict::SameKey { .. } | PlanVerdict::SameKeyTwice { .. } => {
                    "plan-left-same-key"
                }
                PlanVerdict::MaybeTruncated => "plan-left-maybe-truncated",
                PlanVerdict::RemovedHere { .. } => "plan-left-removed-here",
                _ => "add-skipped",
            };
            shell.remark(key, &[("name", name.as_str().into())]);
        }
    }
    match plan.undecided() {
        count @ 1.. if asking == ConflictPrompt::Allowed => Err(CliError::Conflicts { count }),
        _ => Ok(()),
    }
}

/// Asks about one account.
fn ask(plan: &IncomingPlan, place: usize, shell: &Shell) -> Result<PlanChoice, CliError> {
    let PlanState { rows, .. } = PlanState::of(plan);
    let row = &rows[place];
    shell.remark_text(&preview_line(shell, row));
    for (index, offer) in row.offers.iter().enumerate() {
        let wording = shell.phrase(&offer.wording);
        let facts = [("number", (index + 1).into()), ("name", wording.as_str().into())];
        shell.remark("choice", &facts);
    }
    let number = prompt::number(&shell.words.say("ask-conflict", &[]), row.offers.len())?;
    Ok(row.offers[number - 1].choice)
}

/// An account of a preview, and how it differs from the accounts in the vault.
pub(crate) fn preview_line(shell: &Shell, row: &PlanRow) -> String {
    let what = match row.removed {
        Some(at) => {
            let time = moment::local(at);
            shell.sentence("plan-removed-on", &[("time", time.as_str().into())])
        }
        None => shell.phrase(&row.verdict),
    };
    let name = account::name_of(shell, &row.issuer, &row.label);
    shell.sentence("plan-row", &[("what", what.as_str().into()), ("name", name.as_str().into())])
}
