//! The backup screen: what was saved, what was proved, what is missing.

use serde::{Deserialize, Serialize};

use crate::phrase::{Saying, phrase_family};
use crate::time::UnixMillis;

/// A backup younger than this is not called stale after a change: somebody is at work.
const GRACE_MILLIS: i64 = 10 * 60 * 1000;

/// What is remembered about backups, sealed among the vault's settings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct BackupRecord {
    /// The place that was chosen, as the person knows it; `None` before one was.
    pub place: Option<String>,
    /// The backups that were made and proved, the newest first.
    pub made: Vec<Made>,
    /// The last failure, while nothing was saved since.
    pub failure: Option<Failure>,
}

/// A backup that was written, read back and compared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// The file's name.
    pub name: String,
    /// When.
    pub at: UnixMillis,
    /// How many accounts were read back.
    pub proved: u32,
    /// How many there were.
    pub accounts: u32,
}

/// A backup that could not be made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// Since when none could.
    pub since: UnixMillis,
    /// What happened.
    pub why: Saying,
}

/// How things stand.
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
    /// There is nothing to save yet.
    Nothing,
    /// None was ever made.
    Missing,
    /// The last one could not be made.
    Failing,
    /// The vault was changed since the last one.
    Stale,
    /// The vault was changed since the last one, which is minutes old: somebody is at work.
    Recent,
    /// All is saved and proved.
    Fresh,
}

phrase_family!(BackupStanding, "backup-standing");

/// The backup screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupState {
    /// How things stand.
    pub standing: BackupStanding,
    /// How many accounts a backup would hold now.
    pub accounts: u32,
    /// The place that was chosen.
    pub place: Option<String>,
    /// The last failure, while nothing was saved since.
    pub failure: Option<Failure>,
    /// The newest proved backup: "4 of 4 accounts read back".
    pub latest: Option<Made>,
    /// The older ones, newest first.
    pub history: Vec<Made>,
}

/// How far a backup is. Saving is over only after the last step.
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
    /// The contents are sealed: the slow part.
    Sealing,
    /// The file is written under a new name.
    Writing,
    /// It is read back, opened with the passphrase as typed and compared, account by account.
    Proving,
    /// It takes its name, and the oldest ones go.
    Keeping,
}

phrase_family!(BackupStep, "backup-step");

/// What the vault says about itself, to be compared with a [`BackupRecord`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tally {
    /// How many accounts a backup would hold.
    pub accounts: u32,
    /// Whether it would hold the same as the newest proved one.
    pub content: Content,
}

/// What a backup made now would hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// The same as the newest proved one: their digests agree.
    Same,
    /// Something else, or there is none.
    Changed,
}

impl BackupRecord {
    /// Remembers a proved backup, and how many to show of the older ones.
    pub fn succeeded(&mut self, made: Made, keep: usize) {
        self.failure = None;
        self.made.insert(0, made);
        self.made.truncate(keep.max(1));
    }

    /// Remembers that a backup could not be made; the first failure's moment stays.
    pub fn failed(&mut self, why: Saying, now: UnixMillis) {
        let since = self.failure.as_ref().map_or(now, |failure| failure.since);
        self.failure = Some(Failure { since, why });
    }

    /// How things stand.
    pub fn standing(&self, tally: Tally, now: UnixMillis) -> BackupStanding {
        match self.made.first() {
            _ if self.failure.is_some() => BackupStanding::Failing,
            None if tally.accounts == 0 => BackupStanding::Nothing,
            None => BackupStanding::Missing,
            Some(_) if tally.content == Content::Same => BackupStanding::Fresh,
            Some(made) if now.0.saturating_sub(made.at.0) < GRACE_MILLIS => BackupStanding::Recent,
            Some(_) => BackupStanding::Stale,
        }
    }

    /// The backup screen.
    pub fn state(&self, tally: Tally, now: UnixMillis) -> BackupState {
        BackupState {
            standing: self.standing(tally, now),
            accounts: tally.accounts,
            place: self.place.clone(),
            failure: self.failure.clone(),
            latest: self.made.first().cloned(),
            history: self.made.iter().skip(1).cloned().collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(at: i64) -> Made {
        Made { name: "aikotoba.age".to_owned(), at: UnixMillis(at), proved: 4, accounts: 4 }
    }

    fn failure() -> Saying {
        Saying { code: "place-full".to_owned(), facts: Vec::new() }
    }

    #[test]
    fn a_vault_without_accounts_misses_no_backup() {
        let standing = |accounts| {
            let tally = Tally { accounts, content: Content::Changed };
            BackupRecord::default().standing(tally, UnixMillis(0))
        };
        assert_eq!(standing(0), BackupStanding::Nothing);
        assert_eq!(standing(1), BackupStanding::Missing);
    }

    #[test]
    fn a_changed_vault_makes_the_backup_stale_after_a_while() {
        let mut record = BackupRecord::default();
        record.succeeded(made(0), 5);
        let standing =
            |content, now| record.standing(Tally { accounts: 4, content }, UnixMillis(now));
        assert_eq!(standing(Content::Same, i64::MAX), BackupStanding::Fresh);
        assert_eq!(standing(Content::Changed, GRACE_MILLIS - 1), BackupStanding::Recent);
        assert_eq!(standing(Content::Changed, GRACE_MILLIS), BackupStanding::Stale);
    }

    #[test]
    fn a_failure_stands_until_something_was_saved() {
        let mut record = BackupRecord::default();
        record.failed(failure(), UnixMillis(1));
        record.failed(failure(), UnixMillis(2));
        let tally = Tally { accounts: 4, content: Content::Changed };
        let state = record.state(tally, UnixMillis(3));
        assert_eq!(state.standing, BackupStanding::Failing);
        assert_eq!(state.failure.unwrap().since, UnixMillis(1));
        record.succeeded(made(3), 5);
        assert_eq!(record.state(tally, UnixMillis(3)).failure, None);
    }

    #[test]
    fn the_newest_is_apart_and_the_oldest_are_forgotten() {
        let mut record = BackupRecord::default();
        for at in 0..5 {
            record.succeeded(made(at), 3);
        }
        let state = record.state(Tally { accounts: 4, content: Content::Same }, UnixMillis(9));
        assert_eq!(state.latest, Some(made(4)));
        assert_eq!(state.history, [made(3), made(2)]);
    }
}
