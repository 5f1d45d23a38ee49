//! Any bytes as the document inside of a backup: read or refused, and what is read is written and
//! read back the same.

#![no_main]

use aikotoba_core::backup::{Integrity, read, write};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|json: &[u8]| {
    if let Ok(found) = read(json) {
        let again = read(&write(&found.contents)).expect("we read what we write");
        assert_eq!(again.integrity, Integrity::Whole);
        assert_eq!(again.contents, found.contents);
    }
});
