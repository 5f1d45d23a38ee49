//! Where the vault is when nobody says so.

use std::env;
use std::path::PathBuf;

use crate::failure::CliError;

/// The vault's file name; a window on the same computer opens the same file.
const FILE: &str = "vault.aikotoba";

/// The vault in the person's data folder: `$XDG_DATA_HOME/aikotoba/`, where the XDG Base Directory
/// Specification's default is `~/.local/share`; on Windows `%LOCALAPPDATA%\aikotoba\`.
pub(crate) fn vault() -> Result<PathBuf, CliError> {
    find(|name| env::var_os(name).map(PathBuf::from)).ok_or(CliError::NoHome)
}

fn find(variable: impl Fn(&str) -> Option<PathBuf>) -> Option<PathBuf> {
    // The specification asks to ignore a relative path.
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
    fn the_data_folder_goes_before_the_home_folder() {
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
