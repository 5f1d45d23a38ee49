//! Rows: JSON, padded, encrypted, and authenticated together with their position
//! (docs/spec/vault.md §4).

use std::io::{self, Write};

use serde::Serialize;
use zeroize::Zeroizing;

use super::schema::Table;
use super::{Epoch, VaultId};
use crate::crypto::SymmetricKey;
use crate::crypto::aead::{self, NotAuthentic};
use crate::crypto::kdf::derive_key;
use crate::crypto::random::{Random, RandomError};
use crate::crypto::stack::wiped_after_action;

/// The identifier of a row within its table.
pub(super) type RowId = [u8; 16];

/// The row identifier in a table that has only one row.
pub(super) const SINGLE_ROW_ID: RowId = [0; 16];

/// Payloads are padded to a multiple of this many bytes, so that their length reveals little about
/// names and notes.
const PADDING: usize = 256;

/// The AES-GCM tag: the last bytes of an encrypted row.
pub(super) type RowTag = [u8; 16];

/// A row as stored in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SealedRow {
    pub(super) id: RowId,
    /// The epoch in which it was written.
    pub(super) version: u64,
    pub(super) sealed: Vec<u8>,
}

impl SealedRow {
    /// The tag; zeros for a row that is too short to have one and therefore cannot be decrypted.
    pub(super) fn tag(&self) -> RowTag {
        self.sealed.last_chunk().copied().unwrap_or_default()
    }
}

/// The vault key and the keys derived from it, one for each purpose.
pub(super) struct VaultKeys {
    /// The vault key, which the slots wrap.
    pub(super) vault: SymmetricKey,
    /// The key that authenticates the list of rows.
    pub(super) list: SymmetricKey,
    records: SymmetricKey,
    manifest: SymmetricKey,
    snapshots: SymmetricKey,
}

impl Drop for VaultKeys {
    /// The keys zero themselves; this also clears the part of the stack where they were last used.
    fn drop(&mut self) {
        wiped_after_action(|| ());
    }
}

impl VaultKeys {
    pub(super) fn derive(vault: SymmetricKey, id: VaultId) -> Self {
        let derive = |purpose: &str| derive_key(&vault, &id.0, purpose.as_bytes());
        let (records, manifest) = (derive("aikotoba records"), derive("aikotoba manifest"));
        let (list, snapshots) = (derive("aikotoba list"), derive("aikotoba snapshots"));
        Self { vault, list, records, manifest, snapshots }
    }

    /// An explicit copy, which is zeroed separately.
    pub(super) fn duplicate(&self, id: VaultId) -> Self {
        let vault =
            SymmetricKey::from_slice(self.vault.expose()).expect("a key has a key's length");
        Self::derive(vault, id)
    }

    fn of(&self, table: Table) -> &SymmetricKey {
        match table {
            Table::Account | Table::Setting => &self.records,
            Table::Roster | Table::Manifest => &self.manifest,
            Table::Change => &self.snapshots,
        }
    }
}

/// Encrypts the rows of one transaction.
pub(super) struct RowSealer<'a> {
    pub(super) keys: &'a VaultKeys,
    pub(super) vault: VaultId,
    /// The format version of the file to which the rows are written.
    pub(super) format: i64,
    pub(super) epoch: Epoch,
    pub(super) random: &'a dyn Random,
}

impl RowSealer<'_> {
    /// Encrypts a value as a row of this epoch.
    pub(super) fn seal(
        &self,
        table: Table,
        id: RowId,
        value: &impl Serialize,
    ) -> Result<SealedRow, RandomError> {
        let version = self.epoch.0;
        let context = context(self.format, self.vault, table, &id, version);
        let sealed = aead::seal(self.keys.of(table), &context, &print_padded(value), self.random)?;
        Ok(SealedRow { id, version, sealed })
    }
}

/// Decrypts a row of a file with the given format version.
pub(super) fn open(
    keys: &VaultKeys,
    vault: VaultId,
    format: i64,
    table: Table,
    row: &SealedRow,
) -> Result<Zeroizing<Vec<u8>>, NotAuthentic> {
    let context = context(format, vault, table, &row.id, row.version);
    aead::open(keys.of(table), &context, &row.sealed)
}

/// The associated data of a row: it cannot be decrypted in any other position.
fn context(format: i64, vault: VaultId, table: Table, id: &RowId, version: u64) -> Vec<u8> {
    let name = table.name().as_bytes();
    let mut context = Vec::with_capacity(64);
    context.extend_from_slice(b"aikotoba row");
    context.extend_from_slice(&format.to_be_bytes());
    context.extend_from_slice(&vault.0);
    context.push(u8::try_from(name.len()).expect("table names are shorter than 256 bytes"));
    context.extend_from_slice(name);
    context.extend_from_slice(id);
    context.extend_from_slice(&version.to_be_bytes());
    context
}

/// A value as JSON, padded with spaces to the next multiple of [`PADDING`].
pub(super) fn print_padded(value: &impl Serialize) -> Zeroizing<Vec<u8>> {
    // Measured first, so that the buffer never grows: growing would leave copies that are not
    // zeroed.
    let mut length = SerializedLength(0);
    serde_json::to_writer(&mut length, value).expect("measuring does not fail");
    let padded = length.0.next_multiple_of(PADDING);
    let mut payload = Zeroizing::new(Vec::with_capacity(padded));
    serde_json::to_writer(&mut *payload, value).expect("writing to memory does not fail");
    payload.resize(padded, b' ');
    payload
}

struct SerializedLength(usize);

impl Write for SerializedLength {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::random::SystemRandom;
    use crate::vault::schema::FORMAT_VERSION;

    #[test]
    fn a_row_decrypts_only_in_its_own_position() {
        let random = SystemRandom::new();
        let vault = VaultId([1; 16]);
        let keys = VaultKeys::derive(SymmetricKey::make(&random).unwrap(), vault);
        let sealer = RowSealer {
            keys: &keys,
            vault,
            format: FORMAT_VERSION,
            epoch: Epoch(7),
            random: &random,
        };
        let row = sealer.seal(Table::Account, [2; 16], &"text").unwrap();
        let opened = open(&keys, vault, FORMAT_VERSION, Table::Account, &row).unwrap();
        assert_eq!(opened[..7], *b"\"text\" ");

        let moved = SealedRow { id: [3; 16], ..row.clone() };
        let replayed = SealedRow { version: 8, ..row.clone() };
        for (vault, format, table, row) in [
            (vault, FORMAT_VERSION, Table::Account, &moved),
            (vault, FORMAT_VERSION, Table::Account, &replayed),
            (vault, FORMAT_VERSION, Table::Setting, &row),
            (vault, FORMAT_VERSION + 1, Table::Account, &row),
            (VaultId([2; 16]), FORMAT_VERSION, Table::Account, &row),
        ] {
            assert_eq!(open(&keys, vault, format, table, row).unwrap_err(), NotAuthentic);
        }
    }

    #[test]
    fn lengths_are_rounded_up_to_a_multiple_of_256() {
        for (letters, length) in [(0, 256), (254, 256), (255, 512)] {
            assert_eq!(print_padded(&"x".repeat(letters)).len(), length);
        }
    }
}
