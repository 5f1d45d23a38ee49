//! Conflicts: a name that another key has, and a key that exists under another name.

use aikotoba_core::incoming::{Choice, Plan, Unattended, Verdict};
use aikotoba_core::screens::plan::PlanState;

use super::{account, plan};
use crate::failure::CliError;
use crate::prompt;
use crate::shell::Shell;

/// A decision given as an option.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Decision {
    /// Skip the new account.
    Skip,
    /// Add it as another account.
    Add,
    /// Replace the existing account, whose key moves to the trash.
    Replace,
}

impl From<Decision> for Unattended {
    fn from(decision: Decision) -> Self {
        match decision {
            Decision::Skip => Self::Skip,
            Decision::Add => Self::Add,
            Decision::Replace => Self::Replace,
        }
    }
}

/// Whether the user may be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asking {
    /// At the terminal, if there is one.
    Allowed,
    /// No, since nothing will be changed.
    Not,
}

/// Decides the open items of a plan: by the given option, by asking, or by the core's defaults if
/// the user can't be asked. Reports what is skipped.
pub(crate) fn decide(
    plan: &mut Plan,
    given: Option<Decision>,
    asking: Asking,
    shell: &Shell,
) -> Result<(), CliError> {
    let open: Vec<usize> =
        (0..plan.items().len()).filter(|place| plan.items()[*place].choice().is_none()).collect();
    if given.is_none() && asking == Asking::Allowed && prompt::is_possible() {
        for place in open {
            let choice = ask(plan, place, shell)?;
            let _offered = plan.choose(place, choice);
        }
        return Ok(());
    }
    plan.settle(given.map(Unattended::from));
    for place in open {
        let item = &plan.items()[place];
        if item.choice() == Some(Choice::Skip) {
            let name = account::name(shell, item.account());
            let key = match item.verdict() {
                Verdict::SameKey { .. } | Verdict::SameKeyTwice { .. } => "plan-left-same-key",
                _ => "add-skipped",
            };
            shell.remark(key, &[("name", name.as_str().into())]);
        }
    }
    match plan.undecided() {
        count @ 1.. if asking == Asking::Allowed => Err(CliError::Conflicts { count }),
        _ => Ok(()),
    }
}

/// Asks about one account.
fn ask(plan: &Plan, place: usize, shell: &Shell) -> Result<Choice, CliError> {
    let PlanState { rows, .. } = PlanState::of(plan);
    let row = &rows[place];
    shell.remark_text(&plan::told(shell, row));
    for (index, offer) in row.offers.iter().enumerate() {
        let wording = shell.phrase(&offer.wording);
        let facts = [("number", (index + 1).into()), ("name", wording.as_str().into())];
        shell.remark("choice", &facts);
    }
    let number = prompt::number(&shell.words.say("ask-conflict", &[]), row.offers.len())?;
    Ok(row.offers[number - 1].choice)
}
