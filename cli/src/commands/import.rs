//! `aikotoba import`: imports files of other apps, all in one change.

mod sealed;

use std::path::PathBuf;

use aikotoba_core::import::{self, ImportError, RefusedImport, RejectionReason};
use aikotoba_core::intake::Intake;
use aikotoba_core::vault::{Vault, VaultPresence};

use super::plan::{self, PlanOptions};
use super::vault::offer;
use crate::exit::ExitStatus;
use crate::failure::{CliError, Failure};
use crate::output::moment;
use crate::shell::Shell;
use crate::source;

/// Arguments of `import`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    #[arg(long, value_name = "NAME", value_parser = import::formats(), hide_possible_values = true)]
    format: Option<String>,
    #[command(flatten)]
    sealed: sealed::PasswordOptions,
    #[arg(long)]
    longer: bool,
    #[arg(long)]
    reveal: bool,
    #[command(flatten)]
    options: PlanOptions,
}

/// Imports other apps' files into the vault. An unusable file is reported and does not affect
/// others.
pub(crate) fn run(args: &Args, shell: &Shell) -> Result<ExitStatus, Failure> {
    // Read before the vault is opened: if no file is an export, no password is needed.
    let mut intake = Intake::adding_up();
    if args.longer {
        intake.search_longer();
    }
    let (mut names, mut unread) = (Vec::new(), None);
    for file in &args.files {
        match source::read(file) {
            Ok(bytes) => {
                let name = file.display().to_string();
                let format = args.format.as_deref();
                intake.file_as(format, Some(&name), &bytes, moment::now());
                names.push(name);
            }
            Err(why) => {
                let exit = shell.tell_failure(&why.into());
                unread = unread.or(Some(exit));
            }
        }
    }
    let failures = sealed::open(&mut intake, &args.sealed, shell)?;
    unread = unread.or(failures.first().map(|(_, exit)| *exit));
    let incoming = intake.into_incoming();
    let is_whole = |refusal: &RefusedImport| refusal.at == 0;
    if incoming.accounts() == 0 && incoming.refused().iter().all(is_whole) {
        let is_reported =
            |refusal: &&RefusedImport| failures.iter().any(|(input, _)| *input == refusal.input);
        for refusal in incoming.refused().iter().filter(|refusal| !is_reported(refusal)) {
            let exit = shell.tell_failure(&failure(refusal));
            unread = unread.or(Some(exit));
        }
        if let Some(exit) = unread {
            return Ok(exit);
        }
    }
    let mut options = args.options;
    options.reveal = args.reveal;
    let exit = if options.dry_run && Vault::presence(&shell.vault()?) == VaultPresence::Nothing {
        let (_folder, mut vault) = offer::stand_in()?;
        plan::follow(incoming, &names, &mut vault, options, shell)?
    } else {
        let mut vault = offer::open(shell)?;
        plan::follow(incoming, &names, &mut vault, options, shell)?
    };
    Ok(unread.unwrap_or(exit))
}

/// The error for a file that can't be imported.
fn failure(refusal: &RefusedImport) -> Failure {
    let name = refusal.name.clone();
    match &refusal.why {
        RejectionReason::File(ImportError::NoCode | ImportError::NoAccount) => {
            CliError::NoAccount { name }.into()
        }
        RejectionReason::File(ImportError::SearchUnfinished) => {
            CliError::SearchUnfinished { name }.into()
        }
        why => why.clone().into(),
    }
}
