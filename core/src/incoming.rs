//! Accounts that were read and are not kept yet: from a backup, from another app, from one picture
//! with several codes. A [`Plan`] says what would come of each, the person chooses where there is
//! a choice, and applying it is one transaction that can be undone as one.
//!
//! What is there is never written over: the same key with the same parameters is the same account,
//! and nothing of it changes; the same name with another key is asked about.

mod apply;
mod plan;
#[cfg(test)]
mod tests;

pub use apply::{ApplyError, Outcome};
pub use plan::{Choice, Item, NotOffered, Plan, Verdict};

use crate::account::{Account, AccountId};
use crate::backup::{self, EntryError, Extent, Integrity};
use crate::fault::Fault;
use crate::import::{self, Format, Imported, Notice};
use crate::time::UnixMillis;

/// Where accounts come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A backup of ours.
    Backup {
        /// When it was made.
        made: UnixMillis,
        /// Whether its accounts are those that were written.
        integrity: Integrity,
        /// Whether it holds all that its vault should have held.
        extent: Extent,
    },
    /// Another app's export. Its accounts were in use there, so they count as confirmed.
    App {
        /// The format.
        format: Format,
        /// What the person should know of it.
        notices: Vec<Notice>,
    },
    /// A picture with several codes. Whether the sites take their codes is still to be seen.
    Picture,
}

/// An account that was read.
#[derive(Debug, PartialEq)]
pub(crate) struct Arrival {
    /// Its identifier where it comes from.
    pub(crate) id: Option<AccountId>,
    pub(crate) account: Account,
    pub(crate) trashed: Option<UnixMillis>,
}

/// An entry that is no account here. Nothing is left out silently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Where it stood, counted from 1.
    pub at: usize,
    /// Its name as far as it can be read; may be empty.
    pub name: String,
    /// Why.
    pub why: Cause,
}

/// Why an entry is no account here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// It stood in a backup.
    Backup(EntryError),
    /// It stood in another app's export.
    Import(import::Why),
}

impl Cause {
    /// The error that it is.
    pub fn fault(&self) -> &dyn Fault {
        match self {
            Self::Backup(why) => why,
            Self::Import(why) => why,
        }
    }
}

/// Accounts and what is known of where they come from.
#[derive(Debug, PartialEq)]
pub struct Incoming {
    pub(crate) origin: Origin,
    pub(crate) arrivals: Vec<Arrival>,
    pub(crate) refused: Vec<Refused>,
    pub(crate) groups: Vec<String>,
    pub(crate) preferences: serde_json::Map<String, serde_json::Value>,
}

impl From<backup::Read> for Incoming {
    fn from(read: backup::Read) -> Self {
        let backup::Read { contents, refusals, integrity } = read;
        let arrivals = contents.entries.into_iter().map(|entry| {
            let backup::Entry { id, account, trashed, unknown: _ } = entry;
            Arrival { id: Some(id), account, trashed }
        });
        let refused = refusals.into_iter().map(|refusal| {
            let backup::Refusal { at, name, why } = refusal;
            Refused { at, name, why: Cause::Backup(why) }
        });
        Self {
            origin: Origin::Backup { made: contents.made, integrity, extent: contents.extent },
            arrivals: arrivals.collect(),
            refused: refused.collect(),
            groups: contents.groups,
            preferences: contents.preferences,
        }
    }
}

impl From<Imported> for Incoming {
    fn from(imported: Imported) -> Self {
        let Imported { format, accounts, refusals, notices } = imported;
        let refused = refusals.into_iter().map(|refusal| {
            let import::Refusal { at, name, why } = refusal;
            Refused { at, name, why: Cause::Import(why) }
        });
        Self { refused: refused.collect(), ..Self::new(Origin::App { format, notices }, accounts) }
    }
}

impl Incoming {
    /// The accounts of a picture with several codes.
    pub fn of_picture(accounts: Vec<Account>) -> Self {
        Self::new(Origin::Picture, accounts)
    }

    fn new(origin: Origin, accounts: Vec<Account>) -> Self {
        let arrivals =
            accounts.into_iter().map(|account| Arrival { id: None, account, trashed: None });
        Self {
            origin,
            arrivals: arrivals.collect(),
            refused: Vec::new(),
            groups: Vec::new(),
            preferences: serde_json::Map::new(),
        }
    }
}
