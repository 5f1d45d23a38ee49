//! The roster: the list of expected accounts, so that a missing one can be reported by name
//! (docs/spec/vault.md §7).
//!
//! The manifest detects that an account is missing, but only a list can say which. It is split into
//! pages, so that a change rewrites one page and not the whole list.

use std::collections::BTreeMap;

use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};

use super::manifest::RowIndex;
use super::row::{RowId, RowSealer, RowTag, SealedRow};
use super::schema::Table;
use super::stored_account::StoredAccount;
use crate::crypto::random::RandomError;

/// The number of pages. The first six bits of an account's identifier select its page.
const PAGES: usize = 64;

/// The version of the payload format that is written.
const ROSTER_PAGE_VERSION: u32 = 1;

/// The expected row of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ExpectedRow {
    pub(super) version: u64,
    pub(super) tag: RowTag,
    pub(super) name: String,
}

#[derive(Serialize, Deserialize)]
struct RosterPage {
    #[serde(rename = "form")]
    version: u32,
    accounts: Vec<RosterEntry>,
}

#[derive(Serialize, Deserialize)]
struct RosterEntry {
    id: String,
    version: u64,
    tag: String,
    name: String,
}

/// Encrypts the pages that contain the accounts in `touched`, with the content of `index` and
/// `accounts`.
pub(super) fn seal_pages<'a>(
    sealer: &RowSealer<'_>,
    index: &RowIndex,
    touched: impl Iterator<Item = RowId>,
    accounts: impl Iterator<Item = &'a StoredAccount>,
) -> Result<Vec<SealedRow>, RandomError> {
    let mut pages: [Option<RosterPage>; PAGES] = [const { None }; PAGES];
    for id in touched {
        pages[place(&id)]
            .get_or_insert(RosterPage { version: ROSTER_PAGE_VERSION, accounts: Vec::new() });
    }
    for kept in accounts {
        let id = kept.id.as_bytes();
        let Some(page) = &mut pages[place(id)] else { continue };
        let Some((version, tag)) = index.of(Table::Account).get(id) else { continue };
        page.accounts.push(RosterEntry {
            id: kept.id.to_string(),
            version: *version,
            tag: HEXLOWER.encode(tag),
            name: kept.name(),
        });
    }
    let pages = pages.into_iter().enumerate();
    pages
        .filter_map(|(place, page)| Some((place, page?)))
        .map(|(place, mut page)| {
            page.accounts.sort_by(|one, other| one.id.cmp(&other.id));
            sealer.seal(Table::Roster, row_id(place), &page)
        })
        .collect()
}

/// Adds a page's payload to `expected`; returns `false` when it cannot be read.
pub(super) fn read_page(payload: &[u8], expected: &mut BTreeMap<RowId, ExpectedRow>) -> bool {
    let Ok(page) = serde_json::from_slice::<RosterPage>(payload) else { return false };
    page.version == ROSTER_PAGE_VERSION
        && page.accounts.into_iter().all(|RosterEntry { id, version, tag, name }| {
            let (Some(id), Some(tag)) = (parse(&id), parse(&tag)) else { return false };
            expected.insert(id, ExpectedRow { version, tag, name });
            true
        })
}

fn parse(text: &str) -> Option<[u8; 16]> {
    HEXLOWER.decode(text.as_bytes()).ok()?.try_into().ok()
}

fn place(id: &RowId) -> usize {
    usize::from(id[0] >> 2)
}

fn row_id(place: usize) -> RowId {
    let mut id = [0; 16];
    id[15] = u8::try_from(place).expect("there are 64 pages");
    id
}
