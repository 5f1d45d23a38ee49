//! What would come of each account, before anything does.

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

/// What would come of accounts that were read, compared with a vault as it was then.
#[derive(Debug)]
pub struct Plan {
    pub(super) origin: Origin,
    pub(super) items: Vec<Item>,
    /// The counters (RFC 4226) that accounts of the vault move forward to.
    pub(super) counters: Vec<(AccountId, u64)>,
    pub(super) refused: Vec<Refusal>,
    pub(super) notices: Vec<Notice>,
    pub(super) groups: Vec<String>,
    pub(super) preferences: serde_json::Map<String, serde_json::Value>,
    pub(super) vault: (VaultId, Epoch),
}

/// One account, how it compares to what is there, and what would be done with it.
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

/// What is to be done where nobody can be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unattended {
    /// Leave out what would be asked about.
    Skip,
    /// Keep both.
    Add,
    /// Put it in the place of the one of that name. The same key under another name is left out:
    /// there is nothing to replace.
    Replace,
}

/// What becomes of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// It is added.
    Added,
    /// It takes the place of one of the same name.
    Replaced,
    /// The one in the trash is taken out of it.
    Recovered,
    /// It was there already, and its counter moves forward.
    Advanced,
    /// It was there already, in the trash or not, and nothing changes.
    Known,
    /// The person left it out, or it stands there twice.
    Skipped,
    /// Nobody decided; nothing is done with it.
    Undecided,
}

/// How many accounts come to what, before a plan is applied and after it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Accounts that are added, the replacing ones not counted.
    pub added: usize,
    /// Accounts that take the place of one of the same name.
    pub replaced: usize,
    /// Accounts that are taken out of the trash.
    pub recovered: usize,
    /// Accounts of the vault whose counter moves forward.
    pub advanced: usize,
    /// Accounts that are there already, in the trash or not, and stay as they are.
    pub there: usize,
    /// Accounts that the person left out, or that stand there twice.
    pub skipped: usize,
    /// Accounts that nobody decided about.
    pub undecided: usize,
}

/// That choice is not offered for that account, or there is no such account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a choice for this account")]
pub struct NotOffered;

impl Item {
    /// The account.
    pub fn account(&self) -> &Account {
        &self.account
    }

    /// When it was put into the trash where it comes from; it would be added to ours.
    pub fn trashed(&self) -> Option<UnixMillis> {
        self.trashed
    }

    /// How it compares to what is there.
    pub fn verdict(&self) -> Verdict {
        self.verdict
    }

    /// What would be done with it; `None` while the person is to be asked, and then nothing is.
    pub fn choice(&self) -> Option<Choice> {
        self.choice
    }

    /// What becomes of it as things are chosen.
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

    /// Whether the vault's account moves its counter forward to this one's, which was counted on
    /// further elsewhere. It never goes back.
    pub fn moves_counter(&self) -> bool {
        self.moves_counter
    }
}

impl Plan {
    /// Compares what was read with what a vault holds.
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

    /// The accounts in their order.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// The entries that are no accounts here.
    pub fn refused(&self) -> &[Refusal] {
        &self.refused
    }

    /// What the person should know of what was read.
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// What comes of the accounts as things are chosen: what is counted before a plan is applied
    /// is what its outcome says.
    pub fn counts(&self) -> Counts {
        let count = |wanted| self.items.iter().filter(|item| item.settled() == wanted).count();
        Counts {
            added: count(Settled::Added),
            replaced: count(Settled::Replaced),
            recovered: count(Settled::Recovered),
            // Several entries may move one account, and one may move several.
            advanced: self.counters.len(),
            there: count(Settled::Known),
            skipped: count(Settled::Skipped),
            undecided: count(Settled::Undecided),
        }
    }

    /// Decides for all that would be asked about and are not decided yet, where nobody can be
    /// asked. Without a decision, the same key under another name is left out, for the key is there;
    /// a name with another key stays open.
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

    /// How many still ask for a choice.
    pub fn undecided(&self) -> usize {
        self.items.iter().filter(|item| item.choice.is_none()).count()
    }

    /// Chooses what to do with the account at `place`, from 0.
    ///
    /// # Errors
    /// [`NotOffered`] when its verdict has no such choice.
    pub fn choose(&mut self, place: usize, choice: Choice) -> Result<(), NotOffered> {
        let item = self.items.get_mut(place).ok_or(NotOffered)?;
        if !item.verdict.choices().contains(&choice) {
            return Err(NotOffered);
        }
        item.choice = Some(choice);
        Ok(())
    }
}

/// Finds the verdict on each arrival.
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
        // A server counts by the key: an account that is added goes on where the others are.
        let account = match counter_ahead(&counters, &account.otp) {
            Some(counter) if twin.is_none() => at_counter(account, counter),
            _ => account,
        };
        let choice = verdict.default_choice();
        Item { account, id, trashed, verdict, choice, standing, moves_counter }
    });
    items.collect()
}

/// The highest counter of each key. A server counts by the key, whatever accounts it has here.
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

/// The highest counter of an account's key, when it is ahead of the account's own.
fn counter_ahead(highest: &HashMap<Tag, u64>, ours: &Otp) -> Option<u64> {
    let Kind::Hotp { counter } = ours.kind() else { return None };
    highest.get(&fingerprint(ours)).copied().filter(|theirs| *theirs > counter)
}

/// The account with its counter somewhere else.
pub(super) fn at_counter(account: Account, counter: u64) -> Account {
    let otp = &account.otp;
    let (key, kind) = (otp.key().duplicate(), Kind::Hotp { counter });
    let otp = Otp::new(key, otp.algorithm(), otp.digits(), kind)
        .expect("the same key and parameters were right with another counter");
    Account { otp, ..account }
}
