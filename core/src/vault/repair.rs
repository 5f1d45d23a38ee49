//! Checks a damaged vault thoroughly, and rebuilds it from what can be read.

use std::path::PathBuf;

use super::load::load;
use super::manifest::Manifest;
use super::rewrite::{KeptFileNote, ReplacedFile};
use super::row::{self, SINGLE_ROW_ID};
use super::schema::Table;
use super::slots::SlotRow;
use super::{ChangeError, Vault, VaultDamage};

/// The suffix of the new file while it is being written.
const REPAIR_SUFFIX: &str = ".repairing";

/// The suffix of the damaged file, which only the user removes.
const DAMAGED_SUFFIX: &str = ".damaged";

/// Up to how many slots the authentic ones are searched for. The number of combinations doubles
/// with each slot.
const MAX_TRIED_SLOTS: u32 = 12;

/// The result of a thorough check of a vault's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VaultCheck {
    /// The number of readable accounts, in the trash or not.
    pub accounts: usize,
    /// What is wrong; empty when the vault is sound.
    pub damages: Vec<VaultDamage>,
}

/// A repaired vault.
#[derive(Debug)]
pub struct VaultRepair {
    /// The sound, unlocked vault.
    pub vault: Vault,
    /// The path under which the damaged file was kept.
    pub kept_file: PathBuf,
}

/// A vault that is not known to be repaired, and the reason.
#[derive(Debug, thiserror::Error)]
#[error("{why}")]
pub struct RepairError {
    /// The vault: unchanged, or repaired and not flushed ([`ChangeError::Unflushed`]).
    pub vault: Box<Vault>,
    /// Why the repair failed.
    pub why: ChangeError,
}

impl Vault {
    /// Reads the whole file again, including SQLite's integrity check, and returns what is wrong.
    pub fn check(&self) -> VaultCheck {
        let loaded = load(&self.file, &self.keys, self.id, &self.slot_rows);
        let mut damages = loaded.damages;
        // SQLite's integrity check evaluates SQL from the schema table, so it runs only if that
        // table is ours.
        let is_torn = self.file.has_our_structure() && !self.file.is_whole();
        if is_torn && !damages.contains(&VaultDamage::DamagedFile) {
            damages.push(VaultDamage::DamagedFile);
        }
        VaultCheck { accounts: loaded.accounts.len(), damages }
    }

    /// Accepts the readable data as correct: writes it to a new file, reads that back, replaces the
    /// damaged file with it, and keeps the damaged one next to it.
    ///
    /// # Errors
    /// [`RepairError`] returns the vault; its file is unchanged, except where [`ChangeError`] says
    /// otherwise.
    pub fn repair(mut self) -> Result<VaultRepair, RepairError> {
        if let Some(authentic) = self.authentic_slots() {
            self.slots = authentic.iter().map(SlotRow::public).collect();
            self.slot_rows = authentic;
        }
        let ReplacedFile { kept, is_flushed } =
            match self.rewrite(REPAIR_SUFFIX, DAMAGED_SUFFIX, KeptFileNote::Nothing) {
                Ok(replaced) => replaced,
                Err(why) => return Err(RepairError { vault: Box::new(self), why: why.into() }),
            };
        let Ok(locked) = Self::open(self.file.path(), self.random.clone()) else {
            // The new file is in place but cannot be read.
            self.is_doubtful = true;
            return Err(RepairError { vault: Box::new(self), why: ChangeError::OutcomeUnknown });
        };
        let vault = locked.read(self.keys.duplicate(self.id));
        if is_flushed {
            Ok(VaultRepair { vault, kept_file: kept })
        } else {
            Err(RepairError { vault: Box::new(vault), why: ChangeError::Unflushed })
        }
    }

    /// The slots that the manifest authenticates, without planted ones. It authenticates the slots
    /// as a whole, so combinations are tried. `None` if no combination matches: a slot is changed
    /// or missing, the manifest cannot be read, or there are too many slots.
    fn authentic_slots(&self) -> Option<Vec<SlotRow>> {
        let row = self.file.row(Table::Manifest, &SINGLE_ROW_ID)?;
        let payload = row::open(&self.keys, self.id, self.file.format(), Table::Manifest, &row);
        let manifest = Manifest::read(&payload.ok()?)?;
        let count =
            u32::try_from(self.slot_rows.len()).ok().filter(|count| *count <= MAX_TRIED_SLOTS)?;
        (1..2_u32.pow(count)).rev().find_map(|chosen| {
            let is_chosen = |place: &usize| chosen >> place & 1 == 1;
            let places = (0..self.slot_rows.len()).filter(is_chosen);
            let slots: Vec<SlotRow> = places.map(|place| self.slot_rows[place].clone()).collect();
            manifest.authenticates_slots(&self.keys.list, &slots).then_some(slots)
        })
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::time::UnixMillis;
    use crate::vault::test_support::{account, made, path, set_recovery, unlock};

    /// A vault with three accounts, one of whose rows was removed directly in the file.
    fn damaged(folder: &Path) -> Vault {
        let mut vault = made(folder);
        for label in ["a", "b", "c"] {
            vault.add(account(label), UnixMillis(1)).unwrap();
        }
        let lost = vault.accounts()[1].id;
        drop(vault);
        let connection = rusqlite::Connection::open(path(folder)).unwrap();
        connection.execute("DELETE FROM account WHERE id = ?1", [lost.as_bytes()]).unwrap();
        drop(connection);
        unlock(folder)
    }

    #[test]
    fn a_missing_account_is_named_and_the_vault_is_read_only() {
        let folder = tempfile::tempdir().unwrap();
        let mut vault = damaged(folder.path());
        let [VaultDamage::MissingAccount { name, .. }] = vault.health().damages() else {
            panic!("{:?}", vault.health())
        };
        assert_eq!(name, "Amazon: b");
        assert_eq!(vault.accounts().len(), 2);
        assert_eq!(vault.add(account("d"), UnixMillis(2)), Err(ChangeError::Damaged));
        assert_eq!(vault.check().damages, vault.health().damages());
    }

    #[test]
    fn repairing_keeps_what_can_be_read_and_the_damaged_file() {
        let folder = tempfile::tempdir().unwrap();
        let epoch = damaged(folder.path()).epoch();
        let repaired = unlock(folder.path()).repair().unwrap();
        assert!(repaired.kept_file.exists());
        let mut vault = repaired.vault;
        assert!(vault.health().is_sound() && vault.epoch() > epoch);
        vault.add(account("d"), UnixMillis(2)).unwrap();
        drop(vault);
        let vault = unlock(folder.path());
        assert!(vault.health().is_sound());
        assert_eq!(vault.accounts().len(), 3);
    }

    #[test]
    fn a_foreign_file_with_the_copys_name_stays() {
        let folder = tempfile::tempdir().unwrap();
        let vault = damaged(folder.path());
        let letter =
            crate::vault::sibling_files::sibling_files(&path(folder.path()), REPAIR_SUFFIX);
        std::fs::write(&letter, "a letter").unwrap();
        vault.repair().unwrap();
        assert_eq!(std::fs::read(&letter).unwrap(), b"a letter");
    }

    #[cfg(unix)]
    #[test]
    fn behind_a_link_the_file_is_repaired_and_the_link_stays() {
        let (folder, links) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        drop(damaged(folder.path()));
        let link = path(links.path());
        std::os::unix::fs::symlink(path(folder.path()), &link).unwrap();
        let kept = unlock(links.path()).repair().unwrap().kept_file;
        assert!(kept.starts_with(folder.path().canonicalize().unwrap()));
        assert!(link.symlink_metadata().unwrap().is_symlink());
        assert_eq!(std::fs::read_dir(links.path()).unwrap().count(), 1);
        for place in [folder.path(), links.path()] {
            assert!(unlock(place).health().is_sound());
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_dangling_link_is_not_a_vault_and_stays() {
        use crate::vault::{VaultOpenError, VaultPresence};
        let folder = tempfile::tempdir().unwrap();
        for (name, target) in [("dead", "nowhere"), ("loop", "loop")] {
            let link = folder.path().join(name);
            std::os::unix::fs::symlink(target, &link).unwrap();
            let failed = Vault::open(&link, crate::vault::test_support::random()).unwrap_err();
            assert_eq!(failed, VaultOpenError::Missing, "{name}");
            assert_eq!(Vault::presence(&link), VaultPresence::Remains);
            assert_eq!(std::fs::read_link(&link).unwrap(), Path::new(target));
        }
    }

    #[test]
    fn an_interrupted_repair_keeps_the_damaged_file_under_one_name() {
        let folder = tempfile::tempdir().unwrap();
        let vault = damaged(folder.path());
        let kept = crate::vault::sibling_files::sibling_files(&path(folder.path()), DAMAGED_SUFFIX);
        std::fs::hard_link(path(folder.path()), &kept).unwrap();
        assert_eq!(vault.repair().unwrap().kept_file, kept);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2);
    }

    #[test]
    fn a_vault_with_newly_added_slots_is_rewritten_completely() {
        let folder = tempfile::tempdir().unwrap();
        let mut vault = made(folder.path());
        // New slots are last in memory, and in any position in a file.
        for _ in 0..8 {
            set_recovery(&mut vault, UnixMillis(1));
            vault = vault.repair().unwrap().vault;
        }
        assert_eq!(vault.slots().len(), 2);
    }

    /// Adds slots that open nothing to the file, as somebody without the vault key can.
    fn plant_slots(folder: &Path, count: u8) {
        let connection = rusqlite::Connection::open(path(folder)).unwrap();
        let sql = "INSERT INTO slot SELECT ?1, kind, parameters, proof, wrapped, checksum FROM slot
            ORDER BY id LIMIT 1";
        for number in 0..count {
            connection.execute(sql, [[number; 16]]).unwrap();
        }
    }

    #[test]
    fn a_repair_omits_planted_slots() {
        let folder = tempfile::tempdir().unwrap();
        let slots = made(folder.path()).slots().to_vec();
        plant_slots(folder.path(), 10);
        let vault = unlock(folder.path());
        assert_eq!(vault.health().damages(), [VaultDamage::Slots]);
        let vault = vault.repair().unwrap().vault;
        assert!(vault.health().is_sound());
        let ids = |slots: &[crate::vault::Slot]| {
            slots.iter().map(|slot| slot.id.to_string()).collect::<std::collections::BTreeSet<_>>()
        };
        assert_eq!(ids(vault.slots()), ids(&slots));
        drop(vault);
        assert_eq!(unlock(folder.path()).slots().len(), 2);
    }

    #[test]
    fn a_repair_keeps_all_slots_when_the_authentic_ones_are_unknown() {
        // More slots than are tried, then one changed slot.
        for (planted, changed) in [(11, 0), (1, 1)] {
            let folder = tempfile::tempdir().unwrap();
            drop(made(folder.path()));
            let connection = rusqlite::Connection::open(path(folder.path())).unwrap();
            let change = "UPDATE slot SET checksum = zeroblob(16) WHERE kind = 'recovery' AND ?1";
            connection.execute(change, [changed]).unwrap();
            drop(connection);
            plant_slots(folder.path(), planted);
            let vault = unlock(folder.path()).repair().unwrap().vault;
            assert_eq!(vault.slots().len(), 2 + usize::from(planted));
        }
    }

    #[test]
    fn a_sound_vault_has_no_damage() {
        let folder = tempfile::tempdir().unwrap();
        let mut vault = made(folder.path());
        vault.add(account("a"), UnixMillis(1)).unwrap();
        assert_eq!(vault.check(), VaultCheck { accounts: 1, damages: Vec::new() });
    }
}
