//! The commands, one file each.

pub(crate) mod add;
pub(crate) mod backup;
pub(crate) mod codes;
pub(crate) mod confirm;
pub(crate) mod devices;
pub(crate) mod edit;
pub(crate) mod export;
pub(crate) mod groups;
pub(crate) mod import;
pub(crate) mod list;
pub(crate) mod remove;
pub(crate) mod restore;
pub(crate) mod scan;
pub(crate) mod show;
pub(crate) mod tour;
pub(crate) mod trash;
pub(crate) mod undo;
pub(crate) mod vault;
pub(crate) mod verify;

mod account;
mod conflict;
mod pick;
mod plan;

use clap::Subcommand;

use crate::exit::ExitStatus;
use crate::failure::Failure;
use crate::shell::Shell;

/// The command to run.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Scan(scan::Args),
    Add(add::Args),
    List(list::Args),
    Codes(codes::Args),
    Confirm(confirm::Args),
    Edit(edit::Args),
    Groups(groups::Args),
    Remove(remove::Args),
    Trash(trash::Args),
    Undo(undo::Args),
    Show(show::Args),
    Backup(backup::Args),
    Verify(verify::Args),
    Devices(devices::Args),
    Restore(restore::Args),
    Import(import::Args),
    Export(export::Args),
    Vault(vault::Args),
    Tour(tour::Args),
}

/// Runs the command.
pub(crate) fn run(command: Command, shell: &Shell) -> Result<ExitStatus, Failure> {
    match command {
        Command::Scan(args) => scan::run(&args, shell),
        Command::Add(args) => add::run(&args, shell),
        Command::List(args) => list::run(&args, shell),
        Command::Codes(args) => codes::run(&args, shell),
        Command::Confirm(args) => confirm::run(&args, shell),
        Command::Edit(args) => edit::run(&args, shell),
        Command::Groups(args) => groups::run(&args, shell),
        Command::Remove(args) => remove::run(&args, shell),
        Command::Trash(args) => trash::run(&args, shell),
        Command::Undo(args) => undo::run(&args, shell),
        Command::Show(args) => show::run(&args, shell),
        Command::Backup(args) => backup::run(&args, shell),
        Command::Verify(args) => verify::run(&args, shell),
        Command::Devices(args) => devices::run(&args, shell),
        Command::Restore(args) => restore::run(&args, shell),
        Command::Import(args) => import::run(&args, shell),
        Command::Export(args) => export::run(&args, shell),
        Command::Vault(args) => vault::run(&args, shell),
        Command::Tour(args) => tour::run(&args, shell),
    }
}
