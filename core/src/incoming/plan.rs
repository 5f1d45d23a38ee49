//! What would come of each account, before anything does.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::{Arrival, Incoming, Origin, Refused};
use crate::account::{Account, AccountId};
use crate::backup::pairs::{Known, fingerprint, pair, repeated};
use crate::crypto::mac::Tag;
use crate::otp::{Kind, Otp};
use crate::phrase::phrase_family;
use crate::time::UnixMillis;
use crate::vault::{Epoch, Kept, Vault, VaultId};

/// What would come of accounts that were read, compared with a vault as it was then.
#[derive(Debug)]
pub struct Plan {
    pub(super) origin: Origin,
    pub(super) items: Vec<Item>,
    /// The counters (RFC 4226) that accounts of the vault move forward to.
    pub(super) counters: Vec<(AccountId, u64)>,
    pub(super) refused: Vec<Refused>,
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
    pub(super) moves_counter: bool,
}

/// How an account compares to what is there.
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
pub enum Verdict {
    /// It is not there.
    New,
    /// The same account is there: same key, same parameters.
    AlreadyThere {
        /// Which.
        id: AccountId,
    },
    /// The same account is there, in the trash.
    InTrash {
        /// Which.
        id: AccountId,
    },
    /// An account of that name is there, with another key.
    NameTaken {
        /// Which.
        id: AccountId,
    },
    /// The same account, of the same name, stands earlier in the plan.
    Twice {
        /// At which place, from 0.
        first: u32,
    },
}

/// What to do with an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Choice {
    /// Nothing; what is there stays as it is.
    Skip,
    /// Add it beside what is there.
    Add,
    /// Take the one in the trash out of it.
    Recover,
    /// Put it in place of the one of that name, whose key is kept in the trash.
    Replace,
}

phrase_family!(Verdict, "plan");

impl Verdict {
    /// What may be chosen, the safest first.
    pub fn choices(self) -> &'static [Choice] {
        match self {
            Self::New => &[Choice::Add, Choice::Skip],
            Self::AlreadyThere { .. } => &[Choice::Skip],
            Self::InTrash { .. } => &[Choice::Skip, Choice::Recover],
            Self::NameTaken { .. } => &[Choice::Skip, Choice::Add, Choice::Replace],
            Self::Twice { .. } => &[Choice::Skip, Choice::Add],
        }
    }

    /// What is done unless the person chooses; `None` where the person must be asked.
    fn default_choice(self) -> Option<Choice> {
        match self {
            Self::NameTaken { .. } => None,
            other => other.choices().first().copied(),
        }
    }
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

    /// Whether the vault's account moves its counter forward to this one's, which was counted on
    /// further elsewhere. It never goes back.
    pub fn moves_counter(&self) -> bool {
        self.moves_counter
    }
}

impl Plan {
    /// Compares what was read with what a vault holds.
    pub fn new(incoming: Incoming, vault: &Vault) -> Self {
        let Incoming { origin, arrivals, refused, groups, preferences } = incoming;
        let highest = highest_counters(&arrivals);
        let kept = vault.accounts().iter().chain(vault.trashed());
        let counters =
            kept.filter_map(|kept| Some((kept.id, counter_ahead(&highest, &kept.account.otp)?)));
        let counters = counters.collect();
        let items = compared(arrivals, vault.accounts(), vault.trashed(), &highest);
        let vault = (vault.id(), vault.epoch());
        Self { origin, items, counters, refused, groups, preferences, vault }
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
    pub fn refused(&self) -> &[Refused] {
        &self.refused
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

/// Accounts in use by issuer and label; of several that are called alike, the first.
type Names<'a> = HashMap<(String, String), &'a Kept>;

/// Finds the verdict on each arrival.
fn compared(
    arrivals: Vec<Arrival>,
    live: &[Kept],
    trash: &[Kept],
    highest: &HashMap<Tag, u64>,
) -> Vec<Item> {
    let kept: Vec<&Kept> = live.iter().chain(trash).collect();
    let known: Vec<_> =
        arrivals.iter().map(|one| Known { id: one.id, account: &one.account }).collect();
    let there: Vec<_> =
        kept.iter().map(|one| Known { id: Some(one.id), account: &one.account }).collect();
    let (pairs, repeated) = (pair(&known, &there), repeated(&known));
    let mut names: Names<'_> = HashMap::with_capacity(live.len());
    for one in live {
        names.entry(one.account.folded_name()).or_insert(one);
    }
    let items = arrivals.into_iter().zip(pairs.into_iter().zip(repeated));
    let items = items.map(|(arrival, (pair, first))| {
        let Arrival { id, account, trashed } = arrival;
        let twin = pair.map(|index| kept[index]);
        let verdict = match (twin, first) {
            (Some(twin), _) if twin.trashed.is_some() && trashed.is_none() => {
                Verdict::InTrash { id: twin.id }
            }
            (Some(twin), _) => Verdict::AlreadyThere { id: twin.id },
            (None, Some(first)) => {
                Verdict::Twice { first: u32::try_from(first).unwrap_or(u32::MAX) }
            }
            // What comes in as trash takes nobody's name.
            (None, None) if trashed.is_some() => Verdict::New,
            (None, None) => match named_like(&names, &account) {
                Some(other) => Verdict::NameTaken { id: other.id },
                None => Verdict::New,
            },
        };
        let moves_counter =
            twin.is_some_and(|twin| counter_ahead(highest, &twin.account.otp).is_some());
        let account = match counter_ahead(highest, &account.otp) {
            Some(counter) if twin.is_none() => at_counter(account, counter),
            _ => account,
        };
        let choice = verdict.default_choice();
        Item { account, id, trashed, verdict, choice, moves_counter }
    });
    items.collect()
}

/// The account in use that a person would take for this one. Without any name there is nothing to
/// take it by.
fn named_like<'a>(names: &Names<'a>, account: &Account) -> Option<&'a Kept> {
    if account.issuer.is_empty() && account.label.is_empty() {
        return None;
    }
    names.get(&account.folded_name()).copied()
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
