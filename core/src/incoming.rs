//! Accounts that were read and are not kept yet. A [`Plan`] says what would come of each, the person
//! chooses where there is a choice, and applying it is one transaction that can be undone as one.
//! What the preview counts and what the outcome counts is counted by the same lines.
//!
//! What is there is never written over. The same account changes nothing: it has the same
//! identifier in a backup, or the same key, parameters and name, the one that it came with or the
//! one that it goes by now. The same key under another name is asked about, and so is the same name
//! with another key; both may stay.

mod apply;
mod compare;
mod plan;
#[cfg(test)]
mod tests;
mod verdict;

pub use apply::{ApplyError, Outcome};
pub use plan::{Counts, Item, NotOffered, Plan, Settled, Unattended};
pub use verdict::{Choice, Verdict};

use crate::backup::{Extent, Integrity};
use crate::import::{Arrival, Notice, Refusal};
use crate::time::UnixMillis;
use crate::vault::VaultId;

/// Where accounts come from, all in all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Origin {
    /// A backup of ours.
    Backup {
        /// When it was made.
        made: UnixMillis,
        /// Whether its accounts are those that were written.
        integrity: Integrity,
        /// Whether it holds all that its vault should have held.
        extent: Extent,
        /// The vault that it was made of.
        vault: Option<VaultId>,
    },
    /// Another app's export.
    App {
        /// The app, as a person calls it; empty for a list of links.
        app: &'static str,
    },
    /// Sites' own QR codes, links and keys. Whether they take the codes is still to be seen.
    #[default]
    Fresh,
}

/// Accounts and what is known of where they come from.
#[derive(Debug, PartialEq)]
pub struct Incoming {
    pub(crate) origin: Origin,
    pub(crate) arrivals: Vec<Arrival>,
    pub(crate) refused: Vec<Refusal>,
    pub(crate) notices: Vec<Notice>,
    pub(crate) groups: Vec<String>,
    pub(crate) preferences: serde_json::Map<String, serde_json::Value>,
}

impl Incoming {
    /// How many accounts came in.
    pub fn accounts(&self) -> usize {
        self.arrivals.len()
    }

    /// The entries that are no accounts here.
    pub fn refused(&self) -> &[Refusal] {
        &self.refused
    }

    /// What the person should know besides.
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// Keeps one of the accounts, by its place from 0, as a person chose it; `false` where there is
    /// none, and then nothing changes.
    pub fn pick(&mut self, place: usize) -> bool {
        if place >= self.arrivals.len() {
            return false;
        }
        let picked = self.arrivals.swap_remove(place);
        self.arrivals = vec![picked];
        true
    }

    /// The names of the accounts, in their order, to choose among them.
    pub fn names(&self) -> impl Iterator<Item = (&str, &str)> {
        self.arrivals
            .iter()
            .map(|arrival| (arrival.account.issuer.as_str(), arrival.account.label.as_str()))
    }
}
