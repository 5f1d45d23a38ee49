//! Ente Auth's encrypted export: its list of links, encrypted with libsodium's secretstream. The
//! key is derived with Argon2id.

use data_encoding::BASE64;
use zeroize::Zeroizing;

pub(super) use super::code_display::APP_NAME;
use crate::crypto::kdf::foreign::{ArgonVersion, ForeignKdf};
use crate::crypto::secretstream;
use crate::import::content::{FileContent, Json};
use crate::import::fields::Fields;
use crate::import::sealed::{
    DecryptError, DecryptedFile, EncryptedFile, EncryptedFormat, derive, password_candidates,
};
use crate::import::{CodeUse, ImportError, ReadFile, Recognised, RejectionReason, text};
use crate::secret::Passphrase;
use crate::time::UnixMillis;

/// The newest supported version of the file.
const NEWEST: u64 = 1;

/// An encrypted export.
struct EnteFile {
    derivation: ForeignKdf,
    salt: Vec<u8>,
    header: [u8; secretstream::HEADER_BYTES],
    text: Vec<u8>,
}

/// Recognises an encrypted Ente Auth export.
pub(in crate::import) fn read(
    content: &FileContent<'_>,
    _now: UnixMillis,
) -> Option<Result<Recognised, RejectionReason>> {
    let Some(Json::Object(fields)) = content.json() else { return None };
    if !["kdfParams", "encryptedData"].iter().all(|name| fields.contains_key(*name)) {
        return None;
    }
    let mut file = Fields::of_document(fields);
    let damaged = ImportError::Damaged { app: APP_NAME };
    match file.number("version") {
        Ok(None | Some(..=NEWEST)) => {}
        Ok(Some(found)) => {
            return Some(Err(ImportError::Newer { app: APP_NAME, found, known: NEWEST }.into()));
        }
        Err(_) => return Some(Err(damaged.into())),
    }
    let Some(file) = EnteFile::read(file) else { return Some(Err(damaged.into())) };
    let sealed = EncryptedFile::derived(APP_NAME, file.derivation, Box::new(file));
    Some(sealed.map(Recognised::Sealed).map_err(RejectionReason::from))
}

impl EnteFile {
    fn read(mut file: Fields<'_>) -> Option<Self> {
        let mut params = file.object("kdfParams").ok()??;
        let bytes =
            |fields: &mut Fields<'_>, name| BASE64.decode(fields.text(name).ok()??.as_bytes()).ok();
        let memory = params.number("memLimit").ok()??;
        let passes = params.number("opsLimit").ok()??;
        let derivation = ForeignKdf::Argon2id {
            version: ArgonVersion::V13,
            kibibytes: u32::try_from(memory / 1024).unwrap_or(u32::MAX),
            passes: u32::try_from(passes).unwrap_or(u32::MAX),
            lanes: 1,
        };
        let salt = bytes(&mut params, "salt")?;
        let header = bytes(&mut file, "encryptionNonce")?.try_into().ok()?;
        let text = bytes(&mut file, "encryptedData")?;
        Some(Self { derivation, salt, header, text })
    }
}

impl EncryptedFormat for EnteFile {
    fn open(&self, password: &Passphrase, now: UnixMillis) -> Result<DecryptedFile, DecryptError> {
        let Self { derivation, salt, header, text } = self;
        for password in password_candidates(password) {
            let key = derive(*derivation, password.as_bytes(), salt)?;
            if let Some(plain) = secretstream::open(&key, header, text) {
                return DecryptedFile::of(of_plain(&plain, now));
            }
        }
        Err(DecryptError::PasswordOrDamage)
    }
}

/// Reads the list of links. An empty list is valid.
fn of_plain(
    plain: &Zeroizing<Vec<u8>>,
    now: UnixMillis,
) -> Option<Result<ReadFile, RejectionReason>> {
    let plain = std::str::from_utf8(plain).ok()?;
    let entries = match text::entries(plain, CodeUse::InUse, now) {
        Some(entries) => entries,
        None if plain.trim().is_empty() => Vec::new(),
        None => return None,
    };
    Some(Ok(ReadFile { app: APP_NAME, entries, groups: Vec::new(), notices: Vec::new() }))
}
