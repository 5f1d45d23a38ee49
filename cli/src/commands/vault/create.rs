//! `aikotoba vault create`: makes a new vault.

use std::path::Path;
use std::time::Instant;

use aikotoba_core::crypto::kdf::PassphraseCost;
use aikotoba_core::disk;
use aikotoba_core::screens::password::PasswordStrength;
use aikotoba_core::secret::Passphrase;
use aikotoba_core::vault::{
    CreateError, DeviceError, NewVaultCredentials, UNLOCK_TARGET, Vault, VaultPresence, calibrate,
    trial,
};
use serde::Serialize;
use zeroize::Zeroizing;

use crate::exit::ExitStatus;
use crate::failure::{CliError, Failure};
use crate::memory::VaultMemory;
use crate::output::line;
use crate::output::moment;
use crate::output::progress::Progress;
use crate::shell::{CommandOutput, Shell};
use crate::{prompt, source, strength, unlock};

/// Arguments of `vault create`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[arg(long)]
    no_recovery: bool,
    #[arg(long, conflicts_with = "no_recovery")]
    no_password: bool,
}

/// Makes a vault.
pub(super) fn run(args: &Args, shell: &Shell) -> Result<ExitStatus, Failure> {
    let path = shell.vault()?;
    // Checked before the user thinks of a password.
    match Vault::presence(&path) {
        VaultPresence::Nothing => {}
        VaultPresence::Vault => return Err(CreateError::Exists.into()),
        VaultPresence::Remains => return Err(CreateError::TracesOfVault.into()),
    }
    let password = if args.no_password { None } else { Some(new_password(shell)?) };
    let strength = password.as_ref().map(|password| strength::tell(shell, password, None));
    let (vault, code) = make(shell, &path, password.as_ref(), !args.no_recovery)?;
    drop(vault);
    let path = path.display().to_string();
    shell.answer(&CreateOutput { path, recovery_code: code, strength })?;
    Ok(ExitStatus::Done)
}

/// The password of a new vault: from the file, or typed twice.
pub(crate) fn new_password(shell: &Shell) -> Result<Passphrase, CliError> {
    match &shell.globals.password_file {
        Some(file) => source::read_password(file),
        None => prompt::new_password(&shell.words, &shell.words.say("field-password-new", &[])),
    }
}

/// Makes a vault and its folder; returns the recovery code if one was requested.
pub(crate) fn make(
    shell: &Shell,
    path: &Path,
    password: Option<&Passphrase>,
    recovery: bool,
) -> Result<(Vault, Option<Zeroizing<String>>), Failure> {
    if let Some(folder) = path.parent() {
        disk::make_folder(folder).map_err(|why| CliError::writing(folder, &why))?;
    }
    let _working = Progress::begin(&shell.words.say("locks-making", &[]));
    let cost = if password.is_some() { cost()? } else { PassphraseCost::MIN };
    let locks = NewVaultCredentials { passphrase: password, recovery, device: None, cost };
    let (vault, code) = Vault::create(path, &locks, moment::now(), unlock::random())?;
    // The user made this vault, so whatever was remembered for this path is replaced.
    VaultMemory::of(path).accept(&vault);
    Ok((vault, code.map(|code| code.print())))
}

/// The cost of a key derivation on this computer.
pub(super) fn cost() -> Result<PassphraseCost, DeviceError> {
    let begin = Instant::now();
    trial()?;
    Ok(calibrate(begin.elapsed(), UNLOCK_TARGET))
}

#[derive(Serialize)]
struct CreateOutput {
    path: String,
    recovery_code: Option<Zeroizing<String>>,
    /// `None` if no password was requested.
    strength: Option<PasswordStrength>,
}

impl CommandOutput for CreateOutput {
    fn tell(&self, shell: &Shell) -> Result<(), CliError> {
        shell.say("create-done", &[("name", self.path.as_str().into())])?;
        match &self.recovery_code {
            None => Ok(()),
            Some(code) => {
                tell_code(shell, code)?;
                match self.strength {
                    Some(_) => Ok(()),
                    None => shell.say("recovery-alone", &[]),
                }
            }
        }
    }
}

/// Prints a recovery code and its purpose.
pub(crate) fn tell_code(shell: &Shell, code: &str) -> Result<(), CliError> {
    shell.say("recovery-title", &[])?;
    line(format_args!("\n    {code}\n"))?;
    shell.say("recovery-why", &[])?;
    shell.say("recovery-how", &[])
}
