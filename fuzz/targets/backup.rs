//! Any bytes as an encrypted backup, with a very cheap key derivation: opened or refused.

#![no_main]

use aikotoba_core::backup::{ScryptWorkFactor, check_header, open, read};
use aikotoba_core::secret::Passphrase;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|sealed: &[u8]| {
    let passphrase = Passphrase::new("pass".to_owned());
    let opened =
        open(sealed, &passphrase, ScryptWorkFactor::new(1).expect("1 is a valid work factor"));
    if let Ok(opened) = opened {
        check_header(sealed).expect("a file that opens is recognised as a backup");
        let _ = read(&opened.plain);
    }
});
