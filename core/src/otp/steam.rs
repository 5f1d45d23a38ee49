//! Steam Guard's codes: TOTP with SHA-1 and thirty seconds, five characters of an alphabet without
//! look-alikes.

use totp_rs::Builder;

use super::Code;
use crate::crypto::stack::wiped_after;
use crate::secret::Secret;

/// The code of a time step.
pub(super) fn code(key: &Secret, time_step: u64) -> Code {
    // The hash functions leave the key on the stack.
    wiped_after(|| {
        let signer = Builder::new()
            .with_algorithm(totp_rs::Algorithm::Steam)
            .with_digits(5)
            .with_step_duration(1)
            .with_secret(key.expose())
            .build_noncompliant();
        Code::new(signer.generate(time_step).to_string())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rfc_key_in_steams_alphabet() {
        // RFC 4226 appendix D's truncated values written in base 26, least significant first, in
        // Steam's alphabet 23456789BCDFGHJKMNPQRTVWXY: 1284755224, 1094287082, 137359152.
        let key = Secret::new(b"12345678901234567890".to_vec());
        for (step, expected) in
            [(0, encode(1_284_755_224)), (1, encode(1_094_287_082)), (2, encode(137_359_152))]
        {
            assert_eq!(code(&key, step).as_str(), expected);
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
