//! Any bytes as the data codewords of a symbol: parsed or refused.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let [version, data @ ..] = bytes else { return };
    aikotoba_scan::internals::parse_segments(data, version % 40 + 1);
});
