//! How an account that comes in compares to what is there, and what may be done with it.

use serde::{Deserialize, Serialize};

use crate::account::AccountId;
use crate::phrase::phrase_family;

/// How an account compares to what is there.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::VariantNames,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Verdict {
    /// It is not there.
    New,
    /// The same account is there: same key, same parameters, same name.
    AlreadyThere {
        /// Which.
        id: AccountId,
    },
    /// The same account is there, in the trash.
    InTrash {
        /// Which.
        id: AccountId,
    },
    /// The same key is there, under another name.
    SameKey {
        /// Which account has it.
        id: AccountId,
    },
    /// An account of that name is there, with another key.
    NameTaken {
        /// Which.
        id: AccountId,
    },
    /// The same account, of the same name, stands earlier in the plan.
    Twice {
        /// At which place, from 0.
        first: u32,
    },
    /// The same key stands earlier in the plan, under another name.
    SameKeyTwice {
        /// At which place, from 0.
        first: u32,
    },
}

/// What to do with an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Choice {
    /// Nothing; what is there stays as it is.
    Skip,
    /// Add it beside what is there.
    Add,
    /// Take the one in the trash out of it.
    Recover,
    /// Put it in place of the one of that name, whose key is kept in the trash.
    Replace,
}

phrase_family!(Verdict, "plan");

impl Verdict {
    /// What may be chosen, the safest first.
    pub fn choices(self) -> &'static [Choice] {
        match self {
            Self::New => &[Choice::Add, Choice::Skip],
            Self::AlreadyThere { .. } => &[Choice::Skip],
            Self::InTrash { .. } => &[Choice::Skip, Choice::Recover],
            Self::NameTaken { .. } => &[Choice::Skip, Choice::Add, Choice::Replace],
            Self::SameKey { .. } | Self::Twice { .. } | Self::SameKeyTwice { .. } => {
                &[Choice::Skip, Choice::Add]
            }
        }
    }

    /// What is done unless the person chooses; `None` where the person must be asked.
    pub(super) fn default_choice(self) -> Option<Choice> {
        match self {
            Self::NameTaken { .. } | Self::SameKey { .. } | Self::SameKeyTwice { .. } => None,
            other => other.choices().first().copied(),
        }
    }
}
