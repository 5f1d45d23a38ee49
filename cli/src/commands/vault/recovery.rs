//! `aikotoba vault recovery`: shows the unconfirmed recovery code, makes a new one, or checks the
//! one that the user wrote down.

use std::path::PathBuf;

use aikotoba_core::backup::AutomaticBackup;
use aikotoba_core::export::recovery_sheet;
use aikotoba_core::secret::Normalization;
use aikotoba_core::vault::{
    CodeOrigin, NewRecoveryCode, RecoveryCode, RecoveryCodeDoubt, UnlockCredential, Vault,
    make_recovery_code,
};
use serde::Serialize;
use zeroize::Zeroizing;

use super::create::tell_code;
use crate::exit::ExitStatus;
use crate::failure::{CliError, Failure};
use crate::memory::RememberedVault;
use crate::output::moment;
use crate::output::new_file::write_new;
use crate::shell::{CommandOutput, Shell};
use crate::{prompt, source, unlock};

/// Arguments of `vault recovery`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[arg(long)]
    check: bool,
    #[arg(long, value_name = "PATH", requires = "check")]
    code_file: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    sheet: Option<PathBuf>,
}

/// Shows the unconfirmed recovery code, or makes a new one that replaces any existing one; or
/// checks the written one. With the code at hand, writes it as a sheet to print.
pub(super) fn run(args: &Args, shell: &Shell) -> Result<ExitStatus, Failure> {
    // An older code must not be replaced for a sheet that cannot be written.
    if let Some(file) = args.sheet.as_deref().filter(|file| file.symlink_metadata().is_ok()) {
        return Err(CliError::FileExists { name: file.display().to_string() }.into());
    }
    let mut vault = unlock::open(shell)?.vault;
    if args.check {
        let (code, vault) = check_written_code(args, shell, vault)?;
        let sheet = write_sheet(args, shell, &code, &vault)?;
        shell.answer(&RecoveryCheckOutput { fits: true, sheet })?;
    } else {
        let shown = make_recovery_code(&mut vault, moment::now(), &*unlock::random())?;
        let NewRecoveryCode { code, doubt, origin } = shown;
        let is_new = origin == CodeOrigin::New;
        let sheet = write_sheet(args, shell, &code, &vault);
        // Shown in any case: it may be the only one that opens the vault now.
        let (file, failed) = match sheet {
            Ok(file) => (file, None),
            Err(why) => (None, Some(why)),
        };
        shell.answer(&RecoveryCodeOutput {
            recovery_code: code.print(),
            new: is_new,
            doubt,
            sheet: file,
        })?;
        if let Some(doubt) = doubt {
            return Err(doubt.error().into());
        }
        if let Some(why) = failed {
            return Err(why.into());
        }
    }
    Ok(ExitStatus::Done)
}

/// Writes the code as a sheet, if one is asked for: a new file that only its owner can read.
fn write_sheet(
    args: &Args,
    shell: &Shell,
    code: &RecoveryCode,
    vault: &Vault,
) -> Result<Option<String>, CliError> {
    let Some(file) = &args.sheet else { return Ok(None) };
    let place = AutomaticBackup::of(vault.settings()).place.map(|place| place.name);
    let now = moment::now();
    let offset = moment::offset_seconds(now);
    let words = shell.words.of_recovery_sheet(place.as_deref(), now, offset);
    write_new(file, recovery_sheet::print(&code.print(), &words).as_bytes())?;
    shell.remark_text(&words.warning);
    Ok(Some(file.display().to_string()))
}

/// Unlocks with the noted code, and records that it is correct.
fn check_written_code(
    args: &Args,
    shell: &Shell,
    vault: RememberedVault,
) -> Result<(RecoveryCode, RememberedVault), Failure> {
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
    Ok((code, vault))
}

#[derive(Serialize)]
struct RecoveryCodeOutput {
    recovery_code: Zeroizing<String>,
    /// Whether the code was made by this call; an unconfirmed one is shown again.
    new: bool,
    /// Why it is not certain that the code opens the vault.
    #[serde(skip_serializing_if = "Option::is_none")]
    doubt: Option<RecoveryCodeDoubt>,
    /// The file of the sheet, if one was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    sheet: Option<String>,
}

impl CommandOutput for RecoveryCodeOutput {
    fn tell(&self, shell: &Shell) -> Result<(), CliError> {
        tell_code(shell, &self.recovery_code)?;
        tell_sheet(shell, self.sheet.as_deref())?;
        match self.doubt {
            None if !self.new => shell.say("recovery-again", &[]),
            None => shell.say("recovery-replaced", &[]),
            Some(doubt) => shell.say_phrase(&doubt),
        }
    }
}

#[derive(Serialize)]
struct RecoveryCheckOutput {
    fits: bool,
    /// The file of the sheet, if one was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    sheet: Option<String>,
}

/// Says where the sheet is.
fn tell_sheet(shell: &Shell, file: Option<&str>) -> Result<(), CliError> {
    let Some(file) = file else { return Ok(()) };
    shell.say("recovery-sheet-written", &[("name", file.into())])
}

impl CommandOutput for RecoveryCheckOutput {
    fn tell(&self, shell: &Shell) -> Result<(), CliError> {
        tell_sheet(shell, self.sheet.as_deref())?;
        shell.say("recovery-check-right", &[])
    }
}
