//! Finds and reads a vault's newest backup in a place, directly or by requests to the shell.

use super::error::RehearsalError;
use super::name::{BackupFileName, stamp};
use super::open::MAX_FILE_BYTES;
use super::place::{BackupPlace, PlaceError};
use super::record::{AutomaticBackup, PlaceKind};
use super::request::{PlaceAnswer, PlaceRequest};
use crate::time::{DAY_MILLIS, UnixMillis};
use crate::vault::{Vault, VaultId};

/// The search for the newest backup of a vault.
#[derive(Debug)]
pub struct NewestBackup {
    /// The names of the files that the vault has recorded, the newest first.
    recorded: Vec<String>,
    /// The vault, and those whose backups were restored into it.
    vaults: Vec<VaultId>,
    /// A later time was taken while a clock was wrong.
    latest_stamp: String,
    /// The name of the document, if the chosen place is one: it is the only file.
    document: Option<String>,
    stage: NewestBackupStage,
}

#[derive(Debug)]
enum NewestBackupStage {
    Begin,
    List,
    Read(String),
    Over,
}

/// What to do next in a search.
#[derive(Debug, PartialEq, Eq)]
pub enum NewestBackupProgress {
    /// The shell carries out this request, and passes the answer to [`NewestBackup::next`].
    Ask(PlaceRequest),
    /// The file was read.
    Fetched(FetchedBackup),
}

/// The newest backup of a vault, as it was read from a place.
#[derive(Debug, PartialEq, Eq)]
pub struct FetchedBackup {
    /// Its name.
    pub name: String,
    /// Its content. It is encrypted, so it is not secret.
    pub sealed: Vec<u8>,
}

impl NewestBackup {
    /// A search for the newest backup of this vault.
    pub fn new(vault: &Vault, now: UnixMillis) -> Self {
        let AutomaticBackup { made, place, .. } = AutomaticBackup::of(vault.settings());
        let document = place.filter(|place| place.kind == PlaceKind::Document);
        let restored = vault.settings().restored_from.iter().copied();
        Self {
            recorded: made.into_iter().map(|made| made.name).collect(),
            vaults: std::iter::once(vault.id()).chain(restored).collect(),
            latest_stamp: stamp(UnixMillis(now.0.saturating_add(DAY_MILLIS))),
            document: document.map(|place| place.name),
            stage: NewestBackupStage::Begin,
        }
    }

    /// Takes the shell's answer to the last request (`None` at the beginning) and returns what to
    /// do next.
    ///
    /// # Errors
    /// [`RehearsalError::NoBackup`], or what the place failed with.
    pub fn next(
        &mut self,
        answer: Option<PlaceAnswer>,
    ) -> Result<NewestBackupProgress, RehearsalError> {
        match std::mem::replace(&mut self.stage, NewestBackupStage::Over) {
            NewestBackupStage::Begin => Ok(if let Some(name) = self.document.clone() {
                self.ask_read(name)
            } else {
                self.stage = NewestBackupStage::List;
                NewestBackupProgress::Ask(PlaceRequest::List)
            }),
            NewestBackupStage::List => {
                let name = self.choose(match answer {
                    Some(PlaceAnswer::Names { names }) => names,
                    other => return Err(place_error_of(other).into()),
                })?;
                Ok(self.ask_read(name))
            }
            NewestBackupStage::Read(name) => match answer {
                Some(PlaceAnswer::Content { bytes }) => {
                    Ok(NewestBackupProgress::Fetched(FetchedBackup { name, sealed: bytes }))
                }
                other => Err(place_error_of(other).into()),
            },
            NewestBackupStage::Over => Err(PlaceError::ReadOrWriteFailed.into()),
        }
    }

    fn ask_read(&mut self, name: String) -> NewestBackupProgress {
        self.stage = NewestBackupStage::Read(name.clone());
        NewestBackupProgress::Ask(PlaceRequest::read_backup(name))
    }

    /// Reads the newest backup from a folder that the core can access.
    ///
    /// # Errors
    /// As [`NewestBackup::next`].
    pub fn read_from(self, place: &dyn BackupPlace) -> Result<FetchedBackup, RehearsalError> {
        let name = self.choose(place.list()?)?;
        let sealed = place.read(&name, MAX_FILE_BYTES)?;
        Ok(FetchedBackup { name, sealed })
    }

    /// The latest file that the vault has recorded and that is there; otherwise the latest of those
    /// that are named as backups of this vault. A file with a time in the future counts as the
    /// oldest.
    fn choose(&self, names: Vec<String>) -> Result<String, RehearsalError> {
        if let Some(name) = self.recorded.iter().find(|name| names.contains(name)) {
            return Ok(name.clone());
        }
        let named =
            names.into_iter().filter_map(|text| Some((BackupFileName::parse(&text)?, text)));
        let ours =
            named.filter(|(name, _)| self.vaults.iter().any(|vault| name.belongs_to(*vault)));
        let age = |name: &BackupFileName| {
            let stamp = name.stamp().to_owned();
            (stamp <= self.latest_stamp, stamp)
        };
        let newest = ours.max_by_key(|(name, _)| age(name));
        newest.map(|(_, text)| text).ok_or(RehearsalError::NoBackup)
    }
}

/// Why a request failed; no answer is an error of the shell.
fn place_error_of(answer: Option<PlaceAnswer>) -> PlaceError {
    answer.map_or(PlaceError::ReadOrWriteFailed, |answer| answer.error(MAX_FILE_BYTES))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backup::memory::MemoryPlace;
    use crate::backup::sample::{DEVICE, NOW, vault};
    use crate::backup::{PlaceFailure, SavedBackup};

    fn at(day: i64) -> UnixMillis {
        UnixMillis(NOW.0 + day * DAY_MILLIS)
    }

    fn name(vault: &Vault, day: i64) -> String {
        BackupFileName::of(at(day), vault.id(), DEVICE, b"x").to_string()
    }

    fn chosen(vault: &Vault, names: &[&str]) -> Result<String, RehearsalError> {
        let names = names.iter().map(|name| (*name).to_owned()).collect();
        NewestBackup::new(vault, NOW).choose(names)
    }

    #[test]
    fn the_newest_backup_of_the_vault_is_chosen() {
        let (_folder, own) = vault();
        let (_other_folder, other) = vault();
        let [older, newer, future] = [-2, -1, 300].map(|day| name(&own, day));
        let foreign = name(&other, 0);
        let all = [newer.as_str(), &foreign, &older, &future, "notes.txt", "shop.age"];
        assert_eq!(chosen(&own, &all), Ok(newer.clone()));
        // Better than nothing.
        assert_eq!(chosen(&own, &[&future, "shop.age"]), Ok(future));
        assert_eq!(chosen(&own, &[&foreign, "shop.age"]), Err(RehearsalError::NoBackup));
        assert_eq!(chosen(&own, &[]), Err(RehearsalError::NoBackup));
    }

    #[test]
    fn a_recorded_file_comes_first_and_those_of_a_restored_vault_count() {
        let (_folder, mut own) = vault();
        let (_other_folder, other) = vault();
        let mut settings = own.settings().clone();
        settings.note_restored_from(other.id());
        let mut automatic = AutomaticBackup::default();
        for name in ["gone.age", "shop.age", "lost.age"] {
            let name = name.to_owned();
            automatic.note_success(SavedBackup { name, at: NOW, accounts: 0 });
        }
        automatic.write(&mut settings);
        own.change_settings(settings).unwrap();
        let restored = name(&other, -1);
        assert_eq!(chosen(&own, &[&restored, "gone.age", "shop.age"]), Ok("shop.age".to_owned()));
        assert_eq!(chosen(&own, &[&restored]), Ok(restored));
    }

    #[test]
    fn it_is_read_directly_or_by_requests() {
        let (_folder, own) = vault();
        let name = name(&own, 0);
        let place = MemoryPlace::default();
        place.files.borrow_mut().insert(name.clone(), b"sealed".to_vec());
        let fetched = || FetchedBackup { name: name.clone(), sealed: b"sealed".to_vec() };
        assert_eq!(NewestBackup::new(&own, NOW).read_from(&place), Ok(fetched()));

        let mut search = NewestBackup::new(&own, NOW);
        let asked = |request| Ok(NewestBackupProgress::Ask(request));
        assert_eq!(search.next(None), asked(PlaceRequest::List));
        let most = u32::try_from(MAX_FILE_BYTES).unwrap();
        let names = Some(PlaceAnswer::Names { names: vec![name.clone()] });
        assert_eq!(search.next(names), asked(PlaceRequest::Read { name: name.clone(), most }));
        let content = Some(PlaceAnswer::Content { bytes: b"sealed".to_vec() });
        assert_eq!(search.next(content), Ok(NewestBackupProgress::Fetched(fetched())));
        assert!(search.next(None).is_err());
    }

    #[test]
    fn what_fails_is_told() {
        let (_folder, own) = vault();
        for (why, error) in [
            (PlaceFailure::Gone, PlaceError::PlaceMissing),
            (PlaceFailure::Denied, PlaceError::Denied),
            (PlaceFailure::TooLarge, PlaceError::TooLarge { found: MAX_FILE_BYTES + 1 }),
        ] {
            let mut search = NewestBackup::new(&own, NOW);
            search.next(None).unwrap();
            let answer = Some(PlaceAnswer::Failed { why });
            assert_eq!(search.next(answer), Err(RehearsalError::Place(error)));
        }
        let mut search = NewestBackup::new(&own, NOW);
        search.next(None).unwrap();
        let wrong_kind = search.next(Some(PlaceAnswer::Done));
        assert_eq!(wrong_kind, Err(RehearsalError::Place(PlaceError::ReadOrWriteFailed)));
    }
}
