//! `aikotoba import`: what other apps exported, all files as one step.

use std::path::PathBuf;

use aikotoba_core::import::Imported;
use aikotoba_core::import::files::{Files, FilesError};

use super::plan::{self, Options};
use crate::exit::Exit;
use crate::failure::{CliError, Failure};
use crate::output::moment;
use crate::shell::Shell;
use crate::{source, unlock};

/// What `import` takes.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    options: Options,
}

/// Reads other apps' files into the vault.
pub(crate) fn run(args: &Args, shell: &Shell) -> Result<Exit, Failure> {
    // Read before the vault is opened: a file that is no export needs no password.
    let imported = read(&args.files)?;
    let mut vault = unlock::open(shell)?.vault;
    plan::follow(imported.into(), &mut vault, args.options, shell)?;
    Ok(Exit::Done)
}

/// All that the files hold. Pictures of one export may come in any order.
fn read(files: &[PathBuf]) -> Result<Imported, Failure> {
    let mut all = Files::default();
    for file in files {
        let bytes = source::read(file)?;
        let name = || file.display().to_string();
        all.add(&bytes, moment::now()).map_err(|why| match why {
            FilesError::IsBackup => CliError::IsBackup { name: name() }.into(),
            FilesError::NoAccount => CliError::NoAccount { name: name() }.into(),
            FilesError::File(_) | FilesError::Picture(_) => Failure::from(why),
        })?;
    }
    Ok(all.into_imported())
}
