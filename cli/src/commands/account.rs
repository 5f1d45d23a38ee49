//! An account in a command's output: names and kind, never the key.

use aikotoba_core::account::{Account, Favourite};
use aikotoba_core::screens::account::AccountState;
use aikotoba_core::screens::codes;
use aikotoba_core::time::UnixMillis;
use aikotoba_core::vault::StoredAccount;
use serde::Serialize;

use crate::output::plain::plain;
use crate::shell::Shell;

/// An account without its key.
#[derive(Debug, Serialize)]
pub(crate) struct AccountOutput {
    pub(crate) id: String,
    pub(crate) issuer: String,
    pub(crate) account: String,
    #[serde(rename = "type")]
    pub(crate) kind: &'static str,
    pub(crate) algorithm: &'static str,
    pub(crate) digits: u8,
    pub(crate) period: Option<u32>,
    pub(crate) counter: Option<u64>,
    /// The first of the groups.
    pub(crate) group: Option<String>,
    pub(crate) groups: Vec<String>,
    pub(crate) favourite: bool,
    pub(crate) confirmed: bool,
    /// In Unix seconds.
    pub(crate) added: i64,
    /// In Unix seconds.
    pub(crate) trashed: Option<i64>,
}

impl AccountOutput {
    /// An account of the vault, in use or in the trash.
    pub(crate) fn of(kept: &StoredAccount) -> Self {
        let AccountState {
            id, details, kind, algorithm, digits, added, confirmed, trashed, ..
        } = AccountState::of(kept);
        Self {
            id: id.to_string(),
            issuer: details.issuer,
            account: details.label,
            kind: kind.name(),
            algorithm: algorithm.print(),
            digits,
            period: kind.period(),
            counter: kind.counter(),
            group: details.groups.first().cloned(),
            groups: details.groups,
            favourite: details.favourite == Favourite::Yes,
            confirmed: confirmed.is_some(),
            added: added.seconds(),
            trashed: trashed.map(UnixMillis::seconds),
        }
    }
}

/// The prefix of an identifier.
pub(crate) fn short(id: &str) -> String {
    id.chars().take(8).collect()
}

/// An account's name, safe for a terminal: "Amazon me@example.com".
pub(crate) fn name(shell: &Shell, account: &Account) -> String {
    name_of(shell, account.issuer.as_str(), account.label.as_str())
}

/// The name of an account with this issuer and label.
pub(crate) fn name_of(shell: &Shell, issuer: &str, label: &str) -> String {
    let name = codes::name_of(issuer, label);
    if name.is_empty() {
        shell.words.say("account-nameless", &[])
    } else {
        plain(&name).into_owned()
    }
}
