//! `aikotoba add`: an account kept, then its first code shown.

mod source;

use std::path::PathBuf;

use aikotoba_core::account::AccountId;
use aikotoba_core::enrol::{Caution, Draft};
use aikotoba_core::phrase::Phrase;
use aikotoba_core::time::UnixMillis;
use aikotoba_core::vault::{Presence, Vault};
use serde::Serialize;

use super::codes::Row;
use super::conflict::{Decision, decide};
use super::{account, vault};
use crate::exit::Exit;
use crate::failure::{CliError, Failure};
use crate::output::moment;
use crate::shell::{Answer, Format, Shell};
use crate::{prompt, unlock};

/// What `add` takes.
#[derive(Debug, clap::Args)]
#[command(group(clap::ArgGroup::new("from").required(true).args(["source", "key_file"])))]
pub(crate) struct Args {
    #[arg(value_name = "IMAGE|URI|-")]
    source: Option<String>,
    #[arg(long, conflicts_with = "pick")]
    all: bool,
    #[arg(long, value_name = "NUMBER")]
    pick: Option<usize>,
    #[arg(long, requires = "key_file", value_name = "NAME")]
    issuer: Option<String>,
    #[arg(long, requires = "key_file", value_name = "NAME")]
    account: Option<String>,
    #[arg(long, value_name = "FILE", requires = "issuer")]
    key_file: Option<PathBuf>,
    #[arg(long, value_enum, value_name = "skip|add|replace", hide_possible_values = true)]
    on_conflict: Option<Decision>,
}

/// Adds what the source holds, and shows codes once they are on the disk.
pub(crate) fn run(args: &Args, shell: &Shell) -> Result<Exit, Failure> {
    // Read before the vault is opened: a picture without a code needs no password.
    let drafts = chosen(source::drafts(args, shell)?, args, shell)?;
    let mut vault = open(shell)?;
    let steps = steps(drafts, args, shell, &vault)?;
    let now = moment::now();
    let mut added = Vec::with_capacity(steps.len());
    let mut stopped = None;
    for step in steps {
        if let Err(why) = step.take(&mut vault, now, &mut added) {
            stopped = Some(why);
            break;
        }
    }
    // What was kept before something failed is told first: its code is needed, and nobody should
    // think that it was not kept.
    if stopped.is_none() || !added.is_empty() {
        shell.answer(&Answered { added, now: moment::now() })?;
    }
    stopped.map_or(Ok(Exit::Done), Err)
}

/// The drafts to keep, where the source holds several.
fn chosen(mut drafts: Vec<Draft>, args: &Args, shell: &Shell) -> Result<Vec<Draft>, CliError> {
    let count = drafts.len();
    let number = match args.pick {
        Some(number) if (1..=count).contains(&number) => number,
        Some(_) => return Err(CliError::SeveralCodes { count }),
        None if count == 1 || args.all => return Ok(drafts),
        None if !prompt::is_possible() => return Err(CliError::SeveralCodes { count }),
        None => {
            for (index, draft) in drafts.iter().enumerate() {
                let name = account::name_of(shell, draft.issuer().as_str(), draft.label().as_str());
                let facts = [("number", (index + 1).into()), ("name", name.as_str().into())];
                shell.remark("choice", &facts);
            }
            prompt::number(&shell.words.say("ask-which-code", &[]), count)?
        }
    };
    Ok(vec![drafts.swap_remove(number - 1)])
}

/// Opens the vault; a person who has none yet is offered one.
fn open(shell: &Shell) -> Result<Vault, Failure> {
    let path = shell.vault()?;
    let is_new = Vault::presence(&path) == Presence::Nothing;
    if !is_new || !prompt::is_possible() || shell.format == Format::Json {
        return Ok(unlock::open(shell)?.vault);
    }
    if !prompt::yes(&shell.words, "ask-create-vault", &[])? {
        return Err(CliError::Stopped.into());
    }
    let password = vault::create::new_password(shell)?;
    let (vault, code) = vault::create::make(shell, &path, &password, true)?;
    if let Some(code) = code {
        vault::create::tell_code(shell, &code)?;
    }
    Ok(vault)
}

/// What becomes of one draft.
enum Step {
    Keep(Draft),
    Replace(Draft, AccountId),
    Recover(AccountId),
    Known(AccountId),
    Skip,
}

/// What becomes of each draft. Nothing is changed before all of it is decided.
fn steps(
    drafts: Vec<Draft>,
    args: &Args,
    shell: &Shell,
    vault: &Vault,
) -> Result<Vec<Step>, CliError> {
    let count = drafts.len();
    let mut steps = Vec::with_capacity(count);
    for draft in drafts {
        steps.extend(step(draft, args, shell, vault)?);
    }
    match count - steps.len() {
        0 => Ok(steps),
        undecided => Err(CliError::Conflicts { count: undecided }),
    }
}

/// What becomes of one; `None` where nobody decides.
fn step(draft: Draft, args: &Args, shell: &Shell, vault: &Vault) -> Result<Option<Step>, CliError> {
    let mut taken = None;
    for caution in draft.cautions(vault.accounts().iter().chain(vault.trashed())) {
        match caution {
            Caution::AlreadyThere { id } => return Ok(Some(Step::Known(id))),
            Caution::InTrash { id } => return Ok(Some(Step::Recover(id))),
            Caution::OlderOfSamePage { id } | Caution::NameTaken { id } => {
                taken.get_or_insert(id);
            }
            _ => {}
        }
        shell.remark(&caution.code(), &caution.facts());
    }
    let Some(id) = taken else { return Ok(Some(Step::Keep(draft))) };
    let name = account::name_of(shell, draft.issuer().as_str(), draft.label().as_str());
    Ok(decide(shell, args.on_conflict, &name)?.map(|decision| match decision {
        Decision::Skip => {
            shell.remark("add-skipped", &[("name", name.as_str().into())]);
            Step::Skip
        }
        Decision::Add => Step::Keep(draft),
        Decision::Replace => Step::Replace(draft, id),
    }))
}

impl Step {
    /// Does it; the code is asked of the vault only after the account is on the disk.
    fn take(
        self,
        vault: &mut Vault,
        now: UnixMillis,
        added: &mut Vec<Added>,
    ) -> Result<(), Failure> {
        let mut moved = Ok(());
        let (outcome, id) = match self {
            Self::Skip => return Ok(()),
            Self::Known(id) => (Outcome::Known, id),
            Self::Recover(id) => {
                vault.recover(id, now)?;
                (Outcome::Recovered, id)
            }
            Self::Keep(draft) => {
                (Outcome::Added, draft.commit(vault, now).map_err(|refused| refused.why)?.id())
            }
            Self::Replace(draft, older) => {
                let kept = draft.commit_in_place_of(older, vault, now);
                let (enrolment, older_moved) = kept.map_err(|refused| refused.why)?;
                moved = older_moved;
                // Where the older one could not be moved, the new one is there all the same.
                (if moved.is_ok() { Outcome::Replaced } else { Outcome::Added }, enrolment.id())
            }
        };
        let row = vault.find(id).map(|kept| Row::at((id, &kept.account), moment::now()));
        added.extend(row.map(|row| Added { row, outcome }));
        Ok(moved?)
    }
}

#[derive(Serialize)]
#[serde(transparent)]
struct Answered {
    added: Vec<Added>,
    #[serde(skip)]
    now: UnixMillis,
}

#[derive(Serialize)]
struct Added {
    #[serde(flatten)]
    row: Row,
    outcome: Outcome,
}

#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Outcome {
    Added,
    Replaced,
    Recovered,
    Known,
}

impl Answer for Answered {
    fn tell(&self, shell: &Shell) -> Result<(), CliError> {
        for Added { row, outcome } in &self.added {
            let name = account::name_of(shell, &row.issuer, &row.account);
            let id = account::short(&row.id);
            let facts = [("name", name.as_str().into()), ("id", id.as_str().into())];
            let key = match outcome {
                Outcome::Added | Outcome::Replaced => "add-done",
                Outcome::Recovered => "add-recovered",
                Outcome::Known => "add-known",
            };
            shell.say(key, &facts)?;
            match &row.code {
                None => shell.remark("codes-hotp", &[]),
                Some(code) => {
                    let left = row.left(shell, self.now);
                    let facts = [("code", code.grouped().into()), ("left", left.as_str().into())];
                    shell.say("add-code", &facts)?;
                }
            }
            if *outcome != Outcome::Known {
                shell.say("add-next", &[("id", id.as_str().into())])?;
            }
        }
        Ok(())
    }
}
