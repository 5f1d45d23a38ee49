//! Turns a panic of another project's decoder (arithmetic on unusual geometry) into an empty
//! result.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Runs `work`. A panic inside returns `None` and prints nothing.
pub(crate) fn catch_panic<T>(work: impl FnOnce() -> T) -> Option<T> {
    silence_guarded_panics();
    let before = GUARDED.replace(true);
    let result = panic::catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(before);
    result.ok()
}

/// A decoder's panic message may quote the text, so it must not reach standard error. The hook
/// stays installed and passes every other panic to the previous hook.
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

    #[test]
    fn a_panic_returns_none() {
        let lost: Option<u8> = catch_panic(|| panic!("the geometry is unusual"));
        assert_eq!(lost, None);
        assert_eq!(catch_panic(|| 7), Some(7));
    }
}
