//! Bitwarden's password-protected export (<https://bitwarden.com/help/encrypted-export/>).

use data_encoding::BASE64;
use zeroize::Zeroizing;

use super::{APP, of_plain};
use crate::crypto::kdf::expand_key;
use crate::crypto::kdf::foreign::{ArgonVersion, Derivation, PbkdfHash};
use crate::crypto::{Key, cbc, mac};
use crate::import::fields::Fields;
use crate::import::sealed::{Lock, Opened, Sealed, SealedError, derive, tried_readings};
use crate::secret::Passphrase;
use crate::time::UnixMillis;

/// A protected export.
struct File {
    derivation: Derivation,
    salt: Vec<u8>,
    /// An encrypted text that is used only to check the password.
    validation: Sealing,
    data: Sealing,
}

/// A text encrypted with AES-256-CBC and authenticated with HMAC-SHA-256: `2.iv|text|mac`.
struct Sealing {
    iv: [u8; cbc::BLOCK],
    text: Vec<u8>,
    mac: Vec<u8>,
}

/// Reads what is needed to decrypt an export; `None` if it is damaged.
pub(super) fn read(mut file: Fields<'_>) -> Option<Result<Sealed, SealedError>> {
    let mut number = |name| file.number(name).ok()?;
    let kind = number("kdfType")?;
    let rounds = u32::try_from(number("kdfIterations")?).ok()?;
    let memory = number("kdfMemory");
    let lanes = number("kdfParallelism");
    let salt = file.text("salt").ok()??;
    let (derivation, salt) = match kind {
        0 => {
            let derivation = Derivation::Pbkdf2 { hash: PbkdfHash::Sha256, rounds };
            (derivation, salt.as_bytes().to_vec())
        }
        1 => {
            let kibibytes = u32::try_from(memory?.checked_mul(1024)?).unwrap_or(u32::MAX);
            let lanes = u32::try_from(lanes?).ok()?;
            let version = ArgonVersion::V13;
            let derivation = Derivation::Argon2id { version, kibibytes, passes: rounds, lanes };
            (derivation, mac::sha256(salt.as_bytes()).to_vec())
        }
        _ => return Some(Err(SealedError::Unsupported)),
    };
    let validation = Sealing::read(&file.text("encKeyValidation_DO_NOT_EDIT").ok()??)?;
    let data = Sealing::read(&file.text("data").ok()??)?;
    let file = File { derivation, salt, validation, data };
    Some(Sealed::derived(APP, derivation, Box::new(file)))
}

impl Sealing {
    fn read(text: &str) -> Option<Self> {
        let mut parts = text.strip_prefix("2.")?.split('|');
        let mut part = || BASE64.decode(parts.next()?.as_bytes()).ok();
        let sealing = Self { iv: part()?.try_into().ok()?, text: part()?, mac: part()? };
        (sealing.mac.len() == 32 && parts.next().is_none()).then_some(sealing)
    }

    /// Decrypts the text; `None` if the MAC is wrong.
    fn open(&self, seal: &Key, code: &Key) -> Option<Zeroizing<Vec<u8>>> {
        let Self { iv, text, mac } = self;
        let is_authentic = mac::is_authentic(code, &[iv, text], mac);
        if is_authentic { cbc::open(seal, iv, text) } else { None }
    }
}

impl Lock for File {
    fn open(&self, password: &Passphrase, now: UnixMillis) -> Result<Opened, SealedError> {
        for text in tried_readings(password) {
            let key = derive(self.derivation, text.as_bytes(), &self.salt)?;
            let (seal, code) = (expand_key(&key, b"enc"), expand_key(&key, b"mac"));
            if let Some(plain) = self.data.open(&seal, &code) {
                return Opened::of(of_plain(&plain, now));
            }
            if self.validation.open(&seal, &code).is_some() {
                return Err(SealedError::Damaged);
            }
        }
        // The file has no second copy of salt and cost, so a change to them looks like a wrong
        // password.
        Err(SealedError::PasswordOrDamage)
    }
}
