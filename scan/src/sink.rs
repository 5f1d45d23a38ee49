//! Collects the codes that stages read.

use crate::found::{
    CandidateText, DecodedCode, Point, ScanReport, SettlesSearch, UnsupportedSymbol,
};
use crate::frame::LumaFrame;

/// The codes of one frame so far. A code that two stages read counts once.
pub(crate) struct CodeCollector<'a> {
    frame: LumaFrame<'a>,
    /// Frame pixels per pixel of the plane that stages use.
    scale: f32,
    found: Vec<DecodedCode>,
    unsupported: Vec<UnsupportedSymbol>,
    settles: SettlesSearch<'a>,
    is_settled: bool,
    is_unfinished: bool,
    work: u64,
}

impl<'a> CodeCollector<'a> {
    pub(crate) fn new(frame: LumaFrame<'a>, settles: SettlesSearch<'a>) -> Self {
        Self {
            frame,
            scale: 1.0,
            found: Vec::new(),
            unsupported: Vec::new(),
            settles,
            is_settled: false,
            is_unfinished: false,
            work: 0,
        }
    }

    /// The caller's predicate for texts that settle the search.
    pub(crate) fn settles(&self) -> SettlesSearch<'a> {
        self.settles
    }

    /// Sets the scale of later corners to that of a plane `times` the frame's size.
    pub(crate) fn enlarge(&mut self, times: usize) {
        self.scale = 1.0 / times as f32;
    }

    /// Adds a code whose corners are in pixels of the plane.
    pub(crate) fn add(&mut self, mut found: DecodedCode) {
        found.corners = found.corners.map(|corner| self.upright(corner));
        self.is_settled |= (self.settles)(&CandidateText { text: &found.text, part: found.part });
        let same = |known: &&mut DecodedCode| known.text == found.text && known.overlaps(&found);
        match self.found.iter_mut().find(same) {
            Some(known) if known.certainty < found.certainty => *known = found,
            Some(_) => {}
            None => self.found.push(found),
        }
    }

    /// Adds a symbol that was not decoded, whose corners are in pixels of the plane.
    pub(crate) fn add_unsupported(&mut self, mut symbol: UnsupportedSymbol) {
        symbol.corners = symbol.corners.map(|corner| self.upright(corner));
        self.unsupported.push(symbol);
    }

    fn upright(&self, Point { x, y }: Point) -> Point {
        let (x, y) = self.frame.upright((x * self.scale, y * self.scale));
        Point { x, y }
    }

    /// Adds work to the count.
    pub(crate) fn count_work(&mut self, units: u64) {
        self.work += units;
    }

    /// Records that a stage ended before it had tried everything.
    pub(crate) fn mark_unfinished(&mut self) {
        self.is_unfinished = true;
    }

    /// Whether a stage ended before it had tried everything.
    pub(crate) fn is_unfinished(&self) -> bool {
        self.is_unfinished
    }

    /// Whether a text was read that settles the search.
    pub(crate) fn is_settled(&self) -> bool {
        self.is_settled
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// Whether no code was read and no other symbol was recognised.
    pub(crate) fn has_nothing(&self) -> bool {
        self.found.is_empty() && self.unsupported.is_empty()
    }

    /// Everything that was collected, the most certain codes first.
    pub(crate) fn into_reading(mut self, out_of_time: bool) -> ScanReport {
        self.found.sort_by_key(|f| std::cmp::Reverse(f.certainty));
        let Self { found, unsupported, work, .. } = self;
        ScanReport { found, unsupported, out_of_time, work }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::found::{ErrorCorrectionLevel, Polarity, ReadCertainty};
    use crate::frame::Rotation;
    use zeroize::Zeroizing;

    fn found(text: &str, x: f32, certainty: ReadCertainty) -> DecodedCode {
        let corners = [(0.0, 0.0), (40.0, 0.0), (40.0, 40.0), (0.0, 40.0)];
        DecodedCode {
            text: Zeroizing::new(text.to_owned()),
            bytes: Zeroizing::new(Vec::new()),
            corners: corners.map(|(u, v)| Point { x: x + u, y: v }),
            version: 1,
            level: ErrorCorrectionLevel::L,
            mirrored: false,
            polarity: Polarity::DarkOnLight,
            part: None,
            stage: "test",
            certainty,
        }
    }

    fn kept(all: Vec<DecodedCode>) -> Vec<DecodedCode> {
        let pixels = vec![0; 200 * 50];
        let frame = LumaFrame::new(&pixels, 200, 50, 200, Rotation::Upright).unwrap();
        let mut sink = CodeCollector::new(frame, &|_| true);
        for found in all {
            sink.add(found);
        }
        sink.into_reading(false).found
    }

    #[test]
    fn a_code_that_two_stages_read_counts_once_with_the_greater_certainty() {
        let all = kept(vec![
            found("a", 0.0, ReadCertainty::Agreed),
            found("a", 2.0, ReadCertainty::Exact),
            found("a", 1.0, ReadCertainty::Corrected),
        ]);
        assert_eq!(all.len(), 1);
        assert_eq!(all[0].certainty(), ReadCertainty::Exact);
    }

    #[test]
    fn two_positions_or_two_texts_are_two_codes() {
        let sure = ReadCertainty::Exact;
        assert_eq!(kept(vec![found("a", 0.0, sure), found("a", 100.0, sure)]).len(), 2);
        assert_eq!(kept(vec![found("a", 0.0, sure), found("b", 0.0, sure)]).len(), 2);
    }

    #[test]
    fn corners_on_an_enlarged_plane_are_converted_to_the_frame() {
        let pixels = vec![0; 20 * 20];
        let frame = LumaFrame::new(&pixels, 20, 20, 20, Rotation::Upright).unwrap();
        let mut sink = CodeCollector::new(frame, &|_| true);
        sink.enlarge(4);
        sink.add(found("a", 8.0, ReadCertainty::Exact));
        let corner = sink.into_reading(false).found[0].corners()[2];
        assert!((corner.x - 12.0).abs() < 1e-4 && (corner.y - 10.0).abs() < 1e-4);
    }
}
