//! What the device refuses: space, permission, a working disk.

use crate::fault::{Fault, Remedy, fault_family};

/// Why the device did not do its part. Nothing was changed; trying again is safe.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, strum::IntoStaticStr, strum::VariantNames,
)]
#[strum(serialize_all = "kebab-case")]
pub enum DeviceError {
    /// There is no space left.
    #[error("no space left")]
    Full,
    /// The file or its folder may only be read.
    #[error("only readable")]
    ReadOnly,
    /// The system does not let this program in.
    #[error("access denied")]
    Denied,
    /// The folder is not there.
    #[error("the folder is missing")]
    FolderMissing,
    /// Reading or writing failed.
    #[error("reading or writing failed")]
    Io,
    /// There is not enough memory.
    #[error("not enough memory")]
    Memory,
    /// The system gave no randomness.
    #[error("no randomness")]
    Randomness,
}

fault_family!(DeviceError, "device");

impl Fault for DeviceError {
    fn code(&self) -> String {
        self.own_code()
    }

    fn remedy(&self) -> Remedy {
        Remedy::Device
    }
}
