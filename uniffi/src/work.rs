//! Long work: how far it is, and whether it was cancelled.

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

    /// From 0.0 to 1.0.
    pub(crate) fn progress(&self) -> f64 {
        let of = self.of.load(Ordering::Relaxed).max(1);
        f64::from(self.done.load(Ordering::Relaxed).min(of)) / f64::from(of)
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
