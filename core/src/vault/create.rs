//! A new vault, only where there is none and no trace of one.

use std::path::Path;
use std::sync::Arc;

use super::{CreateError, RecoveryCode, Vault};
use crate::crypto::Key;
use crate::crypto::kdf::PassphraseCost;
use crate::crypto::random::Random;
use crate::secret::Passphrase;
use crate::time::UnixMillis;

/// What stands where a vault is looked for. Only [`Presence::Nothing`] allows a new one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// Nothing at all.
    Nothing,
    /// A file, to be opened.
    Vault,
    /// No file to open, but traces of one: a journal, a copy, an empty or unreadable file.
    Remains,
}

/// The ways to unlock a new vault. At least one must travel to another device: a passphrase or a
/// recovery code.
pub struct NewLocks<'a> {
    /// A passphrase, not empty.
    pub passphrase: Option<&'a Passphrase>,
    /// Whether a recovery code is made.
    pub recovery: bool,
    /// A key that the device keeps behind its screen lock or biometrics.
    pub device: Option<&'a Key>,
    /// What deriving a key from the passphrase costs.
    pub cost: PassphraseCost,
}

impl Vault {
    /// What stands at `path`.
    pub fn presence(_path: &Path) -> Presence {
        unimplemented!()
    }

    /// Makes an empty vault, unlocked: written beside, flushed, then put in its place, never over
    /// anything. Answers with the recovery code when one was asked for: it is shown once.
    ///
    /// # Errors
    /// One [`CreateError`] per cause; nothing was made then.
    pub fn create(
        _path: &Path,
        _locks: &NewLocks<'_>,
        _now: UnixMillis,
        _random: Arc<dyn Random>,
    ) -> Result<(Self, Option<RecoveryCode>), CreateError> {
        unimplemented!()
    }
}
