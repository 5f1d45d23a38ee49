//! What is known about the setup at an account's site after the site accepted the first code. It is
//! stored in the vault's settings (docs/spec/vault.md §8).

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::guide::{Guide, GuideProgress, GuideStage};
use crate::account::{AccountId, Confirmation};
use crate::phrase::Phrase;
use crate::time::UnixMillis;
use crate::vault::{ChangeError, ExtraSetting, Vault};

/// The second way to log in that the user registered at the site, for when this device is lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Phrase)]
#[serde(rename_all = "kebab-case")]
#[phrase("backup-method")]
pub enum BackupMethod {
    /// Text messages to a telephone number.
    Sms,
    /// Calls to a telephone number, in which a voice reads the code.
    VoiceCall,
    /// Something else that the site offers.
    Other,
}

/// What is known about the setup at an account's site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SiteSetup {
    /// The guide to the site.
    pub guide: &'static Guide,
    /// The site's second way to log in, if the user reported that it is registered.
    pub backup_method: Option<BackupMethod>,
    /// Whether the site's last page said that two-step verification is on.
    pub is_turned_on: bool,
}

/// Something to record about the setup at a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SetupNote {
    /// The site's second way to log in; `None` removes what was recorded.
    BackupMethod {
        /// What was registered.
        method: Option<BackupMethod>,
    },
    /// The site's last page said that two-step verification is on.
    TurnedOn,
    /// Two-step verification is not turned on after all.
    NotTurnedOn,
}

/// The stored form of [`SiteSetup`].
#[derive(Serialize, Deserialize)]
struct StoredSetup {
    site: String,
    #[serde(default)]
    backup_method: Option<BackupMethod>,
    #[serde(default)]
    is_turned_on: bool,
}

impl SiteSetup {
    /// The setup of an account; `None` if the user set it up before, or without this app.
    pub fn of(vault: &Vault, id: AccountId) -> Option<Self> {
        let stored = vault.settings().extra(ExtraSetting::SiteSetup)?.get(id.to_string())?;
        let StoredSetup { site, backup_method, is_turned_on } =
            serde_json::from_value(stored.clone()).ok()?;
        Some(Self { guide: Guide::of_site(&site)?, backup_method, is_turned_on })
    }

    /// Begins to record the setup of an account. Does nothing if it was begun before.
    ///
    /// # Errors
    /// One [`ChangeError`] per cause.
    pub fn begin(
        vault: &mut Vault,
        id: AccountId,
        guide: &'static Guide,
    ) -> Result<(), ChangeError> {
        if Self::of(vault, id).is_some() {
            return Ok(());
        }
        Self { guide, backup_method: None, is_turned_on: false }.store(vault, id)
    }

    /// Records something about the setup of an account. Does nothing if its setup is not recorded.
    ///
    /// # Errors
    /// One [`ChangeError`] per cause.
    pub fn record(vault: &mut Vault, id: AccountId, note: SetupNote) -> Result<(), ChangeError> {
        let Some(before) = Self::of(vault, id) else { return Ok(()) };
        let after = match note {
            SetupNote::BackupMethod { method } => Self { backup_method: method, ..before },
            SetupNote::TurnedOn => Self { is_turned_on: true, ..before },
            SetupNote::NotTurnedOn => Self { is_turned_on: false, ..before },
        };
        if after == before { Ok(()) } else { after.store(vault, id) }
    }

    /// Records that the user reached the end of a guide: the site's last page reported that
    /// two-step verification is on, so the site accepted a code of the guide's account. Does
    /// nothing before the end, or if the vault has no account of the guide.
    ///
    /// # Errors
    /// One [`ChangeError`] per cause.
    pub fn finish(
        vault: &mut Vault,
        progress: &GuideProgress,
        now: UnixMillis,
    ) -> Result<(), ChangeError> {
        let Some(id) = progress.account() else { return Ok(()) };
        let Some(kept) = vault.accounts().iter().find(|kept| kept.id == id) else { return Ok(()) };
        if progress.stage() != GuideStage::Finished {
            return Ok(());
        }
        if kept.account.confirmation == Confirmation::Unconfirmed {
            vault.confirm(id, now)?;
        }
        Self::begin(vault, id, progress.guide())?;
        Self::record(vault, id, SetupNote::TurnedOn)
    }

    fn store(self, vault: &mut Vault, id: AccountId) -> Result<(), ChangeError> {
        let mut settings = vault.settings().clone();
        let all = settings.extra(ExtraSetting::SiteSetup).and_then(Value::as_object);
        // Removes what is recorded about accounts that were erased.
        let is_there =
            |name: &str| AccountId::parse(name).is_some_and(|id| vault.find(id).is_some());
        let mut all: Map<String, Value> = all
            .into_iter()
            .flatten()
            .filter(|(name, _)| is_there(name))
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect();
        let Self { guide, backup_method, is_turned_on } = self;
        let site = guide.site.to_owned();
        let stored = StoredSetup { site, backup_method, is_turned_on };
        // Serializing three plain values does not fail.
        all.insert(id.to_string(), serde_json::to_value(stored).unwrap_or_default());
        settings.set_extra(ExtraSetting::SiteSetup, all.into());
        vault.change_settings(settings)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backup::sample::{NOW, of_uri, vault};

    fn amazon() -> &'static Guide {
        Guide::of_site("amazon").unwrap()
    }

    /// A vault with two accounts.
    fn with_two() -> (tempfile::TempDir, Vault, [AccountId; 2]) {
        let (folder, mut vault) = vault();
        let ids = ["GEZDGNBVGY3TQOJQ", "MZXW6YTBOI"].map(|key| {
            let uri = format!("otpauth://totp/Amazon:{key}?secret={key}&issuer=Amazon");
            vault.add(of_uri(&uri), NOW).unwrap()
        });
        (folder, vault, ids)
    }

    #[test]
    fn a_setup_is_recorded_step_by_step_and_outlives_an_undo() {
        let (_folder, mut vault, [id, _]) = with_two();
        let turned_on = SetupNote::TurnedOn;
        SiteSetup::record(&mut vault, id, turned_on).unwrap();
        assert_eq!(SiteSetup::of(&vault, id), None);
        SiteSetup::begin(&mut vault, id, amazon()).unwrap();
        let sms = SetupNote::BackupMethod { method: Some(BackupMethod::Sms) };
        SiteSetup::record(&mut vault, id, sms).unwrap();
        vault.discard(id, NOW).unwrap();
        SiteSetup::record(&mut vault, id, turned_on).unwrap();
        vault.undo(NOW).unwrap();
        // Beginning again removes nothing.
        SiteSetup::begin(&mut vault, id, amazon()).unwrap();
        let known = SiteSetup::of(&vault, id).unwrap();
        assert_eq!((known.backup_method, known.is_turned_on), (Some(BackupMethod::Sms), true));
        for note in [SetupNote::BackupMethod { method: None }, SetupNote::NotTurnedOn] {
            SiteSetup::record(&mut vault, id, note).unwrap();
        }
        let known = SiteSetup::of(&vault, id).unwrap();
        assert_eq!((known.backup_method, known.is_turned_on), (None, false));
    }

    #[test]
    fn the_end_of_a_guide_says_that_the_site_accepted_a_code_and_is_turned_on() {
        let (_folder, mut vault, [id, _]) = with_two();
        let mut progress = GuideProgress::after_reading(amazon(), id);
        SiteSetup::finish(&mut vault, &progress, NOW).unwrap();
        assert_eq!(SiteSetup::of(&vault, id), None);
        (0..9).for_each(|_| progress.next());
        SiteSetup::finish(&mut vault, &progress, NOW).unwrap();
        assert!(SiteSetup::of(&vault, id).unwrap().is_turned_on);
        let kept = vault.find(id).unwrap();
        assert_eq!(kept.account.confirmation, Confirmation::Confirmed { at: NOW });
        // A guide without an account, or with an erased one, has nothing to record.
        SiteSetup::finish(&mut vault, &GuideProgress::start(amazon()), NOW).unwrap();
        vault.discard(id, NOW).unwrap();
        vault.purge(id).unwrap();
        let before = vault.settings().clone();
        SiteSetup::finish(&mut vault, &progress, NOW).unwrap();
        assert_eq!(vault.settings(), &before);
    }

    #[test]
    fn the_next_record_removes_a_deleted_account() {
        let (_folder, mut vault, [first, second]) = with_two();
        SiteSetup::begin(&mut vault, first, amazon()).unwrap();
        vault.discard(first, NOW).unwrap();
        vault.purge(first).unwrap();
        SiteSetup::begin(&mut vault, second, amazon()).unwrap();
        let stored = vault.settings().extra(ExtraSetting::SiteSetup).unwrap();
        let names: Vec<_> = stored.as_object().unwrap().keys().cloned().collect();
        assert_eq!(names, [second.to_string()]);
    }

    #[test]
    fn data_of_a_newer_version_is_unchanged() {
        let (_folder, mut vault, [first, second]) = with_two();
        let newer = serde_json::json!({ first.to_string(): { "site": "a-new-site" } });
        let mut settings = vault.settings().clone();
        settings.set_extra(ExtraSetting::SiteSetup, newer.clone());
        vault.change_settings(settings).unwrap();
        assert_eq!(SiteSetup::of(&vault, first), None);
        SiteSetup::begin(&mut vault, second, amazon()).unwrap();
        let stored = vault.settings().extra(ExtraSetting::SiteSetup).unwrap();
        assert_eq!(stored[first.to_string()], newer[first.to_string()]);
    }
}
