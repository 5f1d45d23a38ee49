//! A level of the pyramid as dark-on-light ground, read between its pixels.

use super::geometry::At;
use crate::found::Polarity;
use crate::plane::Plane;

/// Grey values of a plane; those of a light-on-dark symbol turned round.
#[derive(Clone, Copy)]
pub(crate) struct View<'a> {
    pixels: &'a [u8],
    width: usize,
    height: usize,
    /// Exclusive or with 255 is 255 minus a value.
    flip: u8,
}

impl<'a> View<'a> {
    /// `None` for planes too small to interpolate in.
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

    /// The value at a place by linear interpolation; outside of the plane that of its edge.
    #[inline]
    pub(crate) fn at(&self, at: At) -> f32 {
        // A place that is not a number becomes the first pixel.
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::borrow::Cow;

    const PIXELS: [u8; 6] = [0, 100, 200, 50, 150, 250];

    fn value(polarity: Polarity, x: f32, y: f32) -> f32 {
        let plane = Plane { width: 3, height: 2, pixels: Cow::Borrowed(&PIXELS) };
        View::new(&plane, polarity).unwrap().at(At::new(x, y))
    }

    #[test]
    fn values_lie_between_those_of_pixel_centres() {
        let dark = Polarity::DarkOnLight;
        assert!((value(dark, 0.5, 0.5) - 0.0).abs() < 1e-3);
        assert!((value(dark, 1.0, 0.5) - 50.0).abs() < 1e-3);
        assert!((value(dark, 1.5, 1.0) - 125.0).abs() < 1e-3);
        assert!((value(Polarity::LightOnDark, 1.5, 1.0) - 130.0).abs() < 1e-3);
    }

    #[test]
    fn places_outside_have_the_value_of_the_edge() {
        for (x, y) in [(-9.0, -9.0), (f32::NEG_INFINITY, 0.0), (f32::NAN, f32::NAN)] {
            assert!(value(Polarity::DarkOnLight, x, y).abs() < 1e-3);
        }
        let corner = value(Polarity::DarkOnLight, f32::INFINITY, 1e30);
        assert!((corner - 250.0).abs() < 3.0);
    }

    #[test]
    fn a_line_of_pixels_is_no_view() {
        let plane = Plane { width: 6, height: 1, pixels: Cow::Borrowed(&PIXELS) };
        assert!(View::new(&plane, Polarity::DarkOnLight).is_none());
    }
}
