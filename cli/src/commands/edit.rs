//! `aikotoba edit`: an account's names, note, groups, colour, whether it is pinned, and its place.

use aikotoba_core::account::Favourite;
use aikotoba_core::screens::account::AccountDetails;
use aikotoba_core::vault::ChangeError;
use serde::Serialize;

use super::{account, pick};
use crate::exit::ExitStatus;
use crate::failure::{CliError, Failure};
use crate::output::moment;
use crate::shell::{CommandOutput, Shell};
use crate::unlock;

/// Arguments of `edit`.
#[derive(Debug, clap::Args)]
#[command(group = clap::ArgGroup::new("change").required(true).multiple(true))]
pub(crate) struct Args {
    #[arg(value_name = "ID")]
    id: String,
    #[arg(long, value_name = "NAME", group = "change")]
    issuer: Option<String>,
    #[arg(long, value_name = "NAME", group = "change")]
    account: Option<String>,
    #[arg(long, value_name = "TEXT", group = "change")]
    note: Option<String>,
    #[arg(long, value_name = "NAME", group = "change")]
    group: Vec<String>,
    #[arg(long, value_name = "yes|no", value_enum, hide_possible_values = true, group = "change")]
    favourite: Option<PinnedOption>,
    #[arg(long, value_name = "0-255|none", value_parser = colour, group = "change")]
    colour: Option<ColourOption>,
    #[arg(long, value_name = "ID", group = "change", conflicts_with = "last")]
    before: Option<String>,
    #[arg(long, group = "change")]
    last: bool,
}

/// Whether an account is pinned.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum PinnedOption {
    /// Pinned.
    Yes,
    /// Not pinned.
    No,
}

/// A colour of the palette, or none.
#[derive(Clone, Copy, Debug)]
struct ColourOption(Option<u8>);

fn colour(text: &str) -> Result<ColourOption, std::num::ParseIntError> {
    if text == "none" {
        Ok(ColourOption(None))
    } else {
        text.parse().map(|index| ColourOption(Some(index)))
    }
}

/// Changes an account's user metadata; the key is unchanged.
pub(crate) fn run(args: &Args, shell: &Shell) -> Result<ExitStatus, Failure> {
    let mut vault = unlock::open(shell)?.vault;
    let id = pick::one(shell, vault.accounts(), &args.id)?;
    let before = args.before.as_ref().map(|before| pick::one(shell, vault.accounts(), before));
    let before = before.transpose()?;
    let kept = vault.find(id).ok_or(ChangeError::NoSuchAccount)?;
    let old = AccountDetails::of(&kept.account);
    let new = args.details(old.clone());
    if new != old {
        let edited = new.applied_to(&kept.account)?;
        vault.edit(id, edited, moment::now())?;
    }
    if before.is_some() || args.last {
        vault.move_before(id, before, moment::now())?;
    }
    let kept = vault.find(id).ok_or(ChangeError::NoSuchAccount)?;
    let place = vault.accounts().iter().position(|one| one.id == id).unwrap_or(0) + 1;
    let AccountDetails { issuer, label, note, groups, favourite, colour } =
        AccountDetails::of(&kept.account);
    let favourite = favourite == Favourite::Yes;
    let name = account::name(shell, &kept.account);
    let id = id.to_string();
    shell.answer(&EditOutput {
        id,
        issuer,
        account: label,
        note,
        group: groups.first().cloned(),
        groups,
        favourite,
        colour,
        place,
        name,
    })?;
    Ok(ExitStatus::Done)
}

impl Args {
    /// The details with the given values replaced.
    fn details(&self, old: AccountDetails) -> AccountDetails {
        AccountDetails {
            issuer: self.issuer.clone().unwrap_or(old.issuer),
            label: self.account.clone().unwrap_or(old.label),
            note: self.note.clone().unwrap_or(old.note),
            // The given names replace all groups; an empty one alone removes the account from them.
            groups: if self.group.is_empty() { old.groups } else { self.group.clone() },
            favourite: match self.favourite {
                Some(PinnedOption::Yes) => Favourite::Yes,
                Some(PinnedOption::No) => Favourite::No,
                None => old.favourite,
            },
            colour: self.colour.map_or(old.colour, |ColourOption(colour)| colour),
        }
    }
}

#[derive(Serialize)]
struct EditOutput {
    id: String,
    issuer: String,
    account: String,
    note: String,
    /// The first of the groups.
    group: Option<String>,
    groups: Vec<String>,
    favourite: bool,
    colour: Option<u8>,
    /// The position in the list, counted from 1.
    place: usize,
    #[serde(skip)]
    name: String,
}

impl CommandOutput for EditOutput {
    fn tell(&self, shell: &Shell) -> Result<(), CliError> {
        shell.say("edit-done", &[("name", self.name.as_str().into())])
    }
}
