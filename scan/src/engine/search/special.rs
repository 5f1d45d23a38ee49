//! Symbols that are not whole, or not flat.

use super::{Search, Symbol};
use crate::budget::Effort;
use crate::engine::bend::bends;
use crate::engine::fit::{Care, Pose};
use crate::engine::group::triples;
use crate::engine::pair::{Pair, complete, pairs};
use crate::engine::read::read_bent;

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
            let triple = &pair.triple;
            let view = self.pyramid.view_for(triple.module(), triple.corner.polarity);
            let Some((view, factor)) = view else { continue };
            let small = Pair { triple: triple.scaled(1.0 / factor), ..pair };
            for triple in complete(&view, &small, 2, self.deadline) {
                if self.try_triple(&triple.scaled(factor), Care::Thorough) {
                    return;
                }
            }
        }
    }

    /// Tries whether the likeliest patterns are of symbols that are bent.
    pub(super) fn try_bends(&mut self) {
        for triple in triples(&self.finders, MOST_BENDS) {
            let polarity = triple.corner.polarity;
            let Some((view, factor)) = self.pyramid.view_for(triple.module(), polarity) else {
                continue;
            };
            for bend in &bends(&view, &triple.scaled(1.0 / factor), self.deadline) {
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
