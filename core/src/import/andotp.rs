//! andOTP: a JSON array, plain or encrypted with AES-256-GCM. An encrypted file has no header, so
//! any binary file without signs of another format may be one, and the user is asked for its
//! password.

use serde_json::value::RawValue;
use zeroize::Zeroizing;

use super::codes::{self, CodeMethod, CodeParameters, algorithm};
use super::content::{FileContent, Json};
use super::fields::Fields;
use super::sealed::{
    DecryptError, DecryptedFile, DecryptionCost, EncryptedFile, EncryptedFormat, derive,
    password_candidates,
};
use super::{ImportedAccount, ReadFile, Recognised, RejectionReason};
use crate::account::AccountGroups;
use crate::crypto::aead::{DetachedCiphertext, open_detached};
use crate::crypto::kdf::foreign::{ForeignKdf, MAX_ROUNDS, PbkdfHash};
use crate::crypto::{SymmetricKey, mac};
use crate::secret::Passphrase;
use crate::time::UnixMillis;

/// The app's display name.
pub(super) const APP_NAME: &str = "andOTP";

/// The lowest iteration count that andOTP has ever used. A minimum makes it unlikely that four
/// random bytes look like a valid count.
const MIN_ITERATIONS: u32 = 1_000;

/// The length of the salt and of the nonce, in bytes.
const SALT_AND_NONCE_BYTES: usize = 12;

/// The length of the smallest JSON array plus the GCM tag, in bytes.
const MIN_CIPHERTEXT_BYTES: usize = 2 + 16;

/// Recognises a plain andOTP list.
pub(super) fn read(
    content: &FileContent<'_>,
    now: UnixMillis,
) -> Option<Result<Recognised, RejectionReason>> {
    let Some(Json::Array(elements)) = content.json() else { return None };
    let first = elements.first()?.get();
    let has = |name: &str| first.contains(&format!("\"{name}\""));
    let is_ours = has("secret") && has("type") && has("label");
    is_ours.then(|| Ok(Recognised::Plain(of_elements(elements.iter().copied(), now))))
}

fn of_elements<'a>(elements: impl IntoIterator<Item = &'a RawValue>, now: UnixMillis) -> ReadFile {
    let entries = codes::entries(elements, &["issuer", "label"], |fields| entry(fields, now));
    ReadFile { app: APP_NAME, entries, groups: Vec::new(), notices: Vec::new() }
}

fn entry(mut fields: Fields<'_>, now: UnixMillis) -> Result<ImportedAccount, RejectionReason> {
    let method = CodeMethod::parse(&fields.text("type")?.unwrap_or("TOTP".into()))?;
    let key = fields.key("secret")?;
    let hash = fields.text("algorithm")?;
    let codes = CodeParameters {
        method,
        algorithm: hash.as_deref().map(algorithm).transpose()?,
        digits: fields.number("digits")?,
        period: fields.number("period")?,
        counter: fields.number("counter")?,
    };
    let otp = codes.with_key(key)?;
    let (issuer, label) = (fields.text_or_empty("issuer")?, fields.text_or_empty("label")?);
    let (issuer, label) = split(&issuer, &label);
    let mut arrival = codes::arrival(issuer, label, otp, now)?;
    arrival.account.groups = AccountGroups::named(fields.texts("tags")?);
    fields.keep(APP_NAME, [], &mut arrival);
    Ok(arrival)
}

/// Splits issuer and label. Early versions had no issuer field and wrote both into the label; later
/// versions may repeat the issuer in the label.
fn split<'a>(issuer: &'a str, label: &'a str) -> (&'a str, &'a str) {
    let separators = [" - ", ":"];
    let mut parts = separators.iter().filter_map(|between| label.split_once(between));
    if issuer.trim().is_empty() {
        return parts.next().unwrap_or(("", label));
    }
    let repeated = parts.find(|(prefix, _)| prefix.trim() == issuer.trim());
    (issuer, repeated.map_or(label, |(_, rest)| rest))
}

/// A file that andOTP may have encrypted, in the current or the old format.
struct AndOtpFile(Vec<u8>);

/// Recognises a file that may be encrypted: its bytes look random. This check comes after all other
/// formats.
pub(super) fn sealed(
    content: &FileContent<'_>,
    _now: UnixMillis,
) -> Option<Result<Recognised, RejectionReason>> {
    let bytes = content.bytes();
    if bytes.len() < SALT_AND_NONCE_BYTES + MIN_CIPHERTEXT_BYTES
        || std::str::from_utf8(bytes).is_ok()
        || !looks_random(bytes)
    {
        return None;
    }
    let file = AndOtpFile(bytes.to_vec());
    // The old format has no key derivation.
    let cost = DecryptionCost::of_derivations(file.present().map(|layout| layout.derivation));
    Some(Ok(Recognised::Sealed(EncryptedFile::new(APP_NAME, cost, Box::new(file)))))
}

/// Whether no byte value is frequent, as in ciphertext. Executables, pictures and databases contain
/// many zeros, and archives have a header.
fn looks_random(bytes: &[u8]) -> bool {
    let begins: [&[u8]; 10] = [
        b"PK",
        b"\x1f\x8b",
        b"%PDF",
        b"SQLite",
        b"\x7fELF",
        b"MZ",
        b"7z\xbc\xaf",
        b"Rar!",
        b"\xac\xed",
        b"\xfd7zXZ",
    ];
    if begins.iter().any(|begin| bytes.starts_with(begin)) {
        return false;
    }
    // The current format begins with the iteration count, whose first one or two bytes are zero.
    let bytes = &bytes[4..];
    let mut counts = [0_usize; 256];
    for byte in bytes {
        counts[usize::from(*byte)] += 1;
    }
    // A text that was cut off within a character is not valid UTF-8 either.
    let letters = bytes.iter().filter(|byte| matches!(byte, b' '..=b'~')).count();
    if letters * 4 > bytes.len() * 3 {
        return false;
    }
    let most = counts.iter().max().copied().unwrap_or(0);
    most <= 8 + bytes.len() / 64
}

/// The parts of the current format.
struct CurrentLayout<'a> {
    derivation: ForeignKdf,
    salt: &'a [u8],
    nonce: &'a [u8],
    text: &'a [u8],
}

impl AndOtpFile {
    /// Splits the current format: iteration count, salt, nonce, ciphertext with tag.
    fn present(&self) -> Option<CurrentLayout<'_>> {
        let (rounds, rest) = self.0.split_first_chunk::<4>()?;
        let rounds = u32::from_be_bytes(*rounds);
        let (salt, rest) = rest.split_at_checked(SALT_AND_NONCE_BYTES)?;
        let (nonce, text) = rest.split_at_checked(SALT_AND_NONCE_BYTES)?;
        let is_possible =
            (MIN_ITERATIONS..=MAX_ROUNDS).contains(&rounds) && text.len() >= MIN_CIPHERTEXT_BYTES;
        let derivation = ForeignKdf::Pbkdf2 { hash: PbkdfHash::Sha1, rounds };
        is_possible.then_some(CurrentLayout { derivation, salt, nonce, text })
    }

    fn open_present(&self, password: &str) -> Result<Option<Zeroizing<Vec<u8>>>, DecryptError> {
        let Some(CurrentLayout { derivation, salt, nonce, text }) = self.present() else {
            return Ok(None);
        };
        let key = derive(derivation, password.as_bytes(), salt)?;
        Ok(open_detached(
            &key,
            DetachedCiphertext { nonce, associated_data: b"", ciphertext: text, tag: b"" },
        )
        .ok())
    }

    /// Decrypts the old format: nonce and ciphertext with tag. The key is the SHA-256 digest of the
    /// password.
    fn open_older(&self, password: &str) -> Option<Zeroizing<Vec<u8>>> {
        let key = SymmetricKey::from_slice(&mac::sha256(password.as_bytes()))?;
        let (nonce, text) = self.0.split_at_checked(SALT_AND_NONCE_BYTES)?;
        open_detached(
            &key,
            DetachedCiphertext { nonce, associated_data: b"", ciphertext: text, tag: b"" },
        )
        .ok()
    }
}

impl EncryptedFormat for AndOtpFile {
    fn open(&self, password: &Passphrase, now: UnixMillis) -> Result<DecryptedFile, DecryptError> {
        for text in password_candidates(password) {
            let plain = match self.open_older(&text) {
                Some(plain) => Some(plain),
                None => self.open_present(&text)?,
            };
            if let Some(plain) = plain {
                let elements: Option<Vec<&RawValue>> = serde_json::from_slice(&plain).ok();
                return DecryptedFile::of(elements.map(|elements| Ok(of_elements(elements, now))));
            }
        }
        Err(DecryptError::PasswordOrDamage)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn early_labels_contain_the_issuer_and_later_ones_may_repeat_it() {
        for (issuer, label, expected) in [
            ("", "Shop - me", ("Shop", "me")),
            ("", "Shop:me", ("Shop", "me")),
            ("", "me", ("", "me")),
            ("Shop", "Shop - me", ("Shop", "me")),
            ("Shop", "Shop:me", ("Shop", "me")),
            ("Shop", "me - home", ("Shop", "me - home")),
        ] {
            assert_eq!(split(issuer, label), expected, "{issuer}, {label}");
        }
    }

    #[test]
    fn the_cost_is_that_of_the_iteration_count_in_the_file() {
        let random = (0..400_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8);
        for (count, blocks) in [(MAX_ROUNDS, u64::from(MAX_ROUNDS)), (1_000, 1_000), (999, 0)] {
            let bytes: Vec<u8> = count.to_be_bytes().into_iter().chain(random.clone()).collect();
            let Some(Ok(Recognised::Sealed(file))) =
                sealed(&FileContent::new(None, &bytes), UnixMillis(0))
            else {
                panic!("{count}: not recognised");
            };
            assert_eq!(file.cost(), DecryptionCost { kibibytes: 0, blocks }, "{count}");
        }
    }

    #[test]
    fn only_what_looks_like_ciphertext_is_asked_about() {
        assert!(!looks_random(&[0; 100]));
        assert!(!looks_random(b"PK\x03\x04 and so on, and so on"));
        let drawn: Vec<u8> =
            (0..400_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        assert!(looks_random(&drawn));
    }
}
