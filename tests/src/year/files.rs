//! The files of a folder, as somebody finds them who has only the folder and the password.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use aikotoba_core::backup::{
    BackupFile, BackupFileName, BackupIntegrity, DeviceId, ReadBackup, verify,
};
use aikotoba_core::vault::VaultId;

use super::Dice;
use crate::operation::text;

fn names(place: &Path) -> BTreeSet<String> {
    let Ok(entries) = fs::read_dir(place) else { return BTreeSet::new() };
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

fn fits(place: &Path, name: &str) -> bool {
    let sealed = fs::read(place.join(name)).unwrap();
    BackupFileName::parse(name).is_some_and(|name| name.fits(&sealed))
}

/// The files whose names say that they are verified and unchanged.
pub(super) fn proved(place: &Path) -> BTreeSet<String> {
    names(place).into_iter().filter(|name| fits(place, name)).collect()
}

/// All other files.
pub(super) fn not_proved(place: &Path) -> BTreeSet<String> {
    names(place).into_iter().filter(|name| !fits(place, name)).collect()
}

/// Counts the files that are proved, each of which must open, and the others.
pub(super) fn counted(place: &Path) -> (usize, usize) {
    let proved = proved(place);
    for name in &proved {
        assert!(read(&place.join(name)).is_some(), "{name} is named as proved and does not open");
    }
    for name in not_proved(place) {
        let is_named = BackupFileName::parse(&name).is_some()
            || name.contains(".unproved")
            || name.contains(" (conflicted copy).age");
        assert!(is_named, "{name} does not tell what it is");
    }
    (proved.len(), not_proved(place).len())
}

pub(super) fn device_of(name: &str) -> Option<DeviceId> {
    BackupFileName::parse(name)?.device()
}

/// Whether a name contains the beginning of a vault's identifier.
pub(super) fn is_of(name: &str, vault: VaultId) -> bool {
    let [one, two, three, four, ..] = vault.0;
    name.contains(&format!("Z-{one:02x}{two:02x}{three:02x}{four:02x}-"))
}

/// Opens a file; `None` if it is not whole.
pub(super) fn read(file: &Path) -> Option<ReadBackup> {
    let (name, sealed) = (file.file_name()?.to_str()?, fs::read(file).ok()?);
    let read = verify(BackupFile { name: Some(name), sealed: &sealed }, &text("backup")).ok()?;
    (read.integrity == BackupIntegrity::Whole).then_some(read)
}

/// The names of the accounts in a file.
pub(super) fn labels(file: &Path) -> Option<BTreeSet<String>> {
    let entries = read(file)?.contents.entries;
    Some(entries.iter().map(|entry| entry.account.label.as_str().to_owned()).collect())
}

/// The verified files, the newest first.
pub(super) fn newest_first(place: &Path) -> Vec<PathBuf> {
    let mut names: Vec<_> = proved(place).into_iter().collect();
    names.sort_by_key(|name| BackupFileName::parse(name).unwrap().stamp().to_owned());
    names.iter().rev().map(|name| place.join(name)).collect()
}

/// The newest verified file of each other device.
pub(super) fn newest_of_others(place: &Path, own: DeviceId) -> Vec<PathBuf> {
    let mut seen = BTreeSet::from([own]);
    let device = |file: &PathBuf| device_of(file.file_name().unwrap().to_str().unwrap());
    newest_first(place)
        .into_iter()
        .filter(|file| device(file).is_some_and(|id| seen.insert(id)))
        .collect()
}

/// Changes one byte of one file, as a failing drive does.
pub(super) fn damage_one(dice: &mut Dice, place: &Path) {
    let names: Vec<_> = names(place).into_iter().collect();
    if names.is_empty() {
        return;
    }
    let name = &names[usize::try_from(dice.below(names.len() as u64)).unwrap()];
    let mut bytes = fs::read(place.join(name)).unwrap();
    if let Some(middle) = bytes.len().checked_div(2).filter(|_| !bytes.is_empty()) {
        bytes[middle] ^= 1;
        fs::write(place.join(name), bytes).unwrap();
    }
}

/// Synchronises two folders as such programs do: new files are copied, deleted ones deleted, and of a
/// file with two versions one becomes a copy. One in `skips` files waits for the next time. Returns
/// the names that both have.
pub(super) fn synchronise(
    dice: &mut Dice,
    [one, other]: [&Path; 2],
    before: &BTreeSet<String>,
    skips: u64,
) -> BTreeSet<String> {
    let (mut in_one, mut in_other) = (names(one), names(other));
    let all: BTreeSet<String> = in_one.union(&in_other).cloned().collect();
    let mut both = before.clone();
    for name in all {
        if dice.below(skips) == 0 && skips < u64::MAX {
            continue;
        }
        let (first, second) = (one.join(&name), other.join(&name));
        match (in_one.contains(&name), in_other.contains(&name)) {
            (true, true) if fs::read(&first).unwrap() == fs::read(&second).unwrap() => {}
            (true, true) => {
                let stem = name.strip_suffix(".age").unwrap_or(&name);
                let copy = format!("{stem} (conflicted copy).age");
                fs::copy(&second, one.join(&copy)).unwrap();
                fs::copy(&second, other.join(&copy)).unwrap();
                fs::copy(&first, &second).unwrap();
                in_one.insert(copy.clone());
                in_other.insert(copy);
            }
            (is_in_one, _) => {
                let (found, missing) = if is_in_one { (first, second) } else { (second, first) };
                if before.contains(&name) {
                    fs::remove_file(found).unwrap();
                    both.remove(&name);
                    continue;
                }
                fs::copy(found, missing).unwrap();
            }
        }
        both.insert(name);
    }
    both
}
