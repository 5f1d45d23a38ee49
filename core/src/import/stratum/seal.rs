//! Stratum's encryption (its `doc/BACKUP_FORMAT.md`): Argon2id and AES-256-GCM in the current
//! format, PBKDF2 and unauthenticated AES-256-CBC in the old one.

use super::{APP_NAME, of_plain};
use crate::crypto::aead::{DetachedCiphertext, open_detached};
use crate::crypto::kdf::foreign::{ArgonVersion, ForeignKdf, PbkdfHash};
use crate::crypto::{SymmetricKey, cbc};
use crate::import::sealed::{
    DecryptError, DecryptedFile, EncryptedFile, EncryptedFormat, derive, password_candidates,
};
use crate::secret::Passphrase;
use crate::time::UnixMillis;

/// The header of the current format.
const STRONG: &[u8] = b"AUTHENTICATORPRO";

/// The header of the old format.
const LEGACY: &[u8] = b"AuthenticatorPro";

/// The key derivation of the current format. The file does not store its parameters.
const ARGON: ForeignKdf =
    ForeignKdf::Argon2id { version: ArgonVersion::V13, kibibytes: 64 * 1024, passes: 3, lanes: 4 };

/// The key derivation of the old format.
const PBKDF: ForeignKdf = ForeignKdf::Pbkdf2 { hash: PbkdfHash::Sha1, rounds: 64_000 };

/// An encrypted file.
enum StratumFile {
    Strong { salt: [u8; 16], nonce: [u8; 12], text: Vec<u8> },
    Legacy { salt: [u8; 20], iv: [u8; 16], text: Vec<u8> },
}

/// Recognises an encrypted file by its header.
pub(super) fn read(bytes: &[u8]) -> Option<Result<EncryptedFile, DecryptError>> {
    let (file, derivation) = if let Some(rest) = bytes.strip_prefix(STRONG) {
        (StratumFile::strong(rest), ARGON)
    } else {
        (StratumFile::legacy(bytes.strip_prefix(LEGACY)?), PBKDF)
    };
    let Some(file) = file else { return Some(Err(DecryptError::Damaged)) };
    Some(EncryptedFile::derived(APP_NAME, derivation, Box::new(file)))
}

impl StratumFile {
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
        let is_whole = !text.is_empty() && text.len().is_multiple_of(cbc::BLOCK_BYTES);
        let text = is_whole.then(|| text.to_vec())?;
        Some(Self::Legacy { salt: *salt, iv: *iv, text })
    }

    fn derive(&self, password: &str) -> Result<SymmetricKey, DecryptError> {
        let (derivation, salt) = match self {
            Self::Strong { salt, .. } => (ARGON, salt.as_slice()),
            Self::Legacy { salt, .. } => (PBKDF, salt.as_slice()),
        };
        derive(derivation, password.as_bytes(), salt)
    }

    /// Decrypts the file with a key. The error tells whether another password may work.
    fn open_with(
        &self,
        key: &SymmetricKey,
        now: UnixMillis,
    ) -> Result<DecryptedFile, DecryptError> {
        match self {
            Self::Strong { nonce, text, .. } => {
                let sealed =
                    DetachedCiphertext { nonce, associated_data: b"", ciphertext: text, tag: b"" };
                let plain =
                    open_detached(key, sealed).map_err(|_| DecryptError::PasswordOrDamage)?;
                DecryptedFile::of(of_plain(&plain, now))
            }
            Self::Legacy { iv, text, .. } => {
                // A wrong key gives garbage, which by chance may end in valid padding. Whether the
                // key was right is decided by the content.
                let read = cbc::open(key, iv, text).and_then(|plain| of_plain(&plain, now));
                if read.is_none() && has_expected_start(key, iv, text) {
                    return Err(DecryptError::Damaged);
                }
                if read.is_none() {
                    Err(DecryptError::PasswordOrDamage)
                } else {
                    DecryptedFile::of(read)
                }
            }
        }
    }
}

/// Whether the first block decrypts to the expected text. A wrong key does so with probability
/// 2⁻⁶⁴.
fn has_expected_start(key: &SymmetricKey, iv: &[u8; cbc::BLOCK_BYTES], text: &[u8]) -> bool {
    let first = cbc::decrypt(key, iv, &text[..cbc::BLOCK_BYTES.min(text.len())]);
    first.is_some_and(|first| {
        let letters: Vec<u8> =
            first.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
        letters.len() >= 8 && b"{\"Authenticators\"".starts_with(&letters)
            || letters.starts_with(b"{\"Authen")
    })
}

impl EncryptedFormat for StratumFile {
    fn open(&self, password: &Passphrase, now: UnixMillis) -> Result<DecryptedFile, DecryptError> {
        let mut why = DecryptError::PasswordOrDamage;
        for text in password_candidates(password) {
            match self.open_with(&self.derive(&text)?, now) {
                Err(DecryptError::PasswordOrDamage) => {}
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

    fn file(bytes: &[u8]) -> Option<StratumFile> {
        match bytes.strip_prefix(STRONG) {
            Some(rest) => StratumFile::strong(rest),
            None => StratumFile::legacy(bytes.strip_prefix(LEGACY)?),
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
