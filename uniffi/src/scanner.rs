//! Reads codes from camera frames, pictures and texts.

use std::sync::{Arc, Mutex};

use aikotoba_core::enrol::Draft;
use aikotoba_core::gate::GateError;
use aikotoba_core::incoming::Plan as CorePlan;
use aikotoba_core::intake::{Intake, Provenance};
use aikotoba_core::scan::{self, Budget, LumaFrame, Rotation, read_picture};
use aikotoba_core::screens::camera::{CameraRefusal, NothingRead};
use aikotoba_core::screens::found::ScanState;
use aikotoba_core::time::UnixMillis;
use zeroize::Zeroizing;

use crate::enrolment::Enrolment;
use crate::errors::{Answer, Failure};
use crate::incoming::Plan;
use crate::vault::Vault;
use crate::work::{Work, hold};

/// The codes found by the camera, in pictures or in texts, until the user has chosen.
#[derive(uniffi::Object)]
pub struct Scanner {
    seen: Arc<Mutex<Intake>>,
    camera: Mutex<scan::Scanner>,
}

/// The layout of a frame's pixels in its buffer.
#[derive(uniffi::Record)]
pub struct FrameShape {
    /// The width in pixels.
    pub width: u32,
    /// The height in pixels.
    pub height: u32,
    /// The number of bytes from the start of one row to the next.
    pub stride: u32,
    /// The rotation that makes the frame upright.
    pub rotation: Rotation,
}

/// A picture that is being read.
#[derive(uniffi::Object)]
pub struct PictureReading {
    seen: Arc<Mutex<Intake>>,
    bytes: Mutex<Zeroizing<Vec<u8>>>,
    provenance: Provenance,
    work: Work,
}

#[uniffi::export]
impl Scanner {
    /// A scanner that has found nothing yet.
    #[uniffi::constructor]
    pub fn fresh() -> Arc<Self> {
        Arc::new(Self { seen: Arc::default(), camera: Mutex::default() })
    }

    /// Scans a camera frame: one byte of brightness per pixel, in a direct buffer. Pass one frame
    /// at a time and drop those that arrive meanwhile. `searchedMillis` is how long the camera has
    /// been running.
    pub fn look(
        &self,
        pixels: &[u8],
        shape: FrameShape,
        searched_millis: i64,
        now: UnixMillis,
    ) -> Answer<ScanState> {
        let FrameShape { width, height, stride, rotation } = shape;
        let frame =
            LumaFrame::new(pixels, width as usize, height as usize, stride as usize, rotation)
                .map_err(|_| GateError::FrameShape)?;
        let scanned = hold(&self.camera).look(&frame, Budget::live(), now);
        let mut seen = hold(&self.seen);
        seen.frame(scanned, searched_millis, now);
        Ok(ScanState::of(&seen))
    }

    /// Begins to read a picture file: PNG, JPEG, WebP, GIF or BMP. State who provided it: input
    /// from another program is stored only with the user's consent.
    pub fn picture(&self, bytes: Vec<u8>, provenance: Provenance) -> Arc<PictureReading> {
        let (seen, bytes) = (self.seen.clone(), Mutex::new(Zeroizing::new(bytes)));
        Arc::new(PictureReading { seen, bytes, provenance, work: Work::default() })
    }

    /// Searches pictures for up to a minute from now on, until the findings are cleared, after a
    /// search was not completed. Pass the pictures in again.
    pub fn look_longer(&self) {
        hold(&self.seen).look_longer();
    }

    /// Reads a text: one or more links. State who provided it: input from another program is stored
    /// only with the user's consent.
    pub fn text(&self, text: String, provenance: Provenance, now: UnixMillis) -> ScanState {
        let text = Zeroizing::new(text);
        let mut seen = hold(&self.seen);
        seen.text(&text, provenance, now);
        ScanState::of(&seen)
    }

    /// Announces that many pictures and texts, which are handled together.
    pub fn expect(&self, count: u32) {
        hold(&self.seen).expect(count as usize);
    }

    /// The findings after all inputs were read; a failure if there are none.
    pub fn all_read(&self) -> Answer<ScanState> {
        Ok(ScanState::of_all_read(&hold(&self.seen))?)
    }

    /// The findings.
    pub fn state(&self) -> ScanState {
        ScanState::of(&hold(&self.seen))
    }

    /// Takes the account in the finding at `place`, to enrol it.
    pub fn enrolment(&self, place: u32) -> Answer<Arc<Enrolment>> {
        let account = hold(&self.seen).account(place as usize).ok_or(GateError::Over)?;
        Ok(Enrolment::of_draft(Draft::scanned(account)))
    }

    /// Takes all accounts: those found, and those in the parts of Google's export read so far. If
    /// the vault is locked, they stay here.
    pub fn plan(&self, vault: &Vault) -> Answer<Arc<Plan>> {
        vault.with(|open| {
            let incoming = std::mem::take(&mut *hold(&self.seen)).into_incoming();
            Ok(Plan::of(CorePlan::new(incoming, &open.vault)))
        })
    }

    /// Clears the findings.
    pub fn forget(&self) {
        *hold(&self.seen) = Intake::default();
        hold(&self.camera).reset();
    }
}

#[uniffi::export]
impl PictureReading {
    /// The progress from 0 to 1; none if it is unknown.
    pub fn progress(&self) -> Option<f64> {
        self.work.progress()
    }

    /// Drops the result.
    pub fn cancel(&self) {
        self.work.cancel();
    }

    /// Reads the picture. Takes a few seconds, or more after `lookLonger`. A picture without a
    /// code is not a failure.
    pub fn finish(&self, now: UnixMillis) -> Answer<ScanState> {
        let bytes = std::mem::take(&mut *hold(&self.bytes));
        let budget = hold(&self.seen).budget();
        let scanned = read_picture(&bytes, budget, now)?;
        self.work.go_on()?;
        let mut seen = hold(&self.seen);
        seen.picture_read(scanned, self.provenance, now);
        Ok(ScanState::of(&seen))
    }
}

/// The failure for a camera that delivers no frames.
#[uniffi::export]
pub fn camera_failure(why: CameraRefusal) -> Failure {
    why.into()
}

/// Whether the device's settings can resolve it.
#[uniffi::export]
pub fn is_for_the_settings(why: CameraRefusal) -> bool {
    why.is_for_the_settings()
}

/// The failure for an empty clipboard.
#[uniffi::export]
pub fn nothing_to_paste() -> Failure {
    NothingRead::NothingToPaste.into()
}
