//! The rows of one transaction, sealed and vouched for: the same whether a file is changed or made.

use serde::Serialize;

use super::file::Write;
use super::kept::Kept;
use super::manifest::{Index, Manifest};
use super::roster::seal_pages;
use super::row::{ONLY, Row, RowId, Sealer};
use super::schema::Table;
use super::slots::SlotRow;
use crate::crypto::random::Unavailable;

/// A transaction in the making: its rows, and the state of the whole file after it.
pub(super) struct Sealing<'a> {
    sealer: Sealer<'a>,
    index: Index,
    write: Write,
}

impl<'a> Sealing<'a> {
    /// Begins with the rows that the file holds already.
    pub(super) fn new(sealer: Sealer<'a>, index: Index) -> Self {
        Self { sealer, index, write: Write::default() }
    }

    /// Seals a row, new or in the place of an older one.
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

    /// Takes a row away.
    pub(super) fn take_away(&mut self, table: Table, id: RowId) {
        self.index.remove(table, &id);
        self.write.gone.push((table, id));
    }

    /// Seals the roster's pages of the accounts that were touched, and the manifest over everything.
    /// `accounts` and `slots` are all that there are afterwards.
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
