//! Slots: each one wraps the vault key with a key of its own (docs/spec/vault.md §3).

#[cfg(test)]
mod tests;

use std::fmt;

use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::{DeviceError, RecoveryCode, UnlockCredential, UnlockError, VaultId};
use crate::crypto::SymmetricKey;
use crate::crypto::aead;
use crate::crypto::kdf::{
    CostError, PassphraseCost, derive_from_bytes, derive_from_passphrase, derive_key,
};
use crate::crypto::mac::{eq_constant_time, sha256};
use crate::crypto::random::{Random, make_array};
use crate::secret::{Normalization, Passphrase};
use crate::time::UnixMillis;

/// The version of the parameter format that is written.
const SLOT_PARAMETERS_VERSION: u32 = 1;

/// The identifier of a slot within its vault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SlotId([u8; 16]);

impl SlotId {
    /// The identifier with these bytes.
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// Its bytes.
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

impl fmt::Display for SlotId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&HEXLOWER.encode(&self.0))
    }
}

/// The kind of credential that opens a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlotKind {
    /// A passphrase.
    Passphrase,
    /// The recovery code.
    Recovery,
    /// A key that only one device stores.
    Device,
    /// A kind that a newer version wrote.
    Newer,
}

impl SlotKind {
    fn name(self) -> &'static str {
        match self {
            Self::Passphrase => "passphrase",
            Self::Recovery => "recovery",
            Self::Device => "device",
            Self::Newer => "",
        }
    }
}

/// One way to unlock a vault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Its identifier within the vault.
    pub id: SlotId,
    /// What opens it.
    pub kind: SlotKind,
    /// When the slot was made.
    pub created: UnixMillis,
    /// The Argon2id cost of the passphrase; `None` for the other kinds.
    pub cost: Option<PassphraseCost>,
}

/// A slot as stored in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SlotRow {
    pub(super) id: [u8; 16],
    pub(super) kind: String,
    /// JSON; its exact bytes are part of the associated data of the wrapped key.
    pub(super) parameters: Vec<u8>,
    /// Shows whether a derived key is right before anything is unwrapped.
    pub(super) proof: Vec<u8>,
    /// The wrapped vault key.
    pub(super) wrapped: Vec<u8>,
    /// Distinguishes a damaged slot from a wrong credential.
    pub(super) checksum: Vec<u8>,
}

/// The content of the parameters.
#[derive(Serialize, Deserialize)]
struct SlotParameters {
    #[serde(rename = "form")]
    version: u32,
    created: UnixMillis,
    salt: String,
    /// The recovery code while its owner has not confirmed it, encrypted under the vault key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sealed_code: Option<String>,
    #[serde(flatten)]
    passphrase: Option<Argon2Parameters>,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
struct Argon2Parameters {
    #[serde(flatten)]
    cost: PassphraseCost,
    /// The normalization that was applied to the passphrase.
    reading: Normalization,
}

/// Why no slot was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SlotSealError {
    CostOutOfRange,
    Device(DeviceError),
}

impl<T: Into<DeviceError>> From<T> for SlotSealError {
    fn from(why: T) -> Self {
        Self::Device(why.into())
    }
}

/// The result of opening a slot.
pub(super) struct UnwrappedKey {
    /// The vault key.
    pub(super) key: SymmetricKey,
    /// Whether the slot is what [`SlotRow::make`] makes today: made from the NFKC form, and opened
    /// by it.
    pub(super) is_current: bool,
}

impl SlotRow {
    /// Wraps the vault key. A passphrase slot is made from the NFKC form. The slot of a recovery code
    /// keeps a sealed copy of the code until it is confirmed.
    pub(super) fn make(
        data: &SymmetricKey,
        vault: VaultId,
        credential: UnlockCredential<'_>,
        cost: PassphraseCost,
        now: UnixMillis,
        random: &dyn Random,
    ) -> Result<Self, SlotSealError> {
        Self::make_from(Normalization::Nfkc, data, vault, credential, cost, now, random)
    }

    /// Wraps the vault key for a confirmed recovery code.
    pub(super) fn make_confirmed(
        data: &SymmetricKey,
        vault: VaultId,
        code: &RecoveryCode,
        created: UnixMillis,
        random: &dyn Random,
    ) -> Result<Self, SlotSealError> {
        let (id, salt) = (make_array(random)?, make_array(random)?);
        let key = derive_from_code(code.expose(), &salt);
        let salt = HEXLOWER.encode(&salt);
        let parameters = SlotParameters {
            version: SLOT_PARAMETERS_VERSION,
            created,
            salt,
            sealed_code: None,
            passphrase: None,
        };
        Self::wrap(data, vault, (id, SlotKind::Recovery), &parameters, &key, random)
    }

    /// Wraps the vault key. A passphrase slot is made from the given normalization.
    pub(super) fn make_from(
        reading: Normalization,
        data: &SymmetricKey,
        vault: VaultId,
        credential: UnlockCredential<'_>,
        cost: PassphraseCost,
        now: UnixMillis,
        random: &dyn Random,
    ) -> Result<Self, SlotSealError> {
        let (id, salt) = (make_array(random)?, make_array(random)?);
        let (kind, passphrase, key) = match credential {
            UnlockCredential::Passphrase(passphrase) => {
                let text = passphrase.normalized(reading);
                let key = derive_from_passphrase(text.as_bytes(), &salt, cost);
                let key = key.map_err(|why| match why {
                    CostError::CostOutOfRange => SlotSealError::CostOutOfRange,
                    CostError::NotEnoughMemory => {
                        SlotSealError::Device(DeviceError::NotEnoughMemory)
                    }
                })?;
                (SlotKind::Passphrase, Some(Argon2Parameters { cost, reading }), key)
            }
            UnlockCredential::Recovery(code) => {
                (SlotKind::Recovery, None, derive_from_code(code.expose(), &salt))
            }
            UnlockCredential::Device(key) => {
                (SlotKind::Device, None, derive_from_device(key, &salt))
            }
        };
        let salt = HEXLOWER.encode(&salt);
        let sealed_code = match credential {
            UnlockCredential::Recovery(code) => Some(seal_code(data, vault, id, code, random)?),
            UnlockCredential::Passphrase(_) | UnlockCredential::Device(_) => None,
        };
        let parameters = SlotParameters {
            version: SLOT_PARAMETERS_VERSION,
            created: now,
            salt,
            sealed_code,
            passphrase,
        };
        Self::wrap(data, vault, (id, kind), &parameters, &key, random)
    }

    fn wrap(
        data: &SymmetricKey,
        vault: VaultId,
        (id, kind): ([u8; 16], SlotKind),
        parameters: &SlotParameters,
        key: &SymmetricKey,
        random: &dyn Random,
    ) -> Result<Self, SlotSealError> {
        let parameters =
            serde_json::to_vec(parameters).expect("numbers and strings serialize to JSON");
        let mut row = Self {
            id,
            kind: kind.name().to_owned(),
            parameters,
            proof: derive_proof(key, vault, id).to_vec(),
            wrapped: Vec::new(),
            checksum: Vec::new(),
        };
        let context = row.context(vault);
        row.wrapped =
            aead::seal(&derive_wrapping(key, vault, id), &context, data.expose(), random)?;
        row.checksum = row.checksum(vault);
        Ok(row)
    }

    /// The recovery code, if the slot contains a sealed copy of it.
    pub(super) fn sealed_code(&self, data: &SymmetricKey, vault: VaultId) -> Option<RecoveryCode> {
        if self.kind() != SlotKind::Recovery {
            return None;
        }
        let sealed = HEXLOWER.decode(self.parameters()?.sealed_code?.as_bytes()).ok()?;
        let key = derive_copying(data, vault, self.id);
        let code = aead::open(&key, &copy_context(vault, self.id), &sealed).ok()?;
        RecoveryCode::from_slice(&code)
    }

    /// The public descriptions of the rows that unlock the vault.
    pub(super) fn public_slots(rows: &[Self]) -> Vec<Slot> {
        rows.iter().filter(|row| !row.is_backup_passphrase()).map(Self::public).collect()
    }

    /// The public description of the slot, which does not require opening it.
    pub(super) fn public(&self) -> Slot {
        let parameters = self.parameters();
        Slot {
            id: SlotId(self.id),
            kind: self.kind(),
            created: parameters.as_ref().map_or(UnixMillis(0), |known| known.created),
            cost: parameters.and_then(|known| known.passphrase).map(|stretching| stretching.cost),
        }
    }

    pub(super) fn kind(&self) -> SlotKind {
        let kinds = [SlotKind::Passphrase, SlotKind::Recovery, SlotKind::Device];
        kinds.into_iter().find(|kind| kind.name() == self.kind).unwrap_or(SlotKind::Newer)
    }

    fn parameters(&self) -> Option<SlotParameters> {
        serde_json::from_slice(&self.parameters).ok()
    }

    /// The associated data of the wrapped key.
    pub(super) fn context(&self, vault: VaultId) -> Vec<u8> {
        let kind = self.kind.as_bytes();
        let mut context = b"aikotoba slot".to_vec();
        context.extend_from_slice(&vault.0);
        context.extend_from_slice(&self.id);
        context.extend_from_slice(&(kind.len() as u64).to_be_bytes());
        context.extend_from_slice(kind);
        context.extend_from_slice(&self.parameters);
        context
    }

    pub(super) fn checksum(&self, vault: VaultId) -> Vec<u8> {
        let mut all = self.context(vault);
        all.extend_from_slice(&self.proof);
        all.extend_from_slice(&self.wrapped);
        sha256(&all)[..16].to_vec()
    }

    /// The Argon2id cost of one normalization of a passphrase; `None` for a slot whose cost cannot
    /// be read.
    pub(super) fn cost(&self) -> Option<PassphraseCost> {
        let cost = self.parameters()?.passphrase?.cost;
        cost.is_acceptable().then_some(cost)
    }

    /// Unwraps the vault key with a credential of this slot's kind. `texts` are all normalizations
    /// of a passphrase; empty for other credentials.
    pub(super) fn open(
        &self,
        vault: VaultId,
        credential: UnlockCredential<'_>,
        texts: &[Zeroizing<String>],
    ) -> Result<UnwrappedKey, UnlockError> {
        let is_whole = || self.checksum(vault) == self.checksum;
        let parameters = self.parameters().ok_or(UnlockError::SlotDamaged)?;
        if parameters.version > SLOT_PARAMETERS_VERSION {
            return Err(UnlockError::SlotNewer);
        }
        let salt = HEXLOWER.decode(parameters.salt.as_bytes()).ok();
        let salt: [u8; 16] =
            salt.and_then(|salt| salt.try_into().ok()).ok_or(UnlockError::SlotDamaged)?;
        let fits =
            |key: &SymmetricKey| eq_constant_time(&*derive_proof(key, vault, self.id), &self.proof);
        let (key, is_current) = match credential {
            UnlockCredential::Passphrase(passphrase) => {
                let Some(known) = parameters.passphrase else {
                    let is_newer = is_whole();
                    return Err(if is_newer {
                        UnlockError::SlotNewer
                    } else {
                        UnlockError::SlotDamaged
                    });
                };
                let found = stretch(passphrase, texts, &salt, known, &fits)?;
                found.map_or((None, true), |(key, is_current)| (Some(key), is_current))
            }
            UnlockCredential::Recovery(code) => {
                (Some(derive_from_code(code.expose(), &salt)), true)
            }
            UnlockCredential::Device(key) => (Some(derive_from_device(key, &salt)), true),
        };
        match key.filter(fits) {
            Some(key) => aead::open(
                &derive_wrapping(&key, vault, self.id),
                &self.context(vault),
                &self.wrapped,
            )
            .ok()
            .and_then(|data| SymmetricKey::from_slice(&data))
            .map(|key| UnwrappedKey { key, is_current })
            .ok_or(UnlockError::SlotDamaged),
            // The slot is intact, so the credential is wrong.
            None if is_whole() => Err(wrong(credential)),
            None => Err(UnlockError::SlotDamaged),
        }
    }
}

fn wrong(credential: UnlockCredential<'_>) -> UnlockError {
    match credential {
        UnlockCredential::Passphrase(_) => UnlockError::WrongPassphrase,
        UnlockCredential::Recovery(_) => UnlockError::WrongRecoveryCode,
        UnlockCredential::Device(_) => UnlockError::WrongDeviceKey,
    }
}

/// Derives a key from each normalization of the typed passphrase until one fits, beginning with the
/// one that the slot names. Returns the key, and whether it is the one that a slot made today would
/// have.
fn stretch(
    passphrase: &Passphrase,
    texts: &[Zeroizing<String>],
    salt: &[u8; 16],
    known: Argon2Parameters,
    fits: &impl Fn(&SymmetricKey) -> bool,
) -> Result<Option<(SymmetricKey, bool)>, UnlockError> {
    let recorded = passphrase.normalized(known.reading);
    let normal = passphrase.normalized(Normalization::Nfkc);
    let (first, others): (Vec<_>, Vec<_>) = texts.iter().partition(|text| ***text == *recorded);
    for text in first.into_iter().chain(others) {
        let key = derive_from_passphrase(text.as_bytes(), salt, known.cost);
        let key = key.map_err(|why| match why {
            CostError::CostOutOfRange => UnlockError::SlotDamaged,
            CostError::NotEnoughMemory => DeviceError::NotEnoughMemory.into(),
        })?;
        if fits(&key) {
            return Ok(Some((key, known.reading == Normalization::Nfkc && **text == *normal)));
        }
    }
    Ok(None)
}

fn derive_from_code(code: &[u8; 16], salt: &[u8; 16]) -> SymmetricKey {
    derive_from_bytes(code, salt, b"aikotoba recovery")
}

/// Encrypts a recovery code that is not confirmed, for its slot.
fn seal_code(
    data: &SymmetricKey,
    vault: VaultId,
    slot: [u8; 16],
    code: &RecoveryCode,
    random: &dyn Random,
) -> Result<String, SlotSealError> {
    let key = derive_copying(data, vault, slot);
    let sealed = aead::seal(&key, &copy_context(vault, slot), code.expose(), random)?;
    Ok(HEXLOWER.encode(&sealed))
}

fn derive_copying(data: &SymmetricKey, vault: VaultId, slot: [u8; 16]) -> SymmetricKey {
    derive_key(data, &salt_of(vault, slot), b"aikotoba recovery copy")
}

fn copy_context(vault: VaultId, slot: [u8; 16]) -> Vec<u8> {
    [b"aikotoba recovery copy".as_slice(), &vault.0, &slot].concat()
}

fn derive_from_device(key: &SymmetricKey, salt: &[u8; 16]) -> SymmetricKey {
    derive_key(key, salt, b"aikotoba device")
}

fn derive_wrapping(key: &SymmetricKey, vault: VaultId, slot: [u8; 16]) -> SymmetricKey {
    derive_key(key, &salt_of(vault, slot), b"aikotoba wrapping")
}

fn derive_proof(key: &SymmetricKey, vault: VaultId, slot: [u8; 16]) -> Zeroizing<[u8; 16]> {
    let proof = derive_key(key, &salt_of(vault, slot), b"aikotoba proof");
    Zeroizing::new(*proof.expose().first_chunk().expect("a key is longer than 16 bytes"))
}

pub(super) fn salt_of(vault: VaultId, slot: [u8; 16]) -> [u8; 32] {
    let mut salt = [0; 32];
    salt[..16].copy_from_slice(&vault.0);
    salt[16..].copy_from_slice(&slot);
    salt
}
