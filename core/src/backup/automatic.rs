//! Automatic backups as plain values: whether one is due, how many are kept, and what went wrong.
//!
//! A shell asks [`Freshness::of`] after each change; when that says [`Freshness::is_due`] and the
//! owner chose a folder, it saves, and tells [`Automatic`] how it went.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::contents::digest_of;
use super::rotate::Keep;
use crate::fault::Fault;
use crate::time::UnixMillis;
use crate::vault::{Settings, Vault};

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

/// What the vault remembers of automatic backups.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Automatic {
    /// How many proved backups are kept.
    pub keep: Keep,
    /// The latest attempt, when it failed. It is told until one succeeds.
    pub failed: Option<Failed>,
}

/// An automatic backup that was not saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failed {
    /// When.
    pub at: UnixMillis,
    /// The code of what went wrong ([`Fault::code`]).
    pub code: String,
}

/// Where it stands in [`Settings::others`].
const NAME: &str = "automatic-backup";

#[derive(Default, Serialize, Deserialize)]
struct Form {
    keep: Option<usize>,
    failed: Option<Failed>,
}

impl Automatic {
    /// What the settings say, or the defaults.
    pub fn of(settings: &Settings) -> Self {
        let form = settings.others.get(NAME).cloned();
        let form: Form =
            form.and_then(|form| serde_json::from_value(form).ok()).unwrap_or_default();
        let keep = form.keep.and_then(Keep::new).unwrap_or(Keep::DEFAULT);
        Self { keep, failed: form.failed }
    }

    /// Puts it into settings, for [`Vault::change_settings`].
    pub fn write(&self, settings: &mut Settings) {
        let Self { keep, failed } = self.clone();
        let form = Form { keep: Some(keep.count()), failed };
        let form = serde_json::to_value(form).unwrap_or(Value::Null);
        settings.others.insert(NAME.to_owned(), form);
    }

    /// Remembers that an attempt failed.
    pub fn note_failure(&mut self, why: &dyn Fault, at: UnixMillis) {
        self.failed = Some(Failed { at, code: why.code() });
    }

    /// Remembers that one succeeded.
    pub fn note_success(&mut self) {
        self.failed = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backup::PlaceError;

    #[test]
    fn settings_without_a_word_about_it_mean_the_defaults() {
        let automatic = Automatic::of(&Settings::default());
        assert_eq!(automatic, Automatic { keep: Keep::DEFAULT, failed: None });
    }

    #[test]
    fn a_failure_is_remembered_until_one_succeeds() {
        let mut settings = Settings::default();
        let mut automatic = Automatic { keep: Keep::new(3).unwrap(), failed: None };
        automatic.note_failure(&PlaceError::Full, UnixMillis(5));
        automatic.write(&mut settings);
        let mut read = Automatic::of(&settings);
        assert_eq!(read, automatic);
        assert_eq!(read.failed.as_ref().unwrap().code, "place-full");
        read.note_success();
        read.write(&mut settings);
        assert_eq!(Automatic::of(&settings).failed, None);
    }
}
