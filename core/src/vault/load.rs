//! Everything read, and compared with what should be there.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use zeroize::Zeroizing;

use super::file::File;
use super::kept::{Kept, Odd};
use super::manifest::{Index, Manifest};
use super::roster::{self, Expected};
use super::row::{self, Keys, ONLY, Row, RowId, Tag};
use super::schema::Table;
use super::slots::SlotRow;
use super::snapshot::Journal;
use super::{Damage, Epoch, Settings, VaultId};
use crate::account::AccountId;

/// What a file holds.
#[derive(Default)]
pub(super) struct Loaded {
    /// All accounts that could be read, in the trash or not, by identifier.
    pub(super) accounts: Vec<Kept>,
    pub(super) settings: Settings,
    pub(super) journal: Journal,
    pub(super) index: Index,
    pub(super) epoch: Option<Epoch>,
    pub(super) damages: Vec<Damage>,
}

/// Reads a file.
pub(super) fn load(file: &File, keys: &Keys, vault: VaultId, slots: &[SlotRow]) -> Loaded {
    let mut loading = Loading {
        file,
        keys,
        vault,
        loaded: Loaded::default(),
        unread: Vec::new(),
        told: HashSet::new(),
        nameless: 0,
    };
    loading.structure(slots);
    let manifest = loading.manifest();
    let expected = loading.roster();
    loading.accounts(&expected);
    loading.settings();
    loading.journal();
    loading.compare(manifest.as_ref(), &expected, slots);
    if loading.nameless > MOST_NAMELESS {
        let count = loading.nameless - MOST_NAMELESS;
        loading.damage(Damage::MoreUnreadable { count });
    }
    loading.loaded
}

struct Loading<'a> {
    file: &'a File,
    keys: &'a Keys,
    vault: VaultId,
    loaded: Loaded,
    /// Accounts that are there and can't be read.
    unread: Vec<(Row, Odd)>,
    /// The damages that are listed already.
    told: HashSet<Damage>,
    /// How many rows can't be read of which nobody knows the name.
    nameless: usize,
}

/// How many rows that can't be read are listed one by one where nobody knows their names: who can
/// write to the file can put in a million.
const MOST_NAMELESS: usize = 20;

impl Loading<'_> {
    fn damage(&mut self, damage: Damage) {
        if let Damage::Unreadable { name, .. } | Damage::Swapped { name, .. } = &damage
            && name.is_empty()
        {
            self.nameless += 1;
            if self.nameless > MOST_NAMELESS {
                return;
            }
        }
        if self.told.insert(damage.clone()) {
            self.loaded.damages.push(damage);
        }
    }

    fn structure(&mut self, slots: &[SlotRow]) {
        if !self.file.has_our_structure() {
            self.damage(Damage::Schema);
        }
        if self.file.is_header_torn() {
            self.damage(Damage::File);
        }
        if self.file.count_slots() != Some(slots.len()) {
            self.damage(Damage::Slots);
        }
    }

    fn open(&self, table: Table, row: &Row) -> Option<Zeroizing<Vec<u8>>> {
        row::open(self.keys, self.vault, self.file.format(), table, row).ok()
    }

    /// The rows of a table, entered into the index. Where several have the same identifier, which no
    /// sound table holds, the one that is expected is taken, or else the newest.
    fn rows(&mut self, table: Table, expected: &BTreeMap<RowId, Expected>) -> Vec<Row> {
        let found = self.file.rows(table);
        if found.torn {
            self.damage(Damage::File);
        }
        let rank = |row: &Row| {
            let known = expected.get(&row.id);
            let is_expected =
                known.is_some_and(|known| (known.version, known.tag) == (row.version, row.tag()));
            (is_expected, row.version)
        };
        let mut rows: Vec<Row> = Vec::with_capacity(found.rows.len());
        let mut places: HashMap<RowId, usize> = HashMap::with_capacity(found.rows.len());
        let mut repeated = BTreeSet::new();
        for row in found.rows {
            match places.entry(row.id) {
                Entry::Vacant(place) => {
                    place.insert(rows.len());
                    rows.push(row);
                }
                Entry::Occupied(place) => {
                    repeated.insert(row.id);
                    let known = &mut rows[*place.get()];
                    if rank(&row) > rank(known) {
                        *known = row;
                    }
                }
            }
        }
        if table != Table::Manifest {
            for row in &rows {
                self.loaded.index.put(table, row);
            }
        }
        for id in repeated {
            let name = expected.get(&id).map_or_else(String::new, |known| known.name.clone());
            self.damage(match table {
                Table::Account => Damage::Repeated { id: AccountId::from_bytes(id), name },
                Table::Roster => Damage::Roster,
                Table::Setting => Damage::Settings,
                Table::Change => Damage::Changes,
                Table::Manifest => Damage::Manifest,
            });
        }
        rows
    }

    fn manifest(&mut self) -> Option<Manifest> {
        let rows = self.rows(Table::Manifest, &BTreeMap::new());
        let row = rows.iter().find(|row| row.id == ONLY)?;
        let manifest = Manifest::read(&self.open(Table::Manifest, row)?)?;
        (manifest.epoch().0 == row.version && rows.len() == 1).then_some(manifest)
    }

    fn roster(&mut self) -> BTreeMap<RowId, Expected> {
        let mut expected = BTreeMap::new();
        for row in self.rows(Table::Roster, &BTreeMap::new()) {
            let payload = self.open(Table::Roster, &row);
            if !payload.is_some_and(|payload| roster::read_page(&payload, &mut expected)) {
                self.damage(Damage::Roster);
            }
        }
        expected
    }

    fn accounts(&mut self, expected: &BTreeMap<RowId, Expected>) {
        let mut rows = self.rows(Table::Account, expected);
        if self.told.contains(&Damage::File) {
            // Where the scan was torn, the roster may still know the way.
            let index = &self.loaded.index;
            let lost = expected.keys().filter(|id| !index.of(Table::Account).contains_key(*id));
            let more: Vec<Row> = lost.filter_map(|id| self.file.row(Table::Account, id)).collect();
            for row in &more {
                self.loaded.index.put(Table::Account, row);
            }
            rows.extend(more);
        }
        self.loaded.accounts.reserve_exact(rows.len());
        for row in rows {
            let kept = match self.open(Table::Account, &row) {
                Some(payload) => Kept::read(&row.id, &payload),
                None => Err(Odd::Unreadable),
            };
            match kept {
                Ok(kept) => self.loaded.accounts.push(kept),
                Err(why) => self.unread.push((row, why)),
            }
        }
    }

    fn settings(&mut self) {
        let rows = self.rows(Table::Setting, &BTreeMap::new());
        let payload = rows.first().and_then(|row| self.open(Table::Setting, row));
        match payload.and_then(|payload| Settings::read(&payload)) {
            Some(settings) if rows.len() == 1 => self.loaded.settings = settings,
            _ => self.damage(Damage::Settings),
        }
    }

    fn journal(&mut self) {
        for row in self.rows(Table::Change, &BTreeMap::new()) {
            let payload = self.open(Table::Change, &row);
            if !payload.is_some_and(|payload| self.loaded.journal.read(row.id, &payload)) {
                self.damage(Damage::Changes);
            }
        }
    }

    fn compare(
        &mut self,
        manifest: Option<&Manifest>,
        expected: &BTreeMap<RowId, Expected>,
        slots: &[SlotRow],
    ) {
        let owners: HashMap<Tag, RowId> =
            expected.iter().map(|(id, known)| (known.tag, *id)).collect();
        for (row, why) in std::mem::take(&mut self.unread) {
            let damage = name_unread(&row, why, expected, &owners);
            self.damage(damage);
        }
        let Some(manifest) = manifest else {
            self.compare_accounts(expected);
            return self.damage(Damage::Manifest);
        };
        self.loaded.epoch = Some(manifest.epoch());
        let (key, index) = (&self.keys.list, &self.loaded.index);
        let vouched = Table::VOUCHED.map(|table| manifest.vouches_for(key, index, table));
        let slots = manifest.vouches_for_slots(key, slots);
        let counted = manifest.accounts() == index.of(Table::Account).len();
        for (table, vouched) in Table::VOUCHED.into_iter().zip(vouched) {
            match table {
                _ if vouched => {}
                Table::Account => self.compare_accounts(expected),
                Table::Roster => self.damage(Damage::Roster),
                Table::Setting => self.damage(Damage::Settings),
                Table::Change => self.damage(Damage::Changes),
                Table::Manifest => unreachable!("the manifest does not vouch for itself"),
            }
        }
        // The accounts differ from the manifest, and no single one is to blame.
        if !(vouched[0] && counted) && self.loaded.damages.is_empty() {
            self.damage(Damage::Manifest);
        }
        if !slots {
            self.damage(Damage::Slots);
        }
    }

    /// Compares each account with its line in the roster.
    fn compare_accounts(&mut self, expected: &BTreeMap<RowId, Expected>) {
        let index = &self.loaded.index;
        let mut damages = Vec::new();
        for (id, known) in expected {
            if !index.of(Table::Account).contains_key(id) {
                let (id, name) = (AccountId::from_bytes(*id), known.name.clone());
                damages.push(if self.file.can_read(Table::Account) {
                    Damage::Missing { id, name }
                } else {
                    Damage::Unreadable { id, name }
                });
            }
        }
        for kept in &self.loaded.accounts {
            let (id, name) = (kept.id, kept.name());
            let Some((version, tag)) = index.of(Table::Account).get(id.as_bytes()) else {
                continue;
            };
            match expected.get(id.as_bytes()) {
                None => damages.push(Damage::Added { id, name }),
                Some(known) if (known.version, known.tag) == (*version, *tag) => {}
                Some(known) if *version < known.version => {
                    damages.push(Damage::RolledBack { id, name });
                }
                // Newer than its line: it is the roster that is old.
                Some(_) => damages.push(Damage::Roster),
            }
        }
        for damage in damages {
            self.damage(damage);
        }
    }
}

/// What is wrong with a row that can't be read. `owners` knows which account each tag belongs to.
fn name_unread(
    row: &Row,
    why: Odd,
    expected: &BTreeMap<RowId, Expected>,
    owners: &HashMap<Tag, RowId>,
) -> Damage {
    let name = expected.get(&row.id).map_or_else(String::new, |known| known.name.clone());
    let id = AccountId::from_bytes(row.id);
    let is_anothers = owners.get(&row.tag()).is_some_and(|id| *id != row.id);
    match why {
        Odd::Newer => Damage::NewerAccount { id, name },
        Odd::Unreadable if is_anothers => Damage::Swapped { id, name },
        Odd::Unreadable => Damage::Unreadable { id, name },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::UnixMillis;
    use crate::vault::test_support::{account, made, path, unlock};

    #[test]
    fn an_account_that_is_newer_than_its_line_blames_the_roster() {
        let folder = tempfile::tempdir().unwrap();
        let mut vault = made(folder.path());
        let id = vault.add(account("a"), UnixMillis(1)).unwrap();
        let [page] = &vault.file.rows(Table::Roster).rows[..] else { panic!("one page") };
        let page = page.clone();
        vault.edit(id, account("b"), UnixMillis(2)).unwrap();
        drop(vault);
        let connection = rusqlite::Connection::open(path(folder.path())).unwrap();
        let back = "REPLACE INTO roster (id, version, sealed) VALUES (?1, ?2, ?3)";
        connection.execute(back, (page.id, page.version.cast_signed(), page.sealed)).unwrap();
        connection.execute("DELETE FROM manifest", []).unwrap();
        drop(connection);
        let vault = unlock(folder.path());
        assert_eq!(vault.health().damages(), [Damage::Roster, Damage::Manifest]);
    }
}
