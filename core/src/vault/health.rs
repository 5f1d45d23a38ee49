//! What a vault's file lacks, when it was damaged or somebody changed it.

use crate::account::AccountId;
use crate::fault::Fault;

/// Whether a vault is as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Health {
    /// All of it was read, and all of it is vouched for.
    Sound,
    /// These things are wrong; the vault is read-only, and holds what could be read.
    Damaged(Vec<Damage>),
}

impl Health {
    /// Whether nothing is wrong.
    pub fn is_sound(&self) -> bool {
        *self == Self::Sound
    }

    /// What is wrong; nothing when all is well.
    pub fn damages(&self) -> &[Damage] {
        match self {
            Self::Sound => &[],
            Self::Damaged(damages) => damages,
        }
    }
}

/// One thing that is wrong with a vault's file.
#[derive(Clone, Debug, PartialEq, Eq, Hash, thiserror::Error, Fault)]
#[fault("damage", AnotherSource)]
pub enum Damage {
    /// An account is there and can't be read.
    #[error("an account can't be read")]
    Unreadable {
        /// Its identifier.
        id: AccountId,
        /// Issuer and label, when they are known; empty otherwise.
        name: String,
    },
    /// An account is gone.
    #[error("an account is missing")]
    Missing {
        /// Its identifier.
        id: AccountId,
        /// Issuer and label.
        name: String,
    },
    /// An account is there that was never added here, or was removed.
    #[error("an account was put in")]
    Added {
        /// Its identifier.
        id: AccountId,
        /// Issuer and label.
        name: String,
    },
    /// An account is there in an older state.
    #[error("an account is in an older state")]
    RolledBack {
        /// Its identifier.
        id: AccountId,
        /// Issuer and label.
        name: String,
    },
    /// Another account's content stands in an account's place, and can't be read there.
    #[error("an account holds another's content")]
    Swapped {
        /// Its identifier.
        id: AccountId,
        /// Issuer and label.
        name: String,
    },
    /// An account is there more than once, which the app never writes.
    #[error("an account is there more than once")]
    Repeated {
        /// Its identifier.
        id: AccountId,
        /// Issuer and label, when they are known; empty otherwise.
        name: String,
    },
    /// An account was written by a newer version of the app.
    #[error("an account is of a newer form")]
    #[fault(Update)]
    NewerAccount {
        /// Its identifier.
        id: AccountId,
        /// Issuer and label, when they are known; empty otherwise.
        name: String,
    },
    /// The settings can't be read: group order and the record of backups.
    #[error("the settings can't be read")]
    Settings,
    /// What undoing needs can't be read.
    #[error("the undo journal can't be read")]
    Changes,
    /// The list of what should be there can't be read.
    #[error("the roster can't be read")]
    Roster,
    /// What vouches for the whole can't be read, or does not match it.
    #[error("the manifest does not match")]
    Manifest,
    /// The slots are not those that were set.
    #[error("the slots were changed")]
    Slots,
    /// SQLite's list of the file's tables is not ours: a table was changed, or something was added.
    #[error("the file's tables are not as the app makes them")]
    Schema,
    /// Parts of the file itself can't be read.
    #[error("the file is damaged")]
    File,
    /// The device did not deliver parts of the file, which may be whole all the same.
    #[error("the device did not deliver parts of the file")]
    #[fault(Device)]
    NotDelivered,
    /// More rows that can't be read, and that no list names: told as a number, for somebody may
    /// have put in a million.
    #[error("{count} more rows can't be read")]
    MoreUnreadable {
        /// How many.
        count: usize,
    },
}
