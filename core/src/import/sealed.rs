//! Encrypted files that wait for their password. The cost of opening one is known beforehand.

use std::fmt;

use zeroize::Zeroizing;

use super::content::FileContent;
use super::{ImportError, ReadFile, Recognised, RejectionReason};
use crate::backup::{self, BackupOpenError};
use crate::crypto::SymmetricKey;
use crate::crypto::kdf::foreign::{ForeignKdf, ForeignKdfError, MAX_KIBIBYTES};
use crate::fault::Fault;
use crate::secret::{Normalization, Passphrase};
use crate::time::UnixMillis;

/// An encrypted file that waits for its password. Opening does not change it, so another password
/// can be tried after a wrong one.
pub struct EncryptedFile {
    /// The display name of the app that made it.
    app: &'static str,
    cost: DecryptionCost,
    lock: Box<dyn EncryptedFormat>,
}

/// Decrypts files of one format. Maps the format's errors to [`DecryptError`].
pub(super) trait EncryptedFormat: Send + Sync {
    /// Decrypts the file.
    fn open(&self, password: &Passphrase, now: UnixMillis) -> Result<DecryptedFile, DecryptError>;
}

/// The content of a decrypted file, for
/// [`Intake::take_opened`](crate::intake::Intake::take_opened).
pub struct DecryptedFile(pub(crate) DecryptedContent);

/// The content of a decrypted file.
#[allow(clippy::large_enum_variant, reason = "only one value exists at a time")]
pub(crate) enum DecryptedContent {
    /// One of our own backups.
    Backup(backup::ReadBackup),
    /// Entries of another app.
    Plain(ReadFile),
}

/// The cost of opening an encrypted file, known before the password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DecryptionCost {
    /// The memory, in kibibytes.
    pub kibibytes: u64,
    /// The number of blocks that the key derivations hash or mix, as [`ForeignKdf::blocks`]
    /// counts them.
    pub blocks: u64,
}

impl DecryptionCost {
    /// The most memory that is used without asking, in kibibytes: 256 MiB, the share of one app on
    /// a phone with 2 GiB.
    pub const MAX_WITHOUT_CONSENT: u64 = 256 * 1024;

    /// The cost of a file that may need all of these key derivations, one after the other.
    pub(super) fn of_derivations(derivations: impl IntoIterator<Item = ForeignKdf>) -> Self {
        derivations.into_iter().fold(Self { kibibytes: 0, blocks: 0 }, |cost, derivation| Self {
            kibibytes: cost.kibibytes.max(derivation.kibibytes()),
            blocks: cost.blocks.saturating_add(derivation.blocks()),
        })
    }

    /// The memory to ask the user about, in mebibytes; `None` if it needs no consent.
    pub fn mebibytes_to_ask(self) -> Option<u32> {
        (self.kibibytes > Self::MAX_WITHOUT_CONSENT).then(|| mebibytes(self.kibibytes))
    }
}

/// Whether the user accepted the memory that opening a file takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MemoryConsent {
    /// The user was not asked: at most [`DecryptionCost::MAX_WITHOUT_CONSENT`] is used.
    NotAsked,
    /// The user was shown the amount and accepted it.
    Given,
}

/// Why an encrypted file was not opened. The file is unchanged.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Fault)]
#[fault("sealed", AnotherSource)]
pub enum DecryptError {
    /// No password was given.
    #[error("the password is missing")]
    #[fault(TypeAgain)]
    PasswordMissing,
    /// The password is wrong.
    #[error("the password is wrong")]
    #[fault(TypeAgain)]
    PasswordWrong,
    /// The password is wrong or the file is damaged; the format can't distinguish these.
    #[error("the password is wrong, or the file is damaged")]
    #[fault(TypeAgain)]
    PasswordOrDamage,
    /// The file is truncated or was modified.
    #[error("damaged")]
    Damaged,
    /// The file was made by a newer version of its app.
    #[error("version {found}")]
    #[fault(Update)]
    Newer {
        /// The version of the file.
        found: u32,
        /// The newest supported version.
        known: u32,
    },
    /// Only the account that made the file can open it; the account's key never leaves the app.
    #[error("an export that is bound to its account")]
    AccountRestricted,
    /// The file is encrypted in a way that is not supported, whatever the password.
    #[error("unsupported encryption")]
    Unsupported,
    /// Opening would take more memory than the limit for files.
    #[error("opening takes {found} MiB")]
    TooCostly {
        /// The memory required, in mebibytes.
        found: u32,
        /// The limit, in mebibytes.
        known: u32,
    },
    /// Opening would take longer than the limit for files.
    #[error("opening takes too long")]
    TooSlow,
    /// Opening takes so much memory that the user must be asked first.
    #[error("opening takes {found} MiB, which was not accepted")]
    #[fault(code = "asks-memory", Decide)]
    MemoryNeedsConsent {
        /// The memory required, in mebibytes.
        found: u32,
    },
    /// The device does not have enough free memory.
    #[error("not enough memory")]
    #[fault(code = "memory", Device)]
    NotEnoughMemory {
        /// The memory required, in mebibytes.
        found: u32,
    },
    /// One of our own backups could not be opened.
    #[error(transparent)]
    #[fault(transparent)]
    Backup(#[from] BackupOpenError),
}

impl DecryptError {
    /// Whether another password may open the file.
    pub fn is_wrong_password(&self) -> bool {
        matches!(
            self,
            Self::PasswordWrong
                | Self::PasswordOrDamage
                | Self::Backup(BackupOpenError::Passphrase | BackupOpenError::PassphraseOrDamage)
        )
    }
}

impl DecryptError {
    /// Converts the error of a key derivation.
    pub(super) fn of_derivation(why: ForeignKdfError, derivation: ForeignKdf) -> Self {
        let kibibytes = derivation.kibibytes();
        match why {
            ForeignKdfError::InvalidParameters => Self::Damaged,
            ForeignKdfError::NotEnoughMemory => {
                Self::NotEnoughMemory { found: mebibytes(kibibytes) }
            }
            ForeignKdfError::TooCostly if kibibytes > MAX_KIBIBYTES => {
                Self::TooCostly { found: mebibytes(kibibytes), known: mebibytes(MAX_KIBIBYTES) }
            }
            ForeignKdfError::TooCostly => Self::TooSlow,
        }
    }
}

/// Derives a key from one normalization of a password.
pub(super) fn derive(
    derivation: ForeignKdf,
    password: &[u8],
    salt: &[u8],
) -> Result<SymmetricKey, DecryptError> {
    let key = derivation.derive(password, salt);
    key.map_err(|why| DecryptError::of_derivation(why, derivation))
}

fn mebibytes(kibibytes: u64) -> u32 {
    u32::try_from(kibibytes.div_ceil(1024)).unwrap_or(u32::MAX)
}

/// The normalizations of a password to try, as typed first: other apps derive keys from the text as
/// typed.
pub(super) fn password_candidates(password: &Passphrase) -> Vec<Zeroizing<String>> {
    let mut readings: Vec<_> = password.normalizations().into_iter().collect();
    readings.sort_by_key(|(reading, _)| match reading {
        Normalization::AsTyped => 0,
        Normalization::Nfc => 1,
        Normalization::Nfkc => 2,
    });
    readings.into_iter().map(|(_, text)| text).collect()
}

impl DecryptedFile {
    /// Wraps decrypted content. `None` means that the content does not have the expected format.
    pub(super) fn of(
        read: Option<Result<ReadFile, RejectionReason>>,
    ) -> Result<Self, DecryptError> {
        match read {
            Some(Ok(read)) => Ok(Self(DecryptedContent::Plain(read))),
            Some(Err(RejectionReason::File(ImportError::Newer { found, known, .. }))) => {
                let version = |number| u32::try_from(number).unwrap_or(u32::MAX);
                Err(DecryptError::Newer { found: version(found), known: version(known) })
            }
            Some(Err(_)) | None => Err(DecryptError::Damaged),
        }
    }
}

impl fmt::Debug for DecryptedFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Opened(redacted)")
    }
}

impl EncryptedFile {
    /// An encrypted file with a single key derivation. Returns an error if it is too costly, before
    /// any password is asked for.
    pub(super) fn derived(
        app: &'static str,
        derivation: ForeignKdf,
        lock: Box<dyn EncryptedFormat>,
    ) -> Result<Self, DecryptError> {
        derivation.check().map_err(|why| DecryptError::of_derivation(why, derivation))?;
        Ok(Self::new(app, DecryptionCost::of_derivations([derivation]), lock))
    }

    pub(super) fn new(
        app: &'static str,
        cost: DecryptionCost,
        lock: Box<dyn EncryptedFormat>,
    ) -> Self {
        Self { app, cost, lock }
    }

    /// The display name of the app that made it; empty for our own backups.
    pub fn app(&self) -> &'static str {
        self.app
    }

    /// The cost of opening it.
    pub fn cost(&self) -> DecryptionCost {
        self.cost
    }

    /// Opens the file with a password. Takes as long as the key derivation. Changes nothing: the
    /// result can simply be dropped.
    ///
    /// # Errors
    /// [`DecryptError`] for each cause; [`DecryptError::MemoryNeedsConsent`] is returned before any work is
    /// done.
    pub fn open(
        &self,
        password: &Passphrase,
        consent: MemoryConsent,
        now: UnixMillis,
    ) -> Result<DecryptedFile, DecryptError> {
        if password.is_empty() {
            return Err(DecryptError::PasswordMissing);
        }
        if let Some(found) =
            self.cost.mebibytes_to_ask().filter(|_| consent == MemoryConsent::NotAsked)
        {
            return Err(DecryptError::MemoryNeedsConsent { found });
        }
        self.lock.open(password, now)
    }
}

impl fmt::Debug for EncryptedFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { app, cost, lock: _ } = self;
        f.debug_struct("Sealed").field("app", app).field("cost", cost).finish_non_exhaustive()
    }
}

/// One of our own backups: an age file.
struct Backup {
    name: Option<String>,
    bytes: Zeroizing<Vec<u8>>,
}

impl EncryptedFormat for Backup {
    fn open(&self, password: &Passphrase, _now: UnixMillis) -> Result<DecryptedFile, DecryptError> {
        let file = backup::BackupFile { name: self.name.as_deref(), sealed: &self.bytes };
        Ok(DecryptedFile(DecryptedContent::Backup(backup::verify(file, password)?)))
    }
}

/// Recognises our own backup, complete or damaged.
pub(super) fn backup(
    content: &FileContent<'_>,
    _now: UnixMillis,
) -> Option<Result<Recognised, RejectionReason>> {
    let bytes = content.bytes();
    match backup::check_header(bytes) {
        Ok(()) => {}
        Err(
            BackupOpenError::Empty | BackupOpenError::TooLarge { .. } | BackupOpenError::NotAge,
        ) => return None,
        Err(why) => return Some(Err(DecryptError::from(why).into())),
    }
    // The parameters of age (c2sp.org/age, "scrypt recipient stanza").
    let n = backup::work_factor(bytes).map_or(0, |work| 1 << work.log2().min(40));
    let cost = DecryptionCost::of_derivations([ForeignKdf::Scrypt { n, r: 8, p: 1 }]);
    let name = content.name().map(str::to_owned);
    let lock = Backup { name, bytes: Zeroizing::new(bytes.to_vec()) };
    Some(Ok(Recognised::Sealed(EncryptedFile::new("", cost, Box::new(lock)))))
}
