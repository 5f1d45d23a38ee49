//! Draws QR codes as a phone camera sees them on a monitor.
//!
//! A scanner is only as good as the pictures it was tried on, and photographs of real keys
//! can't be kept in a repository. This crate makes them instead: the same arguments give the same
//! bytes, so a benchmark can be run again and a failing picture can be named by its numbers.
//!
//! The path of a picture follows the light:
//!
//! 1. [`Code`] lays out the modules of a text, [`Style`] says how a site draws them;
//! 2. [`Scene`] is the monitor: the code on a page with writing and boxes around it, seen through
//!    the grid of the monitor's pixels;
//! 3. [`Pose`] is where the phone is held, [`Camera`] is its lens, sensor and the light of the room;
//! 4. [`Take`] is all of them together, and [`Take::shoot`] gives a [`Shot`].
//!
//! [`Condition`] names what usually goes wrong, and makes a take of it:
//!
//! ```
//! use aikotoba_studio::{Condition, Resolution, amazon_uri};
//!
//! let take = Condition::Moire.take(&amazon_uri(7), 0.5, Resolution::Vga, 7)?;
//! let shot = take.shoot();
//! assert_eq!((shot.frame.width(), shot.frame.height()), (640, 480));
//! assert!(shot.text.starts_with("otpauth://totp/Amazon%3A"));
//! # Ok::<(), aikotoba_studio::CodeError>(())
//! ```
//!
//! [`with_second_code`] pastes another code beside the first, [`Bare`] draws codes without a quiet
//! zone. [`Sequence`] holds the phone in a hand and shoots many frames; [`empty_frame`] has no code in it,
//! for the time that a scanner spends before the phone has found the page.

mod bare;
mod camera;
mod code;
mod condition;
mod empty;
mod geometry;
mod key_uri;
mod luma;
mod plane;
mod pose;
mod random;
mod scene;
mod second;
mod sequence;
mod take;

pub use bare::Bare;
pub use camera::{Banding, Camera, Glare, Gradient, Light, Resolution, Shake};
pub use code::{
    Code, CodeError, Level,
    style::{Finders, Ground, Polarity, Shape, Style},
};
pub use condition::Condition;
pub use empty::{EmptyScene, empty_frame};
pub use geometry::{Homography, Point};
pub use key_uri::amazon_uri;
pub use luma::Luma;
pub use pose::Pose;
pub use scene::{Desk, PixelGrid, Scene};
pub use second::{SECOND_TEXT, with_second_code};
pub use sequence::Sequence;
pub use take::{Shot, Take};
