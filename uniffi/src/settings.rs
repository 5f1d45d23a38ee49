//! The settings.

use aikotoba_core::call_error::CallError;
use aikotoba_core::preferences::{AppSettings, LanguageChoice, Setting};
use aikotoba_core::screens::settings::SettingsState;

use crate::errors::CallResult;
use crate::vault::Vault;

#[uniffi::export]
impl Vault {
    /// The settings screen.
    pub fn settings_state(&self) -> CallResult<SettingsState> {
        self.with(|open| Ok(open.settings().state()))
    }

    /// Sets a value by its name in the setting's row.
    pub fn choose_setting(&self, setting: Setting, value: String) -> CallResult<SettingsState> {
        self.with(|open| {
            let mut settings = open.settings();
            settings.choose(setting, &value).map_err(|_| CallError::NotOffered)?;
            let mut kept = open.vault.settings().clone();
            settings.put(&mut kept);
            open.vault.change_settings(kept)?;
            Ok(settings.state())
        })
    }

    /// The settings that the shell stores unchanged outside of the vault, for use before unlocking.
    /// They reveal nothing about an account.
    pub fn early_settings(&self) -> CallResult<String> {
        self.with(|open| Ok(open.settings().before_unlock_text()))
    }
}

/// The settings before unlocking, from the text stored outside of the vault; it may be empty.
#[uniffi::export]
pub fn settings_before_unlocking(early: String) -> SettingsState {
    AppSettings::from_before_unlock_text(&early).state()
}

/// Sets a setting before there is a vault. Returns the text to store, and to make the vault with.
#[uniffi::export]
pub fn choose_before_unlocking(
    early: String,
    setting: Setting,
    value: String,
) -> CallResult<String> {
    let mut settings = AppSettings::from_before_unlock_text(&early);
    settings.choose(setting, &value).map_err(|_| CallError::NotOffered)?;
    Ok(settings.before_unlock_text())
}

/// The BCP 47 tag of a language; none for the device's language.
#[uniffi::export]
pub fn language_tag(language: LanguageChoice) -> Option<String> {
    language.tag().map(str::to_owned)
}
