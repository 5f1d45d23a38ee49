//! Encrypts and authenticates the rows of one transaction, for changing a file and for creating
//! one.

use serde::Serialize;

use super::file::WriteSet;
use super::manifest::{Manifest, RowIndex};
use super::roster::seal_pages;
use super::row::{RowId, RowSealer, SINGLE_ROW_ID, SealedRow};
use super::schema::Table;
use super::slots::SlotRow;
use super::stored_account::StoredAccount;
use crate::crypto::random::RandomError;

/// A transaction being built: its rows, and the index of the whole file after it.
pub(super) struct PendingTransaction<'a> {
    sealer: RowSealer<'a>,
    index: RowIndex,
    write: WriteSet,
}

impl<'a> PendingTransaction<'a> {
    /// Starts from the rows that the file already holds.
    pub(super) fn new(sealer: RowSealer<'a>, index: RowIndex) -> Self {
        Self { sealer, index, write: WriteSet::default() }
    }

    /// Encrypts a row; adds it or replaces the older one.
    pub(super) fn put(
        &mut self,
        table: Table,
        id: RowId,
        value: &impl Serialize,
    ) -> Result<(), RandomError> {
        let row = self.sealer.seal(table, id, value)?;
        self.enter(table, row);
        Ok(())
    }

    /// Deletes a row.
    pub(super) fn delete(&mut self, table: Table, id: RowId) {
        self.index.remove(table, &id);
        self.write.gone.push((table, id));
    }

    /// Encrypts the roster pages of the touched accounts, and a manifest over everything.
    /// `accounts` and `slots` are the complete lists after the transaction.
    pub(super) fn add_manifest<'k>(
        mut self,
        touched: impl Iterator<Item = RowId>,
        accounts: impl Iterator<Item = &'k StoredAccount>,
        slots: &[SlotRow],
    ) -> Result<(WriteSet, RowIndex), RandomError> {
        for page in seal_pages(&self.sealer, &self.index, touched, accounts)? {
            self.enter(Table::Roster, page);
        }
        let RowSealer { keys, epoch, .. } = self.sealer;
        let manifest = Manifest::make(&keys.list, epoch, &self.index, slots);
        let manifest = self.sealer.seal(Table::Manifest, SINGLE_ROW_ID, &manifest)?;
        self.write.rows.push((Table::Manifest, manifest));
        Ok((self.write, self.index))
    }

    fn enter(&mut self, table: Table, row: SealedRow) {
        self.index.put(table, &row);
        self.write.rows.push((table, row));
    }
}
