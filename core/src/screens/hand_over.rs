//! The screens after the first code: a way to open the vault if the device is lost, and the first
//! backup. Until then the vault opens only on this device.

use serde::{Deserialize, Serialize};

use super::backup::BackupStatus;
use crate::account::Confirmation;
use crate::phrase::Phrase;
use crate::time::UnixMillis;
use crate::vault::Vault;

/// The screens after the first code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOverState {
    /// The current step.
    pub step: HandOverStep,
}

/// A step after the first code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Phrase)]
#[serde(rename_all = "kebab-case")]
#[phrase("hand-over")]
pub enum HandOverStep {
    /// The explanation, and the choice of one of three ways.
    Choose,
    /// The recovery code, to be written on paper.
    Paper,
    /// The recovery code as a sheet, to be saved to a file or printed.
    Sheet,
    /// A password instead of the recovery code.
    Password,
    /// One group of the recovery code, typed as a proof.
    Confirm,
    /// The first backup.
    Backup,
}

/// An action of a person on these screens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HandOverAction {
    /// Chooses paper.
    OnPaper,
    /// Chooses a sheet.
    AsSheet,
    /// Chooses a password.
    ByPassword,
    /// Has written the code down outside of the vault.
    Written,
    /// Goes back by a step.
    Back,
}

impl HandOverState {
    /// The screen to show; `None` if something is known to open the vault on another device and a
    /// backup was made.
    pub fn of(vault: &Vault, now: UnixMillis) -> Option<Self> {
        let step = if !vault.has_portable_slot() {
            HandOverStep::Choose
        } else if BackupStatus::of(vault, now).is_missing() {
            HandOverStep::Backup
        } else {
            return None;
        };
        Some(Self { step })
    }

    /// The screen that the app shows without being asked, after unlocking and after a site accepted
    /// a code, while nothing else opens the vault and a site asks for its codes. An account whose
    /// site has not accepted a code yet comes first.
    pub fn due(vault: &Vault) -> Option<Self> {
        let is_in_use = vault
            .accounts()
            .iter()
            .any(|kept| matches!(kept.account.confirmation, Confirmation::Confirmed { .. }));
        let is_due = vault.awaits_confirmation() && is_in_use;
        is_due.then_some(Self { step: HandOverStep::Choose })
    }

    /// The screen that comes before another account is added; `None` if the vault accepts another
    /// one.
    pub fn before_adding(vault: &Vault) -> Option<Self> {
        let waits = !vault.takes_another_account();
        waits.then_some(Self { step: HandOverStep::Choose })
    }

    /// The screen after an action; `None` if going back leaves these screens.
    #[must_use]
    pub fn after(self, action: HandOverAction) -> Option<Self> {
        let step = match (action, self.step) {
            (HandOverAction::OnPaper, _) => HandOverStep::Paper,
            (HandOverAction::AsSheet, _) => HandOverStep::Sheet,
            (HandOverAction::ByPassword, _) => HandOverStep::Password,
            (HandOverAction::Written, _) => HandOverStep::Confirm,
            (HandOverAction::Back, HandOverStep::Choose | HandOverStep::Backup) => return None,
            (HandOverAction::Back, _) => HandOverStep::Choose,
        };
        Some(Self { step })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::crypto::SymmetricKey;
    use crate::crypto::kdf::PassphraseCost;
    use crate::crypto::random::SystemRandom;
    use crate::otpauth;
    use crate::secret::Passphrase;
    use crate::vault::{NewVaultCredentials, ProvedBackup, VaultSettings};

    const NOW: UnixMillis = UnixMillis(1);

    /// A vault with an account, as the first scan makes it.
    fn scanned() -> (tempfile::TempDir, Vault) {
        let folder = tempfile::tempdir().unwrap();
        let key = SymmetricKey::from_slice(&[7; 32]).unwrap();
        let cost = PassphraseCost::MIN;
        let locks =
            NewVaultCredentials { passphrase: None, recovery: true, device: Some(&key), cost };
        let path = folder.path().join("vault");
        let random = Arc::new(SystemRandom::new());
        let (mut vault, _) = Vault::create(&path, &locks, NOW, random).unwrap();
        let text = "otpauth://totp/Amazon:a?secret=GEZDGNBVGY3TQOJQ&issuer=Amazon";
        vault.add(otpauth::parse(text, NOW).unwrap(), NOW).unwrap();
        (folder, vault)
    }

    fn step(vault: &Vault) -> Option<HandOverStep> {
        HandOverState::of(vault, NOW).map(|state| state.step)
    }

    #[test]
    fn the_screens_lead_from_the_code_to_the_backup_and_end() {
        let (_folder, mut vault) = scanned();
        assert_eq!(step(&vault), Some(HandOverStep::Choose));
        vault.confirm_recovery(NOW).unwrap();
        assert_eq!(step(&vault), Some(HandOverStep::Backup));
        let proved = ProvedBackup { at: NOW, accounts: 1, digest: [0; 32], rest: None };
        let settings = VaultSettings { proved_backup: Some(proved), ..vault.settings().clone() };
        vault.change_settings(settings).unwrap();
        assert_eq!(step(&vault), None);
    }

    #[test]
    fn the_screens_start_again_at_each_opening_after_the_site_accepted_a_code() {
        let (_folder, mut vault) = scanned();
        assert_eq!(HandOverState::due(&vault), None);
        let id = vault.accounts()[0].id;
        vault.confirm(id, NOW).unwrap();
        let first = HandOverState { step: HandOverStep::Choose };
        assert_eq!(HandOverState::due(&vault), Some(first));
        assert_eq!(HandOverState::before_adding(&vault), Some(first));
        // A password is a remedy too.
        let (typed, cost) =
            (Passphrase::new("x".to_owned()), PassphraseCost { mebibytes: 1, passes: 1, lanes: 1 });
        vault.change_passphrase(&typed, cost, NOW).unwrap();
        assert_eq!(HandOverState::due(&vault), None);
        assert_eq!(HandOverState::before_adding(&vault), None);
        assert_eq!(step(&vault), Some(HandOverStep::Backup));
    }

    #[test]
    fn each_way_leads_back_to_the_choice_and_out() {
        let first = HandOverState { step: HandOverStep::Choose };
        for (action, expected) in [
            (HandOverAction::OnPaper, HandOverStep::Paper),
            (HandOverAction::AsSheet, HandOverStep::Sheet),
            (HandOverAction::ByPassword, HandOverStep::Password),
        ] {
            let chosen = first.after(action).unwrap();
            assert_eq!(chosen.step, expected);
            assert_eq!(chosen.after(HandOverAction::Back), Some(first));
        }
        let written = first.after(HandOverAction::OnPaper).unwrap().after(HandOverAction::Written);
        assert_eq!(written.unwrap().step, HandOverStep::Confirm);
        assert_eq!(written.unwrap().after(HandOverAction::Back), Some(first));
        assert_eq!(first.after(HandOverAction::Back), None);
    }
}
