//! Slots: each wraps the vault's key under a key of its own.

use std::fmt;
use std::time::Duration;

use crate::crypto::kdf::PassphraseCost;
use crate::time::UnixMillis;

/// Names a slot within its vault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SlotId(pub(super) [u8; 16]);

impl SlotId {
    /// The identifier with these bytes.
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// Its bytes.
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

impl fmt::Display for SlotId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&data_encoding::HEXLOWER.encode(&self.0))
    }
}

/// What opens a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlotKind {
    /// A passphrase; it travels.
    Passphrase,
    /// The recovery code; it travels.
    Recovery,
    /// A key that one device keeps.
    Device,
    /// Something that a newer version knows.
    Newer,
}

/// One way to unlock a vault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Its name within the vault.
    pub id: SlotId,
    /// What opens it.
    pub kind: SlotKind,
    /// When it was made.
    pub created: UnixMillis,
    /// What the passphrase's derivation costs; `None` for the other kinds.
    pub cost: Option<PassphraseCost>,
}

/// The cost to make a passphrase slot with, from how long [`PassphraseCost::FLOOR`] took on this
/// device: more memory, then more passes, until about `aim`, and never less than the floor.
pub fn calibrate(_floor_took: Duration, _aim: Duration) -> PassphraseCost {
    unimplemented!()
}
