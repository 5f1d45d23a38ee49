//! "Somebody may know my password": a new key for the whole vault, with a new recovery code.

use super::{
    ChangeError, DeviceError, RecoveryCheck, RecoveryCode, RecoveryCodeDoubt, RekeyCredentials,
    Slot, Vault, VaultSettings,
};
use crate::crypto::SymmetricKey;
use crate::crypto::kdf::PassphraseCost;
use crate::crypto::random::Random;
use crate::secret::Passphrase;
use crate::time::UnixMillis;

/// The credentials that the user chose for the new key.
#[derive(Clone, Copy, Debug)]
pub struct RekeyChoice<'a> {
    /// A passphrase that does not unlock the vault yet.
    pub passphrase: &'a Passphrase,
    /// The Argon2id cost of its slot.
    pub cost: PassphraseCost,
    /// The key that this device stores, if it may unlock the vault.
    pub device: Option<&'a SymmetricKey>,
}

/// The result of giving a vault a new key.
#[derive(Debug)]
pub struct RekeyReport {
    /// The new recovery code, to be shown once.
    pub code: RecoveryCode,
    /// The slots that were removed, because their credentials are not available.
    pub removed: Vec<Slot>,
    /// Why it is not certain that the vault has the new key and the code; `None` if it has.
    pub doubt: Option<RecoveryCodeDoubt>,
}

/// Encrypts the whole vault with a new key, with a new recovery code, and stores the check that
/// later asks the user for a group of that code.
///
/// # Errors
/// As [`Vault::rekey`], when the vault certainly has its old key. If that is not certain, the
/// result is `Ok`, because there is a code to show.
pub fn rekey(
    vault: &mut Vault,
    choice: &RekeyChoice<'_>,
    now: UnixMillis,
    random: &dyn Random,
) -> Result<RekeyReport, ChangeError> {
    let code = RecoveryCode::make(random).map_err(DeviceError::from)?;
    let check = RecoveryCheck::make(&code.print(), random).map_err(DeviceError::from)?;
    let mut settings = VaultSettings { recovery_confirmed: None, ..vault.settings().clone() };
    check.put(&mut settings);
    let RekeyChoice { passphrase, cost, device } = *choice;
    let new = RekeyCredentials { passphrase, cost, recovery: &code, device };
    let removed = vault.without_successor(device);
    let doubt = RecoveryCodeDoubt::of(vault.rekey(&new, settings, now))?;
    Ok(RekeyReport { code, removed, doubt })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::random::SystemRandom;
    use crate::vault::failing::{self, InjectedFailure};
    use crate::vault::{RecoveryAnswer, RecoveryStatus, make_recovery_code};
    use crate::vault::{UnlockCredential, UnlockError};

    fn sample() -> (tempfile::TempDir, Vault) {
        let folder = tempfile::tempdir().unwrap();
        let vault = crate::vault::test_support::made(folder.path());
        (folder, vault)
    }

    #[test]
    fn the_check_asks_for_the_new_recovery_code() {
        let (_folder, mut vault) = sample();
        let random = SystemRandom::new();
        let old = make_recovery_code(&mut vault, UnixMillis(1), &random).unwrap().code.print();
        let confirmed =
            VaultSettings { recovery_confirmed: Some(UnixMillis(2)), ..vault.settings().clone() };
        vault.change_settings(confirmed).unwrap();
        let passphrase = Passphrase::new("another one".to_owned());
        let cost = PassphraseCost { mebibytes: 1, passes: 1, lanes: 1 };
        let choice = RekeyChoice { passphrase: &passphrase, cost, device: None };
        let rekeyed = rekey(&mut vault, &choice, UnixMillis(3), &random).unwrap();
        assert_eq!(RecoveryStatus::of(&vault), RecoveryStatus::Unconfirmed);
        let asked = RecoveryCheck::of(vault.settings()).unwrap();
        let group =
            |code: &str| code.split('-').nth(asked.group_number() as usize - 1).unwrap().to_owned();
        let typed = group(&old);
        let wrong = RecoveryCheck::answer(&mut vault, &typed, UnixMillis(4)).unwrap();
        let typed = group(&rekeyed.code.print());
        let right = RecoveryCheck::answer(&mut vault, &typed, UnixMillis(5)).unwrap();
        assert_eq!((wrong, right), (RecoveryAnswer::Wrong, RecoveryAnswer::Right));
    }

    #[test]
    fn the_new_code_is_returned_when_the_disk_fails() {
        for (failing, doubt) in [
            (InjectedFailure::Flush, RecoveryCodeDoubt::Unflushed),
            (InjectedFailure::Open, RecoveryCodeDoubt::Unknown),
        ] {
            let (_folder, mut vault) = sample();
            let random = SystemRandom::new();
            let passphrase = Passphrase::new("another one".to_owned());
            let cost = PassphraseCost { mebibytes: 1, passes: 1, lanes: 1 };
            let choice = RekeyChoice { passphrase: &passphrase, cost, device: None };
            let rekeyed =
                failing::during(failing, || rekey(&mut vault, &choice, UnixMillis(3), &random));
            let rekeyed = rekeyed.unwrap();
            assert_eq!(rekeyed.doubt, Some(doubt));
            let vault = vault.lock().unlock(UnlockCredential::Recovery(&rekeyed.code)).unwrap();
            assert!(vault.health().is_sound(), "{doubt:?}");
        }
    }

    #[test]
    fn no_new_code_is_returned_when_the_old_key_remains() {
        let (_folder, mut vault) = sample();
        let random = SystemRandom::new();
        let empty = Passphrase::new(String::new());
        let cost = PassphraseCost { mebibytes: 1, passes: 1, lanes: 1 };
        let choice = RekeyChoice { passphrase: &empty, cost, device: None };
        let why = rekey(&mut vault, &choice, UnixMillis(3), &random).map(|_| ()).unwrap_err();
        assert_eq!(why, ChangeError::EmptyPassphrase);
        let other = RecoveryCode::make(&random).unwrap();
        let why = vault.lock().unlock(UnlockCredential::Recovery(&other)).unwrap_err().why;
        assert_eq!(why, UnlockError::WrongRecoveryCode);
    }
}
