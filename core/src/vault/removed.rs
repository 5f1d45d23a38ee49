//! Which accounts were erased here, so that a backup of another device, or an older one, does not
//! bring them back unnoticed (docs/spec/vault.md §8).
//!
//! The record has no key of an account, only an HMAC under a key of its own. It is sealed with the
//! vault, but outlives the accounts, and an erased key must not be recoverable from it.

use std::collections::HashMap;

use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::settings::{ExtraSetting, hex};
use super::{DeviceError, StoredAccount, Vault, VaultSettings};
use crate::account::matching::fingerprint;
use crate::crypto::SymmetricKey;
use crate::crypto::mac::{MacTag, authenticate};
use crate::otp::Otp;
use crate::time::UnixMillis;

/// The number of accounts that are remembered, the latest removals.
const MAX_REMEMBERED_ACCOUNTS: usize = 200;

/// An account that was erased here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RemovedAccount {
    /// When it was moved to the trash.
    pub at: UnixMillis,
    /// Whether the person declined it when a backup or another app's file offered it.
    pub is_declined: bool,
}

/// The accounts that were erased here.
#[derive(Debug, Default)]
pub struct RemovedAccounts {
    key: Option<SymmetricKey>,
    accounts: HashMap<MacTag, RemovedAccount>,
}

/// The record in the vault's settings.
#[derive(Serialize, Deserialize)]
struct RemovedAccountsRecord {
    key: String,
    accounts: Vec<RemovedAccountRecord>,
}

#[derive(Serialize, Deserialize)]
struct RemovedAccountRecord {
    mac: String,
    at: UnixMillis,
    #[serde(default)]
    declined: bool,
}

impl RemovedAccounts {
    /// The record of a vault; empty if it is not readable.
    pub fn of(settings: &VaultSettings) -> Self {
        let read = || {
            let record =
                RemovedAccountsRecord::deserialize(settings.extra(ExtraSetting::Removed)?).ok()?;
            let key = SymmetricKey::from_slice(&hex::<{ SymmetricKey::BYTES }>(&record.key)?)?;
            let account = |RemovedAccountRecord { mac, at, declined }: RemovedAccountRecord| {
                Some((hex(&mac)?, RemovedAccount { at, is_declined: declined }))
            };
            let accounts = record.accounts.into_iter().filter_map(account).collect();
            Some(Self { key: Some(key), accounts })
        };
        read().unwrap_or_default()
    }

    /// The account with this key and these parameters, if it was erased here.
    pub fn find(&self, otp: &Otp) -> Option<RemovedAccount> {
        self.accounts.get(&mac(self.key.as_ref()?, otp)).copied()
    }

    /// The settings in which these accounts are removed as well.
    pub(super) fn with_erased<'a>(
        vault: &Vault,
        erased: impl IntoIterator<Item = &'a StoredAccount>,
    ) -> Result<VaultSettings, DeviceError> {
        let mut removed = Self::of(vault.settings());
        let key = match removed.key.take() {
            Some(key) => key,
            None => SymmetricKey::make(&*vault.random)?,
        };
        for account in erased {
            let at = account.trashed.unwrap_or(UnixMillis(0));
            let entry = RemovedAccount { at, is_declined: false };
            removed.accounts.insert(mac(&key, &account.account.otp), entry);
        }
        removed.key = Some(key);
        Ok(removed.stored_in(vault.settings()))
    }

    /// Notes that an account that was erased here was offered again: it was added, so that it is not
    /// removed any more, or declined. Returns whether that was not known yet.
    pub fn answer(&mut self, otp: &Otp, answer: OfferAnswer) -> bool {
        let Some(tag) = self.key.as_ref().map(|key| mac(key, otp)) else { return false };
        match answer {
            OfferAnswer::Added => self.accounts.remove(&tag).is_some(),
            OfferAnswer::Declined => self
                .accounts
                .get_mut(&tag)
                .is_some_and(|known| !std::mem::replace(&mut known.is_declined, true)),
        }
    }

    /// The settings with this record.
    #[must_use]
    pub fn stored_in(self, settings: &VaultSettings) -> VaultSettings {
        let mut settings = settings.clone();
        let Some(key) = self.key else { return settings };
        let mut accounts: Vec<_> = self.accounts.into_iter().collect();
        accounts.sort_by_key(|(tag, known)| (std::cmp::Reverse(known.at), *tag));
        accounts.truncate(MAX_REMEMBERED_ACCOUNTS);
        let accounts = accounts.into_iter().map(|(tag, known)| RemovedAccountRecord {
            mac: HEXLOWER.encode(&tag),
            at: known.at,
            declined: known.is_declined,
        });
        let record = RemovedAccountsRecord {
            key: HEXLOWER.encode(key.expose()),
            accounts: accounts.collect(),
        };
        let value = serde_json::to_value(record).unwrap_or(Value::Null);
        settings.set_extra(ExtraSetting::Removed, value);
        settings
    }
}

/// What became of an account that was erased here and offered again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfferAnswer {
    /// It was added, so it is not removed any more.
    Added,
    /// It was not added.
    Declined,
}

fn mac(key: &SymmetricKey, otp: &Otp) -> MacTag {
    authenticate(key, [fingerprint(otp).as_slice()])
}
