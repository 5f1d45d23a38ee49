//! Recognises files of apps that can't be read here, and damaged files of supported apps, so that
//! the user is told what the file is and what to do instead.

use std::borrow::Cow;

use data_encoding::BASE64;

use super::content::{FileContent, Json};
use super::{ImportError, Recognised, RejectionReason};
use super::{aegis, andotp, bitwarden, ente, freeotp, proton, stratum, twofas};
use crate::crypto::{SymmetricKey, cbc, mac};
use crate::time::UnixMillis;

/// How much of a binary file is searched for an app's marks, in bytes.
const MAX_SEARCHED_BYTES: usize = 1 << 16;

/// Recognises such a file by its top-level fields or its first bytes.
pub(super) fn read(
    content: &FileContent<'_>,
    _now: UnixMillis,
) -> Option<Result<Recognised, RejectionReason>> {
    let found = match content.json() {
        Some(Json::Object(fields)) => {
            let has = |names: &[&str]| names.iter().all(|name| fields.contains_key(*name));
            let holds = |name: &str, text: &str| {
                fields.get(name).is_some_and(|value| value.get().contains(text))
            };
            of_fields(&has, &holds)
        }
        Some(Json::Array(elements)) => elements.first().and_then(|first| of_element(first.get())),
        None => of_bytes(content.bytes())
            .or_else(|| of_damaged(content.bytes()))
            .or_else(|| of_ciphertext(content.bytes())),
    };
    Some(Err(found?.into()))
}

/// What the user can do about an app's file.
#[derive(Clone, Copy)]
enum ExportAdvice {
    /// The app can show QR codes or export links.
    ShowCodes,
    /// The app has no export: each account must be set up again.
    SetUpAgain,
    /// The app shows each key next to the password.
    CopyKeys,
    /// Another file or format of the same app is supported.
    Unpack,
}

impl ExportAdvice {
    fn about(self, app: &'static str) -> ImportError {
        match self {
            Self::ShowCodes => ImportError::UnsupportedApp { app },
            Self::SetUpAgain => ImportError::AppWithoutExport { app },
            Self::CopyKeys => ImportError::PasswordManager { app },
            Self::Unpack => ImportError::PackedExport { app },
        }
    }
}

/// The app whose JSON has these top-level fields. Each project's source describes its format.
fn of_fields(
    has: &dyn Fn(&[&str]) -> bool,
    holds: &dyn Fn(&str, &str) -> bool,
) -> Option<ImportError> {
    use ExportAdvice::{CopyKeys, SetUpAgain, ShowCodes};
    let rules: [(bool, &str, ExportAdvice); 5] = [
        (has(&["encrypted", "vaults"]), "Proton Pass", CopyKeys),
        (holds("accounts", "issuerName"), "LastPass Authenticator", ShowCodes),
        (has(&["shared_secret"]) || holds("accounts", "shared_secret"), "Steam", ShowCodes),
        (has(&["authenticator_tokens"]), "Authy", SetUpAgain),
        (has(&["accounts"]) && holds("accounts", "vaults"), "1Password", CopyKeys),
    ];
    rules.into_iter().find_map(|(fits, app, advice)| fits.then(|| advice.about(app)))
}

/// The app that writes arrays of such elements.
fn of_element(element: &str) -> Option<ImportError> {
    let has = |names: &[&str]| names.iter().all(|name| element.contains(&format!("\"{name}\"")));
    let rules: [(bool, &str, ExportAdvice); 2] = [
        (has(&["secret", "issuer", "kind", "timer"]), "Raivo OTP", ExportAdvice::ShowCodes),
        (has(&["otpGenerator"]), "Duo Mobile", ExportAdvice::SetUpAgain),
    ];
    rules.into_iter().find_map(|(fits, app, advice)| fits.then(|| advice.about(app)))
}

/// The app whose files begin with these bytes.
fn of_bytes(bytes: &[u8]) -> Option<ImportError> {
    use ExportAdvice::{CopyKeys, SetUpAgain, ShowCodes, Unpack};
    let holds =
        |text: &[u8]| bytes.windows(text.len()).take(MAX_SEARCHED_BYTES).any(|part| part == text);
    let is_zip = bytes.starts_with(b"PK\x03\x04");
    let is_sqlite = bytes.starts_with(b"SQLite format 3\0");
    let is_markup = bytes.trim_ascii_start().starts_with(b"<");
    let is_map = is_markup && holds(b"<map>");
    let is_html = is_markup && holds(b"<html");
    // A ZIP archive lists its file names in plain text, even if it is encrypted.
    let rules: [(bool, &str, ExportAdvice); 14] = [
        (bytes.starts_with(b"\xac\xed\x00\x05"), "FreeOTP", ShowCodes),
        (is_map && holds(b"tokenOrder"), "FreeOTP", ShowCodes),
        (is_map && holds(b"authenticator"), "Authy", SetUpAgain),
        (is_zip && holds(b"raivo-otp-export"), "Raivo OTP", ShowCodes),
        (is_zip && holds(b"Proton Pass/"), "Proton Pass", CopyKeys),
        (is_zip && holds(b"export.data"), "1Password", CopyKeys),
        (is_zip && holds(b"Accounts.txt"), "Authenticator Plus", Unpack),
        (is_zip, "ZIP", Unpack),
        (bytes.starts_with(b"\x03\xd9\xa2\x9a"), "KeePass", CopyKeys),
        (is_sqlite && holds(b"PhoneFactor"), "Microsoft Authenticator", SetUpAgain),
        (is_sqlite && holds(b"account_type"), "Microsoft Authenticator", SetUpAgain),
        (bytes.starts_with(b"-----BEGIN PGP MESSAGE-----"), "OpenPGP", Unpack),
        (is_html && holds(b"Aegis"), aegis::APP_NAME, ShowCodes),
        (is_html && holds(b"Stratum"), stratum::APP_NAME, ShowCodes),
    ];
    rules.into_iter().find_map(|(fits, app, advice)| fits.then(|| advice.about(app)))
}

/// TOTP Authenticator: base64 of AES-256-CBC with an IV of zeros, whose key is the SHA-256 digest of
/// the password. Only a file with the app's default password can be recognised, by its first block.
fn of_ciphertext(bytes: &[u8]) -> Option<ImportError> {
    let text = bytes.trim_ascii();
    let first = BASE64.decode(text.get(..24)?).ok()?;
    let key = SymmetricKey::from_slice(&mac::sha256(b"TotpAuthenticator"))?;
    let block = first.get(..cbc::BLOCK_BYTES)?;
    let plain = cbc::decrypt(&key, &[0; cbc::BLOCK_BYTES], block)?;
    let is_ours = plain.starts_with(br#"{"["#);
    is_ours.then(|| ExportAdvice::ShowCodes.about("TOTP Authenticator"))
}

/// The app whose JSON was truncated or modified: it no longer parses, but its field names are still
/// visible.
fn of_damaged(bytes: &[u8]) -> Option<ImportError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let begin = &bytes[..bytes.len().min(MAX_SEARCHED_BYTES)];
    let text: Cow<'_, str> = match begin.first()? {
        b'{' | b'[' => String::from_utf8_lossy(begin),
        _ => return None,
    };
    let has = |names: &[&str]| names.iter().all(|name| text.contains(&format!("\"{name}\"")));
    let rules: [(bool, &str); 12] = [
        (has(&["header", "slots"]) || has(&["header", "db"]), aegis::APP_NAME),
        (has(&["services"]) && has(&["secret"]), twofas::APP_NAME),
        (has(&["servicesEncrypted"]) || has(&["services", "schemaVersion"]), twofas::APP_NAME),
        (has(&["kdfParams"]) || has(&["encryptedData"]), ente::APP_NAME),
        (has(&["Authenticators"]), stratum::APP_NAME),
        (has(&["encrypted"]), bitwarden::APP_NAME),
        (has(&["entries", "content"]) || has(&["salt", "content"]), proton::APP_NAME),
        (has(&["entries", "info"]), aegis::APP_NAME),
        (has(&["tokens", "issuerExt"]) || has(&["tokenOrder"]), freeotp::APP_NAME),
        (has(&["secret", "kind", "timer"]), "Raivo OTP"),
        (has(&["secret", "label"]), andotp::APP_NAME),
        (has(&["accounts", "issuerName"]), "LastPass Authenticator"),
    ];
    rules.into_iter().find_map(|(fits, app)| fits.then_some(ImportError::Damaged { app }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::recognise;

    fn found(file: &[u8]) -> RejectionReason {
        recognise(None, None, file, UnixMillis(0)).map(|_| ()).unwrap_err()
    }

    #[test]
    fn an_unsupported_file_is_reported_with_its_apps_name() {
        let (codes, again) = (ExportAdvice::ShowCodes, ExportAdvice::SetUpAgain);
        let (copy, unpack) = (ExportAdvice::CopyKeys, ExportAdvice::Unpack);
        // Written by `openssl enc -aes-256-cbc` with the documented key.
        let totp =
            b"POH0C0Fnm5pjdKh0PW41Qj/+jINEF4B5k2/fjyUEBLOkHCvsB9GGneScPccIQntj9UtXFF8KuAfsv4\
            0NkvqQ2WJIMR/1bMhg+AMKBv/vNBY=";
        let files: [(&[u8], &str, ExportAdvice); 17] = [
            (totp, "TOTP Authenticator", codes),
            (
                br#"[{"issuer":"","account":"","secret":"","kind":"TOTP","timer":"30"}]"#,
                "Raivo OTP",
                codes,
            ),
            (
                br#"{"accounts":[{"issuerName":"x","secret":"GE"}]}"#,
                "LastPass Authenticator",
                codes,
            ),
            (br#"{"shared_secret":"","account_name":""}"#, "Steam", codes),
            (br#"{"accounts":{"1":{"shared_secret":""}}}"#, "Steam", codes),
            (br#"[{"name":"x","otpGenerator":{"otpSecret":"GE"}}]"#, "Duo Mobile", again),
            (br#"{"authenticator_tokens":[]}"#, "Authy", again),
            (br#"{"version":"1","encrypted":false,"vaults":{}}"#, "Proton Pass", copy),
            (b"PK\x03\x04..Proton Pass/data.json", "Proton Pass", copy),
            (b"PK\x03\x04..export.data", "1Password", copy),
            (b"PK\x03\x04..raivo-otp-export.json", "Raivo OTP", codes),
            (b"PK\x03\x04..Accounts.txt", "Authenticator Plus", unpack),
            (b"PK\x03\x04..other.txt", "ZIP", unpack),
            (b"\x03\xd9\xa2\x9a\x67\xfb\x4b\xb5", "KeePass", copy),
            (b"SQLite format 3\0...PhoneFactor", "Microsoft Authenticator", again),
            (b"-----BEGIN PGP MESSAGE-----\n", "OpenPGP", unpack),
            (b"\xac\xed\x00\x05sr", "FreeOTP", codes),
        ];
        for (file, app, advice) in files {
            assert_eq!(found(file), advice.about(app).into(), "{app}");
        }
    }

    #[test]
    fn a_damaged_file_is_reported_with_its_apps_name() {
        for (file, app) in [
            (r#"{"version":1,"header":{"slots":null,"params":null},"db":{"#, aegis::APP_NAME),
            (r#"{"services":[{"name":"x","secret":"GE"#, twofas::APP_NAME),
            (r#"{"version":1,"kdfParams":{"#, ente::APP_NAME),
            (r#"{"Authenticators":[{"#, stratum::APP_NAME),
            (
                r#"{"encrypted":false,"items":[{"login":{"totp":"otpauth://totp/a?secret=GE"#,
                bitwarden::APP_NAME,
            ),
            (
                r#"{"version":1,"entries":[{"content":{"uri":"otpauth://totp/a?secret=GE"#,
                proton::APP_NAME,
            ),
            (r#"{"tokens":[{"issuerExt":"x"#, freeotp::APP_NAME),
            (r#"[{"secret":"GE","issuer":"","label":""#, andotp::APP_NAME),
        ] {
            assert_eq!(found(file.as_bytes()), ImportError::Damaged { app }.into(), "{file}");
        }
    }
}
