//! Reads every QR code of a luma frame within a deadline.
//!
//! A [`LumaFrame`] (a camera's luma plane, or a picture turned to grey) goes in, a [`Reading`] with
//! every QR code (ISO/IEC 18004) comes out: its text, where it stands, and how sure the answer is.
//! A text counts only when its error correction came out clean, so a code is read right or not at
//! all. Texts may be secrets (an `otpauth://` URI is one): [`Found`] prints none in `Debug` and
//! wipes what it held.
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
