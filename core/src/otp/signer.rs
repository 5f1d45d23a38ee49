//! Codes computed by totp-rs, and codes of ten digits, which totp-rs can't compute.

use totp_rs::{Builder, Totp};

use super::{Algorithm, Code, Digits};
use crate::secret::Secret;

/// A key with its code parameters. totp-rs wipes its copy of the key on drop; its hash functions
/// leave the key on the stack, which the callers wipe.
pub(super) struct CodeGenerator {
    totp: Totp,
    digits: Digits,
}

impl CodeGenerator {
    /// `step` is X in RFC 6238, in seconds.
    pub(super) fn new(
        key: &Secret,
        algorithm: totp_rs::Algorithm,
        digits: Digits,
        step: u64,
    ) -> Self {
        // Built without the compliance checks: sites issue keys below RFC 4226's 128 bits, and
        // codes of more than eight digits.
        let totp = Builder::new()
            .with_algorithm(algorithm)
            .with_digits(digits.count())
            .with_step_duration(step)
            .with_secret(key.expose())
            .build_noncompliant();
        Self { totp, digits }
    }

    /// The code at a time, in seconds since 1970.
    pub(super) fn code(&self, seconds: u64) -> Code {
        Code::new(if self.digits == Digits::MAX {
            format!("{:010}", truncate(self.totp.sign(seconds).as_ref()))
        } else {
            self.totp.generate(seconds).to_string()
        })
    }

    /// The first second of the step after the one that contains `seconds`.
    pub(super) fn next_step(&self, seconds: u64) -> u64 {
        self.totp.next_step(seconds)
    }
}

/// Dynamic truncation (RFC 4226 §5.4): 31 bits at the offset in the last nibble. totp-rs panics for
/// ten digits, since 10¹⁰ does not fit into its 32 bits; all 31 bits fit into ten digits.
fn truncate(hmac: &[u8]) -> u32 {
    let offset = usize::from(hmac[hmac.len() - 1] & 0x0f);
    let bytes = hmac[offset..offset + 4].try_into().expect("an HMAC has at least 20 bytes");
    u32::from_be_bytes(bytes) & 0x7fff_ffff
}

impl From<Algorithm> for totp_rs::Algorithm {
    fn from(algorithm: Algorithm) -> Self {
        match algorithm {
            Algorithm::Sha1 => Self::SHA1,
            Algorithm::Sha256 => Self::SHA256,
            Algorithm::Sha512 => Self::SHA512,
        }
    }
}
