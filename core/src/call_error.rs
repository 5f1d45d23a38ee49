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
    #[error("a long operation is using the vault")]
    #[fault(code = "working", Device)]
    OperationRunning,
    /// The operation has already finished, or its subject no longer exists.
    #[error("already finished")]
    #[fault(code = "over")]
    AlreadyFinished,
    /// The next unlock attempt is blocked for a while after wrong ones.
    #[error("the next attempt is allowed in {seconds} s")]
    #[fault(Device)]
    TooSoon {
        /// The seconds until the next attempt is allowed.
        seconds: u32,
    },
    /// The given choice is not offered.
    #[error("not one of the choices")]
    #[fault(Report)]
    NotOffered,
    /// The device key has the wrong length.
    #[error("the device key has the wrong length")]
    #[fault(code = "key-length", Report)]
    WrongKeyLength,
    /// The camera frame does not match its stated dimensions.
    #[error("the frame does not match its stated size")]
    #[fault(code = "frame-shape", Report)]
    FrameSizeMismatch,
}
