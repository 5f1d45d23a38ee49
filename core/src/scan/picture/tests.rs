//! Tests of `picture.rs`.

use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, ImageEncoder, Rgba, RgbaImage};
use proptest::prelude::*;

use super::*;

/// Three by two pixels: black, white, transparent black; red, green, blue.
fn sample() -> RgbaImage {
    let pixels = [
        [0, 0, 0, 255],
        [255, 255, 255, 255],
        [0, 0, 0, 0],
        [255, 0, 0, 255],
        [0, 255, 0, 255],
        [0, 0, 255, 255],
    ];
    let mut image = RgbaImage::new(3, 2);
    for (place, pixel) in pixels.into_iter().enumerate() {
        image.put_pixel(place as u32 % 3, place as u32 / 3, Rgba(pixel));
    }
    image
}

fn encoded(format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    sample().write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

#[test]
fn formats_are_recognised_by_content_and_transparency_becomes_white() {
    for format in [ImageFormat::Png, ImageFormat::WebP, ImageFormat::Gif, ImageFormat::Bmp] {
        let picture = DecodedPicture::decode(&encoded(format)).unwrap();
        assert_eq!((picture.width, picture.height), (3, 2), "{format:?}");
        assert_eq!(*picture.luma, [0, 255, 255, 76, 149, 28], "{format:?}");
    }
}

#[test]
fn sixteen_bits_are_read_as_eight() {
    let image = image::DynamicImage::ImageRgba8(sample());
    for image in [
        image::DynamicImage::ImageRgba16(image.to_rgba16()),
        image::DynamicImage::ImageLumaA16(image.to_luma_alpha16()),
    ] {
        let mut bytes = Cursor::new(Vec::new());
        image.write_to(&mut bytes, ImageFormat::Png).unwrap();
        let picture = DecodedPicture::decode(bytes.get_ref()).unwrap();
        assert_eq!(picture.luma[..3], [0, 255, 255], "{:?}", image.color());
    }
}

/// A grey JPEG of 32 by 16 pixels, dark in its top left quarter, with an Exif orientation.
fn jpeg(orientation: u8) -> Vec<u8> {
    let dark = |place: usize| place % 32 < 16 && place / 32 < 8;
    let pixels: Vec<u8> = (0..32 * 16).map(|place| if dark(place) { 0 } else { 255 }).collect();
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut bytes, 95);
    // Exif 2.3 §4.6: little endian, one entry, tag 0x0112 of type SHORT.
    let mut exif = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
    exif.extend([orientation, 0, 0, 0, 0, 0, 0, 0]);
    encoder.set_exif_metadata(exif).unwrap();
    encoder.write_image(&pixels, 32, 16, ExtendedColorType::L8).unwrap();
    bytes
}

/// Whether the dark quarter of the upright picture is on the right, and whether at the bottom.
fn dark_corner(picture: &DecodedPicture) -> (bool, bool) {
    let is_dark = |place: &usize| picture.luma[*place] < 128;
    let place = (0..picture.luma.len()).find(is_dark).unwrap();
    let (right, bottom) = (place % picture.width >= 16, place / picture.width >= 8);
    match picture.rotation {
        Rotation::Upright => (right, bottom),
        Rotation::Clockwise90 => (!bottom, right),
        Rotation::Clockwise180 => (!right, !bottom),
        Rotation::Clockwise270 => (bottom, !right),
    }
}

#[test]
fn the_cameras_rotation_is_undone() {
    // Exif 2.3 §4.6.4 A: the visual side of the 0th row and of the 0th column.
    let (top_left, top_right, bottom_right, bottom_left) =
        ((false, false), (true, false), (true, true), (false, true));
    for (orientation, corner) in [
        (1, top_left),
        (2, top_right),
        (3, bottom_right),
        (4, bottom_left),
        (5, top_left),
        (6, top_right),
        (7, bottom_right),
        (8, bottom_left),
    ] {
        let picture = DecodedPicture::decode(&jpeg(orientation)).unwrap();
        assert_eq!(dark_corner(&picture), corner, "orientation {orientation}");
        let is_tall = matches!(picture.rotation, Rotation::Clockwise90 | Rotation::Clockwise270);
        assert_eq!(is_tall, orientation >= 5, "orientation {orientation}");
    }
}

#[test]
fn a_file_that_is_not_a_picture_is_refused_with_its_reason() {
    assert_eq!(DecodedPicture::decode(b"").unwrap_err(), PictureError::Empty);
    assert_eq!(DecodedPicture::decode(b"otpauth://totp/a").unwrap_err(), PictureError::NotAPicture);
    let heic = DecodedPicture::decode(b"\0\0\0\x18ftypheic\0\0\0\0").unwrap_err();
    assert_eq!(heic, PictureError::Format { found: "HEIC" });
    assert_eq!(
        DecodedPicture::decode(b"II*\0").unwrap_err(),
        PictureError::Format { found: "TIFF" }
    );
    let svg = DecodedPicture::decode(b"<?xml version=\"1.0\"?><svg/>").unwrap_err();
    assert_eq!(svg, PictureError::Format { found: "SVG" });
    let known = MAX_PICTURE_BYTES;
    let huge = DecodedPicture::decode(&vec![0; known + 1]).unwrap_err();
    assert_eq!(huge, PictureError::TooManyBytes { found: known + 1, known });
}

#[test]
fn a_small_file_with_too_many_pixels_is_refused_before_decoding() {
    // A BMP header that claims 60,000 by 60,000 pixels of 24 bits.
    let mut bytes = b"BM\0\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0".to_vec();
    bytes.extend(60_000_u32.to_le_bytes());
    bytes.extend(60_000_u32.to_le_bytes());
    bytes.extend([1, 0, 24, 0]);
    bytes.extend([0; 24]);
    let side = 60_000;
    let expected = PictureError::TooManyPixels { width: side, height: side };
    assert_eq!(DecodedPicture::decode(&bytes).unwrap_err(), expected);
}

#[test]
fn a_transparent_picture_is_also_read_on_black() {
    let bytes = encoded(ImageFormat::Png);
    let picture = DecodedPicture::decode(&bytes).unwrap();
    let others: Vec<_> = picture.others(&bytes).map(|other| other.luma[..3].to_vec()).collect();
    assert_eq!(others, [[0, 255, 0]]);
    let bytes = encoded(ImageFormat::Bmp);
    let opaque = jpeg(1);
    assert_eq!(DecodedPicture::decode(&opaque).unwrap().others(&bytes).count(), 0);
}

#[test]
fn the_later_frames_of_an_animation_are_shown() {
    let mut bytes = Vec::new();
    let mut encoder = image::codecs::gif::GifEncoder::new(&mut bytes);
    for value in [250, 10, 130] {
        let frame = RgbaImage::from_pixel(4, 4, Rgba([value, value, value, 255]));
        encoder.encode_frame(image::Frame::new(frame)).unwrap();
    }
    drop(encoder);
    let picture = DecodedPicture::decode(&bytes).unwrap();
    let others: Vec<u8> = picture.others(&bytes).map(|other| other.luma[0]).collect();
    assert_eq!((picture.luma[0], others), (250, vec![10, 130]));
}

#[test]
fn debug_of_a_picture_shows_no_pixel() {
    let picture = DecodedPicture::decode(&encoded(ImageFormat::Png)).unwrap();
    assert_eq!(format!("{picture:?}"), "Picture { width: 3, height: 2, rotation: Upright, .. }");
}

#[test]
fn a_claimed_size_is_reported_as_claimed() {
    let side = 1 << 31;
    let mut png = encoded(ImageFormat::Png);
    png[16..20].copy_from_slice(&u32::to_be_bytes(side));
    png[20..24].copy_from_slice(&u32::to_be_bytes(side - 1));
    for (width, height) in [(side, side - 1), (70_000, 2)] {
        png[16..20].copy_from_slice(&u32::to_be_bytes(width));
        png[20..24].copy_from_slice(&u32::to_be_bytes(height));
        let size = png_checksum(png.clone());
        let expected = PictureError::TooManyPixels { width, height };
        assert_eq!(DecodedPicture::decode(&size).unwrap_err(), expected);
    }
}

/// A PNG whose header checksum is recomputed (PNG, third edition, §5.5).
fn png_checksum(mut png: Vec<u8>) -> Vec<u8> {
    let step = |crc: u32| if crc & 1 == 1 { 0xedb8_8320 ^ (crc >> 1) } else { crc >> 1 };
    let crc = png[12..29]
        .iter()
        .fold(u32::MAX, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), |crc, _| step(crc)));
    png[29..33].copy_from_slice(&(!crc).to_be_bytes());
    png
}

#[test]
fn a_photograph_of_64_megapixels_is_accepted() {
    let (width, height) = (9248, 6936);
    let mut rgb = vec![200; 3 * width * height];
    rgb[..3 * 64].fill(10);
    let mut bytes = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut bytes, 90);
    encoder.write_image(&rgb, width as u32, height as u32, ExtendedColorType::Rgb8).unwrap();
    let picture = DecodedPicture::decode(&bytes).unwrap();
    assert_eq!(
        (picture.width, picture.height, picture.luma.len()),
        (width, height, width * height)
    );
    assert!(picture.luma[2] < 60 && picture.luma[200] > 180 && !picture.is_damaged());
}

#[test]
fn a_truncated_picture_is_damaged_and_its_beginning_is_decoded() {
    // Stripes, so that each row of blocks has data.
    let pixels: Vec<u8> = (0..64 * 256).map(|at| if at / 64 % 16 < 8 { 10 } else { 240 }).collect();
    let mut whole = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut whole, 95);
    encoder.write_image(&pixels, 64, 256, ExtendedColorType::L8).unwrap();
    assert!(!DecodedPicture::decode(&whole).unwrap().is_damaged());
    let cut = DecodedPicture::decode(&whole[..whole.len() - 30]).unwrap();
    assert!(cut.is_damaged() && cut.luma[0] < 128 && cut.luma[12 * 64] > 128);
}

/// A code above stripes, six pixels per module.
fn code_above_stripes(text: &str) -> Vec<u8> {
    let code = qrcodegen::QrCode::encode_text(text, qrcodegen::QrCodeEcc::Medium).unwrap();
    let side = 6 * (code.size() as usize + 8);
    let value = |place: usize| {
        let (x, y) = (place % side, place / side);
        let module = |at: usize| (at / 6) as i32 - 4;
        let is_dark = if y < side { code.get_module(module(x), module(y)) } else { y / 8 % 2 == 0 };
        if is_dark { 20 } else { 235 }
    };
    let luma: Vec<u8> = (0..2 * side * side).map(value).collect();
    let mut bytes = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut bytes, 90);
    encoder.write_image(&luma, side as u32, 2 * side as u32, ExtendedColorType::L8).unwrap();
    bytes
}

#[test]
fn codes_in_a_truncated_picture_are_returned_with_the_damage() {
    use crate::scan::{ScanBudget, ScanIncomplete, read_picture};
    use crate::time::UnixMillis;
    let whole = code_above_stripes("otpauth://totp/Amazon:a?secret=GEZDGNBVGY3TQOJQ");
    let read = |bytes: &[u8]| read_picture(bytes, ScanBudget::picture(), UnixMillis(0));
    let seen = read(&whole).unwrap();
    assert_eq!((seen.sightings.len(), seen.incomplete), (1, None));
    let seen = read(&whole[..whole.len() - 40]).unwrap();
    assert_eq!((seen.sightings.len(), seen.incomplete), (1, Some(ScanIncomplete::Damaged)));
    assert_eq!(read(&whole[..whole.len() / 8]).unwrap_err(), PictureError::Damaged);
}

proptest! {
    #[test]
    fn a_changed_picture_is_read_or_refused_and_never_panics(
        format in prop::sample::select(vec![
            ImageFormat::Png, ImageFormat::WebP, ImageFormat::Gif, ImageFormat::Bmp,
        ]),
        place: prop::sample::Index, byte: u8, end: prop::sample::Index,
    ) {
        let mut bytes = encoded(format);
        let place = place.index(bytes.len());
        bytes[place] = byte;
        let _ = DecodedPicture::decode(&bytes);
        let _ = DecodedPicture::decode(&bytes[..end.index(bytes.len())]);
    }
}
