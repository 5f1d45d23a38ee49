//! `aikotoba restore`: merges a backup into the vault in one change, which `undo` reverts. If there
//! is no vault or an unusable one, a new one is made with the user's consent.

use std::path::{Path, PathBuf};

use aikotoba_core::backup::ReadBackup;
use aikotoba_core::intake::Intake;
use aikotoba_core::vault::{Vault, VaultPresence};

use super::plan::{self, PlanOptions};
use super::vault::{create, offer};
use super::verify;
use crate::exit::ExitStatus;
use crate::failure::{CliError, Failure};
use crate::memory::{RememberedVault, VaultMemory};
use crate::shell::{OutputFormat, Shell};
use crate::{prompt, strength, unlock};

/// Arguments of `restore`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[arg(long, value_name = "PATH")]
    backup_password_file: Option<PathBuf>,
    #[arg(long)]
    move_damaged: bool,
    #[command(flatten)]
    options: PlanOptions,
}

/// The option that consents to setting a damaged vault aside.
const MOVE_DAMAGED: &str = "--move-damaged";

/// Merges a backup into the vault.
pub(crate) fn run(args: &Args, shell: &Shell) -> Result<ExitStatus, Failure> {
    let path = shell.vault()?;
    if Vault::presence(&path) == VaultPresence::Nothing {
        return into_new(args, shell, &path);
    }
    match unlock::open(shell) {
        Ok(opened) => into_opened(args, shell, opened),
        Err(why) if why.fault().is_unusable() => in_place_of(args, shell, &path, why),
        Err(why) => Err(why),
    }
}

/// Restores into an existing vault. A damaged vault is repaired first.
fn into_opened(
    args: &Args,
    shell: &Shell,
    opened: unlock::OpenedVault,
) -> Result<ExitStatus, Failure> {
    let unlock::OpenedVault { mut vault, proof, .. } = opened;
    let own = args.backup_password_file.as_deref();
    let read = verify::open(shell, &args.file, own, Some(&proof), &vault.settings().proved_files)?;
    let mut kept = None;
    if !vault.health().is_sound() && !args.options.dry_run {
        if !args.move_damaged {
            if !offer::can_ask(shell) {
                let command = offer::again_with(MOVE_DAMAGED);
                return Err(CliError::VaultDamaged { command }.into());
            }
            if !prompt::yes(&shell.words, "ask-repair-first", &[])? {
                return Err(CliError::Stopped.into());
            }
        }
        let (damaged, memory) = vault.into_parts();
        let repaired = damaged.repair().map_err(|refused| refused.why)?;
        vault = RememberedVault::new(repaired.vault, memory);
        kept = Some(report_kept_file(shell, &repaired.kept_file));
    }
    merge(read, args, shell, &mut vault, kept)
}

/// Restores into a new vault.
fn into_new(args: &Args, shell: &Shell, path: &Path) -> Result<ExitStatus, Failure> {
    if args.options.dry_run {
        return into_none(args, shell);
    }
    offer::needs_person(shell, path)?;
    // The backup first: if it can't be opened, no vault is made.
    let read = open(args, shell)?;
    let mut vault = offer::make(shell, path)?;
    merge(read, args, shell, &mut vault, None)
}

/// Restores into a new vault, after the unusable file was set aside.
fn in_place_of(
    args: &Args,
    shell: &Shell,
    path: &Path,
    why: Failure,
) -> Result<ExitStatus, Failure> {
    let PlanOptions { dry_run, .. } = args.options;
    if dry_run {
        return if args.move_damaged { into_none(args, shell) } else { Err(why) };
    }
    let name = path.display().to_string();
    if !args.move_damaged && !offer::can_ask(shell) {
        let command = offer::again_with(MOVE_DAMAGED);
        return Err(CliError::VaultUnusable { name, command }.into());
    }
    let read = open(args, shell)?;
    if !args.move_damaged {
        shell.remark_text(&shell.happened(why.fault()));
        if !prompt::yes(&shell.words, "ask-move-aside", &[("name", name.as_str().into())])? {
            return Err(CliError::Stopped.into());
        }
    }
    let password = create::new_password(shell)?;
    strength::tell(shell, &password, None);
    let kept = report_kept_file(shell, &Vault::set_aside(path)?);
    // A recovery code in a script's output would go unread.
    let recovery = shell.format == OutputFormat::Human;
    let (vault, code) = create::make(shell, path, Some(&password), recovery)?;
    let mut vault = RememberedVault::new(vault, VaultMemory::of(path));
    if let Some(code) = code {
        create::tell_code(shell, &code)?;
    }
    merge(read, args, shell, &mut vault, Some(kept))
}

/// Prints what a restore into an empty vault would do.
fn into_none(args: &Args, shell: &Shell) -> Result<ExitStatus, Failure> {
    let read = open(args, shell)?;
    let (_folder, mut vault) = offer::stand_in()?;
    merge(read, args, shell, &mut vault, None)
}

/// Merges a backup's contents into an open vault.
fn merge(
    read: ReadBackup,
    args: &Args,
    shell: &Shell,
    vault: &mut Vault,
    kept: Option<String>,
) -> Result<ExitStatus, Failure> {
    let mut intake = Intake::adding_up();
    intake.backup_read(read);
    let names = [args.file.display().to_string()];
    plan::follow_after(intake.into_incoming(), &names, vault, (args.options, kept), shell)
}

fn open(args: &Args, shell: &Shell) -> Result<ReadBackup, Failure> {
    verify::open(shell, &args.file, args.backup_password_file.as_deref(), None, &[])
}

/// Reports where the old file was kept.
fn report_kept_file(shell: &Shell, kept: &Path) -> String {
    let name = kept.display().to_string();
    shell.remark("start-aside-kept", &[("name", name.as_str().into())]);
    name
}
