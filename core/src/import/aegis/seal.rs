//! How Aegis seals: a master key, wrapped once for each way to unlock.

use data_encoding::{BASE64, HEXLOWER_PERMISSIVE};
use serde_json::value::RawValue;
use zeroize::Zeroizing;

use super::{APP, of_plain};
use crate::crypto::Key;
use crate::crypto::aead::{Apart, open_apart};
use crate::crypto::kdf::foreign::Derivation;
use crate::import::fields::{Fields, text_of};
use crate::import::sealed::{Cost, Lock, Opened, Sealed, SealedError, derive, tried_readings};
use crate::secret::{Passphrase, Reading};
use crate::time::UnixMillis;

/// The type of a slot that a password opens.
const PASSWORD: u64 = 1;

/// The most password slots that are tried: each costs a derivation, and Aegis writes a few.
const MOST_SLOTS: usize = 16;

/// The block of SHA-256 (FIPS 180-4 §1): PBKDF2's HMAC inside scrypt fills up a shorter password with
/// zeros, and hashes a longer one.
const BLOCK: usize = 64;

/// A sealed file.
struct File {
    slots: Vec<Slot>,
    nonce: Vec<u8>,
    tag: Vec<u8>,
    content: Vec<u8>,
}

/// A password slot.
struct Slot {
    derivation: Derivation,
    salt: Vec<u8>,
    key: Vec<u8>,
    nonce: Vec<u8>,
    tag: Vec<u8>,
    /// Whether its key was derived from the password alone for certain.
    is_repaired: bool,
}

/// Reads what is needed to open a file; `None` where it is damaged. A file that no password opens,
/// or only one that costs too much, is refused at once.
pub(super) fn read(
    mut header: Fields<'_>,
    content: &RawValue,
) -> Option<Result<Sealed, SealedError>> {
    let content = text_of(content, "db").ok()?;
    let content = BASE64.decode(content.as_bytes()).ok()?;
    let mut params = header.object("params").ok()??;
    let (nonce, tag) = (hex(&mut params, "nonce")?, hex(&mut params, "tag")?);
    let (mut slots, mut why) = (Vec::new(), SealedError::Unsupported);
    for slot in header.list("slots").ok()? {
        let mut slot = Fields::of(slot)?;
        if slot.number("type").ok()? != Some(PASSWORD) {
            continue;
        }
        // One that is damaged does not keep another from opening.
        match Slot::read(slot) {
            None => why = SealedError::Damaged,
            Some(slot) => match slot.derivation.check() {
                Ok(()) => slots.push(slot),
                Err(failed) => why = SealedError::of_derivation(failed, slot.derivation),
            },
        }
    }
    slots.truncate(MOST_SLOTS);
    let Some(kibibytes) = slots.iter().map(|slot| slot.derivation.kibibytes()).max() else {
        // Without a password slot the keys are biometric ones, which stay on their phone.
        return Some(Err(why));
    };
    let file = File { slots, nonce, tag, content };
    Some(Ok(Sealed::new(APP, Cost { kibibytes }, Box::new(file))))
}

fn hex(fields: &mut Fields<'_>, name: &'static str) -> Option<Vec<u8>> {
    HEXLOWER_PERMISSIVE.decode(fields.text(name).ok()??.as_bytes()).ok()
}

impl Slot {
    fn read(mut slot: Fields<'_>) -> Option<Self> {
        let mut params = slot.object("key_params").ok()??;
        let mut number = |name| slot.number(name).ok()?;
        let (n, r, p) = (number("n")?, number("r")?, number("p")?);
        let (r, p) = (u32::try_from(r).ok()?, u32::try_from(p).ok()?);
        Some(Self {
            derivation: Derivation::Scrypt { n, r, p },
            salt: hex(&mut slot, "salt")?,
            key: hex(&mut slot, "key")?,
            nonce: hex(&mut params, "nonce")?,
            tag: hex(&mut params, "tag")?,
            is_repaired: slot.flag("repaired"),
        })
    }

    /// The master key, where one of the ways in which the password may have been meant unwraps it.
    fn master_key(&self, password: &Passphrase) -> Result<Option<Key>, SealedError> {
        for text in tried_readings(password) {
            if let Some(key) = self.unwrap(text.as_bytes())? {
                return Ok(Some(key));
            }
        }
        if self.is_repaired {
            return Ok(None);
        }
        for text in with_buffer(&password.read_as(Reading::AsTyped)) {
            if let Some(key) = self.unwrap(&text)? {
                return Ok(Some(key));
            }
        }
        Ok(None)
    }

    /// The master key, where a key of this slot unwraps it.
    fn unwrap(&self, password: &[u8]) -> Result<Option<Key>, SealedError> {
        let key = derive(self.derivation, password, &self.salt)?;
        let sealed = Apart { nonce: &self.nonce, context: b"", text: &self.key, tag: &self.tag };
        Ok(open_apart(&key, sealed).ok().and_then(|key| Key::from_slice(&key)))
    }
}

impl Lock for File {
    fn open(&self, password: &Passphrase, now: UnixMillis) -> Result<Opened, SealedError> {
        let mut why = SealedError::PasswordOrDamage;
        for slot in &self.slots {
            match slot.master_key(password) {
                Ok(Some(key)) => return self.open_with(&key, now),
                Ok(None) => {}
                // Another slot may still open.
                Err(failed) => why = failed,
            }
        }
        Err(why)
    }
}

impl File {
    fn open_with(&self, key: &Key, now: UnixMillis) -> Result<Opened, SealedError> {
        let Self { nonce, tag, content, .. } = self;
        let sealed = Apart { nonce, context: b"", text: content, tag };
        // The master key is right, since its own seal was: what fails now is the content.
        let plain = open_apart(key, sealed).map_err(|_| SealedError::Damaged)?;
        Opened::of(of_plain(&plain, now))
    }
}

/// A long password as early versions of Aegis derived from it: with the zeros at the end of the
/// buffer that Java had encoded it into. How large that was depends on the platform's encoder, which
/// begins with one or two bytes for a character and doubles until all fit.
fn with_buffer(text: &str) -> Vec<Zeroizing<Vec<u8>>> {
    let characters = text.encode_utf16().count();
    let mut found: Vec<Zeroizing<Vec<u8>>> = Vec::new();
    for begin in [characters * 2, characters * 11 / 10] {
        let mut size = begin;
        while size < text.len() {
            size = 2 * size + 1;
        }
        // Shorter ones are filled up with zeros anyway.
        if size > BLOCK && size > text.len() && found.iter().all(|known| known.len() != size) {
            let mut buffer = Zeroizing::new(vec![0; size]);
            buffer[..text.len()].copy_from_slice(text.as_bytes());
            found.push(buffer);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_passwords_are_also_tried_with_the_rest_of_their_buffer() {
        let sizes = |text: &str| with_buffer(text).iter().map(|buffer| buffer.len()).collect();
        let none: Vec<usize> = sizes("correct horse battery staple");
        assert_eq!(none, [0; 0]);
        // 22 kana are 66 bytes: 44 are too few and so are 24 and 49.
        let kana: Vec<usize> = sizes(&"あ".repeat(22));
        assert_eq!(kana, [89, 99]);
        let long: Vec<usize> = sizes(&"x".repeat(60));
        assert_eq!(long, [120, 66]);
    }
}
