//! Reads codes from camera frames, pictures and texts.

use std::sync::{Arc, Mutex};

use aikotoba_core::call_error::CallError;
use aikotoba_core::enrol::AccountDraft;
use aikotoba_core::incoming::IncomingPlan as CorePlan;
use aikotoba_core::intake::{Intake, Provenance};
use aikotoba_core::preferences::ScanFeedback;
use aikotoba_core::scan::{self, LumaFrame, Rotation, ScanBudget, read_picture};
use aikotoba_core::screens::camera::{CameraError, NothingReadError};
use aikotoba_core::screens::found::ScanState;
use aikotoba_core::screens::tone;
use aikotoba_core::time::UnixMillis;
use zeroize::Zeroizing;

use crate::enrolment::Enrolment;
use crate::errors::{CallResult, Failure};
use crate::incoming::IncomingPlan;
use crate::vault::Vault;
use crate::work::{WorkProgress, lock_mutex};

/// The codes found by the camera, in pictures or in texts, until the user has chosen.
#[derive(uniffi::Object)]
pub struct CodeScanner {
    seen: Arc<Mutex<Intake>>,
    camera: Mutex<scan::CameraScanner>,
}

/// The layout of a frame's pixels in its buffer.
#[derive(uniffi::Record)]
pub struct FrameLayout {
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
    work: WorkProgress,
}

#[uniffi::export]
impl CodeScanner {
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
        shape: FrameLayout,
        searched_millis: i64,
        now: UnixMillis,
    ) -> CallResult<ScanState> {
        let FrameLayout { width, height, stride, rotation } = shape;
        let frame =
            LumaFrame::new(pixels, width as usize, height as usize, stride as usize, rotation)
                .map_err(|_| CallError::FrameSizeMismatch)?;
        let scanned = lock_mutex(&self.camera).look(&frame, ScanBudget::live(), now);
        let mut seen = lock_mutex(&self.seen);
        seen.frame(scanned, searched_millis, now);
        Ok(ScanState::of(&seen))
    }

    /// Begins to read a picture file: PNG, JPEG, WebP, GIF or BMP. State who provided it: input
    /// from another program is stored only with the user's consent.
    pub fn picture(&self, bytes: Vec<u8>, provenance: Provenance) -> Arc<PictureReading> {
        let (seen, bytes) = (self.seen.clone(), Mutex::new(Zeroizing::new(bytes)));
        Arc::new(PictureReading { seen, bytes, provenance, work: WorkProgress::default() })
    }

    /// Searches pictures for up to a minute from now on, until the findings are cleared, after a
    /// search was not completed. Pass the pictures in again.
    pub fn search_longer(&self) {
        lock_mutex(&self.seen).search_longer();
    }

    /// Reads a text: one or more links. State who provided it: input from another program is stored
    /// only with the user's consent.
    pub fn text(&self, text: String, provenance: Provenance, now: UnixMillis) -> ScanState {
        let text = Zeroizing::new(text);
        let mut seen = lock_mutex(&self.seen);
        seen.text(&text, provenance, now);
        ScanState::of(&seen)
    }

    /// Announces that many pictures and texts, which are handled together.
    pub fn expect(&self, count: u32) {
        lock_mutex(&self.seen).expect(count as usize);
    }

    /// The findings after all inputs were read; a failure if there are none.
    pub fn all_read(&self) -> CallResult<ScanState> {
        Ok(ScanState::of_all_read(&lock_mutex(&self.seen))?)
    }

    /// The findings.
    pub fn state(&self) -> ScanState {
        ScanState::of(&lock_mutex(&self.seen))
    }

    /// Takes the account in the finding at `place`, to enrol it.
    pub fn enrolment(&self, place: u32) -> CallResult<Arc<Enrolment>> {
        let account =
            lock_mutex(&self.seen).account(place as usize).ok_or(CallError::AlreadyFinished)?;
        Ok(Enrolment::of_draft(AccountDraft::scanned(account)))
    }

    /// Takes all accounts: those found, and those in the parts of Google's export read so far. If
    /// the vault is locked, they stay here.
    pub fn plan(&self, vault: &Vault) -> CallResult<Arc<IncomingPlan>> {
        vault.with(|open| {
            let incoming = std::mem::take(&mut *lock_mutex(&self.seen)).into_incoming();
            Ok(IncomingPlan::of(CorePlan::new(incoming, &open.vault)))
        })
    }

    /// Clears the findings.
    pub fn forget(&self) {
        *lock_mutex(&self.seen) = Intake::default();
        lock_mutex(&self.camera).reset();
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

    /// Reads the picture. Takes a few seconds, or more after `searchLonger`. A picture without a
    /// code is not a failure.
    pub fn finish(&self, now: UnixMillis) -> CallResult<ScanState> {
        let bytes = std::mem::take(&mut *lock_mutex(&self.bytes));
        let budget = lock_mutex(&self.seen).budget();
        let scanned = read_picture(&bytes, budget, now)?;
        self.work.go_on()?;
        let mut seen = lock_mutex(&self.seen);
        seen.picture_read(scanned, self.provenance, now);
        Ok(ScanState::of(&seen))
    }
}

/// The failure for a camera that delivers no frames.
#[uniffi::export]
pub fn camera_failure(why: CameraError) -> Failure {
    why.into()
}

/// Whether the device's settings can resolve it.
#[uniffi::export]
pub fn is_for_the_settings(why: CameraError) -> bool {
    why.is_for_the_settings()
}

/// The failure for an empty clipboard.
#[uniffi::export]
pub fn nothing_to_paste() -> Failure {
    NothingReadError::NothingToPaste.into()
}

/// How to signal what a camera frame added to the findings; `Off` if it added nothing to act on.
#[uniffi::export]
pub fn scan_signal(before: ScanState, after: ScanState, chosen: ScanFeedback) -> ScanFeedback {
    after.signal_after(&before, chosen)
}

/// The sound for a QR code that was read, as a WAV file.
#[uniffi::export]
pub fn scan_tone() -> Vec<u8> {
    tone::scan_tone()
}
