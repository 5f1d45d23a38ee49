//! What a saving answers: a proof, or why there is none.

use super::automatic::{Automatic, Made};
use super::contents::{Contents, Extent};
use super::error::OpenError;
use super::place::PlaceError;
use super::rotate::Rotated;
use crate::crypto::mac::Tag;
use crate::fault::{Fact, Fault, Remedy, fault_family};
use crate::time::UnixMillis;
use crate::vault::{ChangeError, ProvedBackup, Vault};

/// That a backup was written, read back, opened and compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// When the backup was made.
    pub at: UnixMillis,
    /// The name of its file.
    pub name: String,
    /// How many accounts it holds, the trash included.
    pub accounts: usize,
    /// The digest of what it holds.
    pub of: Tag,
    /// Whether all that the vault should have held is in it.
    pub extent: Extent,
    /// The size of the file in bytes.
    pub bytes: usize,
    /// What became of older ones.
    pub rotated: Rotated,
}

impl Proof {
    /// Of contents that were sealed into a file of that name and so many bytes, and proved.
    pub(super) fn of(contents: &Contents, name: String, bytes: usize) -> Self {
        Self {
            at: contents.made,
            name,
            accounts: contents.entries.len(),
            of: contents.digest(),
            extent: contents.extent,
            bytes,
            rotated: Rotated::default(),
        }
    }

    /// The backup as it is remembered.
    pub fn made(&self) -> Made {
        let accounts = u32::try_from(self.accounts).unwrap_or(u32::MAX);
        Made { name: self.name.clone(), at: self.at, accounts }
    }

    /// Notes the backup in the vault that it was made of, for banners to go by. A partial one is
    /// not noted: the vault that it was made of is read-only.
    ///
    /// # Errors
    /// One [`ChangeError`] per cause. The backup is saved all the same.
    pub fn note(&self, vault: &mut Vault) -> Result<(), ChangeError> {
        if self.extent == Extent::Partial {
            return Ok(());
        }
        let mut settings = vault.settings().clone();
        let Self { at, accounts, of, .. } = *self;
        settings.proved_backup = Some(ProvedBackup { at, accounts, of });
        let mut automatic = Automatic::of(&settings);
        automatic.note_success(self.made());
        automatic.write(&mut settings);
        vault.change_settings(settings)
    }
}

/// Why a backup is not saved. The earlier ones are as they were.
#[derive(
    Clone, Debug, PartialEq, Eq, thiserror::Error, strum::IntoStaticStr, strum::VariantNames,
)]
#[strum(serialize_all = "kebab-case")]
pub enum SaveError {
    /// The passphrase is empty.
    #[error("the passphrase is empty")]
    EmptyPassphrase,
    /// There is more to save than fits a file that would be read again.
    #[error("a backup of {found} bytes")]
    TooLarge {
        /// Its size in bytes.
        found: usize,
        /// The largest size that is read, in bytes.
        known: usize,
    },
    /// What was read back is not what was written: the device or its cable is broken, or another
    /// program changed the file.
    #[error("read back other than written")]
    Changed,
    /// What was written could not be opened again.
    #[error("not to be opened again")]
    Unproved(OpenError),
    /// What was written holds something else than the vault.
    #[error("holds something else than the vault")]
    Differs,
    /// The place did not do its part.
    #[error(transparent)]
    #[strum(to_string = "")]
    Place(#[from] PlaceError),
}

fault_family!(SaveError, "backup-save");

impl Fault for SaveError {
    fn code(&self) -> String {
        match self {
            Self::Place(why) => why.code(),
            _ => self.own_code(),
        }
    }

    fn facts(&self) -> Vec<(&'static str, Fact)> {
        match self {
            Self::TooLarge { found, known } => {
                vec![("found", (*found).into()), ("known", (*known).into())]
            }
            Self::Place(why) => why.facts(),
            _ => Vec::new(),
        }
    }

    fn remedy(&self) -> Remedy {
        match self {
            Self::EmptyPassphrase => Remedy::TypeAgain,
            Self::Changed => Remedy::Device,
            Self::TooLarge { .. } | Self::Unproved(_) | Self::Differs => Remedy::Report,
            Self::Place(why) => why.remedy(),
        }
    }
}
