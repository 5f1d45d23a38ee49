//! Tests of `preferences.rs`.

use strum::VariantArray;

use super::*;

#[test]
fn every_listed_value_can_be_chosen_and_is_read_back() {
    for setting in Setting::VARIANTS {
        for value in setting.values() {
            let mut settings = AppSettings::default();
            let full = format!("setting-{}-{value}", setting.name());
            settings.choose(*setting, &full).unwrap();
            let row = settings.state().rows.into_iter().find(|row| row.setting == *setting);
            assert_eq!(row.unwrap().value, full);
            let mut stored = Map::new();
            settings.write(&mut stored);
            assert_eq!(AppSettings::read(&stored), settings);
        }
    }
}

#[test]
fn a_value_of_a_newer_version_does_not_affect_the_others() {
    let stored = serde_json::json!({"theme": "sepia", "sorting": "name", "shape": "round"});
    let Value::Object(mut stored) = stored else { panic!("an object") };
    let settings = AppSettings::read(&stored);
    assert_eq!(settings, AppSettings { sorting: AccountOrder::Name, ..AppSettings::default() });
    settings.write(&mut stored);
    assert_eq!(stored["shape"], "round");
}

#[test]
fn a_name_of_another_setting_is_not_a_value() {
    let mut settings = AppSettings::default();
    assert_eq!(
        settings.choose(Setting::Theme, "setting-language-device"),
        Err(UnknownSettingValue)
    );
    assert_eq!(settings.choose(Setting::Theme, "setting-theme-sepia"), Err(UnknownSettingValue));
}

#[test]
fn only_settings_needed_before_unlocking_are_stored_beside_the_vault() {
    let settings =
        AppSettings { theme: Theme::Dark, sorting: AccountOrder::Name, ..AppSettings::default() };
    let early = settings.before_unlock_values();
    assert_eq!(early.len(), 4);
    let read = AppSettings::from_before_unlock_values(
        early.iter().map(String::as_str).chain(["setting-x-y"]),
    );
    assert_eq!(read, AppSettings { theme: Theme::Dark, ..AppSettings::default() });
}

#[test]
fn a_vault_stores_the_settings_with_what_its_backups_contain() {
    let settings = AppSettings { theme: Theme::Dark, ..AppSettings::default() };
    let mut kept = vault::VaultSettings::default();
    settings.put(&mut kept);
    assert_eq!(AppSettings::of(&kept), settings);
    assert_eq!(AppSettings::of(&vault::VaultSettings::default()), AppSettings::default());
}

#[test]
fn codes_are_listed() {
    assert_eq!(Setting::codes().len(), Setting::VARIANTS.len());
    assert!(Setting::value_codes().contains(&"setting-auto-lock-at-once".to_owned()));
}

#[test]
fn the_settings_before_unlocking_are_read_back_from_their_text() {
    let chosen = AppSettings {
        language: LanguageChoice::English,
        screenshots: SettingSwitch::On,
        auto_lock: AutoLock::QuarterHour,
        sorting: AccountOrder::Name,
        ..AppSettings::default()
    };
    let read = AppSettings::from_before_unlock_text(&chosen.before_unlock_text());
    assert_eq!(read, AppSettings { sorting: AccountOrder::Own, ..chosen });
    for text in ["", "\n\n", "setting-theme-purple"] {
        assert_eq!(AppSettings::from_before_unlock_text(text), AppSettings::default());
    }
}
