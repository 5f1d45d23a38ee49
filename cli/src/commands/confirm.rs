//! `aikotoba confirm`: the site took the code.

use serde::Serialize;

use super::{account, pick};
use crate::exit::Exit;
use crate::failure::{CliError, Failure};
use crate::output::moment;
use crate::shell::{Answer, Shell};
use crate::unlock;

/// What `confirm` takes.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[arg(value_name = "ID")]
    id: String,
}

/// Notes that the site took a code.
pub(crate) fn run(args: &Args, shell: &Shell) -> Result<Exit, Failure> {
    let mut vault = unlock::open(shell)?.vault;
    let id = pick::one(shell, vault.accounts(), &args.id)?;
    vault.confirm(id, moment::now())?;
    let kept = vault.find(id).map(|kept| account::name(shell, &kept.account));
    shell.answer(&Confirmed { id: id.to_string(), name: kept.unwrap_or_default() })?;
    Ok(Exit::Done)
}

#[derive(Serialize)]
struct Confirmed {
    id: String,
    #[serde(skip)]
    name: String,
}

impl Answer for Confirmed {
    fn tell(&self, shell: &Shell) -> Result<(), CliError> {
        shell.say("confirm-done", &[("name", self.name.as_str().into())])
    }
}
