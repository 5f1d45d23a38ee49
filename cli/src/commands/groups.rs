//! `aikotoba groups`: the groups in their order, and moving one.

use aikotoba_core::vault::Vault;
use serde::Serialize;

use crate::exit::ExitStatus;
use crate::failure::{CliError, Failure};
use crate::output::moment;
use crate::shell::{CommandOutput, Shell};
use crate::unlock;

/// Arguments of `groups`.
#[derive(Debug, clap::Args)]
#[command(group = clap::ArgGroup::new("place").requires("group"))]
pub(crate) struct Args {
    #[arg(value_name = "NAME", requires = "place")]
    group: Option<String>,
    #[arg(long, value_name = "NAME", group = "place")]
    before: Option<String>,
    #[arg(long, group = "place")]
    last: bool,
}

/// Moves a group if one is given, and lists all groups.
pub(crate) fn run(args: &Args, shell: &Shell) -> Result<ExitStatus, Failure> {
    let mut vault = unlock::open(shell)?.vault;
    if let Some(group) = &args.group {
        let before = args.before.as_deref().map(str::trim);
        vault.move_group_before(group.trim(), before, moment::now())?;
    }
    shell.answer(&GroupsOutput::of(&vault))?;
    Ok(ExitStatus::Done)
}

/// The groups in the user's order.
#[derive(Serialize)]
#[serde(transparent)]
struct GroupsOutput {
    rows: Vec<GroupOutput>,
}

#[derive(Serialize)]
struct GroupOutput {
    name: String,
    /// The number of accounts in it, without the trash.
    accounts: usize,
}

impl GroupsOutput {
    fn of(vault: &Vault) -> Self {
        let row = |name: &str| {
            let accounts = vault.accounts().iter();
            let within = accounts.filter(|kept| kept.account.groups.contains(name));
            GroupOutput { name: name.to_owned(), accounts: within.count() }
        };
        Self { rows: vault.groups().into_iter().map(row).collect() }
    }
}

impl CommandOutput for GroupsOutput {
    fn tell(&self, shell: &Shell) -> Result<(), CliError> {
        if self.rows.is_empty() {
            return shell.say("groups-none", &[]);
        }
        self.rows.iter().try_for_each(|GroupOutput { name, accounts }| {
            let facts = [("name", name.as_str().into()), ("count", (*accounts).into())];
            shell.say("groups-row", &facts)
        })
    }
}
