//! `aikotoba add`: stores an account, then shows its first code.

mod given;

use std::path::PathBuf;

use aikotoba_core::enrol::{Caution, Draft, Enrolment};
use aikotoba_core::incoming::{Choice, Incoming, Item, Plan, Settled, Verdict};
use aikotoba_core::preferences::Settings;
use aikotoba_core::screens::codes::{Face, Uncovered};
use aikotoba_core::screens::enrolment::EnrolmentState;
use aikotoba_core::vault::{Kept, Vault};
use serde::Serialize;

use super::codes::{Row, grouped, left};
use super::conflict::{Asking, Decision, decide};
use super::{account, vault};
use crate::exit::Exit;
use crate::failure::{CliError, Failure};
use crate::output::{line, moment};
use crate::prompt;
use crate::shell::{Answer, Shell};

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
    on_conflict: Option<Decision>,
}

/// Adds the accounts from the source in one change, and shows codes after they were written to
/// disk.
pub(crate) fn run(args: &Args, shell: &Shell) -> Result<Exit, Failure> {
    // Read before the vault is opened: if the picture has no code, no password is needed.
    let given::Given { mut incoming, doubts } = given::read(args, shell)?;
    let exit = if incoming.refused().is_empty() { Exit::Done } else { Exit::AnotherSource };
    choose(&mut incoming, args, shell)?;
    let mut vault = vault::offer::open(shell)?;
    let mut plan = Plan::new(incoming, &vault);
    for place in 0..plan.items().len() {
        // The user wants to use the account, so it is taken out of the trash.
        let _offered = plan.choose(place, Choice::Recover);
        tell_cautions(&plan.items()[place], &doubts, shell, &vault);
    }
    decide(&mut plan, args.on_conflict, Asking::Allowed, shell)?;
    let verdicts: Vec<Verdict> = plan.items().iter().map(Item::verdict).collect();
    let now = moment::now();
    let outcome = plan.apply(&mut vault, now)?;
    let items = &outcome.items;
    let rows = items.iter().zip(verdicts).filter_map(|((settled, id), verdict)| {
        let outcome = Outcome::of(*settled, verdict)?;
        let first = match verdict {
            Verdict::Twice { first } | Verdict::SameKeyTwice { first } => {
                items.get(first as usize).and_then(|(_, id)| *id)
            }
            _ => None,
        };
        let kept = vault.find((*id).or(first)?)?;
        Some(Added::of(kept, outcome, &vault))
    });
    shell.answer(&Answered { added: rows.collect() })?;
    Ok(exit)
}

/// The account to add, if the source contains several.
fn choose(incoming: &mut Incoming, args: &Args, shell: &Shell) -> Result<(), CliError> {
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
fn tell_cautions(item: &Item, doubts: &[Caution], shell: &Shell, vault: &Vault) {
    let draft = Draft::scanned(item.account().duplicate());
    let mut cautions = draft.cautions(vault.accounts().iter().chain(vault.trashed()));
    cautions.extend(doubts.iter().filter(|doubt| !draft.doubts().contains(doubt)).cloned());
    for caution in cautions {
        let is_told_elsewhere = matches!(
            caution,
            Caution::AlreadyThere { .. } | Caution::InTrash { .. } | Caution::SameKey { .. }
        );
        if !is_told_elsewhere {
            shell.remark_phrase(&caution);
        }
    }
}

#[derive(Serialize)]
#[serde(transparent)]
struct Answered {
    added: Vec<Added>,
}

#[derive(Serialize)]
struct Added {
    #[serde(flatten)]
    row: Row,
    outcome: Outcome,
    /// The code as a person sees it.
    #[serde(skip)]
    face: Face,
    /// What the screen of the enrolment says; none of an account that was confirmed before.
    #[serde(skip)]
    enrolment: Option<EnrolmentState>,
}

impl Added {
    fn of(kept: &Kept, outcome: Outcome, vault: &Vault) -> Self {
        let (now, settings) = (moment::now(), Settings::of(vault.settings()));
        let enrolment = Enrolment::resume(vault, kept.id);
        let enrolment = enrolment.filter(|_| outcome.is_new());
        Self {
            row: Row::at((kept.id, &kept.account), now),
            outcome,
            face: Face::new(&kept.account, &settings, now, Uncovered::Yes, None),
            enrolment: enrolment
                .and_then(|enrolment| EnrolmentState::of_kept(&enrolment, vault, None, now)),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Outcome {
    Added,
    Replaced,
    Recovered,
    Advanced,
    Known,
    /// The key exists under the name that is shown; nothing was changed.
    SameKey,
}

impl Outcome {
    /// Whether there is a code of it to type on the site now.
    fn is_new(self) -> bool {
        matches!(self, Self::Added | Self::Replaced | Self::Recovered)
    }

    /// The output for an account; `None` if it was skipped.
    fn of(settled: Settled, verdict: Verdict) -> Option<Self> {
        match (settled, verdict) {
            (Settled::Added, _) => Some(Self::Added),
            (Settled::Replaced, _) => Some(Self::Replaced),
            (Settled::Recovered, _) => Some(Self::Recovered),
            (Settled::Advanced, _) => Some(Self::Advanced),
            (Settled::Known, _) | (Settled::Skipped, Verdict::Twice { .. }) => Some(Self::Known),
            (Settled::Skipped, Verdict::SameKey { .. } | Verdict::SameKeyTwice { .. }) => {
                Some(Self::SameKey)
            }
            (Settled::Skipped | Settled::Undecided, _) => None,
        }
    }
}

impl Answer for Answered {
    fn tell(&self, shell: &Shell) -> Result<(), CliError> {
        for Added { row, outcome, face, enrolment } in &self.added {
            let name = account::name_of(shell, &row.issuer, &row.account);
            let id = account::short(&row.id);
            let facts = [("name", name.as_str().into()), ("id", id.as_str().into())];
            let key = match outcome {
                Outcome::Added | Outcome::Replaced => "add-done",
                Outcome::Recovered => "add-recovered",
                Outcome::Advanced => "add-advanced",
                Outcome::Known => "add-known",
                Outcome::SameKey => "add-same-key",
            };
            shell.say(key, &facts)?;
            if let Some(advice) = enrolment.as_ref().and_then(|state| state.advice) {
                shell.say_phrase(&advice)?;
            }
            match face {
                Face::Shown { code, countdown, .. } => {
                    line(format_args!("  {}  {}", *grouped(code), left(shell, countdown)))?;
                }
                Face::OnRequest { .. } | Face::Hidden { .. } => shell.remark("codes-hotp", &[]),
            }
            if let Some(state) = enrolment {
                shell.say_phrase(&state.question)?;
                shell.say("add-next", &[("id", id.as_str().into())])?;
            }
        }
        Ok(())
    }
}
