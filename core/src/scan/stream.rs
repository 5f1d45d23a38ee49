//! Reads the frames of a camera.

use aikotoba_scan::{CandidateText, LumaFrame, ScanBudget};

use super::{ScanResult, is_account, scanned};
use crate::time::UnixMillis;

/// Reads a camera's frames. Each frame helps to read the next one. A code that is not an account
/// does not end the search for one.
///
/// ```
/// use aikotoba_core::scan::{ScanBudget, LumaFrame, Rotation, CameraScanner};
/// use aikotoba_core::time::UnixMillis;
///
/// let mut scanner = CameraScanner::new();
/// let pixels = vec![128; 640 * 480];
/// let frame = LumaFrame::new(&pixels, 640, 480, 640, Rotation::Clockwise90)?;
/// let scanned = scanner.look(&frame, ScanBudget::live(), UnixMillis(0));
/// assert_eq!((scanned.size, scanned.sightings.len()), ((480, 640), 0));
/// # Ok::<(), aikotoba_core::scan::FrameError>(())
/// ```
#[derive(Debug, Default)]
pub struct CameraScanner {
    inner: aikotoba_scan::Scanner,
}

impl CameraScanner {
    /// A scanner that has read no frame.
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads all codes in the next frame.
    pub fn look(
        &mut self,
        frame: &LumaFrame<'_>,
        budget: ScanBudget,
        now: UnixMillis,
    ) -> ScanResult {
        let settles = |candidate: &CandidateText<'_>| is_account(candidate, now);
        let reading = self.inner.scan_frame_until(frame, budget, settles);
        // A stream continues: later frames try what this one had no time for.
        ScanResult { incomplete: None, ..scanned(&reading, frame, now) }
    }

    /// Forgets all previous frames, for example to read another code.
    pub fn reset(&mut self) {
        self.inner.reset();
    }
}
