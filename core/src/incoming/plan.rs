//! What would happen to each account, before anything is changed.

use std::collections::HashMap;

use super::compare::ExistingAccounts;
use super::verdict::{PlanChoice, PlanVerdict};
use super::{IncomingAccounts, IncomingOrigin};
use crate::account::matching::fingerprint;
use crate::account::{Account, AccountId};
use crate::crypto::mac::MacTag;
use crate::import::{CodeUse, Completeness, ImportNotice, ImportedAccount, RefusedImport};
use crate::otp::{MovingFactor, Otp};
use crate::time::UnixMillis;
use crate::vault::{Epoch, RemovedAccounts, Vault, VaultId};

/// What would happen to the accounts that were read, compared with a vault at that time.
#[derive(Debug)]
pub struct IncomingPlan {
    pub(super) origin: IncomingOrigin,
    pub(super) items: Vec<PlannedAccount>,
    /// The accounts in the vault whose counter (RFC 4226) advances, with the new counter.
    pub(super) counters: Vec<(AccountId, u64)>,
    pub(super) refused: Vec<RefusedImport>,
    pub(super) notices: Vec<ImportNotice>,
    pub(super) groups: Vec<String>,
    pub(super) preferences: serde_json::Map<String, serde_json::Value>,
    pub(super) vault: (VaultId, Epoch),
}

/// An account, how it compares to the vault, and the chosen action.
#[derive(Debug)]
pub struct PlannedAccount {
    pub(super) account: Account,
    pub(super) id: Option<AccountId>,
    pub(super) trashed: Option<UnixMillis>,
    pub(super) verdict: PlanVerdict,
    pub(super) choice: Option<PlanChoice>,
    pub(super) code_use: CodeUse,
    pub(super) moves_counter: bool,
}

/// What to do with conflicts if the user can't be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnattendedChoice {
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
pub enum PlannedResult {
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
pub struct PlanCounts {
    /// Accounts that are added, without those that replace another.
    pub added: usize,
    /// Accounts that replace one of the same name.
    pub replaced: usize,
    /// Accounts that are taken out of the trash.
    pub recovered: usize,
    /// Accounts in the vault whose counter advances.
    pub advanced: usize,
    /// Accounts that already exist, in the trash or not, and stay unchanged.
    pub already_there: usize,
    /// Accounts that the user skipped, or that occur twice.
    pub skipped: usize,
    /// Accounts that need a decision.
    pub undecided: usize,
}

/// The choice is not offered for the account, or there is no such account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a choice for this account")]
pub struct ChoiceNotOffered;

impl PlannedAccount {
    /// The account.
    pub fn account(&self) -> &Account {
        &self.account
    }

    /// When it was moved to the trash in its source. It would then be added to our trash.
    pub fn trashed(&self) -> Option<UnixMillis> {
        self.trashed
    }

    /// How it compares to the vault.
    pub fn verdict(&self) -> PlanVerdict {
        self.verdict
    }

    /// The chosen action; `None` if the user must still be asked, and then nothing is done.
    pub fn choice(&self) -> Option<PlanChoice> {
        self.choice
    }

    /// The result under the current choice.
    pub fn settled(&self) -> PlannedResult {
        match (self.choice, self.verdict) {
            (None, _) => PlannedResult::Undecided,
            (Some(PlanChoice::Add), _) => PlannedResult::Added,
            (Some(PlanChoice::Replace), PlanVerdict::NameTaken { .. }) => PlannedResult::Replaced,
            (Some(PlanChoice::Recover), PlanVerdict::InTrash { .. }) => PlannedResult::Recovered,
            (Some(_), PlanVerdict::AlreadyThere { .. } | PlanVerdict::InTrash { .. }) => {
                if self.moves_counter { PlannedResult::Advanced } else { PlannedResult::Known }
            }
            (Some(_), _) => PlannedResult::Skipped,
        }
    }

    /// Whether the counter of the vault's account advances to this account's counter, because codes
    /// were taken elsewhere. A counter never goes back.
    pub fn moves_counter(&self) -> bool {
        self.moves_counter
    }
}

impl IncomingPlan {
    /// Compares accounts that were read with a vault.
    pub fn new(incoming: IncomingAccounts, vault: &Vault) -> Self {
        let IncomingAccounts { origin, arrivals, refused, notices, groups, preferences } = incoming;
        let highest = highest_counters(&arrivals);
        let kept = vault.accounts().iter().chain(vault.trashed());
        let counters =
            kept.filter_map(|kept| Some((kept.id, counter_ahead(&highest, &kept.account.otp)?)));
        let counters = counters.collect();
        let items = compared(arrivals, vault, removed_before(&origin, vault), &highest);
        let vault = (vault.id(), vault.epoch());
        Self { origin, items, counters, refused, notices, groups, preferences, vault }
    }

    /// Where the accounts come from.
    pub fn origin(&self) -> &IncomingOrigin {
        &self.origin
    }

    /// The accounts, in order.
    pub fn items(&self) -> &[PlannedAccount] {
        &self.items
    }

    /// The rejected entries.
    pub fn refused(&self) -> &[RefusedImport] {
        &self.refused
    }

    /// What else the user should be told.
    pub fn notices(&self) -> &[ImportNotice] {
        &self.notices
    }

    /// The counts under the current choices. The outcome of the plan has the same counts.
    pub fn counts(&self) -> PlanCounts {
        let count = |wanted| self.items.iter().filter(|item| item.settled() == wanted).count();
        PlanCounts {
            added: count(PlannedResult::Added),
            replaced: count(PlannedResult::Replaced),
            recovered: count(PlannedResult::Recovered),
            // Several items may advance one account, and one item may advance several.
            advanced: self.counters.len(),
            already_there: count(PlannedResult::Known),
            skipped: count(PlannedResult::Skipped),
            undecided: count(PlannedResult::Undecided),
        }
    }

    /// Decides all open items if the user can't be asked. With `None`, the same key under another
    /// name is skipped, since the key already exists, and so are a key that may be truncated and an
    /// account that was erased here; a name with another key stays undecided.
    pub fn decide_unattended(&mut self, decision: Option<UnattendedChoice>) {
        for item in self.items.iter_mut().filter(|item| item.choice.is_none()) {
            let is_name = matches!(item.verdict, PlanVerdict::NameTaken { .. });
            item.choice = match decision {
                None if is_name => None,
                Some(UnattendedChoice::Replace) if is_name => Some(PlanChoice::Replace),
                Some(UnattendedChoice::Add) => Some(PlanChoice::Add),
                None | Some(UnattendedChoice::Skip | UnattendedChoice::Replace) => {
                    Some(PlanChoice::Skip)
                }
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
    /// [`ChoiceNotOffered`] if the account's verdict does not offer this choice.
    pub fn choose(&mut self, place: usize, choice: PlanChoice) -> Result<(), ChoiceNotOffered> {
        let item = self.items.get_mut(place).ok_or(ChoiceNotOffered)?;
        if !item.verdict.choices().contains(&choice) {
            return Err(ChoiceNotOffered);
        }
        item.choice = Some(choice);
        Ok(())
    }
}

/// The accounts that were erased here, for files that may be older or from another device. A code
/// that a site shows now is a decision of now.
fn removed_before(origin: &IncomingOrigin, vault: &Vault) -> RemovedAccounts {
    match origin {
        IncomingOrigin::Fresh => RemovedAccounts::default(),
        IncomingOrigin::Backup { .. } | IncomingOrigin::App { .. } => {
            RemovedAccounts::of(vault.settings())
        }
    }
}

/// Computes the verdict on each account.
fn compared(
    arrivals: Vec<ImportedAccount>,
    vault: &Vault,
    removed: RemovedAccounts,
    highest: &HashMap<MacTag, u64>,
) -> Vec<PlannedAccount> {
    let existing = ExistingAccounts::new(vault.accounts(), vault.trashed(), removed);
    let verdicts = existing.verdicts(&arrivals);
    let mut counters = highest.clone();
    for kept in vault.accounts().iter().chain(vault.trashed()) {
        if let MovingFactor::Hotp { counter } = kept.account.otp.kind()
            && let Some(known) = counters.get_mut(&fingerprint(&kept.account.otp))
        {
            *known = counter.max(*known);
        }
    }
    let items = arrivals.into_iter().zip(verdicts).map(|(arrival, verdict)| {
        let ImportedAccount { account, id, trashed, code_use, completeness, .. } = arrival;
        let same_account = match verdict {
            PlanVerdict::AlreadyThere { id } | PlanVerdict::InTrash { id } => vault.find(id),
            _ => None,
        };
        let moves_counter = same_account.is_some_and(|same_account| {
            counter_ahead(highest, &same_account.account.otp).is_some()
        });
        // A server keeps one counter per key: a new account continues at the counter of the others.
        let account = match counter_ahead(&counters, &account.otp) {
            Some(counter) if same_account.is_none() => at_counter(account, counter),
            _ => account,
        };
        let choice = match verdict {
            // Asked once.
            PlanVerdict::RemovedHere { .. } if existing.is_declined(&account.otp) => {
                Some(PlanChoice::Skip)
            }
            _ => verdict.default_choice(),
        };
        // The codes of a key that may be truncated are known only when a site accepts one.
        let code_use = match completeness {
            Completeness::Whole => code_use,
            Completeness::MaybeTruncated => CodeUse::Fresh,
        };
        PlannedAccount { account, id, trashed, verdict, choice, code_use, moves_counter }
    });
    items.collect()
}

/// The highest counter of each key. A server keeps one counter per key, however many accounts use
/// it here.
fn highest_counters(arrivals: &[ImportedAccount]) -> HashMap<MacTag, u64> {
    let mut highest = HashMap::new();
    for otp in arrivals.iter().map(|arrival| &arrival.account.otp) {
        if let MovingFactor::Hotp { counter } = otp.kind() {
            let known = highest.entry(fingerprint(otp)).or_insert(counter);
            *known = counter.max(*known);
        }
    }
    highest
}

/// The highest counter of an account's key, if it is higher than the account's own.
fn counter_ahead(highest: &HashMap<MacTag, u64>, ours: &Otp) -> Option<u64> {
    let MovingFactor::Hotp { counter } = ours.kind() else { return None };
    highest.get(&fingerprint(ours)).copied().filter(|theirs| *theirs > counter)
}

/// The account with another counter.
pub(super) fn at_counter(account: Account, counter: u64) -> Account {
    let otp = &account.otp;
    let (key, kind) = (otp.key().duplicate(), MovingFactor::Hotp { counter });
    let otp = Otp::new(key, otp.algorithm(), otp.digits(), kind)
        .expect("the key and parameters are already valid");
    Account { otp, ..account }
}
