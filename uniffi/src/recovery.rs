//! The recovery code: shown until it is confirmed by typing a part of it.

use std::sync::Arc;

use aikotoba_core::backup::AutomaticBackup;
use aikotoba_core::call_error::CallError;
use aikotoba_core::export::recovery_sheet;
use aikotoba_core::screens::copying::RECOVERY_CODE_SECONDS;
use aikotoba_core::screens::hand_over::{HandOverAction, HandOverState};
use aikotoba_core::screens::recovery::{RecoveryCheckState, RecoveryState, written};
use aikotoba_core::time::UnixMillis;
use aikotoba_core::vault::{
    RecoveryAnswer, RecoveryCheck, RecoveryCheckError, RecoveryCode, RecoveryCodeDoubt,
    RecoveryStatus, VaultSettings, make_recovery_code,
};
use zeroize::Zeroizing;

use crate::errors::CallResult;
use crate::vault::Vault;
use crate::words::Words;

/// A recovery code, to write on paper. It is wiped when this object is released.
#[derive(uniffi::Object)]
pub struct RecoveryPaper {
    printed: Zeroizing<String>,
    doubt: Option<RecoveryCodeDoubt>,
    /// Where the backups are.
    place: Option<String>,
}

impl RecoveryPaper {
    /// Prints a code of a vault with these settings.
    pub(crate) fn of(
        code: &RecoveryCode,
        doubt: Option<RecoveryCodeDoubt>,
        settings: &VaultSettings,
    ) -> Arc<Self> {
        let place = AutomaticBackup::of(settings).place.map(|place| place.name);
        Arc::new(Self { printed: code.print(), doubt, place })
    }
}

#[uniffi::export]
impl RecoveryPaper {
    /// Its groups of characters. A secret: it opens the vault.
    pub fn groups(&self) -> Vec<String> {
        RecoveryState::new(&self.printed).groups
    }

    /// The code as a sheet to print or to save, with where the backups are and how they are opened:
    /// one HTML file without script that loads nothing, in the language of these words. A secret.
    /// The time is printed at a UTC offset, in seconds.
    pub fn sheet(&self, words: &Words, now: UnixMillis, offset_seconds: i32) -> String {
        let words = words.0.of_recovery_sheet(self.place.as_deref(), now, offset_seconds);
        recovery_sheet::print(&self.printed, &words).to_string()
    }

    /// Why it is not certain that the code opens the vault; none if it does. The words contain a
    /// sentence for it.
    pub fn doubt(&self) -> Option<RecoveryCodeDoubt> {
        self.doubt
    }
}

#[uniffi::export]
impl Vault {
    /// Returns the unconfirmed recovery code if there is one: always the same code. Otherwise makes
    /// a new one, which replaces any existing one; the old one no longer opens the vault.
    pub fn make_recovery_code(&self, now: UnixMillis) -> CallResult<Arc<RecoveryPaper>> {
        self.with(|open| {
            let code = make_recovery_code(&mut open.vault, now, &*self.random)?;
            Ok(RecoveryPaper::of(&code.code, code.doubt, open.vault.settings()))
        })
    }

    /// Whether the recovery code can be shown again, because it is not confirmed yet. A request for
    /// a recovery code then returns this code.
    pub fn can_show_recovery_code(&self) -> CallResult<bool> {
        self.with(|open| Ok(open.vault.unconfirmed_code().is_some()))
    }

    /// What to show after the first code: the recovery code or a password, and the first backup;
    /// none if both exist.
    pub fn hand_over_state(&self, now: UnixMillis) -> CallResult<Option<HandOverState>> {
        self.with(|open| Ok(HandOverState::of(&open.vault, now)))
    }

    /// The same, if the app shows it without being asked: after unlocking, and after a site
    /// accepted a code.
    pub fn hand_over_due(&self) -> CallResult<Option<HandOverState>> {
        self.with(|open| Ok(HandOverState::due(&open.vault)))
    }

    /// The same, if it comes before another account is added; none if an account can be added.
    pub fn hand_over_before_adding(&self) -> CallResult<Option<HandOverState>> {
        self.with(|open| Ok(HandOverState::before_adding(&open.vault)))
    }

    /// Whether there is a recovery code, and whether the user confirmed that it is written down.
    pub fn recovery(&self) -> CallResult<RecoveryStatus> {
        self.with(|open| Ok(RecoveryStatus::of(&open.vault)))
    }

    /// The screen that asks for a group of the recovery code; none if there is nothing to ask.
    pub fn recovery_check_state(&self) -> CallResult<Option<RecoveryCheckState>> {
        self.with(|open| {
            let check = RecoveryCheck::of(open.vault.settings());
            Ok(check.as_ref().map(RecoveryCheckState::of))
        })
    }

    /// Checks the typed group. After a wrong one, the user can type again.
    pub fn answer_recovery_check(&self, typed: String, now: UnixMillis) -> CallResult<()> {
        let typed = Zeroizing::new(typed);
        self.with(|open| {
            let asked =
                RecoveryCheck::of(open.vault.settings()).ok_or(CallError::AlreadyFinished)?;
            match RecoveryCheck::answer(&mut open.vault, &typed, now)? {
                RecoveryAnswer::Right => Ok(()),
                RecoveryAnswer::Wrong => {
                    Err(RecoveryCheckError::WrongGroup { at: asked.group_number() }.into())
                }
            }
        })
    }
}

/// A recovery code as one text, to copy into a note. It is a secret.
#[uniffi::export]
pub fn recovery_code_text(groups: Vec<String>) -> String {
    written(&groups).to_string()
}

/// The seconds until a copied recovery code is cleared from the clipboard, whatever the setting.
#[uniffi::export]
pub fn recovery_code_clipboard_seconds() -> u32 {
    RECOVERY_CODE_SECONDS
}

/// The screen after an act; none if going back leaves these screens.
#[uniffi::export]
pub fn hand_over_after(state: HandOverState, action: HandOverAction) -> Option<HandOverState> {
    state.after(action)
}
