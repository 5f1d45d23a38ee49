//! Accounts that were read, put into the vault: decided, then done as one step, or only told.

use aikotoba_core::import::Notice;
use aikotoba_core::incoming::{Choice, Incoming, Item, Origin, Outcome, Plan, Verdict};
use aikotoba_core::phrase::Phrase;
use aikotoba_core::vault::Vault;
use serde::Serialize;

use super::account;
use super::conflict::{Decision, decide};
use super::verify::Refused;
use crate::failure::{CliError, Failure};
use crate::output::moment;
use crate::shell::{Answer, Shell};

/// How `restore` and `import` go about it.
#[derive(Clone, Copy, Debug, clap::Args)]
pub(crate) struct Options {
    #[arg(long)]
    dry_run: bool,
    #[arg(long, value_enum, value_name = "skip|add|replace", hide_possible_values = true)]
    on_conflict: Option<Decision>,
}

/// Puts what was read into the vault, or tells what would come of it.
pub(crate) fn follow(
    incoming: Incoming,
    vault: &mut Vault,
    options: Options,
    shell: &Shell,
) -> Result<(), Failure> {
    let mut plan = Plan::new(incoming, vault);
    let mut undecided = 0;
    for place in 0..plan.items().len() {
        if plan.items()[place].choice().is_some() {
            continue;
        }
        let name = account::name(shell, plan.items()[place].account());
        let choice = match given(options, shell, &name)? {
            Some(Decision::Skip) => Choice::Skip,
            Some(Decision::Add) => Choice::Add,
            Some(Decision::Replace) => Choice::Replace,
            None => {
                undecided += 1;
                continue;
            }
        };
        let _offered = plan.choose(place, choice);
    }
    if undecided > 0 && !options.dry_run {
        return Err(CliError::Conflicts { count: undecided }.into());
    }
    let mut answer = Planned::of(shell, &plan);
    if options.dry_run {
        answer.dry_run = true;
    } else {
        answer.count(&plan.apply(vault, moment::now())?);
    }
    shell.answer(&answer)?;
    Ok(())
}

/// The decision about a taken name. Nobody is asked where nothing is done anyway.
fn given(options: Options, shell: &Shell, name: &str) -> Result<Option<Decision>, CliError> {
    if options.dry_run { Ok(options.on_conflict) } else { decide(shell, options.on_conflict, name) }
}

#[derive(Default, Serialize)]
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
    notices: Vec<Told>,
}

/// One account, and what comes of it.
#[derive(Serialize)]
struct Row {
    issuer: String,
    account: String,
    verdict: &'static str,
    choice: Option<&'static str>,
    #[serde(skip)]
    name: String,
}

/// Something to know besides.
#[derive(Serialize)]
struct Told {
    code: String,
    #[serde(skip)]
    told: String,
}

impl Planned {
    /// What would come of a plan as things are chosen.
    fn of(shell: &Shell, plan: &Plan) -> Self {
        let mut planned = Self::default();
        for item in plan.items() {
            let count = match (item.choice(), item.verdict()) {
                (None, _) => &mut planned.undecided,
                (Some(Choice::Add), _) => &mut planned.added,
                (Some(Choice::Replace), _) => &mut planned.replaced,
                (Some(Choice::Recover), _) => &mut planned.recovered,
                (_, Verdict::AlreadyThere { .. } | Verdict::InTrash { .. }) => &mut planned.known,
                (Some(Choice::Skip), _) => &mut planned.skipped,
            };
            *count += 1;
            planned.advanced += usize::from(item.moves_counter());
        }
        let refused = plan.refused().iter();
        planned.accounts = plan.items().iter().map(|item| Row::of(shell, item)).collect();
        planned.refused =
            refused.map(|one| Refused::new(shell, one.at, &one.name, one.why.fault())).collect();
        if let Origin::App { notices, .. } = plan.origin() {
            planned.notices = notices.iter().map(|notice| tell(shell, notice)).collect();
        }
        planned
    }

    /// What came of it, as the core counts.
    fn count(&mut self, outcome: &Outcome) {
        self.added = outcome.added;
        self.replaced = outcome.replaced;
        self.recovered = outcome.recovered;
        self.advanced = outcome.advanced;
        self.known = outcome.there;
        self.skipped = outcome.skipped;
        self.undecided = outcome.undecided;
    }
}

impl Row {
    fn of(shell: &Shell, item: &Item) -> Self {
        let account = item.account();
        Self {
            issuer: account.issuer.to_string(),
            account: account.label.to_string(),
            verdict: match item.verdict() {
                Verdict::New => "plan-new",
                Verdict::AlreadyThere { .. } => "plan-already-there",
                Verdict::InTrash { .. } => "plan-in-trash",
                Verdict::NameTaken { .. } => "plan-name-taken",
                Verdict::Twice { .. } => "plan-twice",
            },
            choice: item.choice().map(|choice| match choice {
                Choice::Skip => "plan-choice-skip",
                Choice::Add => "plan-choice-add",
                Choice::Recover => "plan-choice-recover",
                Choice::Replace => "plan-choice-replace",
            }),
            name: account::name(shell, account),
        }
    }
}

fn tell(shell: &Shell, notice: &Notice) -> Told {
    let code = notice.code();
    Told { told: shell.sentence(&code, &notice.facts()), code }
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
        if !self.dry_run && self.added + self.replaced + self.recovered > 0 {
            shell.remark("plan-undo", &[]);
        }
        Ok(())
    }
}
