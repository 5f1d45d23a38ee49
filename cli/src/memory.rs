//! What this computer remembers of a vault: how far it had come when it was opened last. An older
//! copy put in its place is noticed by it, and told once; a restored copy is legitimate.

use std::path::{Path, PathBuf};
use std::{env, fs};

use aikotoba_core::disk;
use aikotoba_core::vault::{Age, Epoch, Vault};
use data_encoding::HEXLOWER;

/// Compares a vault with what is remembered of it, and remembers it as it is now. A computer that
/// can't remember says nothing.
pub(crate) fn meet(vault: &Vault) -> Age {
    folder().map_or(Age::Current, |folder| meet_in(&folder, vault))
}

fn meet_in(folder: &Path, vault: &Vault) -> Age {
    let id = vault.id();
    let file = folder.join(HEXLOWER.encode(&id.0));
    let known = fs::read_to_string(&file).ok().and_then(|text| text.trim().parse().ok());
    let Epoch(now) = vault.epoch();
    if known != Some(now) {
        // A failure costs the warning, not the command.
        let text = format!("{now}\n");
        let _ = disk::make_folder(folder).and_then(|()| disk::put_file(&file, text.as_bytes()));
    }
    known.map_or(Age::Current, |known| vault.age(id, Epoch(known)))
}

/// `$XDG_STATE_HOME/aikotoba/vaults`, by default under `~/.local/state`; on Windows under
/// `%LOCALAPPDATA%`.
fn folder() -> Option<PathBuf> {
    let path = |name: &str| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let state = path("XDG_STATE_HOME")
        .or_else(|| path("LOCALAPPDATA"))
        .or_else(|| path("HOME").map(|home| home.join(".local").join("state")))?;
    Some(state.join("aikotoba").join("vaults"))
}
