//! Any bytes as a camera frame: scanned within the deadline, alone and in a stream.

#![no_main]

use aikotoba_scan::{LumaFrame, Rotation, ScanBudget, ScanEffort, Scanner, scan};
use libfuzzer_sys::fuzz_target;
use std::time::{Duration, Instant};

fuzz_target!(|bytes: &[u8]| {
    let [width, turn, pixels @ ..] = bytes else { return };
    let width = usize::from(*width).max(1);
    let turns =
        [Rotation::Upright, Rotation::Clockwise90, Rotation::Clockwise180, Rotation::Clockwise270];
    let rotation = turns[usize::from(*turn) % 4];
    let height = pixels.len() / width;
    let Ok(frame) = LumaFrame::new(pixels, width, height, width, rotation) else { return };
    let limit = Duration::from_millis(60);
    let begin = Instant::now();
    scan(&frame, ScanBudget::lasting(limit, ScanEffort::Picture));
    let mut scanner = Scanner::new();
    for _ in 0..2 {
        scanner.scan_frame(&frame, ScanBudget::lasting(limit, ScanEffort::Live));
    }
    assert!(begin.elapsed() < Duration::from_secs(8), "the deadlines hold");
});
