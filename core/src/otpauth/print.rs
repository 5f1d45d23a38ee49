//! Writes a key URI.

use percent_encoding::utf8_percent_encode;
use zeroize::Zeroizing;

use super::codes::{DECIMAL, is_issued_by_valve, is_meaningful};
use super::label::is_prefixed;
use super::query::{ESCAPED, push};
use crate::account::Account;
use crate::base32;
use crate::otp::MovingFactor;

/// Writes an account as a key URI: the issuer as prefix and as parameter, everything else as
/// parameters.
///
/// Defaults are written too, since readers disagree about them. Steam accounts have the type
/// `steam` and the `encoder` that `KeePassXC` reads; decimal digits with the issuer Steam are
/// marked as decimal. Note, group, colour and favourite are not part of a key URI. Of
/// [`Account::parameters`], those that would contradict the account are omitted.
pub fn print(account: &Account) -> Zeroizing<String> {
    let Account { issuer, label, otp, parameters, .. } = account;
    // Full capacity from the start: a growing buffer leaves unwiped copies behind.
    let kept: usize = parameters.iter().map(|(name, value)| name.len() + value.len() + 2).sum();
    let names = 2 * issuer.as_str().len() + label.as_str().len();
    let size = 200 + 2 * otp.key().expose().len() + 3 * (names + kept);
    let mut text = Zeroizing::new(String::with_capacity(size));

    let (kind, moving) = match otp.kind() {
        MovingFactor::Totp { period } => ("totp", ("period", u64::from(period.seconds()))),
        MovingFactor::Hotp { counter } => ("hotp", ("counter", counter)),
        MovingFactor::Steam => ("steam", ("period", 30)),
    };
    text.push_str("otpauth://");
    text.push_str(kind);
    text.push('/');
    if is_prefixed(issuer, label) {
        text.extend(utf8_percent_encode(issuer.as_str(), ESCAPED));
        text.push(':');
    }
    text.extend(utf8_percent_encode(label.as_str(), ESCAPED));
    push(&mut text, "secret", &base32::print(otp.key()));
    // The first `issuer` parameter is the account's, so an empty one is written if another follows.
    let has_more = parameters.iter().any(|(name, _)| name.eq_ignore_ascii_case("issuer"));
    if !issuer.is_empty() || has_more {
        push(&mut text, "issuer", issuer.as_str());
    }
    push(&mut text, "algorithm", otp.algorithm().print());
    push(&mut text, "digits", &otp.digits().count().to_string());
    push(&mut text, moving.0, &moving.1.to_string());
    match otp.kind() {
        MovingFactor::Steam => push(&mut text, "encoder", "steam"),
        MovingFactor::Totp { period } => {
            let digits = Some(u64::from(otp.digits().count()));
            if is_issued_by_valve(issuer, Some(otp.algorithm()), digits, period) {
                push(&mut text, "encoder", DECIMAL);
            }
        }
        MovingFactor::Hotp { .. } => {}
    }
    for (name, value) in parameters.iter().filter(|(name, _)| !is_meaningful(kind, name)) {
        push(&mut text, name, value);
    }
    text
}

#[cfg(test)]
mod tests {
    use crate::otpauth::{parse, print};
    use crate::time::UnixMillis;

    #[test]
    fn a_stored_parameter_never_contradicts_the_account() {
        let now = UnixMillis(0);
        let mut account = parse("otpauth://totp/a?secret=GE&digits=8&counter=1", now).unwrap();
        let plain = print(&account);
        account.parameters.insert(0, ("Digits".to_owned(), "6".to_owned()));
        account.parameters.push(("encoder".to_owned(), "steam".to_owned()));
        assert_eq!(print(&account), plain);
        assert!(plain.ends_with("&counter=1"));
    }

    #[test]
    fn steam_accounts_are_written_with_type_and_encoder() {
        let account = parse("steam://GEZDGNBVGY3TQOJQ", UnixMillis(0)).unwrap();
        assert_eq!(
            *print(&account),
            "otpauth://steam/Steam:?secret=GEZDGNBVGY3TQOJQ&issuer=Steam&algorithm=SHA1&digits=5&\
             period=30&encoder=steam"
        );
    }
}
