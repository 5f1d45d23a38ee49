//! The undo journal: the former state of the accounts for each change that a user makes
//! (docs/spec/vault.md §9).

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::ser::SerializeMap;
use serde::{Deserialize, Serialize, Serializer};

use super::row::RowId;
use super::stored_account::{AccountRow, StoredAccount};
use super::{Epoch, VaultSettings};
use crate::account::AccountId;
use crate::phrase::Phrase;
use crate::time::UnixMillis;

/// The version of the payload format that is written.
const UNDO_RECORD_VERSION: u32 = 1;

/// How many changes can be undone in sequence.
pub(super) const MAX_UNDO_RECORDS: usize = 20;

/// Why accounts were changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Phrase)]
#[serde(rename_all = "kebab-case")]
#[phrase("reason")]
pub enum ChangeReason {
    /// An account was added.
    Add,
    /// An account was edited.
    Edit,
    /// The order was changed.
    Arrange,
    /// The order of the groups was changed.
    ArrangeGroups,
    /// An account was put into the trash.
    Discard,
    /// An account was taken out of the trash.
    Recover,
    /// Accounts were imported from another app.
    Import,
    /// Accounts were restored from a backup.
    Restore,
    /// A reason that a newer version wrote.
    #[serde(other)]
    Other,
}

/// A change that can be undone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UndoableChange {
    /// Why the change was made.
    pub reason: ChangeReason,
    /// When the change was made.
    pub at: UnixMillis,
    /// How many accounts it changed.
    pub accounts: usize,
}

/// The data needed to undo one change.
pub(super) struct UndoRecord {
    pub(super) reason: ChangeReason,
    pub(super) at: UnixMillis,
    /// The accounts as they were before; `None` for an account that did not exist.
    pub(super) before: Vec<(AccountId, Option<StoredAccount>)>,
    /// The settings before the change; `None` if it did not replace them.
    pub(super) settings: Option<VaultSettings>,
}

/// The changes that can be undone, oldest first.
#[derive(Default)]
pub(super) struct UndoJournal(BTreeMap<RowId, UndoRecord>);

impl UndoRecord {
    pub(super) fn summary(&self) -> UndoableChange {
        UndoableChange { reason: self.reason, at: self.at, accounts: self.before.len() }
    }

    /// A copy with only the accounts for which `stays` is true; `None` when nothing is left to
    /// undo.
    fn keeping(&self, stays: impl Fn(&(AccountId, Option<StoredAccount>)) -> bool) -> Option<Self> {
        let others = self.before.iter().filter(|image| stays(image));
        let before: Vec<_> =
            others.map(|(id, kept)| (*id, kept.as_ref().map(StoredAccount::duplicate))).collect();
        let (reason, at, settings) = (self.reason, self.at, self.settings.clone());
        (!before.is_empty()).then_some(Self { reason, at, before, settings })
    }

    /// An explicit copy; its keys are zeroed separately on drop.
    pub(super) fn duplicate(&self) -> Self {
        let Self { reason, at, before, settings } = self;
        let before =
            before.iter().map(|(id, kept)| (*id, kept.as_ref().map(StoredAccount::duplicate)));
        Self { reason: *reason, at: *at, before: before.collect(), settings: settings.clone() }
    }
}

impl UndoJournal {
    /// The row identifier for the change of a transaction. Identifiers sort by time.
    pub(super) fn row_id(epoch: Epoch) -> RowId {
        u128::from(epoch.0).to_be_bytes()
    }

    /// The oldest changes, which must be deleted before one more is added.
    pub(super) fn overflow(&self) -> Vec<RowId> {
        let surplus = (self.0.len() + 1).saturating_sub(MAX_UNDO_RECORDS);
        self.0.keys().take(surplus).copied().collect()
    }

    /// The entries that change when accounts are permanently deleted, with their new content;
    /// `None` for an entry in which nothing is left.
    ///
    /// Every image of a deleted account is removed. So is every image, under any identifier, whose
    /// key a deleted account has or had; except images of a remaining account that has the same key
    /// now.
    pub(super) fn without(
        &self,
        gone: &HashSet<AccountId>,
        known: &HashMap<AccountId, &StoredAccount>,
    ) -> Vec<(RowId, Option<UndoRecord>)> {
        let images = || self.0.values().flat_map(|entry| &entry.before);
        let theirs = images().filter(|(id, _)| gone.contains(id));
        let former = theirs.filter_map(|(_, before)| before.as_ref());
        let present = known.iter().filter(|(id, _)| gone.contains(id)).map(|(_, kept)| *kept);
        let erased: HashSet<&[u8]> = former.chain(present).map(key_of).collect();
        let stays = |(id, before): &(AccountId, Option<StoredAccount>)| {
            let has_it = |key: &[u8]| known.get(id).is_some_and(|kept| key_of(kept) == key);
            !gone.contains(id)
                && before
                    .as_ref()
                    .map(key_of)
                    .is_none_or(|key| !erased.contains(key) || has_it(key))
        };
        let changed = self.0.iter().filter(|(_, entry)| !entry.before.iter().all(stays));
        changed.map(|(row, entry)| (*row, entry.keeping(stays))).collect()
    }

    /// The latest change.
    pub(super) fn last(&self) -> Option<(&RowId, &UndoRecord)> {
        self.0.last_key_value()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&RowId, &UndoRecord)> {
        self.0.iter()
    }

    pub(super) fn apply(&mut self, gone: &[RowId], new: Vec<(RowId, UndoRecord)>) {
        self.0.retain(|row, _| !gone.contains(row));
        self.0.extend(new);
    }

    /// Reads a row's payload; returns `false` when it cannot be read.
    pub(super) fn read(&mut self, row: RowId, payload: &[u8]) -> bool {
        let entry = UndoRecord::read(payload);
        let is_read = entry.is_some();
        self.0.extend(entry.map(|entry| (row, entry)));
        is_read
    }
}

fn key_of(kept: &StoredAccount) -> &[u8] {
    kept.account.otp.key().expose()
}

impl Serialize for UndoRecord {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { reason, at, before, settings } = self;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("form", &UNDO_RECORD_VERSION)?;
        map.serialize_entry("reason", reason)?;
        map.serialize_entry("at", at)?;
        let before: Vec<_> = before.iter().map(|(id, kept)| (id.to_string(), kept)).collect();
        map.serialize_entry("before", &before)?;
        map.serialize_entry("settings", settings)?;
        map.end()
    }
}

impl UndoRecord {
    fn read(payload: &[u8]) -> Option<Self> {
        #[derive(Deserialize)]
        struct Known {
            #[serde(rename = "form")]
            version: u32,
            reason: ChangeReason,
            at: UnixMillis,
            before: Vec<(String, Option<AccountRow>)>,
            settings: Option<serde_json::Value>,
        }
        let known: Known = serde_json::from_slice(payload).ok()?;
        if known.version != UNDO_RECORD_VERSION {
            return None;
        }
        let before = known.before.into_iter().map(|(id, envelope)| {
            let id = AccountId::parse(&id)?;
            Some((id, envelope.map_or(Some(None), |known| known.into_stored().map(Some))?))
        });
        let settings = match known.settings {
            None => None,
            Some(value) => Some(VaultSettings::read(value.to_string().as_bytes())?.to_undo()),
        };
        let before = before.collect::<Option<Vec<_>>>()?;
        Some(Self { reason: known.reason, at: known.at, before, settings })
    }
}
