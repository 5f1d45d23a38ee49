//! HOTP (RFC 4226 §5.3): a counter's HMAC, dynamically truncated.

use totp_rs::Builder;

use super::{Algorithm, Code, Digits};
use crate::crypto::stack::wiped_after;
use crate::secret::Secret;

/// The code of a moving factor.
pub(super) fn code(key: &Secret, algorithm: Algorithm, digits: Digits, moving_factor: u64) -> Code {
    let algorithm = match algorithm {
        Algorithm::Sha1 => totp_rs::Algorithm::SHA1,
        Algorithm::Sha256 => totp_rs::Algorithm::SHA256,
        Algorithm::Sha512 => totp_rs::Algorithm::SHA512,
    };
    // The hash functions leave the key on the stack.
    let number = wiped_after(|| {
        // A step of one second makes totp-rs's time the moving factor itself.
        let signer = Builder::new()
            .with_algorithm(algorithm)
            .with_step_duration(1)
            .with_secret(key.expose())
            .build_noncompliant();
        truncate(signer.sign(moving_factor).as_ref())
    });
    let value = u64::from(number) % 10_u64.pow(u32::from(digits.count()));
    Code::new(format!("{value:0width$}", width = usize::from(digits.count())))
}

/// Dynamic truncation (RFC 4226 §5.4): 31 bits from where the last nibble points.
///
/// totp-rs truncates too, but panics for ten digits.
fn truncate(hmac: &[u8]) -> u32 {
    let offset = usize::from(hmac[hmac.len() - 1] & 0x0f);
    let bytes = hmac[offset..offset + 4].try_into().expect("an HMAC has at least 20 bytes");
    u32::from_be_bytes(bytes) & 0x7fff_ffff
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::otp::{Kind, Otp, OtpError};

    fn hotp(digits: u32, counter: u64) -> Otp {
        let key = Secret::new(b"12345678901234567890".to_vec());
        Otp::new(key, Algorithm::Sha1, Digits::new(digits).unwrap(), Kind::Hotp { counter })
            .unwrap()
    }

    #[test]
    fn rfc_4226_appendix_d() {
        let expected = [
            "755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583",
            "399871", "520489",
        ];
        for (counter, code) in (0..).zip(expected) {
            assert_eq!(hotp(6, 0).code_of(counter).as_str(), code, "count {counter}");
        }
    }

    #[test]
    fn more_digits_show_more_of_the_same_number() {
        // RFC 4226 appendix D's decimal for count 0 is 1284755224.
        assert_eq!(hotp(8, 0).code_of(0).as_str(), "84755224");
        assert_eq!(hotp(10, 0).code_of(0).as_str(), "1284755224");
        // Count 7 is 82162583: ten digits begin with zeros.
        assert_eq!(hotp(10, 0).code_of(7).as_str(), "0082162583");
    }

    #[test]
    fn a_counter_stops_at_its_end() {
        let mut otp = hotp(6, u64::MAX);
        assert_eq!(otp.advance(), Err(OtpError::CounterSpent));
        assert_eq!(otp.kind(), Kind::Hotp { counter: u64::MAX });
    }
}
