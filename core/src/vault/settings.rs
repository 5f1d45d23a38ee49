//! What is kept beside the accounts, sealed like them.

use crate::time::UnixMillis;

/// What a vault keeps beside its accounts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    /// The groups in their owner's order; a group may be empty.
    pub groups: Vec<String>,
    /// The latest backup that was read back.
    pub proved_backup: Option<ProvedBackup>,
    /// When the owner showed that the recovery code was written down.
    pub recovery_confirmed: Option<UnixMillis>,
    /// What others keep here by name, and fields that a newer version wrote; written back as they
    /// came.
    pub others: serde_json::Map<String, serde_json::Value>,
}

/// A backup that was written, read back and compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProvedBackup {
    /// When.
    pub at: UnixMillis,
    /// How many accounts it holds.
    pub accounts: usize,
    /// The digest of its content.
    pub of: [u8; 32],
}
