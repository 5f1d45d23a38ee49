//! Derives keys from passphrases as other programs do. The parameters come from a file that nothing
//! authenticates, so each has a limit, and the cost is checked before any work.

use std::convert::Infallible;
use std::num::NonZeroU32;

use argon2::{Algorithm, Version};
use ring::pbkdf2;

use super::{CostError, argon2_key};
use crate::crypto::SymmetricKey;
use crate::crypto::stack::wiped_after;

/// The maximum memory that a file may require, in kibibytes: 1 GiB, the highest requirement seen in
/// another app's export (Ente Auth, "sensitive").
pub const MAX_KIBIBYTES: u64 = 1024 * 1024;

/// The maximum number of 128-byte blocks that scrypt may mix, over both passes over its memory (RFC
/// 7914 §5): four times the number for 1 GiB with one lane.
const MAX_SCRYPT_BLOCKS: u64 = 1 << 26;

/// The maximum number of PBKDF2 iterations. Exports use up to 600,000; ten million take seconds.
pub const MAX_ROUNDS: u32 = 10_000_000;

/// The maximum number of Argon2 passes.
const MAX_ARGON2_PASSES: u32 = 16;

/// The maximum number of Argon2 lanes: Bitwarden offers up to 16.
const MAX_ARGON2_LANES: u32 = 16;

/// The maximum memory times passes of Argon2, in kibibytes: 4 GiB, which both of Ente Auth's costly
/// settings need.
const MAX_ARGON2_PASS_KIBIBYTES: u64 = 4 * 1024 * 1024;

/// The maximum length of a salt, in bytes. 2FAS uses 256.
const MAX_SALT_BYTES: usize = 1024;

/// Why no key could be derived from a passphrase and a file's parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ForeignKdfError {
    /// The parameters or the salt are invalid: the file is damaged.
    #[error("invalid parameters")]
    InvalidParameters,
    /// The parameters are valid, but cost more than is accepted from a file.
    #[error("the cost exceeds the limit")]
    TooCostly,
    /// The device does not have enough free memory.
    #[error("not enough memory")]
    NotEnoughMemory,
}

impl From<CostError> for ForeignKdfError {
    fn from(why: CostError) -> Self {
        match why {
            CostError::CostOutOfRange => Self::InvalidParameters,
            CostError::NotEnoughMemory => Self::NotEnoughMemory,
        }
    }
}

/// The hash function of PBKDF2's HMAC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PbkdfHash {
    /// SHA-1.
    Sha1,
    /// SHA-256.
    Sha256,
    /// SHA-512.
    Sha512,
}

/// The version of Argon2 (RFC 9106 §3.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArgonVersion {
    /// Version 1.0, written as 0x10.
    V10,
    /// Version 1.3, written as 0x13: that of RFC 9106.
    V13,
}

/// A key derivation function, with the parameters from a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ForeignKdf {
    /// scrypt (RFC 7914).
    Scrypt {
        /// The cost parameter N: a power of two.
        n: u64,
        /// The block size.
        r: u32,
        /// The parallelism.
        p: u32,
    },
    /// PBKDF2 (RFC 8018 §5.2).
    Pbkdf2 {
        /// The hash function of its HMAC.
        hash: PbkdfHash,
        /// The iteration count.
        rounds: u32,
    },
    /// Argon2id (RFC 9106).
    Argon2id {
        /// Its version.
        version: ArgonVersion,
        /// Memory in kibibytes.
        kibibytes: u32,
        /// Passes over the memory.
        passes: u32,
        /// Lanes.
        lanes: u32,
    },
}

impl ForeignKdf {
    /// The memory that is required, in kibibytes.
    pub fn kibibytes(self) -> u64 {
        match self {
            Self::Scrypt { n, r, .. } => n.saturating_mul(u64::from(r)).saturating_mul(128) / 1024,
            Self::Pbkdf2 { .. } => 0,
            Self::Argon2id { kibibytes, .. } => u64::from(kibibytes),
        }
    }

    /// The number of blocks that are hashed or mixed, which the time is proportional to: iterations
    /// of PBKDF2, 128-byte blocks of scrypt over both passes over its memory (RFC 7914 §5), or
    /// 1-KiB blocks of Argon2 over all passes (RFC 9106 §3.2).
    pub fn blocks(self) -> u64 {
        match self {
            Self::Scrypt { n, r, p } => {
                n.saturating_mul(u64::from(r)).saturating_mul(2 * u64::from(p))
            }
            Self::Pbkdf2 { rounds, .. } => u64::from(rounds),
            Self::Argon2id { kibibytes, passes, .. } => u64::from(kibibytes) * u64::from(passes),
        }
    }

    /// Checks that these parameters are accepted from a file.
    ///
    /// # Errors
    /// [`ForeignKdfError::InvalidParameters`] for invalid parameters, [`ForeignKdfError::TooCostly`] above the
    /// limits.
    pub fn check(self) -> Result<(), ForeignKdfError> {
        let within = |fits| if fits { Ok(()) } else { Err(ForeignKdfError::TooCostly) };
        match self {
            Self::Scrypt { n, r, p } => {
                if !n.is_power_of_two() || n < 2 || r == 0 || p == 0 {
                    return Err(ForeignKdfError::InvalidParameters);
                }
                within(self.kibibytes() <= MAX_KIBIBYTES && self.blocks() <= MAX_SCRYPT_BLOCKS)
            }
            Self::Pbkdf2 { rounds: 0, .. } => Err(ForeignKdfError::InvalidParameters),
            Self::Pbkdf2 { rounds, .. } => within(rounds <= MAX_ROUNDS),
            Self::Argon2id { kibibytes, passes, lanes, .. } => {
                // RFC 9106 §3.1: at least eight kibibytes for each lane.
                if passes == 0 || lanes == 0 || u64::from(kibibytes) < 8 * u64::from(lanes) {
                    return Err(ForeignKdfError::InvalidParameters);
                }
                within(
                    self.kibibytes() <= MAX_KIBIBYTES
                        && passes <= MAX_ARGON2_PASSES
                        && lanes <= MAX_ARGON2_LANES
                        && self.blocks() <= MAX_ARGON2_PASS_KIBIBYTES,
                )
            }
        }
    }

    /// Derives a key from a passphrase and a salt of any valid length.
    ///
    /// # Errors
    /// As [`ForeignKdf::check`], and [`ForeignKdfError::NotEnoughMemory`] when there is not enough free
    /// memory.
    pub fn derive(self, text: &[u8], salt: &[u8]) -> Result<SymmetricKey, ForeignKdfError> {
        self.check()?;
        if salt.len() > MAX_SALT_BYTES {
            return Err(ForeignKdfError::InvalidParameters);
        }
        match self {
            Self::Scrypt { n, r, p } => scrypt_key(text, salt, (n, r, p)),
            Self::Pbkdf2 { hash, rounds } => Ok(pbkdf2_key(text, salt, hash, rounds)),
            Self::Argon2id { version, kibibytes, passes, lanes } => {
                let version = match version {
                    ArgonVersion::V10 => Version::V0x10,
                    ArgonVersion::V13 => Version::V0x13,
                };
                let cost = (kibibytes, passes, lanes);
                Ok(argon2_key((Algorithm::Argon2id, version), text, salt, cost)?)
            }
        }
    }
}

fn scrypt_key(
    text: &[u8],
    salt: &[u8],
    (n, r, p): (u64, u32, u32),
) -> Result<SymmetricKey, ForeignKdfError> {
    let log_n = u8::try_from(n.trailing_zeros()).map_err(|_| ForeignKdfError::InvalidParameters)?;
    let params = scrypt::Params::new(log_n, r, p, SymmetricKey::BYTES)
        .map_err(|_| ForeignKdfError::InvalidParameters)?;
    // The crate aborts the process when memory runs out, so the same amount is allocated and freed
    // first.
    let size = n.saturating_mul(u64::from(r)).saturating_mul(128);
    let size = usize::try_from(size).map_err(|_| ForeignKdfError::NotEnoughMemory)?;
    let mut probe: Vec<u8> = Vec::new();
    probe.try_reserve_exact(size).map_err(|_| ForeignKdfError::NotEnoughMemory)?;
    drop(probe);
    SymmetricKey::filled_by(|bytes| {
        wiped_after(|| scrypt::scrypt(text, salt, &params, bytes))
            .map_err(|_| ForeignKdfError::InvalidParameters)
    })
}

fn pbkdf2_key(text: &[u8], salt: &[u8], hash: PbkdfHash, rounds: u32) -> SymmetricKey {
    let algorithm = match hash {
        PbkdfHash::Sha1 => pbkdf2::PBKDF2_HMAC_SHA1,
        PbkdfHash::Sha256 => pbkdf2::PBKDF2_HMAC_SHA256,
        PbkdfHash::Sha512 => pbkdf2::PBKDF2_HMAC_SHA512,
    };
    let rounds = NonZeroU32::new(rounds).unwrap_or(NonZeroU32::MIN);
    let derived: Result<SymmetricKey, Infallible> = SymmetricKey::filled_by(|bytes| {
        wiped_after(|| pbkdf2::derive(algorithm, rounds, salt, text, bytes));
        Ok(())
    });
    match derived {
        Ok(key) => key,
        Err(never) => match never {},
    }
}

#[cfg(test)]
mod tests {
    use data_encoding::HEXLOWER;

    use super::*;

    fn derived(derivation: ForeignKdf, text: &str, salt: &str) -> String {
        let key = derivation.derive(text.as_bytes(), salt.as_bytes()).unwrap();
        HEXLOWER.encode(key.expose())
    }

    fn pbkdf2(hash: PbkdfHash, rounds: u32) -> ForeignKdf {
        ForeignKdf::Pbkdf2 { hash, rounds }
    }

    fn argon2id(kibibytes: u32, passes: u32, lanes: u32) -> ForeignKdf {
        ForeignKdf::Argon2id { version: ArgonVersion::V13, kibibytes, passes, lanes }
    }

    #[test]
    fn scrypt_agrees_with_rfc_7914() {
        // §12, the third vector; a shorter key equals its first 32 bytes.
        let scrypt = ForeignKdf::Scrypt { n: 16384, r: 8, p: 1 };
        assert_eq!(
            derived(scrypt, "pleaseletmein", "SodiumChloride"),
            "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
        );
        assert_eq!(scrypt.kibibytes(), 16 * 1024);
    }

    #[test]
    fn pbkdf2_agrees_with_published_vectors() {
        // RFC 6070, the first 25 bytes of the fifth vector.
        let salt = "saltSALTsaltSALTsaltSALTsaltSALTsalt";
        let sha1 = derived(pbkdf2(PbkdfHash::Sha1, 4096), "passwordPASSWORDpassword", salt);
        assert_eq!(sha1[..50], *"3d2eec4fe41c849b80c8d83662c0e44a8b291a964cf2f07038");
        // RFC 7914 §11, the first 32 bytes of the second vector.
        assert_eq!(
            derived(pbkdf2(PbkdfHash::Sha256, 80_000), "Password", "NaCl"),
            "4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56"
        );
        // Calculated with Python's hashlib (OpenSSL), because the RFCs have no vector for SHA-512.
        assert_eq!(
            derived(pbkdf2(PbkdfHash::Sha512, 1), "password", "salt"),
            "867f70cf1ade02cff3752599a3a53dc4af34c7a669815ae5d513554e1c8cf252"
        );
    }

    #[test]
    fn argon2id_takes_salts_of_other_lengths_and_agrees_with_the_reference() {
        // phc-winner-argon2, src/test.c, "Argon2id": t=2, m=2^16 KiB, p=1, and m=2^8, p=2.
        assert_eq!(
            derived(argon2id(1 << 16, 2, 1), "password", "somesalt"),
            "09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7"
        );
        assert_eq!(
            derived(argon2id(1 << 8, 2, 2), "password", "somesalt"),
            "6d093c501fd5999645e0ea3bf620d7b8be7fd2db59c20d9fff9539da2bf57037"
        );
        let old = ForeignKdf::Argon2id {
            version: ArgonVersion::V10,
            kibibytes: 1 << 8,
            passes: 2,
            lanes: 2,
        };
        assert_ne!(
            derived(old, "password", "somesalt"),
            derived(argon2id(1 << 8, 2, 2), "password", "somesalt")
        );
    }

    #[test]
    fn parameters_of_other_apps_are_within_the_limits() {
        for derivation in [
            ForeignKdf::Scrypt { n: 32768, r: 8, p: 1 },
            pbkdf2(PbkdfHash::Sha1, 160_000),
            pbkdf2(PbkdfHash::Sha256, 600_000),
            pbkdf2(PbkdfHash::Sha512, 100_000),
            argon2id(8, 1, 1),
            argon2id(19_456, 2, 1),
            argon2id(64 * 1024, 3, 4),
            argon2id(256 * 1024, 16, 1),
            argon2id(1024 * 1024, 4, 1),
        ] {
            assert_eq!(derivation.check(), Ok(()), "{derivation:?}");
        }
    }

    #[test]
    fn invalid_and_costly_parameters_are_distinguished_before_any_work() {
        let scrypt = |n, r, p| ForeignKdf::Scrypt { n, r, p };
        for derivation in [
            scrypt(0, 8, 1),
            scrypt(1, 8, 1),
            scrypt(1000, 8, 1),
            scrypt(1024, 0, 1),
            scrypt(1024, 8, 0),
            pbkdf2(PbkdfHash::Sha1, 0),
            argon2id(7, 1, 1),
            argon2id(64, 0, 1),
            argon2id(64, 1, 0),
        ] {
            assert_eq!(
                derivation.derive(b"", b"saltsalt").unwrap_err(),
                ForeignKdfError::InvalidParameters
            );
        }
        for derivation in [
            scrypt(1 << 24, 8, 1),
            scrypt(1 << 63, u32::MAX, u32::MAX),
            scrypt(1 << 20, 8, 64),
            pbkdf2(PbkdfHash::Sha256, MAX_ROUNDS + 1),
            argon2id(1024 * 1024 + 1, 1, 1),
            argon2id(1024 * 1024, 16, 1),
            argon2id(64, 17, 1),
            argon2id(256, 1, 17),
        ] {
            assert_eq!(
                derivation.derive(b"", b"saltsalt").unwrap_err(),
                ForeignKdfError::TooCostly
            );
        }
    }

    #[test]
    fn invalid_salts_are_refused_without_a_panic() {
        assert_eq!(
            argon2id(64, 1, 1).derive(b"x", b"short").unwrap_err(),
            ForeignKdfError::InvalidParameters
        );
        let long = vec![0; MAX_SALT_BYTES + 1];
        let rounds = pbkdf2(PbkdfHash::Sha256, 1);
        assert_eq!(rounds.derive(b"x", &long).unwrap_err(), ForeignKdfError::InvalidParameters);
        assert!(rounds.derive(b"", b"").is_ok());
    }
}
