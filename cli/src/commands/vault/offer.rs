//! Makes a vault for new accounts if there is none: the user is asked, and a script gets the
//! command that makes one.

use std::ffi::{OsStr, OsString};
use std::path::Path;

use aikotoba_core::crypto::kdf::PassphraseCost;
use aikotoba_core::time::UnixMillis;
use aikotoba_core::vault::{NewVaultCredentials, Vault, VaultPresence};
use tempfile::TempDir;

use super::create;
use crate::failure::{CliError, Failure};
use crate::memory::{RememberedVault, VaultMemory};
use crate::shell::{OutputFormat, Shell};
use crate::{prompt, strength, unlock};

/// Opens the vault; if there is none, offers to make one.
pub(crate) fn open(shell: &Shell) -> Result<RememberedVault, Failure> {
    let path = shell.vault()?;
    if Vault::presence(&path) == VaultPresence::Nothing {
        needs_person(shell, &path)?;
        return make(shell, &path);
    }
    Ok(unlock::open(shell)?.vault)
}

/// Whether the user can be asked to decide about the vault.
pub(crate) fn can_ask(shell: &Shell) -> bool {
    prompt::is_possible() && shell.format == OutputFormat::Human
}

/// Fails with the command that makes a vault if the user can't be asked.
pub(crate) fn needs_person(shell: &Shell, path: &Path) -> Result<(), CliError> {
    if can_ask(shell) {
        return Ok(());
    }
    let name = path.display().to_string();
    Err(CliError::VaultNeeded { name, command: create_command(shell) })
}

/// Makes a vault with the user's consent.
pub(crate) fn make(shell: &Shell, path: &Path) -> Result<RememberedVault, Failure> {
    if !prompt::yes(&shell.words, "ask-create-vault", &[])? {
        return Err(CliError::Stopped.into());
    }
    let password = create::new_password(shell)?;
    strength::tell(shell, &password, None);
    let (vault, code) = create::make(shell, path, Some(&password), true)?;
    if let Some(code) = code {
        create::tell_code(shell, &code)?;
    }
    Ok(RememberedVault::new(vault, VaultMemory::of(path)))
}

/// An empty vault in a temporary folder, to plan with if nothing may be changed.
pub(crate) fn stand_in() -> Result<(TempDir, Vault), Failure> {
    let folder =
        tempfile::tempdir().map_err(|why| CliError::writing(&std::env::temp_dir(), &why))?;
    let cost = PassphraseCost::MIN;
    let locks = NewVaultCredentials { passphrase: None, recovery: true, device: None, cost };
    let path = folder.path().join("vault");
    let (vault, _) = Vault::create(&path, &locks, UnixMillis(0), unlock::random())?;
    Ok((folder, vault))
}

/// The command that makes the vault for this command line.
fn create_command(shell: &Shell) -> String {
    let globals = &shell.globals;
    let mut words = vec![OsString::from("aikotoba")];
    for (option, path) in [("--vault", &globals.vault), ("--password-file", &globals.password_file)]
    {
        if let Some(path) = path {
            words.extend([option.into(), path.clone().into()]);
        }
    }
    words.extend(["vault".into(), "create".into()]);
    line(words)
}

/// This command line with another option added.
pub(crate) fn again_with(option: &str) -> String {
    let own = std::env::args_os().skip(1);
    line(std::iter::once("aikotoba".into()).chain(own).chain([option.into()]))
}

/// A command line with shell quoting.
fn line(words: impl IntoIterator<Item = OsString>) -> String {
    words.into_iter().map(|word| quoted(&word)).collect::<Vec<_>>().join(" ")
}

fn quoted(word: &OsStr) -> String {
    let text = word.to_string_lossy();
    let is_plain = |symbol: char| symbol.is_alphanumeric() || "-_./:@%+=,".contains(symbol);
    if !text.is_empty() && text.chars().all(is_plain) {
        text.into_owned()
    } else {
        format!("'{}'", text.replace('\'', "'\\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_can_be_pasted_into_a_shell() {
        let words = ["aikotoba", "--vault", "/my files/it's", "", "合言葉.age", "$(x)"];
        assert_eq!(
            line(words.map(Into::into)),
            r"aikotoba --vault '/my files/it'\''s' '' 合言葉.age '$(x)'"
        );
    }
}
