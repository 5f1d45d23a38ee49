//! Planes of linear light, and optical effects on them.

mod blur;

/// A picture of linear light, row by row; 0 is no light, 1 is the white of the monitor.
#[derive(Clone)]
pub(crate) struct Plane {
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) values: Vec<f32>,
}

impl Plane {
    /// A plane of one tone.
    pub(crate) fn filled(width: usize, height: usize, tone: f32) -> Self {
        Self { width, height, values: vec![tone; width * height] }
    }

    /// One row.
    pub(crate) fn row(&self, y: usize) -> &[f32] {
        &self.values[y * self.width..(y + 1) * self.width]
    }

    /// One row, mutable.
    pub(crate) fn row_mut(&mut self, y: usize) -> &mut [f32] {
        &mut self.values[y * self.width..(y + 1) * self.width]
    }

    /// The value at a point, interpolated between four values; `None` outside of the plane.
    pub(crate) fn between(&self, x: f64, y: f64) -> Option<f32> {
        let (x, y) = (x - 0.5, y - 0.5);
        let is_inside =
            x >= 0.0 && y >= 0.0 && x < (self.width - 1) as f64 && y < (self.height - 1) as f64;
        if !is_inside {
            return None;
        }
        let (column, row) = (x as usize, y as usize);
        let (fx, fy) = ((x - column as f64) as f32, (y - row as f64) as f32);
        let at = row * self.width + column;
        let (upper, lower) = (&self.values[at..at + 2], &self.values[at + self.width..][..2]);
        let top = upper[0] + (upper[1] - upper[0]) * fx;
        let bottom = lower[0] + (lower[1] - lower[0]) * fx;
        Some(top + (bottom - top) * fy)
    }

    /// The plane at half the size, each value the mean of four. An odd last row or column is
    /// omitted.
    pub(crate) fn halved(&self) -> Self {
        let (width, height) = (self.width / 2, self.height / 2);
        let mut values = Vec::with_capacity(width * height);
        for y in 0..height {
            let (upper, lower) = (self.row(2 * y), self.row(2 * y + 1));
            let pairs = upper.chunks_exact(2).zip(lower.chunks_exact(2));
            values.extend(pairs.map(|(a, b)| (a[0] + a[1] + b[0] + b[1]) * 0.25));
        }
        Self { width, height, values }
    }

    /// The plane with its edge values repeated on all sides.
    fn padded(&self, by: usize) -> Self {
        let width = self.width + 2 * by;
        let mut values = Vec::with_capacity(width * (self.height + 2 * by));
        for y in 0..self.height + 2 * by {
            let row = self.row(y.saturating_sub(by).min(self.height - 1));
            values.extend(std::iter::repeat_n(row[0], by));
            values.extend_from_slice(row);
            values.extend(std::iter::repeat_n(row[row.len() - 1], by));
        }
        Self { width, height: self.height + 2 * by, values }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halving_takes_the_mean_of_four() {
        let plane = Plane { width: 4, height: 2, values: vec![0., 1., 2., 2., 1., 2., 4., 4.] };

        let half = plane.halved();

        assert_eq!((half.width, half.height, half.values), (2, 1, vec![1.0, 3.0]));
    }

    #[test]
    fn a_tone_between_values_is_their_blend() {
        let plane = Plane { width: 2, height: 2, values: vec![0.0, 1.0, 2.0, 3.0] };

        assert_eq!(plane.between(0.5, 0.5), Some(0.0));
        assert_eq!(plane.between(1.0, 1.0), Some(1.5));
        assert_eq!(plane.between(0.2, 1.0), None);
    }
}
