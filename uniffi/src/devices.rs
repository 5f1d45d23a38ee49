//! What other devices saved into the backup folder.

use std::sync::{Arc, Mutex};

use aikotoba_core::backup::{
    Folder, FolderSurvey, PlaceAnswer, PlaceRequest, SurveyByRequests, SurveyProgress,
};
use aikotoba_core::call_error::CallError;
use aikotoba_core::screens::devices::OtherDevicesState;

use crate::errors::CallResult;
use crate::vault::Vault;
use crate::work::lock_mutex;

/// A look into a place that only the shell can access. Fetch the next request, carry it out, and
/// pass back the answer, until there is no request; then read the screen.
#[derive(uniffi::Object)]
pub struct OtherDevicesSurvey {
    survey: Mutex<SurveyByRequests>,
    found: Mutex<Option<FolderSurvey>>,
}

#[uniffi::export]
impl Vault {
    /// The backups of other devices in a folder on disk. Reads the newest file of each.
    pub fn other_devices_in_folder(&self, folder: String) -> CallResult<OtherDevicesState> {
        let (vault, device) =
            self.with(|open| Ok((open.vault.id(), self.device_of(&open.vault)?)))?;
        let survey = FolderSurvey::of(&Folder::new(folder), vault, device)?;
        Ok(OtherDevicesState::of(&survey))
    }

    /// Begins a look into a place that only the shell can access.
    pub fn other_devices_by_requests(&self) -> CallResult<Arc<OtherDevicesSurvey>> {
        let (vault, device) =
            self.with(|open| Ok((open.vault.id(), self.device_of(&open.vault)?)))?;
        let survey = Mutex::new(SurveyByRequests::new(vault, device));
        Ok(Arc::new(OtherDevicesSurvey { survey, found: Mutex::default() }))
    }
}

#[uniffi::export]
impl OtherDevicesSurvey {
    /// The next request to carry out at the place; none if it was read. Pass the answer to the
    /// previous request, and none at first.
    pub fn next(&self, answer: Option<PlaceAnswer>) -> CallResult<Option<PlaceRequest>> {
        match lock_mutex(&self.survey).next(answer)? {
            SurveyProgress::Ask(request) => Ok(Some(request)),
            SurveyProgress::Done(survey) => {
                *lock_mutex(&self.found) = Some(survey);
                Ok(None)
            }
        }
    }

    /// The screen, after the place was read.
    pub fn state(&self) -> CallResult<OtherDevicesState> {
        let found = lock_mutex(&self.found);
        Ok(OtherDevicesState::of(found.as_ref().ok_or(CallError::AlreadyFinished)?))
    }
}

/// The request to read one of these backups from the place, to restore from it.
#[uniffi::export]
pub fn read_backup_request(file: String) -> PlaceRequest {
    PlaceRequest::read_backup(file)
}
