//! Every value that crosses. Most types are the core's own, generated into `remote`; those that only
//! the façade has, and those that cross as a plain text or number, are written here.

mod remote;

pub(crate) use aikotoba_core::account::AccountId;
pub(crate) use aikotoba_core::screens::digits::CodeText;
pub(crate) use aikotoba_core::time::UnixMillis;
pub(crate) use aikotoba_core::vault::{Epoch, SlotId};
pub(crate) use remote::*;

use aikotoba_core::backup::Made;
use aikotoba_core::enrol::{Options, TypedKind};
use aikotoba_core::vault::{Seen, Undoable};

uniffi::custom_type!(
    /// A moment in milliseconds since 1970-01-01T00:00:00Z.
    UnixMillis, i64, {
    remote,
    lower: |moment| moment.0,
    try_lift: |millis| Ok(UnixMillis(millis)),
});

uniffi::custom_type!(
    /// Names an account within its vault for good: 32 hexadecimal digits.
    AccountId, String, {
    remote,
    lower: |id| id.to_string(),
    try_lift: |text| AccountId::try_from(text).map_err(uniffi::deps::anyhow::Error::msg),
});

uniffi::custom_type!(
    /// Names a way to unlock within its vault.
    SlotId, Vec<u8>, {
    remote,
    lower: |id| id.as_bytes().to_vec(),
    try_lift: |bytes| match bytes.try_into() {
        Ok(bytes) => Ok(SlotId::from_bytes(bytes)),
        Err(_) => Err(uniffi::deps::anyhow::Error::msg("16 bytes")),
    },
});

uniffi::custom_type!(
    /// Counts a vault's changes, from 1: it only grows.
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

/// How a vault compares to what the device remembered of it, and what it is to remember now.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct VaultMet {
    /// Whether it is older, or another.
    pub age: VaultAge,
    /// The mark to keep in the place of the former one, as it is; none where there is nothing to
    /// remember yet.
    pub mark: Option<String>,
    /// The question that the person is asked at once; none where nothing speaks against the vault.
    pub question: Option<BannerLead>,
}

impl VaultMet {
    pub(crate) fn of(age: VaultAge, seen: Option<&Seen>) -> Self {
        let question = Banner::of_age(age).map(|banner| banner.lead());
        Self { age, mark: seen.map(Seen::to_string), question }
    }
}

/// What a close look at the vault's file found.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct HealthState {
    /// How many accounts can be read, the trash included.
    pub accounts: u32,
    /// What is wrong; nothing when all is well.
    pub damages: Vec<Saying>,
}

/// A change that can be undone.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct ChangeRow {
    /// Why it was made.
    pub reason: ChangeReason,
    /// When.
    pub at: UnixMillis,
    /// How many accounts it concerned.
    pub accounts: u32,
}

impl From<Undoable> for ChangeRow {
    fn from(change: Undoable) -> Self {
        let Undoable { reason, at, accounts } = change;
        Self { reason, at, accounts: u32::try_from(accounts).unwrap_or(u32::MAX) }
    }
}

/// What a site says about its codes, where it says anything.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct TypedOptions {
    /// What moves the code on.
    pub kind: AccountKind,
    /// How many digits a code has; six where the site says nothing.
    pub digits: u32,
    /// The hash inside the HMAC; SHA-1 where the site says nothing.
    pub algorithm: Algorithm,
}

impl From<TypedOptions> for Options {
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

/// What a site means that says nothing about its codes: six digits, every 30 seconds, SHA-1.
#[uniffi::export]
pub fn usual_options() -> TypedOptions {
    let Options { digits, algorithm, .. } = Options::default();
    TypedOptions { kind: AccountKind::Totp { period: 30 }, digits, algorithm }
}

/// A backup that is saved.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct BackupOutcome {
    /// The backup.
    pub made: Made,
    /// What the person should know though it is saved.
    pub warnings: Vec<Saying>,
}

/// A QR code, to be drawn dark on light with four modules of light around it. A secret.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct QrPicture {
    /// How many modules a side has.
    pub side: u32,
    /// Row by row, 1 for a dark module and 0 for a light one.
    pub modules: Vec<u8>,
}
