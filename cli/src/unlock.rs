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
use crate::output::progress::Progress;
use crate::shell::Shell;
use crate::{memory, prompt, source};

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
    pub(crate) vault: Vault,
    pub(crate) proof: Proof,
}

/// Opens the vault of the command line.
pub(crate) fn open(shell: &Shell) -> Result<Opened, Failure> {
    let path = shell.vault()?;
    if Vault::presence(&path) == Presence::Nothing {
        return Err(CliError::NoVault { name: path.display().to_string() }.into());
    }
    open_at(shell, &path)
}

/// Opens the vault at a path, with as many tries as a typed password may need.
pub(crate) fn open_at(shell: &Shell, path: &Path) -> Result<Opened, Failure> {
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
                if matches!(memory::meet(&vault), Age::Older { .. }) {
                    shell.remark("banner-vault-older", &[]);
                }
                return Ok(Opened { vault, proof });
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

/// Tells what is wrong with a vault that opened only as far as it could.
pub(crate) fn warn_of_damage(shell: &Shell, vault: &Vault) {
    if let Health::Damaged(damages) = vault.health() {
        shell.remark("vault-damaged", &[("count", damages.len().into())]);
        for damage in damages.iter().take(MOST_TOLD) {
            let name = format!("error-{}", damage.code());
            let facts = damage.facts();
            shell.remark(&name, &facts);
        }
        if let Some(count @ 1..) = damages.len().checked_sub(MOST_TOLD) {
            shell.remark("vault-damaged-more", &[("count", count.into())]);
        }
        shell.remark("vault-damaged-next", &[]);
    }
}
