//! Encrypted exports of other apps: their passwords, and the memory needed to open them.

use std::path::PathBuf;
use std::sync::Arc;

use aikotoba_core::fault::Fault;
use aikotoba_core::import::{DecryptError, MemoryConsent};
use aikotoba_core::intake::{Intake, WaitingFile};
use aikotoba_core::screens::sealed::SealedFileRow;
use aikotoba_core::secret::Passphrase;

use crate::exit::ExitStatus;
use crate::failure::{CliError, Failure};
use crate::output::moment;
use crate::output::progress::Progress;
use crate::shell::{OutputFormat, Shell};
use crate::{prompt, source};

/// The maximum number of attempts to type a password.
const MAX_TRIES: usize = 3;

/// Arguments of `import` for encrypted exports.
#[derive(Debug, clap::Args)]
pub(crate) struct PasswordOptions {
    #[arg(long, value_name = "PATH")]
    import_password_file: Option<PathBuf>,
    #[arg(long)]
    accept_import_memory: bool,
}

/// Opens the files that wait for a password. A file that can't be opened is rejected with the
/// reason. A backup of our own and a missing password are reported at once; the indices of these
/// files are returned, with the exit status that each causes.
pub(super) fn open(
    intake: &mut Intake,
    args: &PasswordOptions,
    shell: &Shell,
) -> Result<Vec<(usize, ExitStatus)>, Failure> {
    let given = args.import_password_file.as_deref().map(source::read_password).transpose()?;
    let mut failures = Vec::new();
    while let Some(WaitingFile { input, name, sealed }) = intake.waiting().first() {
        let (input, name, sealed) = (*input, name.clone().unwrap_or_default(), Arc::clone(sealed));
        let why = if sealed.app().is_empty() {
            Err(CliError::IsBackup { name })
        } else if given.is_none() && !can_ask(shell) {
            Err(CliError::ImportPasswordNeeded { name, app: sealed.app() })
        } else {
            Ok(try_to_open(intake, input, given.as_ref(), args, shell)?)
        };
        let why = match why {
            Ok(None) => continue,
            Ok(Some(why)) => why,
            Err(why) => {
                failures.push((input, shell.tell_failure(&why.into())));
                DecryptError::PasswordMissing
            }
        };
        intake.give_up(input, why);
    }
    Ok(failures)
}

fn can_ask(shell: &Shell) -> bool {
    prompt::is_possible() && shell.format == OutputFormat::Human
}

/// Tries to open the first waiting file; returns the reason if it can't be opened.
fn try_to_open(
    intake: &mut Intake,
    input: usize,
    given: Option<&Passphrase>,
    args: &PasswordOptions,
    shell: &Shell,
) -> Result<Option<DecryptError>, CliError> {
    let row = SealedFileRow::all(intake.waiting()).into_iter().next();
    let (Some(waiting), Some(row)) = (intake.waiting().first(), row) else { return Ok(None) };
    let sealed = Arc::clone(&waiting.sealed);
    let mut consent = MemoryConsent::NotAsked;
    if let Some(found) = row.asks_mebibytes {
        let why = DecryptError::MemoryNeedsConsent { found };
        let is_accepted = args.accept_import_memory
            || (can_ask(shell) && prompt::yes(&shell.words, "ask-import-memory", &why.facts())?);
        if !is_accepted {
            return Ok(Some(why));
        }
        consent = MemoryConsent::Given;
    }
    for left in (0..MAX_TRIES).rev() {
        let facts = [("name", row.name.as_str().into()), ("app", row.app.as_str().into())];
        let typed = match given {
            Some(_) => None,
            None => Some(prompt::password(&shell.words.say("ask-import-password", &facts))?),
        };
        let Some(password) = given.or(typed.as_ref()) else { break };
        let opened = {
            let _working = Progress::begin(&shell.words.say("working-open-import", &[]));
            sealed.open(password, consent, moment::now())
        };
        match opened {
            Ok(opened) => {
                intake.take_opened(input, opened);
                return Ok(None);
            }
            Err(why) if why.is_wrong_password() && typed.is_some() && left > 0 => {
                shell.remark_text(&shell.happened(&why));
            }
            Err(why) => return Ok(Some(why)),
        }
    }
    Ok(Some(DecryptError::PasswordMissing))
}
