//! Automatic backups as plain values: whether one is due, how many are kept, and what went wrong.
//!
//! A shell asks [`Freshness::of`] after each change; when that says [`Freshness::is_due`] and the
//! owner chose a folder, it saves, and tells [`Automatic`] how it went.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::contents::digest_of;
use super::rotate::Keep;
use crate::fault::Fault;
use crate::phrase::Saying;
use crate::time::UnixMillis;
use crate::vault::{ChangeError, Settings, Shelf, Vault};

/// How the latest proved backup compares to what the vault holds now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Freshness {
    /// There is nothing to back up yet.
    Nothing,
    /// There are accounts, and no backup was ever proved.
    Never,
    /// Something was changed since the latest.
    Stale {
        /// When the latest was made.
        at: UnixMillis,
        /// How many accounts it holds.
        accounts: usize,
    },
    /// The latest holds what the vault holds.
    Current {
        /// When it was made.
        at: UnixMillis,
    },
}

impl Freshness {
    /// Compares the vault with the latest proved backup that is noted in it.
    pub fn of(vault: &Vault) -> Self {
        match &vault.settings().proved_backup {
            Some(proved) if proved.of == digest_of(vault) => Self::Current { at: proved.at },
            Some(proved) => Self::Stale { at: proved.at, accounts: proved.accounts },
            None if vault.accounts().is_empty() && vault.trashed().is_empty() => Self::Nothing,
            None => Self::Never,
        }
    }

    /// Whether an automatic backup is to be made.
    pub fn is_due(self) -> bool {
        matches!(self, Self::Never | Self::Stale { .. })
    }
}

/// What the vault remembers of its backups, besides the digest of the latest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Automatic {
    /// How many proved backups are kept.
    pub keep: Keep,
    /// Where they go, once the owner chose a place.
    pub place: Option<ChosenPlace>,
    /// The backups that were made and proved, the newest first.
    pub made: Vec<Made>,
    /// The failure, while nothing was saved since. It is told until one succeeds.
    pub failed: Option<Failed>,
}

/// A place for backups, as the owner chose it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChosenPlace {
    /// What the owner knows it by.
    pub name: String,
    /// How the platform finds it again: a path, or the address of a folder or a document.
    pub address: String,
}

/// A backup that was written, read back and compared, account by account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// The file's name.
    pub name: String,
    /// When.
    pub at: UnixMillis,
    /// How many accounts were read back, which is how many there were.
    pub accounts: u32,
}

/// Backups that were not saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failed {
    /// Since when none was.
    #[serde(rename = "at")]
    pub since: UnixMillis,
    /// What went wrong the last time.
    #[serde(flatten)]
    pub why: Saying,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Form {
    keep: Option<usize>,
    place: Option<ChosenPlace>,
    made: Vec<Made>,
    failed: Option<Failed>,
}

impl Automatic {
    /// What the settings say, or the defaults.
    pub fn of(settings: &Settings) -> Self {
        let form = settings.kept(Shelf::AutomaticBackup).cloned();
        let form: Form =
            form.and_then(|form| serde_json::from_value(form).ok()).unwrap_or_default();
        let Form { keep, place, made, failed } = form;
        let keep = keep.and_then(Keep::new).unwrap_or(Keep::DEFAULT);
        Self { keep, place, made, failed }
    }

    /// Puts it into settings, for [`Vault::change_settings`].
    pub fn write(&self, settings: &mut Settings) {
        let Self { keep, place, made, failed } = self.clone();
        let form = Form { keep: Some(keep.count()), place, made, failed };
        let form = serde_json::to_value(form).unwrap_or(Value::Null);
        settings.keep(Shelf::AutomaticBackup, form);
    }

    /// Remembers that an attempt failed; the first failure's moment stays.
    pub fn note_failure(&mut self, why: &dyn Fault, now: UnixMillis) {
        let since = self.failed.as_ref().map_or(now, |failed| failed.since);
        self.failed = Some(Failed { since, why: Saying::of_fault(why) });
    }

    /// Changes what a vault remembers of its backups.
    ///
    /// # Errors
    /// One [`ChangeError`] per cause.
    pub fn change(vault: &mut Vault, change: impl FnOnce(&mut Self)) -> Result<(), ChangeError> {
        let mut settings = vault.settings().clone();
        let mut automatic = Self::of(&settings);
        change(&mut automatic);
        automatic.write(&mut settings);
        vault.change_settings(settings)
    }

    /// Remembers in a vault that an attempt failed. One that can't take the note tells its own
    /// trouble on its own screens: why the backup was not saved is what counts here.
    pub fn remember_failure(vault: &mut Vault, why: &dyn Fault, now: UnixMillis) {
        let _not_noted = Self::change(vault, |automatic| automatic.note_failure(why, now));
    }

    /// Remembers that one succeeded; as many are remembered as are kept.
    pub fn note_success(&mut self, made: Made) {
        self.failed = None;
        self.made.insert(0, made);
        self.made.truncate(self.keep.count());
    }
}

impl Default for Automatic {
    fn default() -> Self {
        Self { keep: Keep::DEFAULT, place: None, made: Vec::new(), failed: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backup::PlaceError;

    fn made(at: i64) -> Made {
        Made { name: format!("{at}.age"), at: UnixMillis(at), accounts: 4 }
    }

    #[test]
    fn settings_without_a_word_about_it_mean_the_defaults() {
        assert_eq!(Automatic::of(&Settings::default()), Automatic::default());
    }

    #[test]
    fn a_failure_stands_from_its_first_moment_until_one_succeeds() {
        let mut settings = Settings::default();
        let mut automatic = Automatic { keep: Keep::new(3).unwrap(), ..Automatic::default() };
        automatic.note_failure(&PlaceError::Gone, UnixMillis(5));
        automatic.note_failure(&PlaceError::Full, UnixMillis(6));
        automatic.write(&mut settings);
        let mut read = Automatic::of(&settings);
        assert_eq!(read, automatic);
        let failed = read.failed.as_ref().unwrap();
        assert_eq!((failed.since, failed.why.code.as_str()), (UnixMillis(5), "place-full"));
        read.note_success(made(7));
        read.write(&mut settings);
        assert_eq!(Automatic::of(&settings).failed, None);
    }

    #[test]
    fn a_failure_is_remembered_in_the_vault() {
        let (_folder, mut vault) = crate::backup::sample::vault();
        Automatic::remember_failure(&mut vault, &PlaceError::Full, UnixMillis(5));
        let failed = Automatic::of(vault.settings()).failed.unwrap();
        assert_eq!((failed.since, failed.why.code.as_str()), (UnixMillis(5), "place-full"));
    }

    #[test]
    fn as_many_are_remembered_as_are_kept() {
        let mut automatic = Automatic { keep: Keep::new(2).unwrap(), ..Automatic::default() };
        for at in 0..4 {
            automatic.note_success(made(at));
        }
        assert_eq!(automatic.made, [made(3), made(2)]);
    }
}
