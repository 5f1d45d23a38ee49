//! One account in the list of codes.

use serde::{Deserialize, Serialize};

use crate::account::{Account, AccountId, Confirmation, Favourite};
use crate::otp::Code;
use crate::preferences::Grouping;
use crate::preferences::{Settings, Switch};
use crate::screens::countdown::Countdown;
use crate::screens::digits::CodeText;
use crate::screens::search::Span;
use crate::time::UnixMillis;

/// One account in the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// Whose row.
    pub id: AccountId,
    /// Who asks for the codes; may be empty.
    pub issuer: String,
    /// Which of that site's accounts it is; may be empty.
    pub label: String,
    /// Both names in one, as a sentence mentions it.
    pub name: String,
    /// One character that stands for it where there is no picture: the first letter or digit of
    /// its names, in upper case; empty where there is none.
    pub monogram: String,
    /// The owner's colour: an index into the palette.
    pub colour: Option<u8>,
    /// The group that it is in.
    pub group: Option<String>,
    /// The owner's own words; may be empty.
    pub note: String,
    /// What else to show about it.
    pub badges: Vec<Badge>,
    /// Where the names hold what was searched for.
    pub spans: Vec<Span>,
    /// Its code.
    pub face: Face,
}

/// Something to show about an account beside its names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Badge {
    /// It stands before the others.
    Favourite,
    /// Nobody has said yet that the site took a code of it.
    Unconfirmed,
}

/// What a row shows of its code.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Face {
    /// The code that holds.
    Shown {
        /// The code.
        code: CodeText,
        /// The one after it, where that is to be shown.
        next: Option<CodeText>,
        /// How long it holds.
        countdown: Countdown,
    },
    /// The code is hidden until the row is touched.
    Hidden {
        /// How many characters it has, to draw as many dots.
        characters: u8,
        /// How long it holds.
        countdown: Countdown,
    },
    /// The code moves only when one is taken: a button takes the next.
    OnRequest {
        /// The code that was taken, while it is shown.
        taken: Option<CodeText>,
    },
}

impl Face {
    /// When anything in it reads otherwise; `None` when nothing will by itself.
    pub fn changes_at(&self) -> Option<UnixMillis> {
        match self {
            Self::Shown { countdown, .. } | Self::Hidden { countdown, .. } => {
                Some(countdown.changes_at())
            }
            Self::OnRequest { .. } => None,
        }
    }

    /// The face of an account. `uncovered` shows a code in spite of the setting; `taken` is the
    /// last code of a counter while it is to be seen.
    pub fn new(
        account: &Account,
        settings: &Settings,
        now: UnixMillis,
        uncovered: Uncovered,
        taken: Option<&Code>,
    ) -> Self {
        let grouping: Grouping = settings.grouping;
        let Some(codes) = account.otp.codes_at(now) else {
            return Self::OnRequest { taken: taken.map(|code| CodeText::new(code, grouping)) };
        };
        let countdown = Countdown::new(codes.window, now);
        if settings.hide_codes == Switch::On && uncovered == Uncovered::No {
            return Self::Hidden { characters: account.otp.digits().count(), countdown };
        }
        let next = settings.next_code == Switch::On;
        Self::Shown {
            code: CodeText::new(&codes.code, grouping),
            next: next.then(|| CodeText::new(&codes.next, grouping)),
            countdown,
        }
    }
}

/// Whether a hidden code was asked to be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Uncovered {
    /// It was.
    Yes,
    /// It was not.
    No,
}

impl Row {
    /// The row of an account.
    pub(super) fn new(id: AccountId, account: &Account, spans: Vec<Span>, face: Face) -> Self {
        let mut badges = Vec::new();
        if account.favourite == Favourite::Yes {
            badges.push(Badge::Favourite);
        }
        if account.confirmation == Confirmation::Unconfirmed {
            badges.push(Badge::Unconfirmed);
        }
        Self {
            id,
            issuer: account.issuer.to_string(),
            label: account.label.to_string(),
            name: name(account),
            monogram: monogram(account),
            colour: account.colour,
            group: account.group.clone(),
            note: account.note.clone(),
            badges,
            spans,
            face,
        }
    }
}

/// An account's names in one, as a sentence mentions it.
pub(crate) fn name(account: &Account) -> String {
    [account.issuer.as_str(), account.label.as_str()].join(" ").trim().to_owned()
}

/// The first letter or digit of an account's names, in upper case.
pub(crate) fn monogram(account: &Account) -> String {
    let names = account.issuer.as_str().chars().chain(account.label.as_str().chars());
    let first = names.into_iter().find(|symbol| symbol.is_alphanumeric());
    first.map(|symbol| symbol.to_uppercase().collect()).unwrap_or_default()
}
