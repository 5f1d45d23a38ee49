//! `aikotoba verify`: checks whether a backup opens and is complete.

mod newest;

use std::path::{Path, PathBuf};

use aikotoba_core::backup::{self, BackupExtent, BackupFile, BackupIntegrity, ReadBackup};
use aikotoba_core::crypto::mac::MacTag;
use aikotoba_core::fault::{Fault, RefusedEntry};
use aikotoba_core::screens::backup::VerifiedState;
use aikotoba_core::screens::plan::RefusedEntryRow;
use aikotoba_words::of_entry;
use serde::Serialize;

use crate::exit::ExitStatus;
use crate::failure::{CliError, Failure};
use crate::output::moment;
use crate::output::progress::Progress;
use crate::shell::{CommandOutput, Shell};
use crate::unlock::OwnerProof;
use crate::{backup_password, source};

/// Arguments of `verify`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[arg(value_name = "FILE", required_unless_present = "newest")]
    file: Option<PathBuf>,
    #[arg(long, value_name = "FOLDER", conflicts_with = "file")]
    newest: Option<PathBuf>,
    #[arg(long, value_name = "PATH")]
    backup_password_file: Option<PathBuf>,
}

/// Opens a backup and checks whether it is complete; or rehearses the newest one of a folder.
pub(crate) fn run(args: &Args, shell: &Shell) -> Result<ExitStatus, Failure> {
    let password_file = args.backup_password_file.as_deref();
    let Some(file) = &args.file else {
        let folder = args.newest.as_deref().unwrap_or(Path::new("."));
        return newest::run(shell, folder, password_file);
    };
    let read = open(shell, file, password_file, None, &[])?;
    let answer = VerifyOutput::of(shell, &read, file);
    shell.answer(&answer)?;
    Ok(if answer.whole { ExitStatus::Done } else { ExitStatus::AnotherSource })
}

/// Opens a backup with its password from any source. `proved_files` are the files that an open
/// vault has verified: if such a file does not open, the password is wrong.
pub(crate) fn open(
    shell: &Shell,
    file: &Path,
    password_file: Option<&Path>,
    proof: Option<&OwnerProof>,
    proved_files: &[MacTag],
) -> Result<ReadBackup, Failure> {
    let sealed = source::read(file)?;
    // A file that is not a backup needs no password.
    backup::check_header(&sealed)?;
    let password = backup_password::for_old(shell, password_file, proof)?;
    let _working = Progress::begin(&shell.words.say("restore-opening", &[]));
    let name = file.file_name().and_then(|name| name.to_str());
    Ok(backup::verify_known(BackupFile { name, sealed: &sealed }, &password, proved_files)?)
}

#[derive(Serialize)]
struct VerifyOutput {
    file: String,
    /// In Unix seconds.
    made: i64,
    /// The accounts that can be read, including the trash.
    accounts: usize,
    whole: bool,
    /// Whether it was made from a damaged vault, so that accounts may be missing.
    partial: bool,
    refused: Vec<RefusedOutput>,
    /// The same for a person.
    #[serde(skip)]
    state: VerifiedState,
}

/// A rejected entry.
#[derive(Serialize)]
pub(crate) struct RefusedOutput {
    at: usize,
    name: String,
    code: String,
    happened: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
}

impl RefusedOutput {
    /// The rejected entry, with the reason and the name of its file from `files`.
    pub(crate) fn of<W: Fault>(shell: &Shell, refusal: &RefusedEntry<W>, files: &[String]) -> Self {
        let row = RefusedEntryRow::of(refusal);
        let happened = shell.words.of_phrase(&row.why);
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

impl VerifyOutput {
    fn of(shell: &Shell, read: &ReadBackup, file: &Path) -> Self {
        let refused = read.refused.iter();
        Self {
            file: file.display().to_string(),
            made: read.contents.made.seconds(),
            accounts: read.contents.entries.len(),
            whole: read.integrity == BackupIntegrity::Whole,
            partial: read.contents.extent == BackupExtent::Partial,
            refused: refused.map(|one| RefusedOutput::of(shell, one, &[])).collect(),
            state: VerifiedState::of(read),
        }
    }
}

impl CommandOutput for VerifyOutput {
    fn tell(&self, shell: &Shell) -> Result<(), CliError> {
        let VerifiedState { made, accounts, trust, .. } = &self.state;
        shell.say("plan-made", &[("time", moment::local(*made).as_str().into())])?;
        shell.say("backup-accounts", &[("accounts", accounts.into())])?;
        shell.say_phrase(trust)?;
        self.refused.iter().for_each(|refused| refused.tell(shell));
        Ok(())
    }
}
