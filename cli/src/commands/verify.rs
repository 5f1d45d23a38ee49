//! `aikotoba verify`: checks whether a backup opens and is complete.

use std::path::{Path, PathBuf};

use aikotoba_core::backup::{self, Extent, File, Integrity, Read};
use aikotoba_core::crypto::mac::Tag;
use aikotoba_core::fault::{Fault, Refusal};
use aikotoba_core::screens::backup::VerifiedState;
use aikotoba_core::screens::plan::RefusedRow;
use aikotoba_words::of_entry;
use serde::Serialize;

use crate::exit::Exit;
use crate::failure::{CliError, Failure};
use crate::output::moment;
use crate::output::progress::Progress;
use crate::shell::{Answer, Shell};
use crate::unlock::Proof;
use crate::{backup_password, source};

/// Arguments of `verify`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[arg(long, value_name = "PATH")]
    backup_password_file: Option<PathBuf>,
}

/// Opens a backup and checks whether it is complete.
pub(crate) fn run(args: &Args, shell: &Shell) -> Result<Exit, Failure> {
    let read = open(shell, &args.file, args.backup_password_file.as_deref(), None, &[])?;
    let answer = Verified::of(shell, &read, &args.file);
    shell.answer(&answer)?;
    Ok(if answer.whole { Exit::Done } else { Exit::AnotherSource })
}

/// Opens a backup with its password from any source. `proved_files` are the files that an open
/// vault has verified: if such a file does not open, the password is wrong.
pub(crate) fn open(
    shell: &Shell,
    file: &Path,
    password_file: Option<&Path>,
    proof: Option<&Proof>,
    proved_files: &[Tag],
) -> Result<Read, Failure> {
    let sealed = source::read(file)?;
    // A file that is not a backup needs no password.
    backup::look(&sealed)?;
    let password = backup_password::for_old(shell, password_file, proof)?;
    let _working = Progress::begin(&shell.words.say("restore-opening", &[]));
    let name = file.file_name().and_then(|name| name.to_str());
    Ok(backup::verify_known(File { name, sealed: &sealed }, &password, proved_files)?)
}

#[derive(Serialize)]
struct Verified {
    file: String,
    /// In Unix seconds.
    made: i64,
    /// The accounts that can be read, including the trash.
    accounts: usize,
    whole: bool,
    /// Whether it was made from a damaged vault, so that accounts may be missing.
    partial: bool,
    refused: Vec<Refused>,
    /// The same as a person sees it.
    #[serde(skip)]
    state: VerifiedState,
}

/// A rejected entry.
#[derive(Serialize)]
pub(crate) struct Refused {
    at: usize,
    name: String,
    code: String,
    happened: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
}

impl Refused {
    /// The rejected entry, with the reason and the name of its file from `files`.
    pub(crate) fn of<W: Fault>(shell: &Shell, refusal: &Refusal<W>, files: &[String]) -> Self {
        let row = RefusedRow::of(refusal);
        let happened = shell.words.told(&row.why);
        let file = refusal.input.checked_sub(1).and_then(|index| files.get(index)).cloned();
        Self { at: refusal.at, name: row.name, code: row.why.code, happened, file }
    }

    /// Reports it on standard error.
    pub(crate) fn tell(&self, shell: &Shell) {
        let file = self.file.as_deref().unwrap_or_default();
        let entry = of_entry(&self.name, &self.happened);
        let facts =
            [("entry", entry.as_str().into()), ("at", self.at.into()), ("file", file.into())];
        let key = match (self.at, file) {
            (0, _) => "entry-refused",
            (_, "") => "entry-refused-at",
            _ => "entry-refused-in",
        };
        shell.remark(key, &facts);
    }
}

impl Verified {
    fn of(shell: &Shell, read: &Read, file: &Path) -> Self {
        let refused = read.refusals.iter();
        Self {
            file: file.display().to_string(),
            made: read.contents.made.seconds(),
            accounts: read.contents.entries.len(),
            whole: read.integrity == Integrity::Whole,
            partial: read.contents.extent == Extent::Partial,
            refused: refused.map(|one| Refused::of(shell, one, &[])).collect(),
            state: VerifiedState::of(read),
        }
    }
}

impl Answer for Verified {
    fn tell(&self, shell: &Shell) -> Result<(), CliError> {
        let VerifiedState { made, accounts, trust, .. } = &self.state;
        shell.say("plan-made", &[("time", moment::local(*made).as_str().into())])?;
        shell.say("backup-accounts", &[("accounts", accounts.into())])?;
        shell.say_phrase(trust)?;
        self.refused.iter().for_each(|refused| refused.tell(shell));
        Ok(())
    }
}
