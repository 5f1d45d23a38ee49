//! The backup screen: which backups were saved and verified.

use serde::{Deserialize, Serialize};

use super::plan::{RefusedRow, Trust};
use crate::backup::{Automatic, ChosenPlace, Failed, Freshness, Made, Read, Rehearsal, Step};
use crate::phrase::{Saying, phrase_family};
use crate::time::UnixMillis;
use crate::vault::{Kept, Vault};

/// A backup younger than this is not called stale after a change, in milliseconds: the user is
/// probably still making changes.
const GRACE_MILLIS: i64 = 10 * 60 * 1000;

/// The state of the backups.
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
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum BackupStanding {
    /// There is nothing to back up yet.
    Nothing,
    /// No backup was ever made.
    Missing,
    /// The last backup failed.
    Failing,
    /// The vault was changed since the last backup.
    Stale,
    /// The vault was changed since the last backup, which is only minutes old.
    Recent,
    /// Everything is backed up and verified.
    Fresh,
}

phrase_family!(BackupStanding, "backup-standing");

/// The backup screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupState {
    /// The state of the backups.
    pub standing: BackupStanding,
    /// The number of accounts in a backup made now, including the trash.
    pub accounts: u32,
    /// The chosen location.
    pub place: Option<ChosenPlace>,
    /// How many verified backups are kept there.
    pub keep: u32,
    /// The last failure, until a backup succeeds.
    pub failure: Option<Failed>,
    /// The newest verified backup, shown as "4 of 4 accounts read back".
    pub latest: Option<Made>,
    /// The older backups, newest first.
    pub history: Vec<Made>,
}

/// The current step of a backup. It is saved only after the last step.
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
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
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

phrase_family!(BackupStep, "backup-step");

impl BackupStep {
    /// The step that is completed when `done` is reported.
    pub fn until(done: Step) -> Self {
        match done {
            Step::Sealed => Self::Sealing,
            Step::Written => Self::Writing,
            Step::ReadBack | Step::Opened | Step::Compared => Self::Proving,
            Step::Named | Step::Rotated => Self::Keeping,
        }
    }
}

impl BackupStanding {
    /// The state of a vault's backups.
    pub fn of(vault: &Vault, now: UnixMillis) -> Self {
        let is_failing = Automatic::of(vault.settings()).failed.is_some();
        Self::judge(Freshness::of(vault), is_failing, now)
    }

    fn judge(freshness: Freshness, is_failing: bool, now: UnixMillis) -> Self {
        match freshness {
            _ if is_failing => Self::Failing,
            Freshness::Nothing => Self::Nothing,
            Freshness::Never => Self::Missing,
            Freshness::Current { .. } => Self::Fresh,
            Freshness::Stale { at, .. } if now.0.saturating_sub(at.0) < GRACE_MILLIS => {
                Self::Recent
            }
            Freshness::Stale { .. } => Self::Stale,
        }
    }
}

impl BackupState {
    /// The backup screen of a vault.
    pub fn of(vault: &Vault, now: UnixMillis) -> Self {
        let Automatic { keep, place, made, failed } = Automatic::of(vault.settings());
        let mut made = made.into_iter();
        Self {
            standing: BackupStanding::of(vault, now),
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
    pub trust: Trust,
    /// The accounts that can't be read, with reasons.
    pub refused: Vec<RefusedRow>,
}

impl VerifiedState {
    /// The screen of a backup's contents.
    pub fn of(read: &Read) -> Self {
        Self {
            made: read.contents.made,
            accounts: count(read.contents.entries.len()),
            trust: Trust::of(read.integrity, read.contents.extent),
            refused: read.refusals.iter().map(RefusedRow::of).collect(),
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
    pub lacking: Vec<String>,
    /// The number of accounts in the backup that are not in the vault.
    pub beyond: u32,
    /// The sentence about it.
    pub told: Saying,
}

/// The sentence about a rehearsal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::IntoStaticStr, strum::VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum Rehearsed {
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

phrase_family!(Rehearsed, "backup", |told| match told {
    Rehearsed::Rehearsed { same } => vec![("same", same.into())],
    Rehearsed::RehearsedPartly { same, changed, missing } => {
        vec![("same", same.into()), ("changed", changed.into()), ("missing", missing.into())]
    }
});

/// Whether a backup would restore everything.
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
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum RehearsalOutcome {
    /// Everything, in its current state.
    Complete,
    /// Every key, but names, order or counters were changed since.
    Older,
    /// Accounts are missing.
    Lacking,
}

phrase_family!(RehearsalOutcome, "rehearsal");

impl RehearsalState {
    /// Compares a backup's contents with a vault.
    pub fn of(read: &Read, vault: &Vault) -> Self {
        let rehearsal = Rehearsal::of(read, vault);
        let outcome = if rehearsal.is_complete() {
            RehearsalOutcome::Complete
        } else if rehearsal.lacking.is_empty() {
            RehearsalOutcome::Older
        } else {
            RehearsalOutcome::Lacking
        };
        let Rehearsal { same, changed, lacking, beyond } = rehearsal;
        let names = lacking.iter().filter_map(|id| vault.find(*id)).map(Kept::name);
        let (same, changed, missing) = (count(same), count(changed), count(lacking.len()));
        let told = match outcome {
            RehearsalOutcome::Complete => Rehearsed::Rehearsed { same },
            RehearsalOutcome::Older | RehearsalOutcome::Lacking => {
                Rehearsed::RehearsedPartly { same, changed, missing }
            }
        };
        Self {
            outcome,
            same,
            changed,
            lacking: names.collect(),
            beyond: count(beyond),
            told: Saying::of_phrase(&told),
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
        let stale = Freshness::Stale { at: UnixMillis(0), accounts: 4 };
        let standing = |now| BackupStanding::judge(stale, false, UnixMillis(now));
        assert_eq!(standing(GRACE_MILLIS - 1), BackupStanding::Recent);
        assert_eq!(standing(GRACE_MILLIS), BackupStanding::Stale);
    }

    #[test]
    fn a_failure_takes_precedence() {
        let current = Freshness::Current { at: UnixMillis(0) };
        let standing = |is_failing| BackupStanding::judge(current, is_failing, UnixMillis(1));
        assert_eq!(standing(true), BackupStanding::Failing);
        assert_eq!(standing(false), BackupStanding::Fresh);
    }

    #[test]
    fn a_vault_without_accounts_misses_no_backup() {
        let standing = |freshness| BackupStanding::judge(freshness, false, UnixMillis(0));
        assert_eq!(standing(Freshness::Nothing), BackupStanding::Nothing);
        assert_eq!(standing(Freshness::Never), BackupStanding::Missing);
    }

    #[test]
    fn a_rehearsal_states_what_would_be_restored() {
        use crate::backup::Contents;
        use crate::backup::sample::{NOW, of_uri, vault};
        let (_folder, mut vault) = vault();
        vault.add(of_uri("otpauth://totp/a?secret=GEZDGNBVGY3TQOJQ"), NOW).unwrap();
        let plain = crate::backup::write(&Contents::of(&vault, NOW));
        let read = crate::backup::read(&plain).unwrap();
        assert_eq!(RehearsalState::of(&read, &vault).told.code, "backup-rehearsed");
        vault.add(of_uri("otpauth://totp/b?secret=MZXW6YTBOI"), NOW).unwrap();
        let partly = RehearsalState::of(&read, &vault).told;
        assert_eq!(partly.code, "backup-rehearsed-partly");
        let facts: Vec<_> = partly.facts.into_iter().map(|fact| fact.fact).collect();
        assert_eq!(facts, [1.into(), 0.into(), 1.into()]);
    }

    #[test]
    fn the_steps_of_a_saving_go_forward() {
        let told: Vec<_> = Step::ALL.into_iter().map(BackupStep::until).collect();
        let mut once = told.clone();
        once.dedup();
        let all =
            [BackupStep::Sealing, BackupStep::Writing, BackupStep::Proving, BackupStep::Keeping];
        assert_eq!(once, all);
    }
}
