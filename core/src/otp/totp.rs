//! TOTP (RFC 6238): the codes at a time.

use super::signer::CodeGenerator;
use super::{Code, Digits, Period, TimedCodes};
use crate::crypto::stack::wiped_after;
use crate::secret::Secret;
use crate::time::{TimeSpan, UnixMillis};

/// The current code and the next one. T0 is 1970; times before it count as 1970.
pub(super) fn codes(
    key: &Secret,
    algorithm: totp_rs::Algorithm,
    digits: Digits,
    period: Period,
    now: UnixMillis,
) -> TimedCodes {
    let step = u64::from(period.seconds());
    let now = u64::try_from(now.seconds()).unwrap_or(0);
    wiped_after(|| {
        let signer = CodeGenerator::new(key, algorithm, digits, step);
        let next = signer.next_step(now);
        TimedCodes {
            code: signer.code(now),
            next: signer.code(next),
            window: TimeSpan { from: start(next - step), until: start(next) },
        }
    })
}

/// The code of a time step (T in RFC 6238).
pub(super) fn code(
    key: &Secret,
    algorithm: totp_rs::Algorithm,
    digits: Digits,
    period: Period,
    time_step: u64,
) -> Code {
    let step = u64::from(period.seconds());
    let seconds = time_step.saturating_mul(step);
    wiped_after(|| CodeGenerator::new(key, algorithm, digits, step).code(seconds))
}

fn start(seconds: u64) -> UnixMillis {
    UnixMillis::from_seconds(i64::try_from(seconds).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::otp::{Algorithm, Digits, MovingFactor, Otp};
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
        let kind = MovingFactor::Totp { period: Period::DEFAULT };
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
        assert_eq!(before.window, TimeSpan { from: UnixMillis(30_000), until: UnixMillis(60_000) });
    }

    #[test]
    fn a_clock_before_1970_shows_the_first_code() {
        let otp = totp(Algorithm::Sha1, 20);
        assert_eq!(otp.codes_at(UnixMillis(-1)).unwrap(), otp.codes_at(UnixMillis(0)).unwrap());
        assert!(otp.codes_at(UnixMillis(i64::MAX)).is_some());
    }

    #[test]
    fn the_rfc_key_in_steams_alphabet() {
        // RFC 4226 appendix D's truncated values written in base 26, least significant first, in
        // Steam's alphabet 23456789BCDFGHJKMNPQRTVWXY: 1284755224, 1094287082, 137359152.
        let key = Secret::new(b"12345678901234567890".to_vec());
        let otp = Otp::new(key, Algorithm::Sha1, Digits::STEAM, MovingFactor::Steam).unwrap();
        for (step, expected) in
            [(0, encode(1_284_755_224)), (1, encode(1_094_287_082)), (2, encode(137_359_152))]
        {
            assert_eq!(otp.code_of(step).as_str(), expected);
        }
    }

    fn encode(mut value: u32) -> String {
        let alphabet = b"23456789BCDFGHJKMNPQRTVWXY";
        let mut text = String::new();
        for _ in 0..5 {
            text.push(char::from(alphabet[value as usize % 26]));
            value /= 26;
        }
        text
    }
}
