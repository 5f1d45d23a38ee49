//! Benchmarks of importing: 1,000 entries are read, compared and added; a large file of icons is
//! read.

#![allow(clippy::unwrap_used, missing_docs, reason = "a benchmark's input is known to be valid")]

use std::hint::black_box;
use std::sync::Arc;

use aikotoba_core::crypto::kdf::PassphraseCost;
use aikotoba_core::crypto::random::SystemRandom;
use aikotoba_core::incoming::{IncomingAccounts, IncomingPlan};
use aikotoba_core::intake::Intake;
use aikotoba_core::time::UnixMillis;
use aikotoba_core::vault::{NewVaultCredentials, Vault};
use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use tempfile::TempDir;

const NOW: UnixMillis = UnixMillis(1_800_000_000_000);

/// An Aegis file of `entries` entries, each with an icon of `picture` bytes.
fn aegis(entries: usize, picture: usize) -> String {
    let picture = "A".repeat(picture);
    let entries: Vec<String> = (0..entries)
        .map(|at| {
            let key = ["GEZDGNBV", "MFRGGZDF"][at % 2];
            let tail: String = format!("{at:08}").bytes().map(|digit| char::from(b'A' + digit - b'0')).collect();
            format!(
                r#"{{"type":"totp","uuid":"{at}","name":"me{at}","issuer":"Site {at}","note":"","favorite":false,
                "icon":"{picture}","info":{{"secret":"{key}{tail}","algo":"SHA1","digits":6,"period":30}},"groups":[]}}"#
            )
        })
        .collect();
    let entries = entries.join(",");
    format!(
        r#"{{"version":1,"header":{{"slots":null,"params":null}},"db":{{"version":3,"entries":[{entries}],"groups":[]}}}}"#
    )
}

fn incoming(file: &str) -> IncomingAccounts {
    let mut intake = Intake::adding_up();
    intake.file(None, file.as_bytes(), NOW);
    intake.into_incoming()
}

fn vault() -> (TempDir, Vault) {
    let folder = tempfile::tempdir().unwrap();
    let cost = PassphraseCost::MIN;
    let locks = NewVaultCredentials { passphrase: None, recovery: true, device: None, cost };
    let random = Arc::new(SystemRandom::new());
    let (mut vault, _) = Vault::create(&folder.path().join("vault"), &locks, NOW, random).unwrap();
    vault.confirm_recovery(NOW).unwrap();
    (folder, vault)
}

fn import(criterion: &mut Criterion) {
    let file = aegis(1000, 0);
    let (_folder, empty) = vault();
    criterion.bench_function("1,000 entries previewed", |bencher| {
        bencher.iter(|| black_box(IncomingPlan::new(incoming(&file), &empty)));
    });
    criterion.bench_function("1,000 entries imported", |bencher| {
        bencher.iter_batched(
            || {
                let (folder, vault) = vault();
                let plan = IncomingPlan::new(incoming(&file), &vault);
                (folder, vault, plan)
            },
            |(folder, mut vault, plan)| {
                plan.apply(&mut vault, NOW).unwrap();
                (folder, vault)
            },
            BatchSize::PerIteration,
        );
    });
    let pictures = aegis(200, 200_000);
    let mut group = criterion.benchmark_group("pictures");
    group.sample_size(10);
    group.bench_function("200 entries with 40 MB of pictures", |bencher| {
        bencher.iter(|| black_box(incoming(&pictures)));
    });
    group.finish();
}

criterion_group!(benches, import);
criterion_main!(benches);
