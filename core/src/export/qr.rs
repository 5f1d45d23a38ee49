//! Encodes a key URI, or any text, as a QR code (ISO/IEC 18004).

use qrcodegen::{QrCode, QrCodeEcc};
use zeroize::Zeroizing;

/// The modules of a QR code. Draw them dark on light, with a quiet zone of four light modules.
pub struct QrModules {
    /// The number of modules per side.
    pub side: u32,
    /// Row by row, 1 for a dark module and 0 for a light one.
    pub modules: Zeroizing<Vec<u8>>,
}

/// The QR code of a text; `None` if the text is too long.
pub fn layout(text: &str) -> Option<QrModules> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let side = code.size();
    let modules = (0..side).flat_map(|y| (0..side).map(move |x| (x, y)));
    let mut dark = Zeroizing::new(Vec::with_capacity((side * side) as usize));
    dark.extend(modules.map(|(x, y)| u8::from(code.get_module(x, y))));
    Some(QrModules { side: side.unsigned_abs(), modules: dark })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_corners_have_a_finder_pattern() {
        let code = layout("otpauth://totp/a?secret=MZXW6YTBOI").unwrap();
        let at = |x: u32, y: u32| code.modules[(y * code.side + x) as usize];
        let last = code.side - 1;
        assert_eq!((at(0, 0), at(last, 0), at(0, last), at(1, 1)), (1, 1, 1, 0));
        assert_eq!(code.modules.len() as u32, code.side * code.side);
    }

    #[test]
    fn a_text_that_is_too_long_has_no_code() {
        assert!(layout(&"x".repeat(3000)).is_none());
    }
}
