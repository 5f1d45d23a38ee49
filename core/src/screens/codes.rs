//! The list of codes.

mod groups;
mod row;
mod view;

pub use groups::{GroupMove, GroupPlace, GroupTab, moved_group};
pub(crate) use row::monogram;
pub use row::{AccountBadge, CodeFace, CodeRow, Reveal, name, name_of};
pub use view::{CodesScreen, ListFilter, RowMove, RowPlace};

use serde::{Deserialize, Serialize};

use super::banners::BannerRow;
use super::start::Offered;
use crate::account::AccountId;
use crate::phrase::Phrase;
use crate::time::UnixMillis;

/// The list of codes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CodesState {
    /// The text in the search field.
    pub query: String,
    /// The groups that have accounts, in the user's order, then those that are new.
    pub groups: Vec<GroupTab>,
    /// The matching accounts, in order.
    pub rows: Vec<CodeRow>,
    /// Whether the user can reorder the rows.
    pub arranging: Offered,
    /// Why there are no rows.
    pub empty: Option<EmptyReason>,
    /// The banners above the codes, the most severe first.
    pub banners: Vec<BannerRow>,
    /// When the content changes next; `None` if it does not change by itself.
    #[serde(rename = "ask_again")]
    pub refresh_at: Option<UnixMillis>,
}

/// The part of a row that changes over time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CodeTick {
    /// The account.
    pub id: AccountId,
    /// What the row shows of its code.
    pub face: CodeFace,
}

/// The visible rows at one moment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TickState {
    /// One entry for each requested row that exists.
    pub ticks: Vec<CodeTick>,
    /// When one of them changes next; `None` if none changes by itself.
    #[serde(rename = "ask_again")]
    pub refresh_at: Option<UnixMillis>,
}

/// Why a list is empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Phrase)]
#[serde(rename_all = "kebab-case")]
#[phrase("codes-empty")]
pub enum EmptyReason {
    /// There is no account yet: offer the camera.
    NoAccounts,
    /// No account matches the search or filter.
    NothingFound,
}
