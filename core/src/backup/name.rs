//! The names of our files in a folder of backups (docs/spec/backup.md §6).
//!
//! A name ends in a digest of the file, and the file gets it only after it was read back. So a list
//! of the folder shows which files were verified and which were damaged later, without the
//! passphrase.

use std::fmt;

use data_encoding::{HEXLOWER, HEXLOWER_PERMISSIVE};

use super::device::DeviceId;
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

/// The name of a verified backup: `aikotoba-20261124T135904Z-5d1e77a0-c04d92e6-3f2a91bc.age`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupFileName {
    stamp: String,
    vault: [u8; 4],
    /// `None` in a name that was given before December 2026.
    device: Option<DeviceId>,
    digest: [u8; 4],
}

impl BackupFileName {
    /// The name of an encrypted file.
    pub fn of(made: UnixMillis, vault: VaultId, device: DeviceId, sealed: &[u8]) -> Self {
        let (vault, digest) = (head(&vault.0), head(&sha256(sealed)));
        Self { stamp: stamp(made), vault, device: Some(device), digest }
    }

    /// Parses a name; `None` if it is not one of ours.
    pub fn parse(name: &str) -> Option<Self> {
        let (stamp, rest) = stem(name.strip_suffix(".age")?)?;
        let mut parts = rest.split('-');
        let (vault, second, third) = (parts.next()?, parts.next()?, parts.next());
        let (device, digest) = match third {
            Some(digest) => (Some(DeviceId::parse(second)?), digest),
            None => (None, second),
        };
        let name =
            Self { stamp: stamp.to_owned(), vault: hex(vault)?, device, digest: hex(digest)? };
        parts.next().is_none().then_some(name)
    }

    /// The time in the name, as text that sorts by time.
    pub fn stamp(&self) -> &str {
        &self.stamp
    }

    /// When the backup was made, by the clock of its device. A date that does not exist counts on into
    /// the next month.
    pub fn made(&self) -> UnixMillis {
        let number = |from: usize, to: usize| self.stamp[from..to].parse().unwrap_or_default();
        let small = |from: usize| u8::try_from(number(from, from + 2)).unwrap_or_default();
        let civil = CivilTime {
            year: number(0, 4),
            month: small(4).clamp(1, 12),
            day: small(6),
            hour: small(9),
            minute: small(11),
            second: small(13),
        };
        civil.moment()
    }

    /// The vault and the device, as far as the name tells. Names with equal ones are of one series.
    pub(super) fn series(&self) -> ([u8; 4], Option<DeviceId>) {
        (self.vault, self.device)
    }

    /// Whether the name says that it is a backup of this vault.
    pub fn belongs_to(&self, vault: VaultId) -> bool {
        self.vault == head::<16>(&vault.0)
    }

    /// The device that made it; `None` if the name does not tell.
    pub fn device(&self) -> Option<DeviceId> {
        self.device
    }

    /// Whether the name says that this device made it from this vault.
    pub fn is_of_series(&self, vault: VaultId, device: DeviceId) -> bool {
        self.belongs_to(vault) && self.device == Some(device)
    }

    /// Whether the file matches the digest in its name.
    pub fn fits(&self, sealed: &[u8]) -> bool {
        self.digest == head(&sha256(sealed))
    }
}

impl fmt::Display for BackupFileName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { stamp, vault, device, digest } = self;
        write!(f, "aikotoba-{stamp}-{}-", HEXLOWER.encode(vault))?;
        if let Some(device) = device {
            write!(f, "{device}-")?;
        }
        write!(f, "{}.age", HEXLOWER.encode(digest))
    }
}

/// The temporary name of a file until it was verified.
pub(super) fn unproved(made: UnixMillis, vault: VaultId, device: DeviceId) -> String {
    let vault = HEXLOWER.encode(&head::<16>(&vault.0));
    format!("aikotoba-{}-{vault}-{device}{UNPROVED}", stamp(made))
}

/// Whether [`unproved`] gave this name, with or without a number, to a file of this vault and device.
pub(super) fn is_unproved(name: &str, vault: VaultId, device: DeviceId) -> bool {
    let Some((start, number)) = name.split_once(UNPROVED) else { return false };
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let is_end = number.is_empty() || number.strip_prefix('-').is_some_and(is_number);
    let series = stem(start).and_then(|(_, rest)| rest.split_once('-'));
    let series = series.and_then(|(vault, device)| hex(vault).zip(DeviceId::parse(device)));
    is_end && series == Some((head(&vault.0), device))
}

/// Whether the name begins as one of a verified backup of this vault and ends otherwise: another
/// program renamed or copied it. The names that we make ourselves are not among these.
pub(super) fn is_renamed(name: &str, vault: VaultId) -> bool {
    let is_of_vault = stem(name).is_some_and(|(_, rest)| {
        rest.get(..8).and_then(hex) == Some(head(&vault.0)) && rest[8..].starts_with('-')
    });
    let is_our_ending = [UNPROVED, PREVIOUS, SET_ASIDE].iter().any(|end| {
        let Some((_, number)) = name.rsplit_once(end) else { return false };
        number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
    });
    is_of_vault && !is_our_ending && BackupFileName::parse(name).is_none()
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
    const DEVICE: DeviceId = DeviceId([0xc0, 0x4d, 0x92, 0xe6]);
    const OTHER: DeviceId = DeviceId([1; 4]);

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
            let name = BackupFileName::parse(&format!("aikotoba-{text}-5d5d5d5d-3f2a91bc.age"));
            assert_eq!(name.unwrap().made(), UnixMillis::from_seconds(seconds));
        }
        assert_eq!(stamp(UnixMillis(i64::MIN)), "19700101T000000Z");
    }

    #[test]
    fn a_name_is_parsed_back_and_matches_its_file() {
        let made = UnixMillis::from_seconds(1_795_528_744);
        let name = BackupFileName::of(made, VAULT, DEVICE, b"sealed");
        let text = name.to_string();
        assert!(text.starts_with("aikotoba-20261124T135904Z-5d5d5d5d-c04d92e6-"), "{text}");
        let read = BackupFileName::parse(&text).unwrap();
        assert_eq!(read, name);
        assert!(read.fits(b"sealed") && !read.fits(b"sealeD"));
        assert!(read.belongs_to(VAULT) && !read.belongs_to(VaultId([1; 16])));
        assert!(read.is_of_series(VAULT, DEVICE) && !read.is_of_series(VAULT, OTHER));
        assert!(!read.is_of_series(VaultId([1; 16]), DEVICE));
    }

    #[test]
    fn a_name_without_a_device_is_of_no_series() {
        let text = "aikotoba-20261124T135904Z-5d5d5d5d-3f2a91bc.age";
        let read = BackupFileName::parse(text).unwrap();
        assert_eq!((read.device(), read.to_string().as_str()), (None, text));
        assert!(read.belongs_to(VAULT));
        for device in [DEVICE, OTHER, DeviceId([0x3f, 0x2a, 0x91, 0xbc]), DeviceId([0; 4])] {
            assert!(!read.is_of_series(VAULT, device));
            let unproved = "aikotoba-20261124T135904Z-5d5d5d5d.unproved";
            assert!(!is_unproved(unproved, VAULT, device));
        }
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
            "aikotoba-20261124T135904Z-5d5d5d5d-c04d92e6-3f2a91bc-3f2a91bc.age",
            "aikotoba-20261124T135904Z-5d5d5d5d-c04d92-3f2a91bc.age",
            "aikotoba-20261124T135904Z-5d5d5d5d-c04d92e6-.age",
            "aikotoba-20261124T135904Z-5d5d5d5d--3f2a91bc.age",
            "aikotoba-20261124T135904Z-5d5d5d5d-c04d92e6-3f2a91bc (conflicted copy).age",
            "aikotoba-20261124T135904Z-5d5d5d5d-c04d92e6-3f2a91bc.sync-conflict-20261130-101010-ABCDEFG.age",
        ] {
            assert_eq!(BackupFileName::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_copy_that_another_program_named_is_recognised() {
        let ours = "aikotoba-20261124T135904Z-5d5d5d5d-c04d92e6-3f2a91bc";
        for copy in [
            " (conflicted copy).age",
            ".sync-conflict-20261130-101010-ABCDEFG.age",
            " (1).age",
            " 2.age",
            ".age.part",
            " (Konflikt).age",
        ] {
            assert!(is_renamed(&format!("{ours}{copy}"), VAULT), "{copy}");
            assert!(!is_renamed(&format!("{ours}{copy}"), VaultId([1; 16])), "{copy}");
        }
        for own in [".age", ".age.previous", ".age.kept-2"] {
            assert!(!is_renamed(&format!("{ours}{own}"), VAULT), "{own}");
        }
        assert!(!is_renamed(&unproved(UnixMillis(0), VAULT, OTHER), VAULT));
        assert!(!is_renamed("photo (1).jpg", VAULT));
        assert!(!is_renamed("aikotoba-20261124T135904Z-5d5d5d5店-c04d92e6.age", VAULT));
    }

    #[test]
    fn an_unverified_file_is_recognised_by_its_name() {
        let name = unproved(UnixMillis(0), VAULT, DEVICE);
        assert!(is_unproved(&name, VAULT, DEVICE) && !is_unproved(&name, VAULT, OTHER));
        assert!(!is_unproved(&name, VaultId([1; 16]), DEVICE));
        assert_eq!(BackupFileName::parse(&name), None);
        assert_eq!(numbered(&name).nth(1).unwrap(), format!("{name}-2"));
        assert!(numbered(&name).take(3).all(|name| is_unproved(&name, VAULT, DEVICE)));
        assert!(!is_unproved(&format!("{name}-x"), VAULT, DEVICE));
        assert!(!is_unproved("my file.unproved", VAULT, DEVICE));
    }
}
