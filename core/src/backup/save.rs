//! Saves a backup. It is reported as saved only after it was read back (docs/spec/backup.md §7).

use zeroize::Zeroizing;

use super::contents::BackupContents;
use super::device::DeviceId;
use super::name::BackupFileName;
use super::open::{self, MAX_FILE_BYTES};
use super::ownership::{BackupOwnership, FileOwnership};
use super::place::{BackupPlace, PlaceError};
use super::proof::{BackupProof, BackupSaveError};
use super::rotate::BackupRotation;
use super::seal::{ScryptWorkFactor, seal};
use super::target::{BackupTarget, ForeignFile};
use super::{BackupIntegrity, format};
use crate::crypto::mac::MacTag;
use crate::secret::Passphrase;
use crate::time::UnixMillis;
use crate::vault::Vault;

/// A completed step; a save takes these steps in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaveStep {
    /// The accounts were encrypted with the passphrase; takes about as long as [`SaveStep::Opened`].
    Sealed,
    /// The file was written under a temporary name, and flushed.
    Written,
    /// The file was read back and is identical to what was written.
    ReadBack,
    /// The passphrase, as typed, decrypted the file.
    Opened,
    /// Every account in the file equals the vault's.
    Compared,
    /// The file received its final name.
    Named,
    /// Old backups were deleted.
    Rotated,
}

impl SaveStep {
    /// All steps in order.
    pub const ALL: [Self; 7] = [
        Self::Sealed,
        Self::Written,
        Self::ReadBack,
        Self::Opened,
        Self::Compared,
        Self::Named,
        Self::Rotated,
    ];

    /// The progress before this step, from 0.0 to 1.0.
    pub fn fraction_before(self) -> f64 {
        let before = Self::ALL.iter().take_while(|step| **step != self).count();
        before as f64 / Self::ALL.len() as f64
    }

    /// Whether cancelling before this step leaves no new backup. Once the file has its name, it is
    /// saved.
    pub fn can_be_cancelled(self) -> bool {
        self != Self::Rotated
    }
}

/// A save in progress. It is an iterator over its steps, so that the caller can show progress and
/// stop between steps. Until [`SaveStep::Named`] all earlier backups are unchanged. If dropped before
/// that, it leaves at most an unverified file, which the next save removes.
pub struct BackupSave<P: BackupPlace> {
    pub(super) place: P,
    pub(super) target: BackupTarget,
    pub(super) contents: BackupContents,
    pub(super) ownership: BackupOwnership,
    pub(super) foreign_file: ForeignFile,
    /// The ownership of files that were examined, by their digests, because opening a file takes time.
    pub(super) known_files: Vec<(MacTag, FileOwnership)>,
    pub(super) set_aside: Vec<String>,
    pub(super) passphrase: Passphrase,
    work: ScryptWorkFactor,
    next: Option<SaveStep>,
    temporary: Option<String>,
    sealed: Vec<u8>,
    plain: Zeroizing<Vec<u8>>,
    proof: Option<BackupProof>,
}

impl<P: BackupPlace> BackupSave<P> {
    /// Prepares to save the vault's current content on the given device.
    ///
    /// # Errors
    /// [`BackupSaveError::EmptyPassphrase`].
    pub fn new(
        vault: &Vault,
        device: DeviceId,
        place: P,
        target: BackupTarget,
        passphrase: Passphrase,
        now: UnixMillis,
    ) -> Result<Self, BackupSaveError> {
        Self::of(
            BackupContents::of(vault, now),
            BackupOwnership::of(vault, device),
            place,
            target,
            passphrase,
        )
    }

    /// Prepares to save the given contents.
    ///
    /// # Errors
    /// [`BackupSaveError::EmptyPassphrase`].
    pub fn of(
        contents: BackupContents,
        ownership: BackupOwnership,
        place: P,
        target: BackupTarget,
        passphrase: Passphrase,
    ) -> Result<Self, BackupSaveError> {
        if passphrase.is_empty() {
            return Err(BackupSaveError::EmptyPassphrase);
        }
        Ok(Self {
            place,
            target,
            contents,
            ownership,
            foreign_file: ForeignFile::Refuse,
            known_files: Vec::new(),
            set_aside: Vec::new(),
            passphrase,
            work: ScryptWorkFactor::STANDARD,
            next: Some(SaveStep::Sealed),
            temporary: None,
            sealed: Vec::new(),
            plain: Zeroizing::new(Vec::new()),
            proof: None,
        })
    }

    /// The same with another scrypt work factor; tests use a lower one.
    #[must_use]
    pub fn with_work_factor(mut self, work: ScryptWorkFactor) -> Self {
        self.work = work;
        self
    }

    /// The next step; `None` when all steps are done, or one failed.
    pub fn next_step(&self) -> Option<SaveStep> {
        self.next
    }

    /// Takes all remaining steps.
    ///
    /// # Errors
    /// The first [`BackupSaveError`].
    pub fn finish(mut self) -> Result<BackupProof, BackupSaveError> {
        for step in &mut self {
            step?;
        }
        Ok(self.proof.take().expect("every step succeeded, so there is a proof"))
    }

    fn take_step(&mut self, step: SaveStep) -> Result<(), BackupSaveError> {
        match step {
            SaveStep::Sealed => {
                self.check_target()?;
                self.sealed = sealed(&self.contents, &self.passphrase, self.work)?;
            }
            SaveStep::Written => {
                let name = self.free_temporary_name()?;
                self.place.create(&name, &self.sealed)?;
                self.temporary = Some(name);
            }
            SaveStep::ReadBack => {
                let name = self.temporary.as_deref().expect("an earlier step wrote the file");
                if self.place.read(name, MAX_FILE_BYTES)? != self.sealed {
                    return Err(BackupSaveError::ReadBackDiffers);
                }
            }
            SaveStep::Opened => {
                self.plain = opened(&self.sealed, &self.passphrase)?;
            }
            SaveStep::Compared => {
                let plain = std::mem::take(&mut self.plain);
                compare(&plain, &self.contents)?;
            }
            SaveStep::Named => {
                let proof = self.name()?;
                self.temporary = None;
                self.proof = Some(proof);
            }
            SaveStep::Rotated => self.rotate(),
        }
        Ok(())
    }

    /// Gives the file its name. Whatever the place reports, the file is saved if it is found under
    /// the name.
    fn name(&mut self) -> Result<BackupProof, BackupSaveError> {
        let temporary = self.temporary.clone().expect("an earlier step wrote the file");
        let (name, placed) = match &self.target {
            BackupTarget::Rotating(_) => {
                let name = self.file_name().to_string();
                let placed = self.place.rename(&temporary, &name).map_err(BackupSaveError::from);
                (name, placed)
            }
            BackupTarget::File(name) => {
                let name = name.clone();
                let placed = self.put_in_place(&temporary, &name);
                (name, placed)
            }
        };
        let unflushed = match (placed, self.look_under(&name)) {
            (Ok(()), Ok(())) => None,
            // The file is there; or it was verified and has its name, and nothing else is known.
            (Err(BackupSaveError::Place(why)), Ok(()))
            | (Ok(()), Err(BackupSaveError::Place(why @ PlaceError::ReadOrWriteFailed))) => {
                Some(why)
            }
            (Ok(()), Err(why)) | (Err(why), _) => return Err(why),
        };
        let set_aside = std::mem::take(&mut self.set_aside);
        Ok(BackupProof {
            set_aside,
            unflushed,
            ..BackupProof::of(&self.contents, name, &self.sealed)
        })
    }

    /// Looks whether the verified file is under its name: another program may have replaced it
    /// after it was read back, or the drive was removed.
    fn look_under(&self, name: &str) -> Result<(), BackupSaveError> {
        match self.place.read(name, MAX_FILE_BYTES) {
            Ok(found) if found == self.sealed => Ok(()),
            Ok(_) | Err(PlaceError::TooLarge { .. }) => Err(BackupSaveError::ReadBackDiffers),
            Err(why) => Err(why.into()),
        }
    }

    fn file_name(&self) -> BackupFileName {
        self.ownership.file_name(self.contents.made, &self.sealed)
    }

    fn rotate(&mut self) {
        let BackupTarget::Rotating(keep) = self.target else { return };
        let newest = self.file_name();
        if let Some(proof) = &mut self.proof {
            // The newest backup may be lost in a power failure, so the older ones are kept.
            if proof.unflushed.is_none() {
                let rotation = BackupRotation {
                    place: &self.place,
                    ownership: &self.ownership,
                    opening: Some((&self.contents, &self.passphrase)),
                    newest: &newest,
                };
                proof.rotated = rotation.keep_newest(keep);
            }
        }
    }
}

impl<P: BackupPlace> Iterator for BackupSave<P> {
    type Item = Result<SaveStep, BackupSaveError>;

    fn next(&mut self) -> Option<Self::Item> {
        let step = self.next.take()?;
        Some(self.take_step(step).map(|()| {
            let after = SaveStep::ALL.iter().skip_while(|known| **known != step).nth(1);
            self.next = after.copied();
            step
        }))
    }
}

impl<P: BackupPlace> Drop for BackupSave<P> {
    fn drop(&mut self) {
        if let Some(name) = &self.temporary {
            // An unverified file is not a backup; if it cannot be removed, its name says so.
            let _ = self.place.remove(name);
        }
    }
}

/// The bytes of the encrypted file.
///
/// # Errors
/// [`BackupSaveError::TooLarge`] if the file is larger than the maximum that can be read again.
pub(super) fn sealed(
    contents: &BackupContents,
    passphrase: &Passphrase,
    work: ScryptWorkFactor,
) -> Result<Vec<u8>, BackupSaveError> {
    let sealed = seal(&format::write(contents), passphrase, work);
    if sealed.len() > MAX_FILE_BYTES {
        return Err(BackupSaveError::TooLarge { found: sealed.len(), known: MAX_FILE_BYTES });
    }
    Ok(sealed)
}

/// Decrypts what was just encrypted.
pub(super) fn opened(
    sealed: &[u8],
    passphrase: &Passphrase,
) -> Result<Zeroizing<Vec<u8>>, BackupSaveError> {
    let opened = open::open(sealed, passphrase, ScryptWorkFactor::MAX);
    Ok(opened.map_err(BackupSaveError::CannotReopen)?.plain)
}

/// Compares every account of a document with the contents to be saved.
pub(super) fn compare(plain: &[u8], contents: &BackupContents) -> Result<(), BackupSaveError> {
    let read = format::read(plain).map_err(BackupSaveError::CannotReopen)?;
    if read.integrity == BackupIntegrity::Whole && read.contents == *contents {
        Ok(())
    } else {
        Err(BackupSaveError::ContentDiffers)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backup::memory::{MemoryPlace, passphrase, rotating, save, saving};
    use crate::backup::sample::{DEVICE, VAULT, contents, three};
    use crate::backup::{BackupFile, verify};
    use crate::fault::Fault;

    #[test]
    fn a_backup_is_named_only_after_it_was_compared() {
        let place = MemoryPlace::default();
        let mut saving = saving(&place, rotating(3), 0);
        let mut seen = Vec::new();
        for step in saving.by_ref() {
            seen.push(step.unwrap());
            let has_name = place.names().iter().any(|name| BackupFileName::parse(name).is_some());
            assert_eq!(has_name, seen.contains(&SaveStep::Named));
        }
        assert_eq!(seen, SaveStep::ALL);
        let proof = saving.finish().unwrap();
        let sealed = place.read(&proof.name, MAX_FILE_BYTES).unwrap();
        let file = BackupFile { name: Some(&proof.name), sealed: &sealed };
        let read = verify(file, &passphrase()).unwrap();
        assert_eq!((proof.accounts, proof.digest), (3, read.contents.digest()));
        assert_eq!(place.names(), [proof.name]);
    }

    #[test]
    fn a_failure_at_any_call_leaves_earlier_backups_as_they_were() {
        let calls: [(&str, &str); 3] =
            [("create", "place-full"), ("read", "place-full"), ("rename", "place-full")];
        for (call, code) in calls {
            let mut place = MemoryPlace::default();
            save(&place, 1, 0).unwrap();
            let before = place.files.borrow().clone();
            place.fails_at = Some(call);
            assert_eq!(save(&place, 1, 60).unwrap_err().code(), code);
            assert_eq!(*place.files.borrow(), before, "{call}");
        }
    }

    #[test]
    fn a_corrupted_backup_is_not_reported_as_saved() {
        let mut place = MemoryPlace::default();
        let good = save(&place, 1, 0).unwrap();
        place.spoils = true;
        assert_eq!(save(&place, 1, 60), Err(BackupSaveError::ReadBackDiffers));
        assert_eq!(place.names(), [good.name]);
    }

    #[test]
    fn another_complete_backup_is_not_accepted_as_this_one() {
        let plain = format::write(&contents(three()));
        assert_eq!(compare(&plain, &contents(three())), Ok(()));
        let mut fewer = three();
        fewer.pop();
        assert_eq!(compare(&plain, &contents(fewer)), Err(BackupSaveError::ContentDiffers));
    }

    #[test]
    fn a_backup_that_lacks_an_account_is_not_reported_as_saved() {
        let place = MemoryPlace::default();
        let mut twice = three();
        twice[1].id = twice[0].id;
        let ours = BackupOwnership::of_id(VAULT, DEVICE);
        let saving = BackupSave::of(contents(twice), ours, &place, rotating(1), passphrase());
        let failed = saving.unwrap().with_work_factor(ScryptWorkFactor::new(1).unwrap()).finish();
        assert_eq!(failed, Err(BackupSaveError::ContentDiffers));
        assert!(place.names().is_empty());
    }

    #[test]
    fn an_abandoned_save_leaves_no_file() {
        let place = MemoryPlace::default();
        let mut given_up = saving(&place, rotating(1), 0);
        assert_eq!(given_up.by_ref().take(3).count(), 3);
        assert_eq!(place.names().len(), 1);
        drop(given_up);
        assert!(place.names().is_empty());
    }

    #[test]
    fn a_chosen_file_is_replaced_only_after_verification_and_kept() {
        let place = MemoryPlace::default();
        let target = || BackupTarget::File("my.age".to_owned());
        saving(&place, target(), 0).finish().unwrap();
        let first = place.read("my.age", MAX_FILE_BYTES).unwrap();
        saving(&place, target(), 60).finish().unwrap();
        assert_eq!(place.names(), ["my.age", "my.age.previous"]);
        assert_eq!(place.read("my.age.previous", MAX_FILE_BYTES).unwrap(), first);
    }

    #[test]
    fn a_named_file_is_saved_with_a_warning_when_the_place_reports_failure() {
        for target in [rotating(1), BackupTarget::File("my.age".to_owned())] {
            let mut place = MemoryPlace::default();
            save(&place, 1, 0).unwrap();
            saving(&place, target.clone(), 0).finish().unwrap();
            for call in ["rename", "replace"] {
                place.complains_after = Some(call);
                let proof = saving(&place, target.clone(), 60).finish().unwrap();
                assert!(place.read(&proof.name, MAX_FILE_BYTES).is_ok());
                if call == "rename" && target == rotating(1) {
                    assert_eq!(proof.unflushed, Some(PlaceError::ReadOrWriteFailed));
                    assert_eq!(proof.rotated.dropped, [] as [String; 0]);
                }
                if call == "replace" && target != rotating(1) {
                    assert_eq!(proof.unflushed, Some(PlaceError::ReadOrWriteFailed));
                }
            }
        }
    }

    #[test]
    fn an_empty_passphrase_is_refused() {
        let empty = Passphrase::new(String::new());
        let ours = BackupOwnership::of_id(VAULT, DEVICE);
        let failed =
            BackupSave::of(contents(three()), ours, MemoryPlace::default(), rotating(1), empty);
        assert_eq!(failed.err(), Some(BackupSaveError::EmptyPassphrase));
    }
}
