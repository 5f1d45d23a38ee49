//! The only door to cryptographic primitives: ring's, argon2's and scrypt's, under the names of
//! what they are for. Nothing else in the core touches a cipher.

pub mod aead;
pub mod kdf;
pub mod mac;
pub mod random;

use std::fmt;

use zeroize::Zeroizing;

/// A 256-bit key for one purpose.
pub struct Key(Zeroizing<[u8; Key::BYTES]>);

impl Key {
    /// The length of every key here, in bytes.
    pub const BYTES: usize = 32;

    /// Takes key bytes over.
    pub fn new(bytes: Zeroizing<[u8; Self::BYTES]>) -> Self {
        Self(bytes)
    }

    /// Draws a fresh key.
    ///
    /// # Errors
    /// [`random::Unavailable`] when the system gives no randomness.
    pub fn make(random: &dyn random::Random) -> Result<Self, random::Unavailable> {
        let mut bytes = Zeroizing::new([0; Self::BYTES]);
        random.fill(&mut *bytes)?;
        Ok(Self(bytes))
    }

    /// Copies a key out of bytes of the right length.
    pub fn from_slice(bytes: &[u8]) -> Option<Self> {
        let mut key = Zeroizing::new([0; Self::BYTES]);
        if bytes.len() != key.len() {
            return None;
        }
        key.copy_from_slice(bytes);
        Some(Self(key))
    }

    /// The bytes themselves, for wrapping them under another key.
    pub fn expose(&self) -> &[u8; Self::BYTES] {
        &self.0
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(redacted)")
    }
}
