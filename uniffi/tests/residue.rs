//! What stays in memory after a vault is locked: no key, no password. The process reads its own
//! memory, freed parts included (docs/threats.md).

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, missing_docs, reason = "a test stops where its reading fails")]

use std::fs::{self, File};
use std::hint::black_box;
use std::os::unix::fs::FileExt;

use aikotoba_uniffi::{Enrolment, Vault, usual_options};

use aikotoba_core::screens::lock::Tries;
use aikotoba_core::time::UnixMillis;

const NOW: UnixMillis = UnixMillis(1_800_000_000_000);

/// How often a text stands in this process' writable memory. The text is given with each of its
/// bytes turned over, so that what is looked for is not found in the looking.
fn times_in_memory(turned: &[u8]) -> usize {
    let maps = fs::read_to_string("/proc/self/maps").unwrap();
    let memory = File::open("/proc/self/mem").unwrap();
    let mut found = 0;
    let mut window = vec![0; 1 << 20];
    for line in maps.lines().filter(|line| line.contains(" rw")) {
        let (range, _) = line.split_once(' ').unwrap();
        let (from, until) = range.split_once('-').unwrap();
        let address = |text| u64::from_str_radix(text, 16).unwrap();
        let (mut at, until) = (address(from), address(until));
        while at < until {
            let left = usize::try_from(until - at).unwrap_or(usize::MAX);
            let size = window.len().min(left);
            let Ok(read) = memory.read_at(&mut window[..size], at) else { break };
            if read == 0 {
                break;
            }
            let is_it = |part: &[u8]| part.iter().zip(turned).all(|(byte, other)| *byte == !other);
            // The window itself is memory: what was copied into it is not counted again.
            let own = window.as_ptr() as u64;
            let is_own = at < own + window.len() as u64 && own < at + read as u64;
            if !is_own {
                found += window[..read].windows(turned.len()).filter(|part| is_it(part)).count();
            }
            // Windows overlap, so that nothing falls between two.
            at += (read - (turned.len() - 1).min(read - 1)) as u64;
            if read < turned.len() {
                break;
            }
        }
        window.fill(0);
    }
    found
}

/// A text that stands nowhere in the program: built at run time from its turned bytes.
fn built(turned: &[u8]) -> String {
    turned.iter().map(|byte| char::from(!byte)).collect()
}

#[test]
fn a_locked_vault_leaves_neither_key_nor_password_behind() {
    // "correct-horse-battery-staple" and a base32 key, each byte turned over.
    let password: Vec<u8> = include_bytes!("residue/password.turned").to_vec();
    let key: Vec<u8> = include_bytes!("residue/key.turned").to_vec();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("vault").to_str().unwrap().to_owned();

    let held = built(&password);
    assert!(times_in_memory(&password) > 0, "the search does not find what is there");
    drop(black_box(held));

    let vault = Vault::at(path);
    let creation = vault.clone().creation();
    creation.with_password(built(&password));
    creation.finish(NOW).unwrap();
    drop(creation);

    let typed = Enrolment::typed(
        "Amazon".to_owned(),
        "me".to_owned(),
        built(&key),
        usual_options(),
        None,
        NOW,
    );
    let enrolment = typed.unwrap();
    enrolment.commit(&vault, NOW).unwrap();
    enrolment.state(&vault, NOW).unwrap();
    drop(enrolment);
    vault.lock();

    let again = vault.clone().unlock_with_password(built(&password), Tries::default(), 0).unwrap();
    again.finish().unwrap();
    drop(again);
    vault.lock();
    vault.release();
    drop(vault);

    let raw = aikotoba_core::base32::parse(&built(&key)).unwrap();
    let raw_turned: Vec<u8> = raw.expose().iter().map(|byte| !byte).collect();
    drop(raw);
    assert_eq!(times_in_memory(&password), 0, "the password stayed");
    assert_eq!(times_in_memory(&key), 0, "the key's letters stayed");
    assert_eq!(times_in_memory(&raw_turned), 0, "the key's bytes stayed");
}
