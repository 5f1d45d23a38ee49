//! A plan, carried out: one transaction, or nothing.

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

/// What came of a plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Where the accounts came from.
    pub origin: Origin,
    /// What [`Plan::counts`] said.
    pub counts: Counts,
    /// What became of each account, in the plan's order, and which account of the vault it is.
    pub items: Vec<(Settled, Option<AccountId>)>,
    /// Entries that are no accounts here.
    pub refused: Vec<Refusal>,
    /// The accounts of the vault that were added, replaced, recovered or moved forward.
    pub ids: Vec<AccountId>,
}

/// Why a plan was not carried out. The vault is as it was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Fault)]
#[fault("incoming", Decide)]
pub enum ApplyError {
    /// The vault was changed, or is another, since the plan was made: it must be made again.
    #[error("the plan is out of date")]
    Outdated,
    /// The vault did not take the changes.
    #[error(transparent)]
    #[fault(transparent)]
    Change(#[from] ChangeError),
}

impl Plan {
    /// Carries the plan out, in one transaction that [`Vault::undo`] takes back as one. A plan
    /// that changes nothing makes none.
    ///
    /// # Errors
    /// [`ApplyError::Outdated`] or what the vault says; nothing was changed then.
    pub fn apply(self, vault: &mut Vault, now: UnixMillis) -> Result<Outcome, ApplyError> {
        if self.vault != (vault.id(), vault.epoch()) {
            return Err(ApplyError::Outdated);
        }
        let counts = self.counts();
        let Self { origin, items, counters, refused, groups, preferences, .. } = self;
        let settings = merged(vault.settings(), groups, preferences);
        let reason = reason(&origin, &items);
        let mut work = Work::new(vault, now);
        // Counters first: a key that is replaced afterwards goes to the trash with its own.
        for (id, counter) in counters {
            work.advance(id, counter);
        }
        let settled = items.into_iter().map(|mut item| {
            let is_new = item.account.confirmation == Confirmation::Unconfirmed;
            // Its codes were in use where it comes from; those of a site's own code were not yet.
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

/// Why the vault is changed, for whoever undoes it.
fn reason(origin: &Origin, items: &[Item]) -> Reason {
    match origin {
        Origin::Backup { .. } => Reason::Restore,
        Origin::Fresh if items.len() == 1 => Reason::Add,
        Origin::App { .. } | Origin::Fresh => Reason::Import,
    }
}

/// Whether a step concerns an account that the person sees come in; the old keys of replaced
/// accounts go to the trash unseen.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Visible {
    Yes,
    No,
}

/// Which account of the vault an item is.
enum Whose {
    /// One that is there.
    Vault(AccountId),
    /// The one that this step adds.
    Step(usize),
    /// None.
    Nobody,
}

/// The steps as they add up.
struct Work<'a> {
    vault: &'a Vault,
    now: UnixMillis,
    steps: Vec<(Visible, Step)>,
    /// The identifiers that are given to new accounts.
    given: HashSet<AccountId>,
    /// The accounts that were changed, as they stand after the steps so far.
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
                // An identifier is kept when it is free: a restored account is the same one.
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

    /// Puts an account in the place of one of the same name, with that one's group, colour and note
    /// unless it brings its own. The key that was there stays, in the trash.
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

    /// Moves the counter of one of the vault's accounts forward.
    fn advance(&mut self, id: AccountId, counter: u64) {
        let Some(current) = self.current(id) else { return };
        self.change(id, at_counter(current, counter));
    }

    /// One of the vault's accounts as it stands after the steps so far.
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

/// The settings after a restore remember the vault whose backup it was: its backups are ours now.
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

/// The settings with groups and preferences that they lack; `None` when they lack nothing.
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
