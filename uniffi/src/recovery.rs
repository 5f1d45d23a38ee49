//! The recovery code: shown once, confirmed by typing a part of it.

use std::sync::Arc;

use aikotoba_core::crypto::random::Random;
use aikotoba_core::gate::GateError;
use aikotoba_core::screens::copying::RECOVERY_CODE_SECONDS;
use aikotoba_core::screens::recovery::{RecoveryCheckState, RecoveryState, written};
use aikotoba_core::time::UnixMillis;
use aikotoba_core::vault::{
    CodeDoubt, NewCode, Recovery, RecoveryAnswer, RecoveryCheck, RecoveryCheckError, RecoveryCode,
    Vault as Core, make_code,
};
use zeroize::Zeroizing;

use crate::errors::Answer;
use crate::vault::Vault;

/// A recovery code, to be written on paper. It is gone when this object is.
#[derive(uniffi::Object)]
pub struct RecoveryPaper {
    printed: Zeroizing<String>,
    doubt: Option<CodeDoubt>,
}

impl RecoveryPaper {
    /// Prints a new code, and keeps in the vault what it will be asked by.
    pub(crate) fn make(code: &NewCode, vault: &mut Core, random: &dyn Random) -> Arc<Self> {
        let paper = Self::of(&code.code, code.doubt);
        // The code opens the vault already, and is shown only now: it is not given up for a check
        // that can't be kept. It stays unconfirmed then.
        let _unkept = RecoveryCheck::begin(&paper.printed, vault, random);
        paper
    }

    /// Prints a code whose check the vault keeps already.
    pub(crate) fn of(code: &RecoveryCode, doubt: Option<CodeDoubt>) -> Arc<Self> {
        Arc::new(Self { printed: code.print(), doubt })
    }
}

#[uniffi::export]
impl RecoveryPaper {
    /// Its characters, group by group. A secret: who reads it can open the vault.
    pub fn groups(&self) -> Vec<String> {
        RecoveryState::new(&self.printed).groups
    }

    /// Why it is not certain that the code opens the vault; none where it does. What is said of it
    /// stands in the words.
    pub fn doubt(&self) -> Option<CodeDoubt> {
        self.doubt
    }
}

#[uniffi::export]
impl Vault {
    /// Makes a recovery code in the place of any that there is; the old one opens nothing any
    /// more.
    pub fn make_recovery_code(&self, now: UnixMillis) -> Answer<Arc<RecoveryPaper>> {
        self.with(|open| {
            let code = make_code(&mut open.vault, now, &*self.random)?;
            Ok(RecoveryPaper::make(&code, &mut open.vault, &*self.random))
        })
    }

    /// Whether there is a recovery code, and whether it is known to be written down.
    pub fn recovery(&self) -> Answer<Recovery> {
        self.with(|open| Ok(Recovery::of(&open.vault)))
    }

    /// The screen that asks for a group of the recovery code; none where nothing is to be asked.
    pub fn recovery_check_state(&self) -> Answer<Option<RecoveryCheckState>> {
        self.with(|open| {
            let check = RecoveryCheck::of(open.vault.settings());
            Ok(check.as_ref().map(RecoveryCheckState::of))
        })
    }

    /// Answers it with what was typed. What is not that group can be typed again.
    pub fn answer_recovery_check(&self, typed: String, now: UnixMillis) -> Answer<()> {
        let typed = Zeroizing::new(typed);
        self.with(|open| {
            let asked = RecoveryCheck::of(open.vault.settings()).ok_or(GateError::Over)?;
            match RecoveryCheck::answer(&mut open.vault, &typed, now)? {
                RecoveryAnswer::Right => Ok(()),
                RecoveryAnswer::Wrong => Err(RecoveryCheckError::Wrong { at: asked.at() }.into()),
            }
        })
    }
}

/// A recovery code whose groups are shown, as it is copied into a note. A secret.
#[uniffi::export]
pub fn recovery_code_text(groups: Vec<String>) -> String {
    written(&groups).to_string()
}

/// After how many seconds a recovery code leaves the clipboard, whatever the setting says.
#[uniffi::export]
pub fn recovery_code_clipboard_seconds() -> u32 {
    RECOVERY_CODE_SECONDS
}
