//! How good a new password is, told where it is set.

use aikotoba_core::phrase::Phrase;
use aikotoba_core::screens::password::Strength;
use aikotoba_core::secret::Passphrase;
use aikotoba_core::vault::Vault;

use crate::shell::Shell;

/// Tells how good a password is that is about to be set, and warns of one that is easy to guess.
pub(crate) fn tell(shell: &Shell, password: &Passphrase, vault: Option<&Vault>) -> Strength {
    let strength = judge(password, vault);
    let verdict = shell.sentence(&strength.code(), &[]);
    shell.remark("password-judged", &[("verdict", verdict.as_str().into())]);
    warn(shell, strength);
    strength
}

/// Warns of a password that was set before, if it is easy to guess.
pub(crate) fn tell_if_weak(shell: &Shell, password: &Passphrase, vault: &Vault) -> Strength {
    let strength = judge(password, Some(vault));
    warn(shell, strength);
    strength
}

fn judge(password: &Passphrase, vault: Option<&Vault>) -> Strength {
    vault.map_or_else(|| Strength::of(password, &[]), |vault| Strength::in_vault(password, vault))
}

fn warn(shell: &Shell, strength: Strength) {
    if strength < Strength::Fair {
        shell.remark("password-warning", &[]);
    }
}
