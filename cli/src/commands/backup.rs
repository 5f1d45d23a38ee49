//! `aikotoba backup`: everything in one file, called saved once it was read back.

use std::path::PathBuf;

use aikotoba_core::backup::{Extent, Folder, Saving, Target};
use aikotoba_core::screens::password::Strength;
use serde::Serialize;

use crate::backup_password;
use crate::exit::Exit;
use crate::failure::{CliError, Failure};
use crate::output::moment;
use crate::output::progress::Progress;
use crate::shell::{Answer, Shell};
use crate::unlock;

/// What `backup` takes.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[arg(long, value_name = "PATH")]
    backup_password_file: Option<PathBuf>,
}

/// Makes a backup, and proves it.
pub(crate) fn run(args: &Args, shell: &Shell) -> Result<Exit, Failure> {
    let (folder, name) = Folder::of_file(&args.file)?;
    let opened = unlock::open(shell)?;
    let own = args.backup_password_file.as_deref();
    let (password, strength) = backup_password::for_new(shell, own, &opened)?;
    let mut vault = opened.vault;
    let made = {
        let _working = Progress::begin(&shell.words.say("working-backup", &[]));
        Saving::new(&vault, folder, Target::File(name), password, moment::now())?.finish()?
    };
    made.note(&mut vault)?;
    shell.answer(&Saved {
        file: args.file.display().to_string(),
        made: made.at.seconds(),
        accounts: made.accounts,
        proved: made.accounts,
        bytes: made.bytes,
        partial: made.extent == Extent::Partial,
        strength,
    })?;
    Ok(Exit::Done)
}

#[derive(Serialize)]
struct Saved {
    file: String,
    /// Unix seconds.
    made: i64,
    accounts: usize,
    /// How many were read back and compared: all, or it would not be called saved.
    proved: usize,
    bytes: usize,
    /// Whether it was made of a damaged vault, so that accounts may be missing.
    partial: bool,
    /// How good the backup's password is.
    strength: Strength,
}

impl Answer for Saved {
    fn tell(&self, shell: &Shell) -> Result<(), CliError> {
        shell.say("backup-done", &[("name", self.file.as_str().into())])?;
        let facts = [("count", self.accounts.into()), ("proved", self.proved.into())];
        shell.say("backup-proof", &facts)?;
        if self.partial { shell.say("backup-partial", &[]) } else { Ok(()) }
    }
}
