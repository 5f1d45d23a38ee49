//! What the list says above the codes.

use super::{ClockVerdict, Saying, UnixMillis};

pub(crate) type Banner = aikotoba_core::screens::banners::Banner;

/// One thing that the person should know.
#[uniffi::remote(Enum)]
pub enum Banner {
    /// The vault is damaged: it opens for reading only.
    VaultDamaged {
        /// How many things are wrong with it.
        damages: u32,
    },
    /// The vault is older than what this device saw last.
    VaultOlder,
    /// The vault is another than the one that this device saw last.
    VaultOther,
    /// Sites will refuse the codes: the clock is wrong.
    ClockWrong {
        /// What is known about it.
        verdict: ClockVerdict,
    },
    /// Backups could not be made.
    BackupFailing {
        /// Since when.
        since: UnixMillis,
        /// What happened last.
        why: Saying,
    },
    /// No backup was ever made.
    BackupMissing {
        /// How many accounts would be lost with the device.
        accounts: u32,
    },
    /// The recovery code was shown, and nobody has shown yet that it was written down.
    RecoveryUnconfirmed,
    /// The vault was changed since the last backup.
    BackupStale {
        /// When that was made.
        made: UnixMillis,
    },
    /// The clock may be wrong.
    ClockDoubtful {
        /// What is known about it.
        verdict: ClockVerdict,
    },
    /// Accounts whose codes no site is known to have taken.
    Unconfirmed {
        /// How many.
        accounts: u32,
    },
}

pub(crate) type BannerRow = aikotoba_core::screens::banners::BannerRow;

/// A banner on its screen.
#[uniffi::remote(Record)]
pub struct BannerRow {
    /// What it says.
    pub banner: Banner,
    /// How grave it is.
    pub gravity: Gravity,
    /// Where it leads when it is touched.
    pub lead: BannerLead,
}

pub(crate) type Gravity = aikotoba_core::screens::banners::Gravity;

/// How grave a banner is.
#[uniffi::remote(Enum)]
pub enum Gravity {
    /// Something was lost or fails now.
    Alarm,
    /// Something would be lost if the device were.
    Warning,
    /// Good to know.
    Notice,
}

pub(crate) type BannerLead = aikotoba_core::screens::banners::Lead;

/// Where a touched banner leads.
#[uniffi::remote(Enum)]
pub enum BannerLead {
    /// What is wrong with the vault, and how it is repaired.
    Repair,
    /// The question whether the older vault is accepted.
    AcceptOlder,
    /// The question whether the other vault is accepted.
    AcceptOther,
    /// The device's own settings of date and time.
    DeviceClock,
    /// The backup screen.
    Backup,
    /// The question for a group of the recovery code.
    RecoveryCheck,
    /// The list, narrowed to unconfirmed accounts.
    Unconfirmed,
}
