//! Undo: each change that a user makes stores the former state, encrypted, so that it can be
//! reverted (docs/spec/vault.md §9).

use std::collections::HashMap;

use super::commit::VaultChange;
use super::journal::{ChangeReason, UndoRecord, UndoableChange};
use super::stored_account::StoredAccount;
use super::{ChangeError, Vault, VaultSettings};
use crate::account::{AccountId, Confirmation};
use crate::time::UnixMillis;

impl Vault {
    /// The latest change that can be undone.
    pub fn last_change(&self) -> Option<UndoableChange> {
        self.journal.last().map(|(_, entry)| entry.summary())
    }

    /// Reverts the latest change and returns which one it was.
    ///
    /// No key is lost: an account that the change added moves to the trash, and so does a copy of
    /// an account whose key the change replaced. HOTP counters never decrease, and confirmations
    /// stay.
    ///
    /// # Errors
    /// [`ChangeError::NothingToUndo`], or one variant per other cause; nothing was changed.
    pub fn undo(&mut self, now: UnixMillis) -> Result<UndoableChange, ChangeError> {
        let (row, entry) = self.journal.last().ok_or(ChangeError::NothingToUndo)?;
        let known = self.by_id();
        let mut accounts = Vec::new();
        for (id, before) in &entry.before {
            // An account that was permanently deleted since stays deleted.
            let Some(current) = known.get(id) else { continue };
            let Some(before) = before else {
                let trashed = current.trashed.or(Some(now));
                accounts.push(StoredAccount { trashed, ..current.duplicate() });
                continue;
            };
            let mut back = before.duplicate();
            if back.account.otp.key() == current.account.otp.key() {
                back.account.otp.keep_counter_of(&current.account.otp);
                if let Confirmation::Confirmed { .. } = current.account.confirmation {
                    back.account.confirmation = current.account.confirmation;
                }
            } else {
                let id = self.make_id()?;
                accounts.push(StoredAccount { id, trashed: Some(now), ..current.duplicate() });
            }
            accounts.push(back);
        }
        let before = entry.settings.as_ref();
        let settings = before.map(|before| VaultSettings::undone(before, &self.settings));
        let (undone, outside) = (vec![*row], entry.summary());
        self.commit(VaultChange { accounts, settings, undone, ..VaultChange::default() })?;
        Ok(outside)
    }

    /// The undo record for a change of these accounts: their current state.
    pub(super) fn undo_record(
        &self,
        reason: ChangeReason,
        at: UnixMillis,
        ids: impl IntoIterator<Item = AccountId>,
    ) -> UndoRecord {
        let known = self.by_id();
        let before = |id| (id, known.get(&id).map(|kept| kept.duplicate()));
        let before = ids.into_iter().map(before).collect();
        UndoRecord { reason, at, before, settings: None }
    }

    /// All accounts by identifier.
    pub(super) fn by_id(&self) -> HashMap<AccountId, &StoredAccount> {
        self.live.iter().chain(&self.trash).map(|kept| (kept.id, kept)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::otp::MovingFactor;
    use crate::otpauth;
    use crate::vault::journal::MAX_UNDO_RECORDS;
    use crate::vault::test_support::{account, hotp, made, unlock};

    const NOW: UnixMillis = UnixMillis(70);

    #[test]
    fn undoing_an_addition_moves_the_account_to_the_trash() {
        let folder = tempfile::tempdir().unwrap();
        let mut vault = made(folder.path());
        vault.add(account("a"), NOW).unwrap();
        drop(vault);
        let mut vault = unlock(folder.path());
        let undone = vault.undo(NOW).unwrap();
        assert_eq!(undone, UndoableChange { reason: ChangeReason::Add, at: NOW, accounts: 1 });
        assert!(vault.accounts().is_empty());
        assert_eq!(vault.trashed()[0].trashed, Some(NOW));
        assert_eq!(vault.undo(NOW), Err(ChangeError::NothingToUndo));
    }

    #[test]
    fn a_replaced_key_survives_in_the_trash() {
        let folder = tempfile::tempdir().unwrap();
        let mut vault = made(folder.path());
        let id = vault.add(account("a"), NOW).unwrap();
        let other = otpauth::parse("otpauth://totp/x?secret=GEZDGNBV", NOW).unwrap();
        vault.edit(id, other.duplicate(), NOW).unwrap();
        vault.undo(NOW).unwrap();
        assert_eq!(vault.find(id).unwrap().account, account("a"));
        assert_eq!(vault.trashed()[0].account, other);
    }

    #[test]
    fn undo_keeps_counters_and_confirmations() {
        let folder = tempfile::tempdir().unwrap();
        let mut vault = made(folder.path());
        let id = vault.add(hotp("a", 3), NOW).unwrap();
        vault.edit(id, hotp("b", 3), NOW).unwrap();
        vault.take_hotp(id).unwrap();
        vault.confirm(id, NOW).unwrap();
        vault.undo(NOW).unwrap();
        let account = &vault.find(id).unwrap().account;
        assert_eq!(account.label.as_str(), "a");
        assert_eq!(account.otp.kind(), MovingFactor::Hotp { counter: 4 });
        assert_eq!(account.confirmation, Confirmation::Confirmed { at: NOW });
    }

    #[test]
    fn undoing_a_change_of_digits_keeps_the_counter() {
        let folder = tempfile::tempdir().unwrap();
        let mut vault = made(folder.path());
        let text = "otpauth://hotp/a?secret=GEZDGNBVGY3TQOJQ&counter=3";
        let eight = otpauth::parse(&format!("{text}&digits=8"), NOW).unwrap();
        let id = vault.add(otpauth::parse(text, NOW).unwrap(), NOW).unwrap();
        vault.take_hotp(id).unwrap();
        vault.edit(id, eight, NOW).unwrap();
        assert_eq!(vault.find(id).unwrap().account.otp.kind(), MovingFactor::Hotp { counter: 4 });
        vault.take_hotp(id).unwrap();
        vault.undo(NOW).unwrap();
        let otp = &vault.find(id).unwrap().account.otp;
        assert_eq!((otp.kind(), otp.digits().count()), (MovingFactor::Hotp { counter: 5 }, 6));
        assert!(vault.trashed().is_empty(), "the key was never replaced");
    }

    #[test]
    fn changes_are_undone_one_by_one_and_their_number_is_bounded() {
        let folder = tempfile::tempdir().unwrap();
        let mut vault = made(folder.path());
        for number in 0..MAX_UNDO_RECORDS + 5 {
            vault.add(account(&number.to_string()), NOW).unwrap();
        }
        drop(vault);
        let mut vault = unlock(folder.path());
        let mut undone = 0;
        while vault.undo(NOW).is_ok() {
            undone += 1;
        }
        assert_eq!((undone, vault.accounts().len()), (MAX_UNDO_RECORDS, 5));
    }

    #[test]
    fn a_permanently_deleted_account_is_in_no_undo_record() {
        let folder = tempfile::tempdir().unwrap();
        let mut vault = made(folder.path());
        let id = vault.add(account("a"), NOW).unwrap();
        assert_eq!(vault.purge(id), Err(ChangeError::NoSuchAccount));
        vault.discard(id, NOW).unwrap();
        vault.purge(id).unwrap();
        drop(vault);
        let vault = unlock(folder.path());
        assert!(vault.find(id).is_none() && vault.last_change().is_none());
    }
}
