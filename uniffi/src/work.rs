//! Long work: how far it is, where that can be said, and whether it was cancelled.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::errors::{Answer, Failure};

/// Locks, also after a panic in another thread: what is guarded here is replaced as a whole.
pub(crate) fn hold<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What a long work tells while it goes on.
#[derive(Debug, Default)]
pub(crate) struct Work {
    done: AtomicU32,
    of: AtomicU32,
    cancelled: AtomicBool,
}

impl Work {
    /// A work of so many steps.
    pub(crate) fn of(steps: usize) -> Self {
        let work = Self::default();
        work.of.store(u32::try_from(steps).unwrap_or(u32::MAX), Ordering::Relaxed);
        work
    }

    /// Begins with so many steps.
    pub(crate) fn begin(&self, steps: usize) {
        self.done.store(0, Ordering::Relaxed);
        self.of.store(u32::try_from(steps).unwrap_or(u32::MAX), Ordering::Relaxed);
    }

    /// From 0.0 to 1.0. A key derivation or a picture is one step that nobody sees into: of work
    /// that is no more than one, nothing honest can be said.
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

    /// Goes on unless it was cancelled.
    pub(crate) fn go_on(&self) -> Answer<()> {
        if self.cancelled.load(Ordering::Relaxed) { Err(Failure::Cancelled) } else { Ok(()) }
    }
}
