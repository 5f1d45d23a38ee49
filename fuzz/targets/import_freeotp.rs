//! Any bytes as a file of FreeOTP+.

#![no_main]

#[path = "../shared/import.rs"]
mod import;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| import::run("freeotp", bytes));
