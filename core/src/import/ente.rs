//! Ente Auth's encrypted export: its list of links, encrypted with libsodium's secretstream. The
//! key is derived with Argon2id.

use data_encoding::BASE64;
use zeroize::Zeroizing;

pub(super) use super::code_display::APP;
use crate::crypto::kdf::foreign::{ArgonVersion, Derivation};
use crate::crypto::secretstream;
use crate::import::content::{Content, Json};
use crate::import::fields::Fields;
use crate::import::sealed::{Lock, Opened, Sealed, SealedError, derive, tried_readings};
use crate::import::{ImportError, Read, Recognised, Standing, Why, text};
use crate::secret::Passphrase;
use crate::time::UnixMillis;

/// The newest supported version of the file.
const NEWEST: u64 = 1;

/// An encrypted export.
struct File {
    derivation: Derivation,
    salt: Vec<u8>,
    header: [u8; secretstream::HEADER],
    text: Vec<u8>,
}

/// Recognises an encrypted Ente Auth export.
pub(in crate::import) fn read(
    content: &Content<'_>,
    _now: UnixMillis,
) -> Option<Result<Recognised, Why>> {
    let Some(Json::Object(fields)) = content.json() else { return None };
    if !["kdfParams", "encryptedData"].iter().all(|name| fields.contains_key(*name)) {
        return None;
    }
    let mut file = Fields::of_document(fields);
    let damaged = ImportError::Damaged { app: APP };
    match file.number("version") {
        Ok(None | Some(..=NEWEST)) => {}
        Ok(Some(found)) => {
            return Some(Err(ImportError::Newer { app: APP, found, known: NEWEST }.into()));
        }
        Err(_) => return Some(Err(damaged.into())),
    }
    let Some(file) = File::read(file) else { return Some(Err(damaged.into())) };
    let sealed = Sealed::derived(APP, file.derivation, Box::new(file));
    Some(sealed.map(Recognised::Sealed).map_err(Why::from))
}

impl File {
    fn read(mut file: Fields<'_>) -> Option<Self> {
        let mut params = file.object("kdfParams").ok()??;
        let bytes =
            |fields: &mut Fields<'_>, name| BASE64.decode(fields.text(name).ok()??.as_bytes()).ok();
        let memory = params.number("memLimit").ok()??;
        let passes = params.number("opsLimit").ok()??;
        let derivation = Derivation::Argon2id {
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

impl Lock for File {
    fn open(&self, password: &Passphrase, now: UnixMillis) -> Result<Opened, SealedError> {
        let Self { derivation, salt, header, text } = self;
        for password in tried_readings(password) {
            let key = derive(*derivation, password.as_bytes(), salt)?;
            if let Some(plain) = secretstream::open(&key, header, text) {
                return Opened::of(of_plain(&plain, now));
            }
        }
        Err(SealedError::PasswordOrDamage)
    }
}

/// Reads the list of links. An empty list is valid.
fn of_plain(plain: &Zeroizing<Vec<u8>>, now: UnixMillis) -> Option<Result<Read, Why>> {
    let plain = std::str::from_utf8(plain).ok()?;
    let entries = match text::entries(plain, Standing::InUse, now) {
        Some(entries) => entries,
        None if plain.trim().is_empty() => Vec::new(),
        None => return None,
    };
    Some(Ok(Read { app: APP, entries, groups: Vec::new(), notices: Vec::new() }))
}
