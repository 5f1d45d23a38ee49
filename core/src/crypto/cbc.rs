//! AES-256-CBC with PKCS #7 padding (NIST SP 800-38A §6.2, RFC 5652 §6.3), as other programs use
//! it. It does not detect a modified ciphertext: the caller must check it with a MAC or by its
//! content.

use aes::Aes256;
use aes::cipher::generic_array::GenericArray;
use aes::cipher::{BlockDecryptMut, KeyIvInit};
use zeroize::Zeroizing;

use super::SymmetricKey;
use super::stack::wiped_after;

/// The length of a block and of the initialisation vector, in bytes.
pub const BLOCK_BYTES: usize = 16;

/// Decrypts a text and removes the padding; `None` if the length or the padding is invalid.
pub fn open(key: &SymmetricKey, iv: &[u8; BLOCK_BYTES], text: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let mut plain = decrypt(key, iv, text)?;
    let padding = *plain.last()?;
    let length = plain.len().checked_sub(usize::from(padding))?;
    let is_padding = (1..=BLOCK_BYTES).contains(&usize::from(padding))
        && plain[length..].iter().all(|byte| *byte == padding);
    plain.truncate(length);
    is_padding.then_some(plain)
}

/// Decrypts whole blocks, including the padding; `None` for an invalid length.
pub fn decrypt(
    key: &SymmetricKey,
    iv: &[u8; BLOCK_BYTES],
    text: &[u8],
) -> Option<Zeroizing<Vec<u8>>> {
    if !text.len().is_multiple_of(BLOCK_BYTES) {
        return None;
    }
    let mut plain = Zeroizing::new(text.to_vec());
    wiped_after(|| {
        let mut cipher = cbc::Decryptor::<Aes256>::new(key.expose().into(), iv.into());
        for block in plain.chunks_exact_mut(BLOCK_BYTES) {
            cipher.decrypt_block_mut(GenericArray::from_mut_slice(block));
        }
    });
    Some(plain)
}

#[cfg(test)]
mod tests {
    use data_encoding::HEXLOWER;

    use super::*;

    #[test]
    fn openssl_output_decrypts_and_wrong_lengths_and_paddings_do_not() {
        // openssl enc -aes-256-cbc -K 603d…dff4 -iv 0001…0f, of "Aikotoba": the key and the vector
        // are those of NIST SP 800-38A, F.2.5.
        let key = "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4";
        let key = SymmetricKey::from_slice(&HEXLOWER.decode(key.as_bytes()).unwrap()).unwrap();
        let iv: [u8; 16] = std::array::from_fn(|at| at as u8);
        let text = HEXLOWER.decode(b"ee2147cac3493ed19e49ebfc05768cf8").unwrap();
        assert_eq!(**open(&key, &iv, &text).unwrap(), *b"Aikotoba");
        for length in 0..text.len() {
            assert_eq!(open(&key, &iv, &text[..length]), None);
        }
        // F.2.5's first block, which has no padding.
        let unpadded = HEXLOWER.decode(b"f58c4c04d6e5f1ba779eabfb5f7bfbd6").unwrap();
        assert_eq!(open(&key, &iv, &unpadded), None);
    }
}
