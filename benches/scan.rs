//! Benchmarks of scanning a clean frame of 1280 by 720 pixels, with and without a code.

#![allow(clippy::unwrap_used, missing_docs, reason = "a benchmark's input is known to be valid")]

use aikotoba_scan::{LumaFrame, Rotation, ScanBudget, scan};
use aikotoba_studio::{Condition, EmptyScene, GreyPicture, Resolution, amazon_uri, empty_frame};
use criterion::{Criterion, criterion_group, criterion_main};

fn look(picture: &GreyPicture) -> usize {
    let (width, height) = (picture.width(), picture.height());
    let frame = LumaFrame::new(picture.pixels(), width, height, width, Rotation::Upright).unwrap();
    scan(&frame, ScanBudget::live()).found.len()
}

fn frames(criterion: &mut Criterion) {
    let take = Condition::Nominal.take(&amazon_uri(1), 0.0, Resolution::Hd, 1).unwrap();
    let with = take.shoot().frame;
    assert_eq!(look(&with), 1, "the clean frame is read");
    criterion.bench_function("frame_with_code", |bencher| bencher.iter(|| look(&with)));
    let without = empty_frame(EmptyScene::Page, Resolution::Hd, 1);
    criterion.bench_function("frame_without_code", |bencher| bencher.iter(|| look(&without)));
}

criterion_group!(benches, frames);
criterion_main!(benches);
