//! What the app says about itself, how sites are set up, and what its process keeps to itself.

use aikotoba_core::enrol::guide;
use aikotoba_core::screens::about::AboutState;
use aikotoba_core::screens::enrolment::{GuideState, Scanned};

/// The about screen.
#[uniffi::export]
pub fn about_state() -> AboutState {
    AboutState::new()
}

/// How each known site is set up, the first offered first.
#[uniffi::export]
pub fn guides() -> Vec<GuideState> {
    guide::ALL.iter().map(|guide| GuideState::new(guide, Scanned::No)).collect()
}

/// Has the system write no core dump of this process, and hand its memory to no crash handler. A
/// program that is a process of its own calls it first of all. Answers whether the system took it.
#[uniffi::export]
pub fn forbid_core_dumps() -> bool {
    aikotoba_core::crypto::dumps::forbid()
}
