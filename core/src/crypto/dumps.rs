//! Core dumps: a process that crashes must not write its keys to a file.

/// Disables core dumps of this process, and crash handlers that would receive its memory. Returns
/// whether the system accepted it. On Linux, other programs of the same user, including debuggers,
/// can no longer read the process's memory. On systems without such a setting (Windows), it does
/// nothing and returns `false`.
pub fn forbid_core_dumps() -> bool {
    forbid_here()
}

#[cfg(unix)]
fn forbid_here() -> bool {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let none = Rlimit { current: Some(0), maximum: Some(0) };
    let is_limited = setrlimit(Resource::Core, none).is_ok();
    // A handler that receives dumps through a pipe ignores the limit.
    is_limited && refuse_handlers()
}

#[cfg(not(unix))]
fn forbid_here() -> bool {
    false
}

#[cfg(any(target_os = "linux", target_os = "android"))]
fn refuse_handlers() -> bool {
    use rustix::process::{DumpableBehavior, set_dumpable_behavior};
    set_dumpable_behavior(DumpableBehavior::NotDumpable).is_ok()
}

#[cfg(all(unix, not(any(target_os = "linux", target_os = "android"))))]
fn refuse_handlers() -> bool {
    true
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use rustix::process::{DumpableBehavior, Resource, dumpable_behavior, getrlimit};

    use super::*;

    #[test]
    fn the_system_writes_no_core_dump() {
        assert!(forbid_core_dumps());
        assert_eq!(dumpable_behavior().unwrap(), DumpableBehavior::NotDumpable);
        assert_eq!(getrlimit(Resource::Core).current, Some(0));
    }
}
