//! `aikotoba backup`: writes everything to one file, and verifies it by reading it back.

mod due;

use std::path::{Path, PathBuf};

use aikotoba_core::backup::{
    BackupExtent, BackupIntegrity, BackupProof, BackupSave, BackupSaveError, BackupTarget, Folder,
    SaveWarning,
};
use aikotoba_core::fault::Fault;
use aikotoba_core::phrase::Phrase;
use aikotoba_core::screens::backup::BackupStep;
use aikotoba_core::screens::password::PasswordStrength;
use aikotoba_core::screens::plan::BackupTrust;
use serde::Serialize;

use crate::exit::ExitStatus;
use crate::failure::{CliError, Failure};
use crate::output::moment;
use crate::output::progress::Progress;
use crate::shell::{CommandOutput, Shell};
use crate::{backup_password, prompt, unlock};

/// Arguments of `backup`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[arg(value_name = "FILE", required_unless_present = "auto")]
    file: Option<PathBuf>,
    #[arg(long, value_name = "PATH")]
    backup_password_file: Option<PathBuf>,
    #[arg(long)]
    set_aside: bool,
    #[arg(long, conflicts_with = "set_aside")]
    auto: bool,
}

/// Makes and verifies a backup.
pub(crate) fn run(args: &Args, shell: &Shell) -> Result<ExitStatus, Failure> {
    match &args.file {
        Some(file) if !args.auto => to_file(file, args, shell),
        folder => due::run(folder.as_deref(), args.backup_password_file.as_deref(), shell),
    }
}

fn to_file(file: &Path, args: &Args, shell: &Shell) -> Result<ExitStatus, Failure> {
    let (folder, name) = Folder::of_file(file)?;
    let opened = unlock::open(shell)?;
    let own = args.backup_password_file.as_deref();
    let (password, strength) = backup_password::for_new(shell, own, &opened)?;
    let mut vault = opened.vault;
    let (device, target) = (vault.memory().device(&vault)?, BackupTarget::File(name));
    let mut saving = BackupSave::new(&vault, device, folder, target, password, moment::now())?;
    if args.set_aside {
        saving = saving.setting_aside();
    } else if let Err(why) = saving.check_target() {
        ask_to_set_aside(shell, why)?;
        saving = saving.setting_aside();
    }
    let made = finish(saving, shell).map_err(|why| not_replaced(shell, why))?;
    let warnings = made.note_or_warn(Some(&mut vault));
    tell(shell, &made, &warnings, &file.display().to_string(), strength)?;
    Ok(ExitStatus::Done)
}

/// Prints a saved backup and its warnings.
fn tell(
    shell: &Shell,
    made: &BackupProof,
    warnings: &[SaveWarning],
    file: &str,
    strength: PasswordStrength,
) -> Result<(), CliError> {
    shell.answer(&BackupOutput {
        file: file.to_owned(),
        made: made.at.seconds(),
        accounts: made.accounts,
        proved: made.accounts,
        bytes: made.bytes,
        partial: made.extent == BackupExtent::Partial,
        trust: BackupTrust::of(BackupIntegrity::Whole, made.extent),
        strength,
        set_aside: made.set_aside.clone(),
        noted: made.extent == BackupExtent::Whole && !warnings.contains(&SaveWarning::NotNoted),
        warnings: warnings.iter().map(Phrase::code).collect(),
    })?;
    for warning in warnings {
        shell.warn(&warning.code(), &warning.facts());
    }
    Ok(())
}

/// Takes all steps and reports each one while it lasts.
fn finish(mut saving: BackupSave<Folder>, shell: &Shell) -> Result<BackupProof, BackupSaveError> {
    let mut progress = Progress::begin("");
    while let Some(coming) = saving.next_step() {
        progress.say(&shell.phrase(&BackupStep::until(coming)));
        saving.next().transpose()?;
    }
    saving.finish()
}

/// Asks whether to set aside a file that is not known to be a backup of this vault. If the user
/// can't be asked or declines, the file stays and nothing is saved.
fn ask_to_set_aside(shell: &Shell, why: BackupSaveError) -> Result<(), Failure> {
    if !(matches!(why, BackupSaveError::NotOurs { .. }) && prompt::is_possible()) {
        return Err(not_replaced(shell, why));
    }
    let happened = shell.words.of_fault(&why).happened;
    let facts = [("why", happened.as_str().into())];
    if prompt::yes(&shell.words, "ask-set-aside", &facts)? {
        Ok(())
    } else {
        Err(CliError::Stopped.into())
    }
}

/// Adds to the error how the file can be set aside.
fn not_replaced(shell: &Shell, why: BackupSaveError) -> Failure {
    match &why {
        BackupSaveError::NotOurs { name, why: reason } => {
            let happened = shell.words.of_fault(&why).happened;
            CliError::NotReplaced { name: name.clone(), found: reason.code(), why: happened }.into()
        }
        _ => why.into(),
    }
}

#[derive(Serialize)]
struct BackupOutput {
    file: String,
    /// In Unix seconds.
    made: i64,
    accounts: usize,
    /// The number of accounts that were read back and compared; always all of them.
    proved: usize,
    bytes: usize,
    /// Whether it was made from a damaged vault, so that accounts may be missing.
    partial: bool,
    /// The strength of the backup's password.
    strength: PasswordStrength,
    /// The new names of the files that were set aside.
    set_aside: Vec<String>,
    /// What is known about the file since it was read back.
    #[serde(skip)]
    trust: BackupTrust,
    /// Whether the vault recorded the backup.
    noted: bool,
    /// Warnings about the saved backup.
    warnings: Vec<String>,
}

impl CommandOutput for BackupOutput {
    fn tell(&self, shell: &Shell) -> Result<(), CliError> {
        shell.say("backup-done", &[("name", self.file.as_str().into())])?;
        shell.say("backup-read-back", &[("accounts", self.proved.into())])?;
        for name in &self.set_aside {
            shell.say("start-aside-kept", &[("name", name.as_str().into())])?;
        }
        if self.trust == BackupTrust::Whole { Ok(()) } else { shell.say_phrase(&self.trust) }
    }
}
