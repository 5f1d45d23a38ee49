//! The names of our files in a folder of backups (docs/spec/backup.md §6).
//!
//! A name ends in a digest of the file, and the file gets it only after it was read back. So a list
//! of the folder shows which files were verified and which were damaged later, without the
//! passphrase.

use std::fmt;

use data_encoding::{HEXLOWER, HEXLOWER_PERMISSIVE};

use crate::crypto::mac::sha256;
use crate::time::{CivilTime, UnixMillis};
use crate::vault::VaultId;

/// The suffix of a file that was not verified yet.
pub(super) const UNPROVED: &str = ".unproved";

/// The suffix of the former file with the same name.
pub(super) const PREVIOUS: &str = ".previous";

/// The suffix of a file that is not ours and that the user allowed to be set aside.
pub(super) const SET_ASIDE: &str = ".kept";

/// The possible names of a file; the first free one is used.
pub(super) fn numbered(name: &str) -> impl Iterator<Item = String> + '_ {
    (1..=999).map(move |number| match number {
        1 => name.to_owned(),
        _ => format!("{name}-{number}"),
    })
}

/// The name of a verified backup: `aikotoba-20261124T135904Z-5d1e77a0-3f2a91bc.age`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupFileName {
    stamp: String,
    vault: [u8; 4],
    digest: [u8; 4],
}

impl BackupFileName {
    /// The name of an encrypted file.
    pub fn of(made: UnixMillis, vault: VaultId, sealed: &[u8]) -> Self {
        Self { stamp: stamp(made), vault: head(&vault.0), digest: head(&sha256(sealed)) }
    }

    /// Parses a name; `None` if it is not one of ours.
    pub fn parse(name: &str) -> Option<Self> {
        let (stamp, rest) = stem(name.strip_suffix(".age")?)?;
        let (vault, of) = rest.split_once('-')?;
        Some(Self { stamp: stamp.to_owned(), vault: hex(vault)?, digest: hex(of)? })
    }

    /// When the backup was made, as text that sorts by time.
    pub fn stamp(&self) -> &str {
        &self.stamp
    }

    /// Whether the name says that it is a backup of this vault.
    pub fn belongs_to(&self, vault: VaultId) -> bool {
        self.vault == head::<16>(&vault.0)
    }

    /// Whether the file matches the digest in its name.
    pub fn fits(&self, sealed: &[u8]) -> bool {
        self.digest == head(&sha256(sealed))
    }
}

impl fmt::Display for BackupFileName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { stamp, vault, digest: of } = self;
        write!(f, "aikotoba-{stamp}-{}-{}.age", HEXLOWER.encode(vault), HEXLOWER.encode(of))
    }
}

/// The temporary name of a file until it was verified.
pub(super) fn unproved(made: UnixMillis, vault: VaultId) -> String {
    format!("aikotoba-{}-{}{UNPROVED}", stamp(made), HEXLOWER.encode(&head::<16>(&vault.0)))
}

/// Whether [`unproved`] gave this name, with or without a number, to a file of this vault.
pub(super) fn is_unproved(name: &str, vault: VaultId) -> bool {
    let Some((start, number)) = name.split_once(UNPROVED) else { return false };
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let is_end = number.is_empty() || number.strip_prefix('-').is_some_and(is_number);
    is_end && stem(start).and_then(|(_, rest)| hex(rest)) == Some(head(&vault.0))
}

/// Splits the text after our prefix into the time and the rest.
fn stem(name: &str) -> Option<(&str, &str)> {
    let (stamp, rest) = name.strip_prefix("aikotoba-")?.split_once('-')?;
    let is_stamp = stamp.len() == 16
        && stamp.bytes().enumerate().all(|(index, byte)| match index {
            8 => byte == b'T',
            15 => byte == b'Z',
            _ => byte.is_ascii_digit(),
        });
    is_stamp.then_some((stamp, rest))
}

fn hex(text: &str) -> Option<[u8; 4]> {
    HEXLOWER_PERMISSIVE.decode(text.as_bytes()).ok()?.try_into().ok()
}

fn head<const N: usize>(bytes: &[u8; N]) -> [u8; 4] {
    [bytes[0], bytes[1], bytes[2], bytes[3]]
}

/// A time between 1970 and 9999 as `20261124T135904Z` (ISO 8601, basic format, UTC).
pub(super) fn stamp(moment: UnixMillis) -> String {
    let seconds = moment.seconds().clamp(0, 253_402_300_799);
    let moment = CivilTime::of(UnixMillis::from_seconds(seconds), 0);
    let CivilTime { year, month, day, hour, minute, second } = moment;
    format!("{year:04}{month:02}{day:02}T{hour:02}{minute:02}{second:02}Z")
}

#[cfg(test)]
mod tests {
    use super::*;

    const VAULT: VaultId = VaultId([0x5d; 16]);

    #[test]
    fn times_are_printed_as_gnu_date_prints_them() {
        // `date -u -d @N +%Y%m%dT%H%M%SZ`
        for (seconds, text) in [
            (0, "19700101T000000Z"),
            (951_782_399, "20000228T235959Z"),
            (951_782_400, "20000229T000000Z"),
            (1_077_926_400, "20040228T000000Z"),
            (1_735_689_599, "20241231T235959Z"),
            (1_795_528_744, "20261124T135904Z"),
            (4_107_542_400, "21000301T000000Z"),
            (253_402_300_799, "99991231T235959Z"),
        ] {
            assert_eq!(stamp(UnixMillis::from_seconds(seconds)), text);
        }
        assert_eq!(stamp(UnixMillis(i64::MIN)), "19700101T000000Z");
    }

    #[test]
    fn a_name_is_parsed_back_and_matches_its_file() {
        let name = BackupFileName::of(UnixMillis::from_seconds(1_795_528_744), VAULT, b"sealed");
        let text = name.to_string();
        assert!(text.starts_with("aikotoba-20261124T135904Z-5d5d5d5d-"), "{text}");
        let read = BackupFileName::parse(&text).unwrap();
        assert_eq!(read, name);
        assert!(read.fits(b"sealed") && !read.fits(b"sealeD"));
        assert!(read.belongs_to(VAULT) && !read.belongs_to(VaultId([1; 16])));
    }

    #[test]
    fn names_of_other_files_are_not_parsed() {
        for text in [
            "",
            "backup.age",
            "aikotoba.age",
            "aikotoba-20261124T135904Z-5d5d5d5d.age",
            "aikotoba-20261124T135904Z-5d5d5d5d-3f2a91bc.age.previous",
            "aikotoba-20261124X135904Z-5d5d5d5d-3f2a91bc.age",
            "aikotoba-20261124T135904Z-5d5d5d5d-3f2a91bc (1).age",
            "aikotoba-20261124T135904Z-5d5d5d5d-3f2a91.age",
        ] {
            assert_eq!(BackupFileName::parse(text), None, "{text}");
        }
    }

    #[test]
    fn an_unverified_file_is_recognised_by_its_name() {
        let name = unproved(UnixMillis(0), VAULT);
        assert!(is_unproved(&name, VAULT) && !is_unproved(&name, VaultId([1; 16])));
        assert_eq!(BackupFileName::parse(&name), None);
        assert_eq!(numbered(&name).nth(1).unwrap(), format!("{name}-2"));
        assert!(numbered(&name).take(3).all(|name| is_unproved(&name, VAULT)));
        assert!(!is_unproved(&format!("{name}-x"), VAULT));
        assert!(!is_unproved("my file.unproved", VAULT));
    }
}
