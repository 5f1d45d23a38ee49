//! `aikotoba trash`: restores removed accounts, or deletes them permanently.

use aikotoba_core::screens::trash::{TrashRow, TrashState};
use serde::Serialize;

use super::account::{self, AccountOutput};
use super::pick;
use crate::exit::ExitStatus;
use crate::failure::{CliError, Failure};
use crate::output::columns::columns;
use crate::output::plain::plain;
use crate::output::{line, moment};
use crate::prompt;
use crate::shell::{CommandOutput, Shell};
use crate::unlock;

/// Arguments of `trash`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Option<TrashCommand>,
}

#[derive(Debug, clap::Subcommand)]
enum TrashCommand {
    List,
    Restore {
        #[arg(value_name = "ID")]
        id: String,
    },
    Empty {
        #[arg(long)]
        yes: bool,
    },
}

/// Lists, restores from, or empties the trash.
pub(crate) fn run(args: &Args, shell: &Shell) -> Result<ExitStatus, Failure> {
    let mut vault = unlock::open(shell)?.vault;
    match &args.command {
        None | Some(TrashCommand::List) => {
            let accounts = vault.trashed().iter().map(AccountOutput::of).collect();
            shell.answer(&TrashOutput { accounts, state: TrashState::new(vault.trashed()) })?;
        }
        Some(TrashCommand::Restore { id }) => {
            let id = pick::one(shell, vault.trashed(), id)?;
            vault.recover(id, moment::now())?;
            let name = vault.find(id).map(|kept| account::name(shell, &kept.account));
            shell.answer(&RestoredOutput { id: id.to_string(), name: name.unwrap_or_default() })?;
        }
        Some(TrashCommand::Empty { yes }) => {
            let count = vault.trashed().len();
            if count > 0 {
                shell.remark("trash-erase-why", &[]);
            }
            let is_sure = *yes
                || count == 0
                || prompt::yes(&shell.words, "ask-empty-trash", &[("count", count.into())])?;
            if !is_sure {
                return Err(CliError::Stopped.into());
            }
            shell.answer(&EmptiedOutput { removed: vault.empty_trash()? })?;
        }
    }
    Ok(ExitStatus::Done)
}

/// The trash, for scripts and for a person.
#[derive(Serialize)]
#[serde(transparent)]
struct TrashOutput {
    accounts: Vec<AccountOutput>,
    #[serde(skip)]
    state: TrashState,
}

impl CommandOutput for TrashOutput {
    fn tell(&self, shell: &Shell) -> Result<(), CliError> {
        if self.state.rows.is_empty() {
            return shell.say("trash-empty", &[]);
        }
        let row = |row: &TrashRow| {
            let [issuer, label] = [&row.issuer, &row.label].map(|name| plain(name).into_owned());
            let time = moment::local(row.trashed);
            let when = shell.words.say("trash-when", &[("time", time.as_str().into())]);
            [account::short(&row.id.to_string()), issuer, label, when]
        };
        let rows: Vec<_> = self.state.rows.iter().map(row).collect();
        columns(&rows, &[1, 2]).into_iter().try_for_each(line)
    }
}

#[derive(Serialize)]
struct RestoredOutput {
    id: String,
    #[serde(skip)]
    name: String,
}

impl CommandOutput for RestoredOutput {
    fn tell(&self, shell: &Shell) -> Result<(), CliError> {
        shell.say("trash-put-back", &[("name", self.name.as_str().into())])
    }
}

#[derive(Serialize)]
struct EmptiedOutput {
    removed: usize,
}

impl CommandOutput for EmptiedOutput {
    fn tell(&self, shell: &Shell) -> Result<(), CliError> {
        shell.say("trash-emptied", &[("count", self.removed.into())])
    }
}
