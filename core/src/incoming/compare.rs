//! Finds the incoming accounts that are already in the vault.

use std::collections::{HashMap, HashSet};

use super::verdict::PlanVerdict;
use crate::account::AccountId;
use crate::account::matching::fingerprint;
use crate::crypto::mac::MacTag;
use crate::import::{Completeness, ImportedAccount};
use crate::otp::Otp;
use crate::vault::{RemovedAccounts, StoredAccount};

/// The accounts in the vault, indexed by key and by name.
pub(super) struct ExistingAccounts<'a> {
    by_print: HashMap<MacTag, Vec<&'a StoredAccount>>,
    by_name: HashMap<(String, String), &'a StoredAccount>,
    removed: RemovedAccounts,
}

impl<'a> ExistingAccounts<'a> {
    /// Indexes the accounts in use, then those in the trash.
    pub(super) fn new(
        live: &'a [StoredAccount],
        trash: &'a [StoredAccount],
        removed: RemovedAccounts,
    ) -> Self {
        let mut by_print: HashMap<MacTag, Vec<&StoredAccount>> = HashMap::new();
        for kept in live.iter().chain(trash) {
            by_print.entry(fingerprint(&kept.account.otp)).or_default().push(kept);
        }
        let mut by_name = HashMap::with_capacity(live.len());
        for kept in live {
            by_name.entry(kept.account.folded_name()).or_insert(kept);
        }
        Self { by_print, by_name, removed }
    }

    /// The verdict on each account.
    pub(super) fn verdicts(&self, arrivals: &[ImportedAccount]) -> Vec<PlanVerdict> {
        let prints: Vec<MacTag> =
            arrivals.iter().map(|arrival| fingerprint(&arrival.account.otp)).collect();
        let same_accounts = self.same_accounts(arrivals, &prints);
        let mut earlier: HashMap<MacTag, EarlierInPlan> = HashMap::new();
        let verdicts = arrivals.iter().enumerate().map(|(place, arrival)| {
            let alike = earlier.entry(prints[place]).or_default();
            let verdict =
                self.verdict(arrivals, arrival, &prints[place], same_accounts[place], alike);
            if !matches!(verdict, PlanVerdict::Twice { .. }) {
                alike.note(place, arrivals);
            }
            verdict
        });
        verdicts.collect()
    }

    fn verdict(
        &self,
        arrivals: &[ImportedAccount],
        arrival: &ImportedAccount,
        print: &MacTag,
        same_account: Option<&StoredAccount>,
        earlier: &EarlierInPlan,
    ) -> PlanVerdict {
        if let Some(same_account) = same_account {
            let id = same_account.id;
            let is_back = same_account.trashed.is_some() && arrival.trashed.is_none();
            return if is_back {
                PlanVerdict::InTrash { id }
            } else {
                PlanVerdict::AlreadyThere { id }
            };
        }
        if let Some(first) = earlier.same(arrival, arrivals) {
            return PlanVerdict::Twice { first };
        }
        if !self.by_print.contains_key(print)
            && let Some(removed) = self.removed.find(&arrival.account.otp)
        {
            return PlanVerdict::RemovedHere { at: removed.at };
        }
        // An account that was in the trash conflicts with no name or key in use.
        if arrival.trashed.is_some() {
            return PlanVerdict::New;
        }
        if arrival.completeness == Completeness::MaybeTruncated {
            return PlanVerdict::MaybeTruncated;
        }
        if let Some(kept) = self.by_print.get(print).and_then(|kept| kept.first()) {
            return PlanVerdict::SameKey { id: kept.id };
        }
        if let Some(first) = first_indistinct(&earlier.live, arrival, arrivals) {
            return PlanVerdict::SameKeyTwice { first };
        }
        match self.named_like(arrival) {
            Some(other) => PlanVerdict::NameTaken { id: other.id },
            None => PlanVerdict::New,
        }
    }

    /// Whether the person declined this account, which was erased here, when it was offered.
    pub(super) fn is_declined(&self, otp: &Otp) -> bool {
        self.removed.find(otp).is_some_and(|removed| removed.is_declined)
    }

    /// For each incoming account, the same account in the vault. Different accounts of a backup are
    /// never the same account, so they are paired one to one; other sources may contain an account
    /// twice.
    fn same_accounts(
        &self,
        arrivals: &[ImportedAccount],
        prints: &[MacTag],
    ) -> Vec<Option<&'a StoredAccount>> {
        let alike = |place: usize| {
            self.by_print.get(&prints[place]).map_or([].as_slice(), Vec::as_slice).iter().copied()
        };
        let candidates: Vec<Vec<&StoredAccount>> = (0..arrivals.len())
            .map(|place| {
                let ranked =
                    alike(place).filter_map(|kept| Some((rank(kept, &arrivals[place])?, kept)));
                let mut ranked: Vec<_> = ranked.collect();
                ranked.sort_by_key(|(rank, _)| *rank);
                ranked.into_iter().map(|(_, kept)| kept).collect()
            })
            .collect();
        let mut holders: HashMap<AccountId, usize> = HashMap::new();
        // The most certain pairs first: later ones reassign them only if all find a partner.
        let mut places: Vec<usize> =
            (0..arrivals.len()).filter(|place| arrivals[*place].id.is_some()).collect();
        places.sort_by_key(|place| {
            candidates[*place].first().and_then(|kept| rank(kept, &arrivals[*place]))
        });
        for place in places {
            pair(place, &candidates, &mut holders, &mut HashSet::new());
        }
        let mut same_accounts: Vec<Option<&StoredAccount>> = (0..arrivals.len())
            .map(|place| {
                let is_free = arrivals[place].id.is_none();
                candidates[place].first().copied().filter(|_| is_free)
            })
            .collect();
        for (id, place) in holders {
            same_accounts[place] = candidates[place].iter().find(|kept| kept.id == id).copied();
        }
        same_accounts
    }

    /// The account in use with the same name. Accounts without a name have no match.
    fn named_like(&self, arrival: &ImportedAccount) -> Option<&'a StoredAccount> {
        let account = &arrival.account;
        if account.issuer.is_empty() && account.label.is_empty() {
            return None;
        }
        self.by_name.get(&account.folded_name()).copied()
    }
}

/// Accounts with the same key earlier in the plan. Of several that no later account can be
/// distinguished from, only the first is stored.
#[derive(Default)]
struct EarlierInPlan {
    by_id: HashMap<AccountId, Vec<usize>>,
    by_name: HashMap<(String, String), Vec<usize>>,
    live: Vec<usize>,
}

impl EarlierInPlan {
    fn note(&mut self, place: usize, arrivals: &[ImportedAccount]) {
        let arrival = &arrivals[place];
        let note = |places: &mut Vec<usize>| {
            let source = |place: usize| (arrivals[place].input, arrivals[place].id.is_some());
            if !places.iter().any(|known| source(*known) == source(place)) {
                places.push(place);
            }
        };
        if let Some(id) = arrival.id {
            note(self.by_id.entry(id).or_default());
        }
        for name in arrival.account.known_names() {
            note(self.by_name.entry(name).or_default());
        }
        if arrival.trashed.is_none() {
            note(&mut self.live);
        }
    }

    /// The first that is the same account.
    fn same(&self, arrival: &ImportedAccount, arrivals: &[ImportedAccount]) -> Option<u32> {
        let by_id = arrival.id.and_then(|id| self.by_id.get(&id));
        let names = arrival.account.known_names();
        let by_name = names.iter().filter_map(|name| self.by_name.get(name));
        by_id
            .into_iter()
            .chain(by_name)
            .find_map(|places| first_indistinct(places, arrival, arrivals))
    }
}

/// The first account that a backup does not distinguish from this one: two accounts of one backup
/// are never the same account.
fn first_indistinct(
    places: &[usize],
    arrival: &ImportedAccount,
    arrivals: &[ImportedAccount],
) -> Option<u32> {
    let is_distinguished = |other: &ImportedAccount| {
        arrival.input == other.input && arrival.id.is_some() && other.id.is_some()
    };
    let found = places.iter().find(|place| !is_distinguished(&arrivals[**place]))?;
    Some(u32::try_from(*found).unwrap_or(u32::MAX))
}

/// How certain it is that an account in the vault with the same key is the same account, 0 being
/// the most certain: identifier and name are equal, the current name is, an original name is, only
/// the identifier is. `None` if only the key is equal.
fn rank(kept: &StoredAccount, arrival: &ImportedAccount) -> Option<u8> {
    let is_same_id = Some(kept.id) == arrival.id;
    let came_as = kept.account.was_imported_as(&arrival.account);
    match () {
        () if is_same_id && came_as => Some(0),
        () if kept.account.has_same_name(&arrival.account) => Some(1),
        () if came_as => Some(2),
        () if is_same_id => Some(3),
        () => None,
    }
}

/// Assigns one of its candidates to an account, reassigning others if needed (augmenting paths: H.
/// W. Kuhn, "The Hungarian method", 1955).
fn pair(
    place: usize,
    candidates: &[Vec<&StoredAccount>],
    holders: &mut HashMap<AccountId, usize>,
    seen: &mut HashSet<AccountId>,
) -> bool {
    candidates[place].iter().any(|kept| {
        if !seen.insert(kept.id) {
            return false;
        }
        let is_free = match holders.get(&kept.id).copied() {
            None => true,
            Some(holder) => pair(holder, candidates, holders, seen),
        };
        if is_free {
            holders.insert(kept.id, place);
        }
        is_free
    })
}
