//! HMAC-SHA-256 (RFC 2104) over several parts, and SHA-256.

use ring::{digest, hmac};

use super::SymmetricKey;
use super::stack::wiped_after;

/// A 32-byte authentication code or digest.
pub type MacTag = [u8; 32];

/// The authentication code over `parts`. Each part is preceded by its length (64-bit, big-endian),
/// so that no two lists of parts give the same input.
pub fn authenticate<'a>(key: &SymmetricKey, parts: impl IntoIterator<Item = &'a [u8]>) -> MacTag {
    wiped_after(|| {
        let key = hmac::Key::new(hmac::HMAC_SHA256, key.expose());
        let mut context = hmac::Context::with_key(&key);
        for part in parts {
            context.update(&(part.len() as u64).to_be_bytes());
            context.update(part);
        }
        sized(context.sign().as_ref())
    })
}

/// Verifies a code that another program calculated over the concatenation of these parts.
pub fn is_authentic(key: &SymmetricKey, parts: &[&[u8]], tag: &[u8]) -> bool {
    wiped_after(|| {
        let key = hmac::Key::new(hmac::HMAC_SHA256, key.expose());
        let mut context = hmac::Context::with_key(&key);
        for part in parts {
            context.update(part);
        }
        eq_constant_time(context.sign().as_ref(), tag)
    })
}

/// Compares two codes in constant time.
pub fn eq_constant_time(left: &[u8], right: &[u8]) -> bool {
    subtle::ConstantTimeEq::ct_eq(left, right).into()
}

/// The SHA-256 digest of `bytes`.
pub fn sha256(bytes: &[u8]) -> MacTag {
    sized(digest::digest(&digest::SHA256, bytes).as_ref())
}

/// An incremental SHA-256 digest, so that a long or secret text need not be held in memory as a
/// whole.
pub struct Sha256Digest(digest::Context);

impl Sha256Digest {
    /// A digest without input.
    pub fn new() -> Self {
        Self(digest::Context::new(&digest::SHA256))
    }

    /// Adds input.
    pub fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The digest of all input.
    pub fn finish(self) -> MacTag {
        sized(self.0.finish().as_ref())
    }
}

impl Default for Sha256Digest {
    fn default() -> Self {
        Self::new()
    }
}

fn sized(bytes: &[u8]) -> MacTag {
    bytes.try_into().expect("SHA-256 outputs 32 bytes")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_boundaries_between_parts_matter() {
        let key = SymmetricKey::from_slice(&[7; 32]).unwrap();
        let one = authenticate(&key, [b"ab".as_slice(), b"c"]);
        assert_ne!(one, authenticate(&key, [b"a".as_slice(), b"bc"]));
        assert!(eq_constant_time(&one, &authenticate(&key, [b"ab".as_slice(), b"c"])));
    }

    #[test]
    fn hmac_agrees_with_rfc_4231() {
        // The keys of RFC 4231 §4.2 (case 1: twenty bytes 0x0b) have other lengths. Python's hmac
        // calculated this code, with 32 bytes 0x0b.
        let key = SymmetricKey::from_slice(&[0x0b; 32]).unwrap();
        let tag = "198a607eb44bfbc69903a0f1cf2bbdc5ba0aa3f3d9ae3c1c7a3b1696a0b68cf7";
        let tag = data_encoding::HEXLOWER.decode(tag.as_bytes()).unwrap();
        assert!(is_authentic(&key, &[b"Hi ", b"There"], &tag));
        assert!(!is_authentic(&key, &[b"Hi ", b"there"], &tag));
        assert!(!is_authentic(&key, &[b"Hi There"], &tag[..31]));
    }

    #[test]
    fn sha256_of_abc() {
        // FIPS 180-2 appendix B.1.
        assert_eq!(sha256(b"abc")[..4], [0xba, 0x78, 0x16, 0xbf]);
        let mut digest = Sha256Digest::new();
        digest.update(b"a");
        digest.update(b"bc");
        assert_eq!(digest.finish(), sha256(b"abc"));
    }
}
