//! Codes in the camera's frames, in pictures and in texts.

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

/// What is seen by the camera, in a picture or in a text, until the person has chosen.
#[derive(uniffi::Object)]
pub struct Scanner {
    seen: Arc<Mutex<Intake>>,
    camera: Mutex<scan::Scanner>,
}

/// How the pixels of a frame lie in its buffer.
#[derive(uniffi::Record)]
pub struct FrameShape {
    /// Pixels to a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// Bytes from the start of one row to the start of the next.
    pub stride: u32,
    /// How the frame is to be turned to stand upright.
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
    /// A scanner that has seen nothing.
    #[uniffi::constructor]
    pub fn fresh() -> Arc<Self> {
        Arc::new(Self { seen: Arc::default(), camera: Mutex::default() })
    }

    /// Looks at a frame of the camera: one byte of brightness for each pixel, in a buffer outside
    /// of the Java heap. Give it one frame at a time, and drop those that come meanwhile. The last
    /// argument is for how long the camera has been looking.
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

    /// Begins to read a picture file: PNG, JPEG, WebP, GIF or BMP. Say who brought it: what another
    /// program sent is kept only after the person's yes.
    pub fn picture(&self, bytes: Vec<u8>, provenance: Provenance) -> Arc<PictureReading> {
        let (seen, bytes) = (self.seen.clone(), Mutex::new(Zeroizing::new(bytes)));
        Arc::new(PictureReading { seen, bytes, provenance, work: Work::default() })
    }

    /// From now on pictures are searched for up to a minute, until what was seen is forgotten: for
    /// those that were not searched to the end. Hand them in again.
    pub fn look_longer(&self) {
        hold(&self.seen).look_longer();
    }

    /// Looks at a text: a link, or several of them. Say who brought it: what another program sent
    /// is kept only after the person's yes.
    pub fn text(&self, text: String, provenance: Provenance, now: UnixMillis) -> ScanState {
        let text = Zeroizing::new(text);
        let mut seen = hold(&self.seen);
        seen.text(&text, provenance, now);
        ScanState::of(&seen)
    }

    /// So many pictures and texts come now, and are looked at as one.
    pub fn expect(&self, count: u32) {
        hold(&self.seen).expect(count as usize);
    }

    /// What is in sight after all that came was read; a failure where nothing was in it.
    pub fn all_read(&self) -> Answer<ScanState> {
        Ok(ScanState::of_all_read(&hold(&self.seen))?)
    }

    /// What is in sight.
    pub fn state(&self) -> ScanState {
        ScanState::of(&hold(&self.seen))
    }

    /// Takes the account at that place among the findings, to enrol it.
    pub fn enrolment(&self, place: u32) -> Answer<Arc<Enrolment>> {
        let account = hold(&self.seen).account(place as usize).ok_or(GateError::Over)?;
        Ok(Enrolment::of_draft(Draft::scanned(account)))
    }

    /// Takes all accounts: those in sight, and those of Google's export as far as its parts were
    /// seen. Where the vault is locked they stay here.
    pub fn plan(&self, vault: &Vault) -> Answer<Arc<Plan>> {
        vault.with(|open| {
            let incoming = std::mem::take(&mut *hold(&self.seen)).into_incoming();
            Ok(Plan::of(CorePlan::new(incoming, &open.vault)))
        })
    }

    /// Forgets what was seen.
    pub fn forget(&self) {
        *hold(&self.seen) = Intake::default();
        hold(&self.camera).reset();
    }
}

#[uniffi::export]
impl PictureReading {
    /// How far it is, from 0 to 1; none where that can't be said.
    pub fn progress(&self) -> Option<f64> {
        self.work.progress()
    }

    /// What was found is not kept.
    pub fn cancel(&self) {
        self.work.cancel();
    }

    /// Reads the picture, for a few seconds unless it is to be searched for longer. A picture without a code is no failure.
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

/// Why a camera gives no frames, as a failure to be told.
#[uniffi::export]
pub fn camera_failure(why: CameraRefusal) -> Failure {
    why.into()
}

/// Whether the device's settings can put it right that a camera gives no frames.
#[uniffi::export]
pub fn is_for_the_settings(why: CameraRefusal) -> bool {
    why.is_for_the_settings()
}

/// That there is nothing to paste, as a failure to be told.
#[uniffi::export]
pub fn nothing_to_paste() -> Failure {
    NothingRead::NothingToPaste.into()
}
