//! Scans one frame with all stages.

use crate::budget::{ScanBudget, ScanEffort, work};
use crate::engine::search::{PassGroup, Search};
use crate::found::{CandidateText, ScanReport};
use crate::frame::LumaFrame;
use crate::plane::Plane;
use crate::sink::CodeCollector;
use crate::stages::engine_stage;
use crate::stages::rxing::{self, RxingStage};

/// Reads every QR code of `frame` that can be read within `budget`.
///
/// Never panics. Returns only texts whose error correction succeeded; a frame without a code gives
/// an empty [`ScanReport`].
///
/// The search ends with the first pass that reads a code. Use [`scan_until`] to look for a
/// particular code.
pub fn scan(frame: &LumaFrame<'_>, budget: ScanBudget) -> ScanReport {
    scan_until(frame, budget, |_| true)
}

/// Reads the QR codes of `frame` until `settles` returns true for one of them, all passes are done,
/// or `budget` is spent. A code that is easy to read therefore does not hide one that is harder to
/// read.
///
/// ```
/// use aikotoba_scan::{ScanBudget, LumaFrame, Rotation, scan_until};
///
/// let pixels = vec![255; 320 * 240];
/// let frame = LumaFrame::new(&pixels, 320, 240, 320, Rotation::Upright)?;
/// let is_account = |candidate: &aikotoba_scan::CandidateText<'_>| candidate.text.starts_with("otpauth:");
/// assert!(scan_until(&frame, ScanBudget::picture(), is_account).found.is_empty());
/// # Ok::<(), aikotoba_scan::FrameError>(())
/// ```
pub fn scan_until(
    frame: &LumaFrame<'_>,
    budget: ScanBudget,
    settles: impl Fn(&CandidateText<'_>) -> bool,
) -> ScanReport {
    run_stages(&Plane::from_frame(frame), budget, CodeCollector::new(*frame, &settles))
}

/// Pictures of up to this many pixels may have modules of one pixel, which no reader finds at the
/// original size.
const MAX_ENLARGED_PIXELS: usize = 200 * 200;

/// The factor by which a small picture is enlarged.
const ENLARGEMENT: usize = 4;

/// Runs all stages, and for a small picture all of them again on an enlarged copy.
pub(crate) fn run_stages(
    plane: &Plane<'_>,
    budget: ScanBudget,
    mut sink: CodeCollector<'_>,
) -> ScanReport {
    run_each(plane, budget, &mut sink);
    if !sink.is_settled()
        && budget.effort() == ScanEffort::Picture
        && plane.area() <= MAX_ENLARGED_PIXELS
    {
        sink.enlarge(ENLARGEMENT);
        run_each(&plane.enlarged(ENLARGEMENT), budget, &mut sink);
    }
    let out_of_time = !sink.is_settled() && (sink.is_unfinished() || budget.is_spent());
    sink.into_reading(out_of_time)
}

/// Runs the engine, and before its costliest passes rxing: if nothing was read, and wherever a
/// symbol was located and not decoded.
fn run_each(plane: &Plane<'_>, budget: ScanBudget, sink: &mut CodeCollector<'_>) {
    if budget.is_spent() {
        return;
    }
    let effort = budget.effort();
    let mut search = Search::new(plane, budget, sink.settles());
    search.run(PassGroup::Usual);
    let is_fruitless = search.symbols.is_empty() && effort == ScanEffort::Picture;
    if (is_fruitless || search.has_undecoded()) && !search.is_exhausted() {
        let rxing = RxingStage::new(effort);
        search.count_work(rxing.work(plane));
        rxing.run(plane, budget.deadline(), sink);
    }
    if !sink.is_settled() {
        search.run(PassGroup::Costly);
    }
    if sink.has_nothing() && search.symbols.is_empty() {
        name_unsupported(&search, MAX_LONE_FINDERS, sink);
    }
    sink.count_work(search.work_done());
    if search.is_exhausted() {
        sink.mark_unfinished();
    }
    engine_stage::collect_symbols(search.symbols, sink);
}

/// Number of finder patterns outside of QR codes that are checked for other symbologies.
const MAX_LONE_FINDERS: usize = 4;

/// Reports symbols of related symbologies, found by finder patterns that belong to no QR code.
pub(crate) fn name_unsupported(search: &Search<'_>, most: usize, sink: &mut CodeCollector<'_>) {
    for (finder, cut) in search.lone_finders(most) {
        search.count_work(work::RXING_PIXEL * cut.plane.area() as u64);
        if let Some(symbol) = rxing::unsupported(&cut, finder.polarity) {
            return sink.add_unsupported(symbol);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Polarity, Rotation};
    use qrcode::{EcLevel, QrCode};

    const TEXT: &str = "otpauth://totp/Amazon%3Aa%40example.com?secret=JBSWY3DPEHPK3PXP";

    /// Draws a code in grey values 40 and 220, five pixels a module, into a canvas at (x, y).
    fn paint(canvas: &mut [u8], width: usize, text: &str, at: (usize, usize), light_on_dark: bool) {
        let code = QrCode::with_error_correction_level(text, EcLevel::M).unwrap();
        let side = code.width() + 8;
        for y in 0..5 * side {
            for x in 0..5 * side {
                let (u, v) = ((x / 5).wrapping_sub(4), (y / 5).wrapping_sub(4));
                let inside = u < code.width() && v < code.width();
                let dark = inside && code[(u, v)] == qrcode::Color::Dark;
                canvas[(at.1 + y) * width + at.0 + x] =
                    if dark == light_on_dark { 220 } else { 40 };
            }
        }
    }

    fn read(canvas: &[u8], width: usize, budget: ScanBudget) -> Vec<crate::DecodedCode> {
        let height = canvas.len() / width;
        let frame = LumaFrame::new(canvas, width, height, width, Rotation::Upright).unwrap();
        scan(&frame, budget).found
    }

    #[test]
    fn all_codes_of_a_picture_are_read_in_both_polarities() {
        let mut canvas = vec![128; 640 * 300];
        paint(&mut canvas, 640, TEXT, (10, 10), false);
        paint(&mut canvas, 640, "light on dark", (350, 40), true);
        let found = read(&canvas, 640, ScanBudget::picture());
        let mut texts: Vec<_> = found.iter().map(|f| (f.text(), f.polarity())).collect();
        texts.sort_by_key(|t| t.0);
        let dark = ("light on dark", Polarity::LightOnDark);
        assert_eq!(texts, [dark, (TEXT, Polarity::DarkOnLight)]);
    }

    #[test]
    fn corners_are_those_of_the_symbol() {
        let mut canvas = vec![128; 320 * 300];
        paint(&mut canvas, 320, TEXT, (20, 10), false);
        let found = read(&canvas, 320, ScanBudget::picture());
        let [top_left, _, bottom_right, _] = found[0].corners();
        let side = 5.0 * f32::from(17 + 4 * found[0].version());
        assert!((top_left.x - 40.0).abs() < 5.0 && (top_left.y - 30.0).abs() < 5.0);
        assert!((bottom_right.x - 40.0 - side).abs() < 5.0);
        assert!((bottom_right.y - 30.0 - side).abs() < 5.0);
    }

    #[test]
    fn a_spent_budget_gives_an_empty_reading_marked_out_of_time() {
        let canvas = vec![128; 100 * 100];
        let frame = LumaFrame::new(&canvas, 100, 100, 100, Rotation::Upright).unwrap();
        let spent = ScanBudget::lasting(std::time::Duration::ZERO, ScanEffort::Live);
        let reading = scan(&frame, spent);
        assert!(reading.out_of_time && reading.found.is_empty());
    }

    #[test]
    fn a_code_of_one_pixel_a_module_is_read_at_its_position() {
        let code = QrCode::with_error_correction_level(TEXT, EcLevel::M).unwrap();
        let side = code.width() + 8;
        let value = |i: usize| {
            let (x, y) = ((i % side).wrapping_sub(4), (i / side).wrapping_sub(4));
            let inside = x < code.width() && y < code.width();
            if inside && code[(x, y)] == qrcode::Color::Dark { 0 } else { 255 }
        };
        let pixels: Vec<u8> = (0..side * side).map(value).collect();
        let found = read(&pixels, side, ScanBudget::picture());
        assert_eq!(found[0].text(), TEXT);
        let bottom_right = found[0].corners()[2];
        assert!((bottom_right.x - side as f32 + 4.0).abs() < 1.5, "{bottom_right:?}");
    }

    #[test]
    fn the_smallest_frames_are_read_as_empty() {
        for side in 1..12 {
            assert!(read(&vec![0; side * side], side, ScanBudget::picture()).is_empty());
            assert!(read(&vec![9; side * 3], side, ScanBudget::live()).is_empty());
        }
    }
}
