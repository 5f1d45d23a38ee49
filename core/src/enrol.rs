//! Enrolment: a code in a picture, or a typed key, until the site has taken its first code.
//!
//! A [`Draft`] is an account that was read and not kept: it has no code to give. Committing it to
//! the vault makes an [`Enrolment`], which has codes, and which the person confirms once the site
//! took one; or says that it was refused, and is led through the [`Doubt`]s in order.

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
pub use diagnosis::{Act, Doubt, KeyStory, Refusal, Suspicion, Weight, diagnose};
pub use draft::{Caution, Draft, Origin, Uncommitted};
pub use enrolment::{Doubts, Enrolment};
pub use typed::{Options, TypedError, TypedKey, TypedKind};
