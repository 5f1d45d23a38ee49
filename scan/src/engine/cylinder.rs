//! Symbols on a cylinder, such as a bottle or a can. Their finder patterns have other positions and
//! outlines than those of a flat symbol. A camera and a cylinder are fitted first by the
//! correlation of all function patterns, then by the contrast between modules.

use super::fit::{score, versions_on_cylinder};
use super::geometry::{Homography, LANES, ModuleMap, PixelPoint, Quad};
use super::group::FinderTriple;
use super::layout::SymbolLayout;
use super::view::GreyView;
use std::f32::consts::PI;
use std::time::Instant;

/// Number of cylinders, the best of all that are tried, that are fitted.
const MAX_FITTED: usize = 8;

/// Least correlation of all function patterns of a bent symbol before its data are sampled.
const MIN_PATTERNS: f32 = 0.55;

/// Number of initial directions of the cylinder's axis.
const FIRST_DIRECTIONS: i8 = 12;

/// Initial angles that half of the symbol covers on the cylinder; negative if it is on the inside.
const FIRST_ARCS: [f32; 8] = [0.35, -0.35, 0.6, -0.6, 0.85, -0.85, 1.1, -1.1];

/// Parameters of the fit: four of the cylinder and the camera, and two of each corner.
const PARAMETERS: usize = 12;

/// A symbol of one version on a cylinder.
#[derive(Clone, Copy)]
pub(crate) struct CylinderPose {
    pub(crate) layout: &'static SymbolLayout,
    /// The centres of the finder patterns, and the corresponding point at the bottom right, in
    /// pixels.
    pub(crate) quad: Quad,
    pub(crate) score: f32,
    /// The direction of bending, relative to the symbol's rows, in radians.
    turn: f32,
    /// The angle covered by half of the distance between finder patterns, in radians.
    arc: f32,
    /// Where the cylinder touches the plane of the homography, in units of half that distance from
    /// the middle.
    apex: f32,
    /// The logarithm of the focal length relative to the longer side of the frame.
    zoom: f32,
}

/// The map from modules on a cylinder to pixels.
pub(crate) struct CylinderMap {
    fold: CylinderSurface,
    middle: f32,
    half: f32,
    camera: CameraMatrix,
}

/// The map from the flat symbol (-1 to 1 between finder patterns) to the cylinder.
#[derive(Clone, Copy)]
struct CylinderSurface {
    cosine: f32,
    sine: f32,
    arc: f32,
    apex: f32,
}

impl CylinderSurface {
    #[inline]
    fn at(&self, s: f32, t: f32) -> [f32; 3] {
        let along = s * self.cosine + t * self.sine - self.apex;
        // The first terms of the series of sine and cosine: the angles are small, and the compiler
        // vectorises them.
        let angle = along * self.arc;
        let square = angle * angle;
        let nearer = along * square * (-1.0 / 6.0 + square * (1.0 / 120.0 - square / 5040.0));
        let depth = along * angle * (0.5 - square * (1.0 / 24.0 - square / 720.0));
        [s + nearer * self.cosine, t + nearer * self.sine, depth]
    }
}

/// The camera matrix: from points in space around the symbol to pixels (Hartley and Zisserman,
/// §6.1).
#[derive(Clone, Copy)]
struct CameraMatrix([[f32; 4]; 3]);

impl CameraMatrix {
    /// The camera with this focal length that maps the plane as `plane` does.
    fn of(plane: &Homography, view: &GreyView<'_>, zoom: f32) -> Self {
        let (width, height) = view.size();
        let focal = zoom.exp() * width.max(height);
        let (x, y) = (0.5 * width, 0.5 * height);
        let h = plane.entries();
        let ray = |a: f32, b: f32, c: f32| [(a - x * c) / focal, (b - y * c) / focal, c];
        let (u, v) = (ray(h[0], h[3], h[6]), ray(h[1], h[4], h[7]));
        let length = |ray: [f32; 3]| ray.iter().map(|own| own * own).sum::<f32>().sqrt();
        let scale = 1.0 / (length(u) * length(v)).sqrt().max(1e-12);
        let normal: [f32; 3] = std::array::from_fn(|i| {
            let (j, k) = ((i + 1) % 3, (i + 2) % 3);
            scale * (u[j] * v[k] - u[k] * v[j])
        });
        let depth =
            [focal * normal[0] + x * normal[2], focal * normal[1] + y * normal[2], normal[2]];
        Self(std::array::from_fn(|i| [h[3 * i], h[3 * i + 1], depth[i], h[3 * i + 2]]))
    }

    #[inline]
    fn see(&self, [x, y, z]: [f32; 3]) -> PixelPoint {
        let [a, b, c] = self.0.map(|row| row[0] * x + row[1] * y + row[2] * z + row[3]);
        PixelPoint::new(a / c, b / c)
    }
}

impl ModuleMap for CylinderMap {
    #[inline]
    fn map_each(&self, u: &[f32; LANES], v: &[f32; LANES]) -> ([f32; LANES], [f32; LANES]) {
        let (mut x, mut y) = ([0.0; LANES], [0.0; LANES]);
        for lane in 0..LANES {
            let s = (u[lane] - self.middle) / self.half;
            let t = (v[lane] - self.middle) / self.half;
            let at = self.camera.see(self.fold.at(s, t));
            (x[lane], y[lane]) = (at.x, at.y);
        }
        (x, y)
    }
}

/// The cylinders that fit a triple, the best first.
pub(crate) fn cylinders(
    view: &GreyView<'_>,
    triple: &FinderTriple,
    deadline: Instant,
) -> Vec<CylinderPose> {
    let mut cylinders = Vec::new();
    for version in versions_on_cylinder(triple.side) {
        if Instant::now() >= deadline {
            break;
        }
        cylinders.extend(
            SymbolLayout::of(version).iter().flat_map(|layout| begin(view, layout, triple)),
        );
    }
    best_of(&mut cylinders, MAX_FITTED);
    for cylinder in &mut cylinders {
        cylinder.score =
            cylinder.climb(view, deadline, |cylinder, chart| cylinder.seen(view, chart));
    }
    best_of(&mut cylinders, 2);
    cylinders.retain(|cylinder| cylinder.score >= MIN_PATTERNS);
    for cylinder in &mut cylinders {
        cylinder.climb(view, deadline, |cylinder, chart| {
            cylinder.seen(view, chart) + 2.0 * cylinder.clarity(view, chart)
        });
    }
    cylinders
}

fn best_of(cylinders: &mut Vec<CylinderPose>, most: usize) {
    cylinders.sort_by(|a, b| b.score.total_cmp(&a.score));
    cylinders.truncate(most);
}

/// For each initial direction, the cylinder with the best correlation.
fn begin(
    view: &GreyView<'_>,
    layout: &'static SymbolLayout,
    triple: &FinderTriple,
) -> Vec<CylinderPose> {
    let [tl, tr, bl] = triple.finders().map(|finder| finder.at);
    let quad = [tl, tr, tr.plus(bl.x - tl.x, bl.y - tl.y), bl];
    let mut begun = Vec::new();
    for number in 0..FIRST_DIRECTIONS {
        let turn = f32::from(number) * PI / f32::from(FIRST_DIRECTIONS);
        let mut turned = Vec::new();
        for arc in FIRST_ARCS {
            for apex in [0.0, -0.4, 0.4, -0.8, 0.8] {
                let mut cylinder =
                    CylinderPose { layout, quad, score: -1.0, turn, arc, apex, zoom: 0.0 };
                let Some(bent) = cylinder.bent(view, FittedCorners::Three) else { continue };
                cylinder.quad[2] = bent.camera.see(bent.fold.at(1.0, 1.0));
                cylinder.score = score(view, &layout.patterns, &bent);
                turned.push(cylinder);
            }
        }
        best_of(&mut turned, 1);
        begun.append(&mut turned);
    }
    begun
}

/// Which corners of the quadrilateral the camera must reproduce.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FittedCorners {
    /// The fourth is where it would be without perspective.
    Three,
    All,
}

impl CylinderPose {
    /// The camera that reproduces the finder patterns' positions.
    fn bent(&self, view: &GreyView<'_>, corners: FittedCorners) -> Option<CylinderMap> {
        const PLACES: [(f32, f32); 4] = [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)];
        let (sine, cosine) = self.turn.sin_cos();
        let fold = CylinderSurface { cosine, sine, arc: self.arc, apex: self.apex };
        let folded = PLACES.map(|(s, t)| fold.at(s, t));
        let mut flat = self.quad;
        let mut camera = None;
        for _ in 0..4 {
            let plane = Homography::of_square(-1.0, 1.0, &flat)?;
            let own = CameraMatrix::of(&plane, view, self.zoom);
            camera = Some(own);
            for ((flat, place), wanted) in flat.iter_mut().zip(folded).zip(self.quad) {
                let off = own.see(place).to(wanted);
                *flat = flat.plus(off.x, off.y);
            }
            if corners == FittedCorners::Three {
                flat[2] = flat[1].plus(flat[3].x - flat[0].x, flat[3].y - flat[0].y);
            }
        }
        let side = self.layout.side as f32;
        Some(CylinderMap { fold, middle: 0.5 * side, half: 0.5 * (side - 7.0), camera: camera? })
    }

    /// The map of the fitted parameters.
    pub(crate) fn chart(&self, view: &GreyView<'_>) -> Option<CylinderMap> {
        self.bent(view, FittedCorners::All)
    }

    /// Changes one parameter after the other for as long as `worth` grows, and returns its last
    /// value. A pattern search, as in [`fit`](super::fit).
    fn climb(
        &mut self,
        view: &GreyView<'_>,
        deadline: Instant,
        worth: impl Fn(&Self, &CylinderMap) -> f32,
    ) -> f32 {
        let worth =
            |cylinder: &Self| cylinder.chart(view).map_or(-1.0, |chart| worth(cylinder, &chart));
        let mut best = worth(self);
        let mut step = 0.8;
        while step > 0.04 && Instant::now() < deadline {
            let mut moved = false;
            for knob in 0..PARAMETERS {
                for sign in [1.0, -1.0] {
                    let turned = self.turned(knob, sign * step);
                    let own = worth(&turned);
                    if own > best + 5e-4 {
                        (best, moved, *self) = (own, true, turned);
                    }
                }
            }
            if !moved {
                step *= 0.5;
            }
        }
        best
    }

    /// One parameter changed by as much as moves some point by `by` modules.
    fn turned(&self, knob: usize, by: f32) -> Self {
        let mut next = *self;
        let modules = self.layout.side as f32 - 7.0;
        let small = 4.0 * by / modules;
        match knob {
            0 => next.arc += small,
            1 => next.turn += small,
            2 => next.apex += 2.0 * small,
            3 => next.zoom += 2.0 * small,
            _ => {
                let corner = (knob - 4) / 2;
                // The positions of finder patterns are nearly right.
                let by = if corner == 2 { by } else { 0.3 * by };
                let to = if knob.is_multiple_of(2) { self.quad[1] } else { self.quad[3] };
                let way = self.quad[0].to(to).scaled(by / modules);
                next.quad[corner] = next.quad[corner].plus(way.x, way.y);
            }
        }
        next
    }

    /// The mean correlation of all function patterns.
    fn seen(&self, view: &GreyView<'_>, chart: &CylinderMap) -> f32 {
        score(view, &self.layout.patterns, chart)
    }

    /// The variance between modules divided by the variance of all samples, four around each
    /// module's centre. It falls if the map is wrong, because the samples of a module then differ.
    fn clarity(&self, view: &GreyView<'_>, chart: &CylinderMap) -> f32 {
        const BESIDE: [(f32, f32); 4] = [(-0.3, -0.3), (0.3, -0.3), (-0.3, 0.3), (0.3, 0.3)];
        let side = self.layout.side;
        let (mut sums, mut squares, mut between) = ([0.0; LANES], [0.0; LANES], [0.0; LANES]);
        let mut count = 0.0;
        for row in (0..side).step_by(side.div_ceil(50)) {
            for first in (0..side).step_by(LANES) {
                let mut total = [0.0; LANES];
                for (right, below) in BESIDE {
                    let u = std::array::from_fn(|lane| {
                        (first + lane).min(side - 1) as f32 + 0.5 + right
                    });
                    let (x, y) = chart.map_each(&u, &[row as f32 + 0.5 + below; LANES]);
                    let seen = view.at_each(&x, &y);
                    for lane in 0..LANES {
                        total[lane] += 0.25 * seen[lane];
                        squares[lane] += 0.25 * seen[lane] * seen[lane];
                    }
                }
                for lane in 0..LANES {
                    sums[lane] += total[lane];
                    between[lane] += total[lane] * total[lane];
                }
                count += LANES as f32;
            }
        }
        let mean = |lanes: [f32; LANES]| lanes.iter().sum::<f32>() / count;
        let square = mean(sums).powi(2);
        (mean(between) - square) / (mean(squares) - square).max(1.0)
    }
}
