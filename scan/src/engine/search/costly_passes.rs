//! Passes for incomplete, bent and blurred symbols.

use super::attempt::{ScaledView, attempt};
use super::{FoundSymbol, PlaneScale, Search, merge, seen_again};
use crate::budget::{ScanEffort, work};
use crate::engine::cylinder::cylinders;
use crate::engine::deconvolve::deconvolved;
use crate::engine::finder_match::best;
use crate::engine::fit::{self, FitEffort, SymbolPose};
use crate::engine::group::triples;
use crate::engine::pair::{FinderPair, complete_pair, pairs};
use crate::engine::read::read_on_cylinder;
use crate::engine::threshold::ThresholdWindow;
use crate::engine::view::GreyView;

/// Number of triples that are tried on a cylinder, and the number of likeliest triples among which
/// they are chosen.
const MAX_CYLINDERS: usize = 3;
const MAX_CYLINDERS_SEEN: usize = 12;

/// Least correlation of the three finder patterns of a bent symbol with a flat one.
const MIN_SEEN_ON_CYLINDER: f32 = 0.2;

/// Number of triples that are tried on a deconvolved plane.
const MAX_DECONVOLVED: usize = 4;

/// Number of finder patterns on a deconvolved plane; the others are amplified noise.
const MAX_BLURRED: usize = 60;

/// Least quality of a finder pattern, and least correlation of a triple, on a deconvolved plane,
/// where noise matches well.
const DECONVOLVED_QUALITY: f32 = 0.6;
const DECONVOLVED_SEEN: f32 = 0.5;

impl Search<'_> {
    /// Tries `most` pairs of finder patterns whose third is hidden, without the `first` likeliest.
    pub(super) fn try_pairs(&mut self, first: usize, most: usize) {
        for pair in pairs(&self.finders, first + most).into_iter().skip(first) {
            if self.is_exhausted() {
                return;
            }
            let triple = &pair.triple;
            let view = self.pyramid.view_for(triple.module(), triple.corner.polarity);
            let Some((view, factor)) = view else { continue };
            let small = FinderPair { triple: triple.scaled(1.0 / factor), ..pair };
            self.count_work(work::PAIR);
            for triple in complete_pair(&view, &small, 2, self.deadline) {
                let triple = triple.scaled(factor);
                let is_read =
                    !self.is_read(&triple) && self.try_triple(&triple, FitEffort::Thorough);
                if is_read && self.is_settled() {
                    return;
                }
            }
        }
    }

    /// Tries a deconvolved level. `square` is the window radius of the box filter, in pixels.
    pub(super) fn try_deconvolved(&mut self, level: usize, square: usize) {
        if !self.pyramid.is_soft(level) {
            return;
        }
        let (plane, factor) = self.pyramid.numbered(level);
        self.count_work(work::DECONVOLVED_PIXEL * plane.area() as u64);
        let plane = deconvolved(plane, square);
        let scale = PlaneScale::by(factor);
        // A window over half of the level would make the threshold depend on what is far away.
        let mut found = self.patterns(&plane, ThresholdWindow::Radius1, scale, DECONVOLVED_QUALITY);
        for old in &self.blurred {
            let view = GreyView::new(&plane, old.polarity);
            found.extend(view.and_then(|view| seen_again(&view, factor, old)));
        }
        merge(&mut self.blurred, found);
        self.blurred = best(&self.blurred, MAX_BLURRED);
        self.has_blurred_triple = false;
        let mut left = MAX_DECONVOLVED;
        for triple in &triples(&self.blurred, self.most_triples()) {
            if self.is_exhausted() || left == 0 {
                return;
            }
            if self.is_read(triple) {
                continue;
            }
            let polarity = triple.corner.polarity;
            let Some(view) = GreyView::new(&plane, polarity) else { return };
            self.count_work(work::SEEN);
            if fit::finders_seen(&view, &triple.scaled(1.0 / factor)) < DECONVOLVED_SEEN {
                continue;
            }
            left -= 1;
            self.has_blurred_triple = true;
            self.count_work(work::ATTEMPT);
            let seen = ScaledView { view, factor };
            let sampled = self.pyramid.view_for(triple.module(), polarity);
            let Some((view, factor)) = sampled else { continue };
            let sampled = ScaledView { view, factor };
            let outcome = attempt(&seen, &sampled, triple, FitEffort::Blurred, self.deadline);
            if self.take(outcome) && self.is_settled() {
                return;
            }
        }
    }

    /// Tries the likeliest triples as corners of symbols on a cylinder.
    pub(super) fn try_cylinders(&mut self) {
        let mut left = match self.effort {
            ScanEffort::Live => 2,
            ScanEffort::Picture => MAX_CYLINDERS,
        };
        for triple in triples(&self.finders, MAX_CYLINDERS_SEEN) {
            let polarity = triple.corner.polarity;
            let Some((view, factor)) = self.pyramid.view_for(triple.module(), polarity) else {
                continue;
            };
            let is_seen =
                fit::finders_seen(&view, &triple.scaled(1.0 / factor)) >= MIN_SEEN_ON_CYLINDER;
            if self.is_read(&triple) || !is_seen {
                continue;
            }
            if left == 0 {
                return;
            }
            left -= 1;
            if self.is_exhausted() {
                return;
            }
            self.count_work(work::CYLINDER);
            let mut found = None;
            for cylinder in &cylinders(&view, &triple.scaled(1.0 / factor), self.deadline) {
                if let Some(read) = read_on_cylinder(&view, cylinder, self.deadline) {
                    let (layout, quad, score) = (cylinder.layout, cylinder.quad, cylinder.score);
                    let pose = SymbolPose { layout, quad, score }.scaled(factor);
                    found = Some(FoundSymbol { read, pose, polarity });
                    break;
                }
            }
            if let Some(symbol) = found {
                self.add_symbol(symbol);
            }
            if self.is_settled() {
                return;
            }
        }
    }
}
