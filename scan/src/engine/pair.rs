//! Two finder patterns of a symbol whose third is not seen: glare, a finger or the frame's edge is
//! over it. Their outlines tell how the symbol is turned, and so roughly where the third must be.

use super::geometry::At;
use super::group::{Triple, could_be_arm, modules_between};
use super::probe::Finder;

/// Of these best patterns any two may belong together.
const MOST_FINDERS: usize = 10;

/// Two patterns whose outlines lie more unlike a symbol's than this are none.
const MOST_MISFIT: f32 = 0.12;

/// What is not seen of three patterns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Missing {
    Corner,
    Right,
    Below,
}

/// Two patterns, with the third where it is thought to be.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pair {
    pub(crate) triple: Triple,
    pub(crate) missing: Missing,
}

impl Pair {
    /// The same with the unseen pattern moved.
    pub(crate) fn moved(&self, x: f32, y: f32) -> Triple {
        let mut triple = self.triple;
        let unseen = match self.missing {
            Missing::Corner => &mut triple.corner,
            Missing::Right => &mut triple.right,
            Missing::Below => &mut triple.below,
        };
        unseen.at = unseen.at.plus(x, y);
        triple
    }
}

/// All pairs that could be of symbols, the likeliest first, at most `most`.
pub(crate) fn pairs(finders: &[Finder], most: usize) -> Vec<Pair> {
    let mut finders = finders.to_vec();
    finders.sort_by(|a, b| b.quality.total_cmp(&a.quality));
    finders.truncate(MOST_FINDERS);
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

/// Both along one edge: the symbol is on either side of it, its corner at either end.
fn add_edges(one: &Finder, other: &Finder, pairs: &mut Vec<Pair>) {
    let along = one.at.to(other.at);
    let near = Axes::of(one, along, |across| (along, across));
    let far = Axes::of(other, along, |across| (along, across));
    let misfit = near.misfit.max(far.misfit);
    if misfit > MOST_MISFIT {
        return;
    }
    let modules = modules_between(one, other);
    for sign in [1.0, -1.0] {
        let (a, b) = (near.across.scaled(sign * modules), far.across.scaled(sign * modules));
        // Clockwise from the right arm to the lower one, as seen with y downwards.
        let ((one, a), (other, b)) =
            if along.cross(a) > 0.0 { ((one, a), (other, b)) } else { ((other, b), (one, a)) };
        let below = Finder { at: one.at.plus(a.x, a.y), ..*one };
        let right = Finder { at: other.at.plus(b.x, b.y), ..*other };
        pairs.push(pair([one, other, &below], Missing::Below, misfit, modules));
        pairs.push(pair([other, &right, one], Missing::Right, misfit, modules));
    }
}

/// Both at the ends of arms: the corner is on either side.
fn add_diagonals(one: &Finder, other: &Finder, pairs: &mut Vec<Pair>) {
    let along = one.at.to(other.at);
    let edges = |across: At| (along.plus(across.x, across.y), along.plus(-across.x, -across.y));
    let axes = [one, other].map(|finder| Axes::of(finder, along, edges));
    let misfit = axes[0].misfit.max(axes[1].misfit);
    if misfit > MOST_MISFIT {
        return;
    }
    let modules = modules_between(one, other);
    let middle = one.at.plus(along.x / 2.0, along.y / 2.0);
    let across = axes[0].across.plus(axes[1].across.x, axes[1].across.y).scaled(modules / 2.0);
    for sign in [1.0, -1.0] {
        let at = middle.plus(sign * across.x, sign * across.y);
        let is_right = at.to(one.at).cross(at.to(other.at)) > 0.0;
        let (right, below) = if is_right { (one, other) } else { (other, one) };
        let corner = Finder { at, ..*one };
        pairs.push(pair([&corner, right, below], Missing::Corner, misfit, modules));
    }
}

fn pair(
    [corner, right, below]: [&Finder; 3],
    missing: Missing,
    misfit: f32,
    modules: f32,
) -> Pair {
    let quality = (corner.quality + right.quality + below.quality) / 3.0;
    let side = 7.0 + modules;
    let cost = 4.0 * misfit + 3.0 * (1.0 - quality) + 0.004 * side;
    Pair { triple: Triple { corner: *corner, right: *right, below: *below, cost, side }, missing }
}

/// What the outline of a pattern tells of the direction across a known one.
struct Axes {
    /// In pixels a module.
    across: At,
    misfit: f32,
}

impl Axes {
    /// Turns and stretches the direction across until the outline fits; `edges` makes the directions
    /// of the outline's own edges of it.
    fn of(finder: &Finder, along: At, edges: impl Fn(At) -> (At, At)) -> Self {
        let upright = At::new(-along.y, along.x);
        let tried = |turn: f32, stretch: f32| {
            let (sin, cos) = turn.sin_cos();
            let (x, y) = (upright.x * cos - upright.y * sin, upright.x * sin + upright.y * cos);
            let across = At::new(x, y).scaled(stretch.exp());
            let (u, v) = edges(across);
            let (scale, misfit) = finder.outline(u, v);
            (misfit, turn, stretch, across.scaled(scale))
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
        Self { across: best.3, misfit: best.0 }
    }
}
