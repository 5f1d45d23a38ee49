//! Backups.

mod error;
mod open;
mod seal;

pub use error::OpenError;
pub use open::{LARGEST, Opened, look, open};
pub use seal::{Work, seal};
