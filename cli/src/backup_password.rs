//! The password of a backup: its own, or that of the vault.

use std::path::Path;

use aikotoba_core::screens::password::PasswordStrength;
use aikotoba_core::secret::Passphrase;

use crate::failure::CliError;
use crate::shell::Shell;
use crate::unlock::{OpenedVault, OwnerProof};
use crate::{prompt, source, strength};

/// The password and its strength for a new backup: from its file, typed, or that of the vault.
pub(crate) fn for_new(
    shell: &Shell,
    file: Option<&Path>,
    opened: &OpenedVault,
) -> Result<(Passphrase, PasswordStrength), CliError> {
    let OpenedVault { vault, proof, .. } = opened;
    if let Some(password) = own(shell, file)? {
        let strength = strength::tell(shell, &password, Some(vault));
        return Ok((password, strength));
    }
    let password = of_vault(proof).ok_or(CliError::PasswordNeeded)?;
    let strength = strength::tell_if_weak(shell, &password, vault);
    Ok((password, strength))
}

/// A backup's own password: from its file, or typed; `None` if nothing was typed.
fn own(shell: &Shell, file: Option<&Path>) -> Result<Option<Passphrase>, CliError> {
    if let Some(file) = file {
        return source::read_password(file).map(Some);
    }
    if shell.globals.password_file.is_none() && prompt::is_possible() {
        let question = shell.words.say("ask-new-backup-password", &[]);
        return prompt::new_password_or_none(&shell.words, &question);
    }
    Ok(None)
}

/// The password of an existing backup: from its file, from the vault's password file, or typed. If
/// a vault was just unlocked without a prompt, its password is used.
pub(crate) fn for_old(
    shell: &Shell,
    file: Option<&Path>,
    proof: Option<&OwnerProof>,
) -> Result<Passphrase, CliError> {
    match (file, &shell.globals.password_file, proof) {
        (Some(file), ..) => source::read_password(file),
        (None, Some(_), Some(proof)) => of_vault(proof).ok_or(CliError::PasswordNeeded),
        (None, Some(file), None) => source::read_password(file),
        (None, None, _) => prompt::password(&shell.words.say("backup-password", &[])),
    }
}

/// A copy of the password that unlocked the vault.
fn of_vault(proof: &OwnerProof) -> Option<Passphrase> {
    match proof {
        OwnerProof::Password(password) => Some(password.duplicate()),
        OwnerProof::Recovery(_) => None,
    }
}
