//! The keys of a vault, computed from its file according to docs/spec/vault.md, and a search for
//! them in the memory of a process.

use std::fs::{self, File};
use std::os::unix::fs::FileExt;
use std::path::Path;

use aikotoba_core::crypto::kdf::{PassphraseCost, derive_from_passphrase, derive_key};
use aikotoba_core::crypto::{SymmetricKey, aead};
use rusqlite::Connection;

/// The vault key and all keys derived from it, with every byte inverted, so that the search does
/// not find its own patterns.
pub(crate) fn turned_keys(vault: &Path, password: &str) -> Vec<(String, Vec<u8>)> {
    let connection = Connection::open(vault).unwrap();
    let id: [u8; 16] =
        connection.query_row("SELECT vault FROM header", [], |row| row.get(0)).unwrap();
    let sql = "SELECT id, parameters, wrapped FROM slot WHERE kind = 'passphrase'";
    let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
    let (slot, parameters, wrapped): ([u8; 16], Vec<u8>, Vec<u8>) =
        connection.query_row(sql, [], read).unwrap();
    let known: serde_json::Value = serde_json::from_slice(&parameters).unwrap();
    let number = |name: &str| u32::try_from(known[name].as_u64().unwrap()).unwrap();
    let (mebibytes, passes, lanes) = (number("mebibytes"), number("passes"), number("lanes"));
    let cost = PassphraseCost { mebibytes, passes, lanes };
    let salt = u128::from_str_radix(known["salt"].as_str().unwrap(), 16).unwrap().to_be_bytes();
    let key = derive_from_passphrase(password.as_bytes(), &salt, cost).unwrap();
    let wrapping = derive_key(&key, &[id, slot].concat(), b"aikotoba wrapping");
    let kind = b"passphrase";
    let context = [
        b"aikotoba slot".as_slice(),
        &id,
        &slot,
        &(kind.len() as u64).to_be_bytes(),
        kind,
        &parameters,
    ];
    let key = aead::open(&wrapping, &context.concat(), &wrapped).unwrap();
    let key = SymmetricKey::from_slice(&key).unwrap();
    let turned = |key: &SymmetricKey| key.expose().iter().map(|byte| !byte).collect();
    let mut keys = vec![("the vault's key".to_owned(), turned(&key))];
    for purpose in ["records", "manifest", "snapshots", "list"] {
        let derived = derive_key(&key, &id, format!("aikotoba {purpose}").as_bytes());
        keys.push((format!("the key for {purpose}"), turned(&derived)));
    }
    keys
}

/// Which of the inverted patterns are in the writable memory of a process: its heap, including
/// freed parts, and its stacks. `None` if the system does not allow reading it.
pub(crate) fn found_in_memory(
    process: &str,
    turned: &[(String, Vec<u8>)],
) -> Option<Vec<(String, String)>> {
    let maps = fs::read_to_string(format!("/proc/{process}/maps")).ok()?;
    let memory = File::open(format!("/proc/{process}/mem")).ok()?;
    let mut found = Vec::new();
    let mut window = vec![0_u8; 1 << 20];
    for line in maps.lines().filter(|line| line.contains(" rw")) {
        let (range, _) = line.split_once(' ').unwrap();
        let (from, until) = range.split_once('-').unwrap();
        let address = |text| u64::from_str_radix(text, 16).unwrap();
        let (mut at, until) = (address(from), address(until));
        while at < until {
            let left = usize::try_from(until - at).unwrap_or(usize::MAX);
            let size = window.len().min(left);
            let Ok(read) = memory.read_at(&mut window[..size], at) else { break };
            // The search window itself is in memory. What was copied into it does not count again.
            let own = window.as_ptr() as u64..window.as_ptr() as u64 + window.len() as u64;
            let is_own = |place: usize| process == "self" && own.contains(&(at + place as u64));
            for (name, text) in turned {
                let places = window[..read].windows(text.len()).enumerate();
                let places = places.filter(|(place, _)| !is_own(*place));
                let matches_text =
                    |part: &[u8]| part.iter().zip(text).all(|(byte, other)| *byte == !other);
                let here = places.filter(|(_, part)| part[0] == !text[0] && matches_text(part));
                found.extend(here.map(|(place, _)| {
                    (name.clone(), format!("{:x} of {line}", at + place as u64))
                }));
            }
            // Windows overlap, so that no match is split between two.
            let step = read.saturating_sub(128).max(1);
            at += step as u64;
            if read <= 128 {
                break;
            }
        }
        window.fill(0);
    }
    Some(found)
}
