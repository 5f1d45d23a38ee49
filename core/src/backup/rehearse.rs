//! Rehearses a restore: compares what a backup would bring back with what the vault holds now.

use std::collections::HashSet;

use super::error::{BackupOpenError, RehearsalError};
use super::newest::FetchedBackup;
use super::rehearsal_record::RehearsalRecord;
use super::{BackupEntry, BackupFile, BackupIntegrity, ReadBackup, verify_known};
use crate::account::AccountId;
use crate::account::matching::{MatchCandidate, pair_accounts};
use crate::crypto::mac::MacTag;
use crate::secret::Passphrase;
use crate::time::UnixMillis;
use crate::vault::{ChangeError, RemovedAccounts, StoredAccount, Vault};

/// A backup compared with the current vault.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RestoreRehearsal {
    /// The number of accounts that are in both and equal in every field.
    pub same: usize,
    /// The number of accounts that are in both with the same key, and were edited, trashed, or
    /// advanced their counter since.
    pub changed: usize,
    /// Accounts of the vault that are not in the backup: they are newer.
    pub missing: Vec<AccountId>,
    /// The number of accounts of the backup that are not in the vault: they were deleted, or their
    /// keys changed.
    pub extra: usize,
    /// Of these, the number that were erased here and declined when they were offered again.
    pub declined: usize,
}

impl RestoreRehearsal {
    /// Compares a backup with a vault.
    pub fn of(read: &ReadBackup, vault: &Vault) -> Self {
        let kept: Vec<&StoredAccount> = vault.accounts().iter().chain(vault.trashed()).collect();
        let ours =
            kept.iter().map(|kept| MatchCandidate { id: Some(kept.id), account: &kept.account });
        let theirs = &read.contents.entries;
        let pairs = pair_accounts(
            &ours.collect::<Vec<_>>(),
            &theirs
                .iter()
                .map(|entry| MatchCandidate { id: Some(entry.id), account: &entry.account })
                .collect::<Vec<_>>(),
        );
        let mut rehearsal = Self::default();
        let matched: HashSet<usize> = pairs.iter().flatten().copied().collect();
        let removed = RemovedAccounts::of(vault.settings());
        let is_declined = |entry: &BackupEntry| {
            removed.find(&entry.account.otp).is_some_and(|removed| removed.is_declined)
        };
        for (kept, pair) in kept.into_iter().zip(pairs) {
            match pair.map(|index| &theirs[index]) {
                None => rehearsal.missing.push(kept.id),
                Some(entry) if kept.account == entry.account && kept.trashed == entry.trashed => {
                    rehearsal.same += 1;
                }
                Some(_) => rehearsal.changed += 1,
            }
        }
        let extra = (0..).zip(theirs).filter(|(place, _)| !matched.contains(place));
        let extra: Vec<_> = extra.map(|(_, entry)| entry).collect();
        rehearsal.extra = extra.len();
        rehearsal.declined = extra.into_iter().filter(|entry| is_declined(entry)).count();
        rehearsal
    }

    /// Whether restoring the backup into an empty vault would give all current accounts.
    pub fn is_complete(&self) -> bool {
        self.missing.is_empty() && self.changed == 0
    }
}

/// A backup that opened with the password as a person typed it, and has every account.
#[derive(Debug)]
pub struct RehearsedBackup {
    /// The name of its file.
    pub name: String,
    /// When it was made.
    pub made: UnixMillis,
    /// How it compares with the vault. No account is missing.
    pub compared: RestoreRehearsal,
    /// Whether the vault recorded the rehearsal.
    pub noted: Result<(), ChangeError>,
}

impl FetchedBackup {
    /// Opens the backup with the password that a person typed, compares it with the vault, and
    /// records the result.
    ///
    /// # Errors
    /// One [`RehearsalError`] per cause. It is recorded too.
    pub fn rehearse(
        &self,
        vault: &mut Vault,
        typed: &Passphrase,
        now: UnixMillis,
    ) -> Result<RehearsedBackup, RehearsalError> {
        let opened = self.open(typed, &vault.settings().proved_files);
        self.judge(opened, vault, now)
    }

    /// Opens the backup with the password that a person typed, which takes a second or two.
    /// `proved_files` are those that the vault has verified.
    ///
    /// # Errors
    /// One [`RehearsalError`] per cause.
    pub fn open(
        &self,
        typed: &Passphrase,
        proved_files: &[MacTag],
    ) -> Result<ReadBackup, RehearsalError> {
        let file = BackupFile { name: Some(&self.name), sealed: &self.sealed };
        let read = verify_known(file, typed, proved_files).map_err(RehearsalError::of_opening)?;
        match read.integrity {
            BackupIntegrity::Whole => Ok(read),
            _ => Err(RehearsalError::UnusableFile),
        }
    }

    /// Compares what [`FetchedBackup::open`] returned with the vault, and records the result.
    ///
    /// # Errors
    /// One [`RehearsalError`] per cause.
    pub fn judge(
        &self,
        opened: Result<ReadBackup, RehearsalError>,
        vault: &mut Vault,
        now: UnixMillis,
    ) -> Result<RehearsedBackup, RehearsalError> {
        let compared = opened.and_then(|read| {
            let compared = RestoreRehearsal::of(&read, vault);
            let (same, changed) = (compared.same, compared.changed);
            match compared.missing.len() {
                0 => Ok((read.contents.made, compared)),
                missing => {
                    let accounts = same + changed + missing;
                    Err(RehearsalError::AccountsMissing { accounts, missing })
                }
            }
        });
        match compared {
            Ok((made, compared)) => {
                let noted = RehearsalRecord::note_success(vault, now);
                Ok(RehearsedBackup { name: self.name.clone(), made, compared, noted })
            }
            Err(RehearsalError::WrongPassword) if RehearsalRecord::note_wrong(vault) => {
                Err(RehearsalError::PasswordForgotten)
            }
            Err(why) => {
                why.remember(vault, now);
                Err(why)
            }
        }
    }
}

impl RehearsalError {
    fn of_opening(why: BackupOpenError) -> Self {
        match why {
            // Whether a file with a name of ours was changed is known from its name.
            BackupOpenError::Passphrase | BackupOpenError::PassphraseOrDamage => {
                Self::WrongPassword
            }
            BackupOpenError::Empty
            | BackupOpenError::TooLarge { .. }
            | BackupOpenError::NotAge
            | BackupOpenError::ForKey
            | BackupOpenError::OtherContent
            | BackupOpenError::Damaged => Self::UnusableFile,
            BackupOpenError::Newer { .. } | BackupOpenError::TooCostly { .. } => Self::Open(why),
        }
    }

    /// Records the failure in the vault, unless it says nothing about the backup: a wrong password,
    /// or a place that is not connected.
    pub fn remember(&self, vault: &mut Vault, now: UnixMillis) {
        let is_about_backup =
            matches!(self, Self::NoBackup | Self::UnusableFile | Self::AccountsMissing { .. });
        if is_about_backup {
            let _not_noted = RehearsalRecord::note_failure(vault, self, now);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backup::PlaceError;
    use crate::backup::memory::{MemoryPlace, passphrase, rotating};
    use crate::backup::sample::{DEVICE, NOW, of_uri, vault};
    use crate::backup::{
        BackupFreshness, BackupProof, BackupSave, NewestBackup, RehearsalStatus, ScryptWorkFactor,
        verify,
    };
    use crate::vault::Vault;

    fn save(vault: &Vault, place: &MemoryPlace) -> BackupProof {
        let saving = BackupSave::new(vault, DEVICE, place, rotating(9), passphrase(), NOW).unwrap();
        saving.with_work_factor(ScryptWorkFactor::new(1).unwrap()).finish().unwrap()
    }

    fn rehearsal(vault: &Vault, place: &MemoryPlace, proof: &BackupProof) -> RestoreRehearsal {
        let sealed = place.files.borrow()[&proof.name].clone();
        let file = BackupFile { name: Some(&proof.name), sealed: &sealed };
        RestoreRehearsal::of(&verify(file, &passphrase()).unwrap(), vault)
    }

    #[test]
    fn a_backup_is_current_until_the_vault_changes() {
        let (_folder, mut vault) = vault();
        let place = MemoryPlace::default();
        assert_eq!(BackupFreshness::of(&vault), BackupFreshness::Nothing);
        assert!(!BackupFreshness::of(&vault).is_due());
        let id = vault.add(of_uri("otpauth://hotp/a?secret=GEZDGNBV&counter=1"), NOW).unwrap();
        assert_eq!(BackupFreshness::of(&vault), BackupFreshness::Never);
        save(&vault, &place).note(&mut vault).unwrap();
        assert_eq!(BackupFreshness::of(&vault), BackupFreshness::Current { at: NOW });
        assert!(!BackupFreshness::of(&vault).is_due());
        vault.take_hotp(id).unwrap();
        assert_eq!(BackupFreshness::of(&vault), BackupFreshness::Stale { at: NOW, accounts: 1 });
        assert!(BackupFreshness::of(&vault).is_due());
    }

    #[test]
    fn a_rehearsal_says_what_a_backup_would_bring_back() {
        let (_folder, mut vault) = vault();
        let place = MemoryPlace::default();
        let uris = ["totp/a?secret=GEZDGNBV", "totp/b?secret=GEZDGNBV", "totp/c?secret=MFRGGZDF"];
        let [same, edited, gone] =
            uris.map(|uri| vault.add(of_uri(&format!("otpauth://{uri}")), NOW).unwrap());
        let proof = save(&vault, &place);
        let whole = RestoreRehearsal { same: 3, ..RestoreRehearsal::default() };
        assert_eq!(rehearsal(&vault, &place, &proof), whole);
        assert!(whole.is_complete());

        let mut account = vault.find(edited).unwrap().account.duplicate();
        account.note = "x".to_owned();
        vault.edit(edited, account, NOW).unwrap();
        vault.discard(gone, NOW).unwrap();
        vault.purge(gone).unwrap();
        let fresh = vault.add(of_uri("otpauth://totp/d?secret=NBSWY3DP"), NOW).unwrap();
        let found = rehearsal(&vault, &place, &proof);
        let expected =
            RestoreRehearsal { same: 1, changed: 1, missing: vec![fresh], extra: 1, declined: 0 };
        assert_eq!(found, expected);
        assert!(!found.is_complete() && vault.find(same).is_some());
    }

    /// A vault with two accounts, its backup in a place, and the backup as it is fetched.
    fn fetched() -> (tempfile::TempDir, Vault, FetchedBackup) {
        let (folder, mut vault) = vault();
        let place = MemoryPlace::default();
        for uri in ["totp/a?secret=GEZDGNBV", "totp/b?secret=MFRGGZDF"] {
            vault.add(of_uri(&format!("otpauth://{uri}")), NOW).unwrap();
        }
        save(&vault, &place).note(&mut vault).unwrap();
        let newest = NewestBackup::new(&vault, NOW).read_from(&place).unwrap();
        (folder, vault, newest)
    }

    #[test]
    fn a_backup_by_a_timer_does_not_clear_the_count_of_wrong_passwords() {
        for (is_unattended, forgotten) in [(true, true), (false, false)] {
            let (_folder, mut vault, newest) = fetched();
            let wrong = Passphrase::new("wrong".to_owned());
            for _ in 0..3 {
                newest.rehearse(&mut vault, &wrong, NOW).unwrap_err();
            }
            let proof = save(&vault, &MemoryPlace::default());
            let proof = if is_unattended { proof.unattended() } else { proof };
            proof.note(&mut vault).unwrap();
            let again = newest.rehearse(&mut vault, &wrong, NOW).unwrap_err();
            assert_eq!(matches!(again, RehearsalError::PasswordForgotten), forgotten);
        }
    }

    fn status(vault: &Vault) -> RehearsalStatus {
        RehearsalRecord::status(vault, NOW)
    }

    #[test]
    fn a_right_password_and_all_accounts_are_a_success_that_is_recorded() {
        let (_folder, mut vault, newest) = fetched();
        let rehearsed = newest.rehearse(&mut vault, &passphrase(), NOW).unwrap();
        assert_eq!((rehearsed.compared.same, rehearsed.made), (2, NOW));
        assert_eq!(rehearsed.noted, Ok(()));
        assert_eq!(RehearsalRecord::of(vault.settings()).succeeded_at(), Some(NOW));
        // An account that was renamed since is restored with its key.
        let id = vault.accounts()[0].id;
        let mut account = vault.find(id).unwrap().account.duplicate();
        account.note = "x".to_owned();
        vault.edit(id, account, NOW).unwrap();
        let rehearsed = newest.rehearse(&mut vault, &passphrase(), NOW).unwrap();
        assert_eq!((rehearsed.compared.same, rehearsed.compared.changed), (1, 1));
    }

    #[test]
    fn a_wrong_password_is_told_and_the_third_one_may_be_forgotten() {
        let (_folder, mut vault, newest) = fetched();
        let wrong = Passphrase::new("house".to_owned());
        let errors = [(); 3].map(|()| newest.rehearse(&mut vault, &wrong, NOW).unwrap_err());
        let (once, forgotten) = (RehearsalError::WrongPassword, RehearsalError::PasswordForgotten);
        assert_eq!(errors, [once.clone(), once, forgotten]);
        // It says nothing about the file.
        assert!(matches!(status(&vault), RehearsalStatus::Later { .. }));
        assert!(newest.rehearse(&mut vault, &passphrase(), NOW).is_ok());
    }

    #[test]
    fn damage_and_missing_accounts_are_failures_that_are_recorded() {
        let (_folder, mut vault, mut newest) = fetched();
        vault.add(of_uri("otpauth://totp/c?secret=NBSWY3DP"), NOW).unwrap();
        let missing = RehearsalError::AccountsMissing { accounts: 3, missing: 1 };
        assert_eq!(newest.rehearse(&mut vault, &passphrase(), NOW).unwrap_err(), missing);
        assert_eq!(status(&vault), RehearsalStatus::Failed { since: NOW });

        let middle = newest.sealed.len() / 2;
        newest.sealed[middle] ^= 1;
        let damaged = newest.rehearse(&mut vault, &passphrase(), NOW).unwrap_err();
        assert_eq!(damaged, RehearsalError::UnusableFile);
        for content in [&b""[..], b"a picture"] {
            newest.sealed = content.to_vec();
            let found = newest.rehearse(&mut vault, &passphrase(), NOW).unwrap_err();
            assert_eq!(found, RehearsalError::UnusableFile);
        }
    }

    #[test]
    fn only_a_failure_of_the_backup_is_recorded() {
        let (_folder, mut vault, _) = fetched();
        for why in [
            RehearsalError::Place(PlaceError::PlaceMissing),
            RehearsalError::WrongPassword,
            RehearsalError::Open(BackupOpenError::Newer { found: 2, known: 1 }),
        ] {
            why.remember(&mut vault, NOW);
            assert!(matches!(status(&vault), RehearsalStatus::Later { .. }), "{why:?}");
        }
        RehearsalError::NoBackup.remember(&mut vault, NOW);
        assert_eq!(status(&vault), RehearsalStatus::Failed { since: NOW });
    }
}
