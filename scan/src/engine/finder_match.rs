//! Template matching of finder patterns, by normalised cross-correlation (Lewis, Vision Interface
//! 1995) of their radial profile. Along lines through the centre in eight directions, the pattern
//! is dark up to 1½ modules, light to 2½, dark to 3½ and light beyond. The best scale is found
//! for each direction separately, so that tilted patterns match as well as frontal ones.

use super::finder::FinderCandidate;
use super::geometry::{LANES, PixelPoint};
use super::view::GreyView;
use crate::found::Polarity;

/// Number of directions, 22.5° apart.
pub(crate) const DIRECTIONS: usize = 8;

/// Samples per module along a line.
const SAMPLES_PER_MODULE: f32 = 6.0;

/// Samples of a line from the centre outwards: 4.4 modules at a scale of 1.75.
const SAMPLES: usize = 6 * LANES;

/// Cosine and sine of each direction.
const DIRECTION_VECTORS: [(f32, f32); DIRECTIONS] = {
    /// Cosine and sine of 22.5°, and of 45°.
    const COSINE: f32 = 0.923_879_5;
    const SINE: f32 = 0.382_683_43;
    const BOTH: f32 = std::f32::consts::FRAC_1_SQRT_2;
    [
        (1.0, 0.0),
        (COSINE, SINE),
        (BOTH, BOTH),
        (SINE, COSINE),
        (0.0, 1.0),
        (-SINE, COSINE),
        (-BOTH, BOTH),
        (-COSINE, SINE),
    ]
};

/// Scales along a line, as multiples of a candidate's module size: from 0.62 to 1.62.
const SCALES: [f32; 18] = {
    let mut scales = [0.62; 18];
    let mut step = 1;
    while step < 18 {
        scales[step] = scales[step - 1] * 1.058;
        step += 1;
    }
    scales
};

/// Distances from the centre, in modules: four are dark, three are light.
const LANDMARKS: [f32; 7] = [0.4, 1.0, 2.8, 3.2, 1.8, 2.2, 3.9];

/// The samples of a line at the landmarks, for each scale.
const LANDMARK_SAMPLES: [[u8; 7]; 18] = {
    let mut stops = [[0; 7]; 18];
    let mut scale = 0;
    while scale < 18 {
        let mut mark = 0;
        while mark < 7 {
            stops[scale][mark] = (LANDMARKS[mark] * SCALES[scale] * SAMPLES_PER_MODULE + 0.5) as u8;
            mark += 1;
        }
        scale += 1;
    }
    stops
};

/// Distance from the centre in modules, expected value, and weight. The outer light has a low
/// weight because it may be missing.
const PROFILE: [(f32, f32, f32); 10] = [
    (0.2, -1.0, 0.6),
    (0.6, -1.0, 0.6),
    (1.0, -1.0, 1.0),
    (1.8, 1.0, 0.8),
    (2.0, 1.0, 1.0),
    (2.2, 1.0, 0.8),
    (2.8, -1.0, 0.8),
    (3.0, -1.0, 1.0),
    (3.2, -1.0, 0.8),
    (4.0, 1.0, 1.0),
];

/// A confirmed finder pattern, in frame pixels.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FinderPattern {
    pub(crate) at: PixelPoint,
    /// Pixels per module along each direction, from 0°.
    pub(crate) scales: [f32; DIRECTIONS],
    /// Pixels per module across and down, by the run lengths.
    pub(crate) module: f32,
    /// Quality of the template match, up to 1.
    pub(crate) quality: f32,
    pub(crate) polarity: Polarity,
}

impl FinderPattern {
    /// Pixels per module along the direction towards a point.
    pub(crate) fn scale_towards(&self, place: PixelPoint) -> f32 {
        let angle = (place.y - self.at.y).atan2(place.x - self.at.x);
        let turn = angle / std::f32::consts::PI * DIRECTIONS as f32;
        let turn = turn.rem_euclid(DIRECTIONS as f32);
        let (step, share) = (turn.floor(), turn.fract());
        let a = self.scales[step as usize % DIRECTIONS];
        let b = self.scales[(step as usize + 1) % DIRECTIONS];
        a + (b - a) * share
    }

    /// Compares the outline with a square that has edges along `u` and `v`: returns the square's
    /// scale and the mean difference of the logarithms of both outlines over all directions.
    pub(crate) fn outline(&self, u: PixelPoint, v: PixelPoint) -> (f32, f32) {
        let area = u.cross(v);
        let logs: [f32; DIRECTIONS] = std::array::from_fn(|direction| {
            let (x, y) = DIRECTION_VECTORS[direction % DIRECTIONS];
            let towards = PixelPoint::new(x, y);
            // In units of `u` and `v`, a square's edge is where the larger coordinate is reached.
            let along_u = towards.cross(v) / area;
            let along_v = u.cross(towards) / area;
            (self.scales[direction] * along_u.abs().max(along_v.abs())).max(1e-9).ln()
        });
        let mean = logs.iter().sum::<f32>() / DIRECTIONS as f32;
        let misfit = logs.iter().map(|log| (log - mean).abs()).sum::<f32>() / DIRECTIONS as f32;
        (mean.exp(), misfit)
    }

    /// The same pattern on a plane `factor` times as large.
    pub(crate) fn scaled(self, factor: f32) -> Self {
        Self {
            at: self.at.scaled(factor),
            scales: self.scales.map(|scale| scale * factor),
            module: self.module * factor,
            ..self
        }
    }

    /// Whether both are the same pattern, found twice.
    pub(crate) fn is_same_pattern(&self, other: &Self) -> bool {
        self.polarity == other.polarity
            && self.at.distance(other.at) < 1.0 + 1.2 * self.module.min(other.module)
            && self.module < 1.8 * other.module
            && other.module < 1.8 * self.module
    }
}

/// The patterns of the highest quality, the best first, at most `most`.
pub(crate) fn best(finders: &[FinderPattern], most: usize) -> Vec<FinderPattern> {
    let mut finders = finders.to_vec();
    finders.sort_by(|a, b| b.quality.total_cmp(&a.quality));
    finders.truncate(most);
    finders
}

/// Matches a candidate in `view`, which shows the candidate's polarity as dark on light. `None` if
/// the quality is below `least_quality`.
pub(crate) fn match_finder(
    view: &GreyView<'_>,
    hit: &FinderCandidate,
    least_quality: f32,
) -> Option<FinderPattern> {
    let mut scales = [hit.module; DIRECTIONS];
    let mut fit = WeightedCorrelation::default();
    for (number, direction) in ORDER.into_iter().enumerate() {
        let line = ProfileLine::sample(view, hit, direction);
        let scale = line.best_scale();
        scales[direction] = scale * hit.module;
        line.add_to(&mut fit, scale);
        // The first lines decide whether the others are worth sampling.
        let wanted = match number {
            1 => 0.4 * least_quality,
            3 => 0.6 * least_quality,
            _ => continue,
        };
        if fit.quality() < wanted {
            return None;
        }
    }
    let quality = fit.quality();
    (quality >= least_quality).then_some(FinderPattern {
        at: hit.at,
        scales,
        module: hit.module,
        quality,
        polarity: hit.polarity,
    })
}

/// The diagonals first: the run lengths already matched along the row and the column.
const ORDER: [usize; DIRECTIONS] = [2, 6, 0, 4, 1, 3, 5, 7];

/// Grey values outwards, the mean of both opposite directions: a finder pattern is symmetric,
/// texture is not.
struct ProfileLine {
    values: [f32; SAMPLES],
}

impl ProfileLine {
    fn sample(view: &GreyView<'_>, hit: &FinderCandidate, direction: usize) -> Self {
        let step = hit.module / SAMPLES_PER_MODULE;
        let (x, y) = DIRECTION_VECTORS[direction % DIRECTIONS];
        let (x, y) = (x * step, y * step);
        let mut values = [0.0; SAMPLES];
        for (number, out) in values.chunks_exact_mut(LANES).enumerate() {
            let far: [f32; LANES] = std::array::from_fn(|lane| (number * LANES + lane) as f32);
            let there = view
                .at_each(&far.map(|far| hit.at.x + x * far), &far.map(|far| hit.at.y + y * far));
            let back = view
                .at_each(&far.map(|far| hit.at.x - x * far), &far.map(|far| hit.at.y - y * far));
            for (lane, out) in out.iter_mut().enumerate() {
                *out = f32::midpoint(there[lane], back[lane]);
            }
        }
        Self { values }
    }

    fn value(&self, modules: f32) -> f32 {
        self.values[((modules * SAMPLES_PER_MODULE + 0.5) as usize).min(SAMPLES - 1)]
    }

    /// The scale, as a multiple of the candidate's module size, at which light and dark differ
    /// most.
    fn best_scale(&self) -> f32 {
        let (mut best, mut scale) = (f32::MIN, 1.0);
        for (stops, own) in LANDMARK_SAMPLES.iter().zip(SCALES) {
            let [a, b, c, d, e, f, g] =
                stops.map(|stop| self.values[usize::from(stop).min(SAMPLES - 1)]);
            let contrast = (2.0 * (e + f) + g) / 5.0 - (a + b + c + d) / 4.0;
            if contrast > best {
                (best, scale) = (contrast, own);
            }
        }
        scale
    }

    fn add_to(&self, fit: &mut WeightedCorrelation, scale: f32) {
        for (modules, wanted, weight) in PROFILE {
            fit.add(self.value(modules * scale), wanted, weight);
        }
    }
}

/// A weighted correlation with a minimum contrast, so that noise does not match.
#[derive(Default)]
struct WeightedCorrelation {
    weight: f32,
    seen: f32,
    seen2: f32,
    wanted: f32,
    wanted2: f32,
    both: f32,
}

impl WeightedCorrelation {
    fn add(&mut self, seen: f32, wanted: f32, weight: f32) {
        self.weight += weight;
        self.seen += weight * seen;
        self.seen2 += weight * seen * seen;
        self.wanted += weight * wanted;
        self.wanted2 += weight * wanted * wanted;
        self.both += weight * seen * wanted;
    }

    fn quality(&self) -> f32 {
        let w = self.weight;
        let covariance = self.both - self.seen * self.wanted / w;
        let seen = (self.seen2 - self.seen * self.seen / w).max(0.0).sqrt();
        let wanted = (self.wanted2 - self.wanted * self.wanted / w).max(0.0).sqrt();
        covariance / ((seen + 2.0 * w.sqrt()) * wanted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plane::Plane;
    use std::borrow::Cow;

    /// A finder pattern at (40, 40) with modules of `wide` by `tall` pixels.
    fn plane(wide: f32, tall: f32) -> Plane<'static> {
        let value = |i: usize| {
            let (x, y) = ((i % 80) as f32 + 0.5 - 40.0, (i / 80) as f32 + 0.5 - 40.0);
            let ring = (x / wide).abs().max((y / tall).abs());
            let dark = ring < 1.5 || (2.5..3.5).contains(&ring);
            if dark { 30 } else { 220 }
        };
        Plane { width: 80, height: 80, pixels: Cow::Owned((0..6400).map(value).collect()) }
    }

    fn seen(wide: f32, tall: f32) -> Option<FinderPattern> {
        let plane = plane(wide, tall);
        let view = GreyView::new(&plane, Polarity::DarkOnLight).unwrap();
        let module = f32::midpoint(wide, tall);
        let polarity = Polarity::DarkOnLight;
        let hit = FinderCandidate { at: PixelPoint::new(40.0, 40.0), module, rows: 9.0, polarity };
        match_finder(&view, &hit, 0.5)
    }

    #[test]
    fn frontal_and_tilted_patterns_match() {
        for (wide, tall) in [(5.0, 5.0), (3.0, 6.0), (8.0, 6.0)] {
            let finder = seen(wide, tall).unwrap();
            assert!(finder.quality > 0.85, "{}", finder.quality);
            let right = finder.scale_towards(PixelPoint::new(79.0, 40.0));
            let down = finder.scale_towards(PixelPoint::new(40.0, 0.0));
            assert!((right / wide - 1.0).abs() < 0.12, "{right} for {wide}");
            assert!((down / tall - 1.0).abs() < 0.12, "{down} for {tall}");
        }
    }

    #[test]
    fn a_disc_is_no_pattern() {
        let value = |i: usize| {
            let far = ((i % 80) as f32 - 40.0).hypot((i / 80) as f32 - 40.0);
            if far < 18.0 { 30 } else { 220 }
        };
        let pixels = Cow::Owned((0..6400).map(value).collect());
        let plane = Plane { width: 80, height: 80, pixels };
        let view = GreyView::new(&plane, Polarity::DarkOnLight).unwrap();
        let polarity = Polarity::DarkOnLight;
        let hit =
            FinderCandidate { at: PixelPoint::new(40.0, 40.0), module: 5.0, rows: 9.0, polarity };
        assert!(match_finder(&view, &hit, 0.6).is_none());
    }

    #[test]
    fn a_flat_picture_has_no_pattern() {
        let plane = Plane { width: 9, height: 9, pixels: Cow::Owned(vec![9; 81]) };
        let view = GreyView::new(&plane, Polarity::LightOnDark).unwrap();
        let polarity = Polarity::LightOnDark;
        let hit =
            FinderCandidate { at: PixelPoint::new(4.0, 4.0), module: 2.0, rows: 1.0, polarity };
        assert!(match_finder(&view, &hit, 0.3).is_none());
    }
}
