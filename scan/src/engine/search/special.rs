//! Symbols that are not whole, or not flat.

use super::{SAMPLING, Search, Symbol, scaled};
use crate::budget::Effort;
use crate::engine::bend;
use crate::engine::fit::{Care, Pose};
use crate::engine::group::triples;
use crate::engine::pair::{Pair, complete, pairs};
use crate::engine::read::read_bent;
use crate::engine::view::View;

/// Threes of patterns that are tried as corners of a bent symbol.
const MOST_BENDS: usize = 6;

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
            let level = self.pyramid.level_for(pair.triple.module(), SAMPLING);
            let factor = (1 << level) as f32;
            let Some(view) = View::new(self.pyramid.level(level), pair.triple.corner.polarity)
            else {
                continue;
            };
            let small = Pair { triple: scaled(&pair.triple, 1.0 / factor), ..pair };
            for triple in complete(&view, &small, 2, self.deadline) {
                if self.try_triple(&scaled(&triple, factor), Care::Thorough) {
                    return;
                }
            }
        }
    }

    /// Tries whether the likeliest patterns are of symbols that are bent.
    pub(super) fn try_bends(&mut self) {
        for triple in triples(&self.finders, MOST_BENDS) {
            let level = self.pyramid.level_for(triple.module(), SAMPLING);
            let factor = (1 << level) as f32;
            let polarity = triple.corner.polarity;
            let Some(view) = View::new(self.pyramid.level(level), polarity) else { continue };
            let bends = bend::bends(&view, &scaled(&triple, 1.0 / factor), self.deadline);
            for bend in &bends {
                if let Some(read) = read_bent(&view, bend, self.deadline) {
                    let (layout, quad, score) = (bend.layout, bend.quad, bend.score);
                    let pose = Pose { layout, quad, score }.scaled(factor);
                    self.symbols.push(Symbol { read, pose, polarity });
                    return;
                }
            }
        }
    }
}
