//! Backups: an age file with the whole vault. It counts as saved only after it was read back.
//!
//! [`Saving`] writes a backup to a [`Place`], verifies it, and deletes old ones. [`verify`] opens
//! one on any device; its accounts are then restored into a vault with
//! [`incoming`](crate::incoming), or used to generate codes directly. The format is
//! docs/spec/backup.md.
//!
//! ```
//! use aikotoba_core::backup::{Contents, Extent, File, Integrity, Work, seal, verify, write};
//! use aikotoba_core::secret::Passphrase;
//! use aikotoba_core::time::UnixMillis;
//!
//! let contents = Contents {
//!     made: UnixMillis(0),
//!     vault: None,
//!     entries: Vec::new(),
//!     groups: vec!["Shop".to_owned()],
//!     preferences: Default::default(),
//!     extent: Extent::Whole,
//!     unknown: Default::default(),
//! };
//! let passphrase = Passphrase::new("correct horse".to_owned());
//! let sealed = seal(&write(&contents), &passphrase, Work::new(4).unwrap());
//!
//! let read = verify(File { name: None, sealed: &sealed }, &passphrase)?;
//! assert_eq!(read.integrity, Integrity::Whole);
//! assert_eq!(read.contents.groups, ["Shop"]);
//! # Ok::<(), aikotoba_core::backup::OpenError>(())
//! ```

mod automatic;
mod carry;
mod contents;
mod digest;
mod error;
mod existing;
mod folder;
mod format;
#[cfg(test)]
pub(crate) mod memory;
mod name;
mod open;
mod ownership;
mod place;
mod proof;
mod prove;
mod rehearse;
mod request;
mod rotate;
#[cfg(test)]
pub(crate) mod sample;
mod seal;
mod target;

pub use automatic::{Automatic, ChosenPlace, Failed, Freshness, Made};
pub use carry::{Carrying, Next};
pub use contents::{Contents, Entry, Extent, digest_of};
pub use error::{EntryError, OpenError};
pub use folder::Folder;
pub use format::{VERSION, read, write};
pub use name::FileName;
pub use open::{LARGEST, Opened, look, open, work_of};
pub use ownership::{NotOurs, Ownership};
pub use place::{Place, PlaceError};
pub use proof::{Proof, SaveError, SaveWarning};
pub use prove::{Saving, Step};
pub use rehearse::Rehearsal;
pub use request::{PlaceAnswer, PlaceRequest, PlaceTrouble};
pub use rotate::{Keep, Rotated};
pub use seal::{Work, seal};
pub use target::Target;

use crate::crypto::mac::{Tag, sha256};
use crate::secret::Passphrase;
use crate::vault::Kept;

/// A file that may be a backup.
#[derive(Clone, Copy)]
pub struct File<'a> {
    /// Its name, if known. A name that we gave includes a digest of the content.
    pub name: Option<&'a str>,
    /// Its content.
    pub sealed: &'a [u8],
}

/// What was read from a backup.
#[derive(Debug, PartialEq)]
pub struct Read {
    /// Its content.
    pub contents: Contents,
    /// Every account that cannot be read.
    pub refusals: Vec<Refusal>,
    /// Whether the content is what was written.
    pub integrity: Integrity,
}

impl Read {
    /// The accounts in use, to generate codes directly from a backup.
    pub fn in_use(&self) -> Vec<Kept> {
        let used = self.contents.entries.iter().filter(|entry| entry.trashed.is_none());
        let kept = (0..).zip(used);
        kept.map(|(order, entry)| Kept::new(entry.id, entry.account.duplicate(), order)).collect()
    }
}

/// An account of a backup that cannot be restored, although the others can. Its number counts all
/// accounts of the backup.
pub type Refusal = crate::fault::Refusal<EntryError>;

/// Whether a backup's accounts are those that were written. The passphrase authenticates every
/// byte, so any value but `Whole` means that somebody who knows it changed the document, or that
/// the program that wrote it has a bug.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Integrity {
    /// The number and the digest of the accounts match.
    Whole,
    /// Accounts are missing or were added.
    Count {
        /// The number of accounts.
        found: usize,
        /// The number that the document states.
        known: usize,
    },
    /// The number matches and the digest does not: an account was changed.
    Digest,
    /// Some accounts cannot be read, so the digest cannot be calculated.
    Unknown,
}

/// Opens a backup and reads all of it.
///
/// # Errors
/// One [`OpenError`] per cause. If the file's name contains its digest, a wrong passphrase is
/// distinguished from a damaged file.
pub fn verify(file: File<'_>, passphrase: &Passphrase) -> Result<Read, OpenError> {
    verify_known(file, passphrase, &[])
}

/// As [`verify`], when a vault is available: pass the digests of the files that it verified
/// ([`Settings::proved_files`](crate::vault::Settings::proved_files)). A file with one of these is
/// undamaged.
///
/// # Errors
/// As [`verify`].
pub fn verify_known(
    file: File<'_>,
    passphrase: &Passphrase,
    proved_files: &[Tag],
) -> Result<Read, OpenError> {
    let opened = open(file.sealed, passphrase, Work::CEILING).map_err(|why| {
        let name = file.name.and_then(FileName::parse);
        let is_as_made = if proved_files.contains(&sha256(file.sealed)) {
            Some(true)
        } else {
            name.map(|name| name.fits(file.sealed))
        };
        match (why, is_as_made) {
            (OpenError::PassphraseOrDamage, Some(true)) => OpenError::Passphrase,
            (OpenError::PassphraseOrDamage, Some(false)) => OpenError::Damaged,
            (why, _) => why,
        }
    })?;
    read(&opened.plain)
}

#[cfg(test)]
mod tests {
    use super::memory::passphrase;
    use super::sample::{VAULT, contents, three};
    use super::*;
    use crate::time::UnixMillis;

    #[test]
    fn a_passphrase_is_reported_wrong_only_for_a_known_file() {
        let sealed = seal(&write(&contents(three())), &passphrase(), Work::new(1).unwrap());
        let ours = FileName::of(UnixMillis(0), VAULT, &sealed).to_string();
        // Changes one letter of the salt, in the file without its armor.
        let text = String::from_utf8(sealed.clone()).unwrap();
        let lines: String = text.lines().filter(|line| !line.starts_with('-')).collect();
        let mut changed = data_encoding::BASE64.decode(lines.as_bytes()).unwrap();
        let salt = b"age-encryption.org/v1\n-> scrypt ".len();
        changed[salt] = if changed[salt] == b'A' { b'B' } else { b'A' };

        let wrong = Passphrase::new("house".to_owned());
        let answer = |name, sealed: &[u8], typed: &Passphrase, known: &[Tag]| {
            verify_known(File { name, sealed }, typed, known).map(|_| ()).unwrap_err()
        };
        let known = [sha256(&sealed)];
        for (name, known, expected) in [
            (None, &[][..], OpenError::PassphraseOrDamage),
            (Some("shop.age"), &[], OpenError::PassphraseOrDamage),
            (Some(ours.as_str()), &[], OpenError::Passphrase),
            (Some("shop.age"), &known, OpenError::Passphrase),
        ] {
            assert_eq!(answer(name, &sealed, &wrong, known), expected);
        }
        for (name, typed, expected) in [
            (None, passphrase(), OpenError::PassphraseOrDamage),
            (Some("shop.age"), passphrase(), OpenError::PassphraseOrDamage),
            (Some(ours.as_str()), passphrase(), OpenError::Damaged),
        ] {
            assert_eq!(answer(name, &changed, &typed, &known), expected);
        }
    }
}
