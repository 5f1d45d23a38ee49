//! Scans a stream of camera frames.

use crate::budget::{ScanBudget, ScanEffort};
use crate::engine::search::{CarriedFinders, PassGroup, Search};
use crate::engine::stream::SymbolTracker;
use crate::found::{CandidateText, ScanReport};
use crate::frame::LumaFrame;
use crate::plane::Plane;
use crate::scan::{name_unsupported, run_stages};
use crate::sink::CodeCollector;
use crate::stages::{engine_stage, rxing::RxingStage};
use std::fmt;

/// Scans the frames of one camera, one after the other.
///
/// A symbol that was located and not decoded is tracked: the next frame is searched near its
/// position, and its soft modules are added until they can be decoded. Passes that are too slow for
/// one frame are spread over several frames.
///
/// ```
/// use aikotoba_scan::{ScanBudget, LumaFrame, Rotation, Scanner};
///
/// let mut scanner = Scanner::new();
/// for grey in [90, 120, 128] {
///     let pixels = vec![grey; 320 * 240];
///     let frame = LumaFrame::new(&pixels, 320, 240, 320, Rotation::Clockwise90)?;
///     assert!(scanner.scan_frame(&frame, ScanBudget::live()).found.is_empty());
/// }
/// # Ok::<(), aikotoba_scan::FrameError>(())
/// ```
#[derive(Default)]
pub struct Scanner {
    /// Number of frames since the start, or since the last code that settled the search.
    turn: u64,
    /// Index of the first pass of the next frame, among the passes that frames take in turn.
    next_look: usize,
    memory: SymbolTracker,
    /// Finder patterns of the previous frame.
    carried: CarriedFinders,
}

impl fmt::Debug for Scanner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The modules in memory are as secret as the text.
        f.debug_struct("Scanner").field("turn", &self.turn).finish_non_exhaustive()
    }
}

impl Scanner {
    /// A scanner without any frames.
    pub fn new() -> Self {
        Self::default()
    }

    /// Scans the next frame. With [`ScanEffort::Live`] it stops at the first code; with
    /// [`ScanEffort::Picture`] it works like [`scan`](crate::scan()).
    pub fn scan_frame(&mut self, frame: &LumaFrame<'_>, budget: ScanBudget) -> ScanReport {
        self.scan_frame_until(frame, budget, |_| true)
    }

    /// Scans the next frame until `settles` returns true for a code. Codes for which it returns
    /// false are returned as well, and the search continues beside them, in this frame and in later
    /// ones.
    pub fn scan_frame_until(
        &mut self,
        frame: &LumaFrame<'_>,
        budget: ScanBudget,
        settles: impl Fn(&CandidateText<'_>) -> bool,
    ) -> ScanReport {
        let plane = Plane::from_frame(frame);
        let mut sink = CodeCollector::new(*frame, &settles);
        if budget.effort() == ScanEffort::Picture {
            return run_stages(&plane, budget, sink);
        }
        let deadline = budget.deadline();
        let mut search = Search::new(&plane, budget, &settles);
        for symbol in self.memory.follow(search.pyramid(), deadline) {
            search.add_symbol(symbol);
        }
        if !search.is_settled() {
            search.carry(&self.carried);
            search.run(PassGroup::Usual);
            if self.turn > 0 && !search.is_settled() {
                let sees_symbol = self.memory.is_waiting() || self.carried.has_blurred_triple;
                self.next_look = search.run_in_turn(self.next_look, sees_symbol);
            }
            self.carried = search.carried();
            let unread = std::mem::take(&mut search.unread);
            for symbol in self.memory.add_undecoded(unread, deadline) {
                search.add_symbol(symbol);
            }
        }
        let has_undecoded = search.has_undecoded();
        if self.turn % 3 == 1 && search.symbols.is_empty() {
            name_unsupported(&search, 1, &mut sink);
        }
        sink.count_work(search.work_done());
        engine_stage::collect_symbols(search.symbols, &mut sink);
        // On every third frame rxing tries symbols that the engine located and did not decode.
        if sink.is_empty() && has_undecoded && self.turn % 3 == 2 && !budget.is_spent() {
            let rxing = RxingStage::new(ScanEffort::Live);
            sink.count_work(rxing.work(&plane));
            rxing.run(&plane, deadline, &mut sink);
        }
        let is_settled = sink.is_settled();
        self.turn = if is_settled { 0 } else { self.turn + 1 };
        self.next_look = if is_settled { 0 } else { self.next_look };
        let out_of_time = !is_settled && budget.is_spent();
        sink.into_reading(out_of_time)
    }

    /// Discards everything from earlier frames, as when the camera points at something else.
    pub fn reset(&mut self) {
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::finder_match::FinderPattern;
    use crate::frame::Rotation;
    use aikotoba_studio::{CodeStyle, CorrectionLevel, DrawnCode};
    use std::time::{Duration, Instant};

    #[test]
    fn patterns_of_one_frame_are_found_at_their_new_positions() {
        let code = DrawnCode::encode("a trembling hand", CorrectionLevel::Medium).unwrap();
        let picture = CodeStyle::PLAIN.flat(&code, 6);
        let (width, height) = (picture.width(), picture.height());
        let plane = |right: usize| {
            let mut pixels = vec![255; width * height];
            for (row, from) in pixels.chunks_mut(width).zip(picture.pixels().chunks(width)) {
                row[right..].copy_from_slice(&from[..width - right]);
            }
            pixels
        };
        let far = Instant::now() + Duration::from_mins(1);
        let finders = |pixels: &[u8], carried: Vec<FinderPattern>, looks: bool| {
            let frame = LumaFrame::new(pixels, width, height, width, Rotation::Upright).unwrap();
            let plane = Plane::from_frame(&frame);
            let mut search =
                Search::new(&plane, ScanBudget::until(far, ScanEffort::Live), &|_| true);
            search.carry(&CarriedFinders { finders: carried, ..CarriedFinders::default() });
            if looks {
                search.run(PassGroup::Usual);
            }
            search.carried().finders
        };
        let before = finders(&plane(0), Vec::new(), true);
        let after = finders(&plane(5), before[..3].to_vec(), false);
        assert_eq!(after.len(), 3);
        for (old, new) in before.iter().zip(&after) {
            assert!((new.at.x - old.at.x - 5.0).abs() < 2.5, "{:?} {:?}", old.at, new.at);
        }
    }
}
