//! The input of a scan: one luma plane.

use std::fmt;

/// The longest side of a frame, in pixels. It is also the limit of JPEG.
pub const MAX_SIDE: usize = 65_535;

/// The clockwise turn that brings a frame upright, as cameras report it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Rotation {
    /// The frame is upright as it is.
    #[default]
    Upright,
    /// 90° clockwise.
    Clockwise90,
    /// 180°.
    Clockwise180,
    /// 270° clockwise.
    Clockwise270,
}

/// Why a frame could not be made from pixels and sizes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum FrameError {
    /// The width or the height is zero.
    Empty,
    /// The width or the height is above [`MAX_SIDE`].
    TooLarge,
    /// The width is above the stride.
    Stride,
    /// `pixels` is too short for the sizes.
    TooShort {
        /// Number of bytes given.
        found: usize,
        /// Number of bytes required.
        needed: usize,
    },
}

impl fmt::Display for FrameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(f, "a frame needs at least one pixel"),
            Self::TooLarge => write!(f, "a side is longer than {MAX_SIDE} pixels"),
            Self::Stride => write!(f, "the stride is shorter than the width"),
            Self::TooShort { found, needed } => write!(f, "{found} bytes given, {needed} needed"),
        }
    }
}

impl std::error::Error for FrameError {}

/// A borrowed luma plane: one byte a pixel, 0 is black, rows `stride` bytes apart.
#[derive(Clone, Copy)]
pub struct LumaFrame<'a> {
    pixels: &'a [u8],
    width: usize,
    height: usize,
    stride: usize,
    rotation: Rotation,
}

impl<'a> LumaFrame<'a> {
    /// Takes a plane of `width` by `height` pixels whose rows begin every `stride` bytes. The last
    /// row may end at its last pixel (as Android's planes do).
    ///
    /// # Errors
    /// [`FrameError`] if a size is zero or too large, or `pixels` is too short.
    pub fn new(
        pixels: &'a [u8],
        width: usize,
        height: usize,
        stride: usize,
        rotation: Rotation,
    ) -> Result<Self, FrameError> {
        if width == 0 || height == 0 {
            return Err(FrameError::Empty);
        }
        if width > MAX_SIDE || height > MAX_SIDE {
            return Err(FrameError::TooLarge);
        }
        if stride < width {
            return Err(FrameError::Stride);
        }
        let needed = (height - 1)
            .checked_mul(stride)
            .and_then(|rows| rows.checked_add(width))
            .ok_or(FrameError::TooLarge)?;
        if pixels.len() < needed {
            return Err(FrameError::TooShort { found: pixels.len(), needed });
        }
        Ok(Self { pixels, width, height, stride, rotation })
    }

    /// Pixels in a row, before rotation.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Number of rows, before rotation.
    pub fn height(&self) -> usize {
        self.height
    }

    /// The rotation that makes the frame upright.
    pub fn rotation(&self) -> Rotation {
        self.rotation
    }

    /// The pixels of row `y`, which must be below [`height`](Self::height).
    pub(crate) fn row(&self, y: usize) -> &'a [u8] {
        &self.pixels[y * self.stride..y * self.stride + self.width]
    }

    /// All pixels, if there are no gaps between the rows.
    pub(crate) fn dense(&self) -> Option<&'a [u8]> {
        (self.stride == self.width).then(|| &self.pixels[..self.width * self.height])
    }

    /// Converts a point of the plane to the upright picture.
    pub(crate) fn upright(&self, (x, y): (f32, f32)) -> (f32, f32) {
        let (w, h) = (self.width as f32, self.height as f32);
        match self.rotation {
            Rotation::Upright => (x, y),
            Rotation::Clockwise90 => (h - y, x),
            Rotation::Clockwise180 => (w - x, h - y),
            Rotation::Clockwise270 => (y, w - x),
        }
    }
}

impl fmt::Debug for LumaFrame<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A picture of a code is as secret as its text.
        f.debug_struct("LumaFrame")
            .field("width", &self.width)
            .field("height", &self.height)
            .field("rotation", &self.rotation)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(pixels: &[u8], w: usize, h: usize, stride: usize) -> Result<(), FrameError> {
        LumaFrame::new(pixels, w, h, stride, Rotation::Upright).map(drop)
    }

    #[test]
    fn the_last_row_may_end_at_its_last_pixel() {
        assert_eq!(frame(&[0; 13], 5, 2, 8), Ok(()));
        let short = FrameError::TooShort { found: 12, needed: 13 };
        assert_eq!(frame(&[0; 12], 5, 2, 8), Err(short));
    }

    #[test]
    fn invalid_sizes_are_rejected() {
        assert_eq!(frame(&[], 0, 2, 8), Err(FrameError::Empty));
        assert_eq!(frame(&[0; 9], 3, 0, 3), Err(FrameError::Empty));
        assert_eq!(frame(&[0; 9], 3, 3, 2), Err(FrameError::Stride));
        assert_eq!(frame(&[0; 9], MAX_SIDE + 1, 1, usize::MAX), Err(FrameError::TooLarge));
        assert_eq!(frame(&[0; 9], 1, 3, usize::MAX), Err(FrameError::TooLarge));
    }

    #[test]
    fn a_quarter_turn_clockwise_brings_the_bottom_left_corner_to_the_top_left() {
        let pixels = [0; 12];
        let frame = LumaFrame::new(&pixels, 4, 3, 4, Rotation::Clockwise90).unwrap();
        assert_eq!(frame.upright((0.0, 3.0)), (0.0, 0.0));
        assert_eq!(frame.upright((0.0, 0.0)), (3.0, 0.0));
    }
}
