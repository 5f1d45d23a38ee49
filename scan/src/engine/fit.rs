//! The version of a symbol and its homography (Hartley and Zisserman, Multiple View Geometry,
//! §4.1). Both maximise the normalised cross-correlation of the layout's function patterns with the
//! picture, by a pattern search (Hooke and Jeeves, J. ACM 8, 1961). ISO/IEC 18004 §12 steps c to i
//! use edges only.

use super::geometry::{Homography, LANES, ModuleMap, PixelPoint, Quad};
use super::group::FinderTriple;
use super::layout::{FunctionPattern, MAX_VERSION, SymbolLayout};
use super::view::GreyView;
use std::time::Instant;

/// Distance of the finder patterns' centres from the edges, in modules.
const CENTRE: f32 = 3.5;

/// Lower contrast, in grey values, counts as none.
const MIN_CONTRAST: f32 = 3.0;

/// Least correlation of a timing pattern; lower values are found anywhere.
const MIN_TIMING: f32 = 0.3;

/// The position of a symbol in a picture.
#[derive(Clone, Copy)]
pub(crate) struct SymbolPose {
    pub(crate) layout: &'static SymbolLayout,
    /// The centres of the finder patterns, and the corresponding point at the bottom right.
    pub(crate) quad: Quad,
    /// Correlation of the function patterns, up to 1.
    pub(crate) score: f32,
}

impl SymbolPose {
    /// A pose with its score.
    pub(crate) fn at(view: &GreyView<'_>, layout: &'static SymbolLayout, quad: Quad) -> Self {
        Self { layout, quad, score: score_of(view, layout, &quad) }
    }

    pub(crate) fn map(&self) -> Option<Homography> {
        map_of(self.layout, &self.quad)
    }

    /// Pixels per module, the mean of the four sides.
    pub(crate) fn module(&self) -> f32 {
        let edges: f32 = (0..4).map(|i| self.quad[i].distance(self.quad[(i + 1) % 4])).sum();
        edges / (4.0 * (self.layout.side as f32 - 7.0))
    }

    /// The mean of the four points.
    pub(crate) fn middle(&self) -> PixelPoint {
        let sum = self.quad.iter().fold(PixelPoint::new(0.0, 0.0), |sum, at| sum.plus(at.x, at.y));
        sum.scaled(0.25)
    }

    /// The same pose on a plane `factor` times as large.
    pub(crate) fn scaled(self, factor: f32) -> Self {
        Self { quad: self.quad.map(|at| at.scaled(factor)), ..self }
    }
}

fn map_of(layout: &SymbolLayout, quad: &Quad) -> Option<Homography> {
    Homography::of_square(CENTRE, layout.side as f32 - CENTRE, quad)
}

fn score_of(view: &GreyView<'_>, layout: &SymbolLayout, quad: &Quad) -> f32 {
    map_of(layout, quad).map_or(-1.0, |map| score(view, &layout.patterns, &map))
}

/// The weighted mean of the patterns' correlations.
pub(crate) fn score(
    view: &GreyView<'_>,
    patterns: &[FunctionPattern],
    map: &impl ModuleMap,
) -> f32 {
    let (mut total, mut weights) = (0.0, 0.0);
    for pattern in patterns {
        total += pattern.weight * correlation(view, pattern, map);
        weights += pattern.weight;
    }
    total / weights
}

pub(crate) fn correlation(
    view: &GreyView<'_>,
    pattern: &FunctionPattern,
    map: &impl ModuleMap,
) -> f32 {
    let (mut sum, mut squares, mut both) = ([0.0; LANES], [0.0; LANES], [0.0; LANES]);
    for cells in &pattern.cells {
        let (x, y) = map.map_each(&cells.across, &cells.down);
        let seen = view.at_each(&x, &y);
        for lane in 0..LANES {
            let own = seen[lane] * cells.weight[lane];
            sum[lane] += own;
            squares[lane] += own * own;
            both[lane] += own * cells.value[lane];
        }
    }
    let total = |lanes: [f32; LANES]| lanes.iter().sum::<f32>();
    let (sum, squares, both) = (total(sum), total(squares), total(both));
    let count = pattern.count as f32;
    let deviation = (squares - sum * sum / count).max(0.0).sqrt();
    both / (deviation + MIN_CONTRAST * count.sqrt())
}

/// How many versions and perspectives are tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FitEffort {
    /// The perspective estimated from the finder patterns, within a small tolerance.
    Quick,
    /// Any perspective.
    Thorough,
    /// Any perspective, and timing patterns that blur may have erased.
    Blurred,
}

/// Rough poses of a triple, the best first, at most `most`. [`refine_pose`] makes them exact.
pub(crate) fn poses_of_triple(
    view: &GreyView<'_>,
    triple: &FinderTriple,
    fit_effort: FitEffort,
    most: usize,
    deadline: Instant,
) -> Vec<SymbolPose> {
    let mut poses = Vec::new();
    for version in versions(triple.side, fit_effort) {
        if Instant::now() >= deadline {
            break;
        }
        if let Some(layout) = SymbolLayout::of(version) {
            poses.push(with_fourth_corner(view, layout, triple, fit_effort));
        }
    }
    poses.sort_by(|a, b| b.score.total_cmp(&a.score));
    poses.truncate(most);
    poses
}

/// The correlation of a triple's three finder patterns together, up to 1: a cheap test before the
/// costly ones.
pub(crate) fn finders_seen(view: &GreyView<'_>, triple: &FinderTriple) -> f32 {
    let version = version_of(triple.side).round() as u8;
    let layout = SymbolLayout::of(version);
    let map = layout.and_then(|layout| map_of(layout, &triple.quad(triple.growth())));
    map.zip(layout).map_or(-1.0, |(map, layout)| score(view, &layout.patterns[..TOP_TIMING], &map))
}

/// The version with `side` modules per side, as a fraction between two versions.
fn version_of(side: f32) -> f32 {
    ((side - 17.0) / 4.0).clamp(1.0, f32::from(MAX_VERSION))
}

/// The versions with about `side` modules per side.
pub(crate) fn versions(side: f32, fit_effort: FitEffort) -> std::ops::RangeInclusive<u8> {
    let spread = match fit_effort {
        FitEffort::Quick => 0.06,
        FitEffort::Thorough | FitEffort::Blurred => 0.13,
    };
    let least = version_of(side * (1.0 - spread) - 1.0).round() as u8;
    let most = version_of(side * (1.0 + spread) + 1.0).round() as u8;
    least..=most
}

/// The versions that a bent symbol may have. On a cylinder its finder patterns are narrower than
/// the modules between them, so their scale suggests more modules than there are.
pub(crate) fn versions_on_cylinder(side: f32) -> std::ops::RangeInclusive<u8> {
    let (least, most) = (version_of(0.72 * side), version_of(1.08 * side));
    least.round() as u8..=most.round() as u8
}

/// Finds the fourth corner. The perspective along one arm moves mainly the timing pattern beside
/// that arm, so both are searched for one after the other. Then the corner is moved to where the
/// alignment patterns correlate best.
fn with_fourth_corner(
    view: &GreyView<'_>,
    layout: &'static SymbolLayout,
    triple: &FinderTriple,
    fit_effort: FitEffort,
) -> SymbolPose {
    let estimated = triple.growth();
    let across = best_growth(estimated.0, layout, fit_effort, |across| {
        seen_along(view, layout, &triple.quad((across, estimated.1)), TOP_TIMING)
    });
    let down = best_growth(estimated.1, layout, fit_effort, |down| {
        seen_along(view, layout, &triple.quad((across, down)), LEFT_TIMING)
    });
    let by_timing = triple.quad((across, down));
    let is_weak = |pattern| seen_along(view, layout, &by_timing, pattern) < MIN_TIMING;
    // Blur erases timing patterns first, so a blurred one is no evidence.
    let starts = match fit_effort {
        FitEffort::Blurred if is_weak(TOP_TIMING) || is_weak(LEFT_TIMING) => {
            vec![by_timing, triple.quad((1.0, 1.0)), triple.quad(estimated)]
        }
        _ => vec![by_timing],
    };
    let poses = starts.into_iter().map(|quad| by_alignment(view, layout, quad, fit_effort));
    let best = poses.max_by(|a, b| a.score.total_cmp(&b.score));
    best.unwrap_or_else(|| SymbolPose::at(view, layout, by_timing))
}

/// Moves the fourth corner to where the alignment patterns correlate best.
fn by_alignment(
    view: &GreyView<'_>,
    layout: &'static SymbolLayout,
    mut quad: Quad,
    fit_effort: FitEffort,
) -> SymbolPose {
    let estimated = quad[2];
    let modules = layout.side as f32 - 7.0;
    let across = quad[0].to(quad[1]).scaled(0.7 / modules);
    let down = quad[0].to(quad[3]).scaled(0.7 / modules);
    let steps: i16 = match (layout.version, fit_effort) {
        // Version 1 has no pattern at that corner.
        (1, _) => 0,
        (_, FitEffort::Quick) => 2,
        (_, FitEffort::Thorough | FitEffort::Blurred) => 3,
    };
    let (mut best, mut fourth) = (f32::MIN, estimated);
    for j in -steps..=steps {
        for i in -steps..=steps {
            let (u, v) = (f32::from(i), f32::from(j));
            quad[2] = estimated.plus(across.x * u + down.x * v, across.y * u + down.y * v);
            let Some(map) = map_of(layout, &quad) else { continue };
            let score = score(view, &layout.patterns[TOP_TIMING..], &map) - 0.005 * u.hypot(v);
            if score > best {
                (best, fourth) = (score, quad[2]);
            }
        }
    }
    quad[2] = fourth;
    SymbolPose::at(view, layout, quad)
}

/// Indices in [`SymbolLayout::patterns`].
pub(crate) const TOP_TIMING: usize = 3;
pub(crate) const LEFT_TIMING: usize = 4;

/// The correlation of one function pattern with the homography of `quad`.
pub(crate) fn seen_along(
    view: &GreyView<'_>,
    layout: &SymbolLayout,
    quad: &Quad,
    pattern: usize,
) -> f32 {
    let pattern = layout.patterns.get(pattern);
    let map = map_of(layout, quad);
    map.zip(pattern).map_or(-1.0, |(map, pattern)| correlation(view, pattern, &map))
}

/// The growth near `estimated` at which a timing pattern correlates best. The pattern's middle moves by
/// a quarter of the change times its length; the steps move it by a third of a module.
fn best_growth(
    estimated: f32,
    layout: &SymbolLayout,
    fit_effort: FitEffort,
    seen: impl Fn(f32) -> f32,
) -> f32 {
    let reach = match fit_effort {
        FitEffort::Quick => 0.1,
        FitEffort::Thorough | FitEffort::Blurred => 0.22,
    };
    let step = 1.3 / (layout.side as f32 - 7.0);
    let steps = (reach / step).ceil() as i16;
    let growths = (-steps..=steps).map(|i| {
        let change = f32::from(i) * step;
        (seen(estimated + change) - 0.4 * change.abs(), estimated + change)
    });
    growths.max_by(|a, b| a.0.total_cmp(&b.0)).map_or(estimated, |(_, growth)| growth)
}

/// The same pose with other fourth corners, the nearest first, up to three modules away.
pub(crate) fn nearby_poses(pose: SymbolPose) -> Vec<SymbolPose> {
    let modules = pose.layout.side as f32 - 7.0;
    let [corner, right, _, below] = pose.quad;
    let step = |to: PixelPoint| corner.to(to).scaled(1.0 / modules);
    let (across, down) = (step(right), step(below));
    let mut ways: Vec<(i16, i16)> = (-3..=3).flat_map(|i| (-3..=3).map(move |j| (i, j))).collect();
    ways.sort_by_key(|(i, j)| i * i + j * j);
    let moved = |(i, j): (i16, i16)| {
        let (u, v) = (f32::from(i), f32::from(j));
        let mut quad = pose.quad;
        quad[2] = quad[2].plus(across.x * u + down.x * v, across.y * u + down.y * v);
        SymbolPose { quad, ..pose }
    };
    ways.into_iter().skip(1).map(moved).collect()
}

/// Moves the corners, one at a time, for as long as the score grows. `reach` is the first step of
/// the fourth corner, in modules. The others are finder patterns and nearly right.
pub(crate) fn refine_pose(
    view: &GreyView<'_>,
    pose: &mut SymbolPose,
    reach: f32,
    deadline: Instant,
) {
    const WAYS: [(f32, f32); 8] = [
        (1.0, 0.0),
        (0.0, 1.0),
        (-1.0, 0.0),
        (0.0, -1.0),
        (0.7, 0.7),
        (-0.7, -0.7),
        (0.7, -0.7),
        (-0.7, 0.7),
    ];
    let module = pose.module();
    let (mut step, least) = (reach * module, 0.07 * module);
    // If pixels are not numbers, no score is better than another.
    while step > least && Instant::now() < deadline {
        let mut moved = false;
        for corner in [2, 0, 1, 3] {
            let (step, ways) = match corner {
                2 => (step, &WAYS[..]),
                _ => (step.min(0.3 * module), &WAYS[..4]),
            };
            let tried = ways.iter().map(|(x, y)| {
                let mut quad = pose.quad;
                quad[corner] = quad[corner].plus(x * step, y * step);
                (score_of(view, pose.layout, &quad), quad)
            });
            let best = tried.max_by(|a, b| a.0.total_cmp(&b.0));
            if let Some((score, quad)) = best.filter(|best| best.0 > pose.score + 1e-3) {
                (pose.quad, pose.score, moved) = (quad, score, true);
            }
        }
        if !moved {
            step *= 0.5;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::finder::FinderCandidate;
    use crate::engine::finder_match::match_finder;
    use crate::found::Polarity;
    use crate::plane::Plane;
    use aikotoba_studio::{CodeStyle, CorrectionLevel, DrawnCode};
    use std::borrow::Cow;
    use std::time::Duration;

    /// A symbol of `version` with modules of six pixels and a quiet zone of four modules.
    fn plane(version: u8) -> Plane<'static> {
        let code = DrawnCode::encode_as("fit", CorrectionLevel::Low, version, None).unwrap();
        let flat = CodeStyle::PLAIN.flat(&code, 6);
        let (width, height) = (flat.width(), flat.height());
        Plane { width, height, pixels: Cow::Owned(flat.into_pixels()) }
    }

    fn centres(version: u8) -> Quad {
        let far = 6.0 * (4.0 * f32::from(version) + 17.0 + 0.5);
        let near = 6.0 * 7.5;
        [(near, near), (far, near), (far, far), (near, far)].map(|(x, y)| PixelPoint::new(x, y))
    }

    fn later() -> Instant {
        Instant::now() + Duration::from_mins(1)
    }

    #[test]
    fn the_version_is_found_by_its_patterns() {
        for version in [1, 2, 5, 7, 14, 25, 40] {
            let plane = plane(version);
            let view = GreyView::new(&plane, Polarity::DarkOnLight).unwrap();
            let [tl, tr, _, bl] = centres(version);
            let finder = |at| {
                let polarity = Polarity::DarkOnLight;
                match_finder(&view, &FinderCandidate { at, module: 6.0, rows: 9.0, polarity }, 0.5)
                    .unwrap()
            };
            let side = 4.0 * f32::from(version) + 17.0;
            let triple = FinderTriple {
                corner: finder(tl),
                right: finder(tr),
                below: finder(bl),
                cost: 0.0,
                side: side * 1.04,
            };
            let best = poses_of_triple(&view, &triple, FitEffort::Quick, 1, later())[0];
            assert_eq!(best.layout.version, version);
            assert!(best.score > 0.8, "version {version}: {}", best.score);
        }
    }

    #[test]
    fn corners_move_to_where_the_patterns_are() {
        let plane = plane(5);
        let view = GreyView::new(&plane, Polarity::DarkOnLight).unwrap();
        let mut quad = centres(5);
        quad[0] = quad[0].plus(1.5, -1.0);
        quad[2] = quad[2].plus(6.0, 5.0);
        let mut pose = SymbolPose::at(&view, SymbolLayout::of(5).unwrap(), quad);
        let before = pose.score;
        refine_pose(&view, &mut pose, 1.0, later());
        assert!(pose.score > before && pose.score > 0.85, "{}", pose.score);
        let away = pose.quad[2].distance(centres(5)[2]);
        assert!(away < 6.0, "{away}");
        assert!((pose.module() - 6.0).abs() < 0.1);
    }

    #[test]
    fn nearby_poses_differ_only_in_the_fourth_corner_and_begin_near_it() {
        let pose =
            SymbolPose { layout: SymbolLayout::of(1).unwrap(), quad: centres(1), score: 0.9 };
        let others = nearby_poses(pose);
        assert_eq!(others.len(), 48);
        assert!(others[0].quad[2].distance(pose.quad[2]) < 6.1);
        assert!(others.iter().all(|other| other.quad[0] == pose.quad[0]));
    }

    #[test]
    fn a_flat_picture_has_no_score() {
        let plane = Plane { width: 90, height: 90, pixels: Cow::Owned(vec![80; 8100]) };
        let view = GreyView::new(&plane, Polarity::DarkOnLight).unwrap();
        let quad = [(9.0, 9.0), (70.0, 9.0), (70.0, 70.0), (9.0, 70.0)]
            .map(|(x, y)| PixelPoint::new(x, y));
        assert!(SymbolPose::at(&view, SymbolLayout::of(2).unwrap(), quad).score.abs() < 0.05);
    }
}
