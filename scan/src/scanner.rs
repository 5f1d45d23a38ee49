//! A stream of frames, as a camera gives them.

use crate::budget::Budget;
use crate::found::Reading;
use crate::frame::LumaFrame;
use crate::scan::scan;

/// Reads the frames of one camera, one after the other.
///
/// ```
/// use aikotoba_scan::{Budget, LumaFrame, Rotation, Scanner};
///
/// let mut scanner = Scanner::new();
/// for grey in [90, 120, 128] {
///     let pixels = vec![grey; 320 * 240];
///     let frame = LumaFrame::new(&pixels, 320, 240, 320, Rotation::Clockwise90)?;
///     assert!(scanner.look(&frame, Budget::live()).found.is_empty());
/// }
/// # Ok::<(), aikotoba_scan::FrameError>(())
/// ```
#[derive(Debug, Default)]
pub struct Scanner {
    /// Frames seen since the beginning.
    frames: u64,
}

impl Scanner {
    /// A scanner that has seen nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Looks at the next frame.
    pub fn look(&mut self, frame: &LumaFrame<'_>, budget: Budget) -> Reading {
        self.frames += 1;
        scan(frame, budget)
    }

    /// Forgets what was seen, as when the camera was pointed at something else.
    pub fn reset(&mut self) {
        *self = Self::default();
    }
}
