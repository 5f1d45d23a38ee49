//! A damaged vault looked at closely, and made whole from what can be read.

use std::path::PathBuf;

use super::{ChangeError, Damage, Vault};

/// What a close look at a vault's file found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// Accounts that can be read, in the trash or not.
    pub accounts: usize,
    /// What is wrong; empty when all is well.
    pub damages: Vec<Damage>,
}

/// A vault made whole.
#[derive(Debug)]
pub struct Repaired {
    /// The vault, sound and unlocked.
    pub vault: Vault,
    /// Where the damaged file was kept.
    pub kept: PathBuf,
}

/// A vault that was not made whole, and why.
#[derive(Debug, thiserror::Error)]
#[error("{why}")]
pub struct RepairError {
    /// The vault, as it was.
    pub vault: Box<Vault>,
    /// Why.
    pub why: ChangeError,
}

impl Vault {
    /// Reads the whole file again, closely, and compares it with what is in memory.
    ///
    /// # Errors
    /// A [`ChangeError`] when the device does not let the file be read.
    pub fn check(&mut self) -> Result<Checked, ChangeError> {
        unimplemented!()
    }

    /// Takes what could be read as the truth: writes it into a new file, reads that back, puts it
    /// in the place of the damaged one, and keeps the damaged one beside it.
    ///
    /// # Errors
    /// [`RepairError`] gives the vault back; its file is as it was.
    pub fn repair(self) -> Result<Repaired, RepairError> {
        unimplemented!()
    }
}
