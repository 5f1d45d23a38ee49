//! Adds accounts to the vault: decides conflicts, then applies the plan or only prints it.

use aikotoba_core::import::Notice;
use aikotoba_core::incoming::{Choice, Counts, Incoming, Item, Plan, Settled, Verdict};
use aikotoba_core::otpauth;
use aikotoba_core::phrase::Phrase;
use aikotoba_core::vault::Vault;
use serde::Serialize;
use serde_json::{Map, Value};
use zeroize::Zeroizing;

use super::account;
use super::conflict::{Asking, Decision, decide};
use super::verify::Refused;
use crate::exit::Exit;
use crate::failure::{CliError, Failure};
use crate::output::moment;
use crate::shell::{Answer, Shell, fact};

/// Options of `restore` and `import`.
#[derive(Clone, Copy, Debug, clap::Args)]
pub(crate) struct Options {
    #[arg(long)]
    pub(crate) dry_run: bool,
    #[arg(long, value_enum, value_name = "skip|add|replace", hide_possible_values = true)]
    on_conflict: Option<Decision>,
    /// Whether each account's link is printed.
    #[arg(skip)]
    pub(crate) reveal: bool,
}

/// Adds the accounts to the vault, or prints what would happen. `files` are the names of the input
/// files, in order.
pub(crate) fn follow(
    incoming: Incoming,
    files: &[String],
    vault: &mut Vault,
    options: Options,
    shell: &Shell,
) -> Result<Exit, Failure> {
    follow_after(incoming, files, vault, (options, None), shell)
}

/// Like [`follow`], for a vault that replaced an unusable file, which was kept under this name.
pub(crate) fn follow_after(
    incoming: Incoming,
    files: &[String],
    vault: &mut Vault,
    (options, kept): (Options, Option<String>),
    shell: &Shell,
) -> Result<Exit, Failure> {
    let mut plan = Plan::new(incoming, vault);
    let asking = if options.dry_run { Asking::Not } else { Asking::Allowed };
    decide(&mut plan, options.on_conflict, asking, shell)?;
    let mut answer = Planned { kept, ..Planned::of(shell, &plan, files, options.reveal) };
    answer.dry_run = options.dry_run;
    if !options.dry_run {
        plan.apply(vault, moment::now())?;
    }
    shell.answer(&answer)?;
    // The exit status tells scripts that not everything was read, so that they do not delete the
    // file.
    Ok(if answer.refused.is_empty() { Exit::Done } else { Exit::AnotherSource })
}

#[derive(Serialize)]
struct Planned {
    dry_run: bool,
    added: usize,
    replaced: usize,
    recovered: usize,
    advanced: usize,
    known: usize,
    skipped: usize,
    undecided: usize,
    accounts: Vec<Row>,
    refused: Vec<Refused>,
    notices: Vec<NoticeLine>,
    /// The new path of the file that the vault replaced.
    kept: Option<String>,
}

/// An account and its result.
#[derive(Serialize)]
struct Row {
    issuer: String,
    account: String,
    verdict: &'static str,
    choice: Option<&'static str>,
    outcome: &'static str,
    group: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri: Option<Zeroizing<String>>,
    #[serde(skip)]
    name: String,
}

/// A notice.
#[derive(Serialize)]
struct NoticeLine {
    code: String,
    facts: Map<String, Value>,
    #[serde(skip)]
    told: String,
}

impl Planned {
    /// The result of a plan under the current choices, applied or not.
    fn of(shell: &Shell, plan: &Plan, files: &[String], reveal: bool) -> Self {
        let Counts { added, replaced, recovered, advanced, there, skipped, undecided } =
            plan.counts();
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
            accounts: plan.items().iter().map(|item| Row::of(shell, item, reveal)).collect(),
            refused: refused.map(|one| Refused::of(shell, one, files)).collect(),
            notices: plan.notices().iter().map(|notice| tell(shell, notice)).collect(),
            kept: None,
        }
    }
}

impl Row {
    fn of(shell: &Shell, item: &Item, reveal: bool) -> Self {
        let account = item.account();
        Self {
            issuer: account.issuer.to_string(),
            account: account.label.to_string(),
            verdict: match item.verdict() {
                Verdict::New => "plan-new",
                Verdict::AlreadyThere { .. } => "plan-already-there",
                Verdict::InTrash { .. } => "plan-in-trash",
                Verdict::NameTaken { .. } => "plan-name-taken",
                Verdict::SameKey { .. } => "plan-same-key",
                Verdict::Twice { .. } => "plan-twice",
                Verdict::SameKeyTwice { .. } => "plan-same-key-twice",
            },
            choice: item.choice().map(|choice| match choice {
                Choice::Skip => "plan-choice-skip",
                Choice::Add => "plan-choice-add",
                Choice::Recover => "plan-choice-recover",
                Choice::Replace => "plan-choice-replace",
            }),
            outcome: match item.settled() {
                Settled::Added => "added",
                Settled::Replaced => "replaced",
                Settled::Recovered => "recovered",
                Settled::Advanced => "advanced",
                Settled::Known => "known",
                Settled::Skipped => "skipped",
                Settled::Undecided => "undecided",
            },
            group: account.group.clone(),
            uri: reveal.then(|| otpauth::print(account)),
            name: account::name(shell, account),
        }
    }
}

fn tell(shell: &Shell, notice: &Notice) -> NoticeLine {
    let (code, facts) = (notice.code(), notice.facts());
    let told = shell.sentence(&code, &facts);
    NoticeLine { code, facts: facts.into_iter().map(fact).collect(), told }
}

impl Answer for Planned {
    fn tell(&self, shell: &Shell) -> Result<(), CliError> {
        if self.dry_run {
            shell.say("plan-would", &[])?;
            for Row { verdict, name, .. } in &self.accounts {
                let what = shell.words.say(verdict, &[]);
                let facts = [("what", what.as_str().into()), ("name", name.as_str().into())];
                shell.say("plan-row", &facts)?;
            }
        } else {
            for (key, count) in [
                ("plan-added", self.added),
                ("plan-replaced", self.replaced),
                ("plan-recovered", self.recovered),
                ("plan-advanced", self.advanced),
                ("plan-known", self.known),
                ("plan-skipped", self.skipped),
            ] {
                if count > 0 || key == "plan-added" {
                    shell.say(key, &[("count", count.into())])?;
                }
            }
        }
        self.notices.iter().for_each(|notice| {
            shell.remark("told", &[("text", notice.told.as_str().into())]);
        });
        self.refused.iter().for_each(|refused| refused.tell(shell));
        if !self.dry_run && self.added + self.replaced + self.recovered + self.advanced > 0 {
            shell.remark("plan-undo", &[]);
        }
        Ok(())
    }
}
