//! The screens that export all accounts: to which target, what it omits, the last question, and the
//! result.
//!
//! The keys leave the vault unencrypted. The person is therefore warned on the page about the
//! target, and again before anything is written, where the vault must be unlocked again.

use serde::{Deserialize, Serialize};
use strum::IntoEnumIterator;

use super::plan::RefusedEntryRow;
use crate::account::Account;
use crate::export::{ExportCheck, ExportMedium, ExportTarget, OmittedData};
use crate::phrase::{Phrase, PhraseValue};
use crate::vault::Vault;

/// The screens that export all accounts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportState {
    /// The current step.
    pub step: ExportStep,
    /// What the person reads first: a question, a warning or the result.
    #[serde(rename = "told")]
    pub phrase: PhraseValue,
    /// The targets to choose from, at [`ExportStep::Choose`].
    pub targets: Vec<ExportTargetRow>,
    /// The chosen target.
    pub target: Option<ExportTarget>,
    /// How many of the accounts are written.
    pub extent: Option<PhraseValue>,
    /// The accounts that are not written, with reasons.
    pub refused: Vec<RefusedEntryRow>,
    /// The data that the format cannot hold.
    pub omitted: Vec<PhraseValue>,
    /// The label of the button that goes on; `None` if there is nothing to go on to.
    pub go_on: Option<PhraseValue>,
    /// The number of accounts in the vault.
    pub accounts: u32,
    /// The QR code to show, at [`ExportStep::Codes`].
    pub code: Option<ExportedCode>,
}

/// A step of the export.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ExportStep {
    /// Choosing the target.
    Choose,
    /// The first warning, and what the target omits.
    Review,
    /// The second warning. The person unlocks the vault again.
    Confirm,
    /// The file was saved.
    Saved,
    /// QR codes, one after the other.
    Codes,
}

/// A target to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportTargetRow {
    /// The target.
    pub target: ExportTarget,
    /// Its name.
    pub name: PhraseValue,
}

/// Which QR code of a series is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportedCode {
    /// Its index, counted from 0.
    pub at: u32,
    /// The number of codes.
    pub total: u32,
}

/// An action or an event on these screens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportAction {
    /// The person goes on from the first warning.
    GoOn,
    /// The file was saved.
    Saved,
    /// The vault was unlocked, and the QR codes are made.
    Shown {
        /// The number of codes.
        total: u32,
    },
    /// The next QR code.
    NextCode,
    /// The previous QR code.
    PreviousCode,
    /// Goes back by a step.
    Back,
}

/// The texts of these screens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Phrase)]
#[allow(missing_docs, reason = "each variant names its sentence")]
#[phrase("export")]
pub enum ExportPhrase {
    Which,
    Nothing,
    WarningFile,
    WarningSheet,
    WarningCodes,
    Extent { accounts: u32, total: u32 },
    NoneFits,
    GoOn,
    ConfirmFile,
    ConfirmSheet,
    ConfirmCodes,
    DoFile,
    DoSheet,
    DoCodes,
    SavedFile,
    SavedSheet,
    CodeNumber { number: u32, total: u32 },
}

impl ExportState {
    /// The first step: the targets. An empty vault has none.
    pub fn of(vault: &Vault) -> Self {
        Self::choosing(number(vault.accounts().len()))
    }

    /// The step after a target was chosen: what it omits.
    pub fn review(vault: &Vault, target: ExportTarget) -> Self {
        let accounts: Vec<&Account> = vault.accounts().iter().map(|kept| &kept.account).collect();
        let ExportCheck { accounts: written, refused, mut omitted } = target.check(&accounts);
        omitted.extend(OmittedData::of_trash(vault));
        let (accounts, total) = (number(written), number(accounts.len()));
        let extent = if accounts == 0 {
            ExportPhrase::NoneFits
        } else {
            ExportPhrase::Extent { accounts, total }
        };
        let warning = match target.medium() {
            ExportMedium::File => ExportPhrase::WarningFile,
            ExportMedium::Sheet => ExportPhrase::WarningSheet,
            ExportMedium::Codes => ExportPhrase::WarningCodes,
        };
        Self {
            target: Some(target),
            extent: Some(PhraseValue::of_phrase(&extent)),
            refused: refused.iter().map(RefusedEntryRow::of).collect(),
            omitted: omitted.iter().map(|one| PhraseValue::of_phrase(one)).collect(),
            go_on: (accounts > 0).then(|| PhraseValue::of_phrase(&ExportPhrase::GoOn)),
            ..Self::at(ExportStep::Review, warning, total)
        }
    }

    /// The screen after an action; `None` if going back leaves these screens.
    #[must_use]
    pub fn after(self, action: ExportAction) -> Option<Self> {
        let Some(target) = self.target else {
            return (action != ExportAction::Back).then_some(self);
        };
        let state = match (self.step, action) {
            (ExportStep::Review, ExportAction::GoOn) if self.go_on.is_some() => {
                let (warning, go_on) = match target.medium() {
                    ExportMedium::File => (ExportPhrase::ConfirmFile, ExportPhrase::DoFile),
                    ExportMedium::Sheet => (ExportPhrase::ConfirmSheet, ExportPhrase::DoSheet),
                    ExportMedium::Codes => (ExportPhrase::ConfirmCodes, ExportPhrase::DoCodes),
                };
                Self {
                    step: ExportStep::Confirm,
                    phrase: PhraseValue::of_phrase(&warning),
                    go_on: Some(PhraseValue::of_phrase(&go_on)),
                    ..self
                }
            }
            (ExportStep::Confirm, ExportAction::Saved) => {
                let phrase = match target.medium() {
                    ExportMedium::Sheet => ExportPhrase::SavedSheet,
                    ExportMedium::File | ExportMedium::Codes => ExportPhrase::SavedFile,
                };
                let phrase = PhraseValue::of_phrase(&phrase);
                Self { step: ExportStep::Saved, phrase, go_on: None, ..self }
            }
            (ExportStep::Confirm, ExportAction::Shown { total: total @ 1.. }) => {
                self.showing(ExportedCode { at: 0, total })
            }
            (ExportStep::Codes, ExportAction::NextCode) => self.turned(|at| at.checked_add(1)),
            (ExportStep::Codes, ExportAction::PreviousCode) => self.turned(|at| at.checked_sub(1)),
            (ExportStep::Saved, ExportAction::Back) => return None,
            (_, ExportAction::Back) => Self::choosing(self.accounts),
            _ => self,
        };
        Some(state)
    }

    fn choosing(accounts: u32) -> Self {
        let phrase = if accounts == 0 { ExportPhrase::Nothing } else { ExportPhrase::Which };
        let row = |target: ExportTarget| ExportTargetRow {
            target,
            name: PhraseValue::of_phrase(&target),
        };
        let targets = ExportTarget::iter().filter(|_| accounts > 0).map(row).collect();
        Self { targets, ..Self::at(ExportStep::Choose, phrase, accounts) }
    }

    fn at(step: ExportStep, phrase: ExportPhrase, accounts: u32) -> Self {
        Self {
            step,
            phrase: PhraseValue::of_phrase(&phrase),
            targets: Vec::new(),
            target: None,
            extent: None,
            refused: Vec::new(),
            omitted: Vec::new(),
            go_on: None,
            accounts,
            code: None,
        }
    }

    /// The state that shows this QR code.
    fn showing(self, code: ExportedCode) -> Self {
        let phrase = ExportPhrase::CodeNumber { number: code.at + 1, total: code.total };
        let phrase = PhraseValue::of_phrase(&phrase);
        Self { step: ExportStep::Codes, phrase, go_on: None, code: Some(code), ..self }
    }

    /// Shows another QR code of the series, if there is one.
    fn turned(self, other: impl Fn(u32) -> Option<u32>) -> Self {
        let Some(ExportedCode { at, total }) = self.code else { return self };
        match other(at).filter(|at| *at < total) {
            Some(at) => self.showing(ExportedCode { at, total }),
            None => self,
        }
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backup::sample::{NOW, of_uri, vault};

    const A: &str = "otpauth://totp/A:a?secret=GEZDGNBV";
    const SIXTY: &str = "otpauth://totp/B:b?secret=MFRGGZDF&period=60";

    fn filled(uris: &[&str]) -> (tempfile::TempDir, Vault) {
        let (folder, mut vault) = vault();
        for uri in uris {
            let mut account = of_uri(uri);
            account.note = "till".to_owned();
            vault.add(account, NOW).unwrap();
        }
        (folder, vault)
    }

    fn go(state: &ExportState, action: ExportAction) -> ExportState {
        state.clone().after(action).unwrap()
    }

    #[test]
    fn an_empty_vault_has_nothing_to_export() {
        let (_folder, vault) = filled(&[]);
        let state = ExportState::of(&vault);
        assert_eq!((state.phrase.code.as_str(), state.targets.len()), ("export-nothing", 0));
        assert_eq!(state.after(ExportAction::Back), None);
    }

    #[test]
    fn two_warnings_come_before_a_file_and_what_is_omitted_before_the_second() {
        let (_folder, vault) = filled(&[A, SIXTY]);
        let first = ExportState::of(&vault);
        assert_eq!((first.step, first.targets.len()), (ExportStep::Choose, 5));
        let review = ExportState::review(&vault, ExportTarget::Text);
        assert_eq!(review.phrase.code, "export-warning-file");
        assert_eq!(review.omitted[0].code, "export-omitted-notes");
        // Nothing is written without the second warning.
        assert_eq!(go(&review, ExportAction::Saved), review);
        let confirm = go(&review, ExportAction::GoOn);
        assert_eq!(
            (confirm.step, confirm.phrase.code.as_str()),
            (ExportStep::Confirm, "export-confirm-file")
        );
        let saved = go(&confirm, ExportAction::Saved);
        assert_eq!(
            (saved.step, saved.phrase.code.as_str()),
            (ExportStep::Saved, "export-saved-file")
        );
        assert_eq!(saved.after(ExportAction::Back), None);
        assert_eq!(go(&confirm, ExportAction::Back), first);
        assert_eq!(go(&review, ExportAction::Back), first);
    }

    #[test]
    fn accounts_that_the_target_would_change_are_listed_first() {
        let (_folder, vault) = filled(&[A, SIXTY]);
        let review = ExportState::review(&vault, ExportTarget::Google);
        assert_eq!(review.refused.len(), 1);
        assert_eq!((review.refused[0].name.as_str(), review.refused[0].at), ("B:b", 2));
        assert_eq!(review.refused[0].why.code, "migration-write-period-lost");
        assert!(review.go_on.is_some());
        let (_folder, none) = filled(&[SIXTY]);
        let review = ExportState::review(&none, ExportTarget::Google);
        assert_eq!(review.extent.as_ref().unwrap().code, "export-none-fits");
        assert_eq!(review.go_on, None);
        assert_eq!(go(&review, ExportAction::GoOn), review);
    }

    #[test]
    fn accounts_in_the_trash_are_reported_as_omitted() {
        let (_folder, mut vault) = filled(&[A, SIXTY]);
        let omitted = |vault: &Vault| ExportState::review(vault, ExportTarget::Aegis).omitted;
        assert!(omitted(&vault).is_empty());
        vault.discard(vault.accounts()[0].id, NOW).unwrap();
        let omitted = omitted(&vault);
        assert_eq!(omitted.len(), 1);
        assert_eq!(omitted[0].code, "export-omitted-trash");
        assert_eq!(omitted[0].facts[0].fact, 1.into());
    }

    #[test]
    fn a_series_of_codes_stops_at_its_first_and_last_code() {
        let (_folder, vault) = filled(&[A]);
        let confirm = go(&ExportState::review(&vault, ExportTarget::Google), ExportAction::GoOn);
        assert_eq!(go(&confirm, ExportAction::Shown { total: 0 }), confirm);
        let mut state = go(&confirm, ExportAction::Shown { total: 2 });
        let mut seen = Vec::new();
        for action in [ExportAction::PreviousCode, ExportAction::NextCode, ExportAction::NextCode] {
            state = go(&state, action);
            seen.push(state.code.unwrap().at);
        }
        assert_eq!((seen, state.step), (vec![0, 1, 1], ExportStep::Codes));
        assert_eq!(go(&state, ExportAction::Back).step, ExportStep::Choose);
    }
}
