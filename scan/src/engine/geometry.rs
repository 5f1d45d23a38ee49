//! Points and homographies from modules to pixels.

/// Number of points that are mapped or sampled together.
pub(crate) const LANES: usize = 8;

/// A point in pixels. (0, 0) is the corner of the first pixel, whose centre is (½, ½), so that on a
/// level of half the size all coordinates are halved.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct PixelPoint {
    pub(crate) x: f32,
    pub(crate) y: f32,
}

impl PixelPoint {
    pub(crate) fn new(x: f32, y: f32) -> Self {
        Self { x, y }
    }

    pub(crate) fn distance(self, other: Self) -> f32 {
        (self.x - other.x).hypot(self.y - other.y)
    }

    /// The vector to another point.
    pub(crate) fn to(self, other: Self) -> Self {
        Self { x: other.x - self.x, y: other.y - self.y }
    }

    /// The cross product of two vectors, positive if the second is clockwise of the first.
    pub(crate) fn cross(self, other: Self) -> f32 {
        self.x * other.y - self.y * other.x
    }

    pub(crate) fn scaled(self, factor: f32) -> Self {
        Self { x: self.x * factor, y: self.y * factor }
    }

    pub(crate) fn plus(self, x: f32, y: f32) -> Self {
        Self { x: self.x + x, y: self.y + y }
    }
}

/// Four points in the order of the symbol's top left, top right, bottom right, bottom left.
pub(crate) type Quad = [PixelPoint; 4];

/// A map from module coordinates to pixels.
pub(crate) trait ModuleMap {
    /// Maps several points.
    fn map_each(&self, u: &[f32; LANES], v: &[f32; LANES]) -> ([f32; LANES], [f32; LANES]);
}

impl ModuleMap for Homography {
    #[inline]
    fn map_each(&self, u: &[f32; LANES], v: &[f32; LANES]) -> ([f32; LANES], [f32; LANES]) {
        let h = &self.0;
        let (mut x, mut y) = ([0.0; LANES], [0.0; LANES]);
        for lane in 0..LANES {
            let (u, v) = (u[lane], v[lane]);
            let w = 1.0 / (h[6] * u + h[7] * v + h[8]);
            x[lane] = (h[0] * u + h[1] * v + h[2]) * w;
            y[lane] = (h[3] * u + h[4] * v + h[5]) * w;
        }
        (x, y)
    }
}

/// A homography: a projective map of the plane.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Homography([f32; 9]);

impl Homography {
    /// The homography that maps the square from (`near`, `near`) to (`far`, `far`) to `quad`.
    /// `None` if no camera sees a square there.
    pub(crate) fn of_square(near: f32, far: f32, quad: &Quad) -> Option<Self> {
        let [p0, p1, p2, p3] = quad.map(|at| [f64::from(at.x), f64::from(at.y)]);
        let (dx1, dy1) = (p1[0] - p2[0], p1[1] - p2[1]);
        let (dx2, dy2) = (p3[0] - p2[0], p3[1] - p2[1]);
        let (sx, sy) = (p0[0] - p1[0] + p2[0] - p3[0], p0[1] - p1[1] + p2[1] - p3[1]);
        let area = dx1 * dy2 - dx2 * dy1;
        if area.is_nan() || area.abs() <= 1e-6 {
            return None;
        }
        let (g, h) = ((sx * dy2 - dx2 * sy) / area, (dx1 * sy - sx * dy1) / area);
        // The horizon must be well outside of the symbol.
        let is_behind = |depth: f64| depth.is_nan() || depth <= -0.9;
        if is_behind(g) || is_behind(h) || is_behind(g + h) {
            return None;
        }
        let unit = [
            [p1[0] - p0[0] + g * p1[0], p3[0] - p0[0] + h * p3[0], p0[0]],
            [p1[1] - p0[1] + g * p1[1], p3[1] - p0[1] + h * p3[1], p0[1]],
            [g, h, 1.0],
        ];
        let scale = 1.0 / f64::from(far - near);
        let shift = -f64::from(near) * scale;
        let mut entries = [0.0; 9];
        for (row, out) in unit.iter().zip(entries.chunks_exact_mut(3)) {
            out[0] = (row[0] * scale) as f32;
            out[1] = (row[1] * scale) as f32;
            out[2] = ((row[0] + row[1]) * shift + row[2]) as f32;
        }
        Some(Self(entries))
    }

    /// The matrix, row by row.
    pub(crate) fn entries(&self) -> &[f32; 9] {
        &self.0
    }

    /// Maps one point.
    #[inline]
    pub(crate) fn map(&self, u: f32, v: f32) -> PixelPoint {
        let h = &self.0;
        let w = 1.0 / (h[6] * u + h[7] * v + h[8]);
        PixelPoint { x: (h[0] * u + h[1] * v + h[2]) * w, y: (h[3] * u + h[4] * v + h[5]) * w }
    }

    /// Maps a square of module coordinates.
    pub(crate) fn quad(&self, near: f32, far: f32) -> Quad {
        [(near, near), (far, near), (far, far), (near, far)].map(|(u, v)| self.map(u, v))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corners_go_to_corners_and_lines_stay_lines() {
        let quad = [(10.0, 10.0), (90.0, 20.0), (80.0, 100.0), (5.0, 80.0)]
            .map(|(x, y)| PixelPoint::new(x, y));
        let map = Homography::of_square(3.5, 17.5, &quad).unwrap();
        for (seen, wanted) in map.quad(3.5, 17.5).iter().zip(quad) {
            assert!(seen.distance(wanted) < 1e-3);
        }
        let [a, b, c] = [(3.5, 3.5), (9.0, 9.0), (17.5, 17.5)].map(|(u, v)| map.map(u, v));
        let area = (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
        assert!(area.abs() < 1e-2);
    }

    #[test]
    fn points_that_are_no_view_of_a_square_are_rejected() {
        let map = |points: [(f32, f32); 4]| {
            Homography::of_square(0.0, 1.0, &points.map(|(x, y)| PixelPoint::new(x, y)))
        };
        assert!(map([(0.0, 0.0); 4]).is_none());
        assert!(map([(0.0, 0.0), (1.0, 0.0), (0.1, 0.1), (0.0, 1.0)]).is_none());
        assert!(map([(0.0, 0.0), (f32::NAN, 0.0), (1.0, 1.0), (0.0, 1.0)]).is_none());
    }
}
