//! Backups: an age file with everything in it, called saved only once it was read back.
//!
//! [`Saving`] writes one to a [`Place`], proves it, and drops old ones. [`verify`] opens one, on
//! any device; what it holds then goes through [`incoming`](crate::incoming) into a vault, or a
//! code is made of it on the spot. The format is docs/spec/backup.md.
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
    /// What it is called, when that is known: one of our names vouches for its content.
    pub name: Option<&'a str>,
    /// Its content.
    pub sealed: &'a [u8],
}

/// What was read of a backup.
#[derive(Debug, PartialEq)]
pub struct Read {
    /// What it holds.
    pub contents: Contents,
    /// The accounts that can't be read, none of them left out.
    pub refusals: Vec<Refusal>,
    /// Whether that is what was written.
    pub integrity: Integrity,
}

impl Read {
    /// The accounts in use, to be looked at as a vault's are: for codes straight from a backup.
    pub fn in_use(&self) -> Vec<Kept> {
        let used = self.contents.entries.iter().filter(|entry| entry.trashed.is_none());
        let kept = (0..).zip(used);
        kept.map(|(order, entry)| Kept::new(entry.id, entry.account.duplicate(), order)).collect()
    }
}

/// An account of a backup that is not taken, though the others are; its place is counted among the
/// accounts.
pub type Refusal = crate::fault::Refusal<EntryError>;

/// Whether a backup's accounts are those that were written. The passphrase vouches for every byte,
/// so anything else here means that somebody who knows it changed the document, or that the
/// program which made it was wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Integrity {
    /// Count and digest agree.
    Whole,
    /// Accounts are missing, or were put in.
    Count {
        /// How many there are.
        found: usize,
        /// How many the document speaks of.
        known: usize,
    },
    /// Their number is right and their digest is not: one was changed.
    Digest,
    /// Some can't be read here, so the digest can't be made.
    Unknown,
}

/// Opens a backup and reads all of it.
///
/// # Errors
/// One [`OpenError`] per cause. Under a name that vouches for its content it is known whether a
/// passphrase that does not fit is wrong, or the file damaged.
pub fn verify(file: File<'_>, passphrase: &Passphrase) -> Result<Read, OpenError> {
    verify_known(file, passphrase, &[])
}

/// The same where a vault is at hand, with the files that it remembers as proved
/// ([`Settings::proved_files`](crate::vault::Settings::proved_files)): one of these is undamaged.
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
    fn a_passphrase_that_does_not_fit_is_called_wrong_only_where_the_file_is_known() {
        let sealed = seal(&write(&contents(three())), &passphrase(), Work::new(1).unwrap());
        let ours = FileName::of(UnixMillis(0), VAULT, &sealed).to_string();
        // One letter of the salt, in the file without its armour.
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
