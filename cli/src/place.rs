//! The default location of the vault.

use std::env;
use std::path::PathBuf;

use crate::failure::CliError;

/// The vault's file name, which a graphical app on the same computer uses too.
const FILE: &str = "vault.aikotoba";

/// The vault in the user's data folder: `$XDG_DATA_HOME/aikotoba/`, by default
/// `~/.local/share/aikotoba/` (XDG Base Directory Specification); on Windows
/// `%LOCALAPPDATA%\aikotoba\`.
pub(crate) fn vault() -> Result<PathBuf, CliError> {
    find(|name| env::var_os(name).map(PathBuf::from)).ok_or(CliError::NoHome)
}

fn find(variable: impl Fn(&str) -> Option<PathBuf>) -> Option<PathBuf> {
    // The specification requires that relative paths are ignored.
    let folder = |name: &str| variable(name).filter(|path| path.is_absolute());
    let data = folder("XDG_DATA_HOME")
        .or_else(|| folder("LOCALAPPDATA"))
        .or_else(|| folder("HOME").map(|home| home.join(".local").join("share")))?;
    Some(data.join("aikotoba").join(FILE))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(variables: &[(&str, &str)]) -> Option<PathBuf> {
        find(|name| variables.iter().find(|(key, _)| *key == name).map(|(_, path)| path.into()))
    }

    #[test]
    fn the_data_folder_takes_precedence_over_the_home_folder() {
        let home = ("HOME", "/home/a");
        let at = |path: &str| Some(PathBuf::from(path));
        assert_eq!(found(&[home]), at("/home/a/.local/share/aikotoba/vault.aikotoba"));
        assert_eq!(found(&[home, ("XDG_DATA_HOME", "/d")]), at("/d/aikotoba/vault.aikotoba"));
        assert_eq!(
            found(&[home, ("XDG_DATA_HOME", "d")]),
            at("/home/a/.local/share/aikotoba/vault.aikotoba")
        );
        assert_eq!(found(&[]), None);
    }
}
