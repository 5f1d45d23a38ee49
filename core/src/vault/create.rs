//! Creates a new vault, only where there is neither a vault nor a trace of one.

use std::fs::Metadata;
use std::path::Path;
use std::sync::Arc;

use super::rewrite::{VaultContent, place_new, write_new};
use super::row::VaultKeys;
use super::sibling_files::{Leftover, name_to_write, remove, sibling_files};
use super::slots::{SlotRow, SlotSealError};
use super::{
    CreateError, DeviceError, Epoch, RecoveryCheck, RecoveryCode, UnlockCredential, Vault, VaultId,
};
use crate::crypto::SymmetricKey;
use crate::crypto::kdf::PassphraseCost;
use crate::crypto::random::{Random, make_array};
use crate::disk;
use crate::secret::Passphrase;
use crate::time::UnixMillis;

/// What is found at a vault's path. A new vault is allowed only for [`VaultPresence::Nothing`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VaultPresence {
    /// No file and no trace of a vault.
    Nothing,
    /// A file that can be opened.
    Vault,
    /// No file that can be opened, but traces of one: a journal, a copy, an empty or unreadable
    /// file.
    Remains,
}

/// The ways to unlock a new vault. At least one must work on another device: a passphrase or a
/// recovery code.
pub struct NewVaultCredentials<'a> {
    /// A passphrase, not empty.
    pub passphrase: Option<&'a Passphrase>,
    /// Whether to make a recovery code.
    pub recovery: bool,
    /// A key that the device protects with its screen lock or biometrics.
    pub device: Option<&'a SymmetricKey>,
    /// The Argon2id cost of the passphrase slot.
    pub cost: PassphraseCost,
}

/// Suffixes of files that only a vault leaves next to it.
pub(super) const TRACE_SUFFIXES: [&str; 4] = ["-journal", "-wal", ".old", ".damaged"];

/// The suffix of a vault while it is being created. Such a file never held any data.
const MAKING: &str = ".making";

impl Vault {
    /// What is found at `path`.
    pub fn presence(path: &Path) -> VaultPresence {
        match std::fs::symlink_metadata(path) {
            Ok(_) => match std::fs::metadata(path) {
                Ok(found) if found.is_file() && found.len() > 0 => VaultPresence::Vault,
                _ => VaultPresence::Remains,
            },
            Err(why) if why.kind() == std::io::ErrorKind::NotFound => {
                let is_there = |end: &str| sibling_files(path, end).symlink_metadata().is_ok();
                if TRACE_SUFFIXES.iter().any(|end| is_there(end)) {
                    VaultPresence::Remains
                } else {
                    VaultPresence::Nothing
                }
            }
            // A path that cannot be examined may be a vault.
            Err(_) => VaultPresence::Remains,
        }
    }

    /// Creates an empty, unlocked vault. It is written to another name, flushed and then given its
    /// name; no existing file is replaced. Returns the recovery code if one was requested; until it
    /// is confirmed, [`Vault::unconfirmed_code`] returns it too.
    ///
    /// # Errors
    /// One [`CreateError`] per cause. Nothing was created then, except after
    /// [`CreateError::CreatedNotOpened`].
    pub fn create(
        path: &Path,
        locks: &NewVaultCredentials<'_>,
        now: UnixMillis,
        random: Arc<dyn Random>,
    ) -> Result<(Self, Option<RecoveryCode>), CreateError> {
        match Self::presence(path) {
            VaultPresence::Nothing => {}
            VaultPresence::Vault => return Err(CreateError::Exists),
            VaultPresence::Remains => return Err(CreateError::TracesOfVault),
        }
        if locks.passphrase.is_none() && !locks.recovery {
            return Err(CreateError::NoPortableSlot);
        }
        if locks.passphrase.is_some_and(Passphrase::is_empty) {
            return Err(CreateError::EmptyPassphrase);
        }
        let id = VaultId(make_array(&*random).map_err(DeviceError::from)?);
        let data = SymmetricKey::make(&*random).map_err(DeviceError::from)?;
        let code = locks.recovery.then(|| RecoveryCode::make(&*random)).transpose();
        let code = code.map_err(DeviceError::from)?;
        let credentials = [
            locks.passphrase.map(UnlockCredential::Passphrase),
            code.as_ref().map(UnlockCredential::Recovery),
            locks.device.map(UnlockCredential::Device),
        ];
        let mut slots = Vec::new();
        for credential in credentials.into_iter().flatten() {
            slots.push(SlotRow::make(&data, id, credential, locks.cost, now, &*random)?);
        }
        let keys = VaultKeys::derive(data, id);
        let mut content = VaultContent::empty(id, Epoch(1), &slots);
        if let Some(code) = &code {
            let check = RecoveryCheck::make(&code.print(), &*random);
            check.map_err(DeviceError::from)?.put(&mut content.settings);
        }
        // A file that an interrupted creation left never held any data.
        let making = name_to_write(path, MAKING, Leftover::NewVault)?;
        let made = write_new(&making, &content, &keys, &*random);
        let made = made.and_then(|()| place_new(&making, path));
        match made {
            Ok(true) => {}
            Ok(false) => {
                let _ = remove(&making);
                return Err(CreateError::Exists);
            }
            Err(why) => {
                // Leaves no unfinished file in the folder; a second failure changes nothing.
                let _ = remove(&making);
                return Err(match Self::presence(path) {
                    VaultPresence::Nothing => why.into(),
                    _ => CreateError::CreatedNotOpened,
                });
            }
        }
        // From here on the vault exists, whatever fails later.
        let locked = Self::open(path, random).map_err(|_| CreateError::CreatedNotOpened)?;
        let vault = locked.unlock_with(keys).map_err(|_| CreateError::CreatedNotOpened)?;
        Ok((vault, code))
    }
}

/// Removes what a creation that was interrupted just before its end left next to the vault: a second
/// name of the vault's own file, or an empty journal.
pub(super) fn remove_unfinished(path: &Path) {
    let making = sibling_files(path, MAKING);
    let journal = sibling_files(&making, "-journal");
    let is_empty = |found: &Metadata| found.is_file() && found.len() == 0;
    // A journal that could not be deleted was emptied.
    let is_left = || journal.symlink_metadata().is_ok_and(|found| is_empty(&found));
    if disk::is_same(&making, path) || making.symlink_metadata().is_err() && is_left() {
        // If it cannot be removed, the next opening tries again.
        let _ = remove(&making);
    }
}

impl From<SlotSealError> for CreateError {
    fn from(why: SlotSealError) -> Self {
        match why {
            SlotSealError::CostOutOfRange => Self::CostOutOfRange,
            SlotSealError::Device(why) => Self::Device(why),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vault::test_support::{device_key, made, random};

    fn create(path: &Path, locks: &NewVaultCredentials<'_>) -> Result<(), CreateError> {
        Vault::create(path, locks, UnixMillis(1), random()).map(|_| ())
    }

    fn locks(device: &SymmetricKey) -> NewVaultCredentials<'_> {
        let cost = PassphraseCost::MIN;
        NewVaultCredentials { passphrase: None, recovery: true, device: Some(device), cost }
    }

    #[test]
    fn a_new_vault_exists_and_opens() {
        let folder = tempfile::tempdir().unwrap();
        let vault = made(folder.path());
        assert!(vault.accounts().is_empty() && vault.health().is_sound());
        assert_eq!(vault.slots().len(), 2);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "no other file is left");
    }

    #[test]
    fn a_new_vault_never_replaces_an_old_one_or_its_traces() {
        let key = device_key();
        for trace in ["v", "v-journal", "v-wal", "v.old", "v.damaged"] {
            let folder = tempfile::tempdir().unwrap();
            std::fs::write(folder.path().join(trace), b"").unwrap();
            let path = folder.path().join("v");
            assert_eq!(create(&path, &locks(&key)), Err(CreateError::TracesOfVault), "{trace}");
        }
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("v")).unwrap();
        assert_eq!(Vault::presence(&folder.path().join("v")), VaultPresence::Remains);
        drop(made(folder.path()));
        let path = crate::vault::test_support::path(folder.path());
        assert_eq!(create(&path, &locks(&key)), Err(CreateError::Exists));
    }

    #[test]
    fn an_interrupted_creation_is_not_a_trace() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("v");
        std::fs::write(folder.path().join("v.making"), b"").unwrap();
        assert_eq!(create(&path, &locks(&device_key())), Ok(()));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_foreign_file_with_the_temporary_name_stays() {
        let folder = tempfile::tempdir().unwrap();
        let letter = folder.path().join("v.making");
        std::fs::write(&letter, b"a letter").unwrap();
        assert_eq!(create(&folder.path().join("v"), &locks(&device_key())), Ok(()));
        assert_eq!(std::fs::read(&letter).unwrap(), b"a letter");
    }

    #[test]
    fn a_creation_interrupted_at_its_end_leaves_one_name() {
        let folder = tempfile::tempdir().unwrap();
        drop(made(folder.path()));
        let path = crate::vault::test_support::path(folder.path());
        let making = sibling_files(&path, MAKING);
        std::fs::hard_link(&path, &making).unwrap();
        drop(crate::vault::test_support::unlock(folder.path()));
        assert!(path.exists() && !making.exists());
        let journal = sibling_files(&making, "-journal");
        std::fs::write(&journal, b"").unwrap();
        drop(crate::vault::test_support::unlock(folder.path()));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
        // Other files with these names are not leftovers.
        std::fs::write(&journal, b"a letter").unwrap();
        drop(crate::vault::test_support::unlock(folder.path()));
        std::fs::write(&making, b"a letter").unwrap();
        std::fs::write(&journal, b"").unwrap();
        drop(crate::vault::test_support::unlock(folder.path()));
        assert!(making.exists() && journal.exists());
    }

    #[test]
    fn a_vault_needs_a_slot_that_works_on_another_device() {
        let folder = tempfile::tempdir().unwrap();
        let (path, key) = (folder.path().join("v"), device_key());
        let alone = NewVaultCredentials { recovery: false, ..locks(&key) };
        assert_eq!(create(&path, &alone), Err(CreateError::NoPortableSlot));
        let empty = Passphrase::new(String::new());
        let empty = NewVaultCredentials { passphrase: Some(&empty), ..locks(&key) };
        assert_eq!(create(&path, &empty), Err(CreateError::EmptyPassphrase));
        let missing = folder.path().join("gone").join("v");
        assert_eq!(
            create(&missing, &locks(&key)),
            Err(CreateError::Device(DeviceError::FolderMissing))
        );
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
