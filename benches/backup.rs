//! Benchmarks of saving and restoring 1,000 accounts, without the key derivation and the disk.

#![allow(clippy::unwrap_used, missing_docs, reason = "a benchmark's input is known to be valid")]

use std::sync::Arc;

use aikotoba_benches::{NOW, account};
use aikotoba_core::account::AccountId;
use aikotoba_core::backup::{
    BackupContents, BackupEntry, BackupExtent, BackupIntegrity, ScryptWorkFactor, open, read, seal,
    write,
};
use aikotoba_core::crypto::kdf::PassphraseCost;
use aikotoba_core::crypto::random::SystemRandom;
use aikotoba_core::incoming::IncomingPlan;
use aikotoba_core::intake::Intake;
use aikotoba_core::secret::Passphrase;
use aikotoba_core::vault::{NewVaultCredentials, Vault};
use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use serde_json::Map;

fn contents() -> BackupContents {
    let entry = |number: u32| {
        let mut id = [0; 16];
        id[..4].copy_from_slice(&number.to_be_bytes());
        BackupEntry {
            id: AccountId::from_bytes(id),
            account: account(number),
            trashed: None,
            unknown: Map::new(),
        }
    };
    BackupContents {
        made: NOW,
        vault: None,
        entries: (0..1000).map(entry).collect(),
        groups: Vec::new(),
        preferences: Map::new(),
        extent: BackupExtent::Whole,
        unknown: Map::new(),
    }
}

fn backup(criterion: &mut Criterion) {
    let contents = contents();
    let document = write(&contents);
    let passphrase = Passphrase::new("correct horse".to_owned());
    let work = ScryptWorkFactor::new(1).unwrap();
    let sealed = seal(&document, &passphrase, work);

    criterion.bench_function("write the document of 1,000 accounts", |bencher| {
        bencher.iter(|| write(&contents));
    });
    criterion.bench_function("seal it, without scrypt's work", |bencher| {
        bencher.iter(|| seal(&document, &passphrase, work));
    });
    criterion.bench_function("open it, without scrypt's work", |bencher| {
        bencher.iter(|| open(&sealed, &passphrase, work).unwrap());
    });
    criterion.bench_function("read and check 1,000 accounts", |bencher| {
        bencher.iter(|| assert_eq!(read(&document).unwrap().integrity, BackupIntegrity::Whole));
    });
    restore(criterion, &document);
}

fn restore(criterion: &mut Criterion, document: &[u8]) {
    let mut group = criterion.benchmark_group("restore");
    group.sample_size(10);
    group.bench_function("restore 1,000 accounts into an empty vault", |bencher| {
        bencher.iter_batched(
            || {
                let folder = tempfile::tempdir().unwrap();
                let cost = PassphraseCost::MIN;
                let locks =
                    NewVaultCredentials { passphrase: None, recovery: true, device: None, cost };
                let random = Arc::new(SystemRandom::new());
                let path = folder.path().join("vault");
                let mut vault = Vault::create(&path, &locks, NOW, random).unwrap().0;
                vault.confirm_recovery(NOW).unwrap();
                (folder, vault, read(document).unwrap())
            },
            |(folder, mut vault, read)| {
                let mut intake = Intake::adding_up();
                intake.backup_read(read);
                let plan = IncomingPlan::new(intake.into_incoming(), &vault);
                plan.apply(&mut vault, NOW).unwrap();
                (folder, vault)
            },
            BatchSize::PerIteration,
        );
    });
    group.finish();
}

criterion_group!(benches, backup);
criterion_main!(benches);
