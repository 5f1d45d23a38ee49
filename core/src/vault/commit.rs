//! Commits a change in one transaction: encrypts, authenticates, writes, flushes, then updates
//! memory.

use std::collections::HashSet;

use super::journal::{UndoJournal, UndoRecord};
use super::manifest::RowIndex;
use super::outcome::CommitOutcome;
use super::row::{RowId, RowSealer, SINGLE_ROW_ID, VaultKeys};
use super::schema::Table;
use super::sealing::PendingTransaction;
use super::slots::SlotRow;
use super::stored_account::StoredAccount;
use super::{ChangeError, DeviceError, Epoch, Vault, VaultSettings};

/// What one transaction changes.
#[derive(Default)]
pub(super) struct VaultChange {
    /// Accounts that are new or replaced.
    pub(super) accounts: Vec<StoredAccount>,
    /// Accounts that are deleted permanently.
    pub(super) deleted: Vec<RowId>,
    /// The new settings; `None` leaves them unchanged.
    pub(super) settings: Option<VaultSettings>,
    /// The complete new list of slots; `None` leaves it unchanged.
    pub(super) slots: Option<Vec<SlotRow>>,
    /// The record needed to undo this change; `None` for a change that cannot be undone.
    pub(super) undo: Option<UndoRecord>,
    /// Undo records to delete.
    pub(super) undone: Vec<RowId>,
    /// Undo records to replace.
    pub(super) redone: Vec<(RowId, UndoRecord)>,
    /// Whether the epoch stays the same. It does for what unlocking itself writes: such a write
    /// must not make an older file look newer.
    pub(super) keeps_epoch: bool,
    /// New keys from now on. The change must then contain the complete content, because the tables
    /// are emptied first.
    pub(super) keys: Option<VaultKeys>,
}

impl Vault {
    /// Writes a change, and applies it in memory once it is in the file.
    ///
    /// A device error does not say whether the change was made, so the file is read again. The
    /// result reports what was found there.
    pub(super) fn commit(&mut self, change: VaultChange) -> Result<(), ChangeError> {
        if !self.health.is_sound() {
            return Err(ChangeError::Damaged);
        }
        if self.is_doubtful {
            return Err(ChangeError::MustReopen);
        }
        let VaultChange { accounts, deleted: gone, settings, slots, undo, .. } = change;
        let VaultChange { mut undone, mut redone, keeps_epoch, keys, .. } = change;
        let epoch = if keeps_epoch { self.epoch } else { Epoch(self.epoch.0 + 1) };
        if let Some(entry) = undo {
            undone.extend(self.journal.overflow());
            redone.push((UndoJournal::row_id(epoch), entry));
        }
        let (sealer, index) = match &keys {
            Some(keys) => (RowSealer { keys, ..self.sealer(epoch) }, RowIndex::default()),
            None => (self.sealer(epoch), self.index.clone()),
        };
        let mut sealing = PendingTransaction::new(sealer, index);
        for kept in &accounts {
            sealing.put(Table::Account, *kept.id.as_bytes(), kept).map_err(DeviceError::from)?;
        }
        if let Some(settings) = &settings {
            sealing.put(Table::Setting, SINGLE_ROW_ID, settings).map_err(DeviceError::from)?;
        }
        for (id, entry) in &redone {
            sealing.put(Table::Change, *id, entry).map_err(DeviceError::from)?;
        }
        for id in &gone {
            sealing.delete(Table::Account, *id);
        }
        for id in &undone {
            sealing.delete(Table::Change, *id);
        }
        let touched = accounts.iter().map(|kept| *kept.id.as_bytes()).chain(gone.iter().copied());
        let touched: HashSet<RowId> = touched.collect();
        let others = self.live.iter().chain(&self.trash);
        let others = others.filter(|kept| !touched.contains(kept.id.as_bytes()));
        let after = others.chain(&accounts);
        let slot_rows = slots.as_ref().unwrap_or(&self.slot_rows);
        let authentic = sealing.add_manifest(touched.iter().copied(), after, slot_rows);
        let (mut write, index) = authentic.map_err(DeviceError::from)?;
        write.slots.clone_from(&slots);
        write.is_all = keys.is_some();
        let before = self.file.row(Table::Manifest, &SINGLE_ROW_ID);
        let kept = match self.file.write(&write) {
            Ok(()) => Ok(()),
            // Nothing was written; the path now names another file.
            Err(why @ DeviceError::Replaced) => return Err(why.into()),
            Err(why) => match self.file.outcome(self.id, before.as_ref(), &write) {
                CommitOutcome::NotMade => return Err(why.into()),
                CommitOutcome::Unknown => {
                    self.is_doubtful = true;
                    return Err(ChangeError::OutcomeUnknown);
                }
                CommitOutcome::Made => Ok(()),
                CommitOutcome::Unflushed => Err(ChangeError::Unflushed),
            },
        };
        self.epoch = epoch;
        self.index = index;
        if let Some(keys) = keys {
            self.keys = keys;
        }
        self.journal.apply(&undone, redone);
        self.settings = settings.unwrap_or_else(|| std::mem::take(&mut self.settings));
        if let Some(rows) = slots {
            self.slots = SlotRow::public_slots(&rows);
            self.slot_rows = rows;
        }
        self.live.retain(|kept| !touched.contains(kept.id.as_bytes()));
        self.trash.retain(|kept| !touched.contains(kept.id.as_bytes()));
        self.settle(accounts);
        kept
    }

    fn sealer(&self, epoch: Epoch) -> RowSealer<'_> {
        let (keys, vault, format) = (&self.keys, self.id, self.file.format());
        RowSealer { keys, vault, format, epoch, random: &*self.random }
    }

    /// Inserts accounts into the order, or into the trash with the latest first.
    pub(super) fn settle(&mut self, accounts: Vec<StoredAccount>) {
        let (trash, live): (Vec<_>, Vec<_>) =
            accounts.into_iter().partition(|kept| kept.trashed.is_some());
        self.live.extend(live);
        self.trash.extend(trash);
        self.live.sort_by_key(|kept| (kept.order, kept.id));
        self.trash.sort_by_key(|kept| (std::cmp::Reverse(kept.trashed), kept.order, kept.id));
    }
}

#[cfg(test)]
mod tests {
    use crate::account::AccountId;
    use crate::time::UnixMillis;
    use crate::vault::test_support::{account, made, path, unlock};
    use crate::vault::{AccountChange, ChangeBatch, ChangeReason, VaultDamage};

    #[test]
    fn a_change_keeps_the_other_accounts_on_its_roster_page() {
        let folder = tempfile::tempdir().unwrap();
        let mut vault = made(folder.path());
        // The same first byte puts all three on one page of the roster.
        let ids = [1, 2, 3].map(|last| {
            let mut id = [7; 16];
            id[15] = last;
            AccountId::from_bytes(id)
        });
        let add = |(id, label): (AccountId, &str)| AccountChange::Add {
            id: Some(id),
            account: Box::new(account(label)),
            trashed: None,
        };
        let steps = ids.into_iter().zip(["a", "b", "c"]).map(add).collect();
        vault
            .apply(
                ChangeBatch { changes: steps, settings: None },
                ChangeReason::Import,
                UnixMillis(1),
            )
            .unwrap();
        vault.edit(ids[0], account("A"), UnixMillis(2)).unwrap();
        drop(vault);
        let connection = rusqlite::Connection::open(path(folder.path())).unwrap();
        connection.execute("DELETE FROM account WHERE id = ?1", [ids[1].as_bytes()]).unwrap();
        drop(connection);
        let vault = unlock(folder.path());
        let name = "Amazon: b".to_owned();
        assert_eq!(vault.health().damages(), [VaultDamage::MissingAccount { id: ids[1], name }]);
    }
}
