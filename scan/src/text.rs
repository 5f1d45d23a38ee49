//! Guesses the encoding of a message that does not name one.

use encoding_rs::Encoding;
use zeroize::Zeroizing;

/// The likeliest encoding of the bytes: UTF-8 if they are valid UTF-8, Shift-JIS if they are valid
/// Japanese text in it (usual in Japan before UTF-8), else `None`, which means ISO/IEC 8859-1,
/// the default of ISO/IEC 18004 §7.3.5.
pub(crate) fn likely_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    if std::str::from_utf8(bytes).is_ok() {
        return Some(encoding_rs::UTF_8);
    }
    let (text, failed) = encoding_rs::SHIFT_JIS.decode_without_bom_handling(bytes);
    let text = Zeroizing::new(text.into_owned());
    let is_japanese = text.chars().any(is_japanese) || has_half_width_word(&text);
    (!failed && is_japanese).then_some(encoding_rs::SHIFT_JIS)
}

/// Full-width kana, kanji and full-width forms.
fn is_japanese(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}' | '\u{ff01}'..='\u{ff5e}')
}

/// Whether the text has three half-width katakana in a row. As ISO/IEC 8859-1 they would be three
/// accented letters in a row, which no word has.
fn has_half_width_word(text: &str) -> bool {
    let mut row = 0;
    text.chars().any(|c| {
        row = if matches!(c, '\u{ff66}'..='\u{ff9f}') { row + 1 } else { 0 };
        row == 3
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf_8_comes_first() {
        assert_eq!(likely_encoding("合言葉".as_bytes()), Some(encoding_rs::UTF_8));
        assert_eq!(likely_encoding(b"abc"), Some(encoding_rs::UTF_8));
    }

    #[test]
    fn shift_jis_is_recognised() {
        assert_eq!(likely_encoding(b"\x8d\x87\x8c\xbe\x97t"), Some(encoding_rs::SHIFT_JIS));
        assert_eq!(likely_encoding(b"\xc3\xde\xbb\xde\xb2\xddQR"), Some(encoding_rs::SHIFT_JIS));
    }

    #[test]
    fn other_bytes_are_latin() {
        assert_eq!(likely_encoding(b"caf\xe9"), None);
        assert_eq!(likely_encoding(b"\xfcber"), None);
    }
}
