//! Aegis's encryption: a master key, wrapped once per unlock method.

use data_encoding::{BASE64, HEXLOWER_PERMISSIVE};
use serde_json::value::RawValue;
use zeroize::Zeroizing;

use super::{APP_NAME, of_plain};
use crate::crypto::SymmetricKey;
use crate::crypto::aead::{DetachedCiphertext, open_detached};
use crate::crypto::kdf::foreign::ForeignKdf;
use crate::import::fields::{Fields, text_of};
use crate::import::sealed::{
    DecryptError, DecryptedFile, DecryptionCost, EncryptedFile, EncryptedFormat, derive,
    password_candidates,
};
use crate::secret::{Normalization, Passphrase};
use crate::time::UnixMillis;

/// The type of a password slot.
const PASSWORD: u64 = 1;

/// The maximum number of password slots that are tried. Each one costs a key derivation; Aegis
/// writes only a few.
const MAX_SLOTS: usize = 16;

/// The block size of SHA-256 (FIPS 180-4 §1). The HMAC of PBKDF2, inside scrypt, pads shorter
/// passwords with zeros and hashes longer ones.
const BLOCK: usize = 64;

/// An encrypted file.
struct AegisFile {
    slots: Vec<Slot>,
    nonce: Vec<u8>,
    tag: Vec<u8>,
    content: Vec<u8>,
}

/// A password slot.
struct Slot {
    derivation: ForeignKdf,
    salt: Vec<u8>,
    key: Vec<u8>,
    nonce: Vec<u8>,
    tag: Vec<u8>,
    /// Whether the key is known to be derived from the password alone.
    is_repaired: bool,
}

/// Reads what is needed to decrypt the file; `None` if it is damaged. Returns an error if no
/// password can open the file, or only at too high a cost.
pub(super) fn read(
    mut header: Fields<'_>,
    content: &RawValue,
) -> Option<Result<EncryptedFile, DecryptError>> {
    let content = text_of(content, "db").ok()?;
    let content = BASE64.decode(content.as_bytes()).ok()?;
    let mut params = header.object("params").ok()??;
    let (nonce, tag) = (hex(&mut params, "nonce")?, hex(&mut params, "tag")?);
    let (mut slots, mut why) = (Vec::new(), DecryptError::Unsupported);
    for slot in header.list("slots").ok()? {
        let mut slot = Fields::of(slot)?;
        if slot.number("type").ok()? != Some(PASSWORD) {
            continue;
        }
        // A damaged slot must not prevent another from opening.
        match Slot::read(slot) {
            None => why = DecryptError::Damaged,
            Some(slot) => match slot.derivation.check() {
                Ok(()) => slots.push(slot),
                Err(failed) => why = DecryptError::of_derivation(failed, slot.derivation),
            },
        }
    }
    slots.truncate(MAX_SLOTS);
    if slots.is_empty() {
        // Without a password slot, the keys are biometric ones, which never leave their phone.
        return Some(Err(why));
    }
    let cost = DecryptionCost::of_derivations(slots.iter().map(|slot| slot.derivation));
    let file = AegisFile { slots, nonce, tag, content };
    Some(Ok(EncryptedFile::new(APP_NAME, cost, Box::new(file))))
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
            derivation: ForeignKdf::Scrypt { n, r, p },
            salt: hex(&mut slot, "salt")?,
            key: hex(&mut slot, "key")?,
            nonce: hex(&mut params, "nonce")?,
            tag: hex(&mut params, "tag")?,
            is_repaired: slot.flag("repaired"),
        })
    }

    /// The master key, if any normalization of the password unwraps it.
    fn master_key(&self, password: &Passphrase) -> Result<Option<SymmetricKey>, DecryptError> {
        for text in password_candidates(password) {
            if let Some(key) = self.unwrap(text.as_bytes())? {
                return Ok(Some(key));
            }
        }
        if self.is_repaired {
            return Ok(None);
        }
        for text in with_buffer(&password.normalized(Normalization::AsTyped)) {
            if let Some(key) = self.unwrap(&text)? {
                return Ok(Some(key));
            }
        }
        Ok(None)
    }

    /// The master key, if a key derived from these bytes unwraps it.
    fn unwrap(&self, password: &[u8]) -> Result<Option<SymmetricKey>, DecryptError> {
        let key = derive(self.derivation, password, &self.salt)?;
        let sealed = DetachedCiphertext {
            nonce: &self.nonce,
            associated_data: b"",
            ciphertext: &self.key,
            tag: &self.tag,
        };
        Ok(open_detached(&key, sealed).ok().and_then(|key| SymmetricKey::from_slice(&key)))
    }
}

impl EncryptedFormat for AegisFile {
    fn open(&self, password: &Passphrase, now: UnixMillis) -> Result<DecryptedFile, DecryptError> {
        let mut why = DecryptError::PasswordOrDamage;
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

impl AegisFile {
    fn open_with(
        &self,
        key: &SymmetricKey,
        now: UnixMillis,
    ) -> Result<DecryptedFile, DecryptError> {
        let Self { nonce, tag, content, .. } = self;
        let sealed = DetachedCiphertext { nonce, associated_data: b"", ciphertext: content, tag };
        // The master key has been authenticated, so a failure here means that the content is
        // damaged.
        let plain = open_detached(key, sealed).map_err(|_| DecryptError::Damaged)?;
        DecryptedFile::of(of_plain(&plain, now))
    }
}

/// The byte strings that early versions of Aegis derived keys from when the password was long: the
/// password followed by the zeros at the end of Java's encoding buffer. The buffer size depends on
/// the platform's encoder, which starts with one or two bytes per character and doubles until the
/// text fits.
fn with_buffer(text: &str) -> Vec<Zeroizing<Vec<u8>>> {
    let characters = text.encode_utf16().count();
    let mut found: Vec<Zeroizing<Vec<u8>>> = Vec::new();
    for begin in [characters * 2, characters * 11 / 10] {
        let mut size = begin;
        while size < text.len() {
            size = 2 * size + 1;
        }
        // HMAC pads shorter keys with zeros anyway.
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
    fn long_passwords_are_also_tried_with_trailing_zeros() {
        let sizes = |text: &str| with_buffer(text).iter().map(|buffer| buffer.len()).collect();
        let none: Vec<usize> = sizes("correct horse battery staple");
        assert_eq!(none, [0; 0]);
        // 22 kana take 66 bytes; buffers of 44, 24 and 49 bytes are too small.
        let kana: Vec<usize> = sizes(&"あ".repeat(22));
        assert_eq!(kana, [89, 99]);
        let long: Vec<usize> = sizes(&"x".repeat(60));
        assert_eq!(long, [120, 66]);
    }
}
