//! Rehearsing the latest backup, and the question for the vault's password.

use serde::{Deserialize, Serialize};

use super::start::Offered;
use crate::backup::{
    AutomaticBackup, ChosenPlace, RehearsalRecord, RehearsalStatus, RehearsedBackup, SavedBackup,
};
use crate::phrase::{Phrase, PhraseValue};
use crate::preferences::AppSettings;
use crate::time::UnixMillis;
use crate::vault::{AskedCredential, CredentialCheck, Vault, VaultHealth};

/// The screen of a rehearsal, before the password is typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextRehearsalState {
    /// Where the newest backup is read from.
    pub place: Option<ChosenPlace>,
    /// The latest backup that the vault has recorded.
    pub latest: Option<SavedBackup>,
    /// When a rehearsal last succeeded.
    pub succeeded: Option<UnixMillis>,
    /// When the next one is due; `None` if nothing is asked.
    pub next: Option<UnixMillis>,
    /// Whether one is due now, and can be put off.
    pub put_off: Offered,
}

impl NextRehearsalState {
    /// The screen of a vault.
    pub fn of(vault: &Vault, now: UnixMillis) -> Self {
        let AutomaticBackup { place, made, .. } = AutomaticBackup::of(vault.settings());
        let (next, put_off) = match RehearsalRecord::status(vault, now) {
            RehearsalStatus::Never => (None, Offered::No),
            RehearsalStatus::Later { at } => (Some(at), Offered::No),
            RehearsalStatus::Due => (Some(now), Offered::Yes),
            RehearsalStatus::Failed { .. } => (Some(now), Offered::No),
        };
        Self {
            place,
            latest: made.into_iter().next(),
            succeeded: RehearsalRecord::of(vault.settings()).succeeded_at(),
            next,
            put_off,
        }
    }
}

/// The result of a rehearsal that succeeded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RehearsedState {
    /// The name of the file.
    pub name: String,
    /// When the backup was made.
    pub made: UnixMillis,
    /// The number of accounts in the vault, all of which are in the backup.
    pub accounts: u32,
    /// The number of those that were changed since.
    pub changed: u32,
    /// The sentence about it.
    #[serde(rename = "told")]
    pub phrase: PhraseValue,
    /// When the next rehearsal is due; `None` if nothing is asked.
    pub next: Option<UnixMillis>,
}

/// The sentence about a rehearsal that succeeded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Phrase)]
#[phrase("rehearsed")]
pub enum RehearsedPhrase {
    /// Every account would be restored as it is now.
    All {
        /// The number of accounts.
        accounts: u32,
    },
    /// Every account would be restored, some as they were before a change.
    SomeOlder {
        /// The number of accounts.
        accounts: u32,
        /// The number of those that were changed since.
        changed: u32,
    },
}

impl RehearsedState {
    /// The screen after a rehearsal.
    pub fn of(rehearsed: &RehearsedBackup, vault: &Vault, now: UnixMillis) -> Self {
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let changed = count(rehearsed.compared.changed);
        let accounts = count(rehearsed.compared.same).saturating_add(changed);
        let phrase = match changed {
            0 => RehearsedPhrase::All { accounts },
            _ => RehearsedPhrase::SomeOlder { accounts, changed },
        };
        Self {
            name: rehearsed.name.clone(),
            made: rehearsed.made,
            accounts,
            changed,
            phrase: PhraseValue::of_phrase(&phrase),
            next: NextRehearsalState::of(vault, now).next,
        }
    }
}

/// The screen that asks for the vault's password or recovery code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CredentialCheckState {
    /// What can be typed, the first by default.
    pub askable: Vec<AskedCredential>,
}

impl CredentialCheckState {
    /// The screen of a vault.
    pub fn of(vault: &Vault) -> Self {
        Self { askable: CredentialCheck::askable(vault) }
    }

    /// What the list asks for now, if anything is due. A vault that can only be read could not
    /// record the answer.
    pub fn due(vault: &Vault, now: UnixMillis) -> Option<AskedCredential> {
        let interval = AppSettings::of(vault.settings()).rehearsal.millis()?;
        let is_due = matches!(vault.health(), VaultHealth::Sound)
            && CredentialCheck::is_due(vault, interval, now);
        Self::of(vault).askable.into_iter().next().filter(|_| is_due)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backup::RestoreRehearsal;
    use crate::backup::sample::{NOW, vault};
    use crate::phrase::NamedFact;
    use crate::time::DAY_MILLIS;
    use crate::vault::ProvedBackup;

    #[test]
    fn the_screen_says_when_the_next_rehearsal_is_due() {
        let (_folder, mut vault) = vault();
        let state = NextRehearsalState::of(&vault, NOW);
        assert_eq!((state.next, state.put_off, state.latest), (None, Offered::No, None));
        let mut settings = vault.settings().clone();
        settings.proved_backup =
            Some(ProvedBackup { at: NOW, accounts: 0, digest: [0; 32], rest: None });
        vault.change_settings(settings).unwrap();
        let due = UnixMillis(NOW.0 + 30 * DAY_MILLIS);
        let state = NextRehearsalState::of(&vault, NOW);
        assert_eq!((state.next, state.put_off), (Some(due), Offered::No));
        let state = NextRehearsalState::of(&vault, due);
        assert_eq!((state.next, state.put_off), (Some(due), Offered::Yes));
    }

    #[test]
    fn a_success_says_how_many_accounts_would_be_restored() {
        let (_folder, vault) = vault();
        let phrase = |same, changed| {
            let compared = RestoreRehearsal { same, changed, ..RestoreRehearsal::default() };
            let name = "shop.age".to_owned();
            let rehearsed = RehearsedBackup { name, made: NOW, compared, noted: Ok(()) };
            RehearsedState::of(&rehearsed, &vault, NOW).phrase
        };
        assert_eq!(phrase(4, 0).code, "rehearsed-all");
        let older = phrase(3, 1);
        assert_eq!(older.code, "rehearsed-some-older");
        let facts: Vec<_> = older.facts.into_iter().map(|NamedFact { fact, .. }| fact).collect();
        assert_eq!(facts, [4.into(), 1.into()]);
    }
}
