//! Any text as a part of Google Authenticator's export: read or refused. Accounts that the format
//! supports are the same after writing and reading them again.

#![no_main]

use aikotoba_core::otpauth::migration;
use aikotoba_core::time::UnixMillis;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let now = UnixMillis(0);
    let Ok(part) = migration::parse(text, now) else { return };
    let accounts: Vec<_> = part.entries().iter().filter_map(|entry| entry.as_ref().ok()).collect();
    let written = migration::print(&accounts, 7);
    let mut kept = accounts.iter().enumerate().filter_map(|(index, account)| {
        let refused = written.refused.iter().any(|account| account.at == index + 1);
        (!refused).then_some(*account)
    });
    for text in &written.parts {
        let again = migration::parse(text, now).expect("our output is readable");
        for account in again.entries() {
            assert_eq!(account.as_ref().ok(), kept.next());
        }
    }
    assert!(kept.next().is_none());
});
