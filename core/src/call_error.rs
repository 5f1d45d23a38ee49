//! Errors of calls that a shell makes at the wrong time: the vault is locked, or an operation has
//! ended. Users meet them only when they do two things at once.

use crate::fault::Fault;

/// Why a call from a shell was rejected. Nothing was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Fault)]
#[fault("gate", Decide)]
pub enum CallError {
    /// The vault is locked.
    #[error("the vault is locked")]
    Locked,
    /// The user cancelled the operation.
    #[error("cancelled")]
    Cancelled,
    /// The vault is already unlocked.
    #[error("the vault is unlocked already")]
    Unlocked,
    /// A long operation is using the vault.
    #[error("a long work has the vault")]
    #[fault(Device)]
    Working,
    /// The operation has already finished, or its subject no longer exists.
    #[error("over already")]
    Over,
    /// The next unlock attempt is blocked for a while after wrong ones.
    #[error("the next try is taken in {seconds} s")]
    #[fault(Device)]
    TooSoon {
        /// The seconds until the next attempt is allowed.
        seconds: u32,
    },
    /// The given choice is not offered.
    #[error("not among the choices")]
    #[fault(Report)]
    NotOffered,
    /// The device key has the wrong length.
    #[error("the device's key has another length")]
    #[fault(Report)]
    KeyLength,
    /// The camera frame does not match its stated dimensions.
    #[error("the frame is not as it was said to be")]
    #[fault(Report)]
    FrameShape,
}
