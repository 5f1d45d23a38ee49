//! Bitwarden's password-protected export (<https://bitwarden.com/help/encrypted-export/>).

use data_encoding::BASE64;
use zeroize::Zeroizing;

use super::{APP_NAME, of_plain};
use crate::crypto::kdf::expand_key;
use crate::crypto::kdf::foreign::{ArgonVersion, ForeignKdf, PbkdfHash};
use crate::crypto::{SymmetricKey, cbc, mac};
use crate::import::fields::Fields;
use crate::import::sealed::{
    DecryptError, DecryptedFile, EncryptedFile, EncryptedFormat, derive, password_candidates,
};
use crate::secret::Passphrase;
use crate::time::UnixMillis;

/// A protected export.
struct BitwardenFile {
    derivation: ForeignKdf,
    salt: Vec<u8>,
    /// An encrypted text that is used only to check the password.
    validation: EncString,
    data: EncString,
}

/// A text encrypted with AES-256-CBC and authenticated with HMAC-SHA-256: `2.iv|text|mac`.
struct EncString {
    iv: [u8; cbc::BLOCK_BYTES],
    text: Vec<u8>,
    mac: Vec<u8>,
}

/// Reads what is needed to decrypt an export; `None` if it is damaged.
pub(super) fn read(mut file: Fields<'_>) -> Option<Result<EncryptedFile, DecryptError>> {
    let mut number = |name| file.number(name).ok()?;
    let kind = number("kdfType")?;
    let rounds = u32::try_from(number("kdfIterations")?).ok()?;
    let memory = number("kdfMemory");
    let lanes = number("kdfParallelism");
    let salt = file.text("salt").ok()??;
    let (derivation, salt) = match kind {
        0 => {
            let derivation = ForeignKdf::Pbkdf2 { hash: PbkdfHash::Sha256, rounds };
            (derivation, salt.as_bytes().to_vec())
        }
        1 => {
            let kibibytes = u32::try_from(memory?.checked_mul(1024)?).unwrap_or(u32::MAX);
            let lanes = u32::try_from(lanes?).ok()?;
            let version = ArgonVersion::V13;
            let derivation = ForeignKdf::Argon2id { version, kibibytes, passes: rounds, lanes };
            (derivation, mac::sha256(salt.as_bytes()).to_vec())
        }
        _ => return Some(Err(DecryptError::Unsupported)),
    };
    let validation = EncString::read(&file.text("encKeyValidation_DO_NOT_EDIT").ok()??)?;
    let data = EncString::read(&file.text("data").ok()??)?;
    let file = BitwardenFile { derivation, salt, validation, data };
    Some(EncryptedFile::derived(APP_NAME, derivation, Box::new(file)))
}

impl EncString {
    fn read(text: &str) -> Option<Self> {
        let mut parts = text.strip_prefix("2.")?.split('|');
        let mut part = || BASE64.decode(parts.next()?.as_bytes()).ok();
        let sealing = Self { iv: part()?.try_into().ok()?, text: part()?, mac: part()? };
        (sealing.mac.len() == 32 && parts.next().is_none()).then_some(sealing)
    }

    /// Decrypts the text; `None` if the MAC is wrong.
    fn open(&self, seal: &SymmetricKey, code: &SymmetricKey) -> Option<Zeroizing<Vec<u8>>> {
        let Self { iv, text, mac } = self;
        let is_authentic = mac::is_authentic(code, &[iv, text], mac);
        if is_authentic { cbc::open(seal, iv, text) } else { None }
    }
}

impl EncryptedFormat for BitwardenFile {
    fn open(&self, password: &Passphrase, now: UnixMillis) -> Result<DecryptedFile, DecryptError> {
        for text in password_candidates(password) {
            let key = derive(self.derivation, text.as_bytes(), &self.salt)?;
            let (seal, code) = (expand_key(&key, b"enc"), expand_key(&key, b"mac"));
            if let Some(plain) = self.data.open(&seal, &code) {
                return DecryptedFile::of(of_plain(&plain, now));
            }
            if self.validation.open(&seal, &code).is_some() {
                return Err(DecryptError::Damaged);
            }
        }
        // The file has no second copy of salt and cost, so a change to them looks like a wrong
        // password.
        Err(DecryptError::PasswordOrDamage)
    }
}
