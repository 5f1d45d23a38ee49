//! Two finder patterns of a symbol whose third one is hidden by glare, a finger or the frame's
//! edge. Their outlines give the orientation and thereby the rough position of the third; the
//! timing patterns that lead to it give the exact position.

use super::finder_match::{FinderPattern, best};
use super::fit::{FitEffort, LEFT_TIMING, TOP_TIMING, seen_along, versions};
use super::geometry::PixelPoint;
use super::group::{FinderTriple, could_be_arm};
use super::layout::SymbolLayout;
use super::view::GreyView;
use std::time::Instant;

/// Number of finder patterns, the best ones, that are paired with each other.
const MAX_FINDERS: usize = 10;

/// Greatest deviation of two outlines from a symbol's geometry.
const MAX_MISFIT: f32 = 0.12;

/// Least correlation of the timing pattern between both patterns of one edge.
const MIN_BETWEEN: f32 = 0.35;

/// Least correlation of the timing patterns that lead to the hidden pattern.
const MIN_LEADING: f32 = 0.35;

/// Number of positions of the third pattern at which several perspectives are tried.
const MAX_GROWN: usize = 24;

/// Which of the three patterns is hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MissingFinder {
    Corner,
    Right,
    Below,
}

/// Two patterns, with the estimated position of the third.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FinderPair {
    pub(crate) triple: FinderTriple,
    pub(crate) missing: MissingFinder,
}

impl FinderPair {
    /// The triple with the hidden pattern moved.
    fn moved(&self, x: f32, y: f32) -> FinderTriple {
        let mut triple = self.triple;
        let unseen = match self.missing {
            MissingFinder::Corner => &mut triple.corner,
            MissingFinder::Right => &mut triple.right,
            MissingFinder::Below => &mut triple.below,
        };
        unseen.at = unseen.at.plus(x, y);
        triple
    }
}

/// All pairs that could be symbols, the likeliest first, at most `most`.
pub(crate) fn pairs(finders: &[FinderPattern], most: usize) -> Vec<FinderPair> {
    let finders = best(finders, MAX_FINDERS);
    let mut pairs = Vec::new();
    for (number, one) in finders.iter().enumerate() {
        for other in finders[number + 1..].iter().filter(|other| could_be_arm(one, other)) {
            add_edges(one, other, &mut pairs);
            add_diagonals(one, other, &mut pairs);
        }
    }
    pairs.retain(|pair| (17.5..215.0).contains(&pair.triple.side));
    pairs.sort_by(|a, b| a.triple.cost.total_cmp(&b.triple.cost));
    pairs.truncate(most);
    pairs
}

/// Both patterns on one edge: the symbol is on either side of it, and the corner is either pattern.
fn add_edges(one: &FinderPattern, other: &FinderPattern, pairs: &mut Vec<FinderPair>) {
    let along = one.at.to(other.at);
    let near = OutlineAxes::of(one, along, |across| (along, across));
    let far = OutlineAxes::of(other, along, |across| (along, across));
    let misfit = near.misfit.max(far.misfit);
    if misfit > MAX_MISFIT {
        return;
    }
    // Along a line in perspective, the geometric mean of the scales at both ends is exact.
    let modules = 1.0 / (near.scale * far.scale).sqrt();
    for sign in [1.0, -1.0] {
        let (a, b) = (near.across.scaled(sign * modules), far.across.scaled(sign * modules));
        // Clockwise from the right arm to the lower one; y points down.
        let ((one, a), (other, b)) =
            if along.cross(a) > 0.0 { ((one, a), (other, b)) } else { ((other, b), (one, a)) };
        let below = FinderPattern { at: one.at.plus(a.x, a.y), ..*one };
        let right = FinderPattern { at: other.at.plus(b.x, b.y), ..*other };
        pairs.push(pair([one, other, &below], MissingFinder::Below, misfit, modules));
        pairs.push(pair([other, &right, one], MissingFinder::Right, misfit, modules));
    }
}

/// The patterns are the ends of both arms: the corner is on either side of them.
fn add_diagonals(one: &FinderPattern, other: &FinderPattern, pairs: &mut Vec<FinderPair>) {
    let along = one.at.to(other.at);
    let edges =
        |across: PixelPoint| (along.plus(across.x, across.y), along.plus(-across.x, -across.y));
    let axes = [one, other].map(|finder| OutlineAxes::of(finder, along, edges));
    let misfit = axes[0].misfit.max(axes[1].misfit);
    if misfit > MAX_MISFIT {
        return;
    }
    let modules = 0.5 / (axes[0].scale * axes[1].scale).sqrt();
    let middle = one.at.plus(along.x / 2.0, along.y / 2.0);
    let across = axes[0].across.plus(axes[1].across.x, axes[1].across.y).scaled(modules / 2.0);
    for sign in [1.0, -1.0] {
        let at = middle.plus(sign * across.x, sign * across.y);
        let is_right = at.to(one.at).cross(at.to(other.at)) > 0.0;
        let (right, below) = if is_right { (one, other) } else { (other, one) };
        let corner = FinderPattern { at, ..*one };
        pairs.push(pair([&corner, right, below], MissingFinder::Corner, misfit, modules));
    }
}

fn pair(
    [corner, right, below]: [&FinderPattern; 3],
    missing: MissingFinder,
    misfit: f32,
    modules: f32,
) -> FinderPair {
    let quality = (corner.quality + right.quality + below.quality) / 3.0;
    let side = 7.0 + modules;
    let cost = 4.0 * misfit + 3.0 * (1.0 - quality) + 0.004 * side;
    FinderPair {
        triple: FinderTriple { corner: *corner, right: *right, below: *below, cost, side },
        missing,
    }
}

/// The direction across a known direction, estimated from a pattern's outline.
struct OutlineAxes {
    /// In pixels per module.
    across: PixelPoint,
    /// The length of a module, as a part of the known direction.
    scale: f32,
    misfit: f32,
}

impl OutlineAxes {
    /// Rotates and stretches the direction across until the outline fits. `edges` computes the
    /// directions of the outline's edges from it.
    fn of(
        finder: &FinderPattern,
        along: PixelPoint,
        edges: impl Fn(PixelPoint) -> (PixelPoint, PixelPoint),
    ) -> Self {
        let upright = PixelPoint::new(-along.y, along.x);
        let tried = |turn: f32, stretch: f32| {
            let (sin, cos) = turn.sin_cos();
            let (x, y) = (upright.x * cos - upright.y * sin, upright.x * sin + upright.y * cos);
            let across = PixelPoint::new(x, y).scaled(stretch.exp());
            let (u, v) = edges(across);
            let (scale, misfit) = finder.outline(u, v);
            (misfit, turn, stretch, across.scaled(scale), scale)
        };
        let mut best = tried(0.0, 0.0);
        for step in [0.24, 0.12, 0.06, 0.03] {
            let (turn, stretch) = (best.1, best.2);
            for i in -2_i8..=2 {
                for j in -2_i8..=2 {
                    let (i, j) = (f32::from(i) * step, f32::from(j) * step);
                    let next = tried(turn + i, stretch + j);
                    if next.0 < best.0 {
                        best = next;
                    }
                }
            }
        }
        Self { across: best.3, scale: best.4, misfit: best.0 }
    }
}

/// The triples of a pair, the best first, at most `most`. For each likely version, the hidden
/// pattern is placed where the timing patterns that lead to it correlate best.
pub(crate) fn complete_pair(
    view: &GreyView<'_>,
    pair: &FinderPair,
    most: usize,
    deadline: Instant,
) -> Vec<FinderTriple> {
    let mut seen = Vec::new();
    for version in versions(pair.triple.side, FitEffort::Quick) {
        if Instant::now() >= deadline {
            break;
        }
        let Some(layout) = SymbolLayout::of(version) else { continue };
        let is_between = |known| {
            let growth = pair.triple.growth();
            let steps = [-0.1, -0.05, 0.0, 0.05, 0.1].map(|change| {
                let growth = (growth.0 + change, growth.1 + change);
                seen_along(view, layout, &pair.triple.quad(growth), known)
            });
            steps.into_iter().fold(-1.0, f32::max) >= MIN_BETWEEN
        };
        let leading: &[usize] = match pair.missing {
            MissingFinder::Below if is_between(TOP_TIMING) => &[LEFT_TIMING],
            MissingFinder::Right if is_between(LEFT_TIMING) => &[TOP_TIMING],
            MissingFinder::Corner => &[TOP_TIMING, LEFT_TIMING],
            _ => continue,
        };
        seen.push(completed(view, layout, pair, leading));
    }
    seen.retain(|seen| seen.0 >= MIN_LEADING);
    seen.sort_by(|a, b| b.0.total_cmp(&a.0));
    seen.truncate(most);
    seen.into_iter().map(|(_, triple)| triple).collect()
}

/// Moves the hidden pattern in steps of two thirds of a module.
fn completed(
    view: &GreyView<'_>,
    layout: &SymbolLayout,
    pair: &FinderPair,
    leading: &[usize],
) -> (f32, FinderTriple) {
    const STEPS: i16 = 7;
    let triple = &pair.triple;
    let modules = layout.side as f32 - 7.0;
    let step = |from: &FinderPattern, to: &FinderPattern| from.at.to(to.at).scaled(0.67 / modules);
    let (across, down) = (step(&triple.corner, &triple.right), step(&triple.corner, &triple.below));
    let seen = |moved: &FinderTriple, far: f32, change: f32| {
        let growth = moved.growth();
        let quad = moved.quad((growth.0 + change, growth.1 + change));
        let seen = leading.iter().map(|pattern| seen_along(view, layout, &quad, *pattern));
        seen.sum::<f32>() / leading.len() as f32 - 0.005 * far
    };
    let steps = || (-STEPS..=STEPS).map(f32::from);
    let places = steps().flat_map(|v| steps().map(move |u| (u, v)));
    let mut places: Vec<(f32, f32, FinderTriple)> = places
        .map(|(u, v)| {
            let moved = pair.moved(across.x * u + down.x * v, across.y * u + down.y * v);
            (seen(&moved, u.hypot(v), 0.0), u.hypot(v), moved)
        })
        .collect();
    places.sort_by(|a, b| b.0.total_cmp(&a.0));
    // The growth of the scale along the edges hardly moves the best position.
    places.truncate(MAX_GROWN);
    let grown = places.iter().flat_map(|(plain, far, moved)| {
        let grown = [-0.1, 0.1].map(|change| (seen(moved, *far, change), moved));
        grown.into_iter().chain([(*plain, moved)])
    });
    let best = grown.max_by(|a, b| a.0.total_cmp(&b.0));
    let (best, place) = best.map_or((f32::MIN, *triple), |(best, place)| (best, *place));
    (best, FinderTriple { side: layout.side as f32, ..place })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::finder_match::DIRECTIONS;
    use crate::found::Polarity;

    /// A square pattern of four pixels a module, turned by `angle`.
    fn finder(x: f32, y: f32, angle: f32) -> FinderPattern {
        let scales = std::array::from_fn(|direction| {
            let own = direction as f32 * std::f32::consts::PI / DIRECTIONS as f32 - angle;
            4.0 / own.cos().abs().max(own.sin().abs())
        });
        let polarity = Polarity::DarkOnLight;
        FinderPattern { at: PixelPoint::new(x, y), scales, module: 4.0, quality: 0.9, polarity }
    }

    /// The centres of a symbol's finder patterns: corner, right arm, lower arm.
    fn places(angle: f32) -> [PixelPoint; 3] {
        let (sin, cos) = angle.sin_cos();
        [(0.0, 0.0), (120.0, 0.0), (0.0, 120.0)]
            .map(|(u, v)| PixelPoint::new(300.0 + u * cos - v * sin, 300.0 + u * sin + v * cos))
    }

    #[test]
    fn the_hidden_pattern_is_placed_where_it_is() {
        for angle in [0.0, 0.3, 1.2, 2.9] {
            let all = places(angle);
            for (number, missing) in
                [MissingFinder::Corner, MissingFinder::Right, MissingFinder::Below]
                    .into_iter()
                    .enumerate()
            {
                let seen = (0..3).filter(|place| *place != number);
                let seen: Vec<FinderPattern> =
                    seen.map(|place| finder(all[place].x, all[place].y, angle)).collect();
                let near = |pair: &FinderPair| {
                    let at = pair.triple.finders().map(|finder| finder.at);
                    pair.missing == missing
                        && at.iter().zip(all).all(|(at, wanted)| at.distance(wanted) < 20.0)
                };
                let pairs = pairs(&seen, 100);
                let pair = pairs.iter().find(|pair| near(pair));
                let side = pair.map(|pair| pair.triple.side);
                assert!(side.is_some_and(|side| (side - 37.0).abs() < 3.5), "{angle} {missing:?}");
            }
        }
    }

    #[test]
    fn patterns_of_different_size_or_polarity_are_no_pair() {
        let [one, other, _] = places(0.0).map(|at| finder(at.x, at.y, 0.0));
        assert!(!pairs(&[one, other], 100).is_empty());
        assert!(pairs(&[one, other.scaled(3.0)], 100).is_empty());
        let inverted = FinderPattern { polarity: Polarity::LightOnDark, ..other };
        assert!(pairs(&[one, inverted], 100).is_empty());
    }

    #[test]
    fn many_patterns_stay_within_the_limit() {
        let all: Vec<FinderPattern> =
            (0..400).map(|i| finder((i % 20) as f32 * 60.0, (i / 20) as f32 * 60.0, 0.0)).collect();
        assert_eq!(pairs(&all, 24).len(), 24);
    }
}
