//! The user's own correction of the device's clock, for codes alone. Store its text on the device,
//! outside the vault.

use aikotoba_core::enrol::{ClockCorrection, ClockEvidence, ClockReading, CorrectionStep};
use aikotoba_core::time::UnixMillis;

/// The time for codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Record)]
pub struct CorrectedTime {
    /// The device's clock with the correction.
    pub now: UnixMillis,
    /// The seconds that the correction adds; 0 without one.
    pub seconds: i32,
}

fn correction(text: Option<String>) -> Option<ClockCorrection> {
    ClockCorrection::of_text(&text?)
}

/// The time for codes, with the correction in a stored text.
#[uniffi::export]
pub fn corrected_time(text: Option<String>, now: UnixMillis) -> CorrectedTime {
    match correction(text) {
        Some(found) => CorrectedTime { now: found.applied_to(now), seconds: found.seconds() },
        None => CorrectedTime { now, seconds: 0 },
    }
}

/// The text to store after a touch of a button; none if there is no correction.
#[uniffi::export]
pub fn correct_clock(
    text: Option<String>,
    step: CorrectionStep,
    now: ClockReading,
) -> Option<String> {
    ClockCorrection::after(correction(text), step, now).map(ClockCorrection::text)
}

/// Whether the device's clock was set right since the correction was made. If so, end the
/// correction and report it.
#[uniffi::export]
pub fn is_correction_over(text: Option<String>, clock: ClockEvidence) -> bool {
    correction(text).is_some_and(|found| found.is_over(&clock))
}
