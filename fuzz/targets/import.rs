//! Any bytes as an imported file: read or refused. What was read is exported, and importing it
//! again gives the same accounts.

#![no_main]

use aikotoba_core::account::Account;
use aikotoba_core::export;
use aikotoba_core::intake::Intake;
use aikotoba_core::time::UnixMillis;
use libfuzzer_sys::fuzz_target;

fn accounts(bytes: &[u8]) -> Vec<Account> {
    let mut intake = Intake::adding_up();
    intake.file(None, bytes, UnixMillis(0));
    (0..intake.findings().len()).filter_map(|place| intake.account(place)).collect()
}

fuzz_target!(|bytes: &[u8]| {
    let mut first = accounts(bytes);
    // Notes, groups and the like are not part of a link.
    for account in &mut first {
        account.note.clear();
        account.groups = Default::default();
        account.original = None;
        account.favourite = Default::default();
        account.unknown.clear();
    }
    if !first.is_empty() {
        let text = export::text::print(&first.iter().collect::<Vec<_>>());
        assert_eq!(accounts(text.as_bytes()), first);
    }
});
