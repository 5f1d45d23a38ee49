//! What a call answers when it could not do what it was asked: one case for each that can put it
//! right.

use aikotoba_core::fault::{Fact, Fault, Remedy};
use aikotoba_core::gate::GateError;
use aikotoba_core::phrase::{NamedFact, Saying};

/// Why something was not done. The case says who can put it right, and so what a screen offers;
/// `Words.failure` tells it in three sentences. Nothing was changed unless a sentence says so.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum Failure {
    /// The vault is locked: show the unlock screen.
    #[error("locked")]
    Locked,
    /// It was cancelled: there is nothing to say.
    #[error("cancelled")]
    Cancelled,
    /// The person, by typing again: mark the field and keep the input.
    #[error("{code}")]
    TypeAgain {
        /// The stable name of what happened.
        code: String,
        /// What the sentences mention.
        facts: Vec<NamedFact>,
    },
    /// The person, with another file, picture or code.
    #[error("{code}")]
    AnotherSource {
        /// The stable name of what happened.
        code: String,
        /// What the sentences mention.
        facts: Vec<NamedFact>,
    },
    /// A newer version of the app.
    #[error("{code}")]
    Update {
        /// The stable name of what happened.
        code: String,
        /// What the sentences mention.
        facts: Vec<NamedFact>,
    },
    /// The device: full, read-only or busy. Trying again later is safe.
    #[error("{code}")]
    Device {
        /// The stable name of what happened.
        code: String,
        /// What the sentences mention.
        facts: Vec<NamedFact>,
    },
    /// The person, by deciding: what was found contradicts what is there.
    #[error("{code}")]
    Decide {
        /// The stable name of what happened.
        code: String,
        /// What the sentences mention.
        facts: Vec<NamedFact>,
    },
    /// Nobody but us: it is a defect of the app.
    #[error("{code}")]
    Report {
        /// The stable name of what happened.
        code: String,
        /// What the sentences mention.
        facts: Vec<NamedFact>,
    },
}

impl Failure {
    pub(crate) fn of(fault: &dyn Fault) -> Self {
        let Saying { code, facts } = Saying::of_fault(fault);
        match fault.remedy() {
            Remedy::TypeAgain => Self::TypeAgain { code, facts },
            Remedy::AnotherSource => Self::AnotherSource { code, facts },
            Remedy::Update => Self::Update { code, facts },
            Remedy::Device => Self::Device { code, facts },
            Remedy::Decide => Self::Decide { code, facts },
            Remedy::Report => Self::Report { code, facts },
        }
    }

    /// The code and the facts that its sentences stand under.
    pub(crate) fn told(&self) -> (String, Vec<(&str, Fact)>) {
        let (code, facts) = match self {
            Self::Locked => return (GateError::Locked.code(), Vec::new()),
            Self::Cancelled => return (GateError::Cancelled.code(), Vec::new()),
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

/// What every call that can fail answers.
pub(crate) type Answer<T> = Result<T, Failure>;
