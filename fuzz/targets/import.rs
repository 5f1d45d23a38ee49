//! Any bytes as a file of another app: read or refused, and what is read is exported and imported
//! the same.

#![no_main]

use aikotoba_core::time::UnixMillis;
use aikotoba_core::{export, import};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let now = UnixMillis(0);
    let Ok(imported) = import::read(import::Source { bytes, now }) else { return };
    let accounts: Vec<_> = imported.accounts.iter().collect();
    if accounts.is_empty() {
        return;
    }
    let text = export::text::print(&accounts);
    let again = import::read(import::Source { bytes: text.as_bytes(), now });
    assert_eq!(again.expect("we read what we write").accounts, imported.accounts);
});
