//! Accounts as text: reads and writes the key URI format (`otpauth://`), and Google Authenticator's
//! export of several accounts in [`migration`].
//!
//! The format is described at <https://github.com/google/google-authenticator/wiki/Key-Uri-Format>.
//! Where it is silent, this module follows RFC 3986 (URIs) and the practice of sites and apps.
//! Parameters that affect the codes are accepted as written or rejected, never guessed. Unknown
//! parameters are stored and written back.

mod codes;
mod error;
mod label;
pub mod migration;
mod print;
mod query;

pub(crate) use codes::is_issued_by_valve;
pub use error::UriError;
pub use print::print;

use percent_encoding::{percent_decode_str, utf8_percent_encode};

use crate::account::{Account, Issuer, Label};
use crate::base32;
use crate::otp::{Algorithm, Digits, MovingFactor, Otp};
use crate::time::UnixMillis;
use query::{ESCAPED, PlusMeaning, UriQuery, decode_lossy};

/// The maximum text length in bytes. A QR code holds at most 4,296 characters (ISO/IEC 18004,
/// version 40-L), but some apps add notes and icons to text exports.
pub const MAX_URI_BYTES: usize = 64 * 1024;

/// The maximum length of the stored parameters when written, in bytes. With a key and names of
/// maximum length they still fit into [`MAX_URI_BYTES`], so that everything read can be written and read
/// again.
const MAX_EXTRA_BYTES: usize = MAX_URI_BYTES / 2;

/// Reads a key URI, or `steam://` with a key. The account is unconfirmed and has no user metadata.
///
/// # Errors
/// [`UriError`] for each cause.
pub fn parse(text: &str, now: UnixMillis) -> Result<Account, UriError> {
    parse_as(text, now, SixDigitSteam::Recognised)
}

/// Reads a key URI that this core wrote. It contains all code parameters, so the issuer's name has
/// no influence: six digits with the issuer Steam stay six digits.
///
/// # Errors
/// As [`parse`].
pub(crate) fn parse_own(text: &str, now: UnixMillis) -> Result<Account, UriError> {
    parse_as(text, now, SixDigitSteam::AsWritten)
}

/// How six digits with the issuer Steam are read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum SixDigitSteam {
    /// As Steam's own codes, since Steam accepts no other kind.
    Recognised,
    /// As six digits.
    AsWritten,
}

fn parse_as(text: &str, now: UnixMillis, steam: SixDigitSteam) -> Result<Account, UriError> {
    let text = trim(text);
    if text.len() > MAX_URI_BYTES {
        return Err(UriError::TooLong { found: text.len() });
    }
    let (scheme, _) = text.split_once(':').unwrap_or_default();
    let is_ours = ["otpauth", "apple-otpauth", "otpauth-migration"]
        .iter()
        .any(|known| scheme.eq_ignore_ascii_case(known));
    if let Some(at) = second_link(text).filter(|_| is_ours) {
        return Err(UriError::JoinedLinks { at });
    }
    if let Some(index) = text.chars().position(|symbol| symbol.is_ascii_control()) {
        return Err(UriError::ControlCharacter { at: index + 1 });
    }
    let (scheme, rest) = text.split_once(':').ok_or(UriError::NotAKeyUri)?;
    match scheme.to_ascii_lowercase().as_str() {
        // `apple-otpauth` is Apple's scheme for the same format; it opens Apple's own app.
        "otpauth" | "apple-otpauth" => parse_address(rest.trim_start_matches('/'), now, steam),
        "otpauth-migration" => Err(UriError::Migration),
        "steam" => parse_steam(rest, now),
        _ => Err(UriError::NotAKeyUri),
    }
}

/// The label of a rejected key URI, to identify it to the user: decoded as far as possible, cut to
/// 100 characters, empty if none is found.
pub fn label_of_refused(text: &str) -> String {
    // Without a query, or with another scheme, the key may be anywhere in the text, so nothing is
    // shown.
    let path = trim(text).split_once('?').map(|(path, _)| path);
    let address = path.and_then(|path| path.split_once(':')).filter(|(scheme, _)| {
        scheme.eq_ignore_ascii_case("otpauth") || scheme.eq_ignore_ascii_case("apple-otpauth")
    });
    let label = address.and_then(|(_, rest)| rest.trim_start_matches('/').split_once('/'));
    let label = label.map_or("", |(_, label)| label);
    let visible = percent_decode_str(label).decode_utf8_lossy();
    visible.chars().filter(|symbol| !symbol.is_control()).take(100).collect()
}

/// The schemes of links that contain accounts. Since a link's parts are percent-encoded, such a
/// scheme within a link begins another link.
const SCHEMES: [&str; 2] = ["otpauth://", "otpauth-migration://"];

/// The position of a second link in a text that begins with one, counted in characters from 1.
fn second_link(text: &str) -> Option<usize> {
    let (scheme, rest) = text.split_once(':')?;
    let lower = rest.to_ascii_lowercase();
    let found = SCHEMES.iter().filter_map(|scheme| lower.find(scheme)).min()?;
    Some(scheme.chars().count() + 1 + rest[..found].chars().count() + 1)
}

/// Removes surrounding whitespace and byte order marks.
pub(crate) fn trim(text: &str) -> &str {
    text.trim_matches(|symbol: char| symbol.is_whitespace() || symbol == '\u{feff}')
}

/// Reads the part after `otpauth://`. A name that is not UTF-8 is decoded as far as possible and
/// can be corrected by the user; it does not reject the account.
fn parse_address(text: &str, now: UnixMillis, steam: SixDigitSteam) -> Result<Account, UriError> {
    let (path, query) = text.split_once('?').unwrap_or((text, ""));
    let (kind, path) = path.split_once('/').unwrap_or((path, ""));
    let kind = kind.to_ascii_lowercase();
    if !matches!(kind.as_str(), "totp" | "hotp" | "steam") {
        return Err(UriError::UnknownType { found: name_of_type(&kind) });
    }
    let mut query = UriQuery::parse(query);
    let issuer = query.take_first("issuer").unwrap_or_default();
    let (issuer, label) = label::split(&decode_lossy(path, PlusMeaning::Plus), &issuer)?;
    let otp = codes::read(&kind, &issuer, &mut query, steam)?;
    let parameters = query.into_rest();
    let escaped = |text| utf8_percent_encode(text, ESCAPED).map(str::len).sum::<usize>();
    let found = parameters.iter().map(|(name, value)| escaped(name) + escaped(value) + 2).sum();
    if found > MAX_EXTRA_BYTES {
        return Err(UriError::TooLong { found });
    }
    Ok(Account { parameters, ..Account::new(issuer, label, otp, now) })
}

/// Reads `steam://` followed by a key. The Steam client's own links (`steam://open/…`) have the
/// same scheme, so only keys of a length that sites issue (80 bits or more) are accepted.
fn parse_steam(rest: &str, now: UnixMillis) -> Result<Account, UriError> {
    let letters = rest.trim_matches('/');
    if base32::is_link(letters) {
        return Err(UriError::KeyIsLink);
    }
    let key = base32::parse(letters).map_err(|_| UriError::NotAKeyUri)?;
    if key.expose().len() < 10 {
        return Err(UriError::NotAKeyUri);
    }
    let otp = Otp::new(key, Algorithm::Sha1, Digits::STEAM, MovingFactor::Steam)?;
    Ok(Account::new(Issuer::new("Steam")?, Label::default(), otp, now))
}

/// A type's name for an error; empty if it might be a misplaced key.
fn name_of_type(text: &str) -> String {
    let is_name = text.len() <= 12 && text.bytes().all(|symbol| symbol.is_ascii_alphanumeric());
    if is_name { text.to_owned() } else { String::new() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde::Deserialize;

    use super::*;
    use crate::fault::{Fact, Fault};
    use crate::otp::Period;
    use crate::secret::Secret;

    const NOW: UnixMillis = UnixMillis(1_700_000_000_000);

    /// An unusual URI that is accepted, and its account.
    #[derive(Deserialize)]
    struct Read {
        name: String,
        uri: String,
        issuer: String,
        label: String,
        key: String,
        #[serde(rename = "type")]
        kind: String,
        algorithm: String,
        digits: u8,
        period: Option<u64>,
        counter: Option<u64>,
        parameters: Vec<(String, String)>,
    }

    /// An unusual text that is rejected, and the reason.
    #[derive(Deserialize)]
    struct Refuse {
        name: String,
        uri: String,
        code: String,
        facts: std::collections::BTreeMap<String, serde_json::Value>,
    }

    #[test]
    fn the_longest_text_is_read_and_one_byte_more_is_not() {
        let longest = "x".repeat(MAX_URI_BYTES);
        assert_eq!(parse(&longest, NOW), Err(UriError::NotAKeyUri));
        let found = MAX_URI_BYTES + 1;
        assert_eq!(parse(&format!("{longest}x"), NOW), Err(UriError::TooLong { found }));
    }

    #[test]
    fn unusual_uris_are_read_and_their_printed_form_reads_the_same() {
        let vectors = include_str!("../../tests/vectors/otpauth/read.json");
        for case in serde_json::from_str::<Vec<Read>>(vectors).unwrap() {
            let account =
                parse(&case.uri, NOW).unwrap_or_else(|why| panic!("{}: {why}", case.name));
            let kind = match (case.kind.as_str(), case.period, case.counter) {
                ("totp", Some(period), None) => {
                    MovingFactor::Totp { period: Period::new(period).unwrap() }
                }
                ("hotp", None, Some(counter)) => MovingFactor::Hotp { counter },
                ("steam", None, None) => MovingFactor::Steam,
                other => panic!("{}: {other:?}", case.name),
            };
            assert_eq!(account.issuer.as_str(), case.issuer, "{}", case.name);
            assert_eq!(account.label.as_str(), case.label, "{}", case.name);
            assert_eq!(*base32::print(account.otp.key()), case.key, "{}", case.name);
            assert_eq!(account.otp.algorithm().print(), case.algorithm, "{}", case.name);
            assert_eq!(account.otp.digits().count(), case.digits, "{}", case.name);
            assert_eq!(account.otp.kind(), kind, "{}", case.name);
            assert_eq!(account.parameters, case.parameters, "{}", case.name);
            assert_eq!(parse(&print(&account), NOW).unwrap(), account, "{}", case.name);
        }
    }

    #[test]
    fn an_invalid_uri_is_refused_with_its_reason() {
        let vectors = include_str!("../../tests/vectors/otpauth/refuse.json");
        for case in serde_json::from_str::<Vec<Refuse>>(vectors).unwrap() {
            let why = parse(&case.uri, NOW).map(|_| ()).expect_err(&case.name);
            assert_eq!(why.code(), case.code, "{}", case.name);
            let facts = why.facts().into_iter().map(|(name, fact)| {
                let value = match fact {
                    Fact::Text(text) => text.into(),
                    Fact::Number(number) => number.into(),
                };
                (name.to_owned(), value)
            });
            assert_eq!(facts.collect::<std::collections::BTreeMap<_, _>>(), case.facts);
        }
    }

    #[test]
    fn two_joined_links_are_refused_and_neither_is_a_name() {
        for text in [
            "otpauth://totp/A?secret=GE&issuer=A,otpauth://totp/B?secret=GI",
            "otpauth://totp/A?secret=GE otpauth://totp/B?secret=GI",
            "otpauth://totp/A?secret=GEotpauth://totp/B?secret=GI",
            "apple-otpauth://totp/A?secret=GE\nOTPAUTH://totp/B?secret=GI",
            "otpauth://totp/A?secret=GE;otpauth-migration://offline?data=A",
        ] {
            assert!(matches!(parse(text, NOW), Err(UriError::JoinedLinks { .. })), "{text}");
        }
        let text = "otpauth://totp/A?secret=GE;otpauth://totp/B?secret=GI";
        assert_eq!(parse(text, NOW), Err(UriError::JoinedLinks { at: 28 }));
        let encoded = "otpauth://totp/A?secret=GE&note=otpauth%3A%2F%2Ftotp, or so";
        assert!(parse(encoded, NOW).is_ok());
    }

    #[test]
    fn a_name_that_is_not_utf_8_refuses_no_account() {
        let account = parse("otpauth://totp/Caf%E9:m%FCller?secret=GE&x=%FF", NOW).unwrap();
        assert_eq!(
            (account.issuer.as_str(), account.label.as_str()),
            ("Caf\u{fffd}", "m\u{fffd}ller")
        );
        assert_eq!(parse(&print(&account), NOW).unwrap(), account);
        let why = parse("otpauth://totp/A?secret=GE&algorithm=%FF", NOW).unwrap_err();
        assert_eq!(why, UriError::NotUtf8);
    }

    #[test]
    fn a_key_that_begins_like_a_link_is_refused() {
        let text = "otpauth://totp/A?secret=otpauth%20totp%20A2";
        assert_eq!(parse(text, NOW), Err(UriError::KeyIsLink));
        assert_eq!(parse("steam://otpauthtotpAmazon", NOW), Err(UriError::KeyIsLink));
    }

    #[test]
    fn six_digits_under_steams_name_are_steams_unless_written_here_as_six() {
        let text =
            "otpauth://totp/Steam:me?secret=GE&issuer=STEAM&digits=6&algorithm=SHA1&period=30";
        assert_eq!(parse(text, NOW).unwrap().otp.kind(), MovingFactor::Steam);
        let ours = parse_own(text, NOW).unwrap();
        assert_eq!(ours.otp.digits(), Digits::DEFAULT);
        let written = print(&ours);
        assert!(written.ends_with("&encoder=decimal"), "{}", &*written);
        assert_eq!(parse(&written, NOW).unwrap(), ours);
    }

    #[test]
    fn an_amazon_account_is_written_as_the_format_requires() {
        let text = "otpauth://totp/Amazon%3Ame%2Bshop%40example.com?secret=GEZDGNBVGY3TQOJQ&\
                    issuer=Amazon&image=a%20b";
        let account = parse(text, NOW).unwrap();
        assert_eq!(account.added, NOW);
        assert_eq!(
            *print(&account),
            "otpauth://totp/Amazon:me%2Bshop%40example.com?secret=GEZDGNBVGY3TQOJQ&issuer=Amazon&\
             algorithm=SHA1&digits=6&period=30&image=a%20b"
        );
    }

    #[test]
    fn parameters_of_maximum_length_are_stored_and_one_byte_more_is_refused() {
        // A name of one letter, `&` and `=`.
        let text = |length: usize| {
            format!("otpauth://totp/A?secret=GEZDGNBVGY3TQOJQ&x={}", "a".repeat(length - 3))
        };
        let account = parse(&text(MAX_EXTRA_BYTES), NOW).unwrap();
        assert_eq!(parse(&print(&account), NOW).unwrap(), account);
        let found = MAX_EXTRA_BYTES + 1;
        assert_eq!(parse(&text(found), NOW), Err(UriError::TooLong { found }));
    }

    #[test]
    fn a_text_that_is_too_long_is_refused_as_read_or_as_written() {
        let head = "otpauth://totp/A?secret=GEZDGNBVGY3TQOJQ&x=";
        for tail in ["a".repeat(MAX_URI_BYTES), "あ".repeat(MAX_EXTRA_BYTES / 9 + 1)] {
            let text = format!("{head}{tail}");
            assert!(matches!(parse(&text, NOW), Err(UriError::TooLong { .. })));
        }
        let account = parse(&format!("{head}{}", "あ".repeat(3000)), NOW).unwrap();
        assert_eq!(parse(&print(&account), NOW).unwrap(), account);
    }

    #[test]
    fn a_refused_uri_shows_only_its_label() {
        for (text, label) in [
            ("otpauth://totp/A%3Ame%40x?secret=GE&algorithm=MD5", "A:me@x"),
            ("otpauth://motp/Caf%E9%0A?secret=GE", "Caf\u{fffd}"),
            ("otpauth://totp/secret=GEZDGNBVGY3TQOJQ", ""),
            ("GEZDGNBVGY3TQOJQ?x", ""),
            ("steam://x/GEZDGNBVGY3TQOJQ?x", ""),
            ("", ""),
        ] {
            assert_eq!(label_of_refused(text), label);
        }
    }

    #[test]
    fn no_error_shows_the_key() {
        let key = "GEZDGNBVGY3TQOJQ";
        for text in [
            format!("otpauth://{key}"),
            format!("otpauth://totp/a?secret={key}1"),
            format!("otpauth://totp/a?secret={key}A"),
            format!("otpauth://totp/a?secret={key}&secret=A{key}"),
            format!("otpauth://hotp/a?secret={key}"),
            format!("otpauth://totp/a?secret={key}&digits=5"),
            format!("steam://{key}1"),
        ] {
            let why = parse(&text, NOW).unwrap_err();
            assert!(!format!("{why} {why:?} {:?}", why.facts()).to_uppercase().contains(&key[..8]));
        }
    }

    fn kinds() -> impl Strategy<Value = (MovingFactor, Digits)> {
        let digits = || (6..=10u32).prop_map(|count| Digits::new(count).unwrap());
        let period = (1..=u64::from(u32::MAX)).prop_map(|seconds| Period::new(seconds).unwrap());
        prop_oneof![
            (period, digits()).prop_map(|(period, digits)| (MovingFactor::Totp { period }, digits)),
            (any::<u64>(), digits())
                .prop_map(|(counter, digits)| (MovingFactor::Hotp { counter }, digits)),
            Just((MovingFactor::Steam, Digits::STEAM)),
        ]
    }

    prop_compose! {
        fn accounts()(
            issuer in prop_oneof![any::<String>(), "[ :+%&#Aa]{0,4}", Just("Steam".to_owned())],
            label in prop_oneof![any::<String>(), "[ :+%&#Aa]{0,4}"],
            key in proptest::collection::vec(any::<u8>(), 1..80),
            (kind, digits) in kinds(),
            algorithm in prop::sample::select(vec![
                Algorithm::Sha1, Algorithm::Sha256, Algorithm::Sha512,
            ]),
            parameters in proptest::collection::vec(
                (prop_oneof![any::<String>(), Just("issuer".to_owned())], any::<String>()), 0..4,
            ),
        ) -> Account {
            let algorithm = if kind == MovingFactor::Steam { Algorithm::Sha1 } else { algorithm };
            let otp = Otp::new(Secret::new(key), algorithm, digits, kind).unwrap();
            let (issuer, label) = (Issuer::new(&issuer).unwrap(), Label::new(&label).unwrap());
            Account { parameters, ..Account::new(issuer, label, otp, NOW) }
        }
    }

    proptest! {
        #[test]
        fn whatever_is_written_is_read_back_equal(account in accounts()) {
            let text = print(&account);
            let read = parse(&text, NOW).unwrap();
            prop_assert_eq!(&*print(&read), &*text);
            prop_assert_eq!(read, account);
            prop_assert!(text.bytes().all(|symbol| symbol.is_ascii_graphic()));
        }

        #[test]
        fn parse_never_panics(text: String, tail in "[otpauh:/?&=%#+ -~]{0,60}") {
            let _ = parse(&text, NOW);
            let _ = parse(&format!("otpauth://totp/{text}?secret=GE&{tail}"), NOW);
            let _ = parse(&format!("otpauth://{tail}{text}"), NOW);
        }

        #[test]
        fn a_changed_uri_is_read_or_refused_and_never_panics(
            account in accounts(), place: prop::sample::Index, symbol: char, cut: bool,
        ) {
            let mut text = print(&account).to_string();
            let place = place.index(text.len());
            let symbol = if cut { String::new() } else { symbol.to_string() };
            text.replace_range(place..=place, &symbol);
            if let Ok(read) = parse(&text, NOW) {
                prop_assert_eq!(parse(&print(&read), NOW).unwrap(), read);
            }
        }
    }
}
