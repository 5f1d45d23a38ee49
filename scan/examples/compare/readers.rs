//! The readers that are written in Rust.

use aikotoba_scan::{LumaFrame, Rotation, ScanBudget, internals, scan};
use cpu_time::ProcessTime;
use image::GrayImage;
use rxing::{BarcodeFormat, DecodeHints};
use std::panic::{self, AssertUnwindSafe, catch_unwind};

/// The result of a reader for one picture.
pub(crate) struct ReaderResult {
    pub(crate) reader: String,
    pub(crate) texts: Vec<String>,
    /// CPU time of all threads, in milliseconds.
    pub(crate) millis: f64,
}

/// A reader, called in its usual way.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reader {
    /// All stages of this crate.
    Aikotoba,
    /// The engine of this crate alone, without rxing.
    Engine,
    Rxing,
    Rqrr,
}

impl Reader {
    pub(crate) const ALL: [Self; 4] = [Self::Aikotoba, Self::Engine, Self::Rxing, Self::Rqrr];

    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reader| reader.name() == name)
    }

    fn name(self) -> &'static str {
        match self {
            Self::Aikotoba => "aikotoba",
            Self::Engine => "engine",
            Self::Rxing => "rxing",
            Self::Rqrr => "rqrr",
        }
    }

    pub(crate) fn read(self, grey: &GrayImage, live: bool) -> ReaderResult {
        // rxing and rqrr panic on some pictures, which counts as not read.
        let hook = panic::take_hook();
        if matches!(self, Self::Rxing | Self::Rqrr) {
            panic::set_hook(Box::new(|_| ()));
        }
        let started = ProcessTime::now();
        let texts = catch_unwind(AssertUnwindSafe(|| self.texts(grey, live))).unwrap_or_default();
        let millis = started.elapsed().as_secs_f64() * 1e3;
        panic::set_hook(hook);
        ReaderResult { reader: self.name().to_owned(), texts, millis }
    }

    fn texts(self, grey: &GrayImage, live: bool) -> Vec<String> {
        match self {
            Self::Aikotoba => ours(grey, live, scan),
            Self::Engine => ours(grey, live, internals::scan_with_engine_only),
            Self::Rxing => rxing(grey),
            Self::Rqrr => rqrr(grey),
        }
    }
}

fn ours(
    grey: &GrayImage,
    live: bool,
    read: fn(&LumaFrame<'_>, ScanBudget) -> aikotoba_scan::ScanReport,
) -> Vec<String> {
    let (width, height) = (grey.width() as usize, grey.height() as usize);
    let frame = LumaFrame::new(grey.as_raw(), width, height, width, Rotation::Upright);
    let budget = if live { ScanBudget::live() } else { ScanBudget::picture() };
    let found = frame.map(|frame| read(&frame, budget).found).unwrap_or_default();
    found.iter().map(|found| found.text().to_owned()).collect()
}

fn rxing(grey: &GrayImage) -> Vec<String> {
    let mut hints = DecodeHints { AlsoInverted: Some(true), ..DecodeHints::default() };
    let result = rxing::helpers::detect_in_luma_filtered_with_hints(
        grey.as_raw().clone(),
        grey.width(),
        grey.height(),
        Some(BarcodeFormat::QR_CODE),
        &mut hints,
    );
    result.map(|result| result.getText().to_owned()).into_iter().collect()
}

fn rqrr(grey: &GrayImage) -> Vec<String> {
    let (width, height) = (grey.width() as usize, grey.height() as usize);
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| {
        grey.as_raw()[y * width + x]
    });
    let grids = image.detect_grids();
    grids.iter().filter_map(|grid| grid.decode().ok()).map(|(_, text)| text).collect()
}
