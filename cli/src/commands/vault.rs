//! `aikotoba vault`: the vault itself, and the ways to unlock it.

mod automatic;
mod check;
pub(crate) mod create;
mod info;
pub(crate) mod offer;
mod passwd;
mod recovery;

use crate::exit::ExitStatus;
use crate::failure::Failure;
use crate::shell::Shell;

/// Arguments of `vault`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: VaultCommand,
}

#[derive(Debug, clap::Subcommand)]
enum VaultCommand {
    Create(create::Args),
    Info,
    Passwd(passwd::Args),
    Recovery(recovery::Args),
    Automatic(automatic::Args),
    Check,
    Repair,
}

/// Runs the subcommand.
pub(crate) fn run(args: &Args, shell: &Shell) -> Result<ExitStatus, Failure> {
    match &args.command {
        VaultCommand::Create(args) => create::run(args, shell),
        VaultCommand::Info => info::run(shell),
        VaultCommand::Passwd(args) => passwd::run(args, shell),
        VaultCommand::Recovery(args) => recovery::run(args, shell),
        VaultCommand::Automatic(args) => automatic::run(args, shell),
        VaultCommand::Check => check::run(shell),
        VaultCommand::Repair => check::repair(shell),
    }
}
