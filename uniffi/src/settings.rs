//! The settings.

use aikotoba_core::screens::gate::GateError;
use aikotoba_core::screens::settings::{Setting, Settings, SettingsState};

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

    /// The values that the shell keeps beside the vault, for the time before it is unlocked. None
    /// of them tells anything about an account.
    pub fn early_settings(&self) -> Answer<Vec<String>> {
        self.with(|open| Ok(open.settings().early()))
    }
}

/// The settings before the vault is unlocked, from the values that were kept beside it; none are
/// needed.
#[uniffi::export]
pub fn settings_before_unlocking(values: Vec<String>) -> SettingsState {
    Settings::of_early(values.iter().map(String::as_str)).state()
}

/// Chooses a setting while there is no vault to keep it. Answers with the values to keep instead,
/// and to make the vault with.
#[uniffi::export]
pub fn choose_before_unlocking(
    values: Vec<String>,
    setting: Setting,
    value: String,
) -> Answer<Vec<String>> {
    let mut settings = Settings::of_early(values.iter().map(String::as_str));
    settings.choose(setting, &value).map_err(|_| GateError::NotOffered)?;
    Ok(settings.early())
}
