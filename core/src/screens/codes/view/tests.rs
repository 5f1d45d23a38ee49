//! Tests of `view.rs`.

use super::*;
use crate::backup::sample::{NOW, vault};
use crate::preferences::SettingSwitch;

const KEY: &str = "secret=GEZDGNBVGY3TQOJQ";

/// A vault with accounts of these names, in order.
fn with(names: &[&str]) -> (tempfile::TempDir, crate::vault::Vault, Vec<AccountId>) {
    let (folder, mut vault) = vault();
    for name in names {
        let uri = format!("otpauth://totp/{name}?{KEY}");
        vault.add(crate::backup::sample::of_uri(&uri), NOW).unwrap();
    }
    let ids = vault.accounts().iter().map(|kept| kept.id).collect();
    (folder, vault, ids)
}

#[test]
fn a_row_takes_the_position_it_is_moved_to_and_stays_if_there_is_none() {
    let (_folder, vault, ids) = with(&["a", "b", "c"]);
    let mut screen = CodesScreen::new(vault.accounts());
    let settings = AppSettings::default();
    let moved = |screen: &CodesScreen, row: usize, to| {
        screen.moved(vault.accounts(), &settings, ids[row], to)
    };
    assert_eq!(moved(&screen, 0, RowMove::Up), RowPlace::Same);
    assert_eq!(moved(&screen, 0, RowMove::Down), RowPlace::Before(ids[2]));
    assert_eq!(moved(&screen, 1, RowMove::Down), RowPlace::Last);
    assert_eq!(moved(&screen, 2, RowMove::Down), RowPlace::Same);
    assert_eq!(moved(&screen, 2, RowMove::Up), RowPlace::Before(ids[1]));
    assert_eq!(moved(&screen, 0, RowMove::To { other: ids[2] }), RowPlace::Last);
    assert_eq!(moved(&screen, 2, RowMove::To { other: ids[0] }), RowPlace::Before(ids[0]));
    assert_eq!(moved(&screen, 1, RowMove::To { other: ids[1] }), RowPlace::Same);
    let gone = AccountId::from_bytes([9; 16]);
    assert_eq!(moved(&screen, 1, RowMove::To { other: gone }), RowPlace::Same);
    screen.search("a");
    assert_eq!(moved(&screen, 0, RowMove::Down), RowPlace::Same);
}

#[test]
fn a_tap_reveals_a_hidden_code_and_copies_any_other() {
    let (_folder, vault, ids) = with(&["a"]);
    let mut screen = CodesScreen::new(vault.accounts());
    let hidden = AppSettings { hide_codes: SettingSwitch::On, ..AppSettings::default() };
    let mut touch = || screen.touch(vault.accounts(), ids[0], &hidden, NOW);
    assert_eq!(touch(), None);
    let copied = touch().unwrap();
    assert_eq!(copied.len(), 6);
    assert_eq!(screen.text_to_copy(vault.accounts(), ids[0], NOW), Some(copied));
}

#[test]
fn the_next_code_can_be_copied_if_it_is_shown() {
    let (_folder, vault, ids) = with(&["a"]);
    let screen = CodesScreen::new(vault.accounts());
    let next =
        |settings: &AppSettings| screen.next_to_copy(vault.accounts(), ids[0], settings, NOW);
    let later = UnixMillis(NOW.0 + 30_000);
    let expected = screen.text_to_copy(vault.accounts(), ids[0], later);
    assert_eq!(next(&AppSettings::default()), expected);
    assert_eq!(
        next(&AppSettings { next_code: SettingSwitch::Off, ..AppSettings::default() }),
        None
    );
    assert_eq!(
        next(&AppSettings { hide_codes: SettingSwitch::On, ..AppSettings::default() }),
        None
    );
}

#[test]
fn a_name_has_no_gap_if_a_part_is_missing() {
    let (_folder, vault, _) = with(&["Shop:me", "a"]);
    let screen = CodesScreen::new(vault.accounts());
    let state = screen.state(
        vault.accounts(),
        &vault.settings().groups,
        &AppSettings::default(),
        Vec::new(),
        NOW,
    );
    let names: Vec<_> = state.rows.into_iter().map(|row| row.name).collect();
    assert_eq!(names, ["Shop me", "a"]);
}

#[test]
fn rows_move_only_if_all_are_visible_in_the_users_order() {
    let (_folder, vault) = vault();
    let arranging = |screen: &CodesScreen, settings: &AppSettings| {
        screen
            .state(vault.accounts(), &vault.settings().groups, settings, Vec::new(), NOW)
            .arranging
    };
    let own = AppSettings::default();
    let by_name = AppSettings { sorting: AccountOrder::Name, ..own };
    let mut screen = CodesScreen::new(vault.accounts());
    assert_eq!(arranging(&screen, &own), Offered::Yes);
    assert_eq!(arranging(&screen, &by_name), Offered::No);
    screen.search("a");
    assert_eq!(arranging(&screen, &own), Offered::No);
    screen.search("");
    screen.narrow(ListFilter::Unconfirmed);
    assert_eq!(arranging(&screen, &own), Offered::No);
}
