//! "Somebody may know my password": a new key for the whole vault, and what the person is told.

use serde::{Deserialize, Serialize};

use super::recovery::{CodeDoubt, RecoveryCheck};
use super::unlock::DeviceKey;
use crate::crypto::Key;
use crate::crypto::kdf::PassphraseCost;
use crate::crypto::random::Random;
use crate::phrase::phrase_family;
use crate::secret::Passphrase;
use crate::time::UnixMillis;
use crate::vault::{
    ChangeError, DeviceError, NewCredentials, RecoveryCode, Settings, Slot, SlotKind, Vault,
};

/// What the person chose for the vault's new key.
#[derive(Clone, Copy, Debug)]
pub struct RekeyChoice<'a> {
    /// A passphrase that did not open the vault until now.
    pub passphrase: &'a Passphrase,
    /// What deriving a key from it costs.
    pub cost: PassphraseCost,
    /// The key that this device keeps, where it is to unlock the vault.
    pub device: Option<&'a Key>,
}

impl RekeyChoice<'_> {
    /// Whether the person is to be asked for the key that this device keeps, so that it goes on
    /// unlocking the vault: where one does, and it can be asked for.
    pub fn wants_device_key(vault: &Vault, device: DeviceKey) -> bool {
        vault.has_device() && device == DeviceKey::Ready
    }
}

/// A vault under a new key.
#[derive(Debug)]
pub struct Rekeyed {
    /// The new recovery code: it is shown this once.
    pub code: RecoveryCode,
    /// The ways to unlock that went, since what opens them is not at hand.
    pub removed: Vec<Slot>,
    /// Why it is not certain that the vault has the new key and the code.
    pub doubt: Option<CodeDoubt>,
}

/// A way to unlock that went with the old key.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::VariantNames,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum RemovedLock {
    /// Another passphrase.
    Passphrase,
    /// Another recovery code.
    Recovery,
    /// The key that another device keeps, or that this one lost.
    Device,
    /// Something that a newer version knows.
    Newer,
}

phrase_family!(RemovedLock, "rekey-removed");

impl RemovedLock {
    /// What opened a slot.
    pub fn of(slot: &Slot) -> Self {
        match slot.kind {
            SlotKind::Passphrase => Self::Passphrase,
            SlotKind::Recovery => Self::Recovery,
            SlotKind::Device => Self::Device,
            SlotKind::Newer => Self::Newer,
        }
    }
}

/// Seals the whole vault anew under a new key, with a new recovery code, and keeps in it what the
/// person will be asked of that code by.
///
/// # Errors
/// As [`Vault::rekey`], where the vault certainly has its old key. In doubt there is a code to show.
pub fn rekey(
    vault: &mut Vault,
    choice: &RekeyChoice<'_>,
    now: UnixMillis,
    random: &dyn Random,
) -> Result<Rekeyed, ChangeError> {
    let code = RecoveryCode::make(random).map_err(DeviceError::from)?;
    let check = RecoveryCheck::make(&code.print(), random).map_err(DeviceError::from)?;
    let mut settings = Settings { recovery_confirmed: None, ..vault.settings().clone() };
    check.put(&mut settings);
    let RekeyChoice { passphrase, cost, device } = *choice;
    let new = NewCredentials { passphrase, cost, recovery: &code, device };
    let removed = vault.without_successor(device);
    let doubt = CodeDoubt::of(vault.rekey(&new, settings, now))?;
    Ok(Rekeyed { code, removed, doubt })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::random::SystemRandom;
    use crate::screens::recovery::{Answer, Recovery, make_code};
    use crate::vault::failing::{self, Failing};
    use crate::vault::{Credential, UnlockError};

    #[test]
    fn the_devices_key_is_asked_for_where_it_opens_the_vault_and_is_there() {
        let (_folder, mut vault) = crate::backup::sample::vault();
        let wants = |vault: &Vault, device| RekeyChoice::wants_device_key(vault, device);
        if !vault.has_device() {
            assert!(!wants(&vault, DeviceKey::Ready));
            vault.add_device(&Key::from_slice(&[7; 32]).unwrap(), UnixMillis(1)).unwrap();
        }
        assert!(wants(&vault, DeviceKey::Ready));
        for gone in [DeviceKey::Absent, DeviceKey::Invalidated, DeviceKey::Unavailable] {
            assert!(!wants(&vault, gone));
        }
    }

    #[test]
    fn the_new_recovery_code_is_asked_for_and_the_old_one_no_longer() {
        let (_folder, mut vault) = crate::backup::sample::vault();
        let random = SystemRandom::new();
        let old = make_code(&mut vault, UnixMillis(1), &random).unwrap().code.print();
        RecoveryCheck::begin(&old, &mut vault, &random).unwrap();
        let confirmed =
            Settings { recovery_confirmed: Some(UnixMillis(2)), ..vault.settings().clone() };
        vault.change_settings(confirmed).unwrap();
        let passphrase = Passphrase::new("another one".to_owned());
        let cost = PassphraseCost { mebibytes: 1, passes: 1, lanes: 1 };
        let choice = RekeyChoice { passphrase: &passphrase, cost, device: None };
        let rekeyed = rekey(&mut vault, &choice, UnixMillis(3), &random).unwrap();
        assert_eq!(Recovery::of(&vault), Recovery::Unconfirmed);
        let asked = RecoveryCheck::of(vault.settings()).unwrap().state();
        let group = |code: &str| code.split('-').nth(asked.at as usize - 1).unwrap().to_owned();
        let typed = group(&old);
        let wrong = RecoveryCheck::answer(&mut vault, &typed, UnixMillis(4)).unwrap();
        let typed = group(&rekeyed.code.print());
        let right = RecoveryCheck::answer(&mut vault, &typed, UnixMillis(5)).unwrap();
        assert_eq!((wrong, right), (Answer::Wrong, Answer::Right));
    }

    #[test]
    fn where_the_disk_fails_the_new_code_is_there_to_be_shown() {
        for (failing, doubt) in
            [(Failing::Flush, CodeDoubt::Unflushed), (Failing::Open, CodeDoubt::Unknown)]
        {
            let (_folder, mut vault) = crate::backup::sample::vault();
            let random = SystemRandom::new();
            let passphrase = Passphrase::new("another one".to_owned());
            let cost = PassphraseCost { mebibytes: 1, passes: 1, lanes: 1 };
            let choice = RekeyChoice { passphrase: &passphrase, cost, device: None };
            let rekeyed =
                failing::during(failing, || rekey(&mut vault, &choice, UnixMillis(3), &random));
            let rekeyed = rekeyed.unwrap();
            assert_eq!(rekeyed.doubt, Some(doubt));
            let vault = vault.lock().unlock(Credential::Recovery(&rekeyed.code)).unwrap();
            assert!(vault.health().is_sound(), "{doubt:?}");
        }
    }

    #[test]
    fn where_the_old_key_stands_there_is_no_new_code() {
        let (_folder, mut vault) = crate::backup::sample::vault();
        let random = SystemRandom::new();
        let empty = Passphrase::new(String::new());
        let cost = PassphraseCost { mebibytes: 1, passes: 1, lanes: 1 };
        let choice = RekeyChoice { passphrase: &empty, cost, device: None };
        let why = rekey(&mut vault, &choice, UnixMillis(3), &random).map(|_| ()).unwrap_err();
        assert_eq!(why, ChangeError::EmptyPassphrase);
        let other = RecoveryCode::make(&random).unwrap();
        let why = vault.lock().unlock(Credential::Recovery(&other)).unwrap_err().why;
        assert_eq!(why, UnlockError::WrongRecoveryCode);
    }
}
