//! Opening the vault for a command.

use std::path::Path;
use std::sync::Arc;
use std::thread::sleep;
use std::time::{Duration, Instant};

use aikotoba_core::crypto::random::{Random, SystemRandom};
use aikotoba_core::fault::Fault;
use aikotoba_core::secret::{Passphrase, Reading};
use aikotoba_core::vault::{
    Age, Credential, Health, Locked, OpenError, Presence, RecoveryCode, Refused, UnlockError,
    UnlockLimit, Vault,
};

use crate::failure::{CliError, Failure};
use crate::memory::{Memory, Watched};
use crate::output::progress::Progress;
use crate::shell::{Format, Shell};
use crate::{prompt, source};

/// How many things that are wrong with a vault every command tells one by one.
const MOST_TOLD: usize = 20;

/// How often a wrong password may be typed before the command gives up.
const TRIES: usize = 3;

/// How long to wait for another program that has the vault: most hold it for less than a second.
const PATIENCE: Duration = Duration::from_secs(2);

/// The system's randomness, as the core takes it.
pub(crate) fn random() -> Arc<dyn Random> {
    Arc::new(SystemRandom::new())
}

/// What a person proves to be the owner with.
pub(crate) enum Proof {
    Password(Passphrase),
    Recovery(RecoveryCode),
}

impl Proof {
    pub(crate) fn credential(&self) -> Credential<'_> {
        match self {
            Self::Password(password) => Credential::Passphrase(password),
            Self::Recovery(code) => Credential::Recovery(code),
        }
    }
}

/// An open vault, and the password that opened it, for a backup under the same one.
pub(crate) struct Opened {
    pub(crate) vault: Watched,
    pub(crate) proof: Proof,
    /// How it compares to what was seen at its place, after what the person accepted.
    pub(crate) age: Age,
}

/// Whether the person is asked about an older copy or another vault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asking {
    AtTerminal,
    Never,
}

/// Opens the vault of the command line.
pub(crate) fn open(shell: &Shell) -> Result<Opened, Failure> {
    open_and(shell, Asking::AtTerminal)
}

/// Opens the vault of the command line to tell how it stands: nothing is asked.
pub(crate) fn open_to_tell(shell: &Shell) -> Result<Opened, Failure> {
    open_and(shell, Asking::Never)
}

fn open_and(shell: &Shell, asking: Asking) -> Result<Opened, Failure> {
    let path = shell.vault()?;
    if Vault::presence(&path) == Presence::Nothing {
        return Err(CliError::NoVault { name: path.display().to_string() }.into());
    }
    open_at(shell, &path, asking)
}

/// Opens the vault at a path, with as many tries as a typed password may need.
fn open_at(shell: &Shell, path: &Path, asking: Asking) -> Result<Opened, Failure> {
    let mut locked = hold(path)?;
    let mut left = if shell.globals.password_file.is_some() { 1 } else { TRIES };
    let is_accepted = shell.globals.accept_unlock_cost;
    let usual = if is_accepted { UnlockLimit::ACCEPTED } else { UnlockLimit::USUAL };
    loop {
        left -= 1;
        let proof = proof(shell)?;
        let unlocked = match unlock(shell, locked, &proof, usual) {
            Err(Refused { locked, why }) if is_cost_accepted(shell, &why)? => {
                unlock(shell, *locked, &proof, UnlockLimit::ACCEPTED)
            }
            answer => answer,
        };
        match unlocked {
            Ok(vault) => {
                warn_of_damage(shell, &vault);
                let vault = Watched::new(vault, Memory::of(path));
                let age = meet(shell, &vault, asking)?;
                return Ok(Opened { vault, proof, age });
            }
            Err(Refused { locked: back, why }) => {
                let is_typo = matches!(
                    why,
                    UnlockError::WrongPassphrase
                        | UnlockError::WrongRecoveryCode
                        | UnlockError::TooCostly { tried: 1.., .. }
                );
                if left == 0 || !is_typo {
                    return Err(why.into());
                }
                locked = *back;
                shell.remark("unlock-again", &[]);
            }
        }
    }
}

/// Takes the vault's file; waits a little for another program that has it.
fn hold(path: &Path) -> Result<Locked, OpenError> {
    let end = Instant::now() + PATIENCE;
    loop {
        match Vault::open(path, random()) {
            Err(OpenError::Busy) if Instant::now() < end => {}
            held => return held,
        }
        // Two programs that wait for each other must not look at the same moments.
        sleep(Duration::from_millis(20 + u64::from(std::process::id() % 17)));
    }
}

fn unlock(
    shell: &Shell,
    locked: Locked,
    proof: &Proof,
    limit: UnlockLimit,
) -> Result<Vault, Refused> {
    let _working = Progress::begin(&shell.words.say("working-unlock", &[]));
    locked.unlock_within(proof.credential(), limit)
}

/// Whether a person accepts what is left to be tried.
fn is_cost_accepted(shell: &Shell, why: &UnlockError) -> Result<bool, CliError> {
    if !matches!(why, UnlockError::TooCostly { .. }) || !prompt::is_possible() {
        return Ok(false);
    }
    prompt::yes(&shell.words, "ask-unlock-cost", &why.facts())
}

/// Asks for the password, or the recovery code with `--recovery`, or reads it from the file.
fn proof(shell: &Shell) -> Result<Proof, Failure> {
    let typed = match &shell.globals.password_file {
        Some(file) => source::read_password(file)?,
        None if shell.globals.recovery => prompt::password(&shell.words.say("ask-recovery", &[]))?,
        None => prompt::password(&shell.words.say("ask-password", &[]))?,
    };
    if shell.globals.recovery {
        Ok(Proof::Recovery(RecoveryCode::parse(&typed.read_as(Reading::AsTyped))?))
    } else {
        Ok(Proof::Password(typed))
    }
}

/// Compares the vault with what was seen at its place, and tells what is odd: with `--json` too.
/// Only a person's yes accepts it, or the option that says it.
fn meet(shell: &Shell, vault: &Watched, asking: Asking) -> Result<Age, Failure> {
    let age = vault.memory().meet(vault);
    match age {
        Age::Current => return Ok(age),
        Age::Older { .. } => shell.warn("vault-older", &[]),
        Age::OtherVault => shell.warn("vault-other", &[]),
    }
    let can_ask = asking == Asking::AtTerminal && shell.format == Format::Human;
    if !shell.globals.accept_vault {
        if !can_ask || !prompt::is_possible() {
            shell.remark("accept-vault-next", &[]);
            return Ok(age);
        }
        if !prompt::yes(&shell.words, "ask-accept-vault", &[])? {
            return Err(CliError::Stopped.into());
        }
    }
    vault.memory().accept(vault);
    Ok(Age::Current)
}

/// Tells what is wrong with a vault that opened only as far as it could.
pub(crate) fn warn_of_damage(shell: &Shell, vault: &Vault) {
    if let Health::Damaged(damages) = vault.health() {
        shell.warn("vault-damaged", &[("count", damages.len().into())]);
        for damage in damages.iter().take(MOST_TOLD) {
            let name = format!("error-{}", damage.code());
            let facts = damage.facts();
            shell.warn(&name, &facts);
        }
        if let Some(count @ 1..) = damages.len().checked_sub(MOST_TOLD) {
            shell.warn("vault-damaged-more", &[("count", count.into())]);
        }
        shell.remark("vault-damaged-next", &[]);
    }
}
