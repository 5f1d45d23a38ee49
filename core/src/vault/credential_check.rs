//! Asks for the vault's password or recovery code from time to time, where only a device's own lock
//! was used since, so that it is not forgotten (docs/spec/vault.md §8).
//!
//! The vault is open while it asks, so an answer protects nothing, and a wrong one is not a try to
//! unlock.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::settings::ExtraSetting;
use super::unlocking::{UnlockLimit, open_any};
use super::{ChangeError, SlotKind, UnlockCredential, UnlockError, Vault};
use crate::crypto::stack::wiped_after_action;
use crate::fault::Fault;
use crate::time::{DAY_MILLIS, UnixMillis};

/// How long a question is put off.
const PUT_OFF_MILLIS: i64 = 3 * DAY_MILLIS;

/// The vault's record of when its password or recovery code was typed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CredentialCheck {
    /// When it was last typed, to within a day.
    at: Option<UnixMillis>,
    /// When the person last put off the question.
    put_off: Option<UnixMillis>,
}

/// What a person is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AskedCredential {
    /// The vault's password.
    Password,
    /// The recovery code.
    RecoveryCode,
}

impl AskedCredential {
    /// Its name in sentences.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::RecoveryCode => "recovery-code",
        }
    }
}

/// Why an answer is not accepted. Nothing was changed, and it does not count as a try to unlock.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Fault)]
#[fault("credential-check", TypeAgain)]
pub enum CredentialCheckError {
    /// It is not the vault's password.
    #[error("not the password")]
    WrongPassword,
    /// It is not the vault's recovery code.
    #[error("not the recovery code")]
    WrongRecoveryCode,
    /// It cannot be compared on this device.
    #[error(transparent)]
    #[fault(transparent)]
    Unlock(UnlockError),
}

impl CredentialCheck {
    fn of(vault: &Vault) -> Self {
        let record = vault.settings().extra(ExtraSetting::CredentialCheck).cloned();
        record.and_then(|record| serde_json::from_value(record).ok()).unwrap_or_default()
    }

    /// What the vault can ask for: what is known to open it on another device.
    pub fn askable(vault: &Vault) -> Vec<AskedCredential> {
        let has = |kind| {
            let mut slots = vault.slots().iter().filter(|slot| slot.kind == kind);
            slots.any(|slot| vault.is_portable(slot))
        };
        let password = has(SlotKind::Passphrase).then_some(AskedCredential::Password);
        let code = has(SlotKind::Recovery).then_some(AskedCredential::RecoveryCode);
        password.into_iter().chain(code).collect()
    }

    /// Whether the question is due: the key of a device opens the vault, and for `interval_millis`
    /// neither the password nor the recovery code was typed or set.
    pub fn is_due(vault: &Vault, interval_millis: i64, now: UnixMillis) -> bool {
        if !vault.has_device() || Self::askable(vault).is_empty() {
            return false;
        }
        let Self { at, put_off } = Self::of(vault);
        let passwords = vault.slots().iter().filter(|slot| slot.kind == SlotKind::Passphrase);
        let mut known =
            passwords.map(|slot| slot.created).chain(vault.settings().recovery_confirmed).chain(at);
        known.all(|known| now.is_after(known, interval_millis))
            && put_off.is_none_or(|put_off| now.is_after(put_off, PUT_OFF_MILLIS))
    }

    /// Records that the vault was unlocked with its password or recovery code, at most once a day.
    ///
    /// # Errors
    /// One [`ChangeError`] per cause.
    pub fn note_typed(vault: &mut Vault, now: UnixMillis) -> Result<(), ChangeError> {
        let is_recent = Self::of(vault).at.is_some_and(|at| !now.is_after(at, DAY_MILLIS));
        if is_recent || !vault.has_device() {
            return Ok(());
        }
        Self { at: Some(now), put_off: None }.write(vault)
    }

    /// Puts off the question by three days.
    ///
    /// # Errors
    /// One [`ChangeError`] per cause.
    pub fn put_off(vault: &mut Vault, now: UnixMillis) -> Result<(), ChangeError> {
        Self { put_off: Some(now), ..Self::of(vault) }.write(vault)
    }

    /// Compares what was typed with the vault's slots. A right answer is recorded; that this failed
    /// only means that the vault asks again.
    ///
    /// # Errors
    /// One [`CredentialCheckError`] per cause.
    pub fn answer(
        vault: &mut Vault,
        typed: UnlockCredential<'_>,
        now: UnixMillis,
    ) -> Result<(), CredentialCheckError> {
        let limit = UnlockLimit::DEFAULT;
        wiped_after_action(|| open_any(&vault.slot_rows, vault.id, typed, limit).map(drop))
            .map_err(|why| match why {
                UnlockError::WrongPassphrase => CredentialCheckError::WrongPassword,
                UnlockError::WrongRecoveryCode => CredentialCheckError::WrongRecoveryCode,
                why => CredentialCheckError::Unlock(why),
            })?;
        let _not_noted = Self { at: Some(now), put_off: None }.write(vault);
        Ok(())
    }

    fn write(self, vault: &mut Vault) -> Result<(), ChangeError> {
        let mut settings = vault.settings().clone();
        let record = serde_json::to_value(self).unwrap_or(Value::Null);
        settings.set_extra(ExtraSetting::CredentialCheck, record);
        vault.change_settings(settings)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::crypto::SymmetricKey;
    use crate::crypto::kdf::PassphraseCost;
    use crate::crypto::random::SystemRandom;
    use crate::secret::Passphrase;
    use crate::vault::{NewVaultCredentials, RecoveryCode};

    const MONTH: i64 = 30 * DAY_MILLIS;

    fn days(days: i64) -> UnixMillis {
        UnixMillis(1_800_000_000_000 + days * DAY_MILLIS)
    }

    fn password() -> Passphrase {
        Passphrase::new("correct horse".to_owned())
    }

    /// A vault of day 0 with a key of a device; with a password, or with a recovery code.
    fn made(with_password: bool) -> (tempfile::TempDir, Vault, Option<RecoveryCode>) {
        let folder = tempfile::tempdir().unwrap();
        let key = SymmetricKey::from_slice(&[7; 32]).unwrap();
        let (password, cost) = (password(), PassphraseCost::MIN);
        let locks = NewVaultCredentials {
            passphrase: with_password.then_some(&password),
            recovery: !with_password,
            device: Some(&key),
            cost,
        };
        let random = Arc::new(SystemRandom::new());
        let path = folder.path().join("vault");
        let (vault, code) = Vault::create(&path, &locks, days(0), random).unwrap();
        (folder, vault, code)
    }

    #[test]
    fn a_month_after_the_password_was_set_it_is_asked_for() {
        let (_folder, mut vault, _) = made(true);
        assert_eq!(CredentialCheck::askable(&vault), [AskedCredential::Password]);
        assert!(!CredentialCheck::is_due(&vault, MONTH, days(29)));
        assert!(CredentialCheck::is_due(&vault, MONTH, days(30)));
        CredentialCheck::note_typed(&mut vault, days(30)).unwrap();
        assert!(!CredentialCheck::is_due(&vault, MONTH, days(59)));
        assert!(CredentialCheck::is_due(&vault, MONTH, days(60)));
    }

    #[test]
    fn only_a_code_that_was_confirmed_is_asked_for_and_only_beside_a_device() {
        let (_folder, mut vault, code) = made(false);
        assert!(CredentialCheck::askable(&vault).is_empty());
        assert!(!CredentialCheck::is_due(&vault, MONTH, days(99)));
        vault.confirm_recovery(days(1)).unwrap();
        assert_eq!(CredentialCheck::askable(&vault), [AskedCredential::RecoveryCode]);
        assert!(!CredentialCheck::is_due(&vault, MONTH, days(30)));
        assert!(CredentialCheck::is_due(&vault, MONTH, days(31)));
        let code = code.unwrap();
        let answer = UnlockCredential::Recovery(&code);
        assert_eq!(CredentialCheck::answer(&mut vault, answer, days(31)), Ok(()));
        assert!(!CredentialCheck::is_due(&vault, MONTH, days(32)));
        vault.remove_devices().unwrap();
        assert!(!CredentialCheck::is_due(&vault, MONTH, days(99)));
    }

    #[test]
    fn a_right_answer_is_recorded_and_a_wrong_one_changes_nothing() {
        let (_folder, mut vault, _) = made(true);
        let (typed, wrong) = (password(), Passphrase::new("horse".to_owned()));
        let epoch = vault.epoch();
        let answer = UnlockCredential::Passphrase(&wrong);
        for _ in 0..9 {
            let answered = CredentialCheck::answer(&mut vault, answer, days(30));
            assert_eq!(answered, Err(CredentialCheckError::WrongPassword));
        }
        let code = RecoveryCode::make(&SystemRandom::new()).unwrap();
        let answered =
            CredentialCheck::answer(&mut vault, UnlockCredential::Recovery(&code), days(30));
        assert!(answered.is_err());
        assert_eq!(vault.epoch(), epoch);
        assert!(CredentialCheck::is_due(&vault, MONTH, days(30)));
        let answer = UnlockCredential::Passphrase(&typed);
        assert_eq!(CredentialCheck::answer(&mut vault, answer, days(30)), Ok(()));
        assert!(!CredentialCheck::is_due(&vault, MONTH, days(31)));
    }

    #[test]
    fn it_is_put_off_by_three_days_and_typing_is_noted_once_a_day() {
        let (_folder, mut vault, _) = made(true);
        CredentialCheck::put_off(&mut vault, days(30)).unwrap();
        assert!(!CredentialCheck::is_due(&vault, MONTH, days(32)));
        assert!(CredentialCheck::is_due(&vault, MONTH, days(33)));
        CredentialCheck::note_typed(&mut vault, days(40)).unwrap();
        let epoch = vault.epoch();
        let later = UnixMillis(days(41).0 - 1);
        CredentialCheck::note_typed(&mut vault, later).unwrap();
        assert_eq!(vault.epoch(), epoch);
        CredentialCheck::note_typed(&mut vault, days(41)).unwrap();
        assert_ne!(vault.epoch(), epoch);
        // The clock went back by a year.
        assert!(CredentialCheck::is_due(&vault, MONTH, days(-300)));
    }
}
