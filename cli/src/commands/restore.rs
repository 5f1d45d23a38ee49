//! `aikotoba restore`: a backup merged into the vault, as one step that `undo` takes back.

use std::path::PathBuf;

use aikotoba_core::intake::Intake;

use super::plan::{self, Options};
use super::verify;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::shell::Shell;
use crate::unlock;

/// What `restore` takes.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[arg(long, value_name = "PATH")]
    backup_password_file: Option<PathBuf>,
    #[command(flatten)]
    options: Options,
}

/// Merges a backup into the vault.
pub(crate) fn run(args: &Args, shell: &Shell) -> Result<Exit, Failure> {
    let unlock::Opened { mut vault, proof, .. } = unlock::open(shell)?;
    let own = args.backup_password_file.as_deref();
    let read = verify::open(shell, &args.file, own, Some(&proof), &vault.settings().proved_files)?;
    let mut intake = Intake::adding_up();
    intake.backup_read(read);
    let name = args.file.display().to_string();
    plan::follow(intake.into_incoming(), &[name], &mut vault, args.options, shell)
}
