//! The user's settings: a fixed list, each with its values and a default. The vault stores them,
//! and its backups contain them (docs/spec/vault.md §8).

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::phrase::Phrase;
use crate::time::DAY_MILLIS;
use crate::vault;

/// The language of the app.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LanguageChoice {
    /// The device's language.
    #[default]
    Device,
    /// Japanese.
    Japanese,
    /// English.
    English,
}

impl LanguageChoice {
    /// The available languages.
    pub const AVAILABLE: [Self; 2] = [Self::Japanese, Self::English];

    /// The BCP 47 tag; `None` for the device's language.
    pub const fn tag(self) -> Option<&'static str> {
        match self {
            Self::Device => None,
            Self::Japanese => Some("ja"),
            Self::English => Some("en"),
        }
    }

    /// Its name in [`Setting::value_names`].
    pub fn value(self) -> String {
        AppSettings { language: self, ..AppSettings::default() }.value_name(Setting::Language)
    }
}

/// The colour theme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Theme {
    /// The device's theme.
    #[default]
    Device,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// How the characters of a code are grouped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CodeGrouping {
    /// Groups of three, as most people read six digits; eight digits make two groups of four.
    #[default]
    Threes,
    /// Groups of two.
    Pairs,
    /// Groups of four.
    Fours,
    /// No groups.
    Whole,
}

/// The order of the accounts. Favourites always come first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AccountOrder {
    /// The order that the user arranged.
    #[default]
    Own,
    /// By issuer, then by label.
    Name,
}

/// How long the app may be in the background before it locks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AutoLock {
    /// It locks at once.
    AtOnce,
    /// Half a minute: time to type a code into another app and return.
    #[default]
    HalfMinute,
    /// One minute.
    Minute,
    /// Five minutes.
    FiveMinutes,
    /// 15 minutes.
    QuarterHour,
}

impl AutoLock {
    /// The time in milliseconds.
    pub const fn millis(self) -> i64 {
        1000 * match self {
            Self::AtOnce => 0,
            Self::HalfMinute => 30,
            Self::Minute => 60,
            Self::FiveMinutes => 300,
            Self::QuarterHour => 900,
        }
    }
}

/// How long a copied code stays in the clipboard.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ClipboardClearing {
    /// Half a minute: about as long as a code is valid.
    HalfMinute,
    /// A minute.
    #[default]
    Minute,
    /// Two minutes.
    TwoMinutes,
    /// Until the clipboard is overwritten.
    Never,
}

impl ClipboardClearing {
    /// The time in seconds; `None` if it is never cleared.
    pub const fn seconds(self) -> Option<u32> {
        match self {
            Self::HalfMinute => Some(30),
            Self::Minute => Some(60),
            Self::TwoMinutes => Some(120),
            Self::Never => None,
        }
    }
}

/// How a person notices that the camera has read a QR code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ScanFeedback {
    /// The device vibrates, if it can.
    #[default]
    Vibration,
    /// The device vibrates and plays a short sound.
    Sound,
    /// Only the screen shows it.
    Off,
}

/// How often a person is asked to open the latest backup, and to type the vault's password where
/// only a device's own lock was used since.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RehearsalInterval {
    /// Never.
    Off,
    /// Every week.
    Weekly,
    /// Every month: a password that is not typed for longer is easily forgotten.
    #[default]
    Monthly,
    /// Every three months.
    ThreeMonthly,
}

impl RehearsalInterval {
    /// The time in milliseconds; `None` if nothing is asked. A month has 30 days.
    pub const fn millis(self) -> Option<i64> {
        match self {
            Self::Off => None,
            Self::Weekly => Some(7 * DAY_MILLIS),
            Self::Monthly => Some(30 * DAY_MILLIS),
            Self::ThreeMonthly => Some(90 * DAY_MILLIS),
        }
    }
}

/// On or off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SettingSwitch {
    /// On.
    On,
    /// Off.
    Off,
}

/// All settings. Any combination is valid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AppSettings {
    /// The language of the app. Needed before unlocking.
    pub language: LanguageChoice,
    /// The colour theme. Needed before unlocking.
    pub theme: Theme,
    /// How long the app may be in the background before it locks.
    pub auto_lock: AutoLock,
    /// Whether codes are hidden until tapped.
    pub hide_codes: SettingSwitch,
    /// Whether the next code is shown next to the current one.
    pub next_code: SettingSwitch,
    /// How codes are grouped.
    pub grouping: CodeGrouping,
    /// The order of the accounts.
    pub sorting: AccountOrder,
    /// How long a copied code stays in the clipboard.
    pub clipboard: ClipboardClearing,
    /// Whether screenshots and the list of recent apps may show codes. Needed before unlocking.
    pub screenshots: SettingSwitch,
    /// How a person notices that the camera has read a QR code.
    pub scan_feedback: ScanFeedback,
    /// How often opening the latest backup is rehearsed.
    pub rehearsal: RehearsalInterval,
}

impl Default for AppSettings {
    fn default() -> Self {
        Self {
            language: LanguageChoice::default(),
            theme: Theme::default(),
            auto_lock: AutoLock::default(),
            hide_codes: SettingSwitch::Off,
            next_code: SettingSwitch::On,
            grouping: CodeGrouping::default(),
            sorting: AccountOrder::default(),
            clipboard: ClipboardClearing::default(),
            screenshots: SettingSwitch::Off,
            scan_feedback: ScanFeedback::default(),
            rehearsal: RehearsalInterval::default(),
        }
    }
}

/// The identifier of a setting. Its catalogue key begins with `setting-`.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::VariantArray,
    Phrase,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
#[phrase("setting")]
pub enum Setting {
    /// [`AppSettings::language`].
    Language,
    /// [`AppSettings::theme`].
    Theme,
    /// [`AppSettings::auto_lock`].
    AutoLock,
    /// [`AppSettings::hide_codes`].
    HideCodes,
    /// [`AppSettings::next_code`].
    NextCode,
    /// [`AppSettings::grouping`].
    Grouping,
    /// [`AppSettings::sorting`].
    Sorting,
    /// [`AppSettings::clipboard`].
    Clipboard,
    /// [`AppSettings::screenshots`].
    Screenshots,
    /// [`AppSettings::scan_feedback`].
    ScanFeedback,
    /// [`AppSettings::rehearsal`].
    Rehearsal,
}

/// A heading of the settings screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SettingSection {
    /// Appearance.
    Look,
    /// Protection of the codes.
    Safety,
}

impl Setting {
    /// The section that contains the setting.
    pub fn section(self) -> SettingSection {
        match self {
            Self::Language
            | Self::Theme
            | Self::NextCode
            | Self::Grouping
            | Self::Sorting
            | Self::ScanFeedback => SettingSection::Look,
            Self::AutoLock
            | Self::HideCodes
            | Self::Clipboard
            | Self::Screenshots
            | Self::Rehearsal => SettingSection::Safety,
        }
    }
}

impl AppSettings {
    /// Reads the settings from those that a vault stores. A missing or unknown value, such as one
    /// from a newer version, becomes the default; the others are unaffected.
    pub fn read(stored: &Map<String, Value>) -> Self {
        let mut settings = Self::default();
        for setting in <Setting as strum::VariantArray>::VARIANTS {
            if let Some(value) = stored.get(setting.name()) {
                let _unreadable_is_unchosen = settings.set_value(*setting, value.clone());
            }
        }
        settings
    }

    /// Writes all settings into those that a vault stores; other entries are kept.
    pub fn write(&self, stored: &mut Map<String, Value>) {
        stored.extend(self.values());
    }

    /// The settings stored in a vault. They are included in its backups.
    pub fn of(vault: &vault::VaultSettings) -> Self {
        vault.preferences().map(Self::read).unwrap_or_default()
    }

    /// Writes them into a vault's settings, for [`vault::Vault::change_settings`].
    pub fn put(&self, vault: &mut vault::VaultSettings) {
        if let Some(stored) = vault.preferences_mut() {
            self.write(stored);
        }
    }

    /// The values that a shell stores outside of the vault, to use before unlocking, by the names that
    /// [`AppSettings::choose`] takes.
    pub fn before_unlock_values(&self) -> Vec<String> {
        let settings = <Setting as strum::VariantArray>::VARIANTS.iter();
        let early = settings.filter(|setting| setting.is_needed_before_unlocking());
        early.map(|setting| self.value_name(*setting)).collect()
    }

    /// The same values as one text, which [`AppSettings::from_before_unlock_text`] reads.
    pub fn before_unlock_text(&self) -> String {
        self.before_unlock_values().join("\n")
    }

    /// Parses the text of [`AppSettings::before_unlock_text`]. Unknown values become the defaults.
    pub fn from_before_unlock_text(text: &str) -> Self {
        Self::from_before_unlock_values(text.lines())
    }

    /// Reads the values of [`AppSettings::before_unlock_values`]. Unknown values become the defaults.
    pub fn from_before_unlock_values<'a>(values: impl IntoIterator<Item = &'a str>) -> Self {
        let mut settings = Self::default();
        for value in values {
            for setting in <Setting as strum::VariantArray>::VARIANTS {
                if setting.is_needed_before_unlocking() {
                    let _another_settings_value = settings.choose(*setting, value);
                }
            }
        }
        settings
    }

    /// Sets a value by its name in [`Setting::value_names`].
    ///
    /// # Errors
    /// [`UnknownSettingValue`] if the setting has no such value.
    pub fn choose(&mut self, setting: Setting, value: &str) -> Result<(), UnknownSettingValue> {
        let prefix = format!("setting-{}-", setting.name());
        let name = value.strip_prefix(&prefix).ok_or(UnknownSettingValue)?;
        self.set_value(setting, Value::String(name.to_owned()))
    }

    /// The name of the current value, as [`AppSettings::choose`] takes it.
    pub fn value_name(&self, setting: Setting) -> String {
        let values = self.values();
        setting.value_name(values[setting.name()].as_str().unwrap_or_default())
    }

    fn values(&self) -> Map<String, Value> {
        match serde_json::to_value(self) {
            Ok(Value::Object(map)) => {
                map.into_iter().map(|(name, value)| (name.replace('_', "-"), value)).collect()
            }
            _ => Map::new(),
        }
    }

    fn set_value(&mut self, setting: Setting, value: Value) -> Result<(), UnknownSettingValue> {
        fn read<T: serde::de::DeserializeOwned>(
            place: &mut T,
            value: Value,
        ) -> Result<(), UnknownSettingValue> {
            *place = serde_json::from_value(value).map_err(|_| UnknownSettingValue)?;
            Ok(())
        }
        match setting {
            Setting::Language => read(&mut self.language, value),
            Setting::Theme => read(&mut self.theme, value),
            Setting::AutoLock => read(&mut self.auto_lock, value),
            Setting::HideCodes => read(&mut self.hide_codes, value),
            Setting::NextCode => read(&mut self.next_code, value),
            Setting::Grouping => read(&mut self.grouping, value),
            Setting::Sorting => read(&mut self.sorting, value),
            Setting::Clipboard => read(&mut self.clipboard, value),
            Setting::Screenshots => read(&mut self.screenshots, value),
            Setting::ScanFeedback => read(&mut self.scan_feedback, value),
            Setting::Rehearsal => read(&mut self.rehearsal, value),
        }
    }
}

/// The setting has no such value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no such value")]
pub struct UnknownSettingValue;

impl Setting {
    /// Its name, which is also the storage key.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// Whether the shell stores a copy outside of the vault, since the setting is needed while the
    /// vault is locked. None of these reveals anything about an account.
    pub fn is_needed_before_unlocking(self) -> bool {
        matches!(self, Self::Language | Self::Theme | Self::Screenshots | Self::AutoLock)
    }

    /// The names of its values, in order.
    pub fn values(self) -> &'static [&'static str] {
        match self {
            Self::Language => &["device", "japanese", "english"],
            Self::Theme => &["device", "light", "dark"],
            Self::AutoLock => &["at-once", "half-minute", "minute", "five-minutes", "quarter-hour"],
            Self::HideCodes | Self::NextCode | Self::Screenshots => &["on", "off"],
            Self::Grouping => &["threes", "pairs", "fours", "whole"],
            Self::Sorting => &["own", "name"],
            Self::Clipboard => &["half-minute", "minute", "two-minutes", "never"],
            Self::ScanFeedback => &["vibration", "sound", "off"],
            Self::Rehearsal => &["off", "weekly", "monthly", "three-monthly"],
        }
    }

    /// The names of its values in order, as catalogue keys, which [`AppSettings::choose`] takes:
    /// `setting-theme-dark`.
    pub fn value_names(self) -> Vec<String> {
        self.values().iter().map(|value| self.value_name(value)).collect()
    }

    fn value_name(self, value: &str) -> String {
        format!("setting-{}-{value}", self.name())
    }

    /// The codes of all values of all settings.
    pub fn value_codes() -> Vec<String> {
        let settings = <Setting as strum::VariantArray>::VARIANTS.iter();
        settings.flat_map(|setting| setting.value_names()).collect()
    }
}
