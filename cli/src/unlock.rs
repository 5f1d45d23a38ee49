//! Opens the vault for a command.

use std::path::Path;
use std::sync::Arc;
use std::thread::sleep;
use std::time::{Duration, Instant};

use aikotoba_core::crypto::random::{Random, SystemRandom};
use aikotoba_core::fault::{Fact, Fault};
use aikotoba_core::phrase::Phrase;
use aikotoba_core::screens::banners::Banner;
use aikotoba_core::secret::{Normalization, Passphrase};
use aikotoba_core::vault::{
    LockedVault, RecoveryCode, UnlockCredential, UnlockError, UnlockFailure, UnlockLimit, Vault,
    VaultAge, VaultHealth, VaultOpenError, VaultPresence,
};

use crate::failure::{CliError, Failure};
use crate::memory::{RememberedVault, VaultMemory};
use crate::output::progress::Progress;
use crate::shell::{OutputFormat, Shell};
use crate::{prompt, source};

/// The maximum number of damages that a command lists.
const MAX_LISTED_NAMES: usize = 20;

/// The maximum number of attempts to type a password.
const MAX_TRIES: usize = 3;

/// How long to wait for another program that is using the vault. Most need less than a second.
const BUSY_TIMEOUT: Duration = Duration::from_secs(2);

/// The system's random generator, in the form that the core takes.
pub(crate) fn random() -> Arc<dyn Random> {
    Arc::new(SystemRandom::new())
}

/// What the user unlocks the vault with.
pub(crate) enum OwnerProof {
    Password(Passphrase),
    Recovery(RecoveryCode),
}

impl OwnerProof {
    pub(crate) fn credential(&self) -> UnlockCredential<'_> {
        match self {
            Self::Password(password) => UnlockCredential::Passphrase(password),
            Self::Recovery(code) => UnlockCredential::Recovery(code),
        }
    }
}

/// An open vault, and the password that unlocked it, for a backup with the same password.
pub(crate) struct OpenedVault {
    pub(crate) vault: RememberedVault,
    pub(crate) proof: OwnerProof,
    /// How it compares with the vault last seen at its path, after the user's decision.
    pub(crate) age: VaultAge,
}

/// Whether the user is asked about an older copy or another vault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum AgeQuestion {
    AtTerminal,
    Never,
}

/// Opens the vault of the command line.
pub(crate) fn open(shell: &Shell) -> Result<OpenedVault, Failure> {
    open_and(shell, AgeQuestion::AtTerminal)
}

/// Opens the vault of the command line to report its condition; asks nothing.
pub(crate) fn open_to_tell(shell: &Shell) -> Result<OpenedVault, Failure> {
    open_and(shell, AgeQuestion::Never)
}

fn open_and(shell: &Shell, asking: AgeQuestion) -> Result<OpenedVault, Failure> {
    let path = shell.vault()?;
    if Vault::presence(&path) == VaultPresence::Nothing {
        return Err(CliError::NoVault { name: path.display().to_string() }.into());
    }
    open_at(shell, &path, asking)
}

/// Opens the vault at a path, with up to [`MAX_TRIES`] attempts to type the password.
fn open_at(shell: &Shell, path: &Path, asking: AgeQuestion) -> Result<OpenedVault, Failure> {
    let mut locked = hold(path)?;
    let mut left = if shell.globals.password_file.is_some() { 1 } else { MAX_TRIES };
    let is_accepted = shell.globals.accept_unlock_cost;
    let usual = if is_accepted { UnlockLimit::UNLIMITED } else { UnlockLimit::DEFAULT };
    loop {
        left -= 1;
        let proof = proof(shell)?;
        let unlocked = match unlock(shell, locked, &proof, usual) {
            Err(UnlockFailure { locked, why }) if is_cost_accepted(shell, &why)? => {
                unlock(shell, *locked, &proof, UnlockLimit::UNLIMITED)
            }
            answer => answer,
        };
        match unlocked {
            Ok(vault) => {
                warn_of_damage(shell, &vault);
                let vault = RememberedVault::new(vault, VaultMemory::of(path));
                let age = meet(shell, &vault, asking)?;
                return Ok(OpenedVault { vault, proof, age });
            }
            Err(UnlockFailure { locked: back, why }) => {
                if left == 0 || !why.is_wrong_try() {
                    return Err(why.into());
                }
                locked = *back;
                shell.remark_text(&shell.happened(&why));
            }
        }
    }
}

/// Opens the vault's file; waits briefly if another program is using it.
fn hold(path: &Path) -> Result<LockedVault, VaultOpenError> {
    let end = Instant::now() + BUSY_TIMEOUT;
    loop {
        match Vault::open(path, random()) {
            Err(VaultOpenError::Busy) if Instant::now() < end => {}
            held => return held,
        }
        // Two programs that wait for each other must not retry at the same times.
        sleep(Duration::from_millis(20 + u64::from(std::process::id() % 17)));
    }
}

fn unlock(
    shell: &Shell,
    locked: LockedVault,
    proof: &OwnerProof,
    limit: UnlockLimit,
) -> Result<Vault, UnlockFailure> {
    let _working = Progress::begin(&shell.words.say("opening-vault", &[]));
    locked.unlock_within(proof.credential(), limit)
}

/// Asks whether the user accepts the cost of the remaining slots.
fn is_cost_accepted(shell: &Shell, why: &UnlockError) -> Result<bool, CliError> {
    if !matches!(why, UnlockError::TooCostly { .. }) || !prompt::is_possible() {
        return Ok(false);
    }
    prompt::yes(&shell.words, "ask-unlock-cost", &why.facts())
}

/// Reads the password from the file, or asks for it, or for the recovery code with `--recovery`.
fn proof(shell: &Shell) -> Result<OwnerProof, Failure> {
    let typed = match &shell.globals.password_file {
        Some(file) => source::read_password(file)?,
        None if shell.globals.recovery => {
            prompt::password(&shell.words.say("unlock-recovery-field", &[]))?
        }
        None => prompt::password(&shell.words.say("field-password", &[]))?,
    };
    if shell.globals.recovery {
        Ok(OwnerProof::Recovery(RecoveryCode::parse(&typed.normalized(Normalization::AsTyped))?))
    } else {
        Ok(OwnerProof::Password(typed))
    }
}

/// Compares the vault with the one last seen at its path, and reports a difference, also with
/// `--json`. It is accepted only by the user's answer or the corresponding option.
fn meet(shell: &Shell, vault: &RememberedVault, asking: AgeQuestion) -> Result<VaultAge, Failure> {
    let age = vault.memory().meet(vault);
    let Some(banner) = Banner::of_age(age) else { return Ok(age) };
    warn_with_banner(shell, &banner, &[]);
    let can_ask = asking == AgeQuestion::AtTerminal && shell.format == OutputFormat::Human;
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
    Ok(VaultAge::Current)
}

/// Warns with the text of a banner. In JSON, the warning has its code without the name of the
/// family.
fn warn_with_banner(shell: &Shell, banner: &Banner, facts: &[(&'static str, Fact)]) {
    let code = banner.code();
    let code = code.strip_prefix("banner-").unwrap_or(&code);
    shell.warn_as(code, facts, &shell.phrase(banner));
}

/// Reports the damages of a vault that was opened partially.
pub(crate) fn warn_of_damage(shell: &Shell, vault: &Vault) {
    if let VaultHealth::Damaged(damages) = vault.health() {
        let count = damages.len();
        let banner = Banner::VaultDamaged { damages: u32::try_from(count).unwrap_or(u32::MAX) };
        warn_with_banner(shell, &banner, &[("count", count.into())]);
        for damage in damages.iter().take(MAX_LISTED_NAMES) {
            let name = format!("error-{}", damage.code());
            let facts = damage.facts();
            shell.warn(&name, &facts);
        }
        if let Some(count @ 1..) = damages.len().checked_sub(MAX_LISTED_NAMES) {
            shell.warn("vault-damaged-more", &[("count", count.into())]);
        }
        shell.remark("vault-damaged-next", &[]);
    }
}
