//! HOTP (RFC 4226): the code for a counter.
//!
//! totp-rs has no HOTP. RFC 6238 §4 defines TOTP as HOTP whose counter is the number of time steps
//! since 1970, so TOTP with a time step of one second, at the second `counter`, is HOTP (ADR 11).

use super::signer::CodeGenerator;
use super::{Algorithm, Code, Digits};
use crate::crypto::stack::wiped_after;
use crate::secret::Secret;

/// The code for a counter.
pub(super) fn code(key: &Secret, algorithm: Algorithm, digits: Digits, counter: u64) -> Code {
    wiped_after(|| CodeGenerator::new(key, algorithm.into(), digits, 1).code(counter))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::otp::{MovingFactor, Otp, OtpError};

    fn hotp(digits: u32, counter: u64) -> Otp {
        let key = Secret::new(b"12345678901234567890".to_vec());
        Otp::new(key, Algorithm::Sha1, Digits::new(digits).unwrap(), MovingFactor::Hotp { counter })
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
        // RFC 4226 appendix D: the decimal value for count 0 is 1284755224.
        assert_eq!(hotp(8, 0).code_of(0).as_str(), "84755224");
        assert_eq!(hotp(10, 0).code_of(0).as_str(), "1284755224");
        // Count 7 is 82162583, so ten digits begin with zeros.
        assert_eq!(hotp(10, 0).code_of(7).as_str(), "0082162583");
    }

    #[test]
    fn a_counter_stops_at_its_end() {
        let mut otp = hotp(6, u64::MAX);
        assert_eq!(otp.advance(), Err(OtpError::CounterSpent));
        assert_eq!(otp.kind(), MovingFactor::Hotp { counter: u64::MAX });
    }
}
