//! `aikotoba vault check` and `repair`: checks the whole vault, and repairs it from what can be
//! read.

use aikotoba_core::fault::Fault;
use serde::Serialize;

use super::info::name_of;
use crate::exit::ExitStatus;
use crate::failure::{CliError, Failure};
use crate::output::line;
use crate::shell::{CommandOutput, Shell};
use crate::unlock;

/// Checks the whole vault.
pub(super) fn run(shell: &Shell) -> Result<ExitStatus, Failure> {
    let unlock::OpenedVault { vault, age, .. } = unlock::open_to_tell(shell)?;
    let found = vault.check();
    let damages = found.damages.iter().map(|damage| DamageOutput {
        code: damage.code(),
        happened: shell.words.of_fault(damage).happened,
    });
    let answer = CheckOutput {
        accounts: found.accounts,
        sound: found.damages.is_empty(),
        age: name_of(age),
        damages: damages.collect(),
    };
    shell.answer(&answer)?;
    Ok(if answer.sound { ExitStatus::Done } else { ExitStatus::AnotherSource })
}

/// Repairs the vault from what can be read, and keeps the damaged file.
pub(super) fn repair(shell: &Shell) -> Result<ExitStatus, Failure> {
    let vault = unlock::open(shell)?.vault;
    let answer = if vault.health().is_sound() {
        RepairOutput { accounts: vault.accounts().len(), kept: None }
    } else {
        let (vault, memory) = vault.into_parts();
        let repaired = vault.repair().map_err(|refused| refused.why)?;
        memory.meet(&repaired.vault);
        let kept = Some(repaired.kept_file.display().to_string());
        RepairOutput { accounts: repaired.vault.accounts().len(), kept }
    };
    shell.answer(&answer)?;
    Ok(ExitStatus::Done)
}

#[derive(Serialize)]
struct CheckOutput {
    accounts: usize,
    sound: bool,
    age: &'static str,
    damages: Vec<DamageOutput>,
}

#[derive(Serialize)]
struct DamageOutput {
    code: String,
    happened: String,
}

impl CommandOutput for CheckOutput {
    fn tell(&self, shell: &Shell) -> Result<(), CliError> {
        shell.say("check-read", &[("count", self.accounts.into())])?;
        for DamageOutput { happened, .. } in &self.damages {
            line(happened)?;
        }
        shell.say(if self.sound { "info-sound" } else { "vault-damaged-next" }, &[])
    }
}

#[derive(Serialize)]
struct RepairOutput {
    accounts: usize,
    /// The path of the damaged file; null if nothing was damaged.
    kept: Option<String>,
}

impl CommandOutput for RepairOutput {
    fn tell(&self, shell: &Shell) -> Result<(), CliError> {
        let count = ("count", self.accounts.into());
        match &self.kept {
            None => shell.say("repair-needless", &[count]),
            Some(path) => shell.say("repair-done", &[count, ("name", path.as_str().into())]),
        }
    }
}
