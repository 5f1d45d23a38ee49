//! Adds accounts to the vault: decides conflicts, then applies the plan or only prints it.

use aikotoba_core::import::ImportNotice;
use aikotoba_core::incoming::{
    IncomingAccounts, IncomingPlan, PlanChoice, PlanCounts, PlannedAccount,
};
use aikotoba_core::otpauth;
use aikotoba_core::phrase::Phrase;
use aikotoba_core::screens::plan::{BackupTrust, OutcomeState, PlanOrigin, PlanState};
use aikotoba_core::vault::Vault;
use serde::Serialize;
use serde_json::{Map, Value};
use zeroize::Zeroizing;

use super::conflict::{self, ConflictDecision, ConflictPrompt, decide};
use super::verify::RefusedOutput;
use crate::exit::ExitStatus;
use crate::failure::{CliError, Failure};
use crate::output::{line, moment};
use crate::shell::{CommandOutput, Shell, fact};

/// Options of `restore` and `import`.
#[derive(Clone, Copy, Debug, clap::Args)]
pub(crate) struct PlanOptions {
    #[arg(long)]
    pub(crate) dry_run: bool,
    #[arg(long, value_enum, value_name = "skip|add|replace", hide_possible_values = true)]
    on_conflict: Option<ConflictDecision>,
    /// Whether each account's link is printed.
    #[arg(skip)]
    pub(crate) reveal: bool,
}

/// Adds the accounts to the vault, or prints what would happen. `files` are the names of the input
/// files, in order.
pub(crate) fn follow(
    incoming: IncomingAccounts,
    files: &[String],
    vault: &mut Vault,
    options: PlanOptions,
    shell: &Shell,
) -> Result<ExitStatus, Failure> {
    follow_after(incoming, files, vault, (options, None), shell)
}

/// Like [`follow`], for a vault that replaced an unusable file, which was kept under this name.
pub(crate) fn follow_after(
    incoming: IncomingAccounts,
    files: &[String],
    vault: &mut Vault,
    (options, kept): (PlanOptions, Option<String>),
    shell: &Shell,
) -> Result<ExitStatus, Failure> {
    let mut plan = IncomingPlan::new(incoming, vault);
    let asking = if options.dry_run { ConflictPrompt::Not } else { ConflictPrompt::Allowed };
    decide(&mut plan, options.on_conflict, asking, shell)?;
    let mut answer = PlanOutput { kept, ..PlanOutput::of(shell, &plan, files, options.reveal) };
    answer.dry_run = options.dry_run;
    if !options.dry_run {
        answer.outcome = Some(OutcomeState::of(&plan.apply(vault, moment::now())?));
    }
    shell.answer(&answer)?;
    // The exit status tells scripts that not everything was read, so that they do not delete the
    // file.
    Ok(if answer.refused.is_empty() { ExitStatus::Done } else { ExitStatus::AnotherSource })
}

#[derive(Serialize)]
struct PlanOutput {
    dry_run: bool,
    added: usize,
    replaced: usize,
    recovered: usize,
    advanced: usize,
    known: usize,
    skipped: usize,
    undecided: usize,
    accounts: Vec<PlanRowOutput>,
    refused: Vec<RefusedOutput>,
    notices: Vec<NoticeOutput>,
    /// The new path of the file that the vault replaced.
    kept: Option<String>,
    /// The preview for a person.
    #[serde(skip)]
    preview: PlanState,
    /// The result; `None` if nothing was done.
    #[serde(skip)]
    outcome: Option<OutcomeState>,
}

/// An account and its result.
#[derive(Serialize)]
struct PlanRowOutput {
    issuer: String,
    account: String,
    verdict: String,
    choice: Option<String>,
    outcome: &'static str,
    /// The first of the groups.
    group: Option<String>,
    groups: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri: Option<Zeroizing<String>>,
}

/// A notice.
#[derive(Serialize)]
struct NoticeOutput {
    code: String,
    facts: Map<String, Value>,
}

impl PlanOutput {
    /// The result of a plan under the current choices, applied or not.
    fn of(shell: &Shell, plan: &IncomingPlan, files: &[String], reveal: bool) -> Self {
        let PlanCounts {
            added,
            replaced,
            recovered,
            advanced,
            already_there: there,
            skipped,
            undecided,
        } = plan.counts();
        let refused = plan.refused().iter();
        Self {
            dry_run: false,
            added,
            replaced,
            recovered,
            advanced,
            known: there,
            skipped,
            undecided,
            accounts: plan.items().iter().map(|item| PlanRowOutput::of(item, reveal)).collect(),
            refused: refused.map(|one| RefusedOutput::of(shell, one, files)).collect(),
            notices: plan.notices().iter().map(NoticeOutput::of).collect(),
            kept: None,
            preview: PlanState::of(plan),
            outcome: None,
        }
    }
}

impl PlanRowOutput {
    fn of(item: &PlannedAccount, reveal: bool) -> Self {
        let account = item.account();
        let choice = |choice: PlanChoice| format!("plan-choice-{}", <&'static str>::from(choice));
        Self {
            issuer: account.issuer.to_string(),
            account: account.label.to_string(),
            verdict: item.verdict().code(),
            choice: item.choice().map(choice),
            outcome: item.settled().into(),
            group: account.groups.first().map(str::to_owned),
            groups: account.groups.names().to_vec(),
            uri: reveal.then(|| otpauth::print(account)),
        }
    }
}

impl NoticeOutput {
    fn of(notice: &ImportNotice) -> Self {
        Self { code: notice.code(), facts: notice.facts().into_iter().map(fact).collect() }
    }
}

impl PlanOutput {
    fn print_preview(&self, shell: &Shell) -> Result<(), CliError> {
        let PlanState { origin, rows, adds, already_there, .. } = &self.preview;
        shell.say("plan-would", &[])?;
        if let PlanOrigin::Backup { made, .. } = origin {
            shell.say("plan-made", &[("time", moment::local(*made).as_str().into())])?;
        }
        rows.iter().try_for_each(|row| line(conflict::preview_line(shell, row)))?;
        shell.say("plan-adds", &[("adds", adds.into()), ("already", already_there.into())])
    }
}

impl CommandOutput for PlanOutput {
    fn tell(&self, shell: &Shell) -> Result<(), CliError> {
        match &self.outcome {
            None => self.print_preview(shell)?,
            Some(outcome) => {
                line(shell.phrase_value(&outcome.phrase))?;
                for detail in outcome.details() {
                    shell.say_phrase(&detail)?;
                }
                if let Some(advice) = &outcome.advice {
                    line(shell.phrase_value(advice))?;
                }
            }
        }
        let PlanState { origin, notices, .. } = &self.preview;
        if let PlanOrigin::Backup {
            trust: trust @ (BackupTrust::Partial | BackupTrust::Changed | BackupTrust::Unread),
            ..
        } = origin
        {
            shell.remark_phrase(trust);
        }
        for notice in notices {
            shell.remark_text(&shell.phrase_value(notice));
        }
        self.refused.iter().for_each(|refused| refused.tell(shell));
        if self.outcome.as_ref().is_some_and(OutcomeState::changed) {
            shell.remark("plan-undo", &[]);
        }
        Ok(())
    }
}
