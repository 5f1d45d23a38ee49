//! The checklist: what is done and what remains to be done, from the first code to the first
//! backup.

use serde::{Deserialize, Serialize};

use super::start::Offered;
use crate::account::{AccountId, Confirmation};
use crate::enrol::{BackupMethod, SiteSetup};
use crate::phrase::Phrase;
use crate::vault::{RecoveryStatus, StoredAccount, Vault};

/// The checklist.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChecklistState {
    /// The accounts whose setup is recorded, in the order of the list.
    pub accounts: Vec<AccountChecklist>,
    /// The rows that concern all accounts.
    pub rows: Vec<ChecklistRow>,
    /// The number of open rows.
    pub open: u32,
}

/// The rows of an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountChecklist {
    /// The account.
    pub id: AccountId,
    /// Its site; may be empty.
    pub issuer: String,
    /// Its name at the site; may be empty.
    pub label: String,
    /// What is done and what remains to be done.
    pub rows: Vec<ChecklistRow>,
    /// The site's second way to log in, once it is known.
    pub backup_method: Option<BackupMethod>,
}

/// A row of the checklist.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChecklistRow {
    /// What is to be done.
    pub point: ChecklistPoint,
    /// Whether it is done.
    pub is_done: Offered,
}

/// Something to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Phrase)]
#[serde(rename_all = "kebab-case")]
#[phrase("checklist")]
pub enum ChecklistPoint {
    /// The site accepted a code.
    Accepted,
    /// A second way to log in is registered at the site.
    BackupMethod,
    /// The site's last page said that two-step verification is on.
    TurnedOn,
    /// The recovery code is confirmed, or a password is set instead of one.
    Recovery,
    /// The first backup was verified.
    Backup,
}

impl ChecklistRow {
    fn new(point: ChecklistPoint, is_done: bool) -> Self {
        Self { point, is_done: if is_done { Offered::Yes } else { Offered::No } }
    }
}

impl ChecklistState {
    /// The checklist of a vault.
    pub fn of(vault: &Vault) -> Self {
        let accounts: Vec<_> =
            vault.accounts().iter().filter_map(|kept| AccountChecklist::of(vault, kept)).collect();
        let is_prepared =
            vault.has_portable_slot() && RecoveryStatus::of(vault) != RecoveryStatus::Unconfirmed;
        let rows = vec![
            ChecklistRow::new(ChecklistPoint::Recovery, is_prepared),
            ChecklistRow::new(ChecklistPoint::Backup, vault.settings().proved_backup.is_some()),
        ];
        let open = accounts.iter().flat_map(|account| &account.rows).chain(&rows);
        let open = open.filter(|row| row.is_done == Offered::No).count();
        Self { accounts, rows, open: u32::try_from(open).unwrap_or(u32::MAX) }
    }

    /// The number of open rows for the line on the list; 0 shows no line. A vault without an
    /// account that was set up with this app has only its banners.
    pub fn open_rows(vault: &Vault) -> u32 {
        let state = Self::of(vault);
        if state.accounts.is_empty() { 0 } else { state.open }
    }
}

impl AccountChecklist {
    fn of(vault: &Vault, kept: &StoredAccount) -> Option<Self> {
        let SiteSetup { guide, backup_method, is_turned_on } = SiteSetup::of(vault, kept.id)?;
        let account = &kept.account;
        let is_accepted = matches!(account.confirmation, Confirmation::Confirmed { .. });
        let mut rows = vec![ChecklistRow::new(ChecklistPoint::Accepted, is_accepted)];
        if guide.has_backup_method() {
            let is_known = backup_method.is_some();
            rows.push(ChecklistRow::new(ChecklistPoint::BackupMethod, is_known));
        }
        rows.push(ChecklistRow::new(ChecklistPoint::TurnedOn, is_turned_on));
        Some(Self {
            id: kept.id,
            issuer: account.issuer.to_string(),
            label: account.label.to_string(),
            rows,
            backup_method,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backup::sample::{NOW, of_uri, vault};
    use crate::enrol::{AccountDraft, SetupNote};
    use crate::vault::{ProvedBackup, VaultSettings};

    fn open(vault: &Vault) -> Vec<ChecklistPoint> {
        let state = ChecklistState::of(vault);
        let rows = state.accounts.iter().flat_map(|account| &account.rows).chain(&state.rows);
        let open: Vec<_> = rows.filter(|row| row.is_done == Offered::No).collect();
        assert_eq!(usize::try_from(state.open).unwrap(), open.len());
        open.into_iter().map(|row| row.point).collect()
    }

    #[test]
    fn the_checklist_begins_with_an_accepted_code_and_ends_with_the_backup() {
        let (_folder, mut vault) = vault();
        // Accounts that were not set up here have no rows of their own.
        assert_eq!(ChecklistState::of(&vault).accounts, []);
        assert_eq!(ChecklistState::open_rows(&vault), 0);
        let uri = "otpauth://totp/Amazon:me?secret=GEZDGNBVGY3TQOJQ&issuer=Amazon";
        let enrolment = AccountDraft::scanned(of_uri(uri)).commit(&mut vault, NOW).unwrap();
        assert_eq!(ChecklistState::open_rows(&vault), 0);
        enrolment.confirm(&mut vault, NOW).unwrap();
        let id = enrolment.id();
        let (method, on) = (ChecklistPoint::BackupMethod, ChecklistPoint::TurnedOn);
        assert!(open(&vault).starts_with(&[method, on]));
        assert!(ChecklistState::open_rows(&vault) > 0);
        let voice = SetupNote::BackupMethod { method: Some(BackupMethod::VoiceCall) };
        for note in [voice, SetupNote::TurnedOn] {
            SiteSetup::record(&mut vault, id, note).unwrap();
        }
        assert!(!open(&vault).iter().any(|point| [method, on].contains(point)));
        let account = ChecklistState::of(&vault).accounts.remove(0);
        assert_eq!(account.backup_method, Some(BackupMethod::VoiceCall));
        if RecoveryStatus::of(&vault) == RecoveryStatus::Unconfirmed {
            vault.confirm_recovery(NOW).unwrap();
        }
        let proved = Some(ProvedBackup { at: NOW, accounts: 1, digest: [0; 32], rest: None });
        let settings = VaultSettings { proved_backup: proved, ..vault.settings().clone() };
        vault.change_settings(settings).unwrap();
        assert_eq!(open(&vault), []);
        assert_eq!(ChecklistState::open_rows(&vault), 0);
    }

    #[test]
    fn a_site_without_a_second_way_has_no_row_for_it() {
        let (_folder, mut vault) = vault();
        let uri = "otpauth://totp/AWS:me?secret=GEZDGNBVGY3TQOJQ&issuer=AWS";
        let enrolment = AccountDraft::scanned(of_uri(uri)).commit(&mut vault, NOW).unwrap();
        enrolment.confirm(&mut vault, NOW).unwrap();
        let points: Vec<_> = ChecklistState::of(&vault).accounts.remove(0).rows;
        let points: Vec<_> = points.iter().map(|row| row.point).collect();
        assert_eq!(points, [ChecklistPoint::Accepted, ChecklistPoint::TurnedOn]);
    }
}
