//! The three blurs of a camera: lens blur, defocus and motion.

use super::Plane;

impl Plane {
    /// Blurs with a Gaussian of this standard deviation, in values.
    pub(crate) fn blur(&mut self, deviation: f64) {
        let reach = (deviation * 3.0).ceil() as usize;
        let weights: Vec<f64> = (0..=2 * reach)
            .map(|i| (-((i as f64 - reach as f64) / deviation).powi(2) / 2.0).exp())
            .collect();
        let total: f64 = weights.iter().sum();
        let taps: Vec<f32> = weights.iter().map(|weight| (weight / total) as f32).collect();

        let padded = self.padded(reach);
        let mut across = Self::filled(self.width, padded.height, 0.0);
        for y in 0..padded.height {
            for (shift, &tap) in taps.iter().enumerate() {
                add(across.row_mut(y), &padded.row(y)[shift..], tap);
            }
        }
        self.values.fill(0.0);
        for y in 0..self.height {
            for (shift, &tap) in taps.iter().enumerate() {
                add(self.row_mut(y), across.row(y + shift), tap);
            }
        }
    }

    /// Defocus: spreads each value over a disc of this radius.
    ///
    /// Each row of the disc is a span, and the sum over a span is a difference of two running sums,
    /// so the work grows with the radius and not with its square.
    pub(crate) fn defocus(&mut self, radius: f64) {
        const STEPS: usize = 8;
        if radius < 0.25 {
            return; // far below the size of a value
        }
        let reach = radius.ceil() as usize;
        let margin = reach + 2;
        let half_width = |row: f64| {
            let chords = (0..STEPS).map(|step| {
                let y = row + (step as f64 + 0.5) / STEPS as f64 - 0.5;
                (radius * radius - y * y).max(0.0).sqrt()
            });
            chords.sum::<f64>() / STEPS as f64
        };
        let half_widths: Vec<f64> =
            (0..=2 * reach).map(|i| half_width(i as f64 - reach as f64)).collect();
        let area = 2.0 * half_widths.iter().sum::<f64>();

        let mut sums = self.padded(margin);
        for y in 0..sums.height {
            let mut running = 0.0;
            for value in sums.row_mut(y) {
                running += *value;
                *value = running;
            }
        }
        self.values.fill(0.0);
        let weight = (1.0 / area) as f32;
        for y in 0..self.height {
            for (i, half) in half_widths.iter().enumerate() {
                let sums = sums.row(y + margin - reach + i);
                // `sums[j]` is the sum up to the end of value j, which is at j + 1.
                for (end, sign) in [(half, weight), (&-half, -weight)] {
                    let at = margin as f64 - 0.5 + end;
                    let (whole, part) = (at.floor() as usize, (at - at.floor()) as f32);
                    add(self.row_mut(y), &sums[whole..], sign * (1.0 - part));
                    add(self.row_mut(y), &sums[whole + 1..], sign * part);
                }
            }
        }
    }

    /// Motion blur along a line of this length, in values, and angle, in radians.
    pub(crate) fn smear(&mut self, length: f64, angle: f64) {
        let reach = (length / 2.0).ceil() as usize + 1;
        let side = 2 * reach + 1;
        let mut kernel = vec![0.0_f64; side * side];
        let steps = ((length * 8.0) as usize).max(8);
        for step in 0..steps {
            let along = length * ((step as f64 + 0.5) / steps as f64 - 0.5);
            let (x, y) = (reach as f64 + along * angle.cos(), reach as f64 + along * angle.sin());
            let (column, row) = (x.floor() as usize, y.floor() as usize);
            let (fx, fy) = (x - x.floor(), y - y.floor());
            let at = row * side + column;
            kernel[at] += (1.0 - fx) * (1.0 - fy);
            kernel[at + 1] += fx * (1.0 - fy);
            kernel[at + side] += (1.0 - fx) * fy;
            kernel[at + side + 1] += fx * fy;
        }
        let padded = self.padded(reach);
        self.values.fill(0.0);
        for y in 0..self.height {
            for (i, &tap) in kernel.iter().enumerate().filter(|(_, tap)| **tap > 0.0) {
                let source = &padded.row(y + i / side)[i % side..];
                add(self.row_mut(y), source, (tap / steps as f64) as f32);
            }
        }
    }
}

/// Adds a weighted row; the source may be longer.
fn add(row: &mut [f32], source: &[f32], weight: f32) {
    for (value, source) in row.iter_mut().zip(source) {
        *value += source * weight;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A point of light in the middle of 41 x 41 values.
    fn point() -> Plane {
        let mut plane = Plane::filled(41, 41, 0.0);
        plane.row_mut(20)[20] = 1.0;
        plane
    }

    fn assert_spread(plane: &Plane, across: f64, down: f64) {
        let mut moments = [0.0; 5];
        for y in 0..plane.height {
            for (x, &value) in plane.row(y).iter().enumerate() {
                let (dx, dy, value) = (x as f64 - 20.0, y as f64 - 20.0, f64::from(value));
                let of_value = [1.0, dx, dy, dx * dx, dy * dy];
                moments.iter_mut().zip(of_value).for_each(|(sum, moment)| *sum += moment * value);
            }
        }
        let expected = [1.0, 0.0, 0.0, across, down];
        let errors = moments.iter().zip(expected).map(|(found, wanted)| (found - wanted).abs());
        assert!(errors.into_iter().all(|error| error < 0.15), "{moments:?} is not {expected:?}");
    }

    #[test]
    fn the_lens_spreads_a_point_by_its_deviation() {
        let mut plane = point();
        plane.blur(1.5);
        assert_spread(&plane, 2.25, 2.25);
    }

    #[test]
    fn defocus_spreads_a_point_over_a_disc() {
        for radius in [0.7, 3.0, 6.3] {
            let mut plane = point();
            plane.defocus(radius);
            // A disc has a variance of r²/4 along each axis, to which a square value adds its own.
            let variance: f64 = radius * radius / 4.0;
            assert_spread(&plane, variance, variance);
        }
    }

    #[test]
    fn the_smallest_defocus_keeps_the_light() {
        for radius in [0.0, 0.001, 0.25, 0.4] {
            let mut plane = point();
            plane.defocus(radius);
            assert_spread(&plane, 0.0, 0.0);
        }
    }

    #[test]
    fn a_smear_spreads_a_point_along_its_line() {
        let mut plane = point();
        plane.smear(6.0, 0.0);
        assert_spread(&plane, 3.1, 0.0);

        let mut plane = point();
        plane.smear(6.0, std::f64::consts::FRAC_PI_2);
        assert_spread(&plane, 0.0, 3.1);
    }

    #[test]
    fn an_even_plane_stays_even_to_its_edges() {
        let mut plane = Plane::filled(12, 9, 0.6);

        plane.blur(1.2);
        plane.defocus(2.4);
        plane.smear(5.0, 0.7);

        assert!(plane.values.iter().all(|value| (value - 0.6).abs() < 1e-3));
    }
}
