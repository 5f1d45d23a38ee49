//! `aikotoba vault automatic`: turns automatic backups on or off. The vault keeps their password, so
//! that `aikotoba backup --auto` needs only the vault's.

use std::path::{Path, PathBuf};

use aikotoba_core::backup::{AutomaticBackup, BackupPlace, ChosenPlace, Folder, KeepCount};
use aikotoba_core::screens::password::PasswordStrength;
use aikotoba_core::vault::Vault;
use serde::Serialize;

use crate::exit::ExitStatus;
use crate::failure::{CliError, Failure};
use crate::output::moment;
use crate::shell::{CommandOutput, Shell};
use crate::{backup_password, prompt, unlock};

/// Arguments of `vault automatic`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[arg(value_name = "FOLDER", conflicts_with = "off")]
    folder: Option<PathBuf>,
    #[arg(long, value_name = "PATH", requires = "folder")]
    backup_password_file: Option<PathBuf>,
    #[arg(long, requires = "folder")]
    keep_password: bool,
    #[arg(long, value_name = "COUNT", requires = "folder")]
    keep: Option<usize>,
    #[arg(long)]
    off: bool,
}

/// Turns them on or off, and prints how they are set.
pub(super) fn run(args: &Args, shell: &Shell) -> Result<ExitStatus, Failure> {
    let mut opened = unlock::open(shell)?;
    let mut strength = None;
    if let Some(folder) = &args.folder {
        strength = Some(turn_on(folder, args, shell, &mut opened)?);
    } else if args.off {
        AutomaticBackup::turn_off(&mut opened.vault)?;
    }
    shell.answer(&AutomaticOutput::of(&opened.vault, strength))?;
    Ok(ExitStatus::Done)
}

fn turn_on(
    folder: &Path,
    args: &Args,
    shell: &Shell,
    opened: &mut unlock::OpenedVault,
) -> Result<PasswordStrength, Failure> {
    let keep = args.keep.map(|count| {
        let found =
            || CliError::UsageValue { name: "--keep <COUNT>".to_owned(), found: count.to_string() };
        KeepCount::new(count).ok_or_else(found)
    });
    let keep = keep.transpose()?;
    let address = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    // A folder that cannot be listed is noticed now rather than by a timer.
    Folder::new(&address).list()?;
    if !args.keep_password {
        if !prompt::is_possible() {
            return Err(CliError::BackupPasswordNotAllowed.into());
        }
        if !prompt::yes(&shell.words, "ask-keep-backup-password", &[])? {
            return Err(CliError::Stopped.into());
        }
    }
    let own = args.backup_password_file.as_deref();
    let (password, strength) = backup_password::for_new(shell, own, opened)?;
    let device = opened.vault.memory().device(&opened.vault)?;
    let address = address.into_os_string().into_string().map_err(|_| CliError::NoBackupPlace)?;
    let place = ChosenPlace::folder(address.clone(), address);
    if let Some(keep) = keep {
        AutomaticBackup::change(&mut opened.vault, |automatic| automatic.keep = keep)?;
    }
    AutomaticBackup::turn_on(&mut opened.vault, place, &password, device, moment::now())?;
    Ok(strength)
}

#[derive(Serialize)]
struct AutomaticOutput {
    /// Whether they are turned on.
    on: bool,
    /// The folder.
    place: Option<String>,
    /// How many backups are kept there.
    keep: usize,
    /// Whether the vault keeps the backups' password.
    password_kept: bool,
    /// When the latest verified backup was made, in Unix seconds.
    latest: Option<i64>,
    /// The code of the last failure, until a backup succeeds.
    failed: Option<String>,
    /// The strength of the password that was just set.
    strength: Option<PasswordStrength>,
}

impl AutomaticOutput {
    fn of(vault: &Vault, strength: Option<PasswordStrength>) -> Self {
        let AutomaticBackup { keep, is_on, place, made, failed, .. } =
            AutomaticBackup::of(vault.settings());
        Self {
            on: is_on,
            place: place.map(|place| place.address),
            keep: keep.count(),
            password_kept: vault.stored_backup_passphrase().is_some(),
            latest: made.first().map(|made| made.at.seconds()),
            failed: failed.map(|failed| failed.why.code),
            strength,
        }
    }
}

impl CommandOutput for AutomaticOutput {
    fn tell(&self, shell: &Shell) -> Result<(), CliError> {
        let place = self.place.as_deref().unwrap_or_default();
        if !self.on {
            return shell.say("automatic-is-off", &[]);
        }
        let keep = i64::try_from(self.keep).unwrap_or(i64::MAX);
        shell.say("automatic-is-on", &[("name", place.into()), ("count", keep.into())])?;
        if self.password_kept {
            shell.say("automatic-backup-explained", &[])?;
        }
        Ok(())
    }
}
