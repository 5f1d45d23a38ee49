//! The settings: a closed list, each with its values and the one that holds when nothing was
//! chosen.

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::digits::Grouping;
use crate::backup::PREFERENCES;
use crate::phrase::phrase_family;
use crate::vault;

/// Which language the app speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LanguageChoice {
    /// That of the device.
    #[default]
    Device,
    /// Japanese.
    Japanese,
    /// English.
    English,
}

impl LanguageChoice {
    /// The languages that the app speaks.
    pub const SPOKEN: [Self; 2] = [Self::Japanese, Self::English];

    /// The language's tag after BCP 47; `None` for the device's.
    pub const fn tag(self) -> Option<&'static str> {
        match self {
            Self::Device => None,
            Self::Japanese => Some("ja"),
            Self::English => Some("en"),
        }
    }

    /// The name that [`SettingRow::choices`] gives it.
    pub fn value(self) -> String {
        let settings = Settings { language: self, ..Settings::default() };
        settings.row(Setting::Language, &settings.values()).value
    }
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Theme {
    /// As the device is.
    #[default]
    Device,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// In which order the accounts stand; favourites always come first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sorting {
    /// As their owner arranged them.
    #[default]
    Own,
    /// By the site's name, then the account's.
    Name,
}

/// After how long out of sight the app locks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AutoLock {
    /// As soon as it is out of sight.
    AtOnce,
    /// After half a minute: time to type a code into another app and come back.
    #[default]
    HalfMinute,
    /// After a minute.
    Minute,
    /// After five minutes.
    FiveMinutes,
    /// After a quarter of an hour.
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
    /// Half a minute: about as long as it holds.
    HalfMinute,
    /// A minute.
    #[default]
    Minute,
    /// Two minutes.
    TwoMinutes,
    /// Until something else is copied.
    Never,
}

impl ClipboardClearing {
    /// The time in seconds; `None` when it is never cleared.
    pub const fn seconds(self) -> Option<u32> {
        match self {
            Self::HalfMinute => Some(30),
            Self::Minute => Some(60),
            Self::TwoMinutes => Some(120),
            Self::Never => None,
        }
    }
}

/// Something that is either on or off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Switch {
    /// On.
    On,
    /// Off.
    Off,
}

/// All settings. Plain: any combination is right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Which language the app speaks. Needed before unlocking.
    pub language: LanguageChoice,
    /// Light or dark. Needed before unlocking.
    pub theme: Theme,
    /// After how long out of sight the app locks.
    pub auto_lock: AutoLock,
    /// Whether codes are hidden until they are touched.
    pub hide_codes: Switch,
    /// Whether the next code is shown beside the one that holds.
    pub next_code: Switch,
    /// How codes are grouped.
    pub grouping: Grouping,
    /// In which order the accounts stand.
    pub sorting: Sorting,
    /// How long a copied code stays in the clipboard.
    pub clipboard: ClipboardClearing,
    /// Whether screenshots and the list of recent apps may show codes. Needed before unlocking.
    pub screenshots: Switch,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            language: LanguageChoice::default(),
            theme: Theme::default(),
            auto_lock: AutoLock::default(),
            hide_codes: Switch::Off,
            next_code: Switch::On,
            grouping: Grouping::default(),
            sorting: Sorting::default(),
            clipboard: ClipboardClearing::default(),
            screenshots: Switch::Off,
        }
    }
}

/// A setting's name. Its sentence stands under `setting-…`.
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
    strum::VariantArray,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Setting {
    /// [`Settings::language`].
    Language,
    /// [`Settings::theme`].
    Theme,
    /// [`Settings::auto_lock`].
    AutoLock,
    /// [`Settings::hide_codes`].
    HideCodes,
    /// [`Settings::next_code`].
    NextCode,
    /// [`Settings::grouping`].
    Grouping,
    /// [`Settings::sorting`].
    Sorting,
    /// [`Settings::clipboard`].
    Clipboard,
    /// [`Settings::screenshots`].
    Screenshots,
}

phrase_family!(Setting, "setting");

/// The settings screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettingsState {
    /// The values as they are.
    pub settings: Settings,
    /// The rows in their order.
    pub rows: Vec<SettingRow>,
}

/// One setting on its screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettingRow {
    /// Which setting it is.
    pub setting: Setting,
    /// Under which heading it stands.
    pub section: SettingSection,
    /// The value's name, as the catalogue knows it: `setting-theme-dark`.
    pub value: String,
    /// The names of all values, in order.
    pub choices: Vec<String>,
}

/// A heading of the settings screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SettingSection {
    /// What the app looks like.
    Look,
    /// What protects the codes.
    Safety,
}

impl Settings {
    /// Reads the settings among a vault's. One that is missing, or whose value a newer version
    /// wrote, counts as not chosen; the others hold.
    pub fn read(stored: &Map<String, Value>) -> Self {
        let mut settings = Self::default();
        for setting in <Setting as strum::VariantArray>::VARIANTS {
            if let Some(value) = stored.get(setting.name()) {
                let _unreadable_is_unchosen = settings.set_value(*setting, value.clone());
            }
        }
        settings
    }

    /// Writes all settings among a vault's; what stands there besides stays.
    pub fn write(&self, stored: &mut Map<String, Value>) {
        stored.extend(self.values());
    }

    /// The settings that a vault keeps. They travel with its backups.
    pub fn of(vault: &vault::Settings) -> Self {
        let stored = vault.others.get(PREFERENCES).and_then(Value::as_object);
        stored.map(Self::read).unwrap_or_default()
    }

    /// Puts them among what a vault keeps, for [`vault::Vault::change_settings`].
    pub fn put(&self, vault: &mut vault::Settings) {
        let stored = vault.others.entry(PREFERENCES).or_insert_with(|| Map::new().into());
        // What stands there and is no object is a newer version's; it is left alone.
        if let Some(stored) = stored.as_object_mut() {
            self.write(stored);
        }
    }

    /// The values that a shell keeps beside the vault, for the time before it is unlocked, by the
    /// names that [`SettingRow::value`] has.
    pub fn early(&self) -> Vec<String> {
        let rows = self.state().rows.into_iter();
        rows.filter(|row| row.setting.is_needed_before_unlocking()).map(|row| row.value).collect()
    }

    /// The same as a text to keep, which [`Settings::of_early_text`] reads.
    pub fn early_text(&self) -> String {
        self.early().join("\n")
    }

    /// Reads [`Settings::early_text`]'s answer back. What is not understood counts as not chosen.
    pub fn of_early_text(text: &str) -> Self {
        Self::of_early(text.lines())
    }

    /// Reads [`Settings::early`]'s answer back. What is not understood counts as not chosen.
    pub fn of_early<'a>(values: impl IntoIterator<Item = &'a str>) -> Self {
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

    /// Chooses a value by the name that [`SettingRow::choices`] gives it.
    ///
    /// # Errors
    /// [`NoSuchValue`] for a name that is none of the setting's.
    pub fn choose(&mut self, setting: Setting, value: &str) -> Result<(), NoSuchValue> {
        let prefix = format!("setting-{}-", setting.name());
        let name = value.strip_prefix(&prefix).ok_or(NoSuchValue)?;
        self.set_value(setting, Value::String(name.to_owned()))
    }

    /// The settings screen.
    pub fn state(&self) -> SettingsState {
        let values = self.values();
        let rows = <Setting as strum::VariantArray>::VARIANTS.iter();
        let rows = rows.map(|setting| self.row(*setting, &values)).collect();
        SettingsState { settings: *self, rows }
    }

    fn row(&self, setting: Setting, values: &Map<String, Value>) -> SettingRow {
        let full = |value: &str| format!("setting-{}-{value}", setting.name());
        SettingRow {
            setting,
            section: setting.section(),
            value: full(values[setting.name()].as_str().unwrap_or_default()),
            choices: setting.values().iter().map(|value| full(value)).collect(),
        }
    }

    fn values(&self) -> Map<String, Value> {
        match serde_json::to_value(self) {
            Ok(Value::Object(map)) => {
                map.into_iter().map(|(name, value)| (name.replace('_', "-"), value)).collect()
            }
            _ => Map::new(),
        }
    }

    fn set_value(&mut self, setting: Setting, value: Value) -> Result<(), NoSuchValue> {
        fn read<T: serde::de::DeserializeOwned>(
            place: &mut T,
            value: Value,
        ) -> Result<(), NoSuchValue> {
            *place = serde_json::from_value(value).map_err(|_| NoSuchValue)?;
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
        }
    }
}

/// The name is none of the setting's values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no such value")]
pub struct NoSuchValue;

impl Setting {
    /// Its name, and the key that it is stored under.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// The heading that it stands under.
    pub fn section(self) -> SettingSection {
        match self {
            Self::Language | Self::Theme | Self::NextCode | Self::Grouping | Self::Sorting => {
                SettingSection::Look
            }
            Self::AutoLock | Self::HideCodes | Self::Clipboard | Self::Screenshots => {
                SettingSection::Safety
            }
        }
    }

    /// Whether the shell keeps a copy of it beside the vault, since it is needed while the vault is
    /// locked. None of these tells anything about an account.
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
        }
    }

    /// The codes of all values of all settings.
    pub fn value_codes() -> Vec<String> {
        Settings::default().state().rows.into_iter().flat_map(|row| row.choices).collect()
    }
}
