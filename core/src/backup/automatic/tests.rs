//! What `automatic.rs` promises.

use super::*;
use crate::backup::{KeepCount, PlaceError, SavedBackup};
use crate::vault::VaultSettings;

fn made(at: i64) -> SavedBackup {
    SavedBackup { name: format!("{at}.age"), at: UnixMillis(at), accounts: 4 }
}

#[test]
fn settings_without_a_record_give_the_defaults() {
    assert_eq!(AutomaticBackup::of(&VaultSettings::default()), AutomaticBackup::default());
}

#[test]
fn a_failure_keeps_its_first_time_until_a_backup_succeeds() {
    let mut settings = VaultSettings::default();
    let mut automatic =
        AutomaticBackup { keep: KeepCount::new(3).unwrap(), ..AutomaticBackup::default() };
    automatic.note_failure(&PlaceError::PlaceMissing, UnixMillis(5));
    automatic.note_failure(&PlaceError::StorageFull, UnixMillis(6));
    automatic.write(&mut settings);
    let mut read = AutomaticBackup::of(&settings);
    assert_eq!(read, automatic);
    let failed = read.failed.as_ref().unwrap();
    assert_eq!((failed.since, failed.why.code.as_str()), (UnixMillis(5), "place-full"));
    read.note_success(made(7));
    read.write(&mut settings);
    assert_eq!(AutomaticBackup::of(&settings).failed, None);
}

#[test]
fn a_failure_is_remembered_in_the_vault() {
    let (_folder, mut vault) = crate::backup::sample::vault();
    AutomaticBackup::remember_failure(&mut vault, &PlaceError::StorageFull, UnixMillis(5));
    let failed = AutomaticBackup::of(vault.settings()).failed.unwrap();
    assert_eq!((failed.since, failed.why.code.as_str()), (UnixMillis(5), "place-full"));
}

#[test]
fn as_many_are_remembered_as_are_kept() {
    let mut automatic =
        AutomaticBackup { keep: KeepCount::new(2).unwrap(), ..AutomaticBackup::default() };
    for at in 0..4 {
        automatic.note_success(made(at));
    }
    assert_eq!(automatic.made, [made(3), made(2)]);
}

mod delivery;
mod document;
