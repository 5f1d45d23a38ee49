//! The exit status: tells who can resolve an error (docs/cli.md).

use std::process::{ExitCode, Termination};

use aikotoba_core::fault::Remedy;

/// The exit status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum ExitStatus {
    /// Everything was done.
    Done = 0,
    /// A bug in this program.
    Defect = 1,
    /// The command line is not valid.
    Usage = 2,
    /// A typing error: a password, a code, a name that matches nothing.
    TypeAgain = 3,
    /// A file, picture or QR code is not usable.
    AnotherSource = 4,
    /// A file was made by a newer version.
    Update = 5,
    /// The device: full, read-only or busy.
    Device = 6,
    /// A decision is needed, but the user could not be asked.
    Decide = 7,
}

impl From<Remedy> for ExitStatus {
    fn from(remedy: Remedy) -> Self {
        match remedy {
            Remedy::TypeAgain => Self::TypeAgain,
            Remedy::AnotherSource => Self::AnotherSource,
            Remedy::Update => Self::Update,
            Remedy::Device => Self::Device,
            Remedy::Decide => Self::Decide,
            Remedy::Report => Self::Defect,
        }
    }
}

impl Termination for ExitStatus {
    fn report(self) -> ExitCode {
        ExitCode::from(self as u8)
    }
}
