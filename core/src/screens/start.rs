//! The first start: a new vault, or a backup to restore.

use serde::{Deserialize, Serialize};

use crate::phrase::Phrase;
use crate::preferences::LanguageChoice;
use crate::vault::VaultPresence;

/// A screen of the first start.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirstStartState {
    /// The step.
    pub step: StartStep,
    /// Whether the device can protect a key with biometrics or its screen lock.
    pub device_key: Offered,
    /// What follows when the vault is made.
    pub then: AfterStart,
    /// The languages to choose from, each by its own name, since the user may not understand the
    /// current one.
    pub languages: Vec<LanguageOffer>,
}

/// What follows the first start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AfterStart {
    /// The camera, for the first account.
    Scan,
    /// The choice of a backup to restore into the new vault.
    Restore,
    /// The choice of another app whose accounts are imported into the new vault.
    Import,
}

/// A language to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LanguageOffer {
    /// The setting's value, which is a catalogue key.
    pub value: String,
    /// The BCP 47 tag.
    pub tag: String,
}

/// An action of the user during the first start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StartAction {
    /// Starts with the QR code of the first account.
    Scan,
    /// The user cancelled the device's prompt, or the device could not show it.
    LockDeclined,
    /// Starts with a backup, which needs a vault to be restored into.
    BeginWithBackup,
    /// Starts with the accounts of another app. There may be many, so a way to open the vault on
    /// another device comes first.
    BeginWithImport,
    /// The vault was made.
    Made,
    /// Goes back one step.
    Back,
}

/// Whether something is available.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Offered {
    /// It is.
    Yes,
    /// It is not.
    No,
}

/// A step of the first start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Phrase)]
#[serde(rename_all = "kebab-case")]
#[phrase("start")]
pub enum StartStep {
    /// There is no vault and no trace of one: introduce the app, offer a new vault or a restore.
    Welcome,
    /// The device asks for its lock. Then the vault is made and the camera opens; the recovery code is
    /// shown after the first account.
    DeviceLock,
    /// Choose how to unlock the vault.
    Locks,
    /// The recovery code, shown once ([`RecoveryState`](super::recovery::RecoveryState)).
    RecoveryCode,
    /// There are traces of a vault that can't be read; they are not overwritten.
    Remains,
}

impl FirstStartState {
    /// The first screen; `None` if there is a vault, which must be unlocked.
    pub fn new(found: VaultPresence, device_key: Offered) -> Option<Self> {
        let step = match found {
            VaultPresence::Vault => return None,
            VaultPresence::Nothing => StartStep::Welcome,
            VaultPresence::Remains => StartStep::Remains,
        };
        let languages = LanguageChoice::AVAILABLE.into_iter().filter_map(|choice| {
            let tag = choice.tag()?.to_owned();
            Some(LanguageOffer { value: choice.value(), tag })
        });
        let (then, languages) = (AfterStart::Scan, languages.collect());
        Some(Self { step, device_key, then, languages })
    }

    /// The screen after an action; `None` if going back leaves the first start.
    #[must_use]
    pub fn after(self, action: StartAction) -> Option<Self> {
        let (step, then) = match action {
            StartAction::Scan if self.device_key == Offered::Yes => {
                (StartStep::DeviceLock, AfterStart::Scan)
            }
            // No account is stored before another way to open the vault is known.
            StartAction::Scan | StartAction::LockDeclined => (StartStep::Locks, AfterStart::Scan),
            StartAction::BeginWithBackup => (StartStep::Locks, AfterStart::Restore),
            StartAction::BeginWithImport => (StartStep::Locks, AfterStart::Import),
            StartAction::Made => (StartStep::RecoveryCode, self.then),
            StartAction::Back => match self.step {
                StartStep::DeviceLock | StartStep::Locks => (StartStep::Welcome, AfterStart::Scan),
                // The user can only continue.
                StartStep::RecoveryCode => (self.step, self.then),
                StartStep::Welcome | StartStep::Remains => return None,
            },
        };
        Some(Self { step, then, ..self })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_first_start_goes_forward_and_back_and_shows_the_recovery_code() {
        let welcome = FirstStartState::new(VaultPresence::Nothing, Offered::No).unwrap();
        let after = |state: &FirstStartState, action| state.clone().after(action);
        let restore = after(&welcome, StartAction::BeginWithBackup).unwrap();
        assert_eq!((restore.step, restore.then), (StartStep::Locks, AfterStart::Restore));
        assert_eq!(after(&restore, StartAction::Back), Some(welcome.clone()));
        let import = after(&welcome, StartAction::BeginWithImport).unwrap();
        assert_eq!((import.step, import.then), (StartStep::Locks, AfterStart::Import));
        let import = after(&import, StartAction::Made).unwrap();
        assert_eq!((import.step, import.then), (StartStep::RecoveryCode, AfterStart::Import));
        let made = after(&restore, StartAction::Made).unwrap();
        assert_eq!((made.step, made.then), (StartStep::RecoveryCode, AfterStart::Restore));
        assert_eq!(after(&made, StartAction::Back), Some(made.clone()));
        assert_eq!(after(&welcome, StartAction::Back), None);
        let remains = FirstStartState::new(VaultPresence::Remains, Offered::No).unwrap();
        assert_eq!(after(&remains, StartAction::Back), None);
        assert_eq!(after(&remains, StartAction::Scan).unwrap().then, AfterStart::Scan);
    }

    #[test]
    fn scanning_asks_for_the_devices_lock_and_without_it_for_a_password() {
        let welcome = |offered| FirstStartState::new(VaultPresence::Nothing, offered).unwrap();
        let asked = welcome(Offered::Yes).after(StartAction::Scan).unwrap();
        assert_eq!((asked.step, asked.then), (StartStep::DeviceLock, AfterStart::Scan));
        let declined = asked.clone().after(StartAction::LockDeclined).unwrap();
        assert_eq!((declined.step, declined.then), (StartStep::Locks, AfterStart::Scan));
        assert_eq!(asked.after(StartAction::Back), Some(welcome(Offered::Yes)));
        let without = welcome(Offered::No).after(StartAction::Scan).unwrap();
        assert_eq!((without.step, without.then), (StartStep::Locks, AfterStart::Scan));
        assert_eq!(without.after(StartAction::Made).unwrap().step, StartStep::RecoveryCode);
    }

    #[test]
    fn each_language_is_offered_by_its_own_name() {
        let state = FirstStartState::new(VaultPresence::Nothing, Offered::No).unwrap();
        let tags: Vec<_> = state.languages.iter().map(|offer| offer.tag.as_str()).collect();
        assert_eq!(tags, ["ja", "en"]);
        let mut settings = crate::preferences::AppSettings::default();
        for (offer, choice) in state.languages.iter().zip(LanguageChoice::AVAILABLE) {
            settings.choose(crate::preferences::Setting::Language, &offer.value).unwrap();
            assert_eq!(settings.language, choice);
        }
    }

    #[test]
    fn a_new_vault_is_offered_only_if_nothing_exists() {
        let step = |found| FirstStartState::new(found, Offered::No).map(|state| state.step);
        assert_eq!(step(VaultPresence::Nothing), Some(StartStep::Welcome));
        assert_eq!(step(VaultPresence::Remains), Some(StartStep::Remains));
        assert_eq!(step(VaultPresence::Vault), None);
    }
}
