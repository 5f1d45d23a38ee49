//! Finder patterns by their run lengths. Any straight line through the centre crosses dark, light,
//! dark, light, dark runs as 1 : 1 : 3 : 1 : 1 (ISO/IEC 18004 §6.3.3 and §12 step b).

use super::geometry::PixelPoint;
use super::threshold::ThresholdMap;
use crate::found::Polarity;
use crate::plane::Plane;
use std::time::Instant;

/// Candidates per plane. More are noise; with fewer, the upper part of a textured plane would hide
/// its lower part.
const MAX_HITS: usize = 5000;

/// A finder pattern candidate: the runs of a row and a column match there.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FinderCandidate {
    pub(crate) at: PixelPoint,
    /// Pixels per module, the mean of both directions.
    pub(crate) module: f32,
    /// Number of rows that crossed it.
    pub(crate) rows: f32,
    pub(crate) polarity: Polarity,
}

/// Rows that may cross finder patterns whose outer ring has no outer edge: the background has the
/// ring's colour (a code without a quiet zone on a dark page), or the picture's edge cuts it off.
pub(crate) struct OpenRingRuns {
    runs: Vec<OpenRingRun>,
    /// Distance between the rows that were searched.
    step: usize,
}

/// The centre of a row's runs.
#[derive(Clone, Copy)]
struct OpenRingRun {
    x: f32,
    y: u32,
    module: f32,
    is_dark: bool,
}

impl OpenRingRun {
    /// Whether both runs may belong to the same pattern, `earlier` being in an earlier row.
    fn follows(&self, earlier: &Self, step: usize) -> bool {
        self.is_dark == earlier.is_dark
            && self.y - earlier.y <= 2 * step as u32
            && (self.x - earlier.x).abs() < 0.5 * self.module + 1.0
            && self.module < 1.5 * earlier.module + 0.5
            && earlier.module < 1.5 * self.module + 0.5
    }
}

impl OpenRingRuns {
    /// The runs of every `step`th row of `plane`.
    pub(crate) fn of(
        plane: &Plane<'_>,
        threshold: &ThresholdMap,
        step: usize,
        deadline: Instant,
    ) -> Self {
        let step = step.max(1);
        let mut runs = Vec::new();
        search_rows(plane, threshold, (step, MAX_OPEN), deadline, |x, y, is_dark, lengths| {
            let module = module_of(lengths).or_else(|| open_module_of(lengths));
            let run = |module| OpenRingRun { x, y: y as u32, module, is_dark };
            runs.extend(module.map(run).filter(|_| runs.len() < MAX_OPEN));
            runs.len()
        });
        Self { runs, step }
    }

    /// The candidates, each confirmed by a column. Only chains of about as many rows as cross a
    /// pattern's centre are checked; single rows belong to no pattern.
    pub(crate) fn finder_candidates(
        &self,
        plane: &Plane<'_>,
        threshold: &ThresholdMap,
        deadline: Instant,
    ) -> Vec<FinderCandidate> {
        let mut hits = FinderCandidates::new(plane.width);
        let chains = self.chains(plane.width);
        for (number, last) in chains.iter().enumerate().filter(|(_, link)| link.is_last) {
            if number % 64 == 0 && Instant::now() >= deadline {
                break;
            }
            let rows = last.length as f32;
            // The module size of the chain's last run may be a little too large. A single row is
            // noise, also where the rows are as far apart as the pattern is tall.
            if last.length < 2 || !is_tall(rows, 0.6 * self.runs[number].module, self.step) {
                continue;
            }
            let stack = self.stack(&chains, number);
            if !is_tall(rows, stack[stack.len() / 2].module, self.step) {
                continue;
            }
            let cross = |run: &OpenRingRun| {
                let cross = CrossCheck { plane, threshold, is_open: true, is_dark: run.is_dark };
                cross.check(run.x, run.y as usize, run.module)
            };
            let quarters =
                [2, 1, 3].map(|quarter| stack[(stack.len() * quarter / 4).min(stack.len() - 1)]);
            if let Some(hit) = quarters.iter().find_map(cross) {
                hits.put(FinderCandidate { rows, ..hit });
            }
        }
        hits.all
    }

    /// Number of runs.
    pub(crate) fn count(&self) -> usize {
        self.runs.len()
    }

    /// Links each run to the run of an earlier row at the same position. Linked runs are a chain.
    fn chains(&self, width: usize) -> Vec<ChainLink> {
        let mut links: Vec<ChainLink> = Vec::with_capacity(self.runs.len());
        // The latest runs of each column of pixels, numbered from 1.
        let mut columns = vec![[0_u32; LATEST]; width / COLUMN + 1];
        let last = columns.len() - 1;
        for (number, run) in self.runs.iter().enumerate() {
            let column = |x: f32| (x.max(0.0) as usize / COLUMN).min(last);
            let far = 0.5 * run.module + 1.0;
            let near = column(run.x - far)..=column(run.x + far);
            let known = columns[near].iter().flatten().filter_map(|latest| latest.checked_sub(1));
            let follows = |earlier: &u32| {
                let earlier = *earlier as usize;
                links[earlier].is_last && run.follows(&self.runs[earlier], self.step)
            };
            let earlier = known.filter(follows).max_by_key(|place| links[*place as usize].length);
            let mut link = ChainLink { earlier, length: 1, is_last: true };
            if let Some(earlier) = earlier.and_then(|place| links.get_mut(place as usize)) {
                link.length += earlier.length;
                earlier.is_last = false;
            }
            links.push(link);
            let own = &mut columns[column(run.x)];
            // A run replaces the one that it follows, or else the oldest.
            let replaced = own.iter().position(|latest| latest.checked_sub(1) == earlier);
            let replaced = replaced.filter(|_| earlier.is_some()).unwrap_or(0);
            own[replaced..].rotate_left(1);
            own[LATEST - 1] = number as u32 + 1;
        }
        links
    }

    /// The runs of the chain that ends with run `last`, in the order of rows.
    fn stack(&self, chains: &[ChainLink], last: usize) -> Vec<OpenRingRun> {
        let mut stack = Vec::with_capacity(chains[last].length as usize);
        let mut place = Some(last as u32);
        while let Some(own) = place {
            stack.push(self.runs[own as usize]);
            place = chains[own as usize].earlier;
        }
        stack.reverse();
        stack
    }
}

/// Latest runs of a column that later rows may follow.
const LATEST: usize = 6;

/// The position of a run in its chain.
struct ChainLink {
    /// The run that it follows.
    earlier: Option<u32>,
    /// Number of runs in the chain so far.
    length: u32,
    /// Whether no run follows.
    is_last: bool,
}

/// Whether about as many rows crossed a pattern as cross the three modules of its centre, also if
/// it is tilted.
pub(crate) fn is_tall(rows: f32, module: f32, step: usize) -> bool {
    rows >= (0.35 * 3.0 * module / step as f32).floor()
}

/// Runs per plane. More are texture.
const MAX_OPEN: usize = 20_000;

/// The candidates of `plane`, and the number of rows and columns that were compared for them. Every
/// `step`th row is searched.
pub(crate) fn finder_candidates(
    plane: &Plane<'_>,
    threshold: &ThresholdMap,
    step: usize,
    deadline: Instant,
) -> (Vec<FinderCandidate>, u64) {
    let (mut hits, mut checks) = (FinderCandidates::new(plane.width), 0);
    search_rows(plane, threshold, (step.max(1), MAX_HITS), deadline, |x, y, is_dark, lengths| {
        let cross = CrossCheck { plane, threshold, is_open: false, is_dark };
        if let Some(module) = module_of(lengths) {
            checks += 1;
            cross.check(x, y, module).into_iter().for_each(|hit| hits.put(hit));
        }
        hits.all.len()
    });
    (hits.all, checks)
}

/// Calls `found` with five runs in every `step`th row that may cross a finder pattern: the centre of
/// the middle run, the row, whether that run is dark, and the lengths. Every 16 rows, the search ends
/// at the deadline, or if the last call returned `most` or more.
fn search_rows(
    plane: &Plane<'_>,
    threshold: &ThresholdMap,
    (step, most): (usize, usize),
    deadline: Instant,
    mut found: impl FnMut(f32, usize, bool, &[f32; 5]) -> usize,
) {
    let end = plane.width as u32;
    let mut edges: Vec<u32> = Vec::new();
    let mut count = 0;
    for y in (step / 2..plane.height).step_by(step) {
        if y % 16 < step && (Instant::now() >= deadline || count >= most) {
            break;
        }
        let first = threshold.edges(plane, y, &mut edges);
        // Parts cut off by the picture's edge become runs of length zero.
        edges.extend([end, end]);
        edges.extend([0, 0]);
        edges.rotate_right(2);
        for (i, window) in edges.windows(6).enumerate() {
            // Most runs fail here, before any division.
            let (before, middle, after) =
                (window[2] - window[1], window[3] - window[2], window[4] - window[3]);
            if middle < before || middle < after || window[5] - window[0] < 6 {
                continue;
            }
            let runs = [0, 1, 2, 3, 4].map(|k| (window[k + 1] - window[k]) as f32);
            let x = (window[2] + window[3]) as f32 / 2.0;
            count = found(x, y, first == (i % 2 == 0), &runs);
        }
    }
}

/// The module size of five runs of 1 : 1 : 3 : 1 : 1. If print or blur widened all dark runs, the
/// distances between similar edges are still 2 : 4 : 4 : 2.
fn module_of(runs: &[f32; 5]) -> Option<f32> {
    let module = runs.iter().sum::<f32>() / 7.0;
    if module < 0.9 {
        return None;
    }
    let near =
        |value: f32, wanted: f32, tolerance: f32| (value - wanted * module).abs() < tolerance;
    let tolerance = 0.5 * module + 0.45;
    let plain = near(runs[0], 1.0, tolerance)
        && near(runs[1], 1.0, tolerance)
        && near(runs[2], 3.0, 1.3 * module + 0.3)
        && near(runs[3], 1.0, tolerance)
        && near(runs[4], 1.0, tolerance);
    let tolerance = 0.55 * module + 0.4;
    let wide = tolerance + 0.3 * module;
    let like = near(runs[0] + runs[1], 2.0, tolerance)
        && near(runs[1] + runs[2], 4.0, wide)
        && near(runs[2] + runs[3], 4.0, wide)
        && near(runs[3] + runs[4], 2.0, tolerance);
    (plain || like).then_some(module)
}

/// The module size of light, dark, light runs of 1 : 3 : 1 with at least a module of dark beyond
/// them on one or both sides, or with the picture's edge there: then the outer runs have length
/// zero.
fn open_module_of(runs: &[f32; 5]) -> Option<f32> {
    let [before, near, middle, far, after] = *runs;
    let sides = [(near, before), (far, after)];
    let whole = sides.iter().filter(|(_, outer)| *outer > 0.0);
    let (count, length) = whole.fold((0.0, 0.0), |(count, sum), side| (count + 1.0, sum + side.0));
    let module = (middle + length) / (3.0 + count);
    let is_ring = |(ring, outer): (f32, f32)| match outer {
        // The picture's edge is within the ring or just inside of it.
        0.0 => ring < 1.5 * module,
        // Blur may have widened the light ring at the expense of the dark one.
        _ => {
            (ring - module).abs() < 0.4 * module + 0.45
                && (outer > 0.5 * module || ring + outer > 1.5 * module)
        }
    };
    let is_middle = (middle - 3.0 * module).abs() < 0.8 * module + 0.3;
    (count > 0.0 && module >= 1.2 && is_middle && sides.into_iter().all(is_ring)).then_some(module)
}

/// Follows runs through a point.
struct CrossCheck<'a> {
    plane: &'a Plane<'a>,
    threshold: &'a ThresholdMap,
    /// Whether the outer ring may be open.
    is_open: bool,
    /// Whether the pattern's centre is dark.
    is_dark: bool,
}

#[derive(Clone, Copy)]
enum ScanDirection {
    Row,
    Column,
}

impl CrossCheck<'_> {
    fn check(&self, x: f32, y: usize, module: f32) -> Option<FinderCandidate> {
        let column = x as usize;
        let (down, tall) = self.runs(column, y, ScanDirection::Column, module)?;
        let y = y as f32 + 0.5 + down;
        // A speck in the middle row must not hide what the first row showed.
        let (right, wide) = self
            .runs(column, y as usize, ScanDirection::Row, module)
            .unwrap_or((x - column as f32 - 0.5, module));
        let polarity = if self.is_dark { Polarity::DarkOnLight } else { Polarity::LightOnDark };
        let x = column as f32 + 0.5 + right;
        Some(FinderCandidate {
            at: PixelPoint::new(x, y),
            module: f32::midpoint(tall, wide),
            rows: 1.0,
            polarity,
        })
    }

    /// The five runs through a pixel: the offset of their centre from the pixel, and the module
    /// size.
    fn runs(&self, x: usize, y: usize, along: ScanDirection, module: f32) -> Option<(f32, f32)> {
        if x >= self.plane.width || y >= self.plane.height {
            return None;
        }
        let longest = (5.0 * module) as usize + 4;
        let back = self.walk(x, y, along, false, longest)?;
        let forth = self.walk(x, y, along, true, longest)?;
        let runs = [back[2], back[1], back[0] + forth[0], forth[1], forth[2]];
        let whole = module_of(&runs);
        let own = if self.is_open { whole.or_else(|| open_module_of(&runs)) } else { whole }?;
        (own < 2.5 * module && module < 2.5 * own).then_some(((forth[0] - back[0]) / 2.0, own))
    }

    /// The lengths of three runs from the centre of a pixel. Where a run ends between two pixels is
    /// interpolated from their values; whole pixels are too coarse for modules of two pixels.
    fn walk(
        &self,
        x: usize,
        y: usize,
        along: ScanDirection,
        forth: bool,
        longest: usize,
    ) -> Option<[f32; 3]> {
        let (start, size) = match along {
            ScanDirection::Row => (x, self.plane.width),
            ScanDirection::Column => (y, self.plane.height),
        };
        let place = |at: usize| match along {
            ScanDirection::Row => (at, y),
            ScanDirection::Column => (x, at),
        };
        let mut ends = [0.0_f32; 3];
        let (mut run, mut length, mut at, mut before) = (0, 0_usize, start, None);
        loop {
            let (x, y) = place(at);
            let (pixel, level) = self.threshold.pixel(self.plane, x, y);
            let alike = (pixel <= level) == self.is_dark;
            // The second run has the other colour.
            if alike == (run == 1) {
                let walked = at.abs_diff(start) as f32 - 1.0;
                ends[run] = walked + crossing(before?, pixel, level);
                if run == 2 {
                    break;
                }
                (run, length) = (run + 1, 0);
            }
            length += 1;
            if length > longest {
                if self.is_open && run == 2 {
                    ends[2] = at.abs_diff(start) as f32;
                    break;
                }
                return None;
            }
            before = Some(pixel);
            match if forth { Some(at + 1).filter(|at| *at < size) } else { at.checked_sub(1) } {
                Some(next) => at = next,
                // The last run may end at the picture's edge.
                None if run == 2 => {
                    ends[2] = at.abs_diff(start) as f32 + 0.5;
                    break;
                }
                // Runs beyond the picture's edge have length zero.
                None if self.is_open => {
                    ends[run..].fill(at.abs_diff(start) as f32 + 0.5);
                    break;
                }
                None => return None,
            }
        }
        Some([ends[0], ends[1] - ends[0], ends[2] - ends[1]])
    }
}

/// Where a level is crossed between two pixels, as a distance from the centre of the first.
fn crossing(from: u8, to: u8, level: u8) -> f32 {
    let (from, to) = (f32::from(from), f32::from(to));
    // A pixel at the level is dark, so the crossing is just above it.
    let part = (f32::from(level) + 0.5 - from) / (to - from);
    if part.is_finite() { part.clamp(0.0, 1.0) } else { 0.5 }
}

/// Merges candidates at the same position. They are kept in columns of 16 pixels for a fast search.
struct FinderCandidates {
    all: Vec<FinderCandidate>,
    columns: Vec<Vec<u32>>,
}

/// Pixels per column.
const COLUMN: usize = 16;

impl FinderCandidates {
    fn new(width: usize) -> Self {
        Self { all: Vec::new(), columns: vec![Vec::new(); width / COLUMN + 1] }
    }

    fn put(&mut self, hit: FinderCandidate) {
        let reach = 1.5 * hit.module + 1.0;
        let last = self.columns.len() - 1;
        let column = |x: f32| (x.max(0.0) as usize / COLUMN).min(last);
        let (first, last) = (column(hit.at.x - reach), column(hit.at.x + reach));
        for place in self.columns[first..=last].iter().flatten() {
            let known = &mut self.all[*place as usize];
            let near =
                (known.at.x - hit.at.x).abs() < reach && (known.at.y - hit.at.y).abs() < reach;
            let alike = known.polarity == hit.polarity
                && hit.module < 1.8 * known.module + 0.5
                && known.module < 1.8 * hit.module + 0.5;
            if near && alike {
                let share = 1.0 / (known.rows + 1.0);
                known.at.x += (hit.at.x - known.at.x) * share;
                known.at.y += (hit.at.y - known.at.y) * share;
                known.module += (hit.module - known.module) * share;
                known.rows += 1.0;
                return;
            }
        }
        self.columns[column(hit.at.x)].push(self.all.len() as u32);
        self.all.push(hit);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::threshold::ThresholdWindow;
    use std::borrow::Cow;
    use std::time::Duration;

    /// A finder pattern with a light border of one module, at (20, 12), of `module` pixels.
    fn picture(module: usize, is_dark: bool) -> Plane<'static> {
        let (width, height) = (140, 120);
        let value = |i: usize| {
            let (x, y) =
                ((i % width).wrapping_sub(20) / module, (i / width).wrapping_sub(12) / module);
            let ring = x.abs_diff(3).max(y.abs_diff(3));
            let ink = ring == 3 || ring <= 1;
            if ink == is_dark { 40 } else { 210 }
        };
        Plane { width, height, pixels: Cow::Owned((0..width * height).map(value).collect()) }
    }

    fn found(plane: &Plane<'_>) -> Vec<FinderCandidate> {
        let threshold = ThresholdMap::of(plane, ThresholdWindow::Radius7);
        let later = Instant::now() + Duration::from_mins(1);
        finder_candidates(plane, &threshold, 1, later).0
    }

    #[test]
    fn patterns_of_both_polarities_are_found_at_their_centres() {
        for module in [2, 3, 5, 9] {
            for (is_dark, polarity) in
                [(true, Polarity::DarkOnLight), (false, Polarity::LightOnDark)]
            {
                let hits = found(&picture(module, is_dark));
                let hit =
                    hits.iter().find(|hit| hit.polarity == polarity && hit.rows > 2.0).unwrap();
                let middle = 3.5 * module as f32;
                assert!((hit.at.x - 20.0 - middle).abs() < 0.6, "{hit:?}");
                assert!((hit.at.y - 12.0 - middle).abs() < 0.6, "{hit:?}");
                assert!((hit.module - module as f32).abs() < 0.3, "{hit:?}");
            }
        }
    }

    #[test]
    fn a_speck_in_the_middle_row_does_not_hide_a_pattern() {
        let mut plane = picture(5, true);
        let middle = (12 + 17) * plane.width + 20 + 17;
        plane.pixels.to_mut()[middle - 1] = 210;
        let hits = found(&plane);
        let near =
            |hit: &FinderCandidate| (hit.at.x - 37.5).abs() < 2.0 && (hit.at.y - 29.5).abs() < 2.0;
        assert!(hits.iter().any(|hit| near(hit) && (hit.module - 5.0).abs() < 0.5), "{hits:?}");
    }

    #[test]
    fn runs_that_end_between_pixels_are_interpolated() {
        // Modules of 2.5 pixels; each pixel is the mean of the area that it covers.
        let (width, module) = (60, 2.5_f32);
        let ink = |x: f32, y: f32| {
            let ring = (x / module - 3.5).abs().max((y / module - 3.5).abs());
            if ring < 1.5 || (2.5..3.5).contains(&ring) { 20.0 } else { 220.0 }
        };
        let value = |i: usize| {
            let (x, y) = ((i % width) as f32 - 15.0, (i / width) as f32 - 20.0);
            let parts = (0..64).map(|k| ink(x + (k % 8) as f32 / 8.0, y + (k / 8) as f32 / 8.0));
            (parts.sum::<f32>() / 64.0) as u8
        };
        let pixels = Cow::Owned((0..width * width).map(value).collect());
        let hits = found(&Plane { width, height: width, pixels });
        let hit = hits.iter().max_by(|a, b| a.rows.total_cmp(&b.rows)).unwrap();
        assert!((hit.module - module).abs() < 0.25, "{hit:?}");
        assert!((hit.at.x - 23.75).abs() < 0.35 && (hit.at.y - 28.75).abs() < 0.35, "{hit:?}");
    }

    #[test]
    fn widened_dark_runs_are_accepted() {
        assert!(module_of(&[6.0, 2.0, 14.0, 2.0, 6.0]).is_some());
        assert!(module_of(&[4.0, 4.0, 4.0, 4.0, 4.0]).is_none());
        assert!(module_of(&[1.0, 1.0, 1.0, 1.0, 1.0]).is_none());
    }

    #[test]
    fn an_open_ring_may_be_widened_by_blur() {
        assert!(open_module_of(&[40.0, 5.0, 9.0, 5.0, 1.5]).is_some());
        assert!(open_module_of(&[40.0, 3.0, 9.0, 3.0, 1.0]).is_none());
    }

    #[test]
    fn patterns_with_an_open_or_cut_outer_ring_are_found() {
        let module = 5;
        let plane = picture(module, true);
        let near = |hit: &FinderCandidate, x: f32, y: f32| {
            (hit.at.x - x).abs() < 1.0 && (hit.at.y - y).abs() < 1.0 && hit.module > 4.0
        };
        let look = |plane: &Plane<'_>| {
            let threshold = ThresholdMap::of(plane, ThresholdWindow::MidRange);
            let later = Instant::now() + Duration::from_mins(1);
            let (whole, _) = finder_candidates(plane, &threshold, 1, later);
            let open = OpenRingRuns::of(plane, &threshold, 1, later);
            (whole, open.finder_candidates(plane, &threshold, later))
        };
        // The background is as dark as the ring.
        let mut dark = plane.clone();
        for (place, pixel) in dark.pixels.to_mut().iter_mut().enumerate() {
            let (x, y) = (place % 140, place / 140);
            if !(20..55).contains(&x) || !(12..47).contains(&y) {
                *pixel = 0;
            }
        }
        let (whole, open) = look(&dark);
        assert!(!whole.iter().any(|hit| near(hit, 37.5, 29.5)));
        assert!(open.iter().any(|hit| near(hit, 37.5, 29.5)));
        // Two modules are beyond the left edge.
        let cut = plane.pixels.chunks(140).flat_map(|row| &row[30..]).copied().collect();
        let cut = Plane { width: 110, height: 120, pixels: Cow::Owned(cut) };
        let (whole, open) = look(&cut);
        assert!(!whole.iter().any(|hit| near(hit, 7.5, 29.5)));
        assert!(open.iter().any(|hit| near(hit, 7.5, 29.5)));
    }

    #[test]
    fn flat_and_tiny_pictures_have_no_pattern() {
        for side in 1..12 {
            let pixels = Cow::Owned(vec![77; side * side]);
            assert!(found(&Plane { width: side, height: side, pixels }).is_empty());
        }
    }

    #[test]
    fn at_the_deadline_the_search_ends() {
        let plane = picture(3, true);
        let threshold = ThresholdMap::of(&plane, ThresholdWindow::Radius2);
        assert!(finder_candidates(&plane, &threshold, 1, Instant::now()).0.is_empty());
        assert_eq!(OpenRingRuns::of(&plane, &threshold, 1, Instant::now()).count(), 0);
    }
}
