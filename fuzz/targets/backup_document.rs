//! Any bytes as the document inside a backup: read or refused. What was read is the same after
//! writing and reading it again.

#![no_main]

use aikotoba_core::backup::{BackupIntegrity, read, write};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|json: &[u8]| {
    if let Ok(found) = read(json) {
        let again = read(&write(&found.contents)).expect("our output is readable");
        assert_eq!(again.integrity, BackupIntegrity::Whole);
        assert_eq!(again.contents, found.contents);
    }
});
