//! What a folder of backups has of other devices. It is read from names and digests, without a
//! password; what is in a file is known only after it was opened.

use super::device::DeviceId;
use super::name::{BackupFileName, is_renamed};
use super::open::{MAX_FILE_BYTES, check_header};
use super::place::{BackupPlace, PlaceError};
use super::request::{PlaceAnswer, PlaceRequest};
use crate::time::UnixMillis;
use crate::vault::VaultId;

/// The newest backup of another device in a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherDeviceBackup {
    /// The device; `None` if the file's name does not tell, because it was given before December 2026.
    pub device: Option<DeviceId>,
    /// Whether it is of this vault. A vault that was restored on a new phone is another vault.
    pub is_of_this_vault: bool,
    /// The newest file that is as it was verified.
    pub name: String,
    /// The time in its name, by that device's clock.
    pub made: UnixMillis,
}

/// What a folder has, besides this device's own backups.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FolderSurvey {
    /// The newest backup of each other device and vault, the newest first.
    pub newest: Vec<OtherDeviceBackup>,
    /// Files of other devices that are newer than those and do not match their names: damaged, or
    /// not completely copied yet.
    pub damaged: Vec<String>,
    /// Copies of this vault's backups that another program named.
    pub renamed: Vec<String>,
}

impl FolderSurvey {
    /// Reads a folder. `vault` and `device` are those whose own backups are left out.
    ///
    /// # Errors
    /// One [`PlaceError`] per cause. A file that is gone when it is read is left out.
    pub fn of(
        place: &dyn BackupPlace,
        vault: VaultId,
        device: DeviceId,
    ) -> Result<Self, PlaceError> {
        let mut survey = SurveyByRequests::new(vault, device);
        let mut answer = None;
        loop {
            match survey.next(answer.take())? {
                SurveyProgress::Ask(request) => answer = Some(request.carry_out(place)),
                SurveyProgress::Done(survey) => return Ok(survey),
            }
        }
    }
}

/// A survey of a place that only the shell can access: it carries out each request and passes back
/// the answer.
#[derive(Debug)]
pub struct SurveyByRequests {
    vault: VaultId,
    device: DeviceId,
    /// The files that may be read, the next one last; `None` before the list was asked for.
    files: Option<Vec<(BackupFileName, String)>>,
    found: FolderSurvey,
}

/// What to do next in a survey.
#[derive(Debug, PartialEq, Eq)]
pub enum SurveyProgress {
    /// The shell carries out this request, and passes the answer to [`SurveyByRequests::next`].
    Ask(PlaceRequest),
    /// The folder was read.
    Done(FolderSurvey),
}

impl SurveyByRequests {
    /// A survey without the own backups of this vault on this device.
    pub fn new(vault: VaultId, device: DeviceId) -> Self {
        Self { vault, device, files: None, found: FolderSurvey::default() }
    }

    /// Takes the shell's answer to the last request (`None` at the beginning) and returns what to do
    /// next.
    ///
    /// # Errors
    /// As [`FolderSurvey::of`].
    pub fn next(&mut self, answer: Option<PlaceAnswer>) -> Result<SurveyProgress, PlaceError> {
        match (answer, &mut self.files) {
            (None, None) => return Ok(SurveyProgress::Ask(PlaceRequest::List)),
            (Some(PlaceAnswer::Names { names }), None) => self.take_names(names),
            (Some(answer), Some(files)) => {
                let (name, text) = files.pop().ok_or(PlaceError::ReadOrWriteFailed)?;
                self.take_file(&name, text, answer)?;
            }
            (Some(answer), None) => return Err(answer.error(MAX_FILE_BYTES)),
            (None, Some(_)) => return Err(PlaceError::ReadOrWriteFailed),
        }
        let Some((_, text)) = self.files.as_ref().and_then(|files| files.last()) else {
            return Ok(SurveyProgress::Done(std::mem::take(&mut self.found)));
        };
        Ok(SurveyProgress::Ask(PlaceRequest::read_backup(text.clone())))
    }

    fn take_names(&mut self, names: Vec<String>) {
        let (vault, device) = (self.vault, self.device);
        self.found.renamed = names.iter().filter(|name| is_renamed(name, vault)).cloned().collect();
        self.found.renamed.sort();
        let mut files: Vec<_> = names
            .into_iter()
            .filter_map(|text| Some((BackupFileName::parse(&text)?, text)))
            .filter(|(name, _)| !name.is_of_series(vault, device))
            .collect();
        files.sort_by(|(one, a), (other, b)| (one.stamp(), a).cmp(&(other.stamp(), b)));
        self.files = Some(files);
    }

    fn take_file(
        &mut self,
        name: &BackupFileName,
        text: String,
        answer: PlaceAnswer,
    ) -> Result<(), PlaceError> {
        match answer {
            PlaceAnswer::Content { bytes } if name.fits(&bytes) && check_header(&bytes).is_ok() => {
                // Older files of this device are not read.
                let series = name.series();
                self.files
                    .iter_mut()
                    .for_each(|files| files.retain(|(name, _)| name.series() != series));
                self.found.newest.push(OtherDeviceBackup {
                    device: name.device(),
                    is_of_this_vault: name.belongs_to(self.vault),
                    name: text,
                    made: name.made(),
                });
            }
            PlaceAnswer::Content { .. } => self.found.damaged.push(text),
            other => match other.error(MAX_FILE_BYTES) {
                PlaceError::TooLarge { .. } => self.found.damaged.push(text),
                // The list was old, or another program removed the file meanwhile.
                PlaceError::FileMissing => {}
                why => return Err(why),
            },
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backup::memory::{MemoryPlace, save};
    use crate::backup::sample::{DEVICE, VAULT};

    /// A place with a backup of this device, and its content under other names.
    fn place() -> (MemoryPlace, Vec<u8>) {
        let place = MemoryPlace::default();
        let own = save(&place, 9, 0).unwrap();
        let sealed = place.read(&own.name, MAX_FILE_BYTES).unwrap();
        (place, sealed)
    }

    fn name(second: i64, vault: VaultId, device: DeviceId, sealed: &[u8]) -> String {
        BackupFileName::of(UnixMillis::from_seconds(second), vault, device, sealed).to_string()
    }

    #[test]
    fn the_newest_intact_backup_of_each_other_device_is_found() {
        let (place, sealed) = place();
        let (other, third) = (DeviceId([1; 4]), DeviceId([2; 4]));
        let older = name(60, VAULT, other, &sealed);
        let newest = name(120, VAULT, other, &sealed);
        let cut = name(180, VAULT, other, b"another");
        let phone = name(90, VaultId([9; 16]), third, &sealed);
        let former = newest.replace(&format!("{other}-"), "");
        for name in [&older, &newest, &phone, &former] {
            place.create(name, &sealed).unwrap();
        }
        place.create(&cut, &sealed).unwrap();
        let copy = newest.replace(".age", " (1).age");
        place.create(&copy, &sealed).unwrap();
        place.create("notes.txt", b"").unwrap();

        let survey = FolderSurvey::of(&place, VAULT, DEVICE).unwrap();
        let found = |device, is_of_this_vault, name: &String, second| OtherDeviceBackup {
            device,
            is_of_this_vault,
            name: name.clone(),
            made: UnixMillis::from_seconds(second),
        };
        let expected = [
            found(None, true, &former, 120),
            found(Some(other), true, &newest, 120),
            found(Some(third), false, &phone, 90),
        ];
        assert_eq!(survey.newest, expected);
        assert_eq!((survey.damaged, survey.renamed), (vec![cut], vec![copy]));
    }

    #[test]
    fn a_device_does_not_find_its_own_backups() {
        let (place, _) = place();
        assert_eq!(FolderSurvey::of(&place, VAULT, DEVICE), Ok(FolderSurvey::default()));
        let seen_elsewhere = FolderSurvey::of(&place, VAULT, DeviceId([1; 4])).unwrap();
        assert_eq!(seen_elsewhere.newest[0].device, Some(DEVICE));
    }

    #[test]
    fn a_folder_that_cannot_be_listed_is_reported() {
        let place = MemoryPlace { fails_at: Some("list"), ..MemoryPlace::default() };
        assert_eq!(FolderSurvey::of(&place, VAULT, DEVICE), Err(PlaceError::StorageFull));
    }
}
