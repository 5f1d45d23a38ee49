//! Which device made a backup, so that several devices can share one folder (docs/spec/backup.md §6).
//!
//! The identifier is random. It is stored outside the vault's file and outside of backups: a vault
//! that is copied to another device gets a new identifier there.

use std::fmt;

use data_encoding::{HEXLOWER, HEXLOWER_PERMISSIVE};

use crate::crypto::random::{Random, RandomError};
use crate::vault::VaultId;

/// The random identifier of a device, for one vault. Its text has 8 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DeviceId(pub [u8; 4]);

impl DeviceId {
    /// Draws an identifier.
    ///
    /// # Errors
    /// [`RandomError`].
    pub fn make(random: &dyn Random) -> Result<Self, RandomError> {
        let mut id = [0; 4];
        random.fill(&mut id)?;
        Ok(Self(id))
    }

    /// Parses 8 hexadecimal digits.
    pub fn parse(text: &str) -> Option<Self> {
        HEXLOWER_PERMISSIVE.decode(text.as_bytes()).ok()?.try_into().ok().map(Self)
    }
}

impl fmt::Display for DeviceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&HEXLOWER.encode(&self.0))
    }
}

/// The identifier of this device for one vault. A shell stores it next to the vault's file's file as one line
/// of text, and never in the file: [`DeviceRecord::parse`] and `Display`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeviceRecord {
    vault: VaultId,
    device: DeviceId,
}

impl DeviceRecord {
    /// Parses the output of `Display`; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let mut words = text.split_ascii_whitespace();
        let vault = HEXLOWER.decode(words.next()?.as_bytes()).ok()?;
        let device = DeviceId::parse(words.next()?)?;
        let record = Self { vault: VaultId(vault.try_into().ok()?), device };
        words.next().is_none().then_some(record)
    }

    /// The record for a vault that was opened: the stored one, or a new one if none is stored or it
    /// is of another vault. The shell stores the result if it differs.
    ///
    /// # Errors
    /// [`RandomError`].
    pub fn of(
        stored: Option<Self>,
        vault: VaultId,
        random: &dyn Random,
    ) -> Result<Self, RandomError> {
        match stored {
            Some(stored) if stored.vault == vault => Ok(stored),
            _ => Ok(Self { vault, device: DeviceId::make(random)? }),
        }
    }

    /// The identifier.
    pub fn device(self) -> DeviceId {
        self.device
    }
}

impl fmt::Display for DeviceRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", HEXLOWER.encode(&self.vault.0), self.device)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::random::SystemRandom;

    const VAULT: VaultId = VaultId([0x5d; 16]);

    #[test]
    fn an_identifier_is_parsed_back() {
        let id = DeviceId::make(&SystemRandom::new()).unwrap();
        assert_eq!(DeviceId::parse(&id.to_string()), Some(id));
        assert_eq!(DeviceId([0, 1, 0xab, 0xff]).to_string(), "0001abff");
        for text in ["", "0001abf", "0001abff0", "0001abfg", "+001abff"] {
            assert_eq!(DeviceId::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_record_is_parsed_back_and_nothing_else_is() {
        let record = DeviceRecord { vault: VAULT, device: DeviceId([1, 2, 3, 4]) };
        let text = record.to_string();
        assert_eq!(text, format!("{} 01020304", "5d".repeat(16)));
        assert_eq!(DeviceRecord::parse(&format!("{text}\n")), Some(record));
        for text in ["", "5d 01020304", &text[..40], &format!("{text} more")] {
            assert_eq!(DeviceRecord::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_vault_keeps_its_identifier_only_where_it_is_stored() {
        let random = SystemRandom::new();
        let first = DeviceRecord::of(None, VAULT, &random).unwrap();
        assert_eq!(DeviceRecord::of(Some(first), VAULT, &random), Ok(first));
        let copied = DeviceRecord::of(None, VAULT, &random).unwrap();
        let other = DeviceRecord::of(Some(first), VaultId([1; 16]), &random).unwrap();
        let ids = [first, copied, other].map(DeviceRecord::device);
        assert!(ids[0] != ids[1] && ids[0] != ids[2] && ids[1] != ids[2], "{ids:?}");
    }
}
