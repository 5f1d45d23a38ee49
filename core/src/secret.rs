//! Secret values: wiped on drop, redacted in `Debug`, compared in constant time.

use std::fmt;

use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

mod guesses;
mod passphrase;
mod random_password;

pub use guesses::Guesses;
pub use passphrase::{Normalization, Passphrase};
pub use random_password::make_password;

/// Secret bytes, such as an account's shared key (RFC 4226 §4).
pub struct Secret(Zeroizing<Vec<u8>>);

impl Secret {
    /// Takes ownership of the bytes; they are wiped on drop.
    pub fn new(bytes: Vec<u8>) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// The bytes. Copy them only into memory that is wiped.
    pub fn expose(&self) -> &[u8] {
        &self.0
    }

    /// A copy, wiped separately. There is no `Clone`, so that every copy is explicit.
    #[must_use]
    pub fn duplicate(&self) -> Self {
        Self(self.0.clone())
    }
}

impl PartialEq for Secret {
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl Eq for Secret {}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(redacted)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_nothing_of_the_bytes() {
        let secret = Secret::new(b"12345678901234567890".to_vec());
        assert_eq!(format!("{secret:?}"), "Secret(redacted)");
    }

    #[test]
    fn equal_means_the_same_bytes() {
        let secret = Secret::new(vec![1, 2, 3]);
        assert_eq!(secret, secret.duplicate());
        assert_ne!(secret, Secret::new(vec![1, 2]));
        assert_ne!(secret, Secret::new(vec![1, 2, 4]));
    }
}
