//! `aikotoba trash`: restores removed accounts, or deletes them permanently.

use serde::Serialize;

use super::account::{self, Shown};
use super::list::List;
use super::pick;
use crate::exit::Exit;
use crate::failure::{CliError, Failure};
use crate::output::moment;
use crate::prompt;
use crate::shell::{Answer, Shell};
use crate::unlock;

/// Arguments of `trash`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
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
pub(crate) fn run(args: &Args, shell: &Shell) -> Result<Exit, Failure> {
    let mut vault = unlock::open(shell)?.vault;
    match &args.command {
        None | Some(Command::List) => {
            shell.answer(&List(vault.trashed().iter().map(Shown::kept).collect()))?;
        }
        Some(Command::Restore { id }) => {
            let id = pick::one(shell, vault.trashed(), id)?;
            vault.recover(id, moment::now())?;
            let name = vault.find(id).map(|kept| account::name(shell, &kept.account));
            shell.answer(&Restored { id: id.to_string(), name: name.unwrap_or_default() })?;
        }
        Some(Command::Empty { yes }) => {
            let count = vault.trashed().len();
            let is_sure = *yes
                || count == 0
                || prompt::yes(&shell.words, "ask-empty-trash", &[("count", count.into())])?;
            if !is_sure {
                return Err(CliError::Stopped.into());
            }
            shell.answer(&Emptied { removed: vault.empty_trash()? })?;
        }
    }
    Ok(Exit::Done)
}

#[derive(Serialize)]
struct Restored {
    id: String,
    #[serde(skip)]
    name: String,
}

impl Answer for Restored {
    fn tell(&self, shell: &Shell) -> Result<(), CliError> {
        shell.say("trash-restored", &[("name", self.name.as_str().into())])
    }
}

#[derive(Serialize)]
struct Emptied {
    removed: usize,
}

impl Answer for Emptied {
    fn tell(&self, shell: &Shell) -> Result<(), CliError> {
        shell.say("trash-emptied", &[("count", self.removed.into())])
    }
}
