//! What is encrypted: it waits for its password, and says beforehand what opening it costs.

use std::fmt;

use zeroize::Zeroizing;

use super::content::Content;
use super::{Recognised, Why};
use crate::backup::{self, OpenError};
use crate::fault::Fault;
use crate::secret::Passphrase;
use crate::time::UnixMillis;

/// A file that waits for its password. It is only read; a wrong password can be followed by
/// another.
pub struct Sealed {
    /// Whose file it is, as a person calls it.
    app: &'static str,
    cost: Cost,
    lock: Box<dyn Lock>,
}

/// How one format opens: each of its errors is mapped to a [`SealedError`] there, once.
pub(super) trait Lock: Send + Sync {
    /// Opens it.
    fn open(&self, password: &Passphrase, now: UnixMillis) -> Result<Opened, SealedError>;
}

/// What a sealed file held.
pub(crate) enum Opened {
    /// A backup of ours.
    Backup(backup::Read),
}

/// What opening a sealed file takes, known before the password is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    /// Memory in kibibytes.
    pub kibibytes: u64,
}

/// Why a sealed file was not opened. It is unharmed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Fault)]
#[fault("sealed", AnotherSource)]
pub enum SealedError {
    /// Nobody gave its password.
    #[error("the password is missing")]
    #[fault(TypeAgain)]
    PasswordMissing,
    /// The password is wrong.
    #[error("the password is wrong")]
    #[fault(TypeAgain)]
    PasswordWrong,
    /// It is cut off or was changed.
    #[error("damaged")]
    Damaged,
    /// A newer version of its app made it.
    #[error("version {found}")]
    #[fault(Update)]
    Newer {
        /// Its version.
        found: u32,
        /// The newest version that is read here.
        known: u32,
    },
    /// It is sealed in a way that can't be opened here, whatever the password is.
    #[error("sealed in a way that is not supported")]
    Unsupported,
    /// Opening it would cost more than is accepted from a file.
    #[error("opening takes {found} MiB")]
    TooCostly {
        /// The memory that it asks for, in mebibytes.
        found: u32,
        /// The most that is accepted, in mebibytes.
        known: u32,
    },
    /// The device has not that much memory free now.
    #[error("not enough memory")]
    #[fault(Device)]
    Memory {
        /// The memory that it asks for, in mebibytes.
        found: u32,
    },
    /// It is a backup of ours, whose errors are its own.
    #[error(transparent)]
    #[fault(transparent)]
    Backup(#[from] OpenError),
}

impl SealedError {
    /// Whether another password may open it.
    pub fn is_wrong_password(&self) -> bool {
        matches!(
            self,
            Self::PasswordWrong
                | Self::Backup(OpenError::Passphrase | OpenError::PassphraseOrDamage)
        )
    }
}

impl Sealed {
    pub(super) fn new(app: &'static str, cost: Cost, lock: Box<dyn Lock>) -> Self {
        Self { app, cost, lock }
    }

    /// Whose file it is, as a person calls it; empty for a backup of ours.
    pub fn app(&self) -> &'static str {
        self.app
    }

    /// What opening it takes.
    pub fn cost(&self) -> Cost {
        self.cost
    }

    pub(crate) fn open(
        &self,
        password: &Passphrase,
        now: UnixMillis,
    ) -> Result<Opened, SealedError> {
        if password.is_empty() {
            return Err(SealedError::PasswordMissing);
        }
        self.lock.open(password, now)
    }
}

impl fmt::Debug for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { app, cost, lock: _ } = self;
        f.debug_struct("Sealed").field("app", app).field("cost", cost).finish_non_exhaustive()
    }
}

/// A backup of ours, which is an age file.
struct Backup {
    name: Option<String>,
    bytes: Zeroizing<Vec<u8>>,
}

impl Lock for Backup {
    fn open(&self, password: &Passphrase, _now: UnixMillis) -> Result<Opened, SealedError> {
        let file = backup::File { name: self.name.as_deref(), sealed: &self.bytes };
        Ok(Opened::Backup(backup::verify(file, password)?))
    }
}

/// Recognises a backup of ours, or what is left of one.
pub(super) fn backup(content: &Content<'_>, _now: UnixMillis) -> Option<Result<Recognised, Why>> {
    let bytes = content.bytes();
    match backup::look(bytes) {
        Ok(()) => {}
        Err(OpenError::Empty | OpenError::TooLarge { .. } | OpenError::NotAge) => return None,
        Err(why) => return Some(Err(SealedError::from(why).into())),
    }
    // age's scrypt has blocks of eight (c2sp.org/age, "scrypt recipient stanza"): 1 KiB for each N.
    let cost =
        Cost { kibibytes: backup::work_of(bytes).map_or(0, |work| 1 << work.log2().min(40)) };
    let name = content.name().map(str::to_owned);
    let lock = Backup { name, bytes: Zeroizing::new(bytes.to_vec()) };
    Some(Ok(Recognised::Sealed(Sealed::new("", cost, Box::new(lock)))))
}
