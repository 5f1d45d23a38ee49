//! Reads the frames of a camera.

use aikotoba_scan::{Budget, Candidate, LumaFrame};

use super::{Scanned, is_account, scanned};
use crate::time::UnixMillis;

/// Reads a camera's frames. Each frame helps to read the next one. A code that is not an account
/// does not end the search for one.
///
/// ```
/// use aikotoba_core::scan::{Budget, LumaFrame, Rotation, Scanner};
/// use aikotoba_core::time::UnixMillis;
///
/// let mut scanner = Scanner::new();
/// let pixels = vec![128; 640 * 480];
/// let frame = LumaFrame::new(&pixels, 640, 480, 640, Rotation::Clockwise90)?;
/// let scanned = scanner.look(&frame, Budget::live(), UnixMillis(0));
/// assert_eq!((scanned.size, scanned.sightings.len()), ((480, 640), 0));
/// # Ok::<(), aikotoba_core::scan::FrameError>(())
/// ```
#[derive(Debug, Default)]
pub struct Scanner {
    inner: aikotoba_scan::Scanner,
}

impl Scanner {
    /// A scanner that has read no frame.
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads all codes in the next frame.
    pub fn look(&mut self, frame: &LumaFrame<'_>, budget: Budget, now: UnixMillis) -> Scanned {
        let settles = |candidate: &Candidate<'_>| is_account(candidate, now);
        let reading = self.inner.look_until(frame, budget, settles);
        // A stream continues: later frames try what this one had no time for.
        Scanned { incomplete: None, ..scanned(&reading, frame, now) }
    }

    /// Forgets all previous frames, for example to read another code.
    pub fn reset(&mut self) {
        self.inner.reset();
    }
}
