//! What the app says about itself, and how sites are set up.

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
