//! What is wrong with a vault's file that was damaged or modified.

use crate::account::AccountId;
use crate::fault::Fault;

/// Whether a vault is as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VaultHealth {
    /// All of it was read and authenticated.
    Sound,
    /// These things are wrong. The vault is read-only and holds what could be read.
    Damaged(Vec<VaultDamage>),
}

impl VaultHealth {
    /// Whether nothing is wrong.
    pub fn is_sound(&self) -> bool {
        *self == Self::Sound
    }

    /// What is wrong; empty when the vault is sound.
    pub fn damages(&self) -> &[VaultDamage] {
        match self {
            Self::Sound => &[],
            Self::Damaged(damages) => damages,
        }
    }
}

/// One thing that is wrong with a vault's file.
#[derive(Clone, Debug, PartialEq, Eq, Hash, thiserror::Error, Fault)]
#[fault("damage", AnotherSource)]
pub enum VaultDamage {
    /// An account's row exists but cannot be read.
    #[error("an account can't be read")]
    #[fault(code = "unreadable")]
    UnreadableAccount {
        /// The account's identifier.
        id: AccountId,
        /// Issuer and label if known; empty otherwise.
        name: String,
    },
    /// An account's row is missing.
    #[error("an account is missing")]
    #[fault(code = "missing")]
    MissingAccount {
        /// The account's identifier.
        id: AccountId,
        /// Issuer and label.
        name: String,
    },
    /// A row holds an account that was never added, or was deleted.
    #[error("an account that was never added")]
    #[fault(code = "added")]
    PlantedAccount {
        /// The account's identifier.
        id: AccountId,
        /// Issuer and label.
        name: String,
    },
    /// An account's row is an older version.
    #[error("an account is an older version")]
    RolledBack {
        /// The account's identifier.
        id: AccountId,
        /// Issuer and label.
        name: String,
    },
    /// An account's row was replaced by that of another account, and cannot be read there.
    #[error("an account's row holds another account")]
    #[fault(code = "swapped")]
    SwappedAccount {
        /// The account's identifier.
        id: AccountId,
        /// Issuer and label.
        name: String,
    },
    /// An account has several rows, which the app never writes.
    #[error("an account has several rows")]
    #[fault(code = "repeated")]
    RepeatedAccount {
        /// The account's identifier.
        id: AccountId,
        /// Issuer and label if known; empty otherwise.
        name: String,
    },
    /// A newer version of the app wrote this account.
    #[error("an account of a newer version")]
    #[fault(Update)]
    NewerAccount {
        /// The account's identifier.
        id: AccountId,
        /// Issuer and label if known; empty otherwise.
        name: String,
    },
    /// The settings cannot be read: the group order and the record of backups.
    #[error("the settings can't be read")]
    #[fault(code = "settings")]
    UnreadableSettings,
    /// The undo records cannot be read.
    #[error("the undo journal can't be read")]
    #[fault(code = "changes")]
    UnreadableUndoJournal,
    /// The roster, which lists the expected accounts, cannot be read.
    #[error("the roster can't be read")]
    #[fault(code = "roster")]
    UnreadableRoster,
    /// The manifest, which authenticates the whole vault, cannot be read or does not match.
    #[error("the manifest does not match")]
    #[fault(code = "manifest")]
    UnreadableManifest,
    /// The slots are not those that were set.
    #[error("the slots were changed")]
    Slots,
    /// SQLite's schema table is not ours: a table was changed, or something was added.
    #[error("the schema is not ours")]
    #[fault(code = "schema")]
    UnknownSchema,
    /// Parts of the file itself cannot be read.
    #[error("the file is damaged")]
    #[fault(code = "file")]
    DamagedFile,
    /// The device failed to read parts of the file. The data may still be intact.
    #[error("the device could not read parts of the file")]
    #[fault(Device)]
    NotDelivered,
    /// More unreadable rows that no list names. Only their number is given, because an attacker may
    /// have inserted a million.
    #[error("{count} more rows can't be read")]
    MoreUnreadable {
        /// The number of rows.
        count: usize,
    },
}
