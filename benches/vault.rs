//! Benchmarks of vaults of 10, 1,000 and 10,000 accounts: opening (without a key derivation),
//! adding, searching.

#![allow(clippy::unwrap_used, missing_docs, reason = "a benchmark's input is known to be valid")]

use std::cell::RefCell;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use aikotoba_benches::{NOW, account};
use aikotoba_core::crypto::SymmetricKey;
use aikotoba_core::crypto::kdf::PassphraseCost;
use aikotoba_core::crypto::random::SystemRandom;
use aikotoba_core::preferences::AppSettings;
use aikotoba_core::screens::codes::CodesScreen;
use aikotoba_core::vault::{
    AccountChange, ChangeBatch, ChangeReason, NewVaultCredentials, UnlockCredential, Vault,
};
use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use tempfile::TempDir;

fn key() -> SymmetricKey {
    SymmetricKey::from_slice(&[7; 32]).unwrap()
}

fn random() -> Arc<SystemRandom> {
    Arc::new(SystemRandom::new())
}

/// A vault of `count` accounts in its own folder. The device key unlocks it, so no time is spent on
/// a passphrase.
fn vault_of(count: u32) -> (TempDir, PathBuf, Vault) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("vault.aikotoba");
    let cost = PassphraseCost::MIN;
    let device = key();
    let locks =
        NewVaultCredentials { passphrase: None, recovery: true, device: Some(&device), cost };
    let (mut vault, _) = Vault::create(&path, &locks, NOW, random()).unwrap();
    vault.confirm_recovery(NOW).unwrap();
    let add =
        |number| AccountChange::Add { id: None, account: Box::new(account(number)), trashed: None };
    let batch = ChangeBatch { changes: (0..count).map(add).collect(), settings: None };
    vault.apply(batch, ChangeReason::Import, NOW).unwrap();
    (folder, path, vault)
}

fn open(path: &Path) -> Vault {
    Vault::open(path, random()).unwrap().unlock(UnlockCredential::Device(&key())).unwrap()
}

/// The time that `make` takes, without the time to drop its result.
fn timed<T>(make: impl FnOnce() -> T) -> Duration {
    let begin = Instant::now();
    let made = black_box(make());
    let took = begin.elapsed();
    drop(made);
    took
}

fn unlock(criterion: &mut Criterion) {
    for (count, name) in [(10, "10"), (1000, "1,000"), (10_000, "10,000")] {
        let (_folder, path, vault) = vault_of(count);
        drop(vault);
        criterion.bench_function(&format!("open and unlock {name} accounts"), |bencher| {
            // Closing is not measured: nobody waits for it, but a vault can be open only once.
            bencher.iter_custom(|times| (0..times).map(|_| timed(|| open(&path))).sum());
        });
    }
}

fn add(criterion: &mut Criterion) {
    let (_folder, _, vault) = vault_of(1000);
    let vault = RefCell::new(vault);
    let mut numbers = 1000..;
    criterion.bench_function("add one account to 1,000, flushed", |bencher| {
        bencher.iter_batched(
            || {
                // The account is removed outside of the measured time, so that the vault always has
                // 1,000.
                let mut vault = vault.borrow_mut();
                let last = vault.accounts().get(1000).map(|kept| kept.id);
                if let Some(last) = last {
                    vault.discard(last, NOW).unwrap();
                    vault.purge(last).unwrap();
                }
                account(numbers.next().unwrap())
            },
            |account| vault.borrow_mut().add(account, NOW).unwrap(),
            BatchSize::PerIteration,
        );
    });
}

fn screen(criterion: &mut Criterion) {
    let (_folder, _, vault) = vault_of(1000);
    let accounts = vault.accounts();
    let settings = AppSettings::default();
    let mut screen = CodesScreen::new(accounts);
    let sight: Vec<_> = accounts.iter().take(12).map(|kept| kept.id).collect();
    criterion.bench_function("fold the names of 1,000 accounts", |bencher| {
        bencher.iter(|| CodesScreen::new(accounts));
    });
    criterion.bench_function("the list of 1,000 accounts", |bencher| {
        bencher.iter(|| screen.state(accounts, &[], &settings, Vec::new(), NOW));
    });
    criterion.bench_function("a tick of the 12 rows in sight", |bencher| {
        bencher.iter(|| screen.tick(accounts, &sight, &settings, NOW));
    });
    screen.search("ｓｈｏｐ ４２");
    criterion.bench_function("search 1,000 accounts", |bencher| {
        bencher.iter(|| screen.state(accounts, &[], &settings, Vec::new(), NOW));
    });
}

criterion_group!(benches, unlock, add, screen);
criterion_main!(benches);
