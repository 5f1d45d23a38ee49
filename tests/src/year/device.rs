//! A device of the year: a vault that is changed, saved and restored.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use aikotoba_core::account::Account;
use aikotoba_core::backup::{
    AutomaticBackup, BackupDelivery, BackupFile, BackupFileName, BackupFreshness,
    BackupPreparation, BackupProof, BackupSave, BackupSaveError, BackupTarget, ChosenPlace,
    DeviceId, KeepCount, RestoreRehearsal, RotationReport, SaveByRequests, verify,
};
use aikotoba_core::crypto::random::SystemRandom;
use aikotoba_core::incoming::IncomingPlan;
use aikotoba_core::intake::Intake;
use aikotoba_core::otp::MovingFactor;
use aikotoba_core::otpauth;
use aikotoba_core::time::UnixMillis;
use aikotoba_core::vault::{StoredAccount, Vault};

use super::{Dice, files, new_device};
use crate::faulty::{FaultyFolder, FolderFault, save_by_requests};
use crate::operation::{self, text, work};

/// How many files of each device are kept.
const KEPT: usize = 3;

/// How a save is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SaveRun {
    pub(super) fault: FolderFault,
    pub(super) by_requests: bool,
    pub(super) now: UnixMillis,
}

impl SaveRun {
    /// The same in a folder that does not fail.
    pub(super) fn well(&self) -> Self {
        Self { fault: FolderFault::None, ..self.clone() }
    }
}

pub(super) struct Device {
    pub(super) folder: PathBuf,
    pub(super) id: DeviceId,
    vault: Option<Vault>,
    /// What was reported about old files by the last save to each folder.
    rotated: Vec<(PathBuf, RotationReport)>,
}

impl Device {
    /// Opens the vault for the first time on this device.
    pub(super) fn open(folder: &Path) -> Self {
        let vault = operation::open(folder).unwrap();
        let id = new_device(vault.id());
        Self { folder: folder.to_owned(), id, vault: Some(vault), rotated: Vec::new() }
    }

    pub(super) fn close(&mut self) {
        self.vault = None;
    }

    pub(super) fn reopen(&mut self) {
        self.vault = Some(operation::open(&self.folder).unwrap());
    }

    fn vault(&self) -> &Vault {
        self.vault.as_ref().unwrap()
    }

    fn all(&self) -> impl Iterator<Item = &StoredAccount> {
        self.vault().accounts().iter().chain(self.vault().trashed())
    }

    /// The names of all accounts, in use or in the trash.
    pub(super) fn labels(&self) -> BTreeSet<String> {
        self.all().map(|kept| kept.account.label.as_str().to_owned()).collect()
    }

    /// The counter of an account with this name.
    pub(super) fn counter(&self, label: &str) -> Option<u64> {
        let kept = self.all().find(|kept| kept.account.label.as_str() == label)?;
        match kept.account.otp.kind() {
            MovingFactor::Hotp { counter } => Some(counter),
            _ => None,
        }
    }

    pub(super) fn is_current(&self) -> bool {
        matches!(BackupFreshness::of(self.vault()), BackupFreshness::Current { .. })
    }

    /// Makes one change; a new account has this name. Returns an account whose counter advanced.
    pub(super) fn change(
        &mut self,
        dice: &mut Dice,
        label: &str,
        now: UnixMillis,
    ) -> Option<(String, u64)> {
        let pick = |kept: &[StoredAccount], dice: &mut Dice| {
            let index = dice.below(kept.len().max(1) as u64);
            kept.get(usize::try_from(index).unwrap()).map(|kept| kept.id)
        };
        let vault = self.vault.as_mut().unwrap();
        let used = pick(vault.accounts(), dice);
        let trashed = pick(vault.trashed(), dice);
        match (dice.below(12), used, trashed) {
            (0, Some(id), _) => {
                let mut account = vault.find(id).unwrap().account.duplicate();
                account.note = format!("changed at {}", now.0);
                vault.edit(id, account, now).unwrap();
            }
            (1, Some(id), _) => vault.confirm(id, now).unwrap(),
            (2 | 3, Some(id), _) => vault.discard(id, now).unwrap(),
            (4, _, Some(id)) => vault.recover(id, now).unwrap(),
            (5, _, Some(id)) => vault.purge(id).unwrap(),
            // There may be nothing to undo.
            (6, ..) => drop(vault.undo(now)),
            (7 | 8, Some(_), _) => {
                let counts = |kept: &&StoredAccount| {
                    matches!(kept.account.otp.kind(), MovingFactor::Hotp { .. })
                };
                let kept = vault.accounts().iter().find(counts)?;
                let (id, label) = (kept.id, kept.account.label.as_str().to_owned());
                vault.take_hotp(id).unwrap();
                let counter = self.counter(&label)?;
                return Some((label, counter));
            }
            _ => drop(vault.add(account(label), now).unwrap()),
        }
        None
    }

    /// Saves to a folder with a fault, and records the result.
    pub(super) fn save(
        &mut self,
        place: &Path,
        run: &SaveRun,
    ) -> Result<BackupProof, BackupSaveError> {
        let folder = FaultyFolder::new(place);
        folder.fail(run.fault.clone());
        let saved = saved(self.vault(), self.id, &folder, run.by_requests, run.now);
        folder.mend();
        let vault = self.vault.as_mut().unwrap();
        match &saved {
            Ok(proof) => {
                proof.note(vault).unwrap();
                self.rotated.retain(|(known, _)| known != place);
                self.rotated.push((place.to_owned(), proof.rotated.clone()));
            }
            Err(why) => AutomaticBackup::remember_failure(vault, why, run.now),
        }
        saved
    }

    /// Saves as the app does by itself: the vault keeps the password, a backup is prepared, carried
    /// without the vault's key, and recorded. `None` if none is due.
    pub(super) fn save_automatically(
        &mut self,
        place: &Path,
        run: &SaveRun,
    ) -> Option<Result<(), BackupSaveError>> {
        let vault = self.vault.as_mut().unwrap();
        let address = place.display().to_string();
        let mut automatic = AutomaticBackup::of(vault.settings());
        let is_chosen = automatic.place.as_ref().is_some_and(|known| known.address == address);
        if !is_chosen || !AutomaticBackup::runs_on(vault, self.id) {
            automatic.keep = KeepCount::new(KEPT).unwrap();
            let mut settings = vault.settings().clone();
            automatic.write(&mut settings);
            vault.change_settings(settings).unwrap();
            let place = ChosenPlace::folder(address.clone(), address);
            AutomaticBackup::turn_on(vault, place, &text("backup"), self.id, run.now).unwrap();
        }
        if let Some(due) = BackupPreparation::of(vault, self.id, run.now) {
            due.with_work_factor(work()).finish(&SystemRandom::new()).unwrap();
        }
        let delivery = BackupDelivery::of(&operation::vault_file(&self.folder))?;
        let folder = FaultyFolder::new(place);
        folder.fail(run.fault.clone());
        let carried = delivery.carry_to(&folder, run.now);
        folder.mend();
        AutomaticBackup::settle(vault, run.now).unwrap();
        // A receipt does not report old files.
        self.rotated.retain(|(known, _)| known != place);
        Some(carried)
    }

    /// Brings in the accounts of a file. Returns how many are new.
    pub(super) fn restore(&mut self, file: &Path, now: UnixMillis) -> usize {
        let Some(read) = files::read(file) else { return 0 };
        let mut intake = Intake::adding_up();
        intake.backup_read(read);
        let vault = self.vault.as_mut().unwrap();
        let mut plan = IncomingPlan::new(intake.into_incoming(), vault);
        plan.decide_unattended(None);
        plan.apply(vault, now).unwrap().counts.added
    }

    /// Whether the recorded newest backup would restore everything; `None` if it is not at a place.
    pub(super) fn rehearse(&self, places: &[PathBuf]) -> Option<bool> {
        let newest = AutomaticBackup::of(self.vault().settings()).made.into_iter().next()?;
        let file =
            places.iter().map(|place| place.join(&newest.name)).find(|file| file.exists())?;
        let sealed = std::fs::read(file).unwrap();
        let opened =
            verify(BackupFile { name: Some(&newest.name), sealed: &sealed }, &text("backup"));
        Some(RestoreRehearsal::of(&opened.ok()?, self.vault()).is_complete())
    }

    /// Whether this device's last reports name every file of its own that is not whole.
    pub(super) fn has_reported_all(&self, places: &[PathBuf]) -> bool {
        let vault = self.vault().id();
        self.rotated.iter().filter(|(place, _)| places.contains(place)).all(|(place, rotated)| {
            let reported: BTreeSet<_> = rotated
                .corrupted
                .iter()
                .chain(&rotated.unrecognized)
                .chain(&rotated.renamed)
                .collect();
            let is_own = |name: &String| {
                BackupFileName::parse(name).is_none_or(|name| name.is_of_series(vault, self.id))
            };
            let broken = files::not_proved(place).into_iter().filter(is_own);
            // The name of an unverified file says so itself.
            let mut silent = broken.filter(|name| {
                !reported.contains(name) && !name.contains(".unproved") && files::is_of(name, vault)
            });
            silent.next().is_none()
        })
    }
}

fn saved(
    vault: &Vault,
    device: DeviceId,
    folder: &FaultyFolder,
    by_requests: bool,
    now: UnixMillis,
) -> Result<BackupProof, BackupSaveError> {
    let keep = KeepCount::new(KEPT).unwrap();
    if by_requests {
        let saving = SaveByRequests::new(vault, device, text("backup"), keep, now)?;
        return save_by_requests(saving.with_work_factor(work()), folder);
    }
    let target = BackupTarget::Rotating(keep);
    let saving = BackupSave::new(vault, device, folder, target, text("backup"), now)?;
    saving.with_work_factor(work()).finish()
}

/// The process that is killed: saves, and records it in the vault.
pub fn save_once(vault: &Path, place: &Path, device: DeviceId, now: UnixMillis) {
    let mut vault = operation::open(vault).unwrap();
    let folder = FaultyFolder::new(place);
    if let Ok(proof) = saved(&vault, device, &folder, false, now) {
        let _unnoted = proof.note(&mut vault);
    }
}

/// An account of this name with a key of its own; every fifth has a counter.
fn account(label: &str) -> Account {
    const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let number: usize = label[1..].parse().unwrap();
    let key: String = [number % 32, number / 32 % 32, number / 1024]
        .map(|index| char::from(LETTERS[index]))
        .iter()
        .collect();
    let kind = if number.is_multiple_of(5) { "hotp" } else { "totp" };
    let counter = if number.is_multiple_of(5) { "&counter=1" } else { "" };
    let uri =
        format!("otpauth://{kind}/Shop:{label}?secret=GEZDGNBVGYAAA{key}&issuer=Shop{counter}");
    otpauth::parse(&uri, operation::NOW).unwrap()
}
