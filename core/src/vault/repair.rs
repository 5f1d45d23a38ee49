//! A damaged vault looked at closely, and made whole from what can be read.

use std::path::PathBuf;

use super::load::load;
use super::rewrite::{Note, Replaced};
use super::{ChangeError, Damage, Vault};

/// What the name of the new file ends in while it is written; only ever a copy.
const COPY: &str = ".repairing";

/// What the name of the damaged file ends in; the owner removes it.
const DAMAGED: &str = ".damaged";

/// What a close look at a vault's file found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// Accounts that can be read, in the trash or not.
    pub accounts: usize,
    /// What is wrong; empty when all is well.
    pub damages: Vec<Damage>,
}

/// A vault made whole.
#[derive(Debug)]
pub struct Repaired {
    /// The vault, sound and unlocked.
    pub vault: Vault,
    /// Where the damaged file was kept.
    pub kept: PathBuf,
}

/// A vault that is not known to be made whole, and why.
#[derive(Debug, thiserror::Error)]
#[error("{why}")]
pub struct RepairError {
    /// The vault: as it was, or made whole and not flushed ([`ChangeError::Unflushed`]).
    pub vault: Box<Vault>,
    /// Why.
    pub why: ChangeError,
}

impl Vault {
    /// Reads the whole file again, closely, and says what is wrong with it.
    pub fn check(&self) -> Checked {
        let loaded = load(&self.file, &self.keys, self.id, &self.slot_rows);
        let mut damages = loaded.damages;
        // SQLite's own check runs what stands in the tables' texts, so only where these are ours.
        let is_torn = self.file.has_our_structure() && !self.file.is_whole();
        if is_torn && !damages.contains(&Damage::File) {
            damages.push(Damage::File);
        }
        Checked { accounts: loaded.accounts.len(), damages }
    }

    /// Takes what could be read as the truth: writes it into a new file, reads that back, puts it
    /// in the place of the damaged one, and keeps the damaged one beside it.
    ///
    /// # Errors
    /// [`RepairError`] gives the vault back; its file is as it was, except where
    /// [`ChangeError`] says otherwise.
    pub fn repair(mut self) -> Result<Repaired, RepairError> {
        let Replaced { kept, is_flushed } = match self.rewrite(COPY, DAMAGED, Note::Nothing) {
            Ok(replaced) => replaced,
            Err(why) => return Err(RepairError { vault: Box::new(self), why: why.into() }),
        };
        let Ok(locked) = Self::open(self.file.path(), self.random.clone()) else {
            // The new file is in its place, and can't be looked at.
            self.is_doubtful = true;
            return Err(RepairError { vault: Box::new(self), why: ChangeError::Unknown });
        };
        let vault = locked.read(self.keys.duplicate(self.id));
        if is_flushed {
            Ok(Repaired { vault, kept })
        } else {
            Err(RepairError { vault: Box::new(vault), why: ChangeError::Unflushed })
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::time::UnixMillis;
    use crate::vault::test_support::{account, made, path, unlock};

    /// A vault of three accounts of which one row was removed by hand.
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
        let [Damage::Missing { name, .. }] = vault.health().damages() else {
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
        assert!(repaired.kept.exists());
        let mut vault = repaired.vault;
        assert!(vault.health().is_sound() && vault.epoch() > epoch);
        vault.add(account("d"), UnixMillis(2)).unwrap();
        drop(vault);
        let vault = unlock(folder.path());
        assert!(vault.health().is_sound());
        assert_eq!(vault.accounts().len(), 3);
    }

    #[test]
    fn a_file_in_the_copys_place_stays() {
        let folder = tempfile::tempdir().unwrap();
        let vault = damaged(folder.path());
        let letter = crate::vault::beside::beside(&path(folder.path()), COPY);
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
        let kept = unlock(links.path()).repair().unwrap().kept;
        assert!(kept.starts_with(folder.path().canonicalize().unwrap()));
        assert!(link.symlink_metadata().unwrap().is_symlink());
        assert_eq!(std::fs::read_dir(links.path()).unwrap().count(), 1);
        for place in [folder.path(), links.path()] {
            assert!(unlock(place).health().is_sound());
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_leads_nowhere_is_no_vault_and_stays() {
        use crate::vault::{OpenError, Presence};
        let folder = tempfile::tempdir().unwrap();
        for (name, target) in [("dead", "nowhere"), ("loop", "loop")] {
            let link = folder.path().join(name);
            std::os::unix::fs::symlink(target, &link).unwrap();
            let failed = Vault::open(&link, crate::vault::test_support::random()).unwrap_err();
            assert_eq!(failed, OpenError::Missing, "{name}");
            assert_eq!(Vault::presence(&link), Presence::Remains);
            assert_eq!(std::fs::read_link(&link).unwrap(), Path::new(target));
        }
    }

    #[test]
    fn a_repair_that_was_broken_off_keeps_the_damaged_file_under_one_name() {
        let folder = tempfile::tempdir().unwrap();
        let vault = damaged(folder.path());
        let kept = crate::vault::beside::beside(&path(folder.path()), DAMAGED);
        std::fs::hard_link(path(folder.path()), &kept).unwrap();
        assert_eq!(vault.repair().unwrap().kept, kept);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2);
    }

    #[test]
    fn a_vault_whose_slots_were_changed_meanwhile_is_rewritten_whole() {
        let folder = tempfile::tempdir().unwrap();
        let mut vault = made(folder.path());
        // New slots stand last in memory, and anywhere in a file.
        for _ in 0..8 {
            vault.make_recovery(UnixMillis(1)).unwrap();
            vault = vault.repair().unwrap().vault;
        }
        assert_eq!(vault.slots().len(), 2);
    }

    #[test]
    fn a_sound_vault_checks_clean() {
        let folder = tempfile::tempdir().unwrap();
        let mut vault = made(folder.path());
        vault.add(account("a"), UnixMillis(1)).unwrap();
        assert_eq!(vault.check(), Checked { accounts: 1, damages: Vec::new() });
    }
}
