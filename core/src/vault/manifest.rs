//! The manifest: the number, identifiers and tags of all rows, authenticated (docs/spec/vault.md
//! §6).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Epoch;
use super::row::{RowId, RowTag, SealedRow};
use super::schema::Table;
use super::slots::SlotRow;
use crate::crypto::SymmetricKey;
use crate::crypto::mac::{self, authenticate};

/// The version of the payload format that is written.
const MANIFEST_VERSION: u32 = 1;

/// The version and tag of every row that the manifest authenticates.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct RowIndex([BTreeMap<RowId, (u64, RowTag)>; Table::AUTHENTICATED.len()]);

impl RowIndex {
    /// The rows of one table: identifier to version and tag.
    pub(super) fn of(&self, table: Table) -> &BTreeMap<RowId, (u64, RowTag)> {
        &self.0[place(table)]
    }

    /// The highest version of any row; 0 when there are none.
    pub(super) fn latest(&self) -> u64 {
        let versions = self.0.iter().flat_map(BTreeMap::values).map(|(version, _)| *version);
        versions.max().unwrap_or(0)
    }

    pub(super) fn put(&mut self, table: Table, row: &SealedRow) {
        self.insert(table, row.id, row.version, row.tag());
    }

    /// Adds a row given its identifier, version and tag.
    pub(super) fn insert(&mut self, table: Table, id: RowId, version: u64, tag: RowTag) {
        self.0[place(table)].insert(id, (version, tag));
    }

    pub(super) fn remove(&mut self, table: Table, id: &RowId) {
        self.0[place(table)].remove(id);
    }

    fn authenticate(&self, key: &SymmetricKey, epoch: Epoch, table: Table) -> mac::MacTag {
        let entries: Vec<[u8; 40]> = self
            .of(table)
            .iter()
            .map(|(id, (version, tag))| {
                let mut entry = [0; 40];
                entry[..16].copy_from_slice(id);
                entry[16..24].copy_from_slice(&version.to_be_bytes());
                entry[24..].copy_from_slice(tag);
                entry
            })
            .collect();
        let epoch = epoch.0.to_be_bytes();
        let head = [table.name().as_bytes(), &epoch];
        authenticate(key, head.into_iter().chain(entries.iter().map(<[u8; 40]>::as_slice)))
    }
}

fn place(table: Table) -> usize {
    Table::AUTHENTICATED
        .iter()
        .position(|&other| other == table)
        .expect("the manifest's own row is in no index")
}

/// The manifest's payload.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    #[serde(rename = "form")]
    version: u32,
    epoch: u64,
    accounts: usize,
    account: String,
    roster: String,
    setting: String,
    change: String,
    slot: String,
}

impl Manifest {
    /// Authenticates rows and slots.
    pub(super) fn make(
        key: &SymmetricKey,
        epoch: Epoch,
        index: &RowIndex,
        slots: &[SlotRow],
    ) -> Self {
        let of = |table| print(index.authenticate(key, epoch, table));
        Self {
            version: MANIFEST_VERSION,
            epoch: epoch.0,
            accounts: index.of(Table::Account).len(),
            account: of(Table::Account),
            roster: of(Table::Roster),
            setting: of(Table::Setting),
            change: of(Table::Change),
            slot: print(authenticate_slots(key, epoch, slots)),
        }
    }

    /// Reads a payload.
    pub(super) fn read(payload: &[u8]) -> Option<Self> {
        serde_json::from_slice(payload)
            .ok()
            .filter(|manifest: &Self| manifest.version == MANIFEST_VERSION)
    }

    /// The epoch of the transaction that wrote it.
    pub(super) fn epoch(&self) -> Epoch {
        Epoch(self.epoch)
    }

    /// The number of accounts that should exist.
    pub(super) fn accounts(&self) -> usize {
        self.accounts
    }

    /// Whether a table has exactly the rows that were written.
    pub(super) fn authenticates(&self, key: &SymmetricKey, index: &RowIndex, table: Table) -> bool {
        let known = match table {
            Table::Account => &self.account,
            Table::Roster => &self.roster,
            Table::Setting => &self.setting,
            Table::Change => &self.change,
            Table::Manifest => return true,
        };
        let found = print(index.authenticate(key, self.epoch(), table));
        mac::eq_constant_time(found.as_bytes(), known.as_bytes())
    }

    /// Whether the slots are exactly those that were set.
    pub(super) fn authenticates_slots(&self, key: &SymmetricKey, slots: &[SlotRow]) -> bool {
        let found = print(authenticate_slots(key, self.epoch(), slots));
        mac::eq_constant_time(found.as_bytes(), self.slot.as_bytes())
    }
}

fn authenticate_slots(key: &SymmetricKey, epoch: Epoch, slots: &[SlotRow]) -> mac::MacTag {
    let epoch = epoch.0.to_be_bytes();
    let mut parts = vec![b"slot".as_slice(), &epoch];
    let mut sorted: Vec<&SlotRow> = slots.iter().collect();
    sorted.sort_by_key(|slot| slot.id);
    for SlotRow { id, kind, parameters, proof, wrapped, checksum } in sorted {
        parts.extend([id.as_slice(), kind.as_bytes(), parameters, proof, wrapped, checksum]);
    }
    authenticate(key, parts)
}

fn print(tag: mac::MacTag) -> String {
    data_encoding::HEXLOWER.encode(&tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(id: u8, version: u64) -> SealedRow {
        SealedRow { id: [id; 16], version, sealed: vec![id; 40] }
    }

    #[test]
    fn a_missing_added_or_older_row_is_detected() {
        let key = SymmetricKey::from_slice(&[1; 32]).unwrap();
        let mut index = RowIndex::default();
        index.put(Table::Account, &row(1, 5));
        index.put(Table::Account, &row(2, 6));
        let manifest = Manifest::make(&key, Epoch(6), &index, &[]);
        assert!(manifest.authenticates(&key, &index, Table::Account));

        let mut dropped = index.clone();
        dropped.remove(Table::Account, &[1; 16]);
        let mut added = index.clone();
        added.put(Table::Account, &row(3, 6));
        let mut older = index.clone();
        older.put(Table::Account, &row(2, 4));
        let mut changed = index.clone();
        changed.put(Table::Account, &SealedRow { sealed: vec![9; 40], ..row(2, 6) });
        for index in [dropped, added, older, changed] {
            assert!(!manifest.authenticates(&key, &index, Table::Account));
            assert!(manifest.authenticates(&key, &index, Table::Setting));
        }
    }
}
