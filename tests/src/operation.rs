//! Every operation that writes, on a small vault or backup in one folder, with its starting state.
//! `src/bin/operation.rs` runs one under a tracer.

#![allow(
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    clippy::missing_errors_doc,
    clippy::needless_pass_by_value,
    reason = "a program that only tests run"
)]

use std::path::{Path, PathBuf};
use std::sync::Arc;

use aikotoba_core::account::{Account, AccountId};
use aikotoba_core::backup::{
    AutomaticBackup, BackupDelivery, BackupFile, BackupOpenError as BackupError, BackupPreparation,
    BackupSave, BackupSaveError, BackupTarget, ChosenPlace, DeviceId, Folder, KeepCount,
    PlaceError, ScryptWorkFactor, verify,
};
use aikotoba_core::crypto::SymmetricKey;
use aikotoba_core::crypto::kdf::PassphraseCost;
use aikotoba_core::crypto::random::{Random, RandomError, SystemRandom};
use aikotoba_core::fault::Fault;
use aikotoba_core::incoming::{ApplyError, IncomingAccounts, IncomingPlan};
use aikotoba_core::intake::Intake;
use aikotoba_core::otpauth;
use aikotoba_core::phrase::Phrase;
use aikotoba_core::secret::Passphrase;
use aikotoba_core::time::UnixMillis;
use aikotoba_core::vault::{
    ChangeError, CreateError, DeviceError, NewVaultCredentials, RecoveryCode, SlotKind,
    UnlockCredential, UnlockError, Vault, VaultOpenError,
};
use aikotoba_core::vault::{RecoveryCodeDoubt, make_recovery_code};
use aikotoba_core::vault::{RekeyChoice, rekey as rekey_vault};

/// The time during the preparation.
pub const BEFORE: UnixMillis = UnixMillis(1_800_000_000_000);

/// The time during the operation.
pub const NOW: UnixMillis = UnixMillis(1_800_000_060_000);

/// Number of backups kept in a folder.
pub const KEPT: usize = 2;

/// The device on which the operations take place.
const DEVICE: DeviceId = DeviceId([7; 4]);

const CHEAP: PassphraseCost = PassphraseCost { mebibytes: 1, passes: 1, lanes: 1 };

/// An operation by name, with its starting state.
pub struct Operation {
    /// The name on the command line and in reports.
    pub name: &'static str,
    /// The starting state.
    pub start: StartingState,
    act: fn(&Path) -> Result<(), String>,
}

/// What is in the folder before an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StartingState {
    /// Nothing.
    Nothing,
    /// A vault.
    Vault,
    /// A vault whose recovery code is not confirmed.
    UnconfirmedVault,
    /// A vault of an older format.
    OldVault,
    /// A vault without one of its rows.
    DamagedVault,
    /// A vault, and another app's export or a backup to be read.
    VaultAndFile,
    /// A vault, and a backup of a chosen name in the folder `backups`.
    VaultAndBackup,
    /// A vault, and as many backups as are kept in the folder `backups`.
    VaultAndBackups,
    /// A vault with automatic backups into the folder `backups`, which is empty.
    AutomaticVault,
    /// The same, and a backup is prepared.
    PreparedVault,
    /// The same, and the backup was carried to the folder.
    CarriedVault,
}

/// All operations.
pub const OPERATIONS: &[Operation] = &[
    Operation { name: "create", start: StartingState::Nothing, act: create },
    Operation { name: "add", start: StartingState::Vault, act: add },
    Operation { name: "edit", start: StartingState::Vault, act: edit },
    Operation { name: "confirm", start: StartingState::Vault, act: confirm },
    Operation { name: "next-code", start: StartingState::Vault, act: next_code },
    Operation { name: "arrange", start: StartingState::Vault, act: arrange },
    Operation { name: "discard", start: StartingState::Vault, act: discard },
    Operation { name: "recover", start: StartingState::Vault, act: recover },
    Operation { name: "erase", start: StartingState::Vault, act: erase },
    Operation { name: "undo", start: StartingState::Vault, act: undo },
    Operation { name: "import", start: StartingState::VaultAndFile, act: import },
    Operation { name: "restore", start: StartingState::VaultAndFile, act: restore },
    Operation { name: "settings", start: StartingState::Vault, act: settings },
    Operation { name: "passphrase", start: StartingState::Vault, act: passphrase },
    Operation { name: "rekey", start: StartingState::Vault, act: rekey },
    Operation { name: "recovery-code", start: StartingState::Vault, act: recovery_code },
    Operation { name: "confirm-code", start: StartingState::UnconfirmedVault, act: confirm_code },
    Operation { name: "device-key", start: StartingState::Vault, act: device_key },
    Operation { name: "remove-slot", start: StartingState::Vault, act: remove_slot },
    Operation { name: "migrate", start: StartingState::OldVault, act: migrate },
    Operation { name: "repair", start: StartingState::DamagedVault, act: repair },
    Operation { name: "backup-new", start: StartingState::VaultAndFile, act: backup_new },
    Operation { name: "backup-over", start: StartingState::VaultAndBackup, act: backup_over },
    Operation { name: "backup-folder", start: StartingState::VaultAndBackups, act: backup_folder },
    Operation { name: "automatic-on", start: StartingState::Vault, act: turn_on_automatic },
    Operation { name: "automatic-off", start: StartingState::AutomaticVault, act: automatic_off },
    Operation { name: "prepare", start: StartingState::AutomaticVault, act: prepare_backup },
    Operation { name: "carry", start: StartingState::PreparedVault, act: carry_backup },
    Operation { name: "settle", start: StartingState::CarriedVault, act: settle },
];

impl Operation {
    /// The operation of this name.
    pub fn named(name: &str) -> &'static Self {
        OPERATIONS.iter().find(|one| one.name == name).unwrap()
    }

    /// Runs the operation in a folder. An error is its stable code.
    pub fn run(&self, folder: &Path) -> Result<(), String> {
        (self.act)(folder)
    }
}

/// All codes that an operation may return. The program exits with an index into this list, because
/// output would be another system call that is tampered with.
pub fn codes() -> Vec<String> {
    [
        ChangeError::codes(),
        CreateError::codes(),
        DeviceError::codes(),
        VaultOpenError::codes(),
        UnlockError::codes(),
        BackupSaveError::codes(),
        PlaceError::codes(),
        BackupError::codes(),
        ApplyError::codes(),
        RecoveryCodeDoubt::codes(),
    ]
    .concat()
}

/// The path of the vault file in a folder.
pub fn vault_file(folder: &Path) -> PathBuf {
    folder.join("vault.aikotoba")
}

/// The device key.
pub fn key() -> SymmetricKey {
    SymmetricKey::from_slice(&[0x5a; 32]).unwrap()
}

/// A passphrase.
pub fn text(text: &str) -> Passphrase {
    Passphrase::new(text.to_owned())
}

/// The scrypt work factor of all backups here.
pub fn work() -> ScryptWorkFactor {
    ScryptWorkFactor::new(1).unwrap()
}

/// An account of this name, with a key that begins with its first letter: accounts with different
/// keys are different accounts.
pub fn account(label: &str) -> Account {
    let letter = label.chars().next().unwrap().to_ascii_uppercase();
    let key = format!("{letter}EZDGNBVGY3TQOJQ");
    let text = format!("otpauth://totp/Amazon:{label}?secret={key}&issuer=Amazon");
    otpauth::parse(&text, BEFORE).unwrap()
}

/// An account of type HOTP.
pub fn counter(label: &str) -> Account {
    let text = format!("otpauth://hotp/{label}?secret=GEZDGNBVGY3TQOJQ&counter=3");
    otpauth::parse(&text, BEFORE).unwrap()
}

fn create(folder: &Path) -> Result<(), String> {
    create_at(folder, NOW)
}

/// Creates an empty vault that the passphrase "old" and the device key unlock.
pub fn create_at(folder: &Path, now: UnixMillis) -> Result<(), String> {
    let (key, passphrase) = (key(), text("old"));
    let locks = NewVaultCredentials {
        passphrase: Some(&passphrase),
        recovery: true,
        device: Some(&key),
        cost: CHEAP,
    };
    let made = Vault::create(&vault_file(folder), &locks, now, Arc::new(SystemRandom::new()));
    made.map(|_| ()).map_err(code)
}

/// Opens the vault with the device key.
pub fn open(folder: &Path) -> Result<Vault, String> {
    let locked = Vault::open(&vault_file(folder), Arc::new(SystemRandom::new())).map_err(code)?;
    locked.unlock(UnlockCredential::Device(&key())).map_err(|refused| refused.why.code())
}

fn code(why: impl Fault) -> String {
    why.code()
}

/// The account of this name; every prepared vault has it.
fn find(vault: &Vault, label: &str) -> Result<AccountId, String> {
    let mut all = vault.accounts().iter().chain(vault.trashed());
    let found = all.find(|kept| kept.account.label.as_str() == label);
    found.map(|kept| kept.id).ok_or_else(|| code(ChangeError::NoSuchAccount))
}

fn add(folder: &Path) -> Result<(), String> {
    open(folder)?.add(account("new"), NOW).map(|_| ()).map_err(code)
}

fn edit(folder: &Path) -> Result<(), String> {
    let mut vault = open(folder)?;
    let id = find(&vault, "a")?;
    let mut edited = vault.find(id).unwrap().account.duplicate();
    "edited".clone_into(&mut edited.note);
    vault.edit(id, edited, NOW).map_err(code)
}

fn confirm(folder: &Path) -> Result<(), String> {
    let mut vault = open(folder)?;
    let id = find(&vault, "a")?;
    vault.confirm(id, NOW).map_err(code)
}

fn next_code(folder: &Path) -> Result<(), String> {
    let mut vault = open(folder)?;
    let id = find(&vault, "counter")?;
    vault.take_hotp(id).map(|_| ()).map_err(code)
}

fn arrange(folder: &Path) -> Result<(), String> {
    let mut vault = open(folder)?;
    let mut ids: Vec<_> = vault.accounts().iter().map(|kept| kept.id).collect();
    ids.reverse();
    vault.arrange(&ids, NOW).map_err(code)
}

fn discard(folder: &Path) -> Result<(), String> {
    let mut vault = open(folder)?;
    let id = find(&vault, "a")?;
    vault.discard(id, NOW).map_err(code)
}

fn recover(folder: &Path) -> Result<(), String> {
    let mut vault = open(folder)?;
    let id = find(&vault, "trashed")?;
    vault.recover(id, NOW).map_err(code)
}

fn erase(folder: &Path) -> Result<(), String> {
    let mut vault = open(folder)?;
    let id = find(&vault, "trashed")?;
    vault.purge(id).map_err(code)
}

fn undo(folder: &Path) -> Result<(), String> {
    open(folder)?.undo(NOW).map(|_| ()).map_err(code)
}

fn import(folder: &Path) -> Result<(), String> {
    let Ok(bytes) = std::fs::read(folder.join("export.txt")) else {
        return Err(code(DeviceError::ReadOrWriteFailed));
    };
    let mut intake = Intake::adding_up();
    intake.file(None, &bytes, NOW);
    apply(folder, intake.into_incoming())
}

fn restore(folder: &Path) -> Result<(), String> {
    let Ok(sealed) = std::fs::read(folder.join("backup.age")) else {
        return Err(code(DeviceError::ReadOrWriteFailed));
    };
    let read = verify(BackupFile { name: None, sealed: &sealed }, &text("backup")).map_err(code)?;
    let mut intake = Intake::adding_up();
    intake.backup_read(read);
    apply(folder, intake.into_incoming())
}

fn apply(folder: &Path, incoming: IncomingAccounts) -> Result<(), String> {
    let mut vault = open(folder)?;
    let plan = IncomingPlan::new(incoming, &vault);
    plan.apply(&mut vault, NOW).map(|_| ()).map_err(code)
}

fn settings(folder: &Path) -> Result<(), String> {
    let mut vault = open(folder)?;
    let mut settings = vault.settings().clone();
    settings.groups = vec!["new".to_owned()];
    vault.change_settings(settings).map_err(code)
}

fn passphrase(folder: &Path) -> Result<(), String> {
    open(folder)?.change_passphrase(&text("new"), CHEAP, NOW).map(|_| ()).map_err(code)
}

fn rekey(folder: &Path) -> Result<(), String> {
    let mut vault = open(folder)?;
    let (passphrase, device) = (text("new"), key());
    let choice = RekeyChoice { passphrase: &passphrase, cost: CHEAP, device: Some(&device) };
    let rekeyed = rekey_vault(&mut vault, &choice, NOW, &FixedRandom).map_err(code)?;
    shown(&rekeyed.code, rekeyed.doubt)
}

fn recovery_code(folder: &Path) -> Result<(), String> {
    let made = make_recovery_code(&mut open(folder)?, NOW, &FixedRandom).map_err(code)?;
    shown(&made.code, made.doubt)
}

fn confirm_code(folder: &Path) -> Result<(), String> {
    open(folder)?.confirm_recovery(NOW).map_err(code)
}

/// A new recovery code is always returned, also if the disk failed; then `doubt` says what is
/// uncertain.
fn shown(made: &RecoveryCode, doubt: Option<RecoveryCodeDoubt>) -> Result<(), String> {
    assert_eq!(*made.print(), *new_code().print());
    doubt.map_or(Ok(()), |doubt| Err(doubt.code()))
}

/// Returns the same bytes every time, so that the new recovery code is known in advance.
struct FixedRandom;

impl Random for FixedRandom {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), RandomError> {
        bytes.fill(7);
        Ok(())
    }
}

/// The recovery code that an operation generates.
pub fn new_code() -> RecoveryCode {
    RecoveryCode::make(&FixedRandom).unwrap()
}

fn device_key(folder: &Path) -> Result<(), String> {
    // The first device key is replaced by itself, because it is used to check the vault afterwards.
    open(folder)?.add_device(&key(), NOW).map(|_| ()).map_err(code)
}

fn remove_slot(folder: &Path) -> Result<(), String> {
    let mut vault = open(folder)?;
    let Some(slot) = vault.slots().iter().find(|slot| slot.kind == SlotKind::Recovery) else {
        return Err(code(ChangeError::NoSuchSlot));
    };
    let id = slot.id;
    vault.remove_slot(id).map_err(code)
}

fn migrate(folder: &Path) -> Result<(), String> {
    open(folder).map(|_| ())
}

fn repair(folder: &Path) -> Result<(), String> {
    let vault = open(folder)?;
    if vault.health().is_sound() {
        return Ok(());
    }
    vault.repair().map(|_| ()).map_err(|refused| refused.why.code())
}

fn backup_new(folder: &Path) -> Result<(), String> {
    save(folder, folder, BackupTarget::File("new.age".to_owned()), NOW)
}

fn backup_over(folder: &Path) -> Result<(), String> {
    save(folder, &folder.join("backups"), BackupTarget::File("mine.age".to_owned()), NOW)
}

fn backup_folder(folder: &Path) -> Result<(), String> {
    save(folder, &folder.join("backups"), rotating_folder(), NOW)
}

/// A backup folder in which [`KEPT`] backups are kept.
pub fn rotating_folder() -> BackupTarget {
    BackupTarget::Rotating(KeepCount::new(KEPT).unwrap())
}

/// Saves a backup and records it in the vault, as all shells do.
pub fn save(
    folder: &Path,
    place: &Path,
    target: BackupTarget,
    now: UnixMillis,
) -> Result<(), String> {
    let mut vault = open(folder)?;
    let saving = BackupSave::new(&vault, DEVICE, Folder::new(place), target, text("backup"), now)
        .map_err(code)?;
    let proof = saving.with_work_factor(work()).finish().map_err(code)?;
    // The backup is saved even if recording it fails.
    let _unnoted = proof.note(&mut vault);
    Ok(())
}

/// Turns automatic backups on, into the folder `backups`.
pub fn turn_on_automatic(folder: &Path) -> Result<(), String> {
    let mut vault = open(folder)?;
    let place = ChosenPlace::folder("backups".to_owned(), "backups".to_owned());
    AutomaticBackup::turn_on(&mut vault, place, &text("backup"), DEVICE, NOW).map_err(code)
}

fn automatic_off(folder: &Path) -> Result<(), String> {
    AutomaticBackup::turn_off(&mut open(folder)?).map_err(code)
}

/// Prepares an automatic backup, if one is due and not prepared yet.
pub fn prepare_backup(folder: &Path) -> Result<(), String> {
    match BackupPreparation::of(&sound(folder)?, DEVICE, NOW) {
        Some(due) => due.with_work_factor(work()).finish(&SystemRandom::new()).map_err(code),
        None => Ok(()),
    }
}

/// Carries a prepared backup to the folder `backups`; the vault stays locked.
pub fn carry_backup(folder: &Path) -> Result<(), String> {
    match BackupDelivery::of(&vault_file(folder)) {
        Some(due) => due.carry_to(&Folder::new(folder.join("backups")), NOW).map_err(code),
        // A file that cannot be read is prepared again at the next unlocking.
        None if std::fs::symlink_metadata(
            vault_file(folder).with_extension("aikotoba.prepared"),
        )
        .is_ok() =>
        {
            Err(code(DeviceError::ReadOrWriteFailed))
        }
        None => Ok(()),
    }
}

/// The opened vault. A damaged one makes no automatic backups.
fn sound(folder: &Path) -> Result<Vault, String> {
    let vault = open(folder)?;
    if vault.health().is_sound() { Ok(vault) } else { Err(code(ChangeError::Damaged)) }
}

fn settle(folder: &Path) -> Result<(), String> {
    let mut vault = sound(folder)?;
    AutomaticBackup::settle(&mut vault, NOW).map_err(code)?;
    // A receipt that cannot be read is recorded the next time.
    if AutomaticBackup::of(vault.settings()).made.is_empty() {
        return Err(code(DeviceError::ReadOrWriteFailed));
    }
    Ok(())
}
