//! The about screen, and core dumps.

use aikotoba_core::screens::about::AboutState;

/// The about screen.
#[uniffi::export]
pub fn about_state() -> AboutState {
    AboutState::new()
}

/// Forbids core dumps of this process, and access to its memory by crash handlers. A program that
/// runs in its own process calls this first. Returns whether the system accepted it.
#[uniffi::export]
pub fn forbid_core_dumps() -> bool {
    aikotoba_core::crypto::dumps::forbid_core_dumps()
}
