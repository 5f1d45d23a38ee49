//! Any bytes as a sealed backup, with next to no work for the passphrase: opened or refused.

#![no_main]

use aikotoba_core::backup::{Work, look, open, read};
use aikotoba_core::secret::Passphrase;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|sealed: &[u8]| {
    let passphrase = Passphrase::new("pass".to_owned());
    let opened = open(sealed, &passphrase, Work::new(1).expect("1 is a work"));
    if let Ok(opened) = opened {
        look(sealed).expect("what is opened looks like a backup");
        let _ = read(&opened.plain);
    }
});
