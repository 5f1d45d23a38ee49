//! Automatic backups: whether they are on, what became of the latest, and what the person can do.

use serde::{Deserialize, Serialize};

use super::start::Offered;
use crate::backup::{AutomaticBackup, BackupFailure, ChosenPlace, DeviceId, SavedBackup};
use crate::phrase::Phrase;
use crate::vault::Vault;

/// The status of automatic backups on this device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Phrase)]
#[serde(rename_all = "kebab-case")]
#[phrase("automatic-backup-standing")]
pub enum AutomaticBackupStatus {
    /// They are off.
    Off,
    /// They are on, and everything is saved.
    Saved,
    /// They are on, and the next backup is not saved yet.
    Waiting,
    /// They are on, and the latest attempt failed.
    Failing,
    /// They were on and ended without the person.
    Stopped,
    /// They are on in another program on this device that opens the same vault.
    #[serde(rename = "elsewhere")]
    #[phrase(code = "elsewhere")]
    OtherProgram,
}

/// The screen of automatic backups.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AutomaticBackupState {
    /// The status.
    pub status: AutomaticBackupStatus,
    /// Where backups are saved.
    pub place: Option<ChosenPlace>,
    /// How many verified backups are kept there.
    pub keep: u32,
    /// The latest verified backup, also if it was made by hand.
    pub latest: Option<SavedBackup>,
    /// Since when they fail and why, or why they stopped.
    pub failure: Option<BackupFailure>,
    /// Whether they can be turned on here: the person types the passphrase for it.
    pub turn_on: Offered,
    /// Whether they can be turned off.
    pub turn_off: Offered,
    /// Whether the person can ask for an attempt now.
    pub retry: Offered,
}

impl AutomaticBackupStatus {
    /// The status in a vault, on the device with this identifier.
    pub fn of(vault: &Vault, device: DeviceId) -> Self {
        let AutomaticBackup { is_on, place, failed, .. } = AutomaticBackup::of(vault.settings());
        if AutomaticBackup::runs_on(vault, device) {
            return match failed {
                Some(_) => Self::Failing,
                None if AutomaticBackup::is_due(vault, device) => Self::Waiting,
                None => Self::Saved,
            };
        }
        let is_stopped = failed.is_some_and(|failed| failed.has_stopped());
        match (is_on && place.is_some(), vault.stored_backup_passphrase()) {
            (true, Some(_)) => Self::OtherProgram,
            (true, None) => Self::Stopped,
            (false, _) if is_stopped => Self::Stopped,
            (false, _) => Self::Off,
        }
    }

    fn is_on_here(self) -> bool {
        matches!(self, Self::Saved | Self::Waiting | Self::Failing)
    }
}

impl AutomaticBackupState {
    /// The screen of a vault, on the device with this identifier.
    pub fn of(vault: &Vault, device: DeviceId) -> Self {
        let status = AutomaticBackupStatus::of(vault, device);
        let AutomaticBackup { keep, place, made, failed, .. } =
            AutomaticBackup::of(vault.settings());
        let is_told =
            matches!(status, AutomaticBackupStatus::Failing | AutomaticBackupStatus::Stopped);
        let is_sound = vault.health().is_sound();
        Self {
            status,
            place,
            keep: u32::try_from(keep.count()).unwrap_or(u32::MAX),
            latest: made.into_iter().next(),
            failure: failed.filter(|_| is_told),
            turn_on: offered(is_sound && !status.is_on_here()),
            turn_off: offered(status != AutomaticBackupStatus::Off),
            retry: offered(matches!(
                status,
                AutomaticBackupStatus::Waiting | AutomaticBackupStatus::Failing
            )),
        }
    }
}

fn offered(is_offered: bool) -> Offered {
    if is_offered { Offered::Yes } else { Offered::No }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backup::sample::{NOW, of_uri, vault};
    use crate::backup::{BackupDelivery, BackupPreparation, Folder, PlaceError, ScryptWorkFactor};
    use crate::crypto::random::SystemRandom;
    use crate::secret::Passphrase;

    const HERE: DeviceId = DeviceId([1; 4]);
    const THERE: DeviceId = DeviceId([2; 4]);

    fn turned_on(device: DeviceId) -> (tempfile::TempDir, Vault) {
        let (folder, mut vault) = vault();
        vault.add(of_uri("otpauth://totp/a?secret=GEZDGNBVGY3TQOJQ"), NOW).unwrap();
        let address = folder.path().to_str().unwrap().to_owned();
        let place = ChosenPlace::folder("backups".to_owned(), address);
        let passphrase = Passphrase::new("four ordinary words here".to_owned());
        AutomaticBackup::turn_on(&mut vault, place, &passphrase, device, NOW).unwrap();
        (folder, vault)
    }

    fn offers(state: &AutomaticBackupState) -> [Offered; 3] {
        [state.turn_on, state.turn_off, state.retry]
    }

    #[test]
    fn they_can_only_be_turned_on_while_they_are_off() {
        let (_folder, vault) = vault();
        let state = AutomaticBackupState::of(&vault, HERE);
        assert_eq!(state.status, AutomaticBackupStatus::Off);
        assert_eq!(offers(&state), [Offered::Yes, Offered::No, Offered::No]);
    }

    #[test]
    fn what_is_turned_on_waits_until_it_is_saved() {
        let (folder, mut vault) = turned_on(HERE);
        let waiting = AutomaticBackupState::of(&vault, HERE);
        assert_eq!(waiting.status, AutomaticBackupStatus::Waiting);
        assert_eq!(offers(&waiting), [Offered::No, Offered::Yes, Offered::Yes]);
        let preparation = BackupPreparation::of(&vault, HERE, NOW).unwrap();
        let preparation = preparation.with_work_factor(ScryptWorkFactor::new(1).unwrap());
        preparation.finish(&SystemRandom::new()).unwrap();
        let delivery = BackupDelivery::of(vault.path()).unwrap();
        delivery.carry_to(&Folder::new(folder.path()), NOW).unwrap();
        AutomaticBackup::settle(&mut vault, NOW).unwrap();
        let saved = AutomaticBackupState::of(&vault, HERE);
        assert_eq!(saved.status, AutomaticBackupStatus::Saved);
        assert_eq!(saved.latest.as_ref().map(|latest| latest.accounts), Some(1));
        assert_eq!(offers(&saved), [Offered::No, Offered::Yes, Offered::No]);
    }

    #[test]
    fn a_failure_is_told_only_if_it_is_one_of_automatic_backups() {
        let (_folder, mut vault) = turned_on(HERE);
        AutomaticBackup::remember_failure(&mut vault, &PlaceError::StorageFull, NOW);
        let failing = AutomaticBackupState::of(&vault, HERE);
        assert_eq!(failing.status, AutomaticBackupStatus::Failing);
        assert_eq!(failing.failure.as_ref().unwrap().why.code, "place-full");
        assert_eq!(failing.retry, Offered::Yes);
        AutomaticBackup::turn_off(&mut vault).unwrap();
        AutomaticBackup::remember_failure(&mut vault, &PlaceError::StorageFull, NOW);
        let off = AutomaticBackupState::of(&vault, HERE);
        assert_eq!((off.status, off.failure), (AutomaticBackupStatus::Off, None));
    }

    #[test]
    fn another_program_on_the_device_is_not_a_copy_of_the_vault() {
        let (_folder, mut vault) = turned_on(THERE);
        let elsewhere = AutomaticBackupState::of(&vault, HERE);
        assert_eq!(elsewhere.status, AutomaticBackupStatus::OtherProgram);
        assert_eq!(offers(&elsewhere), [Offered::Yes, Offered::Yes, Offered::No]);
        AutomaticBackup::end_copied(&mut vault, HERE, NOW).unwrap();
        let stopped = AutomaticBackupState::of(&vault, HERE);
        assert_eq!(stopped.status, AutomaticBackupStatus::Stopped);
        assert_eq!(stopped.failure.as_ref().unwrap().why.code, "automatic-stopped-other-device");
        assert_eq!(offers(&stopped), [Offered::Yes, Offered::Yes, Offered::No]);
        AutomaticBackup::turn_off(&mut vault).unwrap();
        let off = AutomaticBackupState::of(&vault, HERE);
        assert_eq!(off.status, AutomaticBackupStatus::Off);
    }
}
