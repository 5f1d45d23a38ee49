//! All values that cross the language border. Most types are the core's own, generated into
//! `remote`. Types that exist only here, and types that are passed as text or number, are declared
//! in this file.

mod remote;

pub(crate) use aikotoba_core::account::AccountId;
pub(crate) use aikotoba_core::screens::digits::CodeText;
pub(crate) use aikotoba_core::time::{MonotonicMillis, UnixMillis};
pub(crate) use aikotoba_core::vault::{Epoch, SlotId};
pub(crate) use remote::*;

use aikotoba_core::backup::SavedBackup;
use aikotoba_core::enrol::{TypedKind, TypedOptions as CoreOptions};
use aikotoba_core::vault::{ChangeError, SeenEpoch, UndoableChange};
use uniffi::deps::anyhow;

use crate::errors::Failure;

uniffi::custom_type!(
    /// A time in milliseconds since 1970-01-01T00:00:00Z.
    UnixMillis, i64, {
    remote,
    lower: |moment| moment.0,
    try_lift: |millis| Ok(UnixMillis(millis)),
});

uniffi::custom_type!(
    /// A time in milliseconds since the device started, including sleep. Nobody can set this clock.
    MonotonicMillis, i64, {
    remote,
    lower: |moment| moment.0,
    try_lift: |millis| Ok(MonotonicMillis(millis)),
});

/// A malformed identifier names nothing: the call fails as for one that the vault does not have,
/// instead of panicking.
fn unknown(error: ChangeError) -> anyhow::Error {
    anyhow::Error::new(Failure::from(error))
}

uniffi::custom_type!(
    /// The permanent identifier of an account within its vault: 32 hexadecimal digits.
    AccountId, String, {
    remote,
    lower: |id| id.to_string(),
    try_lift: |text| AccountId::try_from(text).map_err(|_| unknown(ChangeError::NoSuchAccount)),
});

uniffi::custom_type!(
    /// The identifier of a way to unlock within its vault.
    SlotId, Vec<u8>, {
    remote,
    lower: |id| id.as_bytes().to_vec(),
    try_lift: |bytes| match bytes.try_into() {
        Ok(bytes) => Ok(SlotId::from_bytes(bytes)),
        Err(_) => Err(unknown(ChangeError::NoSuchSlot)),
    },
});

uniffi::custom_type!(
    /// The number of a vault's latest change, from 1; it only increases.
    Epoch, u64, {
    remote,
    lower: |epoch| epoch.0,
    try_lift: |count| Ok(Epoch(count)),
});

uniffi::custom_type!(
    /// A code on a screen, in groups. Printing it shows nothing of it.
    CodeText, String, {
    remote,
    lower: |code| code.groups.join(" "),
    try_lift: |text| Ok(CodeText { groups: text.split(' ').map(str::to_owned).collect() }),
});

/// How a vault compares with the mark that the device stored, and the mark to store now.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct VaultComparison {
    /// Whether the vault is older, or another one.
    pub age: VaultAge,
    /// The mark to store unchanged instead of the previous one; none if there is nothing to store
    /// yet.
    pub mark: Option<String>,
    /// The question to ask the user now; none if there is no conflict.
    pub question: Option<BannerLead>,
}

impl VaultComparison {
    pub(crate) fn of(age: VaultAge, seen: Option<&SeenEpoch>) -> Self {
        let question = Banner::of_age(age).map(|banner| banner.lead());
        Self { age, mark: seen.map(SeenEpoch::to_string), question }
    }
}

/// The result of checking the vault's file.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct HealthState {
    /// The number of accounts that can be read, including the trash.
    pub accounts: u32,
    /// The damages; empty if there are none.
    pub damages: Vec<PhraseValue>,
}

/// A change that can be undone.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct ChangeRow {
    /// Why it was made.
    pub reason: ChangeReason,
    /// When it was made.
    pub at: UnixMillis,
    /// The number of accounts that it affected.
    pub accounts: u32,
}

impl From<UndoableChange> for ChangeRow {
    fn from(change: UndoableChange) -> Self {
        let UndoableChange { reason, at, accounts } = change;
        Self { reason, at, accounts: u32::try_from(accounts).unwrap_or(u32::MAX) }
    }
}

/// The code parameters that a site states.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct TypedOptions {
    /// What changes the code.
    pub kind: AccountKind,
    /// The number of digits; six if the site states none.
    pub digits: u32,
    /// The hash inside the HMAC; SHA-1 if the site states none.
    pub algorithm: Algorithm,
}

impl From<TypedOptions> for CoreOptions {
    fn from(options: TypedOptions) -> Self {
        let TypedOptions { kind, digits, algorithm } = options;
        let kind = match kind {
            AccountKind::Totp { period } => TypedKind::Totp { period: period.into() },
            AccountKind::Hotp { counter } => TypedKind::Hotp { counter },
            AccountKind::Steam => TypedKind::Steam,
        };
        Self { kind, digits, algorithm }
    }
}

/// The parameters for a site that states none: six digits, 30 seconds, SHA-1.
#[uniffi::export]
pub fn usual_options() -> TypedOptions {
    let CoreOptions { digits, algorithm, .. } = CoreOptions::default();
    TypedOptions { kind: AccountKind::Totp { period: 30 }, digits, algorithm }
}

/// A saved backup.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct BackupOutcome {
    /// The backup.
    pub made: SavedBackup,
    /// Warnings about it.
    pub warnings: Vec<PhraseValue>,
}

/// A QR code, to draw dark on light with a quiet zone of four modules. It is a secret.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct QrPicture {
    /// The number of modules per side.
    pub side: u32,
    /// The modules row by row: 1 is dark, 0 is light.
    pub modules: Vec<u8>,
}
