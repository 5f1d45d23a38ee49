//! rxing's QR code reader (a port of zxing-cpp), the fastest one on clean codes.
//!
//! Its steps are called one by one, so that the deadline is checked between candidates and all
//! codes of a frame are returned, not only the first.

use crate::budget::{ScanEffort, work};
use crate::engine::search::PyramidRegion;
use crate::found::{
    DecodedCode, ErrorCorrectionLevel, Point, Polarity, ReadCertainty, StructuredAppendPart,
    UnsupportedSymbol, UnsupportedSymbology,
};
use crate::panics;
use crate::plane::Plane;
use crate::sink::CodeCollector;
use rxing::common::cpp_essentials::{ConcentricPattern, DecoderResult};
use rxing::common::{BitMatrix, DetectorRXingResult, HybridBinarizer};
use rxing::qrcode::cpp_port::{decoder, detector};
use rxing::qrcode::detector::QRCodeDetectorResult;
use rxing::{BinaryBitmap, Luma8LuminanceSource};
use std::time::Instant;
use zeroize::Zeroizing;

/// Larger pictures are halved until they have no more pixels than a frame of a phone's camera.
/// rxing counts no work, so this is its limit.
const MAX_PIXELS: usize = 2_100_000;

/// The same limit for frames of a stream, which have less time.
const MAX_PIXELS_LIVE: usize = 1_000_000;

/// Pictures are not halved below this side, in pixels.
const MIN_SIDE: usize = 480;

/// Further triples are texture; their number grows fast with the number of finder patterns.
const MAX_TRIPLES: usize = 400;

pub(crate) struct RxingStage {
    effort: ScanEffort,
}

impl RxingStage {
    pub(crate) fn new(effort: ScanEffort) -> Self {
        Self { effort }
    }

    fn most_pixels(&self) -> usize {
        match self.effort {
            ScanEffort::Live => MAX_PIXELS_LIVE,
            ScanEffort::Picture => MAX_PIXELS,
        }
    }

    /// The cost of scanning a plane, in [`work`] units.
    pub(crate) fn work(&self, plane: &Plane<'_>) -> u64 {
        let mut area = plane.area();
        while area > self.most_pixels() {
            area /= 4;
        }
        work::RXING_PIXEL * area as u64
    }

    /// Scans one plane in one polarity.
    fn scan_plane(
        &self,
        plane: &Plane<'_>,
        view: &PlaneSource,
        deadline: Instant,
        sink: &mut CodeCollector<'_>,
    ) -> Option<()> {
        let dark = binarized(plane)?;
        let harder = self.effort == ScanEffort::Picture;
        let mut patterns = panics::catch_panic(|| detector::FindFinderPatterns(&dark, harder, 0))?;
        let triples = panics::catch_panic(|| detector::GenerateFinderPatternSets(&mut patterns))?;
        let mut used: Vec<ConcentricPattern> = Vec::new();
        for triple in triples.iter().take(MAX_TRIPLES) {
            if Instant::now() >= deadline {
                return None;
            }
            let corners = [&triple.tl, &triple.tr, &triple.bl];
            if corners.iter().any(|pattern| used.contains(pattern)) {
                continue;
            }
            let read = panics::catch_panic(|| read_at(&dark, triple)).flatten();
            if let Some(found) = read.and_then(|(result, at)| Self::found(&result, at, view)) {
                used.extend([triple.tl, triple.tr, triple.bl]);
                sink.add(found);
            }
        }
        Some(())
    }

    fn found(
        result: &DecoderResult<bool>,
        at: PixelCorners,
        view: &PlaneSource,
    ) -> Option<DecodedCode> {
        let text = result.text();
        if text.is_empty() {
            return None;
        }
        Some(DecodedCode {
            text: Zeroizing::new(text),
            bytes: Zeroizing::new(result.content().bytes().to_vec()),
            corners: at.map(|(x, y)| Point { x: x * view.scale, y: y * view.scale }),
            version: u8::try_from(result.versionNumber()).ok()?,
            level: level(result.ecLevel())?,
            mirrored: result.isMirrored(),
            polarity: view.polarity,
            part: part(result),
            stage: "rxing",
            certainty: ReadCertainty::Corrected,
        })
    }
}

impl RxingStage {
    /// Adds every code that it can read before `deadline` to `sink`. It never panics and exceeds
    /// the deadline by a few milliseconds at most; its work is limited by the number of pixels and
    /// triples.
    pub(crate) fn run(&self, plane: &Plane<'_>, deadline: Instant, sink: &mut CodeCollector<'_>) {
        let mut plane = plane.clone();
        let mut scale = 1.0;
        while plane.area() > self.most_pixels() {
            plane = plane.halved();
            scale *= 2.0;
        }
        loop {
            for polarity in [Polarity::DarkOnLight, Polarity::LightOnDark] {
                let view = PlaneSource { scale, polarity };
                let done = match polarity {
                    Polarity::DarkOnLight => self.scan_plane(&plane, &view, deadline, sink),
                    Polarity::LightOnDark => {
                        self.scan_plane(&plane.inverted(), &view, deadline, sink)
                    }
                };
                let enough = self.effort == ScanEffort::Live && !sink.is_empty();
                if enough || (done.is_none() && Instant::now() >= deadline) {
                    return;
                }
            }
            if !sink.is_empty() || plane.width.min(plane.height) < 2 * MIN_SIDE {
                return;
            }
            plane = plane.halved();
            scale *= 2.0;
        }
    }
}

/// In pixels of the scanned plane.
type PixelCorners = [(f32, f32); 4];

/// How the scanned plane was made from the frame's plane.
struct PlaneSource {
    /// Frame pixels per pixel.
    scale: f32,
    polarity: Polarity,
}

/// Which pixels are dark, by the `HybridBinarizer` of `ZXing`.
fn binarized(plane: &Plane<'_>) -> Option<BitMatrix> {
    let (width, height) = (u32::try_from(plane.width).ok()?, u32::try_from(plane.height).ok()?);
    let source = Luma8LuminanceSource::new(plane.pixels.to_vec(), width, height).ok()?;
    let bitmap = BinaryBitmap::new(HybridBinarizer::new(source));
    panics::catch_panic(|| bitmap.get_black_matrix().clone())
}

/// Maximum number of finder patterns in a region that are checked for other symbologies.
const MAX_LONE_FINDERS: usize = 6;

/// The Micro QR or rMQR symbol in a region. A symbol is reported only if its error correction
/// succeeds, because it may be the corner of a QR code that cannot be read.
pub(crate) fn unsupported(cut: &PyramidRegion, polarity: Polarity) -> Option<UnsupportedSymbol> {
    let dark = match polarity {
        Polarity::DarkOnLight => binarized(&cut.plane)?,
        Polarity::LightOnDark => binarized(&cut.plane.inverted())?,
    };
    let patterns = panics::catch_panic(|| detector::FindFinderPatterns(&dark, true, 0))?;
    patterns.iter().take(MAX_LONE_FINDERS).find_map(|pattern| {
        panics::catch_panic(|| {
            let read = |sampled: rxing::common::Result<QRCodeDetectorResult>| {
                let sampled = sampled.ok()?;
                let bits = sampled.getBits();
                let symbology = match (bits.width(), bits.height()) {
                    (width, height) if width != height => UnsupportedSymbology::RectangularMicroQr,
                    (11..=17, _) => UnsupportedSymbology::MicroQr,
                    _ => return None,
                };
                let result = decoder::Decode(bits).ok()?;
                let is_read = result.isValid() && !result.text().is_empty();
                let [a, b, d, c] = sampled.getPoints() else { return None };
                let corners = [a, b, c, d].map(|at| Point {
                    x: at.x * cut.factor + cut.origin.x,
                    y: at.y * cut.factor + cut.origin.y,
                });
                is_read.then_some(UnsupportedSymbol { symbology, corners })
            };
            read(detector::SampleMQR(&dark, *pattern))
                .or_else(|| read(detector::SampleRMQR(&dark, *pattern)))
        })
        .flatten()
    })
}

fn read_at(
    dark: &BitMatrix,
    triple: &detector::FinderPatternSet,
) -> Option<(DecoderResult<bool>, PixelCorners)> {
    let sampled = detector::SampleQR(dark, triple).ok()?;
    let result = decoder::Decode(sampled.getBits()).ok()?;
    // The sampler returns the points row by row.
    let [a, b, d, c] = sampled.getPoints() else { return None };
    // rxing returns the beginning of a truncated bit stream as well, which is not a clean read.
    result.isValid().then_some((result, [a, b, c, d].map(|p| (p.x, p.y))))
}

fn level(name: &str) -> Option<ErrorCorrectionLevel> {
    match name {
        "L" => Some(ErrorCorrectionLevel::L),
        "M" => Some(ErrorCorrectionLevel::M),
        "Q" => Some(ErrorCorrectionLevel::Q),
        "H" => Some(ErrorCorrectionLevel::H),
        _ => None,
    }
}

fn part(result: &DecoderResult<bool>) -> Option<StructuredAppendPart> {
    let info = result.structuredAppend();
    let index = u8::try_from(info.index).ok()?;
    let count = u8::try_from(info.count).ok().filter(|count| *count > 0)?;
    Some(StructuredAppendPart { index, count, parity: info.id.parse().ok()? })
}
