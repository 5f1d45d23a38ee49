//! The recovery code: shown once in groups, and checked by asking for one group.

use std::fmt;

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::vault::{RecoveryCheck, recovery_groups};

/// The recovery code on the screen. `Debug` prints nothing of it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecoveryState {
    /// Its groups of characters.
    pub groups: Vec<String>,
}

impl RecoveryState {
    /// The screen of a printed code, whose groups are separated by hyphens or spaces.
    pub fn new(printed: &str) -> Self {
        Self { groups: recovery_groups(printed).map(str::to_owned).collect() }
    }
}

/// The code as one text, to copy into a note.
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
    /// The group's number, counted from 1.
    pub at: u32,
    /// The number of characters in the group.
    pub letters: u32,
}

impl RecoveryCheckState {
    /// The screen of a check.
    pub fn of(check: &RecoveryCheck) -> Self {
        Self { at: check.group_number(), letters: check.letters() }
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
