//! When opening the latest backup is rehearsed: the times and failures that the vault records
//! (docs/spec/vault.md §8).

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::record::{AutomaticBackup, BackupFailure};
use crate::fault::Fault;
use crate::phrase::PhraseValue;
use crate::preferences::AppSettings;
use crate::time::{DAY_MILLIS, UnixMillis};
use crate::vault::{ChangeError, ExtraSetting, Vault, VaultSettings};

/// How long a rehearsal that is due is put off.
const PUT_OFF_MILLIS: i64 = 3 * DAY_MILLIS;

/// The wrong passwords in a row after which it is said that the password may be forgotten.
const WRONG_TRIES: u32 = 3;

/// The vault's record of rehearsals.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RehearsalRecord {
    /// When the first backup was verified; after a failed rehearsal, the first one since.
    since: Option<UnixMillis>,
    /// When a rehearsal last succeeded.
    at: Option<UnixMillis>,
    /// When the person last put off a rehearsal.
    put_off: Option<UnixMillis>,
    /// The number of wrong passwords since a rehearsal succeeded or a backup was made.
    wrong: u32,
    /// The failure, until a rehearsal succeeds or a backup is made.
    failed: Option<BackupFailure>,
}

/// Whether a rehearsal is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RehearsalStatus {
    /// There is no backup, or the setting is off.
    Never,
    /// It is due later.
    Later {
        /// When.
        at: UnixMillis,
    },
    /// It is due.
    Due,
    /// The last one failed, and no backup was made since.
    Failed {
        /// When it failed.
        since: UnixMillis,
    },
}

impl RehearsalRecord {
    /// Reads the record from the settings of a vault.
    pub fn of(settings: &VaultSettings) -> Self {
        let form = settings.extra(ExtraSetting::Rehearsal).cloned();
        form.and_then(|form| serde_json::from_value(form).ok()).unwrap_or_default()
    }

    /// When a rehearsal last succeeded.
    pub fn succeeded_at(&self) -> Option<UnixMillis> {
        self.at
    }

    /// Whether a rehearsal of the vault's latest backup is due.
    pub fn status(vault: &Vault, now: UnixMillis) -> RehearsalStatus {
        let settings = vault.settings();
        let record = Self::of(settings);
        let Some(proved) = &settings.proved_backup else { return RehearsalStatus::Never };
        let Some(interval) = AppSettings::of(settings).rehearsal.millis() else {
            return RehearsalStatus::Never;
        };
        if let Some(failed) = record.failed {
            return RehearsalStatus::Failed { since: failed.since };
        }
        // Vaults of earlier versions have no record: the oldest backup that they know of.
        let oldest = || AutomaticBackup::of(settings).made.last().map_or(proved.at, |made| made.at);
        let since = record.at.or(record.since).unwrap_or_else(oldest);
        let due = UnixMillis(since.0.saturating_add(interval));
        if !now.is_after(since, interval) {
            return RehearsalStatus::Later { at: due };
        }
        match record.put_off {
            Some(put_off) if !now.is_after(put_off, PUT_OFF_MILLIS) => {
                RehearsalStatus::Later { at: UnixMillis(put_off.0.saturating_add(PUT_OFF_MILLIS)) }
            }
            _ => RehearsalStatus::Due,
        }
    }

    /// Puts off a rehearsal by three days.
    ///
    /// # Errors
    /// One [`ChangeError`] per cause.
    pub fn put_off(vault: &mut Vault, now: UnixMillis) -> Result<(), ChangeError> {
        Self::change(vault, |record| record.put_off = Some(now))
    }

    /// Records a verified backup in settings that will be stored. After a failed rehearsal, the time
    /// until the next one begins with it.
    pub(super) fn note_backup(settings: &mut VaultSettings, made: UnixMillis) {
        let mut record = Self::of(settings);
        if record.failed.is_some() || record.wrong >= WRONG_TRIES {
            (record.since, record.at) = (Some(made), None);
        }
        let oldest = AutomaticBackup::of(settings).made.last().map_or(made, |oldest| oldest.at);
        record.since.get_or_insert(oldest);
        (record.failed, record.wrong) = (None, 0);
        record.write(settings);
    }

    /// Records a verified backup that was made without a person: it says nothing about whether its
    /// password is still known.
    pub(super) fn note_automatic_backup(settings: &mut VaultSettings, made: UnixMillis) {
        let mut record = Self::of(settings);
        record.since.get_or_insert(made);
        record.failed = None;
        record.write(settings);
    }

    /// Records in settings that will be stored that the vault was restored from a backup, whose
    /// password was therefore typed.
    pub fn note_restored(settings: &mut VaultSettings, now: UnixMillis) {
        let mut record = Self::of(settings);
        record.since = Some(now);
        record.write(settings);
    }

    /// Records that a rehearsal succeeded.
    pub(super) fn note_success(vault: &mut Vault, now: UnixMillis) -> Result<(), ChangeError> {
        Self::change(vault, |record| {
            *record = Self { since: record.since, at: Some(now), ..Self::default() };
        })
    }

    /// Records that a rehearsal failed.
    pub(super) fn note_failure(
        vault: &mut Vault,
        why: &dyn Fault,
        now: UnixMillis,
    ) -> Result<(), ChangeError> {
        let why = PhraseValue::of_fault(why);
        Self::change(vault, |record| {
            let since = record.failed.as_ref().map_or(now, |failed| failed.since);
            record.failed = Some(BackupFailure { since, why });
        })
    }

    /// Records a wrong password, and returns whether it may be forgotten.
    pub(super) fn note_wrong(vault: &mut Vault) -> bool {
        let wrong = Self::of(vault.settings()).wrong.saturating_add(1);
        // Without the record, the next wrong password counts as this one.
        let _not_noted = Self::change(vault, |record| record.wrong = wrong);
        wrong >= WRONG_TRIES
    }

    fn change(vault: &mut Vault, change: impl FnOnce(&mut Self)) -> Result<(), ChangeError> {
        let mut settings = vault.settings().clone();
        let mut record = Self::of(&settings);
        change(&mut record);
        record.write(&mut settings);
        vault.change_settings(settings)
    }

    fn write(&self, settings: &mut VaultSettings) {
        let form = serde_json::to_value(self).unwrap_or(Value::Null);
        settings.set_extra(ExtraSetting::Rehearsal, form);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backup::PlaceError;
    use crate::backup::sample::{NOW, vault};
    use crate::preferences::RehearsalInterval;
    use crate::vault::ProvedBackup;

    fn days(days: i64) -> UnixMillis {
        UnixMillis(NOW.0 + days * DAY_MILLIS)
    }

    /// A vault with a verified backup of that day.
    fn backed_up(vault: &mut Vault, day: i64) {
        let mut settings = vault.settings().clone();
        let proved = ProvedBackup { at: days(day), accounts: 0, digest: [0; 32], rest: None };
        settings.proved_backup = Some(proved);
        RehearsalRecord::note_backup(&mut settings, days(day));
        vault.change_settings(settings).unwrap();
    }

    fn is_due(vault: &Vault, day: i64) -> bool {
        RehearsalRecord::status(vault, days(day)) == RehearsalStatus::Due
    }

    #[test]
    fn a_rehearsal_is_due_a_month_after_the_first_backup_however_many_follow() {
        let (_folder, mut vault) = vault();
        assert_eq!(RehearsalRecord::status(&vault, days(90)), RehearsalStatus::Never);
        backed_up(&mut vault, 0);
        let later = RehearsalStatus::Later { at: days(30) };
        assert_eq!(RehearsalRecord::status(&vault, days(29)), later);
        for day in 1..30 {
            backed_up(&mut vault, day);
        }
        assert!(!is_due(&vault, 29) && is_due(&vault, 30));
    }

    #[test]
    fn a_success_begins_the_next_month_and_the_setting_decides_its_length() {
        let (_folder, mut vault) = vault();
        backed_up(&mut vault, 0);
        RehearsalRecord::note_success(&mut vault, days(31)).unwrap();
        assert!(!is_due(&vault, 60) && is_due(&vault, 61));
        for (interval, at) in [
            (RehearsalInterval::Weekly, Some(38)),
            (RehearsalInterval::ThreeMonthly, Some(121)),
            (RehearsalInterval::Off, None),
        ] {
            let mut settings = vault.settings().clone();
            AppSettings { rehearsal: interval, ..AppSettings::default() }.put(&mut settings);
            vault.change_settings(settings).unwrap();
            match at {
                Some(day) => assert!(!is_due(&vault, day - 1) && is_due(&vault, day)),
                None => assert!(!is_due(&vault, 4000), "{interval:?}"),
            }
        }
    }

    #[test]
    fn putting_it_off_is_remembered_for_three_days() {
        let (_folder, mut vault) = vault();
        backed_up(&mut vault, 0);
        RehearsalRecord::put_off(&mut vault, days(30)).unwrap();
        let later = RehearsalStatus::Later { at: days(33) };
        assert_eq!(RehearsalRecord::status(&vault, days(32)), later);
        assert!(is_due(&vault, 33));
    }

    #[test]
    fn a_clock_that_went_back_neither_asks_at_once_nor_never_again() {
        let (_folder, mut vault) = vault();
        backed_up(&mut vault, 0);
        RehearsalRecord::note_success(&mut vault, days(400)).unwrap();
        RehearsalRecord::put_off(&mut vault, days(400)).unwrap();
        // An hour back is no reason to ask, a year back is.
        let hour_before = UnixMillis(days(400).0 - DAY_MILLIS / 24);
        assert_ne!(RehearsalRecord::status(&vault, hour_before), RehearsalStatus::Due);
        assert!(is_due(&vault, 35));
        RehearsalRecord::note_success(&mut vault, days(35)).unwrap();
        assert!(!is_due(&vault, 36));
        let ends = [UnixMillis(i64::MIN), UnixMillis(i64::MAX)];
        for (one, other) in [(ends[0], ends[1]), (ends[1], ends[0])] {
            RehearsalRecord::note_success(&mut vault, one).unwrap();
            assert_eq!(RehearsalRecord::status(&vault, other), RehearsalStatus::Due);
        }
    }

    #[test]
    fn a_failure_stays_until_a_backup_is_made_and_the_month_begins_with_it() {
        let (_folder, mut vault) = vault();
        backed_up(&mut vault, 0);
        RehearsalRecord::note_failure(&mut vault, &PlaceError::FileMissing, days(31)).unwrap();
        RehearsalRecord::note_failure(&mut vault, &PlaceError::FileMissing, days(32)).unwrap();
        let failed = RehearsalStatus::Failed { since: days(31) };
        assert_eq!(RehearsalRecord::status(&vault, days(33)), failed);
        backed_up(&mut vault, 33);
        assert!(!is_due(&vault, 62) && is_due(&vault, 63));
    }

    #[test]
    fn three_wrong_passwords_mean_that_it_may_be_forgotten() {
        let (_folder, mut vault) = vault();
        let tries = |vault: &mut Vault| [(); 3].map(|()| RehearsalRecord::note_wrong(vault));
        assert_eq!(tries(&mut vault), [false, false, true]);
        assert!(RehearsalRecord::note_wrong(&mut vault));
        RehearsalRecord::note_success(&mut vault, days(1)).unwrap();
        assert_eq!(tries(&mut vault), [false, false, true]);
        backed_up(&mut vault, 2);
        assert_eq!(tries(&mut vault), [false, false, true]);
    }

    #[test]
    fn a_backup_without_a_person_says_nothing_about_the_password() {
        let (_folder, mut vault) = vault();
        backed_up(&mut vault, 0);
        let tries = [(); 3].map(|()| RehearsalRecord::note_wrong(&mut vault));
        assert_eq!(tries, [false, false, true]);
        RehearsalRecord::note_failure(&mut vault, &PlaceError::FileMissing, days(31)).unwrap();
        let mut settings = vault.settings().clone();
        RehearsalRecord::note_automatic_backup(&mut settings, days(32));
        vault.change_settings(settings).unwrap();
        assert!(is_due(&vault, 33), "the file is there again, and the month is over");
        assert!(RehearsalRecord::note_wrong(&mut vault));
    }

    #[test]
    fn a_restore_counts_from_the_day_on_which_the_password_was_typed() {
        let (_folder, mut vault) = vault();
        let mut settings = vault.settings().clone();
        let proved = ProvedBackup { at: days(-400), accounts: 0, digest: [0; 32], rest: None };
        settings.proved_backup = Some(proved);
        RehearsalRecord::note_restored(&mut settings, days(0));
        vault.change_settings(settings).unwrap();
        assert!(!is_due(&vault, 29) && is_due(&vault, 30));
    }

    #[test]
    fn an_undo_leaves_the_record_as_it_is() {
        let (_folder, mut vault) = vault();
        let uri = "otpauth://totp/a?secret=GEZDGNBV";
        let id = vault.add(crate::backup::sample::of_uri(uri), NOW).unwrap();
        vault.discard(id, NOW).unwrap();
        backed_up(&mut vault, 0);
        RehearsalRecord::note_success(&mut vault, days(1)).unwrap();
        vault.undo(days(2)).unwrap();
        assert_eq!(RehearsalRecord::of(vault.settings()).succeeded_at(), Some(days(1)));
    }

    #[test]
    fn the_first_backup_of_an_earlier_version_counts() {
        let (_folder, mut vault) = vault();
        let mut settings = vault.settings().clone();
        let proved = ProvedBackup { at: days(29), accounts: 0, digest: [0; 32], rest: None };
        settings.proved_backup = Some(proved);
        let mut automatic = AutomaticBackup::default();
        for day in [0, 29] {
            let at = days(day);
            automatic.note_success(super::super::SavedBackup {
                name: String::new(),
                at,
                accounts: 0,
            });
        }
        automatic.write(&mut settings);
        vault.change_settings(settings).unwrap();
        assert!(!is_due(&vault, 29) && is_due(&vault, 30));
        backed_up(&mut vault, 30);
        assert!(is_due(&vault, 30));
    }
}
