//! An account in a command's output: names and kind, never the key.

use aikotoba_core::account::{Account, AccountId, Confirmation, Favourite};
use aikotoba_core::otp::Kind;
use aikotoba_core::time::UnixMillis;
use aikotoba_core::vault::Kept;
use serde::Serialize;

use crate::output::plain::plain;
use crate::shell::Shell;

/// An account without its key.
#[derive(Debug, Serialize)]
pub(crate) struct Shown {
    pub(crate) id: String,
    pub(crate) issuer: String,
    pub(crate) account: String,
    #[serde(rename = "type")]
    pub(crate) kind: &'static str,
    pub(crate) algorithm: &'static str,
    pub(crate) digits: u8,
    pub(crate) period: Option<u32>,
    pub(crate) counter: Option<u64>,
    pub(crate) group: Option<String>,
    pub(crate) favourite: bool,
    pub(crate) confirmed: bool,
    /// In Unix seconds.
    pub(crate) added: i64,
    /// In Unix seconds.
    pub(crate) trashed: Option<i64>,
}

impl Shown {
    /// An account in the vault, in use or in the trash.
    pub(crate) fn kept(kept: &Kept) -> Self {
        let trashed = kept.trashed.map(UnixMillis::seconds);
        Self { trashed, ..Self::new(kept.id, &kept.account) }
    }

    /// An account in use.
    pub(crate) fn new(id: AccountId, account: &Account) -> Self {
        let otp = &account.otp;
        let (kind, period, counter) = match otp.kind() {
            Kind::Totp { period } => ("totp", Some(period.seconds()), None),
            Kind::Hotp { counter } => ("hotp", None, Some(counter)),
            Kind::Steam => ("steam", Some(30), None),
        };
        Self {
            id: id.to_string(),
            issuer: account.issuer.to_string(),
            account: account.label.to_string(),
            kind,
            algorithm: otp.algorithm().print(),
            digits: otp.digits().count(),
            period,
            counter,
            group: account.group.clone(),
            favourite: account.favourite == Favourite::Yes,
            confirmed: account.confirmation != Confirmation::Unconfirmed,
            added: account.added.seconds(),
            trashed: None,
        }
    }

    /// A short prefix of the identifier, long enough to tell it from a few others; every command
    /// accepts it.
    pub(crate) fn short_id(&self) -> String {
        short(&self.id)
    }
}

/// The prefix of an identifier.
pub(crate) fn short(id: &str) -> String {
    id.chars().take(8).collect()
}

/// An account's name, safe for a terminal: "Amazon (me@example.com)".
pub(crate) fn name(shell: &Shell, account: &Account) -> String {
    name_of(shell, account.issuer.as_str(), account.label.as_str())
}

/// The name of an account with this issuer and label.
pub(crate) fn name_of(shell: &Shell, issuer: &str, label: &str) -> String {
    let (issuer, label) = (plain(issuer), plain(label));
    match (issuer.is_empty(), label.is_empty()) {
        (false, false) => format!("{issuer} ({label})"),
        (false, true) => issuer.into_owned(),
        (true, false) => label.into_owned(),
        (true, true) => shell.words.say("account-nameless", &[]),
    }
}
