//! Any bytes as a Reed-Solomon block: corrected or unchanged. A corrected block has no errors.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let [checks, reserve, erased, rest @ ..] = bytes else { return };
    let erased = usize::from(*erased % 32).min(rest.len());
    let (erasures, codewords) = rest.split_at(erased);
    let (checks, reserve) = (usize::from(*checks % 40), usize::from(*reserve % 8));
    let mut block = codewords.to_vec();
    match aikotoba_scan::internals::correct_block(&mut block, checks, erasures, reserve) {
        None => assert_eq!(block, codewords),
        Some(_) => {
            assert_eq!(aikotoba_scan::internals::correct_block(&mut block, checks, &[], 0), Some(0))
        }
    }
});
