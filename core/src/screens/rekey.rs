//! "Somebody may know my password": the questions and messages of changing the vault's key.

use serde::{Deserialize, Serialize};

use super::unlock::DeviceKey;
use crate::phrase::Phrase;
use crate::vault::{Slot, SlotKind, Vault};

/// Whether to ask for the device key, so that it can unlock the vault afterwards: there is one, and
/// it is available.
pub fn wants_device_key(vault: &Vault, device: DeviceKey) -> bool {
    vault.has_device() && device == DeviceKey::Ready
}

/// A way to unlock that was removed together with the old key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Phrase)]
#[serde(rename_all = "kebab-case")]
#[phrase("rekey-removed")]
pub enum RemovedLock {
    /// Another passphrase.
    Passphrase,
    /// Another recovery code.
    Recovery,
    /// The key of another device, or one that this device has lost.
    Device,
    /// A slot of a kind that only a newer version supports.
    Newer,
}

impl RemovedLock {
    /// The way that a slot represents.
    pub fn of(slot: &Slot) -> Self {
        match slot.kind {
            SlotKind::Passphrase => Self::Passphrase,
            SlotKind::Recovery => Self::Recovery,
            SlotKind::Device => Self::Device,
            SlotKind::Newer => Self::Newer,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::SymmetricKey;
    use crate::time::UnixMillis;

    #[test]
    fn the_device_key_is_asked_for_if_it_opens_the_vault_and_is_available() {
        let (_folder, mut vault) = crate::backup::sample::vault();
        let wants = |vault: &Vault, device| wants_device_key(vault, device);
        if !vault.has_device() {
            assert!(!wants(&vault, DeviceKey::Ready));
            vault.add_device(&SymmetricKey::from_slice(&[7; 32]).unwrap(), UnixMillis(1)).unwrap();
        }
        assert!(wants(&vault, DeviceKey::Ready));
        for gone in [DeviceKey::Absent, DeviceKey::Invalidated, DeviceKey::Unavailable] {
            assert!(!wants(&vault, gone));
        }
    }
}
