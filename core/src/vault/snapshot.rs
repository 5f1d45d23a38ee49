//! Before-images: each change that a person sees keeps what it replaced, sealed, so that it can be
//! undone (docs/spec/vault.md §9).

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::ser::SerializeMap;
use serde::{Deserialize, Serialize, Serializer};

use super::commit::Change;
use super::kept::{Envelope, Kept};
use super::row::RowId;
use super::{ChangeError, Epoch, Settings, Vault};
use crate::account::{AccountId, Confirmation};
use crate::time::UnixMillis;

/// The form of the payload that is written here.
const FORM: u32 = 1;

/// How many changes can be undone, one after the other.
const MOST: usize = 20;

/// Why accounts were changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// An account was added.
    Add,
    /// An account was edited.
    Edit,
    /// The order was changed.
    Arrange,
    /// An account was put into the trash.
    Discard,
    /// An account was taken out of the trash.
    Recover,
    /// Accounts came from another app.
    Import,
    /// Accounts came from a backup.
    Restore,
    /// A newer version's reason.
    #[serde(other)]
    Other,
}

/// A change that can be undone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undoable {
    /// Why it was made.
    pub reason: Reason,
    /// When.
    pub at: UnixMillis,
    /// How many accounts it concerned.
    pub accounts: usize,
}

/// What undoing one change needs.
pub(super) struct Entry {
    pub(super) reason: Reason,
    pub(super) at: UnixMillis,
    /// The accounts as they were before; `None` for one that was not there.
    pub(super) before: Vec<(AccountId, Option<Kept>)>,
    /// The settings as they were before, when the change replaced them.
    pub(super) settings: Option<Settings>,
}

/// The changes that can be undone, the oldest first.
#[derive(Default)]
pub(super) struct Journal(BTreeMap<RowId, Entry>);

impl Vault {
    /// The latest change that can be undone.
    pub fn last_change(&self) -> Option<Undoable> {
        self.journal.0.last_key_value().map(|(_, entry)| entry.outside())
    }

    /// Undoes the latest change, and says which it was.
    ///
    /// No key is lost by it: an account that the change had added moves to the trash, and so does
    /// a copy of one whose key the change had replaced. HOTP counters never go back, confirmations
    /// stay.
    ///
    /// # Errors
    /// [`ChangeError::NothingToUndo`], or one per other cause; nothing was changed then.
    pub fn undo(&mut self, now: UnixMillis) -> Result<Undoable, ChangeError> {
        let (row, entry) = self.journal.0.last_key_value().ok_or(ChangeError::NothingToUndo)?;
        let known = self.by_id();
        let mut accounts = Vec::new();
        for (id, before) in &entry.before {
            // One that was removed for good since stays removed.
            let Some(current) = known.get(id) else { continue };
            let Some(before) = before else {
                let trashed = current.trashed.or(Some(now));
                accounts.push(Kept { trashed, ..current.duplicate() });
                continue;
            };
            let mut back = before.duplicate();
            if back.account.otp.key() == current.account.otp.key() {
                back.account.otp.keep_counter_of(&current.account.otp);
                if let Confirmation::Confirmed { .. } = current.account.confirmation {
                    back.account.confirmation = current.account.confirmation;
                }
            } else {
                let id = self.make_id()?;
                accounts.push(Kept { id, trashed: Some(now), ..current.duplicate() });
            }
            accounts.push(back);
        }
        let settings = entry.settings.clone().map(|before| Settings {
            // What was proved or confirmed meanwhile stays so, and so does what became of files.
            proved_backup: self.settings.proved_backup.clone(),
            recovery_confirmed: self.settings.recovery_confirmed,
            proved_files: self.settings.proved_files.clone(),
            kept_file: self.settings.kept_file.clone(),
            ..before
        });
        let (undone, outside) = (vec![*row], entry.outside());
        self.commit(Change { accounts, settings, undone, ..Change::default() })?;
        Ok(outside)
    }

    /// What undoing a change of these accounts will need, as they are now.
    pub(super) fn entry(
        &self,
        reason: Reason,
        at: UnixMillis,
        ids: impl IntoIterator<Item = AccountId>,
    ) -> Entry {
        let known = self.by_id();
        let before = |id| (id, known.get(&id).map(|kept| kept.duplicate()));
        let before = ids.into_iter().map(before).collect();
        Entry { reason, at, before, settings: None }
    }

    /// All accounts by identifier, for changes of many.
    pub(super) fn by_id(&self) -> HashMap<AccountId, &Kept> {
        self.live.iter().chain(&self.trash).map(|kept| (kept.id, kept)).collect()
    }
}

impl Entry {
    fn outside(&self) -> Undoable {
        Undoable { reason: self.reason, at: self.at, accounts: self.before.len() }
    }

    /// The same with those that `stays` holds for; `None` when nothing is left to undo.
    fn keeping(&self, stays: impl Fn(&(AccountId, Option<Kept>)) -> bool) -> Option<Self> {
        let others = self.before.iter().filter(|image| stays(image));
        let before: Vec<_> =
            others.map(|(id, kept)| (*id, kept.as_ref().map(Kept::duplicate))).collect();
        let (reason, at, settings) = (self.reason, self.at, self.settings.clone());
        (!before.is_empty()).then_some(Self { reason, at, before, settings })
    }

    /// A second copy with keys of its own to wipe.
    pub(super) fn duplicate(&self) -> Self {
        let Self { reason, at, before, settings } = self;
        let before = before.iter().map(|(id, kept)| (*id, kept.as_ref().map(Kept::duplicate)));
        Self { reason: *reason, at: *at, before: before.collect(), settings: settings.clone() }
    }
}

impl Journal {
    /// The row of the change that a transaction makes: they sort by time.
    pub(super) fn row_id(epoch: Epoch) -> RowId {
        u128::from(epoch.0).to_be_bytes()
    }

    /// The oldest changes, which have to go before one more comes.
    pub(super) fn overflow(&self) -> Vec<RowId> {
        let surplus = (self.0.len() + 1).saturating_sub(MOST);
        self.0.keys().take(surplus).copied().collect()
    }

    /// The entries that change when accounts are removed for good, as they are afterwards; `None` for
    /// one in which nothing is left.
    ///
    /// Every image of such an account goes, and every image that holds a key which such an account
    /// has or had, whatever its identifier, but for images of an account that stays and has that
    /// same key now.
    pub(super) fn without(
        &self,
        gone: &HashSet<AccountId>,
        known: &HashMap<AccountId, &Kept>,
    ) -> Vec<(RowId, Option<Entry>)> {
        let images = || self.0.values().flat_map(|entry| &entry.before);
        let theirs = images().filter(|(id, _)| gone.contains(id));
        let former = theirs.filter_map(|(_, before)| before.as_ref());
        let present = known.iter().filter(|(id, _)| gone.contains(id)).map(|(_, kept)| *kept);
        let erased: HashSet<&[u8]> = former.chain(present).map(key_of).collect();
        let stays = |(id, before): &(AccountId, Option<Kept>)| {
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

    pub(super) fn iter(&self) -> impl Iterator<Item = (&RowId, &Entry)> {
        self.0.iter()
    }

    pub(super) fn apply(&mut self, gone: &[RowId], new: Vec<(RowId, Entry)>) {
        self.0.retain(|row, _| !gone.contains(row));
        self.0.extend(new);
    }

    /// Reads a row's payload; `false` when it can't be read.
    pub(super) fn read(&mut self, row: RowId, payload: &[u8]) -> bool {
        let entry = Entry::read(payload);
        let is_read = entry.is_some();
        self.0.extend(entry.map(|entry| (row, entry)));
        is_read
    }
}

fn key_of(kept: &Kept) -> &[u8] {
    kept.account.otp.key().expose()
}

impl Serialize for Entry {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { reason, at, before, settings } = self;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("form", &FORM)?;
        map.serialize_entry("reason", reason)?;
        map.serialize_entry("at", at)?;
        let before: Vec<_> = before.iter().map(|(id, kept)| (id.to_string(), kept)).collect();
        map.serialize_entry("before", &before)?;
        map.serialize_entry("settings", settings)?;
        map.end()
    }
}

impl Entry {
    fn read(payload: &[u8]) -> Option<Self> {
        #[derive(Deserialize)]
        struct Known {
            form: u32,
            reason: Reason,
            at: UnixMillis,
            before: Vec<(String, Option<Envelope>)>,
            settings: Option<serde_json::Value>,
        }
        let known: Known = serde_json::from_slice(payload).ok()?;
        if known.form != FORM {
            return None;
        }
        let before = known.before.into_iter().map(|(id, envelope)| {
            let id = AccountId::parse(&id)?;
            Some((id, envelope.map_or(Some(None), |known| known.into_kept().map(Some))?))
        });
        let settings = match known.settings {
            None => None,
            Some(value) => Some(Settings::read(value.to_string().as_bytes())?),
        };
        let before = before.collect::<Option<Vec<_>>>()?;
        Some(Self { reason: known.reason, at: known.at, before, settings })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::otp::Kind;
    use crate::otpauth;
    use crate::vault::test_support::{account, hotp, made, unlock};

    const NOW: UnixMillis = UnixMillis(70);

    #[test]
    fn an_added_account_goes_to_the_trash_and_is_not_lost() {
        let folder = tempfile::tempdir().unwrap();
        let mut vault = made(folder.path());
        vault.add(account("a"), NOW).unwrap();
        drop(vault);
        let mut vault = unlock(folder.path());
        let undone = vault.undo(NOW).unwrap();
        assert_eq!(undone, Undoable { reason: Reason::Add, at: NOW, accounts: 1 });
        assert!(vault.accounts().is_empty());
        assert_eq!(vault.trashed()[0].trashed, Some(NOW));
        assert_eq!(vault.undo(NOW), Err(ChangeError::NothingToUndo));
    }

    #[test]
    fn a_replaced_key_survives_in_the_trash() {
        let folder = tempfile::tempdir().unwrap();
        let mut vault = made(folder.path());
        let id = vault.add(account("a"), NOW).unwrap();
        let other = otpauth::parse("otpauth://totp/x?secret=GEZDGNBV", NOW).unwrap();
        vault.edit(id, other.duplicate(), NOW).unwrap();
        vault.undo(NOW).unwrap();
        assert_eq!(vault.find(id).unwrap().account, account("a"));
        assert_eq!(vault.trashed()[0].account, other);
    }

    #[test]
    fn counters_and_confirmations_never_go_back() {
        let folder = tempfile::tempdir().unwrap();
        let mut vault = made(folder.path());
        let id = vault.add(hotp("a", 3), NOW).unwrap();
        vault.edit(id, hotp("b", 3), NOW).unwrap();
        vault.take_hotp(id).unwrap();
        vault.confirm(id, NOW).unwrap();
        vault.undo(NOW).unwrap();
        let account = &vault.find(id).unwrap().account;
        assert_eq!(account.label.as_str(), "a");
        assert_eq!(account.otp.kind(), Kind::Hotp { counter: 4 });
        assert_eq!(account.confirmation, Confirmation::Confirmed { at: NOW });
    }

    #[test]
    fn a_counter_stays_where_only_the_digits_go_back() {
        let folder = tempfile::tempdir().unwrap();
        let mut vault = made(folder.path());
        let text = "otpauth://hotp/a?secret=GEZDGNBVGY3TQOJQ&counter=3";
        let eight = otpauth::parse(&format!("{text}&digits=8"), NOW).unwrap();
        let id = vault.add(otpauth::parse(text, NOW).unwrap(), NOW).unwrap();
        vault.take_hotp(id).unwrap();
        vault.edit(id, eight, NOW).unwrap();
        assert_eq!(vault.find(id).unwrap().account.otp.kind(), Kind::Hotp { counter: 4 });
        vault.take_hotp(id).unwrap();
        vault.undo(NOW).unwrap();
        let otp = &vault.find(id).unwrap().account.otp;
        assert_eq!((otp.kind(), otp.digits().count()), (Kind::Hotp { counter: 5 }, 6));
        assert!(vault.trashed().is_empty(), "the key was never replaced");
    }

    #[test]
    fn changes_are_undone_one_by_one_and_their_number_is_bounded() {
        let folder = tempfile::tempdir().unwrap();
        let mut vault = made(folder.path());
        for number in 0..MOST + 5 {
            vault.add(account(&number.to_string()), NOW).unwrap();
        }
        drop(vault);
        let mut vault = unlock(folder.path());
        let mut undone = 0;
        while vault.undo(NOW).is_ok() {
            undone += 1;
        }
        assert_eq!((undone, vault.accounts().len()), (MOST, 5));
    }

    #[test]
    fn an_account_removed_for_good_is_in_no_before_image() {
        let folder = tempfile::tempdir().unwrap();
        let mut vault = made(folder.path());
        let id = vault.add(account("a"), NOW).unwrap();
        assert_eq!(vault.purge(id), Err(ChangeError::NoSuchAccount));
        vault.discard(id, NOW).unwrap();
        vault.purge(id).unwrap();
        drop(vault);
        let vault = unlock(folder.path());
        assert!(vault.find(id).is_none() && vault.last_change().is_none());
    }
}
