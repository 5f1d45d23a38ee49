//! Any bytes as a file of Apple's Passwords app.

#![no_main]

#[path = "../shared/import.rs"]
mod import;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| import::run("apple", bytes));
