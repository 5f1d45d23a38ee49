//! Reads every QR code of a luma frame within a deadline.
//!
//! The input is a [`LumaFrame`]: a camera's luma plane, or a picture converted to grey. The result
//! is a [`ScanReport`] with the text, the position and the certainty of every QR code (ISO/IEC 18004).
//! A text is returned only if its error correction succeeded. Texts may be secrets (an `otpauth://`
//! URI is one), so [`DecodedCode`] omits its text in `Debug` and wipes it on drop.
//!
//! ```
//! use aikotoba_scan::{ScanBudget, LumaFrame, Rotation, scan};
//!
//! let pixels = vec![255; 320 * 240];
//! let frame = LumaFrame::new(&pixels, 320, 240, 320, Rotation::Upright)?;
//! let reading = scan(&frame, ScanBudget::live());
//! assert!(reading.found.is_empty());
//! # Ok::<(), aikotoba_scan::FrameError>(())
//! ```

mod budget;
mod engine;
mod found;
mod frame;
#[cfg(feature = "internals")]
pub mod internals;
mod panics;
mod plane;
mod scan;
mod scanner;
mod sink;
mod stages;
mod text;

pub use budget::{ScanBudget, ScanEffort};
pub use found::{
    CandidateText, DecodedCode, ErrorCorrectionLevel, Point, Polarity, ReadCertainty, ScanReport,
    StructuredAppendPart, UnsupportedSymbol, UnsupportedSymbology,
};
pub use frame::{FrameError, LumaFrame, MAX_SIDE, Rotation};
pub use scan::{scan, scan_until};
pub use scanner::Scanner;
