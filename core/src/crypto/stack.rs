//! Zeroes the stack after primitives that do not: ring leaves AES's expanded keys and HMAC's states
//! in the stack frames of its calls, and so do other hash functions.

use std::hint::black_box;

/// How much stack one call of a primitive uses at most, in bytes.
const CALL_STACK_BYTES: usize = 16 * 1024;

/// How much stack a whole operation uses at most, such as reading a vault, in bytes.
const OPERATION_STACK_BYTES: usize = 128 * 1024;

/// Calls a primitive with a key, and then overwrites the part of the stack that it used. The result
/// must not contain a key itself, only a pointer to one.
pub fn wiped_after<T>(call: impl FnOnce() -> T) -> T {
    let answer = call_separately(call);
    overwrite::<CALL_STACK_BYTES>();
    answer
}

/// Runs an operation that uses keys in many places, and then overwrites the part of the stack that
/// it used, as [`wiped_after`] does.
pub fn wiped_after_action<T>(act: impl FnOnce() -> T) -> T {
    let answer = call_separately(act);
    overwrite::<OPERATION_STACK_BYTES>();
    answer
}

/// A separate call that is never inlined: [`overwrite`] covers its stack frames.
#[inline(never)]
fn call_separately<T>(act: impl FnOnce() -> T) -> T {
    act()
}

#[inline(never)]
fn overwrite<const BYTES: usize>() {
    let mut below = [0_u8; BYTES];
    // Prevents the compiler from removing the write.
    black_box(&mut below);
}
