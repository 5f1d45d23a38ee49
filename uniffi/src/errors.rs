//! The failures of all calls: one case for each party that can resolve them.

use aikotoba_core::call_error::CallError;
use aikotoba_core::fault::{Fact, Fault, Remedy};
use aikotoba_core::phrase::{NamedFact, PhraseValue};

/// Why a call failed. The case tells who can resolve it, and so what a screen offers;
/// `Words.failure` returns three sentences. Nothing was changed unless a sentence says so.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum Failure {
    /// The vault is locked: show the unlock screen.
    #[error("locked")]
    Locked,
    /// The operation was cancelled; nothing needs to be shown.
    #[error("cancelled")]
    Cancelled,
    /// The user, by typing again: mark the field and keep the input.
    #[error("{code}")]
    TypeAgain {
        /// The stable code of the error.
        code: String,
        /// The facts in the sentences.
        facts: Vec<NamedFact>,
    },
    /// The user, with another file, picture or code.
    #[error("{code}")]
    AnotherSource {
        /// The stable code of the error.
        code: String,
        /// The facts in the sentences.
        facts: Vec<NamedFact>,
    },
    /// A newer version of the app.
    #[error("{code}")]
    Update {
        /// The stable code of the error.
        code: String,
        /// The facts in the sentences.
        facts: Vec<NamedFact>,
    },
    /// The device: full, read-only or busy. Trying again later is safe.
    #[error("{code}")]
    Device {
        /// The stable code of the error.
        code: String,
        /// The facts in the sentences.
        facts: Vec<NamedFact>,
    },
    /// The user, by a decision: the input contradicts the vault.
    #[error("{code}")]
    Decide {
        /// The stable code of the error.
        code: String,
        /// The facts in the sentences.
        facts: Vec<NamedFact>,
    },
    /// The developers: the error is a bug.
    #[error("{code}")]
    Report {
        /// The stable code of the error.
        code: String,
        /// The facts in the sentences.
        facts: Vec<NamedFact>,
    },
}

impl Failure {
    pub(crate) fn of(fault: &dyn Fault) -> Self {
        let PhraseValue { code, facts } = PhraseValue::of_fault(fault);
        match fault.remedy() {
            Remedy::TypeAgain => Self::TypeAgain { code, facts },
            Remedy::AnotherSource => Self::AnotherSource { code, facts },
            Remedy::Update => Self::Update { code, facts },
            Remedy::Device => Self::Device { code, facts },
            Remedy::Decide => Self::Decide { code, facts },
            Remedy::Report => Self::Report { code, facts },
        }
    }

    /// The error's code and facts, for its sentences.
    pub(crate) fn code_and_facts(&self) -> (String, Vec<(&str, Fact)>) {
        let (code, facts) = match self {
            Self::Locked => return (CallError::Locked.code(), Vec::new()),
            Self::Cancelled => return (CallError::Cancelled.code(), Vec::new()),
            Self::TypeAgain { code, facts }
            | Self::AnotherSource { code, facts }
            | Self::Update { code, facts }
            | Self::Device { code, facts }
            | Self::Decide { code, facts }
            | Self::Report { code, facts } => (code, facts),
        };
        let facts = facts.iter().map(|NamedFact { name, fact }| (name.as_str(), fact.clone()));
        (code.clone(), facts.collect())
    }
}

impl<F: Fault> From<F> for Failure {
    fn from(fault: F) -> Self {
        Self::of(&fault)
    }
}

/// The result of every call that can fail.
pub(crate) type CallResult<T> = Result<T, Failure>;
