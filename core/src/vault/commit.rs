//! One change, one transaction: sealed, vouched for, flushed, and only then in memory.

use std::collections::HashSet;

use super::kept::Kept;
use super::row::{ONLY, RowId, Sealer};
use super::schema::Table;
use super::sealing::Sealing;
use super::slots::SlotRow;
use super::snapshot::{Entry, Journal};
use super::{ChangeError, DeviceError, Epoch, Settings, Vault};

/// What a transaction changes.
#[derive(Default)]
pub(super) struct Change {
    /// Accounts that are new or replaced.
    pub(super) accounts: Vec<Kept>,
    /// Accounts that go for good.
    pub(super) gone: Vec<RowId>,
    /// The settings afterwards; `None` leaves them.
    pub(super) settings: Option<Settings>,
    /// All slots there are afterwards; `None` leaves them.
    pub(super) slots: Option<Vec<SlotRow>>,
    /// What undoing will need; `None` for a change that can't be undone.
    pub(super) undo: Option<Entry>,
    /// The journal's rows that go.
    pub(super) undone: Vec<RowId>,
    /// The journal's rows that are replaced.
    pub(super) redone: Vec<(RowId, Entry)>,
}

impl Vault {
    /// Writes a change, and holds it in memory once it is on the disk.
    pub(super) fn commit(&mut self, change: Change) -> Result<(), ChangeError> {
        if !self.health.is_sound() {
            return Err(ChangeError::Damaged);
        }
        if self.is_doubtful {
            return Err(ChangeError::Reopen);
        }
        let epoch = Epoch(self.epoch.0 + 1);
        let Change { accounts, gone, settings, slots, undo, mut undone, mut redone } = change;
        if let Some(entry) = undo {
            undone.extend(self.journal.overflow());
            redone.push((Journal::row_id(epoch), entry));
        }
        let mut sealing = Sealing::new(self.sealer(epoch), self.index.clone());
        for kept in &accounts {
            sealing.put(Table::Account, *kept.id.as_bytes(), kept).map_err(DeviceError::from)?;
        }
        if let Some(settings) = &settings {
            sealing.put(Table::Setting, ONLY, settings).map_err(DeviceError::from)?;
        }
        for (id, entry) in &redone {
            sealing.put(Table::Change, *id, entry).map_err(DeviceError::from)?;
        }
        for id in &gone {
            sealing.take_away(Table::Account, *id);
        }
        for id in &undone {
            sealing.take_away(Table::Change, *id);
        }
        let touched = accounts.iter().map(|kept| *kept.id.as_bytes()).chain(gone.iter().copied());
        let touched: HashSet<RowId> = touched.collect();
        let others = self.live.iter().chain(&self.trash);
        let others = others.filter(|kept| !touched.contains(kept.id.as_bytes()));
        let after = others.chain(&accounts);
        let slot_rows = slots.as_ref().unwrap_or(&self.slot_rows);
        let vouched = sealing.vouch(touched.iter().copied(), after, slot_rows);
        let (mut write, index) = vouched.map_err(DeviceError::from)?;
        write.slots.clone_from(&slots);
        if let Err(why) = self.file.write(&write) {
            // Rolled back, the file holds the old manifest. Anything else has to be looked at anew.
            let manifest = self.file.row(Table::Manifest, &ONLY);
            self.is_doubtful = manifest.is_none_or(|row| row.version != self.epoch.0);
            return Err(if self.is_doubtful { ChangeError::Reopen } else { why.into() });
        }
        self.epoch = epoch;
        self.index = index;
        self.journal.apply(&undone, redone);
        self.settings = settings.unwrap_or_else(|| std::mem::take(&mut self.settings));
        if let Some(rows) = slots {
            self.slots = rows.iter().map(SlotRow::outside).collect();
            self.slot_rows = rows;
        }
        self.live.retain(|kept| !touched.contains(kept.id.as_bytes()));
        self.trash.retain(|kept| !touched.contains(kept.id.as_bytes()));
        self.settle(accounts);
        Ok(())
    }

    fn sealer(&self, epoch: Epoch) -> Sealer<'_> {
        let (keys, vault, format) = (&self.keys, self.id, self.file.format());
        Sealer { keys, vault, format, epoch, random: &*self.random }
    }

    /// Takes accounts in: into the order, or into the trash with the latest first.
    pub(super) fn settle(&mut self, accounts: Vec<Kept>) {
        let (trash, live): (Vec<_>, Vec<_>) =
            accounts.into_iter().partition(|kept| kept.trashed.is_some());
        self.live.extend(live);
        self.trash.extend(trash);
        self.live.sort_by_key(|kept| (kept.order, kept.id));
        self.trash.sort_by_key(|kept| (std::cmp::Reverse(kept.trashed), kept.order, kept.id));
    }
}
