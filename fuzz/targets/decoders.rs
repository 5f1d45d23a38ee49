//! The modules of a symbol, decoded by rqrr and by our decoder: if both succeed, their bytes are
//! equal.

#![no_main]

use aikotoba_scan::internals;
use aikotoba_studio::{CorrectionLevel, DrawnCode};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: (String, u8, u8, u8, Vec<u16>)| {
    let (text, version, level, mask, wrong) = data;
    let level = [
        CorrectionLevel::Low,
        CorrectionLevel::Medium,
        CorrectionLevel::Quartile,
        CorrectionLevel::High,
    ][usize::from(level % 4)];
    let version = 1 + version % 40;
    let Ok(code) = DrawnCode::encode_as(&text, level, version, Some(mask % 8)) else { return };
    let side = code.side();
    let dark = |place: usize| if code.is_dark(place / side, place % side) { 1 } else { -1 };
    let mut values: Vec<i8> = (0..side * side).map(dark).collect();
    for place in wrong {
        let place = usize::from(place) % values.len();
        values[place] = -values[place];
    }
    if let Some((rqrr, ours)) = internals::decode_by_both(version, &values) {
        assert!(rqrr == ours, "version {version}: {rqrr:?} and {ours:?}");
    }
});
