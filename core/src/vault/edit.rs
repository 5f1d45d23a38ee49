//! Adds and edits accounts, and advances HOTP counters.

use std::collections::HashMap;

use super::commit::VaultChange;
use super::stored_account::StoredAccount;
use super::{ChangeError, ChangeReason, DeviceError, Vault, VaultSettings};
use crate::account::{Account, AccountId, Confirmation, Favourite};
use crate::otp::{Code, MovingFactor};
use crate::time::UnixMillis;

/// Several changes that are made together or not at all.
#[derive(Debug, Default)]
pub struct ChangeBatch {
    /// The changes, in order.
    pub changes: Vec<AccountChange>,
    /// The new settings; `None` leaves them unchanged.
    pub settings: Option<VaultSettings>,
}

/// One change of a batch.
#[derive(Debug)]
pub enum AccountChange {
    /// Adds a new account after the others.
    Add {
        /// The identifier to use; `None` makes a random one.
        id: Option<AccountId>,
        /// The account.
        account: Box<Account>,
        /// When the account was put into the trash; `None` if it was not.
        trashed: Option<UnixMillis>,
    },
    /// Replaces the content of an account, in the trash or not. The HOTP counter of the same key
    /// never decreases.
    Replace {
        /// The account to replace.
        id: AccountId,
        /// The new content.
        account: Box<Account>,
    },
    /// Takes an account out of the trash.
    Recover {
        /// The account to recover.
        id: AccountId,
    },
}

impl Vault {
    /// Adds an account after the others.
    ///
    /// # Errors
    /// [`ChangeError::ConfirmRecoveryFirst`] for a second account while
    /// [`Vault::awaits_confirmation`], or one per other cause; nothing was changed.
    pub fn add(&mut self, account: Account, now: UnixMillis) -> Result<AccountId, ChangeError> {
        self.add_replacing(account, None, now)
    }

    /// Adds an account that replaces an older one, which is then removed. A vault that accepts only
    /// one account accepts such a replacement.
    pub(crate) fn add_replacing(
        &mut self,
        account: Account,
        replaced: Option<AccountId>,
        now: UnixMillis,
    ) -> Result<AccountId, ChangeError> {
        self.check_room(1, replaced)?;
        let id = self.make_id()?;
        let undo = Some(self.undo_record(ChangeReason::Add, now, [id]));
        let accounts = vec![StoredAccount::new(id, account, self.last_order() + 1)];
        self.commit(VaultChange { accounts, undo, ..VaultChange::default() })?;
        Ok(id)
    }

    /// Replaces the content of an account. The HOTP counter of the same key never decreases.
    ///
    /// # Errors
    /// [`ChangeError::NoSuchAccount`], or one variant per other cause; nothing was changed.
    pub fn edit(
        &mut self,
        id: AccountId,
        account: Account,
        now: UnixMillis,
    ) -> Result<(), ChangeError> {
        let edited = replaced(self.find(id).ok_or(ChangeError::NoSuchAccount)?, account);
        let undo = Some(self.undo_record(ChangeReason::Edit, now, [id]));
        self.commit(VaultChange { accounts: vec![edited], undo, ..VaultChange::default() })
    }

    /// Adds an account to the favourites, or removes it from them.
    ///
    /// # Errors
    /// As [`Vault::edit`].
    pub fn set_favourite(
        &mut self,
        id: AccountId,
        favourite: Favourite,
        now: UnixMillis,
    ) -> Result<(), ChangeError> {
        let mut account = self.find(id).ok_or(ChangeError::NoSuchAccount)?.account.duplicate();
        account.favourite = favourite;
        self.edit(id, account, now)
    }

    /// Records that the site accepted a code of this account. Undo does not revert this.
    ///
    /// # Errors
    /// [`ChangeError::NoSuchAccount`], or one variant per other cause; nothing was changed.
    pub fn confirm(&mut self, id: AccountId, now: UnixMillis) -> Result<(), ChangeError> {
        let mut kept = self.find(id).ok_or(ChangeError::NoSuchAccount)?.duplicate();
        if let Confirmation::Confirmed { .. } = kept.account.confirmation {
            return Ok(());
        }
        kept.account.confirmation = Confirmation::Confirmed { at: now };
        self.commit(VaultChange { accounts: vec![kept], ..VaultChange::default() })
    }

    /// Takes the next code of an HOTP account (RFC 4226). The new counter is flushed to the disk
    /// before the code is returned, so no code is ever shown twice.
    ///
    /// # Errors
    /// [`ChangeError::NoCounter`] for other accounts, or one variant per other cause; nothing was
    /// changed.
    pub fn take_hotp(&mut self, id: AccountId) -> Result<Code, ChangeError> {
        let mut kept = self.find(id).ok_or(ChangeError::NoSuchAccount)?.duplicate();
        let MovingFactor::Hotp { counter } = kept.account.otp.kind() else {
            return Err(ChangeError::NoCounter);
        };
        let code = kept.account.otp.code_of(counter);
        kept.account.otp.advance()?;
        self.commit(VaultChange { accounts: vec![kept], ..VaultChange::default() })?;
        Ok(code)
    }

    /// Makes several changes in one transaction, which undo reverts as one. Returns the identifier
    /// of the account of each step, in order.
    ///
    /// # Errors
    /// As [`Vault::add`]; nothing was changed.
    pub fn apply(
        &mut self,
        batch: ChangeBatch,
        reason: ChangeReason,
        now: UnixMillis,
    ) -> Result<Vec<AccountId>, ChangeError> {
        if batch.changes.is_empty() && batch.settings.is_none() {
            return Ok(Vec::new());
        }
        let new =
            batch.changes.iter().filter(|step| matches!(step, AccountChange::Add { .. })).count();
        self.check_room(new, None)?;
        let mut work = BatchState { before: self.by_id(), after: HashMap::new() };
        let mut ids = Vec::with_capacity(batch.changes.len());
        let mut order = self.last_order();
        for step in batch.changes {
            let kept = match step {
                AccountChange::Add { id, account, trashed } => {
                    let id = id.map_or_else(|| self.make_id(), Ok)?;
                    if work.find(id).is_ok() {
                        return Err(ChangeError::IdTaken);
                    }
                    order += 1;
                    StoredAccount { trashed, ..StoredAccount::new(id, *account, order) }
                }
                AccountChange::Replace { id, account } => replaced(work.find(id)?, *account),
                AccountChange::Recover { id } => {
                    StoredAccount { trashed: None, ..work.find(id)?.duplicate() }
                }
            };
            ids.push(kept.id);
            work.after.insert(kept.id, kept);
        }
        let accounts: Vec<StoredAccount> = work.after.into_values().collect();
        let mut entry = self.undo_record(reason, now, accounts.iter().map(|kept| kept.id));
        entry.settings = batch.settings.as_ref().map(|_| self.settings.to_undo());
        let settings = batch.settings;
        self.commit(VaultChange {
            accounts,
            settings,
            undo: Some(entry),
            ..VaultChange::default()
        })?;
        Ok(ids)
    }

    /// Replaces the settings.
    ///
    /// # Errors
    /// One [`ChangeError`] per cause; nothing was changed.
    pub fn change_settings(&mut self, settings: VaultSettings) -> Result<(), ChangeError> {
        self.commit(VaultChange { settings: Some(settings), ..VaultChange::default() })
    }

    pub(super) fn make_id(&self) -> Result<AccountId, ChangeError> {
        AccountId::make(&*self.random).map_err(|why| DeviceError::from(why).into())
    }

    fn last_order(&self) -> i64 {
        let all = self.live.iter().chain(&self.trash);
        all.map(|kept| kept.order).max().unwrap_or(-1).min(i64::MAX / 2)
    }
}

/// The accounts after the steps of the batch so far.
struct BatchState<'a> {
    before: HashMap<AccountId, &'a StoredAccount>,
    after: HashMap<AccountId, StoredAccount>,
}

impl BatchState<'_> {
    fn find(&self, id: AccountId) -> Result<&StoredAccount, ChangeError> {
        let changed = self.after.get(&id);
        changed.or_else(|| self.before.get(&id).copied()).ok_or(ChangeError::NoSuchAccount)
    }
}

fn replaced(old: &StoredAccount, mut account: Account) -> StoredAccount {
    account.otp.keep_counter_of(&old.account.otp);
    old.with(account)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vault::test_support::{account, hotp, made, unlock};

    const NOW: UnixMillis = UnixMillis(50);

    fn labels(vault: &Vault) -> Vec<&str> {
        vault.accounts().iter().map(|kept| kept.account.label.as_str()).collect()
    }

    #[test]
    fn an_added_account_is_there_after_reopening() {
        let folder = tempfile::tempdir().unwrap();
        let mut vault = made(folder.path());
        let id = vault.add(account("a"), NOW).unwrap();
        vault.add(account("b"), NOW).unwrap();
        vault.confirm(id, NOW).unwrap();
        drop(vault);
        let vault = unlock(folder.path());
        assert_eq!(labels(&vault), ["a", "b"]);
        let confirmed = Confirmation::Confirmed { at: NOW };
        assert_eq!(vault.find(id).unwrap().account.confirmation, confirmed);
        assert!(vault.health().is_sound());
    }

    #[test]
    fn a_counter_is_on_the_disk_before_its_code_is_returned() {
        let folder = tempfile::tempdir().unwrap();
        let mut vault = made(folder.path());
        let id = vault.add(hotp("a", 7), NOW).unwrap();
        let code = vault.take_hotp(id).unwrap();
        assert_eq!(code, hotp("a", 0).otp.code_of(7));
        drop(vault);
        let mut vault = unlock(folder.path());
        assert_eq!(vault.find(id).unwrap().account.otp.kind(), MovingFactor::Hotp { counter: 8 });
        vault.edit(id, hotp("b", 3), NOW).unwrap();
        assert_eq!(vault.find(id).unwrap().account.otp.kind(), MovingFactor::Hotp { counter: 8 });
        let other = vault.add(account("c"), NOW).unwrap();
        assert_eq!(vault.take_hotp(other), Err(ChangeError::NoCounter));
    }

    #[test]
    fn a_batch_is_all_or_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let mut vault = made(folder.path());
        let id = vault.add(account("a"), NOW).unwrap();
        let add =
            |id, label| AccountChange::Add { id, account: Box::new(account(label)), trashed: None };
        let steps = vec![add(None, "b"), add(Some(id), "c")];
        let batch = ChangeBatch { changes: steps, settings: None };
        assert_eq!(vault.apply(batch, ChangeReason::Import, NOW), Err(ChangeError::IdTaken));
        assert_eq!(labels(&vault), ["a"]);
        let steps = vec![
            add(None, "b"),
            AccountChange::Replace { id, account: Box::new(account("A")) },
            AccountChange::Replace { id, account: Box::new(account("AA")) },
        ];
        let settings =
            Some(VaultSettings { groups: vec!["g".to_owned()], ..VaultSettings::default() });
        let ids = vault
            .apply(ChangeBatch { changes: steps, settings }, ChangeReason::Import, NOW)
            .unwrap();
        assert_eq!(ids[1..], [id, id]);
        assert_eq!(labels(&vault), ["AA", "b"]);
        assert_eq!(vault.last_change().unwrap().accounts, 2);
        vault.undo(NOW).unwrap();
        assert_eq!(labels(&vault), ["a"]);
        assert!(vault.settings().groups.is_empty());
        assert_eq!(vault.trashed().len(), 1);
    }

    #[test]
    fn an_order_names_each_account_once() {
        let folder = tempfile::tempdir().unwrap();
        let mut vault = made(folder.path());
        let [a, b, c] = ["a", "b", "c"].map(|label| vault.add(account(label), NOW).unwrap());
        for wrong in [vec![a, b], vec![a, b, b], vec![a, b, c, c]] {
            assert_eq!(vault.arrange(&wrong, NOW), Err(ChangeError::IncompleteOrder));
        }
        vault.arrange(&[c, a, b], NOW).unwrap();
        drop(vault);
        assert_eq!(labels(&unlock(folder.path())), ["c", "a", "b"]);
    }
}
