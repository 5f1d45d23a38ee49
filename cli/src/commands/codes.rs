//! `aikotoba codes`: the codes at the current or another time.

mod row;
mod watch;

pub(crate) use row::{AccountCodes, CodesOutput, grouped, left};

use std::path::PathBuf;

use aikotoba_core::enrol::{ClockCorrection, MAX_CORRECTION_SECONDS};
use aikotoba_core::preferences::AppSettings;
use aikotoba_core::screens::codes::CodesScreen;
use aikotoba_core::time::UnixMillis;
use aikotoba_core::vault::StoredAccount;

use super::pick::{self, NamedAccount};
use super::verify;
use crate::exit::ExitStatus;
use crate::failure::{CliError, Failure};
use crate::output::moment;
use crate::shell::{OutputFormat, Shell};
use crate::unlock;

/// Arguments of `codes`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    query: Option<String>,
    #[arg(long, value_name = "UNIX")]
    at: Option<i64>,
    #[arg(long, conflicts_with = "at")]
    watch: bool,
    #[arg(long, value_name = "SECONDS", allow_negative_numbers = true, conflicts_with = "at")]
    #[arg(value_parser = clap::value_parser!(i32)
        .range(i64::from(-MAX_CORRECTION_SECONDS)..=i64::from(MAX_CORRECTION_SECONDS)))]
    skew: Option<i32>,
    #[arg(long, value_name = "ID", conflicts_with_all = ["at", "watch", "query", "from_backup"])]
    hotp: Option<String>,
    #[arg(long, value_name = "FILE")]
    from_backup: Option<PathBuf>,
    #[arg(long, value_name = "PATH", requires = "from_backup")]
    backup_password_file: Option<PathBuf>,
}

impl Args {
    fn correction(&self) -> Option<ClockCorrection> {
        self.skew.and_then(ClockCorrection::of_seconds)
    }
}

/// The time for codes.
fn corrected(correction: Option<ClockCorrection>) -> UnixMillis {
    let now = moment::now();
    correction.map_or(now, |correction| correction.applied_to(now))
}

/// Prints codes.
pub(crate) fn run(args: &Args, shell: &Shell) -> Result<ExitStatus, Failure> {
    if let Some(typed) = &args.hotp {
        return take_hotp(typed, shell);
    }
    let mut shown_accounts = selected_accounts(args, shell)?;
    if shown_accounts.found().is_empty() && !shown_accounts.typed.is_empty() {
        return Err(CliError::NoMatch { found: shown_accounts.typed }.into());
    }
    if args.watch {
        watch::run(&mut shown_accounts, shell, args.correction())?;
    } else {
        let now = args.at.map_or_else(|| corrected(args.correction()), UnixMillis::from_seconds);
        shell.answer(&shown_accounts.codes(shell, now))?;
    }
    Ok(ExitStatus::Done)
}

/// The selected accounts.
struct SelectedAccounts {
    accounts: Vec<StoredAccount>,
    screen: CodesScreen,
    settings: AppSettings,
    typed: String,
}

impl SelectedAccounts {
    fn new(accounts: Vec<StoredAccount>, settings: AppSettings, typed: &str) -> Self {
        let screen = CodesScreen::new(&accounts);
        Self { accounts, screen, settings, typed: typed.to_owned() }
    }

    fn found(&self) -> Vec<NamedAccount<'_>> {
        pick::fitting(pick::named(&self.accounts), &self.typed)
    }

    /// Their codes at this time.
    fn codes(&mut self, shell: &Shell, now: UnixMillis) -> CodesOutput {
        let rows = match shell.format {
            OutputFormat::Json => {
                self.found().into_iter().map(|named| AccountCodes::at(named, now)).collect()
            }
            OutputFormat::Human => Vec::new(),
        };
        let Self { accounts, screen, settings, typed } = self;
        CodesOutput::new(rows, pick::list(screen, accounts, typed, settings, now))
    }
}

/// Reads the accounts and closes the vault, so that other programs can use it meanwhile.
fn selected_accounts(args: &Args, shell: &Shell) -> Result<SelectedAccounts, Failure> {
    let typed = args.query.as_deref().unwrap_or_default();
    let Some(file) = &args.from_backup else {
        let vault = unlock::open(shell)?.vault;
        let accounts = vault.accounts().iter().map(StoredAccount::duplicate).collect();
        return Ok(SelectedAccounts::new(accounts, AppSettings::of(vault.settings()), typed));
    };
    let read = verify::open(shell, file, args.backup_password_file.as_deref(), None, &[])?;
    for one in &read.refused {
        verify::RefusedOutput::of(shell, one, &[]).tell(shell);
    }
    let settings = AppSettings::read(&read.contents.preferences);
    Ok(SelectedAccounts::new(read.contents.into_accounts(), settings, typed))
}

/// Takes the next code of an HOTP account. The counter is written to disk before the code is
/// printed.
fn take_hotp(typed: &str, shell: &Shell) -> Result<ExitStatus, Failure> {
    let mut vault = unlock::open(shell)?.vault;
    let id = pick::one(shell, vault.accounts(), typed)?;
    let code = vault.take_hotp(id)?;
    let rows = vault
        .find(id)
        .map(|kept| AccountCodes::taken((id, &kept.account), &code))
        .into_iter()
        .collect();
    let (now, settings) = (moment::now(), AppSettings::of(vault.settings()));
    let mut screen = CodesScreen::new(vault.accounts());
    screen.show_taken(id, code, now);
    let state = pick::list(&mut screen, vault.accounts(), &id.to_string(), &settings, now);
    shell.answer(&CodesOutput::new(rows, state))?;
    Ok(ExitStatus::Done)
}
