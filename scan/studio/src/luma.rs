//! Grey pictures of 8 bits per pixel.

use image::{ExtendedColorType, ImageEncoder, codecs::png::PngEncoder};

/// A grey picture, row by row from the top, one byte per pixel (0 black, 255 white).
#[derive(Clone, PartialEq, Eq)]
pub struct GreyPicture {
    width: usize,
    height: usize,
    pixels: Vec<u8>,
}

impl GreyPicture {
    /// Takes rows of pixels; `pixels` has `width * height` bytes.
    pub(crate) fn new(width: usize, height: usize, pixels: Vec<u8>) -> Self {
        assert_eq!(pixels.len(), width * height, "a byte per pixel");
        Self { width, height, pixels }
    }

    /// A picture of one tone.
    pub(crate) fn filled(width: usize, height: usize, tone: u8) -> Self {
        Self::new(width, height, vec![tone; width * height])
    }

    /// Copies a smaller picture into this one, its top left corner at (x, y). It must fit.
    pub(crate) fn paste(&mut self, picture: &Self, x: usize, y: usize) {
        for (row, from) in picture.pixels.chunks_exact(picture.width.max(1)).enumerate() {
            let start = (y + row) * self.width + x;
            self.pixels[start..start + picture.width].copy_from_slice(from);
        }
    }

    /// A rectangle of the picture.
    pub(crate) fn part(&self, x: usize, y: usize, width: usize, height: usize) -> Self {
        let rows = self.pixels.chunks_exact(self.width).skip(y).take(height);
        Self::new(width, height, rows.flat_map(|row| &row[x..x + width]).copied().collect())
    }

    /// Pixels in a row; also the stride.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Number of rows.
    pub fn height(&self) -> usize {
        self.height
    }

    /// All pixels, row by row.
    pub fn pixels(&self) -> &[u8] {
        &self.pixels
    }

    /// All pixels, row by row, without copying.
    pub fn into_pixels(self) -> Vec<u8> {
        self.pixels
    }

    /// The picture as a PNG file.
    ///
    /// # Panics
    /// Never: writing into memory does not fail.
    pub fn to_png(&self) -> Vec<u8> {
        let mut file = Vec::new();
        PngEncoder::new(&mut file)
            .write_image(&self.pixels, self.width as u32, self.height as u32, ExtendedColorType::L8)
            .expect("writing into a vector does not fail, and the constructor checked the length");
        file
    }
}

impl std::fmt::Debug for GreyPicture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Luma({} x {})", self.width, self.height)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_png_holds_the_same_pixels() {
        let picture = GreyPicture::new(3, 2, vec![0, 50, 100, 150, 200, 255]);

        let read = image::load_from_memory(&picture.to_png()).unwrap().into_luma8();

        assert_eq!((read.width(), read.height()), (3, 2));
        assert_eq!(read.into_raw(), picture.pixels());
    }
}
