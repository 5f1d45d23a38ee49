//! Proton Authenticator: JSON with one link per account, plain or encrypted with AES-256-GCM. The
//! key is derived with Argon2id.

use data_encoding::BASE64;

use super::codes;
use super::content::{FileContent, Json};
use super::fields::Fields;
use super::sealed::{
    DecryptError, DecryptedFile, EncryptedFile, EncryptedFormat, derive, password_candidates,
};
use super::{CodeUse, ImportError, ImportedAccount, ReadFile, Recognised, RejectionReason, link};
use crate::crypto::aead::{DetachedCiphertext, open_detached};
use crate::crypto::kdf::foreign::{ArgonVersion, ForeignKdf};
use crate::secret::Passphrase;
use crate::time::UnixMillis;

/// The app's display name.
pub(super) const APP_NAME: &str = "Proton Authenticator";

/// The newest supported version of the file, plain or encrypted.
const NEWEST: u64 = 1;

/// The key derivation. The file does not store its parameters.
const DERIVATION: ForeignKdf =
    ForeignKdf::Argon2id { version: ArgonVersion::V13, kibibytes: 19_456, passes: 2, lanes: 1 };

/// The additional authenticated data.
const CONTEXT: &[u8] = b"proton.authenticator.export.v1";

/// The length of the nonce before the ciphertext, in bytes.
const NONCE: usize = 12;

/// Recognises a Proton Authenticator file, and reads it if it is not encrypted.
pub(super) fn read(
    content: &FileContent<'_>,
    now: UnixMillis,
) -> Option<Result<Recognised, RejectionReason>> {
    let Some(Json::Object(fields)) = content.json() else { return None };
    let has = |name: &str| fields.contains_key(name);
    if !has("version") {
        return None;
    }
    let is_sealed = has("salt") && has("content");
    let is_plain = fields.get("entries").is_some_and(|entries| {
        let entries = entries.get();
        entries.contains("\"entry_type\"") || (fields.len() == 2 && entries == "[]")
    });
    if !is_sealed && !is_plain {
        return None;
    }
    let file = Fields::of_document(fields);
    if is_plain {
        return Some(of_content(file, now).map(Recognised::Plain));
    }
    Some(sealed(file).map(Recognised::Sealed))
}

fn check_version(file: &mut Fields<'_>) -> Result<(), RejectionReason> {
    match file.number("version") {
        Ok(None | Some(..=NEWEST)) => Ok(()),
        Ok(Some(found)) => Err(ImportError::Newer { app: APP_NAME, found, known: NEWEST }.into()),
        Err(_) => Err(ImportError::Damaged { app: APP_NAME }.into()),
    }
}

fn of_content(mut file: Fields<'_>, now: UnixMillis) -> Result<ReadFile, RejectionReason> {
    check_version(&mut file)?;
    let values = file.list("entries").map_err(|_| ImportError::Damaged { app: APP_NAME })?;
    let entries = codes::entries(values, &[], |fields| entry(fields, now));
    Ok(ReadFile { app: APP_NAME, entries, groups: Vec::new(), notices: Vec::new() })
}

fn entry(mut fields: Fields<'_>, now: UnixMillis) -> Result<ImportedAccount, RejectionReason> {
    let mut content = fields.object("content")?.ok_or_else(|| link::missing("content"))?;
    let uri = content.text("uri")?.ok_or_else(|| link::missing("uri"))?;
    let mut account = link::read(uri, now)?;
    // The link contains the type too.
    content.take("entry_type");
    link::rename(&mut account, "", &content.text_or_empty("name")?)?;
    fields.text_or_empty("note")?.trim().clone_into(&mut account.note);
    let mut arrival = ImportedAccount::new(account, CodeUse::InUse);
    fields.keep(APP_NAME, [("content", content)], &mut arrival);
    Ok(arrival)
}

/// An encrypted file.
struct ProtonFile {
    salt: Vec<u8>,
    nonce: Vec<u8>,
    text: Vec<u8>,
}

fn sealed(mut file: Fields<'_>) -> Result<EncryptedFile, RejectionReason> {
    check_version(&mut file)?;
    let mut bytes = |name| BASE64.decode(file.text(name).ok()??.as_bytes()).ok();
    let (salt, content) = (bytes("salt"), bytes("content"));
    let parts = salt.zip(content).filter(|(_, content)| content.len() > NONCE);
    let (salt, mut nonce) = parts.ok_or(ImportError::Damaged { app: APP_NAME })?;
    let text = nonce.split_off(NONCE);
    Ok(EncryptedFile::derived(APP_NAME, DERIVATION, Box::new(ProtonFile { salt, nonce, text }))?)
}

impl EncryptedFormat for ProtonFile {
    fn open(&self, password: &Passphrase, now: UnixMillis) -> Result<DecryptedFile, DecryptError> {
        for text in password_candidates(password) {
            let key = derive(DERIVATION, text.as_bytes(), &self.salt)?;
            let sealed = DetachedCiphertext {
                nonce: &self.nonce,
                associated_data: CONTEXT,
                ciphertext: &self.text,
                tag: b"",
            };
            if let Ok(plain) = open_detached(&key, sealed) {
                let content = FileContent::new(None, &plain);
                let Some(Json::Object(fields)) = content.json() else {
                    return Err(DecryptError::Damaged);
                };
                return DecryptedFile::of(Some(of_content(Fields::of_document(fields), now)));
            }
        }
        Err(DecryptError::PasswordOrDamage)
    }
}
