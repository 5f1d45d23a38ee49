//! Codes that are not accounts, classified so that the user is told what was scanned.

use serde::{Deserialize, Serialize};

use crate::base32;
use crate::phrase::Phrase;

/// The kind of a code that is not an account. Contains nothing of its text except a web page's
/// host.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Phrase)]
#[serde(rename_all = "kebab-case")]
#[phrase("foreign")]
pub enum ForeignCode {
    /// A web page.
    Web {
        /// The host, in lower case; never another part of the address.
        host: String,
    },
    /// A page of Amazon, such as one that offers its app.
    Amazon {
        /// The host.
        host: String,
    },
    /// A page that offers an app to install.
    AppStore,
    /// A friend, group or shop on LINE.
    Line,
    /// A payment or shop on `PayPay`.
    PayPay,
    /// Microsoft's push sign-in, which only Microsoft's app supports. Microsoft's page also offers
    /// to use another app.
    MicrosoftPush,
    /// A sign-in that only another vendor's app supports.
    #[phrase(facts(factor = factor.name()))]
    OtherFactor {
        /// The vendor.
        factor: OtherApp,
    },
    /// A passkey sign-in on another device (FIDO cross-device sign-in).
    Passkey,
    /// A sign-in to Steam, for Steam's own app.
    SteamSignIn,
    /// A Wi-Fi network.
    Wifi,
    /// Contact details, an e-mail address or a phone number.
    Contact,
    /// Text that looks like an account's key: offer to type it in.
    Key,
    /// One of several QR codes of one message.
    #[phrase(facts(number = number, of = total))]
    Piece {
        /// Its number, counted from 1.
        number: u32,
        /// The number of QR codes.
        total: u32,
    },
    /// A Micro QR symbol, which is too small for a key and is not read.
    MicroQr,
    /// A rectangular Micro QR symbol (rMQR), which no site uses for keys and which is not read.
    RectangularMicroQr,
    /// Any other text.
    Text,
    /// Empty text.
    Empty,
}

/// Vendors whose sign-in needs their own app.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OtherApp {
    /// Duo Mobile.
    Duo,
    /// Okta Verify.
    Okta,
    /// Symantec VIP.
    SymantecVip,
}

impl OtherApp {
    /// The app's name, the same in every language.
    pub fn name(self) -> &'static str {
        match self {
            Self::Duo => "Duo Mobile",
            Self::Okta => "Okta Verify",
            Self::SymantecVip => "Symantec VIP",
        }
    }
}

/// The domains of Amazon's shops and short links.
const AMAZON: &[&str] = &[
    "amazon.co.jp",
    "amazon.com",
    "amazon.co.uk",
    "amazon.de",
    "amazon.fr",
    "amazon.it",
    "amazon.es",
    "amazon.nl",
    "amazon.se",
    "amazon.pl",
    "amazon.ca",
    "amazon.com.mx",
    "amazon.com.br",
    "amazon.com.au",
    "amazon.com.be",
    "amazon.com.tr",
    "amazon.in",
    "amazon.sg",
    "amazon.ae",
    "amazon.sa",
    "amazon.eg",
    "amazon.ie",
    "amazon.co.za",
    "amazon.cn",
    "amazon.jobs",
    "amzn.to",
    "amzn.asia",
    "amzn.com",
    "a.co",
];

const STORES: &[&str] =
    &["apps.apple.com", "itunes.apple.com", "play.google.com", "play.app.goo.gl"];
const LINE: &[&str] = &["line.me", "lin.ee", "line.naver.jp"];
const PAYPAY: &[&str] = &["paypay.ne.jp", "paypay-corp.co.jp"];

/// Classifies a text that is not a key URI.
pub(super) fn recognise(text: &str) -> ForeignCode {
    let text = crate::otpauth::trim(text);
    let (scheme, rest) = text.split_once(':').unwrap_or(("", text));
    match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" => recognise_page(rest),
        "market" | "itms-apps" | "itms-appss" => ForeignCode::AppStore,
        "line" => ForeignCode::Line,
        "paypay" => ForeignCode::PayPay,
        "phonefactor" | "ms-msa" | "msauth" | "microsoft-authenticator" => {
            ForeignCode::MicrosoftPush
        }
        "oktaverify" => ForeignCode::OtherFactor { factor: OtherApp::Okta },
        "duo" => ForeignCode::OtherFactor { factor: OtherApp::Duo },
        "vipaccess" => ForeignCode::OtherFactor { factor: OtherApp::SymantecVip },
        "fido" => ForeignCode::Passkey,
        "steam" | "steammobile" => ForeignCode::SteamSignIn,
        "wifi" => ForeignCode::Wifi,
        "begin"
            if rest
                .trim_start()
                .get(..5)
                .is_some_and(|word| word.eq_ignore_ascii_case("vcard")) =>
        {
            ForeignCode::Contact
        }
        "mecard" | "bizcard" | "mailto" | "matmsg" | "tel" | "sms" | "smsto" => {
            ForeignCode::Contact
        }
        _ if text.is_empty() => ForeignCode::Empty,
        // Duo's activation code: letters, a hyphen, and the server's address in base64.
        _ if is_duo(text) => ForeignCode::OtherFactor { factor: OtherApp::Duo },
        _ if looks_like_a_key(text) => ForeignCode::Key,
        _ => ForeignCode::Text,
    }
}

fn recognise_page(rest: &str) -> ForeignCode {
    let host = host_of(rest);
    let is_host_of = |domains: &[&str]| domains.iter().any(|domain| is_within(&host, domain));
    match () {
        () if is_host_of(STORES) => ForeignCode::AppStore,
        () if is_host_of(LINE) => ForeignCode::Line,
        () if is_host_of(PAYPAY) => ForeignCode::PayPay,
        () if is_host_of(&["s.team"]) => ForeignCode::SteamSignIn,
        () if is_host_of(&["duosecurity.com", "duo.com"]) => {
            ForeignCode::OtherFactor { factor: OtherApp::Duo }
        }
        () if is_host_of(AMAZON) => ForeignCode::Amazon { host },
        () => ForeignCode::Web { host },
    }
}

/// The host of a URL after `https:` (RFC 3986 §3.2), in lower case, without its port, cut to 100
/// characters. A backslash ends it, as in browsers (WHATWG URL §4.4), so that a name before one is
/// not mistaken for the host.
fn host_of(rest: &str) -> String {
    let address = rest.trim_start_matches(['/', '\\']);
    let authority = address.split(['/', '\\', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    let host = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|symbol| symbol.is_ascii_digit()) => name,
        _ => host,
    };
    let shown =
        host.chars().filter(|symbol| symbol.is_alphanumeric() || ".-_[]:".contains(*symbol));
    shown
        .flat_map(char::to_lowercase)
        .take(100)
        .collect::<String>()
        .trim_end_matches('.')
        .to_owned()
}

/// Whether a host is a domain or one of its subdomains.
fn is_within(host: &str, domain: &str) -> bool {
    host.strip_suffix(domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

fn is_duo(text: &str) -> bool {
    let Some((code, server)) = text.split_once('-') else { return false };
    let is_code = (16..=40).contains(&code.len())
        && code.bytes().all(|symbol| symbol.is_ascii_alphanumeric());
    let server = data_encoding::BASE64.decode(server.as_bytes());
    let server = server.or_else(|_| {
        data_encoding::BASE64_NOPAD.decode(text.rsplit('-').next().unwrap_or_default().as_bytes())
    });
    is_code && server.is_ok_and(|host| host.ends_with(b".duosecurity.com"))
}

/// Whether a text looks like a base32 key rather than words: at least 16 letters in one case, and
/// with a digit, or as one upper-case word, or in groups of four.
fn looks_like_a_key(text: &str) -> bool {
    let letters = || text.chars().filter(|symbol: &char| symbol.is_alphanumeric());
    let has_single_case = !letters().any(char::is_lowercase) || !letters().any(char::is_uppercase);
    let groups: Vec<&str> = text.split([' ', '-']).filter(|group| !group.is_empty()).collect();
    let has_digit = letters().any(char::is_numeric);
    let is_single_group = groups.len() == 1 && !letters().any(char::is_lowercase);
    let is_in_fours = groups.len() >= 4
        && groups[..groups.len() - 1].iter().all(|group| group.chars().count() == 4);
    text.len() <= 2048
        && letters().count() >= 16
        && has_single_case
        && (has_digit || is_single_group || is_in_fours)
        && !base32::is_link(text)
        && base32::parse(text).is_ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::phrase::Phrase;

    #[test]
    fn every_kind_is_recognised() {
        let duo = "aBcDeFgHiJkLmNoPqRsT-YXBpLTEyMzQ1Njc4LmR1b3NlY3VyaXR5LmNvbQ";
        for (text, code) in [
            ("https://example.com/login?next=a", "foreign-web"),
            ("https://www.amazon.co.jp/dp/B0", "foreign-amazon"),
            ("HTTPS://AMZN.ASIA/d/x", "foreign-amazon"),
            ("https://apps.apple.com/jp/app/id1", "foreign-app-store"),
            ("https://play.google.com/store/apps/details?id=x", "foreign-app-store"),
            ("market://details?id=x", "foreign-app-store"),
            ("https://line.me/ti/p/x", "foreign-line"),
            ("https://lin.ee/x", "foreign-line"),
            ("line://ti/p/x", "foreign-line"),
            ("https://qr.paypay.ne.jp/x", "foreign-pay-pay"),
            ("paypay://x", "foreign-pay-pay"),
            ("phonefactor://activate_account?code=1&url=x", "foreign-microsoft-push"),
            ("ms-msa://com.microsoft.msa.authenticator/auth?x=1", "foreign-microsoft-push"),
            ("MS-MSA:x", "foreign-microsoft-push"),
            ("otpauthtotpamazon2222", "foreign-text"),
            ("oktaverify://x.okta.com/?t=a", "foreign-other-factor"),
            (duo, "foreign-other-factor"),
            ("FIDO:/13086400838107303667332719012595115747821895775708", "foreign-passkey"),
            ("https://s.team/q/1/2", "foreign-steam-sign-in"),
            ("WIFI:T:WPA;S:cafe;P:x;;", "foreign-wifi"),
            ("BEGIN:VCARD\nVERSION:3.0", "foreign-contact"),
            ("MECARD:N:x;;", "foreign-contact"),
            ("mailto:me@example.com", "foreign-contact"),
            ("GEZD GNBV GY3T QOJQ", "foreign-key"),
            ("gezdgnbvgy3tqojq", "foreign-key"),
            ("ABCDEFGHIJKLMNOPQRSTUVWX", "foreign-key"),
            ("the quick brown fox jumps over the lazy dogs", "foreign-text"),
            ("合言葉", "foreign-text"),
            ("4901234567894", "foreign-text"),
            (" \n", "foreign-empty"),
        ] {
            assert_eq!(recognise(text).code(), code, "{text}");
        }
    }

    #[test]
    fn only_the_host_of_a_page_is_kept() {
        for (text, host) in [
            ("https://user:pass@Example.COM:8443/secret?key=x", "example.com"),
            ("https://www.amazon.co.jp.evil.example/ap", "www.amazon.co.jp.evil.example"),
            ("https://evil.example\\@www.amazon.co.jp/", "evil.example"),
            ("https://notamazon.com/", "notamazon.com"),
            ("https://楽天.example/", "楽天.example"),
            ("https://a\u{202e}b.example/", "ab.example"),
            ("https://[2001:db8::1]:80/", "[2001:db8::1]"),
        ] {
            assert_eq!(recognise(text), ForeignCode::Web { host: host.to_owned() }, "{text}");
        }
    }

    #[test]
    fn the_names_of_the_factors_are_facts() {
        let okta = recognise("oktaverify:x");
        assert_eq!(okta.facts(), [("factor", "Okta Verify".into())]);
    }

    proptest! {
        #[test]
        fn any_text_is_recognised_as_something(text: String, rest in "[/\\\\@:.#?a-z\\[\\]あ-]{0,40}") {
            let _ = recognise(&text);
            let _ = recognise(&format!("https:{rest}"));
            let _ = recognise(&format!("{rest}-{text}"));
        }
    }
}
