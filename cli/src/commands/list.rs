//! `aikotoba list`: lists the accounts, without codes and keys.

use serde::Serialize;

use super::account::Shown;
use super::pick;
use crate::exit::Exit;
use crate::failure::{CliError, Failure};
use crate::output::columns::columns;
use crate::output::line;
use crate::output::plain::plain;
use crate::shell::{Answer, Shell};
use crate::unlock;

/// Arguments of `list`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    query: Option<String>,
}

/// Lists the accounts.
pub(crate) fn run(args: &Args, shell: &Shell) -> Result<Exit, Failure> {
    let vault = unlock::open(shell)?.vault;
    let typed = args.query.as_deref().unwrap_or_default();
    let found = pick::fitting(pick::named(vault.accounts()), typed);
    shell.answer(&List(found.into_iter().map(|(id, one)| Shown::new(id, one)).collect()))?;
    Ok(Exit::Done)
}

/// Accounts in display order.
#[derive(Serialize)]
#[serde(transparent)]
pub(crate) struct List(pub(crate) Vec<Shown>);

impl Answer for List {
    fn tell(&self, shell: &Shell) -> Result<(), CliError> {
        if self.0.is_empty() {
            return shell.say("list-empty", &[]);
        }
        let mark = |shown: &Shown| {
            if shown.confirmed { String::new() } else { shell.words.say("list-unconfirmed", &[]) }
        };
        let row = |shown: &Shown| {
            let names = [&shown.issuer, &shown.account].map(|name| plain(name).into_owned());
            let [issuer, label] = names;
            [shown.short_id(), issuer, label, mark(shown)]
        };
        let rows: Vec<_> = self.0.iter().map(row).collect();
        columns(&rows, &[1, 2]).into_iter().try_for_each(line)
    }
}
