//! Tests of `preferences.rs`.

use strum::VariantArray;

use super::*;

#[test]
fn every_listed_value_can_be_chosen_and_is_read_back() {
    for setting in Setting::VARIANTS {
        for value in setting.values() {
            let mut settings = Settings::default();
            let full = format!("setting-{}-{value}", setting.name());
            settings.choose(*setting, &full).unwrap();
            let row = settings.state().rows.into_iter().find(|row| row.setting == *setting);
            assert_eq!(row.unwrap().value, full);
            let mut stored = Map::new();
            settings.write(&mut stored);
            assert_eq!(Settings::read(&stored), settings);
        }
    }
}

#[test]
fn a_value_of_a_newer_version_does_not_affect_the_others() {
    let stored = serde_json::json!({"theme": "sepia", "sorting": "name", "shape": "round"});
    let Value::Object(mut stored) = stored else { panic!("an object") };
    let settings = Settings::read(&stored);
    assert_eq!(settings, Settings { sorting: Sorting::Name, ..Settings::default() });
    settings.write(&mut stored);
    assert_eq!(stored["shape"], "round");
}

#[test]
fn a_name_of_another_setting_is_not_a_value() {
    let mut settings = Settings::default();
    assert_eq!(settings.choose(Setting::Theme, "setting-language-device"), Err(NoSuchValue));
    assert_eq!(settings.choose(Setting::Theme, "setting-theme-sepia"), Err(NoSuchValue));
}

#[test]
fn only_settings_needed_before_unlocking_are_stored_beside_the_vault() {
    let settings = Settings { theme: Theme::Dark, sorting: Sorting::Name, ..Settings::default() };
    let early = settings.early();
    assert_eq!(early.len(), 4);
    let read = Settings::of_early(early.iter().map(String::as_str).chain(["setting-x-y"]));
    assert_eq!(read, Settings { theme: Theme::Dark, ..Settings::default() });
}

#[test]
fn a_vault_stores_the_settings_with_what_its_backups_contain() {
    let settings = Settings { theme: Theme::Dark, ..Settings::default() };
    let mut kept = vault::Settings::default();
    settings.put(&mut kept);
    assert_eq!(Settings::of(&kept), settings);
    assert_eq!(Settings::of(&vault::Settings::default()), Settings::default());
}

#[test]
fn codes_are_listed() {
    assert_eq!(Setting::codes().len(), Setting::VARIANTS.len());
    assert!(Setting::value_codes().contains(&"setting-auto-lock-at-once".to_owned()));
}

#[test]
fn the_settings_before_unlocking_are_read_back_from_their_text() {
    let chosen = Settings {
        language: LanguageChoice::English,
        screenshots: Switch::On,
        auto_lock: AutoLock::QuarterHour,
        sorting: Sorting::Name,
        ..Settings::default()
    };
    let read = Settings::of_early_text(&chosen.early_text());
    assert_eq!(read, Settings { sorting: Sorting::Own, ..chosen });
    for text in ["", "\n\n", "setting-theme-purple"] {
        assert_eq!(Settings::of_early_text(text), Settings::default());
    }
}
