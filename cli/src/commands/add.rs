//! `aikotoba add`: stores an account, then shows its first code.

mod given;

use std::path::PathBuf;

use aikotoba_core::enrol::{AccountDraft, DraftWarning, Enrolment};
use aikotoba_core::incoming::{
    IncomingAccounts, IncomingPlan, PlanChoice, PlanVerdict, PlannedAccount, PlannedResult,
};
use aikotoba_core::preferences::AppSettings;
use aikotoba_core::screens::codes::{CodeFace, Reveal};
use aikotoba_core::screens::enrolment::EnrolmentState;
use aikotoba_core::vault::{StoredAccount, Vault};
use serde::Serialize;

use super::codes::{AccountCodes, grouped, left};
use super::conflict::{ConflictDecision, ConflictPrompt, decide};
use super::{account, vault};
use crate::exit::ExitStatus;
use crate::failure::{CliError, Failure};
use crate::output::{line, moment};
use crate::prompt;
use crate::shell::{CommandOutput, Shell};

/// Arguments of `add`.
#[derive(Debug, clap::Args)]
#[command(group(clap::ArgGroup::new("from").required(true).args(["source", "key_file"])))]
pub(crate) struct Args {
    #[arg(value_name = "IMAGE|FILE|URI|-", num_args = 1..)]
    source: Vec<String>,
    #[arg(long, conflicts_with = "pick")]
    all: bool,
    #[arg(long, requires = "source")]
    longer: bool,
    #[arg(long, value_name = "NUMBER")]
    pick: Option<usize>,
    #[arg(long, requires = "key_file", value_name = "NAME")]
    issuer: Option<String>,
    #[arg(long, requires = "key_file", value_name = "NAME")]
    account: Option<String>,
    #[arg(long, value_name = "FILE", requires = "issuer")]
    key_file: Option<PathBuf>,
    #[arg(long, value_enum, value_name = "skip|add|replace", hide_possible_values = true)]
    on_conflict: Option<ConflictDecision>,
}

/// Adds the accounts from the source in one change, and shows codes after they were written to
/// disk.
pub(crate) fn run(args: &Args, shell: &Shell) -> Result<ExitStatus, Failure> {
    // Read before the vault is opened: if the picture has no code, no password is needed.
    let given::AddInput { mut incoming, doubts } = given::read(args, shell)?;
    let exit =
        if incoming.refused().is_empty() { ExitStatus::Done } else { ExitStatus::AnotherSource };
    choose(&mut incoming, args, shell)?;
    let mut vault = vault::offer::open(shell)?;
    let mut plan = IncomingPlan::new(incoming, &vault);
    for place in 0..plan.items().len() {
        // The user wants to use the account, so it is taken out of the trash.
        let _offered = plan.choose(place, PlanChoice::Recover);
        report_cautions(&plan.items()[place], &doubts, shell, &vault);
    }
    decide(&mut plan, args.on_conflict, ConflictPrompt::Allowed, shell)?;
    let verdicts: Vec<PlanVerdict> = plan.items().iter().map(PlannedAccount::verdict).collect();
    let now = moment::now();
    let outcome = plan.apply(&mut vault, now)?;
    let items = &outcome.items;
    let rows = items.iter().zip(verdicts).filter_map(|((settled, id), verdict)| {
        let outcome = AddOutcome::of(*settled, verdict)?;
        let first = match verdict {
            PlanVerdict::Twice { first } | PlanVerdict::SameKeyTwice { first } => {
                items.get(first as usize).and_then(|(_, id)| *id)
            }
            _ => None,
        };
        let kept = vault.find((*id).or(first)?)?;
        Some(AddedAccountOutput::of(kept, outcome, &vault))
    });
    shell.answer(&AddOutput { added: rows.collect() })?;
    Ok(exit)
}

/// The account to add, if the source contains several.
fn choose(incoming: &mut IncomingAccounts, args: &Args, shell: &Shell) -> Result<(), CliError> {
    let count = incoming.accounts();
    let number = match args.pick {
        Some(number) if (1..=count).contains(&number) => number,
        Some(_) => return Err(CliError::SeveralCodes { count }),
        None if count == 1 || args.all => return Ok(()),
        None if !prompt::is_possible() => return Err(CliError::SeveralCodes { count }),
        None => {
            for (index, (issuer, label)) in incoming.names().enumerate() {
                let name = account::name_of(shell, issuer, label);
                let facts = [("number", (index + 1).into()), ("name", name.as_str().into())];
                shell.remark("choice", &facts);
            }
            prompt::number(&shell.words.say("ask-which-code", &[]), count)?
        }
    };
    incoming.pick(number - 1);
    Ok(())
}

/// Reports cautions: an earlier QR code of the same page, a doubtful key.
fn report_cautions(item: &PlannedAccount, doubts: &[DraftWarning], shell: &Shell, vault: &Vault) {
    let draft = AccountDraft::scanned(item.account().duplicate());
    let mut cautions = draft.cautions(vault.accounts().iter().chain(vault.trashed()));
    cautions.extend(doubts.iter().filter(|doubt| !draft.doubts().contains(doubt)).cloned());
    for caution in cautions {
        let is_reported_elsewhere = matches!(
            caution,
            DraftWarning::AlreadyThere { .. }
                | DraftWarning::InTrash { .. }
                | DraftWarning::SameKey { .. }
        );
        if !is_reported_elsewhere {
            shell.remark_phrase(&caution);
        }
    }
}

#[derive(Serialize)]
#[serde(transparent)]
struct AddOutput {
    added: Vec<AddedAccountOutput>,
}

#[derive(Serialize)]
struct AddedAccountOutput {
    #[serde(flatten)]
    row: AccountCodes,
    outcome: AddOutcome,
    /// The code as it is shown to a person.
    #[serde(skip)]
    face: CodeFace,
    /// The state of the enrolment's screen; `None` if the account was confirmed before.
    #[serde(skip)]
    enrolment: Option<EnrolmentState>,
}

impl AddedAccountOutput {
    fn of(kept: &StoredAccount, outcome: AddOutcome, vault: &Vault) -> Self {
        let (now, settings) = (moment::now(), AppSettings::of(vault.settings()));
        let enrolment = Enrolment::resume(vault, kept.id);
        let enrolment = enrolment.filter(|_| outcome.is_new());
        Self {
            row: AccountCodes::at((kept.id, &kept.account), now),
            outcome,
            face: CodeFace::new(&kept.account, &settings, now, Reveal::Yes, None),
            enrolment: enrolment
                .and_then(|enrolment| EnrolmentState::of_kept(&enrolment, vault, None, now)),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum AddOutcome {
    Added,
    Replaced,
    Recovered,
    Advanced,
    Known,
    /// The key exists under the name that is shown; nothing was changed.
    SameKey,
}

impl AddOutcome {
    /// Whether the account has a code to type on the site now.
    fn is_new(self) -> bool {
        matches!(self, Self::Added | Self::Replaced | Self::Recovered)
    }

    /// The output for an account; `None` if it was skipped.
    fn of(settled: PlannedResult, verdict: PlanVerdict) -> Option<Self> {
        match (settled, verdict) {
            (PlannedResult::Added, _) => Some(Self::Added),
            (PlannedResult::Replaced, _) => Some(Self::Replaced),
            (PlannedResult::Recovered, _) => Some(Self::Recovered),
            (PlannedResult::Advanced, _) => Some(Self::Advanced),
            (PlannedResult::Known, _) | (PlannedResult::Skipped, PlanVerdict::Twice { .. }) => {
                Some(Self::Known)
            }
            (
                PlannedResult::Skipped,
                PlanVerdict::SameKey { .. } | PlanVerdict::SameKeyTwice { .. },
            ) => Some(Self::SameKey),
            (PlannedResult::Skipped | PlannedResult::Undecided, _) => None,
        }
    }
}

impl CommandOutput for AddOutput {
    fn tell(&self, shell: &Shell) -> Result<(), CliError> {
        for AddedAccountOutput { row, outcome, face, enrolment } in &self.added {
            let name = account::name_of(shell, &row.issuer, &row.account);
            let id = account::short(&row.id);
            let facts = [("name", name.as_str().into()), ("id", id.as_str().into())];
            let key = match outcome {
                AddOutcome::Added | AddOutcome::Replaced => "add-done",
                AddOutcome::Recovered => "add-recovered",
                AddOutcome::Advanced => "add-advanced",
                AddOutcome::Known => "add-known",
                AddOutcome::SameKey => "add-same-key",
            };
            shell.say(key, &facts)?;
            if let Some(advice) = enrolment.as_ref().and_then(|state| state.advice) {
                shell.say_phrase(&advice)?;
            }
            match face {
                CodeFace::Shown { code, countdown, .. } => {
                    line(format_args!("  {}  {}", *grouped(code), left(shell, countdown)))?;
                }
                CodeFace::OnRequest { .. } | CodeFace::Hidden { .. } => {
                    shell.remark("codes-hotp", &[]);
                }
            }
            if let Some(state) = enrolment {
                shell.say_phrase(&state.question)?;
                shell.say("add-next", &[("id", id.as_str().into())])?;
            }
        }
        Ok(())
    }
}
