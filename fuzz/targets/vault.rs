//! Any bytes as a vault file: opened or refused. A vault that opens contains no account that
//! nobody added, and opens a second time with the same content.

#![no_main]

use std::cell::LazyCell;
use std::path::Path;
use std::sync::Arc;

use aikotoba_core::crypto::SymmetricKey;
use aikotoba_core::crypto::random::SystemRandom;
use aikotoba_core::vault::{StoredAccount, UnlockCredential, Vault};
use libfuzzer_sys::fuzz_target;
use tempfile::TempDir;

/// The key that unlocks the seed, which `make_the_seed` in `tests/damage.rs` writes.
const KEY: [u8; 32] = [0x5a; 32];

/// The labels of the seed's accounts. Nobody can write another one without the key.
const LABELS: [&str; 2] = ["a", "b"];

thread_local! {
    static FOLDER: LazyCell<TempDir> = LazyCell::new(|| tempfile::tempdir().expect("a new folder"));
}

fuzz_target!(|bytes: &[u8]| {
    FOLDER.with(|folder| {
        let path = folder.path().join("vault.aikotoba");
        for stale in std::fs::read_dir(folder.path()).expect("the folder is writable").flatten() {
            std::fs::remove_file(stale.path()).expect("the folder is writable");
        }
        std::fs::write(&path, bytes).expect("the folder is writable");
        let Some(vault) = open(&path) else { return };
        for kept in vault.accounts().iter().chain(vault.trashed()) {
            assert!(LABELS.contains(&kept.account.label.as_str()), "nobody put that in");
        }
        let first: Vec<StoredAccount> =
            vault.accounts().iter().map(StoredAccount::duplicate).collect();
        drop(vault);
        assert_eq!(open(&path).expect("it opens again").accounts(), first);
    });
});

fn open(path: &Path) -> Option<Vault> {
    let locked = Vault::open(path, Arc::new(SystemRandom::new())).ok()?;
    let key = SymmetricKey::from_slice(&KEY).expect("the key has 32 bytes");
    locked.unlock(UnlockCredential::Device(&key)).ok()
}
