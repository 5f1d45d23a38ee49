//! Rehearses a restore: compares what a backup would bring back with what the vault holds now.

use super::ReadBackup;
use crate::account::AccountId;
use crate::account::matching::{MatchCandidate, pair_accounts};
use crate::vault::{StoredAccount, Vault};

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
        for (kept, pair) in kept.into_iter().zip(pairs) {
            match pair.map(|index| &theirs[index]) {
                None => rehearsal.missing.push(kept.id),
                Some(entry) if kept.account == entry.account && kept.trashed == entry.trashed => {
                    rehearsal.same += 1;
                }
                Some(_) => rehearsal.changed += 1,
            }
        }
        rehearsal.extra = theirs.len() - rehearsal.same - rehearsal.changed;
        rehearsal
    }

    /// Whether restoring the backup into an empty vault would give all current accounts.
    pub fn is_complete(&self) -> bool {
        self.missing.is_empty() && self.changed == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backup::memory::{MemoryPlace, passphrase, rotating};
    use crate::backup::sample::{DEVICE, NOW, of_uri, vault};
    use crate::backup::{
        BackupFile, BackupFreshness, BackupProof, BackupSave, ScryptWorkFactor, verify,
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
        let expected = RestoreRehearsal { same: 1, changed: 1, missing: vec![fresh], extra: 1 };
        assert_eq!(found, expected);
        assert!(!found.is_complete() && vault.find(same).is_some());
    }
}
