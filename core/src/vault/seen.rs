//! What a device remembers of the vault that it opened last, so that an older copy of it, or another
//! vault in its place, does not go unnoticed.
//!
//! The file can't tell by itself that it is old. So a shell keeps a line of text outside of it, and
//! brings the line along each time that it opened or changed the vault. The line only ever moves
//! forward, unless a person accepts what was found.

use std::fmt;

use data_encoding::HEXLOWER;

use super::row::Tag;
use super::schema::Table;
use super::{Epoch, Vault, VaultId};
use crate::crypto::mac::Digest;

/// How a vault's file compares to what the device remembers of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Age {
    /// As new as remembered, or newer.
    Current,
    /// Older than what was seen here, or a branch of an older copy: a restored copy of the file, or
    /// a replaced one. It stays so, whatever is changed in it, until a person accepts it.
    Older {
        /// The file's epoch.
        found: Epoch,
        /// The epoch seen last.
        known: Epoch,
    },
    /// Another vault than the one seen here, until a person accepts it.
    OtherVault,
}

/// What is remembered of a vault. A shell keeps it as text: [`Seen::parse`] and `Display`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    vault: VaultId,
    epoch: Epoch,
    /// Which of several files of this epoch it was; older versions did not remember it.
    tag: Option<Tag>,
    /// Whether an older copy was met since, and not accepted.
    is_doubted: bool,
}

/// What stands at the end of the text while an older copy is not accepted.
const DOUBTED: &str = "doubted";

impl Seen {
    /// Reads what `Display` wrote; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let mut words = text.split_ascii_whitespace();
        let vault = HEXLOWER.decode(words.next()?.as_bytes()).ok()?;
        let epoch = Epoch(words.next()?.parse().ok()?);
        let mut seen =
            Self { vault: VaultId(vault.try_into().ok()?), epoch, tag: None, is_doubted: false };
        for word in words {
            if word == DOUBTED {
                seen.is_doubted = true;
            } else {
                seen.tag = Some(HEXLOWER.decode(word.as_bytes()).ok()?.try_into().ok()?);
            }
        }
        Some(seen)
    }

    /// What is remembered of a vault of which only the epoch is known.
    pub fn at(vault: VaultId, epoch: Epoch) -> Self {
        Self { vault, epoch, tag: None, is_doubted: false }
    }

    /// The vault.
    pub fn vault(&self) -> VaultId {
        self.vault
    }

    /// Its last transaction.
    pub fn epoch(&self) -> Epoch {
        self.epoch
    }
}

impl fmt::Display for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { vault, epoch, tag, is_doubted } = self;
        write!(f, "{} {}", HEXLOWER.encode(&vault.0), epoch.0)?;
        if let Some(tag) = tag {
            write!(f, " {}", HEXLOWER.encode(tag))?;
        }
        if *is_doubted { write!(f, " {DOUBTED}") } else { Ok(()) }
    }
}

impl Vault {
    /// Compares the vault with what is remembered, and brings that up to date where nothing speaks
    /// against it: call it when the vault was opened, and after each change. A vault that is met
    /// for the first time is remembered.
    pub fn meet(&self, seen: &mut Option<Seen>) -> Age {
        let Some(known) = seen else {
            *seen = self.seen();
            return Age::Current;
        };
        if known.vault != self.id {
            return Age::OtherVault;
        }
        let tag = self.content_tag();
        let is_the_same = self.epoch == known.epoch && known.tag.is_some() && known.tag == tag;
        let is_a_branch = self.epoch == known.epoch
            && known.tag.zip(tag).is_some_and(|(known, found)| known != found);
        let is_older = self.epoch < known.epoch || is_a_branch || known.is_doubted;
        if is_older && !is_the_same {
            known.is_doubted = true;
            return Age::Older { found: self.epoch, known: known.epoch };
        }
        // A damaged vault is compared, and not remembered.
        if let Some(now) = self.seen() {
            *known = now;
        }
        Age::Current
    }

    /// A person takes the vault for the right one: it is what is remembered from now on.
    pub fn accept(&self, seen: &mut Option<Seen>) {
        let now = self.seen().unwrap_or_else(|| Seen::at(self.id, self.epoch));
        *seen = Some(now);
    }

    /// The vault as it is now; `None` while it is damaged.
    fn seen(&self) -> Option<Seen> {
        let tag = self.content_tag();
        tag.map(|tag| Seen { vault: self.id, epoch: self.epoch, tag: Some(tag), is_doubted: false })
    }

    /// Tells apart files of one epoch by their rows. The slots don't count: wrapping the key anew for
    /// an old password keeps the epoch. `None` while the vault is damaged.
    fn content_tag(&self) -> Option<Tag> {
        let mut digest = Digest::new();
        for table in Table::VOUCHED {
            for (id, (version, tag)) in self.index.of(table) {
                digest.update(id);
                digest.update(&version.to_be_bytes());
                digest.update(tag);
            }
        }
        let digest = digest.finish();
        let tag = digest.first_chunk().copied();
        self.health.is_sound().then_some(tag).flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::UnixMillis;
    use crate::vault::test_support::{account, made, path, unlock};

    const NOW: UnixMillis = UnixMillis(9);

    /// A vault that was met, and a copy of its file from before its last two changes.
    fn copied(folder: &std::path::Path) -> (Vault, Option<Seen>, Vec<u8>) {
        let mut seen = None;
        let vault = made(folder);
        assert_eq!(vault.meet(&mut seen), Age::Current);
        drop(vault);
        let copy = std::fs::read(path(folder)).unwrap();
        let mut vault = unlock(folder);
        for label in ["a", "b"] {
            vault.add(account(label), NOW).unwrap();
            assert_eq!(vault.meet(&mut seen), Age::Current);
        }
        (vault, seen, copy)
    }

    fn put(folder: &std::path::Path, bytes: &[u8]) -> Vault {
        std::fs::write(path(folder), bytes).unwrap();
        unlock(folder)
    }

    fn is_older(age: Age) -> bool {
        matches!(age, Age::Older { known: Epoch(3), .. })
    }

    #[test]
    fn an_older_copy_stays_older_until_it_is_accepted_whatever_is_changed_in_it() {
        let folder = tempfile::tempdir().unwrap();
        let (vault, mut seen, copy) = copied(folder.path());
        drop(vault);
        let mut vault = put(folder.path(), &copy);
        for label in ["c", "d", "e", "f"] {
            assert!(is_older(vault.meet(&mut seen)), "{label}");
            vault.add(account(label), NOW).unwrap();
        }
        assert!(is_older(vault.meet(&mut seen)));
        vault.accept(&mut seen);
        assert_eq!(vault.meet(&mut seen), Age::Current);
        assert_eq!(seen.unwrap().epoch(), vault.epoch());
    }

    #[test]
    fn a_branch_of_the_same_epoch_is_older_and_the_right_file_is_right_again() {
        let folder = tempfile::tempdir().unwrap();
        let (vault, mut seen, copy) = copied(folder.path());
        let epoch = vault.epoch();
        drop(vault);
        let right = std::fs::read(path(folder.path())).unwrap();
        let mut vault = put(folder.path(), &copy);
        while vault.epoch() < epoch {
            vault.add(account("x"), NOW).unwrap();
        }
        assert!(is_older(vault.meet(&mut seen)));
        drop(vault);
        assert_eq!(put(folder.path(), &right).meet(&mut seen), Age::Current);
        assert!(!seen.unwrap().is_doubted);
    }

    #[test]
    fn another_vault_stays_another_until_it_is_accepted() {
        let folder = tempfile::tempdir().unwrap();
        let (vault, mut seen, _) = copied(folder.path());
        let (id, before) = (vault.id(), seen.clone());
        drop(vault);
        std::fs::remove_file(path(folder.path())).unwrap();
        let other = made(folder.path());
        for _ in 0..2 {
            assert_eq!(other.meet(&mut seen), Age::OtherVault);
            assert_eq!(seen, before);
        }
        other.accept(&mut seen);
        assert_eq!(other.meet(&mut seen), Age::Current);
        assert_ne!(seen.unwrap().vault(), id);
    }

    #[test]
    fn the_text_is_read_back_and_the_former_one_too() {
        let (vault, epoch) = (VaultId([0xab; 16]), Epoch(7));
        let full = Seen { vault, epoch, tag: Some([1; 16]), is_doubted: true };
        assert_eq!(Seen::parse(&full.to_string()), Some(full));
        let former = format!("{} 7\n", "ab".repeat(16));
        assert_eq!(Seen::parse(&former), Some(Seen::at(vault, epoch)));
        for text in ["", "ab", "ab 7", "7", &former.replace('7', "x"), &format!("{former} what")] {
            assert_eq!(Seen::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_damaged_vault_is_not_remembered() {
        let folder = tempfile::tempdir().unwrap();
        let (vault, mut seen, _) = copied(folder.path());
        let before = seen.clone();
        drop(vault);
        let connection = rusqlite::Connection::open(path(folder.path())).unwrap();
        connection.execute_batch("DELETE FROM manifest").unwrap();
        drop(connection);
        let vault = unlock(folder.path());
        assert_eq!(vault.meet(&mut seen), Age::Current, "its rows are as new as remembered");
        assert_eq!(seen, before);
        let mut none = None;
        assert_eq!((vault.meet(&mut none), none), (Age::Current, None));
    }
}
