//! `aikotoba undo`: reverts the latest change.

use aikotoba_core::vault::ChangeReason;
use serde::Serialize;

use crate::exit::ExitStatus;
use crate::failure::{CliError, Failure};
use crate::output::moment;
use crate::shell::{CommandOutput, Shell};
use crate::unlock;

/// Arguments of `undo`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {}

/// Reverts the latest change.
pub(crate) fn run(Args {}: &Args, shell: &Shell) -> Result<ExitStatus, Failure> {
    let mut vault = unlock::open(shell)?.vault;
    let undone = vault.undo(moment::now())?;
    let (reason, accounts) = (undone.reason, undone.accounts);
    shell.answer(&UndoOutput { reason, at: undone.at.seconds(), accounts })?;
    Ok(ExitStatus::Done)
}

#[derive(Serialize)]
struct UndoOutput {
    reason: ChangeReason,
    /// In Unix seconds.
    at: i64,
    accounts: usize,
}

impl CommandOutput for UndoOutput {
    fn tell(&self, shell: &Shell) -> Result<(), CliError> {
        let what = shell.phrase(&self.reason);
        shell.say("undo-done", &[("what", what.as_str().into()), ("count", self.accounts.into())])
    }
}
