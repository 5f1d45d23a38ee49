//! The content of a folder: before an operation, after it, and after a tampered one.

use std::fmt::Write;
use std::path::Path;
use std::sync::Arc;

use aikotoba_core::account::Confirmation;
use aikotoba_core::backup::{
    AutomaticBackup, BackupFile, BackupIntegrity, BackupTarget, PreparedBackup, verify,
};
use aikotoba_core::crypto::random::SystemRandom;
use aikotoba_core::otp::MovingFactor;
use aikotoba_core::time::UnixMillis;
use aikotoba_core::vault::{Slot, StoredAccount, UnlockCredential, Vault, VaultPresence};
use aikotoba_tests::operation::{
    self as op, BEFORE, KEPT, StartingState, account, counter, create_at, open, save, text,
    vault_file,
};

/// The content of a folder.
#[derive(PartialEq, Eq)]
pub(crate) struct FolderState {
    /// What a person sees: accounts, ways to unlock, backups.
    pub(crate) content: String,
    /// The names of all files, those of backups by their time.
    files: Vec<String>,
}

/// An empty folder, in memory if possible.
pub(crate) fn folder() -> tempfile::TempDir {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() }.unwrap()
}

/// Creates the starting state of an operation.
pub(crate) fn prepare(start: StartingState, folder: &Path) {
    match start {
        StartingState::Nothing => return,
        StartingState::OldVault => {
            let old = Path::new(env!("CARGO_MANIFEST_DIR")).join("old/format-0.aikotoba");
            std::fs::copy(old, vault_file(folder)).unwrap();
            return;
        }
        _ => {}
    }
    create_at(folder, BEFORE).unwrap();
    let mut vault = open(folder).unwrap();
    if start != StartingState::UnconfirmedVault {
        vault.confirm_recovery(BEFORE).unwrap();
    }
    for label in ["a", "b", "trashed"] {
        vault.add(account(label), BEFORE).unwrap();
    }
    vault.add(counter("counter"), BEFORE).unwrap();
    let id = vault.accounts()[2].id;
    vault.discard(id, BEFORE).unwrap();
    let lost = vault.accounts()[1].id;
    drop(vault);
    let backups = folder.join("backups");
    match start {
        StartingState::DamagedVault => {
            let connection = rusqlite::Connection::open(vault_file(folder)).unwrap();
            connection.execute("DELETE FROM account WHERE id = ?1", [lost.as_bytes()]).unwrap();
        }
        StartingState::VaultAndFile => {
            let uri = |label| aikotoba_core::otpauth::print(&account(label)).to_string();
            std::fs::write(folder.join("export.txt"), [uri("i"), uri("j")].join("\n")).unwrap();
            let other = self::folder();
            create_at(other.path(), BEFORE).unwrap();
            open(other.path()).unwrap().add(account("restored"), BEFORE).unwrap();
            let target = BackupTarget::File("backup.age".to_owned());
            save(other.path(), other.path(), target, BEFORE).unwrap();
            std::fs::copy(other.path().join("backup.age"), folder.join("backup.age")).unwrap();
        }
        StartingState::VaultAndBackup => {
            std::fs::create_dir(&backups).unwrap();
            save(folder, &backups, BackupTarget::File("mine.age".to_owned()), BEFORE).unwrap();
        }
        StartingState::VaultAndBackups => {
            std::fs::create_dir(&backups).unwrap();
            for second in 0..KEPT {
                let at = UnixMillis(BEFORE.0 + 1000 * i64::try_from(second).unwrap());
                save(folder, &backups, op::rotating_folder(), at).unwrap();
            }
        }
        StartingState::AutomaticVault
        | StartingState::PreparedVault
        | StartingState::CarriedVault => {
            std::fs::create_dir(&backups).unwrap();
            op::turn_on_automatic(folder).unwrap();
            if start != StartingState::AutomaticVault {
                op::prepare_backup(folder).unwrap();
            }
            if start == StartingState::CarriedVault {
                op::carry_backup(folder).unwrap();
            }
        }
        _ => {}
    }
}

/// A copy of a folder.
pub(crate) fn copy(from: &Path) -> tempfile::TempDir {
    let to = folder();
    copy_into(from, to.path());
    to
}

fn copy_into(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            std::fs::create_dir(&target).unwrap();
            copy_into(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), &target).unwrap();
        }
    }
}

impl FolderState {
    pub(crate) fn of(folder: &Path) -> Self {
        Self::try_of(folder).unwrap()
    }

    pub(crate) fn try_of(folder: &Path) -> Result<Self, String> {
        let mut content = vault(folder)?;
        let mut files = Vec::new();
        let mut backups = Vec::new();
        for (name, path) in listed(folder) {
            match backup(&name, &path)? {
                Some(made) if name.starts_with("backups/aikotoba-") => {
                    files.push(format!("backup of {made}"));
                    backups.push(format!("backup of {made}"));
                }
                Some(_) if is_twice(&path) => files.push(name),
                Some(made) => {
                    files.push(name.clone());
                    content.extend(["\n", name.as_ref(), " of ", &made.to_string()]);
                }
                None => files.push(name),
            }
        }
        files.sort();
        backups.sort();
        // More backups than are kept may exist until the next backup removes them.
        let newest = backups.len().saturating_sub(KEPT);
        content.extend(["\n", &backups[newest..].join("\n")]);
        // A program that was killed after the backup was saved leaves the prepared file. It is carried
        // once more, and the backup is found.
        if PreparedBackup::read(&vault_file(folder)).is_some() && backups.is_empty() {
            content.push_str("\na backup waits to be carried");
        }
        Ok(Self { content, files })
    }

    /// The lines that only one of both states has.
    pub(crate) fn differs_from(&self, other: &Self) -> String {
        let lines = |state: &Self| {
            let content = state.content.lines().map(str::to_owned);
            content.chain(state.files.iter().map(|name| format!("file {name}"))).collect::<Vec<_>>()
        };
        let (ours, theirs) = (lines(self), lines(other));
        let more = ours.iter().filter(|line| !theirs.contains(line));
        let less = theirs.iter().filter(|line| !ours.contains(line));
        format!("more: {:?}, less: {:?}", more.collect::<Vec<_>>(), less.collect::<Vec<_>>())
    }
}

/// All files below a folder, with their relative names.
fn listed(folder: &Path) -> Vec<(String, std::path::PathBuf)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() {
            found.extend(
                listed(&path).into_iter().map(|(inner, at)| (format!("{name}/{inner}"), at)),
            );
        } else {
            found.push((name, path));
        }
    }
    found.sort();
    found
}

/// Whether the previous backup is the same file as the current one: it got its second name, and the
/// new backup did not get its name.
fn is_twice(path: &Path) -> bool {
    let name = path.to_str().unwrap().strip_suffix(".previous");
    name.is_some_and(|name| std::fs::read(name).ok() == std::fs::read(path).ok())
}

/// The time of a backup; `None` for another file. A damaged backup is an error.
fn backup(name: &str, path: &Path) -> Result<Option<i64>, String> {
    let plain = name.strip_suffix(".previous").unwrap_or(name);
    if Path::new(plain).extension().is_none_or(|ending| ending != "age") {
        return Ok(None);
    }
    let sealed = std::fs::read(path).map_err(|why| why.to_string())?;
    let read = verify(BackupFile { name: None, sealed: &sealed }, &text("backup"));
    match read {
        Ok(read) if read.integrity == BackupIntegrity::Whole => Ok(Some(read.contents.made.0)),
        other => Err(format!("{name} is not whole: {:?}", other.map(|read| read.integrity))),
    }
}

/// What a vault contains, and what unlocks it.
fn vault(folder: &Path) -> Result<String, String> {
    let path = vault_file(folder);
    if Vault::presence(&path) == VaultPresence::Nothing {
        return Ok("no vault".to_owned());
    }
    let random = || Arc::new(SystemRandom::new());
    let mut text = String::new();
    // Opens it a second time, because the first time may have removed files.
    drop(open(folder).map_err(|why| format!("the vault does not open: {why}"))?);
    let vault = open(folder).map_err(|why| format!("the vault does not open again: {why}"))?;
    let damages: Vec<_> = vault.check().damages.iter().map(|damage| format!("{damage}")).collect();
    let _ = writeln!(text, "damages: {damages:?}");
    for kept in vault.accounts().iter().chain(vault.trashed()) {
        let _ = writeln!(text, "{}", line(kept));
    }
    let slot = |slot: &Slot| format!("{:?} of {}", slot.kind, slot.created.0);
    let mut slots: Vec<_> = vault.slots().iter().map(slot).collect();
    slots.sort();
    let undo = vault.last_change().map(|change| change.reason);
    let _ = writeln!(text, "{:?} {undo:?} {slots:?}", vault.settings().groups);
    let confirmed = vault.settings().recovery_confirmed.is_some();
    let copy = vault.unconfirmed_code().is_some();
    let _ = writeln!(text, "recovery code confirmed: {confirmed}, a copy in the vault: {copy}");
    let automatic = AutomaticBackup::of(vault.settings());
    if automatic.is_on || vault.stored_backup_passphrase().is_some() {
        let kept = vault.stored_backup_passphrase().is_some();
        let (is_on, made) = (automatic.is_on, automatic.made.len());
        let _ = writeln!(text, "automatic backups: {is_on}, passphrase: {kept}, made: {made}");
    }
    drop(vault);
    for word in ["old", "new"] {
        let locked = Vault::open(&path, random()).map_err(|why| why.to_string())?;
        let opens = locked.unlock(UnlockCredential::Passphrase(&op::text(word))).is_ok();
        let _ = write!(text, "{word} opens: {opens} ");
    }
    let locked = Vault::open(&path, random()).map_err(|why| why.to_string())?;
    let opens = locked.unlock(UnlockCredential::Recovery(&op::new_code())).is_ok();
    let _ = write!(text, "the new recovery code opens: {opens}");
    Ok(text)
}

fn line(kept: &StoredAccount) -> String {
    let account = &kept.account;
    let counter = match account.otp.kind() {
        MovingFactor::Hotp { counter } => counter,
        _ => 0,
    };
    let confirmed = account.confirmation != Confirmation::Unconfirmed;
    let key = account.otp.key().expose().len();
    let (name, note, trashed) = (kept.name(), &account.note, kept.trashed.is_some());
    format!("{name} {note:?} trashed {trashed} confirmed {confirmed} counter {counter} key {key}")
}
