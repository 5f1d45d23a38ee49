//! Any text as a key URI: read or refused. What was read is the same after writing and reading it
//! again.

#![no_main]

use aikotoba_core::otpauth;
use aikotoba_core::time::UnixMillis;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let now = UnixMillis(0);
    if let Ok(account) = otpauth::parse(text, now) {
        let again = otpauth::parse(&otpauth::print(&account), now).expect("our output is readable");
        assert_eq!(again, account);
    }
});
