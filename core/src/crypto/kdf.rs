//! Derives keys from other keys (HKDF-SHA-256, RFC 5869) and from passphrases (Argon2id, RFC 9106).
//! The key derivation of other programs is in [`foreign`].

pub mod foreign;

use argon2::{Algorithm, Argon2, Params, Version};
use ring::hkdf;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::SymmetricKey;
use super::stack::wiped_after;

/// The cost of deriving a key from a passphrase (RFC 9106 §3.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassphraseCost {
    /// Memory in mebibytes.
    pub mebibytes: u32,
    /// Passes over the memory.
    pub passes: u32,
    /// Lanes; 1 uses one core.
    pub lanes: u32,
}

impl PassphraseCost {
    /// The minimum for a new vault: 64 MiB and three passes, RFC 9106 §4's second recommendation
    /// with one lane.
    pub const MIN: Self = Self { mebibytes: 64, passes: 3, lanes: 1 };

    /// The maximum that is accepted from a file: a phone must be able to open it, and a malicious
    /// file must not hang the app.
    pub const MAX: Self = Self { mebibytes: 1024, passes: 16, lanes: 8 };

    /// Whether this cost is accepted from a file.
    pub fn is_acceptable(self) -> bool {
        let Self { mebibytes, passes, lanes } = self;
        (1..=Self::MAX.mebibytes).contains(&mebibytes)
            && (1..=Self::MAX.passes).contains(&passes)
            && (1..=Self::MAX.lanes).contains(&lanes)
    }
}

/// Why no key could be derived from a passphrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CostError {
    /// The cost is outside the accepted range.
    #[error("the cost is out of range")]
    CostOutOfRange,
    /// The device does not have enough free memory.
    #[error("not enough memory")]
    NotEnoughMemory,
}

/// Derives a key for one purpose from another key.
pub fn derive_key(from: &SymmetricKey, salt: &[u8], purpose: &[u8]) -> SymmetricKey {
    derive_from_bytes(from.expose(), salt, purpose)
}

/// Derives a key for one purpose from bytes with at least 128 bits of entropy.
pub fn derive_from_bytes(from: &[u8], salt: &[u8], purpose: &[u8]) -> SymmetricKey {
    struct Length;
    impl hkdf::KeyType for Length {
        fn len(&self) -> usize {
            SymmetricKey::BYTES
        }
    }
    let derived = SymmetricKey::filled_by(|bytes| {
        wiped_after(|| {
            let salt = hkdf::Salt::new(hkdf::HKDF_SHA256, salt);
            salt.extract(from).expand(&[purpose], Length).and_then(|okm| okm.fill(bytes))
        })
    });
    derived.expect("HKDF-SHA-256 outputs up to 8160 bytes")
}

/// Expands a key that is already uniformly random, without HKDF's extraction (RFC 5869 §2.3).
pub fn expand_key(from: &SymmetricKey, purpose: &[u8]) -> SymmetricKey {
    let derived = SymmetricKey::filled_by(|bytes| {
        wiped_after(|| {
            hkdf::Prk::new_less_safe(hkdf::HKDF_SHA256, from.expose())
                .expand(&[purpose], hkdf::HKDF_SHA256)
                .and_then(|okm| okm.fill(bytes))
        })
    });
    derived.expect("HKDF-SHA-256 outputs up to 8160 bytes")
}

/// Derives a key from a passphrase with Argon2id, version 1.3.
///
/// # Errors
/// [`CostError::CostOutOfRange`] outside the accepted range; [`CostError::NotEnoughMemory`] when there is not enough
/// free memory.
pub fn derive_from_passphrase(
    text: &[u8],
    salt: &[u8; 16],
    cost: PassphraseCost,
) -> Result<SymmetricKey, CostError> {
    if !cost.is_acceptable() {
        return Err(CostError::CostOutOfRange);
    }
    let cost = (cost.mebibytes * 1024, cost.passes, cost.lanes);
    argon2_key((Algorithm::Argon2id, Version::V0x13), text, salt, cost)
}

/// Argon2 with its memory in kibibytes, its passes and its lanes. The memory is allocated before
/// any work, and zeroed afterwards.
fn argon2_key(
    (algorithm, version): (Algorithm, Version),
    text: &[u8],
    salt: &[u8],
    (kibibytes, passes, lanes): (u32, u32, u32),
) -> Result<SymmetricKey, CostError> {
    let params = Params::new(kibibytes, passes, lanes, Some(SymmetricKey::BYTES));
    let params = params.map_err(|_| CostError::CostOutOfRange)?;
    let mut memory: Vec<argon2::Block> = Vec::new();
    memory.try_reserve_exact(params.block_count()).map_err(|_| CostError::NotEnoughMemory)?;
    memory.resize(params.block_count(), argon2::Block::default());
    let mut memory = Zeroizing::new(memory);
    SymmetricKey::filled_by(|bytes| {
        wiped_after(|| {
            Argon2::new(algorithm, version, params)
                .hash_password_into_with_memory(text, salt, bytes, memory.as_mut_slice())
                .map_err(|_| CostError::CostOutOfRange)
        })
    })
}

#[cfg(test)]
mod tests {
    use data_encoding::HEXLOWER;

    use super::*;

    #[test]
    fn the_first_bytes_of_rfc_5869_test_case_1_match() {
        let ikm = [0x0b; 22];
        let salt: Vec<u8> = (0..=0x0c).collect();
        let info: Vec<u8> = (0xf0..=0xf9).collect();
        let key = derive_from_bytes(&ikm, &salt, &info);
        assert_eq!(
            HEXLOWER.encode(key.expose()),
            "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf"
        );
    }

    #[test]
    fn the_expansion_of_rfc_5869_test_case_1_matches() {
        let prk = "077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5";
        let prk = SymmetricKey::from_slice(&HEXLOWER.decode(prk.as_bytes()).unwrap()).unwrap();
        let info: Vec<u8> = (0xf0..=0xf9).collect();
        assert_eq!(
            HEXLOWER.encode(expand_key(&prk, &info).expose()),
            "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf"
        );
    }

    #[test]
    fn purposes_and_salts_give_different_keys() {
        let key = SymmetricKey::from_slice(&[1; 32]).unwrap();
        let records = derive_key(&key, b"vault", b"records");
        assert_ne!(records.expose(), derive_key(&key, b"vault", b"manifest").expose());
        assert_ne!(records.expose(), derive_key(&key, b"other", b"records").expose());
    }

    #[test]
    fn argon2id_agrees_with_the_reference_implementation() {
        // From argon2-cffi 25.1, a wrapper of phc-winner-argon2: t=3, m=1024 KiB, p=1.
        let cost = PassphraseCost { mebibytes: 1, passes: 3, lanes: 1 };
        let key = derive_from_passphrase(b"password", &[0; 16], cost).unwrap();
        assert_eq!(
            HEXLOWER.encode(key.expose()),
            "855f06f2669ff96e018bcd389a130eb0029de9db900cf70cf24accd5b5e72424"
        );
    }

    #[test]
    fn extreme_costs_are_refused_before_any_work() {
        for cost in [
            PassphraseCost { mebibytes: 1 << 20, ..PassphraseCost::MIN },
            PassphraseCost { passes: 0, ..PassphraseCost::MIN },
            PassphraseCost { lanes: 9, ..PassphraseCost::MIN },
        ] {
            assert_eq!(
                derive_from_passphrase(b"", &[0; 16], cost).unwrap_err(),
                CostError::CostOutOfRange
            );
        }
    }
}
