//! The meaning of a scanned, shared or pasted text.

use super::foreign::{self, ForeignCode};
use crate::account::Account;
use crate::fault::Fault;
use crate::otpauth;
use crate::otpauth::UriError;
use crate::otpauth::migration::{self, ExportPart, MigrationError};
use crate::time::UnixMillis;

/// The meaning of a text.
#[derive(Debug)]
pub enum TextMeaning {
    /// An account.
    Account(Box<Account>),
    /// A part of Google's export; [`migration::ExportParts`] gathers several.
    GooglePart(ExportPart),
    /// The text was intended as an account, but no valid code can be made from it.
    Refused(RefusedAccountText),
    /// Something else.
    Foreign(ForeignCode),
}

/// A text intended as an account, with its label as far as it can be read.
pub type RefusedAccountText = crate::fault::RefusedEntry<AccountTextError>;

/// Why a text intended as an account is rejected. Code and facts are those of the inner error.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Fault)]
pub enum AccountTextError {
    /// The text is not a valid key URI.
    #[error(transparent)]
    #[fault(transparent)]
    Uri(#[from] UriError),
    /// The text is not a valid part of Google's export.
    #[error(transparent)]
    #[fault(transparent)]
    Part(#[from] MigrationError),
}

/// Returns the meaning of a text. Never panics and opens nothing.
pub fn explain(text: &str, now: UnixMillis) -> TextMeaning {
    match otpauth::parse(text, now) {
        Ok(account) => TextMeaning::Account(Box::new(account)),
        Err(UriError::Migration) => match migration::parse(text, now) {
            Ok(part) => TextMeaning::GooglePart(part),
            Err(why) => TextMeaning::Refused(RefusedAccountText::new(1, String::new(), why.into())),
        },
        Err(why) if is_meant_as_account(text) => TextMeaning::Refused(RefusedAccountText::new(
            1,
            otpauth::label_of_refused(text),
            why.into(),
        )),
        Err(_) => TextMeaning::Foreign(foreign::recognise(text)),
    }
}

/// Whether a text begins like a key URI.
fn is_meant_as_account(text: &str) -> bool {
    let scheme = otpauth::trim(text).split_once(':').map_or("", |(scheme, _)| scheme);
    ["otpauth", "apple-otpauth", "otpauth-migration"]
        .iter()
        .any(|known| scheme.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NOW: UnixMillis = UnixMillis(1_700_000_000_000);

    fn refused(text: &str) -> (String, String) {
        match explain(text, NOW) {
            TextMeaning::Refused(refused) => (refused.name, refused.why.code()),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn amazons_code_is_an_account() {
        let text = "otpauth://totp/Amazon%3Ashop%40example.co.jp?secret=\
                    GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZA&issuer=Amazon";
        let TextMeaning::Account(account) = explain(text, NOW) else { panic!("an account") };
        assert_eq!(account.label.as_str(), "shop@example.co.jp");
    }

    #[test]
    fn a_part_of_googles_export_is_recognised() {
        let text = "otpauth-migration://offline?data=CggKATESA0c6ZxABGAIoBw==";
        let TextMeaning::GooglePart(part) = explain(text, NOW) else { panic!("a part") };
        assert_eq!((part.number(), part.total()), (1, 2));
    }

    #[test]
    fn an_invalid_account_is_refused_with_its_label() {
        let text = "otpauth://totp/Shop%3Ame?secret=GEZDGNBVGY3TQOJQ&algorithm=MD5";
        assert_eq!(refused(text), ("Shop:me".to_owned(), "otp-algorithm".to_owned()));
        let codes = |text| refused(text).1;
        assert_eq!(codes("OTPAUTH://motp/x?secret=GE"), "uri-type");
        assert_eq!(codes("otpauth-migration://offline?data=A"), "migration-base64");
        assert_eq!(codes("otpauth://totp/a\nb?secret=GE"), "uri-control");
        assert_eq!(codes("otpauth://totp/a?secret=GE\notpauth://totp/b?secret=GE"), "uri-joined");
    }

    #[test]
    fn other_texts_are_explained() {
        let foreign = |text| matches!(explain(text, NOW), TextMeaning::Foreign(_));
        assert!(foreign("https://www.amazon.co.jp/"));
        assert!(foreign("steam://open/main"));
        assert!(foreign(&"x".repeat(otpauth::MAX_URI_BYTES + 1)));
    }

    proptest! {
        #[test]
        fn explain_never_panics(text: String, rest in "[otpauh:/?&=%#+ -~]{0,60}") {
            let _ = explain(&text, NOW);
            let _ = explain(&rest, NOW);
            let _ = explain(&format!("otpauth:{rest}{text}"), NOW);
        }

        #[test]
        fn no_foreign_text_leaks_a_key(key in "[A-Z2-7]{16,64}") {
            let shown = format!("{:?}", explain(&key, NOW));
            prop_assert!(!shown.contains(&key[..8]));
        }
    }
}
