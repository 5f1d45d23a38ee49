//! An account as stored in the vault, and the payload of its row (docs/spec/vault.md §5).

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::row::RowId;
use crate::account::{Account, AccountForm, AccountId};
use crate::time::UnixMillis;

/// The version of the payload format that is written.
const ACCOUNT_ROW_VERSION: u32 = 1;

/// An account with its position in the vault.
#[derive(Debug, PartialEq)]
pub struct StoredAccount {
    /// Its permanent identifier within the vault.
    pub id: AccountId,
    /// The account itself.
    pub account: Account,
    /// When it was put into the trash; `None` while it is in use.
    pub trashed: Option<UnixMillis>,
    /// Its position: accounts are sorted in ascending order.
    pub(super) order: i64,
    /// Unknown fields of the envelope that a newer version wrote; they are written back unchanged.
    pub(super) unknown: Map<String, Value>,
}

/// Why a payload cannot be read as an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AccountRowError {
    /// A newer version of the payload format.
    Newer,
    /// The payload is corrupted.
    Unreadable,
}

impl StoredAccount {
    pub(crate) fn new(id: AccountId, account: Account, order: i64) -> Self {
        Self { id, account, trashed: None, order, unknown: Map::new() }
    }

    /// An explicit copy; its key is zeroed separately on drop.
    #[must_use]
    pub fn duplicate(&self) -> Self {
        self.with(self.account.duplicate())
    }

    /// The same position with another account in it.
    pub(super) fn with(&self, account: Account) -> Self {
        let Self { id, account: _, trashed, order, unknown } = self;
        Self { id: *id, account, trashed: *trashed, order: *order, unknown: unknown.clone() }
    }

    /// Issuer and label, as shown to the user.
    pub fn name(&self) -> String {
        let Account { issuer, label, .. } = &self.account;
        match (issuer.as_str(), label.as_str()) {
            ("", only) | (only, "") => only.to_owned(),
            (issuer, label) => format!("{issuer}: {label}"),
        }
    }

    /// Reads the payload of the row with this identifier.
    pub(super) fn read(id: &RowId, payload: &[u8]) -> Result<Self, AccountRowError> {
        let Ok(envelope) = serde_json::from_slice::<AccountRow>(payload) else {
            let head: Option<AccountRowHead> = serde_json::from_slice(payload).ok();
            let is_newer = head.is_some_and(|head| head.version > ACCOUNT_ROW_VERSION);
            return Err(if is_newer {
                AccountRowError::Newer
            } else {
                AccountRowError::Unreadable
            });
        };
        if envelope.version > ACCOUNT_ROW_VERSION {
            return Err(AccountRowError::Newer);
        }
        let kept = envelope.into_stored().ok_or(AccountRowError::Unreadable)?;
        if kept.id.as_bytes() == id { Ok(kept) } else { Err(AccountRowError::Unreadable) }
    }
}

impl Serialize for StoredAccount {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap;
        // Destructured without `..`: a new field must be written, or this does not compile.
        let Self { id, account, trashed, order, unknown } = self;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("form", &ACCOUNT_ROW_VERSION)?;
        map.serialize_entry("id", &id.to_string())?;
        map.serialize_entry("order", order)?;
        map.serialize_entry("trashed", trashed)?;
        map.serialize_entry("account", account)?;
        for (name, value) in unknown {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

/// The fields of a payload before validation; unknown fields are kept.
#[derive(Deserialize)]
pub(super) struct AccountRow {
    #[serde(rename = "form")]
    version: u32,
    id: String,
    order: i64,
    trashed: Option<UnixMillis>,
    account: AccountForm,
    #[serde(flatten)]
    unknown: Map<String, Value>,
}

impl AccountRow {
    /// Validates the fields.
    pub(super) fn into_stored(self) -> Option<StoredAccount> {
        let Self { version: _, id, order, trashed, account, unknown } = self;
        let account = account.into_account().ok()?;
        Some(StoredAccount { id: AccountId::parse(&id)?, account, trashed, order, unknown })
    }
}

/// The fields that every version of the payload has.
#[derive(Deserialize)]
struct AccountRowHead {
    #[serde(rename = "form")]
    version: u32,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vault::row::print_padded;

    const PAYLOAD: &str = r#"{"form":1,"id":"00000000000000000000000000000001","order":-5,
        "trashed":null,"account":{"issuer":"Amazon","label":"me","type":"totp","period":30,
        "algorithm":"SHA1","digits":6,"key":"GEZDGNBVGY3TQOJQ","added":0,"new":1},"newer":[2]}"#;

    fn id() -> RowId {
        1_u128.to_be_bytes()
    }

    #[test]
    fn an_account_is_read_back_with_its_unknown_fields() {
        let kept = StoredAccount::read(&id(), PAYLOAD.as_bytes()).unwrap();
        assert_eq!((kept.order, kept.name().as_str()), (-5, "Amazon: me"));
        assert_eq!(kept.unknown["newer"][0], 2);
        assert_eq!(kept.account.unknown["new"], 1);
        assert_eq!(StoredAccount::read(&id(), &print_padded(&kept)).unwrap(), kept);
    }

    #[test]
    fn a_newer_payload_version_is_not_reported_as_damage() {
        let newer = PAYLOAD.replace(r#""form":1"#, r#""form":2"#);
        assert_eq!(
            StoredAccount::read(&id(), newer.as_bytes()).unwrap_err(),
            AccountRowError::Newer
        );
        let other = newer.replace(r#""order":-5,"#, "");
        assert_eq!(
            StoredAccount::read(&id(), other.as_bytes()).unwrap_err(),
            AccountRowError::Newer
        );
        assert_eq!(StoredAccount::read(&id(), b"{}").unwrap_err(), AccountRowError::Unreadable);
        assert_eq!(
            StoredAccount::read(&[9; 16], PAYLOAD.as_bytes()).unwrap_err(),
            AccountRowError::Unreadable
        );
    }
}
