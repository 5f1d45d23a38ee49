//! QR codes in a terminal and as pictures.

use aikotoba_core::export::qr::{QrModules, layout};
use image::codecs::png::PngEncoder;
use image::{ExtendedColorType, ImageEncoder};
use zeroize::Zeroizing;

use crate::failure::CliError;

/// The quiet zone (ISO/IEC 18004 §5.3.8), in modules.
const QUIET: u32 = 4;

/// The side of a module in a picture, in pixels.
const SCALE: u32 = 8;

/// Encodes a text.
fn encode(text: &str) -> Result<QrModules, CliError> {
    layout(text).ok_or(CliError::QrTooLong)
}

/// Whether a module is dark, with coordinates that include the quiet zone.
fn is_dark(code: &QrModules, x: u32, y: u32) -> bool {
    let inside = QUIET..QUIET + code.side;
    let at = || (y - QUIET) * code.side + (x - QUIET);
    inside.contains(&x) && inside.contains(&y) && code.modules[at() as usize] == 1
}

/// Draws the code with half blocks, two rows of modules per line. Always black on white, since some
/// scanners do not read inverted codes.
pub(crate) fn draw(text: &str) -> Result<Zeroizing<String>, CliError> {
    let code = encode(text)?;
    let side = code.side + 2 * QUIET;
    // Full capacity from the start: a growing buffer leaves unwiped copies behind.
    let mut lines = Zeroizing::new(String::with_capacity((side * side * 2 + side * 16) as usize));
    for y in (0..side).step_by(2) {
        lines.push_str("\x1b[30;107m");
        for x in 0..side {
            lines.push(match (is_dark(&code, x, y), is_dark(&code, x, y + 1)) {
                (false, false) => ' ',
                (true, false) => '▀',
                (false, true) => '▄',
                (true, true) => '█',
            });
        }
        lines.push_str("\x1b[0m\n");
    }
    Ok(lines)
}

/// The code as a PNG file.
pub(crate) fn png(text: &str) -> Result<Zeroizing<Vec<u8>>, CliError> {
    let code = encode(text)?;
    let side = (code.side + 2 * QUIET) * SCALE;
    let tone = |x, y| if is_dark(&code, x / SCALE, y / SCALE) { 0 } else { 255 };
    let places = (0..side).flat_map(|y| (0..side).map(move |x| (x, y)));
    let pixels: Zeroizing<Vec<u8>> = Zeroizing::new(places.map(|(x, y)| tone(x, y)).collect());
    let mut file = Zeroizing::new(Vec::with_capacity(pixels.len()));
    PngEncoder::new(&mut *file)
        .write_image(&pixels, side, side, ExtendedColorType::L8)
        .expect("writing to a vector does not fail, and the size is correct");
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_has_half_as_many_lines_as_modules_and_a_quiet_zone() {
        let drawing = draw("a").unwrap();
        let lines: Vec<&str> = drawing.lines().collect();
        assert_eq!(lines.len(), 15, "21 modules and twice four, two to a line");
        assert_eq!(lines[0], format!("\x1b[30;107m{}\x1b[0m", " ".repeat(29)));
        assert!(lines[2].starts_with("\x1b[30;107m    █▀▀▀▀▀█"), "{}", lines[2]);
    }

    #[test]
    fn a_picture_has_the_size_of_its_code() {
        let file = png("a").unwrap();
        let picture = image::load_from_memory(&file).unwrap();
        assert_eq!((picture.width(), picture.height()), (232, 232));
    }

    #[test]
    fn a_text_too_long_for_a_code_is_an_error() {
        assert_eq!(draw(&"あ".repeat(3000)).unwrap_err(), CliError::QrTooLong);
    }
}
