//! What would happen to each account, before anything is changed.

use std::collections::HashMap;

use super::compare::Known;
use super::verdict::{Choice, Verdict};
use super::{Incoming, Origin};
use crate::account::matching::fingerprint;
use crate::account::{Account, AccountId};
use crate::crypto::mac::Tag;
use crate::import::{Arrival, Notice, Refusal, Standing};
use crate::otp::{Kind, Otp};
use crate::time::UnixMillis;
use crate::vault::{Epoch, Vault, VaultId};

/// What would happen to the accounts that were read, compared with a vault at that time.
#[derive(Debug)]
pub struct Plan {
    pub(super) origin: Origin,
    pub(super) items: Vec<Item>,
    /// The accounts in the vault whose counter (RFC 4226) advances, with the new counter.
    pub(super) counters: Vec<(AccountId, u64)>,
    pub(super) refused: Vec<Refusal>,
    pub(super) notices: Vec<Notice>,
    pub(super) groups: Vec<String>,
    pub(super) preferences: serde_json::Map<String, serde_json::Value>,
    pub(super) vault: (VaultId, Epoch),
}

/// An account, how it compares to the vault, and the chosen action.
#[derive(Debug)]
pub struct Item {
    pub(super) account: Account,
    pub(super) id: Option<AccountId>,
    pub(super) trashed: Option<UnixMillis>,
    pub(super) verdict: Verdict,
    pub(super) choice: Option<Choice>,
    pub(super) standing: Standing,
    pub(super) moves_counter: bool,
}

/// What to do with conflicts if the user can't be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unattended {
    /// Skip the account.
    Skip,
    /// Keep both accounts.
    Add,
    /// Replace the account of the same name. The same key under another name is skipped, since
    /// there is nothing to replace.
    Replace,
}

/// The result for an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Settled {
    /// It is added.
    Added,
    /// It replaces an account of the same name.
    Replaced,
    /// The existing account is taken out of the trash.
    Recovered,
    /// It already exists, and the counter of the existing account advances.
    Advanced,
    /// It already exists, in the trash or not, and nothing changes.
    Known,
    /// The user skipped it, or it occurs twice.
    Skipped,
    /// The user has not decided; nothing is done.
    Undecided,
}

/// The number of accounts per result, before and after a plan is applied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Accounts that are added, without those that replace another.
    pub added: usize,
    /// Accounts that replace one of the same name.
    pub replaced: usize,
    /// Accounts that are taken out of the trash.
    pub recovered: usize,
    /// Accounts in the vault whose counter advances.
    pub advanced: usize,
    /// Accounts that already exist, in the trash or not, and stay unchanged.
    pub there: usize,
    /// Accounts that the user skipped, or that occur twice.
    pub skipped: usize,
    /// Accounts that need a decision.
    pub undecided: usize,
}

/// The choice is not offered for the account, or there is no such account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a choice for this account")]
pub struct NotOffered;

impl Item {
    /// The account.
    pub fn account(&self) -> &Account {
        &self.account
    }

    /// When it was moved to the trash in its source. It would then be added to our trash.
    pub fn trashed(&self) -> Option<UnixMillis> {
        self.trashed
    }

    /// How it compares to the vault.
    pub fn verdict(&self) -> Verdict {
        self.verdict
    }

    /// The chosen action; `None` if the user must still be asked, and then nothing is done.
    pub fn choice(&self) -> Option<Choice> {
        self.choice
    }

    /// The result under the current choice.
    pub fn settled(&self) -> Settled {
        match (self.choice, self.verdict) {
            (None, _) => Settled::Undecided,
            (Some(Choice::Add), _) => Settled::Added,
            (Some(Choice::Replace), Verdict::NameTaken { .. }) => Settled::Replaced,
            (Some(Choice::Recover), Verdict::InTrash { .. }) => Settled::Recovered,
            (Some(_), Verdict::AlreadyThere { .. } | Verdict::InTrash { .. }) => {
                if self.moves_counter { Settled::Advanced } else { Settled::Known }
            }
            (Some(_), _) => Settled::Skipped,
        }
    }

    /// Whether the counter of the vault's account advances to this account's counter, because codes
    /// were taken elsewhere. A counter never goes back.
    pub fn moves_counter(&self) -> bool {
        self.moves_counter
    }
}

impl Plan {
    /// Compares accounts that were read with a vault.
    pub fn new(incoming: Incoming, vault: &Vault) -> Self {
        let Incoming { origin, arrivals, refused, notices, groups, preferences } = incoming;
        let highest = highest_counters(&arrivals);
        let kept = vault.accounts().iter().chain(vault.trashed());
        let counters =
            kept.filter_map(|kept| Some((kept.id, counter_ahead(&highest, &kept.account.otp)?)));
        let counters = counters.collect();
        let items = compared(arrivals, vault, &highest);
        let vault = (vault.id(), vault.epoch());
        Self { origin, items, counters, refused, notices, groups, preferences, vault }
    }

    /// Where the accounts come from.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// The accounts, in order.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// The rejected entries.
    pub fn refused(&self) -> &[Refusal] {
        &self.refused
    }

    /// What else the user should be told.
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// The counts under the current choices. The outcome of the plan has the same counts.
    pub fn counts(&self) -> Counts {
        let count = |wanted| self.items.iter().filter(|item| item.settled() == wanted).count();
        Counts {
            added: count(Settled::Added),
            replaced: count(Settled::Replaced),
            recovered: count(Settled::Recovered),
            // Several items may advance one account, and one item may advance several.
            advanced: self.counters.len(),
            there: count(Settled::Known),
            skipped: count(Settled::Skipped),
            undecided: count(Settled::Undecided),
        }
    }

    /// Decides all open items if the user can't be asked. With `None`, the same key under another
    /// name is skipped, since the key already exists; a name with another key stays undecided.
    pub fn settle(&mut self, decision: Option<Unattended>) {
        for item in self.items.iter_mut().filter(|item| item.choice.is_none()) {
            let is_name = matches!(item.verdict, Verdict::NameTaken { .. });
            item.choice = match decision {
                None if is_name => None,
                Some(Unattended::Replace) if is_name => Some(Choice::Replace),
                Some(Unattended::Add) => Some(Choice::Add),
                None | Some(Unattended::Skip | Unattended::Replace) => Some(Choice::Skip),
            };
        }
    }

    /// The number of items that need a decision.
    pub fn undecided(&self) -> usize {
        self.items.iter().filter(|item| item.choice.is_none()).count()
    }

    /// Chooses what to do with the account at `place`, counted from 0.
    ///
    /// # Errors
    /// [`NotOffered`] if the account's verdict does not offer this choice.
    pub fn choose(&mut self, place: usize, choice: Choice) -> Result<(), NotOffered> {
        let item = self.items.get_mut(place).ok_or(NotOffered)?;
        if !item.verdict.choices().contains(&choice) {
            return Err(NotOffered);
        }
        item.choice = Some(choice);
        Ok(())
    }
}

/// Computes the verdict on each account.
fn compared(arrivals: Vec<Arrival>, vault: &Vault, highest: &HashMap<Tag, u64>) -> Vec<Item> {
    let verdicts = Known::new(vault.accounts(), vault.trashed()).verdicts(&arrivals);
    let mut counters = highest.clone();
    for kept in vault.accounts().iter().chain(vault.trashed()) {
        if let Kind::Hotp { counter } = kept.account.otp.kind()
            && let Some(known) = counters.get_mut(&fingerprint(&kept.account.otp))
        {
            *known = counter.max(*known);
        }
    }
    let items = arrivals.into_iter().zip(verdicts).map(|(arrival, verdict)| {
        let Arrival { account, id, trashed, standing, .. } = arrival.filed();
        let twin = match verdict {
            Verdict::AlreadyThere { id } | Verdict::InTrash { id } => vault.find(id),
            _ => None,
        };
        let moves_counter =
            twin.is_some_and(|twin| counter_ahead(highest, &twin.account.otp).is_some());
        // A server keeps one counter per key: a new account continues at the counter of the others.
        let account = match counter_ahead(&counters, &account.otp) {
            Some(counter) if twin.is_none() => at_counter(account, counter),
            _ => account,
        };
        let choice = verdict.default_choice();
        Item { account, id, trashed, verdict, choice, standing, moves_counter }
    });
    items.collect()
}

/// The highest counter of each key. A server keeps one counter per key, however many accounts use
/// it here.
fn highest_counters(arrivals: &[Arrival]) -> HashMap<Tag, u64> {
    let mut highest = HashMap::new();
    for otp in arrivals.iter().map(|arrival| &arrival.account.otp) {
        if let Kind::Hotp { counter } = otp.kind() {
            let known = highest.entry(fingerprint(otp)).or_insert(counter);
            *known = counter.max(*known);
        }
    }
    highest
}

/// The highest counter of an account's key, if it is higher than the account's own.
fn counter_ahead(highest: &HashMap<Tag, u64>, ours: &Otp) -> Option<u64> {
    let Kind::Hotp { counter } = ours.kind() else { return None };
    highest.get(&fingerprint(ours)).copied().filter(|theirs| *theirs > counter)
}

/// The account with another counter.
pub(super) fn at_counter(account: Account, counter: u64) -> Account {
    let otp = &account.otp;
    let (key, kind) = (otp.key().duplicate(), Kind::Hotp { counter });
    let otp = Otp::new(key, otp.algorithm(), otp.digits(), kind)
        .expect("the key and parameters are already valid");
    Account { otp, ..account }
}
