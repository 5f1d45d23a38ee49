//! What this computer remembers about vaults: which vault it last opened at a path, and its latest
//! version. This detects an older copy or another vault at the same path, which is reported until
//! the user accepts it.

use std::fs;
use std::ops::{Deref, DerefMut};
use std::path::{Path, PathBuf};

use aikotoba_core::backup::{DeviceId, DeviceRecord};
use aikotoba_core::crypto::mac::sha256;
use aikotoba_core::crypto::random::SystemRandom;
use aikotoba_core::disk;
use aikotoba_core::vault::{DeviceError, Epoch, SeenEpoch, Vault, VaultAge, VaultId};
use data_encoding::HEXLOWER;

/// What is remembered about one path. If nothing can be stored, nothing is reported.
pub(crate) struct VaultMemory {
    /// The file with the vault last seen at this path.
    place: Option<PathBuf>,
    /// The file with this computer's identifier for the vault at this path.
    device: Option<PathBuf>,
    /// The folder with the latest version of each vault, wherever it was seen.
    vaults: Option<PathBuf>,
}

impl VaultMemory {
    /// What is remembered about a vault's path.
    pub(crate) fn of(path: &Path) -> Self {
        let path = path.canonicalize().or_else(|_| std::path::absolute(path));
        let folder = folder();
        let name = path.ok().map(|path| sha256(path.as_os_str().as_encoded_bytes()));
        let name = name.map(|name| HEXLOWER.encode(&name[..16]));
        let file_in = |below: &str| Some(folder.as_ref()?.join(below).join(name.as_ref()?));
        Self {
            place: file_in("places"),
            device: file_in("devices"),
            vaults: folder.as_ref().map(|folder| folder.join("vaults")),
        }
    }

    /// Compares a vault with what is remembered, and remembers it unless there is a conflict.
    pub(crate) fn meet(&self, vault: &Vault) -> VaultAge {
        let Some(place) = &self.place else { return VaultAge::Current };
        let known = fs::read_to_string(place).ok().and_then(|text| SeenEpoch::parse(&text));
        // A copy at a new path is compared with what was seen of the vault remembered_epoch.
        let mut seen = known.clone().or_else(|| self.remembered_epoch(vault.id()));
        let age = vault.meet(&mut seen);
        if let Some(seen) = seen.filter(|seen| Some(seen) != known.as_ref()) {
            write(place, &seen.to_string());
        }
        if age == VaultAge::Current {
            self.advance(vault);
        }
        age
    }

    /// The identifier of this computer for the vault at this path. A copy of the vault at another path
    /// gets another one. If nothing can be stored, each call makes a new one, and no backup is deleted
    /// as one of this computer's.
    pub(crate) fn device(&self, vault: &Vault) -> Result<DeviceId, DeviceError> {
        let stored = self.device.as_ref().and_then(|file| fs::read_to_string(file).ok());
        let stored = stored.as_deref().and_then(DeviceRecord::parse);
        let record = DeviceRecord::of(stored, vault.id(), &SystemRandom::new())
            .map_err(|_| DeviceError::NoRandomness)?;
        if let Some(file) = self.device.as_ref().filter(|_| stored != Some(record)) {
            write(file, &record.to_string());
        }
        Ok(record.device())
    }

    /// Records that the user accepts the vault at this path.
    pub(crate) fn accept(&self, vault: &Vault) {
        let mut seen = None;
        vault.accept(&mut seen);
        if let (Some(place), Some(seen)) = (&self.place, seen) {
            write(place, &seen.to_string());
        }
        self.advance(vault);
    }

    fn remembered_epoch(&self, vault: VaultId) -> Option<SeenEpoch> {
        let text = fs::read_to_string(self.file_of(vault)?).ok()?;
        Some(SeenEpoch::at(vault, Epoch(text.trim().parse().ok()?)))
    }

    /// Remembers a vault's version if it is newer.
    fn advance(&self, vault: &Vault) {
        let Epoch(now) = vault.epoch();
        let is_known =
            self.remembered_epoch(vault.id()).is_some_and(|known| known.epoch().0 >= now);
        if let (false, Some(file)) = (is_known, self.file_of(vault.id())) {
            write(&file, &now.to_string());
        }
    }

    fn file_of(&self, VaultId(id): VaultId) -> Option<PathBuf> {
        self.vaults.as_ref().map(|folder| folder.join(HEXLOWER.encode(&id)))
    }
}

/// A vault whose changes are remembered on drop.
pub(crate) struct RememberedVault {
    vault: Option<Vault>,
    memory: VaultMemory,
}

impl RememberedVault {
    /// Wraps an open vault.
    pub(crate) fn new(vault: Vault, memory: VaultMemory) -> Self {
        Self { vault: Some(vault), memory }
    }

    /// What is remembered about it.
    pub(crate) fn memory(&self) -> &VaultMemory {
        &self.memory
    }

    /// The vault and what is remembered about it.
    pub(crate) fn into_parts(mut self) -> (Vault, VaultMemory) {
        let vault = self.vault.take().expect("taken out only here, by consuming `self`");
        let nothing = VaultMemory { place: None, device: None, vaults: None };
        (vault, std::mem::replace(&mut self.memory, nothing))
    }
}

impl Deref for RememberedVault {
    type Target = Vault;

    fn deref(&self) -> &Vault {
        self.vault.as_ref().expect("taken out only by consuming `self`")
    }
}

impl DerefMut for RememberedVault {
    fn deref_mut(&mut self) -> &mut Vault {
        self.vault.as_mut().expect("taken out only by consuming `self`")
    }
}

impl Drop for RememberedVault {
    fn drop(&mut self) {
        if let Some(vault) = &self.vault {
            self.memory.meet(vault);
        }
    }
}

/// Writes a line to a file that only its owner can read. A failure has no effect now; it can only
/// cause a warning later.
fn write(file: &Path, line: &str) {
    let Some(folder) = file.parent() else { return };
    // Replaced atomically, so that another command never reads half of it.
    let text = format!("{line}\n");
    let _ = disk::make_folder(folder).and_then(|()| disk::write_file(file, text.as_bytes()));
}

/// `$XDG_STATE_HOME/aikotoba`, by default under `~/.local/state`; on Windows under `%LOCALAPPDATA%`.
fn folder() -> Option<PathBuf> {
    let path =
        |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let state = path("XDG_STATE_HOME")
        .or_else(|| path("LOCALAPPDATA"))
        .or_else(|| path("HOME").map(|home| home.join(".local").join("state")))?;
    Some(state.join("aikotoba"))
}
