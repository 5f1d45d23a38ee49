//! The order of passes over one frame. Cheap passes over the whole frame come first.

use super::finder::{self, FinderCandidate, OpenRingRuns};
use super::finder_match::{FinderPattern, best, match_finder};
use super::fit::{self, FitEffort, SymbolPose};
use super::geometry::PixelPoint;
use super::group::{FinderTriple, triples};
use super::pyramid::Pyramid;
use super::read::DecodedSymbol;
use super::soft::SoftModules;
use super::threshold::{ThresholdMap, ThresholdWindow};
use super::view::GreyView;
use crate::budget::{ScanBudget, ScanEffort, work};
use crate::found::{CandidateText, Polarity, SettlesSearch};
use crate::plane::Plane;
use attempt::{AttemptOutcome, ScaledView, attempt};
use std::cell::Cell;
use std::time::Instant;

mod attempt;
mod costly_passes;
mod inpaint;

/// Larger levels are left to the last passes.
const MAX_PIXELS: usize = 3_200_000;

/// Frames of up to this many pixels are also searched at double size.
const MAX_DOUBLED_PIXELS: usize = 1_000_000;

/// Tiles of a frame, across and down, for planes of the frame's size and for doubled planes, and
/// their overlap in pixels. Most symbols that are visible only in such a plane fit into one tile.
/// Finder patterns of one tile are carried to the frame in which the next tile is searched.
const TILES: (usize, usize) = (2, 1);
const DOUBLED_TILES: (usize, usize) = (4, 2);
const OVERLAP: usize = 110;

/// Candidates that are matched; more are texture.
const MAX_PROBED: usize = 900;

/// The same limit for candidates with an open outer ring.
const MAX_OPEN: usize = 300;

/// This many candidates are mostly noise, which hardly ever matches with this quality.
const NOISE_HITS: usize = 600;
const NOISE_QUALITY: f32 = 0.6;

/// Beside a symbol that settles the search, only this many of them are matched: those that most rows
/// crossed.
const MAX_NOISE: usize = 200;

/// Least quality of a finder pattern.
pub(crate) const MIN_QUALITY: f32 = 0.45;

/// Least correlation of the three finder patterns of a triple together.
const MIN_SEEN: f32 = 0.3;

/// The least work, in [`work`] units, that a frame of a stream gives to the passes that frames take
/// in turn: with something that looks like a symbol, and without.
const SHARE_WITH_SYMBOL: u64 = 8_000_000;
const SHARE_WITHOUT_SYMBOL: u64 = 900_000;

/// For other symbologies: least quality of a finder pattern, window radius around it in modules,
/// and least pixels per module. The region is cut out at the smallest level with that many pixels
/// per module, and at the level with twice as many.
const MIN_LONE_QUALITY: f32 = 0.7;
const LONE_REGION_RADIUS: f32 = 80.0;
const LONE_MODULE_PIXELS: f32 = 3.0;

/// Number of finder patterns that are searched for again in the next frame.
const MAX_CARRIED: usize = 12;

/// Number of pairs of finder patterns that are tried in a still picture.
const MAX_PAIRS: usize = 24;

/// A decoded symbol with its position in frame pixels.
pub(crate) struct FoundSymbol {
    pub(crate) read: DecodedSymbol,
    pub(crate) pose: SymbolPose,
    pub(crate) polarity: Polarity,
}

/// A symbol that was located and not decoded. Its soft modules may be added to those of the next
/// frame.
pub(crate) struct UndecodedSymbol {
    pub(crate) soft: SoftModules,
    pub(crate) pose: SymbolPose,
    pub(crate) polarity: Polarity,
    /// Whether its patterns were found only by deconvolution.
    pub(crate) is_blurred: bool,
}

/// Finder patterns that are carried from one frame to the next.
#[derive(Default)]
pub(crate) struct CarriedFinders {
    pub(crate) finders: Vec<FinderPattern>,
    /// Patterns that were found only by deconvolution.
    pub(crate) blurred: Vec<FinderPattern>,
    /// Whether three of the latter look like those of a symbol.
    pub(crate) has_blurred_triple: bool,
}

/// Which passes to run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PassGroup {
    /// The passes that read most codes.
    Usual,
    /// For still pictures: incomplete, bent and very large symbols, at about ten times the cost.
    Costly,
}

/// One pass over the whole frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ScanPass {
    /// Searches for finder patterns and tries them together with the known ones.
    Locate(PassRegion, ThresholdWindow, FitEffort),
    /// Tries the known patterns again.
    Known,
    /// Searches a level for patterns with an open outer ring.
    OpenRings(usize),
    /// Deconvolves a level with a box filter of this window radius, in pixels.
    Deconvolved(usize, usize),
    /// Tries the likeliest pairs of the known patterns.
    Pairs,
    /// Tries one pair: 0 is the likeliest.
    Pair(usize),
    /// Tries the known patterns as corners of symbols on a cylinder.
    Cylinders,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum PassRegion {
    Level(usize),
    Doubled,
    /// An unsharp masked level: for modules of one or two pixels, and for slight blur.
    UnsharpMasked(usize),
    /// A part of the frame: in a stream, the whole frame would take too much of one frame's time.
    Tile(usize),
    UnsharpMaskedTile(usize),
    DoubledTile(usize),
}

/// A region cut out of a level.
pub(crate) struct PyramidRegion {
    pub(crate) plane: Plane<'static>,
    /// Frame pixels per pixel.
    pub(crate) factor: f32,
    /// Its origin in the frame.
    pub(crate) origin: PixelPoint,
}

/// A part of the frame.
#[derive(Clone, Copy)]
struct Tile {
    left: usize,
    top: usize,
    width: usize,
    height: usize,
}

impl Tile {
    fn area(self) -> usize {
        self.width * self.height
    }
}

/// The position and scale of a plane in the frame.
#[derive(Clone, Copy)]
struct PlaneScale {
    /// Frame pixels per pixel of the plane.
    factor: f32,
    /// The origin of the plane.
    origin: PixelPoint,
}

impl PlaneScale {
    /// A plane with the frame's origin.
    fn by(factor: f32) -> Self {
        Self { factor, origin: PixelPoint::new(0.0, 0.0) }
    }

    fn place(self, at: PixelPoint) -> PixelPoint {
        at.scaled(self.factor).plus(self.origin.x, self.origin.y)
    }

    fn finder(self, own: FinderPattern) -> FinderPattern {
        FinderPattern { at: self.place(own.at), ..own.scaled(self.factor) }
    }
}

/// The passes over one frame and their results.
pub(crate) struct Search<'a> {
    pyramid: Pyramid<'a>,
    effort: ScanEffort,
    deadline: Instant,
    most_work: u64,
    work_left: Cell<u64>,
    finders: Vec<FinderPattern>,
    /// Patterns found only by deconvolution, at first those of the previous frame.
    blurred: Vec<FinderPattern>,
    /// Whether the last deconvolution showed three patterns that look like those of a symbol.
    has_blurred_triple: bool,
    tried: Vec<(FinderTriple, FitEffort)>,
    settles: SettlesSearch<'a>,
    is_settled: bool,
    pub(crate) symbols: Vec<FoundSymbol>,
    /// Number of symbols that are already inpainted in the pyramid.
    inpainted: usize,
    pub(crate) unread: Vec<UndecodedSymbol>,
    /// Poses that look like symbols and were not decoded.
    undecoded: Vec<SymbolPose>,
}

impl<'a> Search<'a> {
    pub(crate) fn new(plane: &Plane<'a>, budget: ScanBudget, settles: SettlesSearch<'a>) -> Self {
        Self {
            pyramid: Pyramid::of(plane),
            effort: budget.effort(),
            deadline: budget.deadline(),
            most_work: budget.work_limit(),
            work_left: Cell::new(budget.work_limit()),
            finders: Vec::new(),
            blurred: Vec::new(),
            has_blurred_triple: false,
            tried: Vec::new(),
            settles,
            is_settled: false,
            symbols: Vec::new(),
            inpainted: 0,
            unread: Vec::new(),
            undecoded: Vec::new(),
        }
    }

    /// Takes over the patterns of the previous frame, each at its best position in this frame.
    pub(crate) fn carry(&mut self, old: &CarriedFinders) {
        self.blurred.clone_from(&old.blurred);
        self.has_blurred_triple = old.has_blurred_triple;
        for finder in &old.finders {
            if self.is_exhausted() {
                return;
            }
            let view = self.pyramid.view_for(finder.module, finder.polarity);
            let again = view.and_then(|(view, factor)| seen_again(&view, factor, finder));
            self.finders.extend(again);
        }
    }

    /// The best patterns, for the next frame.
    pub(crate) fn carried(&self) -> CarriedFinders {
        CarriedFinders {
            finders: best(&self.finders, MAX_CARRIED),
            blurred: best(&self.blurred, MAX_CARRIED),
            has_blurred_triple: self.has_blurred_triple,
        }
    }

    /// Runs passes until the search is settled (and the pass is complete), all passes are done, or
    /// the budget is spent.
    pub(crate) fn run(&mut self, group: PassGroup) {
        let passes = match group {
            PassGroup::Usual => self.passes(),
            PassGroup::Costly => self.costly_passes(),
        };
        for pass in passes {
            if self.is_exhausted() {
                return;
            }
            let is_quick =
                matches!(pass, ScanPass::Known | ScanPass::Locate(_, _, FitEffort::Quick));
            let is_enough = match (self.effort, pass) {
                // A still picture gets all cheap passes, for all its codes, and closer fits of
                // symbols that were not decoded.
                (ScanEffort::Picture, ScanPass::Known) => !self.has_undecoded(),
                (ScanEffort::Picture, _) => !is_quick,
                (ScanEffort::Live, _) => true,
            };
            if is_enough && self.is_settled {
                return;
            }
            if !is_quick {
                self.inpaint_symbols();
            }
            self.run_pass(pass);
        }
    }

    fn run_pass(&mut self, pass: ScanPass) {
        match pass {
            ScanPass::Locate(place, window, fit_effort) => {
                self.find(place, window);
                self.try_triples(fit_effort);
            }
            ScanPass::Known => self.try_triples(FitEffort::Thorough),
            ScanPass::OpenRings(level) => {
                let before = self.finders.len();
                self.find_open(level);
                if self.effort == ScanEffort::Picture || self.finders.len() > before {
                    self.try_triples(FitEffort::Thorough);
                }
            }
            ScanPass::Deconvolved(level, square) => self.try_deconvolved(level, square),
            ScanPass::Pairs => self.try_pairs(0, MAX_PAIRS),
            ScanPass::Pair(number) => self.try_pairs(number, 1),
            ScanPass::Cylinders => self.try_cylinders(),
        }
    }

    /// Adds a decoded symbol.
    pub(crate) fn add_symbol(&mut self, symbol: FoundSymbol) {
        let message = &symbol.read.message;
        self.is_settled |=
            (self.settles)(&CandidateText { text: &message.text, part: message.part });
        self.symbols.push(symbol);
    }

    /// Whether a text was read that settles the search.
    pub(crate) fn is_settled(&self) -> bool {
        self.is_settled
    }

    /// Inpaints the symbols that were read, so that later passes do not find them again.
    fn inpaint_symbols(&mut self) {
        if self.inpainted == self.symbols.len() {
            return;
        }
        let poses: Vec<SymbolPose> =
            self.symbols[self.inpainted..].iter().map(|symbol| symbol.pose).collect();
        self.inpainted = self.symbols.len();
        self.pyramid = Pyramid::of(&inpaint::inpainted(self.pyramid.level(0), &poses));
        let free = |finder: &FinderPattern| !self.is_of_symbol(finder.at, finder.module);
        let finders = self.finders.iter().copied().filter(free).collect();
        let blurred = self.blurred.iter().copied().filter(free).collect();
        (self.finders, self.blurred) = (finders, blurred);
    }

    /// Whether there are poses that look like symbols besides those that were read.
    pub(crate) fn has_undecoded(&self) -> bool {
        let is_beside = |pose: &SymbolPose| {
            !self.symbols.iter().any(|symbol| {
                contains(&symbol.pose, pose.middle()) || contains(pose, symbol.pose.middle())
            })
        };
        self.undecoded.iter().any(is_beside)
    }

    /// The best finder patterns that belong to no QR code, at most `most`, each with its
    /// surroundings on one or two levels. Related symbologies have a single finder pattern.
    pub(crate) fn lone_finders(&self, most: usize) -> Vec<(FinderPattern, PyramidRegion)> {
        let is_alone = |finder: &&FinderPattern| {
            finder.quality >= MIN_LONE_QUALITY && !self.is_of_symbol(finder.at, finder.module)
        };
        let alone: Vec<FinderPattern> = self.finders.iter().filter(is_alone).copied().collect();
        let cut = |finder: &FinderPattern, module: f32| {
            let (level, factor) = self.pyramid.level_for(finder.module, module);
            let far = LONE_REGION_RADIUS * finder.module / factor;
            let start = |at: f32| (at / factor - far).max(0.0) as usize;
            let (left, top) = (start(finder.at.x), start(finder.at.y));
            let side = (2.0 * far) as usize;
            let plane = level.part(left, top, side, side);
            let origin = PixelPoint::new(left as f32, top as f32).scaled(factor);
            PyramidRegion { plane, factor, origin }
        };
        let mut cuts = Vec::new();
        for finder in best(&alone, most) {
            let (coarse, fine) =
                (cut(&finder, LONE_MODULE_PIXELS), cut(&finder, 2.0 * LONE_MODULE_PIXELS));
            let is_other = fine.factor < coarse.factor;
            cuts.push((finder, coarse));
            cuts.extend(is_other.then_some((finder, fine)));
        }
        cuts
    }

    /// The image pyramid of the frame.
    pub(crate) fn pyramid(&self) -> &Pyramid<'a> {
        &self.pyramid
    }

    /// Whether the deadline has passed or the work limit is reached.
    pub(crate) fn is_exhausted(&self) -> bool {
        self.work_left.get() == 0 || Instant::now() >= self.deadline
    }

    /// The work done so far, in [`work`] units.
    pub(crate) fn work_done(&self) -> u64 {
        self.most_work - self.work_left.get()
    }

    /// Adds work, in [`work`] units.
    pub(crate) fn count_work(&self, units: u64) {
        self.work_left.set(self.work_left.get().saturating_sub(units));
    }

    fn passes(&self) -> Vec<ScanPass> {
        let levels: Vec<usize> = (0..self.pyramid.count()).rev().collect();
        let fits = |level: &&usize| self.fits(**level);
        let each = |window, fit_effort| {
            let level = move |level: &usize| {
                ScanPass::Locate(PassRegion::Level(*level), window, fit_effort)
            };
            levels.iter().filter(fits).map(level)
        };
        let thorough = |place, window| ScanPass::Locate(place, window, FitEffort::Thorough);
        let unsharp_masked =
            |level| thorough(PassRegion::UnsharpMasked(level), ThresholdWindow::Radius1Unsharp);
        let mut passes: Vec<ScanPass> = each(ThresholdWindow::Radius2, FitEffort::Quick).collect();
        passes.push(ScanPass::Known);
        if self.effort == ScanEffort::Picture {
            passes.extend(levels.iter().filter(fits).map(|level| ScanPass::OpenRings(*level)));
            passes.extend(each(ThresholdWindow::Radius1, FitEffort::Thorough));
            if self.pyramid.level(0).area() <= MAX_PIXELS {
                passes.push(unsharp_masked(0));
            }
            let smaller = 1..levels.len().min(3);
            passes.extend(smaller.map(unsharp_masked));
            passes.extend(each(ThresholdWindow::Radius7, FitEffort::Thorough));
            let blurred = levels.iter().filter(fits).filter(|level| **level < 3);
            passes.extend(blurred.map(|level| ScanPass::Deconvolved(*level, 3)));
        }
        passes
    }

    /// Whether a level is small enough for the cheap passes. The smallest level always is.
    fn fits(&self, level: usize) -> bool {
        self.pyramid.level(level).area() <= MAX_PIXELS || level + 1 == self.pyramid.count()
    }

    /// Runs the passes that the frames of a stream take in turn, from index `from` until this
    /// frame's share of the work is used up. The share is larger if something looks like a symbol,
    /// or if `sees_symbol` (in an earlier frame). Returns the index for the next frame.
    pub(crate) fn run_in_turn(&mut self, from: usize, sees_symbol: bool) -> usize {
        let passes = self.passes_in_turn();
        let begun = self.work_left.get();
        let area = self.pyramid.level(0).area() as u64;
        let (with_symbol, without_symbol) =
            (SHARE_WITH_SYMBOL.max(6 * area), SHARE_WITHOUT_SYMBOL.max(area));
        for number in 0..passes.len() {
            let sees_symbol = sees_symbol || self.has_undecoded() || !self.unread.is_empty();
            let share = if sees_symbol { with_symbol } else { without_symbol };
            let pass = passes[(from + number) % passes.len()];
            let spent = begun.saturating_sub(self.work_left.get());
            // The first pass of a frame may exceed the share, so that every pass gets its turn.
            let is_spent = number > 0 && spent + self.least_work(pass) > share;
            if is_spent || self.is_settled || self.is_exhausted() {
                return (from + number) % passes.len();
            }
            if pass != ScanPass::Cylinders || sees_symbol {
                self.inpaint_symbols();
                self.run_pass(pass);
            }
        }
        from
    }

    /// The work of a pass in a frame without any candidates.
    fn least_work(&self, pass: ScanPass) -> u64 {
        let area = |level: usize| self.pyramid.level(level).area() as u64;
        match pass {
            ScanPass::Locate(PassRegion::Level(level) | PassRegion::UnsharpMasked(level), ..) => {
                area(level)
            }
            ScanPass::Locate(PassRegion::Doubled, ..) => 4 * area(0),
            ScanPass::Locate(PassRegion::Tile(tile) | PassRegion::UnsharpMaskedTile(tile), ..) => {
                self.tile(tile, TILES).area() as u64
            }
            ScanPass::Locate(PassRegion::DoubledTile(tile), ..) => {
                4 * self.tile(tile, DOUBLED_TILES).area() as u64
            }
            ScanPass::Deconvolved(level, _) if self.pyramid.is_soft(level) => {
                work::DECONVOLVED_PIXEL * area(level)
            }
            ScanPass::OpenRings(level) => area(level),
            ScanPass::Deconvolved(..) | ScanPass::Known => 0,
            ScanPass::Pairs | ScanPass::Pair(_) => work::PAIR,
            ScanPass::Cylinders => work::CYLINDER,
        }
    }

    /// Tile `number` of the frame.
    fn tile(&self, number: usize, (across, down): (usize, usize)) -> Tile {
        let frame = self.pyramid.level(0);
        let span = |place: usize, count: usize, length: usize| {
            let start = (place * length / count).saturating_sub(OVERLAP / 2);
            let end = ((place + 1) * length / count + OVERLAP / 2).min(length);
            (start, end - start)
        };
        let (left, width) = span(number % across, across, frame.width);
        let (top, height) = span(number / across % down, down, frame.height);
        Tile { left, top, width, height }
    }

    /// The pixels of a tile, and its origin.
    fn cut(&self, tile: Tile) -> (Plane<'static>, PixelPoint) {
        let Tile { left, top, width, height } = tile;
        let plane = self.pyramid.level(0).part(left, top, width, height);
        (plane, PixelPoint::new(left as f32, top as f32))
    }

    /// All passes that a still picture gets and a frame of a stream does not. Those that read most
    /// for their cost come first.
    fn passes_in_turn(&self) -> Vec<ScanPass> {
        let look = |place, window| ScanPass::Locate(place, window, FitEffort::Thorough);
        let level = |level, window| look(PassRegion::Level(level), window);
        let unsharp_masked =
            |level| look(PassRegion::UnsharpMasked(level), ThresholdWindow::Radius1Unsharp);
        let tile = |number, window| look(PassRegion::Tile(number), window);
        let unsharp_masked_tile =
            |number| look(PassRegion::UnsharpMaskedTile(number), ThresholdWindow::Radius1Unsharp);
        let mut passes = vec![
            ScanPass::OpenRings(2),
            ScanPass::OpenRings(1),
            ScanPass::OpenRings(0),
            unsharp_masked(2),
            unsharp_masked(1),
            tile(0, ThresholdWindow::Radius1),
            tile(1, ThresholdWindow::Radius1),
            ScanPass::Deconvolved(1, 2),
            ScanPass::Deconvolved(1, 3),
            unsharp_masked_tile(0),
            unsharp_masked_tile(1),
            ScanPass::Pair(0),
            ScanPass::Pair(1),
            ScanPass::Pair(2),
            ScanPass::Deconvolved(2, 3),
            level(2, ThresholdWindow::Radius7),
            level(1, ThresholdWindow::Radius7),
            level(1, ThresholdWindow::Radius1),
            level(2, ThresholdWindow::Radius1),
            ScanPass::Deconvolved(0, 3),
            tile(0, ThresholdWindow::Radius7),
            tile(1, ThresholdWindow::Radius7),
            ScanPass::Cylinders,
        ];
        if self.pyramid.level(0).area() <= MAX_DOUBLED_PIXELS {
            let tiles = 0..DOUBLED_TILES.0 * DOUBLED_TILES.1;
            passes.extend(
                tiles.map(|tile| look(PassRegion::DoubledTile(tile), ThresholdWindow::Radius1)),
            );
        }
        let fits = |level: &usize| *level < self.pyramid.count() && self.fits(*level);
        passes.retain(|pass| match pass {
            ScanPass::Locate(PassRegion::Level(level) | PassRegion::UnsharpMasked(level), ..)
            | ScanPass::OpenRings(level)
            | ScanPass::Deconvolved(level, _) => fits(level),
            ScanPass::Locate(PassRegion::Tile(_) | PassRegion::UnsharpMaskedTile(_), ..) => {
                fits(&0)
            }
            _ => true,
        });
        passes
    }

    fn costly_passes(&self) -> Vec<ScanPass> {
        if self.effort == ScanEffort::Live {
            return Vec::new();
        }
        let look = |place, window| ScanPass::Locate(place, window, FitEffort::Thorough);
        let mut passes = vec![ScanPass::Pairs];
        if self.pyramid.level(0).area() <= MAX_DOUBLED_PIXELS {
            passes.push(look(PassRegion::Doubled, ThresholdWindow::Radius1));
            passes.push(look(PassRegion::Doubled, ThresholdWindow::Radius7));
        }
        let large = (0..self.pyramid.count()).rev().filter(|level| !self.fits(*level));
        passes.extend(large.map(|level| look(PassRegion::Level(level), ThresholdWindow::Radius2)));
        passes.push(ScanPass::Cylinders);
        passes
    }

    /// Searches a plane for finder patterns.
    fn find(&mut self, place: PassRegion, window: ThresholdWindow) {
        let found = match place {
            PassRegion::Level(level) => {
                let (plane, factor) = self.pyramid.numbered(level);
                self.patterns(plane, window, PlaneScale::by(factor), MIN_QUALITY)
            }
            PassRegion::Doubled => {
                let plane = self.pyramid.level(0).doubled();
                self.patterns(&plane, window, PlaneScale::by(0.5), MIN_QUALITY)
            }
            PassRegion::Tile(number) => {
                let (plane, origin) = self.cut(self.tile(number, TILES));
                self.patterns(&plane, window, PlaneScale { factor: 1.0, origin }, MIN_QUALITY)
            }
            PassRegion::UnsharpMaskedTile(number) => {
                let (plane, origin) = self.cut(self.tile(number, TILES));
                let scale = PlaneScale { factor: 1.0, origin };
                self.patterns(&plane.unsharp_masked(), window, scale, MIN_QUALITY)
            }
            PassRegion::DoubledTile(number) => {
                let (plane, origin) = self.cut(self.tile(number, DOUBLED_TILES));
                let scale = PlaneScale { factor: 0.5, origin };
                self.patterns(&plane.doubled(), window, scale, MIN_QUALITY)
            }
            PassRegion::UnsharpMasked(level) => {
                let (plane, factor) = self.pyramid.numbered(level);
                self.patterns(&plane.unsharp_masked(), window, PlaneScale::by(factor), MIN_QUALITY)
            }
        };
        merge(&mut self.finders, found);
    }

    /// The finder patterns of a plane.
    fn patterns(
        &self,
        plane: &Plane<'_>,
        window: ThresholdWindow,
        scale: PlaneScale,
        least: f32,
    ) -> Vec<FinderPattern> {
        self.count_work(plane.area() as u64);
        let threshold = ThresholdMap::of(plane, window);
        let step = self.row_step(plane);
        let (hits, checks) = finder::finder_candidates(plane, &threshold, step, self.deadline);
        self.count_work(work::CROSS_CHECK * checks);
        self.probed(plane, hits, scale, least, MAX_PROBED)
    }

    /// Distance between the rows that are searched. Beside a symbol that settles the search every
    /// second row is enough: it misses only modules of less than two pixels.
    fn row_step(&self, plane: &Plane<'_>) -> usize {
        let step = match plane.height {
            901.. => 3,
            401..=900 => 2,
            _ => 1,
        };
        if self.is_settled { 2 * step } else { step }
    }

    /// Searches a level for finder patterns with an open outer ring.
    fn find_open(&mut self, level: usize) {
        let (plane, factor) = self.pyramid.numbered(level);
        let threshold = ThresholdMap::of(plane, ThresholdWindow::MidRange);
        let runs = OpenRingRuns::of(plane, &threshold, self.row_step(plane), self.deadline);
        self.count_work(plane.area() as u64 + work::OPEN_RUN * runs.count() as u64);
        let hits = runs.finder_candidates(plane, &threshold, self.deadline);
        let found = self.probed(plane, hits, PlaneScale::by(factor), MIN_QUALITY, MAX_OPEN);
        merge(&mut self.finders, found);
    }

    /// The candidates that match on grey values.
    fn probed(
        &self,
        plane: &Plane<'_>,
        mut hits: Vec<FinderCandidate>,
        scale: PlaneScale,
        least: f32,
        most: usize,
    ) -> Vec<FinderPattern> {
        let step = self.row_step(plane);
        hits.retain(|hit| {
            finder::is_tall(hit.rows, hit.module, step)
                && !self.is_of_symbol(scale.place(hit.at), hit.module * scale.factor)
        });
        // Candidates that many rows crossed come first, so that the deadline cuts off the others.
        hits.sort_by(|a, b| weight(b).total_cmp(&weight(a)));
        let is_noise = self.is_settled && hits.len() > NOISE_HITS;
        let (most, least) =
            if is_noise { (MAX_NOISE, least.max(NOISE_QUALITY)) } else { (most, least) };
        hits.truncate(most);
        self.count_work(work::PROBE * hits.len() as u64);
        let dark = GreyView::new(plane, Polarity::DarkOnLight);
        let light = GreyView::new(plane, Polarity::LightOnDark);
        let (Some(dark), Some(light)) = (dark, light) else { return Vec::new() };
        let mut finders = Vec::new();
        for (number, hit) in hits.iter().enumerate() {
            if number % 16 == 0 && self.is_exhausted() {
                break;
            }
            let view = if hit.polarity == Polarity::DarkOnLight { &dark } else { &light };
            finders.extend(match_finder(view, hit, least).map(|finder| scale.finder(finder)));
        }
        finders
    }

    /// Whether a pattern belongs to a symbol that was read or to its data. A much finer pattern may
    /// belong to a symbol within the symbol.
    fn is_of_symbol(&self, at: PixelPoint, module: f32) -> bool {
        self.symbols
            .iter()
            .any(|symbol| module > 0.6 * symbol.pose.module() && contains(&symbol.pose, at))
    }

    /// Tries triples of the known patterns; on a page of many codes, the remaining patterns once
    /// more.
    fn try_triples(&mut self, fit_effort: FitEffort) {
        loop {
            let before = self.symbols.len();
            self.try_likeliest(fit_effort);
            let is_live = self.effort == ScanEffort::Live;
            if self.symbols.len() == before || (is_live && self.is_settled) || self.is_exhausted() {
                return;
            }
        }
    }

    /// Tries triples of the patterns outside of known symbols, the likeliest first.
    fn try_likeliest(&mut self, fit_effort: FitEffort) {
        let most = match (self.effort, fit_effort) {
            (ScanEffort::Live, FitEffort::Quick) => 12,
            (ScanEffort::Live, _) => 8,
            (ScanEffort::Picture, FitEffort::Quick) => 24,
            (ScanEffort::Picture, _) => 10,
        };
        let mut left = most;
        let is_free = |finder: &&FinderPattern| !self.is_of_symbol(finder.at, finder.module);
        let free: Vec<FinderPattern> = self.finders.iter().filter(is_free).copied().collect();
        for triple in triples(&free, self.most_triples()) {
            if left == 0 || self.is_exhausted() {
                return;
            }
            if self.was_tried(&triple, fit_effort) || self.is_read(&triple) {
                continue;
            }
            self.tried.push((triple, fit_effort));
            if !self.is_likely(&triple) {
                continue;
            }
            left -= 1;
            if self.try_triple(&triple, fit_effort) {
                // More symbols may be beside this one.
                left = most;
                if self.effort == ScanEffort::Live && self.is_settled {
                    return;
                }
            }
        }
    }

    /// Number of triples whose patterns are correlated; further ones are texture.
    fn most_triples(&self) -> usize {
        match self.effort {
            ScanEffort::Live => 150,
            ScanEffort::Picture => 400,
        }
    }

    fn was_tried(&self, triple: &FinderTriple, fit_effort: FitEffort) -> bool {
        self.tried.iter().any(|(known, with)| {
            (*with == fit_effort || *with == FitEffort::Thorough) && known.is_same_triple(triple)
        })
    }

    /// Whether one of its patterns is inside a symbol that was read.
    fn is_read(&self, triple: &FinderTriple) -> bool {
        triple.finders().iter().any(|finder| self.is_of_symbol(finder.at, finder.module))
    }

    /// Whether the three patterns together correlate well enough.
    fn is_likely(&self, triple: &FinderTriple) -> bool {
        self.count_work(work::SEEN);
        self.pyramid.view_for(triple.module(), triple.corner.polarity).is_some_and(
            |(view, factor)| fit::finders_seen(&view, &triple.scaled(1.0 / factor)) >= MIN_SEEN,
        )
    }

    fn try_triple(&mut self, triple: &FinderTriple, fit_effort: FitEffort) -> bool {
        self.count_work(if fit_effort == FitEffort::Quick {
            work::QUICK_ATTEMPT
        } else {
            work::ATTEMPT
        });
        let view = self.pyramid.view_for(triple.module(), triple.corner.polarity);
        let Some((view, factor)) = view else { return false };
        let scaled = ScaledView { view, factor };
        let outcome = attempt(&scaled, &scaled, triple, fit_effort, self.deadline);
        self.take(outcome)
    }

    /// Adds the result of an attempt; returns whether it decoded a symbol.
    fn take(&mut self, outcome: AttemptOutcome) -> bool {
        let is_read = outcome.symbol.is_some();
        outcome.symbol.into_iter().for_each(|symbol| self.add_symbol(symbol));
        self.unread.extend(outcome.unread);
        self.undecoded.extend(outcome.undecoded);
        is_read
    }
}

/// Adds patterns to the known ones. Of two equal patterns the better one stays.
fn merge(known: &mut Vec<FinderPattern>, found: Vec<FinderPattern>) {
    for finder in found {
        match known.iter_mut().find(|known| known.is_same_pattern(&finder)) {
            Some(known) if finder.quality > 0.9 * known.quality => *known = finder,
            Some(_) => {}
            None => known.push(finder),
        }
    }
}

/// A pattern of the previous frame at its best position in `view`, `factor` frame pixels per pixel.
fn seen_again(view: &GreyView<'_>, factor: f32, old: &FinderPattern) -> Option<FinderPattern> {
    let small = old.scaled(1.0 / factor);
    let mut best: Option<FinderPattern> = None;
    for j in -2_i8..=2 {
        for i in -2_i8..=2 {
            let step = 0.6 * small.module;
            let at = small.at.plus(step * f32::from(i), step * f32::from(j));
            let hit =
                FinderCandidate { at, module: small.module, rows: 0.0, polarity: small.polarity };
            let least = best.map_or(MIN_QUALITY, |best| best.quality);
            best = match_finder(view, &hit, least).or(best);
        }
    }
    best.map(|finder| finder.scaled(factor))
}

fn weight(hit: &FinderCandidate) -> f32 {
    hit.rows / hit.module
}

/// Whether a point is inside the square of the pattern centres, or slightly outside.
fn contains(pose: &SymbolPose, at: PixelPoint) -> bool {
    let sides = (0..4).map(|i| {
        let (a, b) = (pose.quad[i], pose.quad[(i + 1) % 4]);
        let cross = (b.x - a.x) * (at.y - a.y) - (b.y - a.y) * (at.x - a.x);
        cross / a.distance(b).max(1e-3)
    });
    let margin = 3.0 * pose.module();
    let (mut inside, mut outside) = (true, true);
    for side in sides {
        inside &= side > -margin;
        outside &= side < margin;
    }
    inside || outside
}
