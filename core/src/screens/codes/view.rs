//! What the user selected in the list: search, filter, revealed codes.

#[cfg(test)]
mod tests;

use std::cmp::Reverse;
use std::collections::HashMap;

use zeroize::Zeroizing;

use super::groups::tabs;
use super::row::{CodeFace, CodeRow, Reveal};
use super::{CodeTick, CodesState, EmptyReason, TickState};
use crate::account::{Account, AccountId, Confirmation, Favourite};
use crate::otp::Code;
use crate::preferences::{AccountOrder, AppSettings};
use crate::screens::banners::{Banner, BannerRow};
use crate::screens::search::{SearchEntry, SearchQuery, spans};
use crate::screens::start::Offered;
use crate::time::UnixMillis;
use crate::vault::StoredAccount;

/// How long a revealed code, or a code taken from a counter, is shown, in milliseconds: about as
/// long as a code is valid.
const SHOWN_MILLIS: i64 = 30_000;

/// The list of codes with the user's search and filter. It holds no accounts: each call takes those
/// of the vault.
#[derive(Debug, Default)]
pub struct CodesScreen {
    names: Vec<FoldedNames>,
    typed: String,
    narrowed: ListFilter,
    uncovered: HashMap<AccountId, UnixMillis>,
    taken: HashMap<AccountId, (Code, UnixMillis)>,
}

/// The filter of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ListFilter {
    /// All accounts.
    #[default]
    All,
    /// The accounts of a group.
    Group(String),
    /// Accounts whose codes no site is known to have accepted.
    Unconfirmed,
}

/// Where the user moves a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowMove {
    /// Up by one row.
    Up,
    /// Down by one row.
    Down,
    /// To the position of another row.
    To {
        /// The account of that row.
        other: AccountId,
    },
}

/// The new position of a moved row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowPlace {
    /// Unchanged: the row can't be moved.
    Same,
    /// Before the row of this account.
    Before(AccountId),
    /// After all others.
    Last,
}

/// An account's names, folded for search and sorting.
#[derive(Debug)]
struct FoldedNames {
    id: AccountId,
    entry: SearchEntry,
    sorting: String,
}

impl CodesScreen {
    /// The list of a vault's accounts, without a search or filter.
    pub fn new(accounts: &[StoredAccount]) -> Self {
        let mut screen = Self::default();
        screen.accounts_changed(accounts);
        screen
    }

    /// Updates the list after a change of the vault's accounts. Revealed codes stay revealed.
    pub fn accounts_changed(&mut self, accounts: &[StoredAccount]) {
        self.names = accounts
            .iter()
            .map(|kept| FoldedNames {
                id: kept.id,
                entry: SearchEntry::new(&kept.account),
                sorting: sorting_name(&kept.account),
            })
            .collect();
    }

    /// Searches for a text; an empty text shows all accounts.
    pub fn search(&mut self, typed: &str) {
        typed.clone_into(&mut self.typed);
    }

    /// Filters the list.
    pub fn narrow(&mut self, narrowed: ListFilter) {
        self.narrowed = narrowed;
    }

    /// Reveals a hidden code for 30 seconds.
    pub fn uncover(&mut self, id: AccountId, now: UnixMillis) {
        self.uncovered.insert(id, UnixMillis(now.0.saturating_add(SHOWN_MILLIS)));
    }

    /// Shows a code taken from a counter for 30 seconds.
    pub fn show_taken(&mut self, id: AccountId, code: Code, now: UnixMillis) {
        self.taken.insert(id, (code, UnixMillis(now.0.saturating_add(SHOWN_MILLIS))));
    }

    /// Hides all revealed codes, for example when the app leaves the foreground.
    pub fn cover(&mut self) {
        self.uncovered.clear();
        self.taken.clear();
    }

    /// The code to copy: the current code, or the code taken from a counter. `None` if there is
    /// none. Apart from the screen, this is the only way to obtain a code.
    pub fn text_to_copy(
        &self,
        accounts: &[StoredAccount],
        id: AccountId,
        now: UnixMillis,
    ) -> Option<Zeroizing<String>> {
        let account = &accounts.iter().find(|kept| kept.id == id)?.account;
        let copied = |code: &Code| Zeroizing::new(code.as_str().to_owned());
        match account.otp.codes_at(now) {
            Some(codes) => Some(copied(&codes.code)),
            None => self.taken_code(id, now).map(copied),
        }
    }

    /// Handles a tap on a row. A hidden code is revealed for 30 seconds and nothing is returned;
    /// otherwise returns the code to copy.
    pub fn touch(
        &mut self,
        accounts: &[StoredAccount],
        id: AccountId,
        settings: &AppSettings,
        now: UnixMillis,
    ) -> Option<Zeroizing<String>> {
        let account = &accounts.iter().find(|kept| kept.id == id)?.account;
        if let CodeFace::Hidden { .. } = self.face(id, account, settings, now) {
            self.uncover(id, now);
            return None;
        }
        self.text_to_copy(accounts, id, now)
    }

    /// The next code to copy, if the row shows it.
    pub fn next_to_copy(
        &self,
        accounts: &[StoredAccount],
        id: AccountId,
        settings: &AppSettings,
        now: UnixMillis,
    ) -> Option<Zeroizing<String>> {
        let account = &accounts.iter().find(|kept| kept.id == id)?.account;
        match self.face(id, account, settings, now) {
            CodeFace::Shown { next: Some(next), .. } => Some(next.joined()),
            CodeFace::Shown { .. } | CodeFace::Hidden { .. } | CodeFace::OnRequest { .. } => None,
        }
    }

    /// The new position of a row that the user moves.
    pub fn moved(
        &self,
        accounts: &[StoredAccount],
        settings: &AppSettings,
        id: AccountId,
        to: RowMove,
    ) -> RowPlace {
        if self.arranging(settings) == Offered::No {
            return RowPlace::Same;
        }
        let places = self.places(accounts, settings, &SearchQuery::new(&self.typed));
        let rows: Vec<AccountId> = places.into_iter().map(|place| accounts[place].id).collect();
        let place_of = |id: AccountId| rows.iter().position(|row| *row == id);
        let Some(from) = place_of(id) else { return RowPlace::Same };
        let to = match to {
            RowMove::Up => from.checked_sub(1),
            RowMove::Down => Some(from + 1).filter(|to| *to < rows.len()),
            RowMove::To { other } => place_of(other),
        };
        match to {
            None => RowPlace::Same,
            Some(to) if to == from => RowPlace::Same,
            Some(to) => {
                let before = if to > from { to + 1 } else { to };
                rows.get(before).map_or(RowPlace::Last, |row| RowPlace::Before(*row))
            }
        }
    }

    /// The whole list. `group_order` is the user's order of the groups.
    pub fn state(
        &self,
        accounts: &[StoredAccount],
        group_order: &[String],
        settings: &AppSettings,
        banners: Vec<Banner>,
        now: UnixMillis,
    ) -> CodesState {
        let query = SearchQuery::new(&self.typed);
        let rows: Vec<CodeRow> = self
            .places(accounts, settings, &query)
            .into_iter()
            .map(|place| {
                let StoredAccount { id, account, .. } = &accounts[place];
                let face = self.face(*id, account, settings, now);
                CodeRow::new(*id, account, spans(&query, account), face)
            })
            .collect();
        let empty = match (rows.is_empty(), accounts.is_empty()) {
            (false, _) => None,
            (true, true) => Some(EmptyReason::NoAccounts),
            (true, false) => Some(EmptyReason::NothingFound),
        };
        let refresh_at = self.refresh_at(rows.iter().map(|row| (row.id, &row.face)), now);
        let chosen = match &self.narrowed {
            ListFilter::Group(name) => Some(name.as_str()),
            ListFilter::All | ListFilter::Unconfirmed => None,
        };
        let groups = tabs(accounts, group_order, chosen);
        let banners = BannerRow::above_codes(banners);
        let (query, arranging) = (self.typed.clone(), self.arranging(settings));
        CodesState { query, groups, rows, arranging, empty, banners, refresh_at }
    }

    /// Whether rows can be moved: only if all are visible, in the user's order. Otherwise the
    /// neighbours on the screen differ from those in the vault.
    fn arranging(&self, settings: &AppSettings) -> Offered {
        let is_whole = self.typed.is_empty() && self.narrowed == ListFilter::All;
        if is_whole && settings.sorting == AccountOrder::Own { Offered::Yes } else { Offered::No }
    }

    /// The codes of the visible rows.
    pub fn tick(
        &self,
        accounts: &[StoredAccount],
        visible: &[AccountId],
        settings: &AppSettings,
        now: UnixMillis,
    ) -> TickState {
        let in_sight = accounts.iter().filter(|kept| visible.contains(&kept.id));
        let ticks: Vec<CodeTick> = in_sight
            .map(|kept| CodeTick {
                id: kept.id,
                face: self.face(kept.id, &kept.account, settings, now),
            })
            .collect();
        let refresh_at = self.refresh_at(ticks.iter().map(|tick| (tick.id, &tick.face)), now);
        TickState { ticks, refresh_at }
    }

    /// The indices of the accounts to show, in order.
    fn places(
        &self,
        accounts: &[StoredAccount],
        settings: &AppSettings,
        query: &SearchQuery,
    ) -> Vec<usize> {
        // `names` has the order of the accounts. A shell that failed to report a change must not
        // get another account's names.
        let names_of =
            |place: usize| self.names.get(place).filter(|names| names.id == accounts[place].id);
        let is_shown = |account: &Account| match &self.narrowed {
            ListFilter::All => true,
            ListFilter::Group(name) => account.groups.contains(name),
            ListFilter::Unconfirmed => account.confirmation == Confirmation::Unconfirmed,
        };
        let mut places: Vec<usize> =
            (0..accounts.len()).filter(|place| is_shown(&accounts[*place].account)).collect();
        if settings.sorting == AccountOrder::Name {
            places.sort_by_key(|place| names_of(*place).map(|names| names.sorting.as_str()));
        }
        places.sort_by_key(|place| Reverse(accounts[*place].account.favourite == Favourite::Yes));
        if query.is_empty() {
            return places;
        }
        let mut found: Vec<_> = places
            .into_iter()
            .filter_map(|place| {
                let rank = match names_of(place) {
                    Some(names) => query.rank(&names.entry),
                    None => query.rank(&SearchEntry::new(&accounts[place].account)),
                };
                rank.map(|rank| (rank, place))
            })
            .collect();
        found.sort_by_key(|(rank, _)| *rank);
        found.into_iter().map(|(_, place)| place).collect()
    }

    fn face(
        &self,
        id: AccountId,
        account: &Account,
        settings: &AppSettings,
        now: UnixMillis,
    ) -> CodeFace {
        let is_uncovered = self.uncovered.get(&id).is_some_and(|until| now < *until);
        let uncovered = if is_uncovered { Reveal::Yes } else { Reveal::No };
        CodeFace::new(account, settings, now, uncovered, self.taken_code(id, now))
    }

    fn taken_code(&self, id: AccountId, now: UnixMillis) -> Option<&Code> {
        self.taken.get(&id).filter(|(_, until)| now < *until).map(|(code, _)| code)
    }

    /// The next time at which a face changes or a code is hidden again.
    fn refresh_at<'a>(
        &self,
        faces: impl Iterator<Item = (AccountId, &'a CodeFace)>,
        now: UnixMillis,
    ) -> Option<UnixMillis> {
        let moments = faces.flat_map(|(id, face)| {
            let covered = self.uncovered.get(&id).copied();
            let gone = self.taken.get(&id).map(|(_, until)| *until);
            [face.changes_at(), covered, gone].into_iter().flatten().filter(|at| *at > now)
        });
        moments.min()
    }
}

/// The sort key of an account: issuer, then label, folded as for the search.
fn sorting_name(account: &Account) -> String {
    let fold = crate::screens::search::fold;
    let (issuer, label) = (account.issuer.as_str(), account.label.as_str());
    // U+0000 sorts before every letter, so a shorter issuer comes first.
    format!("{}\0{}", fold(if issuer.is_empty() { label } else { issuer }), fold(label))
}
