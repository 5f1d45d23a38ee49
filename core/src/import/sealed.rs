//! What is encrypted: it waits for its password, and says beforehand what opening it costs.

use std::fmt;

use zeroize::Zeroizing;

use super::content::Content;
use super::{ImportError, Read, Recognised, Why};
use crate::backup::{self, OpenError};
use crate::crypto::Key;
use crate::crypto::kdf::foreign::{Derivation, DerivationError, MOST_KIBIBYTES};
use crate::fault::Fault;
use crate::secret::{Passphrase, Reading};
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

/// What a sealed file held. It is handed to [`Intake::take_opened`](crate::intake::Intake::take_opened).
pub struct Opened(pub(crate) OpenedContent);

/// What a sealed file held.
#[allow(clippy::large_enum_variant, reason = "there is one at a time")]
pub(crate) enum OpenedContent {
    /// A backup of ours.
    Backup(backup::Read),
    /// Another app's entries.
    Plain(Read),
}

/// What opening a sealed file takes, known before the password is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    /// Memory in kibibytes.
    pub kibibytes: u64,
}

impl Cost {
    /// The most memory that is taken without asking, in kibibytes: 256 MiB, which a phone of 2 GiB
    /// gives to one app.
    pub const UNASKED: u64 = 256 * 1024;

    /// The memory to ask about, in mebibytes; `None` where it is little enough.
    pub fn to_ask(self) -> Option<u32> {
        (self.kibibytes > Self::UNASKED).then(|| mebibytes(self.kibibytes))
    }
}

/// Whether a person accepted the memory that opening a file takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MemoryConsent {
    /// Nobody was asked: no more is taken than [`Cost::UNASKED`].
    NotAsked,
    /// The person was told how much and said yes.
    Given,
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
    /// The password is wrong or the file is damaged: its format does not tell which.
    #[error("the password is wrong, or the file is damaged")]
    #[fault(TypeAgain)]
    PasswordOrDamage,
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
    /// Only the account that made it can open it, whose key never leaves its app.
    #[error("an export that is bound to its account")]
    AccountRestricted,
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
    /// Opening it would take longer than is accepted from a file.
    #[error("opening takes too long")]
    TooSlow,
    /// Opening it takes so much memory that the person is asked first.
    #[error("opening takes {found} MiB, which nobody accepted")]
    #[fault(Decide)]
    AsksMemory {
        /// The memory that it asks for, in mebibytes.
        found: u32,
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
                | Self::PasswordOrDamage
                | Self::Backup(OpenError::Passphrase | OpenError::PassphraseOrDamage)
        )
    }
}

impl SealedError {
    /// Why that derivation gave no key.
    pub(super) fn of_derivation(why: DerivationError, derivation: Derivation) -> Self {
        let kibibytes = derivation.kibibytes();
        match why {
            DerivationError::Range => Self::Damaged,
            DerivationError::Memory => Self::Memory { found: mebibytes(kibibytes) },
            DerivationError::TooCostly if kibibytes > MOST_KIBIBYTES => {
                Self::TooCostly { found: mebibytes(kibibytes), known: mebibytes(MOST_KIBIBYTES) }
            }
            DerivationError::TooCostly => Self::TooSlow,
        }
    }
}

/// Derives a key from one of the ways in which a password may have been meant.
pub(super) fn derive(
    derivation: Derivation,
    password: &[u8],
    salt: &[u8],
) -> Result<Key, SealedError> {
    let key = derivation.derive(password, salt);
    key.map_err(|why| SealedError::of_derivation(why, derivation))
}

fn mebibytes(kibibytes: u64) -> u32 {
    u32::try_from(kibibytes.div_ceil(1024)).unwrap_or(u32::MAX)
}

/// The ways in which a password may have been meant, as it was typed first: other apps derive from
/// what they are given.
pub(super) fn tried_readings(password: &Passphrase) -> Vec<Zeroizing<String>> {
    let mut readings: Vec<_> = password.readings().into_iter().collect();
    readings.sort_by_key(|(reading, _)| match reading {
        Reading::AsTyped => 0,
        Reading::Nfc => 1,
        Reading::Nfkc => 2,
    });
    readings.into_iter().map(|(_, text)| text).collect()
}

impl Opened {
    /// What a content came to, once it was opened; `None` where it is not what the seal promised.
    pub(super) fn of(read: Option<Result<Read, Why>>) -> Result<Self, SealedError> {
        match read {
            Some(Ok(read)) => Ok(Self(OpenedContent::Plain(read))),
            Some(Err(Why::File(ImportError::Newer { found, known, .. }))) => {
                let version = |number| u32::try_from(number).unwrap_or(u32::MAX);
                Err(SealedError::Newer { found: version(found), known: version(known) })
            }
            Some(Err(_)) | None => Err(SealedError::Damaged),
        }
    }
}

impl fmt::Debug for Opened {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Opened(redacted)")
    }
}

impl Sealed {
    /// A file whose one derivation is known: what costs too much is refused before a password is
    /// asked for.
    pub(super) fn derived(
        app: &'static str,
        derivation: Derivation,
        lock: Box<dyn Lock>,
    ) -> Result<Self, SealedError> {
        derivation.check().map_err(|why| SealedError::of_derivation(why, derivation))?;
        Ok(Self::new(app, Cost { kibibytes: derivation.kibibytes() }, lock))
    }

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

    /// Opens it with a password. This takes as long as the derivation does, and changes nothing: who
    /// does not want what comes of it any more drops it.
    ///
    /// # Errors
    /// One [`SealedError`] per cause; [`SealedError::AsksMemory`] before any work.
    pub fn open(
        &self,
        password: &Passphrase,
        consent: MemoryConsent,
        now: UnixMillis,
    ) -> Result<Opened, SealedError> {
        if password.is_empty() {
            return Err(SealedError::PasswordMissing);
        }
        if let Some(found) = self.cost.to_ask().filter(|_| consent == MemoryConsent::NotAsked) {
            return Err(SealedError::AsksMemory { found });
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
        Ok(Opened(OpenedContent::Backup(backup::verify(file, password)?)))
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
