//! How the program ends: a number that says who can put it right (docs/cli.md).

use std::process::{ExitCode, Termination};

use aikotoba_core::fault::Remedy;

/// What the calling shell learns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Exit {
    /// All was done.
    Done = 0,
    /// A defect of this program.
    Defect = 1,
    /// The command line was not understood.
    Usage = 2,
    /// Typed wrong: a password, a code, a name that fits nothing.
    TypeAgain = 3,
    /// A file, picture or QR code that can't be used.
    AnotherSource = 4,
    /// Made by a newer version.
    Update = 5,
    /// The device: full, read-only or busy.
    Device = 6,
    /// A decision is needed and nobody was there to ask.
    Decide = 7,
}

impl From<Remedy> for Exit {
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

impl Termination for Exit {
    fn report(self) -> ExitCode {
        ExitCode::from(self as u8)
    }
}
