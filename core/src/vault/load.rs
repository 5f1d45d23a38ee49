//! Reads a whole vault and compares it with what the roster and the manifest list.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap, HashSet};

use zeroize::Zeroizing;

use super::file::{RowsRead, VaultFile};
use super::journal::UndoJournal;
use super::manifest::{Manifest, RowIndex};
use super::roster::{self, ExpectedRow};
use super::row::{self, RowId, RowTag, SINGLE_ROW_ID, SealedRow, VaultKeys};
use super::schema::Table;
use super::slots::SlotRow;
use super::stored_account::{AccountRowError, StoredAccount};
use super::{Epoch, VaultDamage, VaultId, VaultSettings};
use crate::account::AccountId;

/// The content of a file.
#[derive(Default)]
pub(super) struct LoadedContent {
    /// All readable accounts, in the trash or not, sorted by identifier.
    pub(super) accounts: Vec<StoredAccount>,
    pub(super) settings: VaultSettings,
    pub(super) journal: UndoJournal,
    pub(super) index: RowIndex,
    pub(super) epoch: Option<Epoch>,
    pub(super) damages: Vec<VaultDamage>,
}

/// Reads the content of a file.
pub(super) fn load(
    file: &VaultFile,
    keys: &VaultKeys,
    vault: VaultId,
    slots: &[SlotRow],
) -> LoadedContent {
    let mut loading = Loading {
        file,
        keys,
        vault,
        loaded: LoadedContent::default(),
        unread: Vec::new(),
        reported: HashSet::new(),
        nameless: 0,
        are_accounts_complete: true,
    };
    loading.structure(slots);
    let manifest = loading.manifest();
    let expected = loading.roster();
    loading.accounts(&expected);
    loading.settings();
    loading.journal();
    loading.compare(manifest.as_ref(), &expected, slots);
    if loading.nameless > MAX_LISTED_NAMELESS_ROWS {
        let count = loading.nameless - MAX_LISTED_NAMELESS_ROWS;
        loading.damage(VaultDamage::MoreUnreadable { count });
    }
    loading.loaded
}

struct Loading<'a> {
    file: &'a VaultFile,
    keys: &'a VaultKeys,
    vault: VaultId,
    loaded: LoadedContent,
    /// Unreadable accounts that the roster or the content names.
    unread: Vec<(RowId, RowTag, AccountRowError)>,
    /// The damages that are already reported.
    reported: HashSet<VaultDamage>,
    /// The number of unreadable rows without a known name.
    nameless: usize,
    /// Whether every row of the account table was reached.
    are_accounts_complete: bool,
}

/// A row that is authentic, or that has the identifier of an expected row.
struct ReadRow {
    id: RowId,
    version: u64,
    tag: RowTag,
    /// The decrypted payload; `None` if the row cannot be decrypted.
    payload: Option<Zeroizing<Vec<u8>>>,
}

/// How many unreadable rows without a known name are listed one by one. Whoever can write to the
/// file can insert a million.
const MAX_LISTED_NAMELESS_ROWS: usize = 20;

impl Loading<'_> {
    fn damage(&mut self, damage: VaultDamage) {
        if let VaultDamage::UnreadableAccount { name, .. }
        | VaultDamage::SwappedAccount { name, .. } = &damage
            && name.is_empty()
        {
            self.nameless += 1;
            if self.nameless > MAX_LISTED_NAMELESS_ROWS {
                return;
            }
        }
        if self.reported.insert(damage.clone()) {
            self.loaded.damages.push(damage);
        }
    }

    fn structure(&mut self, slots: &[SlotRow]) {
        if !self.file.has_our_structure() {
            self.damage(VaultDamage::UnknownSchema);
        }
        if self.file.is_header_torn() {
            self.damage(VaultDamage::DamagedFile);
        }
        match self.file.count_slots() {
            Ok(count) if count == slots.len() => {}
            Ok(_) | Err(RowsRead::Whole | RowsRead::Torn) => self.damage(VaultDamage::Slots),
            Err(extent @ RowsRead::NotDelivered) => self.reached(extent),
        }
    }

    /// Reports rows that were not reached.
    fn reached(&mut self, extent: RowsRead) {
        match extent {
            RowsRead::Whole => {}
            RowsRead::Torn => self.damage(VaultDamage::DamagedFile),
            RowsRead::NotDelivered => self.damage(VaultDamage::NotDelivered),
        }
    }

    fn open(&self, table: Table, row: &SealedRow) -> Option<Zeroizing<Vec<u8>>> {
        row::open(self.keys, self.vault, self.file.format(), table, row).ok()
    }

    /// Reads and decrypts the rows of a table in the order of their identifiers, and enters them
    /// into the index. A row that cannot be decrypted and is not expected is reported but not kept,
    /// because whoever can write to the file can insert any number of them. If several rows have
    /// the same identifier, which no intact table has, the expected one is taken, or else the
    /// newest.
    fn rows(&mut self, table: Table, expected: &ReadRoster) -> Vec<ReadRow> {
        let mut rows: Vec<ReadRow> = Vec::with_capacity(expected.lines.len());
        let mut places: HashMap<RowId, usize> = HashMap::with_capacity(expected.lines.len());
        let rank = |row: &ReadRow| {
            let known = expected.lines.get(&row.id);
            let is_expected =
                known.is_some_and(|known| (known.version, known.tag) == (row.version, row.tag));
            (is_expected, row.payload.is_some(), row.version)
        };
        let file = self.file;
        let extent = file.read_rows(table, |row| {
            let (id, version, tag) = (row.id, row.version, row.tag());
            let payload = self.open(table, &row);
            if payload.is_none() && !expected.lines.contains_key(&id) {
                return self.report_unexpected(table, id, tag, expected);
            }
            let row = ReadRow { id, version, tag, payload };
            match places.entry(id) {
                Entry::Vacant(place) => {
                    place.insert(rows.len());
                    rows.push(row);
                }
                Entry::Occupied(place) => {
                    self.repeated(table, id, expected);
                    let known = &mut rows[*place.get()];
                    if rank(&row) > rank(known) {
                        *known = row;
                    }
                }
            }
        });
        self.reached(extent);
        if table == Table::Account {
            self.are_accounts_complete = extent == RowsRead::Whole;
            if !self.are_accounts_complete {
                // After a damaged part, SQLite may still reach a row by the identifier that the
                // roster lists.
                let lost = expected.lines.keys().filter(|id| !places.contains_key(*id));
                let more = lost.filter_map(|id| self.file.row(table, id));
                rows.extend(more.map(|row| ReadRow {
                    id: row.id,
                    version: row.version,
                    tag: row.tag(),
                    payload: self.open(table, &row),
                }));
            }
        }
        // After a damaged part, the rows come from both ends.
        rows.sort_by_key(|row| row.id);
        if table != Table::Manifest {
            for ReadRow { id, version, tag, .. } in &rows {
                self.loaded.index.insert(table, *id, *version, *tag);
            }
        }
        rows
    }

    /// Reports a row that cannot be decrypted and is not expected.
    fn report_unexpected(&mut self, table: Table, id: RowId, tag: RowTag, expected: &ReadRoster) {
        self.damage(match table {
            Table::Account => name_unread(id, tag, AccountRowError::Unreadable, expected),
            other => damage_of(other),
        });
    }

    /// Reports that a table has several rows with the same identifier.
    fn repeated(&mut self, table: Table, id: RowId, expected: &ReadRoster) {
        let name = expected.name(&id);
        self.damage(match table {
            Table::Account => VaultDamage::RepeatedAccount { id: AccountId::from_bytes(id), name },
            other => damage_of(other),
        });
    }

    fn manifest(&mut self) -> Option<Manifest> {
        let rows = self.rows(Table::Manifest, &ReadRoster::default());
        let row = rows.iter().find(|row| row.id == SINGLE_ROW_ID)?;
        let manifest = Manifest::read(row.payload.as_ref()?)?;
        (manifest.epoch().0 == row.version && rows.len() == 1).then_some(manifest)
    }

    fn roster(&mut self) -> ReadRoster {
        let mut lines = BTreeMap::new();
        for page in self.rows(Table::Roster, &ReadRoster::default()) {
            if !page.payload.is_some_and(|payload| roster::read_page(&payload, &mut lines)) {
                self.damage(VaultDamage::UnreadableRoster);
            }
        }
        let owners = lines.iter().map(|(id, known): (_, &ExpectedRow)| (known.tag, *id)).collect();
        ReadRoster { lines, owners }
    }

    fn accounts(&mut self, expected: &ReadRoster) {
        let rows = self.rows(Table::Account, expected);
        self.loaded.accounts.reserve_exact(rows.len());
        for ReadRow { id, tag, payload, .. } in rows {
            let kept = match payload {
                Some(payload) => StoredAccount::read(&id, &payload),
                None => Err(AccountRowError::Unreadable),
            };
            match kept {
                Ok(kept) => self.loaded.accounts.push(kept),
                Err(why) => self.unread.push((id, tag, why)),
            }
        }
    }

    fn settings(&mut self) {
        let rows = self.rows(Table::Setting, &ReadRoster::default());
        let payload = rows.first().and_then(|row| row.payload.as_ref());
        match payload.and_then(|payload| VaultSettings::read(payload)) {
            Some(settings) if rows.len() == 1 => self.loaded.settings = settings,
            _ => self.damage(VaultDamage::UnreadableSettings),
        }
    }

    fn journal(&mut self) {
        for row in self.rows(Table::Change, &ReadRoster::default()) {
            let payload = row.payload;
            if !payload.is_some_and(|payload| self.loaded.journal.read(row.id, &payload)) {
                self.damage(VaultDamage::UnreadableUndoJournal);
            }
        }
    }

    fn compare(&mut self, manifest: Option<&Manifest>, expected: &ReadRoster, slots: &[SlotRow]) {
        for (id, tag, why) in std::mem::take(&mut self.unread) {
            self.damage(name_unread(id, tag, why, expected));
        }
        let Some(manifest) = manifest else {
            self.compare_accounts(expected);
            return self.damage(VaultDamage::UnreadableManifest);
        };
        self.loaded.epoch = Some(manifest.epoch());
        let (key, index) = (&self.keys.list, &self.loaded.index);
        let authentic = Table::AUTHENTICATED.map(|table| manifest.authenticates(key, index, table));
        let slots = manifest.authenticates_slots(key, slots);
        let counted = manifest.accounts() == index.of(Table::Account).len();
        for (table, authentic) in Table::AUTHENTICATED.into_iter().zip(authentic) {
            match table {
                _ if authentic => {}
                Table::Account => self.compare_accounts(expected),
                other => self.damage(damage_of(other)),
            }
        }
        // The accounts differ from the manifest, and no single account explains it.
        if !(authentic[0] && counted) && self.loaded.damages.is_empty() {
            self.damage(VaultDamage::UnreadableManifest);
        }
        if !slots {
            self.damage(VaultDamage::Slots);
        }
    }

    /// Compares each account with its entry in the roster.
    fn compare_accounts(&mut self, expected: &ReadRoster) {
        let index = &self.loaded.index;
        let mut damages = Vec::new();
        for (id, known) in &expected.lines {
            if !index.of(Table::Account).contains_key(id) {
                let (id, name) = (AccountId::from_bytes(*id), known.name.clone());
                damages.push(if self.file.can_read(Table::Account) && self.are_accounts_complete {
                    VaultDamage::MissingAccount { id, name }
                } else {
                    VaultDamage::UnreadableAccount { id, name }
                });
            }
        }
        for kept in &self.loaded.accounts {
            let (id, name) = (kept.id, kept.name());
            let Some((version, tag)) = index.of(Table::Account).get(id.as_bytes()) else {
                continue;
            };
            match expected.lines.get(id.as_bytes()) {
                None => damages.push(VaultDamage::PlantedAccount { id, name }),
                Some(known) if (known.version, known.tag) == (*version, *tag) => {}
                Some(known) if *version < known.version => {
                    damages.push(VaultDamage::RolledBack { id, name });
                }
                // The account is newer than its roster entry, so the roster is outdated.
                Some(_) => damages.push(VaultDamage::UnreadableRoster),
            }
        }
        for damage in damages {
            self.damage(damage);
        }
    }
}

/// The accounts that should exist.
#[derive(Default)]
struct ReadRoster {
    lines: BTreeMap<RowId, ExpectedRow>,
    /// The account to which each tag belongs.
    owners: HashMap<RowTag, RowId>,
}

impl ReadRoster {
    /// An account's name; empty if the roster does not list it.
    fn name(&self, id: &RowId) -> String {
        self.lines.get(id).map_or_else(String::new, |known| known.name.clone())
    }
}

/// The damage to report for an account's row that cannot be read.
fn name_unread(id: RowId, tag: RowTag, why: AccountRowError, expected: &ReadRoster) -> VaultDamage {
    let name = expected.name(&id);
    let belongs_to_other = expected.owners.get(&tag).is_some_and(|owner| *owner != id);
    let id = AccountId::from_bytes(id);
    match why {
        AccountRowError::Newer => VaultDamage::NewerAccount { id, name },
        AccountRowError::Unreadable if belongs_to_other => VaultDamage::SwappedAccount { id, name },
        AccountRowError::Unreadable => VaultDamage::UnreadableAccount { id, name },
    }
}

/// The damage to report when a table's rows do not match the manifest.
fn damage_of(table: Table) -> VaultDamage {
    match table {
        Table::Roster => VaultDamage::UnreadableRoster,
        Table::Setting => VaultDamage::UnreadableSettings,
        Table::Change => VaultDamage::UnreadableUndoJournal,
        // Accounts are compared one by one; if none of them explains it, the manifest is damaged.
        Table::Account | Table::Manifest => VaultDamage::UnreadableManifest,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::UnixMillis;
    use crate::vault::failing::{self, InjectedFailure};
    use crate::vault::test_support::{account, made, path, unlock};

    #[test]
    fn unread_rows_are_not_reported_as_missing_or_changed() {
        let folder = tempfile::tempdir().unwrap();
        let mut vault = made(folder.path());
        let mut known = Vec::new();
        for label in ["a", "b", "c"] {
            known.push(vault.add(account(label), UnixMillis(1)).unwrap());
        }
        drop(vault);
        let unlock = || unlock(folder.path());
        let vault = failing::during(InjectedFailure::Read(Table::Account.name()), unlock);
        let damages = vault.health().damages().to_vec();
        let is_true = |damage: &VaultDamage| {
            matches!(
                damage,
                VaultDamage::NotDelivered
                    | VaultDamage::UnreadableAccount { .. }
                    | VaultDamage::UnreadableManifest
            )
        };
        assert!(damages.contains(&VaultDamage::NotDelivered) && damages.iter().all(is_true));
        // One account was in the part that could be read; the other two may still exist.
        let named =
            damages.iter().filter(|damage| matches!(damage, VaultDamage::UnreadableAccount { .. }));
        assert_eq!(named.count() + vault.accounts().len(), 3);
        drop(vault);
        for table in [Table::Roster, Table::Setting, Table::Change, Table::Manifest] {
            let vault = failing::during(InjectedFailure::Read(table.name()), unlock);
            assert!(vault.health().damages().contains(&VaultDamage::NotDelivered), "{table}");
            assert_eq!(vault.accounts().len(), 3, "{table}");
        }
        // Nothing was written in the meantime.
        let vault = unlock();
        assert_eq!(vault.health().damages(), []);
        let mut found: Vec<_> = vault.accounts().iter().map(|kept| kept.id).collect();
        found.sort();
        known.sort();
        assert_eq!(found, known);
    }

    #[test]
    fn an_account_newer_than_its_roster_entry_means_roster_damage() {
        let folder = tempfile::tempdir().unwrap();
        let mut vault = made(folder.path());
        let id = vault.add(account("a"), UnixMillis(1)).unwrap();
        let [page] = &vault.file.rows(Table::Roster)[..] else { panic!("one page") };
        let page = page.clone();
        vault.edit(id, account("b"), UnixMillis(2)).unwrap();
        drop(vault);
        let connection = rusqlite::Connection::open(path(folder.path())).unwrap();
        let back = "REPLACE INTO roster (id, version, sealed) VALUES (?1, ?2, ?3)";
        connection.execute(back, (page.id, page.version.cast_signed(), page.sealed)).unwrap();
        connection.execute("DELETE FROM manifest", []).unwrap();
        drop(connection);
        let vault = unlock(folder.path());
        assert_eq!(
            vault.health().damages(),
            [VaultDamage::UnreadableRoster, VaultDamage::UnreadableManifest]
        );
    }
}
