//! A disk that fails, for tests: what a tracer does to a whole program in `tests/syscalls.rs`.

use std::cell::Cell;

/// How the disk fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Failing {
    /// What is written stands in the file, and no flush succeeds.
    Flush,
    /// What is written stands in the file, and the file can't be opened again.
    Open,
    /// The device delivers the first row of the table of this name, from whichever end it is read, and no other.
    Read(&'static str),
}

impl Failing {
    /// Whether what is written fails.
    pub(super) fn is_at_writing(self) -> bool {
        !matches!(self, Self::Read(_))
    }
}

thread_local! {
    static NOW: Cell<Option<Failing>> = const { Cell::new(None) };
}

/// Does something while the disk of this thread fails.
pub(crate) fn during<T>(failing: Failing, act: impl FnOnce() -> T) -> T {
    NOW.set(Some(failing));
    let done = act();
    NOW.set(None);
    done
}

pub(super) fn now() -> Option<Failing> {
    NOW.get()
}
