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
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
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
        Command::Create(args) => create::run(args, shell),
        Command::Info => info::run(shell),
        Command::Passwd(args) => passwd::run(args, shell),
        Command::Recovery(args) => recovery::run(args, shell),
        Command::Automatic(args) => automatic::run(args, shell),
        Command::Check => check::run(shell),
        Command::Repair => check::repair(shell),
    }
}
