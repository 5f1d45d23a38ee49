//! Enrolment: from a QR code or a typed key until the site has accepted the first code.
//!
//! A [`AccountDraft`] is an account that was read but not stored, so it has no codes. Committing it to the
//! vault makes an [`Enrolment`], which has codes. The user confirms it when the site has accepted a
//! code; or reports that a code was rejected, and is then guided through the [`RejectionCause`]s in order.

mod clock;
mod diagnosis;
mod draft;
mod enrolment;
pub mod guide;
#[cfg(test)]
pub(crate) mod sample;
mod typed;

pub use clock::{
    AutomaticTime, ClockEvidence, ClockReading, ClockVerdict, NetworkTime, judge as judge_clock,
};
pub use diagnosis::{
    CauseLikelihood, CauseRemedy, CodeRejection, KeySource, RejectionCause, SuspectedCause,
    diagnose,
};
pub use draft::{AccountDraft, CommitFailure, DraftOrigin, DraftWarning, UnquestionedCommit};
pub use enrolment::{Enrolment, SuspectedCauses};
pub use typed::{TypedKey, TypedKeyError, TypedKind, TypedOptions};
