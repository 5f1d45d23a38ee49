//! The settings, what the app is, and passwords as they are chosen.

use super::Grouping;

pub(crate) type SettingsState = aikotoba_core::screens::settings::SettingsState;

/// The settings screen.
#[uniffi::remote(Record)]
pub struct SettingsState {
    /// The values as they are.
    pub settings: AppSettings,
    /// The rows in their order.
    pub rows: Vec<SettingRow>,
}

pub(crate) type SettingRow = aikotoba_core::screens::settings::SettingRow;

/// One setting on its screen.
#[uniffi::remote(Record)]
pub struct SettingRow {
    /// Which setting it is.
    pub setting: Setting,
    /// The value's name, as the catalogue knows it: `setting-theme-dark`.
    pub value: String,
    /// The names of all values, in order.
    pub choices: Vec<String>,
}

pub(crate) type Setting = aikotoba_core::screens::settings::Setting;

/// A setting's name. Its sentence stands under `setting-…`.
#[uniffi::remote(Enum)]
pub enum Setting {
    /// Settings.language.
    Language,
    /// Settings.theme.
    Theme,
    /// Settings.auto_lock.
    AutoLock,
    /// Settings.hide_codes.
    HideCodes,
    /// Settings.next_code.
    NextCode,
    /// Settings.grouping.
    Grouping,
    /// Settings.sorting.
    Sorting,
    /// Settings.clipboard.
    Clipboard,
    /// Settings.screenshots.
    Screenshots,
}

pub(crate) type AppSettings = aikotoba_core::screens::settings::Settings;

/// All settings. Plain: any combination is right.
#[uniffi::remote(Record)]
pub struct AppSettings {
    /// Which language the app speaks. Needed before unlocking.
    pub language: LanguageChoice,
    /// Light or dark. Needed before unlocking.
    pub theme: Theme,
    /// After how long out of sight the app locks.
    pub auto_lock: AutoLock,
    /// Whether codes are hidden until they are touched.
    pub hide_codes: SettingSwitch,
    /// Whether the next code is shown beside the one that holds.
    pub next_code: SettingSwitch,
    /// How codes are grouped.
    pub grouping: Grouping,
    /// In which order the accounts stand.
    pub sorting: Sorting,
    /// How long a copied code stays in the clipboard.
    pub clipboard: ClipboardClearing,
    /// Whether screenshots and the list of recent apps may show codes. Needed before unlocking.
    pub screenshots: SettingSwitch,
}

pub(crate) type LanguageChoice = aikotoba_core::screens::settings::LanguageChoice;

/// Which language the app speaks.
#[uniffi::remote(Enum)]
pub enum LanguageChoice {
    /// That of the device.
    Device,
    /// Japanese.
    Japanese,
    /// English.
    English,
}

pub(crate) type Theme = aikotoba_core::screens::settings::Theme;

/// Light or dark.
#[uniffi::remote(Enum)]
pub enum Theme {
    /// As the device is.
    Device,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

pub(crate) type Sorting = aikotoba_core::screens::settings::Sorting;

/// In which order the accounts stand; favourites always come first.
#[uniffi::remote(Enum)]
pub enum Sorting {
    /// As their owner arranged them.
    Own,
    /// By the site's name, then the account's.
    Name,
}

pub(crate) type AutoLock = aikotoba_core::screens::settings::AutoLock;

/// After how long out of sight the app locks.
#[uniffi::remote(Enum)]
pub enum AutoLock {
    /// As soon as it is out of sight.
    AtOnce,
    /// After half a minute: time to type a code into another app and come back.
    HalfMinute,
    /// After a minute.
    Minute,
    /// After five minutes.
    FiveMinutes,
    /// After a quarter of an hour.
    QuarterHour,
}

pub(crate) type ClipboardClearing = aikotoba_core::screens::settings::ClipboardClearing;

/// How long a copied code stays in the clipboard.
#[uniffi::remote(Enum)]
pub enum ClipboardClearing {
    /// Half a minute: about as long as it holds.
    HalfMinute,
    /// A minute.
    Minute,
    /// Two minutes.
    TwoMinutes,
    /// Until something else is copied.
    Never,
}

pub(crate) type SettingSwitch = aikotoba_core::screens::settings::Switch;

/// Something that is either on or off.
#[uniffi::remote(Enum)]
pub enum SettingSwitch {
    /// On.
    On,
    /// Off.
    Off,
}

pub(crate) type AboutState = aikotoba_core::screens::about::AboutState;

/// The about screen.
#[uniffi::remote(Record)]
pub struct AboutState {
    /// The version of the core, such as `0.1.0`.
    pub version: String,
    /// What it promises, in order.
    pub promises: Vec<Promise>,
}

pub(crate) type Promise = aikotoba_core::screens::about::Promise;

/// A promise to the person who uses it.
#[uniffi::remote(Enum)]
pub enum Promise {
    /// It opens no connection.
    NoNetwork,
    /// Everything is sealed on the device.
    Sealed,
    /// A backup is called saved once it was read back, and any age tool opens it.
    OpenBackup,
    /// Its source is open, under Apache-2.0 or MIT.
    OpenSource,
}

pub(crate) type StrengthState = aikotoba_core::screens::password::StrengthState;

/// What is said of a password that is being chosen. It is taken whatever this says.
#[uniffi::remote(Record)]
pub struct StrengthState {
    /// How good it is.
    pub strength: PasswordStrength,
    /// What to warn of: something for each password that is less than fair.
    pub weakness: Option<PasswordWeakness>,
}

pub(crate) type PasswordStrength = aikotoba_core::screens::password::Strength;

/// How good a password is against somebody who has the file.
#[uniffi::remote(Enum)]
pub enum PasswordStrength {
    /// Nothing is typed.
    Empty,
    /// One graphics card finds it within four months.
    Weak,
    /// One graphics card needs longer, a hundred of them up to three years.
    Fair,
    /// A hundred graphics cards need more than three years.
    Strong,
}

pub(crate) type PasswordWeakness = aikotoba_core::screens::password::Weakness;

/// Why a password is warned of.
#[uniffi::remote(Enum)]
pub enum PasswordWeakness {
    /// Whoever has the file finds it.
    Guessable,
    /// The same, for it is made of the names of the vault's accounts and sites.
    AccountName,
}

pub(crate) type PasswordRepeated = aikotoba_core::screens::password::Repeated;

/// Whether the second typing is like the first.
#[uniffi::remote(Enum)]
pub enum PasswordRepeated {
    /// Both are alike.
    Alike,
    /// They differ, or the second is not there yet.
    Not,
}
