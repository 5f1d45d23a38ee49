//! The trash.

use serde::{Deserialize, Serialize};

use super::codes::{monogram, name};
use crate::account::AccountId;
use crate::enrol::guide::Guide;
use crate::time::UnixMillis;
use crate::vault::StoredAccount;

/// The trash. Accounts are never removed from it automatically.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrashState {
    /// The accounts, the most recently removed first.
    pub rows: Vec<TrashRow>,
}

/// An account in the trash. It shows no code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrashRow {
    /// The account.
    pub id: AccountId,
    /// The site or service; may be empty.
    pub issuer: String,
    /// The account name at that site; may be empty.
    pub label: String,
    /// Both names joined, for use in a sentence.
    pub name: String,
    /// One character that represents the account.
    pub monogram: String,
    /// The user's colour: an index into the palette.
    pub colour: Option<u8>,
    /// When it was moved to the trash.
    pub trashed: UnixMillis,
    /// The catalogue key of the instruction where to turn off or move two-step verification before
    /// the account is erased; `None` if there is no guide to its site.
    pub turning_off: Option<String>,
}

impl TrashState {
    /// The screen of the vault's trash.
    pub fn new(trashed: &[StoredAccount]) -> Self {
        let mut rows: Vec<_> = trashed.iter().filter_map(TrashRow::new).collect();
        rows.sort_by_key(|row| std::cmp::Reverse(row.trashed));
        Self { rows }
    }
}

impl TrashRow {
    fn new(kept: &StoredAccount) -> Option<Self> {
        let account = &kept.account;
        Some(Self {
            id: kept.id,
            issuer: account.issuer.to_string(),
            label: account.label.to_string(),
            name: name(account),
            monogram: monogram(account),
            colour: account.colour,
            trashed: kept.trashed?,
            turning_off: Guide::of_issuer(&account.issuer).map(Guide::turning_off),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::enrol::sample::kept;

    #[test]
    fn an_account_of_a_site_with_a_guide_explains_where_to_turn_verification_off() {
        let turning_off = |issuer| {
            let mut kept = kept(1, issuer, "me");
            kept.trashed = Some(UnixMillis(1));
            TrashState::new(&[kept]).rows[0].turning_off.clone()
        };
        assert_eq!(turning_off("Amazon").as_deref(), Some("guide-amazon-off"));
        assert_eq!(turning_off("AWS").as_deref(), Some("guide-aws-off"));
        assert_eq!(turning_off("Bank"), None);
    }

    #[test]
    fn the_latest_comes_first_and_accounts_in_use_are_omitted() {
        let trashed = |place, at| {
            let mut kept = kept(place, "Amazon", "me");
            kept.trashed = at;
            kept
        };
        let all =
            [trashed(1, Some(UnixMillis(1))), trashed(2, None), trashed(3, Some(UnixMillis(9)))];
        let rows = TrashState::new(&all).rows;
        assert_eq!(rows.iter().map(|row| row.id).collect::<Vec<_>>(), [all[2].id, all[0].id]);
    }
}
