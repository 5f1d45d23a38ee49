//! Wiping the stack behind primitives that don't: ring leaves AES's expanded keys and HMAC's states
//! where its calls stood, and so do the hash functions of others.

use std::hint::black_box;

/// How far below its caller one call of a primitive reaches, with room to spare.
const CALL: usize = 16 * 1024;

/// How far a whole act reaches, such as reading a vault.
const ACT: usize = 128 * 1024;

/// Calls a primitive with a key, and overwrites the part of the stack that it used. What is answered
/// must not hold a key itself, only a pointer to one.
pub fn wiped_after<T>(call: impl FnOnce() -> T) -> T {
    let answer = apart(call);
    overwrite::<CALL>();
    answer
}

/// Does something that handles keys in many places, and overwrites the part of the stack that it
/// used, as [`wiped_after`] does.
pub fn wiped_after_act<T>(act: impl FnOnce() -> T) -> T {
    let answer = apart(act);
    overwrite::<ACT>();
    answer
}

/// A call of its own, whatever the optimiser thinks: its frames are what [`overwrite`] covers.
#[inline(never)]
fn apart<T>(act: impl FnOnce() -> T) -> T {
    act()
}

#[inline(never)]
fn overwrite<const BYTES: usize>() {
    let mut below = [0_u8; BYTES];
    // Somebody might look at it, so it has to be written.
    black_box(&mut below);
}
