//! The list of codes.

use super::{AccountId, BannerRow, CodeText, Offered, UnixMillis};

pub(crate) type CodesState = aikotoba_core::screens::codes::CodesState;

/// The list of codes.
#[uniffi::remote(Record)]
pub struct CodesState {
    /// What is typed into the search field.
    pub query: String,
    /// The groups that accounts are in, in order of name.
    pub groups: Vec<GroupTab>,
    /// The accounts that fit, in order.
    pub rows: Vec<CodeRow>,
    /// Whether the person can put the rows into another order.
    pub arranging: Offered,
    /// Why there is no row.
    pub empty: Option<EmptyReason>,
    /// What the person should know, the gravest first.
    pub banners: Vec<BannerRow>,
    /// When anything on this screen reads otherwise; `None` when nothing will by itself.
    pub ask_again: Option<UnixMillis>,
}

pub(crate) type GroupTab = aikotoba_core::screens::codes::GroupTab;

/// A group that the list can be narrowed to.
#[uniffi::remote(Record)]
pub struct GroupTab {
    /// Its name.
    pub name: String,
    /// How many accounts are in it.
    pub accounts: u32,
    /// Whether the list is narrowed to it.
    pub is_chosen: bool,
}

pub(crate) type CodeTick = aikotoba_core::screens::codes::Tick;

/// What changes in a row as time goes by.
#[uniffi::remote(Record)]
pub struct CodeTick {
    /// Whose row.
    pub id: AccountId,
    /// What its code shows now.
    pub face: CodeFace,
}

pub(crate) type TickState = aikotoba_core::screens::codes::TickState;

/// The rows in sight at one moment.
#[uniffi::remote(Record)]
pub struct TickState {
    /// One for each row that was asked for and is there.
    pub ticks: Vec<CodeTick>,
    /// When anything in them reads otherwise.
    pub ask_again: Option<UnixMillis>,
}

pub(crate) type EmptyReason = aikotoba_core::screens::codes::Empty;

/// Why a list is empty.
#[uniffi::remote(Enum)]
pub enum EmptyReason {
    /// There is no account yet: offer the camera.
    NoAccounts,
    /// None fits what was typed or chosen.
    NothingFound,
}

pub(crate) type CodeRow = aikotoba_core::screens::codes::Row;

/// One account in the list.
#[uniffi::remote(Record)]
pub struct CodeRow {
    /// Whose row.
    pub id: AccountId,
    /// Who asks for the codes; may be empty.
    pub issuer: String,
    /// Which of that site's accounts it is; may be empty.
    pub label: String,
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
    pub badges: Vec<AccountBadge>,
    /// Where the names hold what was searched for.
    pub spans: Vec<MatchSpan>,
    /// Its code.
    pub face: CodeFace,
}

pub(crate) type AccountBadge = aikotoba_core::screens::codes::Badge;

/// Something to show about an account beside its names.
#[uniffi::remote(Enum)]
pub enum AccountBadge {
    /// It stands before the others.
    Favourite,
    /// Nobody has said yet that the site took a code of it.
    Unconfirmed,
}

pub(crate) type NameField = aikotoba_core::screens::codes::Field;

/// A name of a row.
#[uniffi::remote(Enum)]
pub enum NameField {
    /// Row.issuer.
    Issuer,
    /// Row.label.
    Label,
}

pub(crate) type MatchSpan = aikotoba_core::screens::codes::Span;

/// A part of a name that was searched for, counted in UTF-16 units as Kotlin and Swift's `NSString`
/// count.
#[uniffi::remote(Record)]
pub struct MatchSpan {
    /// In which name.
    pub field: NameField,
    /// The first unit inside.
    pub from: u32,
    /// The first unit after.
    pub until: u32,
}

pub(crate) type CodeFace = aikotoba_core::screens::codes::Face;

/// What a row shows of its code.
#[uniffi::remote(Enum)]
pub enum CodeFace {
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

pub(crate) type Narrowed = aikotoba_core::screens::codes::Narrowed;

/// Which accounts are shown before any search.
#[uniffi::remote(Enum)]
pub enum Narrowed {
    /// All.
    All,
    /// Those of one group.
    Group(String),
    /// Those that no site is known to have taken a code of.
    Unconfirmed,
}

pub(crate) type Countdown = aikotoba_core::screens::countdown::Countdown;

/// The time that a code has left. Between two states a screen draws the ring from `from` to
/// `until` by itself.
#[uniffi::remote(Record)]
pub struct Countdown {
    /// Since when the code holds.
    pub from: UnixMillis,
    /// The first moment at which it no longer does.
    pub until: UnixMillis,
    /// Seconds left, rounded up: a code shows 1 until it turns.
    pub seconds_left: u32,
    /// The part of its time that is left, from 1.0 to 0.0.
    pub fraction_left: f64,
    /// How much of a hurry it is.
    pub urgency: Urgency,
}

pub(crate) type Urgency = aikotoba_core::screens::countdown::Urgency;

/// How much of a hurry it is to type a code.
#[uniffi::remote(Enum)]
pub enum Urgency {
    /// Enough time to type it.
    Calm,
    /// The last ten seconds, or the last third of a short period.
    Soon,
    /// The last five seconds, or the last sixth of a short period: better wait for the next.
    Last,
}

pub(crate) type Grouping = aikotoba_core::screens::digits::Grouping;

/// How the characters of a code are grouped.
#[uniffi::remote(Enum)]
pub enum Grouping {
    /// Groups of three, as most people read six digits.
    Threes,
    /// Groups of two.
    Pairs,
    /// Groups of four.
    Fours,
    /// No groups.
    Whole,
}
