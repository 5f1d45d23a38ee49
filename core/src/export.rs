//! Writes accounts for other apps, with their keys unencrypted. Reports what a format cannot hold:
//! an account that would give other codes is refused, and the user's own data that is omitted is
//! counted.

pub mod aegis;
mod file;
pub mod google;
pub mod qr;
pub mod recovery_sheet;
pub mod sheet;
mod target;
#[cfg(test)]
mod tests;
pub mod text;
pub mod twofas;

pub use file::{ExportError, ExportFile, OmittedData};
pub use target::{ExportCheck, ExportMedium, ExportRefusal, ExportTarget, WrittenKeys};
