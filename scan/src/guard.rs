//! Keeps foreign decoders from taking the process with them.
//!
//! A foreign stage may panic (arithmetic on odd geometry) or think for seconds. [`caught`] turns a
//! panic into an answer. [`within`] also leaves a decoder behind that overstays: a thread can't be
//! killed, so at most [`MOST_LEFT_BEHIND`] may run on at a time; while that many do, the stage is
//! skipped. Each of them ends by itself, after seconds, and holds one small picture.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Once, mpsc};
use std::thread;
use std::time::Instant;

/// How many overdue decoders may still be running in this process.
pub(crate) const MOST_LEFT_BEHIND: usize = 2;

static RUNNING: AtomicUsize = AtomicUsize::new(0);

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Runs `work`; a panic inside becomes `None` and prints nothing.
pub(crate) fn caught<T>(work: impl FnOnce() -> T) -> Option<T> {
    silence_guarded_panics();
    let before = GUARDED.replace(true);
    let result = panic::catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(before);
    result.ok()
}

/// Runs `work` on a thread of its own and waits for it until `deadline`.
///
/// `None` when it panicked, overstayed, or when [`MOST_LEFT_BEHIND`] others overstay already.
pub(crate) fn within<T: Send + 'static>(
    deadline: Instant,
    work: impl FnOnce() -> T + Send + 'static,
) -> Option<T> {
    let slot = Slot::take()?;
    let (send, receive) = mpsc::sync_channel(1);
    thread::Builder::new()
        .name("qr stage".into())
        .spawn(move || {
            let _slot = slot;
            // The receiver may have left; then nobody wants the answer.
            let _ = send.send(caught(work));
        })
        .ok()?;
    receive.recv_timeout(deadline.saturating_duration_since(Instant::now())).ok().flatten()
}

/// One of the places for a running decoder; given back when dropped.
struct Slot;

impl Slot {
    fn take() -> Option<Self> {
        let more = |n: usize| (n < MOST_LEFT_BEHIND).then_some(n + 1);
        RUNNING.fetch_update(Ordering::AcqRel, Ordering::Acquire, more).ok().map(|_| Self)
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        RUNNING.fetch_sub(1, Ordering::AcqRel);
    }
}

/// A panic message of a decoder may quote what it read, so it must not reach standard error. The
/// hook stays in place and hands every other panic to the one that stood before it.
fn silence_guarded_panics() {
    static INSTALL: Once = Once::new();
    INSTALL.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !GUARDED.get() {
                before(info);
            }
        }));
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Barrier;
    use std::sync::{Arc, Mutex};
    use std::time::Duration;

    /// The places are the process's, so tests that count them take turns.
    static TURN: Mutex<()> = Mutex::new(());

    #[test]
    fn a_panic_is_an_empty_answer() {
        let lost: Option<u8> = caught(|| panic!("the geometry is odd"));
        assert_eq!(lost, None);
        assert_eq!(caught(|| 7), Some(7));
    }

    #[test]
    fn an_overdue_decoder_is_left_behind_and_their_number_is_bounded() {
        let _turn = TURN.lock().unwrap();
        let gate = Arc::new(Barrier::new(MOST_LEFT_BEHIND + 1));
        for _ in 0..MOST_LEFT_BEHIND {
            let gate = Arc::clone(&gate);
            let soon = Instant::now() + Duration::from_millis(5);
            assert!(within(soon, move || gate.wait().is_leader()).is_none());
        }
        let later = Instant::now() + Duration::from_secs(5);
        assert_eq!(within(later, || 1), None, "no place is free");
        gate.wait();
        while RUNNING.load(Ordering::Acquire) > 0 {
            thread::yield_now();
        }
        let later = Instant::now() + Duration::from_secs(5);
        assert_eq!(within(later, || 1), Some(1), "the places came back");
    }
}
