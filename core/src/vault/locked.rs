//! A vault whose file is held and whose content is not read yet.

use std::path::Path;
use std::sync::Arc;

use super::{OpenError, RecoveryCode, Slot, UnlockError, Vault, VaultId};
use crate::crypto::Key;
use crate::crypto::random::Random;
use crate::secret::Passphrase;

/// A vault that is held and not unlocked: only its slots are known.
#[derive(Debug)]
pub struct Locked {}

/// What unlocks a vault.
#[derive(Clone, Copy, Debug)]
pub enum Credential<'a> {
    /// A passphrase as typed.
    Passphrase(&'a Passphrase),
    /// The code that was shown once.
    Recovery(&'a RecoveryCode),
    /// The key that the device keeps.
    Device(&'a Key),
}

/// A vault that stayed locked, and why.
#[derive(Debug, thiserror::Error)]
#[error("{why}")]
pub struct Refused {
    /// The vault, to try again.
    pub locked: Locked,
    /// Why it stayed locked.
    pub why: UnlockError,
}

impl Vault {
    /// Takes the file, for nobody else to write to until the vault is dropped.
    ///
    /// # Errors
    /// [`OpenError::Busy`] when another has it; one [`OpenError`] per other cause.
    pub fn open(_path: &Path, _random: Arc<dyn Random>) -> Result<Locked, OpenError> {
        unimplemented!()
    }

    /// Forgets the keys and the accounts, and keeps the file.
    pub fn lock(self) -> Locked {
        unimplemented!()
    }
}

impl Locked {
    /// The ways to unlock it.
    pub fn slots(&self) -> &[Slot] {
        unimplemented!()
    }

    /// The vault's name for good.
    pub fn id(&self) -> VaultId {
        unimplemented!()
    }

    /// Reads everything. A damaged vault opens too, as far as it can: see [`Vault::health`].
    ///
    /// # Errors
    /// [`Refused`] gives the vault back, with one [`UnlockError`] per cause.
    pub fn unlock(self, _credential: Credential<'_>) -> Result<Vault, Refused> {
        unimplemented!()
    }
}
