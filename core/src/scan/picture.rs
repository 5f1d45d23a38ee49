//! Decodes a picture file to an upright luma plane.

mod header;
#[cfg(test)]
mod tests;

use std::fmt;
use std::io::Cursor;

use aikotoba_scan::{LumaFrame, MAX_SIDE, Rotation};
use image::codecs::gif::GifDecoder;
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::error::{ImageError, LimitErrorKind};
use image::metadata::Orientation;
use image::{AnimationDecoder, ColorType, Frames, ImageDecoder, ImageFormat, ImageReader, Limits};
use zeroize::Zeroizing;
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use crate::fault::Fault;

/// The maximum file size in bytes; a photograph of 100 megapixels is smaller.
pub const MAX_PICTURE_BYTES: usize = 64 * 1024 * 1024;

/// The maximum number of pixels: 120 million, more than a phone's largest photograph (12,000 by
/// 9,000). Decoding them takes up to 512 MiB; a JPEG takes one byte per pixel.
pub const MAX_PIXELS: u64 = 120 * 1000 * 1000;

/// The maximum number of animation frames tried after the first.
const MAX_ANIMATION_FRAMES: usize = 30;

/// The background of transparent pixels.
const WHITE: u8 = 255;
const BLACK: u8 = 0;

/// The memory limit of a decoder, in bytes.
const MAX_DECODER_MEMORY_BYTES: u64 = 512 * 1024 * 1024;

/// Why a file can't be read as a picture.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Fault)]
#[fault("picture", AnotherSource)]
pub enum PictureError {
    /// The file is empty.
    #[error("an empty file")]
    Empty,
    /// The format is unknown.
    #[error("not a picture")]
    NotAPicture,
    /// The picture has a known format that is not supported.
    #[error("a picture in {found}")]
    Format {
        /// The format's name, such as HEIC.
        found: &'static str,
    },
    /// The file is too large.
    #[error("a file of {found} bytes")]
    TooManyBytes {
        /// The size in bytes.
        found: usize,
        /// The maximum size in bytes.
        known: usize,
    },
    /// The picture has too many pixels.
    #[error("a picture of {width} by {height} pixels")]
    TooManyPixels {
        /// The width in pixels.
        width: u32,
        /// The height in pixels.
        height: u32,
    },
    /// The file begins as a picture but can't be decoded: truncated or modified.
    #[error("a damaged picture")]
    Damaged,
}

/// The supported formats. An explicit list, since another crate in the build may enable more
/// formats of `image`.
const FORMATS: [ImageFormat; 5] =
    [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP, ImageFormat::Gif, ImageFormat::Bmp];

/// A decoded picture. It is as secret as the code in it: wiped on drop, and `Debug` prints only its
/// size.
pub struct DecodedPicture {
    luma: Zeroizing<Vec<u8>>,
    width: usize,
    height: usize,
    rotation: Rotation,
    is_damaged: bool,
    /// Whether any pixel is transparent.
    is_transparent: bool,
}

impl DecodedPicture {
    /// Decodes a file: transparent areas become white, colours become luma, and the camera's
    /// rotation (Exif) is undone. A truncated picture is decoded as far as possible; of an
    /// animation, the first frame is used.
    ///
    /// # Errors
    /// [`PictureError`] for each cause. File size and number of pixels are checked before decoding.
    pub fn decode(bytes: &[u8]) -> Result<Self, PictureError> {
        Self::decode_over(bytes, WHITE)
    }

    /// The file's other views, one at a time: a transparent picture on black, and an animation's
    /// later frames.
    pub fn others<'a>(&self, bytes: &'a [u8]) -> impl Iterator<Item = Self> + use<'a> {
        let over_black =
            self.is_transparent.then(|| Self::decode_over(bytes, BLACK).ok()).flatten();
        over_black.into_iter().chain(later_frames(bytes))
    }

    /// Decodes a file, with the given grey value behind transparent areas.
    fn decode_over(bytes: &[u8], ground: u8) -> Result<Self, PictureError> {
        if bytes.is_empty() {
            return Err(PictureError::Empty);
        }
        if bytes.len() > MAX_PICTURE_BYTES {
            let (found, known) = (bytes.len(), MAX_PICTURE_BYTES);
            return Err(PictureError::TooManyBytes { found, known });
        }
        let mut reader = ImageReader::new(Cursor::new(bytes))
            .with_guessed_format()
            .map_err(|_| PictureError::Damaged)?;
        let format = reader.format();
        if !format.is_some_and(|format| FORMATS.contains(&format)) {
            let found = header::foreign_format(bytes);
            return Err(
                found.map_or(PictureError::NotAPicture, |found| PictureError::Format { found })
            );
        }
        reader.limits(limits());
        let mut decoder = reader.into_decoder().map_err(|why| {
            let size = header::claimed_size(bytes);
            size.map_or(PictureError::Damaged, |size| refused(&why, size))
        })?;
        let size @ (width, height) = decoder.dimensions();
        let too_many = PictureError::TooManyPixels { width, height };
        if u64::from(width) * u64::from(height) > MAX_PIXELS
            || decoder.total_bytes() > MAX_DECODER_MEMORY_BYTES
        {
            return Err(too_many);
        }
        if width == 0 || height == 0 {
            return Err(PictureError::Damaged);
        }
        decoder.set_limits(limits()).map_err(|why| refused(&why, size))?;
        let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
        let (width, height) = (width as usize, height as usize);
        let mut is_damaged = header::is_cut_jpeg(bytes);
        if let Some((luma, is_broken)) = coded_luma(bytes, width * height) {
            is_damaged |= is_broken;
            return Ok(Self { is_damaged, ..Self::turned(luma, width, height, orientation) });
        }
        let colour = decoder.color_type();
        let total = usize::try_from(decoder.total_bytes()).map_err(|_| too_many)?;
        let mut samples = Zeroizing::new(vec![0; total]);
        if let Err(why) = decoder.read_image(&mut samples) {
            match refused(&why, size) {
                // The part decoded before the damage may contain a code.
                PictureError::Damaged => is_damaged = true,
                why => return Err(why),
            }
        }
        let (luma, is_transparent) =
            luma_of(samples, colour, ground).ok_or(PictureError::Damaged)?;
        Ok(Self { is_damaged, is_transparent, ..Self::turned(luma, width, height, orientation) })
    }

    /// The plane to scan.
    pub fn frame(&self) -> LumaFrame<'_> {
        LumaFrame::new(&self.luma, self.width, self.height, self.width, self.rotation)
            .expect("`decode` checks the size and fills every row")
    }

    /// Whether the file is damaged or truncated. The plane then holds the part that could be
    /// decoded.
    pub fn is_damaged(&self) -> bool {
        self.is_damaged
    }

    /// Records the rotation that makes the picture upright. A mirrored picture is mirrored back
    /// first.
    fn turned(
        mut luma: Zeroizing<Vec<u8>>,
        width: usize,
        height: usize,
        orientation: Orientation,
    ) -> Self {
        // Exif's mirrored orientations are defined as "rotate, then mirror horizontally". Mirroring
        // first reverses the direction of rotation.
        let (is_mirrored, rotation) = match orientation {
            Orientation::NoTransforms => (false, Rotation::Upright),
            Orientation::Rotate90 => (false, Rotation::Clockwise90),
            Orientation::Rotate180 => (false, Rotation::Clockwise180),
            Orientation::Rotate270 => (false, Rotation::Clockwise270),
            Orientation::FlipHorizontal => (true, Rotation::Upright),
            Orientation::FlipVertical => (true, Rotation::Clockwise180),
            Orientation::Rotate90FlipH => (true, Rotation::Clockwise270),
            Orientation::Rotate270FlipH => (true, Rotation::Clockwise90),
        };
        if is_mirrored {
            luma.chunks_exact_mut(width).for_each(<[u8]>::reverse);
        }
        Self { luma, width, height, rotation, is_damaged: false, is_transparent: false }
    }
}

impl fmt::Debug for DecodedPicture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Picture")
            .field("width", &self.width)
            .field("height", &self.height)
            .field("rotation", &self.rotation)
            .finish_non_exhaustive()
    }
}

/// The luma plane of a JPEG in `YCbCr`, decoded without its colours, and whether the data ended
/// early. It takes a third of the memory and less time. `None` for any other file.
fn coded_luma(bytes: &[u8], pixels: usize) -> Option<(Zeroizing<Vec<u8>>, bool)> {
    if !bytes.starts_with(&[0xff, 0xd8]) {
        return None;
    }
    let options = DecoderOptions::default()
        .set_strict_mode(false)
        .set_max_width(MAX_SIDE)
        .set_max_height(MAX_SIDE)
        .jpeg_set_out_colorspace(ColorSpace::Luma);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().ok()?;
    let is_coded = decoder.input_colorspace() == Some(ColorSpace::YCbCr);
    if !is_coded || decoder.output_buffer_size() != Some(pixels) {
        return None;
    }
    let mut luma = Zeroizing::new(vec![0; pixels]);
    let is_broken = decoder.decode_into(&mut luma).is_err();
    Some((luma, is_broken))
}

fn limits() -> Limits {
    let side = u32::try_from(MAX_SIDE).unwrap_or(u32::MAX);
    let mut limits = Limits::default();
    limits.max_image_width = Some(side);
    limits.max_image_height = Some(side);
    limits.max_alloc = Some(MAX_DECODER_MEMORY_BYTES);
    limits
}

fn refused(why: &ImageError, (width, height): (u32, u32)) -> PictureError {
    match why {
        ImageError::Limits(limit) => match limit.kind() {
            LimitErrorKind::DimensionError | LimitErrorKind::InsufficientMemory => {
                PictureError::TooManyPixels { width, height }
            }
            _ => PictureError::Damaged,
        },
        _ => PictureError::Damaged,
    }
}

/// An animation's frames after the first.
fn later_frames(bytes: &[u8]) -> impl Iterator<Item = DecodedPicture> + use<'_> {
    let frames = frames(bytes).into_iter().flatten();
    frames.skip(1).take(MAX_ANIMATION_FRAMES).map_while(Result::ok).filter_map(|frame| {
        let samples = frame.into_buffer();
        let (width, height) = samples.dimensions();
        let samples = Zeroizing::new(samples.into_raw());
        let (luma, is_transparent) = luma_of(samples, ColorType::Rgba8, WHITE)?;
        let (width, height) = (width as usize, height as usize);
        let upright = Orientation::NoTransforms;
        Some(DecodedPicture {
            is_transparent,
            ..DecodedPicture::turned(luma, width, height, upright)
        })
    })
}

/// All frames of an animation; `None` for any other file.
fn frames(bytes: &[u8]) -> Option<Frames<'_>> {
    let reader = Cursor::new(bytes);
    match image::guess_format(bytes).ok()? {
        ImageFormat::Gif => {
            let mut decoder = GifDecoder::new(reader).ok()?;
            decoder.set_limits(limits()).ok()?;
            Some(decoder.into_frames())
        }
        ImageFormat::WebP => {
            let mut decoder = WebPDecoder::new(reader).ok()?;
            decoder.set_limits(limits()).ok()?;
            decoder.has_animation().then(|| decoder.into_frames())
        }
        ImageFormat::Png => {
            let decoder = PngDecoder::with_limits(reader, limits()).ok()?;
            decoder
                .is_apng()
                .ok()?
                .then(|| decoder.apng().ok().map(AnimationDecoder::into_frames))?
        }
        _ => None,
    }
}

/// The luma of decoded samples, blended over `ground`, and whether any pixel is transparent; `None`
/// for samples that none of the supported formats has.
fn luma_of(
    samples: Zeroizing<Vec<u8>>,
    colour: ColorType,
    ground: u8,
) -> Option<(Zeroizing<Vec<u8>>, bool)> {
    // Of 16-bit samples, the upper eight bits are used; decoders return native byte order.
    let high = usize::from(cfg!(target_endian = "little"));
    let pixels = samples.len() / usize::from(colour.bytes_per_pixel());
    let mut luma = Zeroizing::new(Vec::with_capacity(pixels));
    let mut is_transparent = false;
    let mut over = |value, alpha| {
        is_transparent |= alpha < u8::MAX;
        over(value, alpha, ground)
    };
    match colour {
        ColorType::L8 => return Some((samples, false)),
        ColorType::La8 => {
            luma.extend(samples.as_chunks().0.iter().map(|[v, a]| over(*v, *a)));
        }
        ColorType::Rgb8 => luma.extend(samples.as_chunks().0.iter().map(|rgb| grey(*rgb))),
        ColorType::Rgba8 => {
            let pixels = samples.as_chunks().0.iter();
            luma.extend(pixels.map(|[r, g, b, a]| over(grey([*r, *g, *b]), *a)));
        }
        ColorType::L16 => luma.extend(samples.as_chunks::<2>().0.iter().map(|v| v[high])),
        ColorType::La16 => {
            let pixels = samples.as_chunks::<4>().0.iter();
            luma.extend(pixels.map(|p| over(p[high], p[2 + high])));
        }
        ColorType::Rgb16 => {
            let pixels = samples.as_chunks::<6>().0.iter();
            luma.extend(pixels.map(|p| grey([p[high], p[2 + high], p[4 + high]])));
        }
        ColorType::Rgba16 => {
            let pixels = samples.as_chunks::<8>().0.iter();
            luma.extend(
                pixels.map(|p| over(grey([p[high], p[2 + high], p[4 + high]]), p[6 + high])),
            );
        }
        _ => return None,
    }
    Some((luma, is_transparent))
}

/// The luma of non-linear red, green and blue (ITU-R BT.601 §2.5.1), computed in units of 1/256.
fn grey([red, green, blue]: [u8; 3]) -> u8 {
    let sum = 77 * u32::from(red) + 150 * u32::from(green) + 29 * u32::from(blue);
    (sum >> 8) as u8
}

fn over(value: u8, alpha: u8, ground: u8) -> u8 {
    let (value, alpha, ground) = (u32::from(value), u32::from(alpha), u32::from(ground));
    ((value * alpha + ground * (255 - alpha) + 127) / 255) as u8
}
