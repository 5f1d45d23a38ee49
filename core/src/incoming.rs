//! Accounts that were read and are not yet in the vault. A [`IncomingPlan`] states what would happen to
//! each; the user makes the open choices; applying the plan is one transaction, which can be undone
//! as one. The preview and the outcome are counted by the same code.
//!
//! Existing accounts are never overwritten. An account that is already in the vault changes
//! nothing. Two accounts with equal key and parameters are the same account if their names (current
//! or original) are equal, or if a backup gives them the same identifier. The user is asked about
//! the same key under another name, and about the same name with another key; both may be kept.

mod apply;
mod compare;
mod plan;
#[cfg(test)]
mod tests;
mod verdict;

pub use apply::{ApplyError, PlanOutcome};
pub use plan::{
    ChoiceNotOffered, IncomingPlan, PlanCounts, PlannedAccount, PlannedResult, UnattendedChoice,
};
pub use verdict::{PlanChoice, PlanVerdict};

use crate::backup::{BackupExtent, BackupIntegrity};
use crate::import::{ImportNotice, ImportedAccount, RefusedImport};
use crate::time::UnixMillis;
use crate::vault::{ProvedBackup, VaultId};

/// The common source of the accounts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum IncomingOrigin {
    /// One of our own backups.
    Backup {
        /// When it was made.
        made: UnixMillis,
        /// Whether its accounts are those that were written.
        integrity: BackupIntegrity,
        /// Whether it contains everything that its vault should have held.
        extent: BackupExtent,
        /// The vault that it was made from.
        vault: Option<VaultId>,
        /// What a vault with exactly its content records of it; `None` if a part of it is missing or
        /// was not read.
        proved: Option<ProvedBackup>,
    },
    /// Another app's export.
    App {
        /// The app's display name; empty for a list of links.
        app: &'static str,
    },
    /// QR codes, links and keys from sites. It is not yet known whether the sites accept the codes.
    #[default]
    Fresh,
}

/// Accounts with their source.
#[derive(Debug, PartialEq)]
pub struct IncomingAccounts {
    pub(crate) origin: IncomingOrigin,
    pub(crate) arrivals: Vec<ImportedAccount>,
    pub(crate) refused: Vec<RefusedImport>,
    pub(crate) notices: Vec<ImportNotice>,
    pub(crate) groups: Vec<String>,
    pub(crate) preferences: serde_json::Map<String, serde_json::Value>,
}

impl IncomingAccounts {
    /// The number of accounts.
    pub fn accounts(&self) -> usize {
        self.arrivals.len()
    }

    /// The rejected entries.
    pub fn refused(&self) -> &[RefusedImport] {
        &self.refused
    }

    /// What else the user should be told.
    pub fn notices(&self) -> &[ImportNotice] {
        &self.notices
    }

    /// Keeps only the account at `place`, counted from 0. Returns `false` and changes nothing if
    /// there is none.
    pub fn pick(&mut self, place: usize) -> bool {
        if place >= self.arrivals.len() {
            return false;
        }
        let picked = self.arrivals.swap_remove(place);
        self.arrivals = vec![picked];
        true
    }

    /// The issuer and label of each account, in order, for a choice among them.
    pub fn names(&self) -> impl Iterator<Item = (&str, &str)> {
        self.arrivals
            .iter()
            .map(|arrival| (arrival.account.issuer.as_str(), arrival.account.label.as_str()))
    }
}
