//! The device's record of the vault that it opened last. It detects an older copy of the vault, and
//! another vault in its place.
//!
//! A file cannot reveal by itself that it is outdated. Therefore the shell stores one line of text
//! outside the file, and updates it each time after it opened or changed the vault. The recorded
//! epoch only increases, unless the user accepts what was found.

use std::fmt;

use data_encoding::HEXLOWER;

use super::row::RowTag;
use super::schema::Table;
use super::{Epoch, Vault, VaultId};
use crate::crypto::mac::Sha256Digest;

/// How a vault's file compares with the device's record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VaultAge {
    /// As recent as the record, or newer.
    Current,
    /// Older than what this device has seen, or a branch of an older copy: the file was restored or
    /// replaced. This remains so, whatever is changed in it, until the user accepts it.
    Older {
        /// The epoch of the file.
        found: Epoch,
        /// The epoch that was last seen.
        known: Epoch,
    },
    /// Not the vault that this device has seen; until the user accepts it.
    OtherVault,
}

/// The record of a vault. A shell stores it as text: [`SeenEpoch::parse`] and `Display`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeenEpoch {
    vault: VaultId,
    epoch: Epoch,
    /// Distinguishes files with the same epoch; earlier versions did not record it.
    tag: Option<RowTag>,
    /// Whether an older copy was found since and not accepted.
    is_doubted: bool,
}

/// The last word of the text while an older copy is not accepted.
const DOUBTED_WORD: &str = "doubted";

impl SeenEpoch {
    /// Parses the output of `Display`; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let mut words = text.split_ascii_whitespace();
        let vault = HEXLOWER.decode(words.next()?.as_bytes()).ok()?;
        let epoch = Epoch(words.next()?.parse().ok()?);
        let mut seen =
            Self { vault: VaultId(vault.try_into().ok()?), epoch, tag: None, is_doubted: false };
        for word in words {
            if word == DOUBTED_WORD {
                seen.is_doubted = true;
            } else {
                seen.tag = Some(HEXLOWER.decode(word.as_bytes()).ok()?.try_into().ok()?);
            }
        }
        Some(seen)
    }

    /// The record for a vault of which only the epoch is known.
    pub fn at(vault: VaultId, epoch: Epoch) -> Self {
        Self { vault, epoch, tag: None, is_doubted: false }
    }

    /// The vault's identifier.
    pub fn vault(&self) -> VaultId {
        self.vault
    }

    /// The epoch of its latest transaction.
    pub fn epoch(&self) -> Epoch {
        self.epoch
    }
}

impl fmt::Display for SeenEpoch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { vault, epoch, tag, is_doubted } = self;
        write!(f, "{} {}", HEXLOWER.encode(&vault.0), epoch.0)?;
        if let Some(tag) = tag {
            write!(f, " {}", HEXLOWER.encode(tag))?;
        }
        if *is_doubted { write!(f, " {DOUBTED_WORD}") } else { Ok(()) }
    }
}

impl Vault {
    /// Compares the vault with the record and, if it is not older, updates the record. Call this
    /// after opening the vault and after each change. The first vault on a device is recorded
    /// without a comparison.
    pub fn meet(&self, seen: &mut Option<SeenEpoch>) -> VaultAge {
        let Some(known) = seen else {
            *seen = self.seen();
            return VaultAge::Current;
        };
        if known.vault != self.id {
            return VaultAge::OtherVault;
        }
        let tag = self.content_tag();
        let is_the_same = self.epoch == known.epoch && known.tag.is_some() && known.tag == tag;
        let is_a_branch = self.epoch == known.epoch
            && known.tag.zip(tag).is_some_and(|(known, found)| known != found);
        let is_older = self.epoch < known.epoch || is_a_branch || known.is_doubted;
        if is_older && !is_the_same {
            known.is_doubted = true;
            return VaultAge::Older { found: self.epoch, known: known.epoch };
        }
        // A damaged vault is compared but not recorded.
        if let Some(now) = self.seen() {
            *known = now;
        }
        VaultAge::Current
    }

    /// Records this vault as the right one, because the user accepted it.
    pub fn accept(&self, seen: &mut Option<SeenEpoch>) {
        let now = self.seen().unwrap_or_else(|| SeenEpoch::at(self.id, self.epoch));
        *seen = Some(now);
    }

    /// The record of the vault's current state; `None` while it is damaged.
    fn seen(&self) -> Option<SeenEpoch> {
        let tag = self.content_tag();
        tag.map(|tag| SeenEpoch {
            vault: self.id,
            epoch: self.epoch,
            tag: Some(tag),
            is_doubted: false,
        })
    }

    /// Distinguishes files with the same epoch by their rows. Slots are ignored, because wrapping
    /// the key again for an older slot keeps the epoch. `None` while the vault is damaged.
    fn content_tag(&self) -> Option<RowTag> {
        let mut digest = Sha256Digest::new();
        for table in Table::AUTHENTICATED {
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

    /// A vault that was recorded, and a copy of its file from before its last two changes.
    fn copied(folder: &std::path::Path) -> (Vault, Option<SeenEpoch>, Vec<u8>) {
        let mut seen = None;
        let vault = made(folder);
        assert_eq!(vault.meet(&mut seen), VaultAge::Current);
        drop(vault);
        let copy = std::fs::read(path(folder)).unwrap();
        let mut vault = unlock(folder);
        for label in ["a", "b"] {
            vault.add(account(label), NOW).unwrap();
            assert_eq!(vault.meet(&mut seen), VaultAge::Current);
        }
        (vault, seen, copy)
    }

    fn put(folder: &std::path::Path, bytes: &[u8]) -> Vault {
        std::fs::write(path(folder), bytes).unwrap();
        unlock(folder)
    }

    fn is_older(age: VaultAge) -> bool {
        matches!(age, VaultAge::Older { known: Epoch(3), .. })
    }

    #[test]
    fn an_older_copy_stays_older_after_changes_until_accepted() {
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
        assert_eq!(vault.meet(&mut seen), VaultAge::Current);
        assert_eq!(seen.unwrap().epoch(), vault.epoch());
    }

    #[test]
    fn a_branch_with_the_same_epoch_is_older_and_the_original_is_current() {
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
        assert_eq!(put(folder.path(), &right).meet(&mut seen), VaultAge::Current);
        assert!(!seen.unwrap().is_doubted);
    }

    #[test]
    fn another_vault_is_reported_until_accepted() {
        let folder = tempfile::tempdir().unwrap();
        let (vault, mut seen, _) = copied(folder.path());
        let (id, before) = (vault.id(), seen.clone());
        drop(vault);
        std::fs::remove_file(path(folder.path())).unwrap();
        let other = made(folder.path());
        for _ in 0..2 {
            assert_eq!(other.meet(&mut seen), VaultAge::OtherVault);
            assert_eq!(seen, before);
        }
        other.accept(&mut seen);
        assert_eq!(other.meet(&mut seen), VaultAge::Current);
        assert_ne!(seen.unwrap().vault(), id);
    }

    #[test]
    fn the_text_and_its_former_version_are_parsed() {
        let (vault, epoch) = (VaultId([0xab; 16]), Epoch(7));
        let full = SeenEpoch { vault, epoch, tag: Some([1; 16]), is_doubted: true };
        assert_eq!(SeenEpoch::parse(&full.to_string()), Some(full));
        let former = format!("{} 7\n", "ab".repeat(16));
        assert_eq!(SeenEpoch::parse(&former), Some(SeenEpoch::at(vault, epoch)));
        for text in ["", "ab", "ab 7", "7", &former.replace('7', "x"), &format!("{former} what")] {
            assert_eq!(SeenEpoch::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_damaged_vault_is_not_recorded() {
        let folder = tempfile::tempdir().unwrap();
        let (vault, mut seen, _) = copied(folder.path());
        let before = seen.clone();
        drop(vault);
        let connection = rusqlite::Connection::open(path(folder.path())).unwrap();
        connection.execute_batch("DELETE FROM manifest").unwrap();
        drop(connection);
        let vault = unlock(folder.path());
        assert_eq!(vault.meet(&mut seen), VaultAge::Current, "its rows are as new as remembered");
        assert_eq!(seen, before);
        let mut none = None;
        assert_eq!((vault.meet(&mut none), none), (VaultAge::Current, None));
    }
}
