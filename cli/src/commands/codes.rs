//! `aikotoba codes`: the codes at the current or another time.

mod row;
mod watch;

pub(crate) use row::{Codes, Row};

use std::path::PathBuf;

use aikotoba_core::account::{Account, AccountId};
use aikotoba_core::time::UnixMillis;

use super::{pick, verify};
use crate::exit::Exit;
use crate::failure::{CliError, Failure};
use crate::output::moment;
use crate::shell::Shell;
use crate::unlock;

/// Arguments of `codes`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    query: Option<String>,
    #[arg(long, value_name = "UNIX")]
    at: Option<i64>,
    #[arg(long, conflicts_with = "at")]
    watch: bool,
    #[arg(long, value_name = "ID", conflicts_with_all = ["at", "watch", "query", "from_backup"])]
    hotp: Option<String>,
    #[arg(long, value_name = "FILE")]
    from_backup: Option<PathBuf>,
    #[arg(long, value_name = "PATH", requires = "from_backup")]
    backup_password_file: Option<PathBuf>,
}

/// Prints codes.
pub(crate) fn run(args: &Args, shell: &Shell) -> Result<Exit, Failure> {
    if let Some(typed) = &args.hotp {
        return take_hotp(typed, shell);
    }
    let accounts = accounts(args, shell)?;
    let typed = args.query.as_deref().unwrap_or_default();
    let found = pick::fitting(accounts.iter().map(|(id, account)| (*id, account)), typed);
    if found.is_empty() && !typed.is_empty() {
        return Err(CliError::NoMatch { found: typed.to_owned() }.into());
    }
    if args.watch {
        watch::run(&found, shell)?;
    } else {
        let now = args.at.map_or_else(moment::now, UnixMillis::from_seconds);
        shell.answer(&Codes::at(&found, now))?;
    }
    Ok(Exit::Done)
}

/// Reads the accounts and closes the vault again, so that other programs can use it.
fn accounts(args: &Args, shell: &Shell) -> Result<Vec<(AccountId, Account)>, Failure> {
    let Some(file) = &args.from_backup else {
        let vault = unlock::open(shell)?.vault;
        return Ok(pick::named(vault.accounts()).map(|(id, one)| (id, one.duplicate())).collect());
    };
    let read = verify::open(shell, file, args.backup_password_file.as_deref(), None, &[])?;
    for one in &read.refusals {
        verify::Refused::of(shell, one, &[]).tell(shell);
    }
    let used = read.contents.entries.into_iter().filter(|entry| entry.trashed.is_none());
    Ok(used.map(|entry| (entry.id, entry.account)).collect())
}

/// Takes the next code of an HOTP account. The counter is written to disk before the code is
/// printed.
fn take_hotp(typed: &str, shell: &Shell) -> Result<Exit, Failure> {
    let mut vault = unlock::open(shell)?.vault;
    let id = pick::one(shell, vault.accounts(), typed)?;
    let code = vault.take_hotp(id)?;
    let rows =
        vault.find(id).map(|kept| Row::taken((id, &kept.account), &code)).into_iter().collect();
    shell.answer(&Codes::new(rows, moment::now()))?;
    Ok(Exit::Done)
}
