//! Applies a plan in one transaction.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use super::IncomingOrigin;
use super::plan::{IncomingPlan, PlanCounts, PlannedAccount, PlannedResult, at_counter};
use super::verdict::PlanVerdict;
use crate::account::{Account, AccountId, Confirmation, Favourite};
use crate::backup;
use crate::fault::Fault;
use crate::import::{CodeUse, RefusedImport};
use crate::time::UnixMillis;
use crate::vault::{
    AccountChange, ChangeBatch, ChangeError, ChangeReason, OfferAnswer, RemovedAccounts, Vault,
    VaultSettings,
};

/// The outcome of a plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlanOutcome {
    /// Where the accounts came from.
    pub origin: IncomingOrigin,
    /// The counts that [`IncomingPlan::counts`] returned before.
    pub counts: PlanCounts,
    /// What happened to each account, in the plan's order, and its account in the vault.
    pub items: Vec<(PlannedResult, Option<AccountId>)>,
    /// The rejected entries.
    pub refused: Vec<RefusedImport>,
    /// The accounts in the vault that were added, replaced, recovered or advanced.
    pub ids: Vec<AccountId>,
}

/// Why a plan was not applied. The vault is unchanged.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Fault)]
#[fault("incoming", Decide)]
pub enum ApplyError {
    /// The vault was changed or replaced after the plan was made. Make the plan again.
    #[error("the plan is out of date")]
    Outdated,
    /// The vault rejected the changes.
    #[error(transparent)]
    #[fault(transparent)]
    Change(#[from] ChangeError),
}

impl IncomingPlan {
    /// Applies the plan in one transaction, which [`Vault::undo`] reverts as one. A plan that
    /// changes nothing makes no transaction.
    ///
    /// # Errors
    /// [`ApplyError::Outdated`], or the vault's error. The vault is then unchanged.
    pub fn apply(self, vault: &mut Vault, now: UnixMillis) -> Result<PlanOutcome, ApplyError> {
        if self.vault != (vault.id(), vault.epoch()) {
            return Err(ApplyError::Outdated);
        }
        let counts = self.counts();
        let Self { origin, items, counters, refused, groups, preferences, .. } = self;
        let settings = merged(vault.settings(), groups, preferences);
        let removed = removed_after(vault, &items);
        let reason = reason(&origin, &items);
        let mut work = PlanChanges::new(vault, now);
        // Counters first: when a key is replaced later, the account in the trash keeps its counter.
        for (id, counter) in counters {
            work.advance(id, counter);
        }
        let settled = items.into_iter().map(|mut item| {
            let is_new = item.account.confirmation == Confirmation::Unconfirmed;
            // Accounts from other apps were already in use; accounts from a site's own code were
            // not.
            if is_new && item.code_use == CodeUse::InUse && item.id.is_none() {
                item.account.confirmation = Confirmation::Confirmed { at: now };
            }
            (item.settled(), work.take(item))
        });
        let settled: Vec<_> = settled.collect();
        let PlanChanges { steps, .. } = work;
        let mut outcome =
            PlanOutcome { origin: origin.clone(), counts, refused, ..PlanOutcome::default() };
        let mut made = Vec::new();
        if !steps.is_empty() || settings.is_some() {
            let settings = with_origin(settings, &origin, vault);
            let (kinds, steps): (Vec<_>, Vec<_>) = steps.into_iter().unzip();
            made = vault.apply(ChangeBatch { changes: steps, settings }, reason, now)?;
            let wanted = made.iter().zip(kinds).filter(|(_, kind)| *kind == StepVisibility::Yes);
            let mut seen = HashSet::new();
            outcome.ids = wanted.map(|(id, _)| *id).filter(|id| seen.insert(*id)).collect();
        }
        if let Some(removed) = removed {
            // If this fails, the accounts are offered again.
            let settings = removed.stored_in(vault.settings());
            let _not_recorded = vault.change_settings(settings);
        }
        record_restored(vault, &origin, now);
        outcome.items = settled
            .into_iter()
            .map(|(settled, whose)| {
                let id = match whose {
                    AccountRef::Vault(id) => Some(id),
                    AccountRef::Step(step) => made.get(step).copied(),
                    AccountRef::Nobody => None,
                };
                (settled, id)
            })
            .collect();
        Ok(outcome)
    }
}

/// The record of erased accounts after this plan; `None` if it stays the same.
fn removed_after(vault: &Vault, items: &[PlannedAccount]) -> Option<RemovedAccounts> {
    let mut removed = RemovedAccounts::of(vault.settings());
    let mut is_changed = false;
    for item in items.iter().filter(|item| matches!(item.verdict, PlanVerdict::RemovedHere { .. }))
    {
        let answer = match item.settled() {
            PlannedResult::Added => OfferAnswer::Added,
            PlannedResult::Undecided => continue,
            _ => OfferAnswer::Declined,
        };
        is_changed |= removed.answer(&item.account.otp, answer);
    }
    is_changed.then_some(removed)
}

/// Records a backup as proved whose content the vault now has: it was just read in full, so there is
/// a backup until something changes. If this fails, the banner asks for a new one.
fn record_restored(vault: &mut Vault, origin: &IncomingOrigin, now: UnixMillis) {
    let IncomingOrigin::Backup { proved: Some(proved), .. } = origin else { return };
    if vault.settings().proved_backup.is_none() && backup::digest_of(vault) == proved.digest {
        let mut settings = vault.settings().clone();
        settings.proved_backup = Some(proved.clone());
        backup::RehearsalRecord::note_restored(&mut settings, now);
        let _not_recorded = vault.change_settings(settings);
    }
}

/// The reason for the change, shown when it is undone.
fn reason(origin: &IncomingOrigin, items: &[PlannedAccount]) -> ChangeReason {
    match origin {
        IncomingOrigin::Backup { .. } => ChangeReason::Restore,
        IncomingOrigin::Fresh if items.len() == 1 => ChangeReason::Add,
        IncomingOrigin::App { .. } | IncomingOrigin::Fresh => ChangeReason::Import,
    }
}

/// Whether a change affects an account that the user sees being imported. The old keys of replaced
/// accounts go to the trash without being shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum StepVisibility {
    Yes,
    No,
}

/// The account in the vault that an item refers to.
enum AccountRef {
    /// An existing account.
    Vault(AccountId),
    /// The account that this step adds.
    Step(usize),
    /// No account.
    Nobody,
}

/// The steps collected so far.
struct PlanChanges<'a> {
    vault: &'a Vault,
    now: UnixMillis,
    steps: Vec<(StepVisibility, AccountChange)>,
    /// The identifiers assigned to new accounts.
    given: HashSet<AccountId>,
    /// The changed accounts, after the steps so far.
    current: HashMap<AccountId, Account>,
}

impl<'a> PlanChanges<'a> {
    fn new(vault: &'a Vault, now: UnixMillis) -> Self {
        let (steps, given, current) = (Vec::new(), HashSet::new(), HashMap::new());
        Self { vault, now, steps, given, current }
    }

    fn take(&mut self, item: PlannedAccount) -> AccountRef {
        let settled = item.settled();
        let PlannedAccount { account, id, trashed, verdict, .. } = item;
        match (settled, verdict) {
            (PlannedResult::Added, _) => {
                // An unused identifier is kept, so that a restored account is the same account.
                let id = id.filter(|id| self.vault.find(*id).is_none() && self.given.insert(*id));
                self.push(AccountChange::Add { id, account: Box::new(account), trashed });
                AccountRef::Step(self.steps.len() - 1)
            }
            (PlannedResult::Replaced, PlanVerdict::NameTaken { id }) => {
                self.replace(id, account);
                AccountRef::Vault(id)
            }
            (PlannedResult::Recovered, PlanVerdict::InTrash { id }) => {
                self.push(AccountChange::Recover { id });
                AccountRef::Vault(id)
            }
            (
                _,
                PlanVerdict::AlreadyThere { id }
                | PlanVerdict::InTrash { id }
                | PlanVerdict::SameKey { id }
                | PlanVerdict::NameTaken { id },
            ) => AccountRef::Vault(id),
            _ => AccountRef::Nobody,
        }
    }

    /// Replaces an account of the same name. Its groups are kept, and those of the new account are
    /// added; colour and note are kept unless the new account has its own. The old key is kept in
    /// the trash.
    fn replace(&mut self, id: AccountId, mut account: Account) {
        let Some(old) = self.current(id) else { return };
        account.groups = old.groups.clone().merged_with(account.groups);
        account.colour = account.colour.or(old.colour);
        if account.favourite == Favourite::No {
            account.favourite = old.favourite;
        }
        if account.note.is_empty() {
            account.note.clone_from(&old.note);
        }
        self.change(id, account);
        let old = AccountChange::Add { id: None, account: Box::new(old), trashed: Some(self.now) };
        self.steps.push((StepVisibility::No, old));
    }

    /// Advances the counter of an account in the vault.
    fn advance(&mut self, id: AccountId, counter: u64) {
        let Some(current) = self.current(id) else { return };
        self.change(id, at_counter(current, counter));
    }

    /// An account in the vault after the steps so far.
    fn current(&mut self, id: AccountId) -> Option<Account> {
        let kept = || self.vault.find(id).map(|kept| kept.account.duplicate());
        self.current.remove(&id).or_else(kept)
    }

    fn change(&mut self, id: AccountId, account: Account) {
        self.current.insert(id, account.duplicate());
        self.push(AccountChange::Replace { id, account: Box::new(account) });
    }

    fn push(&mut self, step: AccountChange) {
        self.steps.push((StepVisibility::Yes, step));
    }
}

/// The settings after a restore, which record the backup's vault, so that its backups count as our
/// own.
fn with_origin(
    merged: Option<VaultSettings>,
    origin: &IncomingOrigin,
    vault: &Vault,
) -> Option<VaultSettings> {
    match origin {
        IncomingOrigin::Backup { vault: Some(id), .. } if *id != vault.id() => {
            let mut settings = merged.unwrap_or_else(|| vault.settings().clone());
            settings.note_restored_from(*id);
            Some(settings)
        }
        _ => merged,
    }
}

/// The settings with missing groups and preferences added; `None` if nothing is missing.
fn merged(
    settings: &VaultSettings,
    groups: Vec<String>,
    preferences: Map<String, Value>,
) -> Option<VaultSettings> {
    let mut merged = settings.clone();
    for group in groups {
        if !merged.groups.contains(&group) {
            merged.groups.push(group);
        }
    }
    if !preferences.is_empty()
        && let Some(ours) = merged.preferences_mut()
    {
        for (name, value) in preferences {
            ours.entry(name).or_insert(value);
        }
    }
    (merged != *settings).then_some(merged)
}
