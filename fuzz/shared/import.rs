//! Any bytes as a file of one app: they are read, refused, or recognised as an encrypted file. An
//! encrypted file is tried with a password if its key derivation is cheap. What was read is
//! exported as links, and importing the links gives the same accounts.

use aikotoba_core::account::Account;
use aikotoba_core::export;
use aikotoba_core::import::MemoryConsent;
use aikotoba_core::intake::Intake;
use aikotoba_core::secret::Passphrase;
use aikotoba_core::time::UnixMillis;

/// The most memory that a run spends on key derivations, in KiB.
const MAX_KIBIBYTES: u64 = 1024;

/// The most blocks that a run hashes or mixes in key derivations: about a tenth of a second. A file
/// may demand seconds, which libFuzzer reports as a timeout on a busy machine.
const MAX_BLOCKS: u64 = 200_000;

/// Reads the bytes as a file of `format`.
pub fn run(format: &str, bytes: &[u8]) {
    let mut intake = Intake::adding_up();
    intake.file_as(Some(format), None, bytes, UnixMillis(0));
    let is_cheap = intake
        .waiting()
        .first()
        .map(|waiting| waiting.sealed.cost())
        .is_some_and(|cost| cost.kibibytes <= MAX_KIBIBYTES && cost.blocks <= MAX_BLOCKS);
    if is_cheap {
        let password = Passphrase::new("correct horse".to_owned());
        let _ = intake.open(0, &password, MemoryConsent::NotAsked, UnixMillis(0));
    }
    let mut accounts: Vec<Account> =
        (0..intake.findings().len()).filter_map(|place| intake.account(place)).collect();
    // Notes, groups and the like are not part of a link.
    for account in &mut accounts {
        account.note.clear();
        account.groups = Default::default();
        account.original = None;
        account.favourite = Default::default();
        account.unknown.clear();
    }
    if !accounts.is_empty() {
        let text = export::text::print(&accounts.iter().collect::<Vec<_>>());
        let mut again = Intake::adding_up();
        again.file(None, text.as_bytes(), UnixMillis(0));
        let found: Vec<Account> =
            (0..again.findings().len()).filter_map(|place| again.account(place)).collect();
        assert_eq!(found, accounts);
    }
}
