//! A level of the pyramid, interpolated between its pixels and with dark as dark.

use super::geometry::{LANES, PixelPoint};
use crate::found::Polarity;
use crate::plane::Plane;

/// The grey values of a plane, inverted for a light-on-dark symbol.
#[derive(Clone, Copy)]
pub(crate) struct GreyView<'a> {
    pixels: &'a [u8],
    width: usize,
    height: usize,
    /// Exclusive or with 255 computes 255 minus the value.
    flip: u8,
}

impl<'a> GreyView<'a> {
    /// `None` if the plane is too small for interpolation.
    pub(crate) fn new(plane: &'a Plane<'_>, polarity: Polarity) -> Option<Self> {
        let (width, height) = (plane.width, plane.height);
        let flip = match polarity {
            Polarity::DarkOnLight => 0,
            Polarity::LightOnDark => 255,
        };
        let whole = plane.pixels.len() >= width * height;
        (width >= 2 && height >= 2 && whole).then_some(Self {
            pixels: &plane.pixels,
            width,
            height,
            flip,
        })
    }

    /// Width and height in pixels.
    pub(crate) fn size(&self) -> (f32, f32) {
        (self.width as f32, self.height as f32)
    }

    /// The value at a point by bilinear interpolation. Points outside take the value at the edge.
    #[inline]
    pub(crate) fn at(&self, at: PixelPoint) -> f32 {
        // A coordinate that is not a number becomes the first pixel.
        let x = (at.x - 0.5).max(0.0).min(self.width as f32 - 1.01);
        let y = (at.y - 0.5).max(0.0).min(self.height as f32 - 1.01);
        let (column, row) = (x as usize, y as usize);
        let (right, down) = (x - column as f32, y - row as f32);
        let start = row * self.width + column;
        let (upper, lower) =
            (&self.pixels[start..start + 2], &self.pixels[start + self.width..][..2]);
        let value = |pixel: u8| f32::from(pixel ^ self.flip);
        let (a, b) = (value(upper[0]), value(upper[1]));
        let (c, d) = (value(lower[0]), value(lower[1]));
        let (top, bottom) = (a + (b - a) * right, c + (d - c) * right);
        top + (bottom - top) * down
    }
}

impl GreyView<'_> {
    /// The values at several points, equal to [`GreyView::at`] except for rounding. The compiler
    /// vectorises each step.
    #[inline]
    pub(crate) fn at_each(&self, x: &[f32; LANES], y: &[f32; LANES]) -> [f32; LANES] {
        /// Added to a smaller non-negative number, it leaves the nearest integer in the lowest
        /// bits.
        const WHOLE: f32 = 8_388_608.0;
        let (most_x, most_y) = (self.width as f32 - 1.01, self.height as f32 - 1.01);
        let (mut right, mut down) = ([0.0; LANES], [0.0; LANES]);
        let mut starts = [0_u32; LANES];
        for lane in 0..LANES {
            let x = (x[lane] - 0.5).max(0.0).min(most_x);
            let y = (y[lane] - 0.5).max(0.0).min(most_y);
            let column = (x - 0.499_99).max(0.0) + WHOLE;
            let row = (y - 0.499_99).max(0.0) + WHOLE;
            (right[lane], down[lane]) = (x - (column - WHOLE), y - (row - WHOLE));
            let (column, row) = (column.to_bits() & 0x7f_ffff, row.to_bits() & 0x7f_ffff);
            starts[lane] = row * self.width as u32 + column;
        }
        let mut corners = [[0_u8; LANES]; 4];
        for lane in 0..LANES {
            let start = starts[lane] as usize;
            let window = &self.pixels[start..start + self.width + 2];
            corners[0][lane] = window[0] ^ self.flip;
            corners[1][lane] = window[1] ^ self.flip;
            corners[2][lane] = window[self.width] ^ self.flip;
            corners[3][lane] = window[self.width + 1] ^ self.flip;
        }
        let [a, b, c, d] = corners.map(|values| values.map(f32::from));
        std::array::from_fn(|lane| {
            let top = a[lane] + (b[lane] - a[lane]) * right[lane];
            let bottom = c[lane] + (d[lane] - c[lane]) * right[lane];
            top + (bottom - top) * down[lane]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::borrow::Cow;

    const PIXELS: [u8; 6] = [0, 100, 200, 50, 150, 250];

    fn value(polarity: Polarity, x: f32, y: f32) -> f32 {
        let plane = Plane { width: 3, height: 2, pixels: Cow::Borrowed(&PIXELS) };
        GreyView::new(&plane, polarity).unwrap().at(PixelPoint::new(x, y))
    }

    #[test]
    fn values_are_interpolated_between_pixel_centres() {
        let dark = Polarity::DarkOnLight;
        assert!((value(dark, 0.5, 0.5) - 0.0).abs() < 1e-3);
        assert!((value(dark, 1.0, 0.5) - 50.0).abs() < 1e-3);
        assert!((value(dark, 1.5, 1.0) - 125.0).abs() < 1e-3);
        assert!((value(Polarity::LightOnDark, 1.5, 1.0) - 130.0).abs() < 1e-3);
    }

    #[test]
    fn points_outside_have_the_value_of_the_edge() {
        for (x, y) in [(-9.0, -9.0), (f32::NEG_INFINITY, 0.0), (f32::NAN, f32::NAN)] {
            assert!(value(Polarity::DarkOnLight, x, y).abs() < 1e-3);
        }
        let corner = value(Polarity::DarkOnLight, f32::INFINITY, 1e30);
        assert!((corner - 250.0).abs() < 3.0);
    }

    #[test]
    fn several_points_have_the_values_of_each() {
        let pixels: Vec<u8> = (0..40 * 30).map(|i| (i * i % 251) as u8).collect();
        let plane = Plane { width: 40, height: 30, pixels: Cow::Owned(pixels) };
        let view = GreyView::new(&plane, Polarity::LightOnDark).unwrap();
        for number in 0..500_u16 {
            let x = std::array::from_fn(|lane| f32::from(number) * 0.09 - 2.0 + lane as f32 * 0.13);
            let y = std::array::from_fn(|lane| 31.0 - f32::from(number) * 0.07 + lane as f32);
            let values = view.at_each(&x, &y);
            for lane in 0..LANES {
                let wanted = view.at(PixelPoint::new(x[lane], y[lane]));
                assert!((values[lane] - wanted).abs() < 0.1, "{} {}", x[lane], y[lane]);
            }
        }
        let odd = [f32::NAN, f32::INFINITY, f32::NEG_INFINITY, -1e30, 1e30, 0.0, 40.0, 30.0];
        assert!(view.at_each(&odd, &odd).iter().all(|value| (0.0..=255.0).contains(value)));
    }

    #[test]
    fn a_single_row_of_pixels_is_no_view() {
        let plane = Plane { width: 6, height: 1, pixels: Cow::Borrowed(&PIXELS) };
        assert!(GreyView::new(&plane, Polarity::DarkOnLight).is_none());
    }
}
