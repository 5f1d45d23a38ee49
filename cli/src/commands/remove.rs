//! `aikotoba remove`: moves accounts to the trash.

use serde::Serialize;

use super::{account, pick};
use crate::exit::ExitStatus;
use crate::failure::{CliError, Failure};
use crate::output::moment;
use crate::shell::{CommandOutput, Shell};
use crate::unlock;

/// Arguments of `remove`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[arg(value_name = "ID")]
    id: String,
}

/// Moves an account to the trash.
pub(crate) fn run(args: &Args, shell: &Shell) -> Result<ExitStatus, Failure> {
    let mut vault = unlock::open(shell)?.vault;
    let id = pick::one(shell, vault.accounts(), &args.id)?;
    let name = vault.find(id).map(|kept| account::name(shell, &kept.account));
    vault.discard(id, moment::now())?;
    shell.answer(&RemoveOutput { id: id.to_string(), name: name.unwrap_or_default() })?;
    Ok(ExitStatus::Done)
}

#[derive(Serialize)]
struct RemoveOutput {
    id: String,
    #[serde(skip)]
    name: String,
}

impl CommandOutput for RemoveOutput {
    fn tell(&self, shell: &Shell) -> Result<(), CliError> {
        let id = account::short(&self.id);
        shell.say("told-trashed", &[("name", self.name.as_str().into())])?;
        shell.say("remove-next", &[("id", id.as_str().into())])
    }
}
