//! Encrypts and authenticates the rows of one transaction, for changing a file and for creating
//! one.

use serde::Serialize;

use super::file::Write;
use super::kept::Kept;
use super::manifest::{Index, Manifest};
use super::roster::seal_pages;
use super::row::{ONLY, Row, RowId, Sealer};
use super::schema::Table;
use super::slots::SlotRow;
use crate::crypto::random::Unavailable;

/// A transaction being built: its rows, and the index of the whole file after it.
pub(super) struct Sealing<'a> {
    sealer: Sealer<'a>,
    index: Index,
    write: Write,
}

impl<'a> Sealing<'a> {
    /// Starts from the rows that the file already holds.
    pub(super) fn new(sealer: Sealer<'a>, index: Index) -> Self {
        Self { sealer, index, write: Write::default() }
    }

    /// Encrypts a row; adds it or replaces the older one.
    pub(super) fn put(
        &mut self,
        table: Table,
        id: RowId,
        value: &impl Serialize,
    ) -> Result<(), Unavailable> {
        let row = self.sealer.seal(table, id, value)?;
        self.enter(table, row);
        Ok(())
    }

    /// Deletes a row.
    pub(super) fn take_away(&mut self, table: Table, id: RowId) {
        self.index.remove(table, &id);
        self.write.gone.push((table, id));
    }

    /// Encrypts the roster pages of the touched accounts, and a manifest over everything.
    /// `accounts` and `slots` are the complete lists after the transaction.
    pub(super) fn vouch<'k>(
        mut self,
        touched: impl Iterator<Item = RowId>,
        accounts: impl Iterator<Item = &'k Kept>,
        slots: &[SlotRow],
    ) -> Result<(Write, Index), Unavailable> {
        for page in seal_pages(&self.sealer, &self.index, touched, accounts)? {
            self.enter(Table::Roster, page);
        }
        let Sealer { keys, epoch, .. } = self.sealer;
        let manifest = Manifest::make(&keys.list, epoch, &self.index, slots);
        let manifest = self.sealer.seal(Table::Manifest, ONLY, &manifest)?;
        self.write.rows.push((Table::Manifest, manifest));
        Ok((self.write, self.index))
    }

    fn enter(&mut self, table: Table, row: Row) {
        self.index.put(table, &row);
        self.write.rows.push((table, row));
    }
}
