//! Key URIs of fictitious accounts.

use crate::random::Random;

/// The text of an Amazon QR code for a fictitious account.
///
/// `otpauth://totp/Amazon%3A<user>%40example.com?secret=<52 base32 characters>&issuer=Amazon`, as
/// Amazon writes it. The key is random and belongs to no account.
pub fn amazon_uri(seed: u64) -> String {
    let mut random = Random::new(seed, "amazon uri");
    let key: String =
        (0..52).map(|_| random.pick(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567") as char).collect();
    let length = random.whole(3, 11);
    let user: String = std::iter::once(random.pick(b"abcdefghijklmnopqrstuvwxyz") as char)
        .chain((1..=length).map(|_| random.pick(b"abcdefghijklmnopqrstuvwxyz0123456789") as char))
        .collect();
    format!("otpauth://totp/Amazon%3A{user}%40example.com?secret={key}&issuer=Amazon")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_uri_has_the_form_of_amazons() {
        for seed in 0..50 {
            let uri = amazon_uri(seed);

            let rest = uri.strip_prefix("otpauth://totp/Amazon%3A").unwrap();
            let (user, query) = rest.split_once("%40example.com?secret=").unwrap();
            let key = query.strip_suffix("&issuer=Amazon").unwrap();
            assert!((4..=12).contains(&user.len()));
            assert!(user.bytes().all(|b| b.is_ascii_alphanumeric()));
            assert_eq!(key.len(), 52);
            assert!(key.bytes().all(|b| matches!(b, b'A'..=b'Z' | b'2'..=b'7')));
        }
    }

    #[test]
    fn a_seed_makes_one_account() {
        assert_eq!(amazon_uri(5), amazon_uri(5));
        assert_ne!(amazon_uri(5), amazon_uri(6));
    }
}
