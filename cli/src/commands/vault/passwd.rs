//! `aikotoba vault passwd`: another password.

use std::path::PathBuf;

use serde::Serialize;

use super::create::cost;
use crate::exit::Exit;
use crate::failure::{CliError, Failure};
use crate::output::moment;
use crate::output::progress::Progress;
use crate::shell::{Answer, Shell};
use crate::{prompt, source, unlock};

/// What `vault passwd` takes.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[arg(long, value_name = "PATH")]
    new_password_file: Option<PathBuf>,
}

/// Sets another password, after the old one or the recovery code has opened the vault.
pub(super) fn run(args: &Args, shell: &Shell) -> Result<Exit, Failure> {
    let mut vault = unlock::open(shell)?.vault;
    let password = match &args.new_password_file {
        Some(file) => source::read_password(file)?,
        None => prompt::new_password(&shell.words, &shell.words.say("ask-new-password", &[]))?,
    };
    {
        let _working = Progress::begin(&shell.words.say("working-passwd", &[]));
        vault.change_passphrase(&password, cost()?, moment::now())?;
    }
    shell.answer(&Changed { changed: true })?;
    Ok(Exit::Done)
}

#[derive(Serialize)]
struct Changed {
    changed: bool,
}

impl Answer for Changed {
    fn tell(&self, shell: &Shell) -> Result<(), CliError> {
        shell.say("passwd-done", &[])
    }
}
