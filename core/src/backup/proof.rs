//! What a saving answers: a proof, or why there is none.

use serde::{Deserialize, Serialize};

use super::automatic::{Automatic, Made};
use super::contents::{Contents, Extent};
use super::error::OpenError;
use super::ownership::NotOurs;
use super::place::PlaceError;
use super::rotate::Rotated;
use crate::crypto::mac::{Tag, sha256};
use crate::fault::Fault;
use crate::phrase::phrase_family;
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
    /// The SHA-256 of the sealed file.
    pub sealed: Tag,
    /// The names that files of others were given, which a person allowed to set aside.
    pub set_aside: Vec<String>,
    /// Why the place did not say that the name outlasts a power cut. The file was found under it.
    pub unflushed: Option<PlaceError>,
    /// What became of older ones.
    pub rotated: Rotated,
}

/// What a person should know of a backup that is saved.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::VariantNames,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum SaveWarning {
    /// The vault could not note that it was saved.
    NotNoted,
    /// The device did not say that the file's name outlasts a power cut.
    Unflushed,
}

phrase_family!(SaveWarning, "backup-warning");

impl Proof {
    /// Of contents that were sealed into a file of that name, and proved.
    pub(super) fn of(contents: &Contents, name: String, sealed: &[u8]) -> Self {
        Self {
            at: contents.made,
            name,
            accounts: contents.entries.len(),
            of: contents.digest(),
            extent: contents.extent,
            bytes: sealed.len(),
            sealed: sha256(sealed),
            set_aside: Vec::new(),
            unflushed: None,
            rotated: Rotated::default(),
        }
    }

    /// Notes the backup, and says what a person should know of it. It is saved whatever becomes of
    /// the note: that the vault was locked meanwhile, and is not there to note it, is a warning too.
    pub fn note_or_warn(&self, vault: Option<&mut Vault>) -> Vec<SaveWarning> {
        let is_noted = vault.is_some_and(|vault| match self.note(vault) {
            // A note that may not outlast a power cut is one.
            Ok(()) | Err(ChangeError::Unflushed) => true,
            Err(_) => false,
        });
        let not_noted = (!is_noted).then_some(SaveWarning::NotNoted);
        let unflushed = self.unflushed.map(|_| SaveWarning::Unflushed);
        not_noted.into_iter().chain(unflushed).collect()
    }

    /// The backup as it is remembered.
    pub fn made(&self) -> Made {
        let accounts = u32::try_from(self.accounts).unwrap_or(u32::MAX);
        Made { name: self.name.clone(), at: self.at, accounts }
    }

    /// Notes the backup in the vault that it was made of, for banners to go by, and its file as one
    /// of ours. A partial one is not noted: the vault that it was made of is read-only.
    ///
    /// # Errors
    /// One [`ChangeError`] per cause. The backup is saved all the same: tell it as
    /// [`SaveWarning::NotNoted`].
    pub fn note(&self, vault: &mut Vault) -> Result<(), ChangeError> {
        if self.extent == Extent::Partial {
            return Ok(());
        }
        let mut settings = vault.settings().clone();
        let Self { at, accounts, of, .. } = *self;
        settings.proved_backup = Some(ProvedBackup { at, accounts, of });
        let mut automatic = Automatic::of(&settings);
        settings.note_proved_file(self.sealed, automatic.keep.count() + 1);
        automatic.note_success(self.made());
        automatic.write(&mut settings);
        vault.change_settings(settings)
    }
}

/// Why a backup is not saved. The earlier ones are as they were.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Fault)]
#[fault("backup-save", Report)]
pub enum SaveError {
    /// The passphrase is empty.
    #[error("the passphrase is empty")]
    #[fault(TypeAgain)]
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
    #[fault(Device)]
    Changed,
    /// What was written could not be opened again.
    #[error("not to be opened again")]
    Unproved(OpenError),
    /// What was written holds something else than the vault.
    #[error("holds something else than the vault")]
    Differs,
    /// What stands in the file's place, or would be pushed out of it, is not known to be ours. It
    /// stays unless a person allows it to be set aside ([`Saving::setting_aside`]).
    ///
    /// [`Saving::setting_aside`]: super::Saving::setting_aside
    #[error("{name} is not ours: {why}")]
    #[fault(of = why)]
    NotOurs {
        /// The file's name.
        name: String,
        /// Why.
        why: NotOurs,
    },
    /// The place did not do its part.
    #[error(transparent)]
    #[fault(transparent)]
    Place(#[from] PlaceError),
}
