//! A luma plane without gaps, and the operations on whole planes that several stages use.

use crate::frame::LumaFrame;
use std::borrow::Cow;

/// One byte a pixel, no gaps between rows.
#[derive(Clone)]
pub(crate) struct Plane<'a> {
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) pixels: Cow<'a, [u8]>,
}

#[cfg(test)]
impl Plane<'static> {
    /// A plane with the value of each column and row.
    pub(crate) fn drawn(width: usize, height: usize, value: impl Fn(usize, usize) -> u8) -> Self {
        let pixels = (0..width * height).map(|i| value(i % width, i / width)).collect();
        Self { width, height, pixels }
    }
}

impl<'a> Plane<'a> {
    /// The pixels of a frame. They are copied only if the rows have gaps.
    pub(crate) fn from_frame(frame: &LumaFrame<'a>) -> Self {
        let (width, height) = (frame.width(), frame.height());
        let pixels = match frame.dense() {
            Some(pixels) => Cow::Borrowed(pixels),
            None => Cow::Owned((0..height).flat_map(|y| frame.row(y)).copied().collect()),
        };
        Self { width, height, pixels }
    }

    /// Number of pixels.
    pub(crate) fn area(&self) -> usize {
        self.width * self.height
    }

    /// The plane at half the size: each pixel is the mean of four. An odd last row or column is
    /// omitted.
    pub(crate) fn halved(&self) -> Plane<'static> {
        let (width, height) = (self.width / 2, self.height / 2);
        let mut pixels = vec![0; width * height];
        let pairs = self.pixels.chunks_exact(2 * self.width);
        for (row, pair) in pixels.chunks_exact_mut(width.max(1)).zip(pairs) {
            let (upper, lower) = pair.split_at(self.width);
            // The compiler vectorises chunks of a constant length.
            let fours = upper.as_chunks::<2>().0.iter().zip(lower.as_chunks::<2>().0);
            for (pixel, ([a, b], [c, d])) in row.iter_mut().zip(fours) {
                let sum = u16::from(*a) + u16::from(*b) + u16::from(*c) + u16::from(*d);
                *pixel = ((sum + 2) / 4) as u8;
            }
        }
        Plane { width, height, pixels: Cow::Owned(pixels) }
    }

    /// A part of the plane, clipped at its edges.
    pub(crate) fn part(
        &self,
        left: usize,
        top: usize,
        width: usize,
        height: usize,
    ) -> Plane<'static> {
        let (left, top) = (left.min(self.width), top.min(self.height));
        let (width, height) = (width.min(self.width - left), height.min(self.height - top));
        let rows = self.pixels.chunks_exact(self.width.max(1)).skip(top).take(height);
        let mut pixels = Vec::with_capacity(width * height);
        rows.for_each(|row| pixels.extend_from_slice(&row[left..left + width]));
        Plane { width, height, pixels: Cow::Owned(pixels) }
    }

    /// The plane at twice the size, by linear interpolation.
    pub(crate) fn doubled(&self) -> Plane<'static> {
        let (width, height) = (2 * self.width, 2 * self.height);
        let mut pixels = Vec::with_capacity(width * height);
        for y in 0..height {
            // The centre of a new row is a quarter pixel from row `near` and three quarters from
            // row `far`.
            let near = y / 2;
            let far = if y % 2 == 0 { near.saturating_sub(1) } else { near + 1 };
            let near = &self.pixels[near * self.width..][..self.width];
            let far = &self.pixels[far.min(self.height - 1) * self.width..][..self.width];
            let mix = |x: usize| 3 * u16::from(near[x]) + u16::from(far[x]);
            for x in 0..self.width {
                let here = 3 * mix(x);
                let (left, right) = (mix(x.saturating_sub(1)), mix((x + 1).min(self.width - 1)));
                pixels.push(((here + left + 8) / 16) as u8);
                pixels.push(((here + right + 8) / 16) as u8);
            }
        }
        Plane { width, height, pixels: Cow::Owned(pixels) }
    }

    /// Unsharp masking: moves each pixel away from the mean of its four neighbours. Pixels on the
    /// edge do not change.
    pub(crate) fn unsharp_masked(&self) -> Plane<'static> {
        let width = self.width;
        let mut pixels = self.pixels.to_vec();
        let rows = self.pixels.windows(3 * width.max(1)).step_by(width.max(1));
        for (row, three) in pixels.chunks_exact_mut(width.max(1)).skip(1).zip(rows) {
            let Some(inner) = width.checked_sub(2) else { break };
            // The compiler vectorises slices of equal length.
            let part = |start: usize| &three[start..start + inner];
            let (above, below) = (part(1), part(2 * width + 1));
            let (left, own, right) = (part(width), part(width + 1), part(width + 2));
            let out = &mut row[1..=inner];
            for i in 0..inner {
                let sides = i16::from(left[i]) + i16::from(right[i]);
                let around = sides + i16::from(above[i]) + i16::from(below[i]);
                let own = i16::from(own[i]);
                out[i] = (own + (4 * own - around) / 2).clamp(0, 255) as u8;
            }
        }
        Plane { width, height: self.height, pixels: Cow::Owned(pixels) }
    }

    /// The plane at `times` the size, each pixel repeated as a square.
    pub(crate) fn enlarged(&self, times: usize) -> Plane<'static> {
        let (width, height) = (times * self.width, times * self.height);
        let mut pixels = Vec::with_capacity(width * height);
        for row in self.pixels.chunks_exact(self.width.max(1)).take(self.height) {
            let start = pixels.len();
            pixels.extend(row.iter().flat_map(|pixel| std::iter::repeat_n(*pixel, times)));
            (1..times).for_each(|_| pixels.extend_from_within(start..start + width));
        }
        Plane { width, height, pixels: Cow::Owned(pixels) }
    }

    /// The plane with light and dark exchanged.
    pub(crate) fn inverted(&self) -> Plane<'static> {
        let pixels = self.pixels.iter().map(|v| !v).collect();
        Plane { width: self.width, height: self.height, pixels: Cow::Owned(pixels) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frame::Rotation;

    fn plane(width: usize, pixels: &[u8]) -> Plane<'_> {
        Plane { width, height: pixels.len() / width, pixels: Cow::Borrowed(pixels) }
    }

    #[test]
    fn gaps_between_rows_are_omitted() {
        let frame = LumaFrame::new(&[1, 2, 9, 3, 4], 2, 2, 3, Rotation::Upright).unwrap();
        assert_eq!(&*Plane::from_frame(&frame).pixels, &[1, 2, 3, 4]);
    }

    #[test]
    fn halving_takes_the_mean_of_four() {
        let half = plane(5, &[0, 4, 8, 8, 99, 8, 8, 8, 8, 99]).halved();
        assert_eq!((half.width, half.height, &*half.pixels), (2, 1, &[5, 8][..]));
    }

    #[test]
    fn doubling_keeps_flat_areas_flat_and_halving_nearly_undoes_it() {
        assert!(plane(3, &[7; 9]).doubled().pixels.iter().all(|&v| v == 7));
        let step = plane(4, &[0, 0, 200, 200, 0, 0, 200, 200]).doubled();
        assert_eq!(&step.pixels[..8], &[0, 0, 0, 50, 150, 200, 200, 200]);
    }

    #[test]
    fn unsharp_masking_keeps_flat_areas_flat_and_increases_the_contrast_of_a_line() {
        assert!(plane(4, &[7; 16]).unsharp_masked().pixels.iter().all(|&v| v == 7));
        let line = plane(5, &[90, 90, 60, 90, 90].repeat(3)).unsharp_masked();
        assert_eq!(&line.pixels[5..10], &[90, 105, 30, 105, 90]);
        for side in 1..4 {
            assert_eq!(
                plane(side, &vec![3; side * side]).unsharp_masked().pixels.len(),
                side * side
            );
        }
    }

    #[test]
    fn an_enlarged_pixel_is_a_square() {
        let large = plane(2, &[1, 2, 3, 4]).enlarged(2);
        assert_eq!((large.width, large.height), (4, 4));
        assert_eq!(&*large.pixels, &[1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4]);
    }
}
