//! From a moment to a time step (RFC 6238 §4.2).

use super::Period;
use crate::time::{UnixMillis, Window};

/// The number of whole steps since 1970 (T0 = 0); 0 for any time before.
pub(super) fn time_step(now: UnixMillis, period: Period) -> u64 {
    u64::try_from(now.seconds()).unwrap_or(0) / u64::from(period.seconds())
}

/// When a step's code holds.
pub(super) fn window(step: u64, period: Period) -> Window {
    let start = |step: u64| {
        let seconds = step.saturating_mul(u64::from(period.seconds()));
        UnixMillis::from_seconds(i64::try_from(seconds).unwrap_or(i64::MAX))
    };
    Window { from: start(step), until: start(step.saturating_add(1)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::otp::{Algorithm, Digits, Kind, Otp};
    use crate::secret::Secret;

    /// RFC 6238 appendix B: time, SHA-1, SHA-256, SHA-512; eight digits, thirty seconds.
    const VECTORS: [(i64, [&str; 3]); 6] = [
        (59, ["94287082", "46119246", "90693936"]),
        (1_111_111_109, ["07081804", "68084774", "25091201"]),
        (1_111_111_111, ["14050471", "67062674", "99943326"]),
        (1_234_567_890, ["89005924", "91819424", "93441116"]),
        (2_000_000_000, ["69279037", "90698825", "38618901"]),
        (20_000_000_000, ["65353130", "77737706", "47863826"]),
    ];

    /// Appendix B's keys are the digits 1 to 0 repeated to the hash's length (errata 2866).
    fn totp(algorithm: Algorithm, key_bytes: usize) -> Otp {
        let key = b"1234567890".iter().copied().cycle().take(key_bytes).collect();
        let kind = Kind::Totp { period: Period::DEFAULT };
        Otp::new(Secret::new(key), algorithm, Digits::new(8).unwrap(), kind).unwrap()
    }

    #[test]
    fn rfc_6238_appendix_b() {
        let otps =
            [totp(Algorithm::Sha1, 20), totp(Algorithm::Sha256, 32), totp(Algorithm::Sha512, 64)];
        for (seconds, expected) in VECTORS {
            let codes = otps.each_ref().map(|otp| {
                let codes = otp.codes_at(UnixMillis::from_seconds(seconds)).unwrap();
                codes.code.as_str().to_owned()
            });
            assert_eq!(codes, expected, "at {seconds}");
        }
    }

    #[test]
    fn a_code_changes_exactly_at_the_step() {
        let otp = totp(Algorithm::Sha1, 20);
        let before = otp.codes_at(UnixMillis(59_999)).unwrap();
        let after = otp.codes_at(UnixMillis(60_000)).unwrap();
        assert_eq!(before.code.as_str(), "94287082");
        assert_eq!(before.next, after.code);
        assert_eq!(before.window, Window { from: UnixMillis(30_000), until: UnixMillis(60_000) });
    }

    #[test]
    fn a_clock_before_1970_shows_the_first_code() {
        let otp = totp(Algorithm::Sha1, 20);
        assert_eq!(otp.codes_at(UnixMillis(-1)).unwrap(), otp.codes_at(UnixMillis(0)).unwrap());
        assert!(otp.codes_at(UnixMillis(i64::MAX)).is_some());
    }
}
