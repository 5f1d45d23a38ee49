//! Stratum's encryption (its `doc/BACKUP_FORMAT.md`): Argon2id and AES-256-GCM in the current
//! format, PBKDF2 and unauthenticated AES-256-CBC in the old one.

use super::{APP, of_plain};
use crate::crypto::aead::{Apart, open_apart};
use crate::crypto::kdf::foreign::{ArgonVersion, Derivation, PbkdfHash};
use crate::crypto::{Key, cbc};
use crate::import::sealed::{Lock, Opened, Sealed, SealedError, derive, tried_readings};
use crate::secret::Passphrase;
use crate::time::UnixMillis;

/// The header of the current format.
const STRONG: &[u8] = b"AUTHENTICATORPRO";

/// The header of the old format.
const LEGACY: &[u8] = b"AuthenticatorPro";

/// The key derivation of the current format. The file does not store its parameters.
const ARGON: Derivation =
    Derivation::Argon2id { version: ArgonVersion::V13, kibibytes: 64 * 1024, passes: 3, lanes: 4 };

/// The key derivation of the old format.
const PBKDF: Derivation = Derivation::Pbkdf2 { hash: PbkdfHash::Sha1, rounds: 64_000 };

/// An encrypted file.
enum File {
    Strong { salt: [u8; 16], nonce: [u8; 12], text: Vec<u8> },
    Legacy { salt: [u8; 20], iv: [u8; 16], text: Vec<u8> },
}

/// Recognises an encrypted file by its header.
pub(super) fn read(bytes: &[u8]) -> Option<Result<Sealed, SealedError>> {
    let (file, derivation) = if let Some(rest) = bytes.strip_prefix(STRONG) {
        (File::strong(rest), ARGON)
    } else {
        (File::legacy(bytes.strip_prefix(LEGACY)?), PBKDF)
    };
    let Some(file) = file else { return Some(Err(SealedError::Damaged)) };
    Some(Sealed::derived(APP, derivation, Box::new(file)))
}

impl File {
    fn strong(rest: &[u8]) -> Option<Self> {
        let (salt, rest) = rest.split_first_chunk()?;
        let (nonce, text) = rest.split_first_chunk()?;
        // The smallest JSON object plus the GCM tag.
        let text = (text.len() >= 2 + 16).then(|| text.to_vec())?;
        Some(Self::Strong { salt: *salt, nonce: *nonce, text })
    }

    fn legacy(rest: &[u8]) -> Option<Self> {
        let (salt, rest) = rest.split_first_chunk()?;
        let (iv, text) = rest.split_first_chunk()?;
        let is_whole = !text.is_empty() && text.len().is_multiple_of(cbc::BLOCK);
        let text = is_whole.then(|| text.to_vec())?;
        Some(Self::Legacy { salt: *salt, iv: *iv, text })
    }

    fn derive(&self, password: &str) -> Result<Key, SealedError> {
        let (derivation, salt) = match self {
            Self::Strong { salt, .. } => (ARGON, salt.as_slice()),
            Self::Legacy { salt, .. } => (PBKDF, salt.as_slice()),
        };
        derive(derivation, password.as_bytes(), salt)
    }

    /// Decrypts the file with a key. The error tells whether another password may work.
    fn open_with(&self, key: &Key, now: UnixMillis) -> Result<Opened, SealedError> {
        match self {
            Self::Strong { nonce, text, .. } => {
                let sealed = Apart { nonce, context: b"", text, tag: b"" };
                let plain = open_apart(key, sealed).map_err(|_| SealedError::PasswordOrDamage)?;
                Opened::of(of_plain(&plain, now))
            }
            Self::Legacy { iv, text, .. } => {
                // A wrong key gives garbage, which by chance may end in valid padding. Whether the
                // key was right is decided by the content.
                let read = cbc::open(key, iv, text).and_then(|plain| of_plain(&plain, now));
                if read.is_none() && begins_right(key, iv, text) {
                    return Err(SealedError::Damaged);
                }
                if read.is_none() { Err(SealedError::PasswordOrDamage) } else { Opened::of(read) }
            }
        }
    }
}

/// Whether the first block decrypts to the expected text. A wrong key does so with probability
/// 2⁻⁶⁴.
fn begins_right(key: &Key, iv: &[u8; cbc::BLOCK], text: &[u8]) -> bool {
    let first = cbc::decrypt(key, iv, &text[..cbc::BLOCK.min(text.len())]);
    first.is_some_and(|first| {
        let letters: Vec<u8> =
            first.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
        letters.len() >= 8 && b"{\"Authenticators\"".starts_with(&letters)
            || letters.starts_with(b"{\"Authen")
    })
}

impl Lock for File {
    fn open(&self, password: &Passphrase, now: UnixMillis) -> Result<Opened, SealedError> {
        let mut why = SealedError::PasswordOrDamage;
        for text in tried_readings(password) {
            match self.open_with(&self.derive(&text)?, now) {
                Err(SealedError::PasswordOrDamage) => {}
                Err(other) => why = other,
                opened => return opened,
            }
        }
        Err(why)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: UnixMillis = UnixMillis(0);

    fn bytes(name: &str) -> Vec<u8> {
        crate::import::tests::fixture(&format!("stratum/{name}"))
    }

    fn file(bytes: &[u8]) -> Option<File> {
        match bytes.strip_prefix(STRONG) {
            Some(rest) => File::strong(rest),
            None => File::legacy(bytes.strip_prefix(LEGACY)?),
        }
    }

    #[test]
    fn a_truncated_or_changed_file_never_opens_as_another() {
        for name in ["strong.stratum", "legacy.authpro"] {
            let whole = bytes(name);
            // Derive the key once: the derivation is the slowest part.
            let key = file(&whole).unwrap().derive("correct horse").unwrap();
            let opened = |bytes: &[u8]| file(bytes).map(|file| file.open_with(&key, NOW));
            assert!(matches!(opened(&whole), Some(Ok(_))));
            for length in 0..whole.len() {
                let opened = opened(&whole[..length]);
                assert!(!matches!(opened, Some(Ok(_))), "{name}, {length} bytes");
            }
            let text = if name.starts_with('s') { 16 + 16 } else { 16 + 20 };
            for at in text..whole.len() {
                let mut changed = whole.clone();
                changed[at] ^= 1;
                // CBC is unauthenticated. A change is noticed if it makes the JSON invalid, as a
                // changed block does; an attacker can control only the IV and the block before a
                // text.
                let opened = opened(&changed);
                let is_strong = name.starts_with('s');
                assert!(!is_strong || !matches!(opened, Some(Ok(_))), "{name}, byte {at}");
            }
        }
    }
}
