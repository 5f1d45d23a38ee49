//! Codes in the camera's frames, in pictures and in texts.

use std::sync::{Arc, Mutex};

use aikotoba_core::enrol::Draft;
use aikotoba_core::incoming::{Incoming, Plan as CorePlan};
use aikotoba_core::scan::{self, Budget, LumaFrame, PictureError, Rotation, Scanned, read_picture};
use aikotoba_core::screens::found::{Gathered, ScanState};
use aikotoba_core::screens::gate::GateError;
use aikotoba_core::time::UnixMillis;
use zeroize::Zeroizing;

use crate::enrolment::Enrolment;
use crate::errors::Answer;
use crate::incoming::Plan;
use crate::vault::Vault;
use crate::work::{Work, hold};

/// What is seen by the camera, in a picture or in a text, until the person has chosen.
#[derive(uniffi::Object)]
pub struct Scanner {
    seen: Arc<Mutex<Gathered>>,
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
    seen: Arc<Mutex<Gathered>>,
    bytes: Mutex<Zeroizing<Vec<u8>>>,
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
        Ok(hold(&self.seen).see(scanned, searched_millis))
    }

    /// Begins to read a picture file: PNG, JPEG, WebP, GIF or BMP.
    pub fn picture(&self, bytes: Vec<u8>) -> Arc<PictureReading> {
        let bytes = Mutex::new(Zeroizing::new(bytes));
        Arc::new(PictureReading { seen: self.seen.clone(), bytes, work: Work::of(1) })
    }

    /// Looks at a text that was pasted, shared or opened as a link.
    pub fn text(&self, text: String, now: UnixMillis) -> ScanState {
        let text = Zeroizing::new(text);
        hold(&self.seen).read(&text, now)
    }

    /// From now on, what is seen is added to what is in sight, until it is forgotten: for several
    /// pictures that come together.
    pub fn add_up(&self) {
        hold(&self.seen).add_up();
    }

    /// What is in sight.
    pub fn state(&self) -> ScanState {
        hold(&self.seen).state()
    }

    /// Takes the account at that place among the findings, to enrol it.
    pub fn enrolment(&self, place: u32) -> Answer<Arc<Enrolment>> {
        let account = hold(&self.seen).account(place).ok_or(GateError::Over)?;
        Ok(Enrolment::of_draft(Draft::scanned(account)))
    }

    /// Takes all accounts: those of the picture, or those of Google's export as far as its parts
    /// were seen.
    pub fn plan(&self, vault: &Vault) -> Answer<Arc<Plan>> {
        let incoming: Incoming = std::mem::take(&mut *hold(&self.seen)).into_incoming();
        vault.with(|open| Ok(Plan::of(CorePlan::new(incoming, &open.vault))))
    }

    /// Forgets what was seen.
    pub fn forget(&self) {
        *hold(&self.seen) = Gathered::default();
        hold(&self.camera).reset();
    }
}

#[uniffi::export]
impl PictureReading {
    /// How far it is, from 0 to 1.
    pub fn progress(&self) -> f64 {
        self.work.progress()
    }

    /// What was found is not kept.
    pub fn cancel(&self) {
        self.work.cancel();
    }

    /// Reads the picture, for at most a few seconds. A picture without a code is no failure.
    pub fn finish(&self, now: UnixMillis) -> Answer<ScanState> {
        let bytes = std::mem::take(&mut *hold(&self.bytes));
        let scanned: Result<Scanned, PictureError> = read_picture(&bytes, Budget::picture(), now);
        let scanned = scanned?;
        self.work.go_on()?;
        self.work.step();
        Ok(hold(&self.seen).see(scanned, 0))
    }
}
