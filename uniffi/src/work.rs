//! Progress and cancellation of long operations.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::errors::{CallResult, Failure};

/// Locks a mutex, even if a thread panicked while holding it: the guarded values are always
/// replaced as a whole.
pub(crate) fn lock_mutex<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The progress of a long operation.
#[derive(Debug, Default)]
pub(crate) struct WorkProgress {
    done: AtomicU32,
    of: AtomicU32,
    cancelled: AtomicBool,
}

impl WorkProgress {
    /// An operation with that many steps.
    pub(crate) fn of(steps: usize) -> Self {
        let work = Self::default();
        work.of.store(u32::try_from(steps).unwrap_or(u32::MAX), Ordering::Relaxed);
        work
    }

    /// Restarts with that many steps.
    pub(crate) fn begin(&self, steps: usize) {
        self.done.store(0, Ordering::Relaxed);
        self.of.store(u32::try_from(steps).unwrap_or(u32::MAX), Ordering::Relaxed);
    }

    /// The progress from 0.0 to 1.0. A key derivation or a picture is a single step without known
    /// progress, so an operation with at most one step returns `None`.
    pub(crate) fn progress(&self) -> Option<f64> {
        let of = self.of.load(Ordering::Relaxed);
        let done = self.done.load(Ordering::Relaxed).min(of);
        (of > 1).then(|| f64::from(done) / f64::from(of))
    }

    pub(crate) fn step(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }

    /// Returns an error if the operation was cancelled.
    pub(crate) fn go_on(&self) -> CallResult<()> {
        if self.cancelled.load(Ordering::Relaxed) { Err(Failure::Cancelled) } else { Ok(()) }
    }
}
