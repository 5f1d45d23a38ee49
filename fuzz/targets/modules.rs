//! Any modules as a symbol: format information, blocks and segments together.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let [version, values @ ..] = bytes else { return };
    let values: Vec<i8> = values.iter().map(|value| value.cast_signed()).collect();
    aikotoba_scan::internals::decode_modules(version % 40 + 1, &values);
});
