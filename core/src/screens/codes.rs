//! The list of codes.

mod row;
mod view;

pub use row::{Badge, Face, Row, Uncovered};
pub(crate) use row::{monogram, name};
pub use view::{CodesScreen, Narrowed, RowMove, RowPlace};

use serde::{Deserialize, Serialize};

use super::banners::BannerRow;
use super::start::Offered;
use crate::account::AccountId;
use crate::phrase::phrase_family;
use crate::time::UnixMillis;

/// The list of codes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CodesState {
    /// What is typed into the search field.
    pub query: String,
    /// The groups that accounts are in, in order of name.
    pub groups: Vec<GroupTab>,
    /// The accounts that fit, in order.
    pub rows: Vec<Row>,
    /// Whether the person can put the rows into another order.
    pub arranging: Offered,
    /// Why there is no row.
    pub empty: Option<Empty>,
    /// What the person should know, the gravest first.
    pub banners: Vec<BannerRow>,
    /// When anything on this screen reads otherwise; `None` when nothing will by itself.
    pub ask_again: Option<UnixMillis>,
}

/// A group that the list can be narrowed to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupTab {
    /// Its name.
    pub name: String,
    /// How many accounts are in it.
    pub accounts: u32,
    /// Whether the list is narrowed to it.
    pub is_chosen: bool,
}

/// What changes in a row as time goes by.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tick {
    /// Whose row.
    pub id: AccountId,
    /// What its code shows now.
    pub face: Face,
}

/// The rows in sight at one moment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TickState {
    /// One for each row that was asked for and is there.
    pub ticks: Vec<Tick>,
    /// When anything in them reads otherwise.
    pub ask_again: Option<UnixMillis>,
}

/// Why a list is empty.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::VariantNames,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Empty {
    /// There is no account yet: offer the camera.
    NoAccounts,
    /// None fits what was typed or chosen.
    NothingFound,
}

phrase_family!(Empty, "codes-empty");
