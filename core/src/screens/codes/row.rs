//! One account in the list of codes.

use serde::{Deserialize, Serialize};

use crate::account::{Account, AccountId, Confirmation, Favourite};
use crate::otp::Code;
use crate::preferences::CodeGrouping;
use crate::preferences::{AppSettings, SettingSwitch};
use crate::screens::countdown::Countdown;
use crate::screens::digits::CodeText;
use crate::screens::search::MatchSpan;
use crate::time::UnixMillis;

/// A row of the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CodeRow {
    /// The account.
    pub id: AccountId,
    /// The site or service; may be empty.
    pub issuer: String,
    /// The account name at that site; may be empty.
    pub label: String,
    /// Both names joined, for use in a sentence.
    pub name: String,
    /// One character that represents the account if it has no icon: the first letter or digit of
    /// its names, in upper case; empty if there is none.
    pub monogram: String,
    /// The user's colour: an index into the palette.
    pub colour: Option<u8>,
    /// The account's groups.
    pub groups: Vec<String>,
    /// The user's note; may be empty.
    pub note: String,
    /// Additional marks.
    pub badges: Vec<AccountBadge>,
    /// The parts of the names that match the search.
    pub spans: Vec<MatchSpan>,
    /// Its code.
    pub face: CodeFace,
}

/// A mark on an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AccountBadge {
    /// It is pinned to the beginning of the list.
    Favourite,
    /// The user has not confirmed that the site accepted a code.
    Unconfirmed,
}

/// What a row shows of its code.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CodeFace {
    /// The current code.
    Shown {
        /// The code.
        code: CodeText,
        /// The next code, if it is shown.
        next: Option<CodeText>,
        /// The time until the code changes.
        countdown: Countdown,
    },
    /// The code is hidden until the row is tapped.
    Hidden {
        /// The number of characters, to draw as many dots.
        characters: u8,
        /// The time until the code changes.
        countdown: Countdown,
    },
    /// The code changes only on request: a button takes the next code.
    OnRequest {
        /// The last code taken, as long as it is shown.
        taken: Option<CodeText>,
    },
}

impl CodeFace {
    /// When the content changes next; `None` if it does not change by itself.
    pub fn changes_at(&self) -> Option<UnixMillis> {
        match self {
            Self::Shown { countdown, .. } | Self::Hidden { countdown, .. } => {
                Some(countdown.changes_at())
            }
            Self::OnRequest { .. } => None,
        }
    }

    /// The face of an account. `uncovered` shows the code even if codes are hidden; `taken` is the
    /// last code taken from a counter, as long as it is shown.
    pub fn new(
        account: &Account,
        settings: &AppSettings,
        now: UnixMillis,
        uncovered: Reveal,
        taken: Option<&Code>,
    ) -> Self {
        let grouping: CodeGrouping = settings.grouping;
        let Some(codes) = account.otp.codes_at(now) else {
            return Self::OnRequest { taken: taken.map(|code| CodeText::new(code, grouping)) };
        };
        let countdown = Countdown::new(codes.window, now);
        if settings.hide_codes == SettingSwitch::On && uncovered == Reveal::No {
            return Self::Hidden { characters: account.otp.digits().count(), countdown };
        }
        let next = settings.next_code == SettingSwitch::On;
        Self::Shown {
            code: CodeText::new(&codes.code, grouping),
            next: next.then(|| CodeText::new(&codes.next, grouping)),
            countdown,
        }
    }
}

/// Whether a hidden code is revealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reveal {
    /// It is revealed.
    Yes,
    /// It is not.
    No,
}

impl CodeRow {
    /// The row of an account.
    pub(super) fn new(
        id: AccountId,
        account: &Account,
        spans: Vec<MatchSpan>,
        face: CodeFace,
    ) -> Self {
        let mut badges = Vec::new();
        if account.favourite == Favourite::Yes {
            badges.push(AccountBadge::Favourite);
        }
        if account.confirmation == Confirmation::Unconfirmed {
            badges.push(AccountBadge::Unconfirmed);
        }
        Self {
            id,
            issuer: account.issuer.to_string(),
            label: account.label.to_string(),
            name: name(account),
            monogram: monogram(account),
            colour: account.colour,
            groups: account.groups.names().to_vec(),
            note: account.note.clone(),
            badges,
            spans,
            face,
        }
    }
}

/// An account's names joined, for use in a sentence.
pub fn name(account: &Account) -> String {
    name_of(account.issuer.as_str(), account.label.as_str())
}

/// The display name of an account with this issuer and label; empty if it has neither.
pub fn name_of(issuer: &str, label: &str) -> String {
    [issuer, label].join(" ").trim().to_owned()
}

/// The first letter or digit of an account's names, in upper case.
pub(crate) fn monogram(account: &Account) -> String {
    let names = account.issuer.as_str().chars().chain(account.label.as_str().chars());
    let first = names.into_iter().find(|symbol| symbol.is_alphanumeric());
    first.map(|symbol| symbol.to_uppercase().collect()).unwrap_or_default()
}
