//! The settings.

use aikotoba_core::gate::GateError;
use aikotoba_core::preferences::{LanguageChoice, Setting, Settings};
use aikotoba_core::screens::settings::SettingsState;

use crate::errors::Answer;
use crate::vault::Vault;

#[uniffi::export]
impl Vault {
    /// The settings screen.
    pub fn settings_state(&self) -> Answer<SettingsState> {
        self.with(|open| Ok(open.settings().state()))
    }

    /// Chooses a value by the name that its row gives it.
    pub fn choose_setting(&self, setting: Setting, value: String) -> Answer<SettingsState> {
        self.with(|open| {
            let mut settings = open.settings();
            settings.choose(setting, &value).map_err(|_| GateError::NotOffered)?;
            let mut kept = open.vault.settings().clone();
            settings.put(&mut kept);
            open.vault.change_settings(kept)?;
            Ok(settings.state())
        })
    }

    /// What the shell keeps beside the vault as it is, for the time before it is unlocked. It tells
    /// nothing about an account.
    pub fn early_settings(&self) -> Answer<String> {
        self.with(|open| Ok(open.settings().early_text()))
    }
}

/// The settings before the vault is unlocked, from what was kept beside it; nothing is needed.
#[uniffi::export]
pub fn settings_before_unlocking(early: String) -> SettingsState {
    Settings::of_early_text(&early).state()
}

/// Chooses a setting while there is no vault to keep it. Answers with what to keep instead, and to
/// make the vault with.
#[uniffi::export]
pub fn choose_before_unlocking(early: String, setting: Setting, value: String) -> Answer<String> {
    let mut settings = Settings::of_early_text(&early);
    settings.choose(setting, &value).map_err(|_| GateError::NotOffered)?;
    Ok(settings.early_text())
}

/// The tag of a chosen language after BCP 47; none for the device's.
#[uniffi::export]
pub fn language_tag(language: LanguageChoice) -> Option<String> {
    language.tag().map(str::to_owned)
}
