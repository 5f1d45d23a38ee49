//! The vault, and what opens it.

use super::{Epoch, SlotId, UnixMillis};

pub(crate) type VaultPresence = aikotoba_core::vault::Presence;

/// What stands where a vault is looked for. Only Presence.Nothing allows a new one.
#[uniffi::remote(Enum)]
pub enum VaultPresence {
    /// Nothing at all.
    Nothing,
    /// A file, to be opened.
    Vault,
    /// No file to open, but traces of one: a journal, a copy, an empty or unreadable file.
    Remains,
}

pub(crate) type VaultAge = aikotoba_core::vault::Age;

/// How a vault's file compares to what the device remembers of it.
#[uniffi::remote(Enum)]
pub enum VaultAge {
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

pub(crate) type ChangeReason = aikotoba_core::vault::Reason;

/// Why accounts were changed.
#[uniffi::remote(Enum)]
pub enum ChangeReason {
    /// An account was added.
    Add,
    /// An account was edited.
    Edit,
    /// The order was changed.
    Arrange,
    /// An account was put into the trash.
    Discard,
    /// An account was taken out of the trash.
    Recover,
    /// Accounts came from another app.
    Import,
    /// Accounts came from a backup.
    Restore,
    /// A newer version's reason.
    Other,
}

pub(crate) type UnlockState = aikotoba_core::screens::unlock::UnlockState;

/// The unlock screen.
#[uniffi::remote(Record)]
pub struct UnlockState {
    /// The ways that are open, the easiest first; none for a vault that can't be unlocked here.
    pub ways: Vec<UnlockWay>,
    /// What to say above them.
    pub notice: Option<UnlockNotice>,
    /// How many tries were wrong since the last right one.
    pub wrong: u32,
    /// The seconds until a try is taken, rounded up; 0 when now.
    pub seconds_left: u32,
}

pub(crate) type UnlockWay = aikotoba_core::screens::unlock::Way;

/// A way to unlock a vault.
#[uniffi::remote(Enum)]
pub enum UnlockWay {
    /// The key that the device keeps behind a finger, a face or its screen lock.
    Device,
    /// The passphrase.
    Passphrase,
    /// The recovery code.
    Recovery,
}

pub(crate) type DeviceKey = aikotoba_core::screens::unlock::DeviceKey;

/// What the platform says about its key.
#[uniffi::remote(Enum)]
pub enum DeviceKey {
    /// It is there and can be asked for.
    Ready,
    /// This device has none: the vault came from another phone, or never had one.
    Absent,
    /// It is gone for good, as when a finger was added or the screen lock removed.
    Invalidated,
    /// It can't be asked for just now, as after too many fingers that were not recognised.
    Unavailable,
}

pub(crate) type UnlockNotice = aikotoba_core::screens::unlock::UnlockNotice;

/// What to say above the ways.
#[uniffi::remote(Enum)]
pub enum UnlockNotice {
    /// The vault came from another phone: its device key stayed there.
    FromAnotherPhone,
    /// The device key is gone for good; another way sets up a new one.
    DeviceKeyGone,
    /// The device key can't be asked for just now.
    DeviceKeyUnavailable,
}

pub(crate) type RemovedLock = aikotoba_core::screens::rekey::RemovedLock;

/// A way to unlock that went with the vault's old key.
#[uniffi::remote(Enum)]
pub enum RemovedLock {
    /// Another passphrase.
    Passphrase,
    /// Another recovery code.
    Recovery,
    /// The key that another device keeps, or that this one lost.
    Device,
    /// Something that a newer version knows.
    Newer,
}

pub(crate) type LockRow = aikotoba_core::screens::unlock::LockRow;

/// One way to unlock, among the settings.
#[uniffi::remote(Record)]
pub struct LockRow {
    /// Its name within the vault.
    pub id: SlotId,
    /// Which way it is.
    pub way: UnlockWay,
    /// When it was made.
    pub created: UnixMillis,
    /// Whether it can be removed: the last one that opens the vault on another device stays.
    pub removal: LockRemoval,
}

pub(crate) type LockRemoval = aikotoba_core::screens::unlock::Removal;

/// Whether a way to unlock can be removed.
#[uniffi::remote(Enum)]
pub enum LockRemoval {
    /// It can.
    Offered,
    /// Without it, a lost device would take everything with it.
    LastThatTravels,
}

pub(crate) type Tries = aikotoba_core::screens::lock::Tries;

/// Wrong tries at unlocking in a row. The shell keeps them beside the vault, so that closing the
/// app is no way around. They slow a guesser at this device down; what protects a copied vault is
/// the cost of its key derivation.
#[uniffi::remote(Record)]
pub struct Tries {
    /// How many were wrong since the last right one.
    pub wrong: u32,
    /// When the last was, by the clock that runs from the device's start.
    pub last_millis: i64,
}

pub(crate) type FirstStartState = aikotoba_core::screens::start::FirstStartState;

/// What a first start shows.
#[uniffi::remote(Record)]
pub struct FirstStartState {
    /// Which of its steps.
    pub step: StartStep,
    /// Whether the device offers a key behind a finger, a face or its screen lock.
    pub device_key: Offered,
}

pub(crate) type Offered = aikotoba_core::screens::start::Offered;

/// Whether something can be chosen.
#[uniffi::remote(Enum)]
pub enum Offered {
    /// It can.
    Yes,
    /// It can't.
    No,
}

pub(crate) type StartStep = aikotoba_core::screens::start::StartStep;

/// A step of the first start.
#[uniffi::remote(Enum)]
pub enum StartStep {
    /// There is no vault and no trace of one: say what this is, offer a new vault or a backup.
    Welcome,
    /// Choose how it opens.
    Locks,
    /// The recovery code, shown once (RecoveryState).
    RecoveryCode,
    /// There are traces of a vault that can't be read: nothing is made over them.
    Remains,
}

pub(crate) type RecoveryCheckState = aikotoba_core::screens::recovery::RecoveryCheckState;

/// The screen that asks for a group.
#[uniffi::remote(Record)]
pub struct RecoveryCheckState {
    /// Which group, counted from 1.
    pub at: u32,
    /// How many characters it has.
    pub letters: u32,
}

pub(crate) type RecoveryStanding = aikotoba_core::screens::recovery::Recovery;

/// Whether a recovery code is known to be written down.
#[uniffi::remote(Enum)]
pub enum RecoveryStanding {
    /// The vault has none.
    None,
    /// It was shown, no more.
    Unconfirmed,
    /// The person typed a part of it.
    Confirmed,
}

pub(crate) type RecoveryAnswer = aikotoba_core::screens::recovery::Answer;

/// Whether a group of the recovery code was typed right.
#[uniffi::remote(Enum)]
pub enum RecoveryAnswer {
    /// It was: the code is written down.
    Right,
    /// It was not; it can be tried again.
    Wrong,
}
