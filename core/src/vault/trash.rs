//! The trash. An account is deleted in two steps; the first can always be reverted.

use std::collections::HashSet;

use super::commit::VaultChange;
use super::removed::RemovedAccounts;
use super::stored_account::StoredAccount;
use super::{ChangeError, ChangeReason, Vault};
use crate::account::AccountId;
use crate::time::UnixMillis;

impl Vault {
    /// Puts an account into the trash.
    ///
    /// # Errors
    /// [`ChangeError::NoSuchAccount`], or one variant per other cause; nothing was changed.
    pub fn discard(&mut self, id: AccountId, now: UnixMillis) -> Result<(), ChangeError> {
        let kept = self.live.iter().find(|kept| kept.id == id);
        let kept = kept.ok_or(ChangeError::NoSuchAccount)?;
        let accounts = vec![StoredAccount { trashed: Some(now), ..kept.duplicate() }];
        let undo = Some(self.undo_record(ChangeReason::Discard, now, [id]));
        self.commit(VaultChange { accounts, undo, ..VaultChange::default() })
    }

    /// Takes an account out of the trash, to its former position.
    ///
    /// # Errors
    /// [`ChangeError::NoSuchAccount`], or one variant per other cause; nothing was changed.
    pub fn recover(&mut self, id: AccountId, now: UnixMillis) -> Result<(), ChangeError> {
        let accounts = vec![StoredAccount { trashed: None, ..self.in_trash(id)?.duplicate() }];
        let undo = Some(self.undo_record(ChangeReason::Recover, now, [id]));
        self.commit(VaultChange { accounts, undo, ..VaultChange::default() })
    }

    /// Permanently deletes an account in the trash, and removes its keys from the undo journal.
    /// This cannot be undone.
    ///
    /// # Errors
    /// [`ChangeError::NoSuchAccount`], also when it is not in the trash; nothing was changed.
    pub fn purge(&mut self, id: AccountId) -> Result<(), ChangeError> {
        self.in_trash(id)?;
        self.erase(&HashSet::from([id]))
    }

    /// Permanently deletes all accounts in the trash, as [`Vault::purge`] does, in one transaction.
    /// Returns their number.
    ///
    /// # Errors
    /// One [`ChangeError`] per cause; nothing was changed.
    pub fn empty_trash(&mut self) -> Result<usize, ChangeError> {
        let ids: HashSet<AccountId> = self.trash.iter().map(|kept| kept.id).collect();
        if !ids.is_empty() {
            self.erase(&ids)?;
        }
        Ok(ids.len())
    }

    fn erase(&mut self, ids: &HashSet<AccountId>) -> Result<(), ChangeError> {
        let gone = ids.iter().map(|id| *id.as_bytes()).collect();
        let erased = self.trash.iter().filter(|kept| ids.contains(&kept.id));
        let settings = Some(RemovedAccounts::with_erased(self, erased)?);
        let mut change = VaultChange { deleted: gone, settings, ..VaultChange::default() };
        for (row, rest) in self.journal.without(ids, &self.by_id()) {
            match rest {
                Some(rest) => change.redone.push((row, rest)),
                None => change.undone.push(row),
            }
        }
        self.commit(change)
    }

    fn in_trash(&self, id: AccountId) -> Result<&StoredAccount, ChangeError> {
        self.trash.iter().find(|kept| kept.id == id).ok_or(ChangeError::NoSuchAccount)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::Account;
    use crate::otpauth;
    use crate::vault::test_support::{account, made, path, unlock};
    use crate::vault::{AccountChange, ChangeBatch};

    const NOW: UnixMillis = UnixMillis(60);

    fn keyed(label: &str, key: &str) -> Account {
        otpauth::parse(&format!("otpauth://totp/{label}?secret={key}"), NOW).unwrap()
    }

    /// Replaces the key of an account and puts the former one into the trash, as an import does.
    fn replace(vault: &mut Vault, id: AccountId, new: Account) -> AccountId {
        let old = Box::new(vault.find(id).unwrap().account.duplicate());
        let steps = vec![
            AccountChange::Add { id: None, account: old, trashed: Some(NOW) },
            AccountChange::Replace { id, account: Box::new(new) },
        ];
        vault
            .apply(ChangeBatch { changes: steps, settings: None }, ChangeReason::Import, NOW)
            .unwrap()[0]
    }

    /// The keys in the undo journal.
    fn keys_in_journal(vault: &Vault) -> Vec<String> {
        let entries = vault.journal.iter().flat_map(|(_, entry)| &entry.before);
        let kept = entries.filter_map(|(_, before)| before.as_ref());
        kept.map(|kept| crate::base32::print(kept.account.otp.key()).to_string()).collect()
    }

    #[test]
    fn a_deleted_former_key_is_in_no_undo_record_and_does_not_return() {
        let folder = tempfile::tempdir().unwrap();
        let mut vault = made(folder.path());
        let id = vault.add(keyed("a", "GEZDGNBVGY3TQOJQ"), NOW).unwrap();
        replace(&mut vault, id, keyed("a", "MFRGGZDFMZTWQ2LK"));
        assert_eq!(keys_in_journal(&vault), ["GEZDGNBVGY3TQOJQ"]);
        assert_eq!(vault.empty_trash(), Ok(1));
        assert!(keys_in_journal(&vault).is_empty());
        drop(vault);
        let mut vault = unlock(folder.path());
        while vault.undo(NOW).is_ok() {}
        let all = vault.accounts().iter().chain(vault.trashed());
        let keys: Vec<_> =
            all.map(|kept| crate::base32::print(kept.account.otp.key()).to_string()).collect();
        assert_eq!(keys, ["MFRGGZDFMZTWQ2LK"]);
    }

    #[test]
    fn the_earlier_keys_of_a_deleted_account_are_removed_everywhere() {
        let folder = tempfile::tempdir().unwrap();
        let mut vault = made(folder.path());
        let first = "GEZDGNBVGY3TQOJQ";
        let gone = vault.add(keyed("a", first), NOW).unwrap();
        let other = vault.add(keyed("b", first), NOW).unwrap();
        vault.edit(gone, keyed("a", "MFRGGZDFMZTWQ2LK"), NOW).unwrap();
        vault.edit(other, keyed("b", "NNWG23TPOBYXE43U"), NOW).unwrap();
        vault.discard(gone, NOW).unwrap();
        vault.purge(gone).unwrap();
        assert!(keys_in_journal(&vault).is_empty());
        assert_eq!(vault.accounts().len(), 1);
    }

    #[test]
    fn a_change_of_two_accounts_can_be_undone_for_the_remaining_one() {
        let folder = tempfile::tempdir().unwrap();
        let mut vault = made(folder.path());
        let keys = ["GEZDGNBVGY3TQOJQ", "MFRGGZDFMZTWQ2LK"];
        let [stays, goes] = keys.map(|key| vault.add(keyed("before", key), NOW).unwrap());
        let change =
            |id, key| AccountChange::Replace { id, account: Box::new(keyed("after", key)) };
        let steps = vec![change(stays, keys[0]), change(goes, keys[1])];
        vault
            .apply(ChangeBatch { changes: steps, settings: None }, ChangeReason::Import, NOW)
            .unwrap();
        vault.discard(goes, NOW).unwrap();
        vault.purge(goes).unwrap();
        drop(vault);
        let mut vault = unlock(folder.path());
        let undone = vault.undo(NOW).unwrap();
        assert_eq!((undone.reason, undone.accounts), (ChangeReason::Import, 1));
        assert_eq!(vault.find(stays).unwrap().account.label.as_str(), "before");
        assert!(vault.find(goes).is_none());
    }

    #[test]
    fn an_account_that_still_has_the_key_keeps_its_undo_records() {
        let folder = tempfile::tempdir().unwrap();
        let mut vault = made(folder.path());
        let gone = vault.add(account("gone"), NOW).unwrap();
        let twin = vault.add(account("twin"), NOW).unwrap();
        vault.edit(twin, account("renamed"), NOW).unwrap();
        vault.discard(gone, NOW).unwrap();
        vault.purge(gone).unwrap();
        vault.undo(NOW).unwrap();
        assert_eq!(vault.find(twin).unwrap().account.label.as_str(), "twin");
    }

    #[test]
    fn no_part_of_a_deleted_account_is_on_disk_while_the_vault_is_open() {
        let folder = tempfile::tempdir().unwrap();
        let mut vault = made(folder.path());
        let mut former = Vec::new();
        // Inserts, enlarges and deletes rows, so that SQLite moves them between pages.
        for round in 0..60 {
            let id = vault.add(account(&format!("a{round}")), NOW).unwrap();
            vault.edit(id, account(&"x".repeat(1 + round * 17 % 600)), NOW).unwrap();
            former.extend(sealed(&vault));
            if round % 3 == 0 {
                vault.discard(id, NOW).unwrap();
                former.extend(sealed(&vault));
            }
        }
        assert!(vault.empty_trash().unwrap() > 10);
        let now = sealed(&vault);
        let gone: Vec<_> = former.into_iter().filter(|row| !now.contains(row)).collect();
        assert_eq!(pieces_on_disk(folder.path(), &gone), 0);
        assert!(pieces_on_disk(folder.path(), &now) > 0, "the search does not find what is there");
        assert_eq!(std::fs::metadata(path(folder.path())).unwrap().len() % 4096, 0);
    }

    fn sealed(vault: &Vault) -> Vec<Vec<u8>> {
        let tables = [crate::vault::schema::Table::Account, crate::vault::schema::Table::Change];
        let rows = tables.into_iter().flat_map(|table| vault.file.rows(table));
        rows.map(|row| row.sealed).collect()
    }

    /// How many 16-byte fragments of these rows the files of a folder contain.
    fn pieces_on_disk(folder: &std::path::Path, rows: &[Vec<u8>]) -> usize {
        let pieces: HashSet<&[u8]> = rows.iter().flat_map(|row| row.chunks_exact(16)).collect();
        let files = std::fs::read_dir(folder).unwrap();
        let count = |bytes: Vec<u8>| bytes.windows(16).filter(|part| pieces.contains(part)).count();
        files.map(|file| count(std::fs::read(file.unwrap().path()).unwrap())).sum()
    }
}
