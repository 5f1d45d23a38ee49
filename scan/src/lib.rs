//! Reads every QR code of a luma frame within a deadline.
//!
//! The input is a [`LumaFrame`]: a camera's luma plane, or a picture converted to grey. The result
//! is a [`Reading`] with the text, the position and the certainty of every QR code (ISO/IEC 18004).
//! A text is returned only if its error correction succeeded. Texts may be secrets (an `otpauth://`
//! URI is one), so [`Found`] omits its text in `Debug` and wipes it on drop.
//!
//! ```
//! use aikotoba_scan::{Budget, LumaFrame, Rotation, scan};
//!
//! let pixels = vec![255; 320 * 240];
//! let frame = LumaFrame::new(&pixels, 320, 240, 320, Rotation::Upright)?;
//! let reading = scan(&frame, Budget::live());
//! assert!(reading.found.is_empty());
//! # Ok::<(), aikotoba_scan::FrameError>(())
//! ```

mod budget;
#[cfg(feature = "doors")]
pub mod doors;
mod engine;
mod found;
mod frame;
mod guard;
mod plane;
mod scan;
mod scanner;
mod sink;
mod stages;
mod text;

pub use budget::{Budget, Effort};
pub use found::{
    Candidate, Certainty, Found, Level, Part, Point, Polarity, Reading, UnsupportedSymbol,
    UnsupportedSymbology,
};
pub use frame::{FrameError, LumaFrame, MAX_SIDE, Rotation};
pub use scan::{scan, scan_until};
pub use scanner::Scanner;
