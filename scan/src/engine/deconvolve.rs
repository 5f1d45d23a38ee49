//! Deconvolution before the search. A lens out of focus spreads each point over a disc. If the disc
//! is as wide as two modules, the light and dark rings of a finder pattern differ by a tenth of
//! their contrast, and no threshold separates them.
//!
//! The method is the quadratic term of Van Cittert's iteration (Physik 69, 1931), with a box filter
//! as the model of the blur and a gain. The box filter attenuates each frequency about as much as
//! the disc. The part of the picture that it removes when applied twice is multiplied by the gain
//! and added back: a frequency that was not attenuated does not change, one that was attenuated to
//! a tenth grows to nine tenths. Noise grows ninefold.

use super::fit::SymbolPose;
use super::geometry::PixelPoint;
use super::pyramid::Pyramid;
use super::smooth::box_mean;
use super::view::GreyView;
use crate::found::Polarity;
use crate::plane::Plane;
use std::borrow::Cow;

/// The gain of the quadratic term.
const GAIN: f32 = 9.0;

/// Smaller values of the quadratic term, in grey values, are noise and set to zero, so that flat
/// areas stay flat.
const NOISE: f32 = 0.6;

/// Window radius of the box filter around a symbol, in modules; finder patterns correlate best with
/// it.
const RADIUS: f32 = 1.4;

/// Least pixels per module of a blurred symbol.
const MIN_MODULE: f32 = 2.0;

/// Rows per band; the intermediate values of a band fit into the processor's cache.
const BAND: usize = 48;

/// Deconvolves a plane with a box filter of side 2`radius` + 1.
pub(crate) fn deconvolved(plane: &Plane<'_>, radius: usize) -> Plane<'static> {
    let (width, height) = (plane.width, plane.height);
    let mut pixels = Vec::with_capacity(plane.area());
    for top in (0..height).step_by(BAND) {
        // A pixel depends on two windows around it.
        let first = top.saturating_sub(2 * radius);
        let last = (top + BAND + 2 * radius).min(height);
        let rows = Cow::Borrowed(&plane.pixels[first * width..last * width]);
        let band = deconvolved_band(&Plane { width, height: last - first, pixels: rows }, radius);
        let end = (top + BAND).min(height);
        pixels.extend_from_slice(&band[(top - first) * width..(end - first) * width]);
    }
    Plane { width, height, pixels: Cow::Owned(pixels) }
}

fn deconvolved_band(plane: &Plane<'_>, radius: usize) -> Vec<u8> {
    let own: Vec<f32> = plane.pixels.iter().map(|pixel| f32::from(*pixel)).collect();
    let lost = |values: &[f32]| -> Vec<f32> {
        let means = box_mean(values, plane.width, radius);
        values.iter().zip(means).map(|(value, mean)| value - mean).collect()
    };
    let twice = lost(&lost(&own));
    let sharp = own.iter().zip(twice).map(|(own, lost)| {
        let lost = lost - lost.clamp(-NOISE, NOISE);
        (own + GAIN * lost).clamp(0.0, 255.0) as u8
    });
    sharp.collect()
}

/// The deconvolved surroundings of a symbol.
pub(crate) struct DeconvolvedRegion {
    plane: Plane<'static>,
    /// The corner of the first pixel on its level.
    origin: PixelPoint,
    /// Frame pixels per pixel.
    factor: f32,
}

impl DeconvolvedRegion {
    /// Deconvolves the surroundings of a pose in frame pixels. `None` outside of the frame.
    pub(crate) fn around(pyramid: &Pyramid<'_>, pose: &SymbolPose) -> Option<Self> {
        let (level, factor) = pyramid.level_for(pose.module(), MIN_MODULE);
        let small = pose.scaled(1.0 / factor);
        let radius = (RADIUS * small.module()).round().max(1.0);
        let side = small.layout.side as f32;
        let corners = small.map()?.quad(-2.0, side + 2.0);
        let bound = |value: fn(&PixelPoint) -> f32, pick: fn(f32, f32) -> f32| {
            corners.iter().map(value).fold(value(&corners[0]), pick)
        };
        let cut = |value: f32, most: usize| (value.max(0.0) as usize).min(most);
        let left = cut(bound(|at| at.x, f32::min) - 2.0 * radius, level.width);
        let right = cut(bound(|at| at.x, f32::max) + 2.0 * radius + 1.0, level.width);
        let top = cut(bound(|at| at.y, f32::min) - 2.0 * radius, level.height);
        let bottom = cut(bound(|at| at.y, f32::max) + 2.0 * radius + 1.0, level.height);
        let part = level.part(left, top, right.saturating_sub(left), bottom.saturating_sub(top));
        (part.area() > 0).then(|| Self {
            plane: deconvolved(&part, radius as usize),
            origin: PixelPoint::new(left as f32, top as f32),
            factor,
        })
    }

    /// The deconvolved pixels.
    pub(crate) fn view(&self, polarity: Polarity) -> Option<GreyView<'_>> {
        GreyView::new(&self.plane, polarity)
    }

    /// Converts a pose from frame pixels.
    pub(crate) fn to_region(&self, pose: &SymbolPose) -> SymbolPose {
        let mut own = pose.scaled(1.0 / self.factor);
        own.quad = own.quad.map(|at| at.plus(-self.origin.x, -self.origin.y));
        own
    }

    /// Converts a pose to frame pixels.
    pub(crate) fn to_frame(&self, mut own: SymbolPose) -> SymbolPose {
        own.quad = own.quad.map(|at| at.plus(self.origin.x, self.origin.y));
        own.scaled(self.factor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::layout::SymbolLayout;

    #[test]
    fn stripes_gain_contrast_and_flat_areas_do_not_change() {
        // Stripes two pixels wide; a blur over five pixels leaves a fifth of their contrast.
        let stripes = Plane::drawn(60, 40, |x, _| if x / 2 % 2 == 0 { 110 } else { 130 });
        let sharp = deconvolved(&stripes, 2);
        let (dark, light) = (sharp.pixels[20 * 60 + 28], sharp.pixels[20 * 60 + 30]);
        assert!(light > 120 + 40 && dark < 120 - 40, "{dark} {light}");
        let flat = Plane::drawn(60, 40, |_, _| 77);
        assert_eq!(deconvolved(&flat, 3).pixels, flat.pixels);
    }

    #[test]
    fn a_pose_converted_both_ways_is_the_same() {
        let frame = Plane::drawn(400, 300, |x, y| (x + y) as u8);
        let pyramid = Pyramid::of(&frame);
        let quad = [(120.0, 90.0), (180.0, 90.0), (180.0, 150.0), (120.0, 150.0)];
        let quad = quad.map(|(x, y)| PixelPoint::new(x, y));
        let pose = SymbolPose { layout: SymbolLayout::of(2).unwrap(), quad, score: 0.5 };
        let near = DeconvolvedRegion::around(&pyramid, &pose).unwrap();
        assert!(near.plane.area() < frame.area() / 2);
        let back = near.to_frame(near.to_region(&pose));
        assert!(back.quad.iter().zip(&quad).all(|(a, b)| a.distance(*b) < 1e-3));
    }

    #[test]
    fn a_pose_outside_of_the_frame_does_not_panic() {
        let frame = Plane::drawn(200, 200, |_, _| 9);
        let pyramid = Pyramid::of(&frame);
        for (x, y) in [(-900.0, 40.0), (5000.0, 5000.0), (f32::NAN, 0.0), (f32::INFINITY, 1.0)] {
            let quad = [(x, y), (x + 50.0, y), (x + 50.0, y + 50.0), (x, y + 50.0)];
            let quad = quad.map(|(x, y)| PixelPoint::new(x, y));
            let pose = SymbolPose { layout: SymbolLayout::of(2).unwrap(), quad, score: 0.5 };
            assert!(
                DeconvolvedRegion::around(&pyramid, &pose).is_none_or(|near| near.plane.area() > 0)
            );
        }
    }
}
