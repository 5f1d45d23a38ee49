//! A failing disk for tests. `tests/syscalls.rs` does the same to a whole program with a tracer.

use std::cell::Cell;

/// The kind of failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum InjectedFailure {
    /// Writes reach the file, and every flush fails.
    Flush,
    /// Writes reach the file, and the file cannot be opened again.
    Open,
    /// Only the first row of the named table can be read, from whichever end it is read.
    Read(&'static str),
}

impl InjectedFailure {
    /// Whether this failure concerns writing.
    pub(super) fn is_at_writing(self) -> bool {
        !matches!(self, Self::Read(_))
    }
}

thread_local! {
    static NOW: Cell<Option<InjectedFailure>> = const { Cell::new(None) };
}

/// Runs `act` while the disk fails on this thread.
pub(crate) fn during<T>(failing: InjectedFailure, act: impl FnOnce() -> T) -> T {
    NOW.set(Some(failing));
    let done = act();
    NOW.set(None);
    done
}

pub(super) fn now() -> Option<InjectedFailure> {
    NOW.get()
}
