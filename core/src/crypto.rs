//! The only module that calls cryptographic primitives: those of ring, argon2 and scrypt, and those
//! of RustCrypto that other apps' files need. Its items are named after their purpose.

pub mod aead;
pub mod cbc;
pub mod dumps;
pub mod kdf;
pub mod mac;
pub mod random;
pub mod secretstream;
pub mod stack;

use std::fmt;

use zeroize::Zeroizing;

/// A 256-bit key for one purpose. Its bytes stay in one heap allocation, where they are zeroed on
/// drop: moving a key moves a pointer and leaves no copy on the stack.
pub struct SymmetricKey(Box<Zeroizing<[u8; SymmetricKey::BYTES]>>);

impl SymmetricKey {
    /// The length of every key, in bytes.
    pub const BYTES: usize = 32;

    /// Makes a key in place: `fill` writes the bytes.
    ///
    /// # Errors
    /// The error of `fill`; what it had written is zeroed.
    pub fn filled_by<E>(
        fill: impl FnOnce(&mut [u8; Self::BYTES]) -> Result<(), E>,
    ) -> Result<Self, E> {
        let mut key = Self(Box::new(Zeroizing::new([0; Self::BYTES])));
        fill(&mut key.0)?;
        Ok(key)
    }

    /// Makes a new random key.
    ///
    /// # Errors
    /// [`random::RandomError`] when the random generator failed.
    pub fn make(random: &dyn random::Random) -> Result<Self, random::RandomError> {
        Self::filled_by(|bytes| random.fill(bytes))
    }

    /// Copies a key from a slice; `None` if it has another length.
    pub fn from_slice(bytes: &[u8]) -> Option<Self> {
        let copied = Self::filled_by(|key| {
            if bytes.len() != key.len() {
                return Err(());
            }
            key.copy_from_slice(bytes);
            Ok(())
        });
        copied.ok()
    }

    /// The bytes, for wrapping the key with another one.
    pub fn expose(&self) -> &[u8; Self::BYTES] {
        &self.0
    }
}

impl fmt::Debug for SymmetricKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(redacted)")
    }
}
