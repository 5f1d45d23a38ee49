//! Encrypts with AES-256-GCM (NIST SP 800-38D) and random 96-bit nonces.

use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use zeroize::Zeroizing;

use super::SymmetricKey;
use super::random::{Random, RandomError, make_array};
use super::stack::wiped_after;

/// How much longer than the plaintext the result is, in bytes: the nonce before it and the tag
/// after it.
pub const OVERHEAD: usize = NONCE_LEN + TAG_LEN;

/// The length of a tag, in bytes.
const TAG_LEN: usize = 16;

/// Decryption failed: another key, other associated data, or a changed byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not sealed with this key and context, or changed since")]
pub struct NotAuthentic;

/// Encrypts `plain` to nonce, ciphertext, tag. `context` is the associated data: authenticated and
/// not stored.
///
/// A key may encrypt 2³² texts before a collision of two random nonces becomes likelier than 2⁻³²
/// (NIST SP 800-38D §8.3).
///
/// # Errors
/// [`RandomError`] when the random generator failed.
pub fn seal(
    key: &SymmetricKey,
    context: &[u8],
    plain: &[u8],
    random: &dyn Random,
) -> Result<Vec<u8>, RandomError> {
    let nonce: [u8; NONCE_LEN] = make_array(random)?;
    let mut sealed = Vec::with_capacity(plain.len() + OVERHEAD);
    sealed.extend_from_slice(&nonce);
    sealed.extend_from_slice(plain);
    let text = &mut sealed[NONCE_LEN..];
    let nonce = Nonce::assume_unique_for_key(nonce);
    let tag =
        wiped_after(|| cipher(key).seal_in_place_separate_tag(nonce, Aad::from(context), text))
            .expect("AES-GCM encrypts any text below 64 GiB");
    sealed.extend_from_slice(tag.as_ref());
    Ok(sealed)
}

/// Decrypts the output of [`seal`].
///
/// # Errors
/// [`NotAuthentic`] for another key, other associated data or a changed byte; these cannot be
/// distinguished.
pub fn open(
    key: &SymmetricKey,
    context: &[u8],
    sealed: &[u8],
) -> Result<Zeroizing<Vec<u8>>, NotAuthentic> {
    let (nonce, rest) = sealed.split_first_chunk::<NONCE_LEN>().ok_or(NotAuthentic)?;
    open_with(key, *nonce, context, &[rest])
}

/// An AES-256-GCM ciphertext of another program, whose file stores the parts separately.
#[derive(Clone, Copy)]
pub struct DetachedCiphertext<'a> {
    /// The 96-bit nonce.
    pub nonce: &'a [u8],
    /// The associated data; often empty.
    pub associated_data: &'a [u8],
    /// The ciphertext, followed by the tag unless that is stored separately.
    pub ciphertext: &'a [u8],
    /// The 128-bit tag if it is stored separately; empty if it follows the ciphertext.
    pub tag: &'a [u8],
}

/// Decrypts a ciphertext of another program.
///
/// # Errors
/// [`NotAuthentic`] for another key, other associated data, a changed byte, or a nonce or tag of another
/// length.
pub fn open_detached(
    key: &SymmetricKey,
    sealed: DetachedCiphertext<'_>,
) -> Result<Zeroizing<Vec<u8>>, NotAuthentic> {
    let DetachedCiphertext { nonce, associated_data: context, ciphertext: text, tag } = sealed;
    let nonce = nonce.try_into().map_err(|_| NotAuthentic)?;
    // A tag of another length would shift the boundary between the ciphertext and its tag.
    if !matches!(tag.len(), 0 | TAG_LEN) {
        return Err(NotAuthentic);
    }
    open_with(key, nonce, context, &[text, tag])
}

fn open_with(
    key: &SymmetricKey,
    nonce: [u8; NONCE_LEN],
    context: &[u8],
    pieces: &[&[u8]],
) -> Result<Zeroizing<Vec<u8>>, NotAuthentic> {
    let mut buffer = Zeroizing::new(pieces.concat());
    let nonce = Nonce::assume_unique_for_key(nonce);
    let length = wiped_after(|| {
        let opened = cipher(key).open_in_place(nonce, Aad::from(context), &mut buffer);
        opened.map(|plain| plain.len()).map_err(|_| NotAuthentic)
    })?;
    buffer.truncate(length);
    Ok(buffer)
}

fn cipher(key: &SymmetricKey) -> LessSafeKey {
    let key = UnboundKey::new(&AES_256_GCM, key.expose()).expect("AES-256 takes a 32-byte key");
    LessSafeKey::new(key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::random::SystemRandom;

    #[test]
    fn a_text_decrypts_only_with_the_same_key_and_context() {
        let random = SystemRandom::new();
        let (key, other) =
            (SymmetricKey::make(&random).unwrap(), SymmetricKey::make(&random).unwrap());
        let sealed = seal(&key, b"row 1", b"text", &random).unwrap();
        assert_eq!(sealed.len(), 4 + OVERHEAD);
        assert_eq!(**open(&key, b"row 1", &sealed).unwrap(), *b"text");
        assert_eq!(open(&key, b"row 2", &sealed).unwrap_err(), NotAuthentic);
        assert_eq!(open(&other, b"row 1", &sealed).unwrap_err(), NotAuthentic);
    }

    #[test]
    fn every_changed_byte_and_every_truncation_is_detected() {
        let random = SystemRandom::new();
        let key = SymmetricKey::make(&random).unwrap();
        let sealed = seal(&key, b"", b"text", &random).unwrap();
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert_eq!(open(&key, b"", &changed).unwrap_err(), NotAuthentic);
            assert_eq!(open(&key, b"", &sealed[..at]).unwrap_err(), NotAuthentic);
        }
    }

    #[test]
    fn nist_gcm_test_case_14_opens() {
        // McGrew and Viega, "The Galois/Counter Mode of Operation", appendix B, test case 14.
        let key = SymmetricKey::from_slice(&[0; 32]).unwrap();
        let sealed = data_encoding::HEXLOWER
            .decode(b"000000000000000000000000cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919")
            .unwrap();
        assert_eq!(**open(&key, b"", &sealed).unwrap(), [0; 16]);
    }

    #[test]
    fn nist_gcm_test_case_16_opens_with_separate_parts() {
        // McGrew and Viega, appendix B, test case 16: AES-256 with associated data.
        let hex = |text: &str| data_encoding::HEXLOWER.decode(text.as_bytes()).unwrap();
        let key = "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308";
        let key = SymmetricKey::from_slice(&hex(key)).unwrap();
        let nonce = hex("cafebabefacedbaddecaf888");
        let context = hex("feedfacedeadbeeffeedfacedeadbeefabaddad2");
        let text = hex("522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa\
             8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662");
        let tag = hex("76fc6ece0f4e1768cddf8853bb2d551b");
        let plain = hex("d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72\
             1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39");
        let whole = [&text[..], &tag[..]].concat();
        let apart = DetachedCiphertext {
            nonce: &nonce,
            associated_data: &context,
            ciphertext: &text,
            tag: &tag,
        };
        assert_eq!(*open_detached(&key, apart).unwrap(), plain);
        let joined = DetachedCiphertext { ciphertext: &whole, tag: b"", ..apart };
        assert_eq!(*open_detached(&key, joined).unwrap(), plain);
        for wrong in [
            DetachedCiphertext { nonce: &nonce[1..], ..apart },
            DetachedCiphertext { nonce: b"", ..apart },
            DetachedCiphertext { associated_data: b"", ..apart },
            DetachedCiphertext { tag: &tag[1..], ..apart },
            DetachedCiphertext { tag: b"", ..apart },
            DetachedCiphertext { ciphertext: b"", tag: b"", ..apart },
            // The same bytes with the boundary in another place.
            DetachedCiphertext { ciphertext: &whole[..64], tag: &whole[64..], ..apart },
        ] {
            assert_eq!(open_detached(&key, wrong).unwrap_err(), NotAuthentic);
        }
    }
}
