//! What a shell can't do now: the vault is locked, a work is over. Where these are errors of a
//! person's hand at all, they come from doing two things at once.

use crate::fault::Fault;

/// Why a shell's call was not taken. Nothing was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Fault)]
#[fault("gate", Decide)]
pub enum GateError {
    /// The vault is locked.
    #[error("the vault is locked")]
    Locked,
    /// The person stopped it.
    #[error("cancelled")]
    Cancelled,
    /// The vault is unlocked already.
    #[error("the vault is unlocked already")]
    Unlocked,
    /// A long work has the vault.
    #[error("a long work has the vault")]
    #[fault(Device)]
    Working,
    /// It was finished before, or what it is about is not there any more.
    #[error("over already")]
    Over,
    /// After wrong tries, the next one is not taken yet.
    #[error("the next try is taken in {seconds} s")]
    #[fault(Device)]
    TooSoon {
        /// In how many seconds it is.
        seconds: u32,
    },
    /// That is not among the choices.
    #[error("not among the choices")]
    #[fault(Report)]
    NotOffered,
    /// The device's key has another length.
    #[error("the device's key has another length")]
    #[fault(Report)]
    KeyLength,
    /// The camera's frame is not as it was said to be.
    #[error("the frame is not as it was said to be")]
    #[fault(Report)]
    FrameShape,
}
