//! Files of apps that are known and not read: they are named, so that a person learns that nothing
//! is wrong with the file.

use super::content::{Content, Json};
use super::{ImportError, Recognised, Why};
use crate::time::UnixMillis;

/// Recognises such a file by its outermost fields or its first bytes.
pub(super) fn read(content: &Content<'_>, _now: UnixMillis) -> Option<Result<Recognised, Why>> {
    let app = match content.json() {
        Some(Json::Object(fields)) => {
            let has = |names: &[&str]| names.iter().all(|name| fields.contains_key(*name));
            let holds = |name: &str, text: &str| {
                fields.get(name).is_some_and(|value| value.get().contains(text))
            };
            of_fields(&has, &holds)
        }
        Some(Json::Array(elements)) => elements.first().and_then(|first| of_element(first.get())),
        None => of_bytes(content.bytes()),
    };
    Some(Err(ImportError::App { app: app? }.into()))
}

/// The app whose files have these fields. The formats are described in each project's source.
fn of_fields(
    has: &dyn Fn(&[&str]) -> bool,
    holds: &dyn Fn(&str, &str) -> bool,
) -> Option<&'static str> {
    let rules: [(bool, &str); 14] = [
        (has(&["header", "db"]), "Aegis"),
        (has(&["services", "schemaVersion"]), "2FAS"),
        (has(&["kdfParams", "encryptedData"]), "Ente Auth"),
        (has(&["Authenticators"]), "Stratum"),
        (has(&["encrypted", "items"]) || has(&["encrypted", "data"]), "Bitwarden"),
        (has(&["encrypted", "vaults"]), "Proton Pass"),
        (has(&["version", "salt", "content"]), "Proton Authenticator"),
        (has(&["version", "entries"]) && holds("entries", "entry_type"), "Proton Authenticator"),
        (has(&["tokens", "tokenOrder"]), "FreeOTP+"),
        (holds("accounts", "issuerName"), "LastPass Authenticator"),
        (has(&["shared_secret"]) || holds("accounts", "shared_secret"), "Steam"),
        // Aegis without its frame, as version 1 wrote it.
        (has(&["version", "entries"]) && holds("entries", "\"info\""), "Aegis"),
        (has(&["authenticator_tokens"]), "Authy"),
        (has(&["accounts"]) && holds("accounts", "onepassword"), "1Password"),
    ];
    rules.into_iter().find_map(|(fits, app)| fits.then_some(app))
}

/// The app that writes arrays of such elements.
fn of_element(element: &str) -> Option<&'static str> {
    let has = |names: &[&str]| names.iter().all(|name| element.contains(&format!("\"{name}\"")));
    let rules: [(bool, &str); 3] = [
        (has(&["secret", "issuer", "kind", "timer"]), "Raivo OTP"),
        (has(&["otpGenerator"]), "Duo Mobile"),
        (has(&["secret", "type", "label"]), "andOTP"),
    ];
    rules.into_iter().find_map(|(fits, app)| fits.then_some(app))
}

/// The app whose files begin like this.
fn of_bytes(bytes: &[u8]) -> Option<&'static str> {
    let holds = |text: &[u8]| bytes.windows(text.len()).take(1 << 16).any(|part| part == text);
    let is_zip = bytes.starts_with(b"PK\x03\x04");
    // A zip names its files in clear, also where it is encrypted.
    let rules: [(bool, &str); 8] = [
        (bytes.starts_with(b"AUTHENTICATORPRO"), "Stratum"),
        (bytes.starts_with(b"AuthenticatorPro"), "Stratum"),
        (bytes.starts_with(b"\xac\xed\x00\x05"), "FreeOTP"),
        (holds(b"<map>") && holds(b"tokenOrder"), "FreeOTP"),
        (bytes.starts_with(b"folder,favorite,type,name,login_uri,login_totp"), "Bitwarden"),
        (is_zip && holds(b"raivo-otp-export"), "Raivo OTP"),
        (is_zip && holds(b"Proton Pass/"), "Proton Pass"),
        (is_zip && holds(b"export.data"), "1Password"),
    ];
    rules.into_iter().find_map(|(fits, app)| fits.then_some(app))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::recognise;

    #[test]
    fn a_file_of_another_app_is_called_by_the_apps_name() {
        for (file, app) in [
            (r#"{"version":1,"header":{"slots":null,"params":null},"db":{}}"#, "Aegis"),
            ("{\n \"services\": [], \"schemaVersion\": 4, \"appOrigin\": \"ios\"}", "2FAS"),
            (
                r#"{"version":1,"kdfParams":{},"encryptedData":"","encryptionNonce":""}"#,
                "Ente Auth",
            ),
            (r#"{"Authenticators":[],"Categories":[]}"#, "Stratum"),
            ("AUTHENTICATORPRO\u{1}", "Stratum"),
            (r#"{"encrypted":false,"items":[]}"#, "Bitwarden"),
            ("folder,favorite,type,name,login_uri,login_totp\n", "Bitwarden"),
            (
                r#"{"version":1,"entries":[{"content":{"uri":"otpauth://totp/a?secret=GE","entry_type":"Totp"}}]}"#,
                "Proton Authenticator",
            ),
            (r#"{"tokenOrder":[],"tokens":[]}"#, "FreeOTP+"),
            (r#"[{"issuer":"","account":"","secret":"","kind":"TOTP","timer":"30"}]"#, "Raivo OTP"),
            (r#"[{"secret":"GE","issuer":"","label":"","type":"TOTP"}]"#, "andOTP"),
        ] {
            let found = recognise(None, file.as_bytes(), UnixMillis(0)).map(|_| ()).unwrap_err();
            assert_eq!(found, ImportError::App { app }.into(), "{file}");
        }
    }
}
