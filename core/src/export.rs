//! Accounts written for other apps, with their keys in clear. What a format has no room for is told:
//! an account that would make other codes is refused, and what its owner arranged is counted.

pub mod aegis;
mod file;
pub mod google;
pub mod qr;
pub mod sheet;
#[cfg(test)]
mod tests;
pub mod text;
pub mod twofas;

pub use file::{ExportError, File, Omission};
