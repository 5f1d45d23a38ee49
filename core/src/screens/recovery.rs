//! The recovery code on its screens: shown once in groups, and asked for by one of them.

use std::fmt;

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::vault::{RecoveryCheck, recovery_groups};

/// The recovery code on its screen. Printing for debugging shows nothing of it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecoveryState {
    /// Its characters, group by group.
    pub groups: Vec<String>,
}

impl RecoveryState {
    /// The screen of a printed code, whose groups stand between hyphens or blanks.
    pub fn new(printed: &str) -> Self {
        Self { groups: recovery_groups(printed).map(str::to_owned).collect() }
    }
}

/// A code whose groups are shown, as it is copied into a note.
pub fn written(groups: &[String]) -> Zeroizing<String> {
    Zeroizing::new(groups.join("-"))
}

impl fmt::Debug for RecoveryState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RecoveryState({} groups)", self.groups.len())
    }
}

/// The screen that asks for a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecoveryCheckState {
    /// Which group, counted from 1.
    pub at: u32,
    /// How many characters it has.
    pub letters: u32,
}

impl RecoveryCheckState {
    /// The screen of a check.
    pub fn of(check: &RecoveryCheck) -> Self {
        Self { at: check.at(), letters: check.letters() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PRINTED: &str = "0A1B2-C3D4E-5F6G7";

    #[test]
    fn a_code_is_shown_in_its_groups() {
        let state = RecoveryState::new(PRINTED);
        assert_eq!(state.groups, ["0A1B2", "C3D4E", "5F6G7"]);
        assert_eq!(format!("{state:?}"), "RecoveryState(3 groups)");
        assert_eq!(*written(&state.groups), PRINTED);
    }
}
