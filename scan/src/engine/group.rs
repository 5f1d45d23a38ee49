//! Triples of finder patterns that may belong to one symbol.

use super::finder_match::{FinderPattern, best};
use super::geometry::{PixelPoint, Quad};

/// Number of finder patterns, the best of a frame; more are texture. A page of many codes has some
/// hundreds.
const MAX_FINDERS: usize = 240;

/// For each corner pattern, the number of nearest patterns that are tried as its arms, as needed on
/// a page of many codes.
const MAX_NEAREST: usize = 8;

/// The number of best patterns that are tried as well: the data of a large code contain false
/// patterns.
const MAX_BEST: usize = 8;

/// Triples with a higher cost are rejected. Of 600 symbols that were read, in photographs and drawn
/// frames, one cost more than 1.4 (1.9). Of false triples, one in twenty cost less than 1.6.
const MAX_COST: f32 = 2.2;

/// Three finder patterns as the corners of a symbol. In a mirrored symbol the arms are exchanged.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FinderTriple {
    pub(crate) corner: FinderPattern,
    pub(crate) right: FinderPattern,
    pub(crate) below: FinderPattern,
    /// The deviation from a symbol's geometry; lower is better.
    pub(crate) cost: f32,
    /// Modules per side, estimated from the patterns' scales and distances.
    pub(crate) side: f32,
}

impl FinderTriple {
    /// How much the scale decreases from the corner along both arms, by the patterns' scales: the
    /// perspective.
    pub(crate) fn growth(&self) -> (f32, f32) {
        let grow = |far: &FinderPattern| {
            let ratio = self.corner.scale_towards(far.at) / far.scale_towards(self.corner.at);
            ratio.sqrt().clamp(0.7, 1.4)
        };
        (grow(&self.right), grow(&self.below))
    }

    /// The centres of the patterns, and the fourth corner for a perspective.
    pub(crate) fn quad(&self, (across, down): (f32, f32)) -> Quad {
        let (tl, tr, bl) = (self.corner.at, self.right.at, self.below.at);
        let depth = (across + down - 1.0).max(0.3);
        let mix = |o: f32, a: f32, b: f32| (a * across + b * down - o) / depth;
        [tl, tr, PixelPoint::new(mix(tl.x, tr.x, bl.x), mix(tl.y, tr.y, bl.y)), bl]
    }

    /// Pixels per module, the mean of the patterns.
    pub(crate) fn module(&self) -> f32 {
        let edges = self.corner.at.distance(self.right.at) + self.corner.at.distance(self.below.at);
        edges / (2.0 * (self.side - 7.0).max(7.0))
    }

    /// The three patterns.
    pub(crate) fn finders(&self) -> [&FinderPattern; 3] {
        [&self.corner, &self.right, &self.below]
    }

    /// The same triple on a plane `factor` times as large.
    pub(crate) fn scaled(&self, factor: f32) -> Self {
        Self {
            corner: self.corner.scaled(factor),
            right: self.right.scaled(factor),
            below: self.below.scaled(factor),
            ..*self
        }
    }

    /// Whether both have the same three patterns.
    pub(crate) fn is_same_triple(&self, other: &Self) -> bool {
        let near = 0.5 * self.corner.module + 0.5;
        let same = |a: &FinderPattern, b: &FinderPattern| a.at.distance(b.at) < near;
        same(&self.corner, &other.corner)
            && same(&self.right, &other.right)
            && same(&self.below, &other.below)
    }
}

/// All triples that could be symbols, the likeliest first, at most `most`.
pub(crate) fn triples(finders: &[FinderPattern], most: usize) -> Vec<FinderTriple> {
    let finders = best(finders, MAX_FINDERS);
    let mut triples = Vec::new();
    for corner in &finders {
        let mut near: Vec<&FinderPattern> =
            finders.iter().filter(|other| could_be_arm(corner, other)).collect();
        // The patterns are sorted by quality, and sorting keeps that order among the rest.
        let first: Vec<&FinderPattern> = near.iter().take(MAX_BEST).copied().collect();
        near.sort_by(|a, b| rank(corner, a).total_cmp(&rank(corner, b)));
        near.truncate(MAX_NEAREST);
        near.extend(
            first
                .iter()
                .filter(|other| !near.iter().any(|n| n.is_same_pattern(other)))
                .collect::<Vec<_>>(),
        );
        for (i, one) in near.iter().enumerate() {
            triples.extend(near[i + 1..].iter().filter_map(|other| triple(corner, one, other)));
        }
    }
    triples.sort_by(|a, b| a.cost.total_cmp(&b.cost));
    triples.truncate(most);
    triples
}

/// The order of arms: near ones first, ones of low quality a little later.
fn rank(corner: &FinderPattern, other: &FinderPattern) -> f32 {
    corner.at.distance(other.at) * (1.5 - 0.5 * other.quality)
}

pub(crate) fn could_be_arm(corner: &FinderPattern, other: &FinderPattern) -> bool {
    let ratio = corner.module / other.module;
    let modules = corner.at.distance(other.at) / corner.module.min(other.module);
    corner.polarity == other.polarity
        && (0.42..2.4).contains(&ratio)
        && (9.0..330.0).contains(&modules)
}

fn triple(
    corner: &FinderPattern,
    one: &FinderPattern,
    other: &FinderPattern,
) -> Option<FinderTriple> {
    let (to_one, to_other) = (corner.at.to(one.at), corner.at.to(other.at));
    let turn = to_one.cross(to_other);
    // Clockwise from the right arm to the lower one; y points down.
    let (right, below) = if turn > 0.0 { (one, other) } else { (other, one) };
    let (a, b) = (corner.at.distance(right.at), corner.at.distance(below.at));
    let cosine = (to_one.x * to_other.x + to_one.y * to_other.y) / (a * b);
    if cosine.is_nan() || cosine.abs() >= 0.8 {
        return None;
    }
    let (across, down) = (modules_between(corner, right), modules_between(corner, below));
    let side = 7.0 + (across * down).sqrt();
    if !(17.5..215.0).contains(&side) {
        return None;
    }
    let disagreement = (across / down).ln().abs();
    if disagreement > 0.5 {
        return None;
    }
    let quality = (corner.quality + right.quality + below.quality) / 3.0;
    let misfit = misfit(corner, right, below);
    let sizes = [corner.module, right.module, below.module];
    let largest = sizes.iter().copied().fold(f32::MIN, f32::max);
    let smallest = sizes.iter().copied().fold(f32::MAX, f32::min);
    let cost = 2.0 * disagreement
        + 2.0 * misfit
        + 0.6 * cosine.abs()
        + 3.0 * (1.0 - quality)
        + 0.4 * (largest / smallest - 1.0)
        + 0.3 * (a.max(b) / a.min(b) - 1.0)
        + 0.004 * side;
    let triple = FinderTriple { corner: *corner, right: *right, below: *below, cost, side };
    (cost <= MAX_COST).then_some(triple)
}

/// The distance of two patterns in modules. Along a line in perspective, the geometric mean of the
/// scales at both ends is exact.
fn modules_between(a: &FinderPattern, b: &FinderPattern) -> f32 {
    let scale = (a.scale_towards(b.at) * b.scale_towards(a.at)).sqrt();
    a.at.distance(b.at) / scale.max(0.1)
}

/// The deviation of the patterns' outlines from squares along the arms.
fn misfit(corner: &FinderPattern, right: &FinderPattern, below: &FinderPattern) -> f32 {
    let (u, v) = (corner.at.to(right.at), corner.at.to(below.at));
    [corner, right, below].iter().map(|finder| finder.outline(u, v).1).sum::<f32>() / 3.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::finder_match::DIRECTIONS;
    use crate::found::Polarity;

    /// A square pattern of `module` pixels, turned by `angle`.
    fn finder(x: f32, y: f32, module: f32, angle: f32) -> FinderPattern {
        let scales = std::array::from_fn(|direction| {
            let own = direction as f32 * std::f32::consts::PI / DIRECTIONS as f32 - angle;
            module / own.cos().abs().max(own.sin().abs())
        });
        let polarity = Polarity::DarkOnLight;
        FinderPattern { at: PixelPoint::new(x, y), scales, module, quality: 0.9, polarity }
    }

    #[test]
    fn the_corner_and_both_arms_are_distinguished() {
        for angle in [0.0, 0.4, 1.0, 2.2] {
            let turned = |u: f32, v: f32| {
                let (sin, cos) = f32::sin_cos(angle);
                finder(200.0 + u * cos - v * sin, 200.0 + u * sin + v * cos, 4.0, angle)
            };
            let all = [turned(0.0, 120.0), turned(120.0, 0.0), turned(0.0, 0.0)];
            let best = triples(&all, 10)[0];
            assert!(best.corner.at.distance(all[2].at) < 1e-3);
            assert!(best.right.at.distance(all[1].at) < 1e-3);
            assert!((best.side - 37.0).abs() < 2.0, "{}", best.side);
            let fourth = turned(120.0, 120.0).at;
            assert!(best.quad(best.growth())[2].distance(fourth) < 12.0);
        }
    }

    #[test]
    fn patterns_of_another_orientation_cost_more() {
        let one = |angle| {
            let all = [
                finder(0.0, 0.0, 4.0, angle),
                finder(120.0, 0.0, 4.0, 0.0),
                finder(0.0, 120.0, 4.0, 0.0),
            ];
            triples(&all, 1)[0].cost
        };
        assert!(one(0.7) > one(0.0) + 0.05);
    }

    #[test]
    fn three_patterns_on_a_line_are_no_triple() {
        let all = [0.0, 100.0, 200.0].map(|x| finder(x, 50.0, 4.0, 0.0));
        assert!(triples(&all, 10).is_empty());
    }

    #[test]
    fn many_patterns_stay_within_the_limit() {
        let all: Vec<FinderPattern> = (0..400)
            .map(|i| finder((i % 20) as f32 * 40.0, (i / 20) as f32 * 40.0, 3.0, 0.0))
            .collect();
        assert_eq!(triples(&all, 50).len(), 50);
    }
}
