//! The order of passes over one frame: those of little cost first, over all of it.

use super::deconvolve::is_soft;
use super::finder::{self, Hit, OpenRuns};
use super::fit::{self, FitEffort, Pose};
use super::geometry::At;
use super::group::{Triple, triples};
use super::probe::{Finder, best, probe};
use super::pyramid::Pyramid;
use super::read::Read;
use super::soft::Soft;
use super::threshold::{Threshold, Window};
use super::view::View;
use crate::budget::{Budget, Effort, work};
use crate::found::{Candidate, Polarity, Settles};
use crate::plane::Plane;
use attempt::{Outcome, ScaledView, attempt};
use std::cell::Cell;
use std::time::Instant;

mod attempt;
mod inpaint;
mod special;

/// Larger levels are left to the last looks.
const MOST_PIXELS: usize = 3_200_000;

/// Frames up to this many pixels are looked at doubled too.
const SMALL: usize = 1_000_000;

/// Tiles of a frame, across and down, for planes of the frame's own size and for doubled ones, and by how
/// many pixels they overlap: most symbols that only such a plane shows lie whole in one. Patterns of
/// one tile are carried to the frame in which the next is searched.
const TILES: (usize, usize) = (2, 1);
const DOUBLED_TILES: (usize, usize) = (4, 2);
const OVERLAP: usize = 110;

/// Hits that are looked at again; more are texture.
const MOST_PROBED: usize = 900;

/// The same of patterns with an open outer ring.
const MOST_OPEN: usize = 300;

/// So many hits are noise, mostly, of which hardly anything fits as well as this.
const NOISE_HITS: usize = 600;
const NOISE_QUALITY: f32 = 0.6;

/// Beside a symbol that settles the search only so many of them are looked at: those that most rows
/// met.
const MOST_NOISE: usize = 200;

/// A pattern must fit as well as this to be thought of.
pub(crate) const LEAST_QUALITY: f32 = 0.45;

/// The finder patterns of three must be seen together as well as this.
const LEAST_SEEN: f32 = 0.3;

/// Work that a frame of a stream gives at least to the looks that frames take in turn, in [`work`]
/// units: where something looks like a symbol, and where nothing does.
const SHARE_WITH_SYMBOL: u64 = 8_000_000;
const SHARE_WITHOUT_SYMBOL: u64 = 900_000;

/// Finder patterns that may be of other symbologies fit as well as this; so many modules around each are
/// cut out, at the smallest level on which a module is at least so many pixels, and at that on which it
/// is twice as many.
const ALONE_QUALITY: f32 = 0.7;
const ALONE_REACH: f32 = 80.0;
const ALONE_MODULE: f32 = 3.0;

/// Patterns that are looked for again in the next frame.
const MOST_CARRIED: usize = 12;

/// A symbol read, with its place in the frame's pixels.
pub(crate) struct Symbol {
    pub(crate) read: Read,
    pub(crate) pose: Pose,
    pub(crate) polarity: Polarity,
}

/// A symbol seen but not read: its modules may add up with those of the next frame.
pub(crate) struct Unread {
    pub(crate) soft: Soft,
    pub(crate) pose: Pose,
    pub(crate) polarity: Polarity,
    /// Whether its patterns were seen only after their blur was undone.
    pub(crate) is_blurred: bool,
}

/// Patterns that go from one frame to the next.
#[derive(Default)]
pub(crate) struct Carried {
    pub(crate) finders: Vec<Finder>,
    /// Those that are seen only when their blur is undone.
    pub(crate) blurred: Vec<Finder>,
}

/// Which passes are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PassGroup {
    /// Those that read most of what can be read.
    Usual,
    /// For still pictures: what is not whole, not flat or very large, at some ten times the cost.
    Costly,
}

/// One look at the whole frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pass {
    /// Patterns are looked for, and tried with those that are known.
    Look(Place, Window, FitEffort),
    /// The patterns known already.
    Known,
    /// Patterns of a level whose outer ring has no end.
    OpenRings(usize),
    /// A level with its blur undone, by a square that reaches so many pixels.
    Deconvolved(usize, usize),
    /// The patterns known already, by twos.
    Pairs,
    /// The patterns known already, as corners of bent symbols.
    Cylinders,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Level(usize),
    Doubled,
    /// A level, unsharp masked: modules of a pixel or two, and what the lens left of them.
    UnsharpMasked(usize),
    /// Parts of the frame: in a stream the whole would take too much of one frame's time.
    Tile(usize),
    UnsharpMaskedTile(usize),
    DoubledTile(usize),
}

/// What was left of a level for the pass of open rings.
struct OpenLevel {
    level: usize,
    threshold: Threshold,
    runs: OpenRuns,
}

/// A part of a level.
pub(crate) struct Cut {
    pub(crate) plane: Plane<'static>,
    /// Frame pixels to each of its own.
    pub(crate) factor: f32,
    /// Where it begins, in the frame.
    pub(crate) origin: At,
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

/// How the pixels of a plane lie in the frame.
#[derive(Clone, Copy)]
struct Scale {
    /// Frame pixels to each of the plane's.
    factor: f32,
    /// Where the plane begins.
    origin: At,
}

impl Scale {
    /// A plane that begins where the frame does.
    fn by(factor: f32) -> Self {
        Self { factor, origin: At::new(0.0, 0.0) }
    }

    fn place(self, at: At) -> At {
        at.scaled(self.factor).plus(self.origin.x, self.origin.y)
    }

    fn finder(self, own: Finder) -> Finder {
        Finder { at: self.place(own.at), ..own.scaled(self.factor) }
    }
}

/// The passes over one frame, and what they found.
pub(crate) struct Search<'a> {
    pyramid: Pyramid<'a>,
    effort: Effort,
    deadline: Instant,
    most_work: u64,
    work_left: Cell<u64>,
    finders: Vec<Finder>,
    /// What may be patterns with an open outer ring, until their pass.
    open: Vec<OpenLevel>,
    /// Patterns that are seen only when their blur is undone; those of the frame before at first.
    blurred: Vec<Finder>,
    tried: Vec<(Triple, FitEffort)>,
    settles: Settles<'a>,
    is_settled: bool,
    pub(crate) symbols: Vec<Symbol>,
    /// How many of the symbols are inpainted in the pyramid.
    inpainted: usize,
    pub(crate) unread: Vec<Unread>,
    /// Places that look like symbols and were not read.
    undecoded: Vec<Pose>,
}

impl<'a> Search<'a> {
    pub(crate) fn new(plane: &Plane<'a>, budget: Budget, settles: Settles<'a>) -> Self {
        Self {
            pyramid: Pyramid::of(plane),
            effort: budget.effort(),
            deadline: budget.deadline(),
            most_work: budget.work(),
            work_left: Cell::new(budget.work()),
            finders: Vec::new(),
            open: Vec::new(),
            blurred: Vec::new(),
            tried: Vec::new(),
            settles,
            is_settled: false,
            symbols: Vec::new(),
            inpainted: 0,
            unread: Vec::new(),
            undecoded: Vec::new(),
        }
    }

    /// Takes over patterns of the frame before, each where it is seen best now.
    pub(crate) fn carry(&mut self, old: &Carried) {
        self.blurred.clone_from(&old.blurred);
        for finder in &old.finders {
            if self.is_over() {
                return;
            }
            let view = self.pyramid.view_for(finder.module, finder.polarity);
            let again = view.and_then(|(view, factor)| seen_again(&view, factor, finder));
            self.finders.extend(again);
        }
    }

    /// The best patterns, for the next frame.
    pub(crate) fn carried(&self) -> Carried {
        Carried {
            finders: best(&self.finders, MOST_CARRIED),
            blurred: best(&self.blurred, MOST_CARRIED),
        }
    }

    /// Runs passes until the search is settled (and all codes that the same passes show are
    /// read), everything was tried, or the time is up.
    pub(crate) fn run(&mut self, group: PassGroup) {
        let passes = match group {
            PassGroup::Usual => self.passes(),
            PassGroup::Costly => self.costly_passes(),
        };
        for pass in passes {
            if self.is_over() {
                return;
            }
            let is_quick = matches!(pass, Pass::Known | Pass::Look(_, _, FitEffort::Quick));
            let is_enough = match (self.effort, pass) {
                // A still picture gets all its quick looks, for all its codes, and a closer one at
                // those that were seen and not read.
                (Effort::Picture, Pass::Known) => !self.has_undecoded(),
                (Effort::Picture, _) => !is_quick,
                (Effort::Live, _) => true,
            };
            if is_enough && self.is_settled {
                return;
            }
            if !is_quick {
                self.inpaint_symbols();
            }
            self.make(pass);
        }
    }

    fn make(&mut self, pass: Pass) {
        match pass {
            Pass::Look(place, window, fit_effort) => {
                self.find(place, window);
                self.try_triples(fit_effort);
            }
            Pass::Known => self.try_triples(FitEffort::Thorough),
            Pass::OpenRings(level) => {
                let before = self.finders.len();
                self.find_open(level);
                if self.effort == Effort::Picture || self.finders.len() > before {
                    self.try_triples(FitEffort::Thorough);
                }
            }
            Pass::Deconvolved(level, square) => self.try_deconvolved(level, square),
            Pass::Pairs => self.try_pairs(),
            Pass::Cylinders => self.try_cylinders(),
        }
    }

    /// Keeps a symbol that was read.
    pub(crate) fn keep(&mut self, symbol: Symbol) {
        let message = &symbol.read.message;
        self.is_settled |= (self.settles)(&Candidate { text: &message.text, part: message.part });
        self.symbols.push(symbol);
    }

    /// Whether a text was read that settles the search.
    pub(crate) fn is_settled(&self) -> bool {
        self.is_settled
    }

    /// Covers the symbols that were read, so that later passes see only what is beside them.
    fn inpaint_symbols(&mut self) {
        if self.inpainted == self.symbols.len() {
            return;
        }
        let poses: Vec<Pose> =
            self.symbols[self.inpainted..].iter().map(|symbol| symbol.pose).collect();
        self.inpainted = self.symbols.len();
        self.pyramid = Pyramid::of(&inpaint::inpainted(self.pyramid.level(0), &poses));
        let free = |finder: &Finder| !self.is_of_symbol(finder.at, finder.module);
        let finders = self.finders.iter().copied().filter(free).collect();
        let blurred = self.blurred.iter().copied().filter(free).collect();
        (self.finders, self.blurred) = (finders, blurred);
    }

    /// Whether something looks like a symbol beside those that were read.
    pub(crate) fn has_undecoded(&self) -> bool {
        let is_beside = |pose: &Pose| {
            !self.symbols.iter().any(|symbol| {
                contains(&symbol.pose, pose.middle()) || contains(pose, symbol.pose.middle())
            })
        };
        self.undecoded.iter().any(is_beside)
    }

    /// The best finder patterns that belong to no symbol, at most `most`, each with what is around it on
    /// one level or two: the symbols of other symbologies have one.
    pub(crate) fn alone(&self, most: usize) -> Vec<(Finder, Cut)> {
        let is_alone = |finder: &&Finder| {
            finder.quality >= ALONE_QUALITY && !self.is_of_symbol(finder.at, finder.module)
        };
        let alone: Vec<Finder> = self.finders.iter().filter(is_alone).copied().collect();
        let cut = |finder: &Finder, module: f32| {
            let (level, factor) = self.pyramid.level_for(finder.module, module);
            let far = ALONE_REACH * finder.module / factor;
            let start = |at: f32| (at / factor - far).max(0.0) as usize;
            let (left, top) = (start(finder.at.x), start(finder.at.y));
            let side = (2.0 * far) as usize;
            let plane = level.part(left, top, side, side);
            let origin = At::new(left as f32, top as f32).scaled(factor);
            Cut { plane, factor, origin }
        };
        let mut cuts = Vec::new();
        for finder in best(&alone, most) {
            let (coarse, fine) = (cut(&finder, ALONE_MODULE), cut(&finder, 2.0 * ALONE_MODULE));
            let is_other = fine.factor < coarse.factor;
            cuts.push((finder, coarse));
            cuts.extend(is_other.then_some((finder, fine)));
        }
        cuts
    }

    /// The frame's levels, for other looks at them.
    pub(crate) fn pyramid(&self) -> &Pyramid<'a> {
        &self.pyramid
    }

    /// Whether the time is up, or the work done.
    pub(crate) fn is_over(&self) -> bool {
        self.work_left.get() == 0 || Instant::now() >= self.deadline
    }

    /// The work done so far, in [`work`] units.
    pub(crate) fn work_done(&self) -> u64 {
        self.most_work - self.work_left.get()
    }

    /// Counts work of [`work`] units.
    pub(crate) fn spend(&self, units: u64) {
        self.work_left.set(self.work_left.get().saturating_sub(units));
    }

    fn passes(&self) -> Vec<Pass> {
        let levels: Vec<usize> = (0..self.pyramid.count()).rev().collect();
        let fits = |level: &&usize| self.fits(**level);
        let each = |window, fit_effort| {
            let level = move |level: &usize| Pass::Look(Place::Level(*level), window, fit_effort);
            levels.iter().filter(fits).map(level)
        };
        let thorough = |place, window| Pass::Look(place, window, FitEffort::Thorough);
        let unsharp_masked = |level| thorough(Place::UnsharpMasked(level), Window::Radius1Unsharp);
        let mut passes: Vec<Pass> = each(Window::Radius2, FitEffort::Quick).collect();
        passes.push(Pass::Known);
        if self.effort == Effort::Picture {
            passes.extend(levels.iter().filter(fits).map(|level| Pass::OpenRings(*level)));
            passes.extend(each(Window::Radius1, FitEffort::Thorough));
            if self.pyramid.level(0).area() <= MOST_PIXELS {
                passes.push(unsharp_masked(0));
            }
            let smaller = 1..levels.len().min(3);
            passes.extend(smaller.map(unsharp_masked));
            passes.extend(each(Window::Radius7, FitEffort::Thorough));
            let blurred = levels.iter().filter(fits).filter(|level| **level < 3);
            passes.extend(blurred.map(|level| Pass::Deconvolved(*level, 3)));
        }
        passes
    }

    /// Whether a level is small enough for the usual looks; the smallest always is.
    fn fits(&self, level: usize) -> bool {
        self.pyramid.level(level).area() <= MOST_PIXELS || level + 1 == self.pyramid.count()
    }

    /// The looks that the frames of a stream take in turn, from number `from` on, for as long as this
    /// frame's share of work lasts: more where something looks like a symbol, or `sees_symbol` for the
    /// sake of earlier frames. Tells with which number the next frame begins.
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
            // One pass each frame may take more than its share: all have their turn.
            let is_spent = number > 0 && spent + self.least_work(pass) > share;
            if is_spent || self.is_settled || self.is_over() {
                return (from + number) % passes.len();
            }
            if pass != Pass::Cylinders || sees_symbol {
                self.inpaint_symbols();
                self.make(pass);
            }
        }
        from
    }

    /// The work that a pass takes where nothing looks like a pattern.
    fn least_work(&self, pass: Pass) -> u64 {
        let area = |level: usize| self.pyramid.level(level).area() as u64;
        match pass {
            Pass::Look(Place::Level(level) | Place::UnsharpMasked(level), ..) => area(level),
            Pass::Look(Place::Doubled, ..) => 4 * area(0),
            Pass::Look(Place::Tile(tile) | Place::UnsharpMaskedTile(tile), ..) => {
                self.tile(tile, TILES).area() as u64
            }
            Pass::Look(Place::DoubledTile(tile), ..) => {
                4 * self.tile(tile, DOUBLED_TILES).area() as u64
            }
            Pass::Deconvolved(level, _) if is_soft(self.pyramid.level(level)) => {
                work::DECONVOLVED_PIXEL * area(level)
            }
            Pass::Deconvolved(..) | Pass::Known | Pass::OpenRings(_) => 0,
            Pass::Pairs => work::PAIR,
            Pass::Cylinders => work::CYLINDER,
        }
    }

    /// A part of the frame, by its number.
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

    /// The pixels of a part of the frame, and where it begins.
    fn cut(&self, tile: Tile) -> (Plane<'static>, At) {
        let Tile { left, top, width, height } = tile;
        let plane = self.pyramid.level(0).part(left, top, width, height);
        (plane, At::new(left as f32, top as f32))
    }

    /// All looks that a still picture gets and not every frame does. Those that read most for what they
    /// cost stand first.
    fn passes_in_turn(&self) -> Vec<Pass> {
        let look = |place, window| Pass::Look(place, window, FitEffort::Thorough);
        let level = |level, window| look(Place::Level(level), window);
        let unsharp_masked = |level| look(Place::UnsharpMasked(level), Window::Radius1Unsharp);
        let tile = |number, window| look(Place::Tile(number), window);
        let unsharp_masked_tile =
            |number| look(Place::UnsharpMaskedTile(number), Window::Radius1Unsharp);
        let mut passes = vec![
            Pass::OpenRings(2),
            Pass::OpenRings(1),
            Pass::OpenRings(0),
            unsharp_masked(2),
            unsharp_masked(1),
            tile(0, Window::Radius1),
            tile(1, Window::Radius1),
            Pass::Deconvolved(1, 2),
            Pass::Deconvolved(1, 3),
            unsharp_masked_tile(0),
            unsharp_masked_tile(1),
            Pass::Pairs,
            Pass::Deconvolved(2, 3),
            level(2, Window::Radius7),
            level(1, Window::Radius7),
            level(1, Window::Radius1),
            level(2, Window::Radius1),
            Pass::Deconvolved(0, 3),
            tile(0, Window::Radius7),
            tile(1, Window::Radius7),
            Pass::Cylinders,
        ];
        if self.pyramid.level(0).area() <= SMALL {
            let tiles = 0..DOUBLED_TILES.0 * DOUBLED_TILES.1;
            passes.extend(tiles.map(|tile| look(Place::DoubledTile(tile), Window::Radius1)));
        }
        let fits = |level: &usize| *level < self.pyramid.count() && self.fits(*level);
        passes.retain(|pass| match pass {
            Pass::Look(Place::Level(level) | Place::UnsharpMasked(level), ..)
            | Pass::OpenRings(level)
            | Pass::Deconvolved(level, _) => fits(level),
            Pass::Look(Place::Tile(_) | Place::UnsharpMaskedTile(_), ..) => fits(&0),
            _ => true,
        });
        passes
    }

    fn costly_passes(&self) -> Vec<Pass> {
        if self.effort == Effort::Live {
            return Vec::new();
        }
        let look = |place, window| Pass::Look(place, window, FitEffort::Thorough);
        let mut passes = vec![Pass::Pairs];
        if self.pyramid.level(0).area() <= SMALL {
            passes.push(look(Place::Doubled, Window::Radius1));
            passes.push(look(Place::Doubled, Window::Radius7));
        }
        let large = (0..self.pyramid.count()).rev().filter(|level| !self.fits(*level));
        passes.extend(large.map(|level| look(Place::Level(level), Window::Radius2)));
        passes.push(Pass::Cylinders);
        passes
    }

    /// Searches finder patterns on one level.
    fn find(&mut self, place: Place, window: Window) {
        if let (Place::Level(level), Window::Radius2) = (place, window) {
            return self.find_near(level);
        }
        let found = match place {
            Place::Level(level) => {
                let (plane, factor) = self.pyramid.numbered(level);
                self.patterns(plane, window, Scale::by(factor), LEAST_QUALITY)
            }
            Place::Doubled => {
                let plane = self.pyramid.level(0).doubled();
                self.patterns(&plane, window, Scale::by(0.5), LEAST_QUALITY)
            }
            Place::Tile(number) => {
                let (plane, origin) = self.cut(self.tile(number, TILES));
                self.patterns(&plane, window, Scale { factor: 1.0, origin }, LEAST_QUALITY)
            }
            Place::UnsharpMaskedTile(number) => {
                let (plane, origin) = self.cut(self.tile(number, TILES));
                let scale = Scale { factor: 1.0, origin };
                self.patterns(&plane.unsharp_masked(), window, scale, LEAST_QUALITY)
            }
            Place::DoubledTile(number) => {
                let (plane, origin) = self.cut(self.tile(number, DOUBLED_TILES));
                let scale = Scale { factor: 0.5, origin };
                self.patterns(&plane.doubled(), window, scale, LEAST_QUALITY)
            }
            Place::UnsharpMasked(level) => {
                let (plane, factor) = self.pyramid.numbered(level);
                self.patterns(&plane.unsharp_masked(), window, Scale::by(factor), LEAST_QUALITY)
            }
        };
        merge(&mut self.finders, found);
    }

    /// The finder patterns of a plane.
    fn patterns(&self, plane: &Plane<'_>, window: Window, scale: Scale, least: f32) -> Vec<Finder> {
        self.spend(plane.area() as u64);
        let (threshold, mut open) = (Threshold::of(plane, window), OpenRuns::default());
        let hits = finder::hits(plane, &threshold, self.row_step(plane), &mut open, self.deadline);
        self.probed(plane, hits, scale, least, MOST_PROBED)
    }

    /// Searches finder patterns on one level, and keeps what may be some with an open outer ring.
    fn find_near(&mut self, level: usize) {
        let (plane, factor) = self.pyramid.numbered(level);
        self.spend(plane.area() as u64);
        let (threshold, mut open) = (Threshold::of(plane, Window::Radius2), OpenRuns::default());
        let step = self.row_step(plane);
        let hits = finder::hits(plane, &threshold, step, &mut open, self.deadline);
        let found = self.probed(plane, hits, Scale::by(factor), LEAST_QUALITY, MOST_PROBED);
        self.open.push(OpenLevel { level, threshold, runs: open });
        merge(&mut self.finders, found);
    }

    /// Every how many rows are looked at. Beside a symbol that settles the search half of them are
    /// enough: what they miss has modules of less than two pixels.
    fn row_step(&self, plane: &Plane<'_>) -> usize {
        let step = match plane.height {
            901.. => 3,
            401..=900 => 2,
            _ => 1,
        };
        if self.is_settled { 2 * step } else { step }
    }

    /// Takes those with an open outer ring.
    fn find_open(&mut self, level: usize) {
        let Some(place) = self.open.iter().position(|open| open.level == level) else { return };
        let open = self.open.swap_remove(place);
        let (plane, factor) = self.pyramid.numbered(level);
        self.spend(work::OPEN_RUN * open.runs.count() as u64);
        let hits = open.runs.hits(plane, &open.threshold, self.deadline);
        let found = self.probed(plane, hits, Scale::by(factor), LEAST_QUALITY, MOST_OPEN);
        merge(&mut self.finders, found);
    }

    /// The hits that are finder patterns by their grey values.
    fn probed(
        &self,
        plane: &Plane<'_>,
        mut hits: Vec<Hit>,
        scale: Scale,
        least: f32,
        most: usize,
    ) -> Vec<Finder> {
        let step = self.row_step(plane);
        hits.retain(|hit| {
            finder::is_tall(hit.rows, hit.module, step)
                && !self.is_of_symbol(scale.place(hit.at), hit.module * scale.factor)
        });
        // What many rows met first, so that the deadline cuts off the rest.
        hits.sort_by(|a, b| weight(b).total_cmp(&weight(a)));
        let is_noise = self.is_settled && hits.len() > NOISE_HITS;
        let (most, least) =
            if is_noise { (MOST_NOISE, least.max(NOISE_QUALITY)) } else { (most, least) };
        hits.truncate(most);
        self.spend(work::PROBE * hits.len() as u64);
        let dark = View::new(plane, Polarity::DarkOnLight);
        let light = View::new(plane, Polarity::LightOnDark);
        let (Some(dark), Some(light)) = (dark, light) else { return Vec::new() };
        let mut finders = Vec::new();
        for (number, hit) in hits.iter().enumerate() {
            if number % 16 == 0 && self.is_over() {
                break;
            }
            let view = if hit.polarity == Polarity::DarkOnLight { &dark } else { &light };
            finders.extend(probe(view, hit, least).map(|finder| scale.finder(finder)));
        }
        finders
    }

    /// Whether a pattern of the frame belongs to a symbol that was read, or is of its data. A much
    /// finer one may be of a symbol within the symbol.
    fn is_of_symbol(&self, at: At, module: f32) -> bool {
        self.symbols
            .iter()
            .any(|symbol| module > 0.6 * symbol.pose.module() && contains(&symbol.pose, at))
    }

    /// Tries what the known patterns may be; on a page of many codes those that are left once more.
    fn try_triples(&mut self, fit_effort: FitEffort) {
        loop {
            let before = self.symbols.len();
            self.try_likeliest(fit_effort);
            let is_live = self.effort == Effort::Live;
            if self.symbols.len() == before || (is_live && self.is_settled) || self.is_over() {
                return;
            }
        }
    }

    /// Tries what the patterns beside the known symbols may be, the likeliest first.
    fn try_likeliest(&mut self, fit_effort: FitEffort) {
        let most = match (self.effort, fit_effort) {
            (Effort::Live, FitEffort::Quick) => 12,
            (Effort::Live, _) => 8,
            (Effort::Picture, FitEffort::Quick) => 24,
            (Effort::Picture, _) => 10,
        };
        let mut left = most;
        let is_free = |finder: &&Finder| !self.is_of_symbol(finder.at, finder.module);
        let free: Vec<Finder> = self.finders.iter().filter(is_free).copied().collect();
        for triple in triples(&free, 400) {
            if left == 0 || self.is_over() {
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
                // More symbols may stand beside this one.
                left = most;
                if self.effort == Effort::Live && self.is_settled {
                    return;
                }
            }
        }
    }

    fn was_tried(&self, triple: &Triple, fit_effort: FitEffort) -> bool {
        self.tried.iter().any(|(known, with)| {
            (*with == fit_effort || *with == FitEffort::Thorough) && known.is(triple)
        })
    }

    /// Whether one of its patterns lies in a symbol that was read.
    fn is_read(&self, triple: &Triple) -> bool {
        triple.finders().iter().any(|finder| self.is_of_symbol(finder.at, finder.module))
    }

    /// Whether the three patterns are seen where a symbol would have them.
    fn is_likely(&self, triple: &Triple) -> bool {
        self.pyramid.view_for(triple.module(), triple.corner.polarity).is_some_and(
            |(view, factor)| fit::finders_seen(&view, &triple.scaled(1.0 / factor)) >= LEAST_SEEN,
        )
    }

    fn try_triple(&mut self, triple: &Triple, fit_effort: FitEffort) -> bool {
        self.spend(if fit_effort == FitEffort::Quick { work::QUICK_TRY } else { work::TRY });
        let view = self.pyramid.view_for(triple.module(), triple.corner.polarity);
        let Some((view, factor)) = view else { return false };
        let scaled = ScaledView { view, factor };
        let outcome = attempt(&scaled, &scaled, triple, fit_effort, self.deadline);
        self.take(outcome)
    }

    /// Keeps what an attempt gave; whether it gave a symbol.
    fn take(&mut self, outcome: Outcome) -> bool {
        let is_read = outcome.symbol.is_some();
        outcome.symbol.into_iter().for_each(|symbol| self.keep(symbol));
        self.unread.extend(outcome.unread);
        self.undecoded.extend(outcome.undecoded);
        is_read
    }
}

/// Adds patterns to those that are known; of two that are one the better stays.
fn merge(known: &mut Vec<Finder>, found: Vec<Finder>) {
    for finder in found {
        match known.iter_mut().find(|known| known.is(&finder)) {
            Some(known) if finder.quality > 0.9 * known.quality => *known = finder,
            Some(_) => {}
            None => known.push(finder),
        }
    }
}

/// A pattern of the frame before where it is seen best in `view`, `factor` frame pixels a pixel.
fn seen_again(view: &View<'_>, factor: f32, old: &Finder) -> Option<Finder> {
    let small = old.scaled(1.0 / factor);
    let mut best: Option<Finder> = None;
    for j in -2_i8..=2 {
        for i in -2_i8..=2 {
            let step = 0.6 * small.module;
            let at = small.at.plus(step * f32::from(i), step * f32::from(j));
            let hit = Hit { at, module: small.module, rows: 0.0, polarity: small.polarity };
            let least = best.map_or(LEAST_QUALITY, |best| best.quality);
            best = probe(view, &hit, least).or(best);
        }
    }
    best.map(|finder| finder.scaled(factor))
}

fn weight(hit: &Hit) -> f32 {
    hit.rows / hit.module
}

/// Whether a place lies within the square of the pattern centres, or a little outside.
fn contains(pose: &Pose, at: At) -> bool {
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
