//! 2FAS: JSON, with its services plain or encrypted with AES-256-GCM. The key is derived with
//! PBKDF2.
//!
//! Schemas 1 to 4 differ in the code parameters that a service has. Missing parameters are read
//! from the service's link; otherwise the app's defaults apply: SHA-1, six digits, 30 seconds.

use data_encoding::BASE64;
use serde_json::value::RawValue;
use zeroize::Zeroizing;

use super::codes::{self, CodeMethod, CodeParameters, algorithm};
use super::content::{FileContent, Json};
use super::fields::Fields;
use super::groups::Groups;
use super::sealed::{
    DecryptError, DecryptedFile, EncryptedFile, EncryptedFormat, derive, password_candidates,
};
use super::{ImportError, ImportedAccount, ReadFile, Recognised, RejectionReason};
use crate::account::{Account, AccountGroups, Issuer, Label, OriginalName};
use crate::crypto::aead::{DetachedCiphertext, open_detached};
use crate::crypto::kdf::foreign::{ForeignKdf, PbkdfHash};
use crate::otp::Otp;
use crate::otpauth::{self, UriError};
use crate::secret::Passphrase;
use crate::time::UnixMillis;

/// The app's display name.
pub(super) const APP_NAME: &str = "2FAS";

/// The newest supported schema.
const NEWEST: u64 = 4;

/// The key derivation. The file does not store its parameters.
const DERIVATION: ForeignKdf = ForeignKdf::Pbkdf2 { hash: PbkdfHash::Sha256, rounds: 10_000 };

/// Recognises a 2FAS file, and reads it if it is not encrypted.
pub(super) fn read(
    content: &FileContent<'_>,
    now: UnixMillis,
) -> Option<Result<Recognised, RejectionReason>> {
    let Some(Json::Object(fields)) = content.json() else { return None };
    let services = fields.get("services")?.get();
    let is_ours = ["schemaVersion", "servicesEncrypted", "appOrigin", "appVersionCode"]
        .iter()
        .any(|name| fields.contains_key(*name));
    let is_bare = services.starts_with('[') && services.contains("\"secret\"");
    if !is_ours && !is_bare {
        return None;
    }
    Some(of_file(Fields::of_document(fields), now))
}

fn of_file(mut file: Fields<'_>, now: UnixMillis) -> Result<Recognised, RejectionReason> {
    let damaged = |_| ImportError::Damaged { app: APP_NAME };
    let found = file.number("schemaVersion").map_err(damaged)?.unwrap_or(1);
    if found > NEWEST {
        return Err(ImportError::Newer { app: APP_NAME, found, known: NEWEST }.into());
    }
    let groups = Groups::read(file.list("groups").map_err(damaged)?, "id");
    let sealed = file.text("servicesEncrypted").map_err(damaged)?;
    if let Some(sealed) = sealed.filter(|sealed| !sealed.is_empty()) {
        let damaged = ImportError::Damaged { app: APP_NAME };
        let services = EncryptedText::read(&sealed).ok_or(damaged)?;
        // The reference only serves to detect a wrong password; the file can be opened without it.
        let reference = file.text("reference").ok().flatten();
        let reference = reference.and_then(|reference| EncryptedText::read(&reference));
        let file = TwoFasFile { services, reference, groups };
        let sealed = EncryptedFile::derived(APP_NAME, DERIVATION, Box::new(file))?;
        return Ok(Recognised::Sealed(sealed));
    }
    let services = file.list("services").map_err(damaged)?;
    Ok(Recognised::Plain(of_services(services, &groups, now)))
}

fn of_services(services: Vec<&RawValue>, groups: &Groups, now: UnixMillis) -> ReadFile {
    let entries = codes::entries(services, &["name"], |fields| service(fields, groups, now));
    ReadFile { app: APP_NAME, entries, groups: groups.names(), notices: Vec::new() }
}

fn service(
    mut fields: Fields<'_>,
    groups: &Groups,
    now: UnixMillis,
) -> Result<ImportedAccount, RejectionReason> {
    let name = fields.text_or_empty("name")?;
    let key = fields.key("secret")?;
    let mut otp = fields.object("otp")?;
    let mut of_otp = |name| match &mut otp {
        Some(otp) => otp.text(name),
        None => Ok(None),
    };
    let (issuer, label) = (of_otp("issuer")?, of_otp("label")?);
    let (account, link) = (of_otp("account")?, of_otp("link")?);
    let (hash, kind) = (of_otp("algorithm")?, of_otp("tokenType")?);
    let mut number = |name| match &mut otp {
        Some(otp) => otp.number(name),
        None => Ok(None),
    };
    let (digits, period, counter) = (number("digits")?, number("period")?, number("counter")?);
    // The site's own link, if it has the same key.
    let link = link.and_then(|link| otpauth::parse(&link, now).ok());
    let link = link.filter(|link| *link.otp.key() == key);
    let method = match (&kind, &link) {
        (Some(kind), _) => CodeMethod::parse(kind)?,
        (None, Some(link)) => CodeMethod::of(link),
        (None, None) => CodeMethod::Totp,
    };
    let mut codes = CodeParameters {
        algorithm: hash.as_deref().map(algorithm).transpose()?,
        digits,
        period,
        counter,
        ..CodeParameters::of(method)
    };
    if let Some(link) = &link
        && CodeMethod::of(link) == method
    {
        codes.complete(link);
    }
    let otp_read = codes.with_key(key)?;
    let original = (issuer.as_deref().unwrap_or_default(), label.as_deref().unwrap_or_default());
    let shown = (&*name, account.as_deref().unwrap_or_default());
    let mut arrival = named(original, shown, link.as_ref(), otp_read, now)?;
    if let Some(link) = link {
        arrival.account.parameters = link.parameters;
    }
    if let Some(mut order) = fields.object("order")? {
        arrival.order = order.number("position")?.and_then(|place| i64::try_from(place).ok());
    }
    if let Some(id) = fields.text("groupId")? {
        arrival.account.groups = AccountGroups::named(groups.name(&id));
    }
    fields.keep(APP_NAME, otp.map(|otp| ("otp", otp)), &mut arrival);
    Ok(arrival)
}

/// The account with the names that its owner sees in 2FAS. The original names are stored too, and
/// replace names that the app truncated at 30 or 50 characters.
fn named(
    original: (&str, &str),
    shown: (&str, &str),
    link: Option<&Account>,
    otp: Otp,
    now: UnixMillis,
) -> Result<ImportedAccount, RejectionReason> {
    let of_link = link.map_or(("", ""), |link| (link.issuer.as_str(), link.label.as_str()));
    let whole = |shown: &str, longer: [&str; 2]| -> String {
        let length = shown.chars().count();
        let is_cut = |longer: &&str| {
            matches!(length, 30 | 50) && longer.len() > shown.len() && longer.starts_with(shown)
        };
        let found = longer.into_iter().find(|longer| shown.is_empty() || is_cut(longer));
        found.filter(|longer| !longer.is_empty()).unwrap_or(shown).to_owned()
    };
    let issuer = whole(
        shown.0,
        if original.0.is_empty() { [of_link.0, ""] } else { [original.0, of_link.0] },
    );
    let label = whole(
        shown.1,
        if original.1.is_empty() { [of_link.1, ""] } else { [original.1, of_link.1] },
    );
    let label = if shown.1.is_empty() { without_issuer(&label, &issuer) } else { &label };
    let mut arrival = codes::arrival(&issuer, label, otp, now)?;
    let came_as = if original.0.is_empty() && original.1.is_empty() { of_link } else { original };
    let came_as = (
        Issuer::new(came_as.0).map_err(UriError::from)?,
        Label::new(without_issuer(came_as.1, came_as.0)).map_err(UriError::from)?,
    );
    let account = &mut arrival.account;
    let is_known = came_as.0.is_empty() && came_as.1.is_empty();
    if !is_known && (&came_as.0, &came_as.1) != (&account.issuer, &account.label) {
        let (issuer, label) = came_as;
        account.original = Some(OriginalName { issuer, label });
    }
    Ok(arrival)
}

/// A label without the issuer and colon before it, which come from the original link.
fn without_issuer<'a>(label: &'a str, issuer: &str) -> &'a str {
    let rest = label.strip_prefix(issuer).and_then(|rest| rest.trim_start().strip_prefix(':'));
    rest.unwrap_or(label)
}

/// An encrypted text of 2FAS: ciphertext with tag, salt and nonce.
struct EncryptedText {
    text: Vec<u8>,
    salt: Vec<u8>,
    nonce: Vec<u8>,
}

impl EncryptedText {
    fn read(text: &str) -> Option<Self> {
        let mut parts = text.split(':').map(|part| BASE64.decode(part.trim().as_bytes()).ok());
        let triple = Self { text: parts.next()??, salt: parts.next()??, nonce: parts.next()?? };
        let is_whole = triple.text.len() > 16 && triple.nonce.len() == 12 && parts.next().is_none();
        is_whole.then_some(triple)
    }

    fn open(&self, password: &str) -> Result<Option<Zeroizing<Vec<u8>>>, DecryptError> {
        let key = derive(DERIVATION, password.as_bytes(), &self.salt)?;
        let sealed = DetachedCiphertext {
            nonce: &self.nonce,
            associated_data: b"",
            ciphertext: &self.text,
            tag: b"",
        };
        Ok(open_detached(&key, sealed).ok())
    }
}

/// An encrypted file.
struct TwoFasFile {
    services: EncryptedText,
    reference: Option<EncryptedText>,
    groups: Groups,
}

impl EncryptedFormat for TwoFasFile {
    fn open(&self, password: &Passphrase, now: UnixMillis) -> Result<DecryptedFile, DecryptError> {
        for text in password_candidates(password) {
            if let Some(plain) = self.services.open(&text)? {
                let services: Option<Vec<&RawValue>> = serde_json::from_slice(&plain).ok();
                let read = services.map(|services| Ok(of_services(services, &self.groups, now)));
                return DecryptedFile::of(read);
            }
            if let Some(reference) = &self.reference
                && reference.open(&text)?.is_some()
            {
                return Err(DecryptError::Damaged);
            }
        }
        // If neither text opens and both have the same salt, the password is wrong: no single
        // changed byte causes this.
        let is_wrong = self.reference.as_ref().is_some_and(|one| one.salt == self.services.salt);
        Err(if is_wrong { DecryptError::PasswordWrong } else { DecryptError::PasswordOrDamage })
    }
}
