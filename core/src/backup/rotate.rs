//! Deletes old backups: only verified ones of ours, never the newest.

use std::num::NonZeroUsize;

use super::contents::{BackupContents, BackupExtent};
use super::name::{BackupFileName, is_renamed};
use super::open::{MAX_FILE_BYTES, check_header};
use super::ownership::{BackupOwnership, FileOwnership};
use super::place::{BackupPlace, PlaceError};
use crate::secret::Passphrase;

/// How many verified backups are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeepCount(NonZeroUsize);

impl KeepCount {
    /// Ten: enough to revert a mistake that is noticed after a week of changes.
    pub const DEFAULT: Self = Self(NonZeroUsize::new(10).expect("ten is not zero"));

    /// Keeps this many; `None` for zero, because at least one always stays.
    pub fn new(count: usize) -> Option<Self> {
        NonZeroUsize::new(count).map(Self)
    }

    /// The number.
    pub fn count(self) -> usize {
        self.0.get()
    }
}

/// How many files that the vault has not recorded are opened per rotation to see whether they may
/// be deleted. Opening each takes time.
const MAX_OPENED_FILES: usize = 3;

/// The result of a rotation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RotationReport {
    /// The deleted files.
    pub dropped: Vec<String>,
    /// Backups of this vault that were corrupted after they were verified. They are kept, because a
    /// part may be recoverable.
    pub corrupted: Vec<String>,
    /// Files whose names match but that are not known to be ours. They are kept.
    pub unrecognized: Vec<String>,
    /// Files of this vault that another program renamed, such as the copies that a program for
    /// synchronisation makes of a file with two versions. They are neither counted nor deleted.
    pub renamed: Vec<String>,
    /// Why some files were not deleted. The new backup is not affected.
    pub failed: Option<PlaceError>,
}

/// Deletes old backups after `newest` was verified.
pub(super) struct BackupRotation<'a> {
    pub(super) place: &'a dyn BackupPlace,
    pub(super) ownership: &'a BackupOwnership,
    /// The content and the passphrase of the newest backup. Without them, a file is deleted only if
    /// the vault has recorded it.
    pub(super) opening: Option<(&'a BackupContents, &'a Passphrase)>,
    pub(super) newest: &'a BackupFileName,
}

impl BackupRotation<'_> {
    /// Deletes all but `keep` backups, unless the newest is partial and may lack what older ones
    /// still hold.
    ///
    /// A file counts only if its name is one of ours, names this vault and this device, and has the
    /// digest of the file's current content. It is deleted only if it is also known to be ours. Other
    /// devices delete their own files. The newest always
    /// stays, whatever the clock says; files with a later time were made while the clock was wrong,
    /// and count as the oldest.
    pub(super) fn keep_newest(&self, keep: KeepCount) -> RotationReport {
        let mut rotated = RotationReport::default();
        if self.opening.is_some_and(|(contents, _)| contents.extent == BackupExtent::Partial) {
            return rotated;
        }
        let names = match self.place.list() {
            Ok(names) => names,
            Err(why) => return RotationReport { failed: Some(why), ..rotated },
        };
        let mut left_to_open = MAX_OPENED_FILES;
        let (vault, device) = (self.ownership.vault(), self.ownership.device());
        for name in names.iter().filter(|name| self.ownership.is_unproved(name)) {
            if self.drop_if_ours(name, &mut left_to_open, &mut rotated) {
                rotated.dropped.push(name.clone());
            }
        }
        rotated.renamed = names.iter().filter(|name| is_renamed(name, vault)).cloned().collect();
        let mut others: Vec<(BackupFileName, String)> = names
            .into_iter()
            .filter_map(|text| Some((BackupFileName::parse(&text)?, text)))
            .filter(|(name, _)| name.is_of_series(vault, device) && name != self.newest)
            .collect();
        others.sort_by(|(one, _), (other, _)| {
            let key = |name: &BackupFileName| {
                (name.stamp() <= self.newest.stamp(), name.stamp().to_owned())
            };
            key(other).cmp(&key(one))
        });
        let mut kept = 1;
        for (name, text) in others {
            match self.place.read(&text, MAX_FILE_BYTES) {
                Ok(sealed) if name.fits(&sealed) && check_header(&sealed).is_ok() => {
                    if kept < keep.count() {
                        kept += 1;
                    } else if self.drop_if_ours(&text, &mut left_to_open, &mut rotated) {
                        rotated.dropped.push(text);
                    }
                }
                Ok(_) => rotated.corrupted.push(text),
                // The list was old, or another program removed the file meanwhile.
                Err(PlaceError::FileMissing) => {}
                Err(why) => rotated.failed = Some(why),
            }
        }
        rotated
    }

    /// Deletes a file if it is known to be ours; returns whether it did.
    fn drop_if_ours(
        &self,
        name: &str,
        left_to_open: &mut usize,
        rotated: &mut RotationReport,
    ) -> bool {
        let sealed = match self.place.read(name, MAX_FILE_BYTES) {
            Ok(sealed) => sealed,
            Err(PlaceError::FileMissing) => return false,
            Err(why) => {
                rotated.failed = Some(why);
                return false;
            }
        };
        if !(sealed.is_empty() || self.ownership.remembers(&sealed)) {
            let Some(left) = left_to_open.checked_sub(1) else {
                rotated.unrecognized.push(name.to_owned());
                return false;
            };
            *left_to_open = left;
        }
        let ownership = match self.opening {
            Some((contents, passphrase)) if self.ownership.is_unproved(name) => {
                self.ownership.judge_unproved(&sealed, contents, passphrase)
            }
            Some((contents, passphrase)) => self.ownership.judge(&sealed, contents, passphrase),
            None => self.ownership.judge_recorded(&sealed),
        };
        match ownership {
            FileOwnership::Foreign(_) => {
                rotated.unrecognized.push(name.to_owned());
                false
            }
            FileOwnership::Absent | FileOwnership::Empty | FileOwnership::Ours => {
                let removed = self.place.remove(name);
                let failed = removed.err().filter(|why| *why != PlaceError::FileMissing);
                rotated.failed = failed.or(rotated.failed);
                removed.is_ok()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backup::BackupExtent;
    use crate::backup::DeviceId;
    use crate::backup::memory::{MemoryPlace, passphrase, rotating, save, saving};
    use crate::backup::name::unproved;
    use crate::backup::sample::{DEVICE, VAULT, contents, three};
    use crate::backup::{ScryptWorkFactor, seal, write};
    use crate::time::UnixMillis;
    use crate::vault::VaultId;

    #[test]
    fn the_given_number_is_kept_and_always_the_newest() {
        let place = MemoryPlace::default();
        let names: Vec<_> = (0..5).map(|time| save(&place, 3, time * 60).unwrap().name).collect();
        assert_eq!(place.names(), names[2..]);
        // The clock was set back: the backup made last stays, and an older one is deleted.
        let proof = save(&place, 1, -1000).unwrap();
        assert_eq!(place.names(), [proof.name]);
        assert_eq!(proof.rotated.dropped.len(), 3);
    }

    #[test]
    fn foreign_and_damaged_files_are_never_deleted_or_counted() {
        let place = MemoryPlace::default();
        let first = save(&place, 9, 0).unwrap();
        let second = save(&place, 9, 60).unwrap();
        place.files.borrow_mut().get_mut(&second.name).unwrap()[200] ^= 1;
        let sealed = place.read(&first.name, MAX_FILE_BYTES).unwrap();
        let foreign =
            BackupFileName::of(UnixMillis(0), VaultId([9; 16]), DEVICE, &sealed).to_string();
        let others = ["notes.txt", "aikotoba.age", &foreign];
        for name in others {
            place.create(name, &sealed).unwrap();
        }
        // An unverified complete file, an empty one, and a foreign file with such a name.
        let leftovers = [0, 1].map(|at| unproved(UnixMillis::from_seconds(at), VAULT, DEVICE));
        place.create(&leftovers[0], &sealed).unwrap();
        place.create(&leftovers[1], b"").unwrap();
        let letter = unproved(UnixMillis::from_seconds(2), VAULT, DEVICE);
        place.create(&letter, b"a letter").unwrap();
        let third = save(&place, 2, 120).unwrap();
        assert_eq!(third.rotated.corrupted, *std::slice::from_ref(&second.name));
        assert_eq!(third.rotated.dropped, leftovers);
        let names = place.names();
        let stay = [&first.name, &second.name, &third.name];
        assert!(stay.into_iter().all(|name| names.contains(name)));
        assert!(others.into_iter().all(|name| names.iter().any(|known| known == name)));
        assert!(leftovers.iter().all(|leftover| !names.contains(leftover)));
        assert_eq!(third.rotated.unrecognized, *std::slice::from_ref(&letter));
        assert!(names.contains(&letter));
    }

    #[test]
    fn files_of_another_device_and_of_no_device_stay_and_do_not_count() {
        let place = MemoryPlace::default();
        let first = save(&place, 9, 0).unwrap();
        let sealed = place.read(&first.name, MAX_FILE_BYTES).unwrap();
        let name = |device| BackupFileName::of(UnixMillis(0), VAULT, device, &sealed).to_string();
        let other = DeviceId([1; 4]);
        let without = first.name.replace(&format!("{DEVICE}-"), "");
        let started = unproved(UnixMillis(0), VAULT, other);
        let former = started.replace(&format!("-{other}"), "");
        let others = [name(other), without, started, former];
        for name in &others {
            place.create(name, &sealed).unwrap();
        }
        // All of them hold what the vault holds, so only their names protect them.
        let own = [60, 120].map(|at| save(&place, 2, at).unwrap().name);
        let names = place.names();
        assert!(others.iter().chain(&own).all(|name| names.contains(name)), "{names:?}");
        assert_eq!(names.len(), others.len() + own.len());
    }

    #[test]
    fn an_unverified_file_that_was_cut_short_is_deleted() {
        let place = MemoryPlace::default();
        let first = save(&place, 9, 0).unwrap();
        let sealed = place.read(&first.name, MAX_FILE_BYTES).unwrap();
        let foreign = Passphrase::new("house".to_owned());
        let work = ScryptWorkFactor::new(1).unwrap();
        let foreign = seal(&write(&contents(three())), &foreign, work);
        let [cut, kept] = [1, 2].map(|at| unproved(UnixMillis::from_seconds(at), VAULT, DEVICE));
        place.create(&cut, &sealed[..sealed.len() - 100]).unwrap();
        place.create(&kept, &foreign[..foreign.len() - 100]).unwrap();
        let second = save(&place, 9, 60).unwrap();
        assert_eq!(second.rotated.dropped, [cut]);
        assert_eq!(second.rotated.unrecognized, *std::slice::from_ref(&kept));
        assert!(place.names().contains(&kept));
    }

    #[test]
    fn a_foreign_file_with_our_name_is_never_deleted() {
        let place = MemoryPlace::default();
        let mut stranger = contents(three());
        stranger.vault = Some(VaultId([9; 16]));
        let other = Passphrase::new("house".to_owned());
        let work = ScryptWorkFactor::new(1).unwrap();
        let foreign = [
            seal(&write(&stranger), &passphrase(), work),
            seal(&write(&contents(three())), &other, work),
        ];
        // Their names say that they are verified backups of this vault.
        let foreign = foreign.map(|sealed| {
            let name = BackupFileName::of(UnixMillis(0), VAULT, DEVICE, &sealed).to_string();
            place.create(&name, &sealed).unwrap();
            name
        });
        for at in 1..5 {
            save(&place, 1, at).unwrap();
            let names = place.names();
            assert_eq!(names.len(), 3, "its own former one was dropped: {names:?}");
            assert!(foreign.iter().all(|name| names.contains(name)));
        }
    }

    #[test]
    fn a_recorded_file_is_deleted_without_its_passphrase() {
        let place = MemoryPlace::default();
        let work = ScryptWorkFactor::new(1).unwrap();
        let other = Passphrase::new("house".to_owned());
        let sealed = seal(&write(&contents(three())), &other, work);
        let name = BackupFileName::of(UnixMillis(0), VAULT, DEVICE, &sealed).to_string();
        place.create(&name, &sealed).unwrap();
        let mut saving = saving(&place, rotating(1), 0);
        saving.ownership.remember([crate::crypto::mac::sha256(&sealed)]);
        assert_eq!(saving.finish().unwrap().rotated.dropped, [name]);
    }

    #[test]
    fn a_failed_rotation_does_not_fail_the_backup() {
        let mut place = MemoryPlace::default();
        save(&place, 1, 0).unwrap();
        place.fails_at = Some("list");
        let proof = save(&place, 1, 60).unwrap();
        assert_eq!(proof.rotated.failed, Some(PlaceError::StorageFull));
        assert_eq!(place.names().len(), 2);
    }

    #[test]
    fn a_partial_backup_deletes_no_complete_one() {
        let place = MemoryPlace::default();
        save(&place, 1, 0).unwrap();
        let mut partial = saving(&place, rotating(1), 60);
        partial.contents.extent = BackupExtent::Partial;
        assert_eq!(partial.finish().unwrap().extent, BackupExtent::Partial);
        assert_eq!(place.names().len(), 2);
    }
}
