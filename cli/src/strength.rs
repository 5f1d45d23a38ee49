//! Reports the strength of a new password.

use aikotoba_core::phrase::Phrase;
use aikotoba_core::screens::password::{PasswordStrength, StrengthState, names};
use aikotoba_core::secret::Passphrase;
use aikotoba_core::vault::Vault;

use crate::shell::Shell;

/// Reports the strength of a new password, with a warning if it is easy to guess.
pub(crate) fn tell(
    shell: &Shell,
    password: &Passphrase,
    vault: Option<&Vault>,
) -> PasswordStrength {
    let judged = judge(password, vault);
    let verdict = shell.sentence(&judged.strength.code(), &[]);
    shell.remark("password-judged", &[("verdict", verdict.as_str().into())]);
    warn(shell, judged)
}

/// Warns about an existing password if it is easy to guess.
pub(crate) fn tell_if_weak(
    shell: &Shell,
    password: &Passphrase,
    vault: &Vault,
) -> PasswordStrength {
    warn(shell, judge(password, Some(vault)))
}

fn judge(password: &Passphrase, vault: Option<&Vault>) -> StrengthState {
    StrengthState::of(password, &vault.map(names).unwrap_or_default())
}

fn warn(shell: &Shell, judged: StrengthState) -> PasswordStrength {
    if let Some(weakness) = judged.weakness {
        shell.remark(&weakness.code(), &[]);
    }
    judged.strength
}
