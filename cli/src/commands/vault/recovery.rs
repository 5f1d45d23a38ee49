//! `aikotoba vault recovery`: shows the unconfirmed recovery code, makes a new one, or checks the
//! one that the user wrote down.

use std::path::PathBuf;

use aikotoba_core::secret::Normalization;
use aikotoba_core::vault::{
    CodeOrigin, NewRecoveryCode, RecoveryCode, RecoveryCodeDoubt, UnlockCredential,
    make_recovery_code,
};
use serde::Serialize;
use zeroize::Zeroizing;

use super::create::tell_code;
use crate::exit::ExitStatus;
use crate::failure::{CliError, Failure};
use crate::memory::RememberedVault;
use crate::output::moment;
use crate::shell::{CommandOutput, Shell};
use crate::{prompt, source, unlock};

/// Arguments of `vault recovery`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[arg(long)]
    check: bool,
    #[arg(long, value_name = "PATH", requires = "check")]
    code_file: Option<PathBuf>,
}

/// Shows the unconfirmed recovery code, or makes a new one that replaces any existing one; or
/// checks the written one.
pub(super) fn run(args: &Args, shell: &Shell) -> Result<ExitStatus, Failure> {
    let mut vault = unlock::open(shell)?.vault;
    if args.check {
        check_written_code(args, shell, vault)?;
        shell.answer(&Checked { fits: true })?;
    } else {
        let shown = make_recovery_code(&mut vault, moment::now(), &*unlock::random())?;
        let NewRecoveryCode { code, doubt, origin } = shown;
        let is_new = origin == CodeOrigin::New;
        shell.answer(&Made { recovery_code: code.print(), new: is_new, doubt })?;
        if let Some(doubt) = doubt {
            return Err(doubt.error().into());
        }
    }
    Ok(ExitStatus::Done)
}

/// Unlocks with the noted code, and records that it is correct.
fn check_written_code(args: &Args, shell: &Shell, vault: RememberedVault) -> Result<(), Failure> {
    let typed = match &args.code_file {
        Some(file) => source::read_password(file)?,
        None => prompt::password(&shell.words.say("unlock-recovery-field", &[]))?,
    };
    let code = RecoveryCode::parse(&typed.normalized(Normalization::AsTyped))?;
    let (vault, memory) = vault.into_parts();
    let vault =
        vault.lock().unlock(UnlockCredential::Recovery(&code)).map_err(|refused| refused.why)?;
    let mut vault = RememberedVault::new(vault, memory);
    vault.confirm_recovery(moment::now())?;
    Ok(())
}

#[derive(Serialize)]
struct Made {
    recovery_code: Zeroizing<String>,
    /// Whether the code was made by this call; an unconfirmed one is shown again.
    new: bool,
    /// Why it is not certain that the code opens the vault.
    #[serde(skip_serializing_if = "Option::is_none")]
    doubt: Option<RecoveryCodeDoubt>,
}

impl CommandOutput for Made {
    fn tell(&self, shell: &Shell) -> Result<(), CliError> {
        tell_code(shell, &self.recovery_code)?;
        match self.doubt {
            None if !self.new => shell.say("recovery-again", &[]),
            None => shell.say("recovery-replaced", &[]),
            Some(doubt) => shell.say_phrase(&doubt),
        }
    }
}

#[derive(Serialize)]
struct Checked {
    fits: bool,
}

impl CommandOutput for Checked {
    fn tell(&self, shell: &Shell) -> Result<(), CliError> {
        shell.say("recovery-check-right", &[])
    }
}
