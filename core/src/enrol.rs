//! Enrolment: from a QR code or a typed key until the site has accepted the first code.
//!
//! A [`AccountDraft`] is an account that was read but not stored, so it has no codes. Committing it to the
//! vault makes an [`Enrolment`], which has codes. The user confirms it when the site has accepted a
//! code; or reports that a code was rejected, and is then guided through the [`RejectionCause`]s in order.

mod clock;
mod clock_correction;
mod diagnosis;
mod draft;
mod enrolment;
pub mod guide;
#[cfg(test)]
pub(crate) mod sample;
mod site_setup;
mod typed;

pub use clock::{
    AutomaticTime, ClockEvidence, ClockReading, ClockVerdict, NetworkTime, judge as judge_clock,
};
pub use clock_correction::{ClockCorrection, CorrectionStep, MAX_CORRECTION_SECONDS};
pub use diagnosis::{
    CauseLikelihood, CauseRemedy, CodeRejection, KeySource, RejectionCause, SuspectedCause,
    diagnose,
};
pub use draft::{AccountDraft, CommitFailure, DraftOrigin, DraftWarning, UnquestionedCommit};
pub use enrolment::{Enrolment, SuspectedCauses};
pub use site_setup::{BackupMethod, SetupNote, SiteSetup};
pub use typed::{TypedKey, TypedKeyError, TypedKind, TypedOptions};
