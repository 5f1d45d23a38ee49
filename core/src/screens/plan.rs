//! The preview before a restore or an import: what would come of each account.

use serde::{Deserialize, Serialize};

use crate::account::AccountId;
use crate::phrase::{Saying, phrase_family};
use crate::time::UnixMillis;

/// The preview of accounts that were read and are not kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanState {
    /// Where they come from.
    pub origin: PlanOrigin,
    /// The accounts, in their order.
    pub rows: Vec<PlanRow>,
    /// Entries that are no accounts here, each with the reason.
    pub refused: Vec<RefusedRow>,
    /// How many accounts would be added as things are chosen.
    pub adds: u32,
    /// How many are there already.
    pub already_there: u32,
    /// How many still ask for a choice.
    pub undecided: u32,
}

/// Where accounts come from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PlanOrigin {
    /// A backup of ours.
    Backup {
        /// When it was made.
        made: UnixMillis,
    },
    /// Another app's export.
    Import {
        /// The format's name.
        format: String,
    },
}

/// One account in the preview.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanRow {
    /// Its place, from 0; choices name it.
    pub place: u32,
    /// Who asks for its codes; may be empty.
    pub issuer: String,
    /// Which of that site's accounts it is; may be empty.
    pub label: String,
    /// How it compares to what is there.
    pub verdict: PlanVerdict,
    /// What would be done with it; `None` while the person is asked.
    pub choice: Option<PlanChoice>,
    /// What may be chosen.
    pub choices: Vec<PlanChoice>,
}

/// An entry that is not taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusedRow {
    /// Its name as far as it can be read.
    pub name: String,
    /// Why.
    pub why: Saying,
}

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
pub enum PlanVerdict {
    /// It is not there.
    New,
    /// The same account is there: nothing changes.
    AlreadyThere {
        /// Which.
        id: AccountId,
    },
    /// The same account is in the trash.
    InTrash {
        /// Which.
        id: AccountId,
    },
    /// An account of that name is there, with another key.
    NameTaken {
        /// Which.
        id: AccountId,
    },
    /// The same account stands earlier in the preview.
    Twice {
        /// At which place.
        first: u32,
    },
}

phrase_family!(PlanVerdict, "plan");

/// What to do with an account.
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
pub enum PlanChoice {
    /// Add it beside what is there.
    Add,
    /// Leave it away.
    Skip,
    /// Take the one in the trash out again.
    Recover,
    /// Put it in place of the one of that name, which moves to the trash.
    Replace,
}

phrase_family!(PlanChoice, "plan-choice");

impl PlanState {
    /// Counts what the rows add up to.
    pub fn new(origin: PlanOrigin, rows: Vec<PlanRow>, refused: Vec<RefusedRow>) -> Self {
        let count = |fits: fn(&&PlanRow) -> bool| {
            u32::try_from(rows.iter().filter(fits).count()).unwrap_or(u32::MAX)
        };
        let adds = count(|row| {
            matches!(row.choice, Some(PlanChoice::Add | PlanChoice::Replace | PlanChoice::Recover))
        });
        let already_there = count(|row| matches!(row.verdict, PlanVerdict::AlreadyThere { .. }));
        let undecided = count(|row| row.choice.is_none());
        Self { origin, rows, refused, adds, already_there, undecided }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(place: u32, verdict: PlanVerdict, choice: Option<PlanChoice>) -> PlanRow {
        let (issuer, label) = ("Amazon".to_owned(), format!("shop{place}@example.com"));
        PlanRow { place, issuer, label, verdict, choice, choices: Vec::new() }
    }

    #[test]
    fn rows_are_counted_by_what_would_come_of_them() {
        let id = AccountId::from_bytes([1; 16]);
        let rows = vec![
            row(0, PlanVerdict::New, Some(PlanChoice::Add)),
            row(1, PlanVerdict::AlreadyThere { id }, Some(PlanChoice::Skip)),
            row(2, PlanVerdict::NameTaken { id }, None),
            row(3, PlanVerdict::InTrash { id }, Some(PlanChoice::Recover)),
        ];
        let state = PlanState::new(PlanOrigin::Backup { made: UnixMillis(0) }, rows, Vec::new());
        assert_eq!((state.adds, state.already_there, state.undecided), (2, 1, 1));
    }
}
