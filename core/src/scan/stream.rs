//! The frames of a camera, one after the other.

use aikotoba_scan::{Budget, Candidate, LumaFrame};

use super::{Scanned, is_account, scanned};
use crate::time::UnixMillis;

/// Reads a camera's frames; what one frame shows helps to read the next. A code that is no account
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
    /// A scanner that has seen nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Looks at the next frame: every code that it shows, and what each means.
    pub fn look(&mut self, frame: &LumaFrame<'_>, budget: Budget, now: UnixMillis) -> Scanned {
        let settles = |candidate: &Candidate<'_>| is_account(candidate, now);
        let reading = self.inner.look_until(frame, budget, settles);
        // A stream has no end: what one frame had no time for, later ones try.
        Scanned { incomplete: None, ..scanned(&reading, frame, now) }
    }

    /// Forgets what was seen, as when another code is to be read.
    pub fn reset(&mut self) {
        self.inner.reset();
    }
}
