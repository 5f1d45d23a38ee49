//! The about screen, the guides to sites, and core dumps.

use aikotoba_core::enrol::guide;
use aikotoba_core::screens::about::AboutState;
use aikotoba_core::screens::enrolment::{GuideState, Scanned};

/// The about screen.
#[uniffi::export]
pub fn about_state() -> AboutState {
    AboutState::new()
}

/// The guides to the known sites, in the order to offer them.
#[uniffi::export]
pub fn guides() -> Vec<GuideState> {
    guide::ALL.iter().map(|guide| GuideState::new(guide, Scanned::No)).collect()
}

/// Forbids core dumps of this process, and access to its memory by crash handlers. A program that
/// runs in its own process calls this first. Returns whether the system accepted it.
#[uniffi::export]
pub fn forbid_core_dumps() -> bool {
    aikotoba_core::crypto::dumps::forbid()
}
