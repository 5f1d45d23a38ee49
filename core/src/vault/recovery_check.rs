//! Whether the user is known to have written down the recovery code. Makes a new code, and asks for
//! one of its groups until the user has typed it.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::json;
use subtle::ConstantTimeEq;
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use super::settings::ExtraSetting;
use super::{ChangeError, DeviceError, RecoveryCode, SlotKind, Vault, VaultSettings};
use crate::crypto::random::{Random, RandomError, make_array};
use crate::fault::Fault;
use crate::phrase::Phrase;
use crate::time::UnixMillis;

/// Whether a recovery code that is shown was made by the same call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeOrigin {
    /// It was made by this call. An older code no longer opens anything.
    New,
    /// It was made earlier and is not confirmed yet.
    ShownAgain,
}

/// A recovery code to be shown. It can be shown again until it is confirmed.
#[derive(Debug)]
pub struct NewRecoveryCode {
    /// The code.
    pub code: RecoveryCode,
    /// Why it is not certain that the code unlocks the vault; `None` if it does.
    pub doubt: Option<RecoveryCodeDoubt>,
    /// Whether the code was made by this call.
    pub origin: CodeOrigin,
}

/// Why it is not certain that a new recovery code unlocks the vault. The code is shown anyway.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Phrase)]
#[serde(rename_all = "kebab-case")]
#[phrase("code-doubt")]
pub enum RecoveryCodeDoubt {
    /// It does, but a power failure may undo the change.
    Unflushed,
    /// Either it does, or nothing was changed.
    Unknown,
}

impl RecoveryCodeDoubt {
    /// Interprets the vault's result of storing a new code.
    pub(super) fn of<T>(answer: Result<T, ChangeError>) -> Result<Option<Self>, ChangeError> {
        match answer {
            Ok(_) => Ok(None),
            Err(ChangeError::Unflushed) => Ok(Some(Self::Unflushed)),
            Err(ChangeError::OutcomeUnknown) => Ok(Some(Self::Unknown)),
            Err(why) => Err(why),
        }
    }

    /// The error that the vault returned.
    pub fn error(self) -> ChangeError {
        match self {
            Self::Unflushed => ChangeError::Unflushed,
            Self::Unknown => ChangeError::OutcomeUnknown,
        }
    }
}

/// Returns the unconfirmed recovery code if there is one: always the same code, because a copy of the
/// vault on another device may open with it alone. Otherwise makes a new code, which replaces any
/// existing code of the vault.
///
/// # Errors
/// As [`Vault::set_recovery`], when the old code certainly remains valid. If that is not certain,
/// the result is `Ok`, because there is a code to show.
pub fn make_recovery_code(
    vault: &mut Vault,
    now: UnixMillis,
    random: &dyn Random,
) -> Result<NewRecoveryCode, ChangeError> {
    if let Some(code) = vault.unconfirmed_code() {
        vault.ask_for_recovery()?;
        return Ok(NewRecoveryCode { code, doubt: None, origin: CodeOrigin::ShownAgain });
    }
    let code = RecoveryCode::make(random).map_err(DeviceError::from)?;
    let doubt = RecoveryCodeDoubt::of(vault.set_recovery(&code, now))?;
    Ok(NewRecoveryCode { code, doubt, origin: CodeOrigin::New })
}

/// One group of the code and its number. Stored encrypted in the vault until the user has shown
/// that the code was written down.
///
/// A single group cannot unlock anything, and whoever can read it has already unlocked the vault.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecoveryCheck {
    at: u32,
    group: String,
}

/// Whether the user is known to have written down the recovery code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecoveryStatus {
    /// The vault has no recovery code.
    None,
    /// The code was shown, but not confirmed.
    Unconfirmed,
    /// The user typed a group of the code correctly.
    Confirmed,
}

impl RecoveryStatus {
    /// The state of a vault's recovery code.
    pub fn of(vault: &Vault) -> Self {
        let has_one = vault.slots().iter().any(|slot| slot.kind == SlotKind::Recovery);
        match vault.settings().recovery_confirmed {
            _ if !has_one => Self::None,
            Some(_) => Self::Confirmed,
            None => Self::Unconfirmed,
        }
    }
}

/// Whether the user typed a group of the recovery code correctly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecoveryAnswer {
    /// Correct: the code is written down.
    Right,
    /// Wrong; the user can try again.
    Wrong,
}

/// Why a recovery code is not confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Fault)]
#[fault("recovery-check", TypeAgain)]
pub enum RecoveryCheckError {
    /// The typed text is not the requested group.
    #[error("not group {at}")]
    #[fault(code = "wrong")]
    WrongGroup {
        /// The number of the requested group, counted from 1.
        at: u32,
    },
}

impl RecoveryCheck {
    /// Chooses a random group of a printed code.
    ///
    /// # Errors
    /// [`RandomError`] when the random generator failed.
    pub fn make(printed: &str, random: &dyn Random) -> Result<Self, RandomError> {
        let groups: Vec<&str> = code_groups(printed).collect();
        let [drawn] = make_array(random)?;
        let place = usize::from(drawn) % groups.len().max(1);
        let group = groups.get(place).copied().unwrap_or_default().to_owned();
        Ok(Self { at: u32::try_from(place + 1).unwrap_or(u32::MAX), group })
    }

    /// The check stored in a vault; `None` if it was answered or never existed.
    pub fn of(settings: &VaultSettings) -> Option<Self> {
        settings
            .extra(ExtraSetting::RecoveryCheck)
            .and_then(|kept| serde_json::from_value(kept.clone()).ok())
    }

    /// Adds the check to settings that will be stored.
    pub fn put(&self, settings: &mut VaultSettings) {
        let kept = json!({ "at": self.at, "group": self.group });
        settings.set_extra(ExtraSetting::RecoveryCheck, kept);
    }

    /// Compares the typed text with a vault's check. If it is correct, records the time and erases
    /// the copy of the code in the vault.
    ///
    /// # Errors
    /// Why the vault could not record it; the check stays.
    pub fn answer(
        vault: &mut Vault,
        typed: &str,
        now: UnixMillis,
    ) -> Result<RecoveryAnswer, ChangeError> {
        let is_right = Self::of(vault.settings()).is_some_and(|check| check.is_answered_by(typed));
        if !is_right {
            return Ok(RecoveryAnswer::Wrong);
        }
        vault.confirm_recovery(now)?;
        Ok(RecoveryAnswer::Right)
    }

    /// The number of the requested group, counted from 1.
    pub fn group_number(&self) -> u32 {
        self.at
    }

    /// The number of characters in the group.
    pub fn letters(&self) -> u32 {
        u32::try_from(self.group.chars().count()).unwrap_or(u32::MAX)
    }

    /// Whether `typed` is the group. Width, case, spaces and similar characters are ignored: O is
    /// 0, I and L are 1, as in Crockford's base32.
    pub fn is_answered_by(&self, typed: &str) -> bool {
        let known = folded(&self.group);
        !known.is_empty() && bool::from(folded(typed).as_bytes().ct_eq(known.as_bytes()))
    }
}

impl fmt::Debug for RecoveryCheck {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RecoveryCheck").field("at", &self.at).finish_non_exhaustive()
    }
}

fn folded(text: &str) -> Zeroizing<String> {
    let mut folded = Zeroizing::new(String::with_capacity(text.len() * 2));
    let plain = text.chars().take(64).nfkc().filter(|symbol| symbol.is_alphanumeric());
    folded.extend(plain.map(|symbol| match symbol.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    }));
    folded
}

/// The groups of a printed code, separated by hyphens or spaces.
pub(crate) fn code_groups(printed: &str) -> impl Iterator<Item = &str> {
    printed.split(|symbol: char| symbol == '-' || symbol.is_whitespace()).filter(|g| !g.is_empty())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sample() -> (tempfile::TempDir, Vault) {
        let folder = tempfile::tempdir().unwrap();
        let vault = crate::vault::test_support::made(folder.path());
        (folder, vault)
    }

    const PRINTED: &str = "0A1B2-C3D4E-5F6G7";

    /// A random generator that always returns the same byte.
    struct Drawn(u8);

    impl Random for Drawn {
        fn fill(&self, bytes: &mut [u8]) -> Result<(), RandomError> {
            bytes.fill(self.0);
            Ok(())
        }
    }

    fn check(drawn: u8) -> RecoveryCheck {
        RecoveryCheck::make(PRINTED, &Drawn(drawn)).unwrap()
    }

    #[test]
    fn each_group_can_be_asked_for() {
        let asked: Vec<u32> = (3..6).map(|drawn| check(drawn).group_number()).collect();
        assert_eq!(asked, [1, 2, 3]);
        assert_eq!(check(0).letters(), 5);
    }

    #[test]
    fn similar_characters_and_width_are_ignored() {
        for typed in ["0A1B2", "oaib2", " ０ａｌＢ２ ", "OA-1B2"] {
            assert!(check(0).is_answered_by(typed), "{typed}");
        }
        for typed in ["", "0A1B", "C3D4E", "0A1B3", "0A1B2-C3D4E"] {
            assert!(!check(0).is_answered_by(typed), "{typed}");
        }
    }

    #[test]
    fn a_check_is_stored_and_read_back_and_debug_hides_it() {
        let text = serde_json::to_string(&check(1)).unwrap();
        assert_eq!(serde_json::from_str::<RecoveryCheck>(&text).unwrap(), check(1));
        assert!(!format!("{:?}", check(1)).contains("C3D4E"));
    }

    proptest! {
        #[test]
        fn no_typed_text_panics(typed: String) {
            let _ = check(2).is_answered_by(&typed);
        }
    }

    #[test]
    fn a_code_is_confirmed_once_its_group_was_typed() {
        let (_folder, mut vault) = sample();
        let random = crate::crypto::random::SystemRandom::new();
        make_recovery_code(&mut vault, UnixMillis(1), &random).unwrap();
        assert_eq!(RecoveryStatus::of(&vault), RecoveryStatus::Unconfirmed);
        let wrong = RecoveryCheck::answer(&mut vault, "nope", UnixMillis(2)).unwrap();
        assert_eq!(
            (wrong, RecoveryStatus::of(&vault)),
            (RecoveryAnswer::Wrong, RecoveryStatus::Unconfirmed)
        );
        // The whole code is accepted as an answer too.
        vault.confirm_recovery(UnixMillis(2)).unwrap();
        assert_eq!(
            (RecoveryCheck::of(vault.settings()), RecoveryStatus::of(&vault)),
            (None, RecoveryStatus::Confirmed)
        );
        let code = make_recovery_code(&mut vault, UnixMillis(2), &random).unwrap().code.print();
        let check = RecoveryCheck::of(vault.settings()).unwrap();
        let group = code.split('-').nth(check.group_number() as usize - 1).unwrap();
        let right = RecoveryCheck::answer(&mut vault, group, UnixMillis(3)).unwrap();
        assert_eq!(
            (right, RecoveryStatus::of(&vault)),
            (RecoveryAnswer::Right, RecoveryStatus::Confirmed)
        );
        // The group is stored no longer than it is needed.
        assert!(RecoveryCheck::of(vault.settings()).is_none());
    }

    #[test]
    fn the_new_code_is_returned_when_the_disk_fails() {
        use crate::vault::failing::{self, InjectedFailure};
        for (failing, doubt) in [
            (InjectedFailure::Flush, RecoveryCodeDoubt::Unflushed),
            (InjectedFailure::Open, RecoveryCodeDoubt::Unknown),
        ] {
            let (_folder, mut vault) = sample();
            let random = crate::crypto::random::SystemRandom::new();
            let made =
                failing::during(failing, || make_recovery_code(&mut vault, UnixMillis(1), &random))
                    .unwrap();
            assert_eq!(made.doubt, Some(doubt));
            let credential = crate::vault::UnlockCredential::Recovery(&made.code);
            assert!(vault.lock().unlock(credential).is_ok(), "{doubt:?}");
        }
    }
}
