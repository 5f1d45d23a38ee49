//! A key as password managers store it: a link, Steam's short form, or the bare key.

use std::borrow::Cow;

use data_encoding::{BASE64, BASE64_NOPAD};

use super::codes::{CodeMethod, CodeParameters};
use super::fields::key_of;
use super::{ImportEntryError, RejectionReason};
use crate::account::{Account, Issuer, Label};
use crate::otpauth::{self, UriError};
use crate::secret::Secret;
use crate::time::UnixMillis;

/// The prefix of Steam's short form.
const STEAM: &str = "steam://";

/// Reads such a text. A bare key makes TOTP codes with the default parameters.
pub(super) fn read(text: Cow<'_, str>, now: UnixMillis) -> Result<Account, RejectionReason> {
    let trimmed = otpauth::trim(&text);
    let begins_with = |scheme: &str| {
        trimmed.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    if begins_with("otpauth:") || begins_with("apple-otpauth:") {
        return Ok(otpauth::parse(trimmed, now)?);
    }
    if begins_with(STEAM) {
        let otp =
            CodeParameters::of(CodeMethod::Steam).with_key(steam_key(&trimmed[STEAM.len()..])?)?;
        let issuer = Issuer::new("Steam").map_err(UriError::from)?;
        return Ok(Account::new(issuer, Label::default(), otp, now));
    }
    if trimmed.contains("://") {
        return Err(UriError::NotAKeyUri.into());
    }
    let otp = CodeParameters::of(CodeMethod::Totp).with_key(key_of(text)?)?;
    Ok(Account::new(Issuer::default(), Label::default(), otp, now))
}

/// Decodes Steam's key, in base32, or in base64 as in Steam's own files. Text that is valid as both
/// is base32, as users type it; Steam's keys have 20 bytes, which end in padding in base64.
fn steam_key(text: &str) -> Result<Secret, RejectionReason> {
    let text = text.trim_matches('/');
    let base32 = key_of(Cow::Borrowed(text));
    if base32.is_ok() {
        return base32;
    }
    let bytes = BASE64.decode(text.as_bytes()).or_else(|_| BASE64_NOPAD.decode(text.as_bytes()));
    match bytes {
        Ok(bytes) if bytes.len() >= 10 => Ok(Secret::new(bytes)),
        _ => base32,
    }
}

/// Renames an account to the names shown in its source app, if there are any. The link's names are
/// stored as the original names.
pub(super) fn rename(
    account: &mut Account,
    issuer: &str,
    label: &str,
) -> Result<(), RejectionReason> {
    let or = |shown: &str, own: &str| {
        if shown.trim().is_empty() { own.to_owned() } else { shown.to_owned() }
    };
    let issuer = Issuer::new(&or(issuer, account.issuer.as_str())).map_err(UriError::from)?;
    let label = Label::new(&or(label, account.label.as_str())).map_err(UriError::from)?;
    if account.issuer.is_empty() && account.label.is_empty() {
        (account.issuer, account.label) = (issuer, label);
    } else {
        account.rename(issuer, label);
    }
    Ok(())
}

/// The error for a missing required field.
pub(super) fn missing(name: &'static str) -> RejectionReason {
    ImportEntryError::InvalidField { name }.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fault::Fault;
    use crate::otp::MovingFactor;

    const NOW: UnixMillis = UnixMillis(0);

    #[test]
    fn links_short_forms_and_bare_keys_are_read() {
        for (text, kind) in [
            ("otpauth://totp/A:a?secret=GEZDGNBV&digits=8", "totp"),
            ("OTPAUTH://hotp/A:a?secret=GEZDGNBV&counter=3", "hotp"),
            ("steam://GEZDGNBVGY3TQOJQ", "steam"),
            ("steam://MTIzNDU2Nzg5MDEyMzQ1Njc4OTA=", "steam"),
            ("gezd gnbv", "totp"),
        ] {
            let account = read(text.into(), NOW).unwrap();
            let found = match account.otp.kind() {
                MovingFactor::Totp { .. } => "totp",
                MovingFactor::Hotp { .. } => "hotp",
                MovingFactor::Steam => "steam",
            };
            assert_eq!(found, kind, "{text}");
        }
        let base64 = read("steam://MTIzNDU2Nzg5MDEyMzQ1Njc4OTA=".into(), NOW).unwrap();
        assert_eq!(base64.otp.key().expose(), b"12345678901234567890");
        for (text, code) in [
            ("https://example.com", "uri-scheme"),
            ("steam://x", "uri-key-length"),
            ("GEZDGNB1", "uri-key-symbol"),
            ("", "uri-key-empty"),
        ] {
            assert_eq!(read(text.into(), NOW).unwrap_err().code(), code, "{text}");
        }
    }

    #[test]
    fn shown_names_take_precedence_and_those_of_the_link_are_stored() {
        let mut account = read("otpauth://totp/A:a?secret=GEZDGNBV".into(), NOW).unwrap();
        rename(&mut account, "Shop", "").unwrap();
        assert_eq!((account.issuer.as_str(), account.label.as_str()), ("Shop", "a"));
        assert_eq!(account.original.unwrap().issuer.as_str(), "A");
        let mut bare = read("GEZDGNBV".into(), NOW).unwrap();
        rename(&mut bare, "Shop", "me").unwrap();
        assert_eq!((bare.label.as_str(), bare.original), ("me", None));
    }
}
