//! Applies a plan in one transaction.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use super::Origin;
use super::plan::{Counts, Item, Plan, Settled, at_counter};
use super::verdict::Verdict;
use crate::account::{Account, AccountId, Confirmation, Favourite};
use crate::fault::Fault;
use crate::import::{Refusal, Standing};
use crate::time::UnixMillis;
use crate::vault::{Batch, ChangeError, Reason, Settings, Step, Vault};

/// The outcome of a plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Where the accounts came from.
    pub origin: Origin,
    /// The same counts as [`Plan::counts`] returned.
    pub counts: Counts,
    /// What happened to each account, in the plan's order, and its account in the vault.
    pub items: Vec<(Settled, Option<AccountId>)>,
    /// The rejected entries.
    pub refused: Vec<Refusal>,
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

impl Plan {
    /// Applies the plan in one transaction, which [`Vault::undo`] reverts as one. A plan that
    /// changes nothing makes no transaction.
    ///
    /// # Errors
    /// [`ApplyError::Outdated`], or the vault's error. The vault is then unchanged.
    pub fn apply(self, vault: &mut Vault, now: UnixMillis) -> Result<Outcome, ApplyError> {
        if self.vault != (vault.id(), vault.epoch()) {
            return Err(ApplyError::Outdated);
        }
        let counts = self.counts();
        let Self { origin, items, counters, refused, groups, preferences, .. } = self;
        let settings = merged(vault.settings(), groups, preferences);
        let reason = reason(&origin, &items);
        let mut work = Work::new(vault, now);
        // Counters first: when a key is replaced later, the account in the trash keeps its counter.
        for (id, counter) in counters {
            work.advance(id, counter);
        }
        let settled = items.into_iter().map(|mut item| {
            let is_new = item.account.confirmation == Confirmation::Unconfirmed;
            // Accounts from other apps were already in use; accounts from a site's own code were
            // not.
            if is_new && item.standing == Standing::InUse && item.id.is_none() {
                item.account.confirmation = Confirmation::Confirmed { at: now };
            }
            (item.settled(), work.take(item))
        });
        let settled: Vec<_> = settled.collect();
        let Work { steps, .. } = work;
        let mut outcome = Outcome { origin: origin.clone(), counts, refused, ..Outcome::default() };
        let mut made = Vec::new();
        if !steps.is_empty() || settings.is_some() {
            let settings = with_origin(settings, &origin, vault);
            let (kinds, steps): (Vec<_>, Vec<_>) = steps.into_iter().unzip();
            made = vault.apply(Batch { steps, settings }, reason, now)?;
            let wanted = made.iter().zip(kinds).filter(|(_, kind)| *kind == Visible::Yes);
            let mut seen = HashSet::new();
            outcome.ids = wanted.map(|(id, _)| *id).filter(|id| seen.insert(*id)).collect();
        }
        outcome.items = settled
            .into_iter()
            .map(|(settled, whose)| {
                let id = match whose {
                    Whose::Vault(id) => Some(id),
                    Whose::Step(step) => made.get(step).copied(),
                    Whose::Nobody => None,
                };
                (settled, id)
            })
            .collect();
        Ok(outcome)
    }
}

/// The reason for the change, shown when it is undone.
fn reason(origin: &Origin, items: &[Item]) -> Reason {
    match origin {
        Origin::Backup { .. } => Reason::Restore,
        Origin::Fresh if items.len() == 1 => Reason::Add,
        Origin::App { .. } | Origin::Fresh => Reason::Import,
    }
}

/// Whether a change affects an account that the user sees being imported. The old keys of replaced
/// accounts go to the trash without being shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Visible {
    Yes,
    No,
}

/// The account in the vault that an item refers to.
enum Whose {
    /// An existing account.
    Vault(AccountId),
    /// The account that this step adds.
    Step(usize),
    /// No account.
    Nobody,
}

/// The steps collected so far.
struct Work<'a> {
    vault: &'a Vault,
    now: UnixMillis,
    steps: Vec<(Visible, Step)>,
    /// The identifiers assigned to new accounts.
    given: HashSet<AccountId>,
    /// The changed accounts, after the steps so far.
    current: HashMap<AccountId, Account>,
}

impl<'a> Work<'a> {
    fn new(vault: &'a Vault, now: UnixMillis) -> Self {
        let (steps, given, current) = (Vec::new(), HashSet::new(), HashMap::new());
        Self { vault, now, steps, given, current }
    }

    fn take(&mut self, item: Item) -> Whose {
        let settled = item.settled();
        let Item { account, id, trashed, verdict, .. } = item;
        match (settled, verdict) {
            (Settled::Added, _) => {
                // An unused identifier is kept, so that a restored account is the same account.
                let id = id.filter(|id| self.vault.find(*id).is_none() && self.given.insert(*id));
                self.push(Step::Add { id, account: Box::new(account), trashed });
                Whose::Step(self.steps.len() - 1)
            }
            (Settled::Replaced, Verdict::NameTaken { id }) => {
                self.replace(id, account);
                Whose::Vault(id)
            }
            (Settled::Recovered, Verdict::InTrash { id }) => {
                self.push(Step::Recover { id });
                Whose::Vault(id)
            }
            (
                _,
                Verdict::AlreadyThere { id }
                | Verdict::InTrash { id }
                | Verdict::SameKey { id }
                | Verdict::NameTaken { id },
            ) => Whose::Vault(id),
            _ => Whose::Nobody,
        }
    }

    /// Replaces an account of the same name. Group, colour and note are taken over unless the new
    /// account has its own. The old key is kept in the trash.
    fn replace(&mut self, id: AccountId, mut account: Account) {
        let Some(old) = self.current(id) else { return };
        account.group = account.group.or_else(|| old.group.clone());
        account.colour = account.colour.or(old.colour);
        if account.favourite == Favourite::No {
            account.favourite = old.favourite;
        }
        if account.note.is_empty() {
            account.note.clone_from(&old.note);
        }
        self.change(id, account);
        let old = Step::Add { id: None, account: Box::new(old), trashed: Some(self.now) };
        self.steps.push((Visible::No, old));
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
        self.push(Step::Replace { id, account: Box::new(account) });
    }

    fn push(&mut self, step: Step) {
        self.steps.push((Visible::Yes, step));
    }
}

/// The settings after a restore, which record the backup's vault, so that its backups count as our
/// own.
fn with_origin(merged: Option<Settings>, origin: &Origin, vault: &Vault) -> Option<Settings> {
    match origin {
        Origin::Backup { vault: Some(id), .. } if *id != vault.id() => {
            let mut settings = merged.unwrap_or_else(|| vault.settings().clone());
            settings.note_restored_from(*id);
            Some(settings)
        }
        _ => merged,
    }
}

/// The settings with missing groups and preferences added; `None` if nothing is missing.
fn merged(
    settings: &Settings,
    groups: Vec<String>,
    preferences: Map<String, Value>,
) -> Option<Settings> {
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
