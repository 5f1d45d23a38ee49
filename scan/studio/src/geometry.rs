//! Points and homographies.

/// A point. In a picture, x points to the right and y down, in pixels; the centre of the first
/// pixel is at (0.5, 0.5).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// The horizontal coordinate.
    pub x: f64,
    /// The vertical coordinate.
    pub y: f64,
}

impl Point {
    /// The point at these coordinates.
    pub const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    /// The distance to another point.
    pub fn distance(self, other: Self) -> f64 {
        (self.x - other.x).hypot(self.y - other.y)
    }
}

/// A projective map between planes, as a 3x3 matrix, row by row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Homography(pub [[f64; 3]; 3]);

impl Homography {
    /// Scaling, then a translation.
    pub const fn scale_and_shift(scale: f64, shift: Point) -> Self {
        Self([[scale, 0.0, shift.x], [0.0, scale, shift.y], [0.0, 0.0, 1.0]])
    }

    /// Maps a point.
    pub fn map(&self, point: Point) -> Point {
        let [x, y, w] = self.0.map(|row| row[0] * point.x + row[1] * point.y + row[2]);
        Point::new(x / w, y / w)
    }

    /// The composition: `first`, then this map.
    #[must_use]
    pub fn after(&self, first: &Self) -> Self {
        let column = |i: usize, j: usize| (0..3).map(|k| self.0[i][k] * first.0[k][j]).sum();
        Self([0, 1, 2].map(|i| [0, 1, 2].map(|j| column(i, j))))
    }

    /// The inverse map. A plane seen edge-on has none and gives values that are not finite.
    #[must_use]
    pub fn inverse(&self) -> Self {
        let m = &self.0;
        let minor = |i: usize, j: usize| {
            let (r, c) = ([(i + 1) % 3, (i + 2) % 3], [(j + 1) % 3, (j + 2) % 3]);
            m[r[0]][c[0]] * m[r[1]][c[1]] - m[r[0]][c[1]] * m[r[1]][c[0]]
        };
        let determinant: f64 = (0..3).map(|j| m[0][j] * minor(0, j)).sum();
        Self([0, 1, 2].map(|i| [0, 1, 2].map(|j| minor(j, i) / determinant)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TILTED: Homography =
        Homography([[2.0, 0.3, 10.0], [-0.2, 1.7, 5.0], [0.001, -0.002, 1.0]]);

    #[test]
    fn the_inverse_maps_back() {
        let point = Point::new(31.0, 7.0);

        let back = TILTED.inverse().map(TILTED.map(point));

        assert!(back.distance(point) < 1e-9, "{back:?}");
    }

    #[test]
    fn composed_maps_apply_both() {
        let first = Homography::scale_and_shift(3.0, Point::new(-1.0, 4.0));
        let point = Point::new(2.0, 9.0);

        let both = TILTED.after(&first).map(point);

        assert!(both.distance(TILTED.map(Point::new(5.0, 31.0))) < 1e-9);
    }
}
