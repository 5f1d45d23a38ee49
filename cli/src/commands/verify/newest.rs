//! `aikotoba verify --newest`: rehearses a restore of the newest backup of a folder.

use std::path::Path;

use aikotoba_core::backup::{Folder, NewestBackup};
use aikotoba_core::screens::rehearsal::RehearsedState;
use aikotoba_core::time::UnixMillis;
use serde::Serialize;

use crate::exit::ExitStatus;
use crate::failure::{CliError, Failure};
use crate::output::moment;
use crate::output::progress::Progress;
use crate::shell::{CommandOutput, Shell};
use crate::{prompt, source, unlock};

/// Opens the newest backup of the vault with a password that is typed, compares it with the vault,
/// and records the result.
pub(super) fn run(
    shell: &Shell,
    folder: &Path,
    password_file: Option<&Path>,
) -> Result<ExitStatus, Failure> {
    let mut vault = unlock::open(shell)?.vault;
    let now = moment::now();
    let fetched = NewestBackup::new(&vault, now).read_from(&Folder::new(folder));
    let fetched = fetched.inspect_err(|why| why.remember(&mut vault, now))?;
    // Never the vault's own: whether a person knows the backup's password is the question.
    let typed = match password_file {
        Some(file) => source::read_password(file)?,
        None => prompt::password(&shell.words.say("backup-password", &[]))?,
    };
    let working = Progress::begin(&shell.words.say("restore-opening", &[]));
    let rehearsed = fetched.rehearse(&mut vault, &typed, now)?;
    drop(working);
    let state = RehearsedState::of(&rehearsed, &vault, now);
    shell.answer(&VerifyNewestOutput {
        file: folder.join(&rehearsed.name).display().to_string(),
        made: rehearsed.made.seconds(),
        accounts: state.accounts,
        same: rehearsed.compared.same,
        changed: rehearsed.compared.changed,
        extra: rehearsed.compared.extra,
        noted: rehearsed.noted.is_ok(),
        next: state.next.map(UnixMillis::seconds),
        state,
    })?;
    Ok(ExitStatus::Done)
}

#[derive(Serialize)]
struct VerifyNewestOutput {
    file: String,
    /// When the backup was made, in Unix seconds.
    made: i64,
    /// The number of accounts in the vault, all of which are in the backup.
    accounts: u32,
    /// The number of those that are equal in every field.
    same: usize,
    /// The number of those that were changed since.
    changed: usize,
    /// The number of accounts in the backup that are not in the vault.
    extra: usize,
    /// Whether the vault recorded the rehearsal.
    noted: bool,
    /// When the next one is due, in Unix seconds.
    next: Option<i64>,
    /// The same as a person sees it.
    #[serde(skip)]
    state: RehearsedState,
}

impl CommandOutput for VerifyNewestOutput {
    fn tell(&self, shell: &Shell) -> Result<(), CliError> {
        let local = |time: UnixMillis| moment::local(time);
        shell.say("plan-made", &[("time", local(self.state.made).as_str().into())])?;
        shell.say("verify-file", &[("name", self.file.as_str().into())])?;
        crate::output::line(shell.phrase_value(&self.state.phrase))?;
        match self.state.next {
            Some(next) => shell.say("rehearsal-next", &[("time", local(next).as_str().into())]),
            None => Ok(()),
        }
    }
}
