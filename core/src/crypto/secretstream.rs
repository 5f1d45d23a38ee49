//! libsodium's secretstream, XChaCha20-Poly1305, for a single message
//! (<https://doc.libsodium.org/secret-key_cryptography/secretstream>).
//!
//! It differs from the AEAD with that name: a stream's header is split between HChaCha20's input
//! and the nonce, and each message begins with an encrypted tag byte.

use chacha20::cipher::consts::U10;
use chacha20::cipher::{KeyIvInit, StreamCipher, StreamCipherSeek};
use chacha20::{ChaCha20, hchacha};
use poly1305::Poly1305;
use poly1305::universal_hash::KeyInit;
use zeroize::{Zeroize, Zeroizing};

use super::stack::wiped_after;
use super::{SymmetricKey, mac};

/// The length of a stream's header, in bytes.
pub const HEADER_BYTES: usize = 24;

/// The length of a message's tag and authentication code together, in bytes.
const OVERHEAD: usize = 17;

/// A block of ChaCha20 (RFC 8439 §2.3), in bytes.
const BLOCK: usize = 64;

/// The tags that a stream's only message may have: an ordinary message, and the final one.
const TAGS: [u8; 2] = [0, 3];

/// Decrypts a stream with one message and no associated data; `None` for another key, a changed
/// byte, or a tag that a single message cannot have.
pub fn open(
    key: &SymmetricKey,
    header: &[u8; HEADER_BYTES],
    sealed: &[u8],
) -> Option<Zeroizing<Vec<u8>>> {
    if sealed.len() < OVERHEAD {
        return None;
    }
    let (sealed, code) = sealed.split_at(sealed.len() - 16);
    let (tag, text) = sealed.split_first()?;
    let mut plain = Zeroizing::new(text.to_vec());
    let opened = wiped_after(|| {
        let mut cipher = cipher(key, header);
        let mut first = Zeroizing::new([0; BLOCK]);
        cipher.apply_keystream(&mut *first);
        let mut second = Zeroizing::new([0; BLOCK]);
        second[0] = *tag;
        cipher.apply_keystream(&mut *second);
        let stream_tag = second[0];
        second[0] = *tag;
        let expected = authenticate(&first[..32], &second, text);
        if !mac::eq_constant_time(&expected, code) || !TAGS.contains(&stream_tag) {
            return false;
        }
        cipher.apply_keystream(&mut plain);
        true
    });
    opened.then_some(plain)
}

/// The cipher of a stream's first message, at its first block.
fn cipher(key: &SymmetricKey, header: &[u8; HEADER_BYTES]) -> ChaCha20 {
    let (input, rest) = header.split_at(16);
    let mut derived = hchacha::<U10>(key.expose().into(), input.into());
    // The message counter, starting at 1 in little endian, followed by the rest of the header.
    let mut nonce = [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    nonce[4..].copy_from_slice(rest);
    let mut cipher = ChaCha20::new(&derived, &nonce.into());
    derived.as_mut_slice().zeroize();
    cipher.seek(0_u32);
    cipher
}

/// The authentication code over the block with the tag, the text, and their lengths. The number of
/// zero bytes after the text is its length modulo 16: a quirk of libsodium that its format retains.
fn authenticate(key: &[u8], block: &[u8; BLOCK], text: &[u8]) -> [u8; 16] {
    let padding = text.len() % 16;
    let mut all = Vec::with_capacity(BLOCK + text.len() + 32);
    all.extend_from_slice(block);
    all.extend_from_slice(text);
    all.resize(all.len() + padding, 0);
    all.extend_from_slice(&0_u64.to_le_bytes());
    all.extend_from_slice(&((BLOCK + text.len()) as u64).to_le_bytes());
    Poly1305::new(key.into()).compute_unpadded(&all).into()
}

#[cfg(test)]
mod tests {
    use data_encoding::HEXLOWER;

    use super::*;

    /// Made by libsodium 1.0.20 through PyNaCl: key 00…1f, "Aikotoba, seventeen", tags 3 and 0.
    const VECTORS: [(&str, &str); 2] = [
        (
            "e2b9b39eeb1ad6ecf73579fbfce2d07ba55e777ec929c17a",
            "b869572d775b699b9b726272f9d297695d240bd6f93f90048742ae85d5ad716bb4392326",
        ),
        (
            "136a3c722c081e48005de235d35c38846607a3f4c43daf20",
            "22bccf18def72c717f8bf49ac5674921508b03d16308a8dd5db77a5b8618c1e90997c70e",
        ),
    ];

    #[test]
    fn libsodium_output_opens_with_either_tag_and_not_with_a_changed_byte() {
        let key =
            SymmetricKey::from_slice(&std::array::from_fn::<u8, 32, _>(|at| at as u8)).unwrap();
        let hex = |text: &str| HEXLOWER.decode(text.as_bytes()).unwrap();
        for (header, sealed) in VECTORS {
            let header: [u8; HEADER_BYTES] = hex(header).try_into().unwrap();
            let sealed = hex(sealed);
            assert_eq!(**open(&key, &header, &sealed).unwrap(), *b"Aikotoba, seventeen");
            for at in 0..sealed.len() {
                let mut changed = sealed.clone();
                changed[at] ^= 1;
                assert_eq!(open(&key, &header, &changed), None);
                assert_eq!(open(&key, &header, &sealed[..at]), None);
            }
            let mut other = header;
            other[20] ^= 1;
            assert_eq!(open(&key, &other, &sealed), None);
        }
    }
}
