//! A picture file, decoded to one upright plane of luma.

mod header;
#[cfg(test)]
mod tests;

use std::fmt;
use std::io::Cursor;

use aikotoba_scan::{LumaFrame, MAX_SIDE, Rotation};
use image::error::{ImageError, LimitErrorKind};
use image::metadata::Orientation;
use image::{ColorType, ImageDecoder, ImageFormat, ImageReader, Limits};
use zeroize::Zeroizing;

use crate::fault::{Fact, Fault, Remedy, fault_family};

/// The largest file taken, in bytes: a photograph of 100 megapixels has fewer.
pub const MOST_BYTES: usize = 64 * 1024 * 1024;

/// The most pixels taken: 64 million, a phone's largest ordinary photograph. They need up to
/// 512 MiB while they are decoded.
pub const MOST_PIXELS: u64 = 64 * 1000 * 1000;

/// The most memory that a decoder may ask for, in bytes.
const MOST_MEMORY: u64 = 512 * 1024 * 1024;

/// Why a file is no picture to read codes from.
#[derive(
    Clone, Debug, PartialEq, Eq, thiserror::Error, strum::IntoStaticStr, strum::VariantNames,
)]
#[strum(serialize_all = "kebab-case")]
pub enum PictureError {
    /// There is nothing in it.
    #[error("an empty file")]
    Empty,
    /// It is none of the formats that are read here, nor any that is known.
    #[error("not a picture")]
    NotAPicture,
    /// It is a picture of a format that is not read here.
    #[error("a picture in {found}")]
    Format {
        /// The format's name, such as HEIC.
        found: &'static str,
    },
    /// The file is too large.
    #[error("a file of {found} bytes")]
    TooManyBytes {
        /// Its size in bytes.
        found: usize,
        /// The largest size taken, in bytes.
        known: usize,
    },
    /// It has too many pixels.
    #[error("a picture of {width} by {height} pixels")]
    TooManyPixels {
        /// Pixels in a row.
        width: u32,
        /// Rows.
        height: u32,
    },
    /// It begins as a picture and can't be decoded: cut off or changed.
    #[error("a damaged picture")]
    Damaged,
}

fault_family!(PictureError, "picture");

impl Fault for PictureError {
    fn code(&self) -> String {
        self.own_code()
    }

    fn facts(&self) -> Vec<(&'static str, Fact)> {
        match self {
            Self::Format { found } => vec![("found", (*found).into())],
            Self::TooManyBytes { found, known } => {
                vec![("found", (*found).into()), ("known", (*known).into())]
            }
            Self::TooManyPixels { width, height } => vec![
                ("width", Fact::Number(i64::from(*width))),
                ("height", Fact::Number(i64::from(*height))),
            ],
            Self::Empty | Self::NotAPicture | Self::Damaged => Vec::new(),
        }
    }

    fn remedy(&self) -> Remedy {
        Remedy::AnotherSource
    }
}

/// What is read. A list, not what `image` was built with: another crate of the same build may have
/// asked it for more.
const FORMATS: [ImageFormat; 5] =
    [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP, ImageFormat::Gif, ImageFormat::Bmp];

/// A decoded picture. It is as secret as the code in it: wiped when dropped, and printed as its
/// size alone.
pub struct Picture {
    luma: Zeroizing<Vec<u8>>,
    width: usize,
    height: usize,
    rotation: Rotation,
    is_damaged: bool,
}

impl Picture {
    /// Decodes a file: transparent parts become white, colours their luma, the camera's own turn
    /// (Exif) is undone. Of a picture that is cut off the beginning is taken.
    ///
    /// # Errors
    /// One [`PictureError`] per cause. Size and number of pixels are looked at before anything is
    /// decoded.
    pub fn decode(bytes: &[u8]) -> Result<Self, PictureError> {
        if bytes.is_empty() {
            return Err(PictureError::Empty);
        }
        if bytes.len() > MOST_BYTES {
            let (found, known) = (bytes.len(), MOST_BYTES);
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
        if u64::from(width) * u64::from(height) > MOST_PIXELS || decoder.total_bytes() > MOST_MEMORY
        {
            return Err(too_many);
        }
        if width == 0 || height == 0 {
            return Err(PictureError::Damaged);
        }
        decoder.set_limits(limits()).map_err(|why| refused(&why, size))?;
        let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
        let colour = decoder.color_type();
        let total = usize::try_from(decoder.total_bytes()).map_err(|_| too_many)?;
        let mut samples = Zeroizing::new(vec![0; total]);
        let mut is_damaged = header::is_cut_jpeg(bytes);
        if let Err(why) = decoder.read_image(&mut samples) {
            match refused(&why, size) {
                // What was decoded before the damage may hold a code.
                PictureError::Damaged => is_damaged = true,
                why => return Err(why),
            }
        }
        let luma = luma_of(samples, colour).ok_or(PictureError::Damaged)?;
        Ok(Self { is_damaged, ..Self::turned(luma, width as usize, height as usize, orientation) })
    }

    /// The plane, to be scanned.
    pub fn frame(&self) -> LumaFrame<'_> {
        LumaFrame::new(&self.luma, self.width, self.height, self.width, self.rotation)
            .expect("`decode` refuses sides of no pixel or too many, and fills every row")
    }

    /// Whether the file is damaged or cut off: the plane holds what could be decoded of it.
    pub fn is_damaged(&self) -> bool {
        self.is_damaged
    }

    /// Notes the turn that brings the picture upright. A mirrored one is mirrored back first.
    fn turned(
        mut luma: Zeroizing<Vec<u8>>,
        width: usize,
        height: usize,
        orientation: Orientation,
    ) -> Self {
        // Exif's mirrored turns are "turned, then mirrored left to right"; mirroring first turns
        // the other way round.
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
        Self { luma, width, height, rotation, is_damaged: false }
    }
}

impl fmt::Debug for Picture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Picture")
            .field("width", &self.width)
            .field("height", &self.height)
            .field("rotation", &self.rotation)
            .finish_non_exhaustive()
    }
}

fn limits() -> Limits {
    let side = u32::try_from(MAX_SIDE).unwrap_or(u32::MAX);
    let mut limits = Limits::default();
    limits.max_image_width = Some(side);
    limits.max_image_height = Some(side);
    limits.max_alloc = Some(MOST_MEMORY);
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

/// The luma of samples as a decoder gives them, each pixel laid over white; `None` for samples that
/// none of our formats has.
fn luma_of(samples: Zeroizing<Vec<u8>>, colour: ColorType) -> Option<Zeroizing<Vec<u8>>> {
    // Of sixteen bits the upper eight count; decoders give them in the machine's order.
    let high = usize::from(cfg!(target_endian = "little"));
    let pixels = samples.len() / usize::from(colour.bytes_per_pixel());
    let mut luma = Zeroizing::new(Vec::with_capacity(pixels));
    match colour {
        ColorType::L8 => return Some(samples),
        ColorType::La8 => {
            luma.extend(samples.as_chunks().0.iter().map(|[v, a]| over_white(*v, *a)));
        }
        ColorType::Rgb8 => luma.extend(samples.as_chunks().0.iter().map(|rgb| grey(*rgb))),
        ColorType::Rgba8 => {
            let pixels = samples.as_chunks().0.iter();
            luma.extend(pixels.map(|[r, g, b, a]| over_white(grey([*r, *g, *b]), *a)));
        }
        ColorType::L16 => luma.extend(samples.as_chunks::<2>().0.iter().map(|v| v[high])),
        ColorType::La16 => {
            let pixels = samples.as_chunks::<4>().0.iter();
            luma.extend(pixels.map(|p| over_white(p[high], p[2 + high])));
        }
        ColorType::Rgb16 => {
            let pixels = samples.as_chunks::<6>().0.iter();
            luma.extend(pixels.map(|p| grey([p[high], p[2 + high], p[4 + high]])));
        }
        ColorType::Rgba16 => {
            let pixels = samples.as_chunks::<8>().0.iter();
            luma.extend(
                pixels.map(|p| over_white(grey([p[high], p[2 + high], p[4 + high]]), p[6 + high])),
            );
        }
        _ => return None,
    }
    Some(luma)
}

/// Luma of non-linear red, green and blue (ITU-R BT.601 §2.5.1), in 1/256.
fn grey([red, green, blue]: [u8; 3]) -> u8 {
    let sum = 77 * u32::from(red) + 150 * u32::from(green) + 29 * u32::from(blue);
    (sum >> 8) as u8
}

fn over_white(value: u8, alpha: u8) -> u8 {
    let (value, alpha) = (u32::from(value), u32::from(alpha));
    ((value * alpha + 255 * (255 - alpha) + 127) / 255) as u8
}
