//! `aikotoba vault passwd`: sets another password; with `--rekey`, also another key for the whole
//! vault.

use std::path::PathBuf;

use aikotoba_core::backup::{AutomaticBackup, AutomaticBackupError};
use aikotoba_core::screens::password::PasswordStrength;
use aikotoba_core::screens::rekey::RemovedLock;
use aikotoba_core::secret::Passphrase;
use aikotoba_core::vault::RecoveryCodeDoubt;
use aikotoba_core::vault::Vault;
use aikotoba_core::vault::{RekeyChoice, RekeyReport, rekey};
use serde::Serialize;
use zeroize::Zeroizing;

use super::create::{cost, tell_code};
use super::info;
use crate::exit::ExitStatus;
use crate::failure::{CliError, Failure};
use crate::output::moment;
use crate::output::progress::Progress;
use crate::shell::{CommandOutput, Shell};
use crate::{prompt, source, strength, unlock};

/// Arguments of `vault passwd`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[arg(long)]
    rekey: bool,
    #[arg(long, value_name = "PATH")]
    new_password_file: Option<PathBuf>,
}

/// Sets another password, after the vault was unlocked with the old one or the recovery code.
pub(super) fn run(args: &Args, shell: &Shell) -> Result<ExitStatus, Failure> {
    let mut vault = unlock::open(shell)?.vault;
    let password = match &args.new_password_file {
        Some(file) => source::read_password(file)?,
        None => prompt::new_password(&shell.words, &shell.words.say("field-password-new", &[]))?,
    };
    let strength = strength::tell(shell, &password, Some(&vault));
    if args.rekey {
        let rekeyed = with_new_key(shell, &mut vault, &password, strength)?;
        shell.answer(&rekeyed)?;
        if let Some(doubt) = rekeyed.doubt {
            return Err(doubt.error().into());
        }
    } else {
        {
            let _working = Progress::begin(&shell.words.say("working-passwd", &[]));
            vault.change_passphrase(&password, cost()?, moment::now())?;
        }
        shell.answer(&PasswordOutput { changed: true, strength })?;
    }
    Ok(ExitStatus::Done)
}

fn with_new_key(
    shell: &Shell,
    vault: &mut Vault,
    password: &Passphrase,
    strength: PasswordStrength,
) -> Result<RekeyOutput, Failure> {
    let _working = Progress::begin(&shell.words.say("rekey-working", &[]));
    let choice = RekeyChoice { passphrase: password, cost: cost()?, device: None };
    let RekeyReport { code, removed, doubt } =
        rekey(vault, &choice, moment::now(), &*unlock::random())?;
    // A new key erases the backups' password.
    let automatic = AutomaticBackup::of(vault.settings()).is_on;
    let stopped = automatic.then_some(AutomaticBackupError::PassphraseErased);
    if stopped.is_some() {
        // The banners tell it again.
        let _not_recorded = AutomaticBackup::settle(vault, moment::now());
    }
    let removed_phrases = removed.iter().map(RemovedLock::of).collect();
    let slot = |slot| RemovedLockOutput { kind: info::kind(slot), created: slot.created.seconds() };
    let removed = removed.iter().map(slot).collect();
    let changed = (doubt != Some(RecoveryCodeDoubt::Unknown)).then_some(true);
    let recovery_code = code.print();
    Ok(RekeyOutput { changed, strength, recovery_code, removed, doubt, removed_phrases, stopped })
}

#[derive(Serialize)]
struct PasswordOutput {
    changed: bool,
    strength: PasswordStrength,
}

impl CommandOutput for PasswordOutput {
    fn tell(&self, shell: &Shell) -> Result<(), CliError> {
        shell.say("settings-password-changed", &[])?;
        shell.say("settings-password-copies", &[])?;
        shell.say("passwd-next", &[])
    }
}

#[derive(Serialize)]
struct RekeyOutput {
    /// `None` if it is not known.
    changed: Option<bool>,
    strength: PasswordStrength,
    recovery_code: Zeroizing<String>,
    /// The ways to unlock that were removed without a replacement.
    removed: Vec<RemovedLockOutput>,
    /// Why it is not certain that the vault has the new key and the code.
    #[serde(skip_serializing_if = "Option::is_none")]
    doubt: Option<RecoveryCodeDoubt>,
    #[serde(skip)]
    removed_phrases: Vec<RemovedLock>,
    /// Why automatic backups stopped.
    #[serde(skip)]
    stopped: Option<AutomaticBackupError>,
}

#[derive(Serialize)]
struct RemovedLockOutput {
    kind: &'static str,
    created: i64,
}

impl CommandOutput for RekeyOutput {
    fn tell(&self, shell: &Shell) -> Result<(), CliError> {
        if self.changed.is_some() {
            shell.say("rekey-changed-all", &[])?;
            for lock in &self.removed_phrases {
                shell.say_phrase(lock)?;
            }
        }
        tell_code(shell, &self.recovery_code)?;
        if let Some(doubt) = self.doubt {
            shell.say_phrase(&doubt)?;
        }
        if let Some(stopped) = &self.stopped {
            shell.remark_text(&shell.happened(stopped));
        }
        shell.say("rekey-copies", &[])
    }
}
