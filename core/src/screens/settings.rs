//! The settings screen.

use serde::{Deserialize, Serialize};

use crate::preferences::{AppSettings, Setting, SettingSection};

/// The settings screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettingsState {
    /// The current values.
    pub settings: AppSettings,
    /// The rows, in order.
    pub rows: Vec<SettingRow>,
}

/// One setting on its screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettingRow {
    /// The setting.
    pub setting: Setting,
    /// The section that contains it.
    pub section: SettingSection,
    /// The current value's name, which is a catalogue key: `setting-theme-dark`.
    pub value: String,
    /// The names of all values, in order.
    pub choices: Vec<String>,
}

impl AppSettings {
    /// The settings screen.
    pub fn state(&self) -> SettingsState {
        let row = |setting: &Setting| SettingRow {
            setting: *setting,
            section: setting.section(),
            value: self.value_name(*setting),
            choices: setting.value_names(),
        };
        let rows = <Setting as strum::VariantArray>::VARIANTS.iter().map(row).collect();
        SettingsState { settings: *self, rows }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_of_a_section_keep_their_order() {
        let rows = AppSettings::default().state().rows;
        let look = rows.iter().filter(|row| row.section == SettingSection::Look);
        let look: Vec<_> = look.map(|row| row.setting).collect();
        let expected = [
            Setting::Language,
            Setting::Theme,
            Setting::NextCode,
            Setting::Grouping,
            Setting::Sorting,
            Setting::ScanFeedback,
        ];
        assert_eq!(look, expected);
    }
}
