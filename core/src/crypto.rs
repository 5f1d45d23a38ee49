//! The only door to cryptographic primitives: ring's, argon2's, scrypt's and those of RustCrypto that
//! other apps' files need, under the names of what they are for. Nothing else in the core touches a cipher.

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

/// A 256-bit key for one purpose. Its bytes stand in one place on the heap from the first to the
/// last, where they are wiped: moving a key moves a pointer, and leaves no copy on the stack.
pub struct Key(Box<Zeroizing<[u8; Key::BYTES]>>);

impl Key {
    /// The length of every key here, in bytes.
    pub const BYTES: usize = 32;

    /// Makes a key in its place: `fill` writes the bytes.
    ///
    /// # Errors
    /// What `fill` answers with; what it had written is wiped.
    pub fn filled_by<E>(
        fill: impl FnOnce(&mut [u8; Self::BYTES]) -> Result<(), E>,
    ) -> Result<Self, E> {
        let mut key = Self(Box::new(Zeroizing::new([0; Self::BYTES])));
        fill(&mut key.0)?;
        Ok(key)
    }

    /// Draws a fresh key.
    ///
    /// # Errors
    /// [`random::Unavailable`] when the system gives no randomness.
    pub fn make(random: &dyn random::Random) -> Result<Self, random::Unavailable> {
        Self::filled_by(|bytes| random.fill(bytes))
    }

    /// Copies a key out of bytes of the right length.
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
