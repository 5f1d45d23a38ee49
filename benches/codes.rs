//! Benchmarks of a screen of 1,000 accounts, whose codes all change at once.

#![allow(clippy::unwrap_used, missing_docs, reason = "a benchmark's input is known to be valid")]

use aikotoba_core::otp::{Algorithm, Digits, MovingFactor, Otp, Period};
use aikotoba_core::secret::Secret;
use aikotoba_core::time::UnixMillis;
use criterion::{Criterion, criterion_group, criterion_main};

fn otps(algorithm: Algorithm) -> Vec<Otp> {
    let kind = MovingFactor::Totp { period: Period::DEFAULT };
    (0..1000_u32)
        .map(|number| {
            let key = number.to_be_bytes().repeat(8);
            Otp::new(Secret::new(key), algorithm, Digits::DEFAULT, kind).unwrap()
        })
        .collect()
}

fn codes(criterion: &mut Criterion) {
    let now = UnixMillis::from_seconds(1_800_000_000);
    for algorithm in [Algorithm::Sha1, Algorithm::Sha256, Algorithm::Sha512] {
        let otps = otps(algorithm);
        criterion.bench_function(&format!("1,000 codes, {}", algorithm.print()), |bencher| {
            bencher.iter(|| otps.iter().map(|otp| otp.code_of(60_000_000)).collect::<Vec<_>>());
        });
        criterion.bench_function(
            &format!("1,000 codes with the next, {}", algorithm.print()),
            |bencher| {
                bencher.iter(|| otps.iter().map(|otp| otp.codes_at(now)).collect::<Vec<_>>());
            },
        );
    }
}

criterion_group!(benches, codes);
criterion_main!(benches);
