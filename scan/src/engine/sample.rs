//! The sampling grid: grey values of each module, and the decisions of a local threshold.

use super::geometry::{LANES, ModuleMap};
use super::smooth::box_mean;
use super::soft::SoftModules;
use super::view::GreyView;

/// Modules around the symbol that are sampled as well: the quiet zone gives the level of light.
pub(crate) const QUIET_MARGIN: usize = 2;

/// Samples per module, three by three.
pub(crate) const SAMPLES: usize = 9;

/// Corrections of the homography, in pixels for each module of the padded grid.
pub(crate) struct GridShifts {
    pub(crate) right: Vec<f32>,
    pub(crate) down: Vec<f32>,
}

/// Nine grey values of each module.
pub(crate) struct SamplingGrid {
    /// Modules per side, without the margin.
    pub(crate) side: usize,
    /// One layer for each of the nine positions within a module, row by row of the padded grid.
    pub(crate) layers: [Vec<f32>; SAMPLES],
}

impl SamplingGrid {
    /// Modules per side of the padded grid.
    pub(crate) fn padded(&self) -> usize {
        self.side + 2 * QUIET_MARGIN
    }

    /// Samples `side` modules per side at the positions of `map`.
    pub(crate) fn sample(
        view: &GreyView<'_>,
        map: &impl ModuleMap,
        side: usize,
        shifts: Option<&GridShifts>,
    ) -> Self {
        let padded = side + 2 * QUIET_MARGIN;
        let layers = std::array::from_fn(|layer| {
            let (right, below) = (layer % 3, layer / 3);
            let (right, below) = ((right as f32 - 1.0) / 3.0, (below as f32 - 1.0) / 3.0);
            let mut values = Vec::with_capacity(padded * padded);
            for row in 0..padded {
                for first in (0..padded).step_by(LANES) {
                    let u = std::array::from_fn(|lane| centre(first + lane) + right);
                    let (mut x, mut y) = map.map_each(&u, &[centre(row) + below; LANES]);
                    let count = LANES.min(padded - first);
                    if let Some(shifts) = shifts {
                        let places = row * padded + first..row * padded + first + count;
                        add(&mut x, &shifts.right[places.clone()]);
                        add(&mut y, &shifts.down[places]);
                    }
                    values.extend_from_slice(&view.at_each(&x, &y)[..count]);
                }
            }
            values
        });
        Self { side, layers }
    }

    /// The centres of the modules.
    pub(crate) fn middles(&self) -> &[f32] {
        &self.layers[SAMPLES / 2]
    }

    /// Compares each module with the mean of light and dark around it.
    pub(crate) fn threshold_locally(&self) -> Option<SoftModules> {
        let padded = self.padded();
        let values: Vec<f32> = (0..padded * padded)
            .map(|i| {
                let mean = self.layers.iter().map(|layer| layer[i]).sum::<f32>() / SAMPLES as f32;
                f32::midpoint(self.middles()[i], mean)
            })
            .collect();
        let (least, most) = extremes(&values, padded);
        let around = box_mean(&values, padded, 3);
        let soft = |i: usize| {
            let level = 0.25 * (least[i] + most[i]) + 0.5 * around[i];
            (level - values[i]) / (most[i] - least[i] + 4.0)
        };
        SoftModules::new(self.side, inner(self.side).map(soft).collect())
    }
}

fn add(values: &mut [f32; LANES], others: &[f32]) {
    values.iter_mut().zip(others).for_each(|(value, other)| *value += other);
}

/// The module coordinate of the centre of a row or column of the padded grid.
pub(crate) fn centre(place: usize) -> f32 {
    place as f32 - QUIET_MARGIN as f32 + 0.5
}

/// Indices in the padded grid that belong to the symbol, row by row.
pub(crate) fn inner(side: usize) -> impl Iterator<Item = usize> {
    let padded = side + 2 * QUIET_MARGIN;
    (0..side * side).map(move |i| (i / side + QUIET_MARGIN) * padded + i % side + QUIET_MARGIN)
}

/// The darkest and the lightest value of five by five modules, smoothed.
pub(crate) fn extremes(values: &[f32], side: usize) -> (Vec<f32>, Vec<f32>) {
    let least = box_mean(&square_fold(values, side, f32::min), side, 2);
    let most = box_mean(&square_fold(values, side, f32::max), side, 2);
    (least, most)
}

fn square_fold(values: &[f32], side: usize, pick: fn(f32, f32) -> f32) -> Vec<f32> {
    const REACH: usize = 2;
    let window = |i: usize| i.saturating_sub(REACH)..(i + REACH + 1).min(side);
    let across = |i: usize| {
        let row = i / side * side;
        window(i % side).map(|x| values[row + x]).fold(values[i], pick)
    };
    let lines: Vec<f32> = (0..side * side).map(across).collect();
    let down = |i: usize| window(i / side).map(|y| lines[y * side + i % side]).fold(lines[i], pick);
    (0..side * side).map(down).collect()
}

#[cfg(test)]
impl SamplingGrid {
    /// A symbol blurred across modules: five pixels per module, box filter of 2`reach` + 1 pixels.
    pub(crate) fn blurred(code: &aikotoba_studio::DrawnCode, reach: usize) -> Self {
        use super::geometry::{Homography, PixelPoint};
        use crate::{found::Polarity, plane::Plane};
        let side = 5 * (code.side() + 8);
        let ink = |x: usize, y: usize| {
            let (u, v) = ((x / 5).wrapping_sub(4), (y / 5).wrapping_sub(4));
            let inside = u < code.side() && v < code.side();
            if inside && code.is_dark(v, u) { 0.0 } else { 250.0 }
        };
        let sharp: Vec<f32> = (0..side * side).map(|i| ink(i % side, i / side)).collect();
        let pixels = box_mean(&sharp, side, reach).iter().map(|v| *v as u8).collect();
        let plane = Plane { width: side, height: side, pixels };
        let view = GreyView::new(&plane, Polarity::DarkOnLight).unwrap();
        let far = side as f32 - 20.0;
        let quad = [(20.0, 20.0), (far, 20.0), (far, far), (20.0, far)]
            .map(|(x, y)| PixelPoint::new(x, y));
        let map = Homography::of_square(0.0, code.side() as f32, &quad).unwrap();
        Self::sample(&view, &map, code.side(), None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::geometry::Homography;
    use crate::engine::geometry::PixelPoint;
    use crate::found::Polarity;
    use crate::plane::Plane;
    use aikotoba_studio::{CodeStyle, CorrectionLevel, DrawnCode};
    use std::borrow::Cow;

    #[test]
    fn the_modules_of_a_drawn_symbol_are_sampled() {
        let code = DrawnCode::encode_as("sample", CorrectionLevel::Medium, 3, None).unwrap();
        let flat = CodeStyle::PLAIN.flat(&code, 5);
        let (width, height) = (flat.width(), flat.height());
        let plane = Plane { width, height, pixels: Cow::Owned(flat.into_pixels()) };
        let view = GreyView::new(&plane, Polarity::DarkOnLight).unwrap();
        let quad = [(20.0, 20.0), (165.0, 20.0), (165.0, 165.0), (20.0, 165.0)]
            .map(|(x, y)| PixelPoint::new(x, y));
        let map = Homography::of_square(0.0, 29.0, &quad).unwrap();
        let soft = SamplingGrid::sample(&view, &map, 29, None).threshold_locally().unwrap();
        for place in 0..29 * 29 {
            assert_eq!(soft.at(place) > 0.0, code.is_dark(place / 29, place % 29), "{place}");
        }
    }

    #[test]
    fn extremes_are_those_of_the_neighbourhood() {
        let mut values = vec![10.0; 121];
        values[60] = 90.0;
        let (least, most) = extremes(&values, 11);
        assert!(least.iter().all(|value| (value - 10.0).abs() < 1e-4));
        assert!(most[60] > 89.0 && most[0] < 60.0);
    }
}
