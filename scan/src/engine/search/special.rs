//! Symbols that are not whole, not flat, or not sharp.

use super::attempt::{Ground, attempt};
use super::{Search, Symbol, merge, seen_again};
use crate::budget::{Effort, work};
use crate::engine::bend::bends;
use crate::engine::fit::{self, Care, Pose};
use crate::engine::group::triples;
use crate::engine::pair::{Pair, complete, pairs};
use crate::engine::probe::best;
use crate::engine::read::read_bent;
use crate::engine::threshold::Reach;
use crate::engine::unblur::{is_soft, unblurred};
use crate::engine::view::View;

/// Threes of patterns that are tried as corners of a bent symbol.
const MOST_BENDS: usize = 6;

/// Threes of patterns that are tried where the blur was undone.
const MOST_UNBLURRED: usize = 4;

/// Patterns that are thought of where the blur was undone; the rest is noise that grew with it.
const MOST_BLURRED: usize = 60;

/// So well must patterns fit, and be seen together, where the blur was undone: noise fits well there.
const UNBLURRED_QUALITY: f32 = 0.6;
const UNBLURRED_SEEN: f32 = 0.5;

impl Search<'_> {
    /// Tries what two patterns may be without their third.
    pub(super) fn try_pairs(&mut self) {
        let most = match self.effort {
            Effort::Live => 3,
            Effort::Picture => 24,
        };
        for pair in pairs(&self.finders, most) {
            if self.is_over() {
                return;
            }
            let triple = &pair.triple;
            let view = self.pyramid.view_for(triple.module(), triple.corner.polarity);
            let Some((view, factor)) = view else { continue };
            let small = Pair { triple: triple.scaled(1.0 / factor), ..pair };
            self.spend(work::PAIR);
            for triple in complete(&view, &small, 2, self.deadline) {
                let triple = triple.scaled(factor);
                let is_read = !self.is_read(&triple) && self.try_triple(&triple, Care::Thorough);
                if is_read && self.is_settled() {
                    return;
                }
            }
        }
    }

    /// Tries what is seen on a level when its blur is undone, by a square that reaches so many pixels.
    pub(super) fn try_unblurred(&mut self, level: usize, square: usize) {
        let (plane, factor) = self.pyramid.numbered(level);
        if !is_soft(plane) {
            return;
        }
        self.spend(work::UNBLURRED_PIXEL * plane.area() as u64);
        let plane = unblurred(plane, square);
        let mut found = self.patterns(&plane, Reach::Wide, factor, UNBLURRED_QUALITY);
        for old in &self.blurred {
            let view = View::new(&plane, old.polarity);
            found.extend(view.and_then(|view| seen_again(&view, factor, old)));
        }
        merge(&mut self.blurred, found);
        self.blurred = best(&self.blurred, MOST_BLURRED);
        let mut left = MOST_UNBLURRED;
        for triple in &triples(&self.blurred, 400) {
            if self.is_over() || left == 0 {
                return;
            }
            if self.is_read(triple) {
                continue;
            }
            let polarity = triple.corner.polarity;
            let Some(view) = View::new(&plane, polarity) else { return };
            if fit::finders_seen(&view, &triple.scaled(1.0 / factor)) < UNBLURRED_SEEN {
                continue;
            }
            left -= 1;
            self.spend(work::TRY);
            let seen = Ground { view, factor };
            let sampled = self.pyramid.view_for(triple.module(), polarity);
            let Some((view, factor)) = sampled else { continue };
            let sampled = Ground { view, factor };
            let outcome = attempt(&seen, &sampled, triple, Care::Blurred, self.deadline);
            if self.take(outcome) && self.is_settled() {
                return;
            }
        }
    }

    /// Tries whether the likeliest patterns are of symbols that are bent.
    pub(super) fn try_bends(&mut self) {
        let most = match self.effort {
            Effort::Live => 2,
            Effort::Picture => MOST_BENDS,
        };
        for triple in triples(&self.finders, most) {
            let polarity = triple.corner.polarity;
            let Some((view, factor)) = self.pyramid.view_for(triple.module(), polarity) else {
                continue;
            };
            if self.is_read(&triple) {
                continue;
            }
            if self.is_over() {
                return;
            }
            self.spend(work::BEND);
            let mut found = None;
            for bend in &bends(&view, &triple.scaled(1.0 / factor), self.deadline) {
                if let Some(read) = read_bent(&view, bend, self.deadline) {
                    let (layout, quad, score) = (bend.layout, bend.quad, bend.score);
                    let pose = Pose { layout, quad, score }.scaled(factor);
                    found = Some(Symbol { read, pose, polarity });
                    break;
                }
            }
            if let Some(symbol) = found {
                self.keep(symbol);
            }
            if self.is_settled() {
                return;
            }
        }
    }
}
