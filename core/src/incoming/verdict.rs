//! How an incoming account compares to the vault, and the choices that this offers.

use serde::{Deserialize, Serialize};

use crate::account::AccountId;
use crate::phrase::Phrase;
use crate::time::UnixMillis;

/// How an account compares to the vault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Phrase)]
#[serde(rename_all = "kebab-case")]
#[phrase("plan", without_facts)]
pub enum PlanVerdict {
    /// The vault does not contain it.
    New,
    /// The same account exists: same key, parameters and name.
    AlreadyThere {
        /// The existing account.
        id: AccountId,
    },
    /// The same account is in the trash.
    InTrash {
        /// The account in the trash.
        id: AccountId,
    },
    /// The same key exists under another name.
    SameKey {
        /// The account with that key.
        id: AccountId,
    },
    /// An account with that name exists and has another key.
    NameTaken {
        /// The existing account.
        id: AccountId,
    },
    /// The vault does not contain it, because it was erased here.
    RemovedHere {
        /// When it was moved to the trash.
        at: UnixMillis,
    },
    /// The same account, with the same name, occurs earlier in the plan.
    Twice {
        /// Its place in the plan, counted from 0.
        first: u32,
    },
    /// The same key occurs earlier in the plan, under another name.
    SameKeyTwice {
        /// Its place in the plan, counted from 0.
        first: u32,
    },
    /// The file ends with its key, which may be truncated.
    MaybeTruncated,
}

/// What to do with an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, strum::IntoStaticStr)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum PlanChoice {
    /// Do nothing; the existing account stays unchanged.
    Skip,
    /// Add it as another account.
    Add,
    /// Take the existing account out of the trash.
    Recover,
    /// Replace the account of the same name, whose key is kept in the trash.
    Replace,
}

impl PlanVerdict {
    /// The available choices, the safest first.
    pub fn choices(self) -> &'static [PlanChoice] {
        match self {
            Self::New => &[PlanChoice::Add, PlanChoice::Skip],
            Self::AlreadyThere { .. } => &[PlanChoice::Skip],
            Self::InTrash { .. } => &[PlanChoice::Skip, PlanChoice::Recover],
            Self::NameTaken { .. } => &[PlanChoice::Skip, PlanChoice::Add, PlanChoice::Replace],
            Self::SameKey { .. }
            | Self::Twice { .. }
            | Self::SameKeyTwice { .. }
            | Self::RemovedHere { .. }
            | Self::MaybeTruncated => &[PlanChoice::Skip, PlanChoice::Add],
        }
    }

    /// The default choice; `None` if the user must be asked.
    pub(super) fn default_choice(self) -> Option<PlanChoice> {
        match self {
            Self::NameTaken { .. }
            | Self::SameKey { .. }
            | Self::SameKeyTwice { .. }
            | Self::RemovedHere { .. }
            | Self::MaybeTruncated => None,
            other => other.choices().first().copied(),
        }
    }
}
