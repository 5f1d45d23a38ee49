//! The backup screen: which backups were saved and verified.

use serde::{Deserialize, Serialize};

use super::plan::{BackupTrust, RefusedEntryRow};
use crate::backup::{
    AutomaticBackup, BackupFailure, BackupFreshness, ChosenPlace, ReadBackup, RestoreRehearsal,
    SaveStep, SavedBackup,
};
use crate::phrase::{Phrase, PhraseValue};
use crate::time::UnixMillis;
use crate::vault::{StoredAccount, Vault};

/// A backup younger than this is not called stale after a change, in milliseconds: the user is
/// probably still making changes.
const GRACE_MILLIS: i64 = 10 * 60 * 1000;

/// The state of the backups.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Phrase)]
#[serde(rename_all = "kebab-case")]
#[phrase("backup-standing")]
pub enum BackupStatus {
    /// There is nothing to back up yet.
    Nothing,
    /// No backup was ever made.
    Missing,
    /// A backup is not in its document yet, and the document may hold no complete backup.
    Unfinished,
    /// The last backup failed.
    Failing,
    /// The vault was changed since the last backup.
    Stale,
    /// The vault was changed since the last backup, which is only minutes old.
    Recent,
    /// Everything is backed up and verified.
    Fresh,
}

/// The backup screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupState {
    /// The state of the backups.
    #[serde(rename = "standing")]
    pub status: BackupStatus,
    /// The number of accounts in a backup made now, including the trash.
    pub accounts: u32,
    /// The chosen location.
    pub place: Option<ChosenPlace>,
    /// How many verified backups are kept there.
    pub keep: u32,
    /// The last failure, until a backup succeeds.
    pub failure: Option<BackupFailure>,
    /// The newest verified backup, shown as "4 of 4 accounts read back".
    pub latest: Option<SavedBackup>,
    /// The older backups, newest first.
    pub history: Vec<SavedBackup>,
}

/// The current step of a backup. It is saved only after the last step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Phrase)]
#[serde(rename_all = "kebab-case")]
#[phrase("backup-step")]
pub enum BackupStep {
    /// The contents are encrypted; this step is slow.
    Sealing,
    /// The file is written under a temporary name.
    Writing,
    /// The file is read back, decrypted with the passphrase as typed, and compared account by
    /// account.
    Proving,
    /// The file is renamed, and the oldest backups are deleted.
    Keeping,
}

impl BackupStep {
    /// The step that is completed when `done` is reported.
    pub fn until(done: SaveStep) -> Self {
        match done {
            SaveStep::Sealed => Self::Sealing,
            SaveStep::Written => Self::Writing,
            SaveStep::ReadBack | SaveStep::Opened | SaveStep::Compared => Self::Proving,
            SaveStep::Named | SaveStep::Rotated => Self::Keeping,
        }
    }
}

impl BackupStatus {
    /// The state of a vault's backups.
    pub fn of(vault: &Vault, now: UnixMillis) -> Self {
        let automatic = AutomaticBackup::of(vault.settings());
        if automatic.may_hold_part() {
            return Self::Unfinished;
        }
        Self::judge(BackupFreshness::of(vault), automatic.failed.is_some(), now)
    }

    /// Whether no backup is known to exist.
    pub fn is_missing(self) -> bool {
        matches!(self, Self::Missing | Self::Unfinished)
    }

    fn judge(freshness: BackupFreshness, is_failing: bool, now: UnixMillis) -> Self {
        match freshness {
            _ if is_failing => Self::Failing,
            BackupFreshness::Nothing => Self::Nothing,
            BackupFreshness::Never => Self::Missing,
            BackupFreshness::Current { .. } => Self::Fresh,
            BackupFreshness::Stale { at, .. } if now.0.saturating_sub(at.0) < GRACE_MILLIS => {
                Self::Recent
            }
            BackupFreshness::Stale { .. } => Self::Stale,
        }
    }
}

impl BackupState {
    /// The backup screen of a vault.
    pub fn of(vault: &Vault, now: UnixMillis) -> Self {
        let AutomaticBackup { keep, place, mut made, failed, .. } =
            AutomaticBackup::of(vault.settings());
        let status = BackupStatus::of(vault, now);
        if let (BackupStatus::Unfinished, Some(place)) = (status, &place) {
            // It may have been overwritten in part.
            made.retain(|made| made.name != place.name);
        }
        let mut made = made.into_iter();
        Self {
            status,
            accounts: count(vault.accounts().len() + vault.trashed().len()),
            place,
            keep: count(keep.count()),
            failure: failed,
            latest: made.next(),
            history: made.collect(),
        }
    }
}

/// The screen of a backup that was opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VerifiedState {
    /// When the backup was made.
    pub made: UnixMillis,
    /// The number of accounts read, including the trash.
    pub accounts: u32,
    /// Whether the contents are those that were saved.
    pub trust: BackupTrust,
    /// The accounts that can't be read, with reasons.
    pub refused: Vec<RefusedEntryRow>,
}

impl VerifiedState {
    /// The screen of a backup's contents.
    pub fn of(read: &ReadBackup) -> Self {
        Self {
            made: read.contents.made,
            accounts: count(read.contents.entries.len()),
            trust: BackupTrust::of(read.integrity, read.contents.extent),
            refused: read.refused.iter().map(RefusedEntryRow::of).collect(),
        }
    }
}

/// What a backup would restore, compared with the vault.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RehearsalState {
    /// Whether a restore into an empty vault would give the current accounts.
    pub outcome: RehearsalOutcome,
    /// The number of accounts that are equal in every field.
    pub same: u32,
    /// The number of accounts that have the same key but were changed since.
    pub changed: u32,
    /// The names of the vault's accounts that are missing from the backup.
    #[serde(rename = "lacking")]
    pub missing: Vec<String>,
    /// The number of accounts in the backup that are not in the vault.
    #[serde(rename = "beyond")]
    pub extra: u32,
    /// The sentence about it.
    #[serde(rename = "told")]
    pub phrase: PhraseValue,
}

/// The sentence about a rehearsal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Phrase)]
#[phrase("backup")]
pub enum RehearsalPhrase {
    /// Everything would be restored as it is now.
    Rehearsed {
        /// The number of accounts.
        same: u32,
    },
    /// Not everything would be restored.
    RehearsedPartly {
        /// The number of accounts restored as they are now.
        same: u32,
        /// The number of accounts restored in an older state.
        changed: u32,
        /// The number of missing accounts.
        missing: u32,
    },
}

/// Whether a backup would restore everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Phrase)]
#[serde(rename_all = "kebab-case")]
#[phrase("rehearsal")]
pub enum RehearsalOutcome {
    /// Everything, in its current state.
    Complete,
    /// Every key, but names, order or counters were changed since.
    Older,
    /// Accounts are missing.
    #[serde(rename = "lacking")]
    #[phrase(code = "lacking")]
    Missing,
}

impl RehearsalState {
    /// Compares a backup's contents with a vault.
    pub fn of(read: &ReadBackup, vault: &Vault) -> Self {
        let rehearsal = RestoreRehearsal::of(read, vault);
        let outcome = if rehearsal.is_complete() {
            RehearsalOutcome::Complete
        } else if rehearsal.missing.is_empty() {
            RehearsalOutcome::Older
        } else {
            RehearsalOutcome::Missing
        };
        let RestoreRehearsal { same, changed, missing, extra, declined: _ } = rehearsal;
        let names = missing.iter().filter_map(|id| vault.find(*id)).map(StoredAccount::name);
        let (same, changed, missing_count) = (count(same), count(changed), count(missing.len()));
        let phrase = match outcome {
            RehearsalOutcome::Complete => RehearsalPhrase::Rehearsed { same },
            RehearsalOutcome::Older | RehearsalOutcome::Missing => {
                RehearsalPhrase::RehearsedPartly { same, changed, missing: missing_count }
            }
        };
        Self {
            outcome,
            same,
            changed,
            missing: names.collect(),
            extra: count(extra),
            phrase: PhraseValue::of_phrase(&phrase),
        }
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_vault_makes_the_backup_stale_after_a_while() {
        let stale = BackupFreshness::Stale { at: UnixMillis(0), accounts: 4 };
        let status = |now| BackupStatus::judge(stale, false, UnixMillis(now));
        assert_eq!(status(GRACE_MILLIS - 1), BackupStatus::Recent);
        assert_eq!(status(GRACE_MILLIS), BackupStatus::Stale);
    }

    #[test]
    fn a_document_that_may_hold_a_part_is_unfinished_and_its_former_backup_is_not_shown() {
        use crate::backup::PlaceKind;
        use crate::backup::sample::{NOW, vault};
        let (_folder, mut vault) = vault();
        let saved = |name: &str| SavedBackup { name: name.to_owned(), at: NOW, accounts: 1 };
        AutomaticBackup::change(&mut vault, |automatic| {
            let place = ChosenPlace::folder("one.age".to_owned(), "content://cloud".to_owned());
            automatic.place = Some(ChosenPlace { kind: PlaceKind::Document, ..place });
            automatic.made = vec![saved("one.age"), saved("in-a-folder.age")];
        })
        .unwrap();
        let latest = |vault: &Vault| BackupState::of(vault, NOW).latest.map(|made| made.name);
        assert_eq!(latest(&vault).as_deref(), Some("one.age"));
        AutomaticBackup::change(&mut vault, |automatic| automatic.is_unfinished = true).unwrap();
        assert_eq!(BackupStatus::of(&vault, NOW), BackupStatus::Unfinished);
        assert_eq!(latest(&vault).as_deref(), Some("in-a-folder.age"));
    }

    #[test]
    fn a_failure_takes_precedence() {
        let current = BackupFreshness::Current { at: UnixMillis(0) };
        let status = |is_failing| BackupStatus::judge(current, is_failing, UnixMillis(1));
        assert_eq!(status(true), BackupStatus::Failing);
        assert_eq!(status(false), BackupStatus::Fresh);
    }

    #[test]
    fn a_vault_without_accounts_misses_no_backup() {
        let status = |freshness| BackupStatus::judge(freshness, false, UnixMillis(0));
        assert_eq!(status(BackupFreshness::Nothing), BackupStatus::Nothing);
        assert_eq!(status(BackupFreshness::Never), BackupStatus::Missing);
    }

    #[test]
    fn a_rehearsal_states_what_would_be_restored() {
        use crate::backup::BackupContents;
        use crate::backup::sample::{NOW, of_uri, vault};
        let (_folder, mut vault) = vault();
        vault.add(of_uri("otpauth://totp/a?secret=GEZDGNBVGY3TQOJQ"), NOW).unwrap();
        let plain = crate::backup::write(&BackupContents::of(&vault, NOW));
        let read = crate::backup::read(&plain).unwrap();
        assert_eq!(RehearsalState::of(&read, &vault).phrase.code, "backup-rehearsed");
        vault.add(of_uri("otpauth://totp/b?secret=MZXW6YTBOI"), NOW).unwrap();
        let partly = RehearsalState::of(&read, &vault).phrase;
        assert_eq!(partly.code, "backup-rehearsed-partly");
        let facts: Vec<_> = partly.facts.into_iter().map(|fact| fact.fact).collect();
        assert_eq!(facts, [1.into(), 0.into(), 1.into()]);
    }

    #[test]
    fn the_steps_of_a_saving_go_forward() {
        let steps: Vec<_> = SaveStep::ALL.into_iter().map(BackupStep::until).collect();
        let mut once = steps.clone();
        once.dedup();
        let all =
            [BackupStep::Sealing, BackupStep::Writing, BackupStep::Proving, BackupStep::Keeping];
        assert_eq!(once, all);
    }
}
