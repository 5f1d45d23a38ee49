//! `aikotoba list`: lists the accounts, without codes and keys.

use aikotoba_core::preferences::AppSettings;
use aikotoba_core::screens::banners::Banner;
use aikotoba_core::screens::codes::{AccountBadge, CodeRow, CodesScreen, CodesState};
use aikotoba_core::screens::rehearsal::NextRehearsalState;
use aikotoba_core::screens::start::Offered;
use serde::Serialize;

use super::account::{self, AccountOutput};
use super::pick;
use crate::exit::ExitStatus;
use crate::failure::{CliError, Failure};
use crate::output::columns::columns;
use crate::output::plain::plain;
use crate::output::{line, moment};
use crate::shell::{CommandOutput, Shell};
use crate::unlock;

/// Arguments of `list`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    query: Option<String>,
}

/// Lists the accounts.
pub(crate) fn run(args: &Args, shell: &Shell) -> Result<ExitStatus, Failure> {
    let vault = unlock::open(shell)?.vault;
    let typed = args.query.as_deref().unwrap_or_default();
    let found = pick::fitting(pick::named(vault.accounts()), typed);
    let accounts = found.into_iter().filter_map(|(id, _)| vault.find(id)).map(AccountOutput::of);
    let mut screen = CodesScreen::new(vault.accounts());
    let settings = AppSettings::of(vault.settings());
    let state = pick::list(&mut screen, vault.accounts(), typed, &settings, moment::now());
    shell.answer(&ListOutput { accounts: accounts.collect(), state })?;
    let rehearsal = NextRehearsalState::of(&vault, moment::now());
    if rehearsal.put_off == Offered::Yes {
        shell.remark_phrase(&Banner::RehearsalDue);
        shell.remark("info-rehearsal-next", &[]);
    }
    Ok(ExitStatus::Done)
}

/// Accounts in display order.
#[derive(Serialize)]
#[serde(transparent)]
struct ListOutput {
    accounts: Vec<AccountOutput>,
    #[serde(skip)]
    state: CodesState,
}

impl CommandOutput for ListOutput {
    fn tell(&self, shell: &Shell) -> Result<(), CliError> {
        if let Some(why) = self.state.empty {
            return shell.say_phrase(&why);
        }
        let badge = |row: &CodeRow, badge: AccountBadge, key: &str| {
            if row.badges.contains(&badge) { shell.words.say(key, &[]) } else { String::new() }
        };
        let row = |row: &CodeRow| {
            let [issuer, label] = [&row.issuer, &row.label].map(|name| plain(name).into_owned());
            let favourite = badge(row, AccountBadge::Favourite, "code-favourite");
            let unconfirmed = badge(row, AccountBadge::Unconfirmed, "code-unconfirmed");
            [account::short(&row.id.to_string()), issuer, label, favourite, unconfirmed]
        };
        let rows: Vec<_> = self.state.rows.iter().map(row).collect();
        columns(&rows, &[1, 2]).into_iter().try_for_each(line)
    }
}
