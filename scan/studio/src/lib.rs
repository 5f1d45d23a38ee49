//! Draws QR codes as a phone camera sees them on a monitor.
//!
//! A scanner needs test pictures, and photographs of real keys cannot be kept in a repository. This
//! crate draws pictures instead. The same arguments give the same bytes, so benchmarks are
//! repeatable and a failing picture is identified by its arguments.
//!
//! A picture is made in the order in which light travels:
//!
//! 1. [`DrawnCode`] has the modules of a text, [`CodeStyle`] is how a site draws them.
//! 2. [`Scene`] is the monitor: the code on a page with text and boxes around it, behind the
//!    monitor's pixel grid.
//! 3. [`CameraPose`] is the position of the phone, [`Camera`] is its lens, its sensor and the light in
//!    the room.
//! 4. [`PictureSetup`] combines them, and [`PictureSetup::shoot`] returns a [`TakenPicture`].
//!
//! [`Condition`] names a common difficulty and makes a take of it:
//!
//! ```
//! use aikotoba_studio::{Condition, Resolution, amazon_uri};
//!
//! let take = Condition::Moire.take(&amazon_uri(7), 0.5, Resolution::Vga, 7)?;
//! let shot = take.shoot();
//! assert_eq!((shot.frame.width(), shot.frame.height()), (640, 480));
//! assert!(shot.text.starts_with("otpauth://totp/Amazon%3A"));
//! # Ok::<(), aikotoba_studio::EncodeError>(())
//! ```
//!
//! [`with_second_code`] adds another code beside the first, and [`MissingQuietZone`] draws codes without a
//! quiet zone. [`TakeSequence`] makes many frames of a hand-held phone. [`empty_frame`] has no code, as
//! while a person is still pointing the phone.

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

pub use bare::MissingQuietZone;
pub use camera::{
    AmbientLight, Camera, CameraShake, Glare, LightGradient, Resolution, ShutterBanding,
};
pub use code::{
    CorrectionLevel, DrawnCode, EncodeError,
    style::{CodePolarity, CodeStyle, FinderShape, ModuleShape, PageTone},
};
pub use condition::Condition;
pub use empty::{EmptyScene, empty_frame};
pub use geometry::{Homography, Point};
pub use key_uri::amazon_uri;
pub use luma::GreyPicture;
pub use pose::CameraPose;
pub use scene::{Desk, PixelGrid, Scene};
pub use second::{SECOND_TEXT, with_second_code};
pub use sequence::TakeSequence;
pub use take::{PictureSetup, TakenPicture};
